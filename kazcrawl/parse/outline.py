"""A page's elements without their texts, with the mass of each: what is needed to see where the post stands, before a tree is grown.

lxml tells a listener what it reads; one pass over what was told makes the outline, which costs a tenth of BeautifulSoup's own tree.
Nothing here is quadratic or recursive."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any, Literal

from lxml import etree

from kazcrawl.errors import ParseError
from kazcrawl.parse.decode import MAX_DEPTH, MAX_NAMES, MAX_REFERENCES, MAX_TAGS
from kazcrawl.parse.spot import SILENT, Spot, carry
from kazcrawl.parse.tree import Element

Told = tuple[str, Any] | str | None | Literal[False]
"""What a parser tells: an element's name and its attributes where it begins, None where the last one that is open ends, a piece of a text,
or False where something parts two texts: a comment, a declaration, an instruction to some program."""
Event = Spot | str | None
"""What stands on a page one after the other: an element at its start, None at its end, a text."""

_TELLING = frozenset({
    "html", "head", "body", "meta", "link", "title", "base", "script", "h1", "h2", "h3", "main", "a", "form", "input",
})  # fmt: skip
_MOST_EVENTS = 10 * MAX_TAGS


class Outline:
    """All that stands on a page but comments, in `events`; every element ends that begins. `top` is the document, `body` the page's first
    body element, `telling` are the elements that may tell something of the post wherever they stand, `grown` those of the trees.

    ParseError "too-deep" for elements inside each other without end."""

    def __init__(self, told: Iterable[Told], url: str) -> None:
        self.top = Spot("[document]", {}, None, 0)
        self.events: list[Event] = []
        self.telling: list[Spot] = []
        self.grown: list[Element] = []
        self._take_down(told, url)
        self.body = next((spot for spot in self.telling if spot.name == "body"), None)

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

    def _take_down(self, told: Iterable[Told], url: str) -> None:
        """One pass; it runs for all that stands on the page, so it calls nothing that it need not."""
        current, events = self.top, self.events
        pieces: list[str] = []
        for word in chain(told, (False,)):
            if isinstance(word, str):
                pieces.append(word)
                continue
            if pieces:
                events.append(text := pieces[0] if len(pieces) == 1 else "".join(pieces))
                pieces.clear()
                if not current.is_silent and (size := len(text.strip())):
                    current.chars += size
                    current.run += size
            if word is None:
                current.last = len(events)
                events.append(None)
                above: Spot = current.parent  # type: ignore[assignment]  # only the document has none, and that never ends
                carry(current.name, current, above)
                current = above
            elif word:
                name, attributes = word
                current = Spot(name, attributes, current, len(events))
                events.append(current)
                if name in _TELLING or current.is_telling:
                    self.telling.append(current)
                if current.depth > MAX_DEPTH and name not in SILENT:
                    raise ParseError(url, "too-deep", f"more than {MAX_DEPTH} elements inside each other")
        self.top.last = len(events)


class _Listener:
    """What lxml's parser calls: it only notes what it is told, in `told`. libxml2 ends every element that it began, the inner ones first,
    however the page's tags are mixed."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        note: Callable[[Told], None] = self.told.append
        self.start: Callable[[str, Any], None] = lambda name, attributes: note((name, attributes))
        self.end: Callable[[str], None] = lambda _: note(None)
        self.data = note
        self.comment = self.pi = self.doctype = self._part

    def _part(self, *_: str) -> None:
        self.told.append(False)

    def close(self) -> None:
        """The page ends."""


def outline_page(text: str, url: str) -> Outline:
    """Read a page's text. ParseError "too-deep" or "too-large" for markup whose tree would cost more than about a second."""
    if text.count("<") > MAX_TAGS:
        raise ParseError(url, "too-large", f"more than {MAX_TAGS} tags")
    if text.count("&") > MAX_REFERENCES:
        raise ParseError(url, "too-large", f"more than {MAX_REFERENCES} character references")
    listener = _Listener()
    parser = etree.HTMLParser(target=listener, recover=True)
    parser.feed(text)
    with suppress(etree.ParserError):  # there is nothing on the page at all
        parser.close()
    outline = Outline(listener.told, url)
    listener.told.clear()  # the parser and its listener name each other, and wait for the collector together
    if len(outline.events) > _MOST_EVENTS:
        raise ParseError(url, "too-large", f"more than {_MOST_EVENTS} elements and texts")
    if len(text) > MAX_NAMES and _names(outline) > MAX_NAMES:
        raise ParseError(url, "too-large", f"more than {MAX_NAMES} characters of names of elements")
    return outline


def _names(outline: Outline) -> int:
    """How many characters the class and id attributes have, each different one counted once: a theme has the same again and again."""
    return sum(map(len, {str(spot.attrs.get(name, "")) for spot in outline.spots for name in ("class", "id")}))
