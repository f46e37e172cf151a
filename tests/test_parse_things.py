"""Events, products and members are no posts, whatever their page's head says; an article that tells of one is a post."""

import json

import pytest

from kazcrawl.parse import ParseError, parse_post

URL = "https://chamber.example/port/"
TEXT = "<p>The port took its first ship on Monday, and the second came a day later with wheat from the north.</p>"
HEAD, BODY = '<h1 class="entry-title">Port opens</h1>', f'<div class="entry-content">{TEXT * 3}</div>'
ARTICLE = '<meta property="og:type" content="article">'
PUBLISHED = '<meta property="article:published_time" content="2025-01-01T10:00:00Z">'
DAY = '<p class="date">March 5, 2024</p>'
NAMED = '<h1 itemprop="name">Port opens</h1>'


def node(**told: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"name": "Port opens", **told})}</script>'


EVENT = node(**{"@type": "BusinessEvent", "startDate": "2025-10-11T12:00:00+05:00"})
SHOP = node(**{"@type": "Product", "offers": [{"@type": "Offer", "price": "58.00"}]})
RATED = node(**{"@type": "Product", "aggregateRating": {"ratingValue": 5}})
STATIC = node(**{"@type": "WebPage", "url": URL, "datePublished": "2020-01-01"})
TOLD = node(**{"@graph": [{"@type": "NewsArticle", "url": URL, "datePublished": "2020-01-01"}, {"@type": "WebPage", "url": URL}]})
PAGE = f'<article class="post-7 page type-page">{HEAD}{BODY}</article>'


def page(content: str = f"<main>{HEAD}{BODY}</main>", *, head: str = "", classes: str = "") -> str:
    return f'<html><head><title>Port opens - Chamber</title>{head}</head><body class="{classes}">{content}</body></html>'


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page(head=ARTICLE, classes="single single-tribe_events postid-7"), "event"),
        (page(f'<div class="post-7 type-tribe_events hentry">{HEAD}{BODY}</div>', head=ARTICLE), "event"),
        (page(head=ARTICLE, classes="single single-mec-events postid-7"), "event"),
        (page(head=ARTICLE, classes="single single-product woocommerce postid-7"), "page"),
        (page(f'<div class="zq-events zq-event-details">{HEAD}<p>Thursday, October 9, 2025</p>{BODY}</div>'), "event"),
        (page(f'<div class="event-details">{HEAD}{BODY}</div>'), "event"),
        (page(f'<div class="zq-listing zq-member-details">{HEAD}{BODY}</div>', head=ARTICLE), "page"),
        (page(f'<div itemscope itemtype="http://schema.org/LocalBusiness">{NAMED}{BODY}</div>', head=ARTICLE), "page"),
        (page(f'<div itemscope itemtype="http://schema.org/Event">{NAMED}{BODY}</div>'), "event"),
        (page(head=EVENT), "event"),
        (page(head=EVENT.replace("Port opens", "Port opens - Chamber")), "event"),
        (page(head=ARTICLE, classes="view-item collection-type-events"), "event"),
        (page(head=EVENT + STATIC, classes="single single-meeting postid-7"), "event"),
        (page(head=SHOP), "page"),
    ],
)
def test_page_of_a_thing_is_refused(html: str, reason: str) -> None:
    with pytest.raises(ParseError) as refusal:
        parse_post(html, url=URL)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    "html",
    [
        page(head=ARTICLE + EVENT, classes="single single-post postid-7"),
        page(head=ARTICLE + EVENT, classes="single postid-7"),
        page(head=ARTICLE + EVENT, classes="single single-post single-format-standard"),
        page(head=ARTICLE + PUBLISHED + EVENT),
        page(head=EVENT + TOLD),
        page(head=EVENT.replace("Port opens", "The fair of the chamber")),
        page(head=EVENT + EVENT),
        page(f'<div class="event-details"><div class="post-7 post type-post hentry">{HEAD}{BODY}</div></div>'),
        page(f'<main>{HEAD}<div class="event-details">{BODY}</div></main>'),
        page(f'<div class="member-profile">{HEAD}{DAY}{BODY}</div>'),
        page().replace("<body", '<body itemscope itemtype="https://schema.org/LocalBusiness"'),
        page(f'<div itemscope itemtype="https://schema.org/LocalBusiness"><main>{HEAD}{BODY}</main></div>'),
        page(f'<div itemtype="https://schema.org/Event"><div itemtype="https://schema.org/NewsArticle">{NAMED}{BODY}</div></div>'),
        page(head=RATED),
        page(f"<main>{HEAD}{DAY}{BODY}</main>", head=SHOP),
        page(head=ARTICLE, classes="single single-product postid-7"),
    ],
)
def test_article_that_tells_of_a_thing_is_a_post(html: str) -> None:
    assert parse_post(html, url=URL).title == "Port opens"


@pytest.mark.parametrize(
    ("html", "is_post"),
    [
        (page(PAGE, head=ARTICLE + STATIC, classes="page page-id-7"), False),
        (page(PAGE, head=ARTICLE + STATIC), False),
        (page(PAGE, head=ARTICLE, classes="page page-id-7"), True),
        (page(PAGE, head=ARTICLE + TOLD, classes="page page-id-7"), True),
        (page(PAGE.replace(HEAD, HEAD + DAY), head=ARTICLE + STATIC, classes="page page-id-7"), True),
        (page(PAGE.replace(TEXT, TEXT * 25), head=ARTICLE + STATIC, classes="page page-id-7"), True),
        (page(head=ARTICLE + STATIC, classes="page"), True),
        (page(head=ARTICLE + STATIC, classes="single single-post postid-7"), True),
    ],
)
def test_static_page_is_none_though_a_plugin_calls_it_an_article(html: str, is_post: bool) -> None:
    if is_post:
        assert parse_post(html, url=URL).title == "Port opens"
    else:
        with pytest.raises(ParseError, match="page"):
            parse_post(html, url=URL)


LOGIN = '<form action="/login/"><label>User <input name="log"></label><label>Password <input type="password"></label></form>'


@pytest.mark.parametrize(
    ("text", "is_post"),
    [
        (f"<p>You are unauthorized to view this page. Please log in to read it.</p>{LOGIN}", False),
        (f"<p>Только для членов палаты.</p>{LOGIN}", False),
        (f"<p>Тек мүшелер оқи алады.</p>{LOGIN}", False),
        (f"{TEXT * 3}<p>Please log in to read on.</p>{LOGIN}", True),
        (f"<p>The port took its first ship.</p>{LOGIN}", True),
        ("<p>Please log in to read it.</p>", True),
    ],
)
def test_form_for_a_password_in_place_of_the_text_is_no_post(text: str, is_post: bool) -> None:
    html = page(f'<article class="post-7">{HEAD}<div class="entry-content">{text}</div></article>', classes="single single-post postid-7")
    if is_post:
        assert parse_post(html, url=URL).title == "Port opens"
    else:
        with pytest.raises(ParseError, match="login"):
            parse_post(html, url=URL)


ENTRIES = "".join(
    f'<li class="wp-block-post type-post"><h2><a href="/n{n}/">Item {n} of the chamber</a></h2><p>{TEXT}</p></li>' for n in range(4)
)
QUERY = f'<div class="wp-block-query"><ul class="wp-block-post-template">{ENTRIES}</ul></div>'
CARDS = "".join(f'<div class="card"><h5><a href="/m{n}/">Member {n} of us</a></h5><p>{n} Elm Street</p></div>' for n in range(4))


@pytest.mark.parametrize(
    ("html", "is_post"),
    [
        (page(f"<main><h1>Latest news</h1>{QUERY}</main>", head=ARTICLE, classes="blog"), False),
        (page(f"<main><h1>Blog</h1>{QUERY}</main>", head=ARTICLE), False),
        (page(f"<div><h1>Restaurants</h1><div>{CARDS}</div></div>"), False),
        (page(f"<div><h1>Restaurants</h1>{CARDS}</div>"), False),
        (page(f"<div><h1>Restaurants</h1><div>Happy Nauryz</div><div>{CARDS}</div></div>"), True),
        (page(f"<main><h1>Restaurants</h1><p>Happy Nauryz</p>{CARDS}</main>"), True),
        (page(f'<h1>Restaurants</h1><main><p><a href="/report.pdf">Read it here</a></p>{CARDS}</main>'), True),
        (page(f'<main>{HEAD}<figure><img src="/a.jpg"></figure>{QUERY}</main>', classes="blog"), True),
        (page(f'<article class="post-7 hentry">{HEAD}<img src="/a.jpg"></article>{QUERY}', classes="single single-post"), True),
        (page(f"<div>{HEAD}{DAY}<div>{CARDS}</div></div>"), True),
        (page(f"<div>{HEAD}<p>We asked them all.</p><div>{CARDS}</div></div>"), True),
    ],
)
def test_page_without_a_text_of_its_own_is_a_list_of_others(html: str, is_post: bool) -> None:
    if is_post:
        assert parse_post(html, url=URL).url == URL
    else:
        with pytest.raises(ParseError, match="list-page"):
            parse_post(html, url=URL)


def test_front_page_of_days_in_frames_of_their_own_is_none_and_a_post_above_others_is_one() -> None:
    frame = '<div class="date-outer"><h2>12-may, 2022</h2><div class="posts"><div class="post hentry"><h3>{}</h3><div class="post-body">{}</div></div></div></div>'
    others = "".join(frame.format(f'<a href="/{n}.html">Item {n} of the chamber</a>', TEXT) for n in range(3))
    with pytest.raises(ParseError, match="front-page"):
        parse_post(page(f"<main>{others}</main>"), url="https://chamber.example/")
    assert (
        parse_post(page(f"<main>{frame.format('Port opens', TEXT)}{others}</main>"), url="https://chamber.example/").title == "Port opens"
    )


@pytest.mark.parametrize(
    "title",
    [
        "Сайтта техникалық жұмыстар жүріп жатыр",
        "На сайте ведутся профилактические работы",
        "The site is undergoing scheduled maintenance",
        "Site en maintenance",
        "Wartungsarbeiten",
    ],
)
def test_site_under_repair_is_no_post(title: str) -> None:
    with pytest.raises(ParseError, match="unavailable"):
        parse_post(f"<title>{title}</title><body><h1>Chamber</h1><h2>{title}</h2><p>We thank you.</p></body>", url=URL)
    post = f'<title>{title}</title><body class="single single-post"><h1>{title}</h1>{BODY}</body>'
    assert parse_post(post, url=URL).title == title
