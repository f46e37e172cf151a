"""Invented posts in English, Russian and Kazakh, as many as wanted and always the same: what benchmarks and large tests run on.

Words are drawn as language has them: a few everywhere, many now and then, and a long tail of made-up names that hardly ever return."""

import random
from bisect import bisect
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, count, islice

from kazcrawl.items import PostItem, Term

COMMON = {
    "en": (
        "the of kazakhstan and to in a for on with by is was are will from at as that its new year trade company government market price "
        "oil country minister agreement export import grain bank project growth investment region city energy development business "
        "industry plant production meeting economy partner delegation official report billion million percent railway pipeline "
        "harvest mining uranium steel wheat cotton customs border budget tax loan currency exchange rate transport port cargo route "
        "corridor factory farm livestock meat flour machinery equipment technology university student tourism culture exhibition "
        "fair forum conference visit embassy ambassador president parliament law reform programme strategy plan target result "
        "quarter month week capital north south east west water land road bridge airport flight hotel hospital school housing"
    ),
    "ru": (
        "в и казахстана на с по казахстане для что из к о от года за при это как его был будет до не страны рынка компании цены "
        "нефти экспорта торговли "
        "правительства министра соглашения проект развития экономики региона города энергии бизнеса завода производства встречи "
        "партнеров делегации отчет миллиардов миллионов процентов железной дороги урожая добычи урана стали пшеницы хлопка таможни "
        "границы бюджета налога кредита валюты курса транспорта порта груза маршрута фабрики фермы скота мяса муки оборудования "
        "технологии университета студентов туризма культуры выставки ярмарки форума конференции визита посольства посла президента "
        "парламента закона реформы программы стратегии плана результата квартала месяца недели столицы севера юга востока запада "
        "воды земли моста аэропорта рейса гостиницы больницы школы жилья банк рынок завод экспорт выставка"
    ),
    "kk": (
        "және қазақстан мен бұл қазақстанның бойынша үшін туралы жылы деп болды бір осы жаңа ел елдің нарығы компания бағасы "
        "мұнай экспорт сауда үкімет "
        "министр келісім жоба даму экономика өңір қала энергия бизнес зауыт өндіріс кездесу серіктес делегация есеп миллиард миллион "
        "пайыз теміржол астық өндіру уран болат бидай мақта кеден шекара бюджет салық несие валюта бағам көлік порт жүк бағыт фабрика "
        "ферма мал ет ұн жабдық технология университет студент туризм мәдениет көрме жәрмеңке форум конференция сапар елшілік елші "
        "президент парламент заң реформа бағдарлама стратегия жоспар нәтиже тоқсан ай апта астана солтүстік оңтүстік шығыс батыс су "
        "жер көпір әуежай рейс қонақүй аурухана мектеп тұрғын нарықта зауыттың экспорты көрмеде"
    ),
}
_SYLLABLES = {
    "en": "ba ro ti mel kan dor vis ul per gra no sen tal mir ko lu fen dra ze win",
    "ru": "ба ро ти мел кан дор вис ул пер гра но сен тал мир ко лу фен дра зе жин",
    "kk": "ба ру ті мел қан дор біс ұл пер ғра но сен тал мір қо лү фен дра зе жың",
}
_OUTLETS = ("Steppe Post", "Caspian Times", "Хабарлама", "Вестник степи", "Altyn Orda Daily", "Дала жаршысы", "Grain Weekly", "Порт и путь")
_TERMS = ("Trade", "Energy", "Agriculture", "Экономика", "Культура", "Сауда", "Көлік", "Visits", "Law", "Tourism")
_LANGUAGES = ("en", "ru", "kk")
_FIRST = date(2006, 1, 1)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
TAIL = 60_000
"""How many made-up words a language has."""


def posts(number: int, *, seed: int = 1, words: int = 120) -> Iterator[PostItem]:
    """Yield that many posts, the same for the same arguments; `words` is the mean length of a body."""
    yield from islice(_posts(random.Random(seed), words), number)


def _posts(chance: random.Random, words: int) -> Iterator[PostItem]:
    weights = {language: list(accumulate(1 / (rank + 2) for rank in range(len(text.split())))) for language, text in COMMON.items()}
    for number in count():
        language = _LANGUAGES[chance.randrange(3)]
        body = _body(chance, language, weights[language], chance.randint(words // 2, words * 3 // 2))
        yield PostItem(
            url=f"https://chamber.example/{number}/",
            wp_id=number + 1,
            title=" ".join(body.replace(".", "").split()[:7]).capitalize(),
            body=body,
            body_html="",
            date=_FIRST + timedelta(days=int(7000 * chance.random() ** 0.8)),
            source=_OUTLETS[min(int(chance.expovariate(0.5)), len(_OUTLETS) - 1)] if chance.random() < 0.8 else None,
            authors=(f"{made_up(chance.randrange(200), language).capitalize()} {made_up(chance.randrange(900), language).capitalize()}",),
            language=language,
            terms=tuple(Term("category", name) for name in sorted({chance.choice(_TERMS) for _ in range(chance.randint(0, 2))})),
            parser_version="1",
        )


def _body(chance: random.Random, language: str, weights: list[float], length: int) -> str:
    common = COMMON[language].split()
    found: list[str] = []
    for place in range(length):
        if chance.random() < 0.12:
            word = made_up(int(TAIL ** chance.random()), language)
        else:
            word = common[bisect(weights, chance.random() * weights[-1])]
        found.append(word + (".\n\n" if place % 60 == 59 else "." if place % 12 == 11 else ""))
    return " ".join(found).replace("\n\n ", "\n\n")


def made_up(rank: int, language: str) -> str:
    """Return the made-up word of this rank: the lower, the more often it is drawn."""
    syllables = _SYLLABLES[language].split()
    word, rest = "", rank + 400
    while rest:
        rest, place = divmod(rest, len(syllables))
        word += syllables[place]
    return word
