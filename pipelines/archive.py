"""Last step: the item is stored, one transaction per post, and the run log hears what became of it."""

from datetime import UTC, datetime

from scrapy.crawler import Crawler

from kazcrawl.archive import Archive
from kazcrawl.crawl.runlog import runlog_of
from kazcrawl.evidence.reparse import make_rereader, settle_reading
from kazcrawl.evidence.reread import Rereader
from kazcrawl.items import Finding, PostItem


class ArchivePipeline:
    """Saves to the archive that the run log opened; without a run (`scrapy parse --pipelines`) items only pass."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rereader: Rereader | None = None
        self._is_first = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ArchivePipeline":
        """Keep the crawler: the run log is found through it once the crawl has begun."""
        return cls(crawler)

    async def process_item(self, item: PostItem) -> PostItem:
        """Return the item when it is committed; raises ArchiveError when it cannot be."""
        log = runlog_of(self._crawler)
        if log.archive is None or log.site is None or log.run is None:
            return item
        if log.captures is not None:
            item.captures = await log.captures.of(item)
        now = datetime.now(UTC)
        reason = self._settle(log.archive, item, now) if item.captures and item.copy is None else None
        saved = log.archive.save_post(item, site=log.site.name, run=log.run, now=now, reason=reason)
        log.settle(item.requested_url, saved.outcome.value)
        log.notes.present.add(saved.public_id)
        for finding in (*saved.findings, *(Finding(kind, item.url) for kind in item.findings)):
            log.add_finding(finding)
        return item

    def _settle(self, archive: Archive, item: PostItem, now: datetime) -> str | None:
        """Tell what the site changed from what is only read otherwise; in a site's first run there is nothing to tell apart."""
        if self._rereader is None:
            self._is_first = archive.count_posts(item.site) == 0
            self._rereader = make_rereader(archive, getattr(self._crawler.spider, "site", None))
        return None if self._is_first else settle_reading(archive, self._rereader, item, now=now)
