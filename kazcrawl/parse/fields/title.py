"""The title of a post: the headline as a reader sees it, without the site's name that themes and plugins hang on it.

The order of the ways follows how often each is right on labelled pages: the post's own heading and the heading that og:title begins
with are right on 93-95 %, og:title alone on 48 %, the title element on 18 %."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import accumulate, chain, islice, takewhile

from bs4.element import Tag

from kazcrawl.parse.fields.candidate import Candidate, Way, candidates, snippet
from kazcrawl.parse.fields.imprint import names_owner
from kazcrawl.parse.fields.section_names import names_section
from kazcrawl.parse.fields.text_head import by_nearness, headings_of_text, lines_of_text, lines_of_title, told_by_crumbs
from kazcrawl.parse.page.jsonld import texts
from kazcrawl.parse.page.opened import SEPARATOR, Page, without_site
from kazcrawl.parse.page.region import HEADINGS
from kazcrawl.parse.page.spot import INLINE, SILENT
from kazcrawl.parse.page.tree import attribute, below, classes, elements, holds_more, is_hidden, is_text, labels, properties
from kazcrawl.text import fold, one_line

LIMIT = 1000
_MOST = 30
# What themes call the element of a post's title, the surest first.
_TITLE_CLASSES = (
    "entry-title", "wp-block-post-title", "post-title", "posttitle", "single-title", "single-post-title", "post__title", "storytitle",
    "article-title", "article__title", "entry__title", "tdb-title-text", "article-headline", "article-heading", "headline", "title",
    "page-title", "elementor-heading-title",
)  # fmt: skip
_PLACES = {name: place for place, name in enumerate(_TITLE_CLASSES)}
_SURE = _TITLE_CLASSES.index("article-title")  # names before this one are a post's title whatever the metadata say
# What themes call the line above a headline within the heading.
_KICKER = re.compile(r"kicker|overline|roof-?line|top-?line|dachzeile|eyebrow|small|pre-?title|pre-?headline|super-?title")
# A heading of fewer characters may stand in a feed's title by chance.
_TELLING = 8
# A heading within the body with more prose before it (runs of so many characters) than this is of a box at the end.
_MUCH = 1_000
_SENTENCE = 60
_WORD = re.compile(r"\w+")
_LONG_WORD = re.compile(r"\w{4,}")
# What old themes put before the headline: "Blog Archive » Port opens".
_ARCHIVE = ("blog archive", "blog archives", "blog archiv")
# Plug-ins escape these once more than they should.
_ESCAPED_TWICE = frozenset(("meta", "jsonld", "rest"))
_NO_TITLES = frozenset({
    "site-title", "site-name", "blog-title", "blogtitle", "logo", "site-logo", "wp-block-site-title", "site-description",
    "comment-reply-title", "comments-title", "widget-title", "widgettitle", "screen-reader-text", "related-title",
})  # fmt: skip
# What themes print where a post has no title.
_NO_TITLE = frozenset({
    "untitled", "untitled document",
    "(no title)", "no title", "без названия", "(без названия)", "без заголовка", "(без заголовка)", "атаусыз",
})  # fmt: skip


def find_title(page: Page) -> Candidate[str] | None:
    """Return the post's title, or None when the post has none."""
    return next(title_candidates(page), None)


def title_candidates(page: Page) -> Iterator[Candidate[str]]:
    """Yield every title that the page tells, the surest first; last what is rather the name of the site or of the part of it in which the
    post stands."""
    sections = []
    for candidate in candidates(page, _WAYS):
        raw = unescape(candidate.value) if candidate.origin in _ESCAPED_TWICE else candidate.value
        value = without_site(one_line(raw, limit=LIMIT), _ARCHIVE)
        if value and fold(value) not in _NO_TITLE:
            told = Candidate(value, candidate.origin, candidate.snippet)
            if names_section(value) or (value == page.head_title and names_owner(page, fold(value))):
                sections.append(told)
            else:
                yield told
    yield from sections


def _from_facts(page: Page) -> Iterator[Candidate[str]]:
    if page.facts.title:
        yield Candidate(page.facts.title, "rest", page.facts.title)


def _from_selector(page: Page) -> Iterator[Candidate[str]]:
    if page.site and page.site.selectors.title:
        for tag in page.select(page.site.selectors.title)[:3]:
            yield Candidate(tag.get_text(" "), "selector", snippet(tag))


def _own_headings(page: Page) -> list[Tag]:
    """The headings of the post's region that may be its title: no site title, no reply form, nothing hidden."""
    return [tag for tag in islice((tag for tag in page.around if tag.name in HEADINGS), _MOST) if not _is_other(tag)]


def _is_other(tag: Tag) -> bool:
    if holds_more(tag, LIMIT * 5):  # half a page under a heading that nobody closed
        return True
    return not _NO_TITLES.isdisjoint(labels(tag)) or is_hidden(tag) or not tag.get_text(strip=True)


def _from_agreeing_heading(page: Page) -> Iterator[Candidate[str]]:
    """A heading that og:title or the title element begins with, has behind a colon or the site's name, or equals; own ones first."""
    told, begun = page.told_titles, []
    own = _own_headings(page)
    for tag in chain(_ranked(own), own, (tag for tag in page.main_headings if not _is_other(tag))):
        text, folded = _heading_text(page, tag), fold(tag.get_text(" ")[: LIMIT * 5])
        candidate = Candidate(text, "heading", snippet(tag))
        if fold(text) in page.folded_site_names:
            continue
        if fold(text) in told or folded in told or any(folded.startswith(start) for start in _cut_short(told)):
            yield candidate
        elif any(t.startswith(folded) or (len(folded) >= _TELLING and t.endswith(f": {folded}")) for t in told):
            begun.append(candidate)
    yield from begun


def _above_text(page: Page) -> Iterator[Tag]:
    return (tag for tag in headings_of_text(page) if not _is_other(tag))


def _cut_short(told: Iterable[str]) -> list[str]:
    """The beginnings of titles that a plug-in cut short: "Port opens in Ak..."."""
    starts = (title.rstrip(".… ") for title in told if title.endswith(("...", "…")))
    return [start for start in starts if len(start) >= _TELLING]


def _from_heading_of_feed(page: Page) -> Iterator[Candidate[str]]:
    """A heading after which WordPress has named the post's feed of comments: the title as its author wrote it."""
    for tag in islice((tag for name in HEADINGS for tag in page.tags.get(name, ())), _MOST * 3 if page.feed_titles else 0):
        if _is_other(tag):
            continue
        text = _heading_text(page, tag)
        named = (told for told in page.feed_titles if len(text) >= max(_TELLING, len(told) // 3) and fold(text) in told)
        if any(named) and fold(text) not in page.folded_site_names:
            yield Candidate(text, "heading", snippet(tag))


def _from_named_heading(page: Page) -> Iterator[Candidate[str]]:
    """The post's own heading by the class that themes give it, though the metadata say something else (a title for search engines)."""
    for tag in _ranked(_own_headings(page)):
        if fold(tag.get_text(" ")) not in page.folded_site_names and (_rank(tag) < _SURE or _is_related(page, tag)):
            yield Candidate(_heading_text(page, tag), "heading", snippet(tag))


def _from_microdata(page: Page) -> Iterator[Candidate[str]]:
    """What schema.org's microdata call the headline, though it is no heading."""
    for tag in page.around:
        if "headline" in properties(tag) and (text := attribute(tag, "content") or tag.get_text(" ")):
            yield Candidate(text, "microdata", snippet(tag))


def _from_line_of_title(page: Page) -> Iterator[Candidate[str]]:
    """A heading or any other line near the text that is a part of the title between separators."""
    for tag in lines_of_title(page):
        if not _is_other(tag):
            yield Candidate(_heading_text(page, tag), "heading", snippet(tag))


def _from_heading_of_crumbs(page: Page) -> Iterator[Candidate[str]]:
    """A heading with which the way to the page ends ("Home » News » Port opens"), where the page is called after the site alone."""
    ends = told_by_crumbs(page)
    for tag in chain(_own_headings(page), _above_text(page)) if ends else ():
        if fold(text := _heading_text(page, tag)) in ends:
            yield Candidate(text, "heading", snippet(tag))


def _from_only_heading(page: Page) -> Iterator[Candidate[str]]:
    firsts = [tag for tag in page.main_headings if not _is_other(tag) and fold(tag.get_text(" ")) not in page.folded_site_names]
    if len(firsts) == 1 and _is_related(page, firsts[0]) and not _stands_elsewhere(page, firsts[0]):
        yield Candidate(_heading_text(page, firsts[0]), "heading", snippet(firsts[0]))


def _stands_elsewhere(page: Page, tag: Tag) -> bool:
    """Whether the heading is one of the menu, or of a box that follows the post's text."""
    content = page.container.content if page.container.content is not page.body else None
    above = [parent for parent in tag.parents if parent.name == "nav" or parent is content]
    if not above or above[0].name == "nav":
        return bool(above)
    before = (part for part in takewhile(lambda node: node is not tag, above[0].descendants) if is_text(part))
    sizes = (len(str(part).strip()) for part in before if part.parent is not None and part.parent.name not in SILENT)
    return any(total > _MUCH for total in accumulate(size for size in sizes if size >= _SENTENCE))


def _ranked(own: list[Tag]) -> list[Tag]:
    """Those of the own headings that carry a title's class: first-level ones and the surest names first."""
    named = [(rank, tag) for tag in own if (rank := _rank(tag)) < len(_TITLE_CLASSES)]
    return [tag for _, tag in sorted(named, key=lambda told: (told[0] >= _SURE, told[1].name != "h1", told[0]))]


def _rank(tag: Tag) -> int:
    """The place of the heading's class (or of the link in it) among the known names; their number when it has none of them."""
    names = (name for part in (tag, *islice(below(tag, ("a", "span")), 3)) for name in classes(part))
    return min((_PLACES[name] for name in names if name in _PLACES), default=len(_TITLE_CLASSES))


def _is_related(page: Page, tag: Tag) -> bool:
    """Whether heading and metadata share a word of some length, or there are no metadata to ask: "Our blog" over a post shares none."""
    told = {word for text in page.told_titles for word in _LONG_WORD.findall(text)}
    return not told or bool(told.intersection(_LONG_WORD.findall(fold(tag.get_text(" ")))))


def _from_meta(page: Page) -> Iterator[Candidate[str]]:
    names_ = page.site_names
    for text in page.meta("og:title", "twitter:title", "dc.title", "title"):
        if fold(text) not in {fold(name) for name in names_}:
            yield Candidate(without_site(text, names_), "meta", text)


def _from_jsonld(page: Page) -> Iterator[Candidate[str]]:
    for node in page.articles:
        for text in texts(node.get("headline")) + texts(node.get("name")):
            yield Candidate(without_site(one_line(text), page.site_names), "jsonld", text)


def _from_head_title(page: Page, *, of_section: bool = False) -> Iterator[Candidate[str]]:
    text, names_ = without_site(page.head_title, _ARCHIVE), page.site_names
    is_section = names_section(SEPARATOR.split(text[:LIMIT])[-1].rpartition(": ")[2])
    if text and fold(text) not in page.folded_site_names and is_section is of_section:
        stripped = without_site(text, names_)
        if stripped == text and (cuts := list(SEPARATOR.finditer(text[:LIMIT]))):
            stripped = text[: cuts[-1].start()].strip()
        yield Candidate(stripped, "head", text)


def _from_first_heading(page: Page) -> Iterator[Candidate[str]]:
    """The heading nearest to the text that is not the site's name, where nothing else tells: on pages made by hand; then the line that
    stands for one; what stands behind the text only where the page is called nothing at all."""
    near, far, behind = by_nearness(page, _own_headings(page))
    for tag in chain(near, _above_text(page), far, lines_of_text(page), () if page.told_titles else behind):
        if fold(tag.get_text(" ")) not in page.folded_site_names:
            yield Candidate(_heading_text(page, tag), "heading", snippet(tag))


def _from_heading_below_section(page: Page) -> Iterator[Candidate[str]]:
    """The heading nearest to the text, where another one names the part of the site and none agrees with what the page is called."""
    own = _own_headings(page)
    if any(names_section(one_line(tag.get_text(" ")[:LIMIT])) for tag in (*own, *page.main_headings)):
        for tag in chain(by_nearness(page, own)[0], _above_text(page)):
            if fold(tag.get_text(" ")) not in page.folded_site_names:
                yield Candidate(_heading_text(page, tag), "heading", snippet(tag))


def _from_head_of_section(page: Page) -> Iterator[Candidate[str]]:
    """The title element once more, where it tells the site and the part of it and nothing else does."""
    yield from _from_head_title(page, of_section=True)


def _heading_text(page: Page, tag: Tag) -> str:
    """The heading's text; of its parts (a kicker, a subtitle) those that the metadata call the title; without the site's name."""
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


_WAYS: tuple[Way[str], ...] = (
    _from_facts,
    _from_selector,
    _from_agreeing_heading,
    _from_named_heading,
    _from_line_of_title,
    _from_heading_of_crumbs,
    _from_only_heading,
    _from_heading_of_feed,
    _from_microdata,
    _from_meta,
    _from_jsonld,
    _from_heading_below_section,
    _from_head_title,
    _from_first_heading,
    _from_head_of_section,
)
