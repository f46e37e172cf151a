"""Walks a site's routes, the most telling first, until what it publishes is known; keeps what each of them named."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from scrapy.http import Response

from kazcrawl.crawl.routes import Fetch, Report, Route
from kazcrawl.crawl.walk_feed import FeedRoute
from kazcrawl.crawl.walk_listing import ListingRoute
from kazcrawl.crawl.walk_rest import Before, RestRoute
from kazcrawl.crawl.walk_sitemap import SitemapRoute
from kazcrawl.discover.audit import Inventory, Named
from kazcrawl.discover.feed import feed_urls
from kazcrawl.discover.rest import endpoints
from kazcrawl.discover.sitemap import sitemap_urls
from kazcrawl.discover.types import news_lists, types_url
from kazcrawl.discover.unchanged import Mark, Memory
from kazcrawl.errors import RouteError
from kazcrawl.items import Finding, PostRef
from kazcrawl.parse.lists.head import read_head
from kazcrawl.urls import url_key

Own = Callable[[PostRef], PostRef | None]


@dataclass(frozen=True, slots=True)
class Task:
    """What a survey starts from. `home` is the front page's address, `page` its answer if there was one; `sitemaps` are named in
    robots.txt; `thorough` asks for every route in full, `bodies` for REST alone, with the posts' texts; `own` returns a ref at the site's
    own address, None for another site's."""

    home: str
    page: Response | None
    sitemaps: tuple[str, ...]
    memory: Memory
    inventories: tuple[Inventory, ...]
    own: Own
    thorough: bool = False
    bodies: bool = False


class Survey:
    """One walk of the routes. After `refs()` has ended: `inventories`, `marks` to ask by next time, `complete` when one route told all,
    `names_posts` when any named a post: a list that is whole and empty may have been emptied for strangers, so the walk goes on."""

    def __init__(self, task: Task, *, fetch: Fetch, report: Report, now: datetime) -> None:
        self._task, self._fetch, self._report, self._now = task, fetch, report, now
        self.answered = self.complete = self.no_rest = self.names_posts = False
        self.inventories: list[Inventory] = []
        self.carried: list[Named] = []
        self.rest: list[RestRoute] = []
        self.types: tuple[str, ...] = task.memory.types
        self.feed: FeedRoute | None = None
        self.sitemap: SitemapRoute | None = None

    @property
    def _is_told(self) -> bool:
        """Whether one route told all, and any post at all."""
        return self.complete and self.names_posts

    async def refs(self) -> AsyncIterator[PostRef]:
        """Yield what the routes name. In an ordinary run the walk ends with the first route that tells all, changes included."""
        async for ref in self._walk_rest():
            yield ref
        if self._task.bodies or (self._is_told and not self._task.thorough):
            return
        self.feed = self._feed_route()
        async for ref in self._walk(self.feed):
            yield ref
        if not self._task.thorough and self.feed.complete and self.feed.tells_changes and self.names_posts:
            return
        self.sitemap = self._sitemap_route()
        async for ref in self._walk(self.sitemap):
            yield ref
        if not self._is_told:
            page = self._task.page if self._task.page is not None and self._task.page.url == self._task.home else None
            async for ref in self._walk(ListingRoute(self._task.home, fetch=self._fetch, report=self._report, first=page)):
                yield ref

    def marks(self) -> tuple[Mark, ...]:
        """Return how to ask next time whether anything changed: by every REST list, or by the feed, or (empty) not at all."""
        lists = [self._rest_mark(route) for route in self.rest]
        if lists and all(lists):
            return tuple(mark for mark in lists if mark)
        if lists:
            return ()
        # A feed that is not whole says nothing of older posts; a sitemap in one file that names them all does.
        weak = self.feed is None or not self.feed.complete
        map_is_whole = self.sitemap is not None and self.sitemap.complete
        mark = (
            self.sitemap.mark if weak and map_is_whole and self.sitemap is not None else self.feed.mark if self.feed is not None else None
        )
        return (mark,) if mark is not None else ()

    async def _walk_rest(self) -> AsyncIterator[PostRef]:
        if self._task.memory.no_rest and not self._task.thorough:
            self.no_rest = True
            return
        known = {mark.url for mark in self._task.memory.marks}
        absent = 0
        for endpoint in sorted(endpoints(self._task.home), key=lambda endpoint: endpoint not in known):
            route = self._rest_route(endpoint, "rest")
            try:
                async for ref in self._named(route):
                    yield ref
            except RouteError as error:
                self._tell(route, error)
                if error.code == "closed":  # a plugin closes both spellings alike
                    return
                absent += error.code == "absent"
                continue
            self.rest.append(route)
            break
        self.no_rest = absent == len(endpoints(self._task.home))
        if not self.rest or self._task.bodies:
            return
        for endpoint in await self._find_types(self.rest[0].endpoint):
            route = self._rest_route(endpoint, f"rest:{endpoint.rpartition('/')[2]}")
            self.rest.append(route)
            async for ref in self._walk(route):
                yield ref
        self.complete = all(route.complete for route in self.rest)

    async def _find_types(self, endpoint: str) -> tuple[str, ...]:
        """Return the lists of news beside `posts`: asked for at every thorough look, remembered in between."""
        if self._task.thorough:
            try:
                response = await self._fetch(types_url(endpoint))
                if response.status == 200:
                    self.types = news_lists(response.body, endpoint)
            except RouteError as error:
                self._report(Finding("route-closed", error.url, f"rest: {error.code} {error.detail}".rstrip()))
        return self.types

    async def _walk(self, route: Route) -> AsyncIterator[PostRef]:
        try:
            async for ref in self._named(route):
                yield ref
        except RouteError as error:
            self._tell(route, error)

    async def _named(self, route: Route) -> AsyncIterator[PostRef]:
        """Yield a route's refs at the site's own addresses, and keep its inventory."""
        posts: dict[str, Named] = {}
        offsite: list[str] = []
        async for ref in route.refs():
            self.answered = True
            own = self._task.own(ref)
            if own is None:
                offsite.append(ref.url)
                continue
            self.names_posts = True
            posts[url_key(own.url)] = Named(own.url, own.facts.wp_id, own.facts.protected)
            yield own
        self.answered = True
        for url in offsite:
            self._report(Finding("offsite", url, f"the {route.name} route names it, but it is not the site's own"))
        for named in route.carried:
            posts.setdefault(url_key(named.url), named)
        self.carried += route.carried
        self.names_posts = self.names_posts or bool(route.carried)
        self.complete = self.complete or route.complete
        self.inventories.append(Inventory(route.name, self._now, route.complete, tuple(posts.values()), route.total))

    def _tell(self, route: Route, error: RouteError) -> None:
        kind = "route-closed" if error.code in ("closed", "absent", "past-end") else "route-broken"
        self._report(Finding(kind, error.url, f"{route.name}: {error.code} {error.detail}".rstrip()))

    def _rest_route(self, endpoint: str, name: str) -> RestRoute:
        before = None if self._task.thorough else self._before(endpoint, name)
        return RestRoute(endpoint, fetch=self._fetch, report=self._report, name=name, bodies=self._task.bodies, before=before)

    def _before(self, endpoint: str, name: str) -> Before | None:
        """Return the list as it was last time, if all that it told then was dealt with."""
        memory = self._task.memory
        mark = next((mark for mark in memory.marks if mark.kind == "rest" and mark.url == endpoint), None)
        kept = next((kept for kept in self._task.inventories if kept.route == name and kept.complete), None)
        if not memory.settled or mark is None or kept is None or not mark.newest:
            return None
        return Before(kept.posts, datetime.fromisoformat(mark.newest).replace(tzinfo=UTC))

    def _rest_mark(self, route: RestRoute) -> Mark | None:
        if not route.complete or route.total is None or route.newest is None:
            return None
        return Mark("rest", route.endpoint, newest=route.newest.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"), total=route.total)

    def _feed_route(self) -> FeedRoute:
        """The feed: where it was last time, else where the front page says, and at a thorough look in the usual places too."""
        page = self._task.page
        declared = read_head(page.body, url=page.url).feeds if page is not None and page.status == 200 else ()
        places = feed_urls(self._task.home, declared)
        kept = self._task.memory.feed
        if not self._task.thorough:
            places = [kept] if kept else feed_urls(self._task.home, declared)[: 2 * len(declared)]
        return FeedRoute(places, fetch=self._fetch, report=self._report)

    def _sitemap_route(self) -> SitemapRoute:
        """The sitemaps: those of robots.txt, else where one was last time, and at a thorough look in the usual places too."""
        named = self._task.sitemaps
        kept = self._task.memory.sitemap
        places = sitemap_urls(self._task.home, named)
        if not named and not self._task.thorough:
            places = [kept] if kept else []
        return SitemapRoute(self._task.home, places, all_places=bool(named), fetch=self._fetch, report=self._report)
