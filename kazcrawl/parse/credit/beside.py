"""The credit that a theme prints beside the text: a field of its own, such as "Источник: …" in a line under the body."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bs4.element import NavigableString, Tag

from kazcrawl.items import Credit, Link
from kazcrawl.parse.body.blocks import Block
from kazcrawl.parse.body.captions import CAPTION, FIGURE, roles
from kazcrawl.parse.credit.rules import find_credit
from kazcrawl.parse.page.opened import Page
from kazcrawl.text import fold, one_line
from kazcrawl.urls import canonical_url

# Only what can mean nothing else: "via", "author" and "read more" stand beside a post for other things.
_LABEL = re.compile(
    r"\s*(?P<label>(?:original |news )?source|(?:перво)?источник(?: информации| новости| материала| публикации)?|"
    r"дереккөзі?|дерек көзі|ақпарат көзі|derekk[oö]zi?|quelle|fuente|kaynak)(?!\w)\s*(?P<colon>[:：])?\s*",
    re.IGNORECASE,
)
_LONGEST = 160
_CONFIDENCE = 0.9
# A caption's words stand no deeper than this in it.
_FRAMES = 3


def find_credit_beside(page: Page, text: str) -> Credit | None:
    """Return the labelled credit that stands around the body or in what is no text of it; None if there is none. `text` is the body's:
    what stands there was heard already. Its rule is "beside", and it has no span."""
    for line, links in _lines(page):
        if fold(line) in fold(text):
            continue
        told, _ = find_credit(
            [Block(line, "paragraph", links)], site_names=page.site_names, site_url=page.site.home if page.site else page.url
        )
        if told is not None and told.outlet and told.rule == "label":
            return replace(told, rule="beside", confidence=_CONFIDENCE, span=None, alone=False)
    return None


def _lines(page: Page) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Every short line beside the text that begins with such a label, its colon written out; a label may be an element of its own."""
    for tag in (*page.around, *page.inside):
        contents = tag.contents
        first = contents[0] if contents else None
        label = _LABEL.match(first, 0, 2 * _LONGEST) if isinstance(first, NavigableString) else None
        if first is None or label is None:
            continue
        is_line = label.end() < len(str(first)) or len(contents) > 1
        holder = tag if is_line else tag.parent
        if holder is None or (is_line and not label["colon"]) or _is_caption(tag):
            continue
        line = one_line(holder.get_text(" ")[: 2 * _LONGEST])
        named = _LABEL.match(line)
        if named and named.end() < len(line) <= _LONGEST:
            yield f"{named['label']}: {line[named.end() :]}", tuple(_links(holder, page))


def _links(holder: Tag, page: Page) -> Iterator[Link]:
    for link in holder.find_all("a", href=True, limit=3):
        if url := canonical_url(str(link["href"]), page.url):
            yield Link(url, one_line(link.get_text(" ")))


def _is_caption(tag: Tag) -> bool:
    """Whether the element tells of a picture."""
    frames = (tag, *islice(tag.parents, _FRAMES))
    return any(above.name == "figcaption" or roles(above) & (CAPTION | FIGURE) for above in frames)
