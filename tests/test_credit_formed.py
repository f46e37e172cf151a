"""Outlets that nobody has heard of, told by the form of their credit alone. All posts are invented."""

import pytest

from tests.credit_cases import EN, KK, RU, Case, case, check, source_of


@pytest.mark.parametrize(
    "told",
    [
        case([RU, "Copyright «Хлеб и соль» — при перепечатке ссылка обязательна"], "Хлеб и соль"),
        case([RU, "© «Лес, дом и двор», 2015. Все права защищены."], "Лес, дом и двор"),
        case([EN, "Copyright © Il Messo delle Valli - Tutti i diritti riservati"], "Il Messo delle Valli"),
        case([EN, "All rights reserved © 2014–2015, Bread & Milk Asia"], "Bread & Milk Asia"),
        case([EN, "(c) 2014 The Customs Letter"], "The Customs Letter"),
        case([EN, "© Le Messager des plaines – Tous droits réservés"], "Le Messager des plaines"),
        case([EN, "Copyright © Ostmarkt heute"], "Ostmarkt heute"),
        case([EN, "Content copyright Tea & Coffee Eurasia 2013"], "Tea & Coffee Eurasia"),
        case([KK, "© «Алтын дән» газеті. Барлық құқықтар қорғалған"], "Алтын дән"),
    ],
)
def test_what_stands_behind_a_copyright_mark_is_the_outlet(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "told",
    [
        case([RU, "— «Озёрный пекарь»"], "Озёрный пекарь"),
        case([RU + " — «Озёрный пекарь»."], "Озёрный пекарь"),
        case([KK + " – «Бұлақ» журналы"], "Бұлақ"),
        case([EN + " /SilkRunKZ/"], "SilkRunKZ"),
        case([EN + " /Hay & Oats/"], "Hay & Oats"),
        case([KK + " /Ақ бұлақ/"], "Ақ бұлақ"),
        case([RU + " («Озёрный пекарь»)"], "Озёрный пекарь"),
        case([EN + " (Mining Bell)"], "Mining Bell"),
        case([EN, "– Global Bricks"], "Global Bricks"),
        case([EN, "// Hotel Pages"], "Hotel Pages"),
        case([EN, "- The Banking Hour", "- 1 July 2014"], "The Banking Hour", day="2014-07-01"),
        case([RU, "[Озёрный пекарь]"], "Озёрный пекарь"),
    ],
)
def test_what_is_closed_off_behind_the_text_is_the_outlet(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "lines",
    [
        [EN, "© Anna Weber"],
        [EN, "© Ministry of Energy of Kazakhstan"],
        [EN, "© 2016 Example Chamber of Commerce"],
        [EN, "(c) The law enters into force in May."],
        [KK, "© Барлық құқықтар қорғалған"],
        [RU, "На сцене поставили пьесу – «Вишнёвый сад»"],
        [RU, "Фильм снял режиссёр Ким («Золотой век»)."],
        [EN, "He read from his book (The Long Road)."],
        [EN, "— The Editors"],
        [EN, "– Free lunch"],
        [EN, "– Global Bricks", "– Global Tiles"],
        [RU, "– Пресс-служба палаты"],
        [KK + " /Айгүл Серікқызы/"],
        [EN + " (Steppe Drilling Inc.)"],
    ],
)
def test_persons_bodies_works_and_lists_are_none(lines: list[str]) -> None:
    assert source_of(lines) is None
