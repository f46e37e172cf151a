"""Datasets of other days: the archive as it stood then, and every version that it holds."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kazcrawl.archive import ARTICLE_FIELDS, Archive, Chosen, Selection
from kazcrawl.archive.snapshot import VERSION_FIELDS
from kazcrawl.items import Counts, PastCopy, PostItem

MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)
JUNE, JULY, AUGUST = (MAY.replace(month=month) for month in (6, 7, 8))
A = PostItem(url="https://b.test/a/", title="A, first", date=date(2015, 1, 1), source="AFP", body="one")
B = PostItem(url="https://b.test/b/", title="B", date=date(2015, 1, 2), body="two")
C = PostItem(url="https://c.test/c/", title="C", date=date(2015, 1, 3), body="three")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A and B of May; A edited and B gone in June; B back, C new and A edited in July; an old copy of A stored in August."""
    with Archive.open(tmp_path / "k.db") as found:

        def save(item: PostItem, now: datetime, site: str = "blog") -> str:
            return found.save_post(item, site=site, run=None, now=now).public_id

        save(A, MAY)
        b = save(B, MAY)
        save(replace(A, title="A, second", source="Reuters"), JUNE)
        found.note_state(b, "missing", "not listed", run=None, now=MAY + timedelta(days=9))
        found.note_state(b, "gone", "404", run=None, now=JUNE)
        save(B, JULY)
        found.note_state(b, "live", "200", run=None, now=JULY)
        save(C, JULY, "other")
        save(replace(A, title="A, third"), JULY)
        old = PastCopy("https://web.test/a/", datetime(2020, 1, 1, tzinfo=UTC))
        save(replace(A, title="A, of old", copy=old), AUGUST)
        yield found


def read(archive: Archive, *fields: str, **chosen: Any) -> list[Any]:
    """The fields of the rows in the order of the key; one field alone as itself."""
    with archive.snapshot() as snapshot:
        names = [f"articles.{field}" for field in fields]
        rows = [row for batch in snapshot.batches(names, Selection(**chosen), order="key") for row in batch]
    return [row[0] if len(fields) == 1 else row for row in rows]


def test_each_moment_has_the_posts_and_the_versions_that_were_stored_by_then(archive: Archive) -> None:
    def titles(moment: datetime | None) -> list[str]:
        return sorted(read(archive, "title", as_of=moment))

    assert titles(MAY - timedelta(seconds=1)) == []
    assert titles(MAY) == titles(JUNE - timedelta(seconds=1)) == ["A, first", "B"]
    assert titles(JUNE) == ["A, second", "B"]
    assert titles(JULY) == titles(AUGUST) == titles(None) == ["A, third", "B", "C"]


STATES = [
    (MAY, "live", None),
    (MAY + timedelta(days=9), "live", None),
    (JUNE, "gone", "2026-06-01T12:00:00Z"),
    (JULY - timedelta(seconds=1), "gone", "2026-06-01T12:00:00Z"),
    (JULY, "live", None),
]


@pytest.mark.parametrize(("moment", "status", "gone_at"), STATES)
def test_status_is_that_of_the_moment(archive: Archive, moment: datetime, status: str, gone_at: str | None) -> None:
    told = dict.fromkeys(["B"]) | {title: (state, at) for title, state, at in read(archive, "title", "status", "gone_at", as_of=moment)}
    assert told["B"] == (status, gone_at)


def test_post_that_was_served_again_is_back_whether_or_not_that_was_noted(archive: Archive) -> None:
    later = JULY + timedelta(days=5)
    gone = next(public_id for public_id, title in read(archive, "public_id", "title") if title == "C")
    archive.note_state(gone, "gone", "404", run=None, now=JULY + timedelta(days=1))
    archive.save_post(replace(C, title="C again"), site="other", run=None, now=later)
    assert read(archive, "status", as_of=later - timedelta(days=1), chosen=Chosen(site="other")) == ["gone"]
    assert read(archive, "status", as_of=later, chosen=Chosen(site="other")) == ["live"]


def test_past_does_not_depend_on_what_was_stored_later(archive: Archive, tmp_path: Path) -> None:
    fields = [*ARTICLE_FIELDS, *VERSION_FIELDS]
    for versions in (False, True):
        with Archive.open(tmp_path / "of-june.db") as young:
            if not young.count_posts():
                young.save_post(A, site="blog", run=None, now=MAY)
                b = young.save_post(B, site="blog", run=None, now=MAY).public_id
                young.save_post(replace(A, title="A, second", source="Reuters"), site="blog", run=None, now=JUNE)
                young.note_state(b, "gone", "404", run=None, now=JUNE)
            then = read(young, *fields, as_of=JUNE, versions=versions)
        assert read(archive, *fields, as_of=JUNE, versions=versions) == then


def test_today_as_a_moment_is_today(archive: Archive) -> None:
    fields = [
        name for name in ARTICLE_FIELDS if name not in ("first_seen", "last_seen", "story_id")
    ]  # who told the same news then is not kept
    assert read(archive, *fields, as_of=AUGUST) == read(archive, *fields)
    seen = read(archive, "first_seen", "last_seen", as_of=AUGUST)
    assert all(
        first >= at and last <= until for (first, last), (at, until) in zip(seen, read(archive, "first_seen", "last_seen"), strict=True)
    )


def test_every_version_is_told_in_the_order_in_which_the_site_served_them(archive: Archive) -> None:
    told = read(archive, "title", "revision", "is_current", "reason", versions=True, chosen=Chosen(site="blog"))
    assert [row for row in told if row[0] != "B"] == [
        ("A, of old", 1, 0, "backfilled"),
        ("A, first", 2, 0, "new"),
        ("A, second", 3, 0, "edited"),
        ("A, third", 4, 1, "edited"),
    ]
    then = read(archive, "title", "revision", "is_current", "revisions", versions=True, as_of=JUNE, chosen=Chosen(site="blog"))
    assert [row for row in then if row[0] != "B"] == [("A, first", 1, 0, 2), ("A, second", 2, 1, 2)]


def test_filters_look_at_what_the_row_says(archive: Archive) -> None:
    reuters = Chosen(source="Reuters")
    assert read(archive, "title", chosen=reuters) == []
    assert read(archive, "title", chosen=reuters, as_of=JUNE) == ["A, second"]
    assert read(archive, "title", chosen=reuters, versions=True) == ["A, second"]
    assert read(archive, "title", chosen=Chosen(status="gone"), as_of=JUNE) == ["B"]


def test_moment_of_a_dataset_is_the_end_of_its_last_run_or_what_was_stored_after_it(archive: Archive) -> None:
    def moment(**chosen: Any) -> datetime | None:
        with archive.snapshot() as snapshot:
            return snapshot.moment(Selection(**chosen))

    assert moment() == AUGUST
    assert moment(chosen=Chosen(site="other")) == JULY
    assert moment(chosen=Chosen(site="none")) is None
    assert moment(as_of=JUNE) == JUNE
    run = archive.start_run("other", now=AUGUST, version="1", full=False)
    archive.finish_run(run, counts=Counts(), outcome="done", reason="", requests=1, now=AUGUST + timedelta(hours=1))
    assert moment(chosen=Chosen(site="other")) == moment() == AUGUST + timedelta(hours=1)


@pytest.mark.parametrize("chosen", [{}, {"as_of": JULY}, {"versions": True}, {"versions": True, "as_of": JULY}])
@pytest.mark.parametrize("order", ["newest", "key"])
def test_rows_come_from_the_indexes_without_sorting_them_all(archive: Archive, chosen: dict[str, Any], order: str) -> None:
    seen: list[str] = []
    with archive.snapshot() as snapshot:
        driver = snapshot.connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.set_trace_callback(seen.append)
        list(snapshot.batches(["articles.body"], Selection(**chosen), order=order))
        driver.set_trace_callback(None)
    with closing(sqlite3.connect(archive.path)) as raw:
        plan = [told for _, parent, _, told in raw.execute("EXPLAIN QUERY PLAN " + seen[-1]) if not parent]
    assert "posts_by_search_key" in plan[0] or "sqlite_autoindex_posts" in plan[0], plan
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan
