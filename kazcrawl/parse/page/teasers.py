"""Lists of other posts that nothing calls so: boxes alike beside each other, each with a headline that leads to a page of its own."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from kazcrawl.parse.page.names import LIKELY_CONTENT, OF_CONTENT
from kazcrawl.parse.page.outline import Outline
from kazcrawl.parse.page.spot import INLINE, Spot
from kazcrawl.parse.page.tree import attribute

# So many boxes are a list. A headline has so many characters, a box with its excerpt no more than this, and as many frames around it.
_A_LIST = 3
_HEADLINE = range(8, 250)
_MOST_CHARS, _MOST_FRAMES = 900, 4
# A list with less prose misleads nobody.
_SOME_PROSE = 100
_MOST_LINKS = 2_000
# A label or a date beside a headline is no longer.
_LABEL = 60
_MOST_EVENTS = 60
_NEIGHBOUR = re.compile(r"[«‹←<\s]*(?:prev|next|older|newer|предыдущ|следующ|алдыңғы|келесі)")
# What a sentence has and a date or a category has not: two words in small letters side by side.
_LOWER_WORD = re.compile(r"\b[^\W\d_A-ZА-Я]{2,20} [^\W\d_A-ZА-Я]{2,20}\b")
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
BOXES = frozenset(("div", "li", "article", "section", "td", "tr", "table", "dl", "a"))


def find_teasers(outline: Outline, root: Spot) -> list[Spot]:
    """Return the boxes below `root`, in no order."""
    groups: dict[tuple[int, str, str], dict[int, tuple[Spot, Spot]]] = {}
    links = (spot for spot in outline.telling if spot.name == "a" and spot.chars in _HEADLINE and root.holds(spot))
    for link in islice(links, _MOST_LINKS):
        for box in _boxes_of(link, outline):
            kind = (id(box.parent), box.name, attribute(box, "class"))
            groups.setdefault(kind, {}).setdefault(id(box), (box, link))
    lists = (list(group.values()) for group in groups.values())
    return [box for boxes in lists if _is_list(boxes, outline) for box, _ in boxes]


def _boxes_of(link: Spot, outline: Outline) -> Iterator[Spot]:
    """The elements around a headline that is a link and nothing else, as long as they may be a box of it and its excerpt."""
    line = _line_of(link)
    is_headed = _is_headed(link, outline)
    if is_headed and _holds_heading(link, outline) and link.chars <= _MOST_CHARS:
        yield link  # the whole card is a link
    within = next(outline.children(link), None) if link.tags else None
    if line.name in INLINE and (within is None or within.name in INLINE) and not _stands_above_text(line, link, outline):
        return  # a link in the midst of a text
    for box in islice(line.parents, _MOST_FRAMES):
        if box.chars > _MOST_CHARS or box.name == "body":
            return
        # Boxes hold no more prose than what is around them, but for a link, which has none.
        if box.name in BOXES and (above := box.parent) is not None and (is_headed or above.prose >= _SOME_PROSE or above.name == "a"):
            yield box


def _line_of(link: Spot) -> Spot:
    """The outermost element around a link that holds no other text."""
    line = link
    while (above := line.parent) is not None and above.chars == link.chars and above.name != "body":
        line = above
    return line


def _is_headed(link: Spot, outline: Outline) -> bool:
    """Whether a link is a heading and nothing else, or a card with a heading in it."""
    is_heading = any(above.name in _HEADINGS and above.chars == link.chars for above in islice(link.parents, _MOST_FRAMES))
    return is_heading or _holds_heading(link, outline)


def _holds_heading(link: Spot, outline: Outline) -> bool:
    within = islice(outline.events[link.first : link.last], _MOST_EVENTS) if link.tags else ()
    return any(isinstance(event, Spot) and event.name in _HEADINGS for event in within)


def _stands_above_text(line: Spot, link: Spot, outline: Outline) -> bool:
    """Whether a link's line has nothing beside it but a label before and a date or figures behind, and the excerpt stands below in an
    element of its own."""
    box = line.parent
    if box is None or box.chars > _MOST_CHARS:
        return False
    below = next((spot for spot in outline.children(box, behind=line) if spot.name not in INLINE), None)
    if below is None or not below.prose:
        return False
    before = "".join(text for text in outline.events[box.first : link.first] if isinstance(text, str)).strip()
    behind = "".join(text for text in outline.events[link.last : below.first] if isinstance(text, str))
    return (not before or before[-1] in ":»›→>") and len(before) <= _LABEL and not _LOWER_WORD.search(behind) and len(behind) <= _LABEL


def _is_list(boxes: list[tuple[Spot, Spot]], outline: Outline) -> bool:
    """Whether so many boxes lead to pages of one site, and hold prose or are headed by what leads there; two are enough where they say that
    they are the previous and the next post. What stands in a body that is called so is its author's."""
    addresses = {attribute(link, "href") for _, link in boxes}
    if len(addresses) < 2 or (sum(box.prose for box, _ in boxes) < _SOME_PROSE and not all(_is_headed(link, outline) for _, link in boxes)):
        return False
    if len(addresses) < _A_LIST and not all(_NEIGHBOUR.match(outline.text_of(box)[:_LABEL].strip().lower()) for box, _ in boxes):
        return False
    try:
        hosts = {urlsplit(address).netloc for address in addresses}
    except ValueError:
        return False
    is_within = any(address.startswith("#") for address in addresses)
    return len(hosts) == 1 and not is_within and not any(above.said & (OF_CONTENT | LIKELY_CONTENT) for above in boxes[0][0].parents)
