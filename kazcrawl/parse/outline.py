"""A page's elements without their texts, with the mass of each: what is needed to see where the post stands, before a tree is grown.

lxml reports what it reads to a listener, which costs a tenth of BeautifulSoup's own tree. Nothing here is quadratic or recursive."""

from typing import Any

from lxml import etree

from kazcrawl.errors import ParseError
from kazcrawl.parse.decode import MAX_DEPTH, MAX_REFERENCES, MAX_TAGS
from kazcrawl.parse.tree import SILENT, Element, carry

Event = Element | str | None
"""What stands on a page one after the other: an element at its start, None at its end, a text."""

_TELLING = frozenset({
    "html", "head", "body", "meta", "link", "title", "base", "script", "h1", "h2", "h3", "main", "a", "form", "input",
})  # fmt: skip
_MOST_EVENTS = 10 * MAX_TAGS


class Outline:
    """Takes down what lxml's parser reports, so that every element ends that begins, and weighs the elements on the way.

    `top` is the document, `body` the page's first body element, `events` all that stands on the page but comments, `telling` the elements
    that may tell something of the post wherever they stand."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.top = self.current = Element("[document]", None, None)
        self.body: Element | None = None
        self.events: list[Event] = []
        self.telling: list[Element] = []
        self.depth = self.silent = 0
        self._pieces: list[str] = []
        self.data = self._pieces.append

    def start(self, name: str, attributes: dict[str, Any]) -> None:
        """An element begins."""
        current = self.current
        if self._pieces:
            self._end_text(current)
        self.current = element = Element(name, attributes, current)
        current.contents.append(element)
        events = self.events
        element.first = len(events)
        events.append(element)
        self.depth += 1
        if name in _TELLING or element.is_telling:
            self.telling.append(element)
        if name in SILENT:
            self.silent += 1
        elif self.depth > MAX_DEPTH:
            raise ParseError(self.url, "too-deep", f"more than {MAX_DEPTH} elements inside each other")
        elif name == "body" and self.body is None:
            self.body = element

    def end(self, name: str) -> None:
        """An element ends, and with it those within it that never did; what is not open cannot end."""
        current = self.current
        if self._pieces:
            self._end_text(current)
        if current.name == name or any(above.name == name for above in current.parents):
            while current.name != name:
                current = self._close(current)
            self._close(current)

    def _close(self, element: Element) -> Element:
        above: Element = element.parent  # type: ignore[assignment]  # only the document has none
        name, events = element.name, self.events
        element.last = len(events)
        events.append(None)
        carry(name, element, above)
        self.depth -= 1
        if self.silent and name in SILENT:
            self.silent -= 1
        self.current = above
        return above

    def _end_text(self, current: Element) -> None:
        """Pieces of text that nothing parts are one text."""
        pieces = self._pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        self.events.append(text)
        if not self.silent and (size := len(text.strip())):
            current.chars += size
            current.run += size

    def comment(self, *told: str) -> None:
        """A comment, an instruction to some program or a declaration parts two texts."""
        if self._pieces:
            self._end_text(self.current)

    pi = doctype = comment

    def close(self) -> "Outline":
        """The page ends."""
        self.comment()
        while self.current is not self.top:
            self._close(self.current)
        return self

    def forget(self) -> None:
        """Take the tree apart: its elements name each other in circles, which only the collector would find, at ten times the cost."""
        for event in self.events:
            if isinstance(event, Element):
                event.__dict__.clear()
        self.events.clear()
        self.telling.clear()


def outline_page(text: str, url: str) -> Outline:
    """Read a page's text. ParseError "too-deep" or "too-large" for markup whose tree would cost more than about a second."""
    if text.count("<") > MAX_TAGS:
        raise ParseError(url, "too-large", f"more than {MAX_TAGS} tags")
    if text.count("&") > MAX_REFERENCES:
        raise ParseError(url, "too-large", f"more than {MAX_REFERENCES} character references")
    outline = Outline(url)
    parser = etree.HTMLParser(target=outline, recover=True)
    try:
        parser.feed(text)
        parser.close()
    except etree.ParserError:  # there is nothing on the page at all
        outline.close()
    if len(outline.events) > _MOST_EVENTS:
        raise ParseError(url, "too-large", f"more than {_MOST_EVENTS} elements and texts")
    return outline
