"""Dates as sites write them, read strictly: what the text does not say is not filled in, least of all from today.

Machine forms (ISO 8601, RFC 822) and human ones in English, Russian, Kazakh and some neighbours. Every function is pure and total:
text that is no date, or an impossible one (32 Nov, year 9999), gives None, never an exception."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil import parser as dateutil_parser

from kazcrawl.dateforms import AFTER, BEFORE, BLOCKS, FORMS, PARTIAL, ZONE_AFTER
from kazcrawl.months import AROUND, MONTHS, UPDATED, WEEKDAY_NUMBERS, WEEKDAYS

# The years that a text can mean. What is plausible for a post is the caller's rule.
_YEARS = range(1900, 2101)
# Names of zones that mean one offset wherever they are written, in hours. ALMT, IST, CST (China) and the like do not.
_ZONES = {"z": 0, "gmt": 0, "utc": 0, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "bst": 1}
_ZONES |= {"cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "мск": 3}
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)

_ROMAN = {name: number for number, name in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1)}

# All that may stand in a text that is a date and nothing else.
_NOISE = WEEKDAYS | UPDATED | AROUND

_OFFSET = re.compile(r"(?:GMT|UTC|МСК|MSK)?\s?(?P<sign>[+−-])?\s?(?P<h>\d{1,2})(?::?(?P<m>[0-5]\d)|\.(?P<tenth>\d{1,2}))?", re.IGNORECASE)
_MACHINE_SHAPE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|[A-Za-z]{3,9},?\s+\d|\d{1,2}[\s-][A-Za-z]{3}")
# The zone's name that Java and JavaScript write behind its offset, and the letters that the latter writes before it.
_ZONE_NAME = re.compile(r"\[[\w/+-]{1,40}\]$|\s\([^()]{1,60}\)$|\bGMT(?=[+-]\d{4}\b)")
_YEAR_ZERO = re.compile(r"(?<![\d+-])0{3}\d(?!\d)")  # dateutil reads 0000 as 2000
_WEEKDAY_BEFORE = re.compile(r"([^\W\d_]{2,12})[.,]?\s{1,2}$")
_LONGEST_WEEKDAY = 16
_FIGURE = re.compile(r"\d")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date that a text told. `day` is on the clock asked for, else as written; `instant` is aware UTC, and there only if the text told
    a time and its offset is known (written, or by the zone asked for). `precision` is "day", "minute" or "second"."""

    day: date
    instant: datetime | None = None
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date inside a longer text. `span` is its place, the time and zone next to it included."""

    parsed: ParsedDate
    span: tuple[int, int]


def parse_machine(text: str, *, tz: tzinfo | None = None) -> ParsedDate | None:
    """Read a machine's date (ISO 8601, RFC 822, ctime), or None. A time without an offset is taken as of `tz`, else dropped."""
    text = _ZONE_NAME.sub("", text[:100]).strip().replace("−", "-")
    if not 8 <= len(text) <= 64:
        return None
    try:
        moment: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        moment = _by_dateutil(text)
    if moment is None or moment.year not in _YEARS:
        return None
    clock = re.search(r"\d:\d\d(:\d\d)?", text) or re.search(r"T\d{4}(\d\d)?", text)
    if clock is None:
        return ParsedDate(moment.date())
    return _told(moment.replace(tzinfo=None), offset=moment.tzinfo, tz=tz, precision="second" if clock[1] else "minute")


def parse_human(text: str, *, tz: tzinfo | None = None, dayfirst: bool | None = None) -> ParsedDate | None:
    """Read a text that is a date and nothing else but weekday, label or time ("Posted on 21 Октябрь 2015 г., 14:20"), or None.

    `dayfirst` settles 05/03/2024, None means day first; 21/10/2015 tells by itself. Of several dates the first that is no update holds."""
    if len(text) > 200 or not _FIGURE.search(text):
        return None
    if block := next(filter(None, (form.fullmatch(text.strip()) for form in BLOCKS)), None):
        day = _day_of(block, dayfirst, short_years=False)
        return ParsedDate(day) if day else None
    found = list(_iter_dates(text, tz=tz, dayfirst=dayfirst, short_years=True))
    rest, last, first = "", 0, None
    for hit in found:
        before = text[last : hit.span[0]].lower()
        if not first and not UPDATED.intersection(_TOKEN.findall(before)):
            first = hit
        rest, last = rest + " " + before, hit.span[1]
    rest += " " + text[last:].lower()
    if not found or any(word not in _NOISE for word in _TOKEN.findall(rest)):
        return None
    return (first or found[0]).parsed


def find_dates(text: str, *, tz: tzinfo | None = None, dayfirst: bool | None = None, short_years: bool = False) -> list[FoundDate]:
    """Return the full dates (day, month and year) of a text, in order, none overlapping. Linear in the text's length.

    A year has four digits, or two if `short_years` ("8.5.12"): in running text that is a number of something else."""
    return list(_iter_dates(text, tz=tz, dayfirst=dayfirst, short_years=short_years))


def find_partials(text: str) -> list[tuple[int, int, tuple[int, int]]]:
    """Return (month, day, span) for every day and month named in words, with or without a year after them ("May 12", "9 сен")."""
    found: list[tuple[int, int, tuple[int, int]]] = []
    for form in PARTIAL:
        position = 0
        while match := form.search(text, position):
            month, day = MONTHS.get(match["m"].lower()), int(match["d"])
            position = match.end() if month else match.start() + 1
            if month and _calendar(2000, month, day):
                found.append((month, day, match.span()))
    return sorted(found, key=lambda hit: hit[2])


def parse_partial(text: str) -> tuple[int, int] | None:
    """Read a text that is a day and a month without a year ("May 12", "9 сен."), as (month, day), or None."""
    hits = find_partials(text) if len(text) <= 60 else []
    if not hits:
        return None
    month, day, (start, end) = hits[0]
    rest = _TOKEN.findall((text[:start] + " " + text[end:]).lower())
    return None if any(word not in _NOISE for word in rest) else (month, day)


def local_instant(naive: datetime, tz: tzinfo) -> datetime:
    """Return the UTC instant of a local time as PHP reckons it: in an overlap the first, in a gap shifted forward by the gap's length."""
    return naive.replace(tzinfo=tz, fold=0).astimezone(UTC)


@lru_cache(maxsize=256)
def zone(name: str) -> tzinfo | None:
    """Return the zone of an IANA name or a fixed offset ("-5", "5.5", "UTC+5", "+05:00"), or None when it is neither."""
    name = name.strip()
    if name.lower() in _ZONES:
        return _fixed(timedelta(hours=_ZONES[name.lower()]))
    if (match := _OFFSET.fullmatch(name)) is not None:
        return _offset(match)
    try:
        return ZoneInfo(name)
    except (ValueError, LookupError, OSError):  # unknown, not a name at all, a folder of the zone database
        return None


def _iter_dates(text: str, *, tz: tzinfo | None, dayfirst: bool | None, short_years: bool) -> Iterator[FoundDate]:
    """Yield what the forms find, the leftmost first; at one place the earlier form of the table."""
    hits: list[tuple[int, int, int, date]] = []
    if not _FIGURE.search(text):
        return
    for rank, form in enumerate(FORMS):
        position = 0
        while match := form.search(text, position):
            day = _day_of(match, dayfirst, short_years)
            position = match.end() if day else match.start() + 1
            if day:
                hits.append((match.start(), rank, match.end(), day))
    last = 0
    for start, _, end, day in sorted(hits):
        if start >= last:
            hit = _with_clock(text, start, end, day, tz)
            hit = hit if hit.span[0] >= last else FoundDate(hit.parsed, (last, hit.span[1]))
            yield hit
            last = hit.span[1]


def _day_of(match: re.Match[str], dayfirst: bool | None, short_years: bool) -> date | None:
    parts = match.groupdict()
    year, day = int(parts["y"]), int(parts["d"])
    if len(parts["y"]) == 2:
        if not short_years:
            return None
        year += 2000 if year < 70 else 1900
    if parts.get("m"):
        month = MONTHS.get(parts["m"].lower()) or _ROMAN.get(parts["m"])
        return _calendar(year, month, day) if month else None
    month = int(parts["n"])
    if match.start("d") > match.start("n"):
        return _calendar(year, month, day)
    if parts.get("sep") == "/" and _is_month_first(match, year, month, day, dayfirst):
        day, month = month, day
    return _calendar(year, month, day) or _calendar(year, day, month)


def _is_month_first(match: re.Match[str], year: int, month: int, day: int, dayfirst: bool | None) -> bool:
    """Whether 05/10/2023 is of May: the weekday right before it tells ("Wed, 05/10/2023"), else who asks."""
    named = _WEEKDAY_BEFORE.search(match.string, max(0, match.start() - _LONGEST_WEEKDAY), match.start())
    weekday = WEEKDAY_NUMBERS.get(named[1].lower()) if named else None
    read = (_calendar(year, month, day), _calendar(year, day, month))
    fits = [found is not None and found.weekday() == weekday for found in read]
    return fits[1] if any(fits) and not all(fits) else dayfirst is False


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _with_clock(text: str, start: int, end: int, day: date, tz: tzinfo | None) -> FoundDate:
    """Add the time that stands right after the date, or right before it, and the zone told with either."""
    clock = AFTER.match(text, end)
    if clock is not None and (moment := _time_of(clock, day)) is not None:
        return FoundDate(_told(moment, offset=_zone_of(clock), tz=tz, precision=_precision(clock)), (start, clock.end()))
    base = max(0, start - 40)
    clock = BEFORE.search(text[base:start])
    if clock is None or (moment := _time_of(clock, day)) is None:
        return FoundDate(ParsedDate(day), (start, end))
    offset, tail = _zone_of(clock), ZONE_AFTER.match(text, end)
    if offset is None and tail is not None and (offset := zone(tail["zone"].replace(" ", ""))) is not None:
        end = tail.end()
    return FoundDate(_told(moment, offset=offset, tz=tz, precision=_precision(clock)), (base + clock.start(), end))


def _time_of(clock: re.Match[str], day: date) -> datetime | None:
    hour, minute, second = int(clock["h"]), int(clock["i"] or clock["i2"] or 0), int(clock["s"] or 0)
    half = (clock["ap"] or clock["ap2"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pп" else 0)
    try:
        return datetime(day.year, day.month, day.day, hour, minute, min(second, 59))  # noqa: DTZ001 - the zone is added by _told
    except ValueError:
        return None


def _precision(clock: re.Match[str]) -> str:
    return "second" if clock["s"] else "minute"


def _zone_of(clock: re.Match[str]) -> tzinfo | None:
    # "10:00-12:00" is a span of hours: a bare offset with a colon counts only after seconds.
    if clock["bare"] and (clock["s"] or ":" not in clock["bare"]):
        return zone(clock["bare"])
    return zone(re.sub(r"\s", "", clock["zone"])) if clock["zone"] else None


def _told(moment: datetime, *, offset: tzinfo | None, tz: tzinfo | None, precision: str) -> ParsedDate:
    clock = offset or tz
    if clock is None:
        return ParsedDate(moment.date())
    instant = local_instant(moment, clock)
    return ParsedDate(instant.astimezone(tz).date() if tz else moment.date(), instant, precision)


def _offset(match: re.Match[str]) -> tzinfo | None:
    minutes = int(match["m"] or 0) + round(float(f"0.{match['tenth'] or 0}") * 60)
    length = timedelta(hours=int(match["h"]), minutes=minutes)
    return _fixed(-length if (match["sign"] or "+") in "-−" else length)


def _fixed(length: timedelta) -> tzinfo | None:
    return timezone(length) if _WEST <= length <= _EAST else None


def _by_dateutil(text: str) -> datetime | None:
    """The last resort for machine forms. dateutil fills what is missing from a default: what moves with the default was not told."""
    if not _MACHINE_SHAPE.search(text) or _YEAR_ZERO.search(text):
        return None
    try:
        first, second = (
            dateutil_parser.parse(text, default=default, tzinfos=_dateutil_zone)
            for default in (datetime(2000, 1, 1), datetime(2001, 2, 2))  # noqa: DTZ001 - naive on purpose
        )
    except (ValueError, ArithmeticError, TypeError, AttributeError, LookupError):
        return None
    return first if first == second else None


def _dateutil_zone(name: str | None, seconds: int | None) -> tzinfo | None:
    return _fixed(timedelta(seconds=seconds)) if seconds is not None else zone(name or "-")
