"""What of a text's first and last lines is a theme's: made of the post's own names, day, categories and figures."""

from datetime import date

import pytest

from kazcrawl.items import Link
from kazcrawl.parse import parse_post
from kazcrawl.parse.body.blocks import Block
from kazcrawl.parse.body.meta_lines import Own, without_meta_lines

OWN = Own(names=("KazCham",), day=date(2015, 10, 21), categories=("Trade", "Oil & Gas"))
TEXT = "The port took its first ship on Monday, and the second came a day later."


def left(*lines: str, own: Own = OWN) -> list[str]:
    return [block.text for block in without_meta_lines(tuple(Block(line, "paragraph") for line in lines), own)]


@pytest.mark.parametrize(
    "lines",
    [
        ["Written by KazCham"],
        ["KazCham"],
        ["Published in Trade on October 21, 2015 by KazCham | 3 comments"],
        ["Details", "Written by KazCham", "Category: Trade", "Published: 21 October 2015", "Hits: 312"],
        ["Oil & Gas", "KazCham, 21.10.2015"],
        ["21 октября 2015 г., 14:30 | Просмотров: 321 | Комментариев: 3 | Автор: KazCham"],
        ["KazCham 12 May 2019"],
        ["Wednesday, 21 October 2015. KazCham"],
        ["Last updated on Friday, 23 October 2015 10:11"],
        ["Последнее изменение: пятница, 23 октября 2015 18:02"],
        ["Details", "Category: Grain", "Last Updated on Friday, 23 October 2015 10:11", "Written by KazCham", "Hits: 1877"],
        ["Дата создания: 21.10.2015 0:00:00\nАвтор: KazCham"],
        ["Gönderen: KazCham", "Kategori: Genel"],
        ["21 October 2015 | KazCham | Legal advice"],
        ["Rédigé par KazCham\nTraduit par Boris Pak\nAjouté le 21/10/2015"],
        ["KazCham", "© Picture archive, 2011"],
    ],
)
def test_lines_of_the_posts_own_things_are_the_themes(lines: list[str]) -> None:
    assert left(*lines, TEXT) == [TEXT]


@pytest.mark.parametrize(
    "lines",
    [
        ["Details"],
        ["Trade"],
        ["Vestnik Kavkaza"],
        ["By KazCham, Astana Mail"],
        ["July 12, 2014"],
        ["KazCham opens an office"],
        ["312"],
        [TEXT, "KazCham"],
        ["Updated on Friday, 23 October 2015: the ford is dry"],
        ["The law was last modified on 23 October 2015."],
        ["Category: Grain"],
        ["Создано в 2015 году"],
        ["Grain"],
        ["The Times, October 21, 2015"],
        ["The port | the ford | a line of stops."],
        ["Best regards,\nKazCham"],
    ],
)
def test_other_lines_are_the_text(lines: list[str]) -> None:
    assert left(*lines, TEXT) == [*lines, TEXT]


def test_rows_of_a_table_go_with_the_row_of_the_author() -> None:
    def rows(*texts: str) -> list[str]:
        blocks = (*(Block(text, "cell") for text in texts), Block(TEXT, "paragraph"))
        return [block.text for block in without_meta_lines(blocks, OWN)]

    assert rows("Author | KazCham", "Section | Legal advice", "Views | 1789") == [TEXT]
    assert rows("Grain | 12 tons", "Wool | 9 tons") == ["Grain | 12 tons", "Wool | 9 tons", TEXT]
    line = Block("KazCham, 21.10.2015", "paragraph")
    blocks = (line, Block("Grain | 12 tons", "cell"), Block(TEXT, "paragraph"))
    assert without_meta_lines(blocks, OWN) == blocks[1:]


@pytest.mark.parametrize(
    ("heading", "end", "stays"),
    [
        ("About Steppe Mills", "Steppe Mills grinds grain in three towns.", False),
        ("О Steppe Mills", "Мельницы в трёх городах.", False),
        ("Ihre Ansprechpartnerin", "Petra Klein", False),
        ("About the ford", "It is dry in August.", True),
        ("About Steppe Mills", TEXT * 9, True),
    ],
)
def test_short_last_section_on_the_site_or_its_telephone_is_no_text(heading: str, end: str, stays: bool) -> None:
    blocks = (Block(TEXT, "paragraph"), Block(heading, "heading"), Block(end, "paragraph"))
    assert (len(without_meta_lines(blocks, Own(categories=("Steppe Mills",)))) == len(blocks)) is stays


def test_at_the_end_a_name_tells_and_a_day_does_not() -> None:
    assert left(TEXT, "Written by KazCham", "Views: 12") == [TEXT]
    assert left(TEXT, "October 21, 2015") == [TEXT, "October 21, 2015"]


def test_heading_may_stand_before_the_themes_lines() -> None:
    blocks = (Block("What the ford tells", "heading"), Block("KazCham, 21.10.2015", "paragraph"), Block(TEXT, "paragraph"))
    assert [block.text for block in without_meta_lines(blocks, OWN)] == ["What the ford tells", TEXT]


@pytest.mark.parametrize(
    ("line", "href", "stays"),
    [
        ("21.10.2015, 14:30 Grain", "https://chamber.example/grain/", False),
        ("Published in Grain · 4 min read · Oct 21, 2015", "https://chamber.example/topics/", False),
        ("21.10.2015, 14:30 Grain", "https://chamber.example/papers/", True),
        ("Published in Grain, Oct 21, 2015", "https://grain.example/", True),
        ("Grain", "https://chamber.example/grain/", True),
    ],
)
def test_term_is_told_by_where_its_link_leads(line: str, href: str, stays: bool) -> None:
    own = Own(day=date(2015, 10, 21), url="https://chamber.example/grain/12-the-ford/")
    blocks = (Block(line, "paragraph", (Link(href, "Grain"),)), Block(TEXT, "paragraph"))
    assert (len(without_meta_lines(blocks, own)) == 2) is stays


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("From Asel, 21.10.2015", False),
        ("Ref. 2018-0412 | Desk phone | 21.10.2015", False),
        ("By Asel Ten | 21 October 2015 | © Silk Yard archive pictures", False),
        ("KazCham, adviser of the ford and the port", False),
        ("KazCham, 21.10.2015: the port opens", True),
        ("The port opened on 21.10.2015", True),
        ("Asel spoke on 21.10.2015.", True),
        (
            "21.10.2015 was the day on which the port took its first ship, said Asel, and the second one came a whole day later than that.",
            True,
        ),
    ],
)
def test_line_that_was_read_is_the_themes_if_it_is_no_prose(line: str, stays: bool) -> None:
    assert left(line, TEXT, own=Own(names=("KazCham",), lines=(line,))) == ([line, TEXT] if stays else [TEXT])


def test_theme_s_lines_hide_no_credit_and_are_none() -> None:
    head = "<dt>Details</dt><dd>Written by KazCham</dd><dd>Published: 21 October 2015</dd>"
    page = "<title>Port opens on time</title><div id=x><h2>Port opens on time</h2><dl class=info>{}</dl>{}{}</div>"
    text = f"<p>{TEXT}</p>" * 8
    told = parse_post(page.format(head, "<p>Silk Road Reporters</p>", text), url="https://chamber.example/a/")
    assert (told.source, told.author, told.body.startswith("The port")) == ("Silk Road Reporters", "KazCham", True)
    assert parse_post(page.format(head, "", text), url="https://chamber.example/a/").source is None
