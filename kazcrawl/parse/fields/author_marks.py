"""What tells that an element names the author of a post: what themes call it, microformats, where it leads."""

import re
from itertools import islice

from bs4.element import Tag

from kazcrawl.parse.fields.byline import OTHER_WORK
from kazcrawl.parse.page.names import finds
from kazcrawl.parse.page.region import HEADINGS
from kazcrawl.parse.page.tree import attribute, classes, is_called, properties, short_text

# What themes call the element of the author's name, the surest first.
_EXACT = frozenset({
    "fn", "author-name", "entry-author-name", "wp-block-post-author__name", "author__name", "post-author-name", "byline-name",
    "p-author",
})  # fmt: skip
_AUTHOR_NAME = finds(
    r"(?:^|[-_])(?:authors?|byline|by-?line|(?<!powered[-_])by|writer)(?:$|[-_])|(?:post|entry|article)(?:author|by)|authorname"
)
_OTHER_NAME = re.compile(
    r"(?:^|[-_])(?:experts?|reviewers?|reviewed|fact-?checke[rd]|editors?|translators?|photographers?|(?:img|image|photo|foto|picture)[-_]?author)"
    r"(?:$|[-_])"
)
# Where the words before a name are looked for: so many nodes before it.
NEAR = 6
# More text than this is no name, nor the line that holds one.
LONGEST = 300
# Whose name an `fn` is: microformats give one to persons, and to dishes, products and events.
_PERSONS = frozenset(("vcard", "hcard", "h-card", "author", "byline"))
_THINGS = frozenset(("item", "hrecipe", "hreview", "hproduct", "h-recipe", "h-product", "vevent"))
_THING_TYPE = re.compile(r"schema\.org/(?:Recipe|Product|Event)\b")
_BOX = finds(
    r"author[-_]?(?:box|bio|info|description|desc|avatar|image|photo|links|social|title|position|archive)|about[-_]author|gravatar|avatar"
)
# The name within such a box.
_BOX_NAME = finds(r"^author[-_]?(?:box|bio|info|card)[-_]{1,2}(?:name|author)$")


def is_of_another(tag: Tag) -> bool:
    """Whether the words before the name say that its bearer did something else: reviewed, translated, took the photo."""
    before = ""
    for node in islice(tag.previous_elements, NEAR):
        if isinstance(node, str) and node.strip():
            before = node
            break
    if OTHER_WORK.search(before[-40:]) or OTHER_WORK.match(short(tag)[:40]):
        return True
    return any(_OTHER_NAME.search(name) for part in (tag, *islice(tag.parents, 1)) for name in classes(part))


def is_exact(tag: Tag) -> bool:
    """Whether the element is called the author's name itself."""
    if "name" in properties(tag) and tag.parent is not None:
        return any("author" in attribute(parent, "itemprop").lower() for parent in islice(tag.parents, 3))
    return (not _EXACT.isdisjoint(classes(tag)) and not _names_a_thing(tag)) or is_called(tag, _BOX_NAME)


def _names_a_thing(tag: Tag) -> bool:
    """Whether an `fn` is the name of what a microformat tells of, a dish or a product, rather than a person's."""
    for part in (tag, *islice(tag.parents, 4)) if "fn" in classes(tag) else ():
        if not _PERSONS.isdisjoint(classes(part)):
            return False
        if part.name in HEADINGS or not _THINGS.isdisjoint(classes(part)) or _THING_TYPE.search(attribute(part, "itemtype")):
            return True
    return False


def is_author_link(tag: Tag) -> bool:
    """Whether the element is a link to the author's page."""
    return tag.name == "a" and ("author" in attribute(tag, "rel").lower().split() or "/author/" in attribute(tag, "href"))


def is_vcard(tag: Tag) -> bool:
    """Whether the element is called the author's, be it the name or the line around it."""
    tokens = classes(tag)
    return "vcard" in tokens or "author" in properties(tag) or any(map(_AUTHOR_NAME, tokens))


def is_box(tag: Tag) -> bool:
    """Whether the element is a box about the author, or a picture: what stands there is more than a name."""
    return tag.name == "img" or (is_called(tag, _BOX) and not is_called(tag, _BOX_NAME))


def short(tag: Tag) -> str:
    """The element's text, "" where it is too long for a line with a name."""
    return short_text(tag, LONGEST)
