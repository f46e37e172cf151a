"""Copies of a site's past, read like pages of today: a post's page, a feed, a list, a sitemap. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from kazcrawl.discover.feed import read_feed
from kazcrawl.discover.past import FEED, LISTING, SITEMAP
from kazcrawl.discover.sitemap import post_like, read_sitemap
from kazcrawl.discover.wayback import Copy, original_url
from kazcrawl.errors import ParseError
from kazcrawl.items import Link, PastCopy, PostItem, Site
from kazcrawl.parse import parse_post
from kazcrawl.parse.lists.listed import iter_listed
from kazcrawl.parse.lists.listing import read_listing
from kazcrawl.urls import canonical_url, origin, twin_origins, url_key

# A copy of a list tells less than a page; the item says so.
EXCERPT = "excerpt"
Wanted = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class ReadList:
    """What a copy of a list tells: the addresses of all posts that it names, and the texts of those that were wanted."""

    urls: tuple[str, ...]
    items: tuple[PostItem, ...] = ()


def past_site(site: Site, others: Sequence[str] = ()) -> Site:
    """Return the site with all the origins that it may have had: http, https and www, and the `others` that its operator named."""
    known = {twin for told in (*site.origins, site.home, *others) for twin in twin_origins(told)}
    return replace(site, origins=(*site.origins, *sorted(known - set(site.origins))))


def owns(site: Site, url: str) -> bool:
    """Whether an address is the site's own."""
    return origin(url) in site.origins


def read_copy(
    body: bytes, *, copy: Copy, kept_at: str, site: Site, content_type: str | None = None, parts: Sequence[bytes] = ()
) -> PostItem:
    """Return the post of a copy of its page. `kept_at` is the copy's address in the archive. Raises ParseError as `parse_post` does."""
    item = parse_post(body, url=copy.url, pages=parts, site=site, content_type=content_type)
    return _as_copy(item, copy, kept_at, site)


def read_list(kind: str, body: bytes, *, copy: Copy, kept_at: str, site: Site, wanted: Wanted) -> ReadList:
    """Return what a copy of a list (FEED, LISTING, SITEMAP) tells. Raises RouteError or ParseError when it cannot be read."""
    if kind == SITEMAP:
        told = read_sitemap(body, url=copy.url)
        return ReadList(tuple(ref.url for ref in post_like(told.refs, site.home) if owns(site, ref.url)))
    reader = _read_feed if kind == FEED else _read_listing
    assert kind in (FEED, LISTING)
    return reader(body, copy, kept_at, site, wanted)


def _read_feed(body: bytes, copy: Copy, kept_at: str, site: Site, wanted: Wanted) -> ReadList:
    page = read_feed(body, url=copy.url)
    refs = [ref for ref in page.refs if owns(site, original_url(ref.url) or "") and not ref.facts.protected]
    items = []
    for ref in refs:
        url = original_url(ref.url) or ref.url
        if wanted(url):
            whole = page.full and bool(ref.facts.body_html)
            facts = replace(ref.facts, url=url, body_html=ref.facts.body_html or "")
            items.append(_as_part(parse_post("", url=url, facts=facts, site=site), "feed", copy, kept_at, site, whole=whole))
    return ReadList(tuple(original_url(ref.url) or ref.url for ref in refs), tuple(items))


def _read_listing(body: bytes, copy: Copy, kept_at: str, site: Site, wanted: Wanted) -> ReadList:
    told = [original_url(post.url) for post in read_listing(body, url=copy.url).posts]
    items: list[PostItem] = []
    for listed in iter_listed(body, url=copy.url):
        url = original_url(listed.url) or listed.url
        if owns(site, url) and wanted(url):
            try:
                item = parse_post(listed.html, url=url, site=site)
            except ParseError:
                continue  # the frame is no post's: the others may be
            items.append(_as_part(item, "listing", copy, kept_at, site, whole=listed.whole))
    return ReadList(tuple(url for url in told if url and owns(site, url)), tuple(items))


def _as_part(item: PostItem, way: str, copy: Copy, kept_at: str, site: Site, *, whole: bool) -> PostItem:
    """Mark an item that less than a page was read for: the way it came, and whether its text is whole."""
    item.origins = {**item.origins, "body": way}
    if not whole and EXCERPT not in item.findings:
        item.findings = (*item.findings, EXCERPT)
    return _as_copy(item, copy, f"{kept_at}#{item.url}", site)


def _as_copy(item: PostItem, copy: Copy, kept_at: str, site: Site) -> PostItem:
    """Give an item its place in the past, and addresses as they were before an archive rewrote them."""
    item.url = original_url(item.url) or item.url
    told = [original_url(url) for url in item.addresses]
    item.addresses = tuple(dict.fromkeys(url for url in (*told, _at_home(item.url, site)) if url))
    item.links = tuple(Link(original_url(link.url) or link.url, link.text) for link in item.links)
    item.media = tuple(replace(media, url=original_url(media.url) or media.url) for media in item.media)
    item.copy, item.site, item.requested_url = PastCopy(kept_at, copy.at), site.name, kept_at
    return item


def _at_home(url: str, site: Site) -> str | None:
    """A chamber that moved from one domain to another kept its paths: the same path at home is the same post."""
    if origin(url) in twin_origins(site.home):
        return None
    parts = urlsplit(url)
    return canonical_url(origin(site.home) + parts.path + (f"?{parts.query}" if parts.query else ""))


def iter_uncaptured(urls: Sequence[str], held: frozenset[str]) -> Iterator[str]:
    """Yield the addresses that a list names and that nothing is held of, each once."""
    met: set[str] = set()
    for url in urls:
        key = url_key(url)
        if key not in held and key not in met:
            met.add(key)
            yield url
