"""Outlets that nobody has heard of, told by the form of their credit alone. All posts are invented."""

import pytest

from tests.credit_cases import EN, KK, RU, Case, case, check, source_of


@pytest.mark.parametrize(
    "told",
    [
        case([RU, "Copyright «Хлеб и соль» — при перепечатке ссылка обязательна"], "Хлеб и соль"),
        case([RU, "© «Лес, дом и двор», 2015. Все права защищены."], "Лес, дом и двор"),
        case(["© ANSA - Riproduzione riservata", EN], "ANSA"),
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
        case([EN + " (Hay & Oats, 5 May 2014)"], "Hay & Oats", day="2014-05-05"),
        case([EN, "— Hay & Oats, No. 5"], "Hay & Oats"),
        case([EN, "– By Anna Weber, Hay & Oats"], "Hay & Oats", author="Anna Weber"),
        case([EN, "Anna Weber is a staff writer at Hay & Oats."], "Hay & Oats", author="Anna Weber"),
        case([RU, "Анна Вебер, адвокат"], None, author="Анна Вебер"),
        case([EN, "– Global Bricks"], "Global Bricks"),
        case([EN, "// Hotel Pages"], "Hotel Pages"),
        case([EN, "- The Banking Hour", "- 1 July 2014"], "The Banking Hour", day="2014-07-01"),
        case([RU, "[«Озёрный пекарь»]"], "Озёрный пекарь"),
    ],
)
def test_what_is_closed_off_behind_the_text_is_the_outlet(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "told",
    [
        case(["October 12. Oil & Gas Asia", EN], "Oil & Gas Asia"),
        case(["Oil & Gas Asia | October 12, 2014", EN], "Oil & Gas Asia", day="2014-10-12"),
        case(["Kanat Bekov, Oil & Gas Asia, June 4, 2014", EN], "Oil & Gas Asia", author="Kanat Bekov", day="2014-06-04"),
        case(["Рыбный курьез | 03.09.2015", RU], "Рыбный курьез", day="2015-09-03"),
        case(["From The Copper Ledger (11/20/2015)", EN], "The Copper Ledger", day="2015-11-20"),
        case(["From: Lambs & Pensions Asia", EN], "Lambs & Pensions Asia"),
        case(["Steppe Notes (magazine)", EN], "Steppe Notes"),
        case(["Steppe Notes, a monthly magazine", EN], "Steppe Notes"),
        case(['"9/9 Cargo", issue 16', EN], "9/9 Cargo"),
        case(["Steppe Notes, vol. 12, 1 April 2014, by Alice Morton", EN], "Steppe Notes", author="Alice Morton", day="2014-04-01"),
        case(["A. B. Weber (Tea & Coal Brief), 11 December 2015", EN], "Tea & Coal Brief", author="A. B. Weber", day="2015-12-11"),
        case(["by L. Brandt for Nickel & Zinc", EN], "Nickel & Zinc", author="L. Brandt"),
        case(
            ["Rustam Alimov", "Correspondent, Hooves & Horns", "16 Jan 2017", EN],
            "Hooves & Horns",
            author="Rustam Alimov",
            day="2017-01-16",
        ),
        case(["Айгүл Серікқызы, «Шалқар бұлағы» газетінің меншікті тілшісі", KK], "Шалқар бұлағы", author="Айгүл Серікқызы"),
        case(["Пётр Степанов, корреспондент газеты «Озёрный пекарь»", RU], "Озёрный пекарь", author="Пётр Степанов"),
        case(["Корреспондент «Озёрного пекаря» Пётр Степанов", RU], "Озёрного пекаря", author="Пётр Степанов"),
        case(["Рыбный эксперт | 03.09.2015", RU], "Рыбный эксперт", day="2015-09-03"),
        case(["The World Weekly", "By Francis Morton", EN], "The World Weekly", author="Francis Morton"),
        case(["Le Messager des plaines | 5 mai 2014", EN], "Le Messager des plaines", day="2014-05-05"),
    ],
)
def test_a_day_an_issue_a_kind_or_work_beside_a_name_makes_it_the_outlet(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "lines",
    [
        ["Astana Economic Forum, May 22, 2014", EN],
        ["Circle Lake City, May 5, 2014", EN],
        ["Steppe Drilling Inc. | May 5, 2014", EN],
        ["Деловой завтрак, 03.09.2015", RU],
        ["Market Update, Issue 5", EN],
        ["Oil & Gas | May 5, 2014", EN],
        ["Kazakhstan & Texas | May 5, 2014", EN],
        [EN, "All Rights Reserved. Privacy Policy"],
        [EN, "© 2014 Terms and Conditions"],
        [EN, "Copyright 2014. Powered by WordPress"],
        [EN, "Report from Kazakhstan Energy Week"],
        ["Investment Law, No. 5", EN],
        ["Doing Business in Kazakhstan, May 5, 2014", EN],
        ["Members Evening | May 5, 2014", EN],
        ["By Tom Brandt, Brandt & Sons LLP", EN],
        ["Via Astana, a new road leads to China:", EN],
        ["Thanks to Steppe Energy, the village has light.", EN],
        ["Главный эксперт | 03.09.2015", RU],
        [RU, "(Продолжение следует)"],
        [RU, "— Казахская пословица"],
        ["Rustam Alimov", "Managing Director, Hooves & Horns", "16 Jan 2017", EN],
        ["The Orchard · Peter Brandt (1990)", EN],
        ["by -_TheLordOfHay_-", EN],
        [EN, "© Anna Weber"],
        [EN, "© Anna Weber and Peter Brandt"],
        [EN, "(Reporting by Anna Weber, Jean-Luc Rozet and Marine Pennette; editing by Peter Brandt)"],
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


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Full text at http://tinandzinc.example/news/trout-farm-opens/ (Tin and Zinc)", "Tin and Zinc"),
        ("See the original: https://www.chalkpit.example/news/a-rib", "chalkpit.example"),
        ("Read the full story on FieldPages: http://www.fieldpages.example/2016/04/cattle/", "FieldPages"),
        ("Толық нұсқасы: https://oqyrman.example/news/auyl", "oqyrman.example"),
        ("Полная версия: https://www.chalkpit.example/news/1234", "chalkpit.example"),
        ("Full article: https://www.facebook.com/some/post", None),
        ("Full text: https://www.energo.gov.kz/news/rule-2014-order", None),
        ("Full text: https://www.chalkpit.example/docs/rule.pdf", None),
        ("Full programme: https://www.chalkpit.example/programme", None),
        ("To register: https://www.chalkpit.example/news/register-now", None),
        ("Full text: http://chamber.example/news/our-own-text", None),
    ],
)
def test_the_address_of_the_whole_text_tells_the_outlet(line: str, outlet: str | None) -> None:
    assert source_of([EN, line]) == outlet


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        ([EN, "Text and photos: Steppe Herbs Online"], "Steppe Herbs Online"),
        ([RU, "Источник и фото: «Озёрный пекарь»"], "Озёрный пекарь"),
        ([KK, "Мәтін мен сурет: «Ақ бұлақ»"], "Ақ бұлақ"),
        ([KK, "Материал Ақбұлақ.kz сайтынан алынды"], "Ақбұлақ.kz"),
        (["This comes to us courtesy of FreshHayPortal Asia:", EN], "FreshHayPortal Asia"),
        (["We found this in Nickel & Zinc and thought our members would like it:", EN], "Nickel & Zinc"),
        (["With thanks to Nickel & Zinc Asia, here is the outlook:", EN], "Nickel & Zinc Asia"),
        (["(via Nickel & Zinc) " + EN], "Nickel & Zinc"),
        ([EN, "First printed in the 30 May 2014 issue of Bricks & Mortar; used here with permission."], "Bricks & Mortar"),
        ([EN, "From the May 2014 issue of Bricks & Mortar"], "Bricks & Mortar"),
        ([RU, "Опубликовано в № 12 журнала «Озёрный пекарь»"], "Озёрный пекарь"),
        ([RU, "Статья взята из журнала «Озёрный пекарь»"], "Озёрный пекарь"),
        ([EN + " © Hay & Oats"], "Hay & Oats"),
        ([EN + " // Hay & Oats"], "Hay & Oats"),
        ([EN + " (via Hay & Oats)"], "Hay & Oats"),
        (["[Hay & Oats – May 5, 2014]", EN], "Hay & Oats"),
        (["Special to Hay & Oats by Anna Weber", EN], "Hay & Oats"),
        ([RU, "Материал предоставлен журналом «Озёрный пекарь»"], "Озёрный пекарь"),
        ([KK, "«Көл наубайы» газетінде жарияланған"], "Көл наубайы"),
        ([KK, "«Көл наубайы» материалдары бойынша"], "Көл наубайы"),
        ([EN, "This story is from Hay & Oats."], "Hay & Oats"),
        ([EN, "Used by permission of Hay & Oats."], "Hay & Oats"),
        ([EN, "Mit freundlicher Genehmigung von Ostmarkt heute"], "Ostmarkt heute"),
        ([EN, "This story is from Houston."], None),
        ([KK, "Құжат Әділет сайтында жарияланды."], None),
        (["Via Mountain Research Letters, news of a fast retreat of the glacier:", EN], "Mountain Research Letters"),
        ([EN, "An earlier version appeared in Hay & Oats."], "Hay & Oats"),
        ([EN, "Source: Parliament"], None),
        ([RU, "Источник: Правительство РК"], None),
        ([EN, "Quelle: Ostmarkt heute"], "Ostmarkt heute"),
        ([EN, "Source : Le Messager d'Asie centrale"], "Le Messager d'Asie centrale"),
        ([EN, "Tratto da La Voce delle Valli"], "La Voce delle Valli"),
        ([EN, "Extrait de La Revue d'Asie centrale"], "La Revue d'Asie centrale"),
        ([EN, "Source: Ministry of Energy"], None),
        ([EN, "Source: Committee on Statistics"], "Committee on Statistics"),
        ([EN, "Quelle: Bundesministerium für Wirtschaft"], None),
        ([EN, "Kaynak: Ticaret Bakanlığı"], None),
        ([KK, "Сурет Tengrinews.kz сайтынан алынды"], None),
        ([EN, "Camels in snow. Quelle: AP/dpa"], None),
        ([EN, "Words & Images: Katerina"], None),
        (["With thanks to our sponsors, here is the programme:", EN], None),
        (["With thanks to Anna Weber, here is the report:", EN], None),
        (["We found this hotel in Astana and thought our members would like it:", EN], None),
    ],
)
def test_labels_thanks_and_issues_take_the_whole_name(lines: list[str], outlet: str | None) -> None:
    assert source_of(lines) == outlet


@pytest.mark.parametrize(
    "told",
    [
        case(["KTX — Petropavlovsk, 9 June. " + EN], "KTX", place="Petropavlovsk"),
        case(["Tengiz, Kazakhstan, (Aug. 30, Steppe Wire Service): " + EN], "Steppe Wire Service", place="Tengiz"),
        case(["[Almaty, HillPress] " + EN], "HillPress", place="Almaty"),
        case(["(Astana, 5 May, Hay & Oats) " + EN], "Hay & Oats", place="Astana"),
        case(["ОВЦА-АГРО / Талдыкорган / " + RU], "ОВЦА-АГРО", place="Талдыкорган"),
        case(["МАЛ-ИНФОРМ. ҚОСТАНАЙ - " + KK], "МАЛ-ИНФОРМ", place="Қостанай"),
        case(["(Agri Feedline) ALMATY – " + EN], "Agri Feedline", place="Almaty"),
        case(["Hay & Oats, ASTANA, May 5 – " + EN], "Hay & Oats", place="Astana"),
        case(["АҚТАУ /Каспий медиа/ – " + KK], "Каспий медиа", place="Ақтау"),
    ],
)
def test_a_dateline_may_name_the_agency_first_or_in_brackets(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "line",
    [
        "Salt Lake City — " + EN,
        "[Almaty, Kazakhstan] " + EN,
        "[Updated] " + EN,
        "Astana, Kazakhstan (May 5, 2014): " + EN,
        "EBRD — Astana, 9 June. " + EN,
        "PRESS RELEASE — Astana, 9 June. " + EN,
        "ЭКОНОМИКА / Астана / " + RU,
        "НОВОСТИ. АСТАНА - " + RU,
        "CALGARY, June 3, 2015 – Steppe Drilling is pleased to announce a contract for nine wells.",
    ],
)
def test_a_place_a_section_or_a_body_before_the_text_is_no_agency(line: str) -> None:
    assert source_of([line]) is None
