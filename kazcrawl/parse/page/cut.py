"""Cuts a page to what its fields need, before a tree is grown of it: what BeautifulSoup need not hold costs nothing.

Kept are the head's metadata, the region of the post whole, but for readers' comments and columns behind a body of some length, and from
elsewhere headings, the site's name, links to the author and to the post's further pages, forms that ask for a password. The elements
around what is kept stand there without their texts. The fields are the full page's: `tests/test_cut.py` reads pages both ways."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import NavigableString, PageElement, Tag

from kazcrawl.parse.page.container import Container
from kazcrawl.parse.page.outline import Outline, outline_page
from kazcrawl.parse.page.region import holds, is_beside
from kazcrawl.parse.page.spot import Spot
from kazcrawl.parse.page.tree import OWN_TEXT, PLAIN_TEXT, TEXT_KINDS, Element, Text, attribute, classes

# What is kept of an element: nothing though it stands in a whole one; as its surroundings are; itself alone; all of it.
_NOTHING, _AS_AROUND, _ALONE, _WHOLE = -2, -1, 0, 1
_WHOLE_TAGS = frozenset(("meta", "link", "title", "base", "h1", "h2", "h3"))
_ALONE_TAGS = frozenset(("html", "head", "body", "form", "input"))
# Links to the post's further pages, to its author, to the site's own home.
_NUMBERED = re.compile(r"(?:^|/)\d{1,3}/?$")
_TELLING_REL = re.compile(r"home|author", re.IGNORECASE)
_VERBATIM = frozenset(("pre", "textarea"))
_OF_ANOTHER_KIND = _VERBATIM | frozenset(TEXT_KINDS)
_SPACES = "\x20\x0a\x09\x0c\x0d"
# An element that holds a body with so much in it cannot be taken for a short line, whatever else stands in it.
_LONG_TEXT, _MANY_TAGS = 1_000, 30


def cut_to(container: Container[Spot], region: Spot | None, outline: Outline) -> None:
    """Mark what is kept of a page whose post stands in `container`, within `region`."""
    behind: list[Spot] = []
    if region is not None:
        _keep(region, _WHOLE, outline.top)
        behind = list(_behind(container.content, region, outline))
        for spot in behind:
            spot.kept = _NOTHING
    for spot in outline.telling:
        root = outline.top
        if region is not None and region.holds(spot):
            beside = next((beside for beside in behind if beside.holds(spot)), None)
            if beside is None:
                continue
            root = beside
        if (kept := _needed(spot)) != _AS_AROUND:
            _keep(spot, kept, root)


def grow(outline: Outline, *, whole: bool) -> BeautifulSoup:
    """Return BeautifulSoup's tree of what was kept, or of the whole page; `element` of a spot is its element there."""
    return BeautifulSoup("", builder=_Grower(outline, whole=whole))


@contextmanager
def whole_tree(text: str, url: str) -> Iterator[BeautifulSoup]:
    """Give a page's whole tree for as long as something is read of it. ParseError as `outline_page`."""
    soup = grow(outline_page(text, url), whole=True)
    try:
        yield soup
    finally:
        take_apart(soup)


def take_apart(soup: BeautifulSoup) -> None:
    """Forget what the nodes of a tree know: they name each other in circles, which only the collector would find, at ten times the cost."""
    node: PageElement | None = soup
    while node is not None:
        told = vars(node)
        node = told.get("next_element")
        told.clear()


def _keep(spot: Spot, kept: int, root: Spot) -> None:
    spot.kept = kept
    above = spot.parent
    while spot is not root and above is not None and above.kept < _ALONE:
        above.kept = _ALONE
        spot, above = above, above.parent


def _needed(spot: Spot) -> int:
    name = spot.name
    if name in _WHOLE_TAGS or spot.is_telling:
        return _WHOLE
    if name in _ALONE_TAGS:
        return _ALONE
    if name == "a":
        href, rel = spot.attrs.get("href", ""), spot.attrs.get("rel")
        is_needed = "page=" in href or "/author/" in href or bool(_NUMBERED.search(href[-5:]) or (rel and _TELLING_REL.search(rel)))
    else:
        is_needed = name == "script" and "ld+json" in attribute(spot, "type").lower()
    return _WHOLE if is_needed else _AS_AROUND


def _behind(content: Spot | None, region: Spot, outline: Outline) -> Iterator[Spot]:
    """What stands beside the post behind its body, where the body is long enough to tell the elements around it from lines of the post."""
    if content is None or content is region or content.chars < _LONG_TEXT or content.tags < _MANY_TAGS:
        return
    inner = content
    for outer in content.parents:
        yield from (spot for spot in outline.children(outer, behind=inner) if is_beside(spot) and not _may_be_headline(spot, outline))
        inner = outer
        if outer is region:
            return


def _may_be_headline(spot: Spot, outline: Outline) -> bool:
    return "hentry" in classes(spot) and holds(outline, spot, "h1")


class _Grower(LXMLTreeBuilder):
    """Hands BeautifulSoup what was kept of an outline, where other builders hand it what they read of a text."""

    def __init__(self, outline: Outline, *, whole: bool) -> None:
        super().__init__()
        self.outline, self.whole = outline, whole
        self.kinds: list[type[NavigableString]] = [Text]
        self.verbatim = 0

    def feed(self, markup: Any) -> None:
        """Link the outline's elements and texts under the soup: one pass, for all that is kept, that calls nothing that it need not."""
        current: Any = self.soup
        current.interesting_string_types = PLAIN_TEXT
        mode, siblings, latest = _WHOLE if self.whole else _ALONE, current.contents, current
        events, place = self.outline.events, 0
        above: list[tuple[Any, int, list[PageElement]]] = []
        node: Any  # elements and texts are linked apart: Python is quicker where one kind alone comes by
        while place < len(events):
            event = events[place]
            place += 1
            if event is None:
                if current.name in _OF_ANOTHER_KIND:
                    self._leave(current.name)
                current, mode, siblings = above.pop()
            elif isinstance(event, Spot):
                inner = mode if self.whole or event.kept == _AS_AROUND else event.kept
                if inner == _NOTHING or (inner == _ALONE and event.kept == _AS_AROUND):
                    place = event.last + 1
                    continue
                node = self._element_of(event)
                if siblings:
                    siblings[-1].next_sibling, node.previous_sibling = node, siblings[-1]
                siblings.append(node)
                node.parent, node.previous_element = current, latest
                above.append((current, mode, siblings))
                latest.next_element = latest = current = node
                mode, siblings = inner, node.contents
            elif mode == _WHOLE:
                text = self._text_of(event)
                if siblings:
                    siblings[-1].next_sibling, text.previous_sibling = text, siblings[-1]
                siblings.append(text)
                text.parent, text.previous_element = current, latest
                latest.next_element = latest = text

    def _element_of(self, spot: Spot) -> Tag:
        element: Tag | None
        if (element := spot.element) is None:
            element = Element(spot)
            self.outline.grown.append(element)
        else:  # it was grown before, when less was kept
            element.contents = []
        if (name := spot.name) in _OF_ANOTHER_KIND:
            self.verbatim += name in _VERBATIM
            if name in TEXT_KINDS:
                self.kinds.append(TEXT_KINDS[name])
                element.interesting_string_types = OWN_TEXT[name]
        return element

    def _leave(self, name: str) -> None:
        self.verbatim -= name in _VERBATIM
        if name in TEXT_KINDS:
            self.kinds.pop()

    def _text_of(self, text: str) -> NavigableString:
        """The white space between elements is one blank or line end, as BeautifulSoup leaves it."""
        if text.isspace() and not self.verbatim and not text.strip(_SPACES):
            text = "\n" if "\n" in text else " "
        return self.kinds[-1](text)
