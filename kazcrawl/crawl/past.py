"""Walking a public archive instead of a site: its index first, then the chosen copies one by one, then what only lists still tell.

The archive is a guest house: one request at a time, far apart; who is refused waits, longer each time; who is told to stop stops."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol

from scrapy.http import Response
from scrapy.settings import BaseSettings

from kazcrawl.crawl.routes import Fetch
from kazcrawl.crawl.runlog import RunLog
from kazcrawl.discover.past import Choice, choose_copies, nearest_copy, next_of_list
from kazcrawl.discover.plan import Wish
from kazcrawl.discover.wayback import LINES, Copy, copy_url, index_url, read_index, read_replay, unique
from kazcrawl.errors import ConfigError, ParseError, RouteError
from kazcrawl.evidence.copies import ReadList, iter_uncaptured, owns, read_copy, read_list
from kazcrawl.items import Finding, PostItem, Site
from kazcrawl.urls import origin, url_key

logger = logging.getLogger(__name__)

REFUSALS = (429, 503)
# Pauses after a refusal double from the first; a copy is given up after so many, the archive after so many copies in a row.
PAUSES, GIVE_UP, LONGEST_PAUSE = 2, 3, 900.0
MAX_INDEX_PAGES = 2_000
_WAIT = 0.05  # seconds between looks at what the pipelines have finished


@dataclass(frozen=True, slots=True)
class PublicArchive:
    """Where a public archive answers: its index and its replay addresses; `patience` is the first pause after a refusal, in seconds."""

    index: str
    replay: str
    patience: float

    @property
    def site(self) -> Site:
        """The archive as a site: its origins are all that a back-fill asks."""
        return Site("wayback", self.replay, tuple(dict.fromkeys((origin(self.replay), origin(self.index)))))


def visit_past(settings: BaseSettings) -> PublicArchive:
    """Read the settings KAZCRAWL_WAYBACK_* and make its delay the crawl's, unless the command line says otherwise. Raises ConfigError."""
    index, replay = (str(settings[f"KAZCRAWL_WAYBACK_{name}"]) for name in ("INDEX", "REPLAY"))
    for url in (index, replay):
        if not origin(url):
            raise ConfigError(f"{url!r} is no address of a public archive; see KAZCRAWL_WAYBACK_INDEX and KAZCRAWL_WAYBACK_REPLAY")
    for name in ("DOWNLOAD_DELAY", "AUTOTHROTTLE_START_DELAY"):
        settings.set(name, settings.getfloat("KAZCRAWL_WAYBACK_DELAY"), priority="spider")
    return PublicArchive(index, replay, settings.getfloat("KAZCRAWL_WAYBACK_PATIENCE"))


class Memory(Protocol):
    """What the walk needs of the store: which copies were dealt with, and which posts are held."""

    def done_copies(self, site: str) -> set[tuple[str, str]]:
        """Return (`url_key`, stamp) of the copies that were dealt with."""

    def note_copy(self, site: str, copy: tuple[str, str], outcome: str, *, run: int | None) -> None:
        """Write that a copy was dealt with."""

    def held_keys(self, site: str) -> frozenset[str]:
        """Return the keys of all addresses of all posts."""


class PastWalk:
    """One back-fill of one site. `items()` yields what the pipelines are to store; each was asked for in the ledger before."""

    def __init__(self, site: Site, archive: PublicArchive, *, fetch: Fetch, log: RunLog) -> None:
        self._site, self._archive, self._fetch, self._log = site, archive, fetch, log
        self._ledger, self._report = log.ledger, log.add_finding
        self._asked: dict[str, tuple[str, str]] = {}
        self._refused = 0

    async def items(self, memory: Memory, wish: Wish, *, run: int | None) -> AsyncIterator[PostItem]:
        """Yield the posts of the chosen copies, the newest copy of each first; then those that only lists hold."""
        try:
            choice = choose_copies(await self._copies(wish), done=set() if wish.full else memory.done_copies(self._site.name))
            self._log.answered = True
            chosen = choice.posts[: wish.limit]
            self._log.expected = len(chosen)
            for copy in chosen:
                item = await self._settled(self._post(copy, choice, wish), copy)
                if item is not None:
                    yield item
                self._note(memory, run)
            if wish.limit is None or len(choice.posts) < wish.limit:
                async for item in self._listed(choice, memory, wish, run):
                    yield item
        except RouteError as error:
            kind = "archive-refuses" if error.code in ("refused", "excluded", "closed") else "route-broken"
            self._report(Finding(kind, error.url, f"wayback: {error.code} {error.detail}".rstrip()))
        await self._finish(memory, run)

    # --- the index

    async def _copies(self, wish: Wish) -> list[Copy]:
        found: list[Copy] = []
        hosts = {url.partition("://")[2].removeprefix("www."): url for url in self._site.origins}
        for home in hosts.values():
            resume, pages = "", 0
            while pages < MAX_INDEX_PAGES:
                url = index_url(self._archive.index, home, resume=resume, since=wish.since)
                response = await self._ask(url)
                page = read_index(response.body, url=url, status=response.status)
                if page.broken:
                    self._report(Finding("index-damaged", url, f"{page.broken} lines could not be read"))
                if not page.resume and len(page.copies) + page.broken >= LINES:
                    self._report(Finding("index-cut", url, f"{LINES} lines and no word of where to go on: there may be more"))
                found += (copy for copy in page.copies if owns(self._site, copy.url))
                if not page.resume or page.resume == resume:
                    break
                resume, pages = page.resume, pages + 1
        return unique(found)

    # --- one copy

    async def _post(self, copy: Copy, choice: Choice, wish: Wish) -> PostItem | None:
        kept_at = copy_url(self._archive.replay, copy)
        self._ledger.ask(kept_at)
        self._asked[kept_at] = (url_key(copy.url), copy.stamp)
        response, taken = await self._open(copy)
        item = self._read(response, taken)
        if item.pages:
            nearest = [nearest_copy(choice.parts.get(url_key(url), ()), copy.at) for url in item.pages]
            parts = [part for part in nearest if part is not None]
            if len(parts) == len(nearest):
                item = self._read(response, taken, parts=tuple([(await self._open(part))[0].body for part in parts]))
                item.answers = (kept_at, *(copy_url(self._archive.replay, part) for part in parts))
            else:
                item.findings = (*item.findings, "part-missing")
        item.requested_url, item.addresses = kept_at, tuple(dict.fromkeys((*item.addresses, copy.url)))
        if not wish.covers(item.date):
            raise ParseError(copy.url, "outside-range", str(item.date))
        return item

    def _read(self, response: Response, copy: Copy, *, parts: tuple[bytes, ...] = ()) -> PostItem:
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return read_copy(response.body, copy=copy, kept_at=response.url, site=self._site, content_type=kind, parts=parts)

    async def _open(self, copy: Copy) -> tuple[Response, Copy]:
        """Ask for a copy; return the answer, and the copy that it really is: the archive redirects to the nearest it has."""
        url = copy_url(self._archive.replay, copy)
        response = await self._ask(url)
        told = read_replay(response.url)
        taken = replace(copy, at=told[0], url=told[1]) if told else copy
        if response.status != 200:
            raise ParseError(copy.url, f"http-{response.status}")
        if not owns(self._site, taken.url) or (url_key(taken.url) == url_key(self._site.home) != url_key(copy.url)):
            raise ParseError(copy.url, "moved", taken.url)
        return response, taken

    async def _settled(self, work: Awaitable[PostItem | None], copy: Copy) -> PostItem | None:
        """Return the item of a copy, or book why there is none. An archive that refuses copy after copy ends the walk."""
        url = copy_url(self._archive.replay, copy)
        try:
            item = await work
        except ParseError as error:
            self._log.settle(url, "rejected", reason=f"copy-{error.reason}", detail=error.detail)
        except RouteError as error:
            if error.code != "refused":
                raise
            self._log.settle(url, "failed", reason=error.code, detail=error.detail)
            self._refused += 1
            if self._refused >= GIVE_UP:
                raise
        else:
            self._refused = 0
            return item
        return None

    async def _ask(self, url: str) -> Response:
        """Ask the archive; a refusal (429, 503, no connection) is waited out. Raises RouteError("refused"), or "closed" for good."""
        problem = ""
        for attempt in range(PAUSES + 1):
            if attempt:
                await asyncio.sleep(min(self._archive.patience * 2 ** (attempt - 1), LONGEST_PAUSE))
            try:
                response = await self._fetch(url)
            except RouteError as error:
                if error.code == "closed":
                    raise
                problem = error.detail
                continue
            if response.status not in REFUSALS:
                return response
            problem = str(response.status)
        raise RouteError(url, "refused", problem)

    # --- what only lists tell

    async def _listed(self, choice: Choice, memory: Memory, wish: Wish, run: int | None) -> AsyncIterator[PostItem]:
        await self._quiet()
        done = memory.done_copies(self._site.name)
        held = memory.held_keys(self._site.name)
        met: set[str] = set(held)
        named: list[str] = []
        for (kind, key), copies in choice.lists.items():
            newest = (f"{kind} {key}", copies[-1].stamp)  # a blog's front page and its feed have one key
            if newest in done and not wish.full:
                continue
            read: dict[str, frozenset[str]] = {}
            while (copy := next_of_list(copies, read)) is not None:
                told = await self._list(kind, copy, lambda url: url_key(url) not in met)
                read[copy.stamp] = frozenset(map(url_key, told.urls))
                named += told.urls
                for item in told.items:
                    if wish.covers(item.date) and item.requested_url:
                        met.add(url_key(item.url))
                        item.answers = (copy_url(self._archive.replay, copy),)
                        self._ledger.ask(item.requested_url)
                        yield item
            memory.note_copy(self._site.name, newest, kind, run=run)
        for url in iter_uncaptured(named, frozenset(met | choice.named)):
            self._report(Finding("named-only", url, "a list of the past names it, but no copy of its text is held"))

    async def _list(self, kind: str, copy: Copy, wanted: Callable[[str], bool]) -> ReadList:
        try:
            response, taken = await self._open(copy)
            return read_list(kind, response.body, copy=taken, kept_at=response.url, site=self._site, wanted=wanted)
        except (ParseError, RouteError) as error:
            if isinstance(error, RouteError) and error.code in ("refused", "closed"):
                raise
            self._report(Finding("copy-unreadable", copy_url(self._archive.replay, copy), str(error)))
            return ReadList(())

    # --- what was dealt with

    def _note(self, memory: Memory, run: int | None) -> None:
        """Write which copies came to their end since; those that failed are asked for again another time."""
        ended = {url: outcome for url in self._asked if (outcome := self._ledger.end_of(url))}
        for url, outcome in ended.items():
            copy = self._asked.pop(url)
            if outcome != "failed":
                memory.note_copy(self._site.name, copy, outcome, run=run)

    async def _quiet(self) -> None:
        """Wait until the pipelines have finished with all that was yielded."""
        while self._ledger.pending:
            await asyncio.sleep(_WAIT)

    async def _finish(self, memory: Memory, run: int | None) -> None:
        await self._quiet()
        self._note(memory, run)
