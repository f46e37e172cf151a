"""The language of a text by script and letters; the page's own claim counts only where the letters bear it out."""

import pytest

from kazcrawl.parse.language import find_language


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
