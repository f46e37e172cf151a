"""Credits as they are met: a table of invented posts in the manner of many sites, each written down with its answer before any rule saw it.

The table is `credits.txt`. A post begins with `# language form`; `>` is a paragraph of its head, `<` one of its end, and `=` the answer:
outlet | also right | author | date | place, `-` for none. A date `~03-12` has no year in the text, so any year is passed over."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kazcrawl.outlets import Outlet
from kazcrawl.parse.body.blocks import Block
from kazcrawl.parse.credit.rules import find_credit
from tests.credit_cases import EN, KK, RU

TABLE = Path(__file__).with_name("credits.txt")
FILLERS = {"ru": RU, "kk": KK}


class Wild(NamedTuple):
    """One post of the table."""

    line: int
    language: str
    form: str
    lead: tuple[str, ...]
    tail: tuple[str, ...]
    answer: tuple[str | None, ...]


def read_table() -> Iterator[Wild]:
    language, form, lead, tail = "", "", [], []
    for number, line in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), 1):
        mark, text = line[:1], line[1:].strip()
        if mark == "#":
            language, form, *_ = text.split()
            lead, tail = [], []
        elif mark in (">", "<"):
            (lead if mark == ">" else tail).append(text)
        elif mark == "=":
            told = [part.strip().removeprefix("-") or None for part in (text + "||||").split("|")[:5]]
            yield Wild(number, language, form, tuple(lead), tuple(tail), tuple(told))


WILD = list(read_table())


def same(text: str | None) -> str | None:
    return Outlet(text).id if text else None


@pytest.mark.parametrize("post", WILD, ids=lambda post: f"{post.line}-{post.language}-{post.form}")
def test_the_credit_of_a_post(post: Wild) -> None:
    lines = [*post.lead, FILLERS.get(post.language, EN), *post.tail]
    credit, _ = find_credit([Block(text, "paragraph") for text in lines], site_url="http://chamber.example/")
    outlet, others, author, day, place = post.answer
    right = [same(name) for name in (outlet, *(others or "").split(";"))]
    assert same(credit.outlet if credit else None) in (right if outlet else [None])
    assert same(credit.author if credit else None) == same(author)
    found = credit.date.isoformat() if credit and credit.date else None
    assert found == day or (day and day.startswith("~") and (found is None or found.endswith(day[1:])))
    assert same(credit.dateline if credit else None) == same(place)


def test_the_table_is_of_all_languages_and_holds_traps() -> None:
    assert {"en", "ru", "kk"} <= {post.language for post in WILD}
    assert sum(post.answer[0] is None for post in WILD) >= len(WILD) / 5
    assert not re.search(r"https?://(?!\S*(?:example|\.kz|\.ge|\.com|\.org))", TABLE.read_text(encoding="utf-8"))
