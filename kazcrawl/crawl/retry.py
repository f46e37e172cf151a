"""Trying again without hammering: Retry-After is obeyed, a site that is too busy is asked more slowly, one that stays so is left alone.

A site that asks for a longer pause than a run can wait is left alone at once: the run ends with a finding, and the next one repairs."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

from kazcrawl.crawl.ending import end_run, ending_reason
from kazcrawl.crawl.guard import report
from kazcrawl.crawl.unpack import CUT
from kazcrawl.items import Finding

BUSY = (429, 503)
MAX_WAIT = 120.0  # seconds: a Retry-After up to this is waited for, a longer one ends the run
MAX_WAITED = 900.0  # seconds that all of a run's Retry-After may take together
FIRST_DELAY, MAX_DELAY = 1.0, 10.0  # seconds between requests to a site that said it is busy: doubled each time
RECOVERY = 0.8  # of that delay is left after every good answer: taken back more slowly than given, or each pace too fast is tried again
MAX_GIVEN_UP = 10  # requests given up in a row, all for "busy" or no answer at all, after which the site is left alone for this run


def retry_after(told: str | None, *, now: datetime) -> float:
    """Return the seconds that a Retry-After header asks for; a number or an HTTP date (RFC 9110 §10.2.3), else 0."""
    text = (told or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max((moment - now).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return 0.0


class PoliteRetryMiddleware(RetryMiddleware):
    """Scrapy's retries, of which a busy site sees fewer per minute. Nothing here blocks: the downloader's own slot holds requests back.

    The inherited methods still take the `spider` argument that Scrapy gives up; ours do not."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self._usual: dict[str, float] = {}  # delay of a slot before it was slowed
        self._given_up = 0
        self._waited = 0.0
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PoliteRetryMiddleware":
        """Make the middleware; NotConfigured when RETRY_ENABLED is off."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.response_downloaded, signals.response_downloaded)
        return middleware

    def response_downloaded(self, response: Response, request: Request) -> None:
        """Adapt the pace to an answer. By signal, since middlewares see it only after the slot has sent its next request."""
        if response.status in BUSY:
            told = (response.headers.get("Retry-After") or b"").decode("latin-1")
            wait = retry_after(told, now=datetime.now(UTC))
            self._waited += wait
            if wait > MAX_WAIT or self._waited > MAX_WAITED:
                self._leave(request, f"it asks to be left alone for {wait:.0f} s, longer than a run waits; crawl again later")
            else:
                self._slow(request, wait)
        else:
            self._recover(request)

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override] # no spider
        """Hand the response on, or the request for another try."""
        if ending_reason(self.crawler):
            return response
        if CUT in response.flags:
            cut = ResponseDataLossError("the body is damaged or cut short")
            retried = self.process_exception(request, cut)
            if retried is None:
                raise cut
            return retried
        again = super().process_response(request, response)
        if isinstance(again, Response):
            self._count(request, given_up=response.status in BUSY)
        return again

    def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:  # type: ignore[override] # no spider
        """Return the request for another try, or None to let the failure stand."""
        if ending_reason(self.crawler):
            return None
        again = super().process_exception(request, exception)
        if again is None and isinstance(exception, self.exceptions_to_retry):
            self._count(request, given_up=True)
        return again

    def _slow(self, request: Request, wait: float) -> None:
        """Hold the slot for `wait` seconds from now, and double its delay."""
        found = self._slot(request)
        if found is None:
            return
        key, slot = found
        if not request.meta.get("own_pace"):  # who asks a public archive waits by himself, and far longer
            self._usual.setdefault(key, slot.delay)
            slot.delay = max(slot.delay, min(max(slot.delay * 2, FIRST_DELAY), MAX_DELAY))
        # The downloader sends the next request `delay` after `lastseen`: a `lastseen` in the future is a pause of the whole site.
        slot.lastseen = max(slot.lastseen, monotonic() + wait)

    def _recover(self, request: Request) -> None:
        """Take back some of the slowing with every good answer."""
        found = self._slot(request)
        if found is not None and found[0] in self._usual:
            key, slot = found
            slot.delay = max(self._usual[key], slot.delay * RECOVERY)
            if slot.delay - self._usual[key] < 0.05:
                slot.delay = self._usual.pop(key)

    def _slot(self, request: Request) -> tuple[str, Slot] | None:
        assert self.crawler.engine is not None
        downloader = self.crawler.engine.downloader
        key = downloader.get_slot_key(request)
        slot = downloader.slots.get(key)
        return (key, slot) if slot is not None else None

    def _count(self, request: Request, *, given_up: bool) -> None:
        self._given_up = self._given_up + 1 if given_up else 0
        if self._given_up >= MAX_GIVEN_UP:
            self._leave(request, f"{MAX_GIVEN_UP} requests in a row were given up")

    def _leave(self, request: Request, why: str) -> None:
        """Leave the site alone for this run."""
        if self._closing is None:
            report(self.crawler, Finding("site-unavailable", request.url, why))
            self._closing = end_run(self.crawler, "site-unavailable")
