"""What stands right above a post's text on pages whose headline no theme marks: headings within the text's element, lines that the page is
called after, lines in bold."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bs4.element import Tag

from kazcrawl.dates import find_dates
from kazcrawl.parse.page.names import finds
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.page_names import names_section
from kazcrawl.parse.page.region import parted
from kazcrawl.parse.page.site_names import SEPARATOR
from kazcrawl.parse.page.spot import INLINE
from kazcrawl.parse.page.tree import below, is_called, labels, short_text
from kazcrawl.text import fold

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_BOLD = frozenset(("b", "strong"))
_LINES = frozenset(("div", "p", "td"))
# What parts a folded title: the guillemets of the plain one have become quotes.
_PARTED = re.compile(rf"{SEPARATOR.pattern}|\s\"\s")
# So many elements are looked at; a line is no longer and no shorter; a sentence in bold is the text's beginning.
_MOST, _LONGEST, _SHORTEST = 200, 200, 8
_PROSE = 60
_STOPS = (".", ":", ";", ",", "…")
_TITLED = finds(r"(?:^|[-_])(?:title|ttl|headline|heading|zagolovok|baslik)$|title$")
# What themes call the head of a page.
_PAGE_HEADS = frozenset(("header", "site-header", "masthead", "head", "top", "logo", "banner", "topbar"))
_CRUMBS = finds(r"crumb|pathway|speedbar|(?:^|[-_])path(?:$|[-_])")
_CRUMB_TAGS = frozenset(("ol", "ul", "div", "p", "nav", "span", "td"))
# A line that the page is called after stands no further from the text, in elements around it.
_NEAR, _DEEP = 5, 50
# Blocks around a line hold nothing but it.
_FRAMES = 6


def headings_of_text(page: Page) -> list[Tag]:
    """Return the headings within the body's element before its first prose."""
    return [tag for tag in _above_prose(page) if tag.name in _HEADINGS]


def lines_of_title(page: Page) -> list[Tag]:
    """Return the lines above the text that are a part of what the page is called, and neither its site's name nor that of a part of it:
    those in the body's element first, then those nearest to it, the last ones of those before the others: the site is named first."""
    content, told = page.container.content, page.told_titles
    frames = list(islice(content.parents, _NEAR)) if content is not None and page.inside and told else []
    before, _ = parted(page.around, content) if frames else ([], [])
    levels = [
        next((level for level, frame in enumerate(frames) if any(above is frame for above in islice(tag.parents, _DEEP))), _NEAR)
        for tag in before[:_MOST]
    ]
    near = sorted(((level, -place) for place, level in enumerate(levels) if level < _NEAR))
    return [tag for tag in (*_above_prose(page), *(before[-place] for _, place in near)) if _is_of_title(tag, page)]


def _is_of_title(tag: Tag, page: Page) -> bool:
    text = fold(short_text(tag, _LONGEST))
    if not any(_is_part(text, of=title) for title in page.told_titles):
        return False
    return not (text in page.folded_site_names or names_section(text) or _is_of_page(tag))


def _is_part(text: str, *, of: str) -> bool:
    """Whether a title (both folded) is a text, or one of the parts of what it names: "Chamber / News / Port opens"."""
    if len(text) < _SHORTEST or (place := of.find(text)) < 0:
        return False
    cuts = [cut.span() for cut in _PARTED.finditer(of)] if of != text else []
    begins = place == 0 or any(end == place for _, end in cuts)
    ends = place + len(text) == len(of) or any(start == place + len(text) for start, _ in cuts)
    return (begins and ends) or of.endswith(f": {text}")


def _is_of_page(tag: Tag) -> bool:
    """Whether an element is a link, a part of a heading, or of the head of a page or the way to it."""
    for above in islice((tag, *tag.parents), _FRAMES):
        if above.name == "a" or (above.name in _HEADINGS and above is not tag):
            return True
        if not _PAGE_HEADS.isdisjoint(labels(above)) or is_called(above, _CRUMBS):
            return True
    return next(below(tag, ("a",)), None) is not None


def told_by_crumbs(page: Page) -> set[str]:
    """Return with what (folded) the ways to the page end, that end with its name: what is too short for a headline is left out."""
    region = page.region
    ways = islice((tag for tag in below(region, _CRUMB_TAGS) if is_called(tag, _CRUMBS)), _FRAMES) if region is not None else iter(())
    texts = (list(islice(way.stripped_strings, _MOST)) for way in ways if way.find("a", href=True) is not None)
    ends = (fold(pieces[-1]).lstrip("»>/-› ") for pieces in texts if len(pieces) > 1)
    return {end for end in ends if len(end) >= _SHORTEST}


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


def line_before_text(page: Page) -> Iterator[Tag]:
    """Yield the element right before the text, if it holds a short line and nothing else: names on pages made by hand tell nothing."""
    content = page.container.content
    before = content.previous_siblings if content is not None and content is not page.region else ()
    nearest = next((node for node in islice(before, _NEAR) if isinstance(node, Tag) and node.get_text(strip=True)), None)
    if nearest is not None and nearest.name in _LINES and nearest.find(True) is None and _may_be_title(nearest):
        yield nearest


def lines_of_text(page: Page) -> Iterator[Tag]:
    """Yield the short lines above the text that are all in bold or called a title, those before the body's element first."""
    before, _ = parted(page.around, page.container.content) if page.inside else ([], [])
    for tag in (*islice(before, _MOST), *_above_prose(page)):
        if (tag.name in _BOLD or is_called(tag, _TITLED)) and _may_be_title(tag):
            yield tag


def _above_prose(page: Page) -> Iterator[Tag]:
    for tag in islice((page.inside or page.around)[1:], _MOST):
        text = short_text(tag, _LONGEST) if tag.name == "p" else None
        if text == "" and tag.get_text(strip=True):  # a long one
            return
        if text and len(text) >= _PROSE and text.endswith(_STOPS):
            return
        yield tag


def _may_be_title(tag: Tag) -> bool:
    """Whether an element is all of its line, and that is no sentence, label or day."""
    text = short_text(tag, _LONGEST)
    if len(text) < _SHORTEST or text.endswith(_STOPS) or find_dates(text, short_years=True):
        return False
    return tag.name not in INLINE or is_line(tag)


def is_line(tag: Tag) -> bool:
    """Whether an element of running text is all of its line, between breaks or blocks."""
    return all(_ends_line(tag, step) for step in ("next_sibling", "previous_sibling"))


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
