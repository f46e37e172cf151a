"""Credits that stand apart: heads, labels, formulas, last lines. All posts are invented."""

import pytest

from tests.credit_cases import EN, KK, RU, Case, case, check


@pytest.mark.parametrize(
    "told",
    [
        case(["Caspian Observer", EN], "Caspian Observer"),
        case(["The Steppe Herald", EN], "The Steppe Herald"),
        case(["Nomad Tribune, 12 March 2015", EN], "Nomad Tribune", day="2015-03-12"),
        case(["March 12, 2015", "Nomad Tribune", EN], "Nomad Tribune", day="2015-03-12"),
        case(["Peter Brandt, Nomad Tribune, March 12, 2015", EN], "Nomad Tribune", author="Peter Brandt", day="2015-03-12"),
        case(["Peter Brandt", "Nomad Tribune", "March 12, 2015", EN], "Nomad Tribune", author="Peter Brandt", day="2015-03-12"),
        case(["Oyuna Tsend, Eurasia Ledger, March 12, 2015", EN], "Eurasia Ledger", author="Oyuna Tsend", day="2015-03-12"),
        case(["By Peter Brandt, Eurasia Ledger", EN], "Eurasia Ledger", author="Peter Brandt"),
        case(["By Peter Brandt | Eurasia Ledger | March 12, 2015", EN], "Eurasia Ledger", author="Peter Brandt", day="2015-03-12"),
        case(["By PETER BRANDT", EN], None, author="Peter Brandt"),
        case(["By Peter Brandt and Lena Orlova, Eurasia Ledger", EN], "Eurasia Ledger", author="Peter Brandt and Lena Orlova"),
        case(["By Peter Brandt for Eurasia Ledger", EN], "Eurasia Ledger", author="Peter Brandt"),
        case(["By Peter Brandt, special to the Eurasia Ledger", EN], "Eurasia Ledger", author="Peter Brandt"),
        case(["By Associated Press", EN], "Associated Press"),
        case(["By Peter Brandt, CEO of Foo Partners", EN], None, author="Peter Brandt"),
        case(["Reuters, May 5, 2014", EN], "Reuters", day="2014-05-05"),
        case(["(Reuters) May 5, 2014", EN], "Reuters", day="2014-05-05"),
        case(["Reuters – May 5, 2014", EN], "Reuters", day="2014-05-05"),
        case(["05/05/2014 | Bloomberg", EN], "Bloomberg", day="2014-05-05"),
        case(["Steppe Quarterly | 5 May 2014", EN], "Steppe Quarterly", day="2014-05-05"),
        case(["www.silkledger.com", EN], "silkledger.com"),
        case(["silkledger.com, 5 May 2014", EN], "silkledger.com", day="2014-05-05"),
        case(["Kazinform / Astana / 5 May 2014", EN], "Kazinform", day="2014-05-05", place="Astana"),
        case(["SilkLedger", EN], "SilkLedger"),
        case(["Автор: Ерлан Сыздыков, Inbusiness.kz", RU], "Inbusiness.kz", author="Ерлан Сыздыков"),
        case(["Ерлан Сыздыков, «Степной курьер», 12 марта 2015 г.", RU], "Степной курьер", author="Ерлан Сыздыков", day="2015-03-12"),
        case(["Газета «Степной курьер», 12.03.2015", RU], "Степной курьер", day="2015-03-12"),
        case(["«Степной курьер», №12, 12 марта 2015", RU], "Степной курьер", day="2015-03-12"),
        case(["Вечерний Актобе", RU], "Вечерний Актобе"),
        case(["Автор: Ерлан Сыздыков", RU], None, author="Ерлан Сыздыков"),
        case(["12 марта 2015, Степной курьер", RU], "Степной курьер", day="2015-03-12"),
        case(["«Дала жаршысы» газеті, 12 наурыз 2015 ж.", KK], "Дала жаршысы", day="2015-03-12"),
        case(["Айгүл Серікова, «Дала жаршысы», 2015 жылғы 12 наурыз", KK], "Дала жаршысы", author="Айгүл Серікова", day="2015-03-12"),
        case(["Экспорт вырос, - передает МИА «Казинформ»."], "Казинформ"),
        case(["By Peter Brandt in Almaty May 5, 2014", EN], None, author="Peter Brandt", day="2014-05-05", place="Almaty"),
        case(["By Peter Brandt, Astana", EN], None, author="Peter Brandt", place="Astana"),
        case(["By Peter Brandt - Reuters", EN], "Reuters", author="Peter Brandt"),
        case(["By Peter Brandt, Reuters, Almaty, May 5, 2014", EN], "Reuters", author="Peter Brandt", day="2014-05-05", place="Almaty"),
        case(["by Peter Brandt", "The Diplomat", "May 05, 2014", EN], "The Diplomat", author="Peter Brandt", day="2014-05-05"),
        case(["Peter Brandt / Reuters", EN], "Reuters", author="Peter Brandt"),
        case(["Peter Brandt | The Diplomat | May 5, 2014", EN], "The Diplomat", author="Peter Brandt", day="2014-05-05"),
        case(["The Diplomat (May 5, 2014)", EN], "The Diplomat", day="2014-05-05"),
        case(["The Diplomat, by Peter Brandt", EN], "The Diplomat", author="Peter Brandt"),
        case(["The Diplomat - Peter Brandt", EN], "The Diplomat", author="Peter Brandt"),
        case(["May 5, 2014 – The Diplomat", EN], "The Diplomat", day="2014-05-05"),
        case(["May 5 2014: The Diplomat", EN], "The Diplomat", day="2014-05-05"),
        case(["05 May, 2014 // Interfax", EN], "Interfax", day="2014-05-05"),
        case(["Tuesday, 5 May 2014", "The Diplomat", EN], "The Diplomat", day="2014-05-05"),
        case(["The Diplomat:", EN], "The Diplomat"),
        case(["THE DIPLOMAT", EN], "THE DIPLOMAT"),
        case(["Reuters.com", EN], "Reuters.com"),
        case(['"The Diplomat"', EN], "The Diplomat"),
        case(["The Diplomat.", EN], "The Diplomat"),
        case(["The Wall Street Journal. May 5, 2014", EN], "The Wall Street Journal", day="2014-05-05"),
        case(["Kazakhstan's Kapital newspaper", EN], "Kapital"),
        case(["Bloomberg/Reuters", EN], "Bloomberg"),
    ],
)
def test_short_lines_of_the_head_are_read_together(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "told",
    [
        case([EN, "Source: Steppe Ledger"], "Steppe Ledger"),
        case([EN, "SOURCE: STEPPE LEDGER"], "STEPPE LEDGER"),
        case([EN, "Source - Steppe Ledger, May 5, 2014"], "Steppe Ledger", day="2014-05-05"),
        case([EN + " Source: Steppe Ledger"], "Steppe Ledger"),
        case([EN + " (Source: Steppe Ledger)"], "Steppe Ledger"),
        case([EN, "Source: https://www.steppeledger.org/news/12"], "steppeledger.org"),
        case([EN, "Courtesy of the Steppe Ledger"], "Steppe Ledger"),
        case([RU, "Источник: газета «Степной курьер»"], "Степной курьер"),
        case([RU, "Источник — Степной курьер"], "Степной курьер"),
        case([RU, "По материалам Sputnik Казахстан"], "Sputnik Казахстан"),
        case([RU, "Источник: stepnoi-kurier.kz"], "stepnoi-kurier.kz"),
        case([KK, "Дереккөз: «Дала жаршысы» газеті"], "Дала жаршысы"),
        case([KK, "Дереккөзі: dala.kz"], "dala.kz"),
        case([EN, "Quelle: Steppenbote"], "Steppenbote"),
        case([EN, "Kaynak: Bozkır Haber"], "Bozkır Haber"),
        case(["Via Steppe Ledger, a look at the new rules:", EN], "Steppe Ledger"),
        case(["Courtesy of Steppe Ledger, a report on trade:", EN], "Steppe Ledger"),
        case(["From The Economist:", EN], "The Economist"),
        case(["По сообщению Bloomberg, экспорт вырос."], "Bloomberg"),
        case([KK, "Ақпарат көзі: Dala.kz"], "Dala.kz"),
        case([KK, "Дереккөз – «Ана тілі» газеті"], "Ана тілі"),
        case([RU, "Источник: http://www.kt.kz/rus/economy/_1153.html"], "Kazakhstan Today"),
        case([RU, "Источник: КТК, Tengrinews"], "КТК"),
        case([RU, "Источник: Интерфакс-Казахстан, 12.03.2015"], "Интерфакс-Казахстан", day="2015-03-12"),
        case([RU, "Источник:", "Интерфакс-Казахстан"], "Интерфакс-Казахстан"),
        case([RU, "Материал подготовлен по данным Reuters"], "Reuters"),
        case([RU, "Оригинал статьи: https://vlast.kz/jekonomika/12345-eksport.html"], "Vlast"),
        case([RU, "Ссылка на источник: http://kursiv.kz/news/12345"], "Kursiv"),
        case([RU, "Фото: Tengrinews.kz", "Источник: Kapital.kz"], "Kapital.kz"),
        case([EN, "Source: The Astana Times, May 5, 2014"], "The Astana Times", day="2014-05-05"),
        case([EN, "Source: Peter Brandt, Steppe Ledger"], "Steppe Ledger", author="Peter Brandt"),
        case([EN, "Sources: Reuters, Bloomberg"], "Reuters"),
        case([EN, "(Source: Reuters)"], "Reuters"),
        case([EN, "[Source: Reuters]"], "Reuters"),
        case(["Courtesy: Steppe Times", EN], "Steppe Times"),
        case(["Via The Steppe (subscription required), commentary on the law:", EN], "The Steppe"),
        case(["From the BBC, a report on rivers:", EN], "BBC"),
    ],
)
def test_a_label_names_the_source(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "told",
    [
        case(["Via: Steppe Times", EN], "Steppe Times"),
        case(["Via The New York Times, an article on the drying sea:", EN], "The New York Times"),
        case(["Courtesy of Asia Ledger, an interesting look at dams:", EN], "Asia Ledger"),
    ],
)
def test_via_names_the_source(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "told",
    [
        case(["Published in Forbes on May 5, 2014", EN], "Forbes", day="2014-05-05"),
        case([EN, "This article was originally published in the Steppe Ledger on May 5, 2014."], "Steppe Ledger", day="2014-05-05"),
        case([EN, "Originally published by Steppe Ledger."], "Steppe Ledger"),
        case([EN, "This story first appeared on steppeledger.org"], "steppeledger.org"),
        case([EN, "Reprinted with permission from Steppe Ledger"], "Steppe Ledger"),
        case(["Reprinted from The Wall Street Journal, May 5, 2014", EN], "The Wall Street Journal", day="2014-05-05"),
        case([EN, "Read the full article on Steppe Ledger"], "Steppe Ledger"),
        case([EN, "Read the full story at steppeledger.org"], "steppeledger.org"),
        case([RU, "Впервые опубликовано в газете «Степной курьер»"], "Степной курьер"),
        case([RU, "Читать полностью на сайте Forbes.kz"], "Forbes.kz"),
        case([EN, "Excerpted from The Economist"], "The Economist"),
        case([EN, "Read the original at The Diplomat"], "The Diplomat"),
        case([EN, "The original article can be found at http://www.astanatimes.com/2015/10/export/"], "The Astana Times"),
        case([EN, "To read the full article, visit The Astana Times."], "The Astana Times"),
        case([EN, "This piece was first published on Eurasianet."], "Eurasianet"),
    ],
)
def test_a_reprint_formula_names_the_source(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "told",
    [
        case([EN + " (Steppe News)"], "Steppe News"),
        case([EN + " (Kazinform)"], "Kazinform"),
        case([EN, "(Kazinform)"], "Kazinform"),
        case([EN, "- The Steppe Times"], "The Steppe Times"),
        case([EN, "— Steppe Ledger, May 5, 2014"], "Steppe Ledger", day="2014-05-05"),
        case([EN, "The Astana Times"], "The Astana Times"),
        case([EN, "http://www.steppeledger.org/2014/05/05/export"], "steppeledger.org"),
        case([EN, "steppeledger.org »"], "steppeledger.org"),
        case([EN, "Peter Brandt, Steppe Ledger"], "Steppe Ledger", author="Peter Brandt"),
        case([KK, "Айгүл СЕРІКОВА, «Егемен Қазақстан»"], "Егемен Қазақстан", author="Айгүл Серікова"),
        case([RU, "Ерлан СЫЗДЫКОВ, «Степной курьер»"], "Степной курьер", author="Ерлан Сыздыков"),
        case([RU, "«Степной курьер», 12 марта 2015 г."], "Степной курьер", day="2015-03-12"),
        case([RU, "Tengrinews.kz"], "Tengrinews.kz"),
        case([EN, "— Reuters"], "Reuters"),
        case([EN, "-- Peter Brandt, Steppe Ledger"], "Steppe Ledger", author="Peter Brandt"),
        case([EN, "“The Steppe Times”"], "The Steppe Times"),
    ],
)
def test_what_stands_last_names_the_source(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "told",
    [
        case([EN, "© Steppe Ledger 2014"], "Steppe Ledger"),
        case([EN, "© 2014 Steppe Ledger. All rights reserved."], "Steppe Ledger"),
        case([EN, "Copyright © 2014 Steppe Ledger"], "Steppe Ledger"),
        case([EN, "Copyright 2014 The Associated Press. All rights reserved."], "Associated Press"),
        case([EN, "(c) 2014 Reuters"], "Reuters"),
    ],
)
def test_a_rights_line_names_the_source(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "told",
    [
        case([KK, "Авторы: Айгүл Серікова"], None, author="Айгүл Серікова"),
    ],
)
def test_a_byline_without_an_outlet_gives_an_author_only(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "told",
    [
        case([KK, "АЙГҮЛ СЕРІКОВА"], None, author="Айгүл Серікова"),
        case([RU, "Ерлан Сыздыков"], None, author="Ерлан Сыздыков"),
    ],
)
def test_a_bare_name_at_the_end_gives_an_author_only(told: Case) -> None:
    check(told)
