"""Posts of a list whose theme names no frames: links that stand alike, each in a card of its own."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from kazcrawl.dates import parse_human
from kazcrawl.parse.lists.addresses import ListedSite
from kazcrawl.parse.lists.frames import HEADINGS, day_of, heading_of, is_more_link
from kazcrawl.parse.lists.older import is_older_text
from kazcrawl.parse.lists.paging import page_of
from kazcrawl.parse.page.page_names import names_section
from kazcrawl.parse.page.tree import attribute, classes
from kazcrawl.text import one_line

_FIGURES = re.compile(r"\d+")
_NAME_ENDS = re.compile(r"\s[|–—·»-]\s")
# How the folder of a site's posts is called.
_POSTS_FOLDER = re.compile(
    r"/(?:[\w-]{0,20}news[\w-]{0,20}|blogs?|posts?|tpost|press[\w-]{0,20}|articles?|stat[iy]|stor(?:y|ies)|novosti|publikac\w+|aktuell\w*|"
    r"nachrichten|zh?anal[iy][kq]\w*|media|insights|archives|(?:19|20)\d\d)/",
    re.IGNORECASE,
)
_WAY = 4
_LONG_TITLE = 20
_PROSE = 60
_CLIMB = 4


@dataclass(frozen=True, slots=True)
class Card:
    """One post's card: its address, the link that stands first in it, title and date as shown."""

    url: str
    link: Tag
    title: str
    day_text: str


@dataclass(frozen=True, slots=True)
class _Row:
    """Cards whose links stand alike. `rank` tells how much their links look like the way to a text."""

    cards: tuple[Card, ...]
    elements: tuple[Tag, ...]
    rank: float
    prose: bool

    @property
    def dated(self) -> bool:
        return 2 * sum(bool(card.day_text) for card in self.cards) >= len(self.cards)


def find_cards(soup: BeautifulSoup, links: Iterable[tuple[str, Tag]], site: ListedSite) -> tuple[list[Card], bool]:
    """Return the cards of the page, and whether they show dates. `links` stand outside menus and columns.

    Cards with dates are believed, others where page or addresses are called a list of posts."""
    here = page_of(site.home)[0]
    fit = [(url, tag) for url, tag in links if page_of(url)[0] != here and _is_fit(url, _text_of(tag), site)]
    rows = _without_rivals(sorted(_rows_of(fit), key=lambda row: (-row.rank, -len(row.cards))))
    dated = [row for row in rows if row.dated]
    if dated:
        return [card for row in dated for card in row.cards], True
    named = _is_named(soup)
    told = [row for row in rows if len(row.cards) > 1 and (named or _is_folder(row, site)) and (row.prose or _is_long(row))]
    return [card for row in told for card in row.cards], False


def _rows_of(fit: list[tuple[str, Tag]]) -> list[_Row]:
    ways: dict[tuple[str, ...], list[tuple[str, Tag]]] = {}
    for url, tag in fit:
        ways.setdefault(_way_to(tag), []).append((url, tag))
    every = _holders(fit)
    found = []
    for alike in ways.values():
        row: dict[str, Tag] = {}
        for url, tag in _without_bylines(alike):
            row.setdefault(url, tag)
        alone = len(row) == 1
        held = every if alone else _holders(row.items())
        found.append(_row_of(row, held, _CLIMB if alone else 50))
    return [row for row in found if len(row.cards) > 1 or (row.dated and _is_long(row))]


def _is_fit(url: str, text: str, site: ListedSite) -> bool:
    return site.first_post([url], title=text) is not None and not is_older_text(text) and not names_section(text)


def _without_bylines(links: list[tuple[str, Tag]]) -> list[tuple[str, Tag]]:
    """Leave out of links that stand alike those to authors and subjects: in each card short, and beside a longer one."""
    beside: dict[int, dict[str, int]] = {}
    places = []
    for url, tag in links:
        own = beside.setdefault(id(tag.parent), {})
        places.append(own.setdefault(url, len(own)))
    if len(beside) < 2 or max(places) == 0:
        return links
    ranks: dict[int, list[int]] = {}
    for place, (_, tag) in zip(places, links, strict=True):
        ranks.setdefault(place, []).append(_rank_of(tag))
    mean = {place: sum(each) / len(each) for place, each in ranks.items()}
    return [link for place, link in zip(places, links, strict=True) if mean[place] >= 1 or max(mean.values()) < 2]


def _way_to(tag: Tag) -> tuple[str, ...]:
    steps = []
    for element in (tag, *islice(tag.parents, _WAY)):
        first = next(iter(classes(element)), "")
        steps.append(f"{element.name}.{_FIGURES.sub('', first)}")
    return tuple(steps)


def _holders(links: Iterable[tuple[str, Tag]]) -> dict[int, set[str]]:
    """Which addresses each element holds, two at most: more tell no more."""
    held: dict[int, set[str]] = {}
    for url, tag in links:
        for element in chain((tag,), tag.parents):
            urls = held.setdefault(id(element), set())
            if len(urls) > 1 or url in urls:
                break
            urls.add(url)
    return held


def _row_of(row: dict[str, Tag], held: dict[int, set[str]], most: int) -> _Row:
    cards, elements, ranks, prose = [], [], [], 0
    for url, tag in row.items():
        element = tag
        for _ in range(most):
            above = element.parent
            if above is None or above.name in ("body", "html", "main", "[document]") or len(held.get(id(above), ())) > 1:
                break
            element = above
        title = _title_of(element, tag)
        cards.append(Card(url, tag, title, day_of(element)))
        elements.append(element)
        ranks.append(_rank_of(tag))
        prose += len(one_line(element.get_text(" "), limit=400)) - len(title) >= _PROSE
    return _Row(tuple(cards), tuple(elements), sum(ranks) / len(ranks), 2 * prose >= len(cards))


def _rank_of(tag: Tag) -> int:
    if any(above.name in HEADINGS for above in islice(tag.parents, _WAY)) or tag.find(HEADINGS) is not None:
        return 4
    if len(_text_of(tag)) >= _LONG_TITLE:
        return 3
    return 2 if is_more_link(tag) else 1 if not tag.get_text(strip=True) else 0


def _without_rivals(rows: list[_Row]) -> list[_Row]:
    """Cards link to their category and author too: of the rows in the same cards the first holds. A heading above cards links to all of its
    kind: what holds several dated cards of another row is no card."""
    held = [Counter(id(above) for element in row.elements for above in _around(element)) for row in rows if row.dated]
    taken: set[int] = set()
    kept: list[_Row] = []
    for row in rows:
        inside = sum(any(id(above) in taken for above in (element, *_around(element))) for element in row.elements)
        sections = max((sum(count[id(element)] > 1 for element in row.elements) for count in held), default=0)
        if row.rank > 0 and 2 * max(inside, sections) < len(row.elements):
            kept.append(row)
            taken.update(id(element) for element in row.elements)
    return kept


def _around(element: Tag) -> Iterator[Tag]:
    return islice(element.parents, 2 * _WAY)


def _is_long(row: _Row) -> bool:
    return sum(len(card.title) for card in row.cards) >= _LONG_TITLE * len(row.cards)


def _is_folder(row: _Row, site: ListedSite) -> bool:
    """Whether the addresses lie below the page's own, or in a folder that is called one of posts."""
    own = urlsplit(site.home).path.rstrip("/") + "/"
    paths = [urlsplit(card.url).path for card in row.cards]
    below = len(own) > 1 and all(path.startswith(own) for path in paths)
    return below or Counter(bool(_POSTS_FOLDER.search(path)) for path in paths)[True] * 2 > len(paths)


def _is_named(soup: BeautifulSoup) -> bool:
    """Whether the page's title or a first heading is a name of lists."""
    names = _NAME_ENDS.split(one_line(soup.title.get_text(" "))) if soup.title else []
    names += [one_line(tag.get_text(" ")) for tag in soup.find_all(["h1", "h2"], limit=3)]
    return any(map(names_section, names))


def _title_of(card: Tag, link: Tag) -> str:
    heading = heading_of(card)
    title = one_line(heading.get_text(" "), limit=300) if heading is not None else ""
    if title and not names_section(title):
        return title
    parts = [text for text in map(one_line, link.stripped_strings) if len(text) > 3 and not parse_human(text)]
    if parts and not is_more_link(link):
        return next((text for text in parts if len(text) >= _LONG_TITLE), max(parts, key=len))
    texts = [one_line(text) for text in card.stripped_strings]
    return _text_of(link) if not is_more_link(link) else next((text for text in texts if len(text) >= _LONG_TITLE), "")


def _text_of(tag: Tag) -> str:
    image = tag.find("img")
    told = tag.get_text(" ") or attribute(tag, "aria-label") or attribute(tag, "title")
    return one_line(told or (attribute(image, "alt") if isinstance(image, Tag) else ""), limit=300)
