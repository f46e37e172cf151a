"""The short lines at a post's head, taken apart: what is each piece between separators? An outlet, a person, a place, a role, some name."""

import re
from dataclasses import dataclass
from datetime import date

from kazcrawl.dates import find_dates, find_partials
from kazcrawl.months import AROUND, MONTHS, UPDATED, WEEKDAYS
from kazcrawl.outlets import host_of
from kazcrawl.parse.credit_names import (
    QUOTES,
    Name,
    is_institution,
    is_medium_address,
    is_person,
    is_place,
    is_titled,
    read_name,
)
from kazcrawl.parse.credit_scene import Line, Scene, tells_rights
from kazcrawl.parse.credit_words import BYLINES, MASTHEADS, NO_NAMES, ROLES, STAFF

BYLINE = re.compile(rf"[\W_]*(?:{BYLINES})(?:\s?[:–—-]\s?|\s)(?=\S)", re.IGNORECASE)
# NAME in PLACE for X · NAME for X
_WRITER = re.compile(r"([^\W\d_][\w.'’-]{0,20}(?:\s[^\W\d_][\w.'’-]{0,20}){1,2}?)\s(?:in|from|for|для|из)\s")
_PARTS = re.compile(r"(\s?[|/•·]\s?|\s\((?![A-Z]{2,4}\))|\s[Bb]y\s|\s?[–—-]{1,2}\s|\s?—\s?|,\s|(?<!\b\w)\.\s|;\s?|\s{2,}|\n|\t)")
BY_PARTS = re.compile(
    r"(,\s(?:специально для|special (?:to|for))\s|\s?[|/•·]\s?|\s[–—-]{1,2}\s|\s?—\s?|,\s|;\s?|\n|\s\(|"
    r"\s(?:in|for|of|from|at|with|special to|special for|специально для|для|из|в)\s)"
)
_PIPED = re.compile(r"[|/•·(]|\s[–—-]{1,2}\s")
_SPECIAL = re.compile(
    r"^(?:(?:interview|article|story|report|excerpt) (?:from|in|of|by)|special (?:to|for)|for|of|by|специально для|для|из)\s"
    r"(?:(?-i:the)\s)?",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"\s\((?:[A-Z]{2,3}|U\.[KS]\.|[A-Z][a-z]{3,15})\)\s*$")
_IN_PLACE = re.compile(r"\sin\s[A-Z]\w+(?:\s[A-Z]\w+)?$")
_NUMBER = r"(?:volume|vol|issue|no|number|page|pages|pp?|№|том|выпуск|стр)[.:]?\s?[\dIVX][\dIVX–-]{0,8}"
_NUMBERED = re.compile(rf"(?:^|\s){_NUMBER}(?:\s{_NUMBER})?(?:\s(?:от|за|of))?$", re.IGNORECASE)
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
    """A short line of the head, read. `bylined` tells that it began with By or Автор, or goes on as such a line does."""

    parts: tuple[Part, ...]
    day: date | None
    dated: bool
    bylined: bool
    piped: bool


def read_line(line: Line, scene: Scene) -> HeadLine | None:
    """Read one short line into typed parts, or None when it holds nothing that a credit has."""
    text = line.text.strip()
    if tells_rights(text):
        return None
    match = BYLINE.match(text)
    writer = _WRITER.match(text) if match is None else None
    signed = match is not None or (writer is not None and is_person(writer[1]))
    rest = text[match.end() :] if match else text
    days, cut = find_dates(rest), undated(rest)
    pieces = (BY_PARTS if signed else _PARTS).split(cut)
    parts = [_typed(piece, pieces[i - 1] if i else "", scene) for i, piece in enumerate(pieces) if i % 2 == 0]
    kept = tuple(part for part in parts if part is not None)
    if not kept and not days:
        return None
    return HeadLine(kept, days[0].parsed.day if days else None, cut != rest, signed, _PIPED.search(cut) is not None)


def undated(text: str) -> str:
    """The text with its dates cut out; a separator is left where one stood."""
    spans = [hit.span for hit in find_dates(text)] or [span for _, _, span in find_partials(text)]
    for start, end in reversed(spans):
        text = text[:start] + "\n" + text[end:]
    return text


def _typed(piece: str, gap: str, scene: Scene) -> Part | None:
    text = _NUMBERED.sub("", _SPECIAL.sub("", _COUNTRY.sub("", piece).strip(" \t\n.,:;()|–—")))
    words = text.casefold().split()
    if _says_nothing(text):
        return None
    if piece.rstrip().endswith(":") and not ((opened := read_name(text, scene.registry)) and opened.sure):
        return Part(text, "other", gap)
    while len(words) > 1 and words[-1] in STAFF and scene.registry.by_name(text) is None:  # Silk Road Reporters are no staff
        words, text = words[:-1], text.rpartition(" ")[0]
    name = read_name(text, scene.registry)
    if name is not None and scene.is_own(name):
        return None
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
    if name is not None and (name.sure or _is_quoted_title(text)):
        return Part(text, "outlet", gap, name)
    return Part(
        text,
        "name" if name is not None and _can_be_name(text) else "other",
        gap,
        name,
    )


def _can_be_name(text: str) -> bool:
    """Whether a piece that nothing is known of may be a name: titled, no body's, and no Silk Road Update."""
    titled = is_titled(text) or EPITHET.fullmatch(text) is not None
    return titled and not is_institution(text) and text.rpartition(" ")[2].casefold() not in NO_NAMES


def _is_quoted_title(text: str) -> bool:
    """Whether a piece is a name in quotes, as «Степной курьер» is; a sentence in quotes is what somebody said."""
    if text[0] not in QUOTES or text[-1] not in QUOTES or re.search(r"[.!?]", text):
        return False
    inner = text.strip(QUOTES + " ")
    return is_titled(inner) or (not inner.isascii() and len(inner.split()) <= 5)


def _says_nothing(text: str) -> bool:
    """Whether a piece is punctuation, a weekday, an issue's number or month: it stands in credits and names nobody."""
    words = [word.strip(".,") for word in text.casefold().split()]
    return (
        not re.search(r"[^\W\d_]", text)
        or all(word in _AROUND for word in words)
        or (len(words) == 2 and words[0] in _SEASONS and words[1].isdigit() and len(words[1]) == 4)
    )


def is_people(text: str, *, strict: bool = True) -> bool:
    """Whether a text is one to four persons' names."""
    people = re.split(r"\s(?:and|&|и|және|und|et)\s|,\s", text.strip())
    return len(people) <= 4 and all(is_person(who, strict=strict) for who in people)
