"""Pages that are called what no post is called, and hold what such a page holds: a search, contacts, who the chamber is, a calendar."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qs, urlsplit

from bs4.element import Tag

from kazcrawl.parse.fields.published import find_published
from kazcrawl.parse.kind.directory import headings_of, is_directory
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.page_names import names_calendar, names_contacts, names_itself, names_people, names_search, searched_for
from kazcrawl.parse.page.site_names import SEPARATOR, without_site
from kazcrawl.parse.page.tree import attribute, below, holds_any, mass_of, short_text
from kazcrawl.text import fold

# What other systems print in the classes of the body element, of pages that are neither a post nor a list of posts.
_OF_OTHERS = {
    "com_contact": "page", "com_users": "page", "com_phocagallery": "page", "com_search": "list-page", "com_finder": "list-page",
    "path-search": "list-page", "page-search": "list-page", "ns-special": "page", "template-search": "list-page",
}  # fmt: skip
# How a page is asked to search, in its address or by a field of its form.
_QUERIES = frozenset(("q", "s", "query", "search", "keys", "keyword", "keywords", "searchword", "searchphrase", "text", "words", "term"))
_SEARCH_PATH = re.compile(r"/(?:search|poisk|site-?search|suche|recherche|arama|izdeu)(?:[/.]|$)", re.IGNORECASE)
_REACHED = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|\+\d[\d ()-]{8,20}\d")
_DAY_NAMES = frozenset({
    "sun", "mon", "tue", "wed", "thu", "fri", "sat", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "вс", "пн", "вт", "ср", "чт", "пт", "сб", "воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота",
    "жс", "дс", "сс", "бс", "жм", "сн", "жексенбі", "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі",
})  # fmt: skip
_WEEK, _EVENTS, _MOST_TABLES, _MOST_CELLS = 7, 3, 20, 400
# Beside a calendar stand no more characters of prose than so many; a short address book is no longer than this.
_BESIDE_CALENDAR, _SHORT, _DAY = 200, 2_000, 20


def named_kind(page: Page) -> str | None:
    """Return "list-page" for a search or a calendar, "page" for contacts or what the site says of itself; None for what may be a post."""
    by_class = (kind for name, kind in _OF_OTHERS.items() if name in page.body_classes)
    if (kind := "list-page" if _is_search(page) else next(by_class, None)) is not None:
        return kind
    headings = headings_of(page)
    if any(map(names_calendar, headings)) and _is_calendar(page):
        return "list-page"
    return "page" if tells_of_site(page) and page.once(find_published) is None else None


def tells_of_site(page: Page) -> bool:
    """Whether title and heading are the name of contacts, of what a site says of itself or of those who run it, and the page holds that."""
    title = fold(SEPARATOR.split(page.head_title[:1_000])[0])
    if title not in headings_of(page):
        return False
    return names_itself(title) or (names_contacts(title) and _tells_how_to_reach(page)) or (names_people(title) and is_directory(page))


def _is_search(page: Page) -> bool:
    """Whether the page is called a search, and was asked for something or stands where searches do; or is called after what was asked."""
    asked = set(_asked(page))
    names = [*headings_of(page)[:1], fold(without_site(page.head_title[:1_000], page.site_names))]
    if any(searched_for(name) in asked for name in names):
        return True
    return any(map(names_search, names[:-1])) and bool(asked or _SEARCH_PATH.search(urlsplit(page.url).path))


def _asked(page: Page) -> Iterator[str]:
    """What was searched for, folded, but for words that a form shows until something is written into it."""
    queries = parse_qs(urlsplit(page.url).query)
    told = [value for name, values in queries.items() if name.lower() in _QUERIES for value in values]
    told += [attribute(tag, "value") for tag in page.tags.get("input", ()) if attribute(tag, "name").lower() in _QUERIES]
    yield from (text for value in told if (text := fold(value[:300])) and not names_search(text.rstrip(" .…")))


def _tells_how_to_reach(page: Page) -> bool:
    content = page.container.content
    return (
        content is not None
        and page.body is not None
        and mass_of(content).chars < _SHORT
        and _REACHED.search(content.get_text(" ")) is not None
    )


def _is_calendar(page: Page) -> bool:
    """Whether the page is one month's table of days with events in them, and hardly any prose beside it."""
    content, body = page.container.content, page.body
    if content is None or body is None:
        return False
    tables = [content] if content.name == "table" else list(islice(below(content, ("table",)), _MOST_TABLES))
    months = [table for table in tables if _is_month(table)]
    return len(months) == 1 and mass_of(body).prose - mass_of(months[0]).prose < _BESIDE_CALENDAR


def _is_month(table: Tag) -> bool:
    cells = list(islice(below(table, ("th", "td")), _MOST_CELLS))
    week = [fold(short_text(cell, _DAY)).rstrip(".") for cell in cells[:_WEEK]]
    return len(week) == _WEEK and _DAY_NAMES.issuperset(week) and sum(holds_any(cell, ("a",)) for cell in cells) >= _EVENTS
