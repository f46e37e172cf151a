"""The short lines at a post's head, taken apart: what is each piece between separators? An outlet, a person, a place, a role, some name."""

import re
from dataclasses import dataclass
from datetime import date

from kazcrawl.dates import find_dates, find_partials
from kazcrawl.months import AROUND, MONTHS, UPDATED, WEEKDAYS
from kazcrawl.outlets import MEDIA_WORDS, host_of
from kazcrawl.parse.credit.addresses import is_medium_address
from kazcrawl.parse.credit.formed import formed_name, is_foreign_title
from kazcrawl.parse.credit.names import Name, is_institution, is_person, is_place, read_name
from kazcrawl.parse.credit.scene import Line, Scene, tells_rights
from kazcrawl.parse.credit.words import JOURNALISTS, MASTHEADS, NO_NAMES, ROLES, STAFF, any_of
from kazcrawl.parse.credit.written import QUOTES, is_titled

BYLINE = re.compile(rf"[\W_]*(?:{any_of('bylines')})(?:\s?[:–—-]\s?|\s)(?=\S)", re.IGNORECASE)
# NAME in PLACE for X · NAME for X
_WRITER = re.compile(
    r"([^\W\d_][\w.'’-]{0,20}(?:\s[^\W\d_][\w.'’-]{0,20}){1,2}?)\s(?:in|from|for|special (?:to|for)|специально для|для|из)\s"
)
_PARTS = re.compile(
    r"(\s?[|•·]\s?|\s[»›>]\s|\s/\s?|(?<![A-Z\d])/\s?|/(?![A-Z]{2}|\d)\s?|\s\((?![A-Z]{2,4}\))|\s[Bb]y\s|\s?[–—-]{1,2}\s|\s?—\s?|,\s|(?<!\b\w)\.\s|;\s?|\s{2,}|\n|\t)"
)
BY_PARTS = re.compile(
    r"(,\s(?:специально для|special (?:to|for))\s|\s?[|/•·]\s?|\s[–—-]{1,2}\s|\s?—\s?|,\s|(?<!\b\w)\.\s|;\s?|\n|\s\(|"
    r"\s(?:in|for|of|from|at|with|special to|special for|специально для|для|из|в)\s)"
)
_PIPED = re.compile(r"[|/•·(]|\s[»›>]\s|\s[–—-]{1,2}\s")
SPECIAL = re.compile(
    r"^(?:(?:interview|article|story|report|excerpt) (?:from|in|of|by)|special (?:to|for)|for|of|by|специально для|для|из)\s"
    r"(?:(?-i:the)\s)?",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"\s\((?:[A-Z]{2,3}|U\.[KS]\.|[A-Z][a-z]{3,15})\)\s*$")
_IN_PLACE = re.compile(r"\sin\s[A-Z]\w+(?:\s[A-Z]\w+)?$")
_NUMBER = r"(?:volume|vol|issue|no|number|page|pages|pp?|№|том|выпуск|стр)[.:]?\s?[\dIVX][\dIVX–-]{0,8}"
_NUMBERED = re.compile(rf"(?:^|\s){_NUMBER}(?:\s{_NUMBER})?(?:\s(?:от|за|of))?$", re.IGNORECASE)
# Houston Chronicle Updated 10:32 pm
_STAMPED = re.compile(r"\s(?:(?:last |first )?(?:updated|published|posted)(?:\s(?:at\s)?\d{1,2}[:.]\d\d.{0,12})?)$", re.IGNORECASE)
_ISSUE = re.compile(
    r"[,.;]?\s(?:(?:vol(?:ume)?|issue|n[or]|number|том|выпуск)[.:]?\s?|[№#]\s?)\d[\d/–-]{0,8}(?:\s?\(\d{1,6}\))?(?!\w)(?:\s(?:от|за|of)(?!\w))?|"
    r"\s\d{1,3}\s\((?:19|20)\d\d\)(?=,\s(?:pp?|s|с|стр)\.\s?\d)",
    re.IGNORECASE,
)
# What stands behind an issue's number: its pages, and that the text was shortened.
_PAGES = re.compile(
    rf"\n?[,;]?\s(?:(?:pp?|pages?|с|стр|S)\.?\s?\d{{1,4}}(?:\s?[–-]\s?\d{{1,4}})?|\d{{1,4}}(?:[–-]\d{{1,4}})?[\s-](?:бб?|бет\w{{0,4}})|"
    rf"\((?:{any_of('shortened')})\))(?!\w)\.?"
)
_FROM = re.compile(
    r"(?:[Ff]rom(?::| the(?= [A-Z]))?|[Ии]з|[Ss]pecial (?:to|for)(?: the(?= [A-Z]))?|[Сс]пециально для)\s"
    r"(?=[A-ZА-ЯӘҒҚҢӨҰҮІ«“\"])"
)

_BRACKETED = re.compile(r"\([^()\n]{3,120}\)")
_AT_WORK = JOURNALISTS | MEDIA_WORDS | {"of", "for", "at", "the", "меншікті", "арнайы", "менчиктүү", "атайын"}
# Корреспондент «X» Имя Фамилия; «X» газетінің тілшісі Аты Жөні.
_APPOSED = re.compile(r"(?<=[»”\"])\s(?=[^\W\d_a-zа-я]\w+\s[^\W\d_a-zа-я]\w+$)|(?<=тілшісі)\s(?=[^\W\d_a-zа-я])")
_KINDS = MEDIA_WORDS | {"gazet", "газет", "журнал", "newsletter", "journal", "giornale", "dergi", "gazete"}
EPITHET = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮІ]\w+(?:ая|ий|ый|ое|ой|ші) \w+(?: \w+)?")
_AROUND = WEEKDAYS | AROUND | UPDATED | {"gmt", "utc", "views", "просмотров"}
# What stands with a year when a monthly or a quarterly tells its issue.
_SEASONS = MONTHS.keys() | {"spring", "summer", "autumn", "fall", "winter", "весна", "лето", "осень", "зима"}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece between separators. `kind` is outlet, person, place, role, name (some name), other; `gap` the separator before it."""

    text: str
    kind: str
    gap: str
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A short line of the head, read. `bylined` tells that it began with By or Автор, or goes on as such a line does; `told` that an
    issue's number, the word for a kind of medium or "From" stands there: what else it names is a medium."""

    parts: tuple[Part, ...]
    day: date | None
    dated: bool
    bylined: bool
    piped: bool
    told: bool


def read_line(line: Line, scene: Scene) -> HeadLine | None:
    """Read one short line into typed parts, or None when it holds nothing that a credit has."""
    text = line.text.strip(" []")
    text = text[1:-1] if _BRACKETED.fullmatch(text) else text
    if tells_rights(text):
        return None
    match = BYLINE.match(text)
    writer = _WRITER.match(text) if match is None else None
    signed = match is not None or (writer is not None and is_person(writer[1]))
    opened = match or (None if line.runs else _FROM.match(text))
    rest = text[opened.end() :] if opened else text
    rest = _APPOSED.sub(", ", rest) if not JOURNALISTS.isdisjoint(line.words) and not line.runs else rest
    days, cut = find_dates(rest), undated(rest)
    issue = unnumbered(cut)
    pieces = (BY_PARTS if signed else _PARTS).split(issue)
    kinds = [i for i in range(0, len(pieces), 2) if _is_kind(pieces[i])]
    told = issue != cut or bool(kinds) or opened is not match
    parts = [_typed(piece, pieces[i - 1] if i else "", scene, told=told) for i, piece in enumerate(pieces) if i % 2 == 0 and i not in kinds]
    kept = tuple(part for part in parts if part is not None)
    if not kept and not days:
        return None
    return HeadLine(kept, days[0].parsed.day if days else None, cut != rest, signed, _PIPED.search(cut) is not None, told)


def _is_kind(piece: str) -> bool:
    """Whether a piece is what kind of medium the name beside it is: student newspaper, a monthly magazine, апталық газет."""
    words = piece.strip(" \t\n.,:;()|–—").split()
    return 0 < len(words) <= 4 and piece.islower() and words[-1] in _KINDS


def undated(text: str) -> str:
    """Return the text with its dates cut out; a separator is left where one stood."""
    spans = [hit.span for hit in find_dates(text)] or [span for _, _, span in find_partials(text)]
    for start, end in reversed(spans):
        text = text[:start] + "\n" + text[end:]
    return text


def unnumbered(text: str) -> str:
    """Return the text with its issue's number and pages cut out; a separator is left where one stood."""
    bare = _ISSUE.sub("\n", text)
    return _PAGES.sub("\n", bare) if bare != text else text


def _typed(piece: str, gap: str, scene: Scene, *, told: bool) -> Part | None:
    text = _STAMPED.sub("", _NUMBERED.sub("", SPECIAL.sub("", _COUNTRY.sub("", piece).strip(" \t\n.,:;()|–—"))))
    words = text.casefold().split()
    if _says_nothing(text):
        return None
    if piece.rstrip().endswith(":") and not ((opened := read_name(text, scene.registry)) and opened.sure):
        return Part(text, "other", gap)
    while len(words) > 1 and words[-1] in STAFF and scene.registry.by_name(text) is None:  # Silk Road Reporters are no staff
        words, text = words[:-1], text.rpartition(" ")[0]
    text, works = _unemployed(text)
    name = read_name(text, scene.registry)
    if name is not None and scene.is_own(name):
        return None
    if works and name is not None and (name.sure or is_titled(name.text) or text[:1] in QUOTES):
        return Part(text, "outlet", gap, name)
    who = _IN_PLACE.sub("", text)
    if gap.strip().casefold() == "by" or piece.strip().casefold().startswith("by ") or (who != text and is_person(who)):
        return Part(who, "person" if is_person(who, strict=False) else "other", gap)
    if host_of(text) and "/" in text.strip("/") and not (name and name.known) and not is_medium_address(text):
        return Part(text, "other", gap)
    if name is not None and name.known is not None and not is_place(text):
        return Part(text, "outlet", gap, name)
    if is_place(text):
        return Part(text, "place", gap)
    roles = [word for word in words if word.strip(".,") in ROLES | STAFF]
    if roles and not (name and name.sure and words[0] != "chief" and roles == words[-1:] and roles[0] in MASTHEADS):  # Petroleum Economist
        return Part(text, "role", gap)
    if is_people(text):
        return Part(text, "person", gap)
    return _named(text, gap, name, scene, told=told)


def _named(text: str, gap: str, name: Name | None, scene: Scene, *, told: bool) -> Part:
    """A piece that is no person, place or role: an outlet, some name, or something else."""
    if name is not None and (name.sure or _is_quoted_title(text)):
        return Part(text, "outlet", gap, name)
    name = name or formed_name(text, scene.registry)
    return Part(text, "name" if name is not None and _can_be_name(text, told=told) else "other", gap, name)


def _unemployed(text: str) -> tuple[str, bool]:
    """The employer in "correspondent of the X", корреспондент газеты «X», «X» газетінің меншікті тілшісі; and whether it was told so."""
    words = text.split()
    first, last = 0, len(words)
    while first < last and (first == 0 or words[first].islower()) and words[first].casefold() in _AT_WORK:
        first += 1
    while last > first and words[last - 1].islower() and words[last - 1] in _AT_WORK:
        last -= 1
    passed, kept = [word.casefold() for word in words[:first] + words[last:]], " ".join(words[first:last])
    closed = last < len(words) or first > 1 or kept[:1] in QUOTES
    works = kept != "" and closed and not JOURNALISTS.isdisjoint(passed)
    return (kept, True) if works else (text, False)


def _can_be_name(text: str, *, told: bool) -> bool:
    """Whether a piece that nothing is known of may be a name: titled, no body's, and where no medium is told of no Silk Road Update."""
    kind = text.partition("«")[0].casefold().split() if "«" in text else []
    if len(kind) == 1 and kind[0] not in MEDIA_WORDS | JOURNALISTS:
        return False  # Магазин «X»
    titled = is_titled(text) or EPITHET.fullmatch(text) is not None or is_foreign_title(text)
    return titled and not is_institution(text, topics=False) and (told or text.rpartition(" ")[2].casefold() not in NO_NAMES)


def _is_quoted_title(text: str) -> bool:
    """Whether a piece is a name in quotes, as «Степной курьер» is; a sentence in quotes is what somebody said."""
    if text[0] not in QUOTES or text[-1] not in QUOTES or re.search(r"[.!?]", text):
        return False
    inner = text.strip(QUOTES + " ")
    return is_titled(inner) or (not inner.isascii() and len(inner.split()) <= 5)


def _says_nothing(text: str) -> bool:
    """Whether a piece is punctuation, a weekday, an issue's number or month: it stands in credits and names nobody."""
    words = [word.strip(".,") for word in text.casefold().split()]
    return not re.search(r"[^\W\d_]", text) or all(word in _AROUND for word in words) or _is_season(text)


def _is_season(text: str) -> bool:
    """Whether a piece is the month or the season that an issue is of."""
    words = [word.strip(".,") for word in text.casefold().split()]
    return len(words) == 2 and words[0] in _SEASONS and words[1].isdigit() and len(words[1]) == 4


def is_people(text: str, *, strict: bool = True) -> bool:
    """Whether a text is one to four persons' names."""
    people = re.split(r"\s(?:and|&|и|және|und|et)\s|,\s", text.strip())
    return len(people) <= 4 and all(is_person(who, strict=strict) for who in people)
