"""A page's elements without their texts, with the mass of each: what is needed to see where the post stands, before a tree is grown.

lxml tells a listener what it reads; one pass over what was told makes the outline, which costs a tenth of BeautifulSoup's own tree.
Nothing here is quadratic or recursive."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lxml import etree

from kazcrawl.errors import ParseError
from kazcrawl.parse.page.decode import MAX_DEPTH, MAX_NAMES, MAX_REFERENCES, MAX_TAGS
from kazcrawl.parse.page.spot import SILENT, Spot, carry
from kazcrawl.parse.page.tree import Element

Event = Spot | str | None
"""What stands on a page one after the other: an element at its start, None at its end, a text."""

_TELLING = frozenset({
    "html", "head", "body", "meta", "link", "title", "base", "script", "h1", "h2", "h3", "main", "a", "form", "input",
})  # fmt: skip
_MOST_EVENTS = 10 * MAX_TAGS


class Outline:
    """All that stands on a page but comments, in `events`; every element ends that begins. `top` is the document, `body` the page's first
    body element, `telling` are the elements that may tell something of the post wherever they stand, `grown` those of the trees."""

    def __init__(self) -> None:
        self.top = Spot("[document]", {}, None, 0)
        self.events: list[Event] = []
        self.telling: list[Spot] = []
        self.grown: list[Element] = []
        self.body: Spot | None = None

    @property
    def spots(self) -> Iterator[Spot]:
        """The elements, in order."""
        return (event for event in self.events if isinstance(event, Spot))

    def children(self, spot: Spot, *, behind: Spot | None = None) -> Iterator[Spot]:
        """The elements right below this one, in order; only those behind one of them, if it is given."""
        events, place = self.events, (behind.last if behind else spot.first) + 1
        while place < spot.last:
            event = events[place]
            if isinstance(event, Spot):
                place = event.last
                yield event
            place += 1

    def text_of(self, spot: Spot) -> str:
        """All texts within an element, one after the other."""
        return "".join(event for event in self.events[spot.first : spot.last] if isinstance(event, str))


class Scribe:
    """Takes a page down in an outline, as a parser (or whoever else) tells it: an element where it begins (`start`) and where it ends
    (`end`), the pieces of its texts (`data`), and what parts two texts: a comment, a declaration, an instruction to some program. Each
    element ends that begins, the inner ones first: libxml2 does so, however the page's tags are mixed.

    ParseError "too-deep" for elements inside each other without end."""

    def __init__(self, outline: Outline, url: str) -> None:
        self.outline, self.url = outline, url
        self.events, self.telling, self.current = outline.events, outline.telling, outline.top
        self.pieces: list[str] = []
        self.data = self.pieces.append

    # These run for all that stands on the page, so they call nothing that they need not.
    def start(self, name: str, attributes: Any) -> None:
        """An element begins."""
        if self.pieces:
            self.comment()
        self.current = spot = Spot(name, attributes, self.current, len(self.events))
        self.events.append(spot)
        if spot.is_telling or name in _TELLING:
            self.telling.append(spot)
        if spot.depth > MAX_DEPTH and name not in SILENT:
            raise ParseError(self.url, "too-deep", f"more than {MAX_DEPTH} elements inside each other")

    def end(self, _: str) -> None:
        """The last element that is open ends."""
        if self.pieces:
            self.comment()
        spot = self.current
        above: Spot = spot.parent  # type: ignore[assignment]  # only the document has none, and that never ends
        spot.last = len(self.events)
        self.events.append(None)
        carry(spot.name, spot, above)
        self.current = above

    def comment(self, *_: object) -> None:
        """Something stands here that no reader sees: a text ends."""
        if pieces := self.pieces:
            self.events.append(text := pieces[0] if len(pieces) == 1 else "".join(pieces))
            pieces.clear()
            spot = self.current
            if not spot.is_silent and (size := len(text.strip())):
                spot.chars += size
                spot.run += size

    pi = doctype = comment

    def close(self) -> None:
        """The page ends."""
        self.comment()
        self.outline.top.last = len(self.events)
        self.outline.body = next((spot for spot in self.telling if spot.name == "body"), None)


def outline_page(text: str, url: str) -> Outline:
    """Read a page's text. ParseError "too-deep" or "too-large" for markup whose tree would cost more than about a second."""
    if text.count("<") > MAX_TAGS:
        raise ParseError(url, "too-large", f"more than {MAX_TAGS} tags")
    if text.count("&") > MAX_REFERENCES:
        raise ParseError(url, "too-large", f"more than {MAX_REFERENCES} character references")
    outline = Outline()
    scribe = Scribe(outline, url)
    parser = etree.HTMLParser(target=scribe, recover=True)
    parser.feed(text)
    with suppress(etree.ParserError):  # there is nothing on the page at all
        parser.close()
    vars(scribe).clear()  # the parser and its scribe name each other, and wait for the collector together
    if len(outline.events) > _MOST_EVENTS:
        raise ParseError(url, "too-large", f"more than {_MOST_EVENTS} elements and texts")
    if len(text) > MAX_NAMES and _names(outline) > MAX_NAMES:
        raise ParseError(url, "too-large", f"more than {MAX_NAMES} characters of names of elements")
    return outline


def _names(outline: Outline) -> int:
    """How many characters the class and id attributes have, each different one counted once: a theme has the same again and again."""
    return sum(map(len, {str(spot.attrs.get(name, "")) for spot in outline.spots for name in ("class", "id")}))
