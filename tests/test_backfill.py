"""Back-fills from a public archive that misbehaves as the real ones do, through the very command."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from kazcrawl.archive import Archive
from kazcrawl.demo import ChamberSite
from kazcrawl.demo.posts import public
from kazcrawl.discover.unchanged import Memory
from kazcrawl.urls import url_key
from tests.conftest import Done, Kazcrawl, reads_as_stored, wait_until
from tests.past_server import Kept, PastServer, keep

HOME = "http://chamber.example.org/"
EDITED, LOST = 24, 30


def capture_all() -> list[Kept]:
    """The demo's past in three dates: an edit between the first and the second, a post that only a feed and lists name, gaps, repeats."""
    site = ChamberSite()
    paths = [post.path for post in public(site.posts) if not post.password and post.id != LOST]
    parts = [f"{post.path}{number}/" for post in public(site.posts) for number in range(2, len(post.pages) + 1)]
    kept = keep(site, "20160701000000", [*paths[:20], "/", "/feed/", "/about/", "/wp-sitemap-posts-post-1.xml"], home=HOME)
    site.edit_post(EDITED, body="<p>The prize goes to a maker of pumps after all.</p>")
    kept += keep(site, "20170701000000", [*paths, *parts, "/", "/page/2/", "/feed/"], home=HOME)
    kept += keep(site, "20180701000000", paths[5:9], home=HOME)
    kept += keep(site, "20180901000000", [f"{paths[0]}?utm_source=x"], home=HOME.replace("http://", "https://www."))
    kept.append(
        Kept(
            "20190101000000",
            HOME + paths[3].lstrip("/"),
            b"<html><title>This domain is for sale</title><body>Buy this domain.</body></html>",
        )
    )
    return kept


@pytest.fixture(scope="module")
def kept() -> list[Kept]:
    return capture_all()


@pytest.fixture
def past(kept: list[Kept]) -> Iterator[PastServer]:
    with PastServer(kept).serve() as server:
        yield server


def backfill(kazcrawl: Kazcrawl, past: PastServer, *words: str) -> tuple[Done, dict[str, Any]]:
    done = kazcrawl("backfill", "demo", "--url", HOME, "--json", *past.settings, *words)
    assert done.out.startswith("{"), done.err
    return done, done.told


def held(kazcrawl: Kazcrawl) -> dict[str, dict[str, Any]]:
    return {row["url"].removeprefix(HOME): row for row in kazcrawl.posts()}


def truth() -> dict[str, str]:
    return {post.path.lstrip("/"): post.title for post in public(ChamberSite().posts) if not post.password}


@dataclass(frozen=True)
class Rebuilt:
    """A back-fill of all copies, and a second one after it."""

    kazcrawl: Kazcrawl
    report: dict[str, Any]
    rows: list[dict[str, Any]]
    again: dict[str, Any]
    asked_again: int
    rows_again: list[dict[str, Any]]


@pytest.fixture(scope="module")
def rebuilt(kept: list[Kept], tmp_path_factory: pytest.TempPathFactory) -> Rebuilt:
    command = Kazcrawl(tmp_path_factory.mktemp("rebuilt") / "data")
    with PastServer(kept).serve() as past:
        done, report = backfill(command, past)
        assert (done.code, report["outcome"]) == (0, "done"), report
        rows = command.posts()
        past.asked.clear()
        again = backfill(command, past)[1]
        return Rebuilt(command, report, rows, again, past.replays().total(), command.posts())


def test_a_dead_blog_is_rebuilt_with_its_history(rebuilt: Rebuilt) -> None:
    assert {url_key(row["url"]) for row in rebuilt.rows} == {url_key(HOME + path) for path in truth()}
    edited = next(post for post in ChamberSite().posts if post.id == EDITED)
    history = json.loads(rebuilt.kazcrawl("history", HOME + edited.path.lstrip("/"), "--json").out)
    assert [(row["reason"], row["observed_at"][:4]) for row in history] == [("backfilled", "2016"), ("backfilled", "2017")]
    assert sum(row["posts"] for row in rebuilt.report["years"]) == len(rebuilt.rows)


def test_a_post_whose_page_nobody_kept_comes_from_the_feed(rebuilt: Rebuilt) -> None:
    lost = next(post for post in ChamberSite().posts if post.id == LOST)
    row = next(row for row in rebuilt.rows if row["url"] == HOME + lost.path.lstrip("/"))
    assert (row["title"], row["date"]) == (lost.title, f"{lost.date:%Y-%m-%d}")
    assert row["body"]


def test_a_page_that_is_no_post_is_rejected_with_its_reason(rebuilt: Rebuilt) -> None:
    told = {finding["detail"] for finding in rebuilt.report["findings"] if finding["kind"] == "rejected"}
    assert told == {"copy-parked", "copy-page"}


def test_a_post_that_only_a_list_names_is_a_finding(rebuilt: Rebuilt) -> None:
    named = [finding["url"] for finding in rebuilt.report["findings"] if finding["kind"] == "named-only"]
    assert named == [HOME + next(post.path for post in ChamberSite().posts if post.password).lstrip("/")]


def test_again_asks_for_no_copy(rebuilt: Rebuilt) -> None:
    assert (rebuilt.again["asked"], rebuilt.asked_again) == (0, 0)
    assert rebuilt.rows_again == rebuilt.rows


@pytest.mark.slow
def test_every_copy_is_asked_for_once_whatever_the_archive_answers(kazcrawl: Kazcrawl, kept: list[Kept]) -> None:
    with PastServer(kept, busy=7).serve() as past:
        done, report = backfill(kazcrawl, past)
    assert (done.code, report["outcome"]) == (0, "done"), report
    assert {url_key(HOME + path) for path in held(kazcrawl)} == {url_key(HOME + path) for path in truth()}


def test_what_is_known_of_the_site_today_is_untouched(rebuilt: Rebuilt) -> None:
    with Archive.open(rebuilt.kazcrawl.data / "kazcrawl.db", read_only=True) as archive:
        assert not archive.reasons_without(), "every revision rests on a stored answer of the public archive"
        assert reads_as_stored(archive)
        assert archive.memory("demo") == Memory()
        assert (archive.inventories("demo"), archive.others("demo")) == ([], {})


@pytest.mark.slow
def test_an_archive_that_refuses_is_left_alone_and_the_next_run_goes_on(kazcrawl: Kazcrawl, kept: list[Kept]) -> None:
    with PastServer(kept, refuse=True).serve() as past:
        done, report = backfill(kazcrawl, past)
        assert done.code in (1, 3), report
        assert "archive-refuses" in {finding["kind"] for finding in report["findings"]} | {
            "archive-refuses" if "refuse" in report["why"] else ""
        }
        assert len(past.replays()) == 3  # copies; each asked three times
    with PastServer(kept).serve() as past:
        assert backfill(kazcrawl, past)[0].code == 0


def test_an_archive_that_may_not_show_the_site_says_so(kazcrawl: Kazcrawl, kept: list[Kept]) -> None:
    with PastServer(kept, excluded=True).serve() as past:
        done, report = backfill(kazcrawl, past)
    assert done.code == 1
    assert "excluded" in json.dumps(report["findings"])


@pytest.mark.slow
def test_a_limit_asks_for_so_many_copies(kazcrawl: Kazcrawl, past: PastServer) -> None:
    _, report = backfill(kazcrawl, past, "--limit", "3")
    assert (report["asked"], report["outcome"]) == (3, "partial")
    _, again = backfill(kazcrawl, past, "--limit", "3")
    assert again["asked"] == 3
    assert len(held(kazcrawl)) == report["new"] + again["new"] >= 5


@pytest.mark.slow
def test_a_killed_back_fill_goes_on_where_it_was(kazcrawl: Kazcrawl, past: PastServer, rebuilt: Rebuilt) -> None:
    for number in (4, 9, 15):
        words = [sys.executable, "-m", "kazcrawl", "backfill", "demo", "--url", HOME, *past.settings]
        process = subprocess.Popen(words, env=kazcrawl.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda wanted=number: len(past.replays()) >= wanted, seconds=60)  # type: ignore[misc] # mypy infers no lambda with a default
        process.kill()
        process.wait()
    backfill(kazcrawl, past)
    assert [row["content_hash"] for row in kazcrawl.posts()] == [row["content_hash"] for row in rebuilt.rows]
    assert max(past.replays().values()) <= 2, "at most the copy in hand at the kill is asked for again"


def test_another_origin_of_the_chamber_is_the_same_blog(kazcrawl: Kazcrawl) -> None:
    site = ChamberSite()
    path = public(site.posts)[2].path
    old = "http://old-chamber.example.net/"
    with PastServer([*keep(site, "20140101000000", [path], home=old), *keep(site, "20180101000000", [path], home=HOME)]).serve() as past:
        done, report = backfill(kazcrawl, past, "--origin", old)
    assert (done.code, report["new"], report["unchanged"] + report["changed"]) == (0, 1, 1), report
    assert len(held(kazcrawl)) == 1


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["backfill", "nowhere"], "no site is called"),
        (["backfill", "demo", "--url", HOME, "--since", "yesterday"], "is no day"),
        (["backfill", "demo", "--url", HOME, "--origin", "nonsense"], "is no address"),
        (["backfill", "demo", "--url", HOME], "KAZCRAWL_CONTACT"),
        (["backfill", "demo", "--url", HOME, "-s", "KAZCRAWL_WAYBACK_INDEX=here"], "is no address of a public archive"),
    ],
)
def test_a_wrong_word_is_one_line_and_code_2(kazcrawl: Kazcrawl, words: list[str], problem: str) -> None:
    done = kazcrawl(*words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done.err
    assert problem in done.err
