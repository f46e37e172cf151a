"""Dates as sites write them; what is not told is not filled in."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcrawl.dates import FoundDate, ParsedDate, find_dates, find_partials, local_instant, parse_human, parse_machine, parse_partial, zone

ALMATY = zone("Asia/Almaty")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015-10-21", ParsedDate(date(2015, 10, 21))),
        ("20151021", ParsedDate(date(2015, 10, 21))),
        ("2015-10-21T14:32:10-0400", ParsedDate(date(2015, 10, 21), datetime(2015, 10, 21, 18, 32, 10, tzinfo=UTC), "second")),
        ("2015-10-21T14:32:10-04:00", ParsedDate(date(2015, 10, 21), datetime(2015, 10, 21, 18, 32, 10, tzinfo=UTC), "second")),
        ("2015-10-21T14:32Z", ParsedDate(date(2015, 10, 21), datetime(2015, 10, 21, 14, 32, tzinfo=UTC), "minute")),
        ("2015-10-21 14:32:10 -0400", ParsedDate(date(2015, 10, 21), datetime(2015, 10, 21, 18, 32, 10, tzinfo=UTC), "second")),
        ("Wed, 21 Oct 2015 14:32:10 +0000", ParsedDate(date(2015, 10, 21), datetime(2015, 10, 21, 14, 32, 10, tzinfo=UTC), "second")),
        ("Wed, 21 Oct 2015 14:32:10 EDT", ParsedDate(date(2015, 10, 21), datetime(2015, 10, 21, 18, 32, 10, tzinfo=UTC), "second")),
        ("Wed, 21 Oct 2015", ParsedDate(date(2015, 10, 21))),
        ("2015-10-21T14:32:10+06:00[Asia/Almaty]", ParsedDate(date(2015, 10, 21), datetime(2015, 10, 21, 8, 32, 10, tzinfo=UTC), "second")),
        (
            "Wed Oct 21 2015 14:32:10 GMT+0600 (Almaty Time)",
            ParsedDate(date(2015, 10, 21), datetime(2015, 10, 21, 8, 32, 10, tzinfo=UTC), "second"),
        ),
        ("2015-10-21T14:32:10", ParsedDate(date(2015, 10, 21))),  # no offset told: no instant
        ("Wed, 21 Oct 2015 14:32:10 ALMT", ParsedDate(date(2015, 10, 21))),  # a zone of two offsets is no offset
    ],
)
def test_machine_forms_tell_what_they_say(text: str, expected: ParsedDate) -> None:
    assert parse_machine(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10:00",
        "Nov 2025",
        "yesterday",
        "today",
        "0001-01-01",
        "9999-12-31T23:59:59-14:00",
        "2015-02-30",
        "1" * 20,
        "1445437930",
        "32 Nov 2015",
        "21 October 0000",
    ],
)
def test_machine_forms_that_tell_no_day_are_none(text: str) -> None:
    assert parse_machine(text) is None


def test_day_is_the_day_on_the_clock_asked_for() -> None:
    assert parse_machine("2024-03-05T20:30:00Z", tz=ALMATY) == ParsedDate(
        date(2024, 3, 6), datetime(2024, 3, 5, 20, 30, tzinfo=UTC), "second"
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("October 21, 2015", date(2015, 10, 21)),
        ("Oct. 21, 2015", date(2015, 10, 21)),
        ("Posted on October 21st, 2015 at 2:32 pm", date(2015, 10, 21)),
        ("Published: Wednesday, 21 October 2015", date(2015, 10, 21)),
        ("21Oct2015", date(2015, 10, 21)),
        ("21.X.2015", date(2015, 10, 21)),
        ("21 X 2015", date(2015, 10, 21)),
        ("October 2015, the 21st", date(2015, 10, 21)),
        ("10.21.15", date(2015, 10, 21)),
        ("21 أكتوبر 2015", date(2015, 10, 21)),
        ("21 Октябрь 2015", date(2015, 10, 21)),
        ("05 Мар 2024", date(2024, 3, 5)),
        ("Март 5, 2024", date(2024, 3, 5)),
        ("5 марта 2024 г., 14:20", date(2024, 3, 5)),
        ("вторник, 5 марта 2024 года", date(2024, 3, 5)),
        ("5 наурыз 2024", date(2024, 3, 5)),
        ("5 наурыз, 2024 ж.", date(2024, 3, 5)),
        ("2024 жылғы 5 наурыз", date(2024, 3, 5)),
        ("2024 жылдың 5 наурызында", date(2024, 3, 5)),
        ("5 naýryz 2024", date(2024, 3, 5)),
        ("2024-жылдын 5-марты", date(2024, 3, 5)),
        ("5 березня 2024 р.", date(2024, 3, 5)),
        ("5. März 2024", date(2024, 3, 5)),
        ("1er mars 2024", date(2024, 3, 1)),
        ("5 Mart 2024", date(2024, 3, 5)),
        ("2024-yil 5-mart", date(2024, 3, 5)),
        ("5 de marzo de 2024", date(2024, 3, 5)),
        ("2015年10月21日", date(2015, 10, 21)),
        ("05.03.2024", date(2024, 3, 5)),
        ("05.03.24", date(2024, 3, 5)),
        ("05/03/2024", date(2024, 3, 5)),
        ("10/21/2015", date(2015, 10, 21)),
        ("Sunday, 05/03/2024", date(2024, 3, 5)),
        ("Fri, 05/03/2024", date(2024, 5, 3)),
        ("Пятница, 05/03/2024", date(2024, 5, 3)),
        ("Жұма 05/03/2024", date(2024, 5, 3)),
        ("10-21-2015", date(2015, 10, 21)),
        ("Oct-21-2015", date(2015, 10, 21)),
        ("21-Oct-15", date(2015, 10, 21)),
        ("21 Oct ’15", date(2015, 10, 21)),
        ("October 21 – 2015", date(2015, 10, 21)),
        ("«21» октября 2015 г.", date(2015, 10, 21)),
        ("21 октября, среда, 2015", date(2015, 10, 21)),
        ("21 октября (среда) 2015 года", date(2015, 10, 21)),
        ("October 21, Wednesday, 2015", date(2015, 10, 21)),
        ("21 қазан, сәрсенбі, 2015 жыл", date(2015, 10, 21)),
        ("21-ое октября 2015", date(2015, 10, 21)),
        ("2015 жылғы қазанның 21-і", date(2015, 10, 21)),
        ("2015 ж. қазанның 21-ші күні", date(2015, 10, 21)),
        ("2015 жылғы «21» қазан", date(2015, 10, 21)),
        ("2015 jylǵy 21 qazan", date(2015, 10, 21)),
        ("21 / 10 / 2015", date(2015, 10, 21)),
        ("21 · 10 · 2015", date(2015, 10, 21)),
        ("October, 21st 2015", date(2015, 10, 21)),
        ("21 10 2015", date(2015, 10, 21)),  # the parts of a date block in a row
        ("2015 10 21", date(2015, 10, 21)),
        ("Oct 2015 21", date(2015, 10, 21)),
        ("2024/03/05", date(2024, 3, 5)),
        ("11:20, 20 Январь 2026 | GMT +5", date(2026, 1, 20)),
        ("January 9, 2018 / 11:17 AM", date(2018, 1, 9)),
        ("Published: 5 March 2024 (updated 6 March 2024)", date(2024, 3, 5)),
        ("Updated 6 March 2024, published 5 March 2024", date(2024, 3, 5)),
    ],
)
def test_human_forms_give_their_day(text: str, day: date) -> None:
    parsed = parse_human(text)
    assert parsed is not None
    assert parsed.day == day


_MONTHS = """
January Jan Jan. январь января январю январём январе янв. қаңтар қаңтарда қаңтарының қаң. qańtar
February Feb Feb. февраль февраля февралю февралем феврале фев. ақпан ақпанда ақпанының ақп. aqpan
March Mar Mar. март марта марту мартом марте мар. наурыз наурызда наурызының нау. naýryz
April Apr Apr. апрель апреля апрелю апрелем апреле апр. сәуір сәуірде сәуірінің сәу. sáýir
May May. май мая маю маем мае мамыр мамырда мамырының мам. mamyr
June Jun Jun. июнь июня июню июнем июне июн. маусым маусымда маусымының мау. maýsym
July Jul Jul. июль июля июлю июлем июле июл. шілде шілдеде шілдесінің шіл. shilde
August Aug Aug. август августа августу августом августе авг. тамыз тамызда тамызының там. tamyz
September Sep Sept. сентябрь сентября сентябрю сентябрём сентябре сен. сент. қыркүйек қыркүйекте қыркүйегінің қыр. qyrkúıek
October Oct Oct. октябрь октября октябрю октябрём октябре окт. қазан қазанда қазанының қаз. qazan
November Nov Nov. ноябрь ноября ноябрю ноябрём ноябре ноя. нояб. қараша қарашада қарашасының қар. qarasha
December Dec Dec. декабрь декабря декабрю декабрём декабре дек. желтоқсан желтоқсанда желтоқсанының жел. jeltoqsan
"""


@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_known_in_every_case_and_abbreviation(month: int) -> None:
    for name in _MONTHS.strip().splitlines()[month - 1].split():
        for spelt in (name, name.capitalize(), name.upper().replace("İ", "I")):
            for text in (f"7 {spelt} 2019", f"{spelt} 7, 2019"):
                assert parse_human(text) == ParsedDate(date(2019, month, 7)), text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2015",
        "May 2015",
        "October 21",
        "yesterday",
        "сегодня",
        "32 Nov 2015",
        "31.02.2015",
        "5 March 9999",
        "The fair of 5 March 2024",
        "9" * 400,
        "21 Oct 15",  # or 15 comments
        "21 Oct 12:30",
        "13 13 2015",
    ],
)
def test_human_text_that_is_no_full_date_is_none(text: str) -> None:
    """Row 27."""
    assert parse_human(text) is None


def test_month_first_is_read_where_the_caller_says_so() -> None:
    assert parse_human("05/03/2024", dayfirst=False) == ParsedDate(date(2024, 5, 3))
    assert parse_human("21/10/2015", dayfirst=False) == ParsedDate(date(2015, 10, 21))  # only one order makes a day of it
    assert parse_human("05.03.2024", dayfirst=False) == ParsedDate(date(2024, 3, 5))  # dots are day first everywhere


@pytest.mark.parametrize(
    ("text", "instant", "precision"),
    [
        ("5 марта 2024 г., 14:20", datetime(2024, 3, 5, 9, 20, tzinfo=UTC), "minute"),
        ("5 February 2024 2:32 pm", datetime(2024, 2, 5, 8, 32, tzinfo=UTC), "minute"),
        ("5 February 2024 @ 12:05 AM", datetime(2024, 2, 4, 18, 5, tzinfo=UTC), "minute"),
        ("5 февраля 2024 2:32 пп", datetime(2024, 2, 5, 8, 32, tzinfo=UTC), "minute"),
        ("5 февраля 2024 г. в 14.32", datetime(2024, 2, 5, 8, 32, tzinfo=UTC), "minute"),
        ("2024 жылғы 5 ақпан, сағат 14:32", datetime(2024, 2, 5, 8, 32, tzinfo=UTC), "minute"),
        ("14:32, 5 февраля 2024", datetime(2024, 2, 5, 8, 32, tzinfo=UTC), "minute"),
        ("05.03.2024 в 14:20:11", datetime(2024, 3, 5, 9, 20, 11, tzinfo=UTC), "second"),
        ("12 May 2016 17:30 GMT", datetime(2016, 5, 12, 17, 30, tzinfo=UTC), "minute"),
        ("7 June 2022 13:30 (UTC+04:00)", datetime(2022, 6, 7, 9, 30, tzinfo=UTC), "minute"),
        ("21 October 2015 10:00-12:00", datetime(2015, 10, 21, 4, 0, tzinfo=UTC), "minute"),  # hours, not an offset
        ("21 October 2015", None, "day"),
    ],
)
def test_time_beside_a_date_gives_the_instant(text: str, instant: datetime | None, precision: str) -> None:
    parsed = parse_human(text, tz=ALMATY)
    assert parsed is not None
    assert (parsed.instant, parsed.precision) == (instant, precision)


def test_dates_are_found_in_running_text_with_their_place() -> None:
    text = "Signed on 5 May 2015, in force from 2015-06-01; 30 tons in 2014."
    assert [(found.parsed.day, text[slice(*found.span)]) for found in find_dates(text)] == [
        (date(2015, 5, 5), "5 May 2015"),
        (date(2015, 6, 1), "2015-06-01"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 12", (5, 12)),
        ("Nov. 16", (11, 16)),
        ("9 сен", (9, 9)),
        ("7 января", (1, 7)),
        ("5 наурыз", (3, 5)),
        ("12 people", None),
        ("31 Feb", None),
    ],
)
def test_day_without_a_year_is_a_partial_date(text: str, expected: tuple[int, int] | None) -> None:
    assert parse_partial(text) == expected


@pytest.mark.parametrize(
    ("name", "hours"), [("-5", -5), ("5.5", 5.5), ("UTC+5", 5), ("+05:00", 5), ("-0430", -4.5), ("Z", 0), ("+14", 14), ("GMT", 0)]
)
def test_fixed_offsets_are_zones(name: str, hours: float) -> None:
    assert zone(name) == timezone(timedelta(hours=hours))


@pytest.mark.parametrize("name", ["", "Asia", "Asia/Nowhere", "../etc", "+99", "\0", "a" * 10_000, "12 o'clock"])
def test_what_is_no_zone_is_none(name: str) -> None:
    assert zone(name) is None


def test_local_time_follows_the_history_of_the_zone() -> None:
    assert ALMATY is not None
    assert local_instant(datetime.fromisoformat("2024-02-29T12:00"), ALMATY) == datetime(2024, 2, 29, 6, tzinfo=UTC)
    assert local_instant(datetime.fromisoformat("2024-03-02T12:00"), ALMATY) == datetime(2024, 3, 2, 7, tzinfo=UTC)


def test_overlap_is_the_first_time_and_gap_is_shifted_forward() -> None:
    new_york = zone("America/New_York")
    assert new_york is not None
    assert local_instant(datetime.fromisoformat("2015-11-01T01:30"), new_york) == datetime(2015, 11, 1, 5, 30, tzinfo=UTC)
    assert local_instant(datetime.fromisoformat("2015-03-08T02:30"), new_york) == datetime(2015, 3, 8, 7, 30, tzinfo=UTC)


@given(st.text(max_size=120))
def test_no_text_makes_a_date_parser_raise(text: str) -> None:
    """Row 27."""
    for parsed in (parse_machine(text, tz=ALMATY), parse_human(text, tz=ALMATY)):
        assert parsed is None or 1900 <= parsed.day.year <= 2101
    assert all(isinstance(found, FoundDate) for found in find_dates(text))
    find_partials(text)
    parse_partial(text)
    zone(text)


@given(
    st.dates(date(1990, 1, 1), date(2028, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %b %Y"]),
)
def test_every_day_is_read_back_as_written(day: date, form: str) -> None:
    assert parse_human(day.strftime(form)) == ParsedDate(day)


@pytest.mark.parametrize("seed", ["1 a", "1", "2015 ", "21 Oct ", "21/", " ", "a", "12:00 ", "2024 жыл", "Октябрь"])
def test_a_megabyte_is_read_in_bounded_time(seed: str) -> None:
    """Rows 27, 80."""
    text = seed * (200_000 // len(seed))
    started = time.perf_counter()
    find_dates(text)
    find_partials(text)
    assert time.perf_counter() - started < 2
