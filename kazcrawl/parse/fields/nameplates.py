"""Names that are told by what stands right before them: the icon of a person in a line of the post, or a label in an element of its own."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from bs4.element import Tag

from kazcrawl.dates import find_dates
from kazcrawl.parse.fields.byline import clean_names, may_be_called, named_after_by, without_others
from kazcrawl.parse.fields.candidate import Candidate
from kazcrawl.parse.fields.inner_head import head_lines
from kazcrawl.parse.fields.persons import is_person
from kazcrawl.parse.page.names import finds
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.region import HEADINGS
from kazcrawl.parse.page.tree import classes, holds_any, is_text, short_text
from kazcrawl.text import one_line

Told = Candidate[tuple[str, ...]]

_ICONS = frozenset(("i", "span", "em", "svg"))
_PERSON = finds(
    r"^(?:[a-z]{1,6}[-_])?(?:fas?|far|icons?|glyphicon|dashicons|bi|ti|las?|ion|mdi|lnr|icofont)[-_](?:.{1,20}[-_])?(?:user|author|person|pencil|pen)s?(?:$|[-_])"
)
_AUTHOR = (
    r"authors?|автор(?:ы|и|лар|лары)?|(?:мақала|мәтін) авторы|auteure?s?|autor(?:in|en|innen|a|es|as|i|zy)?|autore|autric[ei]|"
    r"avtor(?:y|lar|lar[yı])?|yazar(?:lar)?|yazan|gönderen|muallif(?:lar)?|作者|投稿者|著者|الكاتب"
)
_LABEL = re.compile(rf"(?:{_AUTHOR}|(?:written |posted |published )?by|жазған)\s?[:：]?", re.IGNORECASE)
# A label that leaves no doubt, and the name behind it; a day may stand before it.
_WHOSE = re.compile(
    r"(?:.{0,40}\d{4}\D{0,12}\s)?(?:(?:written|posted|published|text|words|story|(?:guest\s)?(?:post|article))\sby\s|(?:rédigé\spar|écrit\spar|escrito\spor|texto\sde|texte\sde)\s|scritto\sda\s|a\scura\sdi\s|"
    rf"(?:{_AUTHOR}|text|текст|мәтін|texto|texte|testo|tekst|metin|words|қосқан|ekleyen)\s?[:：]\s?)(?P<name>[^\W\d_][^|•·:\d]{{1,50}})",
    re.IGNORECASE,
)
# A label that needs a date beside it: "By the river" may be a caption.
_BY = re.compile(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)\s(?P<name>[A-ZА-ЯӘІҢҒҮҰҚӨҺ][^\s|•·:\d]{1,30}(?:\s[^\s|•·:\d]{1,30}){0,2})")
_BY_DATED = re.compile(r"(?:[Bb]y|BY|[Vv]on)\s[A-ZА-ЯӘІҢҒҮҰҚӨҺ]")
_PARTING = re.compile(r"\s?[|·•]\s?")
_LABELS = frozenset(("td", "th", "dt", "div", "span", "b", "strong", "label", "p", "li", "em", "i", "font", "small", "h4", "h5", "h6"))
_VALUES = _LABELS | {"dd", "a"}
# A line of the post's head is no longer, and the name stands no further behind the icon or the label.
_LINE, _LONGEST_LABEL, _LONGEST_NAME, _NEAR = 200, 20, 60, 4
_FRAMES = 3


def from_icon(page: Page) -> Iterator[Told]:
    """The text behind the icon of a person, in a line that has a date too: page builders print no word before the name."""
    for tag in page.around:
        if tag.name in _ICONS and any(map(_PERSON, classes(tag))) and not short_text(tag, _LINE).strip():
            name = _text_behind(tag)
            if name and _is_in_dated_line(tag):
                yield Candidate((name,), "byline", name)


def from_label(page: Page) -> Iterator[Told]:
    """What stands behind an element that says "Author" and nothing else, and further names there: cells of a table, terms of a list."""
    for tag in page.around:
        if tag.name in _LABELS and _LABEL.fullmatch(one_line(short_text(tag, _LONGEST_LABEL))):
            behind = [node for node in islice(tag.next_siblings, 2 * _NEAR) if isinstance(node, Tag)]
            if behind and behind[0].name in _VALUES and (name := one_line(short_text(behind[0], _LONGEST_NAME))):
                others = takewhile(is_person, (one_line(short_text(node, _LONGEST_NAME)) for node in behind[1:]))
                yield Candidate((name, *others), "byline", name)


def from_labelled_line(page: Page) -> Iterator[Told]:
    """A short line of the post's head that says whose the post is and nothing else: "Written by KazCham", "Автор: KazCham"; "By KazCham" in
    a line with a date."""
    for tag in (*page.around, *page.once(head_lines)):
        if tag.name not in _LABELS or not (line := one_line(short_text(tag, _LINE))):
            continue
        text = without_others(line)
        if name := named_by_label(line):
            yield Candidate((name,), "byline", line)
        elif (match := _BY.fullmatch(text)) and _is_in_dated_line(tag) and all(map(may_be_called, clean_names(match["name"]))):
            yield Candidate((match["name"],), "byline", line)
        elif _BY_DATED.match(text) and find_dates(text) and (name := named_after_by(text)):
            yield Candidate((name,), "byline", line)
        else:
            yield from (Candidate((name,), "byline", line) for name in map(named_by_label, _pieces(tag)) if name)


def named_by_label(line: str) -> str | None:
    """Return the name in a line that says whose the text is and nothing else: "Text: A. Kim, Photos: B. Pak"; None for any other line."""
    match = _WHOSE.fullmatch(text := without_others(one_line(line)))
    is_name = match is not None and (":" in text or all(map(may_be_called, clean_names(match["name"]))))
    return match["name"] if match is not None and is_name else None


def _pieces(tag: Tag) -> list[str]:
    """The lines of an element that breaks part, or what signs part in it; [] for one piece, and for a frame around a headline."""
    if holds_any(tag, HEADINGS):
        return []
    pieces = [one_line(piece) for text in tag.strings for piece in _PARTING.split(text)]
    return [piece for piece in pieces if piece] if len(pieces) > 1 else []


def _is_in_dated_line(tag: Tag) -> bool:
    return any(find_dates(short_text(above, _LINE), short_years=True) for above in islice(tag.parents, _FRAMES))


def _text_behind(icon: Tag) -> str:
    """The first text behind an icon, as far as its line goes."""
    for node in islice(icon.next_siblings, _NEAR):
        text = one_line(str(node)[:_LINE]) if is_text(node) else one_line(short_text(node, _LONGEST_NAME)) if isinstance(node, Tag) else ""
        if text:
            return text if len(text) <= _LONGEST_NAME else ""
    return ""
