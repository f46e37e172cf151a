"""The run log: opens the archive and the run, hears by signals what becomes of every post, and writes the run when the spider closes."""

import asyncio
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from twisted.python.failure import Failure

from kazcrawl import __version__
from kazcrawl.archive import Archive
from kazcrawl.crawl.capture import CaptureLog
from kazcrawl.crawl.conclude import Notes, next_memory, take_stock
from kazcrawl.crawl.ending import end_run, ending_reason
from kazcrawl.crawl.health import Verdict, judge, worth_judging
from kazcrawl.crawl.ledger import Ledger
from kazcrawl.crawl.report import RunReport
from kazcrawl.discover.gone import PostAnswer, judge_answer, next_state
from kazcrawl.discover.gone import Verdict as Departure
from kazcrawl.errors import ArchiveBusyError, ArchiveError, KazcrawlError, SiteLockedError
from kazcrawl.evidence.recovery import recover_site
from kazcrawl.items import Finding, KnownPost, PostItem, Site
from kazcrawl.outlets import use_registry

logger = logging.getLogger(__name__)

# Ends after which nothing more is written but the run itself: each further try would wait as long as the first one.
FAULTY = ("busy", "storage")

_open: dict[Path, tuple[Archive, int]] = {}


def acquire_archive(path: Path) -> Archive:
    """Return the one Archive of this process for that file, opened at need. Pair with `release_archive`."""
    archive, users = _open.get(path) or (Archive.open(path), 0)
    if not users:
        use_registry(archive.registry)  # posts are parsed with the outlets that stand beside the archive
    _open[path] = (archive, users + 1)
    return archive


def release_archive(path: Path) -> None:
    """Give the archive back; the last one to do so closes it."""
    archive, users = _open.pop(path)
    if users > 1:
        _open[path] = (archive, users - 1)
    else:
        archive.close()


def runlog_of(crawler: Crawler) -> "RunLog":
    """Return the run log of a crawler: the one way by which Scrapy parts reach the archive."""
    found = crawler.get_extension(RunLog)
    assert found is not None, "the run log is no optional extension"
    return found


def asked_url(request: Request | None) -> str | None:
    """Return the address under which a request's post was asked for, or None when the request is no post's."""
    return request.meta.get("asked_url") if request is not None else None


class RunLog:
    """Scrapy extension. Idle until a spider's own `start()` begins a run: `scrapy parse`, `check` and `shell` store nothing."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._path = Path(crawler.settings["KAZCRAWL_DATABASE"])
        self._stopping: asyncio.Task[None] | None = None
        self._reason: str | None = None
        self.ledger = Ledger()
        self.archive: Archive | None = None
        self.site: Site | None = None
        self.run: int | None = None
        self.started_at = datetime.now(UTC)
        self.captures: CaptureLog | None = None
        self._is_first = False  # the site was not kept before this run
        self.requests = 0
        self.answered = False
        self.expected = 0  # posts that this run will ask for, as far as it is known; for the bar
        self.partial = False
        self.findings: list[Finding] = []
        self.notes = Notes()
        self.report: RunReport | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RunLog":
        """Connect to the signals that tell what becomes of every post."""
        log = cls(crawler)
        for name in ("item_dropped", "item_error", "spider_error", "response_received", "spider_closed"):
            crawler.signals.connect(getattr(log, name), getattr(signals, name))
        return log

    def begin(self, site: Site, *, partial: bool, full: bool) -> Archive:
        """Open the archive, take the site's lock and start the run. Raises SiteLockedError or ArchiveError."""
        self.site, self.partial, self.started_at = site, partial, datetime.now(UTC)
        self.archive = acquire_archive(self._path)
        self.archive.lock_site(site.name)
        self._is_first = self.archive.get_site(site.name) is None
        self.archive.save_site(site)
        self.run = self.archive.start_run(site.name, now=self.started_at, version=__version__, full=full)
        for finding in recover_site(self.archive, site.name):
            self.add_finding(finding)
        if self._crawler.settings.getbool("KAZCRAWL_CAPTURE"):
            self.captures = CaptureLog(self.archive, site.name, self.run, now=self.started_at)
        return self.archive

    def settle(self, url: str | None, outcome: str, *, reason: str = "", detail: str = "") -> None:
        """Book the end of a post asked for; a rejection, failure or duplicate becomes a finding."""
        finding = self.ledger.settle(url, outcome, reason=reason, detail=detail)
        if finding is not None:
            self.add_finding(finding)
            if finding.kind in ("rejected", "duplicate"):
                self.notes.reject(finding.url, reason if finding.kind == "rejected" else finding.kind)

    def judge_departed(self, post: KnownPost, answer: PostAnswer, *, home: str) -> bool:
        """Book what a known post's own answer proves that no route names: True when it is still there, so that its page is to be saved."""
        verdict, evidence = judge_answer(post, answer, home=home)
        if verdict is Departure.PRESENT:
            return True
        awaited = self.notes.plan is not None and post.public_id in self.notes.plan.past.awaiting
        state = next_state(verdict, awaited=awaited)
        if state is not None:
            self.note_state(post.public_id, state, evidence)
        reason = {"missing": "perhaps-gone", None: "unclear"}.get(state, state or "")
        self.settle(post.url, "rejected", reason=reason, detail=evidence)
        return False

    def note_state(self, public_id: str, state: str, evidence: str) -> None:
        """Write that a post left, with the evidence."""
        if self.archive is not None:
            self.archive.note_state(public_id, state, evidence, run=self.run, now=datetime.now(UTC))

    def add_finding(self, finding: Finding) -> None:
        """Keep a finding: in the run's report, in the log and in the archive."""
        self.findings.append(finding)
        logger.info("%s %s %s", finding.kind, ascii(finding.url)[1:-1], ascii(finding.detail)[1:-1])
        if self.archive is not None and self.site is not None and self.run is not None and self._reason not in FAULTY:
            try:
                self.archive.add_finding(self.run, self.site.name, finding, now=datetime.now(UTC))
            except ArchiveError as error:
                self.stop_for(error)

    def stop_for(self, error: KazcrawlError) -> None:
        """End the crawl because the archive cannot be written, or because another run has the site."""
        known = ((SiteLockedError, "locked"), (ArchiveBusyError, "busy"))
        self.stop(next((reason for kind, reason in known if isinstance(error, kind)), "storage"), str(error))

    def stop(self, reason: str, detail: str = "") -> None:
        """End the crawl: what is in flight is finished, nothing new is asked. The first reason counts."""
        if self._reason is None:
            self._reason = reason
            self.findings.append(Finding(reason, "", detail))
            logger.info("stopping (%s): %s", reason, ascii(detail)[1:-1])
            self._stopping = end_run(self._crawler, reason)

    def item_dropped(self, item: Any, exception: BaseException) -> None:
        """A pipeline dropped an item and said why, as "rejected: reason" or "duplicate: reason"."""
        if isinstance(item, PostItem) and isinstance(exception, DropItem):
            outcome, _, reason = str(exception).partition(": ")
            self.settle(item.requested_url, outcome, reason=reason)

    def item_error(self, item: Any, failure: Failure) -> None:
        """A pipeline raised: the item is not stored. A disk that fails would fail every post, so it ends the run."""
        if isinstance(item, PostItem):
            self.settle(item.requested_url, "failed", reason=type(failure.value).__name__, detail=str(failure.value))
        if isinstance(failure.value, ArchiveError):
            self.stop_for(failure.value)

    def spider_error(self, failure: Failure, response: Response | None) -> None:
        """A callback raised, or the walk itself (then there is no response): an error of ours, told with where it came about."""
        asked = asked_url(response.request) if response is not None else None
        reason, detail = type(failure.value).__name__, str(failure.value)
        if isinstance(failure.value, ArchiveError):
            self.stop_for(failure.value)
        elif asked is None:
            self.add_finding(Finding("internal-error", response.url if response is not None else "", f"{reason}: {detail}"))
        self.settle(asked, "failed", reason=reason, detail=detail)

    def response_received(self) -> None:
        """Count every answer; robots.txt and index pages too."""
        self.requests += 1

    def spider_closed(self, reason: str) -> None:
        """Settle what was never reached, judge the run, write it, and give the archive back."""
        reason = self._reason or ending_reason(self._crawler) or reason
        for url in self.ledger.pending:
            self.settle(url, "failed", reason="not-reached", detail=f"the run ended first ({reason})")
        counts = self.ledger.counts
        if self.archive is not None and self._reason not in FAULTY:
            self._take_stock(self.archive)
        kinds = worth_judging(self.findings, complete=self.notes.complete)
        verdict = judge(counts, kinds, reason=reason, requests=self.requests, answered=self.answered, partial=self.partial)
        if self.archive is not None:
            verdict = self._write(self.archive, verdict)
            release_archive(self._path)
            self.archive = None
        name = self.site.name if self.site else ""
        self.report = RunReport(name, self.run, verdict, counts, self.requests, tuple(self.findings))

    def _take_stock(self, archive: Archive) -> None:
        assert self.site is not None
        try:
            found = take_stock(archive, self.site.name, self.notes, run=self.run, now=datetime.now(UTC))
        except ArchiveError as error:
            found = [Finding("storage", "", str(error))]
        for finding in found:
            self.add_finding(finding)

    def _write(self, archive: Archive, verdict: Verdict) -> Verdict:
        assert self.site is not None
        if self.captures is not None:
            try:
                self.captures.close()
            except ArchiveError as error:
                verdict = Verdict("failed", str(error))
        try:
            if self._is_first and not self.requests and verdict.outcome == "failed":  # as likely mistyped as down
                archive.remove_site(self.site.name)
                verdict = Verdict("failed", f"{verdict.why}; nothing ever answered there, so it is not kept as a site")
            if self.run is not None:
                counts, now = self.ledger.counts, datetime.now(UTC)
                told = next_memory(self.notes, counts, outcome=verdict.outcome, now=now)
                archive.save_memory(self.site.name, told)
                archive.finish_run(self.run, counts=counts, outcome=verdict.outcome, reason=verdict.why, requests=self.requests, now=now)
        except ArchiveError as error:
            return Verdict("locked" if isinstance(error, ArchiveBusyError) else "failed", str(error))
        finally:
            archive.unlock_site(self.site.name)
        return verdict
