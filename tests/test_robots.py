"""robots.txt by RFC 9309, as tables and in real crawls of the demo site (security rows 21 to 23)."""

import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcrawl.crawl.retry import MAX_WAIT, retry_after
from kazcrawl.crawl.robots import MAX_BYTES, MAX_DELAY, decide_robots
from kazcrawl.demo import ChamberSite, Failure
from kazcrawl.demo.listen import Answer
from tests.conftest import Kazcrawl, archivable

URL = "https://blog.example.org/2015/10/a-post/"
CLOSED = b"User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    ("status", "reachable", "allowed"),
    [
        (200, True, False),
        (203, True, False),
        (301, True, True),
        (304, True, True),
        (400, True, True),
        (401, True, True),
        (403, True, True),
        (404, True, True),
        (410, True, True),
        (429, False, False),
        (500, False, False),
        (502, False, False),
        (503, False, False),
        (599, False, False),
        (None, False, False),
    ],
)
def test_status_decides_whether_the_body_counts(status: int | None, reachable: bool, allowed: bool) -> None:
    """Row 21."""
    rules = decide_robots(status, CLOSED, "text/plain")
    assert (rules.reachable, rules.allows(URL)) == (reachable, allowed)


@pytest.mark.parametrize(
    ("body", "allowed"),
    [
        (b"", True),
        (CLOSED, False),
        (b"\xef\xbb\xbf" + CLOSED, False),
        (CLOSED.replace(b"\n", b"\r\n"), False),
        (CLOSED.replace(b"\n", b"\r"), False),
        (b"User-agent: KazCrawl\nDisallow: /\n", False),
        (b"USER-AGENT: kazcrawl\ndisallow: /2015/\n", False),
        (b"User-agent: kazcrawl\nAllow: /\n\nUser-agent: *\nDisallow: /\n", True),
        (b"User-agent: otherbot\nDisallow: /\n", True),
        (b"User-agent: *\nDisallow: /2015/\nAllow: /2015/10/a-post/\n", True),
        (b"User-agent: *\nDisallow: /*/a-post/$\n", False),
        (b"User-agent: *\nDisallow:\n", True),
        (b"User-agent: *\n# comment\nDisallow: / # all of it\n", False),
        (b"\xff\xfe\x00nonsense\n" * 10, True),
        (b"Disallow: /\n", True),
    ],
)
def test_rules_are_read_whatever_their_form(body: bytes, allowed: bool) -> None:
    assert decide_robots(200, body, "text/plain").allows(URL) is allowed


@pytest.mark.parametrize(
    ("body", "content_type", "allowed"),
    [
        (b"<!DOCTYPE html><html><body>User-agent: *\nDisallow: /\n</body></html>", "text/html", True),
        (b"\n  <html>\nUser-agent: *\nDisallow: /\n", "text/plain", True),
        (b"Welcome\n<html>\nUser-agent: *\nDisallow: /\n", "text/html; charset=utf-8", True),
        (CLOSED, "text/html", False),
        (CLOSED, "", False),
    ],
)
def test_page_of_html_holds_no_rules(body: bytes, content_type: str, allowed: bool) -> None:
    assert decide_robots(200, body, content_type).allows(URL) is allowed


def test_long_file_is_read_to_its_limit_and_no_rule_is_cut_in_two() -> None:
    rule = b"Disallow: /" + b"x" * 1000 + b"\n"
    body = b"User-agent: *\nDisallow: /2015/\n" + rule * 600
    assert len(body) > MAX_BYTES
    rules = decide_robots(200, body)
    assert not rules.allows(URL)
    assert rules.allows("https://blog.example.org/2016/")
    filler = b"#" * (MAX_BYTES - len(b"User-agent: *\nDisallow: /") - 1) + b"\n"
    assert decide_robots(200, filler + b"User-agent: *\nDisallow: /private/\n").allows(URL)


@pytest.mark.parametrize(
    ("told", "delay"), [(b"2.5", 2.5), (b"100000", MAX_DELAY), (b"-3", 0.0), (b"soon", 0.0), (b"inf", 0.0), (b"", 0.0)]
)
def test_crawl_delay_is_taken_up_to_a_cap(told: bytes, delay: float) -> None:
    """Row 22."""
    assert decide_robots(200, b"User-agent: kazcrawl\nCrawl-delay: " + told + b"\n").delay == delay
    assert decide_robots(404, b"User-agent: *\nCrawl-delay: 9\n").delay == 0.0


@given(st.binary(max_size=400), st.sampled_from([None, 200, 404, 503]))
def test_any_bytes_are_rules(body: bytes, status: int | None) -> None:
    rules = decide_robots(status, body, "text/plain")
    assert rules.allows(URL) in (True, False)
    assert 0 <= rules.delay <= MAX_DELAY


@pytest.mark.parametrize(
    "line", [b"Disallow: /" + b"*a" * 200_000, b"User-agent: " * 80_000, b"Disallow: " + b"%" * 400_000, b"\n" * 1_000_000]
)
def test_hostile_file_is_read_in_bounded_time(line: bytes) -> None:
    started = time.perf_counter()
    rules = decide_robots(200, b"User-agent: *\n" + line + b"\n")
    rules.allows("https://blog.example.org/" + "a" * 2000)
    assert time.perf_counter() - started < 1


NOW = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("7", 7.0),
        (" 7 ", 7.0),
        ("0", 0.0),
        ("99999999999999999999", MAX_WAIT),
        ("Thu, 01 Jan 2026 12:00:30 GMT", 30.0),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 0.0),
        ("Fri, 01 Jan 2027 12:00:00 GMT", MAX_WAIT),
        ("Thu, 01 Jan 2026 12:00:30", 30.0),
        ("-5", 0.0),
        ("1e9", 0.0),
        ("soon", 0.0),
        ("٧", 0.0),
        ("", 0.0),
        (None, 0.0),
    ],
)
def test_retry_after_is_read_and_capped(told: str | None, seconds: float) -> None:
    """Row 23."""
    assert retry_after(told, now=NOW) == seconds


@given(st.text(max_size=60))
def test_any_retry_after_is_a_bounded_number(told: str) -> None:
    assert 0 <= retry_after(told, now=NOW) <= MAX_WAIT


# --- in a crawl


class Ruled(ChamberSite):
    """The demo site with a robots.txt of one's own."""

    robots: Answer = Answer(404, b"")
    hops = 0

    def answer(self, target: str) -> Answer:
        if target.startswith("/robots.txt"):
            if self.hops:
                self.hops -= 1
                return Answer(302, b"", {"Location": f"/robots.txt?{self.hops}"})
            return self.robots
        return super().answer(target)


def ruled(status: int, body: bytes = b"", *, hops: int = 0, few: int = 4) -> Ruled:
    site = Ruled()
    site.posts = archivable(site)[:few]
    site.robots = Answer(status, body, {"Content-Type": "text/plain"})
    site.hops = hops
    return site


@pytest.mark.parametrize("status", [503, 429])
def test_run_ends_at_once_when_robots_txt_cannot_be_had(kazcrawl: Kazcrawl, status: int) -> None:
    """Row 21."""
    with ruled(status, b"User-agent: *\nAllow: /\n").serve() as site:
        done, report = kazcrawl.crawl(site.url, "-s", "RETRY_TIMES=0")
        assert {asked.path for asked in site.requests} == {"/robots.txt"}
    assert done.code != 0
    assert (report["outcome"], report["asked"]) == ("failed", 0)
    assert "robots-unreachable" in {finding["kind"] for finding in report["findings"]}


def test_disallowed_post_is_not_asked_for_and_the_run_says_so(kazcrawl: Kazcrawl) -> None:
    site = ruled(200, b"User-agent: kazcrawl\nDisallow: /2016/04/\n")
    with site.serve():
        done, report = kazcrawl.crawl(site.url)
        refused = [asked.path for asked in site.requests if asked.path.startswith("/2016/04/")]
        agents = {asked.headers["user-agent"] for asked in site.requests}
        asked_robots = [asked for asked in site.requests if asked.path == "/robots.txt"]
    assert refused == []
    assert len(asked_robots) == 1
    assert all(agent.startswith("kazcrawl/") for agent in agents)
    assert (done.code, report["new"], report["failed"]) == (3, 3, 1)
    assert "robots-disallowed" in {finding["kind"] for finding in report["findings"]}


@pytest.mark.parametrize(("hops", "stored"), [(5, 0), (6, 4)])
def test_redirects_of_robots_txt_are_followed_five_times(kazcrawl: Kazcrawl, hops: int, stored: int) -> None:
    with ruled(200, CLOSED, hops=hops).serve() as site:
        _, report = kazcrawl.crawl(site.url)
    assert report["new"] == stored


def test_crawl_delay_keeps_requests_apart(kazcrawl: Kazcrawl) -> None:
    """Row 22: measured where it matters, at the site."""
    with ruled(200, b"User-agent: *\nCrawl-delay: 0.6\n", few=3).serve() as site:
        done, _ = kazcrawl.crawl(site.url)
        times = [asked.time for asked in site.requests]
    assert done.code == 0
    assert len(times) >= 5
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.5


def test_busy_site_is_left_alone_as_long_as_it_asks(kazcrawl: Kazcrawl) -> None:
    """Row 23: after a 503 nothing at all is asked for the seconds that Retry-After names, then the post comes."""
    site = ruled(404)
    site.fail = (Failure("/2016/05/", times=1, status=503, headers={"Retry-After": "2"}),)
    with site.serve():
        done, report = kazcrawl.crawl(site.url)
        busy = next(n for n, asked in enumerate(site.requests) if asked.status == 503)
        pause = site.requests[busy + 1].time - site.requests[busy].time
    assert (done.code, report["new"]) == (0, 4)
    assert pause > 1.9


def test_site_that_stays_busy_is_given_up_cleanly(kazcrawl: Kazcrawl) -> None:
    site = ruled(404)
    site.fail = (Failure("/2016/05/", status=429, headers={"Retry-After": "0"}),)
    with site.serve():
        done, report = kazcrawl.crawl(site.url, "-s", "RETRY_TIMES=1")
        tries = sum(asked.path.startswith("/2016/05/") for asked in site.requests)
    assert tries == 2
    assert (done.code, report["failed"], report["new"]) == (3, 1, 3)
