"""Walks listing pages, the way of last resort: the home page's list to its end, then the lists that pages call so; where the home page
tells too little, the lists of months and categories too."""

from collections.abc import AsyncIterator
from itertools import islice

from scrapy.http import Response

from kazcrawl.crawl.routes import MAX_GAPS, MAX_STALE_PAGES, Fetch, Report
from kazcrawl.discover.audit import Named
from kazcrawl.errors import ParseError, RouteError
from kazcrawl.items import Finding, PostRef
from kazcrawl.parse.lists.listing import Listing, read_listing
from kazcrawl.parse.lists.paging import first_page, page_of, with_number
from kazcrawl.urls import url_key

# 5,000 list pages hold 50,000 posts; a chamber has hundreds. A calendar that never ends stops here.
MAX_LIST_PAGES = 5000
# Forty years of months and some categories.
MAX_ARCHIVES = 600
# Lists that the site names in its menus.
MAX_SECTIONS = 40


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
        self._sections: dict[str, None] = {}
        self._folder = _folder_of(home)
        self._gaps = 0
        self._bounded = False
        self._problem = "no posts are listed there"

    async def refs(self) -> AsyncIterator[PostRef]:
        """Yield the posts in the order of the pages. Raises RouteError when no page lists any."""
        async for ref in self._chain(self._home):
            yield ref
        led_on = len(self._visited) > 1
        for section in islice(iter(self._next_section, None), MAX_SECTIONS):
            async for ref in self._chain(section, repeats_end=led_on):
                yield ref
        if not led_on or self._gaps:  # a front page that leads nowhere, or a list with a hole in it
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

    def _next_section(self) -> str | None:
        return next((url for url in self._sections if url_key(url) not in self._visited), None) if self._gaps < MAX_GAPS else None

    async def _chain(self, start: str, *, repeats_end: bool = False) -> AsyncIterator[PostRef]:
        """Walk one list from its first page to its last, or if `repeats_end` to the first page that names nothing new."""
        url: str | None = start
        here: set[str] = set()
        stale, guessed = 0, False
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
            self._sections.update(dict.fromkeys(section for section in listing.sections if url_key(section).startswith(self._folder)))
            for post_url in fresh:
                yield PostRef(post_url, self.name)
            if (guessed and stale) or (repeats_end and not fresh):
                return
            url, guessed = _next_of(url, listing.older) if listing.older else None, listing.guessed

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


def _folder_of(home: str) -> str:
    """Return how the keys of addresses begin that belong to a blog in a folder: of several blogs on one host only this one is walked."""
    key = url_key(home).partition("?")[0]
    host, _, path = key.partition("/")
    last = path.rpartition("/")[2]
    return f"{host}/{path.removesuffix(last) if '.' in last else path}".rstrip("/")


def next_by_number(url: str) -> str | None:
    """Return the list page after this one by its number, `/page/3/` → `/page/4/` or `?paged=3` → `?paged=4`; None when it has none."""
    return with_number(url, page_of(url)[1] + 1)


def _next_of(url: str, older: str) -> str | None:
    """Where a list goes on. A link from the numbered pages of one list into another is something else: the list has ended. One from a front
    page to the second page of a list leads to that list's first, of which the front page shows a part."""
    (here, number), (there, page) = page_of(url), page_of(older)
    if here == there:
        return older
    return None if number > 1 else (first_page(older) if page > 1 else None) or older
