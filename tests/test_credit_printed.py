"""Where a text was printed, told as papers and careless hands tell it: issue and pages, lost spaces and letters, what stands before the
source. All posts are invented."""

import pytest

from kazcrawl.parse.credit.label_name import misspelt_label
from tests.credit_cases import EN, KK, RU, Case, case, check, source_of


@pytest.mark.parametrize(
    "told",
    [
        case(["Steppe Review, No. 14 (212), pp. 6-8", EN], "Steppe Review"),
        case(["Oasis Quarterly, Vol. 3, No. 2, pp. 11–19", EN], "Oasis Quarterly"),
        case(["Hafer und Rübe, Nr. 4, S. 12-14", EN], "Hafer und Rübe"),
        case(["«Наш край», № 4, с. 12–18", RU], "Наш край"),
        case(["Журнал «Наш край», № 12 (с сокращениями)", RU], "Наш край"),
        case(["The Salt Monthly, No. 8 (abridged)", EN], "The Salt Monthly"),
        case([EN, "Oasis Quarterly, No. 3"], "Oasis Quarterly"),
        case([EN, "Reference: Barley Weekly, No. 4"], "Barley Weekly"),
        case([RU, "Первая публикация: «Наш край», 2009, № 4"], "Наш край"),
        case([RU, "Публикуется с сокращениями по: «Наш край», № 4"], "Наш край"),
        case([KK, "«Наш край» газетінің 5 мамырдағы нөмірінен."], "Наш край"),
        case(["«Жайық үні» газеті, № 12 (қысқартылып берілді)", KK], "Жайық үні"),
        case([RU, "Печатается по: «Наш край», № 4, 2009, с. 112–118."], "Наш край"),
        case([RU, "Текст печатается по: «Наш край», 1989, № 4"], "Наш край"),
        case([RU, "Цит. по: Степной курьер, № 4"], "Степной курьер"),
        case(
            [EN, "A version of this story appears in print on May 3, 2014, Section B, Page 3 of Barley Weekly"],
            "Barley Weekly",
            day="2014-05-03",
        ),
        case([EN, "This article appeared on page B3 of The Hill Courier with the headline: Home Again."], "The Hill Courier"),
    ],
)
def test_an_issue_or_its_pages_tell_a_periodical(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "lines",
    [
        ["Law No. 14 (212), pp. 6-8", EN],
        ["Annual Report, No. 14, pp. 6-8", EN],
        ["The Road Home, No. 3 (excerpt)", EN],
        ["Магазин «Астана», № 14", RU],
        [EN, "Reference: Annual Report, No. 4"],
        [EN, "Reference: GD-12/2014"],
        [EN, "Lot No. 12"],
        [EN, "Steppe Street, No. 12"],
        [KK, "«Тұлпар» номеринен"],
        ["Приказ № 14 (с сокращениями)", RU],
        [RU, "Печатается по: «Собрание сочинений», т. 4"],
        [RU, "Печатается по решению учёного совета"],
        [EN, "The report was printed on page 4 of the Annual Report"],
    ],
)
def test_an_issue_or_pages_of_a_law_a_shop_or_a_book_tell_none(lines: list[str]) -> None:
    assert source_of(lines) is None


@pytest.mark.parametrize(
    "told",
    [
        case([EN, "Source:Barley Weekly,July 4 2011"], "Barley Weekly", day="2011-07-04"),
        case([EN, "Source:Reuters,12 May 2014"], "Reuters", day="2014-05-12"),
        case([RU, "Источник — «Наш край» от 05.06.2014"], "Наш край", day="2014-06-05"),
        case(["Origianlly published in the 5 Rivers Courier on 30 Sept. 2017", EN], "5 Rivers Courier", day="2017-09-30"),
        case(["Originaly publised in Barley Weekly", EN], "Barley Weekly"),
        case([EN, "Soruce: Barley Weekly"], "Barley Weekly"),
        case([EN, "Source/Photo: Barley Weekly"], "Barley Weekly"),
        case([EN, "Source = Barley Weekly"], "Barley Weekly"),
        case([KK, "Дереккөз: Barley Weekly,2014"], "Barley Weekly"),
        case([RU, "Источнк: «Наш край»"], "Наш край"),
        case([EN, "Source: @steppefinance #bonds #tenge"], "@steppefinance"),
        case([RU, "Источник: телеграм-канал @steppefinance"], "@steppefinance"),
    ],
)
def test_lost_spaces_and_letters_leave_a_label_what_it_is(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "lines",
    [
        [EN, "Source: Almaty,12 May 2014"],
        [EN, "Source: Letter of 12 May 2014"],
        [RU, "Источник: Отчёт от 12.05.2014"],
        [RU, "Источник — «Родник» в горах"],
        [EN, "Course: Barley Weekly"],
        [EN, "Source: info@steppe.example"],
        [EN, "Text: @annaweber"],
        [EN, "Follow @steppefinance #bonds"],
        ["Originally published in 12 languages on 30 Sept. 2017", EN],
    ],
)
def test_a_document_an_address_of_mail_or_another_word_names_no_outlet(lines: list[str]) -> None:
    assert source_of(lines) is None


@pytest.mark.parametrize("label", ["Souce", "Sourrce", "Soruce", "Sourse", "Источнк", "Исотчник", "Дереккоэ"])
def test_one_slip_of_the_pen_leaves_a_label(label: str) -> None:
    text = f"{label}: Barley Weekly"
    assert text[misspelt_label(text) :] == "Barley Weekly"


@pytest.mark.parametrize("word", ["Source", "Course", "Sauce", "Resource", "Force", "Исток", "Sources told us"])
def test_a_label_itself_and_other_words_are_no_slips(word: str) -> None:
    assert misspelt_label(f"{word}: Barley Weekly") == 0


@pytest.mark.parametrize(
    "told",
    [
        case([EN, "As told to The Hill Courier, 4 May 2015"], "The Hill Courier", day="2015-05-04"),
        case(["The following is an extract from an article in Salt Notes (Spring 2011).", EN], "Salt Notes"),
        case(["What follows is an edited excerpt from an essay in Barley Weekly.", EN], "Barley Weekly"),
        case([EN, "Translated from the German by Ute Brandt. First published in Hafer und Rübe, 2/2012."], "Hafer und Rübe"),
        case([RU, "Перевод с английского. Оригинал: Barley Weekly, 17 марта 2016 г."], "Barley Weekly", day="2016-03-17"),
        case(["Exports rose by a third. That is according to a report by Reuters.", EN], "Reuters"),
        case(["Exports rose by a third. That's according to Barley Weekly.", EN], "Barley Weekly"),
        case([EN, "Reprinted, with permission, from Barley Weekly, 12 May 2014."], "Barley Weekly", day="2014-05-12"),
        case([EN, "Republished under a Creative Commons licence from Barley Weekly."], "Barley Weekly"),
        case([EN, "Condensed from Barley Weekly."], "Barley Weekly"),
        case([EN, "Reproduced by kind permission of Hay & Oats."], "Hay & Oats"),
        case([EN, "Interview originally conducted for Barley Weekly."], "Barley Weekly"),
        case([EN, "With acknowledgements to Barley Weekly"], "Barley Weekly"),
        case([RU, "Вырезка из газеты «Наш край»"], "Наш край"),
        case([RU, "Пересказ статьи из журнала «Наш край»"], "Наш край"),
        case([RU, "Отрывок из статьи в журнале «Наш край»"], "Наш край"),
        case([RU, "Печатается в сокращении. Полный текст — в журнале «Наш край», № 4."], "Наш край"),
        case([KK, "Ағылшын тілінен аударылды. Түпнұсқа: Barley Weekly, 2014"], "Barley Weekly"),
        case([KK, "Мақаланың толық нұсқасы «Наш край» газетінде."], "Наш край"),
        case([KK, "Алғаш рет «Наш край» журналында жарық көрді."], "Наш край"),
        case(["Анна Вебер, собкор «Степной правды» по Бурабайскому району", RU], "Степная правда", author="Анна Вебер"),
        case([KK, "Мақала «Жайық үні» газетінің 2010 жылғы 3-санында жарияланған."], "Жайық үні"),
        case([KK, "«Наш край» газетінің 2010 жылғы 3 мамырдағы санында басылған."], "Наш край"),
        case([KK, "Бұл мақала «Наш край» газетінде 2010 жылы жарияланған."], "Наш край"),
        case([KK, "«Наш край» газетінен ықшамдалып алынды."], "Наш край"),
        case([KK, "«Жайық үні» журналынан қысқартылып басылды."], "Жайық үні"),
    ],
)
def test_what_was_done_to_a_text_leads_to_its_source(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "lines",
    [
        [EN, "As told to Anna Weber"],
        [EN, "As told to Parliament, 4 May 2015"],
        ["The following is an extract from a speech in Parliament.", EN],
        [EN, "An extract from an essay by Anna Weber"],
        [EN, "Translated from the German by Ute Brandt."],
        [EN, "Translated from the German by Ute Brandt. First published in Berlin, 2012."],
        [RU, "Перевод с английского. Оригинал хранится в музее."],
        ["What was posted on Facebook stays on Facebook.", EN],
        ["Exports rose by a third. That is according to a report by Deloitte.", EN],
        ["Exports rose by a third. That is according to a report in March.", EN],
        [EN, "Sourced from Local Farms"],
        ["Originally produced for Soviet miners, the lamp is now a souvenir.", EN],
        [EN, "With acknowledgements to our sponsors"],
        [EN, "Acknowledgements: Anna Weber, Deloitte"],
        ["По статье в Конституции", RU],
        [RU, "Вырезка из Закона"],
        [KK, "Мақаланың толық нұсқасы министрліктің сайтында"],
        [KK, "Заң «Егемен Қазақстан» газетінде жарияланған."],
        [KK, "Сурет «Жайық үні» газетінен қысқартылып алынды."],
        [KK, "«Тұлпар» жобасынан қысқартылып алынды."],
        ["Руководитель нашего комитета дала интервью журналу «Наш край».", RU],
        ["Наш директор дал большое интервью газете «Наш край».", RU],
        ["Our director has given an interview to The Astana Times.", EN],
    ],
)
def test_what_was_done_by_our_own_people_or_to_no_text_leads_to_none(lines: list[str]) -> None:
    assert source_of(lines) is None


@pytest.mark.parametrize(
    "told",
    [
        case([EN, "Barley Weekly 14 (2012), pp. 3-9"], "Barley Weekly"),
        case([EN, "All credit to Barley Weekly."], "Barley Weekly"),
        case([EN, "Original reporting by Barley Weekly"], "Barley Weekly"),
        case([EN, "Original story: Barley Weekly"], "Barley Weekly"),
        case([EN, "Compiled from reports in Barley Weekly"], "Barley Weekly"),
        case([EN, "Based on an article published in Barley Weekly"], "Barley Weekly"),
        case([EN, "This content first appeared on Barley Weekly's website."], "Barley Weekly"),
        case([EN, "The full interview is available at Barley Weekly."], "Barley Weekly"),
        case([RU, "Перевод: Анна Вебер. Источник: Barley Weekly"], "Barley Weekly"),
        case([RU, "С любезного разрешения журнала «Наш край»"], "Наш край"),
        case([RU, "Материал вышел в газете «Наш край» 5 мая 2014 года."], "Наш край", day="2014-05-05"),
        case([RU, "Скопировано с сайта газеты «Наш край»"], "Наш край"),
        case([RU, "Благодарим редакцию газеты «Наш край» за предоставленный материал."], "Наш край"),
        case([KK, "Мақала «Наш край» газетінен көшірілді."], "Наш край"),
        case([KK, "Ақпарат «Наш край» газетінен."], "Наш край"),
        case([KK, "«Наш край» газетінің мәліметі бойынша"], "Наш край"),
        case([KK, "«Наш край» газетінің рұқсатымен жарияланып отыр."], "Наш край"),
        case([KK, "«Наш край» журналының мамыр айындағы санынан алынды."], "Наш край"),
    ],
)
def test_a_medium_behind_words_of_thanks_or_borrowing_is_the_source(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "lines",
    [
        [EN, "All credit to our team."],
        [EN, "Credit goes to Deloitte"],
        [EN, "Copied from Wikipedia"],
        [EN, "Originally from Almaty"],
        [EN, "Available at Steppe Stores"],
        [EN, "Continue reading"],
        [RU, "Материал предоставлен компанией «Мегаполис»"],
        [RU, "Спасибо журналу «Наш край» за приз"],
        [RU, "С любезного разрешения министерства"],
        [RU, "Фильм вышел в прокат"],
        [KK, "Киім «Тұлпар» дүкенінен."],
        [KK, "Фильм «Тұлпар» арнасында шықты."],
        ["According to The Economist Intelligence Unit, exports rose by a third.", EN],
    ],
)
def test_a_firm_a_person_or_a_prize_behind_them_is_none(lines: list[str]) -> None:
    assert source_of(lines) is None
