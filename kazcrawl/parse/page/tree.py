"""A page's tree as we look at it: its elements, class tokens, how much text stands where, what a reader cannot see.

Elements are BeautifulSoup's, in a form that is made in a tenth of the time: what all of them share stands in the class, not in each."""

import re
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeGuard

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

from kazcrawl.parse.page.names import LONGEST_NAME, names_of, said_by_classes, said_by_id
from kazcrawl.parse.page.spot import Spot
from kazcrawl.text import one_line

HIDDEN_CLASSES = frozenset({
    "screen-reader-text", "sr-only", "screen-reader-only", "visually-hidden", "visuallyhidden", "assistive-text", "hidden-print-only",
})  # fmt: skip
# So many nodes are looked at beside an element.
_BROTHERS = 200
_CONCEALING = frozenset(("hidden", "style", "aria-hidden"))
# Not opacity, nor a height of nought: by these, texts that a script shows later are hidden.
_HIDDEN_STYLE = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:left|right|top|text-indent)\s*:\s*-\d{4,}(?:px|em|rem|pt)?)",
    re.IGNORECASE,
)
# Panels that a click opens carry hidden text that belongs to the post.
_PANEL = re.compile(r"accordion|toggle|collaps|panel|tab[-_]|tabs|spoiler|faq|expand", re.IGNORECASE)

# Marks of direction that right-to-left sites put around figures.
_DIRECTION = {0x200E: None, 0x200F: None, 0x061C: None}
_LONGEST_LINE = 500
# A short text has no more elements than so many around it within what is read.
_NEAR = 12

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

    if not TYPE_CHECKING:
        __new__ = str.__new__  # it stands nowhere yet


PLAIN_TEXT: set[type[NavigableString]] = {NavigableString, CData, Text}
OWN_TEXT: dict[str, set[type[NavigableString]]] = {name: {kind} for name, kind in TEXT_KINDS.items()}


class Element(Tag):
    """A `Tag` that knows the mass of its text: it is grown of a spot. `tokens` are its classes in lower case."""

    namespace = prefix = sourceline = sourcepos = None
    known_xml = hidden = False
    parser_class = BeautifulSoup
    _namespaces: dict[str, str] = {}  # noqa: RUF012 - never written to
    next_element = previous_element = next_sibling = previous_sibling = None
    interesting_string_types: Any = PLAIN_TEXT

    def __init__(self, spot: Spot) -> None:
        self.name, self.tokens, self.mass, self.contents = spot.name, spot.tokens, spot, []
        attrs = spot.attrs
        if "class" in attrs:
            attrs["class"] = names_of(attrs["class"])[0]  # a list, as BeautifulSoup's own; the spot has its tokens
        self.attrs = attrs or {}
        spot.element = self

    @property
    def can_be_empty_element(self) -> bool:  # type: ignore[override]  # told by the name
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


def mass_of(tag: Tag) -> Spot:
    """The mass of an element on the whole page, also where a cut has left some of it out: the spot that it was grown of, which is sooner
    asked for a name or an attribute than the element, too."""
    return tag.mass  # type: ignore[return-value]  # it is an `Element`


def is_text(node: PageElement) -> TypeGuard[NavigableString]:
    """Whether the node is text that a reader sees, and not a comment, a declaration or a script."""
    return isinstance(node, NavigableString) and not isinstance(node, PreformattedString)


def classes(tag: Tag | Spot) -> list[str]:
    """The class tokens in lower case, a hundred at most; [] when there are none."""
    if isinstance(tag, (Element, Spot)):
        return tag.tokens
    told = attribute(tag, "class")
    return names_of(told)[1] if told else []


def said(tag: Tag | Spot) -> int:
    """What the element's classes and its id say of it: a sum of the bits in `names`."""
    if isinstance(tag, Element):
        return tag.mass.said
    spot = tag if isinstance(tag, Spot) else vars(tag).get("mass")
    return spot.said if isinstance(spot, Spot) else said_by_classes(classes(tag)) | said_by_id(attribute(tag, "id"))


def holds_more(tag: Tag, chars: int) -> bool:
    """Whether it is known beforehand that an element holds more text than so many characters, also where a cut has left some of it out."""
    return isinstance(tag, Element) and tag.mass.chars > chars


def short_text(tag: Tag, most: int, *, without: Collection[int] = ()) -> str:
    """The element's text in one line, its parts apart: `Oct<br>21` reads "Oct 21"; "" if it has more than so many characters. `without`:
    elements (by id) whose text is none of it."""
    if not without and holds_more(tag, most):
        return ""
    parts: list[str] = []
    left = most
    for node in tag.strings:
        part = node.strip()
        if not part or (without and any(id(above) in without for above in islice(node.parents, _NEAR))):
            continue
        parts.append(part)
        left -= len(part)
        if left < 0:
            return ""
    return one_line(" ".join(parts))


def line_text(tag: Tag, *, without: Collection[int] = ()) -> str:
    """The text of an element in one line, without marks of direction; "" if it is no line: it has more than five hundred characters."""
    text = short_text(tag, _LONGEST_LINE, without=without)
    return text if text.isascii() else one_line(text.translate(_DIRECTION))


def below(tag: Tag, names: Collection[str]) -> Iterator[Tag]:
    """Yield the elements of these names below this one, in order: a tenth of the price of `find_all`."""
    stack = tag.contents[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            if node.name in names:
                yield node
            stack += node.contents[::-1]


def tags_below(tag: Tag) -> int:
    """How many elements stand below this one; also those that a cut has left out, if it is known beforehand."""
    return tag.mass.tags if isinstance(tag, Element) else len(elements(tag)) - 1


def holds_any(tag: Tag, names: Collection[str]) -> bool:
    """Whether an element of one of these names stands below this one."""
    return any(True for _ in below(tag, names))


def attribute(tag: Tag | Spot, name: str) -> str:
    """The value of an attribute as one string; "" when it is missing."""
    value = tag.attrs.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(str(part) for part in value)


def properties(tag: Tag) -> list[str]:
    """What schema.org's microdata call the element, in lower case."""
    return attribute(tag, "itemprop").lower().split() if "itemprop" in tag.attrs else []


def stands_alone(tag: Tag) -> bool:
    """Whether no text stands beside the element: what is in the midst of a sentence is a part of it, however it looks."""
    beside = (*islice(tag.previous_siblings, _BROTHERS), *islice(tag.next_siblings, _BROTHERS))
    return not any(is_text(node) and str(node).strip() for node in beside)


def labels(tag: Tag | Spot) -> list[str]:
    """The class tokens and the id, in lower case: what a theme calls the element."""
    ident = tag.attrs.get("id")
    return [*classes(tag), str(ident)[:LONGEST_NAME].lower()] if ident else classes(tag)


def is_called(tag: Tag, finds: Callable[[str], object]) -> bool:
    """Whether `finds` finds something in a class or in the id of the element."""
    return bool(tag.attrs) and any(map(finds, labels(tag)))


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
