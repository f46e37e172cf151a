"""Is the page a directory of a chamber's members, of its people, of its tags? By what it is called and what it holds together: some systems
call such a page an article and date it."""

from collections import Counter
from itertools import islice

from bs4.element import Tag

from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.page_names import names_members, names_terms
from kazcrawl.parse.page.site_names import SEPARATOR
from kazcrawl.parse.page.tree import attribute, below, mass_of, short_text
from kazcrawl.text import fold

# So many entries are a directory; an entry has no more characters, and so many elements are looked at.
_A_LIST, _ENTRY, _MOST = 3, 300, 400
_BOXES = frozenset(("div", "li", "article"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "strong"))
# All but this part of a cloud's text is links.
_ALL = 0.9
_MOST_BOLD, _LONGEST = 20, 60


def directory_kind(page: Page) -> str | None:
    """Return "list-page" for a directory of members or a cloud of tags, None for what may be a post."""
    title = [fold(part) for part in SEPARATOR.split(page.head_title[:1_000])]
    heads = headings_of(page) or [fold(short_text(tag, _LONGEST)) for tag in page.tags.get("b", ())[:_MOST_BOLD]]
    if any(map(names_members, title)) and any(map(names_members, heads)) and is_directory(page):
        return "list-page"
    return "list-page" if any(map(names_terms, title)) and any(map(names_terms, heads)) and _is_all_links(page) else None


def headings_of(page: Page) -> list[str]:
    """The page's first headings, folded: those of the first level, or where there are none of the second."""
    tags = page.main_headings or page.tags.get("h2", ())
    return [fold(tag.get_text(" ")[:300]) for tag in tags[:3]]


def is_directory(page: Page) -> bool:
    """Whether what was taken for the text holds a table of short cells, or boxes alike, each with a heading and a line or two."""
    content = page.container.content
    if content is None:
        return False
    short = [row for row in islice(below(content, ("tr",)), _MOST) if 0 < mass_of(row).chars <= _ENTRY and _has_cells(row)]
    kinds = Counter(
        (id(box.parent), box.name, attribute(box, "class"))
        for box in islice(below(content, ("div", "li", "article")), _MOST)
        if _is_entry(box)
    )
    return max(len(short), *kinds.values()) >= _A_LIST if kinds else len(short) >= _A_LIST


def _has_cells(row: Tag) -> bool:
    return len(list(islice(below(row, ("td", "th")), 2))) > 1


def _is_entry(box: Tag) -> bool:
    within = (child for child in box.children if isinstance(child, Tag))
    return mass_of(box).chars <= _ENTRY and any(child.name in _HEADINGS and mass_of(child).chars for child in within)


def _is_all_links(page: Page) -> bool:
    content = page.container.content
    return content is not None and not mass_of(content).prose and mass_of(content).link_share > _ALL
