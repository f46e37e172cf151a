"""The one-request check: when it may be tried, what it asks, what answers mean, and that nobody's word is believed for ever."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcrawl.discover.unchanged import (
    TRUST,
    Mark,
    Memory,
    Robots,
    after_run,
    after_shortcut,
    feed_mark,
    is_unchanged,
    needs_trial,
    request_of,
    why_not,
)

NOW = datetime(2026, 3, 1, tzinfo=UTC)
POSTS = "http://c.example/wp-json/wp/v2/posts"
REST = Mark("rest", POSTS, "2016-02-01T00:00:00", 121)
FEED = Mark("feed", "http://c.example/feed/", last_modified="Mon, 01 Feb 2016 00:00:00 GMT", etag='W/"abc"')
GOOD = Memory(marks=(REST,), full_at=NOW - timedelta(days=1), settled=True)

TRIES = [
    ("all is well", GOOD, "done", 0, True),
    ("nothing is remembered", Memory(), "done", 0, False),
    ("the last run left something owed", replace(GOOD, settled=False), "done", 0, False),
    ("the last run was unhealthy", GOOD, "unhealthy", 0, False),
    ("the last run was partial", GOOD, "partial", 0, False),
    ("there was no run", GOOD, None, 0, False),
    ("a post may be gone", GOOD, "done", 1, False),
    ("a full look is due", replace(GOOD, full_at=NOW - timedelta(days=30)), "done", 0, False),
    ("a full look was never done", replace(GOOD, full_at=None), "done", 0, False),
    ("the server was caught lying", replace(GOOD, distrusted=(POSTS,)), "done", 0, False),
]


@pytest.mark.parametrize(("memory", "outcome", "awaiting", "may"), [row[1:] for row in TRIES], ids=[row[0] for row in TRIES])
def test_shortcut_is_tried_only_when(memory: Memory, outcome: str | None, awaiting: int, may: bool) -> None:
    assert (why_not(memory, last_outcome=outcome, awaiting=awaiting, full_every=30, now=NOW) is None) is may


ROWS = json.dumps([{"id": 7, "modified_gmt": "2016-02-01T00:00:00"}]).encode()
ANSWERS = [
    ("same newest and same count is unchanged", REST, 200, {"x-wp-total": "121"}, ROWS, True),
    ("another count is a change: something was deleted", REST, 200, {"x-wp-total": "120"}, ROWS, False),
    ("another newest is a change", REST, 200, {"x-wp-total": "121"}, ROWS.replace(b"02-01", b"02-02"), False),
    ("no count is no proof", REST, 200, {}, ROWS, False),
    ("an error is no proof", REST, 500, {"x-wp-total": "121"}, ROWS, False),
    ("a page instead of JSON is no proof", REST, 200, {"x-wp-total": "121"}, b"<html>", False),
    ("an empty list is no proof", REST, 200, {"x-wp-total": "0"}, b"[]", False),
    ("304 of a feed is unchanged", FEED, 304, {}, b"", True),
    ("200 of a feed is a change", FEED, 200, {}, b"<rss/>", False),
]


@pytest.mark.parametrize(("mark", "status", "headers", "body", "same"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_answer_means(mark: Mark, status: int, headers: dict[str, str], body: bytes, same: bool) -> None:
    assert is_unchanged(mark, status=status, headers=headers, body=body) is same


@given(st.binary(max_size=200), st.text(max_size=12))
def test_no_answer_of_rest_is_an_error(body: bytes, total: str) -> None:
    assert is_unchanged(REST, status=200, headers={"x-wp-total": total}, body=body) is False


def test_rest_is_asked_for_one_row_in_either_spelling() -> None:
    assert request_of(REST) == (POSTS + "?per_page=1&orderby=modified&order=desc&_fields=id,modified_gmt", {})
    assert "&per_page=1" in request_of(replace(REST, url="http://c.example/?rest_route=/wp/v2/posts"))[0]


def test_only_one_validator_is_sent_and_the_etag_never_weak() -> None:
    assert request_of(FEED)[1] == {"If-Modified-Since": FEED.last_modified}
    assert request_of(replace(FEED, last_modified=""))[1] == {"If-None-Match": '"abc"'}


def test_feed_without_validators_gives_no_mark() -> None:
    assert feed_mark("http://c.example/feed/", {}) is None
    assert feed_mark("http://c.example/feed/", {"etag": '"x"'}) == Mark("feed", "http://c.example/feed/", etag='"x"')


def test_word_of_a_server_is_tested_every_so_often() -> None:
    memory = GOOD
    for _ in range(TRUST["rest"]):
        assert not needs_trial(memory)
        memory = after_shortcut(memory)
    assert needs_trial(memory)
    assert not needs_trial(after_run(replace(memory, on_trial=True), found=0))


def test_server_caught_lying_is_remembered() -> None:
    caught = after_run(replace(GOOD, on_trial=True), found=1)
    assert caught.distrusted == (POSTS,)
    assert why_not(caught, last_outcome="done", awaiting=0, full_every=30, now=NOW)
    assert after_run(GOOD, found=5).distrusted == (), "news found by an ordinary run belies nobody"


@pytest.mark.parametrize(("hours", "fresh"), [(0, True), (23, True), (24, False), (-1, False)])
def test_robots_is_kept_for_a_day(hours: int, fresh: bool) -> None:
    memory = Memory(robots=Robots("http://c.example", 200, "", NOW - timedelta(hours=hours)))
    assert (memory.fresh_robots(NOW) is not None) is fresh
