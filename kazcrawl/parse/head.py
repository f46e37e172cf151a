"""What a front page says of its site: feeds, interfaces, software, languages. For the routes and the probe, not for posts."""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

from kazcrawl.errors import ParseError
from kazcrawl.parse.decode import decode_page, refuse_monsters
from kazcrawl.parse.tree import attribute
from kazcrawl.text import one_line
from kazcrawl.urls import canonical_url

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/xml", "application/xml")
_COMMENTS = re.compile(r"/comments/|comments-|[?&]feed=comments", re.IGNORECASE)
_HEAD_BYTES = 400_000
_WANTED = SoupStrainer(["html", "head", "link", "meta", "title", "base", "body"])


@dataclass(frozen=True, slots=True)
class Head:
    """`feeds` are feeds of posts in the page's order, `rest` the address of WordPress' REST interface if it is named, `generator` the
    software as it names itself, `languages` the page's own first and then those of its translations."""

    title: str = ""
    feeds: tuple[str, ...] = ()
    rest: str | None = None
    generator: str = ""
    languages: tuple[str, ...] = ()


def read_head(html: bytes | str, *, url: str) -> Head:
    """Return what the page's head tells; an empty Head for what is no page. Never raises."""
    try:
        text = decode_page(html, url=url).text[:_HEAD_BYTES]
        refuse_monsters(text, url)
    except ParseError:
        return Head()
    soup = BeautifulSoup(text, "lxml", parse_only=_WANTED)
    base_tag = soup.find("base", href=True)
    base = (canonical_url(attribute(base_tag, "href"), url) if base_tag is not None else None) or url
    feeds, translations, rest = [], [], None
    for link in soup.find_all("link", href=True):
        rels, address = attribute(link, "rel").lower().split(), canonical_url(attribute(link, "href"), base)
        if address is None:
            continue
        if "alternate" in rels and attribute(link, "type").lower() in _FEED_TYPES and not _COMMENTS.search(address):
            feeds.append(address)
        if "alternate" in rels and attribute(link, "hreflang"):
            translations.append(attribute(link, "hreflang").lower())
        if "https://api.w.org/" in rels:
            rest = address
    own = soup.find("html")
    language = attribute(own, "lang").lower() if own is not None else ""
    spoken = [code for code in (language, *translations) if re.fullmatch(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,2}", code)]
    made_by = next((attribute(meta, "content") for meta in soup.find_all("meta") if attribute(meta, "name").lower() == "generator"), "")
    title = soup.find("title")
    return Head(
        title=one_line(title.get_text(" "), limit=200) if title is not None else "",
        feeds=tuple(dict.fromkeys(feeds)),
        rest=rest,
        generator=one_line(made_by, limit=100),
        languages=tuple(dict.fromkeys(spoken)),
    )
