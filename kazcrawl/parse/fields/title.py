"""The title of a post: the headline as a reader sees it, without the site's name that themes and plugins hang on it.

The order of the ways follows how often each is right on labelled pages: the post's own heading and the heading that og:title begins
with are right on 93-95 %, og:title alone on 48 %, the title element on 18 %."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain, islice

from bs4.element import Tag

from kazcrawl.parse.fields.candidate import Candidate, Way, candidates, from_articles, snippet
from kazcrawl.parse.fields.headings import LIMIT, MOST_HEADINGS, heading_text, is_other, is_sure, own_headings, ranked, stands_elsewhere
from kazcrawl.parse.fields.imprint import names_owner
from kazcrawl.parse.fields.text_head import by_nearness, headings_of_text, line_before_text, lines_of_text, lines_of_title, told_by_crumbs
from kazcrawl.parse.page.jsonld import Node, texts
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.page_names import names_section
from kazcrawl.parse.page.region import HEADINGS
from kazcrawl.parse.page.site_names import SEPARATOR, without_site
from kazcrawl.parse.page.tree import attribute, properties
from kazcrawl.text import fold, one_line

# A heading of fewer characters may stand in a feed's title by chance.
_TELLING = 8
# A title element that tells the title and the site has so many parts.
_PARTS = 2
_LONG_WORD = re.compile(r"\w{4,}")
# What old themes put before the headline: "Blog Archive » Port opens".
_ARCHIVE = ("blog archive", "blog archives", "blog archiv")
# Plug-ins escape these once more than they should.
_ESCAPED_TWICE = frozenset(("meta", "jsonld", "rest"))
# What themes print where a post has no title.
# What editors call a page that nobody gave a name: "New Page 11", "Untitled-2".
_NO_TITLE = re.compile(
    r"(?:untitled|new page|untitled document|новая страница|без имени|документ без названия)(?:[ -]?\d{1,4})?|\(?no title\)?|"
    r"\(?без (?:названия|заголовка)\)?|атаусыз"
)


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
        if value and not _NO_TITLE.fullmatch(fold(value)):
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


def _from_agreeing_heading(page: Page) -> Iterator[Candidate[str]]:
    """A heading that og:title or the title element begins with, has behind a colon or the site's name, or equals; own ones first."""
    told, begun = page.told_titles, []
    own = own_headings(page)
    for tag in chain(ranked(own), own, (tag for tag in page.main_headings if not is_other(tag))):
        text, folded = heading_text(page, tag), fold(tag.get_text(" ")[: LIMIT * 5])
        candidate = Candidate(text, "heading", snippet(tag))
        if fold(text) in page.folded_site_names:
            continue
        if fold(text) in told or folded in told or any(folded.startswith(start) for start in _cut_short(told)):
            yield candidate
        elif any(t.startswith(folded) or (len(folded) >= _TELLING and t.endswith(f": {folded}")) for t in told):
            begun.append(candidate)
    yield from begun


def _above_text(page: Page) -> Iterator[Tag]:
    return (tag for tag in headings_of_text(page) if not is_other(tag))


def _cut_short(told: Iterable[str]) -> list[str]:
    """The beginnings of titles that a plug-in cut short: "Port opens in Ak..."."""
    starts = (title.rstrip(".… ") for title in told if title.endswith(("...", "…")))
    return [start for start in starts if len(start) >= _TELLING]


def _from_heading_of_feed(page: Page) -> Iterator[Candidate[str]]:
    """A heading after which WordPress has named the post's feed of comments: the title as its author wrote it."""
    for tag in islice((tag for name in HEADINGS for tag in page.tags.get(name, ())), MOST_HEADINGS * 3 if page.feed_titles else 0):
        if is_other(tag):
            continue
        text = heading_text(page, tag)
        named = (told for told in page.feed_titles if len(text) >= max(_TELLING, len(told) // 3) and fold(text) in told)
        if any(named) and fold(text) not in page.folded_site_names:
            yield Candidate(text, "heading", snippet(tag))


def _from_named_heading(page: Page) -> Iterator[Candidate[str]]:
    """The post's own heading by the class that themes give it, though the metadata say something else (a title for search engines)."""
    for tag in ranked(own_headings(page)):
        if fold(tag.get_text(" ")) not in page.folded_site_names and (is_sure(tag) or _is_related(page, tag)):
            yield Candidate(heading_text(page, tag), "heading", snippet(tag))


def _from_microdata(page: Page) -> Iterator[Candidate[str]]:
    """What schema.org's microdata call the headline, though it is no heading."""
    for tag in page.around:
        if "headline" in properties(tag) and (text := attribute(tag, "content") or tag.get_text(" ")):
            yield Candidate(text, "microdata", snippet(tag))


def _from_line_of_title(page: Page) -> Iterator[Candidate[str]]:
    """A heading or any other line near the text that is a part of the title between separators."""
    other = _other_part(page)
    for tag in lines_of_title(page):
        if not is_other(tag) and (other is None or other not in fold(tag.get_text(" ")[: LIMIT * 5])):
            yield Candidate(heading_text(page, tag), "heading", snippet(tag))


def _other_part(page: Page) -> str | None:
    """What the title element has beside the title that metadata tell and a heading of the page repeats, whatever the theme calls it."""
    head = SEPARATOR.split(page.head_title)
    told = {fold(text) for text in page.meta("og:title", "twitter:title")}
    parts = [fold(part) for part in head]
    if len(parts) != _PARTS or sum(part in told for part in parts) != 1:
        return None
    other, stated = sorted(parts, key=told.__contains__)
    headings = islice((tag for name in HEADINGS for tag in page.tags.get(name, ())), MOST_HEADINGS)
    return other if any(fold(tag.get_text(" ")[: LIMIT * 5]) == stated for tag in headings) else None


def _from_heading_of_crumbs(page: Page) -> Iterator[Candidate[str]]:
    """A heading with which the way to the page ends ("Home » News » Port opens"), where the page is called after the site alone."""
    ends = told_by_crumbs(page)
    for tag in chain(own_headings(page), _above_text(page)) if ends else ():
        if fold(text := heading_text(page, tag)) in ends:
            yield Candidate(text, "heading", snippet(tag))


def _from_only_heading(page: Page) -> Iterator[Candidate[str]]:
    firsts = [tag for tag in page.main_headings if not is_other(tag) and fold(tag.get_text(" ")) not in page.folded_site_names]
    if len(firsts) == 1 and _is_related(page, firsts[0]) and not stands_elsewhere(page, firsts[0]):
        yield Candidate(heading_text(page, firsts[0]), "heading", snippet(firsts[0]))


def _is_related(page: Page, tag: Tag) -> bool:
    """Whether heading and metadata share a word of some length, or there are no metadata to ask: "Our blog" over a post shares none."""
    told = {word for text in page.told_titles for word in _LONG_WORD.findall(text)}
    return not told or bool(told.intersection(_LONG_WORD.findall(fold(tag.get_text(" ")))))


def _from_meta(page: Page) -> Iterator[Candidate[str]]:
    names_ = page.site_names
    for text in page.meta("og:title", "twitter:title", "dc.title", "title"):
        if fold(text) not in {fold(name) for name in names_}:
            yield Candidate(without_site(text, names_), "meta", text)


def _from_jsonld(page: Page, article: Node) -> Iterator[Candidate[str]]:
    for text in texts(article.get("headline")) + texts(article.get("name")):
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
    near, far, behind = by_nearness(page, own_headings(page))
    for tag in chain(near, _above_text(page), far, lines_of_text(page), () if page.told_titles else behind, line_before_text(page)):
        if fold(tag.get_text(" ")) not in page.folded_site_names:
            yield Candidate(heading_text(page, tag), "heading", snippet(tag))


def _from_heading_below_section(page: Page) -> Iterator[Candidate[str]]:
    """The heading nearest to the text, where another one names the part of the site and none agrees with what the page is called."""
    own = own_headings(page)
    if any(names_section(one_line(tag.get_text(" ")[:LIMIT])) for tag in (*own, *page.main_headings)):
        for tag in chain(by_nearness(page, own)[0], _above_text(page)):
            if fold(tag.get_text(" ")) not in page.folded_site_names:
                yield Candidate(heading_text(page, tag), "heading", snippet(tag))


def _from_head_of_section(page: Page) -> Iterator[Candidate[str]]:
    """The title element once more, where it tells the site and the part of it and nothing else does."""
    yield from _from_head_title(page, of_section=True)


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
    from_articles(_from_jsonld),
    _from_heading_below_section,
    _from_head_title,
    _from_first_heading,
    _from_head_of_section,
)
