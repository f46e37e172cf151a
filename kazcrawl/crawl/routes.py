"""What a way to the site's list of posts must offer, and what all of them share. Knows Scrapy only as `fetch`."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Protocol

from scrapy.http import Response

from kazcrawl.discover.audit import Named
from kazcrawl.items import Finding, PostRef

Fetch = Callable[[str], Awaitable[Response]]
Report = Callable[[Finding], None]

# A site that fails more often than this in one walk is ill: the walk ends and says so.
MAX_GAPS = 20
# Pages of one list in a row that name no post not yet named in it: an endless pagination repeats itself.
MAX_STALE_PAGES = 3


class Route(Protocol):
    """A way to the site's list of posts. `complete` is true once `refs()` has yielded all that the route lists; `total` is the site's own
    count, None where it tells none; `carried` are posts that the route was spared naming again, because nothing changed behind them."""

    name: str
    complete: bool
    total: int | None
    carried: tuple[Named, ...]

    def refs(self) -> AsyncIterator[PostRef]:
        """Yield the posts that the route names; raises RouteError when it cannot be read at all."""


def headers_of(response: Response) -> Mapping[str, str]:
    """Return the headers of an answer by lower-case name."""
    return {name.decode("latin-1").lower(): values[-1].decode("latin-1") for name, values in response.headers.items() if values}
