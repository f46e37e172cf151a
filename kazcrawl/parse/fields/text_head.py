"""What stands right above a post's text on pages whose headline no theme marks: headings within the text's element, lines in bold."""

from collections.abc import Iterator, Sequence
from itertools import islice

from bs4.element import Tag

from kazcrawl.dates import find_dates
from kazcrawl.parse.page.names import finds
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.region import parted
from kazcrawl.parse.page.spot import INLINE
from kazcrawl.parse.page.tree import is_called, labels, short_text

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_BOLD = frozenset(("b", "strong"))
# So many elements are looked at; a line is no longer and no shorter; a sentence in bold is the text's beginning.
_MOST, _LONGEST, _SHORTEST = 200, 200, 8
_PROSE = 60
_STOPS = (".", ":", ";", ",", "…")
_TITLED = finds(r"(?:^|[-_])(?:title|headline|heading)$|title$")
# What themes call the head of a page.
_PAGE_HEADS = frozenset(("header", "site-header", "masthead", "head", "top", "logo", "banner", "topbar"))
# Blocks around a line hold nothing but it.
_FRAMES = 6


def headings_of_text(page: Page) -> list[Tag]:
    """Return the headings within the body's element before its first prose."""
    return [tag for tag in _above_prose(page) if tag.name in _HEADINGS]


def by_nearness(page: Page, headings: Sequence[Tag]) -> tuple[list[Tag], list[Tag], list[Tag]]:
    """Part headings around a body: those before it that share the element around it, others before it (and those of the page's head, with
    the site's name and its motto), those behind it."""
    content = page.container.content
    if content is None or content is page.region:
        above = {id(tag) for tag in _above_prose(page)}
        return [], [tag for tag in headings if id(tag) in above], [tag for tag in headings if id(tag) not in above]
    before, behind = parted(headings, content)
    near = {id(tag) for tag in before if _stands_near(tag, content.parent)}
    return [tag for tag in before if id(tag) in near], [tag for tag in before if id(tag) not in near], behind


def _stands_near(tag: Tag, frame: Tag | None) -> bool:
    for above in islice(tag.parents, _FRAMES):
        if above is frame:
            return True
        if above.name == "nav" or not _PAGE_HEADS.isdisjoint(labels(above)):
            return False
    return False


def lines_of_text(page: Page) -> Iterator[Tag]:
    """Yield the short lines above the text that are all in bold or called a title, those before the body's element first."""
    before, _ = parted(page.around, page.container.content) if page.inside else ([], [])
    for tag in (*islice(before, _MOST), *_above_prose(page)):
        if (tag.name in _BOLD or is_called(tag, _TITLED)) and _is_line(tag):
            yield tag


def _above_prose(page: Page) -> Iterator[Tag]:
    for tag in islice((page.inside or page.around)[1:], _MOST):
        text = short_text(tag, _LONGEST) if tag.name == "p" else None
        if text == "" and tag.get_text(strip=True):  # a long one
            return
        if text and len(text) >= _PROSE and text.endswith(_STOPS):
            return
        yield tag


def _is_line(tag: Tag) -> bool:
    """Whether an element is all of its line, and that is no sentence, label or day."""
    text = short_text(tag, _LONGEST)
    if len(text) < _SHORTEST or text.endswith(_STOPS) or find_dates(text, short_years=True):
        return False
    return tag.name not in INLINE or all(_ends_line(tag, step) for step in ("next_sibling", "previous_sibling"))


def _ends_line(tag: Tag, step: str) -> bool:
    """Whether nothing stands beside an element in its line, on one side."""
    for _ in range(_FRAMES):
        beside = getattr(tag, step)
        while beside is not None and not (isinstance(beside, Tag) or str(beside).strip()):
            beside = getattr(beside, step)
        if beside is not None:
            return isinstance(beside, Tag) and (beside.name == "br" or beside.name not in INLINE)
        if tag.parent is None or tag.parent.name not in INLINE:
            return True
        tag = tag.parent
    return False
