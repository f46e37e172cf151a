"""The lead of a post: the sentence or two that some themes print between the headline and the body, in an element of its own."""

from collections.abc import Iterator
from itertools import pairwise

from bs4.element import Tag

from kazcrawl.parse.body.blocks import Body
from kazcrawl.parse.body.reader import read_body
from kazcrawl.parse.page.names import finds
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.region import walk_beside
from kazcrawl.parse.page.spot import INLINE
from kazcrawl.parse.page.tree import is_hidden, labels
from kazcrawl.text import fold

# What themes and newspapers in several languages call it.
_LEAD_NAME = finds(
    r"(?:^|[-_])(?:lead|lede|intro|introtext|standfirst|dec?k|sub-?title|sub-?head(?:line|ing)?|excerpt|summary|teaser|vorspann|"
    r"chapeau|chapo|sommario|occhiello|entradilla|bajada|copete|anons|hero-text)(?:$|[-_])|"
    r"^(?:news|article|post|story)(?:summary|intro|lead|excerpt)$"
)
_OTHERS = finds(r"author|editor|byline|archive|term|site")
_FEWEST, _MOST = 60, 1_500
# How much of the body's beginning is looked at for a repetition of the lead.
_OPENING = 4_000


def read_lead(page: Page, body: Body, title: str | None) -> Body:
    """Return the lead that stands before the body's element; an empty body when there is none or the body begins with it anyway."""
    for tag in _before_content(page):
        names = labels(tag)
        if tag.name not in INLINE and any(map(_LEAD_NAME, names)) and not any(map(_OTHERS, names)) and not is_hidden(tag):
            lead = read_body(tag, base_url=page.url, title=title)
            text = fold(lead.text)
            linked = sum(len(link.text) for link in lead.links)
            is_lead = _FEWEST <= len(text) <= _MOST and linked < len(text) / 2 and text != fold(title or "")
            if is_lead and text[:_FEWEST] not in fold(body.text[:_OPENING]):
                return lead
    return Body()


def _before_content(page: Page) -> Iterator[Tag]:
    """The elements between the post's beginning and its body, those of the outermost level first."""
    content, region = page.container.content, page.region
    if content is None or region is None or content is region:
        return
    levels = [content]
    for parent in content.parents:
        levels.append(parent)
        if parent is region:
            break
    for inner, outer in reversed(list(pairwise(levels))):
        for child in outer.children:
            if child is inner:
                break
            if isinstance(child, Tag):
                yield from walk_beside(child)
