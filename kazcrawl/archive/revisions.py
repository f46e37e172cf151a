"""What counts as content, and whether an item brings any that is new. Pure."""

import datetime as dt
import hashlib
import json
from calendar import timegm
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kazcrawl.items import Outcome, PostItem

# First byte of every hash. A new way of hashing gets a new one, so that hashes of two ways are never taken for two contents.
HASH_VERSION = "1"
# A page that changes at every visit (a counter, a clock in its text) must not fill the disk for ever; reader caps its edits likewise.
REVISION_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Content:
    """What the site said, the part of a post whose change makes a revision. Markup, terms, images and links are not in it."""

    title: str | None = None
    date: dt.date | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    body: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """`outcome`, the fields that differ, and the reason that the revision will carry ("" when there is none)."""

    outcome: Outcome
    changed: tuple[str, ...] = ()
    reason: str = ""
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Current:
    """What the archive holds of a post: its content, the parser that read it, when the site last said that it changed, and the way in
    which its body was had (`origins["body"]`; "facts" means REST alone)."""

    content: Content
    parser_version: str | None = None
    modified_at: dt.datetime | None = None
    revisions: int = 1
    way: str | None = None


def content_of(item: PostItem) -> Content:
    """Return the content of an item. The day alone stands for the date: an instant learned later is no edit."""
    return Content(item.title or None, item.date, item.source or None, tuple(item.authors), item.body or "")


def content_hash(content: Content) -> str:
    """Return the version byte and 64 hex digits of SHA-256 over the fields that are told: a field added later re-dates nothing."""
    return hash_of({name: getattr(content, name) for name in Content.__slots__})


def hash_of(told: Mapping[str, Any]) -> str:
    """Return the hash of a content's fields by name; a day may be its ISO text, as it is stored."""
    packed = json.dumps(
        {name: value for name, value in told.items() if value},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=dt.date.isoformat,
    )
    return HASH_VERSION + hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()


def decide(stored: Current | None, item: PostItem) -> Decision:
    """Decide what an item is to the archive: NEW, CHANGED (edited, or only read otherwise by another parser) or UNCHANGED."""
    if stored is None:
        return Decision(Outcome.NEW, reason="new")
    fresh = content_of(item)
    changed = tuple(name for name in Content.__slots__ if (getattr(fresh, name) or None) != (getattr(stored.content, name) or None))
    if not changed:
        return Decision(Outcome.UNCHANGED)
    told = modified_at(item)
    other_parser = item.parser_version != stored.parser_version
    other_way = stored.way is not None and (stored.way == "facts") != (item.origins.get("body") == "facts")
    reason = "reparsed" if (other_parser or other_way) and (told is None or told == stored.modified_at) else "edited"
    if reason == "edited" and stored.revisions >= REVISION_LIMIT:
        return Decision(Outcome.UNCHANGED, capped=True)
    return Decision(Outcome.CHANGED, changed, reason)


def modified_at(item: PostItem) -> dt.datetime | None:
    """Return when the site says the post changed: the routes' word before the page's, because the plan compares it with the routes'."""
    return item.facts.modified_at or item.modified_at


def sort_epoch(day: dt.date | None, published_at: dt.datetime | None) -> int:
    """Return where a post stands in time, in seconds: its instant, else the start of its day in UTC, else 0. For ordering only."""
    if published_at is not None:
        return int(published_at.timestamp())
    return timegm(day.timetuple()) if day is not None else 0
