"""The index of a public archive, read and asked; and which of its copies are worth asking for."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcrawl.discover.past import FEED, LISTING, OTHER, POST, SITEMAP, choose_copies, kind_of_copy, nearest_copy, next_of_list
from kazcrawl.discover.wayback import Copy, copy_url, index_url, original_url, read_index, read_replay, read_stamp
from kazcrawl.errors import RouteError
from kazcrawl.urls import url_key

INDEX = "https://archive.example.net/cdx"
REPLAY = "https://archive.example.net/web/"
HEAD = ["timestamp", "original", "mimetype", "statuscode", "digest"]


def copy(stamp: str, path: str = "/2012/05/steel/", digest: str = "", mimetype: str = "text/html") -> Copy:
    moment = read_stamp(stamp)
    assert moment is not None
    return Copy(moment, f"http://blog.example.org{path}", mimetype, 200, digest or stamp)


def index(*rows: list[str]) -> bytes:
    return json.dumps([HEAD, *rows]).encode()


ROW = ["20120504030201", "http://blog.example.org/2012/05/steel/", "text/html", "200", "AAAA"]


def test_the_question_names_the_host_the_days_and_where_to_go_on() -> None:
    url = index_url(INDEX, "http://blog.example.org:8080", resume="org,example)/ 2012", since=date(2012, 1, 2), until=date(2013, 1, 1))
    for part in (
        "url=blog.example.org:8080",
        "matchType=host",
        "from=20120102",
        "to=20130101",
        "resumeKey=org%2Cexample%29",
        "collapse=digest",
    ):
        assert part.replace("%2C", ",") in url.replace("%2C", ",")


def test_a_page_of_the_index_gives_copies_and_the_key_of_the_next() -> None:
    page = read_index(index(ROW, [], ["org,example)/2012 2012"]), url=INDEX, status=200)
    assert page.copies == (Copy(datetime(2012, 5, 4, 3, 2, 1, tzinfo=UTC), ROW[1], "text/html", 200, "AAAA"),)
    assert page.resume == "org,example)/2012 2012"


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (b"", 0),
        (b"[]", 0),
        (index(), 0),
        (index(ROW, ROW), 2),
        (b"20120504030201 http://blog.example.org/a/ text/html 200 AAAA\n20130504030201 http://blog.example.org/a/ text/html - BBBB\n", 2),
        (b"org,example,blog)/a 20120504030201 http://blog.example.org/a/ text/html 200 AAAA 1234\n", 1),
    ],
)  # fmt: skip
def test_the_index_is_read_in_each_of_its_shapes(body: bytes, count: int) -> None:
    page = read_index(body, url=INDEX, status=200)
    assert (len(page.copies), page.broken) == (count, 0)


@pytest.mark.parametrize("row", [["2012"], ["20129904030201", *ROW[1:]], ["now", *ROW[1:]], [ROW[0], "javascript:void", *ROW[2:]]])
def test_a_broken_line_is_passed_over_and_counted(row: list[str]) -> None:
    page = read_index(index(row, ROW), url=INDEX, status=200)
    assert (len(page.copies), page.broken) == (1, 1)


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (429, b"", "busy"),
        (503, b"Slow down", "busy"),
        (403, b"org.archive.util.io.RuntimeIOException: org.archive.wayback.exception.AdministrativeAccessControlException", "excluded"),
        (200, b"org.archive.wayback.exception.RobotAccessControlException: Blocked By Robots", "excluded"),
        (403, b"", "closed"),
        (404, b"", "absent"),
        (500, b"", "broken"),
        (200, b"[[", "broken"),
        (200, b"<html>login", "broken"),
    ],
)  # fmt: skip
def test_an_index_that_does_not_answer_says_why(status: int, body: bytes, code: str) -> None:
    with pytest.raises(RouteError) as caught:
        read_index(body, url=INDEX, status=status)
    assert caught.value.code == code


@given(st.binary(max_size=300), st.sampled_from([200, 404, 429]))
def test_no_index_raises_anything_else(body: bytes, status: int) -> None:
    with suppress(RouteError):
        read_index(body, url=INDEX, status=status)


def test_a_copy_has_an_address_and_the_address_tells_the_copy() -> None:
    told = copy("20120504030201")
    url = copy_url(REPLAY, told)
    assert url == f"{REPLAY}20120504030201id_/http://blog.example.org/2012/05/steel/"
    assert read_replay(url) == (told.at, told.url)


@pytest.mark.parametrize(
    ("url", "original"),
    [
        (f"{REPLAY}20120504030201/http://blog.example.org/a/", "http://blog.example.org/a/"),
        (f"{REPLAY}20120504030201im_/http://blog.example.org/a.png", "http://blog.example.org/a.png"),
        (f"{REPLAY}2012/http:/blog.example.org/a/", "http://blog.example.org/a/"),
        ("http://blog.example.org/a/", "http://blog.example.org/a/"),
        ("http://blog.example.org/2012/05/http-is-old/", "http://blog.example.org/2012/05/http-is-old/"),
        ("mailto:a@example.org", None),
    ],
)
def test_an_address_that_an_archive_rewrote_is_told_as_it_was(url: str, original: str | None) -> None:
    assert original_url(url) == original


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("2012", "2012-01-01T00:00:00"),
        ("201205", "2012-05-01T00:00:00"),
        ("20120504030201", "2012-05-04T03:02:01"),
        ("20121301", None),
        ("12", None),
    ],
)
def test_a_short_stamp_is_its_first_moment(stamp: str, moment: str | None) -> None:
    told = read_stamp(stamp)
    assert (told and told.isoformat()) == (f"{moment}+00:00" if moment else None)


@pytest.mark.parametrize(
    ("path", "mimetype", "kind"),
    [
        ("/2012/05/steel/", "text/html", POST),
        ("/steel-from-temirtau/", "text/html", POST),
        ("/?p=17", "text/html", POST),
        ("/2012/05/steel/2/", "text/html", POST),
        ("/", "text/html", LISTING),
        ("/page/3/", "text/html", LISTING),
        ("/?paged=3", "text/html", LISTING),
        ("/category/oil/", "text/html", LISTING),
        ("/2012/05/", "text/html", LISTING),
        ("/feed/", "text/xml", FEED),
        ("/feed/atom/", "application/atom+xml", FEED),
        ("/?feed=rss2", "application/rss+xml", FEED),
        ("/category/oil/feed/", "text/xml", FEED),
        ("/comments/feed/", "text/xml", OTHER),
        ("/2012/05/steel/feed/", "text/xml", OTHER),
        ("/wp-sitemap-posts-post-1.xml", "application/xml", SITEMAP),
        ("/sitemap.xml", "text/xml", SITEMAP),
        ("/wp-sitemap-users-1.xml", "application/xml", OTHER),
        ("/wp-content/uploads/2012/05/steel.jpg", "image/jpeg", OTHER),
        ("/wp-json/wp/v2/posts", "application/json", OTHER),
        ("/steel.pdf", "application/pdf", OTHER),
    ],
)
def test_the_address_tells_what_a_copy_holds(path: str, mimetype: str, kind: str) -> None:
    assert kind_of_copy(copy("20120504030201", path, mimetype=mimetype)) == kind


def test_one_copy_per_post_and_content_the_newest_of_every_post_first() -> None:
    told = [
        copy("20120101000000", "/a/", "1"), copy("20130101000000", "/a/", "1"), copy("20140101000000", "/a/", "2"),
        copy("20110101000000", "/b/", "3"), copy("20150101000000", "/b/?utm_source=x", "3"),
    ]  # fmt: skip
    chosen = choose_copies(told)
    assert [(c.url[-3:], c.stamp[:4]) for c in chosen.posts] == [("/a/", "2014"), ("/b/", "2011"), ("/a/", "2012")]


def test_twins_of_an_address_are_one_post() -> None:
    twin = Copy(datetime(2013, 1, 1, tzinfo=UTC), "https://www.blog.example.org/2012/05/steel", "text/html", 200, "20120504030201")
    assert len(choose_copies([copy("20120504030201"), twin]).posts) == 1


def test_what_was_dealt_with_is_not_asked_for_again_and_stays_named() -> None:
    told = [copy("20120101000000", "/a/"), copy("20130101000000", "/a/")]
    chosen = choose_copies(told, done={(url_key(told[1].url), told[1].stamp)})
    assert [c.stamp for c in chosen.posts] == ["20120101000000"]
    assert chosen.named == {url_key(told[1].url)}


def test_further_pages_of_a_post_are_no_posts_of_their_own() -> None:
    told = [copy("20120101000000", path) for path in ("/a/", "/a/2/", "/?p=7", "/?p=7&page=2", "/b/2/")]
    chosen = choose_copies(told)
    assert {c.url.removeprefix("http://blog.example.org") for c in chosen.posts} == {"/a/", "/?p=7", "/b/2/"}
    assert len(chosen.parts) == 2


def test_a_part_is_taken_from_the_copy_nearest_in_time() -> None:
    told = [copy(f"{year}0101000000", "/a/2/") for year in (2010, 2012, 2016)]
    assert nearest_copy(told, datetime(2013, 6, 1, tzinfo=UTC)) == told[1]
    assert nearest_copy([], datetime(2013, 6, 1, tzinfo=UTC)) is None


def test_of_a_list_only_so_many_copies_are_read_that_neighbours_overlap() -> None:
    posts = [f"post-{number}" for number in range(40)]
    copies = [copy(f"2012{month:02}{day:02}000000", "/") for month in range(1, 13) for day in (1, 15)]
    shows = {c.stamp: frozenset(posts[place : place + 10]) for place, c in enumerate(copies)}
    read: dict[str, frozenset[str]] = {}
    while (wanted := next_of_list(copies, read)) is not None:
        assert wanted.stamp not in read
        read[wanted.stamp] = shows[wanted.stamp]
    assert set().union(*read.values()) == set().union(*shows.values())
    assert len(read) <= 6


def test_a_list_that_cannot_be_read_ends_all_the_same() -> None:
    copies = [copy(f"2012{month:02}01000000", "/") for month in range(1, 13)]
    read: dict[str, frozenset[str]] = {}
    while (wanted := next_of_list(copies, read)) is not None:
        read[wanted.stamp] = frozenset()
    assert len(read) == len(copies)
