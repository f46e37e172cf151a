"""The dateline that running text opens with: place, date and agency."""

import re
from dataclasses import dataclass, field
from datetime import date

from kazcrawl.dates import find_dates, find_partials
from kazcrawl.outlets import MEDIA_WORDS, Registry
from kazcrawl.parse.credit.dateline_turned import read_opened
from kazcrawl.parse.credit.names import (
    QUOTES,
    Name,
    clean_person,
    clean_place,
    is_branded,
    is_institution,
    is_masthead,
    is_person,
    is_place,
    is_short_name,
    is_titled,
    known_run,
    read_name,
)
from kazcrawl.parse.credit.scene import Clue, Scene
from kazcrawl.parse.credit.words import CITIES, MASTHEADS, SOFT_MASTHEADS

# How many of the first lines a dateline may stand in.
_DATELINES = 5
_ITEM = re.compile(
    r"([^\W\d_][^,()/–—\n]{0,39}?(?:/[^\W\d_][^,()/–—\n]{0,20}?)?)\s?(\.\s|,\s?|-{1,2}(?=\()|\s-{1,2}\s|\s?[–—]\s?|(?=\s?[(/\[]))"
)
_DIGIT = re.compile(r"\d")
_SEPARATOR = re.compile(r"\s?[.,]?\s?(?:-{1,2}(?:\s|(?=\())|[–—]\s?)?")
_ENCLOSED = re.compile(r"\s?[(/\[]\s?([^()/\[\]\n]{2,50}?)\s?[)/\]]\s?[.:,]?\s?(--?\s|--?(?=[A-ZА-ЯЁ«“])|[–—]\s?|)")
_AFTER_AGENCY = re.compile(r"\.?\s?(?:--?\s|[–—:]\s?)|\.\s|\s(?=[«“\"A-ZА-ЯЁӘҒҚҢӨҰҮІ])|\s?(?=[/(\[])|/|,\s")
_SHOUTED = re.compile(r"(\S(?:[^\s/(]|\s(?=[A-ZА-ЯЁӘҒҚҢӨҰҮІ])){2,30}?)(?:\s?[–—]\s?|\s--?\s|\s(?=[/(])|(?<=\w\w)\.\s)")
_APART = re.compile(r"([«“„\"]?)([^\W_][^«»“”\"\n.,:–—]{1,40}(?:\.[a-z]{2,4})?)[»”\"]?(?:[.:](?:\s|$)|\s?[–—]\s?|\s--?\s|,\s(?=[^\W\d_]))")
# ИА «Жайык-Медиа»: … · behind a place or a day also ИА «Жайык-Медиа». … and «Дала» агенттігі – …
_KIND = r"(?:[^\W\d_][\w-]{0,30}\s){1,3}"
_TITLE = r"[«“„\"][^«»“”„\"\n]{2,50}[»”\"]"
_AGENCY = re.compile(r"(?:(?<!\w)(?:[мр]?иа|ия)|агент\w{3,5})\s$", re.IGNORECASE)
_OPENED = re.compile(rf"(?P<named>(?P<kind>{_KIND}){_TITLE})\s?[:–—]\s")
_KINDED = re.compile(rf"(?P<named>(?P<kind>{_KIND}){_TITLE}|{_TITLE}(?P<behind>(?:\s[^\W\d_]{{3,15}}){{1,2}}))(?:\s?[:–—]\s|\s--?\s|\.\s)")
_WRITER = re.compile(r"(?:[Bb]y|[Аа]втор)\s([^\n,–—:]{5,40}?)(?:\s?[–—,]|\s-)\s?")
_SIGNED = re.compile(r"(?:(?<=, )([^\W\d_][^.,;:()–—]{4,40})\.\s|[/(]([^()/,]{5,40})[/)])")
_LONGER = re.compile(r"((?:[^\W\d_][\w-]{1,20}\s){1,3}[^\W\d_a-zа-я][\w-]{1,20})(?:\.\s|\s?[–—]\s?|\s--?\s)")
_COMPANY = re.compile(r"(?:\b[^\W\d_]|\b(?:Inc|Ltd|Co|Corp|AG|Plc|St|Mr|Ms|Dr))$")
_DESK = re.compile(r"^(?:соб\.\s?)?корр\.\s?", re.IGNORECASE)
_PAIRED = re.compile(r"[^\W\d_a-zа-я]{2,6}-[^\W\d_a-zа-я]\w{2,15}")
_STATE = re.compile(r"(?:[A-Z]\.)+[A-Z]?|[A-Z]{2}")


def find_dateline(scene: Scene) -> Clue | None:
    """ASTANA (Reuters) – · МОСКВА, 9 сен - ПРАЙМ. · АЛМАТЫ. /ТАСС/. · JUNE 9 2021 (The Bulletin) —; without an agency the place only."""
    place: Clue | None = None
    for index, line in enumerate(scene.lines[:_DATELINES]):
        if len(line.text) < 12:
            continue
        clue = read_dateline(line.text, scene.registry, index)
        if clue is None or clue.outlet is None:
            clue = read_opened(line.text, scene.registry, index) or clue
        if clue is not None and clue.outlet is not None and not scene.is_own(clue.outlet):
            return clue
        place = place or (clue if clue is not None and clue.outlet is None else None)
    return place


def read_dateline(text: str, registry: Registry, index: int = 0) -> Clue | None:
    """Read the dateline that a paragraph opens with, as a clue with outlet, author, place and day; None if it opens with none."""
    scan = _Scan(text)
    if (opened := _OPENED.match(text)) and _AGENCY.search(opened["kind"]) and (name := _kinded(opened, opened["kind"], registry)):
        return Clue(outlet=name, line=index, span=(0, opened.end()))
    for _ in range(6):
        if scan.take_date() or scan.take_writer():
            continue
        agency = _agency_at(text, scan.position, registry, opened=scan.opened, after_comma=scan.gap == ",")
        agency = agency or ((_kinded_at(scan, registry) or _apart_at(scan, registry)) if scan.opened else None)
        if agency is not None:
            return scan.credited(agency, index)
        if not scan.take_place():
            break
    return scan.placed(index)


@dataclass(slots=True)
class _Scan:
    """What has been read of a dateline so far. `gap` is the mark before the present position: a dash, a comma or nothing."""

    text: str
    position: int = 0
    items: list[str] = field(default_factory=list)
    day: date | None = None
    dated: bool = False
    gap: str = ""
    author: str | None = None

    @property
    def opened(self) -> bool:
        """Whether a place or a day has been read."""
        return bool(self.items) or self.dated

    @property
    def dashed(self) -> bool:
        """Whether a dash or a bracket stands before the present position."""
        return self.gap not in ("", ",")

    def take_date(self) -> bool:
        """Pass over a date."""
        hit = _date_at(self.text, self.position)
        if hit is None:
            return False
        self.day, self.dated = hit[0] or self.day, True
        self.gap, self.position = self.text[hit[2] : hit[1]].strip(" .,"), hit[1]
        return True

    def take_writer(self) -> bool:
        """Pass over "By NAME –" behind a date."""
        writer = _WRITER.match(self.text, self.position) if self.dated and self.author is None else None
        if writer is None or not is_person(writer[1], strict=False):
            return False
        self.author, self.gap, self.position = clean_person(writer[1]), "-", writer.end()
        return True

    def take_place(self) -> bool:
        """Pass over a piece that may be a place; after a note in brackets and a dash running text begins."""
        aside = _ENCLOSED.match(self.text, self.position) if self.items else None
        if aside is not None and not aside[2] and is_place(aside[1]):
            self.gap, self.position = "", aside.end()
            return True
        if aside is not None and aside[2]:
            self.gap, self.position = aside[2].strip(), aside.end()
            return False
        match = _ITEM.match(self.text, self.position)
        if match is None or len(self.items) > 2 or not _can_be_place(match[1]):
            return False
        self.items.append(match[1].strip())
        self.gap, self.position = match[2].strip(" ."), match.end()
        return True

    def credited(self, agency: tuple[Name, int, bool], index: int) -> Clue | None:
        """Return the clue of an agency (name, end, known), when what stands before it is a dateline's."""
        name, end, sure = agency
        signed = _SIGNED.match(self.text, end)
        writer = (signed[1] or signed[2]) if signed else ""
        author = clean_person(writer) if is_person(writer) else self.author
        if not (sure or author or self._is_placed(dated=self.dated)):
            return None
        # World Nuclear News (WNN): a line that ends there has no place before the agency, unless we know it for one.
        place = clean_place(self.items[0]) if self.items and (end < len(self.text) or is_place(self.items[0])) else None
        return Clue(outlet=name, author=author, place=place, day=self.day, line=index, span=(0, end))

    def placed(self, index: int) -> Clue | None:
        """Return the clue of a place that running text follows, or None."""
        if not self.items or not (self.dashed or self.dated) or not self._is_placed(dated=False):
            return None
        if self.position >= len(self.text) and not is_place(self.items[0]):
            return None
        return Clue(place=clean_place(self.items[0]), line=index, span=(0, self.position))

    def _is_placed(self, *, dated: bool) -> bool:
        first = self.items[0] if self.items else ""
        caseless = not (first[:1].isupper() or first[:1].islower()) and " " not in first
        capitals = len(first) > 2 and (first.isupper() or caseless)
        return dated or capitals or first.strip(" .").casefold() in CITIES


def _date_at(text: str, position: int) -> tuple[date | None, int, int] | None:
    """A date at this place: (day if it has a year, end with separators, end without)."""
    window = text[position : position + 40]
    if _DIGIT.search(window) is None:
        return None
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
        slashed = "/" in enclosed[0]
        told = is_titled(inner) or (inner[:1] in QUOTES and inner[-1:] in QUOTES)
        if not (name.sure or (told and (enclosed[2] or slashed)) or (slashed and opened and is_short_name(inner))):
            return None
        return name, enclosed.end(), name.sure
    words = text[position : position + 80].split(" ")
    # Before any place or day a Latin name stands in capitals.
    lower = not opened and words[0] != words[0].upper() and " ".join(words[:6]).isascii()
    hit = known_run(words, registry, longest=6) if not lower else None
    if hit is not None:
        hit = _stretched(text[position : position + 80], hit) if opened else hit
        raw = " ".join(words[: hit[1]])
        end = position + len(raw.rstrip(".,:-–—"))
        follows = _AFTER_AGENCY.match(text, end)
        shouted = raw.isupper() or not raw.isascii()
        bare_start = not opened and (follows is None or not follows[0].strip(" .:"))
        if follows is None or not (shouted or (opened and (follows[0] != " " or is_branded(raw)))) or bare_start or is_place(raw):
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


def _stretched(window: str, hit: tuple[str, int]) -> tuple[str, int]:
    """A known name that another word makes a longer one of, closed as an agency is: Новости Азии. · Trend Eurasia –"""
    match = _LONGER.match(window)
    longer = match[1].split() if match else []
    made = not (MASTHEADS | SOFT_MASTHEADS).isdisjoint(word.casefold() for word in longer)
    return (" ".join(longer), len(longer)) if len(longer) > hit[1] and made else hit


def _kinded_at(scan: _Scan, registry: Registry) -> tuple[Name, int, bool] | None:
    """A name in quotes with the word for its kind: КАРАГАНДА, 14 марта – ИА «Жайык-Медиа»."""
    match = _KINDED.match(scan.text, scan.position)
    name = _kinded(match, match["kind"] or match["behind"], registry) if match else None
    return (name, match.end(), True) if match and name else None


def _kinded(match: re.Match[str], kind: str, registry: Registry) -> Name | None:
    """The name in quotes that a match has, if nothing but words for a medium's kind stands beside it."""
    name = read_name(match["named"], registry) if all(word.casefold() in MEDIA_WORDS for word in kind.split()) else None
    return name if name is not None and name.sure else None


def _apart_at(scan: _Scan, registry: Registry) -> tuple[Name, int, bool] | None:
    """A name that a day and a dash set apart, or quotes: БИШКЕК, 10 авг — Sputnik. · ШЫМКЕНТ. «Сайрам-Инфо» – · By NAME – Trend:"""
    match = _APART.match(scan.text, scan.position)
    what = match[2].strip() if match else ""
    if match is None or len(what.split()) > 4 or _COMPANY.search(what):
        return None
    closed = match[0].rstrip().endswith(("-", "–", "—"))
    # ORAL – Zhaiyk Post – … · WARSAW. Zhaiyk Post – …
    masthead = closed and is_masthead(what) and (scan.dashed or not MASTHEADS.isdisjoint(what.casefold().split()[-1:]))
    paired = scan.dated and scan.opened and _PAIRED.fullmatch(what) is not None  # BAKU. March 2. XYZ-Economics. …
    if not (match[1] or masthead or paired or (scan.dated and (scan.dashed or closed))):
        return None
    named = is_titled(what) or is_masthead(what) or (match[1] and is_short_name(what))
    if not named or is_place(what) or is_person(what) or is_institution(what):
        return None
    name = read_name(what, registry)
    if name is None or not (name.sure or match[1] or " " in what or "-" in what or is_branded(what)):
        return None
    return name, match.end(), name.sure


def _can_be_place(item: str) -> bool:
    words = item.split()
    return (
        0 < len(words) <= 4
        and all(word[0].isupper() or (not word[0].islower() and word[0].isalpha()) for word in words)
        and not is_person(item)
        and words[0].casefold() not in ("by", "via", "from")
    )
