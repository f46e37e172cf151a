"""How a table of credits is told and checked, and running text to stand around them. All of it is invented."""

from datetime import date
from typing import NamedTuple

from kazcrawl.items import Credit
from kazcrawl.parse.body.blocks import Block
from kazcrawl.parse.credit.rules import find_credit

# Running text to stand around a credit.
EN = "The ministry will open a new office in the spring, and companies may apply for it from March onwards."
RU = "Новый завод откроют весной, и компании смогут подать заявки уже в марте этого года."
KK = "Жаңа зауыт көктемде ашылады, ал компаниялар өтінімді наурыз айынан бастап бере алады."


class Case(NamedTuple):
    lines: list[str]
    outlet: str | None
    author: str | None
    day: date | None
    place: str | None


def case(lines: list[str], outlet: str | None, *, author: str | None = None, day: str | None = None, place: str | None = None) -> Case:
    return Case(lines, outlet, author, date.fromisoformat(day) if day else None, place)


def read(lines: list[str]) -> Credit | None:
    blocks = [Block(line, "paragraph") for line in lines]
    return find_credit(blocks, site_names=["Example Chamber of Commerce"], site_url="http://chamber.example/")[0]


def source_of(lines: list[str]) -> str | None:
    credit = read(lines)
    return credit.outlet if credit else None


def check(told: Case) -> None:
    credit = read(told.lines)
    assert credit is not None
    assert (credit.outlet, credit.author, credit.date, credit.dateline) == told[1:]
