"""A stored post read again from its captures and facts, through the same parser and the same steps as a crawl; and what differs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kazcrawl.archive import Reading, StoredRevision
from kazcrawl.discover.rest import PAGE_SIZES, read_page
from kazcrawl.discover.wayback import Copy, original_url
from kazcrawl.errors import ParseError, RouteError
from kazcrawl.evidence.copies import past_site, read_copy, read_list
from kazcrawl.items import Capture, Credit, Facts, PostItem, PostRef, Site
from kazcrawl.parse import parse_post
from kazcrawl.sites import make_site
from kazcrawl.steps import normalize, problems
from kazcrawl.urls import origin, url_key

# Gives the body of a capture, unpacked; raises WarcError.
ReadBody = Callable[[Capture], bytes]
# What a person wants to hear of when it changes. Why a field has its value (`origins`) and the digests follow from these.
FIELDS = (
    *("title", "date", "published_at", "date_precision", "date_origin", "modified_at", "source", "authors", "language"),
    *("body", "body_html", "terms", "media", "links"),
    *("credit_author", "credit_date", "credit_url", "credit_rule", "credit_confidence", "credit_line", "dateline"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """A field that reads otherwise now."""

    field: str
    before: Any
    after: Any


class Rereader:
    """Reads posts again. Answers of a route hold many posts, so the last one is kept."""

    def __init__(self, sites: Callable[[str], Site | None], read_body: ReadBody) -> None:
        self._site, self._read_body = sites, read_body
        self._told: tuple[str, tuple[PostRef, ...]] = ("", ())

    def read(self, reading: Reading) -> PostItem:
        """Return the post as it reads now, as the pipelines would hand it to the archive.

        Raises WarcError when a capture cannot be read, ParseError when the page is no post to today's parser."""
        item = self._of_past(reading) if reading.backfilled else self._of_crawl(reading)
        item = normalize(replace(item, site=reading.site, captures=reading.captures))
        found = problems(item)
        if found:
            raise ParseError(reading.url, found[0])
        return item

    def page(self, reading: Reading) -> tuple[bytes, Facts, Site | None]:
        """Return the body of a post's page, and what else it was read with. Raises WarcError; ParseError where there is no page of it."""
        if not reading.captures or reading.captures[0].role != "page" or reading.backfilled:
            raise ParseError(reading.url, "no-page", "it was not read from a page of its own that is kept")
        return self._read_body(reading.captures[0]), Facts.from_json(reading.stored.facts), self._site(reading.site)

    def _of_crawl(self, reading: Reading) -> PostItem:
        site = self._site(reading.site)
        first, *parts = reading.captures
        if first.role == "page":
            return parse_post(
                self._read_body(first),
                url=first.url,
                facts=Facts.from_json(reading.stored.facts),
                pages=tuple(map(self._read_body, parts)),
                site=site,
                content_type=first.content_type or "",
            )
        ref = self._find_ref(reading, first)
        url = reading.url if url_key(reading.url) == url_key(ref.url) else ref.url
        return parse_post("", url=url, facts=ref.facts, site=site)

    def _of_past(self, reading: Reading) -> PostItem:
        """A copy of the past is read as the back-fill read it, whatever archive rewrote its addresses."""
        first, *parts = reading.captures
        copy = Copy(first.fetched_at, original_url(first.url) or first.url)
        home = self._site(reading.site) or make_site(reading.url, name=reading.site)
        site, body = past_site(home, (origin(copy.url),)), self._read_body(first)
        if first.role == "page":
            told = tuple(map(self._read_body, parts))
            return read_copy(body, copy=copy, kept_at=first.url, site=site, content_type=first.content_type, parts=told)
        wanted = url_key(reading.url)
        try:
            told_of = read_list(first.role, body, copy=copy, kept_at=first.url, site=site, wanted=lambda url: _slug(url) == _slug(wanted))
        except RouteError as error:
            raise ParseError(reading.url, "not-read-again", str(error)) from error
        for item in told_of.items:
            if wanted in (url_key(item.url), *map(url_key, item.addresses)):
                return item
        raise ParseError(reading.url, "not-read-again", f"the stored {first.role} does not name it")

    def _find_ref(self, reading: Reading, capture: Capture) -> PostRef:
        """Return what the route's answer told of the post."""
        if capture.role != "rest":
            raise ParseError(reading.url, "not-read-again", f"what the {capture.role} route told is not read again")
        if self._told[0] != capture.record_id:
            try:
                page = read_page(self._read_body(capture), url=capture.url, status=capture.status, headers={}, size=PAGE_SIZES[0])
            except RouteError as error:
                raise ParseError(reading.url, "not-read-again", str(error)) from error
            self._told = (capture.record_id, page.refs)
        stored = Facts.from_json(reading.stored.facts)
        for ref in self._told[1]:
            if ref.facts.wp_id == stored.wp_id or url_key(ref.url) == url_key(reading.url):
                return ref
        raise ParseError(reading.url, "not-read-again", "the route's answer does not name it")


def _slug(url: str) -> str:
    """The last piece of an address: what stays of it when a site moves to another domain."""
    return url_key(url).rstrip("/").rpartition("/")[2]


def find_changes(stored: StoredRevision, item: PostItem) -> tuple[Change, ...]:
    """Return what reads otherwise now, in the order of FIELDS. Pure."""
    before, after = _of_revision(stored), _of_item(item)
    return tuple(Change(name, before[name], after[name]) for name in FIELDS if before[name] != after[name])


def _of_revision(stored: StoredRevision) -> Mapping[str, Any]:
    plain = {name: getattr(stored, name) for name in FIELDS if hasattr(stored, name)}
    return plain | _of_credit(stored.credit)


def _of_item(item: PostItem) -> Mapping[str, Any]:
    plain = {name: getattr(item, name) for name in FIELDS if hasattr(item, name)}
    return plain | {"body": item.body or "", "body_html": item.body_html or ""} | _of_credit(item.credit)


def _of_credit(credit: Credit | None) -> dict[str, Any]:
    told = credit or Credit()
    return {
        "credit_author": told.author,
        "credit_date": told.date,
        "credit_url": told.url,
        "credit_rule": told.rule or None,
        "credit_confidence": told.confidence if credit else None,
        "credit_line": told.line or None,
        "dateline": told.dateline,
    }
