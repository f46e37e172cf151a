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
