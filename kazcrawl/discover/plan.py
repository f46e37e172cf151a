"""What to fetch now: decided purely from what the archive knows and what the routes say."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from kazcrawl.discover.audit import ONCE, Named
from kazcrawl.items import KnownPost, PostRef
from kazcrawl.urls import url_key

# A post whose changes nobody tells is read again after an eighth of its age: a day after a week, a month after eight months.
RECHECK_SHARE = 8
# Cron never starts to the minute: what is due within these hours is due.
SLACK = timedelta(hours=4)
# A clock that a site sets wrong, or a day told without its hour, is off by so much at most.
DOUBT = timedelta(days=1)


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


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier runs left: `awaiting` are public ids of posts that may be gone, `others` map `url_key`s of addresses that were no posts
    to the reason; `full_every` is the number of days after which a post is read again whatever its age."""

    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    awaiting: Collection[str] = ()
    others: Mapping[str, str] = field(default_factory=dict)
    full_every: int = 30


class Plan:
    """Chooses among refs as they come. `seen` holds the public ids of the known posts that a route has named in this run, `hidden` maps
    those that it named as protected by a password, though they were public, to the route."""

    def __init__(self, known: Iterable[KnownPost], wish: Wish = Wish(), past: Past = Past()) -> None:
        self.known = list(known)
        self.wish, self.past = wish, past
        self.seen: set[str] = set()
        self.hidden: dict[str, str] = {}
        self.asked = 0
        self._by_id = {post.wp_id: post for post in self.known if post.wp_id is not None}
        self._by_key = {key: post for post in self.known for key in post.keys}
        self._met: set[str] = set()

    @property
    def is_full(self) -> bool:
        """Whether the operator's limit is reached."""
        return self.wish.limit is not None and self.asked >= self.wish.limit

    @property
    def live_seen(self) -> set[str]:
        """The public ids of the live posts that a route has named as public: they are live still."""
        return {post.public_id for post in self.known if post.status == "live"} & self.seen - self.hidden.keys()

    def find_known(self, url: str, wp_id: int | None) -> KnownPost | None:
        """Return the stored post that is meant: by WordPress id, then by any of its addresses."""
        by_id = self._by_id.get(wp_id) if wp_id is not None else None
        return by_id or self._by_key.get(url_key(url))

    def see(self, named: Iterable[Named]) -> None:
        """Take posts for named by a route in this run."""
        found = (self.find_known(post.url, post.wp_id) for post in named)
        self.seen.update(post.public_id for post in found if post is not None)

    def choose(self, ref: PostRef) -> str | None:
        """Return why the ref is to be fetched now ("new", "modified", "moved", "back", "recheck", "full"), or None.

        Two routes name the same posts: the first that tells of changes, or whose ref is chosen, decides for this run."""
        keys = {url_key(ref.url)} | ({f"wp:{ref.facts.wp_id}"} if ref.facts.wp_id is not None else set())
        known = self.find_known(ref.url, ref.facts.wp_id)
        if known is not None:
            self.seen.add(known.public_id)
            if ref.facts.protected and known.status == "live":
                self.hidden[known.public_id] = ref.route
        if ref.facts.protected:
            self._met |= keys
        if keys & self._met or self.is_full or not self.wish.covers(ref.facts.day):
            return None
        why = self._reason(ref, known)
        self.asked += why is not None
        if why or ref.facts.modified_at or ref.facts.modified_day:
            self._met |= keys
        return why

    def _reason(self, ref: PostRef, known: KnownPost | None) -> str | None:
        if known is not None and known.status == "removed":
            return None  # it was taken down: nobody asks for it again
        if self.wish.full:
            return "full" if known is not None else "new"
        if known is None:
            return "new" if may_be_post(self.past.others.get(url_key(ref.url)), ref) else None
        if known.status != "live" or known.public_id in self.past.awaiting:
            return "back"
        if url_key(ref.url) not in known.keys:
            return "moved"
        if ref.facts.modified_at is not None:
            return "modified" if _is_modified(ref.facts.modified_at, known) else None
        if ref.facts.modified_day is not None:
            return "modified" if known.checked_at is None or known.checked_at.date() <= ref.facts.modified_day + DOUBT else None
        return "recheck" if is_due(known, now=self.past.now, full_every=self.past.full_every) else None


def is_due(known: KnownPost, *, now: datetime, full_every: int) -> bool:
    """Whether a post whose changes nobody tells is to be read again: after an eighth of its age, a day at least, `full_every` at most."""
    if known.checked_at is None or known.published_day is None:
        return known.checked_at is not None and now - known.checked_at >= timedelta(days=full_every) - SLACK
    age = known.checked_at.date() - known.published_day
    span = min(max(age / RECHECK_SHARE, timedelta(days=1)), timedelta(days=full_every))
    return now - known.checked_at >= span - SLACK


def may_be_post(reason: str | None, ref: PostRef) -> bool:
    """Whether an address that proved to be no post for this reason, None if it never did, is worth asking for again.

    What was not found once may have been the site's trouble; REST names no post that asks for a password without saying so."""
    return reason is None or reason.endswith(ONCE) or (reason == "password" and ref.route.startswith("rest"))


_NOT_THERE = ("not-found", "http-404", "http-410")


def confirmed(before: str | None, reason: str) -> str:
    """Return the reason to keep for an address that proved to be no post: that it is not there must be heard twice."""
    heard = before is not None and before.removesuffix(ONCE) in _NOT_THERE
    return reason + ONCE if reason in _NOT_THERE and not heard else reason


def _is_modified(told: datetime, known: KnownPost) -> bool:
    """Whether the site's word differs from its last one; a first word is news only if the page was not read well after it."""
    if known.modified_at is None and known.checked_at is not None:
        return told > known.checked_at - DOUBT
    return told != known.modified_at
