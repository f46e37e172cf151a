"""When a post was published: the calendar day on the site's own clock, the exact instant only where the site told one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from urllib.parse import unquote, urlsplit

from bs4.element import Tag

from kazcrawl.dates import ParsedDate, find_dates, parse_human, parse_machine, parse_partial, zone
from kazcrawl.parse.candidate import Candidate, Way, candidates
from kazcrawl.parse.jsonld import texts
from kazcrawl.parse.page import HEADINGS, Page
from kazcrawl.parse.tree import attribute, classes, labels
from kazcrawl.text import one_line

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
_METAS = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "publish-date", "publish_date", "publishdate",
    "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date.created", "dc.date",
    "dcterms.date", "pubdate", "cxenseparse:recs:publishtime", "date", "created", "rnews:datepublished",
)  # fmt: skip
_MODIFIED_METAS = ("article:modified_time", "og:updated_time", "lastmod", "last-modified", "dcterms.modified")
_UPDATED = frozenset(("updated", "modified", "post-modified-info", "entry-updated", "last-updated", "dt-updated", "entry-modified"))
_PUBLISHED = frozenset(("published", "entry-date", "posted-on", "post-date", "entry-time", "dt-published", "date-published", "pubdate"))
# What themes call the element of the date, or of the line that holds it.
_DATE_NAME = re.compile(
    r"(?:^|[-_])(?:time|published|timestamp|posted|submitted|pubdate|day|calendar|byline|meta|info|postdata|details|head|header|footer)(?:$|[-_0-9])"
    r"|(?<!up)date(?!d)|datum|fecha|(?:post|entry)(?:meta|info|time|ed)|metadata|(?:post|entry|article|single)[-_]?(?:head|header|footer)"
)
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})(?:/|$)")
_UTC = re.compile(r"(?:Z|[+-]00:?00|GMT|UTC)$", re.IGNORECASE)
_UPDATE_WORD = re.compile(r"updat|modif|edited|обновл|измен|жаңарт|aktualisiert|revised", re.IGNORECASE)
_LINE = 500

Told = Candidate[ParsedDate]


def find_published(page: Page) -> Told | None:
    """Return when the post was published, or None when the page does not tell. A stamp in UTC whose day is next to the day that the
    page shows (or has in its address) takes the day shown: 20:30Z is the next day in Almaty."""
    told = next(published_candidates(page), None)
    if told is None or told.value.instant is None or _timezone(page) or not _UTC.search(told.snippet):
        return told
    shown = next(candidates(page, (_from_url, _from_time_text, _from_line)), None)
    if shown and abs(shown.value.day - told.value.day) == timedelta(days=1):
        return Candidate(replace(told.value, day=shown.value.day), told.origin, told.snippet)
    return told


def published_candidates(page: Page) -> Iterator[Told]:
    """Yield every plausible date of publication that the page tells, the surest first."""
    return (told for told in candidates(page, _WAYS) if EARLIEST <= told.value.day <= LATEST)


def find_modified(page: Page) -> datetime | None:
    """Return when the post was last changed (aware UTC), or None when no exact instant is told."""
    if page.facts.modified_at:
        return page.facts.modified_at
    stamps = [text for node in page.articles for text in texts(node.get("dateModified"))]
    stamps += page.meta(*_MODIFIED_METAS)
    stamps += [attribute(tag, "datetime") for tag in page.around if tag.name == "time" and _is_update(tag)]
    parsed = (parse_machine(stamp, tz=_timezone(page)) for stamp in stamps)
    return next((p.instant for p in parsed if p and p.instant and EARLIEST <= p.day <= LATEST), None)


def _from_facts(page: Page) -> Iterator[Told]:
    facts = page.facts
    origin = "rest" if facts.slug or facts.body_html is not None else "feed"
    if facts.published_at is not None:
        zone_ = _timezone(page)
        local = facts.published_at.astimezone(zone_) if zone_ else facts.published_at
        raw = facts.published_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield Candidate(ParsedDate(facts.day or local.date(), facts.published_at, "second"), origin, str(facts.day) if facts.day else raw)
    elif facts.day is not None:
        yield Candidate(ParsedDate(facts.day), origin, facts.day.isoformat())


def _from_selector(page: Page) -> Iterator[Told]:
    if page.site and page.site.selectors.date:
        for tag in page.select(page.site.selectors.date)[:3]:
            yield from _machine(page, attribute(tag, "datetime") or attribute(tag, "content"), "selector")
            yield from _human(page, tag, "selector")


def _from_jsonld(page: Page) -> Iterator[Told]:
    for node in page.articles:
        for key in ("datePublished", "dateCreated"):
            for text in texts(node.get(key))[:1]:
                yield from _machine(page, text, "jsonld")


def _from_meta(page: Page) -> Iterator[Told]:
    for text in page.meta(*_METAS):
        yield from _machine(page, text, "meta")


def _from_microdata(page: Page) -> Iterator[Told]:
    for tag in page.around:
        if "datepublished" in attribute(tag, "itemprop").lower().split():
            yield from _machine(page, attribute(tag, "content") or attribute(tag, "datetime"), "time")
            yield from _human(page, tag, "time")


def _from_time(page: Page) -> Iterator[Told]:
    """`time` elements of the post itself: those called published first, those called updated alone not at all."""
    stamps = [tag for tag in page.around if tag.name == "time" and not _is_update(tag)]
    for tag in sorted(stamps, key=lambda tag: not _is_published(tag)):
        yield from _machine(page, attribute(tag, "datetime"), "time")
        yield from _human(page, tag, "time")


def _from_time_text(page: Page) -> Iterator[Told]:
    """The day that a reader sees in the post's `time` element, whatever its machine stamp says."""
    for tag in page.around:
        if tag.name == "time" and not _is_update(tag):
            yield from _human(page, tag, "time")


def _from_abbr(page: Page) -> Iterator[Told]:
    for tag in page.around:
        if tag.name in ("abbr", "span") and _PUBLISHED.intersection(classes(tag)) and attribute(tag, "title"):
            yield from _machine(page, attribute(tag, "title"), "time")


def _from_line(page: Page) -> Iterator[Told]:
    """A date that a reader sees: an element called date, or the line "Posted on D by A" near the title."""
    yield from _in_named(page, page.around)


def _from_inside(page: Page) -> Iterator[Told]:
    """The same within the body's element, for themes that print the meta line there."""
    for tag in page.inside:
        if tag.name == "time" and not _is_update(tag):
            yield from _machine(page, attribute(tag, "datetime"), "time")
    yield from _in_named(page, page.inside)
    short = [tag for tag in page.inside if tag.name in ("p", "div", "span", "h4", "h5", "h6", "em", "strong")]
    for tag in short[:6] + short[-3:]:
        yield from _whole(page, tag, "text")


def _in_named(page: Page, tags: Sequence[Tag]) -> Iterator[Told]:
    """What elements named for a date or a meta line show: those that are a date alone first, then those that contain one."""
    named = [tag for tag in tags if any(_DATE_NAME.search(name) for name in labels(tag)) and not _is_update(tag)]
    for tag in named:
        yield from _whole(page, tag, "text")
    for tag in named:
        if tag.find(HEADINGS) is None:
            yield from _human(page, tag, "text")


def _from_short_text(page: Page) -> Iterator[Told]:
    """A short element around the body that is a date and nothing else, whatever it is called."""
    for tag in page.around:
        if tag.name not in HEADINGS:
            yield from _whole(page, tag, "text")


def _from_url(page: Page) -> Iterator[Told]:
    match = _URL_DAY.search(urlsplit(page.url).path)
    if match:
        try:
            yield Candidate(ParsedDate(date(int(match[1]), int(match[2]), int(match[3]))), "url", match[0])
        except ValueError:
            return


def _from_partial(page: Page) -> Iterator[Told]:
    """A day and month without a year ("Oct 21"), completed from the month in the post's address."""
    match = _URL_MONTH.search(unquote(urlsplit(page.url).path))
    if match is None:
        return
    for tag in page.around:
        if any(_DATE_NAME.search(name) for name in labels(tag)):
            partial = parse_partial(_text(tag)) if len(_text(tag)) < 60 else None
            if partial and partial[0] == int(match[2]):
                try:
                    yield Candidate(ParsedDate(date(int(match[1]), *partial)), "text", f"{_text(tag)} + {match[0]}")
                except ValueError:
                    continue


def _from_lone_update(page: Page) -> Iterator[Told]:
    """A `time` called updated: themes of the hAtom days call their only date so."""
    for tag in page.around:
        if tag.name == "time" or "updated" in classes(tag):
            yield from _machine(page, attribute(tag, "datetime") or attribute(tag, "title"), "time")


def _machine(page: Page, text: str, origin: str) -> Iterator[Told]:
    """Read a machine's stamp; some themes put the date there as a person would write it."""
    text = one_line(text[:100])
    parsed = (parse_machine(text, tz=_timezone(page)) or parse_human(text, tz=_timezone(page))) if text else None
    if parsed:
        yield Candidate(parsed, origin, text)


def _whole(page: Page, tag: Tag, origin: str) -> Iterator[Told]:
    """Read the text of an element that is a date and nothing else."""
    text = _text(tag)
    if 6 <= len(text) <= 80 and not _UPDATE_WORD.match(text) and (parsed := parse_human(text, tz=_timezone(page))):
        yield Candidate(parsed, origin, text)


def _human(page: Page, tag: Tag, origin: str) -> Iterator[Told]:
    """Read the date in a short element's text; of "Published D, updated E" the first one that is no update."""
    text, last = _text(tag), 0
    for found in find_dates(text, tz=_timezone(page)):
        if not _UPDATE_WORD.search(text[last : found.span[0]]):
            yield Candidate(found.parsed, origin, text)
            return
        last = found.span[1]


def _text(tag: Tag) -> str:
    """The element's text if it is short, its parts apart: `Oct<br>21` reads "Oct 21"."""
    parts: list[str] = []
    length = 0
    for part in tag.stripped_strings:
        parts.append(part)
        length += len(part)
        if length > _LINE:
            return ""
    return one_line(" ".join(parts))


def _is_update(tag: Tag) -> bool:
    tokens = set(classes(tag))
    lone = bool(tokens & _UPDATED) and not tokens & _PUBLISHED
    return lone or "datemodified" in attribute(tag, "itemprop").lower()


def _is_published(tag: Tag) -> bool:
    return bool(_PUBLISHED.intersection(classes(tag)) or (tag.parent and _PUBLISHED.intersection(classes(tag.parent))))


def _timezone(page: Page) -> tzinfo | None:
    return zone(page.site.timezone) if page.site and page.site.timezone else None


_WAYS: tuple[Way[ParsedDate], ...] = (
    _from_facts,
    _from_selector,
    _from_jsonld,
    _from_meta,
    _from_microdata,
    _from_time,
    _from_abbr,
    _from_line,
    _from_url,
    _from_short_text,
    _from_inside,
    _from_partial,
    _from_lone_update,
)
