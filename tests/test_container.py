"""Where on a page the post and its body stand."""

import pytest
from bs4.element import Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from kazcrawl.items import Selectors, Site
from kazcrawl.parse.page.container import Container
from kazcrawl.parse.page.opened import open_page
from kazcrawl.parse.post import parse_post

URL = "https://c.example/a/"
TEXT = "".join(
    f"<p>Sentence number {n} tells what the chamber did in the steppe towns, with whom it met, and why it matters.</p>" for n in range(6)
)
SHORT = "<p>A teaser of one sentence that stands for another post of the blog, as lists print them on every page.</p>"
NONE = Selectors()
MENU = '<nav id="menu"><ul><li><a href="/">Home</a></li><li><a href="/about/">About the chamber</a></li></ul></nav>'


def found(body: str, *, attributes: str = "", selectors: Selectors = NONE) -> Container[Tag]:
    site = Site(name="c", home=URL, selectors=selectors)
    return open_page(f"<html><head><title>T</title></head><body {attributes}>{body}</body></html>", url=URL, site=site).container


def name(tag: Tag | None) -> str | None:
    return None if tag is None else str(tag.get("id") or " ".join(tag.get_attribute_list("class")) or tag.name)


PAGES = [
    pytest.param(
        f'<main class="entry-content" id="m"><article id="a"><h1>A</h1><div id="b">{TEXT}</div></article><article><h1>B</h1>{TEXT}</article>'
        f"<article><h1>C</h1>{SHORT}</article></main>",
        ("a", "b", "hentry"),
        id="an endless page",
    ),
    pytest.param(
        f'<div class="hentry" id="p"><h1>A</h1><div class="entry-content">{TEXT}<article><h1>First mill</h1>{TEXT}</article>'
        f"<article><h1>Second mill</h1>{TEXT}</article></div></div>",
        ("p", "entry-content", "hentry"),
        id="a text in articles under one headline",
    ),
    pytest.param(
        f'<div id="w">{"".join(f"""<a href="/{n}/"><div><h4>Fair</h4><p>{SHORT}</p></div></a>""" for n in range(40))}<div id="b">{TEXT}</div></div>',
        (None, "b", "scored"),
        id="cards that are links from edge to edge",
    ),
    pytest.param(
        f'<article class="hentry" id="p"><h1>A</h1><div id="a"><div class="the-content">{TEXT}</div><div class="ad">Seeds!</div>'
        f'<div class="the-content">{TEXT}</div></div></article>',
        ("p", "a", "hentry"),
        id="a body in two parts",
    ),
    pytest.param(
        f'<article class="hentry" id="p"><h1>A</h1><div id="a"><div><div class="the-content">{TEXT}</div></div><div class="ad">Seeds!</div>'
        f'<div><div class="the-content">{TEXT}</div></div></div></article>',
        ("p", "a", "hentry"),
        id="a body in two parts, each in a frame",
    ),
    pytest.param(
        f'<div class="hentry" id="p"><h1>A</h1><div><article><div class="entry">{TEXT}</div></article><article><div class="entry">{TEXT}</div>'
        "</article></div></div>",
        ("p", "entry", "hentry"),
        id="two articles in one element",
    ),
    pytest.param(
        f'<div id="a"><h2>A</h2><div class="entry">{TEXT}</div><h2>B</h2><div class="entry">{TEXT}</div></div>',
        (None, "entry", "hentry"),
        id="two posts in one element",
    ),
    pytest.param(
        f'<article class="hentry" id="p"><h1>A</h1><div class="entry">{TEXT}</div><div class="entry"><a href="/t/">{TEXT}</a></div></article>',
        ("p", "entry", "hentry"),
        id="links that are called as the body is",
    ),
    pytest.param(
        f'{MENU}<div id="w"><article id="post-7" class="post-7 post hentry"><header><h1 class="entry-title">A</h1></header>'
        f'<div class="entry-content">{TEXT}</div><footer>meta</footer></article></div>',
        ("post-7", "entry-content", "hentry"),
        id="hentry and entry-content",
    ),
    pytest.param(
        f'<main id="m"><div><h1 class="wp-block-post-title">A</h1></div><div class="entry-content wp-block-post-content">{TEXT}</div></main>'
        f'<div class="wp-block-query"><ul><li class="wp-block-post"><h3>B</h3><div class="entry-content">{SHORT}</div></li></ul></div>',
        ("m", "entry-content wp-block-post-content", "block-theme"),
        id="block theme with a list of more posts",
    ),
    pytest.param(
        f'<div class="post hentry" id="p"><h2 class="post-title">A</h2><div class="storycontent">{TEXT}</div></div>',
        ("p", "storycontent", "hentry"),
        id="an old theme's own name",
    ),
    pytest.param(
        f'<div itemscope itemtype="https://schema.org/NewsArticle" id="n"><h1>A</h1><div itemprop="articleBody" id="b">{TEXT}</div></div>',
        ("n", "b", "itemprop"),
        id="microdata",
    ),
    pytest.param(
        f'<div class="elementor"><h1>A</h1><div class="elementor-widget-theme-post-content" id="b">{TEXT}</div></div><footer><p>Address</p></footer>',
        ("elementor", "b", "builder"),
        id="page builder",
    ),
    pytest.param(
        f'<article id="a"><header><h1>A</h1></header><div id="b">{TEXT}</div></article>', ("a", "b", "article"), id="bare article"
    ),
    pytest.param(f'<main id="m"><h1>A</h1><div id="b">{TEXT}</div></main><aside>{SHORT}</aside>', ("m", "b", "main"), id="bare main"),
    pytest.param(
        f'<div id="head"><a href="/">Chamber</a></div><div id="mid"><h1>A</h1><div id="b">{TEXT}</div></div><div id="foot">{SHORT}</div>',
        ("mid", "b", "scored"),
        id="no names at all",
    ),
    pytest.param(
        f'<table id="t"><tr><td id="l">Menu</td><td id="r"><h1>A</h1><div id="b">{TEXT}</div></td></tr></table>',
        ("r", "b", "scored"),
        id="layout table",
    ),
    pytest.param(
        f'<table id="t"><tr id="w"><td id="l">Menu of the site</td><td id="r">{TEXT}</td><td>'
        + "".join(f"June {n}, 2019<br><a href='/{n}/'>News of the port in the steppe, number {n}</a><br>" for n in range(9))
        + f"</td></tr><tr><td colspan=3>{SHORT}</td></tr></table>",
        (None, "r", "scored"),
        id="column of links in a layout table",
    ),
    pytest.param(
        f'<div class="slider"><div class="post-content">{SHORT}</div></div><article id="a"><h1>A</h1><div class="entry-content" id="b">{TEXT}</div></article>',
        ("a", "b", "hentry"),
        id="a teaser before the post",
    ),
    pytest.param(
        f'<article id="a"><h1>A</h1><div class="entry-content" id="b">{TEXT}</div></article>'
        f'<section class="related-posts"><article><h3>B</h3><div class="entry-content">{SHORT * 9}</div></article></section>',
        ("a", "b", "hentry"),
        id="related posts are never the post",
    ),
    pytest.param(
        f'<article id="a"><h1>A</h1><div class="entry-content" id="b"><p>Our office is closed.</p></div></article>'
        f'<div id="comments" class="comments-area"><ol>{"<li>" + TEXT + "</li>"}</ol></div>',
        ("a", "b", "hentry"),
        id="comments longer than the post",
    ),
    pytest.param(
        '<article id="a"><h1>A</h1><div class="entry-content" id="b"><img src="p.jpg"></div></article>',
        ("a", "b", "hentry"),
        id="a picture alone",
    ),
    pytest.param(
        f'<article class="post-3" id="x"><h1>A</h1><div class="entry-content" id="b1">{TEXT}</div></article>'
        f'<article class="post-2"><h2 class="entry-title">B</h2><div class="entry-content">{TEXT}</div></article>'
        f'<article class="post-1"><h2 class="entry-title">C</h2><div class="entry-content">{TEXT}</div></article>'
        f'<article class="post-0"><h2 class="entry-title">D</h2><div class="entry-content">{TEXT}</div></article>',
        ("x", "b1", "hentry"),
        id="an endless page begins with its post",
    ),
    pytest.param(
        f'<article id="a"><h1>A</h1><div class="entry-content" id="o"><div class="pf-content" id="i">{TEXT}</div><div>Print</div></div></article>',
        ("a", "i", "hentry"),
        id="the inner one of two names",
    ),
]


@pytest.mark.parametrize(("body", "expected"), PAGES)
def test_the_post_and_its_body_are_found(body: str, expected: tuple[str, str, str]) -> None:
    container = found(body)
    assert (name(container.post), name(container.content), container.way) == expected


def test_the_page_names_its_post_among_others() -> None:
    body = "".join(
        f'<div class="post hentry" id="post-{n}"><h2 class="entry-title">A</h2><div class="entry">{TEXT}</div></div>' for n in (1, 2, 3)
    )
    assert name(found(body, attributes='class="single postid-2"').post) == "post-2"


def test_the_headline_of_a_menu_is_not_where_the_text_stands() -> None:
    menu = '<div class="bar"><nav><h1>Port opens on time</h1><a href="/">Home</a></nav></div>'
    parts = f'<div id="all">{menu}<div id="p"><h1>Port opens on time</h1>{TEXT}</div><div class="r"><h3>Readers</h3>{TEXT}</div></div>'
    page = open_page(f"<html><head><title>Port opens on time</title></head><body>{parts}</body></html>", url=URL)
    assert name(page.container.content) == "p"


def test_a_header_is_no_post_whatever_number_it_carries() -> None:
    body = f'<article id="a"><header id="post-2"><h1>A</h1>{SHORT}</header><div id="b">{TEXT}</div></article>'
    assert name(found(body, attributes='class="single postid-2"').content) == "b"


def test_a_header_marked_as_a_post_is_not_the_post() -> None:
    body = f'<div class="hentry"><h1>Port opens in Aktau</h1><i>May 3, 2019</i></div><article id="a"><div id="b">{TEXT}</div></article>'
    page = open_page(f"<html><head><title>Port opens in Aktau</title></head><body>{body}</body></html>", url=URL)
    assert name(page.container.content) == "b"
    assert "May 3, 2019" in [tag.get_text() for tag in page.around]


def test_a_short_post_is_found_beside_a_long_column() -> None:
    body = (
        f'<div id="post-2"><h2>A</h2><div class="entry"><p><a href="/fair.pdf">The programme</a></p></div></div><div id="side">{TEXT}</div>'
    )
    assert name(found(body, attributes='class="single postid-2"').content) == "entry"
    assert name(found(body).content) == "side"


def test_a_sites_selector_beats_every_rule() -> None:
    body = f'<article id="a"><h1>A</h1><div class="entry-content">{TEXT}</div><div class="odd">{SHORT}</div></article>'
    assert found(body, selectors=Selectors(body=".odd")).way == "selectors"
    assert name(found(body, selectors=Selectors(body=".odd")).content) == "odd"


@pytest.mark.parametrize("path", [".none", "p[", ":::", "!", "a:has("])
def test_a_selector_that_finds_nothing_leaves_the_rules(path: str) -> None:
    assert found(f'<div class="entry-content">{TEXT}</div>', selectors=Selectors(body=path)).way == "hentry"


@pytest.mark.parametrize("text", ["", " ", "<", "<!-- -->", "plain words", "<html></html>", "\x00", "<p>"])
def test_hardly_a_page_is_no_trouble(text: str) -> None:
    open_page(text, url=URL)


MARKUP = st.lists(
    st.sampled_from(
        [
            "<div class='entry-content'>",
            "<article class='hentry'>",
            "<nav>",
            "<main>",
            "<h1>A</h1>",
            TEXT,
            SHORT,
            "</div>",
            "</article>",
            "</nav>",
            "<div id='comments'>",
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=80, deadline=None)
@given(MARKUP)
def test_any_page_has_a_content_within_its_post(markup: str) -> None:
    container = found(markup)
    if container.content is not None and container.post is not None:
        assert container.content is container.post or container.post in container.content.parents


def test_empty_post_of_a_block_theme_has_no_body() -> None:
    around = '<h1 class="wp-block-post-title">Save the date</h1><div class="wp-block-post-author__content"><p>Anna Berg</p></div>'
    single = 'class="single single-post postid-31"'
    assert found(f"<main>{around}</main>", attributes=single) == Container(None, None, "block-theme")
    filled = found(f'<main>{around}<div class="wp-block-post-content"><p>Friday at noon.</p></div></main>', attributes=single)
    assert name(filled.content) == "wp-block-post-content"


OWN_SHORT = '<div id="{}" class="{}"><h2 class="title">Port closed on Friday</h2><div class="entry" id="mine"><p>Closed.</p></div></div>'
OTHERS = "".join(
    f'<article class="post-{n} hentry"><h2><a href="/{n}/">Other {n}</a></h2><div class="entry-content">{TEXT}</div></article>'
    for n in range(1, 4)
)


@pytest.mark.parametrize(
    "beside", [f'<section class="more">{OTHERS}</section>', OTHERS, f'<div class="sidebar"><h2>About us</h2>{TEXT * 3}</div>']
)
@pytest.mark.parametrize(
    ("head", "attributes", "own"),
    [
        ("", 'class="single postid-9"', OWN_SHORT.format("post-9", "post")),
        ('<link rel="shortlink" href="https://c.example/?p=9">', "", OWN_SHORT.format("post-9", "post")),
        ("<title>Port closed on Friday | Chamber</title>", "", OWN_SHORT.format("x", "hentry")),
        ("", "", '<main><h1 class="wp-block-post-title">Port</h1><div class="wp-block-post-content" id="mine"><p>Closed.</p></div></main>'),
        (
            "",
            "",
            '<div><h1>Port</h1></div><div class="elementor-widget-theme-post-content" id="mine"><div><p>Closed.</p></div></div>',
        ),
    ],
    ids=["number", "short link", "headline", "block theme", "page builder"],
)
def test_short_post_is_found_beside_long_neighbours(head: str, attributes: str, own: str, beside: str) -> None:
    page = open_page(f"<html><head>{head}</head><body {attributes}>{own}{beside}</body></html>", url=URL)
    assert name(page.container.content) == "mine"


def test_template_of_a_page_builder_holds_a_short_post_and_long_teasers() -> None:
    post = f'<div class="post-9 hentry"><h1>Port</h1><div class="et_pb_post_content" id="mine"><p>Closed.</p></div>{OTHERS}</div>'
    page = open_page(f'<body class="single postid-9">{post}</body>', url=URL)
    assert name(page.container.content) == "mine"


def test_body_of_a_short_post_is_below_its_headline() -> None:
    page = open_page(
        '<div class="news-detail"><h1>Port closed</h1><div>5 May 2015 | Views: 3</div><div class="news-text" id="mine">Closed.</div></div>',
        url=URL,
    )
    assert name(page.container.content) == "mine"


def test_heading_with_the_posts_number_is_not_the_post() -> None:
    page = open_page(
        f'<body class="single postid-9"><h2 class="post-title post-9 hentry">Port opens</h2><div class="entry" id="mine">{TEXT}</div></body>',
        url=URL,
    )
    assert name(page.container.content) == "mine"


CARD = (
    '<div class="card{0}"><div><a href="/2015/0{0}/fair/">Fair number {0} opens in the city</a></div><div>3 Nov 2015</div>'
    "<div>The halls were full on the first day, and the second brought guests from far away, as the office told at noon.</div></div>"
)


def cards(*, alike: bool = True, tag: str = "div") -> str:
    boxes = "".join(CARD.format(n).replace(f"card{n}", "card" if alike else f"card{n}") for n in range(1, 5))
    return f"<{tag}>{boxes}</{tag}>"


@pytest.mark.parametrize("text", [TEXT, "<p>The office in the old harbour is closed on Monday, the third.</p>"], ids=["long", "short"])
def test_cards_of_other_posts_are_no_part_of_a_post_without_names(text: str) -> None:
    row = f'<div class="row"><div class="col-8" id="mine">{text}</div><div class="col-4"><h3>Recent</h3>{cards()}</div></div>'
    page = open_page(f'<body class="single"><div><h1>Port opens on time</h1>{row}</div></body>', url=URL)
    assert name(page.container.content) == "mine"


def test_short_link_tells_that_the_page_is_one_posts() -> None:
    row = f'<div class="row"><div class="col-8" id="mine"><p>The office in the old harbour is closed on Monday, the third.</p></div>{cards()}</div>'
    html = "<head>{}</head><body><div><h1>Port opens on time</h1>" + row + "</div></body>"
    assert name(open_page(html.format('<link rel="shortlink" href="https://c.example/?p=7">'), url=URL).container.content) == "mine"
    content = open_page(html.format(""), url=URL).container.content
    assert content is not None
    assert content.get("id") != "mine"


def test_cards_are_left_where_the_page_has_nothing_else() -> None:
    assert found(f'<div id="w"><h1>News</h1>{cards()}</div>').content is not None
    page = open_page(f'<body class="blog"><div id="w"><h1>News of the port</h1>{cards()}</div></body>', url=URL)
    assert page.container.content is not None
    assert "Fair number 2" in page.container.content.get_text()


@pytest.mark.parametrize(
    "boxes",
    [
        cards(alike=False),
        cards().replace("<div><a", "<div>So <a"),
        cards()
        .replace('href="/2015', 'href="https://x{}.example/2015'.format(""))
        .replace("01/", "01/", 1)
        .replace("x.example/2015/02", "y.example/2015/02"),
        cards().replace("/2015/02/", "/2015/01/").replace("/2015/03/", "/2015/01/"),
    ],
    ids=["not alike", "a link in a sentence", "to several sites", "to one page"],
)
def test_boxes_with_links_may_be_the_text(boxes: str) -> None:
    page = open_page(f'<body class="single"><div id="mine"><h1>Port opens on time</h1><div>{TEXT[:300]}</div>{boxes}</div></body>', url=URL)
    assert page.container.content is not None
    assert "Fair number 3" in page.container.content.get_text()


def test_body_with_a_name_keeps_its_boxes() -> None:
    item = parse_post(f'<body class="single"><h1>Fairs of the year</h1><div class="entry-content">{TEXT}{cards()}</div></body>', url=URL)
    assert "Fair number 3" in item.body


@pytest.mark.parametrize("headline", ["<h1>{}</h1>", "<td><font size=5><b>{}</b></font></td>", '<div itemprop="headline">{}</div>'])
def test_short_text_is_found_beside_its_headline(headline: str) -> None:
    side = "".join(f"<li>Office {n} is open on all days but Sunday.</li>" for n in range(9))
    post = f"<table><tr>{headline.format('Office closed on Monday')}</tr><tr><td id=mine>The office in the harbour is closed.</td></tr></table>"
    page = open_page(f"<head><title>Office closed on Monday – Chamber</title></head><body><div><ul>{side}</ul></div>{post}</body>", url=URL)
    assert name(page.container.content) == "mine"


@pytest.mark.parametrize("sentence", ["On 3 March 2015 the port takes ships.", "2015年3月3日以降、港は船を受け入れている。"])
def test_sentence_with_a_day_in_it_is_text_and_no_line_of_the_theme(sentence: str) -> None:
    menu = "<tr><td><ul><li><a href='/a/'>Home</a></li><li><a href='/b/'>Contacts</a></li></ul></td></tr>"
    side = "<td><h3>Recent</h3><ul><li><a href='/c/'>Another headline</a><br><small>1 May 2014</small></li></ul></td>"
    post = f"<tr><td><h1>Port opens</h1><p>21 May 2015</p><p>{sentence}</p></td>{side}</tr>"
    item = parse_post(f"<head><title>Port opens</title></head><body><table>{menu}{post}</table></body>", url=URL)
    assert item.body == sentence


def test_headline_after_which_the_page_is_called_tells_the_post() -> None:
    others = "".join(f'<h2 class="title"><a href="/{n}/">Other news {n}</a></h2>' for n in range(3))
    page = open_page(
        f"<title>Port opens on time</title><body><div id=p><h1>Port opens on time</h1><div>By A. Kim<div><div id=c>{TEXT}</div>{others}</div></div></div>",
        url=URL,
    )
    assert name(page.container.post) == "p"


OTHER_TEXT = '<div class="{}"><h3>Reactions of our readers</h3>' + TEXT + "</div>"


@pytest.mark.parametrize(
    ("post", "beside", "content"),
    [
        (f'<div class="p" id="p"><div><h1>Port opens on time</h1></div><div id="t">{TEXT}</div></div>', "r", "t"),
        (f'<div id="p"><h1>Port opens on time</h1>{TEXT}</div>', "bottom", "p"),
        (f'<div class="part"><h1>Port opens on time</h1>{TEXT}</div>', "part", "all"),
        (f'<div class="a"><h1>Port opens on time</h1>{SHORT * 3}</div>', "b", "all"),
        (f'<div class="a"><h1>Port opens on time</h1>{TEXT}</div><div class="c">{TEXT}</div>', "b", "all"),
    ],
    ids=[
        "unnamed comments",
        "what the site says of itself",
        "sections of one text",
        "a lead in a frame of its own",
        "less than half of a text",
    ],
)
def test_text_stands_with_the_headline_unless_it_is_one_of_several_parts(post: str, beside: str, content: str) -> None:
    assert name(found(f'<div id="all">{post}{OTHER_TEXT.format(beside)}</div>').content) == content


def neighbour(word: str, number: int) -> str:
    text = "The halls were full on the first day, and the second brought guests from far away, as the office told at noon."
    return f'<div><b>{word}:</b> <a href="/2015/0{number}/fair/">Fair number {number} opens</a><p>{text}</p></div>'


@pytest.mark.parametrize(
    ("boxes", "is_text"),
    [
        (neighbour("Previous", 1) + neighbour("Next", 2), False),
        (neighbour("Предыдущая", 1) + neighbour("Следующая", 2), False),
        (neighbour("First", 1) + neighbour("Second", 2), True),
        (neighbour("First", 1) + neighbour("Second", 2) + neighbour("Third", 3), False),
        (
            "".join(
                f"<div>So said <a href='/{n}/'>the minister of trade</a> in a long speech of {n} hours. {SHORT}</div>" for n in range(4)
            ),
            True,
        ),
    ],
)
def test_neighbours_with_excerpts_are_no_part_of_a_post_without_names(boxes: str, is_text: bool) -> None:
    post = f'<div id="d"><h1>Port opens on time</h1><div>{TEXT}</div><div>{boxes}</div></div>'
    item = parse_post(f'<title>Port opens on time</title><body class="single">{post}</body>', url=URL)
    assert ("halls were full" in item.body or "minister of trade" in item.body) == is_text


def test_row_that_says_whose_the_page_is_is_no_part_of_a_text_in_a_table() -> None:
    text = "<p>The port took its first ship on Monday, and the second came a day later with wheat.</p>" * 4
    row = "<tr><td>{} 1998-2005 Chamber of the steppe. Best seen with a large screen and good light in the room</td></tr>"
    page = f'<table id="t"><tr><td>News<br><a href="/b/">Mill burns</a></td><td id="c">{text}</td></tr>{{}}</table>'
    assert name(found(page.format(row.format("©"))).content) == "c"
    assert name(found(page.format(row.format("Founded"))).content) == "t"


def test_logo_that_is_the_only_first_level_heading_is_not_the_headline() -> None:
    logo = '<div><h1><a href="/">The Chamber of Steppe Trade</a></h1><h2>Building bridges of trade since the year 1999</h2></div>'
    post = '<div><div class="ttl">Office closed on Monday</div><div class="dt">10.08.2016</div><div id="mine">The office in the harbour is closed.</div></div>'
    page = open_page(f"<title>Office closed on Monday – The Chamber of Steppe Trade</title><body>{logo}{post}</body>", url=URL)
    assert name(page.container.content) == "mine"
