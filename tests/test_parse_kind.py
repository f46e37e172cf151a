"""Post or not: what is positively something else is refused with its kind, everything else passes."""

import pytest

from kazcrawl.items import Facts, Site
from kazcrawl.parse import ParseError, parse_post

URL = "https://chamber.example/2015/10/port/"
TEXT = "<p>The port took its first ship on Monday, and the second came a day later with wheat from the north.</p>"
POST = f'<article class="hentry"><h1 class="entry-title">Port opens</h1><div class="entry-content">{TEXT * 3}</div></article>'
PASSWORD = '<form action="/wp-login.php?action=postpass" class="post-password-form" method="post"><input name="post_password"></form>'


def page(classes: str = "", *, title: str = "", content: str = POST) -> str:
    return f'<html><head><title>{title}</title></head><body class="{classes}">{content}</body></html>'


def notice(title: str, text: str = "") -> str:
    return page(title=title, content=f"<div><h1>{title}</h1><p>{text}</p></div>")


def bare(title: str, text: str = "") -> str:
    """A notice in a theme without classes: the site's name is its first heading."""
    return page(title="Chamber", content=f'<h1 class="site-title">The Chamber</h1><div><h2>{title}</h2><p>{text}</p></div>')


REFRESH = page(content="<p>Moved</p>").replace("<title>", '<meta http-equiv="refresh" content="0; url=/new/"><title>')


def entry(number: int, text: str = TEXT) -> str:
    return f'<div class="post hentry" id="post-{number}"><h2><a href="/2015/09/item-{number}/">Item</a></h2><div class="entry">{text}</div></div>'


LIST = "".join(entry(number) for number in range(1, 6))
OWN = f'<div class="post hentry" id="post-9"><h2><a href="{URL}">Port opens</a></h2><div class="entry">{TEXT}</div></div>'


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page("page-template-default page page-id-83 logged-out"), "page"),
        (page("home page-template page page-id-2"), "front-page"),
        (page("attachment attachment-template-default single single-attachment attachmentid-9 attachment-jpeg"), "attachment"),
        (page("error404 wp-custom-logo"), "not-found"),
        (page("single single-post postid-7", content=f'<div class="wp-embed post-7 hentry">{TEXT}</div>'), "embed"),
        (page("home blog hfeed"), "front-page"),
        (page("home blog paged paged-2"), "list-page"),
        (page("archive category category-news category-2"), "list-page"),
        (page("blog paged paged-3"), "list-page"),
        (page("archive tag tag-usa"), "list-page"),
        (page("archive date"), "list-page"),
        (page("archive author author-kazcham author-1"), "list-page"),
        (page("search search-results"), "list-page"),
        (page("search search-no-results"), "list-page"),
        (page("archive post-type-archive post-type-archive-event"), "list-page"),
        (page("login login-action-login wp-core-ui locale-en-us", content='<form id="loginform"></form>'), "login"),
        (page("single single-post postid-7", content=f'<div class="hentry"><h1>Protected: Port</h1>{PASSWORD}</div>'), "password"),
        (page(content=f'<div class="hentry"><h1>Защищено: Порт</h1>{PASSWORD}</div>'), "password"),
        (notice("Just a moment...", "Enable JavaScript and cookies to continue"), "challenge"),
        (notice("Attention Required! | Cloudflare", "Please complete the check"), "challenge"),
        (notice("DDoS-Guard", "Checking your browser before accessing chamber.example"), "challenge"),
        (notice("Один момент…", "Проверяем, что вы не робот"), "challenge"),
        (page(title="chamber.example", content="<p>Wait</p><script>window._cf_chl_opt={}</script>"), "challenge"),
        (notice("Page not found", "It looks like nothing was found at this location."), "not-found"),
        (notice("Oops! That page can&rsquo;t be found.", "Try a search?"), "not-found"),
        (notice("404 Not Found", "nginx"), "not-found"),
        (notice("Страница не найдена", "Попробуйте поиск"), "not-found"),
        (notice("Бет табылмады", "Іздеп көріңіз"), "not-found"),
        (notice("Nothing Found", "Sorry"), "not-found"),
        (bare("404", "Sorry, this page does not exist."), "not-found"),
        (bare("Oops! That page can&rsquo;t be found.", "It looks like nothing was found at this location."), "not-found"),
        (
            bare("This is somewhat embarrassing, isn&rsquo;t it?", "It seems we can&rsquo;t find what you&rsquo;re looking for."),
            "not-found",
        ),
        (bare("Ой! Эта страница не найдена.", "Похоже, по этому адресу ничего нет."), "not-found"),
        (bare("404 — страница не найдена", "Вернитесь на главную."), "not-found"),
        (bare("404 қате", "Сұралған парақ табылмады немесе жойылған."), "not-found"),
        (bare("Бұл бет табылмады", "Іздеп көріңіз."), "not-found"),
        (
            page(content='<article class="post not-found"><h1>Whoops</h1><p>The page you requested does not exist.</p></article>'),
            "not-found",
        ),
        (page(content="<noscript>Please enable JavaScript</noscript><script>location.reload()</script>"), "challenge"),
        (notice("Проверяем ваш браузер", "Подождите"), "challenge"),
        (notice("chamber.example | 522: Connection timed out"), "unavailable"),
        (notice("Bandwidth Limit Exceeded"), "unavailable"),
        (notice("Работа сайта приостановлена", "Обратитесь к хостинг-провайдеру."), "unavailable"),
        (notice("Сайт находится в разработке", "Скоро откроемся!"), "unavailable"),
        (notice("Ошибка установки соединения с базой данных"), "unavailable"),
        (notice("Сайт уақытша жұмыс істемейді"), "unavailable"),
        (notice("chamber.example is no longer available.", "The authors have deleted this site."), "unavailable"),
        (notice("This domain has expired", "Please renew it."), "parked"),
        (notice("Срок регистрации домена chamber.example истёк"), "parked"),
        (notice("Бұл домен сатылады"), "parked"),
        (REFRESH, "redirect"),
        (notice("429 Too Many Requests", "nginx"), "unavailable"),
        (notice("We’ll be back soon!", "Our site is undergoing scheduled maintenance."), "unavailable"),
        (notice("Object Moved", "This document may be found here"), "unavailable"),
        (page(content="<b>Fatal error</b>: Uncaught Error: x() in /home/a/wp-content/plugins/b.php:12"), "unavailable"),
        (notice("Сайт не настроен", "Домен привязан к серверу."), "parked"),
        (notice("Вы не робот?", "Подтвердите, что запросы отправляли вы"), "challenge"),
        (page(title="Page not found", content=f"<h1>Oops! That page can’t be found.</h1><h2>Newest</h2>{TEXT * 20}"), "not-found"),
        (page(content=POST.replace("hentry", "post-2 page type-page hentry")), "page"),
        (page(content=f'<div class="post"><h2>i.jpg</h2><p class="attachment"><a href="/i.jpg">i</a></p></div>{TEXT}'), "attachment"),
        (notice("Error establishing a database connection"), "unavailable"),
        (page(content="<p>Briefly unavailable for scheduled maintenance. Check back in a minute.</p>"), "unavailable"),
        (notice("chamber.example is parked", "Buy this domain. The domain chamber.example is for sale."), "parked"),
        (notice("Домен chamber.example продаётся", "Купить домен"), "parked"),
        (notice("Log in", '<form id="loginform"><input type="password"></form>'), "login"),
        (notice("Войти", '<form><input type="password"></form>'), "login"),
    ],
)
def test_other_kinds_of_page_are_refused(html: str, reason: str) -> None:
    """Row 29."""
    with pytest.raises(ParseError) as refusal:
        parse_post(html, url=URL)
    assert refusal.value.reason == reason
    assert refusal.value.url == URL


@pytest.mark.parametrize(
    "html",
    [
        page("post-template-default single single-post postid-7"),
        page(),
        page("page"),
        page("home"),
        page("blog"),
        page("archive"),
        page("no-js category-theme"),
        page("single single-post postid-404 category-news"),
        page(title="404: how a port was lost", content=POST.replace("Port opens", "404: how a port was lost")),
        page("single single-post", title="Page not found", content=POST.replace("Port opens", "Page not found")),
        page("single", content=POST.replace("Port opens", "Access denied: ships wait at sea")),
        page(content=POST.replace("Port opens", "The domain name market: this domain is for sale") + TEXT * 12),
        REFRESH.replace("<meta", "<noscript><meta").replace("<title>", "</noscript><title>"),
        page("single", content=f'{POST}<div id="sidebar"><form id="loginform"><input type="password"></form></div>'),
        page(content=POST.replace(TEXT, TEXT * 5) + PASSWORD),
        page(
            "single",
            content='<article class="hentry"><h1 class="entry-title">One line</h1><div class="entry-content"><p>Short.</p></div></article>',
        ),
        page("single", content='<article class="hentry"><h1 class="entry-title">No text</h1><div class="entry-content"></div></article>'),
    ],
)
def test_strange_page_is_a_post(html: str) -> None:
    assert parse_post(html, url=URL).url == URL


@pytest.mark.parametrize(
    ("html", "url", "reason"),
    [
        (page(content=f"<div id='content'>{LIST}</div>"), "https://chamber.example/news/", "list-page"),
        (page(content=f"<div id='content'>{LIST}</div>"), "https://chamber.example/", "front-page"),
        (page(content=f"<div id='content'>{LIST}</div>"), URL, "list-page"),  # what plain permalinks answer to every path
        (page(content=POST), "https://chamber.example/?s=port", "list-page"),
        (page(content=POST), "https://chamber.example/?attachment_id=9", "attachment"),
    ],
)
def test_lists_and_attachments_of_themes_without_classes_are_refused(html: str, url: str, reason: str) -> None:
    with pytest.raises(ParseError) as refusal:
        parse_post(html, url=url)
    assert refusal.value.reason == reason


def test_list_of_whole_posts_is_refused_where_the_site_is_known() -> None:
    whole = page(content=f"<div id='content'>{''.join(entry(number, TEXT * 30) for number in range(1, 6))}</div>")
    assert parse_post(whole, url=URL).url == URL
    with pytest.raises(ParseError, match="list-page"):
        parse_post(whole, url=URL, site=Site("chamber", "https://chamber.example/"))


@pytest.mark.parametrize(
    "content",
    [
        OWN + LIST,  # its own headline leads to itself
        OWN.replace(f'<a href="{URL}">Port opens</a>', "Port opens") + LIST,
        OWN.replace("</div></div>", f'</div><section class="more">{LIST}</section></div>'),
        OWN.replace("Port opens", "Coming soon: a port"),
        OWN.replace("Port opens", "Access denied"),
        OWN.replace("Port opens", "Бет табылмады"),
    ],
)
def test_short_post_of_a_theme_without_classes_is_a_post(content: str) -> None:
    assert parse_post(page(content=content), url=URL).url == URL


@pytest.mark.parametrize("names", ["page page-id-2", "home page page-id-2"])
def test_static_page_of_an_unknown_site_may_be_an_article_and_of_a_known_one_never_is(names: str) -> None:
    long = page(names, content=POST.replace(TEXT, TEXT * 25))
    assert parse_post(long, url=URL).title == "Port opens"
    with pytest.raises(ParseError):
        parse_post(long, url=URL, site=Site("chamber", "https://chamber.example/"))


def test_static_page_of_an_unknown_site_that_shows_a_day_and_an_author_may_be_an_article() -> None:
    post = f'<div><h1>Port opens</h1><p class="meta"><span>21 October 2015</span> by <a rel="author">Aigul Smith</a></p>{TEXT}</div>'
    signed = page("page page-id-2", content=post)
    assert parse_post(signed, url="https://chamber.example/port/").title == "Port opens"
    for other in (
        signed.replace("21 October 2015", ""),
        signed.replace('by <a rel="author">Aigul Smith</a>', ""),
        signed.replace("page ", "home page "),
    ):
        with pytest.raises(ParseError):
            parse_post(other, url="https://chamber.example/port/")
    with pytest.raises(ParseError):
        parse_post(signed, url="https://chamber.example/port/", site=Site("chamber", "https://chamber.example/"))


@pytest.mark.parametrize("post", [9, 7])
def test_locked_post_is_refused_however_much_of_others_stands_beside_it(post: int) -> None:
    form = PASSWORD.replace(
        '<input name="post_password">', f'<label for="pwbox-{post}">Password <input id="pwbox-{post}" type="password"></label>'
    )
    other = f"<article><h1>Port opens</h1>{TEXT * 30}</article>"
    html = page("single postid-9", content=f"<article><h1>Minutes</h1>{form}</article>{other}")
    if post == 9:
        with pytest.raises(ParseError, match="password"):
            parse_post(html, url=URL)
    else:
        assert TEXT[3:40] in parse_post(html, url=URL).body


def test_post_that_a_route_calls_protected_is_refused() -> None:
    with pytest.raises(ParseError, match="password"):
        parse_post(page("single"), url=URL, facts=Facts(protected=True))


BARE = "".join(f'<div class="item"><h3><a href="/2015/09/item-{n}/">Item {n} of the chamber</a></h3><p>{TEXT}</p></div>' for n in range(4))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/", "front-page"),
        ("/page/2/", "list-page"),
        ("/category/energy/", "list-page"),
        ("/category/energy/oil/page/3/", "list-page"),
        ("/tag/kazakhstan/", "list-page"),
        ("/author/kazcham/", "list-page"),
        ("/2015/10/", "list-page"),
        ("/2015/", "list-page"),
        ("/?cat=2", "list-page"),
        ("/?m=201510", "list-page"),
        ("/blog/?m=201510", "list-page"),
    ],
)
def test_list_without_any_class_is_told_by_its_address_and_headlines(path: str, reason: str) -> None:
    html = f"<title>News</title><body><div><h1><a href='/'>Chamber</a></h1><h2>News</h2>{BARE}</div></body>"
    with pytest.raises(ParseError) as told:
        parse_post(html, url=f"https://chamber.example{path}", site=Site("chamber", "https://chamber.example/") if path == "/" else None)
    assert told.value.reason == reason


def test_home_page_of_an_unknown_site_may_be_its_newest_post() -> None:
    newest = f'<div class="hentry"><h2><a href="/2015/10/port/">Port opens</a></h2><div class="entry">{TEXT * 25}</div></div>'
    html = f"<title>Chamber</title><body>{newest}<div>{BARE}</div></body>"
    home = "https://chamber.example/"
    assert TEXT[3:40] in parse_post(html, url=home).body
    with pytest.raises(ParseError, match="front-page"):
        parse_post(html, url=home, site=Site("chamber", home))


@pytest.mark.parametrize(
    "path", ["/2015/10/port-opens/", "/category/", "/news/port-opens/", "/?p=9", "/about/", "/news/?p=9&cat=2", "/news/port?m=9"]
)
def test_address_of_a_post_is_no_lists_whatever_stands_beside_it(path: str) -> None:
    html = f"<title>Port opens on time</title><body><div><h1>Port opens on time</h1>{TEXT * 3}</div><div>{BARE}</div></body>"
    assert parse_post(html, url=f"https://chamber.example{path}").title == "Port opens on time"


def test_post_whose_address_looks_as_a_lists_is_one_if_no_headlines_lead_away() -> None:
    html = f"<title>Port opens on time</title><body><div><h1>Port opens on time</h1>{TEXT * 3}</div></body>"
    assert parse_post(html, url="https://chamber.example/author/port/").title == "Port opens on time"


def test_file_and_locked_post_without_any_class_are_refused_beside_a_long_column() -> None:
    column = f"<div><h3>Chairman's word</h3>{TEXT * 30}</div>"
    file = '<div><h2>hall</h2><p class="attachment"><a href="/hall.jpg"><img src="/hall.jpg"></a></p></div>'
    field = '<input id="pwbox-9" name="post_password" type="password">'
    locked = f'<div><h2>Protected: Minutes</h2><form action="/wp-login.php?action=postpass" class="post-password-form">{field}</form></div>'
    for post, reason in ((file, "attachment"), (locked, "password")):
        with pytest.raises(ParseError) as told:
            parse_post(f"<title>hall</title><body>{column}{post}</body>", url=URL)
        assert told.value.reason == reason
