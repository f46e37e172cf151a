"""When a post was published: the calendar day on the site's own clock, the exact instant only where the site told one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain

from bs4.element import Tag

from kazcrawl.dates import ParsedDate, parse_machine
from kazcrawl.parse.fields import shown
from kazcrawl.parse.fields.candidate import Candidate, Way, candidates, from_articles, from_work
from kazcrawl.parse.fields.doubtful_dates import PUBLISHED, is_listed, is_sure_update, is_update
from kazcrawl.parse.fields.shown_sentence import from_dateline, from_sentence
from kazcrawl.parse.fields.url_date import from_url, month_of_url
from kazcrawl.parse.page.jsonld import Node, texts
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.tree import attribute, classes, line_text, properties

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
_METAS = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "publish-date", "publish_date", "publishdate",
    "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date.created", "dc.date",
    "dcterms.date", "pubdate", "cxenseparse:recs:publishtime", "date", "created", "rnews:datepublished",
)  # fmt: skip
_MODIFIED_METAS = ("article:modified_time", "og:updated_time", "lastmod", "last-modified", "dcterms.modified")
# What an element is called that shows how long ago it was, or the day, and has the stamp in its title.
_STAMPED = PUBLISHED | {"timeago", "time-ago", "relative-time", "moment", "date", "time", "timestamp"}
# How long ago, as a person says it.
_AGO = re.compile(
    r"\b(?:ago|yesterday|last (?:week|month|year)|назад|вчера|тому|бұрын|кеше|önce|oldin)\b|^(?:vor|il y a|hace|há)\s|\bfa$|temu$|前$",
    re.IGNORECASE,
)
_LONGEST_AGO = 40
_UTC = re.compile(r"(?:Z|[+-]00:?00|GMT|UTC)$", re.IGNORECASE)

Told = Candidate[ParsedDate]


def find_published(page: Page) -> Told | None:
    """Return when the post was published, or None when the page does not tell. A stamp in UTC whose day is next to the day that the
    page shows (or has in its address) takes the day shown: 20:30Z is the next day in Almaty."""
    told = _of_told_month(next(published_candidates(page), None), page)
    if told is None or told.value.instant is None or shown.timezone_of(page) or not _UTC.search(told.snippet):
        return told
    seen = next(candidates(page, (from_url, shown.from_time_text, shown.from_line)), None)
    if seen and abs(seen.value.day - told.value.day) == timedelta(days=1):
        return Candidate(replace(told.value, day=seen.value.day), told.origin, told.snippet)
    return told


def _of_told_month(told: Told | None, page: Page) -> Told | None:
    """What was read off a text, which is full of days; where the address tells another month, rather the first date that is of that."""
    month = month_of_url(page) if told is not None and told.origin == "text" else None
    if told is None or month is None or told.value.day.month == month[1]:
        return told
    of_month = (other for other in published_candidates(page) if (other.value.day.year, other.value.day.month) == month)
    return next(of_month, told)


def published_candidates(page: Page) -> Iterator[Told]:
    """Yield every plausible date of publication that the page tells, the surest first."""
    return (told for told in candidates(page, _WAYS) if EARLIEST <= told.value.day <= LATEST)


def find_modified(page: Page) -> datetime | None:
    """Return when the post was last changed (aware UTC), or None when no exact instant is told."""
    if page.facts.modified_at:
        return page.facts.modified_at
    described = (text for node in page.articles for text in texts(node.get("dateModified")))
    marked = (attribute(tag, name) for tag in page.around if is_update(tag) for name in ("datetime", "content", "title"))
    stamps = chain(described, page.meta(*_MODIFIED_METAS), marked)
    told = chain((parse_machine(stamp, tz=shown.timezone_of(page)) for stamp in stamps), shown.updates(page))
    return next((p.instant for p in told if p and p.instant and EARLIEST <= p.day <= LATEST), None)


def _from_facts(page: Page) -> Iterator[Told]:
    facts = page.facts
    origin = "rest" if facts.slug else "feed"  # only REST tells the slug
    if facts.published_at is not None:
        zone_ = shown.timezone_of(page)
        local = facts.published_at.astimezone(zone_) if zone_ else facts.published_at
        raw = facts.published_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield Candidate(ParsedDate(facts.day or local.date(), facts.published_at, "second"), origin, str(facts.day) if facts.day else raw)
    elif facts.day is not None:
        yield Candidate(ParsedDate(facts.day), origin, facts.day.isoformat())


def _from_selector(page: Page) -> Iterator[Told]:
    if page.site and page.site.selectors.date:
        for tag in page.select(page.site.selectors.date)[:3]:
            yield from shown.machine(page, attribute(tag, "datetime") or attribute(tag, "content"), "selector")
            yield from shown.human(page, tag, "selector")


def _of_node(page: Page, node: Node) -> Iterator[Told]:
    for key in ("datePublished", "dateCreated"):
        for text in texts(node.get(key))[:1]:
            yield from shown.machine(page, text, "jsonld")


def _from_meta(page: Page) -> Iterator[Told]:
    for text in page.meta(*_METAS):
        yield from shown.machine(page, text, "meta")


def _from_microdata(page: Page) -> Iterator[Told]:
    for tag in page.around:
        if "datepublished" in properties(tag):
            yield from shown.machine(page, attribute(tag, "content") or attribute(tag, "datetime"), "time")
            yield from shown.human(page, tag, "time")


def _from_time(page: Page) -> Iterator[Told]:
    """`time` elements of the post itself: those called published first, those called updated alone or that stand in a list of what happened
    when not at all."""
    stamps = [tag for tag in page.around if tag.name == "time" and not is_update(tag) and (_is_published(tag) or not is_listed(tag))]
    for tag in sorted(stamps, key=lambda tag: not _is_published(tag)):
        yield from shown.machine(page, attribute(tag, "datetime"), "time")
        yield from shown.human(page, tag, "time")


def _from_abbr(page: Page) -> Iterator[Told]:
    for tag in page.around:
        is_stamp = tag.name in ("abbr", "span", "time") and "title" in tag.attrs
        if is_stamp and (not _STAMPED.isdisjoint(classes(tag)) or _AGO.search(line_text(tag)[:_LONGEST_AGO])):
            yield from shown.machine(page, attribute(tag, "title"), "time")


def _from_lone_update(page: Page) -> Iterator[Told]:
    """A `time` called updated: themes of the hAtom days call their only date so."""
    for tag in page.around:
        if (tag.name == "time" or "updated" in classes(tag)) and not is_sure_update(tag):
            yield from shown.machine(page, attribute(tag, "datetime") or attribute(tag, "title"), "time")


def _is_published(tag: Tag) -> bool:
    return bool(PUBLISHED.intersection(classes(tag)) or (tag.parent and PUBLISHED.intersection(classes(tag.parent))))


_WAYS: tuple[Way[ParsedDate], ...] = (
    _from_facts,
    _from_selector,
    from_articles(_of_node),
    _from_meta,
    _from_microdata,
    _from_time,
    _from_abbr,
    shown.from_line,
    from_url,
    from_work(_of_node),
    shown.from_short_text,
    shown.from_heading_before,
    shown.from_labelled_line,
    shown.from_inside,
    shown.from_head_lines,
    shown.from_partial,
    shown.from_meta_text,
    shown.from_label,
    from_sentence,
    from_dateline,
    _from_lone_update,
)
