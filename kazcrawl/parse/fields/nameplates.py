"""Names that are told by what stands right before them: the icon of a person in a line of the post, or a label in an element of its own."""

import re
from collections.abc import Iterator
from itertools import islice

from bs4.element import Tag

from kazcrawl.dates import find_dates
from kazcrawl.parse.fields.byline import is_full_name, named_after_by, without_others
from kazcrawl.parse.fields.candidate import Candidate
from kazcrawl.parse.fields.inner_head import head_lines
from kazcrawl.parse.page.names import finds
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.tree import attribute, classes, is_text, short_text
from kazcrawl.text import one_line

Told = Candidate[tuple[str, ...]]

_ICONS = frozenset(("i", "span", "em", "svg"))
_PERSON = finds(
    r"^(?:[a-z]{1,6}[-_])?(?:fas?|far|icons?|glyphicon|dashicons|bi|ti|las?|ion|mdi|lnr|icofont)[-_](?:.{1,20}[-_])?(?:user|author|person|pencil|pen)s?(?:$|[-_])"
)
_AUTHOR = (
    r"authors?|автор(?:ы|и|лар|лары)?|(?:мақала|мәтін) авторы|auteure?s?|autor(?:in|en|innen|a|es|as|i|zy)?|autore|avtor(?:y|lar|lar[yı])?|"
    r"yazar(?:lar)?|yazan|gönderen|muallif(?:lar)?|作者|投稿者|著者|الكاتب"
)
_LABEL = re.compile(rf"(?:{_AUTHOR}|(?:written |posted |published )?by|жазған)\s?[:：]?", re.IGNORECASE)
# A label that leaves no doubt, and the name behind it; a day may stand before it.
_WHOSE = re.compile(
    r"(?:.{0,40}\d{4}\D{0,12}\s)?(?:(?:written|posted|published|text)\sby\s|(?:rédigé\spar|écrit\spar|escrito\spor)\s|scritto\sda\s|a\scura\sdi\s|"
    rf"(?:{_AUTHOR}|text|текст|мәтін|texto|texte|testo|tekst|metin|words|қосқан|ekleyen)\s?[:：]\s?)(?P<name>[^\W\d_][^|•·:\d]{{1,50}})",
    re.IGNORECASE,
)
# A label that needs a date beside it: "By the river" may be a caption.
_BY = re.compile(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)\s(?P<name>[A-ZА-ЯӘІҢҒҮҰҚӨҺ][^\s|•·:\d]{1,30}(?:\s[^\s|•·:\d]{1,30}){0,2})")
_BY_DATED = re.compile(r"(?:[Bb]y|BY|[Vv]on)\s[A-ZА-ЯӘІҢҒҮҰҚӨҺ]")
_LABELS = frozenset(("td", "th", "dt", "div", "span", "b", "strong", "label", "p", "li", "em", "i", "font", "small", "h4", "h5", "h6"))
_VALUES = _LABELS | {"dd", "a"}
# Languages in which the name of a section has one capital, at its beginning.
_ONE_CAPITAL = frozenset((
    "ru", "kk", "uk", "be", "ky", "uz", "tg", "tk", "az", "tr", "hy", "ka", "mn", "fr", "es", "it", "pt", "pl", "cs", "sk", "ro", "bg",
    "sr", "hr", "hu", "lt", "lv", "et", "fi", "sv", "da", "nb", "no", "nl",
))  # fmt: skip
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_PARTING = re.compile(r"[|·•/—–]|,\s|\s-\s")
_AND = re.compile(r"\s(?:&|и|және|та|і|e|et|y|ve|va|oraz|i)\s")
_SECTION = re.compile(r"/(?:category|categories|tags?|rubric|rubrika|section|topics?|c)/|[?&](?:cat|tag)=")
_MOST_NAMES, _MOST_TEXT, _COMPANION_LINE = 3, 20_000, 120
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
    """What stands in the element behind one that says "Author" and nothing else: cells of a table, terms of a list."""
    for tag in page.around:
        if tag.name in _LABELS and _LABEL.fullmatch(one_line(short_text(tag, _LONGEST_LABEL))):
            behind = next((node for node in islice(tag.next_siblings, _NEAR) if isinstance(node, Tag)), None)
            if behind is not None and behind.name in _VALUES and (name := one_line(short_text(behind, _LONGEST_NAME))):
                yield Candidate((name,), "byline", name)


def from_labelled_line(page: Page) -> Iterator[Told]:
    """A short line of the post's head that says whose the post is and nothing else: "Written by KazCham", "Автор: KazCham"; "By KazCham" in
    a line with a date."""
    for tag in (*page.around, *page.once(head_lines)):
        if tag.name not in _LABELS or not (text := without_others(one_line(short_text(tag, _LINE)))):
            continue
        if (match := _WHOSE.fullmatch(text)) or ((match := _BY.fullmatch(text)) and _is_in_dated_line(tag)):
            yield Candidate((match["name"],), "byline", text)
        elif _BY_DATED.match(text) and find_dates(text) and (name := named_after_by(text)):
            yield Candidate((name,), "byline", text)


def from_dated_companion(page: Page) -> Iterator[Told]:
    """A full name without any word before it that stands beside the day in a short line of the post's head: "Asel Kim • 22 October 2015".

    Told only where two capitals are a name's alone: not in English and German, whose sections have them too, nor where one of the words
    stands in small letters in the text."""
    root = next(iter(page.tags.get("html", ())), None)
    is_told = root is not None and attribute(root, "lang")[:2].lower() in _ONE_CAPITAL
    for tag in (*page.around, *page.once(head_lines)):
        if tag.name in _LABELS and (text := short_text(tag, _COMPANION_LINE)) and find_dates(text, short_years=True):
            parts = (name for part in _parts_of(tag) for name in _AND.split(part) if is_full_name(name))
            names = [name for name in parts if (is_told or _CYRILLIC.search(name)) and not _is_said(name, page)]
            if names:
                yield Candidate(tuple(names[:_MOST_NAMES]), "byline", text)


def _parts_of(tag: Tag) -> Iterator[str]:
    """The parts of a line that are no links to a section: pieces of its elements, and what signs part in these."""
    for node in tag.strings:
        if not any(above.name == "a" and _SECTION.search(attribute(above, "href")) for above in islice(node.parents, _FRAMES)):
            yield from (one_line(part) for part in _PARTING.split(node))


def _is_said(name: str, page: Page) -> bool:
    """Whether a word of a name stands in small letters in the text: then it is no name."""
    content = page.container.content
    text = content.get_text(" ")[:_MOST_TEXT] if content is not None else ""
    return any(re.search(rf"(?<!\w){re.escape(word.lower())}", text) for word in name.split())


def _is_in_dated_line(tag: Tag) -> bool:
    return any(find_dates(short_text(above, _LINE), short_years=True) for above in islice(tag.parents, _FRAMES))


def _text_behind(icon: Tag) -> str:
    """The first text behind an icon, as far as its line goes."""
    for node in islice(icon.next_siblings, _NEAR):
        text = one_line(str(node)[:_LINE]) if is_text(node) else one_line(short_text(node, _LONGEST_NAME)) if isinstance(node, Tag) else ""
        if text:
            return text if len(text) <= _LONGEST_NAME else ""
    return ""
