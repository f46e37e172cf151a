"""A page's tree as we look at it: its elements, class tokens, how much text stands where, what a reader cannot see.

Elements are BeautifulSoup's, in a form that is made in a tenth of the time: what all of them share stands in the class, not in each."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeGuard

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.element import (
    CData,
    NavigableString,
    PageElement,
    PreformattedString,
    RubyParenthesisString,
    RubyTextString,
    Script,
    Stylesheet,
    Tag,
    TemplateString,
)

from kazcrawl.parse.names import LONGEST_NAME, names_of, said_by_classes, said_by_id

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

HIDDEN_CLASSES = frozenset({
    "screen-reader-text", "sr-only", "screen-reader-only", "visually-hidden", "visuallyhidden", "assistive-text", "hidden-print-only",
})  # fmt: skip
_CONCEALING = frozenset(("hidden", "style", "aria-hidden"))
# Not opacity, nor a height of nought: by these, texts that a script shows later are hidden.
_HIDDEN_STYLE = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:left|right|top|text-indent)\s*:\s*-\d{4,}(?:px|em|rem|pt)?)",
    re.IGNORECASE,
)
# Panels that a click opens carry hidden text that belongs to the post.
_PANEL = re.compile(r"accordion|toggle|collaps|panel|tab[-_]|tabs|spoiler|faq|expand", re.IGNORECASE)
_LONG_RUN = 60
# A link with less text is a card or a line; with more it is an anchor that nobody closed, around half a post.
_LONGEST_LINK = 1_000
_BROTHERS = frozenset(("p", "li", "dd", "td", "pre"))
# The mass of such an element is another one when it is the root of what is weighed.
_CARRIED_OTHERWISE = INLINE | _BROTHERS


class Mass:
    """How much text an element holds, in characters: all of it, what stands within links, and what stands in long unlinked runs (prose);
    and how many links, images and elements. Most are nought for most elements, so nought stands in the class."""

    chars = linked = prose = run = links = images = tags = 0

    @property
    def link_share(self) -> float:
        """The part of the text that is links, 0..1; 1 when there is no text at all."""
        return self.linked / self.chars if self.chars else 1.0


NOTHING = Mass()

# The texts of these elements are of a kind of their own, which a reader's text passes over (bs4.builder.HTMLTreeBuilder).
TEXT_KINDS: dict[str, type[NavigableString]] = {
    "script": Script,
    "style": Stylesheet,
    "template": TemplateString,
    "rt": RubyTextString,
    "rp": RubyParenthesisString,
}


class Text(NavigableString):
    """A text of the tree. Its neighbours are set when it is placed."""

    hidden = False
    next_element = previous_element = next_sibling = previous_sibling = None

    def __new__(cls, value: str) -> "Text":
        """Make a text that stands nowhere yet."""
        return str.__new__(cls, value)


PLAIN_TEXT: set[type[NavigableString]] = {NavigableString, CData, Text}
OWN_TEXT: dict[str, set[type[NavigableString]]] = {name: {kind} for name, kind in TEXT_KINDS.items()}


class Spot(Mass):
    """An element as the outline of a page knows it, before a tree is grown: its attributes, the spot around it, its class `tokens` in lower
    case, how deep it stands, and the places of its start and end among the page's events.

    `is_telling`: its classes tell something wherever it stands; `is_silent`: no reader sees its text; `kept` is what a cut keeps of it,
    `element` what was grown of it."""

    tokens: list[str] = []  # noqa: RUF012 - never written to
    last = kept = -1
    is_telling = False
    element: "Element | None" = None

    def __init__(self, name: str, attrs: dict[str, Any], parent: "Spot | None", first: int) -> None:
        self.name, self.attrs, self.parent, self.first = name, attrs, parent, first
        if "class" in attrs:
            _, self.tokens, self.is_telling = names_of(attrs["class"])
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

    @cached_property
    def said(self) -> int:
        """What the classes and the id say of the element: a sum of the bits in `names`."""
        attrs = self.attrs
        said = said_by_classes(attrs["class"]) if "class" in attrs else 0
        return said | said_by_id(attrs["id"]) if "id" in attrs else said

    def holds(self, other: "Spot") -> bool:
        """Whether the other stands within this one, or is it."""
        return self.first <= other.first <= self.last


class Element(Tag):
    """A `Tag` that knows the mass of its text: it is grown of a spot. `tokens` are its classes in lower case."""

    namespace = prefix = sourceline = sourcepos = None
    known_xml = hidden = False
    parser_class = BeautifulSoup
    _namespaces: dict[str, str] = {}  # noqa: RUF012 - never written to
    next_element = previous_element = next_sibling = previous_sibling = None
    interesting_string_types: Any = PLAIN_TEXT

    def __init__(self, spot: Spot) -> None:
        attrs = spot.attrs
        self.name, self.tokens, self.mass, self.contents = spot.name, spot.tokens, spot, []
        if "class" in attrs:
            self.attrs = {**attrs, "class": names_of(attrs["class"]).tokens}  # type: ignore[dict-item]  # a list, as BeautifulSoup's own
        else:
            self.attrs = attrs or {}
        spot.element = self

    @property
    def can_be_empty_element(self) -> bool:  # type: ignore[override]
        """Whether the element is written without an end tag."""
        return self.name in (HTMLTreeBuilder.DEFAULT_EMPTY_ELEMENT_TAGS or ())


def elements(root: Tag) -> list[Tag]:
    """Return `root` and every element below it in order, whether or not its texts are there yet."""
    found: list[Tag] = []
    stack = [root]
    while stack:
        tag = stack.pop()
        found.append(tag)
        if tag.contents:
            stack += [child for child in reversed(tag.contents) if isinstance(child, Tag)]
    return found


def mass_of(tag: Tag, masses: Mapping[int, Mass]) -> Mass:
    """The mass of an element: its own, or what was weighed."""
    return tag.mass if isinstance(tag, Element) else masses.get(id(tag), NOTHING)


def weigh(root: Tag) -> dict[int, Mass]:
    """Return the mass of `root` and of every element below it that does not know its own (`mass_of`), by `id(element)`. No recursion."""
    if isinstance(root, Element) and root.name not in _CARRIED_OTHERWISE:
        return {id(root): root.mass}
    masses = {id(root): Mass()}
    order = [root]
    silent: set[int] = set()
    for node in root.descendants:
        parent = node.parent
        if isinstance(node, Tag):
            order.append(node)
            masses[id(node)] = Mass()
            if node.name in SILENT or id(parent) in silent:
                silent.add(id(node))
        elif parent is not None and id(parent) not in silent and is_text(node):
            size = len(str(node).strip())
            mass = masses[id(parent)]
            mass.chars += size
            mass.run += size
    for tag in reversed(order[1:]):
        carry(tag.name, masses[id(tag)], masses[id(tag.parent)])
    whole = masses[id(root)]
    whole.prose += whole.run if whole.run >= _LONG_RUN else 0
    return masses


def is_text(node: PageElement) -> TypeGuard[NavigableString]:
    """Whether the node is text that a reader sees, and not a comment, a declaration or a script."""
    return isinstance(node, NavigableString) and not isinstance(node, PreformattedString)


def classes(tag: Tag | Spot) -> list[str]:
    """The class tokens in lower case, a hundred at most; [] when there are none."""
    if isinstance(tag, (Element, Spot)):
        return tag.tokens
    told = attribute(tag, "class")
    return names_of(told).lower if told else []


def said(tag: Tag | Spot) -> int:
    """What the element's classes and its id say of it: a sum of the bits in `names`."""
    if isinstance(tag, Element):
        return tag.mass.said
    return tag.said if isinstance(tag, Spot) else said_by_classes(attribute(tag, "class")) | said_by_id(attribute(tag, "id"))


def holds_more(tag: Tag, chars: int) -> bool:
    """Whether it is known beforehand that an element holds more text than so many characters, also where a cut has left some of it out."""
    return isinstance(tag, Element) and tag.mass.chars > chars


def below(tag: Tag, names: Collection[str]) -> Iterator[Tag]:
    """Yield the elements of these names below this one, in order: a tenth of the price of `find_all`."""
    stack = tag.contents[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            if node.name in names:
                yield node
            stack += node.contents[::-1]


def holds_any(tag: Tag, names: Collection[str]) -> bool:
    """Whether an element of one of these names stands below this one."""
    return any(True for _ in below(tag, names))


def attribute(tag: Tag | Spot, name: str) -> str:
    """The value of an attribute as one string; "" when it is missing."""
    value = tag.attrs.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(str(part) for part in value)


def labels(tag: Tag | Spot) -> list[str]:
    """The class tokens and the id, in lower case: what a theme calls the element."""
    ident = tag.attrs.get("id")
    return [*classes(tag), str(ident)[:LONGEST_NAME].lower()] if ident else classes(tag)


def is_hidden(tag: Tag | Spot) -> bool:
    """Whether a reader does not see the element: `hidden`, `aria-hidden`, inline style or a class for screen readers only.

    A closed panel of an accordion or a tab is a part of the text, so it counts as seen."""
    attrs = tag.attrs
    if not attrs:
        return False
    if "class" in attrs and not HIDDEN_CLASSES.isdisjoint(classes(tag)):
        return True
    if _CONCEALING.isdisjoint(attrs):
        return False
    concealed = (
        "hidden" in attrs
        or ("style" in attrs and _HIDDEN_STYLE.search(attribute(tag, "style")[:500]) is not None)
        or ("aria-hidden" in attrs and attribute(tag, "aria-hidden").lower() == "true")
    )
    return concealed and not (attribute(tag, "role") == "tabpanel" or _PANEL.search(" ".join(labels(tag))))


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
        elif run >= _LONG_RUN:
            mass.prose += run
        elif name in _BROTHERS:
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
