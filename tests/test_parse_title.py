"""The title: the headline that a reader sees, without the site's name, and None where the post has none."""

import pytest

from kazcrawl.items import Facts, Selectors, Site
from kazcrawl.parse import parse_post
from kazcrawl.parse.page.page_names import names_section
from kazcrawl.parse.page.site_names import without_site

URL = "https://chamber.example/2015/10/port/"
BODY = '<div class="entry-content"><p>The port took its first ship on Monday, and the second came a day later.</p></div>'


def page(head: str = "", post: str = "", before: str = "", after: str = "") -> str:
    return f'<html><head>{head}</head><body>{before}<article class="hentry">{post}{BODY}</article>{after}</body></html>'


OG = '<meta property="og:title" content="{}">'
FEED = '<link rel="alternate" type="application/rss+xml" title="{}" href="feed/">'
NAME = '<meta property="og:site_name" content="Trade Chamber">'
ENTRY = '<h1 class="entry-title">Port opens</h1>'


@pytest.mark.parametrize(
    ("html", "title", "origin"),
    [
        (page("<title>Port opens – Chamber</title>", ENTRY), "Port opens", "heading"),
        (page("", ENTRY, before='<h1 class="site-title">Chamber</h1>'), "Port opens", "heading"),
        (page("", '<h2 class="title">Port opens</h2>'), "Port opens", "heading"),
        (page("", '<h1 class="wp-block-post-title">Port opens</h1>'), "Port opens", "heading"),
        (page("", '<h1 class="posttitle"><a class="entry-title" href="#">Port opens</a></h1>'), "Port opens", "heading"),
        (page("<title>Port opens | Chamber</title>", "", before="<h1>Our news</h1>", after="<h1>Port opens</h1>"), "Port opens", "heading"),
        (page(OG.format("Port opens"), "<h1><span>Trade</span><span>Port opens</span></h1>"), "Port opens", "heading"),
        (page("", "<h1>Port<br>opens</h1>"), "Port opens", "heading"),
        (page("", "<h1>P<em>o</em>rt opens</h1>"), "Port opens", "heading"),
        (page(OG.format("Port opens - Chamber") + '<meta property="og:site_name" content="Chamber">'), "Port opens", "meta"),
        (page('<meta property="og:site_name" content="Chamber">' + OG.format("Chamber: Port opens")), "Chamber: Port opens", "meta"),
        (page("<title>Port opens « Chamber</title>", before='<a rel="home" href="/">Chamber</a>'), "Port opens", "head"),
        (page("<title>Порт открыт — Палата</title>", before='<p class="site-title">Палата</p>'), "Порт открыт", "head"),
        (page("<title>Port opens | Anything</title>"), "Port opens", "head"),
        (page("<title>Chamber</title>", '<div itemprop="headline">Port opens</div>'), "Port opens", "microdata"),
        (page('<script type="application/ld+json">{"@type":"NewsArticle","headline":"Port opens"}</script>'), "Port opens", "jsonld"),
        (page("", ENTRY, after='<div id="respond"><h3 class="comment-reply-title">Leave a Reply</h3></div>'), "Port opens", "heading"),
        (page("<title>Blog Archive &raquo; Port opens</title>"), "Port opens", "head"),
        (page('<script type="application/ld+json">{"@type":"Article","headline":"Port&#8217;s day"}</script>'), "Port’s day", "jsonld"),
        (page('<script type="application/ld+json">{"@type":"Article","headline":"Port \\ud800 day"}</script>'), "Port � day", "jsonld"),
        (page("", '<h1 class="entry-title">2016</h1>'), "2016", "heading"),
        (page("", '<h1><span class="h1-kicker">Trade</span> Port opens at last</h1>'), "Port opens at last", "heading"),
        (page("", "<h1><small>Trade</small><br>Port opens at last</h1>"), "Port opens at last", "heading"),
        (page(OG.format("Trade: Port opens"), '<h1><i class="kicker">Trade</i> : Port opens</h1>'), "Trade: Port opens", "heading"),
        (page(OG.format("Port opens wide"), "<h2>Port</h2><h1>Port opens wide</h1>"), "Port opens wide", "heading"),
        (
            page("<title>Port opens</title>" + NAME, "<h1>Port opens</h1>", before='<p class="site-title">Port opens</p>'),
            "Port opens",
            "heading",
        ),
        (
            page("<title>Chamber » Port opens</title>", "<h2>Port opens</h2>", before='<h1><a href="/">Chamber</a></h1>'),
            "Port opens",
            "heading",
        ),
        (page("<title>Chamber</title>", "<h2>Port opens</h2>", before='<h1><a href="/">Chamber</a></h1>'), "Port opens", "heading"),
        (page("<title>News: Port opens - Chamber</title>", "<h2>Port opens - Chamber</h2>"), "Port opens - Chamber", "heading"),
        (page("<title>Port opens wide in ...</title>", "<h2>Port opens wide in the north</h2>"), "Port opens wide in the north", "heading"),
        (page("<title>Untitled Document</title>", "<h2>Port opens</h2>"), "Port opens", "heading"),
        (page("<title>New Page 11</title>", "<h2>Port opens</h2>"), "Port opens", "heading"),
        (page(OG.format("Trade / Port opens"), "<h1><span>Trade</span>Port opens</h1>"), "Trade / Port opens", "heading"),
        (
            page(FEED.format("Chamber &raquo; Port opens wide Comments Feed") + OG.format("How ports open"), "<h3>Port opens wide</h3>"),
            "Port opens wide",
            "heading",
        ),
        (page(OG.format("Port opens wide"), before="<nav><h1>Port news of the week</h1></nav>"), "Port opens wide", "meta"),
        (page(OG.format("Port opens | Trade") + NAME, ""), "Port opens", "meta"),
        (page(OG.format("Port opens - TradeChamber") + NAME, ""), "Port opens", "meta"),
        (page(OG.format("Port opens – Trade") + NAME, ""), "Port opens – Trade", "meta"),
        (page("", '<h1 class="entry-title">Q&amp;A: “ports”&nbsp;&#8211; a&shy;gain</h1>'), "Q&A: “ports” – again", "heading"),
    ],
)
def test_title_is_the_headline(html: str, title: str, origin: str) -> None:
    item = parse_post(html, url=URL)
    assert (item.title, item.origins["title"]) == (title, origin)


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page("", '<h1 class="entry-title">Untitled</h1>'),
        page("", '<h1 class="entry-title"></h1>', before='<h1 class="site-title">Chamber</h1>'),
        page("<title>Chamber</title>", before='<a rel="home" href="/">Chamber</a>'),
        page("", "", after='<div id="respond"><h3 class="comment-reply-title">Leave a Reply</h3></div>'),
    ],
)
def test_post_without_a_title_has_none_and_a_finding(html: str) -> None:
    item = parse_post(html, url=URL)
    assert item.title is None
    assert "no-title" in item.findings


def test_title_of_the_routes_comes_first_and_that_of_the_selectors_second() -> None:
    site = Site("chamber", "https://chamber.example/", selectors=Selectors(title=".kicker"))
    html = page("", '<p class="kicker">Kicker</p>' + ENTRY)
    assert parse_post(html, url=URL, facts=Facts(title="Told"), site=site).title == "Told"
    assert parse_post(html, url=URL, site=site).title == "Kicker"


def test_selector_that_is_no_css_counts_as_one_that_finds_nothing() -> None:
    site = Site("chamber", "https://chamber.example/", selectors=Selectors(title="p[[", date="::", author="<"))
    assert parse_post(page("", ENTRY), url=URL, site=site).title == "Port opens"


@pytest.mark.parametrize(
    ("told", "names", "title"),
    [
        ("Port opens – Chamber", ("Chamber",), "Port opens"),
        ("Chamber | Port opens", ("Chamber",), "Port opens"),
        ("Port opens - Chamber - Building trade", ("Chamber - Building trade",), "Port opens"),
        ("Port opens – what now", ("Chamber",), "Port opens – what now"),
        ("Chamber", ("Chamber",), "Chamber"),
        ("Port opens – CHAMBER", ("chamber",), "Port opens"),
        ("", ("Chamber",), ""),
    ],
)
def test_only_the_sites_own_name_is_cut_from_a_title(told: str, names: tuple[str, ...], title: str) -> None:
    assert without_site(told, names) == title


def test_heading_of_a_box_after_the_text_is_no_title() -> None:
    text = "<p>The port took its first ship on Monday, and the second came a day later.</p>" * 20
    html = (
        f'<html><head>{OG.format("Port opens")}</head><body><div class="entry-content">{text}<h1>Support our port</h1></div></body></html>'
    )
    assert parse_post(html, url=URL).title == "Port opens"


PROSE = "<p>The port took its first ship on Monday, and the second came a day later with grain from the steppe.</p>" * 5


OWNER = "<div>Copyright © 1998-2009 Steppe Trade. All rights reserved.</div>"


@pytest.mark.parametrize(
    ("head", "markup", "title"),
    [
        ("Chamber news", f"<h1>Chamber news</h1><div class=text><i>21.10.2015</i><h3>Port opens</h3>{PROSE}</div>", "Port opens"),
        ("Новости", f"<h2>Новости</h2><div class=text><h2>Порт открыт</h2>{PROSE}</div>", "Порт открыт"),
        ("Oda - Haberler", f"<div id=text><h2>Haberler</h2><h3>Liman açıldı</h3>{PROSE}</div>", "Liman açıldı"),
        ("News", f"<div class=text><h1>News</h1>{PROSE}<h3>Port opens</h3></div>", "News"),
        (
            "Steppe Trade - Blog",
            f"<div class=text><div class=n-title><b>Port opens wide</b></div><div class=t>{PROSE}</div></div>",
            "Port opens wide",
        ),
        ("Steppe Trade - News", f"<table><tr><td><p><font><b>PORT OPENS WIDE</b></font></p>{PROSE}</td></tr></table>", "PORT OPENS WIDE"),
        ("Steppe Trade - News", f"<table><tr><td><p><b>The port is open at last.</b></p>{PROSE}</td></tr></table>", "Steppe Trade"),
        ("Steppe Trade - Port opens wide", f"<div class=item><h2>Port opens wide</h2>{PROSE}</div>", "Port opens wide"),
        ("Steppe Trade / News / Port opens", f"<h1>News</h1><div><h2>Port opens</h2><div class=text>{PROSE}</div></div>", "Port opens"),
        ("Port opens | Chamber of Trade", f"<div id=header><h2>Chamber of Trade</h2></div><div class=text>{PROSE}</div>", "Port opens"),
        (
            "Port opens wide | Steppe Trade",
            f"<h1 id=logo>Steppe Trade since 1911</h1><div><h2>Port opens wide</h2>{PROSE}</div>",
            "Port opens wide",
        ),
        ("Our blog", f"<div id=header><h2>Trade you can trust</h2></div><div class=text><h3>Port opens</h3>{PROSE}</div>", "Port opens"),
        ("Our blog", f"<div class=text><b>Port opens wide</b><br>{PROSE}</div><h3>Our partners and friends</h3>", "Port opens wide"),
        (
            "Steppe Trade - Port opens",
            f"<table><tr><td>Steppe Trade</td></tr><tr><td class=h>Port opens</td></tr><tr><td>{PROSE}</td></tr></table>",
            "Port opens",
        ),
        (
            "Port opens - 3 May 2011 - Steppe Trade",
            f"<h1>Steppe Trade</h1><div class=c><div class=e>Port opens</div>{PROSE}</div>",
            "Port opens",
        ),
        ("Port opens | Steppe Trade", f"<div><p><a href='/'>Steppe Trade</a></p><div class=c>{PROSE}</div></div>", "Port opens"),
        (
            "Trade - The port",
            f"<div class=crumbs><b>The port</b></div><h1>Trade through the port</h1><div class=c>{PROSE}</div>",
            "Trade through the port",
        ),
        ("Steppe Trade", f"<h1>News</h1><div class=c><h3>Port opens</h3><p>3 May 2011</p>{PROSE}</div>", "Port opens"),
        ("Steppe Trade | News", f"<h2>News</h2><div class=c><div class=ttl>Port opens</div>{PROSE}</div>", "Port opens"),
        ("Steppe Trade", f"<h1>Steppe fair</h1><div class=c><h3>Port opens</h3>{PROSE}</div>", "Steppe fair"),
        (
            "Steppe Trade",
            f"<div><ol class=breadcrumb><li><a href='/'>Home</a></li><li>Port opens</li></ol><h2>Port opens</h2>{PROSE}</div>",
            "Port opens",
        ),
        (
            "Steppe Trade",
            f"<div><ol class=breadcrumb><li><a href='/'>Home</a></li><li>News</li></ol><h2>Our fair</h2>{PROSE}</div>",
            "Steppe Trade",
        ),
        ("Steppe Trade", f"<h1>Steppe Trade</h1><div class=n-title><b>Port opens</b></div><div class=t>{PROSE}</div>{OWNER}", "Port opens"),
        ("Steppe Trade", f"<h1>Steppe Trade</h1><div class=t>{PROSE}</div>{OWNER}", "Steppe Trade"),
        ("Trade", f"<h1>Trade</h1><div class=n-title><b>Port opens</b></div><div class=t>{PROSE}</div>{OWNER}", "Trade"),
        (
            "Steppe Trade » Port opens » Print",
            f"<div><p><b>- Steppe Trade -</b></p><div><p>Port opens</p>{PROSE}</div></div>",
            "Port opens",
        ),
        ("Steppe Trade", f"<div><div class=z>Port opens</div><div class=t>{PROSE}</div></div>{OWNER}", "Port opens"),
        ("Steppe Trade", f"<div><div class=z>21 October 2015</div><div class=t>{PROSE}</div></div>{OWNER}", "Steppe Trade"),
        ("Port? [What it is]", f"<h1>What is a harbour?</h1><div class=entry-content><h2>Port?</h2>{PROSE}</div>", "What is a harbour?"),
    ],
)
def test_name_of_a_part_of_the_site_is_no_title_where_a_headline_stands_near_the_text(head: str, markup: str, title: str) -> None:
    assert parse_post(f"<html><title>{head}</title><body>{markup}</body></html>", url=URL).title == title


def test_heading_above_the_headline_within_the_text_is_no_text() -> None:
    html = f"<title>Port opens</title><div id=text><h4>Trade</h4><h2>Port opens</h2>{PROSE}<h4>What next</h4>{PROSE}</div>"
    body = parse_post(html, url=URL).body
    assert body.startswith("The port took")
    assert "What next" in body


@pytest.mark.parametrize(
    "text", ["News", "Latest news", "Chamber News", "Новости палаты", "Пресс-релизы", "Палата жаңалықтары", "Tüm haberler"]
)
def test_part_of_a_site_is_known_by_its_name(text: str) -> None:
    assert names_section(text)


@pytest.mark.parametrize(
    "text", ["News of a port", "Chamber news travels far", "Новости не радуют экспортёров в этом году", "Eventful year", ""]
)
def test_headline_is_no_name_of_a_part(text: str) -> None:
    assert not names_section(text)


def test_the_name_of_the_site_beside_a_title_that_metadata_and_a_heading_tell_is_none() -> None:
    html = (
        '<html><head><title>Harvest fair is on! - Hill Town Merchants</title><meta property="og:title" content="Harvest fair is on!"></head>'
        '<body><div id="logo-row"><span id="wide-title">Hill Town Merchants</span></div><div id="blog-post-7"><h2 class="blog-title">'
        f'<a href="/fair">Harvest fair is on!</a></h2><div class="blog-content"><p>{"The fair takes place in the park, rain or shine. " * 4}</p>'
        "</div></div></body></html>"
    )
    assert parse_post(html, url="https://merchants.example/fair").title == "Harvest fair is on!"
