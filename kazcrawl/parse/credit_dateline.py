"""The dateline that running text opens with: place, date and agency."""

import re
from datetime import date

from kazcrawl.dates import find_dates, find_partials
from kazcrawl.outlets import Registry
from kazcrawl.parse.credit_names import (
    Name,
    clean_person,
    clean_place,
    is_branded,
    is_institution,
    is_person,
    is_place,
    is_titled,
    known_run,
    read_name,
)
from kazcrawl.parse.credit_scene import Clue, Scene
from kazcrawl.parse.credit_words import CITIES

# How many of the first lines a dateline may stand in.
_DATELINES = 5
_ITEM = re.compile(r"([^\W\d_][^,()/–—\n]{0,39}?(?:/[^\W\d_][^,()/–—\n]{0,20}?)?)\s?(\.\s|,\s?|\s-{1,2}\s|\s?[–—]\s?|(?=\s?[(/]))")
_SEPARATOR = re.compile(r"\s?[.,]?\s?(?:-{1,2}\s|[–—]\s?)?")
_ENCLOSED = re.compile(r"\s?[(/]\s?([^()/\n]{2,50}?)\s?[)/]\s?[.:,]?\s?(--?\s|[–—]\s?|)")
_AFTER_AGENCY = re.compile(r"\.?\s?(?:--?\s|[–—:]\s?)|\.\s|\s(?=[«“\"A-ZА-ЯЁӘҒҚҢӨҰҮІ])|\s?(?=[/(])|/|,\s")
_SHOUTED = re.compile(r"(\S(?:\S|\s(?=[A-ZА-ЯЁӘҒҚҢӨҰҮІ])){2,30}?)(?:\s?[–—]\s?|\s--?\s|(?<=\w\w)\.\s)")
_APART = re.compile(r"([«“„\"]?)([^\W_][^«»“”\"\n.,:–—]{1,40}(?:\.[a-z]{2,4})?)[»”\"]?(?:[.:](?:\s|$)|\s?[–—]\s?|\s--?\s|,\s(?=[^\W\d_]))")
_WRITER = re.compile(r"(?:[Bb]y|[Аа]втор)\s([^\n,–—:]{5,40}?)(?:\s?[–—,]|\s-)\s?")
_SIGNED = re.compile(r"([^\W\d_][^.,;:()–—]{4,40})\.\s")
_COMPANY = re.compile(r"(?:\b[^\W\d_]|\b(?:Inc|Ltd|Co|Corp|AG|Plc|St|Mr|Ms|Dr))$")
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
    """Read the dateline that a paragraph opens with, as a clue with outlet, author, place and day; None if it opens with none."""
    items: list[str] = []
    day, dated, gap, author, position = None, False, "", None, 0
    for _ in range(6):
        hit = _date_at(text, position)
        if hit is not None:
            day, dated = hit[0] or day, True
            position = hit[1]
            gap = text[hit[2] : position].strip(" .,")
            continue
        writer = _WRITER.match(text, position) if dated and author is None else None
        if writer is not None and is_person(writer[1], strict=False):
            author, gap, position = clean_person(writer[1]), "-", writer.end()
            continue
        agency = _agency_at(text, position, registry, opened=bool(items) or dated, after_comma=gap == ",")
        agency = agency or _apart_at(text, position, registry, dated=dated, dashed=dated and gap not in ("", ","), opened=bool(items) or dated)
        if agency is not None:
            name, end, sure = agency
            signed = _SIGNED.match(text, end) if text[end - 2 : end] == ", " else None
            author = clean_person(signed[1]) if signed is not None and is_person(signed[1]) else author
            if sure or author or _is_dateline_place(items, dated=dated):
                place = clean_place(items[0]) if items else None
                return Clue(outlet=name, author=author, place=place, day=day, line=index, span=(0, end))
            return None
        if items and (aside := _ENCLOSED.match(text, position)) is not None and aside[2]:
            gap, position = aside[2].strip(), aside.end()
            break
        match = _ITEM.match(text, position)
        if match is None or len(items) > 2 or not _can_be_place(match[1]):
            break
        items.append(match[1].strip())
        gap = match[2].strip(" .")
        position = match.end()
    if items and (gap not in ("", ",") or dated) and _is_dateline_place(items, dated=False):
        if position >= len(text) and not is_place(items[0]):
            return None
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


def _apart_at(text: str, position: int, registry: Registry, *, dated: bool, dashed: bool, opened: bool) -> tuple[Name, int, bool] | None:
    """A name that a day and a dash set apart, or quotes: БИШКЕК, 10 авг — Sputnik. · ШЫМКЕНТ. «Сайрам-Инфо» – · By NAME – Trend:"""
    match = _APART.match(text, position) if opened else None
    closed = match is not None and dated and match[0].rstrip().endswith(("-", "–", "—"))
    if match is None or not (dashed or closed or match[1]) or len(match[2].split()) > 4 or _COMPANY.search(match[2]):
        return None
    if not is_titled(match[2]) or is_place(match[2]) or is_person(match[2]) or is_institution(match[2]):
        return None
    name = read_name(match[2], registry)
    if name is None or not (name.sure or match[1] or " " in match[2] or "-" in match[2] or is_branded(match[2])):
        return None
    return name, match.end(), name.sure


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
