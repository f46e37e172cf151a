"""Credits in lines that say what they are: labels, formulas, last lines. All posts are invented."""

import pytest

from tests.credit_cases import EN, KK, RU, Case, case, check


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
        case([EN, "(Mənbə: Trend)"], "Trend"),
        case([EN, "Mənbə: APA.az"], "APA.az"),
        case(["Source: The Astana Times", EN], "The Astana Times"),
        case(["News source: Steppe Ledger", EN], "Steppe Ledger"),
        case(["Автор: Айгерим Серикова, источник: Kapital.kz", RU], "Kapital.kz", author="Айгерим Серикова"),
    ],
)
def test_a_label_names_the_source(told: Case) -> None:
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
        case(
            [
                "Extrait de Courrier Steppe, 5 mai 2014",
                "Die Firma eröffnet im Frühjahr ein neues Büro, und Bewerber können sich ab März melden.",
            ],
            "Courrier Steppe",
            day="2014-05-05",
        ),
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
        case([EN, "Silk Road Reporters"], "Silk Road Reporters"),
        case([EN, "— Reuters"], "Reuters"),
        case([EN, "-- Peter Brandt, Steppe Ledger"], "Steppe Ledger", author="Peter Brandt"),
        case([EN, "“The Steppe Times”"], "The Steppe Times"),
        case(["Die Firma eröffnet im Frühjahr ein neues Büro, und Bewerber können sich ab März melden.", "(AFP/jW)"], "AFP"),
        case(["Die Firma eröffnet im Frühjahr ein neues Büro, und Bewerber können sich ab März melden. (dpa/Reuters)"], "dpa"),
        case(["Exports rose by a tenth last year, according to the press release.", "Kazakhstan Today"], "Kazakhstan Today"),
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
