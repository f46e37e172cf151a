"""Credits at the head of a post, in short lines of their own. All posts are invented."""

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
        case(["astanatimes.com", EN], "astanatimes.com"),
        case(["THE ASTANA TIMES – May 5, 2014 – Peter Brandt", EN], "THE ASTANA TIMES", author="Peter Brandt", day="2014-05-05"),
        case(["By Peter Brandt | May 5, 2014", EN], None, author="Peter Brandt", day="2014-05-05"),
        case(["By Peter Brandt, Steppe Ledger – May 5, 2014", EN], "Steppe Ledger", author="Peter Brandt", day="2014-05-05"),
        case(["by PETER BRANDT in ASTANA", EN], None, author="Peter Brandt", place="Astana"),
        case(["By Reuters Staff", EN], "Reuters"),
        case(["By Peter Brandt, Staff Writer, Steppe Times", EN], "Steppe Times", author="Peter Brandt"),
        case(["Written by Peter Brandt", EN], None, author="Peter Brandt"),
        case(["Story by Peter Brandt, Kazinform", EN], "Kazinform", author="Peter Brandt"),
        case(["Peter Brandt", "Special to The Astana Times", EN], "The Astana Times", author="Peter Brandt"),
        case(["BY PETER BRANDT", "THE STEPPE LEDGER", EN], "THE STEPPE LEDGER", author="Peter Brandt"),
        case(["Айгерим Серикова, Алматы", RU], None, author="Айгерим Серикова", place="Алматы"),
        case(["Айгерим Серикова", "Казахстанская правда", RU], "Казахстанская правда", author="Айгерим Серикова"),
        case(["Авторы: Айгерим Серикова, Ерлан Сыздыков", RU], None, author="Айгерим Серикова, Ерлан Сыздыков"),
        case(
            [
                "BAKU, Azerbaijan, May 5",
                "By Leyla Mammadova – Trend:",
                "Exports rose by a tenth last year, the minister said at a forum in Baku.",
            ],
            "Trend",
            author="Leyla Mammadova",
            place="Baku",
        ),
        case(["eKazakhstan Weekly, 5 May 2014", EN], "eKazakhstan Weekly", day="2014-05-05"),
        case(
            ["Steppe Business Journal, May 5, 2014", "By Peter Brandt", EN],
            "Steppe Business Journal",
            author="Peter Brandt",
            day="2014-05-05",
        ),
        case(
            ["By Peter Brandt", "Steppe Business Journal", "May 5, 2014", EN],
            "Steppe Business Journal",
            author="Peter Brandt",
            day="2014-05-05",
        ),
        case(
            ["Peter Brandt", "May 5, 2014", "Steppe Business Journal", EN],
            "Steppe Business Journal",
            author="Peter Brandt",
            day="2014-05-05",
        ),
        case(["Peter Brandt, Silkway Insight, 5 May 2014", EN], "Silkway Insight", author="Peter Brandt", day="2014-05-05"),
        case(["Silkway Insight, Peter Brandt, 5 May 2014", EN], "Silkway Insight", author="Peter Brandt", day="2014-05-05"),
        case(["Silkway Insight", "Peter Brandt", "5 May 2014", EN], "Silkway Insight", author="Peter Brandt", day="2014-05-05"),
        case(["Silkway Insight, by Peter Brandt, May 5, 2014", EN], "Silkway Insight", author="Peter Brandt", day="2014-05-05"),
        case(["By Gulnara Karimsakova, Silkway Insight", EN], "Silkway Insight", author="Gulnara Karimsakova"),
        case(["By Gulnara Karimsakova and Peter Brandt", EN], None, author="Gulnara Karimsakova and Peter Brandt"),
    ],
)
def test_short_lines_of_the_head_are_read_together(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "told",
    [
        case(["Via: Steppe Times", EN], "Steppe Times"),
        case(["Via The New York Times, an article on the drying sea:", EN], "The New York Times"),
        case(["Courtesy of Asia Ledger, an interesting look at dams:", EN], "Asia Ledger"),
        case(["From: The Astana Times", EN], "The Astana Times"),
    ],
)
def test_via_names_the_source(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "told",
    [
        case([KK, "Авторы: Айгүл Серікова"], None, author="Айгүл Серікова"),
        case([EN, "(Reporting by Peter Brandt; Editing by Ann Smith)"], None, author="Peter Brandt"),
        case([EN, "Reporting by Peter Brandt in Almaty; Editing by Ann Smith"], None, author="Peter Brandt", place="Almaty"),
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
