"""The nominative of mastheads that stand in another case, where it is certain."""

import pytest

from kazcrawl.parse.credit.cases import nominative


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Рудненскую правду", "Рудненская правда"),
        ("Рудненской правде", "Рудненская правда"),
        ("Вечерней степи", "Вечерняя степь"),
        ("Новой степной газеты", "Новая степная газета"),
        ("Рабочей неделе", "Рабочая неделя"),
        ("Прикаспийскому телеграфу", "Прикаспийский телеграф"),
        ("Вечернему вестнику", "Вечерний вестник"),
        ("Вестника Алтая", "Вестник Алтая"),
        ("Новостям Алтая", "Новости Алтая"),
        ("Таразских новостей", "Таразские новости"),
        ("Нашему времени", "Наше время"),
        ("Алтай айнасының", "Алтай айнасы"),
        ("Каспий тынысына", "Каспий тынысы"),
        # in the nominative already, or of two readings
        ("Рудненская правда", None),
        ("Вестник Алтая", None),
        ("Новости Алтая", None),
        ("Алтай айнасы", None),
        ("Степному вестнику", None),
        ("Городскому вестнику", None),
        ("Газеты Казахстана", None),
        ("Вечернему Алматы", None),
        ("Steppe Herald", None),
        ("", None),
    ],
)
def test_a_masthead_is_told_in_the_nominative_where_its_ending_leaves_no_doubt(written: str, told: str | None) -> None:
    assert nominative(written) == told
