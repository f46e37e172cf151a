"""Writers and papers that sign a text together in one line, and signatures that name no paper. All posts are invented."""

import pytest

from tests.credit_cases import EN, KK, RU, Case, case, check, source_of


@pytest.mark.parametrize(
    "told",
    [
        case([KK, "Дайындаған Дәуіт Тұрар, «Ана тілі»"], "Ана тілі", author="Дәуіт Тұрар"),
        case([RU, "Подготовила Анна Вебер, «Степной курьер»"], "Степной курьер", author="Анна Вебер"),
        case([RU, "Анна Вебер («Степной курьер»)"], "Степной курьер", author="Анна Вебер"),
        case([EN, "Anna Weber (Reuters)"], "Reuters", author="Anna Weber"),
        case([EN, "Anna Weber, Steppenkurier"], "Steppenkurier", author="Anna Weber"),
        case([EN, "Anna Weber, Hay & Oats"], "Hay & Oats", author="Anna Weber"),
        case(["Анна Вебер специально для «Степной курьер»", RU], "Степной курьер", author="Анна Вебер"),
        case([RU, "Газета «Степной курьер», №12 от 5 мая 2014 года"], "Степной курьер", day="2014-05-05"),
        case([RU, "Источник информации и фото: Kapital.kz"], "Kapital.kz"),
        case([RU, "/Казинформ/"], "Казинформ"),
        case([KK, "Ерлан ЖҰМАБАЙ", "«Орталық Қазақстан»"], "Орталық Қазақстан", author="Ерлан Жұмабай"),
    ],
)
def test_a_sign_off_in_one_line_names_the_writer_and_the_paper(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "line",
    [
        "Құрметпен, Серік Ақылбай",
        "Yours, Anna Weber",
        "Cheers, Anna Weber",
        "Автор, Анна Вебер",
        "Anna Weber (Deloitte)",
        "ресторан «Мегаполис»",
        "Анна Вебер, директор компании «Мегаполис»",
        "Организатор: журнал «Эксперт Казахстан»",
        "Медиапартнеры: Forbes Kazakhstan, Kapital.kz",
    ],
)
def test_a_greeting_a_firm_or_a_place_is_no_paper(line: str) -> None:
    assert source_of([RU, line]) is None


@pytest.mark.parametrize(
    "lines",
    [
        [RU, "Анна Вебер, «Казахтелеком»"],
        [EN, "Read more: The Astana Times interviews our president"],
        [EN, "Read more → The Astana Times interviews our president"],
        [RU, "Подробнее: Казинформ провёл форум"],
        [RU, "Источник вдохновения: «Мегаполис»"],
        [EN, "Share on Reuters"],
        [EN, "Based on Reuters data, growth will reach five percent by the end of the year"],
        [EN, "First published in Almaty"],
        [RU, "Автор: Эксперт"],
        ["ASTANA, Apr 30 [Corrected] — " + EN],
        ["Газета «Жайык» – " + RU],
        ["Журнал «Жайык»: как открыть своё дело", RU],
        ["ALMATY, 14 марта – фестиваль «Жайык». " + RU],
        ["(Steppe Room, May 5, 2014)", EN],
        ["Central Asia, Dec. 9, 2011", EN],
        ["East Kazakhstan, Dec. 9, 2011", EN],
        [EN, "South Kazakhstan"],
        ["Exports rose by a tenth last year, according to Central Asia.", EN],
        ["Mining Week covers drilling, blasting and safety.", EN],
        ["We enjoyed this fine dinner at the Reuters office:", EN],
        ["Министр долго пишет ТАСС.", RU],
    ],
)
def test_what_only_speaks_of_a_medium_owes_it_nothing(lines: list[str]) -> None:
    assert source_of(lines) is None
