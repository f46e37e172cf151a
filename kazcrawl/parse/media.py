"""Images and embedded things of a body: which address is meant."""

import re

from bs4.element import Tag

from kazcrawl.items import Media
from kazcrawl.parse.tree import attribute
from kazcrawl.text import one_line
from kazcrawl.urls import canonical_url

_LAZY = (
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
_PLACEHOLDER = re.compile(r"(?:blank|placeholder|spacer|transparent|pixel|1x1|lazy[-_]?load)\w*\.(?:gif|png|svg)|^data:", re.IGNORECASE)
_KINDS = {"iframe": "embed", "embed": "embed", "object": "embed", "amp-youtube": "embed", "video": "video", "audio": "audio"}
EMBEDS = frozenset(_KINDS)


def image_of(tag: Tag, base_url: str) -> Media | None:
    """The image of an `img`, its lazily loaded address if it has one; None for a counting pixel or without an http(s) address."""
    if attribute(tag, "width").strip() in ("0", "1") or attribute(tag, "height").strip() in ("0", "1"):
        return None
    for raw in (attribute(tag, "src"), *(attribute(tag, name) for name in _LAZY)):
        first = raw.strip().split(" ", 1)[0].rstrip(",")
        if first and not _PLACEHOLDER.search(first[:2000]) and (url := canonical_url(first, base_url)):
            return Media(url, alt=one_line(attribute(tag, "alt"), limit=1000))
    return None


def embed_of(tag: Tag, base_url: str) -> Media | None:
    """The embedded thing of an iframe, video, audio, embed or object; None without an http(s) address."""
    sources = [tag, *(child for child in tag.find_all(["source", "embed", "a"], limit=3) if isinstance(child, Tag))]
    for source in sources:
        for name in ("src", "data-src", "data-lazy-src", "data", "href"):
            raw = attribute(source, name).strip()
            if raw and not raw.startswith(("about:", "data:")) and (url := canonical_url(raw, base_url)):
                return Media(url, alt=one_line(attribute(tag, "title"), limit=1000), kind=_KINDS[tag.name])
    return None
