"""Which figure of 05/03/2024 is the day: told by the page's address, its other days, the months that it names, its language."""

import re

from kazcrawl.dates import find_dates
from kazcrawl.months import MONTHS
from kazcrawl.outlets import host_of
from kazcrawl.parse.fields.url_date import month_of_url
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.tree import attribute

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
# A line of an archive: October 2016 (3)
_LINE = 60
_MONTH = re.compile(r"\s{0,20}([^\W\d_]{3,12})\.?,?\s((?:19|20)\d\d)(?:\s?\(\d{1,5}\))?\s{0,20}")
# Domains of two letters that stand for no country any more, and the country where the month comes first.
_ANYWHERE = frozenset(("us", "co", "io", "me", "tv", "ai"))

_ABROAD = re.compile(
    r"£|€|₸|(?<![\w+])\+(?:44|61|64|353|27|91|7|49)[\s(-]|(?<!\w)(?:UK|U\.K\.|United Kingdom|Great Britain|Australia|Ireland)(?!\w)"
)


def day_first(page: Page, text: str) -> bool | None:
    """Whether 05/03/2024 is of March: the month in the post's address tells, else how the page writes its other days, else the months that
    it names, else its language; None if nothing does."""
    month = month_of_url(page) if "/" in text else None
    for order in (True, False) if month else ():
        found = find_dates(text, dayfirst=order, short_years=True)
        if found and (found[0].parsed.day.year, found[0].parsed.day.month) == month:
            return order
    if (match := _SLASHED.search(text)) is None:
        return None
    if (of_others := page.once(_order_of_others)) is not None:
        return of_others
    of_months = _order_of_months(page, int(match[1]), int(match[2]), int(match[3]))
    return page.once(_order_of_language) if of_months is None else of_months


def _order_of_others(page: Page) -> bool | None:
    """Whether the day comes first in the dates of the page that can be read in one way alone: 11/16/2017 is of November."""
    outline = page.outline
    told = outline.text_of(outline.top) if outline is not None else page.soup.get_text(" ")
    orders = {int(first) > 12 for first, second, _ in _SLASHED.findall(told) if (int(first) > 12) != (int(second) > 12)}
    return orders.pop() if len(orders) == 1 else None


def _order_of_months(page: Page, first: int, second: int, year: int) -> bool | None:
    """Whether the day comes first in first/second/year, by the months with years that stand alone on the page, as the lines of an archive
    do; None if they tell of both readings or of none."""
    named = page.once(_months_of_archive)
    told = ((second, year) in named, (first, year) in named)
    return told[0] if first != second and told[0] != told[1] else None


def _months_of_archive(page: Page) -> frozenset[tuple[int, int]]:
    """The months, each with its year, that are all of a text of the page."""
    found = (match for text in page.texts if len(text) <= _LINE and (match := _MONTH.fullmatch(text)))
    return frozenset((MONTHS[name], int(match[2])) for match in found if (name := match[1].lower()) in MONTHS)


def _order_of_language(page: Page) -> bool | None:
    """False, the month first, for a page in the English of the United States, or in that of no country, where neither the host nor a sum, a
    telephone or the name of the kingdom tells of another; else None."""
    root = next(iter(page.tags.get("html", ())), None)
    language = attribute(root, "lang").lower().replace("_", "-") if root is not None else ""
    if language == "en-us":
        return False
    locale = next(page.meta("og:locale"), "en_us").lower().replace("-", "_")
    last = (host_of(page.url) or "").rpartition(".")[2]
    if language != "en" or locale != "en_us" or (len(last) == len("uk") and last not in _ANYWHERE):
        return None
    return None if any(map(_ABROAD.search, page.texts)) else False
