"""The title of a post: the headline as a reader sees it, without the site's name that themes and plugins hang on it.

The order of the ways follows how often each is right on labelled pages: the post's own heading and the heading that og:title begins
with are right on 93-95 %, og:title alone on 48 %, the title element on 18 %."""

import re
from collections.abc import Iterator
from itertools import chain

from bs4.element import Tag

from kazcrawl.parse.candidate import Candidate, Way, candidates, snippet
from kazcrawl.parse.jsonld import names, texts, types
from kazcrawl.parse.page import HEADINGS, Page
from kazcrawl.parse.tree import attribute, classes, is_hidden
from kazcrawl.text import fold, one_line

LIMIT = 1000
# What themes call the element of a post's title, the surest first.
_TITLE_CLASSES = (
    ("entry-title", "wp-block-post-title", "post-title", "posttitle", "article-title", "single-title", "single-post-title")
    + ("post__title", "article__title", "entry__title", "tdb-title-text", "elementor-heading-title", "page-title", "storytitle")
    + ("posttitle", "article-headline", "article-heading", "headline", "title")
)
_SITE_CLASSES = frozenset(("site-title", "site-name", "blog-title", "blogtitle", "logo", "site-logo", "wp-block-site-title", "site-description"))
_OTHERS = frozenset(("comment-reply-title", "comments-title", "widget-title", "widgettitle", "screen-reader-text", "related-title"))
# What themes print where a post has no title.
_NO_TITLE = frozenset(("untitled", "(no title)", "no title", "без названия", "(без названия)", "без заголовка", "(без заголовка)", "атаусыз"))
_SEPARATOR = re.compile(r"\s[|\-–—‒―•·»«›‹:/~]{1,2}\s|\s?[|»]\s")


def find_title(page: Page) -> Candidate[str] | None:
    """Return the post's title, or None when the post has none."""
    return next(title_candidates(page), None)


def title_candidates(page: Page) -> Iterator[Candidate[str]]:
    """Yield every title that the page tells, the surest first."""
    for candidate in candidates(page, _WAYS):
        value = one_line(candidate.value, limit=LIMIT)
        if value and fold(value) not in _NO_TITLE:
            yield Candidate(value, candidate.origin, candidate.snippet)


def site_names(page: Page) -> tuple[str, ...]:
    """Return the names by which the page calls its site: og:site_name, JSON-LD, feed links, the home link; the first is the best."""
    found = dict.fromkeys(one_line(name, limit=200) for name in _told_names(page))
    return tuple(name for name in found if name)


def without_site(title: str, names_: tuple[str, ...]) -> str:
    """Return the title without a tail or head that is a name of the site: "Port opened – Chamber of Trade" becomes "Port opened"."""
    folded = {fold(name) for name in names_}
    cuts = list(_SEPARATOR.finditer(title[:LIMIT]))
    for cut in cuts:
        if fold(title[cut.end() :]) in folded and title[: cut.start()].strip():
            return title[: cut.start()].strip()
    for cut in reversed(cuts):
        if fold(title[: cut.start()]) in folded:
            return title[cut.end() :].strip()
    return title


def _told_names(page: Page) -> Iterator[str]:
    yield from page.meta("og:site_name", "application-name", "apple-mobile-web-app-title")
    for node in page.nodes:
        if types(node) & {"WebSite", "Organization", "NewsMediaOrganization"}:
            yield from texts(node.get("name"))
            yield from texts(node.get("alternateName"))
    for node in page.articles:
        yield from names(node.get("publisher"), page.nodes)
    for link in page.links:
        if "rss" in attribute(link, "type") or "atom" in attribute(link, "type"):
            yield re.split(r"\s[»>›|–-]\s", one_line(attribute(link, "title")[:300]))[0]
    for tag in page.soup.find_all(["a", "p", "div", "h1", "h2", "h3", "span"], class_=["site-title", "wp-block-site-title", "site-name"], limit=2):
        yield tag.get_text()
    for tag in page.soup.find_all("a", rel="home", limit=2):
        yield tag.get_text()


def _from_facts(page: Page) -> Iterator[Candidate[str]]:
    if page.facts.title:
        yield Candidate(page.facts.title, "rest", page.facts.title)


def _from_selector(page: Page) -> Iterator[Candidate[str]]:
    if page.site and page.site.selectors.title:
        for tag in page.select(page.site.selectors.title)[:3]:
            yield Candidate(tag.get_text(" "), "selector", snippet(tag))


def _own_headings(page: Page) -> list[Tag]:
    """The headings of the post's region that may be its title: no site title, no reply form, nothing hidden."""
    return [tag for tag in page.around if tag.name in HEADINGS and not _is_other(tag)]


def _is_other(tag: Tag) -> bool:
    tokens = set(classes(tag))
    return bool(tokens & (_SITE_CLASSES | _OTHERS)) or is_hidden(tag) or not tag.get_text(strip=True)


def _from_headings(page: Page) -> Iterator[Candidate[str]]:
    """The post's own heading by the class that themes give it."""
    headings = _own_headings(page)
    told = [fold(text) for text in page.meta("og:title", "twitter:title")] + [fold(page.head_title)]
    ranked = []
    for order, tag in enumerate(headings):
        tokens = set(chain(classes(tag), *(classes(child) for child in tag.find_all(["a", "span"], limit=3))))
        rank = next((index for index, name in enumerate(_TITLE_CLASSES) if name in tokens), None)
        if rank is not None:
            agrees = any(text.startswith(fold(tag.get_text(" "))) for text in told)
            ranked.append((not agrees, rank > 0, tag.name != "h1", rank, order, tag))
    for *_, tag in sorted(ranked, key=lambda row: row[:5]):
        yield Candidate(_heading_text(tag), "heading", snippet(tag))


def _from_agreeing_heading(page: Page) -> Iterator[Candidate[str]]:
    """A first heading that og:title or the title element begins with or equals."""
    told = [fold(text) for text in page.meta("og:title", "twitter:title")] + [fold(page.head_title)]
    names_ = {fold(name) for name in site_names(page)}
    for tag in page.soup.find_all("h1"):
        text = fold(tag.get_text(" "))
        if text and text not in names_ and not _is_other(tag) and any(t.startswith(text) for t in told):
            yield Candidate(_heading_text(tag), "heading", snippet(tag))


def _from_only_heading(page: Page) -> Iterator[Candidate[str]]:
    names_ = {fold(name) for name in site_names(page)}
    firsts = [tag for tag in page.soup.find_all("h1") if not _is_other(tag) and fold(tag.get_text(" ")) not in names_]
    if len(firsts) == 1:
        yield Candidate(_heading_text(firsts[0]), "heading", snippet(firsts[0]))


def _from_meta(page: Page) -> Iterator[Candidate[str]]:
    names_ = site_names(page)
    for text in page.meta("og:title", "twitter:title", "dc.title", "title"):
        if fold(text) not in {fold(name) for name in names_}:
            yield Candidate(without_site(text, names_), "meta", text)


def _from_jsonld(page: Page) -> Iterator[Candidate[str]]:
    for node in page.articles:
        for text in texts(node.get("headline")) + texts(node.get("name")):
            yield Candidate(without_site(one_line(text), site_names(page)), "jsonld", text)


def _from_head_title(page: Page) -> Iterator[Candidate[str]]:
    text, names_ = page.head_title, site_names(page)
    if text and fold(text) not in {fold(name) for name in names_}:
        stripped = without_site(text, names_)
        cuts = list(_SEPARATOR.finditer(text[:LIMIT]))
        if stripped == text and cuts:
            stripped = text[: cuts[-1].start()].strip()
        yield Candidate(stripped, "head", text)


def _heading_text(tag: Tag) -> str:
    """The heading's text, without the hidden parts and counters that themes put into it."""
    return one_line(tag.get_text()[: LIMIT * 5])


_WAYS: tuple[Way[str], ...] = (
    _from_facts,
    _from_selector,
    _from_headings,
    _from_agreeing_heading,
    _from_only_heading,
    _from_meta,
    _from_jsonld,
    _from_head_title,
)
