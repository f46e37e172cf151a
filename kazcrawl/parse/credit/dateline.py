"""The dateline that running text opens with: place, date and agency."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kazcrawl.dates import find_dates, find_partials
from kazcrawl.outlets import MEDIA_WORDS, Registry
from kazcrawl.parse.credit.dateline_turned import read_turned
from kazcrawl.parse.credit.names import Name, is_institution, is_person, is_place, known_run, read_name
from kazcrawl.parse.credit.scene import Clue, Scene
from kazcrawl.parse.credit.words import CITIES, MASTHEADS
from kazcrawl.parse.credit.written import QUOTES, clean_person, clean_place, is_branded, is_masthead, is_short_name, is_titled

# How many of the first lines a dateline may stand in.
_DATELINES = 5
# An agency that nobody knows has no more words.
_MOST = 4
# An agency is looked for in so many characters, a known one in so many words.
_WINDOW, _RUN = 80, 6
_ITEM = re.compile(
    r"([^\W\d_][^,()/–—\n]{0,39}?(?:/[^\W\d_][^,()/–—\n]{0,20}?)?)\s?(\.\s|,\s?|-{1,2}(?=\()|\s-{1,2}\s|\s::\s|\s?[–—]\s?|(?=\s?[(/\[]))"
)
_DIGIT = re.compile(r"\d")
_SEPARATOR = re.compile(r"\s?[.,]?\s?(?:::\s|-{1,2}(?:\s|(?=\())|[–—]\s?)?")
_ENCLOSED = re.compile(r"\s?[(/\[]\s?([^()/\[\]\n]{2,50}?)\s?[)/\]]\s?[.:,]?\s?(--?\s|--?(?=[A-ZА-ЯЁ«“])|[–—]\s?|)")
_AFTER_AGENCY = re.compile(r"\.?\s?(?:--?\s|[–—:]\s?)|\.\s|\s(?=[«“\"A-ZА-ЯЁӘҒҚҢӨҰҮІ])|\s?(?=[/(\[])|/|,\s")
_SHOUTED = re.compile(r"(\S(?:[^\s/(]|\s(?=[A-ZА-ЯЁӘҒҚҢӨҰҮІ])){2,30}?)(?:\s?[–—]\s?|\s--?\s|\s(?=[/(])|(?<=\w\w)\.\s)")
_APART = re.compile(
    r"([«“„\"]?)([^\W_][^«»“”\"\n.,:–—]{1,40}(?:\.[a-z]{2,4})?)[»”\"]?(?:[.:](?:\s|$)|\s?[–—]\s?|\s--?\s|\s::\s|,\s(?=[^\W\d_]))"
)
# ИА «Жайык-Медиа»: … · behind a place or a day also ИА «Жайык-Медиа». … and «Дала» агенттігі – …
_KIND = r"(?:[^\W\d_][\w-]{0,30}\s){1,3}"
_TITLE = r"[«“„\"][^«»“”„\"\n]{2,50}[»”\"]"
_KINDED = re.compile(rf"(?P<named>(?P<kind>{_KIND}){_TITLE}|{_TITLE}(?P<behind>(?:\s[^\W\d_]{{3,15}}){{1,2}}))(?:\s?[:–—]\s|\s--?\s|\.\s)")
_WRITER = re.compile(r"(?:[Bb]y|[Аа]втор)\s([^\n,–—:]{5,40}?)(?:\s?[–—,]|\s-)\s?")
_SIGNED = re.compile(r"(?:(?<=, )([^\W\d_][^.,;:()–—]{4,40})\.\s|[/(]([^()/,]{5,40})[/)])")
_COMPANY = re.compile(r"(?:\b[^\W\d_]|\b(?:Inc|Ltd|Co|Corp|AG|Plc|St|Mr|Ms|Dr))$")
_DESK = re.compile(r"^(?:соб\.\s?)?корр\.\s?", re.IGNORECASE)


def find_dateline(scene: Scene) -> Clue | None:
    """Return outlet, author, place and day of the first of five lines that opens with a dateline; without an agency the place only.

    ASTANA (Reuters) – · МОСКВА, 9 сен - ПРАЙМ. · АЛМАТЫ. /ТАСС/. · JUNE 9 2021 (The Bulletin) —"""
    place: Clue | None = None
    for index, line in enumerate(scene.lines[:_DATELINES]):
        if len(line.text) < 12:
            continue
        clue = read_dateline(line.text, scene.registry, index)
        if clue is None or clue.outlet is None:
            clue = read_turned(line.text, scene.registry, index) or clue
        if clue is not None and clue.outlet is not None and not scene.is_own(clue.outlet):
            return clue
        place = place or (clue if clue is not None and clue.outlet is None else None)
    return place


def read_dateline(text: str, registry: Registry, index: int = 0) -> Clue | None:
    """Read the dateline that a paragraph opens with, as a clue with outlet, author, place and day; None if it opens with none."""
    scan = _Scan(text)
    for _ in range(6):
        if scan.take_date() or scan.take_writer():
            continue
        if (agency := _agency_at(scan, registry)) is not None:
            return scan.credited(agency, index)
        if not scan.take_place():
            break
    return scan.placed(index)


class _Agency(NamedTuple):
    """An agency as a dateline names it, and where it ends; `sure` tells that it needs no place or day before it."""

    name: Name
    end: int
    sure: bool


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
        """Pass over "By NAME –"."""
        writer = _WRITER.match(self.text, self.position)
        if writer is None or not is_person(writer[1], strict=False):
            return False
        self.author, self.gap, self.position = clean_person(writer[1]), "-", writer.end()
        return True

    def take_place(self) -> bool:
        """Pass over a piece that may be a place; after a note in brackets and a dash running text begins."""
        aside = _ENCLOSED.match(self.text, self.position)
        if aside is not None and (aside[2] or is_place(aside[1])):
            self.gap, self.position = aside[2].strip(), aside.end()
            return not aside[2]
        match = _ITEM.match(self.text, self.position)
        if match is None or not _can_be_place(match[1]):
            return False
        self.items.append(match[1].strip())
        self.gap, self.position = match[2].strip(" ."), match.end()
        return True

    def credited(self, agency: _Agency, index: int) -> Clue | None:
        """Return the clue of an agency, when what stands before it is a dateline's."""
        name, end, sure = agency
        signed = _SIGNED.match(self.text, end)
        writer = (signed[1] or signed[2]) if signed else ""
        author = clean_person(writer) if is_person(writer) else self.author
        if not (sure or self._is_placed(dated=self.dated)):
            return None
        # World Nuclear News (WNN): a line that ends there has no place before the agency, unless we know it for one.
        place = clean_place(self.items[0]) if self.items and (end < len(self.text) or is_place(self.items[0])) else None
        return Clue(outlet=name, author=author, place=place, day=self.day or self._day_behind(end), line=index, span=(0, end))

    def _day_behind(self, end: int) -> date | None:
        """The day that a mark sets apart behind the agency: Place :: X :: 3 October 2014 :: …"""
        hit = _date_at(self.text, end)
        return hit[0] if hit and self.text[hit[2] : hit[1]].strip() else None

    def placed(self, index: int) -> Clue | None:
        """Return the clue of a place that running text follows, or None."""
        if not self.items or not (self.dashed or self.dated) or not self._is_placed(dated=False):
            return None
        if self.position >= len(self.text) and not is_place(self.items[0]):
            return None
        return Clue(place=clean_place(self.items[0]), line=index, span=(0, self.position))

    def _is_placed(self, *, dated: bool) -> bool:
        first = self.items[0] if self.items else ""
        return dated or (len(first) > 2 and first.isupper()) or first.strip(" .").casefold() in CITIES


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


def _agency_at(scan: _Scan, registry: Registry) -> _Agency | None:
    """An agency at this place; only behind a place or a day one that capitals, a kind or a dash alone show."""
    looks = (_enclosed_at, _known_at, _shouted_at, _kinded_at, _apart_at) if scan.opened else (_enclosed_at, _known_at)
    return next((agency for look in looks if (agency := look(scan, registry)) is not None), None)


def _enclosed_at(scan: _Scan, registry: Registry) -> _Agency | None:
    """An agency in brackets or slashes: (Reuters) – · /ТАСС/."""
    enclosed = _ENCLOSED.match(scan.text, scan.position)
    inner = _DESK.sub("", enclosed[1]) if enclosed else ""
    name = read_name(inner, registry)
    if enclosed is None or name is None or is_place(inner) or is_person(inner):
        return None
    slashed = "/" in enclosed[0]
    told = is_titled(inner) or inner[:1] in QUOTES or (slashed and is_short_name(inner))
    return _Agency(name, enclosed.end(), name.sure) if name.sure or (told and (enclosed[2] or slashed)) else None


def _known_at(scan: _Scan, registry: Registry) -> _Agency | None:
    """A known agency, with a mark behind it or in capitals. Before any place or day a Latin name stands in capitals."""
    words = scan.text[scan.position : scan.position + _WINDOW].split(" ")
    lower = not scan.opened and words[0] != words[0].upper() and " ".join(words[:_RUN]).isascii()
    hit = known_run(words, registry, longest=_RUN) if not lower else None
    if hit is None:
        return None
    raw = " ".join(words[: hit[1]])
    follows = _AFTER_AGENCY.match(scan.text, scan.position + len(raw.rstrip(".,:-–—")))
    if follows is None or is_place(raw) or raw.startswith("©") or _is_cut(scan, raw) or not (raw.isupper() or follows[0] != " "):
        return None
    if not scan.opened and not follows[0].strip(" .:"):
        return None
    name = read_name(hit[0], registry)
    return _Agency(name, follows.end(), "," not in follows[0]) if name else None


def _is_cut(scan: _Scan, raw: str) -> bool:
    """Whether the name that begins so goes on: in the quotes that it opens, or in capitals (НОВОСТИ САРЫАРКИ –)."""
    longer = _SHOUTED.match(scan.text, scan.position)
    shouted = longer is not None and longer[1].isupper() and longer[1].startswith(f"{raw} ")
    return shouted or raw.count('"') % 2 == 1 or sum(raw.count(mark) for mark in "«“„") > sum(raw.count(mark) for mark in "»”")


def _shouted_at(scan: _Scan, registry: Registry) -> _Agency | None:
    """A name in capitals or spelled as brands are: Алматы. 7 января. KAZAKHSTAN TODAY -"""
    match = _SHOUTED.match(scan.text, scan.position) if scan.gap != "," else None
    said = match[1] if match else ""
    if match is None or not said[0].isalpha() or is_place(said) or is_institution(said) or not (said.isupper() or is_branded(said)):
        return None
    name = read_name(said, registry)
    return _Agency(name, match.end(), sure=False) if name else None


def _kinded_at(scan: _Scan, registry: Registry) -> _Agency | None:
    """A name in quotes with the word for its kind: КАРАГАНДА, 14 марта – ИА «Жайык-Медиа»."""
    match = _KINDED.match(scan.text, scan.position)
    if match is None or not all(word.casefold() in MEDIA_WORDS for word in (match["kind"] or match["behind"]).split()):
        return None
    name = read_name(match["named"], registry)
    return _Agency(name, match.end(), sure=True) if name is not None and name.sure else None


def _apart_at(scan: _Scan, registry: Registry) -> _Agency | None:
    """A name that a day and a dash set apart, or quotes: БИШКЕК, 10 авг — Sputnik. · ШЫМКЕНТ. «Сайрам-Инфо» – · By NAME – Trend:"""
    match = _APART.match(scan.text, scan.position)
    what = match[2].strip() if match else ""
    if match is None or len(what.split()) > _MOST or _COMPANY.search(what):
        return None
    closed = match[0].rstrip().endswith(("-", "–", "—", "::"))
    masthead = closed and what.casefold().split()[-1] in MASTHEADS  # WARSAW. Zhaiyk Post – …
    dated = scan.dated or (closed and _date_at(scan.text, match.end()) is not None)
    if not (match[1] or masthead or (dated and (scan.dashed or closed))):
        return None
    named = is_titled(what) or is_masthead(what) or (match[1] and is_short_name(what))
    if not named or is_place(what) or is_person(what) or is_institution(what):
        return None
    name = read_name(what, registry)
    if name is None or not (name.sure or match[1] or " " in what or "-" in what or is_branded(what)):
        return None
    return _Agency(name, match.end(), name.sure or dated)


def _can_be_place(item: str) -> bool:
    words = item.split()
    return (
        all(word[0].isupper() or (not word[0].islower() and word[0].isalpha()) for word in words)
        and not is_person(item)
        and words[0].casefold() not in ("by", "via", "from")
    )
