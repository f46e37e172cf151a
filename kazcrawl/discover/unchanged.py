"""The one-request check: has a site changed since the last whole run? Pure; `net` asks, `cli` decides with it before Scrapy is loaded.

REST sees edits and deletions: the newest instant of change and the count of posts. A feed's validators see edits and new posts only
(WordPress leaves them alone when an old post is deleted), so a look at everything comes sooner."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

# Servers lie (caches, plugins): after so many answers of "unchanged" in a row the site is looked at in full all the same.
TRUST = {"rest": 12, "feed": 6}
# RFC 9309 §2.4: a robots.txt is not to be used for longer.
ROBOTS_HOURS = 24
# What a run must have come to for its memory to be worth anything.
GOOD = "done"


@dataclass(frozen=True, slots=True)
class Mark:
    """How to ask whether a site changed, and the answer that means it did not. `kind` is rest or feed; `newest` is REST's newest
    `modified_gmt` as written, `total` its count; `last_modified` and `etag` are a feed's validators as sent."""

    kind: str
    url: str
    newest: str = ""
    total: int | None = None
    last_modified: str = ""
    etag: str = ""


@dataclass(frozen=True, slots=True)
class Robots:
    """The robots.txt of an origin as it was answered. `at` is when."""

    origin: str
    status: int
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of a site from run to run; kept as JSON.

    `marks` are one per list of posts (a site may have news of a type of its own), empty when nothing allows a shortcut; `skipped` counts
    the shortcuts since the last run; `on_trial` tells that the coming run tests a shortcut's word; `distrusted` are addresses of marks
    that were caught lying; `full_at` is when everything was last looked at; `settled` tells that the last run left nothing owed;
    `types` are REST lists of news beside `posts`; `feed` and `sitemap` are where they were found,
    `no_rest` tells that there is no REST at all (one that is closed may open)."""

    marks: tuple[Mark, ...] = ()
    robots: Robots | None = None
    skipped: int = 0
    on_trial: bool = False
    distrusted: tuple[str, ...] = ()
    full_at: datetime | None = None
    settled: bool = False
    types: tuple[str, ...] = ()
    feed: str = ""
    sitemap: str = ""
    no_rest: bool = False

    def to_json(self) -> dict[str, Any]:
        """The memory as JSON-ready values."""
        told: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self)}
        told["marks"] = [asdict(mark) for mark in self.marks]
        told["robots"] = self.robots and {**asdict(self.robots), "at": self.robots.at.isoformat()}
        told["full_at"] = self.full_at and self.full_at.isoformat()
        return told

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Memory":
        """The inverse of `to_json`. What an older or newer release wrote otherwise is forgotten: the next run looks at everything."""
        try:
            values = {name: told[name] for name in (f.name for f in fields(cls)) if name in told}
            values["marks"] = tuple(Mark(**mark) for mark in told.get("marks") or ())
            if values.get("robots"):
                values["robots"] = Robots(**{**told["robots"], "at": datetime.fromisoformat(told["robots"]["at"])})
            if values.get("full_at"):
                values["full_at"] = datetime.fromisoformat(told["full_at"])
            for name in ("distrusted", "types"):
                values[name] = tuple(told.get(name) or ())
            return cls(**values)
        except (TypeError, ValueError, KeyError, AttributeError):
            return cls()

    def fresh_robots(self, now: datetime) -> Robots | None:
        """Return the kept robots.txt if it may still be used."""
        kept = self.robots
        return kept if kept is not None and timedelta(0) <= now - kept.at < timedelta(hours=ROBOTS_HOURS) else None


def is_full_due(memory: Memory, *, full_every: int, now: datetime) -> bool:
    """Whether everything is to be looked at: never done, or longer ago than `full_every` days."""
    return memory.full_at is None or now - memory.full_at >= timedelta(days=full_every)


def why_not(memory: Memory, *, last_outcome: str | None, awaiting: int, full_every: int, now: datetime) -> str | None:
    """Return why the site must be looked at rather than asked whether it changed, or None when the shortcut may be tried."""
    if not memory.marks or not memory.settled:
        return "nothing is remembered to compare with"
    if last_outcome != GOOD:
        return f"the last run ended otherwise than well: {last_outcome}"
    if awaiting:
        return f"{awaiting} posts may be gone and await a second look"
    if is_full_due(memory, full_every=full_every, now=now):
        return f"the last look at everything is {full_every} days ago"
    if set(memory.distrusted).intersection(mark.url for mark in memory.marks):
        return "its word was found false before"
    return None


def needs_trial(memory: Memory) -> bool:
    """Whether so many shortcuts were taken that their word is to be tested now, by looking at everything."""
    return memory.skipped >= min((TRUST[mark.kind] for mark in memory.marks), default=0)


def rest_check_url(endpoint: str) -> str:
    """Return the address that tells the newest change and the count of a REST list."""
    query = {"per_page": 1, "orderby": "modified", "order": "desc", "_fields": "id,modified_gmt"}
    return endpoint + ("&" if "?" in endpoint else "?") + urlencode(query, safe=",")


def request_of(mark: Mark) -> tuple[str, dict[str, str]]:
    """Return the address and headers of the one request.

    WordPress compares validators as text and wants both to match when both are sent; nginx makes the ETag weak. So one is sent alone."""
    if mark.kind == "rest":
        return rest_check_url(mark.url), {}
    if mark.last_modified:
        return mark.url, {"If-Modified-Since": mark.last_modified}
    return mark.url, {"If-None-Match": mark.etag.removeprefix("W/")}


def is_unchanged(mark: Mark, *, status: int, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether the answer says that nothing changed. `headers` have names in lower case. Whatever is not plainly that is a change."""
    if mark.kind == "feed":
        return status == 304
    if status != 200 or not mark.newest:
        return False
    total = headers.get("x-wp-total", "")
    return newest_of(body) == mark.newest and total.isascii() and total.isdigit() and int(total[:9]) == mark.total


def newest_of(body: bytes) -> str:
    """Return `modified_gmt` of the first row of a REST answer as written, "" when there is none."""
    try:
        rows = json.loads(body.decode("utf-8-sig", errors="replace"))
        return str(rows[0]["modified_gmt"]) if isinstance(rows, list) and rows else ""
    except (ValueError, KeyError, TypeError, RecursionError, IndexError):
        return ""


def feed_mark(url: str, headers: Mapping[str, str]) -> Mark | None:
    """Return the mark of a feed from the answer's headers, None when it has no validators."""
    last_modified, etag = headers.get("last-modified", ""), headers.get("etag", "")
    return Mark("feed", url, last_modified=last_modified, etag=etag) if last_modified or etag else None


def after_shortcut(memory: Memory) -> Memory:
    """Return the memory after one more answer of "unchanged" was believed."""
    return replace(memory, skipped=memory.skipped + 1)


def after_run(memory: Memory, *, found: int) -> Memory:
    """Return the memory after a run that found so many new or changed posts: a word on trial that they belie is not believed again."""
    lied = tuple(mark.url for mark in memory.marks) if memory.on_trial and found else ()
    return replace(memory, skipped=0, on_trial=False, distrusted=tuple(dict.fromkeys((*memory.distrusted, *lied))))
