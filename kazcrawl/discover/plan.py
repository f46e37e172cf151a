"""What to fetch now: decided purely from what the archive knows and what the routes say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kazcrawl.items import KnownPost, PostRef
from kazcrawl.urls import url_key


@dataclass(frozen=True, slots=True)
class Wish:
    """What the operator asked for: days on the site's clock, inclusive; `limit` posts at most; `full` fetches known posts too."""

    since: date | None = None
    until: date | None = None
    limit: int | None = None
    full: bool = False

    def covers(self, day: date | None) -> bool:
        """Whether a post of that day is wanted; a post whose day is not known yet may be."""
        return day is None or ((self.since is None or day >= self.since) and (self.until is None or day <= self.until))

    @property
    def partial(self) -> bool:
        """Whether a run of this wish cannot be taken for a full inventory."""
        return self.since is not None or self.until is not None or self.limit is not None


class Plan:
    """Chooses among refs as they come. `seen` holds the public ids of the known posts that a route has named in this run."""

    def __init__(self, known: Iterable[KnownPost], wish: Wish = Wish()) -> None:
        posts = list(known)
        self.wish = wish
        self.seen: set[str] = set()
        self.asked = 0
        self._by_id = {post.wp_id: post for post in posts if post.wp_id is not None}
        self._by_key = {key: post for post in posts for key in post.keys}
        self._met: set[str] = set()

    @property
    def is_full(self) -> bool:
        """Whether the operator's limit is reached."""
        return self.wish.limit is not None and self.asked >= self.wish.limit

    def find_known(self, ref: PostRef) -> KnownPost | None:
        """Return the stored post that the ref means: by WordPress id, then by any of its addresses."""
        by_id = self._by_id.get(ref.facts.wp_id) if ref.facts.wp_id is not None else None
        return by_id or self._by_key.get(url_key(ref.url))

    def choose(self, ref: PostRef) -> str | None:
        """Return why the ref is to be fetched now ("new", "modified", "moved", "full"), or None.

        A ref met before in this run is None: two routes name the same posts."""
        keys = {url_key(ref.url)} | ({f"wp:{ref.facts.wp_id}"} if ref.facts.wp_id is not None else set())
        if keys & self._met:
            return None
        self._met |= keys
        known = self.find_known(ref)
        if known is not None:
            self.seen.add(known.public_id)
        if ref.facts.protected or self.is_full or not self.wish.covers(ref.facts.day):
            return None
        why = self._reason(ref, known)
        self.asked += why is not None
        return why

    def _reason(self, ref: PostRef, known: KnownPost | None) -> str | None:
        if known is None:
            return "new"
        if self.wish.full:
            return "full"
        if url_key(ref.url) not in known.keys:
            return "moved"
        told = ref.facts.modified_at
        return "modified" if told is not None and told != known.modified_at else None
