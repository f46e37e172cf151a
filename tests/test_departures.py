"""Posts that leave, hide and come back, in whole crawls of the demo sites; each state with its evidence."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from kazcrawl.archive import Archive
from kazcrawl.demo import ChamberSite, Failure, PlainBlog
from tests.conftest import Kazcrawl, archivable, failing

Crawl = Callable[..., dict[str, Any]]


def states(kazcrawl: Kazcrawl) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(kazcrawl.data / "kazcrawl.db")) as database:
        return database.execute("SELECT state, evidence FROM states ORDER BY id").fetchall()


def statuses(kazcrawl: Kazcrawl) -> dict[str, str]:
    with closing(sqlite3.connect(kazcrawl.data / "kazcrawl.db")) as database:
        return dict(database.execute("SELECT url, status FROM posts").fetchall())


def crawl(kazcrawl: Kazcrawl, site: ChamberSite, *words: str) -> dict[str, Any]:
    done, report = kazcrawl.crawl(site.url, *words)
    assert done.code == 0, report
    return report


def test_post_is_gone_after_two_runs_and_back_when_it_is_back(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    crawl(kazcrawl, chamber)
    post = archivable(chamber)[3]
    url = chamber.post_url(post.id)
    chamber.delete_post(post.id)
    first = crawl(kazcrawl, chamber)
    assert [(f["kind"], f["url"], f["detail"]) for f in first["findings"]] == [("perhaps-gone", url, "http-404")]
    assert statuses(kazcrawl)[url] == "live"
    crawl(kazcrawl, chamber)
    assert statuses(kazcrawl)[url] == "gone"
    assert post.title in {row["title"] for row in kazcrawl.posts()}, "what is held stays"
    chamber.add_post(replace(post, modified=max(each.modified for each in chamber.posts)))
    crawl(kazcrawl, chamber)
    assert statuses(kazcrawl)[url] == "live"
    assert [state for state, _ in states(kazcrawl)] == ["missing", "gone", "live"]


@pytest.mark.slow
def test_post_behind_a_password_is_hidden_and_back_when_it_is_public(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    crawl(kazcrawl, chamber)
    post = archivable(chamber)[3]
    url = chamber.post_url(post.id)
    chamber.edit_post(post.id, password=True)
    crawl(kazcrawl, chamber)
    assert statuses(kazcrawl)[url] == "hidden"
    crawl(kazcrawl, chamber, "--full")
    assert statuses(kazcrawl)[url] == "hidden"
    chamber.edit_post(post.id, password=False)
    crawl(kazcrawl, chamber)
    assert statuses(kazcrawl)[url] == "live"
    assert [state for state, _ in states(kazcrawl)] == ["hidden", "live"]


@pytest.mark.slow
def test_no_trouble_counts_as_a_deletion(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    """A page that fails, a list that breaks, a bot wall, a robots.txt that forbids, a partial run."""
    crawl(kazcrawl, chamber)
    held = statuses(kazcrawl)
    for part, status in (("/2015/", 404), ("posts?", 500), ("/", 403), ("/wp-json", 404)):
        for _ in range(2):
            with failing(chamber, part, status=status):
                kazcrawl.crawl(chamber.url, "--full", "-s", "RETRY_TIMES=0")
    kazcrawl.crawl(chamber.url, "--full", "--limit", "3")
    assert statuses(kazcrawl) == held
    assert states(kazcrawl) == []


@pytest.mark.slow
def test_deletion_that_a_lying_page_hides_is_told_by_rest(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    crawl(kazcrawl, chamber)
    post = archivable(chamber)[3]
    url = chamber.post_url(post.id)
    chamber.delete_post(post.id)
    chamber.fail = (Failure(url.removeprefix(chamber.url.rstrip("/")), status=200),)
    for _ in range(2):
        kazcrawl.crawl(chamber.url)
    assert statuses(kazcrawl)[url] == "live", "a page that is merely strange proves nothing"


@pytest.mark.slow
@pytest.mark.parametrize("lastmod", [True, False])
def test_blog_that_is_not_wordpress_is_followed_by_its_feed_and_sitemap(kazcrawl: Kazcrawl, lastmod: bool) -> None:
    with PlainBlog(lastmod=lastmod).serve() as site:
        crawl(kazcrawl, site)
        assert {row["title"] for row in kazcrawl.posts()} == {post.title for post in archivable(site)}
        site.requests.clear()
        crawl(kazcrawl, site)
        assert [asked.path for asked in site.requests] == ["/sitemap.xml"]
        edited, deleted = archivable(site)[12], archivable(site)[15]
        site.edit_post(edited.id, body=edited.body + "<p>The figures were corrected.</p>")
        site.delete_post(deleted.id)
        site.add_post(replace(edited, id=901, slug="brand-new", title="Brand new", date=max(post.date for post in site.posts)))
        site.requests.clear()
        report = crawl(kazcrawl, site)
        assert (report["new"], report["changed"]) == (1, int(lastmod))
        crawl(kazcrawl, site)
        assert list(statuses(kazcrawl).values()).count("gone") == 1
        assert list(statuses(kazcrawl).values()).count("live") == len(archivable(site))
        if not lastmod:
            assert crawl(kazcrawl, site, "--full")["changed"] == 1, "edits that nobody tells are found by a full run"


@pytest.mark.slow
def test_site_that_lies_about_changes_is_caught_and_remembered(kazcrawl: Kazcrawl) -> None:
    class Liar(ChamberSite):
        lie: Any = None

        def answer(self, target: str) -> Any:
            if "per_page=1&" not in target:
                return super().answer(target)
            self.lie = self.lie or super().answer(target)
            return self.lie

    with Liar().serve() as site:
        crawl(kazcrawl, site)
        crawl(kazcrawl, site)
        site.edit_post(archivable(site)[3].id, title="Quietly edited")
        with Archive.open(kazcrawl.data / "kazcrawl.db") as archive:
            assert archive.memory("demo").skipped == 1
            archive.save_memory("demo", replace(archive.memory("demo"), skipped=12))
        assert crawl(kazcrawl, site)["changed"] == 1
        with Archive.open(kazcrawl.data / "kazcrawl.db", read_only=True) as archive:
            assert archive.memory("demo").distrusted
        site.edit_post(archivable(site)[4].id, title="Edited again")
        assert crawl(kazcrawl, site)["changed"] == 1, "its word is not asked for any more"
