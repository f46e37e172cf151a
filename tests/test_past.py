"""Copies from the past enter a post's history where they belong, and change nothing of what was seen later."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kazcrawl.archive import Archive
from kazcrawl.archive.past import BACKFILLED, Place, Version, find_place
from kazcrawl.items import Outcome, PastCopy, PostItem

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
URL = "https://blog.example.org/2012/05/steel/"


def at(year: int) -> datetime:
    return datetime(year, 6, 1, tzinfo=UTC)


def version(year: int, content: str, *, reason: str = BACKFILLED, whole: bool = True) -> Version:
    return Version(year, at(year), content, reason, whole)


CHANGED, UNCHANGED = Outcome.CHANGED, Outcome.UNCHANGED


@pytest.mark.parametrize(
    ("held", "fresh", "checked", "place"),
    [
        # an older copy of other content: history, never current
        ([version(2020, "b", reason="new")], version(2015, "a"), 2024, Place(CHANGED)),
        # the same content as the next one: nothing new; a back-filled neighbour was served earlier than was known, a crawled one stands
        ([version(2020, "a")], version(2015, "a"), 2020, Place(UNCHANGED, moves=2020)),
        ([version(2020, "a", reason="new")], version(2015, "a"), 2024, Place(UNCHANGED)),
        # the same as the one before
        ([version(2012, "a"), version(2020, "b")], version(2015, "a"), 2020, Place(UNCHANGED)),
        # between two of other content
        ([version(2012, "a"), version(2020, "c")], version(2015, "b"), 2020, Place(CHANGED)),
        # later than all that was confirmed: the newest word
        ([version(2012, "a")], version(2015, "b"), 2012, Place(CHANGED, becomes_current=True)),
        # later than the revision, but the crawl confirmed that one later still
        ([version(2012, "a", reason="new")], version(2015, "b"), 2024, Place(CHANGED)),
        # less than a page never adds to pages; a page replaces what was less
        ([version(2012, "a")], version(2015, "b", whole=False), 2012, Place(UNCHANGED)),
        ([version(2012, "a", whole=False)], version(2010, "b"), 2012, Place(CHANGED, becomes_current=True)),
        ([version(2012, "a", whole=False)], version(2015, "b", whole=False), 2012, Place(CHANGED, becomes_current=True)),
    ],
)
def test_where_a_copy_belongs(held: list[Version], fresh: Version, checked: int, place: Place) -> None:
    assert find_place(held, fresh, current=held[-1].id, checked_at=at(checked)) == place


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        yield opened


def item(body: str, *, year: int | None = None, url: str = URL, wp_id: int | None = 7) -> PostItem:
    copy = PastCopy(f"https://archive.example.net/web/{year}0601000000id_/{url}", at(year)) if year else None
    return PostItem(url=url, title="Steel", date=date(2012, 5, 4), body=body, wp_id=wp_id, parser_version="1", addresses=(url,), copy=copy)


def save(archive: Archive, *items: PostItem, now: datetime = NOW) -> list[Outcome]:
    return [archive.save_post(one, site="example", run=None, now=now).outcome for one in items]


def test_a_back_fill_of_an_empty_archive_gives_the_history_in_order(archive: Archive) -> None:
    told = save(archive, item("third", year=2016), item("first", year=2012), item("second", year=2014), item("second", year=2013))
    assert told == [Outcome.NEW, CHANGED, CHANGED, UNCHANGED]
    assert [(r.body, r.observed_at.year, r.reason) for r in archive.history(URL)] == [
        ("first", 2012, BACKFILLED), ("second", 2013, BACKFILLED), ("third", 2016, BACKFILLED),
    ]  # fmt: skip
    stored = archive.get_post(URL)
    assert (stored.current.body, stored.first_seen, stored.last_seen) == ("third", at(2012), at(2016))
    assert all(revision.recorded_at == NOW for revision in archive.history(URL))


def test_the_order_of_arrival_makes_no_difference(tmp_path: Path) -> None:
    copies = [item("first", year=2012), item("second", year=2014), item("third", year=2016)]
    prints = set()
    for number, order in enumerate([(0, 1, 2), (2, 1, 0), (1, 0, 2), (2, 0, 1)]):
        with Archive.open(tmp_path / f"{number}.db") as archive:
            save(archive, *(copies[place] for place in order))
            prints.add(archive.fingerprint())
            assert archive.get_post(URL).current.body == "third"
    assert len(prints) == 1


def test_a_back_fill_changes_nothing_of_what_a_crawl_stored(archive: Archive) -> None:
    save(archive, item("live"))
    before = archive.get_post(URL).article
    save(archive, item("older", year=2014), item("live", year=2015))
    after = archive.get_post(URL).article
    assert {name for name in after if after[name] != before[name]} == {"first_seen", "revisions"}
    assert [revision.body for revision in archive.history(URL)] == ["older", "live"]
    assert archive.search("older").hits == ()


def test_a_copy_revives_no_post_that_is_gone_and_marks_none_gone(archive: Archive) -> None:
    save(archive, item("live"))
    name = archive.get_post(URL).public_id
    archive.note_state(name, "gone", "http-404", run=None, now=NOW)
    save(archive, item("older", year=2014))
    assert archive.get_post(URL).status == "gone"


def test_a_live_crawl_after_a_back_fill_goes_on_as_ever(archive: Archive) -> None:
    save(archive, item("copy", year=2014))
    assert save(archive, item("live")) == [CHANGED]
    assert [revision.reason for revision in archive.history(URL)] == [BACKFILLED, "edited"]
    assert archive.get_post(URL).current.body == "live"


def test_copies_that_were_dealt_with_are_remembered(archive: Archive) -> None:
    archive.note_copy("example", ("blog.example.org/a", "20120101000000"), "new", run=None)
    archive.note_copy("example", ("blog.example.org/a", "20120101000000"), "unchanged", run=None)
    assert archive.done_copies("example") == {("blog.example.org/a", "20120101000000")}
    assert archive.done_copies("other") == set()
