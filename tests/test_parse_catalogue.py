"""Lists of posts of whatever system, on sites that nobody described: entries are all that the page says, and something else says so too.
A short post beside a long list of others is a post."""

import pytest

from kazcrawl.parse import ParseError, parse_post

URL = "https://chamber.example/news/port-opens"
LIST_URL = "https://chamber.example/news"
MENU = '<ul class="menu"><li><a href="/about">About us</a></li><li><a href="/members">Our members</a></li></ul>'
DAYS = ("3 May 2019", "9 May 2019", "21 June 2019", "2 July 2019", "15 July 2019")
TITLES = ("Rail tariff falls in spring", "Flax growers meet again", "New desk for exporters", "Bakers win a medal", "Ferry sails twice")
SUMMARY = "What changes is told below."
PAGER = '<div><span>1</span> <a href="/news?page=2">2</a> <a href="/news?page=3">3</a></div>'
PICTURE = '<img src="/port.jpg">'


def entries(form: str, *, many: int = 5) -> str:
    filled = (form.format(n=n, title=TITLES[n], day=DAYS[n], text=SUMMARY) for n in range(many))
    return "".join(filled)


BOXES = entries('<div class="item"><h3><a href="/news/{n}">{title}</a></h3><span>{day}</span><p>{text}</p></div>')
CARDS = entries('<article class="card-{n}"><a href="/news/{n}"><h2>{title}</h2><p>{text}</p></a><time>{day}</time></article>')
LINES = entries('<p class="line"><span>{day}</span> <a href="/news/{n}"><b>{title}</b></a><br>{text}</p>')
ROWS = "<table>" + entries('<tr class="row{n}"><td>{n}</td><td>{day}</td><td><a href="/news/{n}">{title}</a></td></tr>') + "</table>"
LABELLED = entries('<div class="item"><a href="/topic">Business news</a><div><a href="/news/{n}">{title}</a></div><p>{text}</p></div>')
NAMELESS = entries('<div class="item"><div><a href="/news/{n}">{title}</a></div><p>{day}. {text}</p></div>')
MARKED = entries(
    '<div itemscope itemtype="https://schema.org/NewsArticle"><h3><a href="/news/{n}">{title}</a></h3><i>{day}</i></div>',
)


def page(content: str, *, title: str = "Chamber", head: str = "", classes: str = "") -> str:
    return f'<html><head><title>{title}</title>{head}</head><body class="{classes}">{MENU}{content}</body></html>'


WEBSITE, ARTICLE, PROFILE = (f'<meta property="og:type" content="{kind}">' for kind in ("website", "article", "profile"))
FEED = '<link rel="alternate" type="application/rss+xml" title="Chamber">'


@pytest.mark.parametrize(
    ("html", "url", "reason"),
    [
        (page(f"<h1>Latest news</h1><div>{BOXES}</div>", title="Latest news - Chamber"), LIST_URL, "list-page"),
        (page(f"<main>{CARDS}</main>", title="Blog | Chamber"), LIST_URL, "list-page"),
        (page(f"<h1>Новости палаты</h1><div>{LINES}</div>{PAGER}"), LIST_URL, "list-page"),
        (page(f"<h1>Новости палаты</h1><div>{LINES}</div>{PAGER}", head=ARTICLE), LIST_URL, "list-page"),
        (page(f"<div>Жаңалықтар</div>{ROWS}", title="Жаңалықтар"), LIST_URL, "list-page"),
        (page(f"<h1>Energy</h1><div>{MARKED}</div>{PAGER}", title="Energy | Chamber"), "https://chamber.example/energy", "list-page"),
        (page(f"<div>{NAMELESS}</div>"), LIST_URL, "list-page"),
        (page(f"<div>{LABELLED}</div>"), LIST_URL, "list-page"),
        (page(f"<h2>Posts tagged port</h2><p>All about ships.</p>{BOXES}", title="Posts tagged port"), LIST_URL, "list-page"),
        (page(f"<h1>Метка: порт</h1>{PICTURE}{BOXES}", title="Метка: порт"), LIST_URL, "list-page"),
        (page(f"<h1>Ferries</h1><p>All about ships.</p>{BOXES}", classes="page-taxonomy-term page-taxonomy-term-9"), LIST_URL, "list-page"),
        (page(f"<h1>Aigul Smith</h1><p>Writes about ships.</p>{CARDS}", head=PROFILE), "https://chamber.example/by/aigul", "list-page"),
        (page(f"<h1>We open doors</h1><p>Ask us.</p><h2>News</h2>{CARDS}", head=WEBSITE), "https://chamber.example/", "front-page"),
        (page(f"<h1>Біз бірге</h1><h2>Жаңалықтар</h2>{BOXES}", head=WEBSITE), "https://chamber.example/kk", "front-page"),
    ],
)
def test_page_of_nothing_but_entries_is_a_list(html: str, url: str, reason: str) -> None:
    with pytest.raises(ParseError) as refusal:
        parse_post(html, url=url)
    assert refusal.value.reason == reason


ONE_LINE = "<p>The port took its first ship on Monday, with wheat from the north of the country.</p>"
MORE = "<h2>More news</h2>"


@pytest.mark.parametrize(
    "html",
    [
        # a headline, a text of one line, and what others there are, under a label of their own or not
        page(f"<h1>Port opens</h1>{ONE_LINE}{MORE}{BOXES}", title="Port opens"),
        page(f"<h1>Port opens</h1>{ONE_LINE}{BOXES}{PAGER}", title="Port opens"),
        page(f"<h1>Port opens</h1><p>3 May 2019</p>{BOXES}{PAGER}", title="Port opens"),
        page(f"<h1>Port opens</h1>{MORE}{BOXES}{PAGER}", title="Port opens"),
        # a picture is the post
        page(f"<h1>Port opens</h1>{PICTURE}{BOXES}{PAGER}", title="Port opens"),
        page(f"<h1>News</h1><div>Port opens</div>{PICTURE}{BOXES}", title="Port opens"),
        page(f"<h1>News</h1>{PICTURE}{NAMELESS}"),
        # the site's name for its news is the first heading, the headline is none
        page(f"<h1>News</h1><div><b>Port opens today</b></div><p>In time.</p>{LINES}", title="Port opens today | News"),
        page(f"<h1>News</h1>{ONE_LINE}{BOXES}", title="News"),
        page(f"<h1>Latest news</h1><p>21 October 2015</p>{BOXES}", title="Latest news"),
        # it says itself that it is an article
        page(f"<h1>Latest news</h1>{BOXES}", title="Latest news", head=ARTICLE),
        page(f"<h1>Latest news</h1>{BOXES}{PAGER}", title="Latest news", classes="single"),
        page(f'<article class="hentry"><h1>Latest news</h1><p>In time.</p></article>{BOXES}', title="Latest news"),
        # an author's choice of links, in what is called a text
        page(f'<h1>News</h1><div class="entry-content">{BOXES}</div>', title="News"),
        # menus, files, links to other sites are no entries
        page(f"<h1>Reports</h1>{ROWS}{PAGER}".replace('href="/news/', 'href="/files/report.pdf?'), title="Reports"),
        page(f"<h1>News</h1>{BOXES}".replace('href="/news/', 'href="https://other.example/'), title="News"),
        page(f"<h1>Port opens</h1>{entries('<li><a href=/news/{n}>{title}</a></li>')}{PAGER}", title="Port opens"),
        # one of many alike is the page's own
        page(f"<main><div class='item'><b>Port opens on time</b><p>{SUMMARY}</p></div>{BOXES}</main>", title="Port opens on time"),
        page(f"<main><div class='item'><h3>Port opens</h3><a href='/energy'>All on energy</a></div>{BOXES}</main>{PAGER}", title="Port"),
        page(f"<main>{BOXES}</main>{PAGER}", title=f"{TITLES[0]} | Chamber"),
        # a home page may be asked for its newest post
        page(f"<h1>Port opens</h1><p>3 May 2019</p>{ONE_LINE * 4}{BOXES}", head=WEBSITE),
        page(f"<h1>Aigul Smith is our new head</h1>{ONE_LINE * 5}{CARDS}", head=PROFILE),
    ],
)
@pytest.mark.parametrize("url", [URL, "https://chamber.example/"])
def test_short_post_beside_a_long_list_of_others_is_a_post(html: str, url: str) -> None:
    assert parse_post(html, url=url).url


@pytest.mark.parametrize("many", [1, 2])
def test_two_entries_are_no_list(many: int) -> None:
    boxes = entries('<div class="item"><h3><a href="/news/{n}">{title}</a></h3><p>{text}</p></div>', many=many)
    assert parse_post(page(f"<h1>News</h1>{boxes}{PAGER}", title="News"), url=URL).url


@pytest.mark.parametrize(
    "title", ["News of a port", "The latest news about flax is good", "Blog posts that we liked", "Архив сгорел", "Тег"]
)
def test_headline_that_begins_as_the_name_of_a_list_is_a_headline(title: str) -> None:
    assert parse_post(page(f"<h1>{title}</h1>{MORE}{BOXES}", title=title), url=URL).title == title
