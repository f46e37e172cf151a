"""Lines that a theme prints above or below a post's text, within the text's element: its author, day and terms, how often it was read."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from kazcrawl.dates import find_dates
from kazcrawl.months import WEEKDAYS
from kazcrawl.parse.body.blocks import Block
from kazcrawl.parse.body.furniture import is_terms_line
from kazcrawl.parse.body.theme_lines import LONGEST_LINE, WORD, WORDS, says_more
from kazcrawl.text import fold, one_line
from kazcrawl.urls import origin

# So many lines at either end may be the theme's.
_MOST = 6
# How a line begins that tells who translated the text, or took its pictures.
_OTHER_WORK = re.compile(r"translat|übersetz|tradu[ict]|перев[её]л|перевод|аударған|tarjimon|çevir|photo|foto|фото|сурет", re.IGNORECASE)
# What heads the last section of a page that tells of the site, or whom to call; it has no more characters.
_ABOUT = re.compile(r"(?:about|о|об|über|à propos de) (.{3,80})|(.{3,80}) (?:туралы|hakkında)")
_CONTACT = re.compile(
    r"(?:your |press |media )?contact(?: person)?s?|(?:press|media) (?:enquiries|inquiries)|"
    r"(?:(?:ihre?|unsere?) )?ansprechpartner(?:in)?(?:nen)?|(?:presse)?kontakt|contacts? presse|контактное лицо|"
    r"контакты(?: для (?:сми|прессы))?|байланыс(?: тұлғасы)?|iletişim"
)
_IMPRINT = 600
# What parts the pieces of one line, which are short then; a row of a label and what it is called has two.
_PIECES = re.compile(r"\s[|·•/]\s")
_PIECE, _LABELLED = 45, 2
_ROLE = re.compile(r"[^.!?:;\d]{4,60}")
# Words that make a line of a day one of the post's last change or of its making, whatever day that is.
_CHANGED = frozenset((
    "updated", "modified", "edited", "created", "изменение", "изменения", "обновлено", "обновление", "обновления", "создано", "создания",
    "modifié", "aktualisiert", "güncelleme", "жаңартылған", "жаңартылды", "өзгертілген",
))  # fmt: skip
# What stands before a term.
_ANNOUNCE = frozenset((
    "in", "under", "category", "categories", "tags", "tagged", "в", "рубрика", "рубрики", "категория", "категории", "метки", "теги",
    "санат", "kategori", "kategorie",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Own:
    """What a post's head tells: the names of its authors, its day, its categories, the names of its site, the lines that told those;
    and its address."""

    names: Collection[str] = ()
    day: date | None = None
    categories: Collection[str] = ()
    lines: Collection[str] = ()
    url: str = ""


def without_meta_lines(blocks: tuple[Block, ...], own: Own) -> tuple[Block, ...]:
    """Return the blocks without the lines at the beginning (a heading may stand before them) and the end that are made of what is the
    post's own, figures and the words between them; those at one end go together, and only where one of them has a name or the day (at the
    end: a name), or tells when the post was changed."""
    blocks = _without_imprint(blocks, own)
    head = int(bool(blocks) and blocks[0].kind == "heading" and _has_own(blocks[0], own) is None)
    first = head + _run(blocks[head : head + _MOST], own)
    last = _run(blocks[first:][: -_MOST - 1 : -1], replace(own, day=None))
    return blocks[:head] + blocks[first : len(blocks) - last]


def _without_imprint(blocks: tuple[Block, ...], own: Own) -> tuple[Block, ...]:
    """Return the blocks without a short last section that tells of the site itself ("About the Chamber"), or whom to call."""
    for place in range(len(blocks) - 1, max(0, len(blocks) - _MOST - 1), -1):
        if blocks[place].kind == "heading":
            name, is_short = fold(blocks[place].text).rstrip(":"), sum(len(block.text) for block in blocks[place + 1 :]) <= _IMPRINT
            about = _ABOUT.fullmatch(name)
            tells_site = about is not None and (about[1] or about[2]) in map(fold, own.categories)
            return blocks[:place] if is_short and (tells_site or _CONTACT.fullmatch(name)) else blocks
    return blocks


def _run(blocks: Sequence[Block], own: Own) -> int:
    """How many of these blocks, from the first one on, are the theme's. Rows of a table go together: one of them must have what is own."""
    told = list(takewhile(lambda has_own: has_own is not None, (_has_own(block, own) for block in blocks)))
    rows = [place for place in range(len(told)) if blocks[place].kind == "cell"]
    if rows and not any(told[place] for place in rows):
        told = told[: rows[0]]
    return len(told) if any(told) else 0


def _has_own(block: Block, own: Own) -> bool | None:
    """Whether a line that may be the theme's has the post's author or day; None for any other line, such as another day alone."""
    line = one_line(block.text)
    if _bare(line) in map(_bare, own.lines) and not says_more(_without_role(line, own), (*own.names, *own.categories)):
        return True
    if len(line) > LONGEST_LINE:
        return None
    if "\n" in block.text:
        return _all_own([Block(part, block.kind) for part in block.text.split("\n") if not _OTHER_WORK.match(part)], own)
    pieces = [piece for piece in _PIECES.split(line) if piece]
    if line.startswith("©") or (len(pieces) > 1 and _goes_with_own(pieces, own)):
        return True
    if block.kind == "cell" and len(pieces) == _LABELLED:
        return False
    rest, has_day, has_other = line, False, False
    for found in reversed(find_dates(line, short_years=True)):
        rest = f"{rest[: found.span[0]]} {rest[found.span[1] :]}"
        has_day, has_other = has_day or found.parsed.day == own.day, has_other or found.parsed.day != own.day
    has_name = any(name in rest for name in own.names)
    for name in (*own.names, *own.categories, *_terms_of(block, own)):
        rest = rest.replace(name, " ")
    words = [word.lower() for word in WORD.findall(rest)]
    if not all(word in WORDS or word in WEEKDAYS for word in words):
        return False if is_terms_line(fold(line), 0) else None
    is_changed = has_other and not _CHANGED.isdisjoint(words)
    return (has_name or has_day or is_changed) if has_name or not has_other or is_changed else None


def _without_role(line: str, own: Own) -> str:
    """A line without what an author is, behind his name: "Asel Kim, adviser of the chamber"."""
    return next((name for name in own.names if line.startswith(f"{name}, ") and _ROLE.fullmatch(line, len(name) + 2)), line)


def _bare(line: str) -> str:
    """A line without blanks, which stand otherwise in an element than in its parts put together."""
    return "".join(line.split())


def _all_own(lines: Sequence[Block], own: Own) -> bool | None:
    told = [_has_own(line, own) for line in lines]
    return None if None in told else any(told)


def _goes_with_own(pieces: Sequence[str], own: Own) -> bool:
    """Whether one of a line's pieces is the post's author or day, and the others are as short or begin as a theme's line does."""
    names = {name for piece in pieces for name in own.names if name in piece}
    days = {piece for piece in pieces for found in find_dates(piece, short_years=True) if found.parsed.day == own.day}
    return bool(names or days) and all(len(piece) <= _PIECE and piece[-1] not in ".!?" for piece in pieces)


def _terms_of(block: Block, own: Own) -> list[str]:
    """The terms of the post that a block links to: pages of the site above the post's own, or behind a word that announces terms."""
    home = [link for link in block.links if own.url and origin(link.url) == origin(own.url)]
    is_told = bool(home) and not _ANNOUNCE.isdisjoint(word.lower() for word in WORD.findall(block.text))
    return [link.text for link in home if is_told or own.url.startswith(f"{link.url.rstrip('/')}/")]
