"""A page that is an overview of others: boxes alike beside each other, each with a headline that leads to a page of its own, and what
stands beside them. Of spots alone: it looks at the whole page, whatever was cut of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlsplit

from kazcrawl.dates import find_dates
from kazcrawl.parse.page.container import is_post_element
from kazcrawl.parse.page.names import OF_COMMENTS, OF_CONTENT, OF_ZONE
from kazcrawl.parse.page.outline import Outline
from kazcrawl.parse.page.places import ZONE_NAMES
from kazcrawl.parse.page.spot import Spot
from kazcrawl.parse.page.tree import attribute, is_hidden
from kazcrawl.text import fold, one_line
from kazcrawl.urls import canonical_url, is_file, url_key

# So many boxes are a list. A headline has so many characters, a box with its excerpt no more than this, and no more elements in it
# and around it.
_A_LIST = 3
_HEADLINE = range(8, 600)
LONGEST_ENTRY, _MOST_TAGS, _MOST_FRAMES = 900, 200, 6
# A headline that stands in the midst of a box's text is none: no more than a date and a label come before it.
_LABEL = 60
_MOST_LINKS = 2_000
_BOXES = frozenset(("div", "li", "article", "section", "tr", "p", "dl", "a"))
# Columns and menus are no part of an overview; a form may hold all of a table of articles.
_ZONES = ZONE_NAMES - {"form"}
_HEADINGS = frozenset(("h1", "h2", "h3"))
_HEADLINES = _HEADINGS | {"h4"}
_PICTURES = frozenset(("img", "iframe", "video", "audio", "object", "embed", "picture"))
# What tells boxes apart that are alike.
_ORDER = re.compile(r"\d+|\b(?:odd|even|first|last|active|sticky)\b")
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|все права", re.IGNORECASE)
_MOST_TEXT = 5_000


@dataclass(slots=True)
class Overview:
    """The `entries` of a page, in order, and what stands outside them and outside columns and menus: `prose` in characters, the unlinked
    `texts`. Of what stands before the last entry: the `headings` that lead nowhere (folded; first-level ones wherever they stand), how many
    characters of unlinked text come before the first one (`told`), whether there are pictures. `is_paged`: behind the entries a link leads
    to a second page of them."""

    entries: list[Spot]
    prose: int = 0
    told: int = 0
    texts: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    has_pictures: bool = False
    is_paged: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether a day stands outside the entries: that of a post, perhaps."""
        told = " | ".join(text for text in self.texts if not _COPYRIGHT.search(text))
        return bool(find_dates(told[:_MOST_TEXT], short_years=True))


def find_overview(outline: Outline, url: str) -> Overview | None:
    """Return the entries of a page and what stands beside them; None where there are none, or what is called a text holds them."""
    body = outline.body
    if body is None:
        return None
    outside = list(_outside_zones(outline, body))
    entries = _entries(outline, outside, url)
    if len(entries) < _A_LIST or any(above.said & OF_CONTENT for entry in entries for above in entry.parents):
        return None
    return _seen(Overview(entries), outline, outside, url)


def _outside_zones(outline: Outline, body: Spot) -> Iterator[Spot]:
    """The elements but those of menus and columns; what holds a first-level heading is no column, whatever it is called."""
    events, place = outline.events, body.first + 1
    main = {id(above) for spot in outline.telling if spot.name == "h1" for above in spot.parents}
    while place < body.last:
        spot = events[place]
        place += 1
        if isinstance(spot, Spot):
            said = spot.said & (OF_ZONE | OF_COMMENTS) if id(spot) not in main else 0
            if spot.name in _ZONES or (spot.attrs and (said or is_hidden(spot))):
                place = spot.last + 1
            else:
                yield spot


def _entries(outline: Outline, outside: list[Spot], url: str) -> list[Spot]:
    """The outermost boxes that are of a list."""
    links = (spot for spot in outside if spot.name == "a" and (spot.chars in _HEADLINE or _covers_box(spot)))
    groups: dict[tuple[int, str, str], dict[int, tuple[Spot, Spot, str]]] = {}
    known = {id(spot) for spot in outside}
    for link in islice(links, _MOST_LINKS):
        if (address := _address(link, url)) is None:
            continue
        for box in islice((link, *link.parents), _MOST_FRAMES):
            if box.chars > LONGEST_ENTRY or box.tags > _MOST_TAGS or id(box) not in known:
                break
            headline = link if link.chars else _headline_of(box, outline)
            if box.name in _BOXES and headline is not None:
                held = groups.setdefault(_kind(box), {})
                if id(box) not in held or _weight(headline) > _weight(held[id(box)][1]):
                    held[id(box)] = (box, headline, address)
    found = [box for group in groups.values() if len(group) >= _A_LIST and _is_list(group, outline) for box, _, _ in group.values()]
    found += _marked(outside, url)
    return _outermost(found)


def _covers_box(link: Spot) -> bool:
    """Whether a link has no text but a name for those who do not see: some themes lay it over all of a box."""
    return link.chars == 0 and not link.tags and len(attribute(link, "aria-label") or attribute(link, "title")) >= _HEADLINE.start


def _headline_of(box: Spot, outline: Outline) -> Spot | None:
    within = (event for event in outline.events[box.first : box.last] if isinstance(event, Spot) and event.name in _HEADLINES)
    return next((heading for heading in within if heading.chars in _HEADLINE and not heading.linked), None)


def _weight(link: Spot) -> tuple[bool, int]:
    """How much a link is like a headline: one in a heading is, else the longest; labels, writers and "read more" are short."""
    return any(above.name in _HEADLINES for above in islice(link.parents, 2)), link.chars


def _kind(box: Spot) -> tuple[int, str, str]:
    return id(box.parent), box.name, _ORDER.sub("", attribute(box, "class").lower())


def _address(link: Spot, url: str) -> str | None:
    """The page of the site to which a link leads, as a key; None for this page, a file, another site."""
    href = attribute(link, "href")
    if not href or href.startswith("#") or (address := canonical_url(href, url)) is None:
        return None
    here, there = urlsplit(url), urlsplit(address)
    is_near = there.netloc.removeprefix("www.") == here.netloc.removeprefix("www.")
    return url_key(address) if is_near and url_key(address) != url_key(url) and not is_file(address) else None


def _is_list(group: Mapping[int, tuple[Spot, Spot, str]], outline: Outline) -> bool:
    """Whether so many boxes lead to a page each and say more than its title: menus do not. One of them may be an advertisement, but not
    the page's own post."""
    least = max(_A_LIST, len(group) - 1)
    told = [address for box, link, address in group.values() if _is_teaser(box, link, outline)]
    return len(set(told)) >= least and not any(_has_own_headline(box, link, outline) for box, link, _ in group.values())


def _has_own_headline(box: Spot, link: Spot, outline: Outline) -> bool:
    """Whether a headline in the box leads nowhere."""
    within = (event for event in outline.events[box.first : box.last] if isinstance(event, Spot) and event.name in _HEADLINES)
    return any(heading.chars and not link.holds(heading) and not heading.linked for heading in within)


def _is_teaser(box: Spot, link: Spot, outline: Outline) -> bool:
    """Whether a box's headline is the first that is said in it but a label or a day, and a day or an excerpt stands beside or below it."""
    texts = [event.strip() for event in outline.events[box.first : link.first] if isinstance(event, str)]
    pieces = [event for event in outline.events[box.first : box.last] if isinstance(event, str) and len(event.strip()) >= _HEADLINE.start]
    return sum(map(len, texts)) <= _LABEL and (box.chars - box.linked >= _HEADLINE.start or (link.tags > 0 and len(pieces) > 1))


def _marked(outside: list[Spot], url: str) -> Iterator[Spot]:
    """What is marked as a post and has a headline that leads to its own page."""
    for link in outside:
        if link.name == "a" and link.chars in _HEADLINE and _address(link, url) is not None:
            heading = next((above for above in islice(link.parents, 3) if above.name in _HEADLINES), None)
            if heading is not None and heading.chars == link.chars:
                post = next((above for above in islice(heading.parents, _MOST_FRAMES) if is_post_element(above)), None)
                if post is not None and post.chars <= LONGEST_ENTRY and post.tags <= _MOST_TAGS:
                    yield post


def _outermost(boxes: list[Spot]) -> list[Spot]:
    found: list[Spot] = []
    for box in sorted(boxes, key=lambda box: (box.first, -box.last)):
        if not found or not found[-1].holds(box):
            found.append(box)
    return found


def _seen(overview: Overview, outline: Outline, outside: list[Spot], url: str) -> Overview:
    """Note what stands outside the entries."""
    body, events, first = outside[0].parent, outline.events, overview.entries[0].first
    known, entries = {id(spot) for spot in outside}, {id(spot) for spot in overview.entries}
    overview.prose = body.prose if body is not None else 0
    place, end, linked = outside[0].first, outside[-1].last, -1
    while place < end:
        event = events[place]
        place += 1
        if isinstance(event, str):
            if place > linked and (text := one_line(event)):
                overview.texts.append(text)
                overview.told += len(text) if place < first else 0
        elif event is not None:
            if event.is_silent or id(event) not in known or id(event) in entries:
                place = event.last + 1
                overview.prose -= event.prose
            else:
                _note(event, overview, outline, url)
                linked = event.last if event.name == "a" else linked
    return overview


def _note(spot: Spot, overview: Overview, outline: Outline, url: str) -> None:
    is_behind = spot.first > overview.entries[-1].last
    if spot.name in _HEADINGS and (not is_behind or spot.name == "h1") and spot.chars and not spot.linked:
        overview.headings.append(fold(outline.text_of(spot)) if spot.tags <= _MOST_TAGS else "…")
    elif is_behind:
        if spot.name == "a" and spot.chars == 1 and spot.tags <= _MOST_TAGS and outline.text_of(spot).strip() == "2":
            address = canonical_url(attribute(spot, "href"), url)
            overview.is_paged |= address is not None and url_key(address) != url_key(url)
    elif spot.name in _PICTURES:
        link = next((above for above in islice(spot.parents, _MOST_FRAMES) if above.name == "a"), None)
        overview.has_pictures |= link is None or urlsplit(canonical_url(attribute(link, "href"), url) or "").path not in ("", "/")
