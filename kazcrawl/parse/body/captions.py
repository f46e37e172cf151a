"""Which elements are captions, and which hold a picture together with its caption."""

import re
from itertools import islice

from bs4.element import Tag

from kazcrawl.parse.page.names import remembered
from kazcrawl.parse.page.spot import Mass, Spot
from kazcrawl.parse.page.tree import classes, elements, mass_of

# What an element may be, one bit each. A figure holds pictures and their captions, a picture one with what is said
# of it; what is called "caption" alone is one only behind a picture.
CAPTION, FIGURE, PICTURE, LIKELY = 1, 2, 4, 8
_FIGURE_CLASSES = {"wp-caption": FIGURE | PICTURE, "gallery-item": FIGURE}
_CAPTION_CLASSES = frozenset({
    "wp-caption-text", "gallery-caption", "wp-element-caption", "blocks-gallery-caption", "image-caption", "photo-caption",
    "img-caption", "media-caption",
})  # fmt: skip
_CAPTION_NAME = re.compile(
    r"(?:image|photo|img|picture|media|figure|gallery|foto|bild|slide|slideshow|carousel|thumbnail)s?[-_]{0,2}"
    r"(?:caption|credit|copyright|source|legend|(?:meta|desc(?:ription)?)(?:$|[-_]))|(?:^|[-_])caption[-_]?text"
)
_LIKELY_CLASSES = frozenset(("caption",))
# Elements that hold a picture and its caption together are not themselves captions.
_FRAMES = frozenset(("figure", "ul", "ol", "table", "section", "article"))
# A picture holds no more characters and elements than this.
_LONGEST_CAPTION, _MOST_TAGS, _NEAR = 600, 200, 4
# A figure without a caption of its own that holds a paragraph of so much prose is a box with a picture.
_PARAGRAPH = 250
# A figure that holds one of these shows a text.
_TEXTS = frozenset(("table", "blockquote", "pre", "li"))


def roles(tag: Tag | Spot) -> int:
    """Return what the element is by its name and classes: CAPTION, FIGURE, PICTURE or several of them, or 0."""
    found = FIGURE if tag.name == "figure" else 0
    if tag.attrs:
        for token in classes(tag):
            found |= _says(token)
        if found & CAPTION and tag.name in _FRAMES:
            found -= CAPTION
    return found


def is_caption(tag: Tag, role: int, mass: Mass) -> bool:
    """Whether all text of an element with such a role is caption: it is one, or a picture with what is said of it."""
    if role == LIKELY:
        before = (node for node in islice(tag.previous_siblings, _NEAR) if isinstance(node, Tag))
        return mass.chars <= _LONGEST_CAPTION and any(node.name == "img" or mass_of(node).images for node in before)
    if role & CAPTION or tag.name != "figure":
        return bool(role & (CAPTION | PICTURE))
    if not mass.images or mass.chars > _LONGEST_CAPTION or mass.tags > _MOST_TAGS:
        return False
    names = {inner.name for inner in elements(tag)}
    return _TEXTS.isdisjoint(names) and (mass.prose <= _PARAGRAPH or "figcaption" in names)


@remembered
def _says(token: str) -> int:
    is_caption = token in _CAPTION_CLASSES or _CAPTION_NAME.search(token)
    return _FIGURE_CLASSES.get(token, 0) | (CAPTION if is_caption else LIKELY if token in _LIKELY_CLASSES else 0)
