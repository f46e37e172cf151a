"""Turns of English and verbs that only a medium stands with. All texts are invented."""

import pytest

from tests.credit_cases import EN, KK, read

TOLD = [
    (
        "Financial Times",
        "Technology companies will pay no profit tax for five years, the Financial Times quoted the deputy prime minister as saying.",
    ),
    ("Steppe Ledger", "Technology companies will pay no profit tax for five years, the Steppe Ledger quoted a minister as saying."),
    ("Wall Street Journal", '"They study hard," the Wall Street Journal quotes a dean as saying about his ninety Kazakh students.'),
    ("Steppe Ledger", '"They study hard," the Steppe Ledger cited the dean as saying.'),
    ("Steppe Ledger", '"They study hard," the dean was quoted by the Steppe Ledger as saying.'),
    ("Steppe Ledger", '"They study hard," the dean was quoted as saying by the Steppe Ledger.'),
    ("Steppe Ledger", '"They study hard," the dean told the Steppe Ledger.'),
    ("Steppe Ledger", '"They study hard," the dean said in an interview with the Steppe Ledger.'),
    ("Steppe Ledger", "The cosmodrome will let visitors watch three launches a year, it was reported in the Steppe Ledger."),
    ("Steppe Ledger", "The cosmodrome will let visitors watch three launches a year. It was first reported by the Steppe Ledger."),
    ("Steppe Ledger", "The cosmodrome will let visitors watch three launches a year. The news was first reported by the Steppe Ledger."),
    ("Steppe Ledger", "The cosmodrome will let visitors watch three launches a year. The story was broken by the Steppe Ledger."),
    ("Steppe Ledger", "The cosmodrome will let visitors watch three launches a year. The Steppe Ledger was the first to report the news."),
    (
        "Ural Wool & Leather Bulletin",
        "Geologists have found lithium near an old mine. The Ural Wool & Leather Bulletin revealed the find in its latest issue.",
    ),
    ("Ox & Plough", "Geologists have found lithium near an old mine, Ox & Plough writes in its latest issue."),
    ("Ox & Plough", "Geologists have found lithium near an old mine. Ox & Plough reveals the find in its latest issue."),
    ("Ox & Plough", "Geologists have found lithium near an old mine. The weekly Ox & Plough revealed the find."),
    ("Steppe Ledger", "Geologists have found lithium near an old mine. The Steppe Ledger broke the news on Friday."),
    ("Steppe Ledger", "Geologists have found lithium near an old mine. The Steppe Ledger carried the story."),
    ("Reuters", "The central bank sold eleven tons of gold, per Reuters."),
    ("Ox & Plough", "The central bank sold eleven tons of gold, per the newspaper Ox & Plough."),
    ("Steppe Ledger", "The central bank sold eleven tons of gold, per a report in the Steppe Ledger."),
    ("Steppe Ledger", "The central bank sold eleven tons of gold, according to a report published by the Steppe Ledger."),
    ("Steppe Ledger", "The central bank sold eleven tons of gold, says the Steppe Ledger."),
    ("Steppe Ledger", "The central bank sold eleven tons of gold, a Steppe Ledger report says."),
    ("Tauke.kz", "Breeders from four regions have founded a union, the farming portal Tauke.kz informs."),
    ("Tauke.kz", "Breeders from four regions have founded a union, the farming portal Tauke.kz informed on Monday."),
    ("Tauke.kz", "Breeders from four regions have founded a union, Tauke.kz said."),
    ("Tauke", "Breeders from four regions have founded a union, the farming portal Tauke informs."),
    ("Tauke", 'Breeders from four regions have founded a union, reports the newspaper "Tauke".'),
    ("Tauke", 'Breeders from four regions have founded a union, the "Tauke" newspaper reports.'),
    ("Tauke", 'Breeders from four regions have founded a union, "Tauke" magazine writes.'),
    ("Tauke", 'The "Tauke" newspaper reports that breeders from four regions have founded a union.'),
    ("Steppe Ledger", "Half a million sheep will be shipped, says the Steppe Ledger, which has seen the contract."),
    ("Steppe Ledger", "Half a million sheep will be shipped, according to documents seen by the Steppe Ledger."),
    ("Steppe Ledger", "Half a million sheep will be shipped, according to a contract obtained by the Steppe Ledger."),
    ("Steppe Ledger", "Half a million sheep will be shipped, three people told the Steppe Ledger."),
    ("Percy's Timber List", "The refinery will reach full output in May, its director told Percy's Timber List last Friday."),
    ("Steppe Ledger", "The refinery will reach full output in May, its director told the Steppe Ledger on Friday."),
    ("Steppe Ledger", "The refinery will reach full output in May, its director told the Steppe Ledger in an interview."),
    ("Steppe Ledger", "The refinery will reach full output in May, its director told a Steppe Ledger correspondent."),
    ("BDL-Levant", "The railway has placed a bond in Zurich at 3.6 percent, BDL-Levant understands."),
    ("Steppe Ledger", "The railway has placed a bond in Zurich, the Steppe Ledger understands."),
    ("Steppe Ledger", "The railway has placed a bond in Zurich, the Steppe Ledger can reveal."),
    ("Steppe Ledger", "The railway has placed a bond in Zurich, the Steppe Ledger has learned."),
    ("Steppe Ledger", "The railway has placed a bond in Zurich, the Steppe Ledger has found."),
    ("Steppe Ledger", "As the Steppe Ledger puts it, the railway has placed a bond in Zurich at 3.6 percent."),
    ("Steppe Ledger", "The railway has placed a bond in Zurich, writes Anna Weber in the Steppe Ledger."),
    ("Steppe Ledger", "The railway has placed a bond in Zurich, Anna Weber writes for the Steppe Ledger."),
    ("Steppe Ledger", "The railway has placed a bond in Zurich, the Steppe Ledger's Anna Weber reports."),
    ("Steppe Ledger", "In an article for the Steppe Ledger, Anna Weber describes how the railway placed a bond."),
    ("Steppe Ledger", "A report in the Steppe Ledger says that the railway has placed a bond in Zurich."),
    ("Steppe Ledger", "Citing two bankers, the Steppe Ledger reported that the railway has placed a bond in Zurich."),
    ("9-orda.kz", "9-orda.kz мәлімдегендей, қант бағасы қайтадан түсе бастады."),
    ("Shopan-news", "Shopan-news атап өткендей, қант бағасы қайтадан түсе бастады."),
    ("Steppe Ledger", "The railway has placed a bond in Zurich, the Steppe Ledger's Almaty correspondent reports."),
    ("Steppe Ledger", "The railway has placed a bond in Zurich, the Steppe Ledger's correspondent reported from Astana."),
    ("Steppe Ledger", "The Steppe Ledger, citing the ministry, reports that the railway has placed a bond in Zurich."),
    ("Steppe Ledger", "The railway has placed a bond in Zurich. The Steppe Ledger reported this on Friday."),
    ("Steppe Ledger", "The railway has placed a bond in Zurich, according to sources cited by the Steppe Ledger."),
    ("Steppe Ledger", "The railway has placed a bond in Zurich. This was stated in an interview with the Steppe Ledger."),
    ("Steppe Ledger", '"We will place a bond in Zurich," the director said in remarks carried by the Steppe Ledger.'),
    ("Steppe Ledger", "According to information from the Steppe Ledger, the railway has placed a bond in Zurich."),
]
SILENT = [
    ['The law takes effect after its publication in the newspaper "Tauke", the ministry said.'],
    ['The chamber has a new member: the newspaper "Tauke", which writes about fish.'],
    ['The minister said that the weekly "Tauke" reported wrong prices of fish.'],
    ['Photos were published by the weekly "Tauke", which took part in the forum.'],
    ['The editor of the newspaper "Tauke" told members how news is made.'],
    ['The ministry denied what the weekly "Tauke" reported about the prices of fish.'],
    ['"We like our new building," the editor of the weekly Tauke said.'],
    ["The forum was covered by the Steppe Ledger and by Kulan.kz, organisers said."],
    ["The company was quoted on the exchange by Friday, the director told members of the chamber."],
    ["The contract was reviewed by Ernst Baker, the chamber said in its statement."],
    ["The tax was cited by Members as the main hurdle, the survey of the chamber found."],
    ["The survey was carried by the Chamber in all regions, its director told the meeting."],
    ["The American Chamber of Commerce revealed the winners in its latest issue of the newsletter."],
    ["Altyn Bank described the risks in its latest issue of bonds, brokers told the exchange."],
    ["The minister wrote in Latin letters, and the audience applauded the new alphabet."],
    ["Ms Weber, who writes for the Steppe Ledger, joined the board of the chamber."],
    ["The World Bank said in a report that growth would slow, and the ministry agreed."],
    ["A report in English says that growth would slow, and the ministry agreed with it."],
    ["In an interview with students, the ambassador said that growth would slow down."],
    ["Caspian Steel claims that the price is fair, its director told the meeting."],
    ["The price is fair, Caspian Steel claims."],
    ["The price is fair, Caspian Steel confirmed."],
    ["The price will rise, Ural Analytics estimates."],
    ["The price will rise, Senator Weber explains."],
    ["The company has been told about the price, Altyn Mining was told."],
    ["The chamber met the editor of the Steppe Ledger, who told members how the paper is made."],
    ["The evening was moderated by Anna Weber of the Steppe Ledger, who reports on energy."],
    ["The railway has placed a bond in Zurich.", "The price is low.", "The Steppe Ledger reported last year that bonds were dear."],
    ["The railway has bought the Steppe Ledger, its director told members of the chamber."],
    ["The Steppe Ledger celebrated its tenth anniversary in Almaty, and the chamber sends its wishes."],
    ["The chamber placed an advertisement in the Steppe Ledger and in the Ural Gazette."],
    ["Caspian Drilling informs its partners that the office will be closed in May for repairs."],
    ["Altyn Minerals understands that the licence will be given in May, its director told the meeting."],
    ["Altyn Minerals revealed the find in its annual report, which came out in March this year."],
    ["Altyn Minerals has learned a lot about safety, its director told members of the chamber."],
]


@pytest.mark.parametrize(("outlet", "told"), TOLD)
def test_a_turn_that_only_a_medium_stands_in_names_the_source(outlet: str, told: str) -> None:
    credit = read([told, EN if told.isascii() else KK])
    assert credit is not None
    assert (credit.outlet or "").removeprefix("The ") == outlet


@pytest.mark.parametrize("lines", SILENT)
def test_a_company_or_a_medium_that_is_only_told_of_is_no_source(lines: list[str]) -> None:
    assert read([*lines, EN]) is None


def test_who_wrote_it_there_is_the_author() -> None:
    for told in (
        "writes Anna Weber in the Steppe Ledger",
        "Anna Weber writes for the Steppe Ledger",
        "the Steppe Ledger's Anna Weber reports",
    ):
        credit = read([f"The railway has placed a bond in Zurich, {told}.", EN])
        assert credit is not None
        assert (credit.outlet, credit.author) == ("Steppe Ledger", "Anna Weber")
