"""Runs one or many sites in one process and says honestly what came of it: Scrapy itself exits 0 when every post failed."""

import asyncio
import difflib
import logging
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from kazcrawl.crawl.ending import drop_waiting
from kazcrawl.crawl.health import EXIT_CODES, Verdict
from kazcrawl.crawl.report import RunReport
from kazcrawl.crawl.runlog import RunLog
from kazcrawl.errors import ConfigError
from kazcrawl.items import Counts, Site
from kazcrawl.sites import file_sites

# Sites are different servers, so several may be asked at once; each is still asked one request at a time.
SITES_AT_ONCE = 8
WATCH_SECONDS = 0.2

# What the watcher hears: the sum so far, how many posts there will be as far as is known, and the site that is being crawled.
Watch = Callable[[Counts, int, str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What to crawl and how: `arguments` as a spider takes them with -a, `settings` as Scrapy takes them with -s."""

    sites: tuple[Site, ...]
    arguments: Mapping[str, str]
    settings: Mapping[str, str]
    verbose: bool = False


class _Process(AsyncCrawlerProcess):
    """Remembers which signal ended it, for the exit code."""

    signum: int | None = None

    def _signal_shutdown(self, signum: int, frame: Any) -> None:
        self.signum = self.signum or signum
        super()._signal_shutdown(signum, frame)
        from twisted.internet import reactor

        reactor.callFromThread(self._drop_waiting)

    def _drop_waiting(self) -> None:
        for crawler in self.crawlers:
            drop_waiting(crawler, "shutdown")


def run_crawl(order: Order, *, watch: Watch | None = None) -> tuple[list[RunReport], set[int]]:
    """Crawl the sites of an order; return their reports in its order, and the exit codes they amount to.

    Can be called once per process: Twisted's reactor starts only once. Raises ConfigError before anything is asked."""
    try:
        process = _Process(make_settings(order))
        crawlers = [_make_crawler(process, site) for site in order.sites]
    except ConfigError:
        raise
    except Exception as error:  # whatever Scrapy, its parts or a file in spiders/ make of the operator's words
        raise _refusal(error) from error
    main = _Main(process, list(zip(crawlers, order.sites, strict=True)), dict(order.arguments), watch)
    from twisted.internet import reactor  # only now: the process has installed the right one

    reactor.callWhenRunning(main.begin)
    process.start(stop_after_crawl=False)
    if main.refused is not None and process.signum is None and not any(log.run for crawler in crawlers if (log := _runlog(crawler))):
        raise _refusal(main.refused) from main.refused
    reports = [_report(crawler, site, stopped=process.signum is not None) for crawler, site in zip(crawlers, order.sites, strict=True)]
    codes = {128 + process.signum if r.verdict.outcome == "interrupted" and process.signum else _code(r) for r in reports}
    return reports, codes


def _refusal(error: Exception) -> ConfigError:
    return ConfigError(f"the crawl cannot be set up ({type(error).__name__}: {error}); look at -s and the files in spiders/")


def make_settings(order: Order) -> Settings:
    """Return the settings with the order's on top. Raises ConfigError for a setting that nobody reads or that is of another kind."""
    settings = Settings()
    settings.setmodule("kazcrawl.settings", priority="project")
    for name, value in order.settings.items():
        if name not in settings:
            near = difflib.get_close_matches(name, list(settings), n=1)
            raise ConfigError(f"-s {name}: no such setting" + (f"; did you mean {near[0]}?" if near else ""))
        before = settings[name]
        settings.set(name, value, priority="cmdline")
        _check_kind(settings, name, before)
    if not order.verbose and not {"LOG_FILE", "LOG_LEVEL", "LOG_ENABLED"} & set(order.settings):
        settings.set("LOG_ENABLED", False, priority="cmdline")
    return settings


def _check_kind(settings: Settings, name: str, before: object) -> None:
    """Raise ConfigError when a setting that is a number or a yes or no before has another word now."""
    try:
        if isinstance(before, bool):
            settings.getbool(name)
        elif isinstance(before, int | float) and not math.isfinite(float(settings[name])):
            raise ValueError
    except ValueError:
        kind = "neither yes nor no; write 1 or 0" if isinstance(before, bool) else f"no number; write it like {before}"
        raise ConfigError(f"-s {name}={settings[name]} is {kind}") from None


class _Main:
    """Keeps a bounded number of crawls going, tells the watcher how far they are, and stops the reactor at the end."""

    def __init__(self, process: _Process, crawls: Sequence[tuple[Crawler, Site]], arguments: dict[str, str], watch: Watch | None) -> None:
        self._process, self._crawls, self._arguments, self._watch = process, crawls, arguments, watch
        self._task: asyncio.Task[None] | None = None
        self.refused: Exception | None = None  # why a crawl could not run

    def begin(self) -> None:
        """Start; called once the reactor runs."""
        self._task = asyncio.ensure_future(self._run())

    async def _run(self) -> None:
        gate = asyncio.Semaphore(SITES_AT_ONCE)
        watcher = asyncio.ensure_future(self._tell())
        try:
            await asyncio.gather(*(self._crawl(gate, crawler, site) for crawler, site in self._crawls), return_exceptions=True)
        finally:
            watcher.cancel()
            if self._process.signum is None:
                self._process._stop_reactor()

    async def _crawl(self, gate: asyncio.Semaphore, crawler: Crawler, site: Site) -> None:
        async with gate:
            if self._process.signum is None:
                try:
                    await self._process.crawl(crawler, kept_site=site, **self._arguments)
                except Exception as error:  # told as a failed run; the log has the details
                    logging.getLogger(__name__).exception("the crawl of %s could not run", site.name)
                    self.refused = error

    async def _tell(self) -> None:
        while self._watch is not None:
            logs = [log for crawler, _ in self._crawls if (log := _runlog(crawler))]
            sums = [log.ledger.counts for log in logs]
            total = Counts(*(sum(getattr(c, name) for c in sums) for name in Counts.__slots__))
            expected = sum(max(log.expected, log.ledger.counts.asked) for log in logs)
            self._watch(total, expected, next((log.site.name for log in logs if log.site and log.report is None), ""))
            await asyncio.sleep(WATCH_SECONDS)


def _make_crawler(process: _Process, site: Site) -> Crawler:
    by_file = {known.name for known in file_sites()}
    return process.create_crawler(site.name if site.name in by_file else "blog")


def _runlog(crawler: Crawler) -> RunLog | None:
    try:
        return crawler.get_extension(RunLog)
    except RuntimeError:  # the crawl has not begun, or never could
        return None


def _report(crawler: Crawler, site: Site, *, stopped: bool) -> RunReport:
    log = _runlog(crawler)
    if log is not None and log.report is not None:
        return replace(log.report, site=site.name)  # a run that never began knows no site
    verdict = Verdict("interrupted", "stopped by a signal") if stopped else Verdict("failed", "the crawl could not start; -v shows why")
    return RunReport(site.name, None, verdict, Counts(), 0, ())


def _code(report: RunReport) -> int:
    return EXIT_CODES[report.verdict.outcome]
