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
        ("Quelle: Steppen-Kurier vom 13.09.2023", "Steppen-Kurier"),
        ("Quelle: Ostmarkt heute vom 13. September 2023", "Ostmarkt heute"),
        ("Source : Le Messager des plaines du 13 septembre 2023", "Le Messager des plaines"),
        ("Fonte: Corriere della Steppa del 13 settembre 2023", "Corriere della Steppa"),
        ("Źródło: Kurier Stepowy z 13 września 2023", "Kurier Stepowy"),
        ("Source: Grain Weekly dated 13 September 2023", "Grain Weekly"),
        ("Источник: Степной курьер от 13.09.2023", "Степной курьер"),
        ("Kaynak: 13 Eylül 2023 tarihli Bozkır Postası", "Bozkır Postası"),
        ("Quelle: Pressemitteilung vom 13.09.2023", None),
        ("Quelle: Wirtschaftsministerium vom 13. September 2023", None),
        ("Источник: приказ министра от 13.09.2023", None),
        ("#source: @Kursiv.Media", "Kursiv.Media"),
        ("#источник: @steppe_news", "@steppe_news"),
        ("Source: @reuters", "Reuters"),
        ("#source #energy #oil", None),
        ("Photo source: @Kursiv.Media", None),
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


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("This story was originally reported by WKZB Radio.", "WKZB Radio"),
        ("This story was first reported by KQZZ-TV on May 3, 2016.", "KQZZ-TV"),
        ("Originally reported by Anna Weber for the Steppe Herald.", "Steppe Herald"),
        ("Initially published by Grain Weekly.", "Grain Weekly"),
        ("First featured in Grain Weekly.", "Grain Weekly"),
        ("Originally shared by Grain Weekly", "Grain Weekly"),
        ("Previously published in Grain Weekly.", "Grain Weekly"),
        ("Originally published in Chamber Lantern magazine.", "Chamber Lantern"),
        ("Первоначально материал вышел в газете «Наш край».", "Наш край"),
        ("Изначально статья опубликована на сайте Steppe.kz.", "Steppe.kz"),
        ("Интервью впервые появилось на портале Steppe.kz.", "Steppe.kz"),
        ("Вперше опубліковано на сайті Steppe.kz", "Steppe.kz"),
        ("Бастапқыда «Жайық үні» газетінде жарияланған.", "Жайық үні"),
        ("Материал алғашында Steppe.kz сайтында жарық көрді.", "Steppe.kz"),
        ("Bu yazı ilk olarak Bozkır Postası'nda yayımlanmıştır.", "Bozkır Postası"),
        ("İlk kez Bozkır Postası gazetesinde yayınlandı.", "Bozkır Postası"),
        ("Zuerst veröffentlicht von Steppen-Kurier.", "Steppen-Kurier"),
        ("Der Beitrag wurde ursprünglich im Steppen-Kurier veröffentlicht.", "Steppen-Kurier"),
        ("Erstmals erschienen in der Ostmarkt-Zeitung.", "Ostmarkt-Zeitung"),
        ("Erstveröffentlichung: Steppen-Kurier", "Steppen-Kurier"),
        ("Publié à l'origine dans Le Messager des plaines.", "Le Messager des plaines"),
        ("Article publié pour la première fois dans Le Messager des plaines.", "Le Messager des plaines"),
        ("Cet article est d'abord paru dans Le Messager des plaines.", "Le Messager des plaines"),
        ("Originally reported by the Ministry of Energy.", None),
        ("The outage was first reported by residents of Emmet Hollow on Monday.", None),
        ("First released by the Example Chamber of Commerce.", None),
        ("This was originally posted by Anna Weber.", None),
        ("This post originally appeared on the Chamber blog.", None),
        ("This post originally appeared on the Chamber Member Voices blog.", None),
        ("Originally published in the Chamber newsletter.", None),
        ("First reported in 2019.", None),
        ("This software was first released by Redmond Software Group.", None),
        ("Впервые завод открыт в Костанае.", None),
        ("Первоначально закон вышел в 2010 году.", None),
        ("İlk olarak fabrika Konya'da açıldı.", None),
        ("Das Buch ist zuerst in Berlin erschienen.", None),
    ],
)
def test_where_a_text_stood_first_is_told_by_any_verb_that_says_so(line: str, outlet: str | None) -> None:
    assert source_of([EN, line]) == outlet
