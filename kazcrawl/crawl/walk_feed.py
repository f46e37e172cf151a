"""Walks a feed: page after page where the site pages it, the first page alone where it does not."""

from collections.abc import AsyncIterator, Sequence

from scrapy.http import Response

from kazcrawl.crawl.routes import MAX_GAPS, Fetch, Report, headers_of
from kazcrawl.discover.audit import Named
from kazcrawl.discover.feed import FeedPage, paged_url, read_feed
from kazcrawl.discover.unchanged import Mark, feed_mark
from kazcrawl.errors import RouteError
from kazcrawl.items import Finding, PostRef
from kazcrawl.urls import url_key

# 5,000 pages hold 50,000 posts; a feed that goes on for longer makes them up.
MAX_FEED_PAGES = 5000


class FeedRoute:
    """A feed in the first of several places where there is one. It is complete only if its own end was seen: a page past the last, or the
    last link of a chain. `tells_changes` once it was read: every entry says when it was last changed."""

    name = "feed"

    def __init__(self, places: Sequence[str], *, fetch: Fetch, report: Report) -> None:
        self._places, self._fetch, self._report = places, fetch, report
        self.complete = self.tells_changes = False
        self.total: int | None = None
        self.carried: tuple[Named, ...] = ()
        self.url: str | None = None
        self.mark: Mark | None = None
        self._gaps = 0

    async def refs(self) -> AsyncIterator[PostRef]:
        """Yield the posts in the feed's order."""
        page: FeedPage | None = await self._open()
        assert page is not None
        chained, number, met, ended = page.next_url is not None, 1, set[str](), False
        while not ended:
            if page is not None:
                fresh = [ref for ref in page.refs if url_key(ref.url) not in met]
                if page.refs and not fresh:
                    return  # it answers every number with the same entries
                met.update(url_key(ref.url) for ref in fresh)
                for ref in fresh:
                    yield ref
            number += 1
            url = (page.next_url if page else None) if chained else paged_url(self.url or "", number)
            if url is None or number > MAX_FEED_PAGES or self._gaps > MAX_GAPS:
                ended = url is None and page is not None
                break
            page, ended = await self._next(url, number)
            if page is None and not ended and not self._gaps:
                return
        if number > MAX_FEED_PAGES:
            self._report(Finding("feed-bound", self.url or "", f"stopped after {MAX_FEED_PAGES} pages"))
        self.complete = ended and not self._gaps

    async def _open(self) -> FeedPage:
        """Return the first page of the first place that is a feed. Raises RouteError, at once where feeds are closed on purpose."""
        error = RouteError(self._places[0] if self._places else "", "absent", "no feed is named")
        for place in self._places:
            try:
                response = await self._fetch(place)
                page = read_feed(response.body, url=place, status=response.status)
            except RouteError as caught:
                if caught.code == "closed":
                    raise
                error = caught if error.code in ("absent", "past-end") else error
                continue
            self.url, self.mark, self.tells_changes = place, feed_mark(place, headers_of(response)), page.tells_changes
            self._note_damage(page, place)
            return page
        raise error

    async def _next(self, url: str, number: int) -> tuple[FeedPage | None, bool]:
        """Return a further page, or None and whether the feed rightly ended before it; what is in the way of one is a gap.

        A page of HTML in its place proves no end and tells of no more: the site does not page its feed, or hides the end of it."""
        try:
            response: Response = await self._fetch(url)
            page = read_feed(response.body, url=url, status=response.status)
        except RouteError as error:
            if error.code in ("past-end", "absent"):
                if error.code == "absent" and number > 2:
                    self._report(Finding("feed-end", url, "ends with a page that is no feed"))
                return None, error.code == "past-end"
            self._gaps += 1
            self._report(Finding("feed-gap", url, f"{error.code} {error.detail}".rstrip()))
            return None, False
        self._note_damage(page, url)
        return page, not page.refs

    def _note_damage(self, page: FeedPage, url: str) -> None:
        if page.damaged:
            self._gaps += 1
            self._report(Finding("feed-gap", url, "damaged: entries may be lost"))
