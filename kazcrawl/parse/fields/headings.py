"""The headings that stand around a post: which of them may be its title, which one the theme marks as that, and what they say."""

import re
from itertools import accumulate, islice, takewhile

from bs4.element import Tag

from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.region import HEADINGS
from kazcrawl.parse.page.site_names import without_site
from kazcrawl.parse.page.spot import INLINE, SILENT
from kazcrawl.parse.page.tree import below, classes, elements, holds_more, is_hidden, is_text, labels
from kazcrawl.text import fold, one_line

# A title has no more characters, a post no more headings around it.
LIMIT = 1000
MOST_HEADINGS = 30
# What themes call the element of a post's title, the surest first.
_TITLE_CLASSES = (
    "entry-title", "wp-block-post-title", "post-title", "posttitle", "single-title", "single-post-title", "post__title", "storytitle",
    "article-title", "article__title", "entry__title", "tdb-title-text", "article-headline", "article-heading", "headline", "title",
    "page-title", "elementor-heading-title",
)  # fmt: skip
_PLACES = {name: place for place, name in enumerate(_TITLE_CLASSES)}
_SURE = _TITLE_CLASSES.index("article-title")  # those before this one are a post's title whatever the metadata say
# What themes call the line above a headline within the heading.
_KICKER = re.compile(r"kicker|overline|roof-?line|top-?line|dachzeile|eyebrow|small|pre-?title|pre-?headline|super-?title")
# A heading within the body with more prose before it (runs of so many characters) than this is of a box at the end.
_MUCH = 1_000
_SENTENCE = 60
_WORD = re.compile(r"\w+")
_NO_TITLES = frozenset({
    "site-title", "site-name", "blog-title", "blogtitle", "logo", "site-logo", "wp-block-site-title", "site-description",
    "comment-reply-title", "comments-title", "widget-title", "widgettitle", "screen-reader-text", "related-title",
})  # fmt: skip


def own_headings(page: Page) -> list[Tag]:
    """Return the headings of the post's region that may be its title, those nearest to its body first."""
    return [tag for tag in islice((tag for tag in page.around if tag.name in HEADINGS), MOST_HEADINGS) if not is_other(tag)]


def is_other(tag: Tag) -> bool:
    """Whether a heading is none of a post: a site's title, a reply form's, a hidden or an empty one, one that nobody closed."""
    return holds_more(tag, LIMIT * 5) or not _NO_TITLES.isdisjoint(labels(tag)) or is_hidden(tag) or not tag.get_text(strip=True)


def stands_elsewhere(page: Page, tag: Tag) -> bool:
    """Whether the heading is one of the menu, or of a box that follows the post's text."""
    content = page.container.content if page.container.content is not page.body else None
    above = [parent for parent in tag.parents if parent.name == "nav" or parent is content]
    if not above or above[0].name == "nav":
        return bool(above)
    before = (part for part in takewhile(lambda node: node is not tag, above[0].descendants) if is_text(part))
    sizes = (len(str(part).strip()) for part in before if part.parent is not None and part.parent.name not in SILENT)
    return any(total > _MUCH for total in accumulate(size for size in sizes if size >= _SENTENCE))


def ranked(own: list[Tag]) -> list[Tag]:
    """Return those of the own headings that carry a title's class: first-level ones and the surest names first."""
    named = [(rank, tag) for tag in own if (rank := _rank(tag)) < len(_TITLE_CLASSES)]
    return [tag for _, tag in sorted(named, key=lambda told: (told[0] >= _SURE, told[1].name != "h1", told[0]))]


def is_sure(tag: Tag) -> bool:
    """Whether a heading carries a class that is a post's title whatever the metadata say."""
    return _rank(tag) < _SURE


def _rank(tag: Tag) -> int:
    """The place of the heading's class (or of the link in it) among the known names; their number when it has none of them."""
    names = (name for part in (tag, *islice(below(tag, ("a", "span")), 3)) for name in classes(part))
    return min((_PLACES[name] for name in names if name in _PLACES), default=len(_TITLE_CLASSES))


def heading_text(page: Page, tag: Tag) -> str:
    """Return the heading's text; of its parts (a kicker, a subtitle) those that the metadata call the title; without the site's name."""
    text = one_line(tag.get_text()[: LIMIT * 5])
    parts = [one_line(part) for part in islice(tag.stripped_strings, 20)]
    if len(parts) > 1:
        text = one_line(tag.get_text("" if _is_one_line(tag) else " ")[: LIMIT * 5])
        told = set(page.told_titles)
        for start, end in [(i, len(parts)) for i in range(1, len(parts))] + [(0, i) for i in range(len(parts) - 1, 0, -1)]:
            if fold(" ".join(parts[start:end])) in told:
                return " ".join(parts[start:end])
        if text != parts[0] and not parts[1].startswith(":") and _is_kicker(next(tag.stripped_strings, None), tag):
            text = one_line(" ".join(parts[1:]))
        return next((title for title in page.meta("og:title") if _words(title) == _words(text)), text)
    return without_site(text, page.site_names[:1]) if text.count(" ") > 2 else text


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _is_kicker(first: str | None, heading: Tag) -> bool:
    """Whether a heading's first piece of text stands in an element of its own that is made small or called a kicker."""
    piece = heading.find(string=lambda text: text is not None and text.strip() == first) if first else None
    for parent in islice(piece.parents, 5) if piece is not None else ():
        if parent is heading:
            break
        if parent.name == "small" or any(_KICKER.search(name) for name in classes(parent)):
            return True
    return False


def _is_one_line(tag: Tag) -> bool:
    """Whether all parts of the heading are running text: "<em>No</em>, they said" has no blank to add."""
    return all(child.name in INLINE and child.name not in ("br", "span", "small") for child in elements(tag)[1:])
