"""The credit that a theme prints beside the text: a field of its own ("Источник: …", "Publication: …"), or a line such as "Article courtesy
of X" under the buttons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from bs4.element import NavigableString, PageElement, Tag

from kazcrawl.items import Credit, Link
from kazcrawl.outlets import host_of
from kazcrawl.parse.body.blocks import Block
from kazcrawl.parse.body.captions import CAPTION, FIGURE, roles
from kazcrawl.parse.credit.rules import find_credit
from kazcrawl.parse.page.names import finds
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.spot import INLINE, SILENT
from kazcrawl.parse.page.tree import attribute, is_called, is_text, short_text
from kazcrawl.text import fold, one_line
from kazcrawl.urls import canonical_url

# What can mean nothing else; and what stands beside a post for other things too, so that only what is surely a medium counts there.
_LABEL = re.compile(
    r"\s*(?P<label>(?:original |news )?source|(?:перво)?источник(?: информации| новости| материала| публикации)?|"
    r"дереккөзі?|дерек көзі|ақпарат көзі|derekk[oö]zi?|quelle|fuente|fonte|kaynak|джерело|manba|mənbə|źródło|"
    r"(?P<weak>publication|(?:news )?outlet|newspaper|news media|media|published (?:in|by)|издание|сми|медиа|опубликовано(?: в)?|"
    r"басылым|бақ|medium|erschienen in|publikation|yayın|médias?|publié dans|testata|medio|видання))(?!\w)\s*(?P<colon>[:：])?\s*",
    re.IGNORECASE,
)
# How a line opens that tells where the text is from, and is about no category, day or picture.
_FORMULA = re.compile(
    r"[\W_]*(?:(?:(?:this|the|these) )?(?:original )?(?:article|story|post|piece|text|report|column|interview|content)s?"
    r"(?: (?:is|was|are|were|has been|appears(?: here)?|comes?))? (?:(?:re-?)?(?:published|printed|posted|used) |from |courtesy of |"
    r"originally |first |initially |reproduced |taken |syndicated |adapted |excerpted )|"
    r"courtesy of |(?:originally|first|initially|previously) [a-z]|re-?(?:printed|published|posted) |reproduced |"
    r"(?:(?:used|shown) )?(?:with|by) (?:kind )?permission |"
    r"(?:(?:материал|статья|текст|интервью|публикация|новость) )?(?:впервые|первоначально|изначально|перепеч|взят[оаы]? |публикуется с |"
    r"по материалам |опубликован[оаы]? (?:впервые|в|на) )|материал|мақала|сұхбат|алғаш|бастапқы|"
    r"zuerst|ursprünglich|erstmals|mit (?:freundlicher )?genehmigung|(?:dieser|der) (?:artikel|beitrag|text) |"
    r"(?:(?:cet )?article )?(?:publié|paru|initialement|avec l)|(?:bu (?:yazı|haber|makale) )?ilk )",
    re.IGNORECASE,
)
# What an element, or one that it stands in, is called where others speak than the post: who paid, who took the picture, what else there is.
_ELSE = finds(
    r"sponsor|partner|advert|(?:^|[-_])(?:ads?|promo|banner|widget|sidebar|copyright|photo|image|caption|related|comments?|newsletter|gallery|event|"
    r"footer-(?:bottom|widgets?|info)|site-footer|colophon)(?:$|[-_])"
)
# Behind the name in a field: Factory outlet on Main Street
_GOES_ON = re.compile(r"[»”\"]?\s[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮІ]")
_ICON = finds(r"icon|(?:^|\s)fa(?:$|-)|glyph|dashicons")
_LONGEST, _CONFIDENCE = 160, 0.9
# A caption's words stand no deeper than this in it; an element that says whose it holds, no higher.
_FRAMES, _HOLDERS = 3, 8
# An element has no more nodes before its label, nor a label more frames; a line no more nodes.
_EMPTY, _NODES = 6, 12
_RULES = frozenset(("label", "reprint"))
_CELLS = frozenset(("td", "th"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class _Said:
    """A line beside the text, and the element that it was read of."""

    text: str
    links: tuple[Link, ...]
    rules: frozenset[str] = frozenset(("label",))
    weak: bool = False


def find_credit_beside(page: Page, text: str) -> Credit | None:
    """Return the credit that stands around the body or in what is no text of it, in a field or a line of its own; None if there is none.
    `text` is the body's: what stands there was heard already. Its rule is "beside", and it has no span."""
    heard = fold(text)
    for said in _lines(page):
        if fold(said.text) in heard:
            continue
        block = Block(said.text, "paragraph", said.links)
        told, _ = find_credit([block], site_names=page.site_names, site_url=page.site.home if page.site else page.url)
        if (
            told is not None
            and told.outlet
            and told.rule in said.rules
            and not (said.weak and _GOES_ON.match(said.text.partition(told.outlet)[2]))
        ):
            return replace(told, rule="beside", confidence=_CONFIDENCE, span=None, alone=False)
    return None


def _lines(page: Page) -> Iterator[_Said]:
    """Every short line beside the text that begins as a credit does: with a label, an element of its own or not, its colon written out;
    behind these the lines around the body that open with a formula."""
    formulas = []
    around = len(page.around)
    for place, tag in enumerate((*page.around, *page.inside)):
        first = _first(tag)
        if first is None:
            continue
        label = _LABEL.match(first, 0, 2 * _LONGEST)
        if label is not None and (said := _field(tag, first, label, page)) is not None:
            yield said
        elif place < around and _FORMULA.match(first, 0, _LONGEST):
            formulas.append(next((above for above in (tag, *islice(tag.parents, _FRAMES)) if above.name not in INLINE), tag))
    for tag in formulas:
        line = one_line(short_text(tag, _LONGEST))
        links = tuple(_links((tag,), page))
        inner = any(host_of(link.url) == host_of(page.url) for link in links)
        if _FORMULA.match(line) and not inner and _is_line(tag) and not (_is_caption(tag) or _is_of_else(tag)):
            yield _Said(line, links, _RULES)


def _first(tag: Tag) -> NavigableString | None:
    """The text that an element opens with, behind icons and other elements without words; None where another element speaks first."""
    for node in islice(tag.contents, _EMPTY):
        if isinstance(node, Tag):
            if node.name not in SILENT and node.name != "br" and not is_called(node, _ICON) and not _is_empty(node):
                return None
        elif is_text(node) and node.strip():
            return node
    return None


def _is_empty(tag: Tag) -> bool:
    return next((False for text in tag.strings if text.strip()), True)


def _field(tag: Tag, first: NavigableString, label: re.Match[str], page: Page) -> _Said | None:
    """The field that a label opens: in its own element, or in what stands behind that."""
    held = [node for node in first.next_siblings if _speaks(node)]
    is_line = label.end() < len(first) or bool(held)
    nodes: list[PageElement] = [first, *held[:_NODES]] if is_line else _behind(tag)
    if (is_line and not label["colon"]) or _is_caption(tag) or not nodes:
        return None
    told = one_line(" ".join(_text_of(node) for node in nodes))
    opened = _LABEL.match(told) if is_line else None
    value = told[opened.end() :] if opened else told
    tags = [node for node in nodes if isinstance(node, Tag)]
    if not value or len(value) > _LONGEST or (label["weak"] and (_is_of_else(tag) or _is_section(label["weak"], tags))):
        return None
    return _Said(
        f"{'Publication' if label['weak'] else label['label']}: {value}", tuple(_links(tags, page)), weak=label["weak"] is not None
    )


def _behind(label: Tag) -> list[PageElement]:
    """What stands behind the element of a label: in its line all of it, else the next element; nothing in a row of several cells."""
    holder = label
    for above in islice(label.parents, _FRAMES):
        if sum(map(_speaks, islice(above.children, _NODES))) > 1:
            break
        holder = above
    following = [node for node in islice(holder.next_siblings, _NODES) if _speaks(node)]
    if holder.name in _CELLS and len(following) != 1:
        return []
    is_first = not any(_speaks(node) for node in islice(holder.previous_siblings, _NODES))
    return following if is_first and holder.name in INLINE else following[:1]


def _speaks(node: PageElement) -> bool:
    """Whether a node has words for a reader."""
    if isinstance(node, Tag):
        return node.name not in SILENT and not _is_empty(node)
    return is_text(node) and node.strip() != ""


def _text_of(node: PageElement) -> str:
    text = node.get_text(" ") if isinstance(node, Tag) else str(node)
    return text[: 2 * _LONGEST]


def _is_section(label: str, tags: list[Tag]) -> bool:
    """Whether "Published in" leads to a section of the site."""
    links = (link for tag in tags for link in (tag, *tag.find_all("a", href=True, limit=3)) if link.name == "a")
    return " " in label and any(host_of(attribute(link, "href")) is None for link in links)


def _links(tags: tuple[Tag, ...] | list[Tag], page: Page) -> Iterator[Link]:
    for tag in tags:
        for link in (tag, *tag.find_all("a", href=True, limit=3)):
            if link.name == "a" and (url := canonical_url(attribute(link, "href"), page.url)):
                yield Link(url, one_line(link.get_text(" ")))


def _is_line(tag: Tag) -> bool:
    """Whether an element is a line of its own: a block without others in it, and no heading."""
    return tag.name not in INLINE and tag.name not in _HEADINGS and all(not isinstance(n, Tag) or n.name in INLINE for n in tag.descendants)


def _is_of_else(tag: Tag) -> bool:
    """Whether the element, or what it stands in, is called what others have to say."""
    return any(is_called(above, _ELSE) or above.name == "footer" for above in (tag, *islice(tag.parents, _HOLDERS)) if above.name != "body")


def _is_caption(tag: Tag) -> bool:
    """Whether the element tells of a picture."""
    frames = (tag, *islice(tag.parents, _FRAMES))
    return any(above.name == "figcaption" or roles(above) & (CAPTION | FIGURE) for above in frames)
