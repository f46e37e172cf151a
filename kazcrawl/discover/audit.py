"""The audit: what the routes say that the site publishes, against each other and against what the archive holds. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kazcrawl.items import KnownPost
from kazcrawl.urls import url_key

# Lists that say which posts there are at all; a feed of ten or a walk that broke names some, and can only tell what is missing.
EXPLAINED = {
    "password": "protected by a password",
    "page": "a page, no post",
    "event": "an event of a calendar, no post",
    "attachment": "a file's page, no post",
    "list-page": "a list, no post",
    "front-page": "the front page, no post",
    "not-found": "listed, but its page says that it is not there",
    "http-404": "listed, but its page is not there",
    "http-410": "listed, but its page is not there",
    "duplicate": "another address of a post that is held",
    "robots": "robots.txt does not allow it",
    "takedown": "taken down from this archive",
}
# Stands behind the reason of an address that was not found, until a second run hears the same: till then it is missing.
ONCE = " once"


@dataclass(frozen=True, slots=True)
class Named:
    """A post as one route names it."""

    url: str
    wp_id: int | None = None
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Inventory:
    """What one route named when it was last walked. `total` is the site's own count where it tells one (REST: password posts too)."""

    route: str
    taken_at: datetime
    complete: bool
    posts: tuple[Named, ...]
    total: int | None = None

    def to_json(self) -> list[list[Any]]:
        """The posts as JSON-ready rows: address, id, protected."""
        return [[post.url, post.wp_id, post.protected] for post in self.posts]


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found. `published` counts what should be held, `held` what of it is; `missing` are (address, routes that name it);
    `explained` are (address, why it is rightly not held); `differences` say what one route names and another whole one does not;
    `unlisted` are addresses of live posts that no whole route names."""

    site: str
    published: int
    held: int
    missing: tuple[tuple[str, tuple[str, ...]], ...] = ()
    explained: tuple[tuple[str, str], ...] = ()
    differences: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    routes: tuple[Inventory, ...] = ()

    @property
    def line(self) -> str:
        """The audit in one line."""
        if not self.routes:
            return f"{self.site}: no list of what the site publishes is kept yet; kazcrawl crawl {self.site} --full makes one"
        told = f"{self.site}: the site publishes {self.published:,} posts, we hold {self.held:,}"
        shown = ", ".join(url for url, _ in self.missing[:3]) + (" …" if len(self.missing) > 3 else "")
        return told + (f"; missing {len(self.missing)}: {shown}" if self.missing else "; nothing is missing")


def audit(site: str, inventories: Sequence[Inventory], known: Iterable[KnownPost], others: Mapping[str, str]) -> Audit:
    """Compare what the routes name with what is held. `others` maps `url_key`s of addresses that proved to be no post to the reason."""
    held = list(known)
    by_id = {post.wp_id: post for post in held if post.wp_id is not None}
    by_key = {key: post for post in held for key in post.keys}
    published: dict[str, tuple[Named, list[str]]] = {}
    for inventory in inventories:
        for post in inventory.posts:
            owner = (by_id.get(post.wp_id) if post.wp_id is not None else None) or by_key.get(url_key(post.url))
            key = owner.public_id if owner else url_key(post.url)
            published.setdefault(key, (post, []))[1].append(inventory.route)
    protected = {url_key(post.url) for inventory in inventories for post in inventory.posts if post.protected}
    ids = {post.public_id for post in held}
    missing, explained = [], []
    for key, (post, routes) in published.items():
        why = "password" if url_key(post.url) in protected else others.get(url_key(post.url))
        if key not in ids and (why is None or why.endswith(ONCE)):
            missing.append((post.url, tuple(dict.fromkeys(routes))))
        elif key not in ids:
            explained.append((post.url, EXPLAINED.get(why or "", why or "")))
    whole = [inventory for inventory in inventories if inventory.complete]
    named = {key for key in published if key in ids}
    return Audit(
        site,
        published=len(named) + len(missing),
        held=len(named),
        missing=tuple(sorted(missing)),
        explained=tuple(sorted(explained)),
        differences=tuple(_differences(inventories, protected, others)),
        unlisted=tuple(sorted(post.url for post in held if whole and post.status == "live" and post.public_id not in named)),
        routes=tuple(inventories),
    )


def _differences(inventories: Sequence[Inventory], protected: set[str], others: Mapping[str, str]) -> Iterable[str]:
    """Say for every whole route what another one names and it does not, and where a site's own count differs from its list."""
    keys = {
        inventory.route: {
            url_key(post.url) for post in inventory.posts if url_key(post.url) not in protected and url_key(post.url) not in others
        }
        for inventory in inventories
    }
    for inventory in inventories:
        if inventory.total is not None and inventory.total != len(inventory.posts):
            yield f"{inventory.route}: the site counts {inventory.total} and lists {len(inventory.posts)}"
        for other in inventories:
            more = keys[other.route] - keys[inventory.route]
            if inventory.complete and other is not inventory and more:
                yield f"{other.route} names {len(more)} that {inventory.route} does not, such as {min(more)}"
