"""Which post a page is: id, canonical and other addresses, further pages; and its terms."""

import pytest

from kazcrawl.items import Facts, Site, Term
from kazcrawl.parse import parse_post

HOME = "https://chamber.example"
URL = f"{HOME}/2015/10/port/"


def page(head: str = "", *, classes: str = "", ident: str = "", content: str = "", after: str = "") -> str:
    text = "<p>The port took its first ship on Monday, and the second came a day later.</p>"
    return (
        f'<html><head>{head}</head><body class="{classes}"><div class="hentry" {ident}><h1 class="entry-title">Port opens</h1>'
        f'<div class="entry-content">{text}{content}</div>{after}</div></body></html>'
    )


@pytest.mark.parametrize(
    ("html", "url", "number"),
    [
        (page(classes="single postid-7"), URL, 7),
        (page(ident='id="post-7"'), URL, 7),
        (page().replace('class="hentry"', 'class="post-7 hentry"'), URL, 7),
        (page(f'<link rel="shortlink" href="{HOME}/?p=7">'), URL, 7),
        (page(f'<link rel="alternate" type="application/json" href="{HOME}/wp-json/wp/v2/posts/7">'), URL, 7),
        (page(), f"{HOME}/?p=7", 7),
        (page(), URL, None),
        (page(classes="postid-0"), URL, None),
        (page(classes=f"postid-{'9' * 40}"), URL, None),
        (page(), f"{HOME}/?p=seven", None),
    ],
)
def test_wordpress_id_is_found(html: str, url: str, number: int | None) -> None:
    assert parse_post(html, url=url).wp_id == number


def test_id_of_a_route_comes_first() -> None:
    assert parse_post(page(classes="postid-7"), url=URL, facts=Facts(wp_id=8)).wp_id == 8


@pytest.mark.parametrize(
    ("canonical", "url", "own"),
    [
        (f"{URL}comment-page-3/", URL, URL),
        (f"{HOME}/?p=7&cpage=3", f"{HOME}/?p=7", f"{HOME}/?p=7"),
        (URL, f"{URL}?replytocom=3", URL),
        (URL, f"{URL}amp/", URL),
        (URL, f"{HOME}/?p=7", URL),
        (URL, f"{HOME}/2015/10/PORT/", URL),
        (f"{HOME}/2015/10/port", URL, f"{HOME}/2015/10/port"),
        ("/2015/10/port/", URL, URL),
        (f"{HOME}/", URL, URL),
        (f"{HOME}/blog/", URL, URL),
        ("https://elsewhere.example/2015/10/port/", URL, URL),
        ("javascript:alert(1)", URL, URL),
        ("", URL, URL),
    ],
)
def test_canonical_address_is_taken_when_it_is_this_post(canonical: str, url: str, own: str) -> None:
    assert parse_post(page(f'<link rel="canonical" href="{canonical}">'), url=url).url == own


def test_addresses_are_all_that_the_page_gives_as_its_own() -> None:
    head = (
        f'<link rel="canonical" href="{URL}"><link rel="shortlink" href="{HOME}/?p=7">'
        f'<meta property="og:url" content="{URL}"><meta property="og:url" content="https://elsewhere.example/port/">'
    )
    site = Site("chamber", f"{HOME}/")
    item = parse_post(page(head, classes="single postid-7"), url=f"{URL}?utm_source=x", site=site)
    assert item.addresses == (URL, f"{HOME}/?p=7")
    assert item.requested_url == f"{URL}?utm_source=x"
    assert item.site == "chamber"


@pytest.mark.parametrize(
    ("links", "url", "pages"),
    [
        (
            f'<div class="page-links"><span>1</span><a class="post-page-numbers" href="{URL}2/">2</a><a href="{URL}3/">3</a></div>',
            URL,
            ["2/", "3/"],
        ),
        (f'<p class="page-link"><a href="{URL}3/">3</a><a href="{URL}2/">2</a><a href="{URL}2/">Next</a></p>', URL, ["2/", "3/"]),
        ('<a class="post-page-numbers" href="2/">2</a>', URL, ["2/"]),
        (f'<a href="{URL}1/">1</a><a href="{URL}">1</a>', URL, []),
        (f'<a href="{HOME}/2015/10/other/2/">Other</a><a href="{HOME}/page/2/">2</a>', URL, []),
        ('<a href="https://elsewhere.example/2015/10/port/2/">2</a>', URL, []),
        (f'<a href="{URL}comment-page-2/">Older comments</a>', URL, []),
    ],
)
def test_further_pages_of_the_post_are_listed_in_order(links: str, url: str, pages: list[str]) -> None:
    assert parse_post(page(content=links), url=url).pages == tuple(URL + tail for tail in pages)


def test_further_pages_behind_plain_links_are_listed() -> None:
    html = page(f'<link rel="canonical" href="{HOME}/?p=7">', content=f'<p><a href="{HOME}/?p=7&amp;page=2">2</a></p>')
    assert parse_post(html, url=f"{HOME}/?p=7").pages == (f"{HOME}/?p=7&page=2",)


NEWS, GRAIN = Term("category", "News"), Term("tag", "grain")


@pytest.mark.parametrize(
    ("html", "terms"),
    [
        (
            page(after='<p><a href="/category/news/" rel="category tag">News</a> <a href="/tag/grain/" rel="tag">grain</a></p>'),
            (NEWS, GRAIN),
        ),
        (page(after='<span class="cat-links"><a href="/rubrika/news/" rel="tag">News</a></span>'), (NEWS,)),
        (page(after='<div class="taxonomy-category wp-block-post-terms"><a href="/category/news/" rel="tag">News</a></div>'), (NEWS,)),
        (page(after='<div class="post-tags"><a href="/tag/grain/">#grain</a></div>'), (GRAIN,)),
        (page(content='<p><a href="/tag/grain/" rel="tag">grain</a></p>'), (GRAIN,)),
        (page('<meta property="article:section" content="News"><meta property="article:tag" content="grain">'), (NEWS, GRAIN)),
        (
            page('<script type="application/ld+json">{"@type":"Article","articleSection":"News","keywords":["grain"]}</script>'),
            (NEWS, GRAIN),
        ),
        (page(after='<div class="widget"><a href="/category/news/" rel="category tag">News</a></div>'), ()),
        (page(), ()),
    ],
)
def test_terms_are_those_of_the_post(html: str, terms: tuple[Term, ...]) -> None:
    assert parse_post(html, url=URL).terms == terms


def test_terms_of_a_route_are_taken_as_they_are() -> None:
    html = page(after='<a href="/tag/grain/" rel="tag">grain</a>')
    assert parse_post(html, url=URL, facts=Facts(terms=(NEWS,))).terms == (NEWS,)
