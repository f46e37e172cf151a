"""Who signed a post on this site: the names as the theme, the metadata or a by-line show them, without the words around them.

The author of a reprint, named in the body, is the credit's business; it is taken here only when the page names nobody else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bs4.element import PageElement, Tag

from kazcrawl.parse.body.theme_lines import LONGEST_LINE, says_more
from kazcrawl.parse.fields.author_marks import LONGEST, NEAR, is_author_link, is_box, is_exact, is_of_another, is_vcard, short
from kazcrawl.parse.fields.byline import clean_names, is_account, is_full_name, named_after_by
from kazcrawl.parse.fields.candidate import Candidate, Way, candidates, from_articles, from_work, snippet
from kazcrawl.parse.fields.nameplates import from_icon, from_label, from_labelled_line
from kazcrawl.parse.fields.unlabelled import from_about, from_below, from_dated_companion, from_lone_line
from kazcrawl.parse.page.jsonld import Node, names
from kazcrawl.parse.page.names import finds
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.places import SITE_CLASSES
from kazcrawl.parse.page.region import HEADINGS, is_beside
from kazcrawl.parse.page.tree import PLAIN_TEXT, attribute, classes, holds_any, holds_more, is_called, is_text
from kazcrawl.text import fold, one_line

Told = Candidate[tuple[str, ...]]

# What stands behind the first of two names.
_AND_ANOTHER = re.compile(r"\s(?:and|&|и|және|und|et|y|ve)\s[^\W\d_]")
# Name, "and" and the other's name may stand in an element each.
_NEXT = 3

_WRITTEN_BY = re.compile(
    r"written|author|автор|von|verfasst|geschrieben|écrit|escrito|scritto|geschreven|yazan|жазған|napisan", re.IGNORECASE
)
_METAS = (
    "author", "article:author", "article:author_name", "byl", "dc.creator", "dcterms.creator", "sailthru.author", "parsely-author",
    "citation_author",
)  # fmt: skip
# What themes call the line that holds the author's name.
_LINE_NAME = finds(
    r"(?:^|[-_])(?:meta|byline|info|postdata|details|posted|dateline|date|submitted|author|header|footer|utility|data|written|writer)(?:$|[-_])|(?:post|entry)(?:meta|info|data)|metadata"
)
_MOST_PARTS = 20
_LONGEST_NAME = 60
_MOST_LINKS = 1_000
_LINES = frozenset(("p", "div", "span", "li", "address", "h4", "h5", "h6"))
_SIGNED = re.compile(r"(?:written\s+by|posted\s+by|by|von|автор|авторы|авторлары|жазған|par|por|door)\s*:?\s", re.IGNORECASE)
# How themes begin a sentence about the post.
_OF_ENTRY = re.compile(r"(?:this|dieser?|cette?|эта|бұл)\s|(?:entry|запись|жазба)\b", re.IGNORECASE)
# How the first of its texts begins: "Written" may stand in an element of its own.
_SIGNED_FIRST = re.compile(r"written|posted|by|von|автор|жазған|par|por|door", re.IGNORECASE)


def find_authors(page: Page) -> Told | None:
    """Return the authors, or None when the page names nobody. Account names ("admin") and the site's own name are taken only when the
    page tells no better one."""
    weak: Told | None = None
    for told in (candidates := author_candidates(page)):
        if is_weak(told.value, page):
            weak = weak or told
        elif weak is None or not _extends(told.value[0], weak.value):
            return _with_others(told, page, candidates)
    return weak


def _with_others(told: Told, page: Page, further: Iterable[Told]) -> Told:
    """The authors that a by-line or a card names together, where metadata have the first of them alone, as plug-ins do that know of one."""
    if told.origin == "byline" or len(told.value) > 1 or not is_full_name(told.value[0]):
        return told
    if not _goes_on_with_another(page, told.value[0]):
        further = author_candidates(page, (_from_written_by, _from_meta))
    fuller = (
        other for other in further if other.value[0] == told.value[0] and len(other.value) > 1 and all(map(is_full_name, other.value))
    )
    together = (other for other in fuller if other.origin == "meta" or _AND_ANOTHER.match(other.snippet.partition(told.value[0])[2]))
    return next((other for other in together if other.origin in ("byline", "meta")), told)


def _goes_on_with_another(page: Page, name: str) -> bool:
    """Whether a text of the page has "and" and another word behind the name: in most there is none, and no line need be read for it."""
    last = name.rpartition(" ")[2]
    lines = (" ".join(page.texts[place : place + _NEXT]) for place, text in enumerate(page.texts) if last in text)
    return any(_AND_ANOTHER.match(rest) for line in lines for rest in one_line(line).split(last)[1:])


def _extends(name: str, weak: Iterable[str]) -> bool:
    """Whether the name is a weak one with what stands behind it in the line: "Chamber News Sponsored" for "Chamber News". A site that is
    called by a first name alone may be that of a person of this name."""
    return any(fold(name).startswith(f"{fold(known)} ") and (" " in known or not is_full_name(name)) for known in weak)


def author_candidates(page: Page, ways: Sequence[Way[tuple[str, ...]]] | None = None) -> Iterator[Told]:
    """Yield every group of names that the page tells (in these ways, if any are named), the surest place first."""
    for told in candidates(page, ways or _WAYS):
        cleaned = tuple(dict.fromkeys(name for raw in told.value for name in clean_names(raw)))
        if told.origin == "byline":
            cleaned = cleaned[:1] + tuple(name for name in cleaned[1:] if is_full_name(name))
        if len(cleaned) > 1:
            cleaned = tuple(name for name in cleaned if not is_weak((name,), page)) or cleaned[:1]
            cleaned = tuple(name for name in cleaned if not any(_goes_on(name, other) for other in cleaned))
        if cleaned:
            yield Candidate(cleaned, told.origin, told.snippet)


def _goes_on(text: str, name: str) -> bool:
    """Whether a text is a name and what stands behind it: "Asel Kim Chamber News Reporter" beside "Asel Kim"."""
    return is_full_name(name) and text.startswith(f"{name} ")


def is_weak(found: Iterable[str], page: Page) -> bool:
    """Whether the names are accounts, hosts or the site's own name, which any better name beats."""
    sites = page.folded_site_names
    return all(is_account(name) or fold(name) in sites for name in found)


def _from_facts(page: Page) -> Iterator[Told]:
    if page.facts.authors:
        yield Candidate(page.facts.authors, "rest", ", ".join(page.facts.authors))


def _from_selector(page: Page) -> Iterator[Told]:
    if page.site and page.site.selectors.author:
        tags = page.select(page.site.selectors.author)[:10]
        if tags:
            yield Candidate(tuple(tag.get_text(" ") for tag in tags), "selector", snippet(tags[0]))


def _of_node(page: Page, node: Node) -> Iterator[Told]:
    for key in ("author", "creator"):
        found = tuple(names(node.get(key), page.nodes))
        if found:
            yield Candidate(found, "jsonld", str(node.get(key))[:200])


def _from_written_by(page: Page) -> Iterator[Told]:
    """The card that SEO plugins write for Twitter: label "Written by", data the name."""
    for number in "12":
        label = next(page.meta(f"twitter:label{number}"), "")
        if _WRITTEN_BY.match(label):
            for text in page.meta(f"twitter:data{number}"):
                yield Candidate((text,), "meta", f"{label}: {text}")


def _from_named(page: Page) -> Iterator[Told]:
    """Elements of the post that themes name as the author: rel=author, itemprop, vcard, byline."""
    yield from _in_named(page.around)


def _in_named(tags: Sequence[Tag]) -> Iterator[Told]:
    found = [tag for tag in tags if tag.attrs and not is_box(tag) and SITE_CLASSES.isdisjoint(classes(tag))]
    for test in (is_exact, is_author_link, is_vcard):
        hits = [tag for tag in found if test(tag) and not is_of_another(tag)]
        if hits:
            texts = tuple(dict.fromkeys(text for tag in hits[:6] if 2 <= len(text := short(tag)) <= 80))
            if texts:
                yield Candidate(texts[:4], "byline", snippet(hits[0]))


def _from_signed_line(page: Page) -> Iterator[Told]:
    """A line of its own around the body that says "By A. Name": what a reader sees, while metadata may name who pressed the button."""
    for tag in page.around:
        if tag.name in _LINES and _may_be_signed(tag) and _SIGNED.match(text := short(tag)[:120]):
            found = clean_names(text) if len(list(islice(tag.stripped_strings, 3))) < 3 else []
            if found and all(is_full_name(name) for name in found) and not says_more(text, found):
                yield Candidate(tuple(found), "byline", text)


def _may_be_signed(tag: Tag) -> bool:
    """Whether the first text in the element begins as a signature does."""
    if holds_more(tag, LONGEST):
        return False
    stack: list[PageElement] = [tag]
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            stack += node.contents[::-1]
        elif type(node) in PLAIN_TEXT and (text := one_line(str(node)[:LONGEST])):
            return _SIGNED_FIRST.match(text) is not None
    return False


def _from_only_link(page: Page) -> Iterator[Told]:
    """The one author that the links of the page lead to, wherever they stand."""
    others = (tag for tag in page.tags.get("a", ()) if SITE_CLASSES.isdisjoint(classes(tag)))
    leading = islice(filter(is_author_link, others), _MOST_LINKS)
    links = [tag for tag in leading if not _is_of_reader(tag, page)]
    found = {text for tag in links if 2 <= len(text := short(tag)) <= 80 and clean_names(text)}
    if len(found) == 1 and len({attribute(tag, "href").rstrip("/") for tag in links}) == 1:
        yield Candidate(tuple(found), "byline", snippet(links[0]))


def _is_of_reader(tag: Tag, page: Page) -> bool:
    """Whether the element stands in comments, in what stands beside the post, or in another post."""
    return any(is_beside(above) and not page.is_own(above) for above in tag.parents)


def _from_line(page: Page) -> Iterator[Told]:
    """The name after "by" in the post's meta line."""
    yield from _in_lines(page.around)


def _from_inside(page: Page) -> Iterator[Told]:
    """The same within the body's element, for themes that print the meta line there."""
    yield from _in_named(page.inside)
    yield from _in_lines(page.inside, most=LONGEST_LINE)


def _in_lines(tags: Sequence[Tag], most: int = LONGEST) -> Iterator[Told]:
    """The lines' parts first: in "<span>By A. Kim</span> <span>231 views</span>" only the first part is of the author. Of a line that
    holds the headline too, only what stands bare in it. `most`: a longer line is a text's; a shorter one may be, too."""
    for line in (tag for tag in tags if is_called(tag, _LINE_NAME)):
        texts = (short(tag) for tag in [*line.find_all(True, limit=_MOST_PARTS), line])
        if holds_any(line, HEADINGS):
            texts = (one_line(str(node)[:LONGEST]) for node in islice(line.contents, _MOST_PARTS) if is_text(node))
        for text in texts:
            if len(text) <= most and "©" not in text and (name := named_after_by(text)) and not _is_prose(text, name):
                yield Candidate((name,), "byline", text)


def _is_prose(line: str, name: str) -> bool:
    """Whether a line that names somebody is a sentence of a text: long ones hold all that a theme tells, some in a sentence of its own."""
    return len(line) <= LONGEST_LINE and not _OF_ENTRY.match(line) and says_more(line, clean_names(name))


def _from_portrait(page: Page) -> Iterator[Told]:
    """The name beside the picture that WordPress prints of an author: `img.avatar`."""
    for image in (tag for tag in page.around if tag.name == "img" and "avatar" in classes(tag)):
        text = next((node for node in islice(image.next_elements, 2 * NEAR) if is_text(node) and str(node).strip()), None)
        name = one_line(str(text)[:LONGEST]) if text is not None else ""
        is_linked = text is not None and text.parent is not None and text.parent.name == "a"
        if len(name) <= _LONGEST_NAME and (is_linked or is_full_name(name)):
            yield Candidate((name,), "byline", name)


def _from_meta(page: Page) -> Iterator[Told]:
    for key in _METAS:
        if found := tuple(page.meta(key)):
            yield Candidate(found, "meta", f"{key}: {', '.join(found)}")
    for tag in page.tags.get("meta", ()):
        if attribute(tag, "itemprop").lower() == "author" and not _is_of_reader(tag, page):
            yield Candidate((attribute(tag, "content"),), "meta", snippet(tag))


_WAYS: tuple[Way[tuple[str, ...]], ...] = (
    _from_facts,
    _from_selector,
    _from_signed_line,
    from_articles(_of_node),
    _from_written_by,
    _from_named,
    _from_line,
    from_icon,
    from_label,
    from_labelled_line,
    _from_meta,
    from_work(_of_node),
    _from_inside,
    from_dated_companion,
    _from_portrait,
    _from_only_link,
    from_about,
    from_lone_line,
    from_below,
)
