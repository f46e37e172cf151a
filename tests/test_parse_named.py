"""Pages that no author wrote as posts, on sites that nobody described: what systems print in place of a text, searches, contacts, calendars.
A post that speaks of such things is a post."""

import pytest

from kazcrawl.items import Selectors, Site
from kazcrawl.parse import ParseError, parse_post

URL = "https://chamber.example/2015/10/port/"
SEARCH = "https://chamber.example/search/?q=port"
TEXT = "<p>The port took its first ship on Monday, and the second came a day later with wheat from the north.</p>"
MENU = '<ul class="menu"><li><a href="/about">About us</a></li><li><a href="/members">Our members</a></li></ul>'
DAYS = ("3 May 2019", "9 May 2019", "21 June 2019", "2 July 2019")
BOXES = "".join(
    f'<div class="item"><h3><a href="/news/{n}">Item {n} of the chamber</a></h3><i>{day}</i></div>' for n, day in enumerate(DAYS)
)
ARTICLE = '<meta property="og:type" content="article">'
SCRIPT = '<script src="/main.js"></script>'


def page(content: str, *, title: str = "Chamber", head: str = "", classes: str = "") -> str:
    return f'<html><head><title>{title}</title>{head}</head><body class="{classes}">{content}</body></html>'


def named(title: str, content: str, **more: str) -> str:
    return page(f"{MENU}<div><h1>{title}</h1>{content}</div>", title=f"{title} - Chamber", **more)


def refusal_of(html: str, url: str = URL) -> str | None:
    try:
        parse_post(html, url=url)
    except ParseError as error:
        return error.reason
    return None


FATAL = "<b>Fatal error</b>: Call to a member function fetch() in <b>/home/a/view.php</b> on line <b>61</b>"
SQL = "You have an error in your SQL syntax; check the manual for the right syntax to use near 'LIMIT -10, 10' at line 1"
WARNING = "<b>Warning</b>: mysql_connect(): Too many connections in <b>/home/a/db.php</b> on line <b>17</b><br>"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (
            page(f"{MENU}<div class='box'>Внимание! Обнаружена ошибка<br>По данному адресу публикаций на сайте не найдено.</div>"),
            "not-found",
        ),
        (page(f"{MENU}<div><h2>Haberler</h2><p>Aradığınız haber bulunamadı.</p><h3>Son haberler</h3>{BOXES}</div>"), "not-found"),
        (named("Порт", "<div><p>В настоящий момент текст на данной странице отсутствует. Вы можете его найти.</p></div>"), "not-found"),
        (named("News", "<p>Sorry, the article you requested no longer exists.</p>"), "not-found"),
        (page(f"{MENU}<h1>Элемент не найден!</h1>"), "not-found"),
        (page(f"{MENU}<h1>Новости</h1><div>01.01.1970<br>{WARNING}{FATAL}<br>{SQL}</div>"), "unavailable"),
        (page(f"<h1>Server Error in '/' Application.</h1><h2>Bad input</h2>{TEXT}", title="Bad input"), "unavailable"),
        (
            page(f"<div><h1>We value your privacy</h1><p>We and our partners use cookies.</p>{TEXT}<button>Accept</button></div>"),
            "challenge",
        ),
        (page(f"<app-root><p>Loading…</p></app-root><noscript>Switch scripts on.</noscript>{SCRIPT}", title="Portal"), "empty"),
        (page(f'<div id="root"></div>{SCRIPT}', title="Portal", head=ARTICLE), "empty"),
    ],
)
def test_what_a_system_prints_in_place_of_a_text_is_refused(html: str, reason: str) -> None:
    assert refusal_of(html) == reason


MISSING = "<p>The article you requested no longer exists: who has not read that?</p>"
CONSENT = "<div><h2>We value your privacy</h2><p>We use cookies.</p><button>Accept</button></div>"


@pytest.mark.parametrize(
    "html",
    [
        # a post that begins with what it speaks of: it is dated, long, or says that it is an article
        named("What readers of old links see", f"<span>3 May 2019</span>{MISSING}"),
        named("What readers of old links see", MISSING + TEXT * 10),
        named("What readers of old links see", MISSING, head=ARTICLE),
        named("Register is shorter", "<p>The record has been deleted from the register of exporters, as was asked.</p>"),
        named("Статья отменена", "<p>Такой статьи нет в новом кодексе.</p>"),
        named("Aradığınız yol", "<p>Yol bulunamadı, aradığınız haber bulunamadı.</p>"),
        # an error of the program beside a text, or quoted in one
        named("Port opens", f"{WARNING}{TEXT}"),
        named("Port opens", f"{TEXT}{FATAL}"),
        named("How we mended our site", f"<pre>{FATAL}</pre>{TEXT}"),
        named("A server error in March", TEXT),
        named("Port opens", f"<p>На выходных сайт временно недоступен.</p>{TEXT * 4}"),
        named("Новый сайт в разработке", TEXT),
        named("Сайт закрыт: что делать владельцу", TEXT),
        # a question for consent over or below a post, or a post about one
        page(f"{CONSENT}<div><h1>Port opens</h1>{TEXT}</div>", title="Port opens"),
        page(f"{CONSENT}<div>{TEXT * 5}</div>", title="Port opens"),
        named("We value your privacy", f"<p>Our cookies are few.</p>{TEXT}"),
        page(f"<h1>We value your privacy</h1><p>Our cookies are few.</p>{TEXT}", title="We value your privacy"),
        # hardly any text is a post where there are no scripts, a picture, or a head that tells of one
        page(f'<div id="root"></div>{SCRIPT}', title="Port opens", head='<meta property="article:published_time" content="2015-10-21">'),
        page(f'<div id="root"><img src="/port.jpg"></div>{SCRIPT}', title="Port opens"),
        page(f'<div id="root"></div><div><embed src="/port.pdf"></div>{SCRIPT}', title="Port opens"),
        page(f'<div>The port opens.</div><div id="root"></div>{SCRIPT}', title="Port opens"),
        page(f"<div><h1>Loading</h1></div><p>Ships are loading again.</p>{SCRIPT}", title="Loading"),
        page("<p>Loading</p>", title="Port opens"),
    ],
)
def test_post_that_speaks_of_a_notice_is_a_post(html: str) -> None:
    assert refusal_of(html) is None


FORM = '<form><input name="q" value="port"></form>'
EMPTY_FORM = '<form><input name="q" value="Search…"></form>'
REACH = "<p>Abay street 4, second floor, Monday to Friday</p><p>info@chamber.example</p><p>+7 (7172) 00-00-00</p>"
WEEK = "".join(f"<th>{day}</th>" for day in ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"))
DAYS_OF_MONTH = "".join(f'<td>{day} <a href="/events/{day}">Event {day}</a></td>' for day in range(1, 8))
MONTH = f"<table><tr>{WEEK}</tr><tr>{DAYS_OF_MONTH}</tr></table>"


@pytest.mark.parametrize(
    ("html", "url", "reason"),
    [
        (named("Search", f"{FORM}<p>Nothing.</p>"), SEARCH, "list-page"),
        (named("Поиск по сайту", f"{EMPTY_FORM}<p>Исправьте поисковую фразу.</p>"), "https://chamber.example/poisk/", "list-page"),
        (named("Search for <em>port</em>", f"{TEXT}{BOXES}"), "https://chamber.example/search/node?keys=port", "list-page"),
        (named("Результаты поиска", f"{FORM}{TEXT}"), URL, "list-page"),
        (named("Contacts", REACH), "https://chamber.example/contacts", "page"),
        (named("Байланыс", REACH), "https://chamber.example/kz/contacts/", "page"),
        (named("About us", TEXT * 3), "https://chamber.example/about", "page"),
        (named("О палате", TEXT * 3), "https://chamber.example/about", "page"),
        (named("Calendar of Events", MONTH), "https://chamber.example/events/2019-06-01", "list-page"),
        (named("Hall", TEXT, classes="site com_contact view-contact"), URL, "page"),
        (named("Port", TEXT, classes="html page-search"), URL, "list-page"),
    ],
)
def test_page_that_is_called_what_no_post_is_called_is_refused(html: str, url: str, reason: str) -> None:
    assert refusal_of(html, url) == reason


@pytest.mark.parametrize(
    "html",
    [
        # a post about a search, on a page with a search form
        named("Search for oil goes on", f"{EMPTY_FORM}{TEXT}"),
        named("Search for oil", f"{FORM}{TEXT}"),
        named("Search", f"{EMPTY_FORM}{TEXT}"),
        named("Результаты поиска новых рынков", f"{FORM}{TEXT}"),
        named("Search results", f"{FORM}{TEXT}", head=ARTICLE),
        # a post about contacts or about the chamber
        named("Contacts with Turkey grow", REACH),
        named("Contacts", TEXT),
        named("Contacts", f"<span>3 May 2019</span>{REACH}"),
        named("About us in the press", TEXT),
        named("О палате", f"<span>3 мая 2019</span>{TEXT}"),
        page(f"{MENU}<h1>About us</h1>{TEXT}", title="New members tell about us"),
        named("About us", TEXT, head=ARTICLE),
        # a post about a calendar, or with one beside it
        named("Calendar of Events", f"{TEXT * 5}{MONTH}"),
        named("Calendar of working days in June", MONTH),
        named("Calendar", MONTH.replace("<a ", "<b ").replace("</a>", "</b>")),
        page(f"{MENU}<h1>Port opens</h1>{TEXT}<div>{MONTH}</div>", title="Port opens"),
    ],
)
def test_post_with_such_a_word_in_its_headline_is_a_post(html: str) -> None:
    assert refusal_of(html) is None


def test_page_without_a_body_is_told_apart_on_a_site_that_is_read_whole() -> None:
    html = f"<html><head><title>Port opens</title>{ARTICLE}</head><frameset><frame src='/a'></frameset></html>"
    site = Site("chamber", "https://chamber.example/", selectors=Selectors(title="title"))
    assert parse_post(html, url=URL, site=site).title == "Port opens"


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Page not found - 404", "not-found"),
        ("Error 404: page not found!", "not-found"),
        ("Sorry, we couldn’t find that page", "not-found"),
        ("The page you were looking for doesn't exist.", "not-found"),
        ("HTTP Status 404 – Not Found", "not-found"),
        ("The resource cannot be found.", "not-found"),
        ("К сожалению, страница не найдена", "not-found"),
        ("Ошибка 404. Такой страницы не существует", "not-found"),
        ("Страница удалена или не существует", "not-found"),
        ("Материал не найден или удалён", "not-found"),
        ("Қате! Бет табылған жоқ", "not-found"),
        ("Diese Seite existiert nicht", "not-found"),
        ("Erreur 404", "not-found"),
        ("Sayfa bulunamadı - 404", "not-found"),
        ("Сторінку не знайдено", "not-found"),
        ("Whoops, looks like something went wrong.", "unavailable"),
        ("Error 502", "unavailable"),
        ("Внутренняя ошибка сервера", "unavailable"),
        ("Ведутся технические работы", "unavailable"),
        ("Access to this page has been denied", "challenge"),
        ("Please wait while your request is being verified...", "challenge"),
        ("Доступ к сайту ограничен", "challenge"),
        ("Access Denied", "challenge"),
    ],
)
@pytest.mark.parametrize("is_heading", [True, False])
def test_line_that_names_a_page_and_says_that_it_is_missing_is_believed(title: str, reason: str, is_heading: bool) -> None:
    line = f"<h1>{title}</h1>" if is_heading else ""
    html = page(f"{MENU}<div>{line}<p>Try the menu above.</p></div>", title="Chamber" if is_heading else title)
    assert refusal_of(html) == reason


@pytest.mark.parametrize(
    "title",
    [
        "Page not found: why links die",
        "Error 404 costs a shop its buyers",
        "We cannot find the page in the law",
        "Такой страницы нет в истории палаты",
        "Новость не найдена, а услышана",
        "Страница удалена из реестра",
        "Security check at the airport takes an hour",
        "Please wait for the new tariff",
        "Forbidden goods: a new list",
        "Access denied: ships wait at sea",
        "One more step to a free zone",
        "Access denied – ships wait at sea",
        "404 — how a port was lost",
        "Доступ ограничен к тремстам участкам",
        "Доступ запрещён: порт закрыт на ремонт",
        "Подождите с отчётом до мая",
        "Технические работы на портале закупок",
        "Coming soon: a port",
        "Under construction: five new plants",
        "Error 500 times a day",
    ],
)
def test_headline_that_begins_as_a_notice_is_a_headline(title: str) -> None:
    assert refusal_of(named(title, TEXT)) is None


MEMBERS = "".join(f'<div class="m"><h3>{name}</h3><p>Saws and blades for mills.</p></div>' for name in ("Koivu Oy", "Taiga LLP", "Lumi"))
ROWS = (
    "<table><tr><td>Chairman</td><td>A. Kim</td></tr><tr><td>Deputy</td><td>B. Pak</td></tr><tr><td>Registry</td><td>204</td></tr></table>"
)
CLOUD = "".join(f'<a href="/tag/{n}/">port {n}</a> ' for n in range(9))
REGISTER = '<form>Name <input name="n"> Password <input type="password"></form>'


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (named("Our members", MEMBERS, head=ARTICLE), "list-page"),
        (page(f"{MENU}<div><b>List of members</b>{ROWS}</div>", title="Chamber - Members"), "list-page"),
        (named("Our members", TEXT * 4), None),
        (named("Our members meet", MEMBERS), None),
        (named("Our members", MEMBERS, classes="single single-post"), None),
        (named("Комитет құрылымы", f"{TEXT}{ROWS}"), "page"),
        (named("Our team", f"<p class='date'>21 October 2015</p>{TEXT}{ROWS}"), None),
        (named("Our team", TEXT * 4), None),
        (named("All tags", f"<div>{CLOUD}</div>"), "list-page"),
        (named("All tags", f"<div>{TEXT}{CLOUD}</div>"), None),
        (named("Жаңа қолданушыны тіркеу", f"<div>Құрметті келуші!<br>{REGISTER}</div>"), "login"),
        (named("Registration opens for the fair", f"<div>{TEXT}{REGISTER}</div>"), None),
        (named("Contact", f"<p>Call +7 727 000 00 00</p>{TEXT}", head=ARTICLE, classes="page page-id-9"), "page"),
        (named("Port opens", TEXT, head=ARTICLE, classes="page page-id-9"), None),
        (named("Events for May", TEXT, classes="post-type-archive post-type-archive-tribe_events"), "list-page"),
        (page(f"{MENU}<h1>Chamber</h1>{TEXT}", head=ARTICLE, classes="home page page-id-2"), "front-page"),
    ],
)
def test_directories_and_static_pages_are_told_by_name_and_make(html: str, reason: str | None) -> None:
    assert refusal_of(html) == reason


def test_list_whose_links_lie_over_its_boxes_is_a_list() -> None:
    box = '<article class="e"><h2>Headline {n} of the chamber</h2><p>3 May 2019, by the desk</p><a href="/posts/{n}/" aria-label="post link to it"></a></article>'
    boxes = "".join(box.format(n=n) for n in range(5))
    assert refusal_of(named("Posts", boxes), "https://chamber.example/posts/") == "list-page"
    assert refusal_of(named("Port opens on time", f"{TEXT * 4}{boxes}"), "https://chamber.example/posts/") is None
