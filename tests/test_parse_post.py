"""The whole: posts of several pages, posts from REST alone, reasons, and pages so odd that only a ParseError may come of them."""

import gc
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazcrawl.items import Facts, PostItem, Selectors, Site, Term
from kazcrawl.parse import PARSER_VERSION, ParseError, parse_post
from kazcrawl.parse.explain import explain
from kazcrawl.parse.page.tree import Element

URL = "https://chamber.example/2015/10/port/"
ODD = sorted((Path(__file__).parent / "pages" / "_odd").glob("*"))


def page(*paragraphs: str, meta_line: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<html><body class="single postid-7"><div class="hentry"><h1 class="entry-title">Port opens</h1>{meta_line}'
        f'<div class="entry-content">{text}</div></div></body></html>'
    )


FIRST = "The port took its first ship on Monday, two months ahead of the plan."
SECOND = "Its silos hold ninety thousand tonnes, and a second berth is to follow."
LAST = "Those who want to see the port may register until the end of the month."
FACTS = Facts(
    wp_id=7,
    url=URL,
    slug="port",
    title="Port opens",
    day=date(2015, 10, 21),
    published_at=datetime(2015, 10, 21, 18, 32, 10, tzinfo=UTC),
    modified_at=datetime(2016, 1, 2, 3, 4, 5, tzinfo=UTC),
    authors=("KazCham",),
    terms=(Term("category", "News"),),
    body_html=f"<p>{FIRST}</p>\n<p>{SECOND}</p>\n<p>Source: Tengrinews.kz</p>",
)


def test_pages_of_a_post_are_joined_and_the_credit_may_stand_on_the_last() -> None:
    item = parse_post(page(FIRST), url=URL, pages=[page(SECOND).encode(), page(LAST, "Source: Tengrinews.kz")])
    assert item.body == "\n\n".join([FIRST, SECOND, LAST])
    assert item.source is not None
    assert item.credit is not None
    assert item.credit.line == "Source: Tengrinews.kz"


def test_further_page_that_is_no_post_is_a_finding_and_costs_nothing_else() -> None:
    item = parse_post(page(FIRST), url=URL, pages=[b"%PDF-1.4", page(LAST)])
    assert item.body == f"{FIRST}\n\n{LAST}"
    assert "part-unreadable" in item.findings


def test_post_is_built_from_rest_alone() -> None:
    item = parse_post("", url=URL, facts=FACTS, site=Site("chamber", "https://chamber.example/"))
    assert (item.title, item.date, item.published_at, item.date_origin) == ("Port opens", FACTS.day, FACTS.published_at, "rest")
    assert (item.author, item.wp_id, item.modified_at, item.terms) == ("KazCham", 7, FACTS.modified_at, FACTS.terms)
    assert item.body == f"{FIRST}\n\n{SECOND}"
    assert item.source is not None
    assert (item.url, item.language, item.facts, item.findings) == (URL, "en", FACTS, ())


def test_empty_body_of_rest_is_a_post_without_a_body() -> None:
    item = parse_post(b"", url=URL, facts=Facts(wp_id=7, title="Port opens", body_html=""))
    assert item.body == ""
    assert "no-body" in item.findings


def test_rest_and_page_agree_on_the_body() -> None:
    from_page = parse_post(page(FIRST, SECOND, "Source: Tengrinews.kz"), url=URL)
    assert parse_post("", url=URL, facts=FACTS).body == from_page.body


def test_item_carries_the_version_of_the_parser() -> None:
    assert parse_post(page(FIRST), url=URL).parser_version == PARSER_VERSION


def test_bytes_and_text_give_the_same_item() -> None:
    html = page("Порт принял первое судно.", FIRST)
    assert parse_post(html, url=URL) == parse_post(html.encode(), url=URL)


def test_reasons_name_every_place_in_order_and_the_winner() -> None:
    head = '<meta name="author" content="Saule Omarova">'
    line = '<p class="entry-meta"><time datetime="2015-10-21T14:32:10-04:00">October 21, 2015</time> <a rel="author" href="/">admin</a></p>'
    html = page(FIRST, "Source: Tengrinews.kz", meta_line=line).replace("<body", f"<head>{head}</head><body")
    told = {explanation.field: explanation for explanation in explain(html, url=URL)}
    assert list(told) == ["title", "date", "author", "source", "body"]
    assert [(reason.value, reason.won) for reason in told["author"].reasons] == [("admin", False), ("Saule Omarova", True)]
    assert told["date"].value == "2015-10-21"
    assert told["date"].reasons[0].won
    assert "2015-10-21T14:32:10-04:00" in told["date"].reasons[0].snippet
    assert told["source"].reasons[0].snippet == "Source: Tengrinews.kz"


def test_reasons_of_a_post_from_rest_are_the_winners() -> None:
    told = explain("", url=URL, facts=FACTS)
    assert [explanation.field for explanation in told] == ["title", "date", "author", "source", "body"]
    assert all(reason.won for explanation in told for reason in explanation.reasons)


def parsed_or_refused(html: bytes | str, url: str = URL) -> PostItem | str:
    try:
        return parse_post(html, url=url)
    except ParseError as refusal:
        return refusal.reason


@pytest.mark.parametrize("odd", ODD, ids=lambda path: path.name)
def test_nothing_but_a_parse_error_escapes_an_odd_page(odd: Path) -> None:
    assert parsed_or_refused(odd.read_bytes())


def test_there_are_odd_pages() -> None:
    assert len(ODD) >= 15


@pytest.mark.parametrize(
    "url", ["", "x", "http://", "http://[::1", "//a.b/c", "mailto:a@b.c", "http://a.b/2015/99/99/", "http://a.b/?p=" + "9" * 99]
)
def test_odd_address_is_no_reason_to_fail(url: str) -> None:
    assert parsed_or_refused(page(FIRST), url)


_FRAGMENTS = [
    "<div class=hentry>", "<article>", "</article>", "<h1 class='entry-title'>", "</h1>", "<p>", "</p>", "<time datetime='", "'>",
    "<a rel=author href='", "<script type='application/ld+json'>", '{"@type":"Article","author":', '"datePublished":[', "</script>",
    "<!--", "-->", "<meta property='og:title' content='", "2015-10-21T25:61:00Z", "October 32, 2015", "by by by", "&#0;", "&#xD800;",
    "\x00", "<table><tr><td>", "<body class='single'>", "<title>", "<link rel=canonical href='", "<div class='entry-content'>",
    "</div>", "<svg><title>", "<base href='http://[", "\ufffd", "<br>", "Источник:", "<ul><li>", "<form class='post-password-form'>",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_FRAGMENTS) | st.text(max_size=12), max_size=40))
def test_nothing_but_a_parse_error_escapes_broken_markup(parts: list[str]) -> None:
    assert parsed_or_refused("".join(parts).encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_nothing_but_a_parse_error_escapes_any_bytes(raw: bytes) -> None:
    assert parsed_or_refused(b"<html>" + raw)


@pytest.mark.parametrize("line", ["21 October 2015", "Published on: 21.10.2015"])
def test_first_line_that_is_the_posts_own_day_is_none_of_its_text(line: str) -> None:
    day = '<p class="date">October 21, 2015</p>'
    assert parse_post(page(line, FIRST, SECOND, meta_line=day), url=URL).body == f"{FIRST}\n\n{SECOND}"
    other = "3 March 1992"
    assert parse_post(page(other, FIRST, SECOND, meta_line=day), url=URL).body.startswith(other)


@pytest.mark.parametrize(
    "line", ["By Petra Klein posted Oct 21st 2015 7:30PM", "21.10.2015 14:20 Petra Klein", "Updated on May 9, 2019 by Petra Klein"]
)
def test_line_of_the_posts_own_author_and_day_is_none_of_its_text(line: str) -> None:
    meta = '<p><a rel="author" href="/author/7/">Petra Klein</a> <i class="date">October 21, 2015</i></p>'
    assert parse_post(page(line, FIRST, SECOND, meta_line=meta), url=URL).body == f"{FIRST}\n\n{SECOND}"
    assert parse_post(page(FIRST, SECOND, line, meta_line=meta), url=URL).body == f"{FIRST}\n\n{SECOND}"
    other = "Petra Klein was born on May 9, 1992."
    assert parse_post(page(other, FIRST, SECOND, meta_line=meta), url=URL).body.startswith(other)


def test_own_selectors_find_source_and_terms_and_leave_things_out() -> None:
    text = "The port took its first ship on Monday, and the second came a day later with wheat from the north."
    selectors = Selectors(source=".src", terms=".topics", remove=(".junk", "%%", ".meta b"))
    html = (
        '<article class="hentry"><h1>Port opens</h1><p class="meta"><b>9 May 1999</b> 21 October 2015</p><div class="entry-content">'
        f'<p>{text}</p><div class="junk"><p>Not this. {text}</p></div><p>{text} 2</p><p class="src">Herald of the Steppe</p></div>'
        '<div class="topics"><a href="/category/ports/">Ports</a> <a href="/x/">Wheat</a></div></article>'
    )
    item = parse_post(html, url="https://chamber.example/port/", site=Site("chamber", "https://chamber.example/", selectors=selectors))
    assert item.body == f"{text}\n\n{text} 2"
    assert str(item.date) == "2015-10-21"
    assert item.terms == (Term("category", "Ports"), Term("tag", "Wheat"))
    assert item.credit is not None
    assert (item.source, item.credit.rule, item.origins["source"]) == ("Herald of the Steppe", "selector", "selector")


@pytest.mark.parametrize(
    "text",
    [
        page(FIRST, SECOND, meta_line="<p>21 October 2015</p>"),
        page(FIRST, SECOND),  # its day is looked for in all of the page
        page(FIRST).replace("single postid-7", "error404"),
    ],
    ids=["post", "post without a day", "no post"],
)
def test_nothing_of_a_tree_lives_on_when_its_page_is_read_or_refused(text: str) -> None:
    gc.collect()
    gc.disable()
    try:
        before = sum(isinstance(thing, Element) for thing in gc.get_objects())
        with suppress(ParseError):
            parse_post(text, url="https://chamber.example/port/")
        assert sum(isinstance(thing, Element) for thing in gc.get_objects()) == before
    finally:
        gc.enable()
