"""The archive parsed again from its captures: nothing changes by itself, and a changed rule changes what it concerns."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from scrapy import Request
from scrapy.http import TextResponse

from kazcrawl.archive import Archive
from kazcrawl.cli import main
from kazcrawl.crawl.capture import CaptureLog
from kazcrawl.demo import ChamberSite
from kazcrawl.discover.rest import endpoints, list_url, read_page
from kazcrawl.evidence.reparse import Summary, make_rereader, reparse, settle_reading
from kazcrawl.evidence.verify import verify
from kazcrawl.items import Facts, PostItem, Site
from kazcrawl.parse import PARSER_VERSION, parse_post
from kazcrawl.steps import normalize
from tests.conftest import Kazcrawl

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://blog.example.org/2026/03/a/"
SITE = Site("blog", "https://blog.example.org/", ("https://blog.example.org",))
PAGE = """<html><head><title>{title} | Blog</title><meta property="og:type" content="article"></head><body class="single postid-7">
<article id="post-7" class="post"><h1 class="entry-title">{title}</h1><time class="entry-date" datetime="2026-03-01T10:00:00+00:00"></time>
<div class="entry-content"><p>{body}</p><p>Source: Invented Tribune</p></div></article></body></html>"""


@pytest.fixture
def copy(crawled: Kazcrawl, tmp_path: Path) -> Iterator[Archive]:
    shutil.copytree(crawled.data, tmp_path / "data")
    with Archive.open(tmp_path / "data" / "kazcrawl.db") as archive:
        yield archive


def again(archive: Archive, *, dry_run: bool = True) -> Summary:
    return reparse(archive, archive.post_ids(), now=NOW, dry_run=dry_run)


@pytest.fixture
def without_credit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule altered: no credit is found any more."""
    monkeypatch.setattr("kazcrawl.parse.post.find_credit", lambda *_, **__: (None, frozenset()))


def test_right_after_a_crawl_nothing_changes(copy: Archive) -> None:
    summary = again(copy)
    assert (summary.changed, summary.failed, summary.without_capture) == ([], {}, 0)
    assert summary.unchanged == summary.posts == copy.count_posts()


@pytest.mark.parametrize(
    "switches", [{"rest": False}, {"rest": False, "feed": False}, {"theme": "block"}], ids=["feed", "sitemap", "block"]
)
def test_whatever_route_told_of_the_posts_nothing_changes(kazcrawl: Kazcrawl, switches: dict[str, Any]) -> None:
    with ChamberSite(**switches).serve() as site:
        kazcrawl.crawl(site.url)
    with Archive.open(kazcrawl.data / "kazcrawl.db") as archive:
        summary = again(archive)
    assert (summary.changed, summary.failed) == ([], {})


def test_posts_built_from_rest_alone_are_read_again_from_its_answer(tmp_path: Path) -> None:
    with ChamberSite().serve() as served, Archive.open(tmp_path / "kazcrawl.db") as archive:
        url = list_url(endpoints(served.url)[0], page=1, size=100, bodies=True)
        with urlopen(url) as answer:
            body = answer.read()
        site = Site("demo", served.url, (served.url.rstrip("/"),))
        archive.save_site(site)
        log = CaptureLog(archive, "demo", archive.start_run("demo", now=NOW, version="1", full=False), now=NOW)
        log.keep(Request(url), TextResponse(url, body=body, headers={"Content-Type": "application/json"}))
        kept = log._latest[Request(url).url].result(5).of_role("rest")
        for ref in read_page(body, url=url, status=200, headers={}, size=100).refs:
            if not ref.facts.protected:
                item = replace(parse_post("", url=ref.url, facts=ref.facts, site=site), captures=(kept,))
                archive.save_post(normalize(item), site="demo", run=None, now=NOW)
        log.close()
        summary = again(archive)
        assert summary.unchanged == summary.posts > 20, (summary.changed, summary.failed)


def test_altered_rule_lists_exactly_the_posts_concerned(copy: Archive, without_credit: None) -> None:
    credited = {row["public_id"] for row in copy.iter_articles() if row["credit_rule"]}
    summary = again(copy)
    assert {one.public_id for one in summary.changed} == credited
    assert 0 < len(credited) < copy.count_posts()
    assert summary.fields["credit_rule"] == len(credited)
    assert summary.stored == 0
    assert {row["public_id"] for row in copy.iter_articles() if row["credit_rule"]} == credited, "a dry run stores nothing"


def test_what_reads_otherwise_is_stored_as_reparsed_at_the_moment_it_was_served(copy: Archive, without_credit: None) -> None:
    summary = again(copy, dry_run=False)
    assert summary.stored == len(summary.changed) > 0
    history = copy.history(summary.changed[0].public_id)
    assert [revision.reason for revision in history] == ["new", "reparsed"]
    assert history[0].observed_at == history[1].observed_at
    assert history[1].recorded_at == NOW
    assert history[1].source is None
    assert again(copy, dry_run=False).stored == 0, "doing it again changes nothing"
    assert verify(copy).faults == []


def test_stopped_in_the_middle_it_goes_on(copy: Archive, without_credit: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kazcrawl.evidence.reparse.POSTS_AT_ONCE", 3)

    def stop(done: int, total: int, note: str) -> None:
        if done == 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reparse(copy, copy.post_ids(), now=NOW, dry_run=False, progress=stop)
    left = len(again(copy).changed)
    assert verify(copy).faults == []
    assert again(copy, dry_run=False).stored == left
    assert again(copy).changed == []


KILLER = """
import os, signal, sys
import kazcrawl.parse.post as parse, kazcrawl.evidence.reparse as reparse
from kazcrawl.archive import Archive
from kazcrawl.cli import main
parse.find_credit = lambda *_, **__: (None, frozenset())
reparse.POSTS_AT_ONCE = 3
stored, calls = Archive.save_reread, []
def save(self, *args, **how):
    calls.append(1)
    with self._database.writing() as connection:
        pass
    if len(calls) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return stored(self, *args, **how)
Archive.save_reread = save
sys.exit(main(["reparse"]))
"""


@pytest.mark.slow
def test_killed_reparse_leaves_an_archive_that_verify_passes(copy: Archive, crawled: Kazcrawl) -> None:
    command = replace(crawled, data=copy.path.parent)
    done = subprocess.run([sys.executable, "-c", KILLER], env=command.environment(), capture_output=True, check=False, timeout=60)
    assert done.returncode == -9, done.stderr
    reasons = [copy.history(key)[-1].reason for key in copy.post_ids()]
    assert reasons.count("reparsed") == 6
    assert verify(copy).faults == []


def test_command_tells_fields_and_samples(
    copy: Archive, without_credit: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KAZCRAWL_DATA", str(copy.path.parent))
    assert main(["reparse", "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "would change" in told
    assert "source  http://127.0.0.1" in told
    assert "  + (none)" in told
    one = next(row["public_id"] for row in copy.iter_articles() if row["source"])
    assert main(["reparse", "demo", "--post", one, "--json"]) == 0
    assert '"stored": 1' in capsys.readouterr().out
    assert main(["reparse", "nobody"]) == 2


# --- what the site changed, and what is only read otherwise


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kazcrawl.db") as opened:
        opened.save_site(SITE)
        yield opened


def visit(archive: Archive, body: str, *, parser: str = PARSER_VERSION, title: str = "A post", read_as: str | None = None) -> None:
    """Crawl the page once; `parser` and `read_as` make it what an older release read."""
    page = PAGE.format(title=title, body=body).encode()
    log = CaptureLog(archive, "blog", archive.start_run("blog", now=NOW, version="1", full=False), now=NOW)
    log.keep(Request(URL), TextResponse(URL, body=page, headers={"Content-Type": "text/html"}))
    captures = (log._latest[URL].result(5),)
    log.close()
    item = normalize(replace(parse_post(page, url=URL, facts=Facts(), site=SITE), captures=captures))
    item = replace(item, parser_version=parser, **({"title": read_as} if read_as else {}))
    reason = settle_reading(archive, make_rereader(archive), item, now=NOW)
    archive.save_post(item, site="blog", run=None, now=NOW, reason=reason)


def reasons(archive: Archive) -> list[tuple[str, str | None]]:
    return [(revision.reason, revision.title) for revision in archive.history(URL)]


@pytest.mark.parametrize("parser", ["old", PARSER_VERSION])
def test_page_that_is_only_read_otherwise_is_reparsed(archive: Archive, parser: str) -> None:
    """By another release, or by the same one after a site's selectors or the registry of outlets changed."""
    visit(archive, "The members met in the hall.", parser=parser, read_as="Misread")
    visit(archive, "The members met in the hall.")
    assert reasons(archive) == [("new", "Misread"), ("reparsed", "A post")]


def test_page_that_the_site_changed_is_edited_even_after_an_update(archive: Archive) -> None:
    visit(archive, "The members met in the hall.", parser="old", read_as="Misread")
    visit(archive, "The members met in the garden.", title="Another title")
    assert reasons(archive) == [("new", "Misread"), ("reparsed", "A post"), ("edited", "Another title")]


def test_page_that_the_site_changed_is_edited_where_the_update_read_nothing_otherwise(archive: Archive) -> None:
    visit(archive, "The members met in the hall.", parser="old")
    visit(archive, "The members met in the garden.")
    assert [reason for reason, _ in reasons(archive)] == ["new", "edited"]


def test_another_way_of_fetching_is_no_edit(archive: Archive) -> None:
    page = PostItem(url=URL, title="A post", body="The members met.", origins={"body": "theme"}, parser_version="1")
    archive.save_post(page, site="blog", run=None, now=NOW)
    archive.save_post(replace(page, body="The members met. More", origins={"body": "facts"}), site="blog", run=None, now=NOW)
    archive.save_post(replace(page, body="Edited", origins={"body": "facts"}), site="blog", run=None, now=NOW)
    assert [reason for reason, _ in reasons(archive)] == ["new", "reparsed", "edited"]


def test_new_post_at_the_address_of_another_is_new(archive: Archive) -> None:
    item = PostItem(url=URL, title="One", body="The first of both.", date=NOW.date(), wp_id=1)
    archive.save_post(item, site="blog", run=None, now=NOW)
    other = replace(item, title="Two", body="The second of both.", date=NOW.date().replace(year=2020), wp_id=2)
    told = archive.save_post(other, site="blog", run=None, now=NOW, reason="edited")
    assert [revision.reason for revision in archive.history(told.public_id)] == ["new"]
