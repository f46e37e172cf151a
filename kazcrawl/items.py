"""The data that travels: a site, what routes claim, a post in flight, what becomes of it. No behaviour beyond reading itself."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from enum import Enum
from typing import Any


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS paths that override the general rules for one site; None means "use the general rules"."""

    title: str | None = None
    date: str | None = None
    author: str | None = None
    body: str | None = None
    source: str | None = None
    terms: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A blog we keep. `origins` are the scheme://host[:port] it may be fetched from; `timezone` an IANA name; `every` such as "1d";
    `full_every` the days after which everything is looked at again, whatever the site says of its changes."""

    name: str
    home: str
    origins: tuple[str, ...] = ()
    timezone: str | None = None
    language: str | None = None
    every: str = "1d"
    selectors: Selectors = Selectors()
    full_every: int = 30


@dataclass(frozen=True, slots=True)
class Term:
    """A category or a tag. `kind` is "category" or "tag"."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Media:
    """An image (or other embedded thing) of the body: linked, never downloaded. `kind` is "image", "video", "audio" or "embed"."""

    url: str
    alt: str = ""
    caption: str = ""
    kind: str = "image"


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the body: absolute http(s) address and its text."""

    url: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """The source with all that its credit says. `line` is the raw text, `span` its place in that paragraph, `rule` the rule that fired,
    `confidence` 0..1. `alone` tells that the paragraph is nothing but the credit, so it leaves the plain body."""

    outlet: str | None = None
    author: str | None = None
    date: dt.date | None = None
    url: str | None = None
    dateline: str | None = None
    line: str = ""
    rule: str = ""
    confidence: float = 0.0
    span: tuple[int, int] | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a route told about a post, before its page was read. Every field may be missing.

    `day` is the calendar day on the site's own clock; `published_at` and `modified_at` are aware UTC; `modified_day` stands for the
    latter where a route tells a day alone."""

    wp_id: int | None = None
    url: str | None = None
    slug: str | None = None
    title: str | None = None
    day: date | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    body_html: str | None = None
    protected: bool = False
    modified_day: date | None = None

    def to_json(self) -> dict[str, Any]:
        """The facts as JSON-ready values, empty ones left out; the body is not repeated (it is the page's business)."""
        told = {name: value for name, value in asdict(self).items() if value not in (None, (), [], False) and name != "body_html"}
        return {name: value.isoformat() if isinstance(value, (date, datetime)) else value for name, value in told.items()}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Facts":
        """The inverse of `to_json`; unknown keys (written by a newer release) are passed over."""
        values = {name: told[name] for name in (f.name for f in fields(cls)) if name in told}
        for name in ("published_at", "modified_at"):
            if name in values:
                values[name] = datetime.fromisoformat(values[name])
        for name in ("day", "modified_day"):
            if name in values:
                values[name] = date.fromisoformat(values[name])
        values["authors"] = tuple(values.get("authors", ()))
        values["terms"] = tuple(Term(**term) for term in values.get("terms", ()))
        return cls(**values)


@dataclass(frozen=True, slots=True)
class PostRef:
    """A route's claim that a post exists at `url`. `route` is rest, feed, sitemap, listing or wayback. Not `sure`: the route names pages
    of other kinds too, so that only a page with a post's marks is one. `answer` is the address whose answer told all this."""

    url: str
    route: str
    facts: Facts = Facts()
    sure: bool = True
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class PastCopy:
    """A copy in a public archive, or a record of someone's WARC: its address there, and when the site served it (aware UTC)."""

    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Capture:
    """A response as it stands in a WARC: `file` is relative to the folder of all WARCs, `offset` and `length` in bytes, `digest` and
    `size` are of the payload as sent. `refers_to`: the record whose payload it repeats. `role` is what it is to a post: page, part (a
    further page of it), or the route whose answer told all there is (rest, feed, listing)."""

    record_id: str
    url: str
    fetched_at: datetime
    status: int
    content_type: str | None
    digest: str
    size: int
    file: str
    offset: int
    length: int
    truncated: str | None = None
    refers_to: str | None = None
    role: str = "page"

    def of_role(self, role: str) -> "Capture":
        """Return the same response as something else to a post."""
        return self if role == self.role else replace(self, role=role)


@dataclass(slots=True)
class PostItem:
    """A post in flight, the only mutable one here. `date` is the day on the site's clock, `published_at` the exact UTC instant only
    where the site told one; `date_precision` is day, minute or second, `date_origin` rest, jsonld, time, meta, text, feed or url.
    `body` is plain text, paragraphs separated by a blank line; `body_html` is sanitised. `origins` names the winning way per field.
    `copy` is told where the page came from a public archive rather than from the site; `answers` are the addresses
    whose answers it was read from, in order (none: `requested_url` alone), and `captures` those answers as they are stored."""

    url: str
    title: str | None = None
    date: dt.date | None = None
    published_at: datetime | None = None
    date_precision: str | None = None
    date_origin: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    author: str | None = None
    body: str = ""
    body_html: str = ""
    language: str | None = None
    terms: tuple[Term, ...] = ()
    media: tuple[Media, ...] = ()
    links: tuple[Link, ...] = ()
    credit: Credit | None = None
    modified_at: datetime | None = None
    wp_id: int | None = None
    site: str | None = None
    addresses: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    facts: Facts = Facts()
    requested_url: str | None = None
    parser_version: str | None = None
    copy: PastCopy | None = None
    answers: tuple[str, ...] = ()
    captures: tuple[Capture, ...] = ()


class Outcome(Enum):
    """What the archive did with an item."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class KnownPost:
    """What the plan must know of a post that the archive holds. `keys` are the `urls.url_key` of all its addresses; `last_seen` is when
    a route named it or its page was read, `checked_at` when its page was read."""

    public_id: str
    url: str
    wp_id: int | None
    keys: frozenset[str]
    modified_at: datetime | None
    published_day: date | None
    last_seen: datetime
    status: str = "live"
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a run or an audit reports. `kind` is a short code such as "rejected" or "robots-unreachable"."""

    kind: str
    url: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """The sum of a run: asked = new + changed + unchanged + rejected + duplicate + failed."""

    asked: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    duplicate: int = 0
    failed: int = 0

    @property
    def adds_up(self) -> bool:
        """Whether every post asked for is accounted for."""
        return self.asked == self.new + self.changed + self.unchanged + self.rejected + self.duplicate + self.failed
