"""Further pages of a post that its page does not link: block themes print no page links for `<!--nextpage-->` (WordPress 5.9 to 6.x)."""

import asyncio
from urllib.parse import quote, urljoin, urlsplit

from kazcrawl.crawl.routes import Fetch
from kazcrawl.discover.types import read_json
from kazcrawl.errors import ParseError, RouteError
from kazcrawl.parse.lists.listing import read_listing
from kazcrawl.urls import canonical_url, url_key

# What the editor's page break leaves in the stored text; the site's own search finds the posts that hold it, in one request.
BREAK = "<!--nextpage-->"
# A post in more parts than this is a trap.
MAX_PARTS = 50
MAX_SEARCH_PAGES = 5


class HiddenParts:
    """Knows which posts of a site have page breaks. The site is asked once, and only when a post's page cannot tell."""

    def __init__(self, home: str, *, fetch: Fetch) -> None:
        self._home, self._fetch = home, fetch
        self._keys: frozenset[str] | None = None
        self._asking = asyncio.Lock()

    async def find(self, url: str) -> tuple[str, ...]:
        """Return the addresses of the further pages of the post at `url`, in order; none when it has no page break."""
        async with self._asking:  # posts are parsed side by side; the first one asks for all
            if self._keys is None:
                self._keys = await self._ask()
        if url_key(url) not in self._keys:
            return ()
        found: list[str] = []
        while len(found) < MAX_PARTS:
            part = part_url(url, len(found) + 2)
            response = await self._fetch(part)
            if response.status != 200 or url_key(response.url) != url_key(part):
                break  # past its end WordPress redirects to the post
            found.append(part)
        return tuple(found)

    async def _ask(self) -> frozenset[str]:
        for ask in (self._ask_rest, self._ask_search):
            try:
                return frozenset(map(url_key, await ask()))
            except (RouteError, ParseError):
                continue
        return frozenset()

    async def _ask_rest(self) -> list[str]:
        """REST takes tags out of a search, so the bare word is searched: a post that merely mentions it costs one more request."""
        url = urljoin(self._home, "?rest_route=/wp/v2/posts&search=nextpage&per_page=100&_fields=link")
        response = await self._fetch(url)
        rows = read_json(response.body) if response.status == 200 else None
        if not isinstance(rows, list):
            raise RouteError(url, "closed", str(response.status))
        return [str(row.get("link", "")) for row in rows if isinstance(row, dict)]

    async def _ask_search(self) -> list[str]:
        found: list[str] = []
        url: str | None = urljoin(self._home, f"?s={quote(BREAK)}")
        for _ in range(MAX_SEARCH_PAGES):
            if url is None:
                break
            response = await self._fetch(url)
            if response.status != 200:
                raise RouteError(url, "broken", str(response.status))
            listing = read_listing(response.body, url=response.url)
            found += [post.url for post in listing.posts]
            url = listing.older
        return found


def part_url(url: str, number: int) -> str:
    """Return the address of a post's part: `/post/2/` where links are pretty, `?p=7&page=2` where they are plain."""
    if urlsplit(url).query:
        return f"{url}&page={number}"
    return canonical_url(f"{url.rstrip('/')}/{number}/") or url
