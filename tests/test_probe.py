"""Probing: which questions are asked of the demo site in its many states, and what the report says. No socket."""

import ast
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kazcrawl.cli.probe import spider_file, spider_name
from kazcrawl.crawl.prober import probe_site
from kazcrawl.demo import ChamberSite, Failure
from kazcrawl.discover.probe import MAX_REQUESTS, Probe, RouteReport
from kazcrawl.discover.types import news_lists, read_index, types_url
from kazcrawl.errors import FetchError
from kazcrawl.items import Site
from kazcrawl.net import Answer
from kazcrawl.sites import file_sites, make_site

HOME = "http://127.0.0.1/"


def probe(chamber: ChamberSite, robots: str | None = None) -> Probe:
    """The report on a demo site that is asked in this process."""

    def ask(site: Site, url: str) -> Answer:
        told = chamber.ask(url.removeprefix(HOME[:-1]), {})
        if robots is not None and url.endswith("/robots.txt"):
            return Answer(url, 200, {"content-type": "text/plain"}, robots.encode())
        return Answer(url, told.status, {name.lower(): value for name, value in told.headers.items()}, told.body)

    return probe_site(make_site(HOME), delay=0, ask=ask, pause=lambda seconds: None)


def route(report: Probe, name: str) -> RouteReport:
    return next(each for each in report.routes if each.route == name)


def test_open_site_tells_everything() -> None:
    report = probe(ChamberSite())
    assert (report.platform, report.timezone, report.languages) == ("WordPress", "America/New_York", ("en-us",))
    assert {each.route: each.state for each in report.routes} == dict.fromkeys(("rest", "feed", "sitemap", "listing"), "open")
    assert route(report, "rest").count == 29
    assert report.oldest is not None
    assert report.newest is not None
    assert report.oldest < report.newest


STATES: list[tuple[str, dict[str, Any]]] = [
    (f"{permalinks} rest={rest} feed={feed} sitemap={sitemap}", {"permalinks": permalinks, "rest": rest, "feed": feed, "sitemap": sitemap})
    for permalinks in ("pretty", "plain")
    for rest in (True, False)
    for feed in (True, False)
    for sitemap in (True, False)
]


@pytest.mark.parametrize("switches", [row[1] for row in STATES], ids=[row[0] for row in STATES])
def test_every_state_is_told_rightly_in_a_dozen_requests(switches: dict[str, Any]) -> None:
    chamber = ChamberSite(**switches)
    report = probe(chamber)
    assert len(chamber.requests) == report.requests <= MAX_REQUESTS
    for name in ("rest", "feed", "sitemap"):
        assert (route(report, name).state == "open") is switches[name], (name, report)
    assert route(report, "listing").state == "open"


def test_plugin_that_closes_rest_is_named() -> None:
    told = route(probe(ChamberSite(rest=False)), "rest")
    assert told.state == "closed"
    assert "rest_not_logged_in" in told.detail


def test_wall_against_robots_is_named() -> None:
    wall = Failure("/", status=403, headers={"cf-mitigated": "challenge"})
    report = probe(ChamberSite(fail=(wall,)))
    assert report.walls == ("Cloudflare",)
    assert not any(each.state == "open" for each in report.routes)
    assert report.notes


def test_robots_txt_is_obeyed_and_told() -> None:
    chamber = ChamberSite()
    report = probe(chamber, "User-agent: *\nDisallow: /wp-json/\nCrawl-delay: 2\n")
    assert not [asked for asked in chamber.requests if asked.path.startswith("/wp-json")]
    assert report.crawl_delay == 2
    assert "2 s" in report.robots


@pytest.mark.parametrize("robots", ["User-agent: *\nDisallow: /\n"])
def test_site_that_forbids_its_front_page_is_not_asked_for_it(robots: str) -> None:
    chamber = ChamberSite()
    report = probe(chamber, robots)
    assert [asked.path for asked in chamber.requests] == ["/robots.txt"]
    assert not report.reachable


def test_site_that_does_not_answer_is_told() -> None:
    def ask(site: Site, url: str) -> Answer:
        raise FetchError(url, "refused")

    report = probe_site(make_site(HOME), delay=0, ask=ask, pause=lambda seconds: None)
    assert (report.reachable, report.requests) == (False, 1)


def test_redirects_count_as_requests() -> None:
    def ask(site: Site, url: str) -> Answer:
        return Answer(url, 200, {}, b"<html><body>Nothing here</body></html>", requests=3)

    report = probe_site(make_site(HOME), delay=0, ask=ask, pause=lambda seconds: None)
    assert report.requests <= MAX_REQUESTS + 1


NAMES = [
    ("https://blog.exampleville.org/", "exampleville"),
    ("http://www.kaz-cham.com/", "kaz_cham"),
    ("https://chamber.co.uk/news/", "chamber"),
    ("http://127.0.0.1:8800/", "site_127_0_0_1"),
    ("https://class.org/", "site_class"),
]


@pytest.mark.parametrize(("home", "name"), NAMES)
def test_site_file_gets_a_name_that_python_takes(home: str, name: str) -> None:
    assert spider_name(home) == name
    assert name.isidentifier()


@pytest.mark.parametrize("title", ["News", 'He said """hello"""', "\\", "a\nb", "  "])
def test_written_site_file_is_read_back_as_it_was_meant(tmp_path: Path, title: str) -> None:
    text = spider_file("exampleville", "https://blog.example.org/", title, "America/Chicago", "en")
    ast.parse(text)
    (tmp_path / "exampleville.py").write_text(text, encoding="utf-8")
    (site,) = file_sites(tmp_path)
    assert replace(site, origins=()) == Site("exampleville", "https://blog.example.org/", timezone="America/Chicago", language="en")


TYPES = b"""{"post": {"slug": "post", "rest_base": "posts", "rest_namespace": "wp/v2"},
 "page": {"slug": "page", "rest_base": "pages", "rest_namespace": "wp/v2"},
 "chamber_news": {"slug": "chamber_news", "rest_base": "chamber-news", "rest_namespace": "wp/v2"},
 "tribe_events": {"slug": "tribe_events", "rest_base": "tribe_events"}, "odd": {"rest_base": "../news"}, "press": 7}"""


def test_types_that_are_news_are_lists_of_their_own() -> None:
    endpoint = f"{HOME}wp-json/wp/v2/posts"
    assert news_lists(TYPES, endpoint) == (f"{HOME}wp-json/wp/v2/chamber-news",)
    assert news_lists(b"<html>", endpoint) == ()
    assert types_url(endpoint) == f"{HOME}wp-json/wp/v2/types"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"<html>", b'{"code":"rest_disabled"}'])
def test_what_is_no_index_of_rest_is_none(body: bytes) -> None:
    assert read_index(body) is None
