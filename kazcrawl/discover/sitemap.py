"""The sitemap route: indexes, urlsets, news sitemaps, plain text; gzip too. Pure.

Facts behind it: sitemaps.org, Google's news sitemaps, and the names that WordPress core, Yoast, All in One SEO and Jetpack give theirs.
A sitemap names pages of every kind, so its name tells whether posts are in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import etree

from kazcrawl.dates import parse_machine
from kazcrawl.discover.markup import children, local, read_xml, text_of
from kazcrawl.errors import RouteError
from kazcrawl.items import Facts, PostRef
from kazcrawl.text import one_line
from kazcrawl.urls import canonical_url, url_key

# The sitemap protocol's own limit for one file.
MAX_URLS = 50_000
# Where sitemaps are when robots.txt names none: core in both spellings, Yoast and All in One SEO, the protocol's usual one.
USUAL = ("wp-sitemap.xml", "?sitemap=index", "sitemap_index.xml", "sitemap.xml", "sitemap.xml.gz", "news-sitemap.xml")
# Post types that are news, in a sitemap's name and in REST: a chamber's news are often a type of their own.
NEWS_TYPES = re.compile(
    r"(?:posts?|news|newsitems?|blog|blogs|articles?|press|press-?releases?|releases?|announcements?|stories|story|updates?|publications?|"
    r"novosti|novost|stati|pressa|zhanalyqtar|janalyqtar|zhanalyktar|chamber-?news|news-?(?:posts?|items?|articles?|releases?))"
)
# Types and lists of WordPress and of common plugins that hold no news.
_NO_NEWS = re.compile(
    r"pages?|attachments?|users?|authors?|categor(?:y|ies)|(?:post[_-]?)?tags?|post_format|taxonom(?:y|ies)|archives?|products?|product[_-]cat|"
    r"events?|tribe_events|members?|team|staff|jobs?|images?|videos?|galler(?:y|ies)|portfolios?|testimonials?|forums?|topics?|repl(?:y|ies)|"
    r"directory|companies|elementor_library|local|e-landing-page|misc|addl"
)
_CORE_NAME = re.compile(r"wp-sitemap-(?P<group>posts|taxonomies|users)-?(?P<kind>[^.]*)\.xml(?:\.gz)?")
_PLUGIN_NAME = re.compile(r"(?P<kind>.+?)[-_]sitemaps?[-_]?\d*\.xml(?:\.gz)?")
_PT_NAME = re.compile(r"sitemap-(?:pt-)?(?P<kind>[a-z_-]+?)(?:-p?\d+)*(?:-\d{4}-\d{2})?\.xml(?:\.gz)?")
_LIST_PATH = re.compile(
    r"/(?:category|categories|tag|tags|author|authors|page|search|feed|archive|archives|wp-content|wp-json|cart|checkout|login|contact|contacts|"
    r"about|about-us|privacy-policy|privacy|terms)(?:/\d*)?/?$|/(?:category|tag|author)/|\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|mp[34]|xml|css|js)$"
)
# All stamps of so many addresses the same: the moment of writing the file, not of changing the pages.
_TOO_ALIKE = 5


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one sitemap tells: `refs` of a urlset, or `maps` (further sitemaps) of an index; `damaged` when entries may be lost."""

    refs: tuple[PostRef, ...] = ()
    maps: tuple[str, ...] = ()
    damaged: bool = False


def read_sitemap(body: bytes, *, url: str, status: int = 200) -> Sitemap:
    """Read one sitemap. Raises RouteError: "closed" (401, 403), "absent" (404, or a page), "broken", "too-large".

    A `lastmod` that is a day alone goes to `Facts.modified_day`; one that stands on every address alike is not believed."""
    if status in (401, 403):
        raise RouteError(url, "closed", str(status))
    if status in (404, 410):
        raise RouteError(url, "absent", str(status))
    if status != 200:
        raise RouteError(url, "broken", str(status))
    if _is_plain_list(body):
        lines = body.decode("utf-8", errors="replace").split()[:MAX_URLS]
        return Sitemap(tuple(PostRef(address, "sitemap") for line in lines if (address := canonical_url(line))))
    root, damaged = read_xml(body, url=url)
    if local(root) == "sitemapindex":
        told = (canonical_url(text_of(next(children(entry, "loc"), None)), url) for entry in children(root, "sitemap"))
        return Sitemap(maps=tuple(dict.fromkeys(address for address in told if address))[:MAX_URLS], damaged=damaged)
    if local(root) != "urlset":
        raise RouteError(url, "absent", f"<{local(root)}> is no sitemap")
    refs = [ref for entry in list(children(root, "url"))[:MAX_URLS] if (ref := _read_url(entry, url))]
    # What was cut short was cut inside its last entry: half an address is another one.
    return Sitemap(tuple(_doubted(refs[:-1] if damaged and len(refs) > 1 else refs)), damaged=damaged)


def sitemap_urls(home: str, named: Iterable[str] = ()) -> list[str]:
    """Return where to look for sitemaps: those that robots.txt names, and only if there are none of them the usual places."""
    base = home if home.endswith("/") else home + "/"
    told = [address for name in named if (address := canonical_url(name, base))]
    return list(dict.fromkeys(told or [urljoin(base, usual) for usual in USUAL]))


def kind_of(url: str) -> str:
    """Return what a sitemap's name says is in it: "posts", "other" or "unknown"."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    if query.get("sitemap") == "posts":
        return _kind_of_type(query.get("sitemap-subtype", ""))
    if query.get("sitemap") in ("taxonomies", "users"):
        return "other"
    name = parts.path.rpartition("/")[2].lower()[:200]
    core = _CORE_NAME.fullmatch(name)
    if core:
        return _kind_of_type(core["kind"].rstrip("0123456789").removesuffix("-")) if core["group"] == "posts" else "other"
    match = _PLUGIN_NAME.fullmatch(name) or _PT_NAME.fullmatch(name)
    return _kind_of_type(match["kind"]) if match else "unknown"


def is_news_type(name: str) -> bool:
    """Whether a post type of that name holds news."""
    return NEWS_TYPES.fullmatch(name.lower().replace("_", "-")) is not None


def chosen_maps(maps: Sequence[str]) -> list[str]:
    """Return the sitemaps of an index that are worth reading: those of posts; if none is called so, all that are not of something else."""
    kinds = [(address, kind_of(address)) for address in maps]
    posts = [address for address, kind in kinds if kind == "posts"]
    return posts or [address for address, kind in kinds if kind == "unknown"]


def post_like(refs: Iterable[PostRef], home: str) -> list[PostRef]:
    """Return the refs of a sitemap of unknown content that can be posts: not the home page, a list, a file or an interface."""
    return [ref for ref in refs if url_key(ref.url) != url_key(home) and not _LIST_PATH.search(urlsplit(ref.url).path.lower())]


def _kind_of_type(name: str) -> str:
    if is_news_type(name):
        return "posts"
    return "other" if _NO_NEWS.fullmatch(name.lower()) else "unknown"


def _read_url(entry: etree._Element, base: str) -> PostRef | None:
    url = canonical_url(text_of(next(children(entry, "loc"), None)), base)
    if url is None:
        return None
    told = parse_machine(text_of(next(children(entry, "lastmod"), None)))
    news = next(children(entry, "news"), None)
    published = parse_machine(text_of(next(children(news, "publication_date"), None))) if news is not None else None
    title = one_line(text_of(next(children(news, "title"), None)), limit=500) if news is not None else ""
    facts = Facts(
        url=url,
        title=title or None,
        published_at=published.instant if published else None,
        modified_at=told.instant if told else None,
        modified_day=told.day if told and told.instant is None else None,
    )
    return PostRef(url, "sitemap", facts)


def _doubted(refs: list[PostRef]) -> list[PostRef]:
    """Take away the stamps of a file that has the same one everywhere."""
    stamps = {ref.facts.modified_at or ref.facts.modified_day for ref in refs}
    if len(refs) < _TOO_ALIKE or len(stamps) > 1:
        return refs
    return [replace(ref, facts=replace(ref.facts, modified_at=None, modified_day=None)) for ref in refs]


def _is_plain_list(body: bytes) -> bool:
    """sitemaps.org allows a text file of one address a line."""
    return body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"http://", b"https://"))
