"""The language of a text by script and letters; the page's own claim counts only where the letters bear it out."""

import pytest

from kazcrawl.parse.fields.language import find_language


@pytest.mark.parametrize(
    ("text", "claimed", "language"),
    [
        ("The port took its first ship on Monday.", "", "en"),
        ("The port took its first ship on Monday.", "ru-RU", "en"),
        ("Port opens", "en-US", "en"),
        ("Порт принял первое судно в понедельник.", "", "ru"),
        ("Порт принял первое судно в понедельник.", "en-US", "ru"),
        ("Порт принял первое судно в понедельник.", "kk", "ru"),
        ("Дүйсенбіде айлақ алғашқы кемені қабылдады, қонақтар көп болды.", "", "kk"),
        ("Дүйсенбіде айлақ алғашқы кемені қабылдады, қонақтар көп болды.", "ru-RU", "kk"),
        ("Айлақ ашылды", "kk-KZ", "kk"),
        ("В порту «Құрық» открыли причал, сообщила палата. Судно приняли в понедельник, второе придёт через неделю.", "", "ru"),
        ("Qazaqstan ońtústiginde jańa aılaq ashyldy, qonaqtar kóp boldy.", "", "kk"),
        ("Qala ortalyğynda jaña äuejai aşyldy, qonaqtar köp boldy.", "en", "kk"),
        ("Düisenbıde ailaq alğaşqy kemenı qabyldady, qonaqtar köp boldy, ūlken.", "", "kk"),
        ("Liman pazartesi günü ilk gemiyi ağırladı, ikincisi ertesi gün geldi.", "tr", "tr"),
        ("Der Hafen nahm am Montag das erste Schiff auf, und das zweite kam einen Tag später.", "de-DE", "de"),
        ("Порт прийняв перше судно у понеділок, а друге прийшло за день; її чекали.", "", "uk"),
        ("商会在港口开了新码头", "", "zh"),
        ("商会在港口开了新码头", "zh-CN", "zh"),
        ("港に新しい埠頭が開いた", "", "ja"),
        ("", "en", None),
        ("12 345 — 67%", "ru", None),
    ],
)
def test_language_follows_the_letters(text: str, claimed: str, language: str | None) -> None:
    assert find_language(text, claimed=claimed) == language


def test_kazakh_with_russian_quotes_stays_kazakh() -> None:
    text = "Палата төрағасы жиналыста сөз сөйлеп, өңірдегі жағдайды түсіндірді. «Порт работает, суда приходят вовремя», — деді қонақ."
    assert find_language(text) == "kk"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Kasachstan erhöht die Getreideausfuhr. In den ersten fünf Monaten ging mehr Weizen nach Europa als im ganzen Vorjahr."),
        ("fr", "Le Kazakhstan augmente ses exportations de blé. Le pays a livré plus de céréales que l'année dernière."),
        ("es", "El embajador visitó la cámara de comercio y habló de los planes para el año."),
        ("it", "La nuova linea ferroviaria è stata inaugurata mercoledì alla presenza del ministro."),
        ("pt", "A empresa vai abrir uma fábrica em Almaty e contratar trezentas pessoas antes do verão."),
        ("nl", "De nieuwe spoorlijn werd woensdag geopend in aanwezigheid van de minister."),
        ("pl", "Firma otworzy fabrykę i przed latem zatrudni trzysta osób."),
        ("hu", "A cég gyárat nyit, és nyárig háromszáz embert vesz fel."),
        ("tr", "Büyükelçi ticaret odasını ziyaret etti."),
        ("az", "Səfir ticarət palatasına baş çəkdi."),
        ("uz", "Qozogʻiston bugʻdoy eksportini oshirdi, mamlakat koʻproq don yetkazib berdi."),
        ("uz", "Янги темир йўл чоршанба куни транспорт вазири иштирокида очилди."),
        ("ky", "Бишкекте жаңы көпүрө курулду"),
        ("ky", "Элчи соода палатасына келди жана жетекчилер менен жолукту."),
        ("tg", "Сафир аз палатаи савдо дидан кард ва бо роҳбарон вохӯрд."),
        ("tt", "Компания шәһәрдә завод ачачак һәм җәйгә кадәр өч йөз кешене эшкә алачак."),
        ("mn", "Тус улс оны эхний таван сард илүү үр тариа нийлүүлжээ."),
        ("uk", "Посол відвідав торгову палату."),
        ("be", "Кампанія адкрые завод і да лета прыме на працу трыста чалавек."),
        ("sr", "Компанија ће отворити фабрику и до лета запослити триста људи."),
        ("kk", "Шымкентте жаңа көпір салынды"),
        ("kk", "Елші сауда палатасына келді."),
        ("kk", "كومپانيا زاۋىت اشىپ، جازعا دەيىن ءۇش ءجۇز ادامدى جۇمىسقا الادى"),
        ("ug", "شىركەت زاۋۇت ئاچىدۇ ۋە يازغىچە ئۈچ يۈز ئادەمنى ئىشقا ئالىدۇ"),
        ("ar", "زار السفير غرفة التجارة وتحدث عن الخطط"),
        ("fa", "سفیر از اتاق بازرگانی دیدار کرد و با مدیران گفتگو کرد"),
        ("ko", "회사가 공장을 연다"),
        ("ka", "კომპანია გახსნის ქარხანას"),
        ("hy", "Ընկերությունը գործարան կբացի"),
        ("el", "Η εταιρεία ανοίγει εργοστάσιο"),
    ],
)
def test_another_language_is_told_by_its_letters_and_commonest_words_whatever_the_page_claims(language: str, text: str) -> None:
    assert find_language(text) == language
    assert find_language(text, claimed="en-US") == language


def test_a_claim_is_believed_of_a_language_that_no_list_tells() -> None:
    text = "L'ambaixador va visitar la cambra de comerç i va parlar dels plans per a l'any amb els seus membres."
    assert find_language(text, claimed="ca") == "ca"
    assert find_language("The port took its first ship on Monday, and the second came a day after it.", claimed="hr") == "en"
    swahili = "Balozi alitembelea chumba cha biashara na kuzungumza kuhusu mipango ya mwaka pamoja na wanachama wake. " * 5
    assert find_language(swahili, claimed="en-US") is None


def test_a_long_text_is_judged_by_pieces_of_all_of_it() -> None:
    russian = "Порт принял первое судно в понедельник, второе придёт через неделю. "
    assert find_language(russian * 2_000) == "ru"
    assert find_language("Port opens. " + russian * 2_000) == "ru"
    kazakh = "Дүйсенбіде айлақ алғашқы кемені қабылдады, қонақтар көп болды. "
    assert find_language(russian * 40 + kazakh * 40) == "kk"
