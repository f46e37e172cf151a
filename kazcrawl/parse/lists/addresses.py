"""What an address tells on a page of posts: a post's own, a list of months or of a category, a page of the site's own."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from kazcrawl.months import MONTHS
from kazcrawl.parse.page.page_names import names_list, names_section
from kazcrawl.parse.page.tree import attribute
from kazcrawl.text import fold
from kazcrawl.urls import canonical_url, twin_origins, url_key

_DATE_ARCHIVE = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2}){0,2}/?$")
_DAY_ARCHIVE = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/?$")
_MONTH_ARCHIVE = re.compile(r"/(?:19|20)\d\d(?:/(?:0[1-9]|1[0-2])|-(?:0?[1-9]|1[0-2])(?:-0?1)?)/?$")
_YEAR_ARCHIVE = re.compile(r"/((?:19|20)\d\d)/?$")
_TERM = re.compile(r"/(?:category|categories|rubric|rubrika)/[^/]", re.IGNORECASE)
_NO_POST_PATH = re.compile(
    r"/(?:category|categories|rubric|rubrika|tag|tags|author|authors|feed|rss|atom|embed|trackback|search|attachment|login|logout|signup"
    r"|cart|user|users|wp-content|wp-admin|wp-json|wp-includes|cdn-cgi)(?:/|$)"
    r"|/(?:page|comment-page)[/-]\d+/?$|/wp-\w+\.php|\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|mp[34]|xml|json|css|js)$",
    re.IGNORECASE,
)
_NO_LIST_PATH = re.compile(r"/(?:feed|rss|atom)(?:/|$)|\.(?:xml|rss|pdf|docx?)$", re.IGNORECASE)
# By which names systems without pretty addresses ask for a post.
_POST_NUMBER = re.compile(r"(?:id|nid|n|news|news_?id|article|article_?id|post|post_?id|item|entry|story|view)=\d{1,9}", re.IGNORECASE)
_POST_QUERY = frozenset(("p", "page", "lang", "post_type"))
_LIST_QUERY = frozenset(("cat", "m", "author", "tag", "s", "paged", "page_id", "attachment_id", "feed", "year", "monthnum"))
# Calendars go on for ever, and what they list are no posts.
_EVENTS = re.compile(r"event|meeting|мероприят|анонс|іс-шара|календар|etkinlik|veranstalt|événement")
# What the press is told stands there, or leads to it.
_PRESS = re.compile(r"press|media|newsroom|пресс|медиа|новост|баспасөз|жаңалық")
_WORD = re.compile(r"[^\W\d_]+")


class ListedSite:
    """Which addresses belong to the listed site, and which of them can be a post's own."""

    def __init__(self, url: str) -> None:
        self.home = canonical_url(url) or url
        self.origins = twin_origins(url)
        self._above = tuple(url_key(self.home).rstrip("/").split("?")[0].split("/"))

    def owns(self, url: str) -> bool:
        """Whether the address is the site's."""
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}" in self.origins

    def is_post(self, url: str) -> bool:
        """Whether the address can be a post's own page: not a list, a file, a feed, a page of WordPress' own, one above this, or of
        another site."""
        parts = urlsplit(url)
        names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        if not self.owns(url) or _NO_POST_PATH.search(parts.path) or url_key(url) == url_key(self.home):
            return False
        if "p" in names:
            return names <= _POST_QUERY
        if not parts.query and self._is_above(url):
            return False
        return (len(parts.path) > 1 or bool(_POST_NUMBER.fullmatch(parts.query))) and not names & _LIST_QUERY

    def _is_above(self, url: str) -> bool:
        way = tuple(url_key(url).split("/"))
        return way == self._above[: len(way)]

    def first_post(self, addresses: Iterable[str], *, title: str = "", allow_archive: bool = True) -> str | None:
        """Return the first address that can be a post's, `title` being what the link says; none of a year, month or day, unless its depth
        or its title tells otherwise."""
        for address in addresses:
            path = urlsplit(address).path
            deep = allow_archive and (path.count("/") > 3 or _says_more_than_period(title))
            if self.is_post(address) and (not _DATE_ARCHIVE.search(path) or deep or _is_id_slug(path)):
                return address
        return None


def _says_more_than_period(title: str) -> bool:
    """Whether a title says more than a year, a month or a day."""
    return any(word not in MONTHS for word in _WORD.findall(title.lower()))


def is_day(url: str) -> bool:
    """Whether the address is that of a day's posts, /2016/05/21/."""
    return _DAY_ARCHIVE.search(urlsplit(url).path) is not None


def base_of(soup: BeautifulSoup, url: str) -> str:
    """Return what the page's relative addresses start from."""
    base = soup.find("base", href=True)
    return (canonical_url(attribute(base, "href"), url) if isinstance(base, Tag) else None) or url


def addresses(tags: Iterable[Tag], base: str) -> Iterator[str]:
    """Yield where links lead."""
    for tag in tags:
        if address := canonical_url(attribute(tag, "href"), base):
            yield address


def archives_of(links: list[tuple[str, Tag]], soup: BeautifulSoup, base: str, site: ListedSite) -> tuple[str, ...]:
    """Return the lists of months, categories and years that the page leads to."""
    options = [canonical_url(attribute(tag, "value"), base) for tag in soup.find_all("option", value=True)]
    parted = [address for address in (*(address for address, _ in links), *filter(None, options)) if _is_part(address)]
    years = [address for address, tag in links if _is_year(address, tag)]
    return _each_once([*parted, *years], site)


def sections_of(links: list[tuple[str, Tag]], site: ListedSite) -> tuple[str, ...]:
    """Return the lists that the page leads to by a name of lists ("All news"), but no calendars."""
    return _each_once([address for address, tag in links if _is_section(address, fold(tag.get_text(" ")[:60]))], site)


def _each_once(found: list[str], site: ListedSite) -> tuple[str, ...]:
    return tuple({url_key(address): address for address in found if site.owns(address) and url_key(address) != url_key(site.home)}.values())


def _is_section(address: str, name: str) -> bool:
    parts = urlsplit(address)
    return (
        (names_list(name) or (names_section(name) and _PRESS.search(name) is not None))
        and not _EVENTS.search(name)
        and len(parts.path + parts.query) > 1
        and not _NO_LIST_PATH.search(parts.path)
    )


def _is_part(address: str) -> bool:
    parts = urlsplit(address)
    names = {name for name, value in parse_qsl(parts.query) if value.isdigit()}
    by_path = not parts.query and bool(_MONTH_ARCHIVE.search(parts.path) or _TERM.search(parts.path))
    return (by_path or names in ({"cat"}, {"m"})) and "/feed" not in parts.path and "/page/" not in parts.path


def _is_year(address: str, tag: Tag) -> bool:
    year = _YEAR_ARCHIVE.search(urlsplit(address).path)
    return year is not None and tag.get_text(" ", strip=True)[:20].removesuffix("г.").strip() == year[1]


def _is_id_slug(path: str) -> bool:
    """Whether /2016/08/58/ cannot be a day: the address of an untitled post, whose slug is its number."""
    return bool(_DATE_ARCHIVE.search(path)) and path.rstrip("/").count("/") == 3 and not _DAY_ARCHIVE.search(path)
