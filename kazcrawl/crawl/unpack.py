"""Taking the content coding off an answer, in place of Scrapy's middleware, which hands on what it got out of a body that was cut.

Only gzip is asked for: its end can be told from a cut, and every server knows it. What is damaged is marked, and asked for again by
`kazcrawl.crawl.retry`, like any answer that broke off."""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from kazcrawl.net import DamagedBodyError, unpack

CUT = "dataloss"  # Scrapy's own flag of an answer that is not whole


class UnpackMiddleware:
    """Downloader middleware between retry and the downloader."""

    def __init__(self, crawler: Crawler) -> None:
        self._max_bytes = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "UnpackMiddleware":
        """Make the middleware of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Say what we can read."""
        request.headers["Accept-Encoding"] = "gzip"

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the response with its body unpacked; IgnoreRequest when that is too large or packed otherwise."""
        coding = b", ".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        if not coding or request.method == "HEAD":
            return response
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        try:
            body = unpack(response.body, coding, max_bytes=self._max_bytes)
        except DamagedBodyError:
            return response.replace(headers=headers, flags=[*response.flags, CUT])
        except ValueError as error:
            raise IgnoreRequest(str(error)) from error
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        return response.replace(cls=kind, headers=headers, body=body)
