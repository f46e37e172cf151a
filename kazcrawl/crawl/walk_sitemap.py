"""Walks the sitemaps: an index to the maps of posts that it names, every map to its addresses."""

from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from kazcrawl.crawl.routes import Fetch, Report, headers_of
from kazcrawl.discover.audit import Named
from kazcrawl.discover.sitemap import Sitemap, chosen_maps, kind_of, post_like, read_sitemap
from kazcrawl.discover.unchanged import Mark, feed_mark
from kazcrawl.errors import RouteError
from kazcrawl.items import Finding, PostRef
from kazcrawl.urls import url_key

# A map holds up to 50,000 addresses, so this is no blog's bound but that of a site that makes them up.
MAX_MAPS = 500


class SitemapRoute:
    """The sitemaps of a site. `places` are where to look; with `all_places` (they are named in robots.txt) each is read, else the first
    that is there; `mark` is set where it is one file with validators. Refs of maps whose name does not say what is in them are unsure: a
    map names pages of every kind."""

    name = "sitemap"

    def __init__(self, home: str, places: Sequence[str], *, all_places: bool, fetch: Fetch, report: Report) -> None:
        self._home, self._places, self._all, self._fetch, self._report = home, places, all_places, fetch, report
        self.complete = self.tells_changes = False
        self.total: int | None = None
        self.carried: tuple[Named, ...] = ()
        self.url: str | None = None
        self.mark: Mark | None = None
        self._gaps = 0

    async def refs(self) -> AsyncIterator[PostRef]:
        """Yield the posts in the order of the maps."""
        waiting = deque(await self._open())
        named = {url for url, _ in waiting}
        met: set[str] = {url_key(self._home)}
        bounded = False
        while waiting:
            url, found = waiting.popleft()
            found = await self._next(url) if found is None else found
            for address in chosen_maps(found.maps) if found is not None else ():
                bounded = bounded or (address not in named and len(named) >= MAX_MAPS)
                if address not in named and not bounded:
                    named.add(address)
                    waiting.append((address, None))
            for ref in self._fresh(found, url, met) if found is not None else ():
                yield ref
        if len(named) > 1:
            self.mark = None  # one answer cannot speak for several files
        if bounded:
            self._report(Finding("sitemap-bound", self.url or "", f"stopped after {MAX_MAPS} sitemaps"))
        self.complete = not self._gaps and len(met) > 1 and not bounded

    def _fresh(self, found: Sitemap, url: str, met: set[str]) -> list[PostRef]:
        sure = kind_of(url) == "posts"
        refs = [ref for ref in (found.refs if sure else post_like(found.refs, self._home)) if url_key(ref.url) not in met]
        met.update(url_key(ref.url) for ref in refs)
        self.tells_changes = self.tells_changes or any(ref.facts.modified_at or ref.facts.modified_day for ref in refs)
        return [replace(ref, sure=sure) for ref in refs]

    async def _open(self) -> list[tuple[str, Sitemap | None]]:
        """Return the maps to begin with, already read. Raises RouteError when there is none."""
        error: RouteError | None = None
        found: list[tuple[str, Sitemap | None]] = []
        for place in self._places:
            try:
                found.append((place, await self._read(place)))
            except RouteError as caught:
                error = caught if error is None or error.code == "absent" else error
                continue
            self.url = self.url or place
            if not self._all:
                break
        if not found:
            raise error or RouteError(self._home, "absent", "no sitemap is named")
        if error is not None and self._all and error.code not in ("absent", "closed"):
            self._note_gap(error.url, error)
        return found

    async def _next(self, url: str) -> Sitemap | None:
        try:
            return await self._read(url)
        except RouteError as error:
            self._note_gap(url, error)
            return None

    async def _read(self, url: str) -> Sitemap:
        response = await self._fetch(url)
        found = read_sitemap(response.body, url=url, status=response.status)
        self.mark = feed_mark(url, headers_of(response))
        if found.damaged:
            self._note_gap(url, RouteError(url, "damaged", "addresses may be lost"))
        return found

    def _note_gap(self, url: str, error: RouteError) -> None:
        self._gaps += 1
        self._report(Finding("sitemap-gap", url, f"{error.code} {error.detail}".rstrip()))
