"""What the archive keeps, and that it keeps it: posts, revisions, addresses, runs, sites."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from kazcrawl.archive import ARTICLE_FIELDS, Archive, Chosen
from kazcrawl.errors import PostNotFoundError, SiteLockedError
from kazcrawl.items import Counts, Credit, Facts, Finding, Link, Media, Outcome, PostItem, Selectors, Site, Term

NOW = datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
ITEM = PostItem(
    url="https://blog.test/2015/10/grain/",
    title="Grain fair opens in the old mill",
    date=date(2015, 10, 21),
    published_at=datetime(2015, 10, 21, 18, 32, 10, tzinfo=UTC),
    date_precision="second",
    date_origin="rest",
    source="Steppe Post",
    authors=("A. Writer", "B. Scribe"),
    body="The fair opened.\n\nTwelve mills showed flour.",
    body_html="<p>The fair opened.</p>",
    language="en",
    terms=(Term("category", "Trade; fairs"), Term("tag", "wheat"), Term("category", "Mills")),
    media=(Media("https://blog.test/mill.jpg", alt="a mill", caption="The mill"),),
    links=(Link("https://steppe.test/fair", "Steppe Post"),),
    credit=Credit("Steppe Post", "C. Reporter", date(2015, 10, 20), "https://steppe.test/fair", "ALMATY", "Steppe Post", "label", 0.9),
    modified_at=datetime(2015, 10, 22, tzinfo=UTC),
    wp_id=7,
    addresses=("https://blog.test/?p=7",),
    origins={"title": "h1"},
    facts=Facts(wp_id=7, day=date(2015, 10, 21), terms=(Term("tag", "wheat"),)),
    parser_version="1",
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "data" / "kazcrawl.db") as opened:
        yield opened
        assert opened.check() == []


def save(archive: Archive, item: PostItem = ITEM, *, now: datetime = NOW, **changes: object) -> Outcome:
    return archive.save_post(replace(item, **changes), site="blog", run=None, now=now).outcome


# --- posts


def test_post_comes_back_as_it_was_saved(archive: Archive) -> None:
    run = archive.start_run("blog", now=NOW, version="1", full=False)
    saved = archive.save_post(ITEM, site="blog", run=run, now=NOW)
    post = archive.get_post(saved.public_id)
    current = post.current
    for name in ("title", "date", "published_at", "date_precision", "date_origin", "source", "authors", "body", "body_html", "language"):
        assert getattr(current, name) == getattr(ITEM, name), name
    assert (current.terms, current.media, current.links) == (ITEM.terms, ITEM.media, ITEM.links)
    assert (current.credit, current.origins, current.modified_at) == (ITEM.credit, ITEM.origins, ITEM.modified_at)
    assert Facts.from_json(current.facts) == ITEM.facts
    assert (current.number, current.reason, current.run, current.author) == (1, "new", run, "A. Writer; B. Scribe")
    assert (post.site, post.url, post.wp_id, post.status, post.gone_at) == ("blog", ITEM.url, 7, "live", None)
    assert post.addresses == ("https://blog.test/2015/10/grain/", "https://blog.test/?p=7")


def test_bare_post_is_kept_with_nothing_invented(archive: Archive) -> None:
    saved = archive.save_post(PostItem(url="https://blog.test/x/"), site="blog", run=None, now=NOW)
    current = archive.get_post(saved.public_id).current
    told = (current.title, current.date, current.published_at, current.source, current.author, current.credit, current.language)
    assert told == (None,) * 7
    row = next(archive.iter_articles())
    assert (row["title"], row["date"], row["categories"], row["authors"], row["body"]) == (None, None, [], [], "")


def test_article_row_is_flat_and_json_ready(archive: Archive) -> None:
    save(archive)
    (row,) = archive.iter_articles()
    assert tuple(row) == ARTICLE_FIELDS
    assert row["published_at"] == "2015-10-21T18:32:10Z"
    assert (row["date"], row["credit_date"], row["first_seen"]) == ("2015-10-21", "2015-10-20", "2026-03-01T12:00:00Z")
    assert (row["categories"], row["tags"], row["authors"]) == (["Trade; fairs", "Mills"], ["wheat"], ["A. Writer", "B. Scribe"])
    assert (row["author"], row["credit_line"], row["dateline"]) == ("A. Writer; B. Scribe", "Steppe Post", "ALMATY")
    assert archive.get_post(row["public_id"]).as_row() == {
        **row,
        "addresses": ["https://blog.test/2015/10/grain/", "https://blog.test/?p=7"],
    }


def test_unchanged_post_adds_no_revision_but_was_seen(archive: Archive) -> None:
    save(archive)
    assert save(archive, now=LATER, body_html="<div>other markup</div>") is Outcome.UNCHANGED
    post = archive.get_post(ITEM.url)
    assert post.revisions == 1
    assert (post.first_seen, post.last_seen) == (NOW.replace(microsecond=0), LATER.replace(microsecond=0))


def test_edit_adds_a_revision_and_keeps_the_old_one(archive: Archive) -> None:
    """Row 69."""
    save(archive)
    saved = archive.save_post(replace(ITEM, title="Fair closes", date=None), site="blog", run=None, now=LATER)
    assert (saved.outcome, saved.changed) == (Outcome.CHANGED, ("title", "date"))
    first, second = archive.history(saved.public_id)
    assert (first.title, first.reason, first.number) == (ITEM.title, "new", 1)
    assert (second.title, second.reason, second.number) == ("Fair closes", "edited", 2)
    assert archive.get_post(saved.public_id).current == second
    assert [row["title"] for row in archive.iter_articles()] == ["Fair closes"]


def test_given_reason_overrules_the_decision(archive: Archive) -> None:
    archive.save_post(ITEM, site="blog", run=None, now=NOW, reason="backfilled")
    assert archive.history(ITEM.url)[0].reason == "backfilled"


def test_known_post_tells_the_plan_what_the_routes_last_said(archive: Archive) -> None:
    save(archive)
    told = datetime(2015, 11, 5, 8, 0, tzinfo=UTC)
    save(archive, facts=Facts(modified_at=told), now=LATER)
    save(archive, facts=Facts(), modified_at=None, now=LATER)
    (known,) = archive.known_posts("blog")
    assert known.modified_at == told
    assert known.keys == {"blog.test/2015/10/grain", "blog.test?p=7"}
    assert (known.wp_id, known.published_day, known.url) == (7, ITEM.date, ITEM.url)
    assert known.last_seen == known.checked_at == LATER.replace(microsecond=0)
    assert archive.known_posts("other") == []


def test_moved_post_keeps_its_public_id_and_all_its_addresses(archive: Archive) -> None:
    """Row 67."""
    first = archive.save_post(ITEM, site="blog", run=None, now=NOW).public_id
    moved = replace(ITEM, url="https://blog.test/news/grain/", requested_url=ITEM.url)
    saved = archive.save_post(moved, site="blog", run=None, now=LATER)
    assert (saved.public_id, saved.outcome) == (first, Outcome.UNCHANGED)
    for address in (ITEM.url, moved.url, "http://www.blog.test/news/grain", "https://blog.test/?p=7", first):
        assert archive.get_post(address).public_id == first
    assert archive.get_post(first).url == moved.url


def test_id_learned_later_is_written_down(archive: Archive) -> None:
    save(archive, wp_id=None)
    save(archive, now=LATER)
    assert archive.get_post(ITEM.url).wp_id == 7
    save(archive, wp_id=None, now=LATER)
    assert archive.get_post(ITEM.url).wp_id == 7


def test_id_learned_later_merges_two_rows_and_loses_nothing(archive: Archive) -> None:
    one = archive.save_post(ITEM, site="blog", run=None, now=NOW).public_id
    page = replace(ITEM, url="https://blog.test/a/", wp_id=None, addresses=(), title="Draft title")
    other = archive.save_post(page, site="blog", run=None, now=NOW).public_id
    assert archive.count_posts() == 2
    saved = archive.save_post(replace(page, wp_id=7, title=ITEM.title), site="blog", run=None, now=LATER)
    assert saved.public_id == one
    assert archive.count_posts() == 1
    assert [revision.title for revision in archive.history(one)] == [ITEM.title, "Draft title"]
    assert archive.get_post(other).public_id == archive.get_post("https://blog.test/a/").public_id == one


def test_id_given_again_is_a_new_post_and_a_finding(archive: Archive) -> None:
    first = archive.save_post(ITEM, site="blog", run=None, now=NOW).public_id
    other = replace(ITEM, url="https://blog.test/corn/", title="Corn", date=date(2016, 1, 1), addresses=("https://blog.test/?p=7",))
    saved = archive.save_post(other, site="blog", run=None, now=LATER)
    assert saved.outcome is Outcome.NEW
    assert [finding.kind for finding in saved.findings] == ["id-reused"]
    assert archive.get_post(ITEM.url).public_id == first != saved.public_id
    assert archive.save_post(other, site="blog", run=None, now=LATER).outcome is Outcome.UNCHANGED


def test_address_given_to_another_post_answers_to_the_new_one(archive: Archive) -> None:
    first = archive.save_post(ITEM, site="blog", run=None, now=NOW).public_id
    other = replace(ITEM, wp_id=900, title="Corn", date=date(2016, 1, 1), addresses=())
    saved = archive.save_post(other, site="blog", run=None, now=LATER)
    assert (saved.outcome, saved.findings[0].kind) == (Outcome.NEW, "address-reused")
    assert saved.public_id != first
    assert archive.get_post(ITEM.url).public_id == saved.public_id
    assert archive.get_post(first).current.title == ITEM.title


def test_same_address_on_two_sites_is_two_posts(archive: Archive) -> None:
    save(archive)
    assert archive.save_post(ITEM, site="other", run=None, now=NOW).outcome is Outcome.NEW
    assert (archive.count_posts(), archive.count_posts("blog"), archive.site_names()) == (2, 1, ["blog", "other"])


def test_mark_seen_moves_last_seen_of_the_named_posts_only_and_claims_no_reading(archive: Archive) -> None:
    save(archive)
    save(archive, url="https://blog.test/other/", wp_id=8, addresses=())
    names = {post.url: post.public_id for post in archive.known_posts("blog")}
    archive.mark_seen("blog", [names[ITEM.url], "blog-000000000000"], now=LATER)
    archive.mark_seen("elsewhere", names.values(), now=LATER + timedelta(days=9))
    seen = {post.url: post.last_seen for post in archive.known_posts("blog")}
    assert {post.checked_at for post in archive.known_posts("blog")} == {NOW.replace(microsecond=0)}
    assert seen == {ITEM.url: LATER.replace(microsecond=0), "https://blog.test/other/": NOW.replace(microsecond=0)}


def test_unknown_post_is_told_so(archive: Archive) -> None:
    for key in ("blog-000000000000", "https://blog.test/nothing/", "", "\x00", "\udcff", "http://[x", "'; drop table posts"):
        with pytest.raises(PostNotFoundError):
            archive.get_post(key)
        with pytest.raises(PostNotFoundError):
            archive.history(key)


def test_posts_are_chosen_by_site_source_and_days(archive: Archive) -> None:
    for day, source in ((1, "Steppe Post"), (2, "«Steppe post»"), (3, None), (4, "Ёлка")):
        save(archive, url=f"https://blog.test/{day}/", wp_id=day, addresses=(), date=date(2020, 1, day), source=source, published_at=None)

    def days(limit: int | None = None, order: str = "newest", **chosen: Any) -> list[str]:
        return [row["date"][-1] for row in archive.iter_articles(Chosen(**chosen), limit=limit, order=order)]

    assert days() == ["4", "3", "2", "1"]
    assert days(order="public_id") != days()
    assert days(since=date(2020, 1, 2), until=date(2020, 1, 3)) == ["3", "2"]
    assert days(source="steppe POST") == ["2", "1"]  # case and quotes aside
    assert days(source="елка") == ["4"]
    assert days(source="Nobody") == days(site="nowhere") == []
    assert days(limit=1) == ["4"]


def test_rows_read_are_of_one_moment_while_posts_are_saved(archive: Archive) -> None:
    for number in range(3):
        save(archive, url=f"https://blog.test/{number}/", wp_id=number, addresses=())
    rows = archive.iter_articles()
    next(rows)
    save(archive, url="https://blog.test/late/", wp_id=99, addresses=())
    assert len(list(rows)) == 2


def test_posts_of_one_second_whose_ids_are_far_apart_are_both_found(archive: Archive) -> None:
    first = archive.save_post(ITEM, site="blog", run=None, now=NOW).public_id
    with archive._database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO posts (id, public_id, site, url, first_seen, last_seen, checked_at) "
            "VALUES (1048576, 'x', 'blog', 'x', 'x', 'x', 'x')"
        )
    second = archive.save_post(replace(ITEM, url="https://blog.test/2/", wp_id=8, addresses=()), site="blog", run=None, now=NOW).public_id
    assert {hit.public_id for hit in archive.search("fair").hits} == {first, second}


def test_fingerprint_is_equal_for_equal_content_in_another_order(tmp_path: Path) -> None:
    items = [
        replace(ITEM, url=f"https://blog.test/{n}/", wp_id=n, title=f"Post {n}", addresses=(f"https://blog.test/?p={n}",)) for n in range(5)
    ]
    prints = []
    for name, order, now in (("a", items, NOW), ("b", items[::-1], LATER)):
        with Archive.open(tmp_path / name / "kazcrawl.db") as archive:
            run = archive.start_run("blog", now=now, version=name, full=False)
            for item in order:
                archive.save_post(item, site="blog", run=run, now=now)
            prints.append(archive.fingerprint())
            archive.save_post(replace(items[0], title="Edited"), site="blog", run=run, now=now)
            assert archive.fingerprint() != prints[-1]
    assert prints[0] == prints[1]


# --- time


def test_naive_time_is_refused(archive: Archive) -> None:
    with pytest.raises(ValueError, match="time zone"):
        save(archive, now=NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="time zone"):
        save(archive, published_at=NOW.replace(tzinfo=None))
    assert archive.count_posts() == 0


def test_time_with_an_offset_comes_back_as_the_same_instant_in_utc(archive: Archive) -> None:
    told = datetime(2015, 10, 21, 23, 0, 0, 500, tzinfo=timezone(timedelta(hours=5)))
    save(archive, published_at=told)
    kept = archive.get_post(ITEM.url).current.published_at
    assert kept == told
    assert kept is not None
    assert kept.tzinfo is UTC


# --- sites, runs, locks


def test_site_comes_back_and_goes_while_its_posts_stay(archive: Archive) -> None:
    site = Site("blog", "https://blog.test/", ("https://blog.test",), "Asia/Almaty", "ru", "12h", Selectors(title="h2", remove=(".x",)))
    archive.save_site(replace(site, every="1d", selectors=Selectors()))
    archive.save_site(site)
    archive.save_site(Site("a", "https://a.test/"))
    save(archive)
    assert archive.get_site("blog") == site
    assert [found.name for found in archive.iter_sites()] == ["a", "blog"]
    assert archive.remove_site("blog") is True
    assert archive.remove_site("blog") is False
    assert archive.get_site("blog") is None
    assert archive.count_posts("blog") == 1


def test_run_and_its_findings_are_told_as_written(archive: Archive) -> None:
    run = archive.start_run("blog", now=NOW, version="1.2", full=True)
    assert archive.last_runs("blog")[0].outcome is None
    archive.add_finding(run, "blog", Finding("rejected", "https://blog.test/x", "page"), now=NOW)
    archive.add_finding(run, "blog", Finding("id-reused"), now=NOW)
    counts = Counts(asked=3, new=1, unchanged=1, rejected=1)
    archive.finish_run(run, counts=counts, outcome="unhealthy", reason="route-broken", requests=9, now=LATER)
    other = archive.start_run("other", now=NOW, version="1.2", full=False)
    (told,) = archive.last_runs("blog")
    assert (told.counts, told.outcome, told.reason, told.requests, told.full) == (counts, "unhealthy", "route-broken", 9, True)
    assert (told.started_at, told.ended_at) == (NOW.replace(microsecond=0), LATER.replace(microsecond=0))
    assert [found.id for found in archive.last_runs()] == [other, run]
    assert [finding.kind for finding in archive.findings(run)] == ["rejected", "id-reused"]


def test_second_run_of_a_site_is_refused_until_the_first_ends(archive: Archive) -> None:
    archive.lock_site("blog")
    archive.lock_site("blog")
    with Archive.open(archive.path) as other:
        other.lock_site("another")
        with pytest.raises(SiteLockedError):
            other.lock_site("blog")
        archive.unlock_site("blog")
        archive.unlock_site("blog")
        other.lock_site("blog")
    archive.lock_site("blog")


def test_lock_is_freed_when_its_holder_is_killed(archive: Archive) -> None:
    code = "import sys; from pathlib import Path; from kazcrawl.archive import Archive\n"
    code += "Archive.open(Path(sys.argv[1])).lock_site('blog'); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code, str(archive.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(SiteLockedError):
            archive.lock_site("blog")
        child.kill()
        child.wait(timeout=10)
    archive.lock_site("blog")


def test_lock_of_an_odd_name_stays_in_its_folder(archive: Archive) -> None:
    archive.lock_site("../../x")
    assert [path.name for path in (archive.path.parent / "locks").glob("*x.lock")] == ["..%2F..%2Fx.lock"]


def test_readers_load_neither_alembic_nor_the_orm(archive: Archive) -> None:
    save(archive)
    code = "import sys; from pathlib import Path; from kazcrawl.archive import Archive\n"
    code += "with Archive.open(Path(sys.argv[1]), read_only=True) as a: assert a.search('fair').hits and list(a.iter_articles())\n"
    code += "print([m for m in ('alembic', 'sqlalchemy.orm', 'scrapy', 'bs4', 'lxml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code, str(archive.path)], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
