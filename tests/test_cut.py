"""A page is cut to what its fields need before a tree is grown of it: the tree is BeautifulSoup's own, and the fields are the full page's."""

import contextlib
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import PreformattedString, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.parse import open_plainly
from kazcrawl.errors import ParseError
from kazcrawl.items import PostItem, Selectors, Site
from kazcrawl.parse import parse_post
from kazcrawl.parse import post as post_module
from kazcrawl.parse.page.cut import grow
from kazcrawl.parse.page.decode import decode_page
from kazcrawl.parse.page.opened import open_page
from kazcrawl.parse.page.outline import outline_page
from kazcrawl.parse.page.spot import SILENT, Mass, carry
from kazcrawl.parse.page.tree import elements, is_text

PAGES = sorted((Path(__file__).parent / "pages").glob("*/*.html"))
URL = "https://c.example/a/"
TEXT = "".join(
    f"<p>Sentence number {n} tells of grain, horses and railway cars, of the steppe towns, and of a letter that was signed.</p>"
    for n in range(12)
)
LONG = f"<div>{''.join(f'<p><b>{n}</b> more <i>words</i> <a href=/x/>there</a></p>' for n in range(12))}</div>{TEXT}"
HEAD = (
    '<head><meta charset="utf-8"><title>A fair</title><link rel="canonical" href="https://c.example/a/"><style>p { margin: 0 }</style>'
    '<script>var a = "<div>";</script><script type="application/ld+json">{"@type": "Article", "headline": "A fair"}</script></head>'
)
POST = f'<article id="post-7" class="hentry"><h1 class="entry-title">A fair</h1><div class="entry-content">{LONG}</div><footer>by Asel</footer></article>'


def page(body: str, *, attributes: str = 'class="single postid-7"') -> str:
    return f'<!DOCTYPE html><html lang="en">{HEAD}<body {attributes}>{body}</body></html>'


def kept(body: str) -> str:
    """What the tree of a cut page holds, as HTML."""
    return str(open_page(page(body), url=URL).soup)


def shape(soup: BeautifulSoup) -> list[Any]:
    """All that stands in a tree in order, but comments and declarations."""
    nodes = (node for node in soup.descendants if not isinstance(node, PreformattedString))
    return [
        (node.name, {key: value if isinstance(value, list) else value.split() for key, value in node.attrs.items()}, node.parent.name)
        if isinstance(node, Tag)
        else (str(node), node.parent.name)
        for node in nodes
        if node.parent is not None
    ]


def weigh(root: Tag) -> dict[int, Mass]:
    """The mass of `root`, which is no element of running text, and of every element below it, by `id(element)`."""
    masses = {id(root): Mass()}
    order = [root]
    silent: set[int] = set()
    for node in root.descendants:
        parent = node.parent
        if isinstance(node, Tag):
            order.append(node)
            masses[id(node)] = Mass()
            if node.name in SILENT or id(parent) in silent:
                silent.add(id(node))
        elif parent is not None and id(parent) not in silent and is_text(node):
            size = len(str(node).strip())
            mass = masses[id(parent)]
            mass.chars += size
            mass.run += size
    for tag in reversed(order[1:]):
        carry(tag.name, masses[id(tag)], masses[id(tag.parent)])
    return masses


def read(html: bytes | str, way: Any, monkeypatch: pytest.MonkeyPatch) -> PostItem | str:
    """The item of a page that is opened in this way, or why there is none."""
    with monkeypatch.context() as patched:
        patched.setattr(post_module, "open_page", way)
        try:
            return parse_post(html, url=URL)
        except ParseError as error:
            return error.reason


ODD = [
    pytest.param(f"<DIV CLASS='Wrap Wide'>{POST.replace('article', 'ARTICLE')}</DIV>", id="upper case"),
    pytest.param(f"<div data-x=\"a > b\" data-y='<article>'>{POST}</div>", id="angle brackets in attributes"),
    pytest.param(f"<div>{POST}</div></div></p></div></article><br/></br>", id="more end tags than start tags"),
    pytest.param(f"<div><div><section>{POST}", id="never closed"),
    pytest.param(f"<section><div>{POST}</section></div><div>{TEXT[:90]}</div>", id="closed in the wrong order"),
    pytest.param(f"<!-- <article> -->{POST}<!-- </article", id="articles in comments"),
    pytest.param(f'{POST}<section class="related"><article><h3>B</h3><p>One more.</p></article></section>', id="related articles"),
    pytest.param("".join(POST.replace("post-7", f"post-{n}") for n in range(7, 11)), id="endless page"),
    pytest.param(f"<table><tr><td><a href=/>Menu</a></td><td>{POST}</td></tr></table>", id="layout table"),
    pytest.param(f"<h1>A fair</h1><p>On top.</p>{TEXT}", id="no structure"),
    pytest.param(f'<h1>Chamber</h1><div id="a"><h2>A fair</h2>{TEXT}</div>', id="heading of the site alone"),
    pytest.param(f"<div><iframe src=https://v.example/></iframe>{POST}</div>", id="embedded thing"),
    pytest.param("<h1>A fair</h1><pre>  a\n   b </pre> \n <textarea>  </textarea>\t<p> \n </p>", id="white space"),
    pytest.param("<p>a<!-- x -->b<?php y ?>c<![CDATA[d]]>e &amp; f&nbsp;g</p>", id="texts that something parts"),
    pytest.param(
        "<ruby>漢<rp>(</rp><rt>kan</rt></ruby><template><p>t</p></template><svg><title>s</title></svg>", id="texts of their own kind"
    ),
    pytest.param("", id="nothing"),
    pytest.param("Words alone.", id="words alone"),
]


@pytest.mark.parametrize("body", ODD)
def test_the_tree_of_an_odd_page_is_beautifulsoups_own(body: str) -> None:
    text = page(body)
    grown, plain = grow(outline_page(text, URL), whole=True), BeautifulSoup(text, "lxml")
    assert shape(grown) == shape(plain)
    assert (grown.get_text("|"), grown.body and grown.body.get_text("|")) == (plain.get_text("|"), plain.body and plain.body.get_text("|"))
    assert [tag.name for tag in grown.select("p, div > *, .Wide")] == [tag.name for tag in plain.select("p, div > *, .Wide")]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_tree_of_a_golden_page_is_beautifulsoups_own_and_its_masses_are_those_of_the_texts(path: Path) -> None:
    try:
        text = decode_page(path.read_bytes(), url=URL).text
    except ParseError:
        return
    outline, plain = outline_page(text, URL), BeautifulSoup(text, "lxml")
    assert shape(grow(outline, whole=True)) == shape(plain)
    if outline.body and plain.body:
        masses = weigh(plain.body)
        mine, theirs = [spot for spot in outline.spots if outline.body.holds(spot)], [masses[id(tag)] for tag in elements(plain.body)]
        for name in ("chars", "linked", "prose", "links", "images", "tags"):
            assert [getattr(mass, name) for mass in mine] == [getattr(mass, name) for mass in theirs], name


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_page_gives_the_same_item_cut_whole_and_plain(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    html = path.read_bytes()
    cut = read(html, open_page, monkeypatch)
    assert read(html, partial(open_page, cut=False), monkeypatch) == cut
    assert read(html, open_plainly, monkeypatch) == cut


@pytest.mark.parametrize("body", ODD)
def test_an_odd_page_gives_the_same_item_cut_whole_and_plain(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = read(page(body), open_page, monkeypatch)
    assert read(page(body), partial(open_page, cut=False), monkeypatch) == cut
    assert read(page(body), open_plainly, monkeypatch) == cut


def test_the_cut_keeps_the_heads_metadata_and_the_posts_element() -> None:
    shorter = kept(f'<div id="page">Top <div class="menu">{"<a href=x>y</a>" * 50}</div><div id="main">{POST}</div></div>')
    for part in (
        'lang="en"',
        "<title>A fair</title>",
        'rel="canonical"',
        '"headline"',
        "single postid-7",
        'id="page"',
        'id="main"',
        "by Asel",
    ):
        assert part in shorter
    for part in ("margin", "var a", 'class="menu"', "Top"):
        assert part not in shorter


@pytest.mark.parametrize(
    "small",
    [
        '<h1 class="site-title"><a href="/">Chamber</a></h1>',
        '<p class="site-title">Chamber</p>',
        '<a href="/" rel="home">Chamber</a>',
        '<a class="post-page-numbers" href="/a/2/">2</a>',
        '<a href="?p=7&amp;page=2">2</a>',
        '<form class="post-password-form"></form>',
        '<input type="password"/>',
    ],
)
@pytest.mark.parametrize("place", ["<header><div>{}</div></header>{}", "{1}<footer class='widget'>{0}</footer>"])
def test_small_things_from_elsewhere_come_along(small: str, place: str) -> None:
    assert small in kept(place.format(small, POST))


@pytest.mark.parametrize(
    "beside",
    [
        f'<div id="comments" class="comments-area"><p>{TEXT}</p></div>',
        f'<div class="sidebar">{TEXT}</div>',
        '<nav><a href="/">Home</a></nav>',
        '<div class="related-posts"><a href="/b/">B</a></div>',
    ],
)
def test_what_stands_beside_the_post_behind_its_body_is_left_out_within_its_element_too(beside: str) -> None:
    assert beside not in kept(POST.replace("</article>", f"{beside}</article>"))


def test_a_site_with_selectors_of_its_own_is_read_whole() -> None:
    site = Site(name="c", home=URL, selectors=Selectors(date="footer > b"))
    text = page(f"{POST}<footer><b>3 May 2015</b></footer>")
    assert parse_post(text, url=URL, site=site).origins["date"] == "selector"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<div" * 250_000, id="tags that never end"),
        pytest.param('<div a="' * 120_000, id="quotes that never end"),
        pytest.param("<!--" * 250_000, id="comments that never end"),
        pytest.param("<script>" * 120_000, id="scripts that never end"),
        pytest.param("<svg></svg>" * 90_000, id="drawings"),
        pytest.param("<h1>" * 250_000, id="headings that never end"),
        pytest.param("<div>" * 200_000, id="depth"),
        pytest.param("</div>" * 160_000, id="end tags"),
        pytest.param("<div></section>" * 60_000, id="end tags that close nothing"),
        pytest.param("site-title" * 100_000, id="marks"),
        pytest.param("&amp;x" * 160_000, id="entities"),
        pytest.param("<a = = = " * 110_000, id="equal signs"),
    ],
)
@pytest.mark.parametrize("place", ["head", "body"])
def test_a_megabyte_of_hostile_text_costs_less_than_a_second(text: str, place: str) -> None:
    whole = f"<html><head>{text}</head><body>{POST}</body>" if place == "head" else f"<html><head></head><body>{POST}{text}"
    start = time.process_time()
    with contextlib.suppress(ParseError):
        open_page(whole, url=URL)
    assert time.process_time() - start < 1


PIECES = st.sampled_from(
    [
        "<div>", "</div>", "<article class='hentry'>", "</article>", "<nav>", "</nav>", "<h1>A</h1>", "<section class='x'>", "</section>",
        "<table><tr><td>", "</table>", TEXT, LONG, "<!-- x -->", "<p>", "<ul><li>", "</li>", "<a href=/2/>", "</a>", "<b>", "</i>", " \n ",
        "<div class=comments>", "<form class=post-password-form>", "</form>", "<p class=site-title>C</p>", "<time>3 May 2015</time>",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_any_tree_is_beautifulsoups_own_and_any_cut_gives_the_same_item(markup: str) -> None:
    text = page(markup)
    assert shape(grow(outline_page(text, URL), whole=True)) == shape(BeautifulSoup(text, "lxml"))
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert read(text, open_page, monkeypatch) == read(text, open_plainly, monkeypatch)


HEAVY = 7_900_000
MONSTERS = {
    "200,000 elements inside each other": "<div>" * 200_000,
    "one paragraph": "<p>" + "word and word. " * (HEAVY // 15),
    "headings around half a page": "<article class=hentry>" + "<h1>" * 99 + "word and word. " * (HEAVY // 15),
    "tiny elements": "<b>x</b>" * (HEAVY // 8),
    "long paragraphs": ("<p>" + "word " * 100 + "</p>") * 14_000,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(700_000)) + ">x",
    "one class": '<p class="' + "a " * (HEAVY // 2) + '">x',
    "one id": '<p id="' + "a" * HEAVY + '">x',
    "one address": '<img src="' + "/a" * (HEAVY // 2) + '"><a href="' + "%2f" * 9_000 + '">x</a>',
    "character references": "<p>" + "&amp;" * (HEAVY // 5),
    "bare angle brackets": "<p>" + ">" * HEAVY,
    "comments": "<!-- x -->" * (HEAVY // 10),
    "one comment": "<!--" + "-" * HEAVY,
    "one script": "<script>" + "x<" * (HEAVY // 2),
    "scripts": "<script>x</script>" * (HEAVY // 18),
    "paragraphs never closed": "<p>x " * 29_000,
    "a megabyte of starts of links": "<a" * 500_000,
    "a megabyte of open quotes": '<a href="' * 110_000,
    "blanks before a word": "<p>" + " " * HEAVY + "x",
    "white space": "<p>x" + " \n" * (HEAVY // 2),
    "shortcodes": "<p>" + "[a]" * (HEAVY // 3),
    "dates": "<p>" + "1 January 2015, " * (HEAVY // 16),
    "ampersands in one text": "<p>" + ("&" + "word " * 24) * 49_000,
    "names, each different": "".join(f"<p class='{' '.join(f'a{n}x{m}' for m in range(50))}'>x" for n in range(14_000)),
    "links with other letters": "".join(f"<a href='http://{'ж' * 50}{n}.example/'>x</a>" for n in range(14_000)),
    "figures in figures": ("<figure>" * 900 + "<img src=/a.jpg>" + "</figure>" * 900) * 16,
    "JSON-LD": '<script type="application/ld+json">' + "[" * HEAVY,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MONSTERS)
@pytest.mark.parametrize("post", ["", POST.removesuffix("</div><footer>by Asel</footer></article>")], ids=["bare", "in a post"])
def test_eight_megabytes_of_anything_cost_about_a_second_or_are_refused(name: str, post: str) -> None:
    html = page(post + MONSTERS[name]).encode()
    start = time.process_time()
    with contextlib.suppress(ParseError):
        parse_post(html, url=URL)
    assert time.process_time() - start < 1.5


CROWDS = {
    "labels before dates": "<span>Last updated</span> <span>on</span> <span class='date'>May 9, 2019</span>" * 4_500,
    "times in one line": "<p class='meta'>" + "<time>May 9, 2019</time>" * 12_000,
    "dated boxes": "".join(f"<div class='n'><a href='/{n}/'>News {n} of it all</a> <time>June 3, 2019</time></div>" for n in range(3_000)),
    "days in figures": "<div class='post'><h2>x</h2>10/3/2016</div><td><img src='/a.jpg'>" * 3_000,
    "names beside days": "<div>Asel Kim | 21 October 2015</div>" * 3_000,
    "cards with headings": "".join(f"<li><h4><a href='/{n}/'>News {n} of it</a></h4><time>1 May 2014</time>" for n in range(5_000)),
    "boxes laid over by links": "".join(
        f"<article class='e'><h2>News {n}</h2><a href='/{n}/' title='post link'></a>" for n in range(3_000)
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CROWDS)
@pytest.mark.parametrize("head", [TEXT, f"<div class=entry-content>{TEXT}", "<p>Some words.</p>"], ids=["bare", "in a body", "short"])
def test_thousands_of_lines_that_tell_something_cost_about_a_second(name: str, head: str) -> None:
    html = f"<html><title>A fair</title><body><article><h1>A fair</h1>{head}{CROWDS[name]}".encode()
    start = time.process_time()
    with contextlib.suppress(ParseError):
        parse_post(html, url=URL)
    assert time.process_time() - start < 1.5
