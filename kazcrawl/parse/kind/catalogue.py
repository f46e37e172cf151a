"""Is the page a list of others, of whatever system? It is where entries are all that it says and something else says so, too: what it is
called, the address, its system, a second page of them."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from kazcrawl.parse.kind.entries import linked_headlines
from kazcrawl.parse.kind.overview import LONGEST_ENTRY, Overview, find_overview
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.page_names import names_list, names_lists_subject
from kazcrawl.parse.page.site_names import SEPARATOR, without_site
from kazcrawl.parse.page.spot import Spot
from kazcrawl.parse.page.tree import classes, mass_of
from kazcrawl.text import fold

# What other systems than WordPress print in the classes of the body element of lists of articles.
_OF_LISTS = frozenset({
    "view-category", "view-categories", "view-featured", "view-archive", "view-itemlist", "com_tags", "page-taxonomy", "page-taxonomy-term",
    "path-taxonomy", "author-template", "tag-template", "home-template", "view-list", "template-blog",
})  # fmt: skip
# Beside a list of others stands no more prose than a description; where the page is not sure to be one, no sentence at all.
_DESCRIPTION, _SENTENCE = 400, 60
# Before the first entry come no more characters than the name of a list, its description and labels; beside a name that may be a post's
# headline hardly any.
_NAMES, _MARKS = 130, 20
_COUNT = re.compile(r"[^.!?…\d]{0,20}\d{1,5}[^.!?…\d]{0,20}")
_TELLING, _FEW, _FRAMES, _SIGNS = 8, 2, 4, 4
_QUERIES = frozenset(("wp-block-query", "wp-block-post-template", "wp-block-latest-posts"))
_LANGUAGE = re.compile(r"/(?:[a-z]{2})?/?")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a page says beside its entries, and the `names` that it bears, folded."""

    overview: Overview
    names: frozenset[str]


def catalogue_kind(page: Page, *, is_claimed: bool) -> str | None:
    """Return "list-page" or "front-page" for a page of entries, None for what may be a post. `is_claimed`: it says that it is an article,
    as some sites do on all their pages."""
    if _is_named_list(page):
        return "front-page" if _is_home(page) else "list-page"
    if page.outline is None or page.body is None or _is_text(page) or (overview := find_overview(page.outline, page.url)) is None:
        return None
    said = _Said(overview, _names(page))
    if overview.prose > _DESCRIPTION or _own_prose(page, overview) > _DESCRIPTION or overview.is_dated or _names_an_entry(said, page):
        return None
    if is_claimed:
        return "list-page" if overview.is_paged and _is_bare(said, page) and any(map(names_list, said.names)) else None
    if _is_home(page):
        return "front-page"
    return "list-page" if _is_told(said, page) or _shows_itself(said, page) else None


def _is_named_list(page: Page) -> bool:
    """Whether what was found in place of a text stands in a list that WordPress' blocks made, and the page is called one."""
    content = page.container.content
    frames = (content, *islice(content.parents, _FRAMES)) if content is not None else ()
    is_query = any(_QUERIES.intersection(classes(tag)) for tag in frames)
    return is_query and linked_headlines(page) >= _FEW and any(map(names_list, _names(page)))


def _is_text(page: Page) -> bool:
    """Whether in what was taken for the body paragraphs stand together, without links, that are longer than an entry: most posts need no
    further look."""
    if page.outline is None or page.container.content is None:
        return False
    content, told = mass_of(page.container.content), Counter[int]()
    for spot in page.outline.events[content.first : content.last]:
        if isinstance(spot, Spot) and spot.name == "p" and not spot.links:
            told[id(spot.parent)] += spot.prose
            if told[id(spot.parent)] > LONGEST_ENTRY:
                return True
    return False


def _own_prose(page: Page, overview: Overview) -> int:
    """The prose of what was taken for the body that is not of entries: a post may stand in what is called a column."""
    if page.container.content is None:
        return 0
    content = mass_of(page.container.content)
    if any(entry.holds(content) for entry in overview.entries):
        return 0
    return content.prose - sum(entry.prose for entry in overview.entries if content.holds(entry))


def _names(page: Page) -> frozenset[str]:
    """What the page is called: its title, the parts of that, its first-level headings."""
    title = page.head_title[:1_000]
    told = [without_site(title, page.site_names), *SEPARATOR.split(title), *(tag.get_text(" ")[:300] for tag in page.main_headings)]
    return frozenset(fold(name) for name in told) - page.folded_site_names - {""}


def _names_an_entry(said: _Said, page: Page) -> bool:
    """Whether the page is called as one of its entries: that is the page's own post, then."""
    events = page.outline.events if page.outline is not None else []
    texts = (event for entry in said.overview.entries for event in events[entry.first : entry.last] if isinstance(event, str))
    return any(len(text) >= _TELLING and fold(text) in said.names for text in texts)


def _is_told(said: _Said, page: Page) -> bool:
    """Whether the page's own name or its system says that it is a list of others."""
    return any(map(names_lists_subject, said.names)) or bool(page.body_classes & _OF_LISTS) or "profile" in page.meta("og:type")


def _shows_itself(said: _Said, page: Page) -> bool:
    """Whether the page has nothing but entries, and no headline but the name of a list, or a second page of them."""
    if not _is_bare(said, page):
        return False
    overview = said.overview
    beside = [name for name in overview.headings if name not in page.folded_site_names and not names_list(name)]
    if not beside and any(map(names_list, said.names)):
        return not _has_headline(said)
    if not overview.headings:
        return overview.told <= _MARKS and not _has_headline(said)
    if len(overview.headings) == 1 and _is_nothing_else(said, page):
        return True
    return overview.is_paged and len(overview.headings) == 1 and overview.told - len(overview.headings[0]) in range(_MARKS)


def _is_nothing_else(said: _Said, page: Page) -> bool:
    """Whether what was taken for the text holds the entries and not a word beside them but the heading and how many they are."""
    overview, content = said.overview, page.container.content
    if content is None or not all(map(mass_of(content).holds, overview.entries)):
        return False
    beside = [text for text in overview.texts if fold(text) != overview.headings[0]]
    rest = mass_of(content).chars - sum(entry.chars for entry in overview.entries)
    is_headed = any(above is content for tag in page.main_headings for above in tag.parents)
    most = sum(map(len, beside)) + (len(overview.headings[0]) if is_headed else 0)
    return rest <= most + _SIGNS and all(_COUNT.fullmatch(text) for text in beside)


def _has_headline(said: _Said) -> bool:
    """Whether a text beside the entries is one of the page's names, but for that of a list: a headline that is no heading."""
    own = {name for name in said.names if len(name) >= _TELLING and not names_list(name)}
    return any(fold(text) in own for text in said.overview.texts)


def _is_bare(said: _Said, page: Page) -> bool:
    return said.overview.prose < _SENTENCE and not said.overview.has_pictures and said.overview.told <= _NAMES


def _is_home(page: Page) -> bool:
    """Whether the page is the home page, also that of a language, and calls itself a website."""
    address = urlsplit(page.url)
    return not address.query and _LANGUAGE.fullmatch(address.path) is not None and "website" in page.meta("og:type")
