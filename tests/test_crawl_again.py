"""Crawls that look again: at a page that came garbled, at sites whose time has come."""

from kazcrawl.demo import ChamberSite
from kazcrawl.demo.listen import Answer
from tests.conftest import Kazcrawl, archivable


def test_a_page_that_came_garbled_is_asked_for_once_more(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    post = next(post for post in archivable(chamber) if "Казинформ" in post.body)
    answer, spoilt = chamber.answer, []

    def garbled(target: str) -> Answer:
        told = answer(target)
        if target == post.path and not spoilt:
            spoilt.append(target)
            return Answer(told.status, told.body.replace("о".encode(), b"\xd0\xff"), told.headers)
        return told

    chamber.answer = garbled  # type: ignore[method-assign] # the server answers otherwise from now on
    done, report = kazcrawl.crawl(chamber.url)
    assert (done.code, spoilt) == (0, [post.path])
    assert [asked.path for asked in chamber.requests].count(post.path) == 2
    assert "encoding" not in {finding["kind"] for finding in report["findings"]}
    [row] = [row for row in kazcrawl.posts() if row["url"] == chamber.post_url(post.id)]
    assert (row["source"], "\ufffd" in row["body"]) == ("Казинформ", False)


def test_only_sites_whose_time_has_come_are_crawled(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    kazcrawl("sites", "add", chamber.url, "--name", "demo")
    kazcrawl.crawl(chamber.url)
    chamber.requests.clear()
    done = kazcrawl(
        "crawl", "--all", "--due", "--json", env={"KAZCRAWL_CONTACT": "a@example.org", "KAZCRAWL_ALLOW_PRIVATE": "1", "http_proxy": ""}
    )
    assert "demo" not in {report["site"] for report in done.told}
    assert not chamber.requests
