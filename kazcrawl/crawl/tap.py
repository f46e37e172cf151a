"""Every response as it came over the wire: seen next to the downloader, before anything unpacks it, and given to the run's captures."""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from kazcrawl.crawl.runlog import runlog_of
from kazcrawl.errors import ArchiveError


class CaptureMiddleware:
    """Downloader middleware between the guard of addresses and all that changes a response. Does nothing outside of a run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CaptureMiddleware":
        """Keep the crawler: the run log is found through it once the crawl has begun."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Hand the response on when it is in the writer's queue. A disk that fails ends the run."""
        log = runlog_of(self._crawler)
        if log.captures is not None:
            try:
                log.captures.keep(request, response)
            except ArchiveError as error:
                log.stop_for(error)
        return response
