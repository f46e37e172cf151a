"""Walks listing pages, the way of last resort: the home page's list to its end; where that tells too little, the lists of months and
categories that the pages link to."""

import re
from collections.abc import AsyncIterator

from scrapy.http import Response

from kazcrawl.crawl.routes import MAX_GAPS, MAX_STALE_PAGES, Fetch, Report
from kazcrawl.discover.audit import Named
from kazcrawl.errors import ParseError, RouteError
from kazcrawl.items import Finding, PostRef
from kazcrawl.parse.lists.listing import Listing, read_listing
from kazcrawl.parse.lists.older import page_of
from kazcrawl.urls import url_key

# 5,000 list pages hold 50,000 posts; a chamber has hundreds. A calendar that never ends stops here.
MAX_LIST_PAGES = 5000
# Forty years of months and some categories.
MAX_ARCHIVES = 600


class ListingRoute:
    """Listing pages from the home page on, by their links to older ones. A page that fails is stepped over by its number."""

    name = "listing"

    def __init__(self, home: str, *, fetch: Fetch, report: Report, first: Response | None = None) -> None:
        self._home, self._fetch, self._report, self._first = home, fetch, report, first
        self.complete = False
        self.total: int | None = None
        self.carried: tuple[Named, ...] = ()
        self._met: set[str] = set()
        self._visited: set[str] = set()
        self._archives: dict[str, None] = {}
        self._gaps = 0
        self._bounded = False
        self._problem = "no posts are listed there"

    async def refs(self) -> AsyncIterator[PostRef]:
        """Yield the posts in the order of the pages. Raises RouteError when no page lists any."""
        async for ref in self._chain(self._home):
            yield ref
        if len(self._visited) < 2 or self._gaps:  # a front page that leads nowhere, or a list with a hole in it
            walked = 0
            while walked < min(len(self._archives), MAX_ARCHIVES) and self._gaps < MAX_GAPS:
                async for ref in self._chain(list(self._archives)[walked]):
                    yield ref
                walked += 1
            if walked < len(self._archives) and self._gaps < MAX_GAPS:
                self._bound(self._home, f"stopped after {walked} lists of months and categories")
        if not self._met:
            raise RouteError(self._home, "broken" if self._gaps else "absent", self._problem)
        self.complete = not self._gaps and not self._bounded

    async def _chain(self, start: str) -> AsyncIterator[PostRef]:
        """Walk one list from its first page to its last."""
        url: str | None = start
        here: set[str] = set()
        stale = 0
        while url and url_key(url) not in self._visited:
            if len(self._visited) >= MAX_LIST_PAGES or stale >= MAX_STALE_PAGES:
                self._bound(url, f"stopped after {len(self._visited)} list pages, the last {stale} without a new post")
                return
            self._visited.add(url_key(url))
            listing, problem = await self._page(url)
            if listing is None:
                self._gaps += problem != "404"
                url = next_by_number(url) if problem != "404" and self._gaps < MAX_GAPS else None
                continue
            fresh = [post.url for post in listing.posts if url_key(post.url) not in self._met]
            keys = {url_key(post.url) for post in listing.posts}
            stale = 0 if keys - here else stale + 1
            here |= keys
            self._met |= keys
            self._archives.update(dict.fromkeys(listing.archives))
            for post_url in fresh:
                yield PostRef(post_url, self.name)
            url = listing.older if listing.older and not _leaves_list(url, listing.older) else None

    def _bound(self, url: str, detail: str) -> None:
        self._bounded = True
        self._report(Finding("listing-bound", url, detail))

    async def _page(self, url: str) -> tuple[Listing | None, str]:
        """Return the list page, or None and what stood in the way ("404" ends a list rightly)."""
        try:
            response = self._first if self._first is not None and url == self._home else await self._fetch(url)
            if response.status == 200:
                return read_listing(response.body, url=response.url), ""
            problem = str(response.status)
        except (RouteError, ParseError) as error:
            problem = str(error)
        self._problem = problem
        if problem != "404":
            self._report(Finding("listing-gap", url, problem))
        return None, problem


def next_by_number(url: str) -> str | None:
    """Return the list page after this one by its number, `/page/3/` → `/page/4/` or `?paged=3` → `?paged=4`; None when it has none."""
    stepped, count = re.subn(r"(/page/|[?&]paged=)(\d{1,5})(?!\d)", lambda m: f"{m[1]}{int(m[2]) + 1}", url, count=1)
    return stepped if count else None


def _leaves_list(url: str, older: str) -> bool:
    """Whether a link leads from the numbered pages of one list into another: then the list has ended, and the link is something else."""
    (here, number), (there, _) = page_of(url), page_of(older)
    return number > 1 and here != there
