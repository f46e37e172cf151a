"""Which copies of a site's past are worth asking for. Pure.

A public archive holds the same page many times over, and far more than posts. Chosen are one copy per post and distinct content, the newest
of every post first, so that an early end still leaves the most; and of lists (feeds, sitemaps, list pages) only as many copies as it takes
until neighbours in time overlap: then no post can have come and gone between them unseen."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

from kazcrawl.discover.sitemap import kind_of as kind_of_sitemap
from kazcrawl.discover.wayback import Copy
from kazcrawl.urls import url_key

POST, FEED, SITEMAP, LISTING, OTHER = "post", "feed", "sitemap", "listing", "other"

_FEED_PATH = re.compile(
    r"/(?:feed(?:/(?:rss2?|rdf|atom))?|rss2?|atom|rdf|feeds/posts/default)/?$|/[\w-]*(?:feed|rss|atom|index)\.(?:xml|rdf)$"
)
_SITEMAP_PATH = re.compile(r"sitemap[\w-]{0,80}\.xml(?:\.gz)?$|/[\w-]+-sitemap\d*\.xml$")
_LIST_PATH = re.compile(
    r"^/?$|/page/\d+/?$|/(?:category|categories|tag|tags|author|rubric|archives?|blog|news)/?$|/(?:category|tag|author)/"
    r"|/(?:19|20)\d\d(?:/(?:0?[1-9]|1[0-2])(?:/(?:0?[1-9]|[12]\d|3[01]))?)?/?$"
)
_OTHER_PATH = re.compile(
    r"/(?:wp-(?:content|includes|admin|json|login|signup)|xmlrpc\.php|cdn-cgi|comments/feed|trackback|embed)(?:[/.?]|$)|/wp-\w+\.php"
    r"|\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|pdf|docx?|xlsx?|pptx?|zip|gz|mp[34]|woff2?|ttf|eot|txt)$"
)
_LIST_QUERY = frozenset(("paged", "cat", "m", "tag", "author", "s", "year", "monthnum"))
_PAGE_TYPES = frozenset(("", "text/html", "application/xhtml+xml", "unk", "warc/revisit"))
_XML = re.compile(r"xml|rss|atom")


@dataclass(frozen=True, slots=True)
class Choice:
    """What to ask for: `posts` in the order of asking; `lists` by kind and address, each the copies of one list in order of time.

    `named` are the keys of all addresses that may be posts and have a copy of their own; `parts` maps the keys of further pages of a post
    (`/post/2/`) to their copies in order of time."""

    posts: tuple[Copy, ...]
    lists: Mapping[tuple[str, str], tuple[Copy, ...]] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    parts: Mapping[str, tuple[Copy, ...]] = field(default_factory=dict)


def kind_of_copy(copy: Copy) -> str:
    """Return what a copy holds as far as its address and type tell: POST (perhaps), FEED, SITEMAP, LISTING or OTHER."""
    parts = urlsplit(copy.url)
    path, query = parts.path.lower(), dict(parse_qsl(parts.query, keep_blank_values=True))
    if _OTHER_PATH.search(path) or "replytocom" in query or copy.status not in (200, None):
        return OTHER
    if "sitemap" in query or _SITEMAP_PATH.search(path):
        return SITEMAP if kind_of_sitemap(copy.url) != "other" else OTHER
    if "feed" in query or _FEED_PATH.search(path):
        # a post's own feed holds its comments
        return FEED if _is_main_feed(path, query) else OTHER
    if copy.mimetype not in _PAGE_TYPES:
        return FEED if _XML.search(copy.mimetype) and path.endswith(".xml") else OTHER
    if _LIST_QUERY & set(query) or (_LIST_PATH.search(path) and not {"p", "page_id"} & set(query)):
        return LISTING
    return POST


def choose_copies(copies: Iterable[Copy], *, done: Collection[tuple[str, str]] = ()) -> Choice:
    """Choose among all copies of a site. `done` names those that were dealt with before, as (`url_key`, stamp).

    A digest counts once per address: the earliest copy with it tells when the site first served that content."""
    by_key: dict[str, dict[str, Copy]] = defaultdict(dict)
    lists: dict[tuple[str, str], list[Copy]] = defaultdict(list)
    for copy in sorted(copies, key=lambda copy: (copy.at, copy.url)):
        kind = kind_of_copy(copy)
        if kind == POST:
            by_key[url_key(copy.url)].setdefault(copy.digest or copy.stamp, copy)
        elif kind != OTHER:
            lists[kind, url_key(copy.url)].append(copy)
    parts = {key: tuple(by_key.pop(key).values()) for key in list(by_key) if _first_part(key) in by_key}
    rounds: list[tuple[int, Copy]] = []
    for versions in by_key.values():
        rounds += enumerate(reversed(versions.values()))
    rounds.sort(key=lambda told: (told[0], -told[1].at.timestamp(), told[1].url))
    fresh = tuple(copy for _, copy in rounds if (url_key(copy.url), copy.stamp) not in done)
    return Choice(fresh, {name: tuple(_distinct(held)) for name, held in sorted(lists.items())}, frozenset(by_key), parts)


def nearest_copy(copies: Sequence[Copy], moment: datetime) -> Copy | None:
    """Return the copy taken nearest to a moment, None when there is none."""
    return min(copies, key=lambda copy: abs(copy.at - moment), default=None)


def next_of_list(copies: Sequence[Copy], read: Mapping[str, frozenset[str]]) -> Copy | None:
    """Return the next copy of one list to ask for, None when enough were read. `read` maps stamps to the keys of the posts found there
    (an empty set for a copy that could not be read).

    First the newest, then the oldest, then the middle of every stretch whose ends have no post in common."""
    if not copies:
        return None
    for end in (copies[-1], copies[0]):
        if end.stamp not in read:
            return end
    known = [place for place, copy in enumerate(copies) if copy.stamp in read]
    for left, right in pairwise(known):
        here, there = read[copies[left].stamp], read[copies[right].stamp]
        if right - left > 1 and not (here & there):
            return copies[(left + right) // 2]
    return None


def _first_part(key: str) -> str:
    """Return the key of the post that a further page belongs to, "" for an address that is none."""
    match = re.fullmatch(r"(.+)/\d{1,2}|(.+\?p=\d+)&page=\d{1,2}|(.+\?)page=\d{1,2}&(p=\d+)", key)
    return "".join(group or "" for group in match.groups()) if match else ""


def _is_main_feed(path: str, query: Mapping[str, str]) -> bool:
    if query.get("feed", "").startswith("comments") or "p" in query or "comments" in path:
        return False
    stem = _FEED_PATH.sub("", path).strip("/")
    return not stem or "/" not in stem or bool(_LIST_PATH.search(f"/{stem}/"))


def _distinct(copies: Iterable[Copy]) -> list[Copy]:
    """Leave out a copy whose content repeats the one before it."""
    kept: list[Copy] = []
    for copy in copies:
        if not kept or not copy.digest or copy.digest != kept[-1].digest:
            kept.append(copy)
    return kept
