"""Walking the routes: asks for the pages that `discover/` reads, and yields refs as they come. Knows Scrapy only as `fetch`."""

import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Protocol

from scrapy.http import Response

from kazcrawl.discover.rest import PAGE_SIZES, RestPage, list_url, read_page
from kazcrawl.errors import ParseError, RouteError
from kazcrawl.items import Finding, PostRef
from kazcrawl.parse.listing import Listing, read_listing
from kazcrawl.urls import url_key

logger = logging.getLogger(__name__)

Fetch = Callable[[str], Awaitable[Response]]
Report = Callable[[Finding], None]

# A site that fails more often than this in one walk is ill: the walk ends and says so.
MAX_GAPS = 20
# 5,000 list pages hold 50,000 posts; a chamber has hundreds. A calendar that never ends stops here.
MAX_LIST_PAGES = 5000
# List pages in a row that name no post not yet met in this run: an endless pagination repeats itself.
MAX_STALE_PAGES = 3


class Route(Protocol):
    """A way to the site's list of posts. `complete` is true once `refs()` has yielded all that the route lists."""

    name: str
    complete: bool

    def refs(self) -> AsyncIterator[PostRef]:
        """Yield every post that the route names; raises RouteError when it cannot be read at all."""


class RestRoute:
    """The REST list in one of its two spellings. A failing page is asked again in smaller ones; what stays unreadable is a gap."""

    name = "rest"

    def __init__(self, endpoint: str, *, fetch: Fetch, report: Report, bodies: bool = False) -> None:
        self._endpoint, self._fetch, self._report, self._bodies = endpoint, fetch, report, bodies
        self.complete = False

    async def refs(self) -> AsyncIterator[PostRef]:
        """Yield the posts, newest first."""
        offset = gaps = told = 0
        total: int | None = None
        while True:
            page, size, ended = await self._block(offset)
            if page is None and (ended or gaps >= MAX_GAPS):
                break
            if page is None:
                gaps += 1
                self._report(Finding("rest-gap", self._endpoint, f"posts {offset + 1} to {offset + size} could not be read"))
            else:
                told += len(page.refs)
                total = page.total if page.total is not None else total
                for ref in page.refs:
                    yield ref
                if page.last:
                    break
            offset += size
        self.complete = not gaps and (total is None or told >= total)
        if total is not None and told < total and not gaps:
            self._report(Finding("rest-short", self._endpoint, f"the site counts {total} posts and lists {told}"))

    async def _block(self, offset: int) -> tuple[RestPage | None, int, bool]:
        """Return the page at `offset`, its size, and whether the list ended before it; the page is None for a gap."""
        error: RouteError | None = None
        sizes = [size for size in PAGE_SIZES if offset % size == 0]
        for size in sizes:
            try:
                return await self._page(offset // size + 1, size), size, False
            except RouteError as caught:
                error = caught
                if caught.code == "past-end":
                    return None, size, True
                if caught.code in ("closed", "absent") and offset == 0:
                    raise
        if offset == 0 and error is not None:
            raise error
        return None, sizes[-1], False

    async def _page(self, page: int, size: int) -> RestPage:
        url = list_url(self._endpoint, page=page, size=size, bodies=self._bodies)
        response = await self._fetch(url)
        headers = {name.decode("latin-1").lower(): values[-1].decode("latin-1") for name, values in response.headers.items() if values}
        return read_page(response.body, url=url, status=response.status, headers=headers, size=size)


class ListingRoute:
    """Listing pages from the home page on, by their links to older ones. A page that fails is stepped over by its number."""

    name = "listing"

    def __init__(self, home: str, *, fetch: Fetch, report: Report, first: Response | None = None) -> None:
        self._home, self._fetch, self._report, self._first = home, fetch, report, first
        self.complete = False

    async def refs(self) -> AsyncIterator[PostRef]:
        """Yield the posts in the order of the pages."""
        url: str | None = self._home
        met: set[str] = set()
        visited: set[str] = set()
        stale = gaps = 0
        while url and url_key(url) not in visited and len(visited) < MAX_LIST_PAGES and stale < MAX_STALE_PAGES:
            visited.add(url_key(url))
            listing, status = await self._page(url)
            if listing is None:
                if not met:
                    raise RouteError(url, "broken", status)
                gaps += status != "404"
                url = next_by_number(url) if status != "404" and gaps < MAX_GAPS else None
                continue
            fresh = [post.url for post in listing.posts if url_key(post.url) not in met]
            stale = 0 if fresh else stale + 1
            met.update(map(url_key, fresh))
            for post_url in fresh:
                yield PostRef(post_url, "listing")
            url = listing.older
        if url and url_key(url) not in visited:
            self._report(Finding("listing-bound", url, f"stopped after {len(visited)} list pages, the last {stale} without a new post"))
        elif not met:
            raise RouteError(self._home, "absent", "no posts are listed there")
        else:
            self.complete = not gaps

    async def _page(self, url: str) -> tuple[Listing | None, str]:
        """Return the list page, or None and what stood in the way ("404" ends a list rightly)."""
        try:
            response = self._first if self._first is not None and url == self._home else await self._fetch(url)
            if response.status == 200:
                return read_listing(response.body, url=response.url), ""
            problem = str(response.status)
        except (RouteError, ParseError) as error:
            problem = str(error)
        if problem != "404":
            self._report(Finding("listing-gap", url, problem))
        return None, problem


def next_by_number(url: str) -> str | None:
    """Return the list page after this one by its number, `/page/3/` → `/page/4/` or `?paged=3` → `?paged=4`; None when it has none."""
    stepped, count = re.subn(r"(/page/|[?&]paged=)(\d{1,5})(?!\d)", lambda m: f"{m[1]}{int(m[2]) + 1}", url, count=1)
    return stepped if count else None
