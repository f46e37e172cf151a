"""Lines that a theme prints above or below a post's text, within the text's element: its author, day and terms, how often it was read."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from kazcrawl.dates import find_dates
from kazcrawl.months import WEEKDAYS
from kazcrawl.parse.body.blocks import Block
from kazcrawl.text import one_line

# So many lines at either end may be the theme's, and a line has so many characters.
_MOST, _LINE = 6, 120
_WORD = re.compile(r"[^\W\d_]+")
# All that may stand in such a line beside names, days, terms and figures.
_WORDS = frozenset(
    word
    for line in (
        "by on in at and to from the a was is this post article entry news story written posted published publication submitted added",
        "created author authors date details category categories filed under tags tag tagged hits views view reads read comment comments",
        "no reply leave share shares min mins minute minutes updated last print email am pm",
        "автор авторы статьи опубликовано опубликована опубликовал опубликовала опубликован размещено размещена добавлено добавил дата",
        "публикации в от г года рубрика рубрики категория категории метки теги тег просмотров просмотры просмотра просмотр комментариев",
        "комментарии комментария нет прочитано раз мин чтения обновлено",
        "жарияланған жариялаған күні жыл айдар санат тегтер қаралды пікір жоқ оқылды",
        "von am veröffentlicht geschrieben autor kommentare kategorie par le publié auteur commentaires",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Own:
    """What a post's head tells: the names of its authors, its day, its categories, the names of its site, the lines that told those."""

    names: Collection[str] = ()
    day: date | None = None
    categories: Collection[str] = ()
    lines: Collection[str] = ()


def without_meta_lines(blocks: tuple[Block, ...], own: Own) -> tuple[Block, ...]:
    """Return the blocks without the lines at the beginning and the end that are made of what is the post's own, figures and the words
    between them; those at one end go together, and only where one of them has a name or the day (at the end: a name)."""
    first = _run([block.text for block in blocks[:_MOST]], own)
    last = _run([block.text for block in blocks[first:][: -_MOST - 1 : -1]], replace(own, day=None))
    return blocks[first : len(blocks) - last]


def _run(texts: Iterable[str], own: Own) -> int:
    """How many of these lines, from the first one on, are the theme's."""
    told = list(takewhile(lambda has_own: has_own is not None, (_has_own(one_line(text), own) for text in texts)))
    return len(told) if any(told) else 0


def _has_own(line: str, own: Own) -> bool | None:
    """Whether a line that may be the theme's has the post's author or day; None for any other line, such as another day alone."""
    if len(line) > _LINE or line in own.lines:
        return True if line in own.lines else None
    rest, has_day, has_other = line, False, False
    for found in reversed(find_dates(line, short_years=True)):
        rest = f"{rest[: found.span[0]]} {rest[found.span[1] :]}"
        has_day, has_other = has_day or found.parsed.day == own.day, has_other or found.parsed.day != own.day
    has_name = any(name in rest for name in own.names)
    for name in (*own.names, *own.categories):
        rest = rest.replace(name, " ")
    if not all(word in _WORDS or word in WEEKDAYS for word in _WORD.findall(rest.lower())) or (has_other and not has_name):
        return None
    return has_name or has_day
