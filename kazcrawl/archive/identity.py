"""Which stored post an item is: WordPress id first, then addresses. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from kazcrawl.items import Finding, PostItem
from kazcrawl.text import fold
from kazcrawl.urls import canonical_url, url_key


@dataclass(frozen=True, slots=True)
class Known:
    """What must be known of a stored post to recognise it. `id` is the row's."""

    id: int
    url: str
    wp_id: int | None
    title: str | None
    date: date | None


@dataclass(frozen=True, slots=True)
class Match:
    """The row that an item is (None: a new post), another row that turned out to be the same post, and what is odd about it."""

    post: int | None = None
    absorbed: int | None = None
    finding: Finding | None = None


def addresses_of(item: PostItem) -> dict[str, str]:
    """Return key → address of all that the post answers to, its own first. A bare host is the front page's, never a post's.

    What a copy was asked for by is an address of the public archive, none of the post's."""
    found = {url_key(item.url): item.url}
    for url in dict.fromkeys((item.requested_url if item.copy is None else None, *item.addresses)):
        if url and url != item.url:
            key = url_key(url)
            if "/" in key or "?" in key:
                found.setdefault(key, url)
    return found


def find_match(item: PostItem, own_key: str, posts: Sequence[Known], owners: Mapping[str, int]) -> Match:
    """Find the post among those that share the item's WordPress id or an address.

    `own_key` is that of the item's own address; `owners` maps keys of its addresses to row ids, in the item's order.

    The same id under another title, day *and* slug is another post: WordPress gave the id again after a re-import."""
    by_row = {post.id: post for post in posts}
    own = by_row.get(owners.get(own_key, -1))
    same_id = [post for post in posts if item.wp_id is not None and post.wp_id == item.wp_id]
    named = own if own in same_id else max(same_id, key=lambda post: post.id, default=None)
    finding = None
    if named is not None:
        if not _is_stranger(named, item):
            absorbed = own.id if own is not None and own is not named and own.wp_id is None else None
            return Match(named.id, absorbed)
        finding = Finding("id-reused", item.url, f"WordPress id {item.wp_id} was {named.url}")
    if own is not None:
        if not _has_other_id(own, item) or _same(own.title, item.title) or own.date == item.date:
            return Match(own.id, finding=finding)
        return Match(finding=Finding("address-reused", item.url, f"WordPress id {item.wp_id} stands where {own.wp_id} stood"))
    return Match(_by_other_address(item, by_row, owners), finding=finding)


def public_id(site: str, url: str, *, salt: str = "") -> str:
    """Return SITE- and 12 hex digits of SHA-256 of the first canonical URL; `salt` only where two posts had one in turn."""
    return f"{site}-{hashlib.sha256(((canonical_url(url) or url) + salt).encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def slug(url: str) -> str:
    """Return the part of an address that names the post: the last piece of its path, or its query where the site has plain links."""
    parts = urlsplit(canonical_url(url) or "")
    return parts.query or unquote(parts.path.rstrip("/").rpartition("/")[2]).casefold()


def _by_other_address(item: PostItem, by_row: Mapping[int, Known], owners: Mapping[str, int]) -> int | None:
    """Find the post by where it redirects from (it moved), or by an address that the page claims (believed only if the text agrees)."""
    if not owners:
        return None
    asked = url_key(item.requested_url) if item.requested_url else None
    for key, row in owners.items():
        post = by_row.get(row)
        if post is None or _has_other_id(post, item) or _is_stranger(post, item):
            continue
        if key == asked or _same(post.title, item.title) or slug(post.url) == slug(item.url):
            return post.id
    return None


def _has_other_id(post: Known, item: PostItem) -> bool:
    return post.wp_id is not None and item.wp_id is not None and post.wp_id != item.wp_id


def _is_stranger(post: Known, item: PostItem) -> bool:
    """Whether title, day and slug are all known and all differ."""
    titles = bool(post.title and item.title) and not _same(post.title, item.title)
    days = post.date is not None and item.date is not None and post.date != item.date
    return titles and days and slug(post.url) != slug(item.url)


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and fold(one or "") == fold(other or "")
