"""Images and embedded things of a body: which address is meant."""

import re
from itertools import islice

from bs4.element import Tag

from kazcrawl.items import Media
from kazcrawl.parse.page.tree import attribute, elements
from kazcrawl.text import one_line
from kazcrawl.urls import canonical_url

# Where the address of an image stands; that of a lazily loaded one stands in a name of the theme's or plugin's own.
_ADDRESSES = (
    "src",
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-file",
    "data-large-file",
    "data-full-url",
    "data-srcset",
    "data-lazy-srcset",
    "srcset",
)
_PLACEHOLDER = re.compile(r"(?:blank|placeholder|spacer|transparent|pixel|1x1|lazy[-_]?load)\w{0,60}\.(?:gif|png|svg)")
_KINDS = {"iframe": "embed", "embed": "embed", "object": "embed", "amp-youtube": "embed", "video": "video", "audio": "audio"}
EMBEDS = frozenset(_KINDS)
_SOURCES = frozenset(("source", "embed", "a"))
_MOST_SOURCES = 4


def image_of(tag: Tag, base_url: str) -> Media | None:
    """The image of an `img`, its lazily loaded address if it has one; None for a counting pixel or without an http(s) address."""
    if attribute(tag, "width").strip() in ("0", "1") or attribute(tag, "height").strip() in ("0", "1"):
        return None
    for name in _ADDRESSES:
        first = attribute(tag, name).strip().split(" ", 1)[0].rstrip(",")
        if first and not _is_placeholder(first[:2000].lower()) and (url := canonical_url(first, base_url)):
            return Media(url, alt=one_line(attribute(tag, "alt"), limit=1000))
    return None


def embed_of(tag: Tag, base_url: str) -> Media | None:
    """The embedded thing of an iframe, video, audio, embed or object; None without an http(s) address."""
    sources = (inner for inner in elements(tag) if inner is tag or inner.name in _SOURCES)
    for source in islice(sources, _MOST_SOURCES):
        for name in ("src", "data-src", "data-lazy-src", "data", "href"):
            raw = attribute(source, name).strip()
            if raw and not raw.startswith(("about:", "data:")) and (url := canonical_url(raw, base_url)):
                return Media(url, alt=one_line(attribute(tag, "title"), limit=1000), kind=_KINDS[tag.name])
    return None


def _is_placeholder(address: str) -> bool:
    """Whether an address, in lower case, is that of a blank image which a script replaces."""
    if address.startswith("data:"):
        return True
    return (".gif" in address or ".png" in address or ".svg" in address) and bool(_PLACEHOLDER.search(address))
