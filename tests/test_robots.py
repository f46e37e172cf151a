"""robots.txt by RFC 9309, as tables and in real crawls of the demo site (security rows 21 to 23)."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.exceptions import DownloadTimeoutError, NotConfigured
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.internet.defer import Deferred

from kazcrawl.crawl.ending import RunEndingError, failure_text
from kazcrawl.crawl.guard import GuardRefusedError, RequestGuard
from kazcrawl.crawl.retry import MAX_DELAY as MAX_SLOWED
from kazcrawl.crawl.retry import MAX_GIVEN_UP, MAX_WAIT, MAX_WAITED, RECOVERY, PoliteRetryMiddleware, retry_after
from kazcrawl.crawl.robots import RobotsDisallowedError, RobotsMiddleware
from kazcrawl.crawl.rules import MAX_BYTES, MAX_DELAY, decide_robots
from kazcrawl.demo import Asked, ChamberSite, Failure
from kazcrawl.demo.listen import Answer
from kazcrawl.items import Finding
from tests.conftest import Kazcrawl, archivable, failing

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
        ("99999999999999999999", 999999999.0),
        ("Thu, 01 Jan 2026 12:00:30 GMT", 30.0),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 0.0),
        ("Fri, 01 Jan 2027 12:00:00 GMT", 365 * 86400.0),
        ("Thu, 01 Jan 2026 12:00:30", 30.0),
        ("-5", 0.0),
        ("1e9", 0.0),
        ("soon", 0.0),
        ("٧", 0.0),
        ("", 0.0),
        (None, 0.0),
    ],
)
def test_retry_after_is_read(told: str | None, seconds: float) -> None:
    """Row 23."""
    assert retry_after(told, now=NOW) == seconds


@given(st.text(max_size=60))
def test_any_retry_after_is_a_number_of_seconds(told: str) -> None:
    assert 0 <= retry_after(told, now=NOW) < float("inf")


# --- in a crawl


class Ruled(ChamberSite):
    """The demo site with a robots.txt of one's own."""

    robots: Answer = Answer(404, b"")

    def answer(self, target: str) -> Answer:
        if target.startswith("/robots.txt"):
            return self.robots
        return super().answer(target)


def ruled(status: int, body: bytes = b"", *, few: int = 5) -> Ruled:
    site = Ruled()
    site.posts = archivable(site)[:few]
    site.robots = Answer(status, body, {"Content-Type": "text/plain"})
    return site


def test_run_ends_at_once_when_robots_txt_cannot_be_had(kazcrawl: Kazcrawl) -> None:
    """Row 21."""
    with ruled(503, b"User-agent: *\nAllow: /\n").serve() as site:
        done, report = kazcrawl.crawl(site.url, "-s", "RETRY_TIMES=0")
        assert {asked.path for asked in site.requests} == {"/robots.txt"}
    assert (done.code, report["outcome"], report["asked"]) == (3, "unhealthy", 0)
    assert "robots-unreachable" in {finding["kind"] for finding in report["findings"]}


BUSY_ONCE, BUSY_ALWAYS, DISALLOWED = "/2016/05/", "/2016/02/", "/2016/04/"
DELAY, PAUSE = 0.3, 2


@dataclass(frozen=True)
class Polite:
    """One crawl of a site with rules of its own, of which one post is busy once and one always."""

    code: int
    report: dict[str, Any]
    requests: list[Asked]

    def asked(self, part: str) -> list[Asked]:
        return [asked for asked in self.requests if asked.path.startswith(part)]


@pytest.fixture(scope="module")
def polite(tmp_path_factory: pytest.TempPathFactory) -> Polite:
    site = ruled(
        200, f"User-agent: kazcrawl\nDisallow: {DISALLOWED}\nDisallow: /wp-json/\nDisallow: /*rest_route=\nCrawl-delay: {DELAY}\n".encode()
    )
    site.fail = (
        Failure(BUSY_ONCE, times=1, status=503, headers={"Retry-After": str(PAUSE)}),
        Failure(BUSY_ALWAYS, status=429, headers={"Retry-After": "0"}),
    )
    with site.serve():
        done, report = Kazcrawl(tmp_path_factory.mktemp("polite") / "data").crawl(site.url, "-s", "RETRY_TIMES=1")
    return Polite(done.code, report, site.requests)


def test_disallowed_post_is_not_asked_for_and_the_run_says_so(polite: Polite) -> None:
    assert polite.asked(DISALLOWED) == []
    assert (polite.code, polite.report["new"], polite.report["failed"]) == (3, 3, 2)
    assert "robots-disallowed" in {finding["kind"] for finding in polite.report["findings"]}


def test_disallowed_interface_leaves_the_next_route(polite: Polite) -> None:
    kinds = {finding["kind"]: finding["detail"] for finding in polite.report["findings"] if "wp-json" in finding["url"]}
    assert kinds == {"route-closed": "rest: closed robots.txt does not allow it"}
    assert polite.report["asked"] == 5


def test_robots_txt_is_asked_for_once_by_our_own_name(polite: Polite) -> None:
    assert len(polite.asked("/robots.txt")) == 1
    assert all(asked.headers["user-agent"].startswith("kazcrawl/") for asked in polite.requests)


def test_crawl_delay_keeps_requests_apart(polite: Polite) -> None:
    """Row 22: measured where it matters, at the site."""
    times = [asked.time for asked in polite.requests]
    assert len(times) >= 6
    assert min(later - earlier for earlier, later in pairwise(times)) > DELAY - 0.1


@pytest.mark.slow
def test_usual_pace_is_one_request_a_second(kazcrawl: Kazcrawl) -> None:
    """Row 22: without any word of the site, and measured there."""
    with ruled(404, few=4).serve() as site:
        done = kazcrawl("crawl", "--url", site.url)
        times = [asked.time for asked in site.requests]
    assert (done.code, len(times) >= 6) == (0, True)
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.95


def test_busy_site_is_left_alone_as_long_as_it_asks(polite: Polite) -> None:
    """Row 23: after a 503 nothing at all is asked for the seconds that Retry-After names, then the post comes."""
    busy = next(n for n, asked in enumerate(polite.requests) if asked.status == 503)
    assert polite.requests[busy + 1].time - polite.requests[busy].time > PAUSE - 0.1
    assert [asked.status for asked in polite.asked(BUSY_ONCE)] == [503, 200]


def test_post_that_stays_busy_is_given_up_cleanly(polite: Polite) -> None:
    """Row 23."""
    assert [asked.status for asked in polite.asked(BUSY_ALWAYS)] == [429, 429]


@pytest.mark.parametrize("part", ["/robots.txt", "/2015/"])
def test_site_in_maintenance_is_left_alone_at_once_and_read_whole_next_time(kazcrawl: Kazcrawl, chamber: ChamberSite, part: str) -> None:
    """Row 23: Retry-After: 600, as WordPress says while it updates itself; after it not one request more."""
    with failing(chamber, part, status=503, headers={"Retry-After": "600"}):
        done, report = kazcrawl.crawl(chamber.url)
    assert (done.code, report["outcome"]) == (3, "unhealthy"), report
    assert [finding["kind"] for finding in report["findings"]].count("site-unavailable") == 1
    assert [asked.status for asked in chamber.requests].index(503) == len(chamber.requests) - 1
    if part == "/2015/":
        done, _ = kazcrawl.crawl(chamber.url)
        assert (done.code, len(kazcrawl.posts())) == (0, len(archivable(chamber)))


# --- the middlewares alone


class Engine:
    """A crawler and its engine as far as the middlewares look at them: one answer after the other, one slot."""

    def __init__(self, *answers: Response | Exception, delay: float = 0.0) -> None:
        self.answers, self.asked, self.closed = list(answers), [], []  # type: ignore[var-annotated] # lists of a fake
        self.findings: list[Finding] = []
        self.slot = Slot(1, delay, 0.5)
        self.engine = self
        self.downloader = SimpleNamespace(slots={"x": self.slot}, get_slot_key=lambda request: "x")
        self.spider = SimpleNamespace(report=self.findings.append, crawler=self)
        self.stats = SimpleNamespace(inc_value=lambda name: None)
        self.settings = Settings({"RETRY_TIMES": 1, "ROBOTSTXT_OBEY": True})
        self.signals = SimpleNamespace(connect=lambda receiver, signal: None)

    async def download_async(self, request: Request) -> Response:
        self.asked.append(request.url)
        await asyncio.sleep(0)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def close_spider_async(self, *, reason: str) -> None:
        self.closed.append(reason)


def obey(engine: Any, *urls: str) -> list[bool]:
    """Whether robots.txt lets the addresses pass, all asked at once."""

    async def ask() -> list[bool]:
        middleware = RobotsMiddleware.from_crawler(engine)
        done = await asyncio.gather(*(middleware.process_request(Request(url)) for url in urls), return_exceptions=True)
        await asyncio.sleep(0)
        assert all(result is None or isinstance(result, RobotsDisallowedError) for result in done), done
        return [result is None for result in done]

    return asyncio.run(ask())


ROBOTS = "https://blog.example.org/robots.txt"


def answer(status: int, body: bytes = b"", **headers: str) -> Response:
    return Response(ROBOTS, status=status, body=body, headers=headers)


@pytest.mark.parametrize(("hops", "allowed"), [(0, False), (5, False), (6, True)])
def test_redirects_of_robots_txt_are_followed_five_times(hops: int, allowed: bool) -> None:
    """Row 21: after more than five the file counts as unavailable (RFC 9309 §2.3.1.2)."""
    engine = Engine(*(answer(302, Location=f"/robots.txt?{n}") for n in range(hops)), answer(200, CLOSED))
    assert obey(engine, URL) == [allowed]
    assert len(engine.asked) == min(hops, 5) + 1


def test_robots_txt_is_asked_for_once_per_origin() -> None:
    engine = Engine(answer(200, CLOSED))
    assert obey(engine, URL, URL + "2/", "https://blog.example.org:8443/x") == [False, False, False]
    assert engine.asked == [ROBOTS, "https://blog.example.org:8443/robots.txt"]


@pytest.mark.parametrize("failure", [DownloadTimeoutError("slow"), OSError("reset"), answer(500), answer(429, CLOSED)])
def test_unreachable_robots_txt_forbids_all_and_ends_the_run_once(failure: Any) -> None:
    """Row 21."""
    engine = Engine(failure)
    assert obey(engine, URL, URL + "2/") == [False, False]
    assert engine.closed == ["robots-unreachable"]
    assert [finding.kind for finding in engine.findings] == ["robots-unreachable"]


def test_robots_txt_that_leads_off_the_site_counts_as_unavailable() -> None:
    engine = Engine(answer(302, Location="https://elsewhere.example/robots.txt"), GuardRefusedError("not the site's own"))
    assert obey(engine, URL) == [True]
    assert engine.closed == []


def test_no_middleware_without_the_setting() -> None:
    engine: Any = Engine(answer(200))
    engine.settings = Settings({"ROBOTSTXT_OBEY": False})
    with pytest.raises(NotConfigured):
        RobotsMiddleware.from_crawler(engine)


def test_busy_answers_double_the_delay_up_to_a_cap_and_good_ones_take_it_back() -> None:
    """Row 23."""
    engine: Any = Engine(answer(200), delay=0.5)
    retry = PoliteRetryMiddleware.from_crawler(engine)
    slowed = []
    for status in (503, 429, 503, 503, 503, 503, *[200] * 15):
        retry.response_downloaded(answer(status), Request(URL))
        slowed.append(engine.slot.delay)
    assert slowed[:7] == [1.0, 2.0, 4.0, 8.0, MAX_SLOWED, MAX_SLOWED, MAX_SLOWED * RECOVERY]
    assert slowed[-2:] == [0.5, 0.5]


def test_retry_after_pauses_the_slot_that_is_still_sending() -> None:
    engine: Any = Engine(answer(200))
    PoliteRetryMiddleware.from_crawler(engine).response_downloaded(answer(503, **{"Retry-After": "30"}), Request(URL))
    assert 29 < engine.slot.lastseen - time.monotonic() <= 30
    assert engine.slot.delay > 0


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ([MAX_WAIT], None),
        ([MAX_WAIT + 1], "asks to be left alone for 121 s"),
        ([600], "600 s"),
        ([MAX_WAIT] * int(MAX_WAITED / MAX_WAIT), None),
        ([MAX_WAIT] * (int(MAX_WAITED / MAX_WAIT) + 1), "120 s"),
    ],
)
def test_site_that_asks_for_more_than_a_run_can_wait_is_left_alone(told: list[float], reason: str | None) -> None:
    """Row 23: neither slept out nor asked again: the run ends, once, with a finding; what waited for its turn is never sent."""

    async def play() -> tuple[Engine, "asyncio.Future[Any]"]:
        engine: Any = Engine(answer(200))
        waiting: Deferred[Any] = Deferred()
        engine.slot.queue.append((Request(URL), waiting))
        retry = PoliteRetryMiddleware.from_crawler(engine)
        for seconds in told:
            retry.response_downloaded(answer(503, **{"Retry-After": str(int(seconds))}), Request(URL))
        ended = waiting.asFuture(asyncio.get_running_loop())
        await asyncio.sleep(0)
        if reason is not None:
            assert isinstance(ended.exception(), RunEndingError)
            assert retry.process_response(Request(URL), busy := answer(503)) is busy
            assert retry.process_exception(Request(URL), DownloadTimeoutError("slow")) is None
            with pytest.raises(RunEndingError, match="site-unavailable"):
                RequestGuard.from_crawler(engine).process_request(Request(URL))
        else:
            assert not ended.done()
        return engine, ended

    engine, _ = asyncio.run(play())
    assert engine.closed == ([] if reason is None else ["site-unavailable"])
    assert [reason in finding.detail for finding in engine.findings if reason] == ([] if reason is None else [True])


def test_site_that_gives_up_on_everything_is_left_alone() -> None:
    """Row 23: ten requests in a row that no retry saved end the run; a good answer in between starts the count again."""

    async def play(statuses: list[int]) -> list[str]:
        engine: Any = Engine(answer(200))
        retry = PoliteRetryMiddleware.from_crawler(engine)
        for status in statuses:
            retry.process_response(Request(URL, meta={"retry_times": 1}), answer(status))
        await asyncio.sleep(0)
        return list(engine.closed)

    assert asyncio.run(play([503] * MAX_GIVEN_UP)) == ["site-unavailable"]
    assert asyncio.run(play([503] * (MAX_GIVEN_UP - 1) + [200] + [503] * (MAX_GIVEN_UP - 1))) == []
    assert asyncio.run(play([500] * 3 * MAX_GIVEN_UP)) == []


def test_failed_connection_is_told_in_words() -> None:
    shown = "[<twisted.python.failure.Failure twisted.internet.error.ConnectionDone: Connection was closed cleanly.>]"
    assert failure_text(OSError(shown)) == "ConnectionDone: Connection was closed cleanly."
    assert failure_text(OSError("it <took> too long [5 s]")) == "it <took> too long [5 s]"
