"""Cuts a page to what its fields need, before a tree is built of it: a tree costs ten times as much as this scan.

Kept are the head's metadata and the smallest element that holds the post: most of the page's sentences and a main heading. Readers'
comments, menus and columns are left out of it, scripts, styles, drawings and comments out of everything; from elsewhere only headings,
the site's name and links to the post's further pages are brought along. The scan follows the structural elements alone and closes them
as libxml2 does (htmlEndPriority), so what it takes for an element is what the tree would hold."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from kazcrawl.parse.places import COMMENTS, CONTENT_CLASSES, CONTENT_ITEMPROPS, CONTENT_NAME, TITLE_CLASSES, ZONE

# An element's attributes up to its end: a ">" within quotes does not end it. Possessive, so each character is read once.
_ATTRIBUTES = r"""[^>=]*+(?:=(?:\s*+"[^"]*+"|\s*+'[^']*+')?[^>=]*+)*+(?:>|\Z)"""
_COMMENT = r"!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>|\Z))"
# From within an element whose content is no markup to its end.
_REST = r"[^<]*+(?:<(?!/NAME\b)[^<]*+)*+(?:</NAME\s*>|\Z)"
_RAW, _SCRIPT, _TITLE = (_REST.replace("NAME", name) for name in (r"\1", "script", "title"))
_TOKEN = re.compile(
    rf"<(?:{_COMMENT}|(script|style|svg|textarea|select|iframe)\b(?:{_ATTRIBUTES}){_RAW}"
    rf"|(/?)(div|article|section|main|aside|header|footer|nav|table|h[123])\b({_ATTRIBUTES}))",
    re.IGNORECASE,
)
_BODY = re.compile(rf"<body\b{_ATTRIBUTES}", re.IGNORECASE)
# Old themes open one html element for each Internet Explorer, in comments.
_HTML = re.compile(rf"<(?:{_COMMENT}|(html\b{_ATTRIBUTES}))", re.IGNORECASE)
_METADATA = re.compile(
    rf"<(?:{_COMMENT}|(style|noscript)\b{_ATTRIBUTES}{_RAW}|script\b({_ATTRIBUTES}){_SCRIPT}"
    rf"|title\b{_ATTRIBUTES}{_TITLE}|(?:meta|base)\b{_ATTRIBUTES}|link\b({_ATTRIBUTES}))",
    re.IGNORECASE,
)
_USELESS_LINK = re.compile(
    r"\brel\s*=\s*[\"']?(?:stylesheet|preload|prefetch|preconnect|dns-prefetch|modulepreload|icon|apple-touch-icon|mask-icon|manifest)\b",
    re.IGNORECASE,
)
_LD_JSON = re.compile(r"application/ld\+json", re.IGNORECASE)
_LABEL = re.compile(r"\b(class|id|itemprop)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
# Small things that stand outside the post and belong to its fields: the site's name, the home link, the post's further pages.
_ELSEWHERE = ("site-title", "site-name", 'rel="home"', "rel='home'", "post-page-numbers")
_SMALL_TAG = re.compile(r"<(a|p|div|span|h[1-6])\b", re.IGNORECASE)
_SMALL_LENGTH = 600
_FURTHER_PAGE = "post-page-numbers"
# A sentence or clause ends: three letters, a stop, white space. Styles and lists of image sizes have nothing of the kind.
_STOP = re.compile(r"[.,!?]\s(?<=[^\W\d_]{3}..)", re.DOTALL)
# libxml2's htmlEndPriority: an end tag does not close over an element of a higher one.
_PRIORITY = {"div": 150, "table": 190}
_USUAL_PRIORITY = 100
_MOST_ELEMENTS = 50_000
_MOST_HEADINGS = 100
_FEWEST_STOPS = 3
# An element is gone into while it holds this part of the sentences; a menu or a column is left out while it holds less than this part.
_HOLDS = 0.85
_SMALL = 0.2


@dataclass(slots=True, eq=False)
class _Element:
    name: str
    start: int
    inner: int
    attributes: str = ""
    parent: "_Element | None" = None
    end: int = -1
    children: list["_Element"] = field(default_factory=list)


@dataclass(slots=True)
class _Outline:
    """A page's structural elements as a tree, and the places of its headings, its sentences' stops, and the spans that are no text."""

    root: _Element
    headings: list[tuple[int, int]]
    stops: list[int]
    dropped: list[tuple[int, int]]

    def count(self, element: _Element) -> int:
        """How many stops stand within the element."""
        return bisect_left(self.stops, element.end) - bisect_left(self.stops, element.start)


def cut_page(text: str) -> str | None:
    """Return a smaller page that gives the same fields, or None when the full page must be read.

    None without a body element, with hardly any sentences, or with more elements than a post's page has. Linear in the length of `text`."""
    body = _BODY.search(text)
    outline = _outline_of(text, body.start(), body.end()) if body is not None else None
    if body is None or outline is None or len(outline.stops) < _FEWEST_STOPS:
        return None
    region = _region_of(outline)
    left_out = sorted([*outline.dropped, *_zones_of(region, outline, text)])
    return _assemble(text, body, region, outline, left_out)


def _outline_of(text: str, start: int, inner: int) -> _Outline | None:
    root = _Element("body", start, inner, end=len(text))
    outline = _Outline(root, [], [], [])
    open_ = [root]
    count = 0
    for found in _TOKEN.finditer(text, inner):
        raw, slash, name, attributes = found.groups()
        if name is None:
            if raw is None or raw.lower() != "iframe":
                outline.dropped.append(found.span())
            continue
        name = name.lower()
        if name[0] == "h" and len(name) == 2:
            if not slash and len(outline.headings) < _MOST_HEADINGS and (name == "h1" or _is_title(attributes)):
                outline.headings.append((found.start(), _end_of(text, name, found.end())))
        elif slash:
            _close(open_, name, found.end())
        else:
            element = _Element(name, found.start(), found.end(), attributes, open_[-1], end=len(text))
            open_[-1].children.append(element)
            open_.append(element)
            count += 1
            if count > _MOST_ELEMENTS:
                return None
    outline.stops.extend(_stops(text, inner, outline.dropped))
    return outline


def _stops(text: str, start: int, dropped: list[tuple[int, int]]) -> Iterator[int]:
    for first, last in [*dropped, (len(text), len(text))]:
        yield from (stop.start() for stop in _STOP.finditer(text, start, first))
        start = last


def _end_of(text: str, name: str, start: int) -> int:
    """Where a heading ends; where the next few thousand characters do not close it, its start tag alone."""
    found = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, start, start + 5_000)
    return found.end() if found else start


def _close(open_: list[_Element], name: str, end: int) -> None:
    priority = _PRIORITY.get(name, _USUAL_PRIORITY)
    for depth in range(len(open_) - 1, 0, -1):
        if open_[depth].name == name:
            for element in open_[depth:]:
                element.end = end
            del open_[depth:]
            return
        if _PRIORITY.get(open_[depth].name, _USUAL_PRIORITY) > priority:
            return


def _region_of(outline: _Outline) -> _Element:
    """The smallest element that holds most of the sentences outside the zones, and a main heading if there is one."""
    current = outline.root
    while True:
        zones = {id(child) for child in current.children if _is_zone(child)}
        children = [child for child in current.children if id(child) not in zones]
        outside = outline.count(current) - sum(outline.count(child) for child in current.children if id(child) in zones)
        best = max(children, key=outline.count, default=None)
        if best is None or not outside or outline.count(best) < _HOLDS * outside:
            return current
        if _has_heading(current, outline) and not _has_heading(best, outline):
            return current
        if _is_content(best) and not _has_heading(best, outline):
            return current
        current = best


def _zones_of(region: _Element, outline: _Outline, text: str) -> Iterator[tuple[int, int]]:
    """The spans of comments, menus and columns within the region; nothing within an element that is named as the body."""
    small = _SMALL * outline.count(region)
    stack = list(region.children)
    while stack:
        element = stack.pop()
        if _is_content(element):
            continue
        names = _labels(element.attributes)
        is_comments = any(COMMENTS.match(name) for name in names)
        is_small = element.name == "nav" or any(ZONE.match(name) for name in names)
        if (is_comments or (is_small and outline.count(element) <= small)) and not _is_needed(element, outline, text):
            yield element.start, element.end
        else:
            stack.extend(element.children)


def _is_needed(element: _Element, outline: _Outline, text: str) -> bool:
    return _has_heading(element, outline) or text.find(_FURTHER_PAGE, element.start, element.end) >= 0


def _is_zone(element: _Element) -> bool:
    return element.name in ("nav", "footer", "aside") or any(
        COMMENTS.match(name) or ZONE.match(name) for name in _labels(element.attributes)
    )


def _is_content(element: _Element) -> bool:
    if len(element.attributes) < len("class=x>"):
        return False
    names = _labels(element.attributes)
    return any(name in CONTENT_CLASSES or name in CONTENT_ITEMPROPS or CONTENT_NAME.match(name) for name in names)


def _is_title(attributes: str) -> bool:
    return "title" in attributes and not TITLE_CLASSES.isdisjoint(_labels(attributes))


def _has_heading(element: _Element, outline: _Outline) -> bool:
    place = bisect_left(outline.headings, (element.start, 0))
    return place < len(outline.headings) and outline.headings[place][0] < element.end


def _labels(attributes: str) -> list[str]:
    return [label for _, *values in _LABEL.findall(attributes) for label in "".join(values).lower().split()]


def _assemble(text: str, body: re.Match[str], region: _Element, outline: _Outline, left_out: list[tuple[int, int]]) -> str:
    html = next((found for found in _HTML.finditer(text, 0, body.start()) if found[1]), None)
    linked = "".join(
        text[a:b] for a, b in outline.dropped if text[a + 1 : a + 7].lower() == "script" and _LD_JSON.search(text, a, min(b, a + 300))
    )
    small = list(_merged(sorted([*outline.headings, *_elsewhere(text, body.end())])))
    before = [text[a:b] for a, b in small if b <= region.start]
    after = [text[a:b] for a, b in small if a >= region.end]
    around = [text[element.start : element.inner] for element in reversed(list(_above(region))) if element is not outline.root]
    kept = _without(text, region.inner if region is outline.root else region.start, region.end, left_out)
    head = [html[0] if html else "<html>", "<head>", *_metadata(text, body.start()), linked, "</head>"]
    return "".join([*head, body[0], *before, *around, kept, *after])


def _elsewhere(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The spans of the small elements that carry one of the marks; what is not closed nearby is no small element."""
    for mark in _ELSEWHERE:
        place = text.find(mark, start)
        while place >= 0:
            first = text.rfind("<", max(start, place - _SMALL_LENGTH), place)
            tag = _SMALL_TAG.match(text, first) if first >= 0 else None
            end = text.find(f"</{tag[1]}>", place, place + _SMALL_LENGTH) if tag else -1
            if tag and end >= 0:
                yield first, end + len(tag[1]) + 3
            place = text.find(mark, place + len(mark))


def _above(element: _Element) -> Iterator[_Element]:
    while element.parent is not None:
        element = element.parent
        yield element


def _without(text: str, start: int, end: int, left_out: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    for first, last in left_out:
        if start <= first and last <= end:
            parts.append(text[start:first])
            start = last
    parts.append(text[start:end])
    return "".join(parts)


def _metadata(text: str, end: int) -> Iterator[str]:
    for found in _METADATA.finditer(text, 0, end):
        silent, script, link = found.groups()
        is_kept = bool(_LD_JSON.search(script)) if script is not None else link is None or not _USELESS_LINK.search(link)
        if is_kept and silent is None and not found[0].startswith("<!--"):
            yield found[0]


def _merged(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    end = 0
    for span in spans:
        if span[0] >= end:
            yield span
            end = span[1]
