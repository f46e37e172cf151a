"""Ending a run before its time: what is in flight is finished, what waits is dropped, nothing new is sent.

Scrapy alone would still send what waits in the downloader, each after the site's delay, and try again what fails meanwhile: to a site that
asked to be left alone that is hammering, and under a long pause it keeps a run that was told to end."""

import asyncio
import re
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

# What Twisted makes of the reasons for which a connection failed: a list of Failures as Python shows it.
_FAILURE = re.compile(r"\[?<twisted\.python\.failure\.Failure (?:twisted\.internet\.error\.)?([^<>]*)>\]?")

_reasons: WeakKeyDictionary[Crawler, str] = WeakKeyDictionary()


class RunEndingError(IgnoreRequest):
    """The run is ending, so the address was not asked. `str(error)` is why."""


def ending_reason(crawler: Crawler) -> str | None:
    """Return why the run is ending, or None while it goes on."""
    return _reasons.get(crawler)


def end_run(crawler: Crawler, reason: str) -> "asyncio.Task[None]":
    """End the run; the first reason counts. The task is not to be awaited by a request: closing waits for every request in flight."""
    assert crawler.engine is not None
    closing = asyncio.ensure_future(crawler.engine.close_spider_async(reason=reason))
    drop_waiting(crawler, reason)
    return closing


def failure_text(error: BaseException | None) -> str:
    """Return what the error of a failed request says, for people."""
    return _FAILURE.sub(r"\1", str(error))


def drop_waiting(crawler: Crawler, reason: str) -> None:
    """Let every request that is not sent yet, now or later, fail with RunEndingError."""
    _reasons.setdefault(crawler, reason)
    error = RunEndingError(f"the run ended first ({_reasons[crawler]})")
    for slot in list(crawler.engine.downloader.slots.values()) if crawler.engine is not None else ():
        while slot.queue:
            _, waiting = slot.queue.popleft()
            waiting.errback(error)
