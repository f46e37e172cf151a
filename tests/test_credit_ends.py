"""Whom a text's last lines owe it to: a label of authors, the address of the whole text, a formula, with buttons below. All posts are invented."""

import pytest

from tests.credit_cases import EN, KK, RU, Case, case, check, read, source_of

UK = "Новий завод відкриють навесні, і компанії зможуть подати заявки вже у березні цього року."
ARTICLE = "https://steppe-news.example/2014/05/grain"
KNOWN = "https://tengrinews.kz/kazakhstan_news/eksport-321234/"


@pytest.mark.parametrize(
    "told",
    [
        case([RU, "Автор: КазТАГ"], "КазТАГ"),
        case([EN, "Author: Reuters, 5 May 2015"], "Reuters"),
        case([RU, "Автор: Zakon.kz"], "Zakon.kz"),
        case([RU, "Автор: dala-news.kz"], "dala-news.kz"),
        case([KK, "Авторы: Tengrinews.kz"], "Tengrinews.kz"),
        case([EN, "Written by: Kursiv"], "Kursiv"),
        case([RU, "Автор: газета «Озёрный пекарь»"], "Озёрный пекарь"),
    ],
)
def test_a_medium_behind_an_authors_label_is_the_source(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "line",
    [
        "Author: Admin",
        "Author: Anna Weber",
        "Author: www.deloitte.com",
        "Author: KPMG",
        "Author: https://www.linkedin.com/in/anna-weber",
        "Author: anna.weber@steppe.example",
        "Author: Example Chamber of Commerce",
        "Автор: chamber.example",
        "Автор: Министерство торговли",
        "Автор: пресс-служба акимата",
        "Автор книги: Казинформ",
        "By Rail",
    ],
)
def test_no_other_author_is_a_source(line: str) -> None:
    assert source_of([EN, line]) is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        (f"Читать полностью: {ARTICLE}", "steppe-news.example"),
        (f"Читайте статью целиком по ссылке: {ARTICLE}", "steppe-news.example"),
        (f"Полностью читайте здесь: {ARTICLE}", "steppe-news.example"),
        (f"Полный текст статьи здесь: {ARTICLE}", "steppe-news.example"),
        (f"You can read the full article here: {ARTICLE}", "steppe-news.example"),
        (f"To read the full article, click here: {ARTICLE}", "steppe-news.example"),
        (f"The rest of this story is at Steppe & Track: {ARTICLE}", "Steppe & Track"),
        (f"Читати повністю: {ARTICLE}", "steppe-news.example"),
        (f"Повна версія: {ARTICLE}", "steppe-news.example"),
        (f"Continue reading: {ARTICLE}", "steppe-news.example"),
        (f"Подробнее по ссылке: {KNOWN}", "Tengrinews"),
        (f"Подробнее на {KNOWN}", "Tengrinews"),
        (f"Читать далее: {KNOWN}", "Tengrinews"),
        (f"Толығырақ оқу: {KNOWN}", "Tengrinews"),
        ("Читать полностью: https://tengrinews.kz/doc/441207_eksport_zerna.html", "Tengrinews"),
    ],
)
def test_the_address_of_the_whole_text_tells_whose_it_is(line: str, outlet: str) -> None:
    assert source_of([UK, line]) == outlet


@pytest.mark.parametrize(
    "line",
    [
        "Читать полностью",
        "Читать полностью: http://chamber.example/2015/05/news",
        "Read the full story: http://chamber.example/2015/05/news",
        "Подробнее по ссылке: https://www.gov.kz/memleket/entities/mti/press/news/details/12345",
        "Подробнее: http://forum-asia.kz/registration",
        "Подробнее о программе по ссылке: https://forum.example/program",
        "Продолжение читайте: http://forum-asia.example/page",
        "Полный текст: https://zakon.kz/docs/31234.html",
        "Полный текст закона: https://zakon.kz/docs/K1500000414",
        f"Find out more about membership: {ARTICLE}",
        "See the full list of winners: https://awards.example/2014/winners-list-year",
    ],
)
def test_no_address_of_anything_else_is_a_source(line: str) -> None:
    assert source_of([RU, line]) is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Материал с сайта dala-news.kz", "dala-news.kz"),
        ("Материалы с сайта: dala-news.kz", "dala-news.kz"),
        ("Информация с портала dala-news.kz", "dala-news.kz"),
        ("Статья из журнала «Озёрный пекарь»", "Озёрный пекарь"),
        ("Материал газеты «Озёрный пекарь»", "Озёрный пекарь"),
        ("Матеріал з сайту dala-news.kz", "dala-news.kz"),
        ("Информация с сайта министерства", None),
        ("Материал с сайта chamber.example", None),
        ("Фото с сайта dala-news.kz", None),
        ("Статья с картинками", None),
    ],
)
def test_a_text_from_a_mediums_site_is_the_mediums(line: str, outlet: str | None) -> None:
    assert source_of([RU, line]) == outlet


@pytest.mark.parametrize(
    "below",
    [
        ["Поделиться"],
        ["Нравится", "Поделиться", "Твитнуть"],
        ["Поделиться с друзьями в социальных сетях", "12 просмотров", "Распечатать"],
        ["Share this:", "Facebook", "Twitter", "Email", "Print"],
        ["Версия для печати", "Мне нравится", "Сохранить"],
        ["Бөлісу", "Ұнайды", "Пікірлер"],
        ["Поділитися", "Роздрукувати", "Подобається"],
    ],
)
def test_buttons_below_a_credit_do_not_hide_it(below: list[str]) -> None:
    assert source_of([f"{RU} — «Озёрный пекарь»", *below]) == "Озёрный пекарь"
    assert source_of([RU, *below]) is None


@pytest.mark.parametrize(
    "told",
    [
        case([KK, "Ерлан ЖҰМАБАЙ,", "«Орталық Қазақстан»."], "Орталық Қазақстан", author="Ерлан Жұмабай"),
        case([KK, "Серік Асқарұлы,", "«Ауыл таңы» газеті."], "Ауыл таңы", author="Серік Асқарұлы"),
        case([RU, "Анна ВЕБЕР,\n«Озёрный пекарь»."], "Озёрный пекарь", author="Анна Вебер"),
        case([RU, "Анна Вебер,", "специально для «Озёрный пекарь»"], "Озёрный пекарь", author="Анна Вебер"),
        case([RU, "Анна ВЕБЕР, «Озёрный пекарь», Караганда."], "Озёрный пекарь", author="Анна Вебер"),
        case([EN, "Anna Weber,", "Reuters"], "Reuters", author="Anna Weber"),
    ],
)
def test_a_sign_off_names_the_writer_and_the_paper_below(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "lines",
    [
        ["Анна ВЕБЕР,", "Караганда."],
        ["Анна ВЕБЕР,", "директор ТОО «Озёрный пекарь»."],
        ["Анна ВЕБЕР,", "«Астана Моторс»."],
        ["Анна ВЕБЕР,", "Казцинк"],
        ["Ерлан ЖҰМАБАЙ,", "«Нұр Отан» партиясы."],
        ["Уважаемые коллеги,", "«Весенний бал»"],
        ["Anna Weber, Weber & Brandt, Almaty"],
        ["Anna Weber,", "Managing Partner,", "Weber & Sons LLP"],
        ["Anna Weber,", "Texas A&M University"],
        ["Anna Weber,", "“Trade is the future of the steppe.”"],
    ],
)
def test_a_signature_of_anybody_else_names_no_source(lines: list[str]) -> None:
    assert source_of([RU, *lines]) is None


@pytest.mark.parametrize(
    "told",
    [
        case([EN, "By Owen Tarrant. First published in Geographical, November 2011."], "Geographical", author="Owen Tarrant"),
        case([EN, "By Anna Weber, reprinted with permission from Steppe Ledger"], "Steppe Ledger", author="Anna Weber"),
        case(["By Anna Weber. Reprinted from Steppe Ledger.", EN], "Steppe Ledger", author="Anna Weber"),
        case([EN, "Text: Anna Weber. First published in Geographical."], "Geographical", author="Anna Weber"),
        case([RU, "Автор: Анна Вебер. Впервые опубликовано в журнале «Озёрный пекарь»."], "Озёрный пекарь", author="Анна Вебер"),
        case(
            [RU, "Анна Вебер. Опубликовано в газете «Озёрный пекарь» 5 мая 2014 г."],
            "Озёрный пекарь",
            author="Анна Вебер",
            day="2014-05-05",
        ),
        case([EN, "By Anna Weber. First published in English."], None, author="Anna Weber"),
        case([EN, "By Anna Weber. Published on May 5, 2014."], None, author="Anna Weber", day="2014-05-05"),
    ],
)
def test_a_writer_may_stand_before_the_formula(told: Case) -> None:
    check(told)


@pytest.mark.parametrize(
    "line",
    [
        "Фото из архива газеты «Вечерний Алматы»",
        "Снимок из архива «Казахстанской правды»",
        "Архивное фото газеты «Вечерний Алматы»",
        "Фото Reuters",
        "Фото з архіву газети «Степовий вісник»",
        "Сурет «Егемен Қазақстан» мұрағатынан",
        "Photo from the archives of The Astana Times",
        "File photo, The Astana Times",
        "Иллюстрация из журнала «Озёрный пекарь»",
    ],
)
@pytest.mark.parametrize("form", ["{0}|{1}", "{1}|{0}", "{1} {0}", "{1} ({0})", "{1} /{0}/"])
def test_whose_a_picture_is_tells_no_source(line: str, form: str) -> None:
    assert source_of(form.format(line, RU).split("|")) is None


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        ([EN + " (news)"], None),
        ([EN + " (sometimes)"], None),
        (["Eurasianet covers politics, culture and society in Central Asia.", EN], "Eurasianet"),
        (["Fri, 2018-02-16 10:04", "Steppe Times covers mining, energy and trade.", EN], "Steppe Times"),
        (["Steppe Insurance covers fire, flood and theft.", EN], None),
        (["Forbes covers Kazakhstan in its new issue, and the chamber is in it.", EN], None),
        (["Via the Mekong to Aral newsletter, news that two neighbours have renewed their deal:", EN], "Mekong to Aral"),
        (["Courtesy of the From Here to Osh magazine, a look at prices:", EN], "From Here to Osh"),
        (["Via the chamber newsletter, news that two neighbours have renewed their deal:", EN], None),
        (["Via the Example Association newsletter, news of two neighbours:", EN], None),
        (["Министр пишет редактору письмо.", RU], None),
        (["Компания уже неделю передаёт Казинформ в управление.", RU], None),
        (["TALDYKORGAN, Apr 30 [Zhetysu Newsline] — A late frost has taken the blossom of the valley.", EN], "Zhetysu Newsline"),
        (["ASTANA [Reuters] – A late frost has taken about a third of the blossom.", EN], "Reuters"),
        (["ASTANA, Apr 30 [Updated] — A late frost has taken about a third of the blossom.", EN], None),
        (["Sheep go on foot rather than by lorry, finds the Almaty-based magazine Altitude 3000.", EN], "Altitude 3000"),
        (["Sheep go on foot rather than by lorry, argues The Economist.", EN], "The Economist"),
        (["Sheep go on foot rather than by lorry, says Bloomberg analyst Anna Weber.", EN], None),
        (["Sheep go on foot rather than by lorry, notes Anna Weber of Global Trade.", EN], None),
        ([EN, "…The Steppe Star, Sept. 21, 2014"], "The Steppe Star"),
    ],
)
def test_small_forms_tell_a_source_where_nothing_else_is_meant(lines: list[str], outlet: str | None) -> None:
    assert source_of(lines) == outlet


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Anna Weber recalls her first winter as a teacher in Nebraska.", "Anna Weber"),
        ("Anna Weber tells how she left an audit firm to bake flat bread.", "Anna Weber"),
        ("Анна Вебер вспоминает первую зиму в степи.", "Анна Вебер"),
        ("Steppe Bank recalls its first winter.", None),
    ],
)
def test_who_tells_a_story_is_its_author(line: str, author: str | None) -> None:
    credit = read([line, EN])
    assert (credit.author if credit else None) == author


def test_words_of_a_script_without_capitals_are_no_place_before_a_dash() -> None:
    credit = read(["نەگىزگى ساتىپ الۋشى – كورشى ەلدەر بيداي الادى جانە استىق ساتادى."])
    assert credit is None or credit.dateline is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Материал подготовлен на основе публикации Tengrinews", "Tengrinews"),
        ("При подготовке материала использована информация с сайта dala-news.kz", "dala-news.kz"),
        ("С использованием материалов Tengrinews", "Tengrinews"),
        ("По материалам сайтов dala-news.kz и zakon.kz", "dala-news.kz"),
        ("Перевод статьи из The Guardian", "The Guardian"),
        ("Перевод: Reuters", "Reuters"),
        ("Перепост с Reuters", "Reuters"),
        ("Впервые напечатано: «Озёрный пекарь», № 5, 2014", "Озёрный пекарь"),
        ("Based on a report by Reuters", "Reuters"),
        ("With reporting by Reuters", "Reuters"),
        ("Adapted from a Reuters article", "Reuters"),
        ("Content provided by Reuters", "Reuters"),
        ("Ақпарат: dala.kz", "dala.kz"),
        ("dala.kz материалдары негізінде", "dala.kz"),
        ("Материал подготовлен на основе данных министерства", None),
        ("При подготовке использованы материалы конференции", None),
        ("При подготовке использованы фото Tengrinews", None),
        ("Перевод: Анна Вебер", None),
        ("Based on interviews with farmers", None),
        ("With support from Chevron", None),
        ("Content provided by members", None),
        ("Information: www.expo-forum.example", None),
        ("More information: http://www.chevron.com/kazakhstan-expansion-plans-2014", None),
        ("Ақпарат министрлігі", None),
    ],
)
def test_what_a_text_was_made_from_is_its_source(line: str, outlet: str | None) -> None:
    assert source_of([RU, line]) == outlet


def test_a_themes_stamp_behind_the_paper_is_none_of_its_name() -> None:
    check(
        case(
            ["By Anna Weber, Steppe Chronicle Updated 10:32 pm, Tuesday, May 5, 2012", EN],
            "Steppe Chronicle",
            author="Anna Weber",
            day="2012-05-05",
        )
    )
