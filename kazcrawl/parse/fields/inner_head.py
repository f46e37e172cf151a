"""The lines between a post's headline and its text where both stand in one element, as in themes made by hand: the head of a post, though
within its body."""

from collections.abc import Sequence
from itertools import chain, islice

from bs4.element import Tag

from kazcrawl.parse.fields.text_head import headings_of_text, lines_of_text, lines_of_title, told_by_crumbs
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.page_names import names_section
from kazcrawl.parse.page.region import HEADINGS
from kazcrawl.parse.page.site_names import SEPARATOR
from kazcrawl.parse.page.tree import short_text
from kazcrawl.text import fold

# A headline has so many characters, a line of the head no more than this; both stand among so many elements.
_HEADLINE, _LINE = 300, 100
_BEFORE, _MOST_LINES = 40, 6
# A sentence has so many blanks.
_STOPS, _WORDS = (".", "!", "?"), 5


def head_lines(page: Page) -> list[Tag]:
    """Return the short elements that follow the headline within the body, up to the first long one or the first sentence; [] where the
    headline stands elsewhere. Where the page is called after a part of the site, what heads the text is the headline."""
    inside = page.inside
    told = page.told_titles
    place = _place(inside, told)
    is_elsewhere = place is None and any(tag.name in HEADINGS and fold(short_text(tag, _HEADLINE)) in told for tag in page.around)
    if place is None and (not is_elsewhere or _names_section(told)):
        told = (*told, *_headline(page, told))
        place = _place(inside, told)
    lines: list[Tag] = []
    for tag in inside[place + 1 :] if place is not None else ():
        text = short_text(tag, _LINE)
        if (not text and tag.get_text(strip=True)) or len(lines) == _MOST_LINES or _is_sentence(text):
            break
        if text and fold(text) not in told:
            lines.append(tag)
    return lines


def _place(inside: Sequence[Tag], told: Sequence[str]) -> int | None:
    return next((i for i, tag in enumerate(inside[:_BEFORE]) if i and fold(short_text(tag, _HEADLINE)) in told), None)


def _headline(page: Page, told: Sequence[str]) -> list[str]:
    """What heads the text, folded, though the page is called otherwise; one text or none."""
    above = headings_of_text(page)
    if _names_section(told):
        head = chain(above, lines_of_title(page), lines_of_text(page))
    else:
        ends = told_by_crumbs(page) if above else set()
        head = chain(lines_of_title(page), (tag for tag in above if fold(short_text(tag, _HEADLINE)) in ends))
    texts = (short_text(tag, _HEADLINE) for tag in head)
    return list(islice((fold(text) for text in texts if text and not names_section(text)), 1))


def _names_section(told: Sequence[str]) -> bool:
    return bool(told) and all(names_section(SEPARATOR.split(title)[-1]) for title in told)


def _is_sentence(text: str) -> bool:
    return text[-1:] in _STOPS and text.count(" ") >= _WORDS
