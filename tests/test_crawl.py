"""Whole crawls of the demo site, each in a process of its own: what is stored, what is asked again, what is told."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kazcrawl.demo import ChamberSite
from tests.conftest import ROOT, Kazcrawl, addresses, archivable, failing, wait_until


def ends(report: dict[str, Any]) -> dict[str, int]:
    """The ends of a run that are not zero, and that they add up."""
    names = ("new", "changed", "unchanged", "rejected", "duplicate", "failed")
    assert report["asked"] == sum(report[name] for name in names)
    return {name: report[name] for name in names if report[name]}


@contextmanager
def served(**switches: Any) -> Iterator[ChamberSite]:
    with ChamberSite(**switches).serve() as site:
        yield site


# --- the first run and the second


def test_first_run_archives_every_public_post_once(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    done, report = kazcrawl.crawl(chamber.url)
    assert (done.code, report["outcome"]) == (0, "done"), report
    assert ends(report) == {"new": len(addresses(chamber))}
    rows = kazcrawl.posts()
    assert sorted(row["url"] for row in rows) == sorted(addresses(chamber))


def test_second_run_asks_for_no_post(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    """Row 68."""
    kazcrawl.crawl(chamber.url)
    chamber.requests.clear()
    done, report = kazcrawl.crawl(chamber.url)
    assert (done.code, ends(report)) == (0, {})
    assert len(chamber.requests) <= 4, chamber.requests


def test_full_run_asks_for_all_and_changes_nothing(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    kazcrawl.crawl(chamber.url)
    before = kazcrawl.posts()
    _, report = kazcrawl.crawl(chamber.url, "--full")
    assert ends(report) == {"unchanged": len(before)}
    assert [row["url"] for row in kazcrawl.posts()] == [row["url"] for row in before]


def test_only_what_changed_is_asked_for(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    kazcrawl.crawl(chamber.url)
    edited, moved = archivable(chamber)[:2]
    chamber.edit_post(edited.id, title="An edited headline")
    today = replace(
        edited, id=900, slug="today", title="News of today", body="<p>Kazinform</p><p>The members met today in the new hall.</p>"
    )
    chamber.add_post(today)
    chamber.move_post(moved.id, "another-slug")
    done, report = kazcrawl.crawl(chamber.url)
    assert done.code == 0, report
    assert report["asked"] == 3
    assert ends(report)["new"] == 1
    rows = {row["url"]: row for row in kazcrawl.posts()}
    assert {"An edited headline", "News of today"} <= {row["title"] for row in rows.values()}
    assert len(rows) == len(addresses(chamber))
    history = kazcrawl("history", chamber.post_url(edited.id), "--json").told
    assert [row["reason"] for row in history] == ["new", "edited"]


def test_address_of_a_moved_post_still_finds_it(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    kazcrawl.crawl(chamber.url)
    post = archivable(chamber)[0]
    old = chamber.post_url(post.id)
    chamber.move_post(post.id, "another-slug")
    kazcrawl.crawl(chamber.url)
    assert kazcrawl("show", old).code == 0
    assert len(kazcrawl.posts()) == len(addresses(chamber))


# --- routes


@pytest.mark.parametrize("switches", [{}, {"feed": False}, {"sitemap": False}, {"feed": False, "sitemap": False}], ids=str)
def test_closed_rest_leaves_the_other_routes(kazcrawl: Kazcrawl, switches: dict[str, bool]) -> None:
    with served(rest=False, **switches) as site:
        done, report = kazcrawl.crawl(site.url)
        assert done.code == 0, report
        assert {row["url"] for row in kazcrawl.posts()} == addresses(site)
        _, again = kazcrawl.crawl(site.url)
        assert ends(again) == {}


def test_plain_permalinks_are_crawled(kazcrawl: Kazcrawl) -> None:
    with served(permalinks="plain") as site:
        done, report = kazcrawl.crawl(site.url)
        assert done.code == 0, report
        assert len(kazcrawl.posts()) == len(addresses(site))


@pytest.mark.parametrize("rest", [True, False])
def test_block_theme_is_crawled(kazcrawl: Kazcrawl, rest: bool) -> None:
    with served(theme="block", rest=rest) as site:
        done, report = kazcrawl.crawl(site.url)
        assert done.code == 0, report
        assert {row["url"] for row in kazcrawl.posts()} == addresses(site)


def test_rest_alone_gives_the_same_posts(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    done, report = kazcrawl.crawl(chamber.url, "--fetch", "rest")
    assert done.code == 0, report
    assert {row["url"] for row in kazcrawl.posts()} == addresses(chamber)
    assert not [path for path in paths(chamber) if "/2015/" in path], "no post's page is asked for"


# --- what a person asks for


def test_limit_takes_the_newest_and_is_partial(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    done, report = kazcrawl.crawl(chamber.url, "--limit", "3")
    assert (done.code, report["outcome"], ends(report)) == (0, "partial", {"new": 3})
    newest = sorted((post.date for post in archivable(chamber)), reverse=True)[:3]
    assert sorted((row["date"] for row in kazcrawl.posts()), reverse=True) == [str(day)[:10] for day in newest]
    _, rest = kazcrawl.crawl(chamber.url)
    assert ends(rest) == {"new": len(addresses(chamber)) - 3}, "a partial run is never taken for a full inventory"


@pytest.mark.parametrize("rest", [True, False])
def test_only_posts_of_the_days_asked_for_are_stored(kazcrawl: Kazcrawl, rest: bool) -> None:
    with served(rest=rest) as site:
        days = sorted(str(post.date)[:10] for post in archivable(site))
        first, last = days[3], days[-4]
        done, report = kazcrawl.crawl(site.url, "--since", first, "--until", last)
    assert (done.code, report["outcome"]) == (0, "partial"), report
    assert sorted(row["date"] for row in kazcrawl.posts()) == [day for day in days if first <= day <= last]


# --- what must not enter


def test_drafts_pages_attachments_and_password_posts_stay_out(crawled: Kazcrawl) -> None:
    texts = json.dumps(crawled.posts())
    assert "Protected:" not in texts
    assert all("attachment" not in row["url"] and "/about/" not in row["url"] for row in crawled.posts())


def test_parts_of_a_post_are_joined(crawled: Kazcrawl, chamber: ChamberSite) -> None:
    (post,) = [post for post in archivable(chamber) if len(post.pages) > 1]
    (row,) = [row for row in crawled.posts() if row["title"] == post.title]
    assert len(row["body"].split("\n\n")) >= len(post.pages)


@pytest.mark.parametrize("status", [500, 200])
def test_missing_or_empty_part_fails_the_post_and_the_next_run_repairs_it(kazcrawl: Kazcrawl, status: int) -> None:
    with served() as site:
        (post,) = [post for post in archivable(site) if len(post.pages) > 1]
        part = site.post_url(post.id).rstrip("/").rpartition("/")[2] + "/2/"
        with failing(site, part, status=status):
            done, report = kazcrawl.crawl(site.url, "-s", "RETRY_TIMES=0")
        assert (done.code, ends(report)["failed"]) == (3, 1)
        assert post.title not in {row["title"] for row in kazcrawl.posts()}, "half a post is never stored as one"
        done, report = kazcrawl.crawl(site.url)
        assert (done.code, ends(report)) == (0, {"new": 1})


def test_list_page_that_fails_is_told_and_the_rest_is_stored(kazcrawl: Kazcrawl) -> None:
    with served(rest=False, feed=False, sitemap=False) as site:
        with failing(site, "/page/2/"):
            done, report = kazcrawl.crawl(site.url, "-s", "RETRY_TIMES=0")
        assert done.code == 3
        assert "listing-gap" in {finding["kind"] for finding in report["findings"]}
        assert 0 < len(kazcrawl.posts()) < len(addresses(site))
        done, _ = kazcrawl.crawl(site.url)
        assert done.code == 0
        assert {row["url"] for row in kazcrawl.posts()} == addresses(site)


def test_answer_that_fails_once_is_asked_again(kazcrawl: Kazcrawl) -> None:
    with served() as site, failing(site, "/2015/", times=1):
        done, report = kazcrawl.crawl(site.url, "-s", "RETRY_TIMES=2")
        assert (done.code, report["failed"]) == (0, 0)


# --- exit codes


def test_site_that_is_down_is_exit_1(kazcrawl: Kazcrawl) -> None:
    done, report = kazcrawl.crawl("http://127.0.0.1:9/", "-s", "RETRY_TIMES=0")
    assert (done.code, report["outcome"]) == (1, "failed")
    assert "Traceback" not in done.err


def test_site_that_never_answered_is_kept_only_when_it_was_kept_before(kazcrawl: Kazcrawl) -> None:
    def crawled() -> tuple[bool, bool]:
        """Whether the report says so, and whether the site is on the list after it."""
        done, report = kazcrawl.crawl("http://127.0.0.1:9/", "-s", "RETRY_TIMES=0")
        assert done.code == 1
        return "so it is not kept as a site" in report["why"], "demo" in {
            row["name"] for row in json.loads(kazcrawl("sites", "--json").out)
        }

    assert crawled() == (True, False)
    kazcrawl("sites", "add", "http://127.0.0.1:9/", "--name", "demo")
    assert crawled() == (False, True)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nobody",),
        ("--url", "no address"),
        ("--url", "http://127.0.0.1:9/", "--since", "soon"),
        ("--url", "http://127.0.0.1:9/", "--limit", "0"),
        ("--url", "http://127.0.0.1:9/", "-s", "DOWNLOD_DELAY=1"),
        ("--url", "http://127.0.0.1:9/", "-s", "LOG_LEVEL=LOUD"),
        ("--url", "http://127.0.0.1:9/", "-s", "ITEM_PIPELINES=none"),
        ("--url", "http://127.0.0.1:9/", "-s", "RETRY_TIMES=2.5"),
        ("--url", "http://127.0.0.1:9/", "--sinec", "2015-01-01"),
        ("--url", "http://chamber.example/"),
    ],
)
def test_wrong_word_is_exit_2_and_one_line(kazcrawl: Kazcrawl, words: tuple[str, ...]) -> None:
    done = kazcrawl("crawl", *words)
    assert done.code == 2
    assert "Traceback" not in done.err
    assert done.err.strip()
    assert not done.out


def test_scheduled_crawl_that_went_well_is_silent(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    done = kazcrawl("crawl", "--url", chamber.url, "--delay", "0")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_run_leaves_no_port_open_and_no_decoy_is_taken_for_ours(kazcrawl: Kazcrawl, chamber: ChamberSite, tmp_path: Path) -> None:
    """Rows 70 and 72: a folder named spiders of somebody else is first on the path."""
    decoy = tmp_path / "decoy" / "spiders"
    decoy.mkdir(parents=True)
    (decoy / "__init__.py").write_text("raise SystemExit('the decoy was imported')", encoding="utf-8")
    done = kazcrawl("crawl", "--url", chamber.url, "--delay", "0", env={"PYTHONPATH": f"{decoy.parent}:{ROOT}"}, cwd=decoy.parent)
    assert (done.code, done.err) == (0, "")


# --- scrapy itself


def test_scrapy_lists_the_sites(kazcrawl: Kazcrawl) -> None:
    done = kazcrawl.scrapy("list")
    assert done.out.split() == ["blog", "kazcham"]


def test_scrapy_crawl_stores_and_writes_its_feed(kazcrawl: Kazcrawl, chamber: ChamberSite, tmp_path: Path) -> None:
    feed = tmp_path / "out.jsonl"
    done = kazcrawl.scrapy(
        "crawl", "blog", "-a", f"url={chamber.url}", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-O", str(feed)
    )
    assert done.code == 0, done.err
    rows = [json.loads(line) for line in feed.read_text(encoding="utf-8").splitlines()]
    assert {row["url"] for row in rows} == addresses(chamber)
    assert list(rows[0])[:6] == ["url", "title", "date", "source", "body", "author"]
    assert len(kazcrawl.posts()) == len(rows)


@pytest.mark.parametrize("words", [("-a", "sinec=2015-01-01"), ("-a", "limit=none"), ()])
def test_scrapy_crawl_refuses_wrong_arguments_in_one_line(kazcrawl: Kazcrawl, words: tuple[str, ...]) -> None:
    done = kazcrawl.scrapy("crawl", "blog", *words, "--nolog")
    assert done.code == 2
    assert done.err.startswith("error: ")
    assert len(done.err.splitlines()) == 1


def test_scrapy_parse_shows_an_item_and_stores_nothing(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    address = chamber.post_url(archivable(chamber)[0].id)
    done = kazcrawl.scrapy("parse", "--nolog", "--spider", "blog", "-a", f"url={chamber.url}", "--pipelines", address)
    assert archivable(chamber)[0].title in done.out
    assert not (kazcrawl.data / "kazcrawl.db").exists()


def test_scrapy_check_runs(kazcrawl: Kazcrawl) -> None:
    assert kazcrawl.scrapy("check").code == 0


# --- locks and ends


def test_second_run_on_a_site_is_exit_75_and_the_lock_dies_with_its_holder(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    """Row 61."""
    words = [sys.executable, "-m", "kazcrawl", "crawl", "--url", chamber.url, "--name", "demo", "--delay", "20"]
    holder = subprocess.Popen(words, env=kazcrawl.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: len(chamber.requests) >= 1)
        done, report = kazcrawl.crawl(chamber.url)
        assert (done.code, report["outcome"]) == (75, "locked")
    finally:
        holder.kill()
        holder.wait()
    done, _ = kazcrawl.crawl(chamber.url)
    assert done.code == 0


def test_run_is_on_record_with_its_sum_and_findings(crawled: Kazcrawl) -> None:
    with closing(sqlite3.connect(crawled.data / "kazcrawl.db")) as database:
        ((outcome, asked, new),) = database.execute("SELECT outcome, asked, new FROM runs").fetchall()
    assert (outcome, asked) == ("done", new)


def paths(site: ChamberSite) -> list[str]:
    """The paths that were asked for."""
    return [request.path for request in site.requests]
