"""What the archive hands out: plain frozen data, no rows, no connections. All times are aware UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kazcrawl.items import Capture, Counts, Credit, Finding, Link, Media, Outcome, Term

# What stands around a hit in `Hit.snippet`: control characters that no stored text can hold.
MARK_ON, MARK_OFF = "\x02", "\x03"
FACETS = ("source", "year", "site", "term", "language")


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one item. `changed` names the fields of content that differ; `findings` are for the caller to report."""

    outcome: Outcome
    public_id: str
    changed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """One stored version of a post. `number` counts from 1; `reason` is new, edited, reparsed or backfilled."""

    number: int
    reason: str
    observed_at: datetime
    recorded_at: datetime
    run: int | None
    content_hash: str
    title: str | None
    date: date | None
    published_at: datetime | None
    date_precision: str | None
    date_origin: str | None
    modified_at: datetime | None
    source: str | None
    author: str | None
    authors: tuple[str, ...]
    credit: Credit | None
    language: str | None
    body: str
    body_html: str
    parser_version: str | None
    facts: Mapping[str, Any] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    media: tuple[Media, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryPost:
    """One of the posts that tell the same news; `date` is the day as text, or None."""

    public_id: str
    site: str
    url: str
    title: str | None
    date: str | None
    status: str


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A post with its current revision. `status` is live, gone or hidden; `addresses` are all that it had, oldest first;
    `article` is its row of the view, JSON-ready; `story` are all posts with the same news, itself too, as they were published, or ()."""

    public_id: str
    site: str
    url: str
    wp_id: int | None
    status: str
    first_seen: datetime
    last_seen: datetime
    gone_at: datetime | None
    revisions: int
    addresses: tuple[str, ...]
    current: StoredRevision
    article: Mapping[str, Any]
    story: tuple[StoryPost, ...] = ()

    def as_row(self) -> dict[str, Any]:
        """Return the post as `iter_articles` gives it, with its addresses."""
        return {**self.article, "addresses": list(self.addresses)}


@dataclass(frozen=True, slots=True)
class Reading:
    """The current revision of a post with what it was read from, in order. `post` and `revision` are rows; `stored.number` is 0 here;
    `backfilled`: it was read from a copy of the past."""

    public_id: str
    site: str
    url: str
    wp_id: int | None
    post: int
    revision: int
    stored: StoredRevision
    captures: tuple[Capture, ...]
    backfilled: bool = False


@dataclass(frozen=True, slots=True)
class StoredRun:
    """One crawl of one site. `outcome` and `ended_at` are None while it runs, and for ever if it was killed."""

    id: int
    site: str
    started_at: datetime
    ended_at: datetime | None
    version: str
    full: bool
    counts: Counts
    requests: int
    outcome: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class StoredState:
    """A post left or came back: `state` is missing (its absence proven once), gone, hidden or live, with what proved it."""

    state: str
    at: datetime
    evidence: str
    run: int | None


@dataclass(frozen=True, slots=True)
class MetOutlet:
    """An outlet that posts are credited to. `known` tells that the registry has it, under that name; days are ISO text; `spellings` are
    the sources that are this outlet, each with its number of posts."""

    outlet: str
    known: bool
    posts: int
    first: str | None
    last: str | None
    spellings: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A post found. `snippet` is a piece of the body in one line with the words found between MARK_ON and MARK_OFF."""

    public_id: str
    site: str
    url: str
    title: str | None
    date: date | None
    source: str | None
    snippet: str

    @property
    def marks(self) -> list[tuple[int, int]]:
        """Where the words found begin and end in `plain_snippet`."""
        pieces = self.snippet.split(MARK_ON)
        found, place = [], len(pieces[0])
        for piece in pieces[1:]:
            word, _, rest = piece.partition(MARK_OFF)
            found.append((place, place + len(word)))
            place += len(word) + len(rest)
        return found

    @property
    def plain_snippet(self) -> str:
        """The snippet without its marks."""
        return self.snippet.replace(MARK_ON, "").replace(MARK_OFF, "")

    def as_row(self) -> dict[str, Any]:
        """Return the hit JSON-ready, without its snippet."""
        fields = {name: getattr(self, name) for name in ("public_id", "site", "url", "title", "source")}
        return {**fields, "date": self.date and self.date.isoformat()}


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits in the order asked for. `more` tells that there are others beyond the limit: `next` is the cursor of the page after this
    one. `ranked` is how many of the newest matches the order by relevance was made of, when there were more than that."""

    hits: tuple[Hit, ...]
    more: bool = False
    next: str | None = None
    ranked: int | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """What was found, counted: `total` posts, and per facet (FACETS) its values with their numbers, the commonest first."""

    total: int
    counts: Mapping[str, tuple[tuple[str, int], ...]]
