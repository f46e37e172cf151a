"""Names before which no word stands, that their place tells to be the author's: beside the day, in a line of their own between headline and
text, below the text, at the beginning of what is told about the author."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from operator import attrgetter

from bs4.element import Tag

from kazcrawl.dates import find_dates, parse_human
from kazcrawl.months import MONTHS
from kazcrawl.parse.fields.byline import COMPANY
from kazcrawl.parse.fields.candidate import Candidate
from kazcrawl.parse.fields.inner_head import head_lines
from kazcrawl.parse.fields.persons import is_person, may_be_person
from kazcrawl.parse.fields.published import find_modified, find_published
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.region import HEADINGS, parted
from kazcrawl.parse.page.site_names import SEPARATOR
from kazcrawl.parse.page.spot import INLINE
from kazcrawl.parse.page.tree import attribute, holds_any, mass_of, short_text
from kazcrawl.text import fold, one_line

Told = Candidate[tuple[str, ...]]

_LINES = frozenset(("td", "th", "dt", "div", "span", "b", "strong", "label", "p", "li", "ul", "em", "i", "font", "small", "h4", "h5", "h6"))
_PARTING = re.compile(r"[|·•/—–]|,\s|\s-\s")
_AND = re.compile(r"\s(?:&|and|und|и|және|та|і|e|et|y|ve|va|oraz|i)\s|,\s")
_SECTION = re.compile(r"/(?:category|categories|tags?|rubric|rubrika|section|topics?|c)/|[?&](?:cat|tag)=")
# Where the page of a person stands.
_PROFILE = re.compile(
    r"/(?:authors?|u|users?|team|people|profiles?|staff|experts?|contributors?|yazar(?:lar)?|avtor\w?|autor\w{0,3})(?:/|$)|/@"
)
# How long ago, or how often it was read: where a theme prints no day beside the name.
_READ = re.compile(r"\b(?:ago|last (?:week|month|year)|назад|бұрын|önce)\b|\d\s?(?:min|views|просмотр|қаралым)", re.IGNORECASE)
# Desks that sign.
_DESK = re.compile(
    r"редакция|редколлегия|пресс-служба|баспасөз қызметі|redaktion|redakcja|redacción|rédaction|la rédaction|redazione|haber merkezi|"
    r"(?:news|trade|press|business) desk|editorial (?:team|board|staff)|press (?:service|office)",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|von|par|por|di|de|door|av|от)\s(?=[^\W\d_])", re.IGNORECASE)
# What a person is, behind the name: "Asel Kim, adviser of the chamber"; for whom a person wrote.
_WHO = re.compile(r"(?P<name>[^,]{5,50}),\s(?P<who>[^!?:;\d]{4,60})")
_FOR = re.compile(r"(?P<name>.{5,50}?)\sfor\s(?:the\s)?(?P<whom>.{3,60})")
_ABOUT = re.compile(r"about the (?:author|writer|contributor)|(?:об|про) авторе?|автор туралы|über (?:den autor|die autorin)")
_KEPT_SMALL = re.compile(r"[a-zà-ÿа-яё]")
_MOST_NAMES, _MOST_TEXT, _LINE, _SHORT, _PART = 3, 20_000, 120, 90, 45
# A shorter word is looked for without endings.
_STEM, _END = 4, r"(?!\w)"
_FRAMES, _NEAR, _LAST = 3, 4, 4
# A shorter heading may begin a title by chance; no line of a head is so long.
_SENTENCE = 60
_TELLING = 8


def from_dated_companion(page: Page) -> Iterator[Told]:
    """A name that stands beside the day (or how long ago that was) in a short line of the post's head: "Asel Kim • 22 October 2015"; not
    where one of its words stands in small letters in the text, nor beside the day of another post."""
    language = _language(page)
    for tag in (*page.around, *page.once(head_lines)):
        text = short_text(tag, _LINE) if tag.name in _LINES and not holds_any(tag, HEADINGS) else ""
        dates = find_dates(text, short_years=True)
        parts = list(_parts_of(tag)) if dates or _READ.search(text) else []
        if any(len(part) > _PART for part in parts) or _is_of_another_day([found.parsed.day for found in dates], page):
            continue
        told = (name for part in parts for name in _AND.split(part) if may_be_person(name, language=language))
        names = [name for name in told if not _is_said(name, page)]
        if names := names or [part for part in parts if _DESK.fullmatch(part)]:
            yield Candidate(tuple(names[:_MOST_NAMES]), "byline", text)


def _is_of_another_day(days: Sequence[date], page: Page) -> bool:
    """Whether a line has days, and none of them is that of the post or of its last change, where the page tells these; in another zone it
    may be the one before or after."""
    published, modified = page.once(find_published), page.once(find_modified)
    own = [*([published.value.day] if published else ()), *([modified.date()] if modified else ())]
    return bool(days and own) and all(abs((day - of_post).days) > 1 for day in days for of_post in own)


def from_lone_line(page: Page) -> Iterator[Told]:
    """A line between headline and text that is the name of a person, or of two, and nothing else but what that person is."""
    for tag in (*_between(page), *page.once(head_lines)):
        if tag.name in _LINES and (tag.name not in INLINE or _is_all_of_line(tag)):
            text = short_text(tag, _SHORT)
            if (names := _names_in(text, page) or ((text,) if _DESK.fullmatch(text) else ())) and not _leads_elsewhere(tag):
                yield Candidate(names, "byline", text)


def from_below(page: Page) -> Iterator[Told]:
    """A last line of the text that is a person's name, where something sets it apart: slanted letters, the day below it, what that person
    is behind it."""
    inside = page.inside or (page.around if page.container.content is page.region else ())
    lines = (tag for tag in reversed(inside) if tag.name in _LINES and (tag.name not in INLINE or _is_all_of_line(tag)))
    is_dated = False
    for tag in islice(filter(attrgetter("text"), lines), _LAST):
        text = short_text(tag, _SHORT)
        if parse_human(text) is not None:
            is_dated = True
        elif (names := _names_in(text, page)) and (is_dated or tag.name in ("i", "em") or "," in text):
            yield Candidate(names, "byline", text)
            return
        elif not is_dated:
            return


def from_about(page: Page) -> Iterator[Told]:
    """Of whom the lines tell that are headed "About the author"."""
    for tag in (*page.around, *page.inside):
        if tag.name in (*HEADINGS, "h4", "h5", "h6", "p", "div", "strong") and _ABOUT.fullmatch(fold(short_text(tag, _SHORT)).rstrip(":")):
            behind = next((node for node in islice(tag.next_siblings, _NEAR) if isinstance(node, Tag)), None)
            words = one_line(behind.get_text(" ")[:_LINE]).split() if behind is not None else []
            length = next((place for place, word in enumerate(words) if _KEPT_SMALL.match(word)), 0)
            if 2 <= length <= _MOST_NAMES and is_person(name := " ".join(words[:length]).rstrip(",")):
                yield Candidate((name,), "byline", name)


def _language(page: Page) -> str:
    root = next(iter(page.tags.get("html", ())), None)
    return attribute(root, "lang") if root is not None else ""


def _between(page: Page) -> list[Tag]:
    """The elements that stand behind the post's headline and before its text."""
    content = page.container.content
    before, _ = parted(page.around, content) if content is not page.region else (list(page.around), None)
    head = next((tag for tag in before if tag.name in HEADINGS and _heads_page(tag, page)), None)
    if content is None or head is None:
        return []
    first = mass_of(head).last
    behind = [tag for tag in before if mass_of(tag).first > first]
    prose = (mass_of(tag).first for tag in behind if tag.name == "p" and mass_of(tag).chars >= _SENTENCE)
    end = mass_of(content).first if content is not page.region else min(prose, default=0)
    lines = (tag for tag in behind if mass_of(tag).first < end and not any(above.name == "ul" for above in islice(tag.parents, _FRAMES)))
    return [tag for tag in lines if content is not page.region or any(above is head.parent for above in islice(tag.parents, _FRAMES - 1))]


def _heads_page(tag: Tag, page: Page) -> bool:
    """Whether a heading is of the first level, or the page is called after it."""
    text = fold(short_text(tag, 3 * _LINE))
    return tag.name == "h1" or any(len(text) >= _TELLING and title.startswith(text) for title in page.told_titles)


def _names_in(line: str, page: Page) -> tuple[str, ...]:
    """The names that a line is made of; () where it is anything else."""
    rest = line[label.end() :] if (label := _BY.match(line)) else line
    if (who := _WHO.fullmatch(rest)) is not None and _tells_who(who["who"]):
        rest = who["name"]
    elif (told := _FOR.fullmatch(rest)) is not None and fold(told["whom"]) in map(fold, SEPARATOR.split(page.head_title)):
        rest = told["name"]
    names = _AND.split(rest) if len(rest) <= _SHORT else []
    is_all = 0 < len(names) <= _MOST_NAMES and all(is_person(name) and not _is_said(name, page) for name in names)
    return tuple(names) if is_all and fold(rest) not in (*page.told_titles, *page.folded_site_names) else ()


def _tells_who(text: str) -> bool:
    """Whether what stands behind a name and a comma is what its bearer is, or a company."""
    return COMPANY.search(text) is not None or (text[0].islower() and "." not in text)


def _leads_elsewhere(tag: Tag) -> bool:
    """Whether the line is, or holds, a link to another page than a person's."""
    links = [*(above for above in (tag, *islice(tag.parents, _FRAMES)) if above.name == "a"), *tag.find_all("a", limit=_NEAR)]
    return any(not _PROFILE.search(attribute(link, "href")) for link in links)


def _is_all_of_line(tag: Tag) -> bool:
    """Whether an element of running text is all that stands in the block around it."""
    block = next((above for above in islice(tag.parents, _FRAMES) if above.name not in INLINE), None)
    return block is not None and mass_of(block).chars == mass_of(tag).chars


def _parts_of(tag: Tag) -> Iterator[str]:
    """The parts of a line that are no links to a section: pieces of its elements, and what signs part in these."""
    for node in tag.strings:
        if not any(above.name == "a" and _SECTION.search(attribute(above, "href")) for above in islice(node.parents, _FRAMES)):
            yield from (one_line(part) for part in _PARTING.split(node))


def _text(page: Page) -> str:
    content = page.container.content
    return content.get_text(" ")[:_MOST_TEXT] if content is not None else ""


def _is_said(name: str, page: Page) -> bool:
    """Whether a word of a name stands in small letters in the text: then it is no name."""
    text = page.once(_text)
    words = (f"{re.escape(word)}{'' if len(word) > _STEM else _END}" for word in name.lower().split() if word not in MONTHS)
    return any(re.search(rf"(?<!\w){word}", text) for word in words)
