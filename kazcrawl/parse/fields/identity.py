"""Which post a page is: its WordPress id, its canonical address, its other addresses, and the further pages it is split into."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import parse_qs, urljoin, urlsplit

from bs4.element import Tag

from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.tree import attribute, labels
from kazcrawl.urls import canonical_url, origin, twin_origins, url_key

_MAX_ID = 2**63 - 1
_POSTID = re.compile(r"postid-(\d{1,18})")
_POST = re.compile(r"post-(\d{1,18})")
_REST = re.compile(r"/wp/v2/posts/(\d{1,18})")
_PAGE_TAIL = re.compile(r"(?:^|/)(\d{1,3})/?$")


# A page that names more addresses as its own names none.
_MOST_NAMED = 20


def find_wp_id(page: Page) -> int | None:
    """Return WordPress' number of the post: from REST, the body's class, the post's element, the short link or the address."""
    return next((number for number in _ids(page) if 0 < number <= _MAX_ID), None)


# With comments in pages, block themes name the page of the newest ones as canonical.
_COMMENTS = re.compile(r"/comment-page-\d+(?=/?(?:\?|$))", re.IGNORECASE)


def find_url(page: Page) -> str:
    """Return the post's canonical address: what the page names as canonical if that is this post on this site, else where it was read."""
    own, origins = canonical_url(page.url) or page.url, _origins(page)
    for link in _linked(page, "canonical"):
        if origin(link) in origins and _names_same_post(link, own):
            return _COMMENTS.sub("", link)
    return _COMMENTS.sub("", own)


def find_addresses(page: Page) -> tuple[str, ...]:
    """Return every address that the page gives as its own, the canonical one first."""
    canonical = find_url(page)
    told = [canonical, page.url, page.facts.url, *_linked(page, "shortlink")]
    told += [url for text in page.meta("og:url") if (url := canonical_url(text)) and _names_same_post(url, canonical)]
    if page.site and (number := find_wp_id(page)):
        told.append(urljoin(page.site.home, f"?p={number}"))
    clean, origins = dict.fromkeys(canonical_url(url) for url in told if url), _origins(page)
    return tuple(url for url in clean if url and origin(url) in origins)


def find_pages(page: Page, *, addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses of the post's further pages in order, without the first: `/post/2/` or `?p=7&page=2`, whatever the theme.

    `addresses` are the post's own."""
    own = {url_key(url) for url in addresses}
    beginnings = [key.partition("?")[0] for key in own]
    found: dict[int, str] = {}
    for href in dict.fromkeys(_page_links(page)):
        url = canonical_url(href, page.url)
        if url is None or not any(beginning in url.casefold() for beginning in beginnings):
            continue  # most lead to the archive of a day or a month
        if (number := _page_number(url, own)) and number > 1:
            found.setdefault(number, url)
    return tuple(found[number] for number in sorted(found))


def _page_links(page: Page) -> Iterator[str]:
    """Where the links lead that end in a number, or name a page by its number."""
    hrefs = (attribute(tag, "href") for tag in page.tags.get("a", ()))
    return (href for href in hrefs if _PAGE_TAIL.search(href[-5:]) or "page=" in href)


def _page_number(url: str, own: set[str]) -> int | None:
    query = parse_qs(urlsplit(url).query)
    if "page" in query and query["page"][0].isdigit() and len(query["page"][0]) < 4:
        bare = re.sub(r"([?&])page=\d+&?", r"\1", url).rstrip("?&")
        return int(query["page"][0]) if url_key(bare) in own else None
    match = _PAGE_TAIL.search(urlsplit(url).path)
    return int(match[1]) if match and url_key(_PAGE_TAIL.sub("/", url)) in own else None


def _ids(page: Page) -> Iterator[int]:
    if page.facts.wp_id:
        yield page.facts.wp_id
    for name in page.body_classes:
        if match := _POSTID.fullmatch(name):
            yield int(match[1])
    for tag in _own_elements(page):
        for name in labels(tag):
            if match := _POST.fullmatch(name):
                yield int(match[1])
    for short in _linked(page, "shortlink"):
        yield from _query_id(short)
    for link in page.links:
        if match := _REST.search(attribute(link, "href")):
            yield int(match[1])
    yield from _query_id(page.url)


def _own_elements(page: Page) -> Iterator[Tag]:
    """The elements from the body outwards: the post's own is among them, its neighbours are not."""
    for start in (page.container.post, page.container.content):
        if start is not None:
            yield start
            yield from start.parents


def _query_id(url: str) -> Iterator[int]:
    value = parse_qs(urlsplit(url).query).get("p", [""])[0]
    if value.isdecimal() and len(value) < 19:
        yield int(value)


def _linked(page: Page, rel: str) -> Iterator[str]:
    named = (link for link in page.links if rel in attribute(link, "rel").lower().split())
    for link in islice(named, _MOST_NAMED):
        if url := canonical_url(attribute(link, "href"), page.url):
            yield url


def _origins(page: Page) -> frozenset[str]:
    """Where the post's own addresses may be."""
    return twin_origins(page.url) | (frozenset(page.site.origins) if page.site else frozenset())


def _names_same_post(url: str, own: str) -> bool:
    """Whether the address can be another spelling of `own`: plug-ins are known to call every page by the home page's address."""
    if url_key(url) == url_key(own):
        return True
    there, here = urlsplit(url), urlsplit(own)
    slug = there.path.rstrip("/").rsplit("/", 1)[-1].lower()
    if not slug:
        return bool(there.query) and parse_qs(there.query).get("p") == parse_qs(here.query).get("p")
    return slug in here.path.lower().split("/") or bool(here.query and "p" in parse_qs(here.query))
