"""Forms of credit with names and addresses that nobody has heard of, where well-known ones are met as well. All posts are invented."""

import pytest

from tests.credit_cases import EN, KK, RU, source_of


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"ASTANA. February 12. dala-news.kz – {EN}", "dala-news.kz"),
        (f"ASTANA, 5 Sep – dala-news.kz. {EN}", "dala-news.kz"),
        (f"ТАРАЗ. kulan.kz – {RU}", "kulan.kz"),
        (f"CHICAGO, Oct. 7, 2015 -(Tuzla Herald)- {EN}", "Tuzla Herald"),
        (f"ALMATY--(Tuzla Herald)--{EN}", "Tuzla Herald"),
        (f"WARSAW. Tuzla Herald - {EN}", "Tuzla Herald"),
        ("Көкшетау («Озёрный пекарь») – Ауылда үш жүз орындық мектеп ашылды.", "Озёрный пекарь"),
        (f"WARSAW. Tuzla Hotel - {EN}", None),
        (f"ALMATY. Big News - {EN}", None),
        (f"CHICAGO, Oct. 7, 2015 -(Updated)- {EN}", None),
        ("Көкшетау (бұрынғы Кокчетав) – Ауылда үш жүз орындық мектеп ашылды.", None),
    ],
)
def test_a_dateline_names_it(text: str, outlet: str | None) -> None:
    assert source_of([text]) == outlet


@pytest.mark.parametrize(
    ("sentence", "outlet"),
    [
        ("Two firms are in talks about a merger, TV channel Steppe One reports.", "Steppe One"),
        ("Two firms are in talks, Kazakh TV station Tuzla Herald reported late on Sunday with reference to Kommersant.", "Tuzla Herald"),
        ("Sheep go on foot rather than by lorry, reports the Almaty-based website dala-news.kz.", "dala-news.kz"),
        ('The lakes of the north are filling up again, the newspaper "Hay & Oats" informs its readers.', "Hay & Oats"),
        ("Как пишет южнокорейская Steppe Herald, экспорт вырос.", "Steppe Herald"),
        ("Экспорт вырос, сообщает американская Chevron.", None),
        ("Экспорт вырос, сообщает южнокорейская Samsung.", None),
        ("«Озёрный пекарь» жазғандай, облысқа тоқсан жас дәрігер келді.", "Озёрный пекарь"),
        ("«Алтын дән» хабарлағандай, облысқа тоқсан жас дәрігер келді.", None),
        ("Компанию покинули двое членов совета, стало известно «Озёрный пекарь» от источника в отрасли.", "Озёрный пекарь"),
    ],
)
def test_a_sentence_names_it(sentence: str, outlet: str | None) -> None:
    assert source_of([sentence, KK]) == outlet


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        ([EN + " — dala-news.kz"], "dala-news.kz"),
        (["dala-news.kz provides news and information from Kazakhstan and around the world.", EN], "dala-news.kz"),
        (["Hat tip to Hay & Oats for this piece on the salt lakes:", EN], "Hay & Oats"),
        (["Thanks to Hay & Oats for letting us carry this note on how burning shapes the steppe:", EN], "Hay & Oats"),
        (["Via Hay & Oats (subscription required), analysis of the quarrel over the great dam:", EN], "Hay & Oats"),
        (["Thanks to Chevron for the hall.", EN], None),
        (["Thanks to Anna Weber for this note:", EN], None),
        (["Thanks to our members for sharing their views:", EN], None),
    ],
)
def test_a_line_at_either_end_names_it(lines: list[str], outlet: str | None) -> None:
    assert source_of(lines) == outlet
