"""Reads a page that lists posts: home, archive, category. Which posts it names, where the older ones are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from kazcrawl.parse.lists.older import find_older
from kazcrawl.parse.page.cut import whole_tree
from kazcrawl.parse.page.decode import decode_page
from kazcrawl.parse.page.places import COMMENTS, POST_ID, TITLE_CLASSES
from kazcrawl.parse.page.tree import attribute, classes, labels
from kazcrawl.text import one_line
from kazcrawl.urls import canonical_url, twin_origins, url_key

_POST_CLASSES = frozenset(("hentry", "h-entry", "type-post", "wp-block-post", "post", "post-item", "blog-post", "entry"))
_OTHER_TYPES = frozenset(("type-page", "type-attachment"))
_SINGLE = re.compile(r"^(?:single|single-\S+|singular|postid-\d+|page-id-\d+|attachment|attachmentid-\d+|error404)$")
_LIST = frozenset({
    "home", "blog", "archive", "category", "tag", "author", "date", "search", "search-results", "hfeed", "paged",
})  # fmt: skip
_ZONE_NAMES = frozenset(("nav", "aside", "form", "noscript", "template"))
_ZONE = re.compile(
    r"^(?:(?:\w+[-_])?sidebar(?:[-_]\w+)?|secondary|tertiary|widgets?|widget[-_]area|widget_\w+|wp-block-latest-\w+|wp-block-navigation"
    r"|site-footer|footer|colophon|site-header|masthead|(?=[\w-]+$).*(?<![^\W_])related(?![^\W_]).*)$"
)
_MORE_CLASSES = frozenset(["more-link", "read-more", "readmore", "wp-block-read-more", "continue-reading", "entry-more"])
_MORE = re.compile(
    r"(?:continue reading|read (?:more|the rest|full)|more\b|читать (?:далее|дальше|полностью)|подробнее|далее|толығырақ|ары қарай)",
    re.IGNORECASE,
)
_DATE_CLASSES = frozenset({
    "entry-date", "post-date", "posted-on", "published", "wp-block-post-date", "post-info-date", "date", "timestamp", "ondate", "meta-date",
    "entry-time", "time",
})  # fmt: skip
_DATE_ARCHIVE = re.compile(r"/\d{4}(?:/\d{1,2}){0,2}/?$")
_DAY_ARCHIVE = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/?$")
_MONTH_ARCHIVE = re.compile(r"/(?:19|20)\d\d/(?:0[1-9]|1[0-2])/?$")
_TERM = re.compile(r"/(?:category|categories|rubric|rubrika)/[^/]", re.IGNORECASE)
_NO_POST_PATH = re.compile(
    r"/(?:category|categories|tag|tags|author|feed|rss|atom|embed|trackback|search|wp-content|wp-admin|wp-json|wp-includes|cdn-cgi)(?:/|$)"
    r"|/(?:page|comment-page)[/-]\d+/?$|/wp-\w+\.php|\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|mp[34]|xml|json|css|js)$",
    re.IGNORECASE,
)
_POST_QUERY = frozenset(("p", "page", "lang", "post_type"))
_NESTED_FRAMES = 3
_MOST_POSTS = 1_000
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


@dataclass(frozen=True, slots=True)
class ListedPost:
    """A post as a list shows it: canonical address, title ("" when it has none), its date as the list writes it (ISO if it tells)."""

    url: str
    title: str = ""
    day_text: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page. `older` is the next page of the same list (None on the last one and on a post's own page), `is_single` tells that
    the page is no list at all, `archives` are the addresses of month and category lists that it links to."""

    posts: tuple[ListedPost, ...] = ()
    older: str | None = None
    is_single: bool = False
    archives: tuple[str, ...] = ()


def read_listing(html: bytes | str, *, url: str) -> Listing:
    """Return what the page at `url` lists. Raises ParseError as `decode_page` and `outline_page` do, for nothing else.

    Posts come in the order of the page, each once, from the page's own list only: no menus, columns, comments, other sites."""
    with whole_tree(decode_page(html, url=url).text, url) as soup:
        return _listing_of(soup, url)


def _listing_of(soup: BeautifulSoup, url: str) -> Listing:
    base = _base_of(soup, url)
    links = [(address, tag) for tag in soup.find_all("a", href=True) if (address := canonical_url(attribute(tag, "href"), base))]
    single = _is_single(soup)
    site = _Site(url)
    posts = () if single else tuple(_posts_of(soup, base, site))
    older = None if single else find_older(soup, links, base=base, url=url)
    return Listing(posts, older if older and site.owns(older) else None, single, tuple(_archives_of(links, soup, base, site)))


class _Site:
    """Which addresses belong to the listed site, and which of them can be a post's own."""

    def __init__(self, url: str) -> None:
        self.home = canonical_url(url) or url
        self.origins = twin_origins(url)

    def owns(self, url: str) -> bool:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}" in self.origins

    def is_post(self, url: str) -> bool:
        """Whether the address can be a post's own page: not a list, a file, a feed, a page of WordPress' own, or another site."""
        parts = urlsplit(url)
        names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        if not self.owns(url) or _NO_POST_PATH.search(parts.path) or url_key(url) == url_key(self.home):
            return False
        if "p" in names:
            return names <= _POST_QUERY
        return len(parts.path) > 1 and not names & {
            "cat",
            "m",
            "author",
            "tag",
            "s",
            "paged",
            "page_id",
            "attachment_id",
            "feed",
            "year",
            "monthnum",
        }


def _base_of(soup: BeautifulSoup, url: str) -> str:
    base = soup.find("base", href=True)
    return (canonical_url(attribute(base, "href"), url) if isinstance(base, Tag) else None) or url


def _is_single(soup: BeautifulSoup) -> bool:
    """Whether the page is one post, page or attachment: by core's body classes, else by core's short link and the form for comments."""
    tokens = set(classes(soup.body)) if soup.body else set()
    if tokens & _LIST and not any(token.startswith(("postid-", "single-post")) for token in tokens):
        return False
    if any(_SINGLE.match(token) for token in tokens):
        return True
    return soup.find("input", attrs={"name": "comment_post_ID"}) is not None or soup.find("link", rel="shortlink") is not None


def iter_frames(soup: BeautifulSoup, *, url: str) -> Iterator[tuple[ListedPost, Tag]]:
    """Yield every post that a list page shows in a frame of its own (an article, a hentry), with that element; each post once."""
    base, site = _base_of(soup, url), _Site(url)
    met: set[str] = set()
    for frame in _places_of(soup)[0]:
        post = _read_frame(frame, base, site)
        if post is not None and url_key(post.url) not in met:
            met.add(url_key(post.url))
            yield post, frame


def _posts_of(soup: BeautifulSoup, base: str, site: _Site) -> Iterator[ListedPost]:
    frames, headings = _places_of(soup)
    found = [post for frame in frames if (post := _read_frame(frame, base, site))]
    if not found:
        found = [post for tag in headings if (post := _first_post(_links_in(tag, base), site, one_line(tag.get_text(" ")), ""))]
    met: set[str] = set()
    for post in found:
        if url_key(post.url) not in met:
            met.add(url_key(post.url))
            yield post


def _places_of(soup: BeautifulSoup) -> tuple[list[Tag], list[Tag]]:
    """The frames of posts and the headings outside all zones. Themes nest frames once or twice; deeper ones are no theme's."""
    zoned: set[int] = set()
    depth: dict[int, int] = {}
    frames: list[Tag] = []
    headings: list[Tag] = []
    for tag in soup.find_all(True):
        above = id(tag.parent)
        if above in zoned or _is_zone(tag):
            zoned.add(id(tag))
            continue
        depth[id(tag)] = depth.get(above, 0)
        if tag.name in _HEADINGS:
            headings.append(tag)
        elif _is_frame(tag) and depth[id(tag)] < _NESTED_FRAMES:
            depth[id(tag)] += 1
            frames.append(tag)
    return frames[:_MOST_POSTS], headings[:_MOST_POSTS]


def _is_frame(tag: Tag) -> bool:
    """Whether the element is one post of a list."""
    if tag.name in ("body", "html", "main", "a", "p", "span"):
        return False
    return tag.name == "article" or not _POST_CLASSES.isdisjoint(classes(tag)) or bool(POST_ID.match(attribute(tag, "id")))


def _is_zone(tag: Tag) -> bool:
    """Whether the element holds no post of the list: a menu, a column, readers' comments, or what WordPress says is a page."""
    if tag.name in _ZONE_NAMES or not _OTHER_TYPES.isdisjoint(classes(tag)):
        return True
    return any(_ZONE.match(label) or COMMENTS.match(label) for label in labels(tag))


def _read_frame(frame: Tag, base: str, site: _Site) -> ListedPost | None:
    """The post that a frame shows: its titled link; without a title the permanent link, the link to the rest, the date's link."""
    heading = _heading_of(frame)
    title = one_line(heading.get_text(" ")) if heading is not None else ""
    day = _day_of(frame)
    if heading is not None:
        around = heading.find_parent("a", href=True)
        titled = [*_links_in(heading, base), *([canonical_url(attribute(around, "href"), base) or ""] if isinstance(around, Tag) else [])]
        if post := _first_post(titled, site, title, day):
            return post
    links = [tag for tag in frame.find_all("a", href=True) if isinstance(tag, Tag)]
    bookmarks = [tag for tag in links if "bookmark" in attribute(tag, "rel").lower().split()]
    more = [tag for tag in links if is_more_link(tag)]
    for group in (bookmarks, more):
        if post := _first_post(_addresses(group, base), site, title, day):
            return post
    dated = [
        address for address in _addresses((tag for tag in links if _is_dated(tag)), base) if not _DAY_ARCHIVE.search(urlsplit(address).path)
    ]
    return _first_post(dated, site, title, day, allow_archive=False)


def is_more_link(link: Tag) -> bool:
    """Whether a link leads to the rest of a text that is shown in part."""
    return not _MORE_CLASSES.isdisjoint(classes(link)) or bool(_MORE.match(link.get_text(" ", strip=True)[:80]))


def _heading_of(frame: Tag) -> Tag | None:
    named = frame.find(lambda tag: tag.name in (*_HEADINGS, "p", "div", "span", "a") and not TITLE_CLASSES.isdisjoint(classes(tag)))
    found = named if isinstance(named, Tag) else frame.find(_HEADINGS)
    if not isinstance(found, Tag):
        return None
    if found.name == "a":
        return found.parent
    return found


def _day_of(frame: Tag) -> str:
    named = frame.find_all(lambda tag: tag.name == "abbr" or not _DATE_CLASSES.isdisjoint(classes(tag)), limit=6)
    for tag in (*frame.find_all("time", limit=3), *named):
        told = (
            attribute(tag, "datetime") or (attribute(tag, "title") if tag.name == "abbr" else "") or one_line(tag.get_text(" "), limit=80)
        )
        if any(char.isdigit() for char in told):
            return one_line(told, limit=80)
    return ""


def _is_dated(link: Tag) -> bool:
    return link.find(["time", "abbr"]) is not None or any(
        tag.name == "time" or not _DATE_CLASSES.isdisjoint(classes(tag))
        for tag in (link, *link.find_all(True, limit=3), *islice(link.parents, 2))
    )


def _links_in(tag: Tag, base: str) -> list[str]:
    own = [tag] if tag.name == "a" else []
    return list(_addresses([*own, *tag.find_all("a", href=True)], base))


def _addresses(tags: Iterable[Tag], base: str) -> Iterator[str]:
    for tag in tags:
        if address := canonical_url(attribute(tag, "href"), base):
            yield address


def _first_post(addresses: Iterable[str], site: _Site, title: str, day: str, *, allow_archive: bool = True) -> ListedPost | None:
    for address in addresses:
        path = urlsplit(address).path
        if site.is_post(address) and (not _DATE_ARCHIVE.search(path) or (allow_archive and path.count("/") > 3) or _is_id_slug(path)):
            return ListedPost(address, title, day)
    return None


def _is_id_slug(path: str) -> bool:
    """Whether /2016/08/58/ cannot be a day: the address of an untitled post, whose slug is its number."""
    return bool(_DATE_ARCHIVE.search(path)) and path.rstrip("/").count("/") == 3 and not _DAY_ARCHIVE.search(path)


def _archives_of(links: list[tuple[str, Tag]], soup: BeautifulSoup, base: str, site: _Site) -> Iterator[str]:
    options = [canonical_url(attribute(tag, "value"), base) for tag in soup.find_all("option", value=True)]
    met: set[str] = set()
    for address in (*(address for address, _ in links), *(option for option in options if option)):
        parts = urlsplit(address)
        names = {name for name, value in parse_qsl(parts.query) if value.isdigit()}
        by_path = not parts.query and bool(_MONTH_ARCHIVE.search(parts.path) or _TERM.search(parts.path))
        if (
            (by_path or names in ({"cat"}, {"m"}))
            and "/feed" not in parts.path
            and "/page/" not in parts.path
            and address not in met
            and site.owns(address)
        ):
            met.add(address)
            yield address
