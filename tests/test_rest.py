"""The REST route read from bytes: what rows tell, and what each broken answer is called."""

import contextlib
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcrawl.discover.rest import endpoints, list_url, read_page
from kazcrawl.errors import RouteError
from kazcrawl.items import Facts, Term

URL = list_url("http://chamber.example/wp-json/wp/v2/posts", page=1, size=100)
ROW: dict[str, Any] = {
    "id": 7,
    "link": "http://chamber.example/2015/10/news/",
    "slug": "news",
    "date": "2015-10-21T23:30:00",
    "date_gmt": "2015-10-22T03:30:00",
    "modified_gmt": "2015-11-01T08:00:00",
    "title": {"rendered": "Oil &amp; gas: &#8220;up&#8221; <em>again</em>"},
    "content": {"protected": False},
    "_embedded": {
        "author": [{"name": "The Chamber"}],
        "wp:term": [
            [{"taxonomy": "category", "name": "News &amp; views"}],
            [{"taxonomy": "post_tag", "name": "oil"}, {"taxonomy": "x", "name": "y"}],
        ],
    },
}


def read(told: object, *, status: int = 200, size: int = 100, url: str = URL, **headers: str) -> Any:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    return read_page(body, url=url, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()}, size=size)


def test_row_tells_all_facts() -> None:
    (ref,) = read([ROW]).refs
    assert (ref.url, ref.route) == (ROW["link"], "rest")
    assert ref.facts == Facts(
        wp_id=7,
        url=ROW["link"],
        slug="news",
        title="Oil & gas: “up” again",
        day=date(2015, 10, 21),
        published_at=datetime(2015, 10, 22, 3, 30, tzinfo=UTC),
        modified_at=datetime(2015, 11, 1, 8, 0, tzinfo=UTC),
        authors=("The Chamber",),
        terms=(Term("category", "News & views"), Term("tag", "oil")),
    )


def test_facts_survive_json() -> None:
    (ref,) = read([ROW]).refs
    assert Facts.from_json(json.loads(json.dumps(ref.facts.to_json()))) == ref.facts
    assert Facts.from_json({"told_by_a_newer_release": 1}) == Facts()


@pytest.mark.parametrize(
    ("change", "facts"),
    [
        ({"date_gmt": "0000-00-00T00:00:00"}, {"published_at": None, "day": date(2015, 10, 21)}),
        ({"date": None}, {"day": date(2015, 10, 22)}),
        ({"modified_gmt": "soon"}, {"modified_at": None}),
        ({"content": {"protected": True}}, {"protected": True}),
        ({"title": None}, {"title": None}),
        ({"title": {"rendered": "Profit < loss > none"}}, {"title": "Profit < loss > none"}),
        ({"_embedded": {"author": [{"code": "rest_user_invalid_id"}]}}, {"authors": (), "terms": ()}),
        ({"_embedded": "?"}, {"authors": ()}),
        ({"title": {"rendered": "half a \ud800 sign, a whole \U0001f33e"}}, {"title": "half a � sign, a whole \U0001f33e"}),
        ({"link": ROW["link"] + "\ud800/"}, {"url": ROW["link"] + "%EF%BF%BD/"}),
    ],
)
def test_odd_row_loses_only_what_is_odd(change: dict[str, Any], facts: dict[str, Any]) -> None:
    (ref,) = read([ROW | change]).refs
    assert {name: getattr(ref.facts, name) for name in facts} == facts


@pytest.mark.parametrize("row", [{}, {"id": 1}, {"id": "7", "link": ROW["link"]}, {"id": 1, "link": "javascript:x"}, 5, None])
def test_row_without_id_or_address_is_passed_over(row: object) -> None:
    assert read([row, ROW]).refs[0].facts.wp_id == 7


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"code": "rest_post_invalid_page_number"}, 400, "past-end"),
        ({"code": "rest_not_logged_in"}, 401, "closed"),
        (b"<html>403</html>", 403, "closed"),
        ({"code": "rest_no_route"}, 404, "absent"),
        (b"<!DOCTYPE html><title>Front page</title>", 200, "absent"),
        (b"", 200, "absent"),
        (b"<html>gone</html>", 410, "absent"),
        ({"code": "internal_server_error"}, 500, "broken"),
        (b"Briefly unavailable", 503, "broken"),
        ({"a": "map"}, 200, "broken"),
        (b"[{cut", 200, "broken"),
    ],
)
def test_broken_answer_has_a_name(body: object, status: int, code: str) -> None:
    with pytest.raises(RouteError) as caught:
        read(body, status=status)
    assert caught.value.code == code


def test_warnings_and_a_byte_order_mark_in_front_are_passed_over() -> None:
    assert read("\ufeff".encode() + json.dumps([ROW]).encode()).refs
    assert read(b"<b>Warning</b>: [x] in foo.php\n" + json.dumps([ROW]).encode()).refs


def test_end_of_the_list_is_told_by_pages_or_by_a_short_page() -> None:
    assert read([ROW], x_wp_totalpages="1", x_wp_total="1").last
    assert not read([ROW], x_wp_totalpages="3").last
    assert read([ROW]).last
    assert not read([ROW], size=1).last
    assert read([ROW], x_wp_total="121").total == 121


def test_both_spellings_are_asked() -> None:
    assert endpoints("http://chamber.example/blog") == (
        "http://chamber.example/blog/wp-json/wp/v2/posts",
        "http://chamber.example/blog/?rest_route=/wp/v2/posts",
    )
    assert list_url(endpoints("http://c.example/")[1], page=2, size=50).startswith(
        "http://c.example/?rest_route=/wp/v2/posts&per_page=50&page=2&"
    )


@given(st.binary(max_size=300), st.sampled_from([200, 400, 401, 404, 500]))
def test_any_answer_is_read_or_named(body: bytes, status: int) -> None:
    with contextlib.suppress(RouteError):
        assert read_page(body, url=URL, status=status, headers={}, size=100).refs == ()
