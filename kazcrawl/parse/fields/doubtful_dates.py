"""Dates that only their surroundings tell to be the post's, or not to be."""

import re
from itertools import islice

from bs4.element import Tag

from kazcrawl.dates import ParsedDate, find_dates, parse_human, parse_machine
from kazcrawl.parse.page.tree import short_text

# Figures alone, and a short year without an apostrophe: elsewhere a number of something, or 15 comments.
_EIGHT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_TIGHT = re.compile(r"\d{1,2}[\s.-]?[^\W\d_]{3,10}[\s.,-]{1,2}\d\d|[^\W\d_]{3,10}\.?\s\d{1,2},?\s\d\d")
# An item of a list has so few frames around its date, and no more text, of which all but a date is the link.
_NEAR, _MOST_ITEMS, _ITEM, _DATE = 3, 100, 500, 60


def parse_tight(text: str) -> ParsedDate | None:
    """Read "20151021" or "21 Oct 15", or None."""
    if match := _EIGHT.fullmatch(text):
        return parse_machine("-".join(match.groups()))
    return parse_human(f"{text[:-2]}20{text[-2:]}") if _TIGHT.fullmatch(text) else None


def is_listed(tag: Tag) -> bool:
    """Whether what a date was read of is (in) a list of links with dates each: the newest posts of the site."""
    item = next((near for near in (tag, *islice(tag.parents, _NEAR)) if near.name == "li"), tag.find("li"))
    beside = islice(item.parent.children, _MOST_ITEMS) if item and item.parent else iter(())
    items = [child for child in beside if isinstance(child, Tag) and child.name == "li"]
    return len(items) > 1 and sum(map(_is_dated_link, items)) > 1


def _is_dated_link(item: Tag) -> bool:
    text, link = short_text(item, _ITEM), item.find("a", href=True)
    beside = len(text) - len(short_text(link, _ITEM)) if link is not None else 0
    return 0 < beside <= _DATE and beside < len(text) and bool(find_dates(text))
