"""Credits in German, French, Italian, Turkish, and forms that papers of other lands have. All posts are invented."""

import pytest

from tests.credit_cases import EN, KK, RU, Case, case, check, source_of

DE = "Das neue Werk wird im Frühjahr eröffnet, und Firmen können ab März Anträge stellen, sagt der Leiter."
FR = "La nouvelle usine ouvrira au printemps, et les entreprises pourront déposer leurs demandes dès mars."


@pytest.mark.parametrize(
    ("sentence", "outlet"),
    [
        ("Es gibt mehr Flüge, berichtet die Deutsche Allgemeine Zeitung.", "Deutsche Allgemeine Zeitung"),
        ("Es gibt mehr Flüge, meldet der Steppenkurier.", "Steppenkurier"),
        ("Es gibt mehr Weizen, berichtet die Agrarzeitung Ost.", "Agrarzeitung Ost"),
        ("Es gibt mehr Weizen, berichtet die Tageszeitung Kommersant.", "Kommersant"),
        ("Il y aura plus de vols, rapporte l'Agence France-Presse.", "Agence France-Presse"),
        ("Ci saranno più voli, riferisce l’ANSA.", "ANSA"),
        ("Ci saranno più voli, scrive il Corriere della Steppa.", "Corriere della Steppa"),
        ("Aktau limanına iki yeni vinç kuruluyor. Haberi Hazar Postası duyurdu.", "Hazar Postası"),
        ("Jylqy baǵasy kúzge qaraı kóterildi, – dep aqparat taratty Egemen.kz.", "Egemen.kz"),
        ("Жылқы бағасы күзге қарай көтерілді, – деп хабар таратты Қазақпарат.", "Қазақпарат"),
        ("Es gibt mehr Flüge, berichtet die Regierung.", None),
        ("Es gibt mehr Flüge, berichtet die Botschaft in Astana.", None),
        ("Es gibt mehr Flüge, schreibt die Lufthansa.", None),
        ("Il y aura plus de vols, indique l'Ambassade.", None),
        ("Jylqy baǵasy kóterildi, – dep aqparat taratty Baker Hughes.", None),
        ("Жылқы бағасы көтерілді, – деп ақпарат таратты министрлік.", None),
        ("Бұл туралы «Маңғыстау-Петролеум» компаниясының сайты хабарлады.", None),
        ("Бұл туралы «Ақ жол» партиясының сайты хабарлады.", None),
        ("Бұл туралы «Алтын дән» газетінің сайты хабарлады.", "Алтын дән"),
    ],
)
def test_a_verb_before_an_article_or_a_kind_tells_the_source(sentence: str, outlet: str | None) -> None:
    assert source_of([sentence, EN]) == outlet


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Texte initialement publié par Novastan le 8 octobre 2015, repris ici avec l'aimable autorisation de la rédaction.", "Novastan"),
        ("Cet article a été publié initialement sur Novastan.", "Novastan"),
        ("Dieser Artikel erschien zuerst im Steppenkurier.", "Steppenkurier"),
        ("Der Beitrag ist zuerst bei Deutsche Welle erschienen.", "Deutsche Welle"),
        ("Questo articolo è stato pubblicato su ANSA", "ANSA"),
        ("Quelle: Agrarzeitung Ost", "Agrarzeitung Ost"),
        ("Quelle: Nachrichtenagentur Reuters", "Reuters"),
        ("Shared with the kind permission of the Steppe Ledger", "Steppe Ledger"),
        ("Appears here by kind permission of the Steppe Ledger", "Steppe Ledger"),
        ("Story credit // Kursiv", "Kursiv"),
        ("SOURCE >> Silk Road Wayfarer, 1 June 2012", "Silk Road Wayfarer"),
        ("Источник → Kursiv", "Kursiv"),
        ("Ақпарат көзі – «Ертіс дидары» апталығы", "Ертіс дидары"),
        ("Дереккөз: «Ертіс дидары» альманағы", "Ертіс дидары"),
        ("Дереккөз: «Ертіс дидары» партиясы", None),
        ("Photo credit // Kazinform", None),
        ("More // Less", None),
        ("Texte publié à Paris en 2015.", None),
        ("Das Buch erschien im Herbst.", None),
        ("Shared with permission of the author", None),
        ("Photo shared with permission of Steppe Ledger", None),
    ],
)
def test_a_formula_tells_the_source_in_more_languages_and_marks(line: str, outlet: str | None) -> None:
    assert source_of([FR, DE, line]) == outlet


@pytest.mark.parametrize(
    "told",
    [
        case(["КАРАГАНДА, 14 марта - ИА «Сарыарка-Инфо». Заводы снизили цены.", RU], "Сарыарка-Инфо", place="Караганда"),
        case(["АТЫРАУ, 14 марта – агентство «Жайык». Заводы снизили цены.", RU], "Жайык", place="Атырау"),
        case(["ҚАРАҒАНДЫ, 14 наурыз – «Дала» агенттігі. Зауыттар бағаны түсірді.", KK], "Дала", place="Қарағанды"),
        case(["КАРАГАНДА, 14 марта - Компания «Сарыарка-Инфо». Заводы снизили цены.", RU], None, place="Караганда"),
        case(["КАРАГАНДА, 14 марта - ИА «Сарыарка-Инфо» отметило десятилетие.", RU], None, place="Караганда"),
    ],
)
def test_a_dateline_names_the_agency_with_the_word_for_its_kind(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "told",
    [
        case(["(Анна Вебер, «Степной курьер», 14 ноября 2013 г.)", RU], "Степной курьер", author="Анна Вебер", day="2013-11-14"),
        case(["(By Anna Weber, Steppe Ledger, May 5, 2014)", EN], "Steppe Ledger", author="Anna Weber", day="2014-05-05"),
        case(["The San Jose Mercury-Examiner | Business | Oct. 8, 2013", EN], "The San Jose Mercury-Examiner", day="2013-10-08"),
        case(["The Midland Reporter-Telegram (Texas): Oct. 19, 2011", EN], "The Midland Reporter-Telegram", day="2011-10-19"),
        case(["Brandtville Herald-Sun, May 5, 2014", EN], "Brandtville Herald-Sun", day="2014-05-05"),
        case([EN + " (Brandtville Times-Herald)"], "Brandtville Times-Herald"),
        case(["By Anna Weber, Managing Editor, Steppe Times", EN], "Steppe Times", author="Anna Weber"),
        case(["By Anna Weber, Managing Director, Forbes", EN], "Forbes", author="Anna Weber"),
        case(["By Anna Weber, founder, Times Timber & Post", EN], None, author="Anna Weber"),
        case(["By Anna Weber, Managing Partner, Mercury Advisors", EN], None, author="Anna Weber"),
    ],
)
def test_a_head_in_brackets_or_of_a_paired_paper_is_read_and_no_leaders_company(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("We came upon this fine piece in the Salt Lake Tribune and pass it on to our readers:", "Salt Lake Tribune"),
        ("We enjoyed this article in the Steppe Ledger and want to share it:", "Steppe Ledger"),
        ("We found this useful report at the ministry:", None),
        ("We enjoyed this fine evening in the Steppe Theatre:", None),
    ],
)
def test_what_was_found_in_a_paper_is_owed_to_it(line: str, outlet: str | None) -> None:
    assert source_of([line, EN]) == outlet
