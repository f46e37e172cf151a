"""robots.txt by RFC 9309, in place of Scrapy's middleware, which reads the body whatever the status and never waits for Crawl-delay."""

import asyncio
from datetime import UTC, datetime
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http.request import NO_CALLBACK

from kazcrawl.crawl.ending import end_run, failure_text
from kazcrawl.crawl.guard import GuardRefusedError, report
from kazcrawl.crawl.rules import MAX_BYTES, Rules, decide_robots
from kazcrawl.discover.unchanged import Robots
from kazcrawl.items import Finding
from kazcrawl.urls import origin

MAX_REDIRECTS = 5  # RFC 9309 §2.3.1.2
FETCH_PRIORITY = 1000  # before any page of the site
_REDIRECTS = (301, 302, 303, 307, 308)


class RobotsDisallowedError(IgnoreRequest):
    """robots.txt does not allow the address, or could not be reached."""


class RobotsMiddleware:
    """Downloader middleware: asks for robots.txt once per origin and run, obeys it, and ends the run when it cannot be reached."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rules: dict[str, asyncio.Task[Rules]] = {}
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        """Make the middleware; NotConfigured when ROBOTSTXT_OBEY is off."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, at the pace that the site asks for, or raise RobotsDisallowedError."""
        if request.meta.get("is_robots"):
            return
        mine = origin(request.url)
        if mine not in self._rules:
            self._rules[mine] = asyncio.ensure_future(self._fetch(f"{mine}/robots.txt"))
        rules = await asyncio.shield(self._rules[mine])
        if not rules.reachable:
            raise RobotsDisallowedError(f"robots.txt could not be reached ({rules.why}), so nothing may be asked")
        if not rules.allows(request.url):
            if "asked_url" in request.meta:  # a post that we miss; for an index the walk says what that means
                report(self._crawler, Finding("robots-disallowed", request.url, "robots.txt does not allow it"))
            raise RobotsDisallowedError("robots.txt does not allow it")
        if rules.delay:
            self._pace(request, rules.delay)

    async def _fetch(self, url: str) -> Rules:
        """Return the rules at that address, following its redirects as far as the guard lets us."""
        kept = self._kept().get(origin(url))
        if kept is not None:
            return decide_robots(kept.status, kept.body.encode())
        try:
            rules = await self._follow(url)
        except GuardRefusedError:
            return Rules()  # it redirects away from the site; the refusal is reported already
        except Exception as error:  # whatever the network or a middleware raised: there was no answer
            rules = Rules(reachable=False, why=f"{type(error).__name__} {failure_text(error)}".strip())
        if not rules.reachable:
            report(self._crawler, Finding("robots-unreachable", url, rules.why))
            self._end_run()
        return rules

    def _kept(self) -> dict[str, Robots]:
        """The answers for robots.txt by origin: what the spider brought along from its last run, and what this one heard."""
        return getattr(self._crawler.spider, "kept_robots", {})

    async def _follow(self, url: str) -> Rules:
        assert self._crawler.engine is not None
        asked = origin(url)
        meta = {"is_robots": True, "dont_redirect": True}
        for _ in range(MAX_REDIRECTS + 1):
            request = Request(url, callback=NO_CALLBACK, priority=FETCH_PRIORITY, meta=meta, dont_filter=True)
            response = await self._crawler.engine.download_async(request)
            where = (response.headers.get("Location") or b"").decode("latin-1")
            if response.status not in _REDIRECTS or not where:
                rules = decide_robots(response.status, response.body, (response.headers.get("Content-Type") or b"").decode("latin-1"))
                if rules.reachable and len(response.body) <= MAX_BYTES:
                    text = response.body.decode("utf-8", errors="replace") if rules.parser is not None else ""
                    self._kept()[asked] = Robots(asked, response.status, text, datetime.now(UTC))
                return rules
            url = urljoin(url, where)
        return Rules()

    def _pace(self, request: Request, delay: float) -> None:
        """Hold the requests of this site at least `delay` seconds apart; neither chance nor AutoThrottle may shorten it."""
        assert self._crawler.engine is not None
        downloader = self._crawler.engine.downloader
        request.meta["autothrottle_dont_adjust_delay"] = True
        slot = downloader.slots.get(downloader.get_slot_key(request))
        if slot is not None:
            slot.delay, slot.jitter = max(slot.delay, delay), 0.0

    def _end_run(self) -> None:
        """End the run, once; not awaited here, because closing waits for the very request that we are part of."""
        if self._closing is None:
            self._closing = end_run(self._crawler, "robots-unreachable")
