"""What a credit keeps besides its names: place, address, confidence, and which blocks are nothing but it."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazcrawl.items import Credit, Link
from kazcrawl.outlets import Outlet, Registry
from kazcrawl.parse.body.blocks import Block
from kazcrawl.parse.credit.rules import RULES, find_credit
from tests.credit_cases import EN, RU

TEXT = Block(EN, "paragraph")


def paragraphs(*texts: str) -> list[Block]:
    return [Block(text, "paragraph") for text in texts]


@pytest.mark.parametrize(
    ("blocks", "alone"),
    [
        (paragraphs("Steppe Herald", EN), (0,)),
        (paragraphs("12 March 2015", "Steppe Herald", "Peter Brandt", EN), (0, 1, 2)),
        (paragraphs(EN, "Source: Steppe Ledger"), (1,)),
        (paragraphs(EN, "- Steppe Times", "- 3 April 2011"), (1, 2)),
        (paragraphs(EN, "Originally published in the Steppe Ledger."), (1,)),
        (paragraphs(EN + " (Kazinform)"), ()),
        (paragraphs(EN + " Source: Steppe Ledger"), ()),
        (paragraphs("ASTANA (Reuters) – " + EN), ()),
        (paragraphs("Exports rose last year, Azernews reports.", EN), ()),
        (paragraphs("Steppe Herald\n" + EN), ()),
        (paragraphs("12 March 2015", "Exports rose last year, Azernews reports."), ()),
    ],
)
def test_only_blocks_that_are_nothing_but_the_credit_leave_the_body(blocks: list[Block], alone: tuple[int, ...]) -> None:
    credit, found = find_credit(blocks)
    assert credit is not None
    assert found == alone


def test_the_span_is_the_credits_place_in_its_block() -> None:
    block = Block(f"{EN}\nMore to follow. (Kazinform)", "paragraph")
    credit, _ = find_credit([TEXT, block])
    assert credit is not None
    assert credit.span is not None
    assert block.text[slice(*credit.span)].strip() == "(Kazinform)"
    assert credit.line == "More to follow. (Kazinform)"


@pytest.mark.parametrize(
    ("blocks", "url"),
    [
        (
            [TEXT, Block("Source: The Steppe", "paragraph", (Link("https://steppe.example/2015/a", "The Steppe"),))],
            "https://steppe.example/2015/a",
        ),
        ([Block("Steppe Ledger", "paragraph", (Link("https://steppe.example/a", "Steppe Ledger"),)), TEXT], "https://steppe.example/a"),
        ([TEXT, Block("Source: The Steppe", "paragraph", (Link("https://steppe.example/", "The Steppe"),))], None),
        ([TEXT, Block("Source: The Steppe", "paragraph", (Link("http://www.chamber.example/tag", "The Steppe"),))], None),
        ([TEXT, Block("http://www.rferl.org/content/x/1.html", "paragraph")], "http://www.rferl.org/content/x/1.html"),
        (
            [
                Block(
                    "Exports rose, Azernews reports.",
                    "paragraph",
                    (Link("https://azernews.az/1", "Azernews"), Link("https://x.example/1", "rose")),
                )
            ],
            "https://azernews.az/1",
        ),
    ],
)
def test_the_address_is_the_originals_page_on_another_host(blocks: list[Block], url: str | None) -> None:
    credit, _ = find_credit(blocks, site_url="http://chamber.example/")
    assert credit is not None
    assert credit.outlet is not None
    assert credit.url == url


@pytest.mark.parametrize(
    "line", ["Steppe Times", "Source: Steppe Times", "© Steppe Times 2015", "Source: http://steppetimes.example/2015/a"]
)
def test_a_site_is_not_the_source_of_its_own_posts(line: str) -> None:
    names, url = ["Steppe Times"], "https://steppetimes.example/"
    for blocks in (paragraphs(line, EN), paragraphs(EN, line)):
        credit, alone = find_credit(blocks, site_names=names, site_url=url)
        assert credit is None or credit.outlet is None
        assert alone == ()


@pytest.mark.parametrize(
    ("name", "url", "own"),
    [
        ("KQXN", "https://www.kqxn.com/news/", True),
        ("The Kuryk Lamp", "https://kuryk-lamp.co.uk/", True),
        ("Kazinform", "https://www.inform.kz/", True),
        ("Kazinform", "http://chamber.example/", False),
        ("KQXN", "http://chamber.example/", False),
    ],
)
def test_a_host_tells_which_outlet_is_its_own(name: str, url: str, own: bool) -> None:
    credit, _ = find_credit(paragraphs(f"ASTANA ({name}) – " + EN), site_url=url)
    assert (credit is None or credit.outlet is None) == own


def test_an_unknown_outlet_in_a_heading_is_a_heading() -> None:
    assert find_credit([Block("Steppe Herald", "heading"), TEXT]) == (None, ())
    credit, _ = find_credit([Block("Kazinform", "heading"), TEXT])
    assert credit is not None
    assert credit.outlet == "Kazinform"


@pytest.mark.parametrize("kind", ["caption", "cell"])
def test_captions_and_cells_carry_no_credit(kind: str) -> None:
    assert find_credit([Block("Source: Reuters", kind), TEXT]) == (None, ())


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Reuters",
        "Photo courtesy of Steppe Herald",
        "The hall before the talks. (Photo by Reuters)",
        "Фото: Tengrinews.kz",
        "Сурет: Kazinform",
        "Source of photo: Reuters / image: AP",
        "REUTERS/Peter Brandt",
        "Photo © Wikipedia / Steppe Herald",
    ],
)
def test_who_took_the_picture_is_not_who_wrote_the_text(line: str) -> None:
    for blocks in (paragraphs(line, EN), paragraphs(EN, line), paragraphs(EN, line, EN)):
        assert find_credit(blocks) == (None, ())


def test_the_surer_rule_decides_and_the_others_only_add() -> None:
    credit, _ = find_credit(paragraphs("May 5, 2014", "MINSK (Interfax) – " + EN, "Source: BelTA"))
    assert credit == Credit(
        outlet="BelTA",
        date=date(2014, 5, 5),
        dateline="Minsk",
        line="Source: BelTA",
        rule="label",
        confidence=credit.confidence if credit else 0,
        span=(0, 13),
        alone=True,
    )


@pytest.mark.parametrize(
    ("written", "post_day", "day"),
    [
        ("05/03/2014", None, date(2014, 3, 5)),
        ("05/03/2014", date(2014, 5, 10), date(2014, 3, 5)),
        ("03/05/2014", date(2014, 3, 10), date(2014, 3, 5)),
        ("03.05.2014", date(2014, 3, 10), date(2014, 5, 3)),
        ("May 3, 2014", date(2014, 3, 10), date(2014, 5, 3)),
        ("13/05/2014", date(2014, 3, 10), date(2014, 5, 13)),
    ],
)
def test_a_slashed_date_is_day_first_unless_that_lies_after_the_post(written: str, post_day: date | None, day: date) -> None:
    credit, _ = find_credit(paragraphs(f"Reuters, {written}", EN), post_day=post_day)
    assert credit is not None
    assert credit.date == day


def test_a_name_is_shown_in_the_nominative_of_its_own_language() -> None:
    credit, _ = find_credit(paragraphs("Экспорт вырос, сообщает корреспондент «Орды»."))
    assert credit is not None
    assert credit.outlet == "Орда"


def test_own_outlets_are_known() -> None:
    registry = Registry([Outlet("Quarry", domains=("quarry.example",))])
    assert find_credit(paragraphs("Quarry", EN)) == (None, ())
    credit, _ = find_credit(paragraphs("Quarry", EN), registry=registry)
    assert credit is not None
    assert credit.outlet == "Quarry"


def test_the_middle_of_a_long_post_carries_no_credit() -> None:
    blocks = [TEXT] * 30
    blocks[15] = Block("Source: Steppe Ledger", "paragraph")
    assert find_credit(blocks) == (None, ())


def test_a_credit_at_the_end_of_a_very_long_block_is_found() -> None:
    for block in (Block(f"{EN} " * 400 + "(Kazinform)", "paragraph"), Block(f"{EN}\n" * 400 + "Source: Kazinform", "paragraph")):
        credit, alone = find_credit([block])
        assert credit is not None
        assert credit.outlet == "Kazinform"
        assert credit.span is not None
        assert "Kazinform" in block.text[slice(*credit.span)]
        assert alone == ()


def test_every_rule_has_its_own_name_and_a_confidence() -> None:
    assert len({name for name, _, _ in RULES}) == len(RULES)
    assert all(0 < confidence < 1 for _, confidence, _ in RULES)


_WORDS = st.sampled_from(
    [
        "Source:",
        "Источник:",
        "By",
        "Reuters",
        "(Reuters)",
        "–",
        "©",
        "сообщает",
        "деп хабарлайды",
        "«",
        "»",
        "May 5, 2014",
        "ASTANA",
        ".",
        ",",
        "\n",
        "via",
        "kz.kz",
        "X",
        "Full text at",
        "©",
        "http://[x",
        "www.a℀b",
        "[",
    ]
)


@settings(max_examples=150)
@given(st.lists(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=14).map(" ".join)), max_size=6))
def test_no_text_makes_the_rules_raise(texts: list[str]) -> None:
    credit, alone = find_credit(paragraphs(*texts), site_names=["x"], site_url="http://x.example/")
    assert all(0 <= index < len(texts) for index in alone)
    if credit is not None and credit.span is not None:
        assert any(credit.line in text and 0 <= credit.span[0] <= credit.span[1] <= len(text) for text in texts)


@pytest.mark.parametrize("line", ["Full text at http://[x/y", "Source: http://[abc", "See the original: http://a℀b/c"])
def test_address_that_cannot_be_read_credits_nobody(line: str) -> None:
    assert find_credit(paragraphs(EN, line), site_names=["x"], site_url="http://x.example/")[0] is None


@pytest.mark.parametrize(
    "seed",
    [
        "a",
        "A ",
        "Source: ",
        "By ",
        "сообщает ",
        "(",
        "«",
        "©",
        "- ",
        "ASTANA, ",
        "1.1.",
        "http://",
        "a.",
        ", X reports",
        "Об этом пишет ",
        "\n",
        "деп хабарлайды X ",
    ],
)
def test_a_megabyte_is_read_in_bounded_time(seed: str) -> None:
    text = seed * (1_000_000 // len(seed))
    started = time.process_time()
    find_credit([Block(text, "paragraph"), TEXT, Block(text, "paragraph")])
    assert time.process_time() - started < 2


def test_ten_thousand_lines_are_read_in_bounded_time() -> None:
    blocks = paragraphs(*([RU] * 10_000))
    started = time.process_time()
    assert find_credit(blocks) == (None, ())
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "blocks",
    [
        [TEXT, Block("Plato, philosopher. Source: steppequotes.kz [↩]", "item")],
        [Block("The talk as a film:", "paragraph"), Block("http://www.steppenews.example/watch.php?vid=49c7", "paragraph"), TEXT],
        [TEXT, Block("How the steppe eagle got its name\nReuters", "heading"), TEXT],
        [TEXT, Block("(c) Steppe Resort | Michael Holm", "paragraph")],
        [Block("Bota", "paragraph", (Link("https://steppe.example/category/bota/", "Bota"),)), TEXT],
    ],
    ids=["footnote", "film", "reading list", "picture", "section"],
)
def test_what_only_looks_like_a_credit_is_none(blocks: list[Block]) -> None:
    credit, alone = find_credit(blocks, site_url="http://chamber.example/")
    assert credit is None or credit.outlet is None
    assert alone == ()


def test_a_rule_stands_in_the_module_and_the_function_of_its_name() -> None:
    told = {name: f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}" for name, _, rule in RULES}
    assert told == {name: f"{name}.find_{name}" for name in told}
