"""What a front page says of its site: feeds, interfaces, software, languages. For the routes and the probe, not for posts."""

import re
from dataclasses import dataclass

from kazcrawl.errors import ParseError
from kazcrawl.parse.page.decode import decode_page
from kazcrawl.parse.page.outline import outline_page
from kazcrawl.parse.page.spot import Spot
from kazcrawl.parse.page.tree import attribute
from kazcrawl.text import one_line
from kazcrawl.urls import canonical_url

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/xml", "application/xml")
_COMMENTS = re.compile(r"/comments/|comments-|[?&]feed=comments", re.IGNORECASE)
_HEAD_BYTES = 400_000


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
        outline = outline_page(decode_page(html, url=url).text[:_HEAD_BYTES], url)
    except ParseError:
        return Head()
    named: dict[str, list[Spot]] = {}
    for spot in outline.telling:
        named.setdefault(spot.name, []).append(spot)
    base = next((canonical_url(attribute(spot, "href"), url) for spot in named.get("base", ()) if "href" in spot.attrs), None) or url
    feeds, translations, rest = [], [], None
    for link in (spot for spot in named.get("link", ()) if "href" in spot.attrs):
        rels, address = attribute(link, "rel").lower().split(), canonical_url(attribute(link, "href"), base)
        if address is None:
            continue
        if "alternate" in rels and attribute(link, "type").lower() in _FEED_TYPES and not _COMMENTS.search(address):
            feeds.append(address)
        if "alternate" in rels and attribute(link, "hreflang"):
            translations.append(attribute(link, "hreflang").lower())
        if "https://api.w.org/" in rels:
            rest = address
    language = next((attribute(spot, "lang").lower() for spot in named.get("html", ())), "")
    spoken = [code for code in (language, *translations) if re.fullmatch(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,2}", code)]
    made_by = next((attribute(meta, "content") for meta in named.get("meta", ()) if attribute(meta, "name").lower() == "generator"), "")
    return Head(
        title=next((one_line(outline.text_of(spot), limit=200) for spot in named.get("title", ())), ""),
        feeds=tuple(dict.fromkeys(feeds)),
        rest=rest,
        generator=one_line(made_by, limit=100),
        languages=tuple(dict.fromkeys(spoken)),
    )
