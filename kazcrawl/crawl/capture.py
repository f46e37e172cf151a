"""The captures of a run: every response into its WARC, and what an item was read from. `crawl.tap` brings the responses."""

import asyncio
from concurrent.futures import Future
from datetime import UTC, datetime

from scrapy import Request
from scrapy.http import Response

from kazcrawl.archive import Archive
from kazcrawl.evidence.keeping import open_writer, row_of
from kazcrawl.items import Capture, PostItem
from kazcrawl.warc import Exchange, Written

# Rows of responses that no post is read from are written so many at a time.
ROWS_AT_ONCE = 50
# What Scrapy says of a body that is not whole, in WARC's words.
_TRUNCATED = {"dataloss": "disconnect", "download_stopped": "length"}
# Bodies made of a route's answer alone → the role of that answer.
_TOLD = {"facts": "rest", "feed": "feed", "listing": "listing"}


class CaptureLog:
    """The captures of one run: the WARC that is written, and the rows that are not stored yet."""

    def __init__(self, archive: Archive, site: str, run: int, *, now: datetime) -> None:
        self._archive, self._site, self._run = archive, site, run
        self._writer = open_writer(archive, site, f"{site}-{now:%Y%m%d%H%M%S}-run{run}")
        self._latest: dict[str, Future[Capture]] = {}
        self._pending: list[Future[Capture]] = []

    def keep(self, request: Request, response: Response) -> None:
        """Put a response into the queue of the writer. Raises ArchiveError when one before could not be written."""
        exchange = make_exchange(request, response, now=datetime.now(UTC))
        kept: Future[Capture] = Future()
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1") or None
        self._writer.write(exchange).add_done_callback(lambda done: _resolve(kept, done, exchange, content_type))
        self._latest[_first_url(request)] = kept
        self._pending.append(kept)
        if len(self._pending) >= ROWS_AT_ONCE:
            self._store([one for one in self._pending if one.done()])

    async def of(self, item: PostItem) -> tuple[Capture, ...]:
        """Return the stored responses that an item was read from, on the disk by now. Raises ArchiveError when they are not."""
        role = _TOLD.get(item.origins.get("body", ""), "")
        found = []
        for place, url in enumerate(item.answers or (item.requested_url or item.url,)):
            address = Request(url).url
            kept = self._latest.get(address) if role else self._latest.pop(address, None)  # a route's answer tells of many posts
            if kept is not None:
                capture = kept.result() if kept.done() else await asyncio.wrap_future(kept)
                found.append(capture.of_role(role or ("part" if place else "page")))
        return tuple(found)

    def close(self) -> None:
        """Write all that waits, then the rows, then close the file. Raises ArchiveError."""
        try:
            for kept in self._pending:
                kept.exception()  # waits
            self._store(self._pending)
        finally:
            self._writer.close()

    def _store(self, done: list["Future[Capture]"]) -> None:
        self._pending = [kept for kept in self._pending if kept not in done]
        self._archive.save_captures([kept.result() for kept in done], site=self._site, run=self._run)


def make_exchange(request: Request, response: Response, *, now: datetime) -> Exchange:
    """Return what Scrapy has of a request and its answer."""
    return Exchange(
        url=response.url,
        fetched_at=now,
        status=response.status,
        headers=_headers(response),
        body=response.body,
        request_headers=_headers(request),
        method=request.method,
        protocol=response.protocol or "HTTP/1.1",
        ip=str(response.ip_address) if response.ip_address is not None else None,
        truncated=next((_TRUNCATED[flag] for flag in response.flags if flag in _TRUNCATED), None),
    )


def _resolve(kept: "Future[Capture]", done: "Future[Written]", exchange: Exchange, content_type: str | None) -> None:
    error = done.exception()
    if error is not None:
        kept.set_exception(error)
        return
    kept.set_result(row_of(exchange, done.result(), content_type=content_type))


def _headers(message: Request | Response) -> tuple[tuple[str, str], ...]:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, values in message.headers.items() for value in values)


def _first_url(request: Request) -> str:
    """The address that was asked for first, before any redirect."""
    urls = request.meta.get("redirect_urls")
    return str(urls[0]) if urls else request.url
