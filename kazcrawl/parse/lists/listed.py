"""Posts as a list page shows them, each made a page of its own: what is left of a post whose own page nobody kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from bs4.element import Tag

from kazcrawl.parse.lists.frames import is_more_link
from kazcrawl.parse.lists.listing import iter_frames
from kazcrawl.parse.page.cut import whole_tree
from kazcrawl.parse.page.decode import decode_page
from kazcrawl.parse.page.places import CONTENT_CLASSES
from kazcrawl.parse.page.tree import attribute, classes
from kazcrawl.text import one_line

# post_class() of a post that asks for its password, and for one whose password was given.
_LOCKED = frozenset(("post-password-required", "post-password-protected"))
# WordPress ends its automatic excerpts so.
_CUT = re.compile(r"(?:\[(?:…|\.\.\.)\]|…|\.\.\.)\s*$")
_PAGE = '<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title></head><body class="single">{frame}</body></html>'


@dataclass(frozen=True, slots=True)
class ListedText:
    """A post of a list page: its address, a page made of its frame alone, and whether the frame shows the whole text."""

    url: str
    html: str
    whole: bool


def iter_listed(html: bytes | str, *, url: str) -> Iterator[ListedText]:
    """Yield the posts that the list page at `url` shows, in its order, but none behind a password.

    Raises ParseError as `read_listing` does."""
    with whole_tree(decode_page(html, url=url).text, url) as soup:
        lang = attribute(soup.html, "lang") if soup.html else ""
        for post, frame in iter_frames(soup, url=url):
            if _LOCKED.isdisjoint(classes(frame)):
                page = _PAGE.format(lang=escape(lang), title=escape(post.title), frame=str(frame))
                yield ListedText(post.url, page, _is_whole(frame))


def _is_whole(frame: Tag) -> bool:
    """Whether the frame has a body as a theme names it, that ends neither in a link to the rest nor in an ellipsis."""
    content = frame.find(lambda tag: not CONTENT_CLASSES.isdisjoint(classes(tag)))
    if not isinstance(content, Tag) or any(is_more_link(link) for link in frame.find_all("a", href=True)):
        return False
    return not _CUT.search(one_line(content.get_text(" "))[-40:])
