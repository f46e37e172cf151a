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
    ("Oil Gazette", "In its Tuesday edition, the Oil Gazette describes how the plant will be closed in May."),
    ("Cement & Lime", "The plant will close in May. The news comes from the trade journal Cement & Lime."),
    ("Ore & Smelter", "The plant will close in May. So we read in the weekly Ore & Smelter."),
    ("Steppe Ledger", "Writing in the Steppe Ledger, Anna Weber argues that the plant should be closed."),
    ("Steppe Ledger", "The plant will close in May, reports Anna Weber of the Steppe Ledger."),
    ("Steppe Ledger", "The plant will close in May, reports the Steppe Ledger's Anna Weber."),
    ("Steppe Ledger", "The plant will close in May, the Steppe Ledger reports, citing Interfax."),
    ("Steppe Ledger", "According to the latest issue of the Steppe Ledger, the plant will close in May."),
    ("Steppe Ledger", "The plant will close in May, a story in the Steppe Ledger claims."),
    ("Steppe Ledger", "Quoting the minister, the Steppe Ledger writes that the plant will close in May."),
    ("Steppe Ledger", "The plant will close in May, the Steppe Ledger said, quoting the deputy minister."),
    ("Steppe Ledger", "The plant will close in May, a correspondent for the Steppe Ledger reports."),
    ("Steppe Ledger", "The plant will close in May, the Steppe Ledger reports from Aktau."),
    ("Ore & Smelter", "The plant will close in May, reports Ore & Smelter, a mining weekly."),
    ("Ore & Smelter", "The plant will close in May, the mining weekly Ore & Smelter has found."),
    ("Ore & Smelter", "The plant will close in May, says the mining weekly Ore & Smelter."),
    ("Ore & Smelter", "The plant will close in May, we learn from the mining weekly Ore & Smelter."),
    ("Ore & Smelter", "We learn from the mining weekly Ore & Smelter that the plant will close in May."),
    ("Ore & Smelter", "The mining weekly Ore & Smelter says that the plant will close in May."),
    ("Ore & Smelter", "The mining weekly Ore & Smelter has calculated that the plant will close in May."),
    ("Ore & Smelter", "An article in the mining weekly Ore & Smelter describes the closure of the plant."),
    ("Ore & Smelter", "The plant will close in May, its director told the mining weekly Ore & Smelter."),
    ("Ore & Smelter", "The plant will close in May, its director said in an interview with the weekly Ore & Smelter."),
    ("Ore-Smelter.com", "The plant will close in May, its director told Ore-Smelter.com."),
    ("Ore-Smelter.com", "The plant will close in May, writes Ore-Smelter.com."),
    ("Ore-Smelter.com", "Ore-Smelter.com writes that the plant will close in May."),
    ("Ore24", "The plant will close in May, news site Ore24 reports."),
    ("Ore24", "The plant will close in May, reports news portal Ore24."),
    ("Ore24", "The plant will close in May, the Ore24 news portal reported."),
    ("Rudny Vestnik", "The plant will close in May, the Rudny Vestnik newspaper reported Tuesday."),
    ("Rudny Vestnik", "The plant will close in May, the Russian-language newspaper Rudny Vestnik reported."),
    ("Rudny Vestnik", "The plant will close in May, the local paper Rudny Vestnik reported."),
    ("Rudny Vestnik", "The plant will close in May, local media outlet Rudny Vestnik reported."),
]
SILENT = [
    ["The plant will close in May, its director told members of the weekly meeting."],
    ["The union told the company that the plant will close in May, and workers were sad."],
    ["The plant will close in May, its director told President Weber last Friday."],
    ["The plant will close in May, its director told Altyn Holding last Friday."],
    ["The plant will close in May, its director told the World Bank last Friday."],
    ["The plant will close in May, its director told Kazakh Leaders last Friday."],
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


BEHIND_A_CAPTION = [
    (
        "Kulan.kz",
        ["Дети играют в парке.", "По сообщению портала Kulan.kz, город построит ещё три парка за два года.", "Деньги даст бюджет."],
    ),
    ("Kulan.kz", ["Дети играют в парке.", "Как сообщает Kulan.kz, город построит ещё три парка за два года.", "Деньги даст бюджет."]),
    ("Kulan.kz", ["Дети играют в парке.", "Город построит ещё три парка за два года, сообщает Kulan.kz.", "Деньги даст бюджет."]),
    (
        "Тихий берег",
        ["Дети играют в парке.", "Город построит ещё три парка за два года, цитирует акима газета «Тихий берег».", "Деньги даст бюджет."],
    ),
    (
        "Steppe Ledger",
        ["Children play in the park.", "As reported by the Steppe Ledger, the city will build three more parks.", "The money is there."],
    ),
    (
        "Steppe Ledger",
        [
            "Children play in the park.",
            "The city will build three more parks, the Steppe Ledger quoted the mayor as saying.",
            "The money is there.",
        ],
    ),
    (
        "Steppe Ledger",
        [
            "Children play in the park.",
            "The city will build three more parks within two years, its mayor told the Steppe Ledger.",
            "The money is there.",
        ],
    ),
    ("Kulan.kz", ["Балалар саябақта ойнап жүр.", "Kulan.kz порталының хабарлауынша, қалада тағы үш саябақ салынады.", "Қаржы бар."]),
    (
        "Kulan.kz",
        ["Фото: пресс-служба акимата", "По сообщению портала Kulan.kz, город построит ещё три парка за два года.", "Деньги даст бюджет."],
    ),
    (None, ["Дети играют в парке.", "По данным Kulan.kz, билет туда стоит триста тенге, и взрослым тоже.", "Деньги даст бюджет."]),
    (
        None,
        ["Children play in the park.", "According to the Steppe Ledger, such parks cost a million dollars each.", "The money is there."],
    ),
    (None, ["Темір бағасы көтерілді.", "Зауыттар екі ауысыммен істейді.", "Shopan.kz сайтының хабарлауынша, кен бағасы да өсуде."]),
    (
        None,
        [
            "The city builds parks.",
            "Children love them.",
            "The mayor told the Steppe Ledger last year that parks are dear, and he was right.",
        ],
    ),
    (
        None,
        ["Город строит парки, и дети их любят, потому что там есть качели.", "Как сообщал ранее Kulan.kz, парки дороги.", "Деньги есть."],
    ),
    (None, ["Город строит парки, и дети их любят, потому что там есть качели.", "По данным Kulan.kz, парки дороги.", "Деньги есть."]),
    (
        None,
        [
            "Город строит парки, и дети их любят, потому что там есть качели.",
            "Газета «Тихий берег» в прошлом году писала, что парки дороги.",
            "Деньги есть.",
        ],
    ),
    (
        None,
        [
            "Город строит парки, и дети их любят, потому что там есть качели.",
            "Эксперты, которых цитирует газета «Тихий берег», против.",
            "Деньги есть.",
        ],
    ),
    (
        None,
        [
            "Город строит парки, и дети их любят, потому что там есть качели.",
            "Аким читает газету «Тихий берег», рассказали в акимате.",
            "Деньги есть.",
        ],
    ),
    (
        None,
        [
            "The city builds parks, and children love them for the swings that are there.",
            "The Steppe Ledger quoted a gardener as saying that trees are dear.",
            "The money is there.",
        ],
    ),
    (
        None,
        [
            "The city builds parks, and children love them for the swings that are there.",
            "A story in the Steppe Ledger says that trees are dear.",
            "The money is there.",
        ],
    ),
]


@pytest.mark.parametrize(("outlet", "lines"), BEHIND_A_CAPTION)
def test_the_paragraph_behind_a_short_sentence_is_the_lead_and_later_ones_tell_figures_only(outlet: str | None, lines: list[str]) -> None:
    credit = read(lines)
    assert (credit.outlet if credit else None) == outlet
