"""Which link of a list page leads to the older posts of the same list."""

import re
from itertools import islice
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from kazcrawl.parse.page.tree import attribute, classes
from kazcrawl.text import fold
from kazcrawl.urls import canonical_url, url_key

# How core and themes mark the link, on it or on an element around it, best known first.
_MARKS = (
    frozenset(("wp-block-query-pagination-next",)),
    frozenset(("next", "page-numbers")),
    frozenset(("nextpostslink",)),
    frozenset(("nav-previous",)),
    frozenset(("pagination-next",)),
    frozenset(("nav-older",)),
    frozenset(("older-posts",)),
    frozenset(("older",)),
    frozenset(("previous-entries",)),
    frozenset(("blog-pager-older-link",)),
)
_MARK_NAMES = frozenset().union(*_MARKS)
_OLDER_WORDS = (
    "older(?: (?:posts|entries|articles|news))?|previous (?:entries|posts)|earlier (?:posts|entries)|next(?: page)?|load more(?: posts)?",
    "more posts|предыдущие(?: (?:записи|посты|статьи|новости))?|следующая(?: страница)?|далее|(?:более )?старые(?: записи)?|ранние записи",
    "раньше|старее|алдыңғы(?: (?:жазбалар|бет|жаңалықтар))?|келесі(?: бет)?|ескі(?: жазбалар)?|бұрынғы(?: жазбалар)?",
)
_OLDER_TEXT = re.compile(rf"[«‹<←→»\s]*(?:{'|'.join(_OLDER_WORDS)})[»›>→←«\s]*")
_PAGED_PATH = re.compile(r"/page/(\d{1,6})/?$")
_NEAR = 3


def find_older(soup: BeautifulSoup, links: list[tuple[str, Tag]], *, base: str, url: str) -> str | None:
    """Return the address of the list's next page, or None when there is none.

    The number in an address is believed before any label: a link to page 3 is older than page 2 whatever its theme calls it, and a link to
    page 1 never is. Without numbers core's and themes' marks count, then rel="next", then the words. `links` are the page's anchors with
    their canonical addresses."""
    here, number = page_of(url)
    pages = {address: page_of(address) for address, _ in links}
    onward = [(address, tag) for address, tag in links if pages[address] != (here, number) and _is_onward(pages[address], here, number)]
    head = [
        (address, tag) for tag in soup.find_all("link", rel="next", href=True) if (address := canonical_url(attribute(tag, "href"), base))
    ]
    numbered = [address for address, _ in (*onward, *head) if page_of(address) == (here, number + 1)]
    if numbered:
        return numbered[0]
    marked = [(address, tokens) for address, tag in onward if not (tokens := _tokens_around(tag)).isdisjoint(_MARK_NAMES)]
    for marks in _MARKS:
        for address, tokens in marked:
            if marks <= tokens:
                return address
    for address, tag in (*head, *onward):
        if "next" in attribute(tag, "rel").lower().split() and _is_onward(page_of(address), here, number):
            return address
    return next((address for address, tag in onward if _OLDER_TEXT.fullmatch(fold(tag.get_text(" ")[:60]))), None)


def page_of(url: str) -> tuple[str, int]:
    """Return the list that an address belongs to (as a key) and the number of the page, 1 for the list's own address."""
    parts = urlsplit(canonical_url(url) or url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    number = next((int(value) for name, value in query if name == "paged" and value.isdigit() and len(value) < 7), None)
    match = _PAGED_PATH.search(parts.path)
    path = parts.path[: match.start()] + "/" if match else parts.path
    rest = urlencode([pair for pair in query if pair[0] != "paged"])
    return url_key(urlunsplit((parts.scheme, parts.netloc, path, rest, ""))), number or (int(match[1]) if match else 1)


def _is_onward(target: tuple[str, int], here: str, number: int) -> bool:
    """Whether a link does not lead back: a page of the same list has a higher number than this one."""
    there, page = target
    return there != here or page > number


def _tokens_around(tag: Tag) -> set[str]:
    return {token for element in (tag, *islice(tag.parents, _NEAR - 1)) for token in classes(element)}
