"""A cut page gives the same fields as the full one."""

import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from kazcrawl.parse.body import Body, read_body
from kazcrawl.parse.container import find_container
from kazcrawl.parse.cut import cut_page

PAGES = sorted((Path(__file__).parent / "pages").glob("*/*.html"))
TEXT = "".join(
    f"<p>Sentence number {n} tells of grain, horses and railway cars, of the steppe towns, and of a letter that was signed.</p>"
    for n in range(8)
)
HEAD = (
    '<head><meta charset="utf-8"><title>A fair</title><link rel="canonical" href="https://c.example/a/"><link rel="stylesheet" href="/s.css">'
    '<style>p { margin: 0 }</style><script>var a = "<div>";</script><script type="application/ld+json">{"headline": "A fair"}</script></head>'
)
POST = f'<article id="post-7" class="hentry"><h1 class="entry-title">A fair</h1><div class="entry-content">{TEXT}</div><footer>by Asel</footer></article>'


def page(body: str, *, attributes: str = 'class="single postid-7"') -> str:
    return f'<!DOCTYPE html><html lang="en">{HEAD}<body {attributes}>{body}</body></html>'


def body_of(text: str) -> Body | None:
    content = find_container(BeautifulSoup(text, "lxml")).content
    return None if content is None else read_body(content, base_url="https://c.example/a/", title="A fair")


def cut(text: str) -> str:
    shorter = cut_page(text)
    assert shorter is not None
    return shorter


def test_the_cut_keeps_the_heads_metadata_and_the_posts_element() -> None:
    shorter = cut(page(f'<div id="page"><div class="menu">{"<a href=x>y</a>" * 50}</div><div id="main">{POST}</div></div>'))
    for kept in (
        'lang="en"',
        "<title>A fair</title>",
        'rel="canonical"',
        '{"headline"',
        'class="single postid-7"',
        'id="page"',
        'id="main"',
        POST,
    ):
        assert kept in shorter
    for gone in ("stylesheet", "margin", "var a", 'class="menu"'):
        assert gone not in shorter


@pytest.mark.parametrize(
    "kept",
    [
        '<h1 class="site-title"><a href="/">Chamber</a></h1>',
        '<p class="site-title">Chamber</p>',
        '<a href="/" rel="home">Chamber</a>',
        '<a class="post-page-numbers" href="2/">2</a>',
    ],
)
def test_small_things_from_elsewhere_come_along(kept: str) -> None:
    assert kept in cut(page(f"<header><div>{kept}</div></header><div>{POST}</div>"))


@pytest.mark.parametrize(
    "gone",
    [
        f'<div id="comments" class="comments-area"><p>{TEXT}</p></div>',
        '<nav><a href="/">Home</a></nav>',
        '<div class="sidebar"><p>Recent posts</p></div>',
        "<!-- <article>no</article> -->",
        "<script>document.write('<article>')</script>",
        '<svg><path d="M0 0"/></svg>',
    ],
)
def test_what_is_no_part_of_the_post_is_left_out_within_its_element_too(gone: str) -> None:
    text = page(
        f'<div class="wrap"><header><h1>A fair</h1></header><div class="row">{gone}<div class="entry-content">{TEXT}</div></div></div>'
    )
    assert gone not in cut(text)
    assert body_of(cut(text)) == body_of(text)


ODD = [
    pytest.param(f"<DIV CLASS='wrap'>{POST.replace('article', 'ARTICLE')}</DIV>", id="upper case"),
    pytest.param(f"<div data-x=\"a > b\" data-y='<article>'>{POST}</div>", id="angle brackets in attributes"),
    pytest.param(f"<div>{POST}</div></div></div></article>", id="more end tags than start tags"),
    pytest.param(f"<div><div><section>{POST}", id="never closed"),
    pytest.param(f"<section><div>{POST}</section></div><div>{TEXT[:90]}</div>", id="closed in the wrong order"),
    pytest.param(f"<!-- <article> -->{POST}<!-- </article", id="articles in comments"),
    pytest.param(f'{POST}<section class="related"><article><h3>B</h3><p>One more.</p></article></section>', id="related articles"),
    pytest.param("".join(POST.replace("post-7", f"post-{n}") for n in range(7, 11)), id="endless page"),
    pytest.param(f"<table><tr><td><a href=/>Menu</a></td><td>{POST}</td></tr></table>", id="layout table"),
    pytest.param(f"<h1>A fair</h1><p>On top.</p>{TEXT}", id="no structure"),
    pytest.param(f'<h1>Chamber</h1><div id="a"><h2>A fair</h2>{TEXT}</div>', id="heading of the site alone"),
    pytest.param(f"<div><iframe src=https://v.example/></iframe>{POST}</div>", id="embedded thing"),
]


@pytest.mark.parametrize("body", ODD)
def test_a_cut_of_an_odd_page_reads_like_the_whole(body: str) -> None:
    assert body_of(cut(page(body))) == body_of(page(body))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_cut_of_a_golden_page_reads_like_the_whole(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    shorter = cut_page(text)
    if shorter is not None:
        assert len(shorter) < len(text)
        assert body_of(shorter) == body_of(text)


@pytest.mark.parametrize("text", ["", "words", "<html><head></head></html>", page(""), page("<article>Short.</article>")])
def test_a_page_with_too_little_to_go_by_is_not_cut(text: str) -> None:
    assert cut_page(text) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<div" * 250_000, id="tags that never end"),
        pytest.param('<div a="' * 120_000, id="quotes that never end"),
        pytest.param("<div a='\"" * 110_000, id="both quotes"),
        pytest.param("<!--" * 250_000, id="comments that never end"),
        pytest.param("<script>" * 120_000, id="scripts that never end"),
        pytest.param("<svg></svg>" * 90_000, id="drawings"),
        pytest.param("<h1>" * 250_000, id="headings that never end"),
        pytest.param("<div>" * 200_000, id="depth"),
        pytest.param("</div>" * 160_000, id="end tags"),
        pytest.param("<div></section>" * 60_000, id="end tags that close nothing"),
        pytest.param("site-title" * 100_000, id="marks"),
        pytest.param("and, or. " * 110_000, id="stops"),
        pytest.param("<a = = = " * 110_000, id="equal signs"),
        pytest.param("<link rel=" * 100_000, id="links"),
    ],
)
@pytest.mark.parametrize("place", ["head", "body"])
def test_a_megabyte_of_hostile_text_costs_less_than_a_second(text: str, place: str) -> None:
    whole = f"<html><head>{text}</head><body>{TEXT}</body>" if place == "head" else f"<html><head></head><body>{TEXT}{text}"
    start = time.process_time()
    cut_page(whole)
    assert time.process_time() - start < 1.5


PIECES = st.sampled_from(
    [
        "<div>",
        "</div>",
        "<article class='hentry'>",
        "</article>",
        "<nav>",
        "</nav>",
        "<h1>A</h1>",
        "<section class='x'>",
        "</section>",
        "<table><tr><td>",
        "</table>",
        TEXT,
        "<!-- x -->",
        "<p>",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_the_text_of_the_longest_post_survives_any_cut(markup: str) -> None:
    text = page(markup)
    shorter = cut_page(text)
    if shorter is not None and "<nav" not in markup:
        whole, part = BeautifulSoup(text, "lxml").get_text(" ", strip=True), BeautifulSoup(shorter, "lxml").get_text(" ", strip=True)
        assert part.count("Sentence number 3") >= 0.7 * whole.count("Sentence number 3")
