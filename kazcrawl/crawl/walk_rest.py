"""Walks a REST list of WordPress: all of it, or only what changed since the last time where the site's own count proves the rest."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from kazcrawl.crawl.routes import MAX_GAPS, MAX_STALE_PAGES, Fetch, Report, headers_of
from kazcrawl.discover.audit import Named
from kazcrawl.discover.rest import PAGE_SIZES, RestPage, list_url, read_page
from kazcrawl.errors import RouteError
from kazcrawl.items import Finding, PostRef

# Pages of one list, a hundred posts each: no blog has so many, a list that makes up its posts has no end.
MAX_REST_PAGES = 5000


@dataclass(frozen=True, slots=True)
class Before:
    """The list as it was when it was last read whole: its posts, and its newest instant of change (aware UTC)."""

    posts: tuple[Named, ...]
    newest: datetime


class RestRoute:
    """One REST list. A failing page is asked again in smaller ones; what stays unreadable is a gap.

    With `before` the walk goes by the time of change and ends where nothing is new any more, if the site's count then adds up. Whenever
    the numbers do not add up the walk is repeated by id: posts of one second change places between pages, ids never do."""

    def __init__(
        self, endpoint: str, *, fetch: Fetch, report: Report, name: str = "rest", bodies: bool = False, before: Before | None = None
    ) -> None:
        self.name, self.endpoint = name, endpoint
        self._fetch, self._report, self._bodies, self._before = fetch, report, bodies, before
        self.complete = False
        self.total: int | None = None
        self.newest: datetime | None = None
        self.carried: tuple[Named, ...] = ()
        self._met: set[int | None] = set()
        self._gaps: list[Finding] = []

    async def refs(self) -> AsyncIterator[PostRef]:
        """Yield the posts: newest first, or latest changed first where the list is known from before."""
        for order in ("modified" if self._before else "date", "id"):
            self._gaps = []
            async for ref in self._walk(order):
                yield ref
            if self.complete or self._gaps:
                break
        for finding in self._gaps:
            self._report(finding)
        if self.total is not None and len(self._met) < self.total and not self._gaps and not self.complete:
            self._report(Finding("rest-short", self.endpoint, f"the site counts {self.total} posts and lists {len(self._met)}"))

    async def _walk(self, order: str) -> AsyncIterator[PostRef]:
        offset, last = 0, False
        here: set[int | None] = set()
        stale = pages = 0
        while not last:
            page, size, ended = await self._block(offset, order)
            if page is None and (ended or len(self._gaps) >= MAX_GAPS):
                break
            if page is None:
                self._gaps.append(Finding("rest-gap", self.endpoint, f"posts {offset + 1} to {offset + size} could not be read"))
            else:
                self.total = page.total if page.total is not None else self.total
                for ref in self._fresh(page):
                    yield ref
                last = page.last
                named = {ref.facts.wp_id for ref in page.refs}
                stale = 0 if named - here else stale + 1
                here |= named
                pages += 1
                if stale >= MAX_STALE_PAGES or (pages >= MAX_REST_PAGES and not last):
                    after = f"{stale} pages in a row without a new post" if stale >= MAX_STALE_PAGES else f"{pages} pages"
                    self._gaps.append(Finding("rest-bound", self.endpoint, f"stopped after {after}"))
                    break
                if order == "modified" and not self._gaps and self._is_caught_up(page):
                    return
            offset += size
        self.complete = not self._gaps and (self.total is None or len(self._met) >= self.total)

    def _fresh(self, page: RestPage) -> list[PostRef]:
        """The posts of a page that were not met before on this walk."""
        fresh = [ref for ref in page.refs if ref.facts.wp_id not in self._met]
        self._met.update(ref.facts.wp_id for ref in fresh)
        told = [ref.facts.modified_at for ref in page.refs if ref.facts.modified_at is not None]
        self.newest = max((*told, *([self.newest] if self.newest else [])), default=None)
        return fresh

    def _is_caught_up(self, page: RestPage) -> bool:
        """Whether all that follows is older than the last change known, and the site's count says that nothing was taken away."""
        oldest = page.refs[-1].facts.modified_at if page.refs else None
        if self._before is None or self.total is None or oldest is None or oldest >= self._before.newest:
            return False
        behind = tuple(post for post in self._before.posts if post.wp_id not in self._met)
        if self.total != len(behind) + len(self._met):
            return False
        self.carried, self.complete = behind, True
        return True

    async def _block(self, offset: int, order: str) -> tuple[RestPage | None, int, bool]:
        """Return the page at `offset`, its size, and whether the list ended before it; the page is None for a gap."""
        error: RouteError | None = None
        sizes = [size for size in PAGE_SIZES if offset % size == 0]
        for size in sizes:
            try:
                return await self._page(offset // size + 1, size, order), size, False
            except RouteError as caught:
                error = caught
                if caught.code == "past-end":
                    return None, size, True
                if caught.code in ("closed", "absent") and offset == 0:
                    raise
        if offset == 0 and error is not None:
            raise error
        return None, sizes[-1], False

    async def _page(self, page: int, size: int, order: str) -> RestPage:
        url = list_url(self.endpoint, page=page, size=size, order=order, bodies=self._bodies)
        response = await self._fetch(url)
        return read_page(response.body, url=url, status=response.status, headers=headers_of(response), size=size)
