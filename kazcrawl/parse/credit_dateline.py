"""The dateline that running text opens with: place, date and agency."""

import re
from datetime import date

from kazcrawl.dates import find_dates, find_partials
from kazcrawl.outlets import Registry
from kazcrawl.parse.credit_names import Name, clean_place, is_branded, is_institution, is_person, is_place, is_titled, known_run, read_name
from kazcrawl.parse.credit_scene import Clue, Scene
from kazcrawl.parse.credit_words import CITIES

# How many of the first lines a dateline may stand in.
_DATELINES = 5
_ITEM = re.compile(r"([^\W\d_][^,()/–—\n]{0,39}?(?:/[^\W\d_][^,()/–—\n]{0,20}?)?)\s?(\.\s|,\s?|\s-{1,2}\s|\s?[–—]\s?|(?=\s?[(/]))")
_SEPARATOR = re.compile(r"\s?[.,]?\s?(?:-{1,2}\s|[–—]\s?)?")
_ENCLOSED = re.compile(r"\s?[(/]\s?([^()/\n]{2,50}?)\s?[)/]\s?[.:,]?\s?(--?\s|[–—]\s?|)")
_AFTER_AGENCY = re.compile(r"\.?\s?(?:--?\s|[–—:]\s?)|\.\s|\s(?=[«“\"A-ZА-ЯЁӘҒҚҢӨҰҮІ])|\s?(?=[/(])|/|,\s")
_SHOUTED = re.compile(r"(\S(?:\S|\s(?=[A-ZА-ЯЁӘҒҚҢӨҰҮІ])){2,30}?)(?:\s?[–—]\s?|\s--?\s)")
_DESK = re.compile(r"^(?:соб\.\s?)?корр\.\s?", re.IGNORECASE)
_STATE = re.compile(r"(?:[A-Z]\.)+[A-Z]?|[A-Z]{2}")


def find_dateline(scene: Scene) -> Clue | None:
    """ASTANA (Reuters) – · МОСКВА, 9 сен - ПРАЙМ. · АЛМАТЫ. /ТАСС/. · JUNE 9 2021 (The Bulletin) —; without an agency the place only."""
    place: Clue | None = None
    for index, line in enumerate(scene.lines[:_DATELINES]):
        if len(line.text) < 12:
            continue
        clue = read_dateline(line.text, scene.registry, index)
        if clue is not None and clue.outlet is not None and not scene.is_own(clue.outlet):
            return clue
        place = place or (clue if clue is not None and clue.outlet is None else None)
    return place


def read_dateline(text: str, registry: Registry, index: int = 0) -> Clue | None:
    """Read the dateline that a paragraph opens with, as a clue with outlet, place and day; None if it opens with none."""
    items: list[str] = []
    day, dated, dashed, comma, position = None, False, False, False, 0
    for _ in range(5):
        hit = _date_at(text, position)
        if hit is not None:
            day, dated = hit[0] or day, True
            position = hit[1]
            dashed, comma = text[hit[2] : position].strip(" .,") != "", False
            continue
        agency = _agency_at(text, position, registry, opened=bool(items) or dated, after_comma=comma)
        if agency is not None:
            name, end, sure = agency
            if sure or _is_dateline_place(items, dated=dated):
                return Clue(outlet=name, place=clean_place(items[0]) if items else None, day=day, line=index, span=(0, end))
            return None
        match = _ITEM.match(text, position)
        if match is None or len(items) > 2 or not _can_be_place(match[1]):
            break
        items.append(match[1].strip())
        dashed, comma = match[2].strip() not in ("", ".", ","), match[2].strip() == ","
        position = match.end()
    if items and (dashed or dated) and _is_dateline_place(items, dated=False):
        return Clue(place=clean_place(items[0]), line=index, span=(0, position))
    return None


def _date_at(text: str, position: int) -> tuple[date | None, int, int] | None:
    """A date at this place: (day if it has a year, end with separators, end without)."""
    window = text[position : position + 40]
    full = next((hit for hit in find_dates(window) if hit.span[0] == 0), None)
    partial = next((hit for hit in find_partials(window) if hit[2][0] == 0), None)
    if full is None and partial is None:
        return None
    end = position + (full.span[1] if full else partial[2][1] if partial else 0)
    tail = _SEPARATOR.match(text, end)
    return (full.parsed.day if full else None), (tail.end() if tail else end), end


def _agency_at(text: str, position: int, registry: Registry, *, opened: bool, after_comma: bool) -> tuple[Name, int, bool] | None:
    """An agency at this place: in brackets or slashes, or bare with a dash or stop after it. The flag tells that it is known."""
    enclosed = _ENCLOSED.match(text, position)
    if enclosed is not None:
        inner = _DESK.sub("", enclosed[1])
        name = read_name(inner, registry)
        if name is None or is_place(inner) or is_person(inner):
            return None
        if not (name.sure or (is_titled(inner) and (enclosed[2] or "/" in enclosed[0]))):
            return None
        return name, enclosed.end(), name.sure
    words = text[position : position + 80].split(" ")
    hit = known_run(words, registry, longest=6)
    if hit is not None:
        raw = " ".join(words[: hit[1]])
        end = position + len(raw.rstrip(".,:-–—"))
        follows = _AFTER_AGENCY.match(text, end)
        capital = raw.isupper() or not raw.isascii() or opened
        bare_start = not opened and (follows is None or not follows[0].strip(" .:"))
        if follows is None or not capital or bare_start or is_place(raw):
            return None
        name = read_name(hit[0], registry)
        return (name, follows.end(), "," not in follows[0]) if name else None
    match = _SHOUTED.match(text, position) if opened and not after_comma else None
    if (
        match is None
        or not match[1][0].isalpha()
        or _STATE.fullmatch(match[1])
        or is_place(match[1])
        or is_institution(match[1])
        or not (match[1].isupper() or is_branded(match[1]))
    ):
        return None
    name = read_name(match[1], registry)
    return (name, match.end(), False) if name else None


def _can_be_place(item: str) -> bool:
    words = item.split()
    return (
        0 < len(words) <= 4
        and all(word[0].isupper() or (not word[0].islower() and word[0].isalpha()) for word in words)
        and not is_person(item)
    )


def _is_dateline_place(items: list[str], *, dated: bool) -> bool:
    first = items[0] if items else ""
    capitals = len(first) > 2 and (first.isupper() or not (first[0].isupper() or first[0].islower()))
    return dated or capitals or first.strip(" .").casefold() in CITIES
