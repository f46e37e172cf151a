"""An element before a tree is grown: what stands on a page, in which order and with how much text, as the outline has it."""

from collections.abc import Iterator
from typing import Any

from bs4.element import Tag

from kazcrawl.parse.page.names import names_of, said_by_classes, said_by_id

# Elements that stand within a line of text; every other element begins and ends a block (HTML standard §15.3, as browsers show them).
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "nobr", "o:p", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
})  # fmt: skip
# Elements that hold no text for a reader.
SILENT = frozenset({
    "script", "style", "template", "svg", "math", "head", "title", "link", "meta", "noscript", "input", "select", "button",
    "textarea", "option", "datalist",
})  # fmt: skip

# Text of so many characters that no link parts is prose.
LONG_RUN = 60
# A link with less text is a card or a line; with more it is an anchor that nobody closed, around half a post.
_LONGEST_LINK = 1_000
# What the elements without any share, never written to; lxml has a mapping of its own for them, which is slow to ask.
_NO_TOKENS: list[str] = []
_NO_ATTRIBUTES: dict[str, Any] = {}
BROTHERS = frozenset(("p", "li", "dd", "td", "pre"))


class Mass:
    """How much text an element holds, in characters: all of it, what stands within links, and what stands in long unlinked runs (prose);
    and how many links, images and elements."""

    __slots__ = ("chars", "images", "linked", "links", "prose", "run", "tags")

    def __init__(self) -> None:
        self.chars = self.linked = self.prose = self.run = self.links = self.images = self.tags = 0

    @property
    def link_share(self) -> float:
        """The part of the text that is links, 0..1; 1 when there is no text at all."""
        return self.linked / self.chars if self.chars else 1.0


class Spot(Mass):
    """An element as the outline of a page knows it, before a tree is grown: its attributes, the spot around it, its class `tokens` in lower
    case, how deep it stands, and the places of its start and end among the page's events.

    `is_telling`: its classes tell something wherever it stands; `is_silent`: no reader sees its text; `kept` is what a cut keeps of it,
    `element` what was grown of it."""

    __slots__ = ("_said", "attrs", "depth", "element", "first", "is_silent", "is_telling", "kept", "last", "name", "parent", "tokens")

    def __init__(self, name: str, attrs: dict[str, Any], parent: "Spot | None", first: int) -> None:
        self.chars = self.linked = self.prose = self.run = self.links = self.images = self.tags = 0
        self.name, self.attrs, self.parent, self.first = name, attrs or _NO_ATTRIBUTES, parent, first
        self.last = self.kept = self._said = -1
        self.element: Tag | None = None
        if "class" in self.attrs:
            _, self.tokens, self.is_telling = names_of(attrs["class"])
        else:
            self.tokens, self.is_telling = _NO_TOKENS, False
        if parent is None:
            self.depth, self.is_silent = 0, False
        else:
            self.depth, self.is_silent = parent.depth + 1, parent.is_silent or name in SILENT

    @property
    def parents(self) -> "Iterator[Spot]":
        """The spots around this one, the nearest first, the document itself last."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    @property
    def said(self) -> int:
        """What the classes and the id say of the element: a sum of the bits in `names`."""
        if self._said < 0:
            said = said_by_classes(self.tokens)
            self._said = said | said_by_id(self.attrs["id"]) if "id" in self.attrs else said
        return self._said

    def note(self, what: int) -> None:
        """Keep what its place on the page says of the element beside its names."""
        self._said = self.said | what

    def holds(self, other: "Spot") -> bool:
        """Whether the other stands within this one, or is it."""
        return self.first <= other.first <= self.last


def carry(name: str, mass: Mass, above: Mass) -> None:
    """Close an element of this name: settle its mass and add it to that of the element above."""
    if name == "a":
        mass.linked = mass.chars
        mass.links += 1
        if mass.chars < _LONGEST_LINK:
            mass.prose = 0
    elif run := mass.run:
        if name in INLINE:
            above.run += run
        elif run >= LONG_RUN:
            mass.prose += run
        elif name in BROTHERS:
            mass.prose += run // 4
    elif name == "img":
        mass.images += 1
    above.tags += mass.tags + 1
    if mass.links:
        above.links += mass.links
    if mass.images:
        above.images += mass.images
    if mass.chars:
        above.chars += mass.chars
        above.linked += mass.linked
        above.prose += mass.prose
