"""Known-item search: among 5,000 generated posts, every planted one is found by words in another inflection than its own."""

from collections.abc import Iterator

import pytest

from benchmarks.posts import NOW, posts
from kazcrawl.archive import Archive
from kazcrawl.archive.posts import Visit, save_post
from kazcrawl.items import PostItem

pytestmark = pytest.mark.slow

# what stands in the planted post → what a person types who remembers it
PLANTED = {
    "The beekeepers of the valley sent forty jars of buckwheat honey.": "beekeeper valleys",
    "Lighthouses on the eastern shore were repainted.": "lighthouse repaint",
    "He repaired the clock tower and its bells.": "repairing clock towers",
    "Seven violinists rehearsed in the old cannery.": "violinist rehearse",
    "A tannery in the suburbs dyes its hides with oak bark.": "tanneries hide dye",
    "The glassblower's workshop makes lanterns.": "workshops lantern",
    "Potters fired their kilns at dawn.": "potter kiln",
    "Three wolves crossed the frozen reservoir.": "wolf reservoirs",
    "The astronomers mapped a comet over Kazakhstan.": "astronomer қазақстан",
    "A delegation flew from Tashkent with apricot saplings.": "ташкент sapling",
    "Пчеловоды долины прислали сорок банок гречишного мёда.": "пчеловод мед",
    "Маяки восточного берега покрашены заново.": "маяк берег",
    "Он починил башенные часы и колокола.": "башенный колокол",
    "Семеро скрипачей репетировали на старом складе.": "скрипач репетировать",
    "Кожевенная мастерская красит шкуры дубовой корой.": "мастерские шкура",
    "Стеклодувы делают фонари для набережной.": "стеклодув фонарь",
    "Гончары разожгли печи на рассвете.": "гончар печь",
    "Волки перешли замёрзшее водохранилище.": "волк водохранилища",
    "Астрономы наблюдали комету над Карагандой.": "астроном қарағанды",
    "В Усть-Каменогорске открыли музей самоцветов.": "өскемен самоцвет",
    "Хлопкоробы собрали небывалый урожай под дождём.": "хлопкороб дождь",
    "Судостроители спустили на воду паром.": "судостроитель паромы",
    "Токаревым подписана грамота садоводам.": "токарев садовод",
    "Балетмейстера наградили в Алма-Ате.": "балетмейстер almaty",
    "Реставраторы вернули иконостасу позолоту.": "реставратор позолота",
    "Аңғардағы омарташылар қырық құмыра бал жіберді.": "омарташы құмыралар",
    "Шығыс жағалаудағы шамшырақтар қайта боялды.": "шамшырақ жағалау",
    "Мұнара сағатын шебер жөндеді.": "мұнаралар шеберлер",
    "Скрипкашылар ескі қоймада дайындалды.": "скрипкашы қоймалар",
    "Тері илейтін шеберхана емен қабығын пайдаланады.": "шеберханалар қабық",
    "Құмырашылар пештерін таңда жақты.": "құмырашы пеш",
    "Қасқырлар қатқан бөгеннен өтті.": "қасқыр бөген",
    "Астрономдар құйрықты жұлдызды бақылады.": "астроном жұлдыз",
    "Мақташылар жаңбырда мол өнім жинады.": "мақташы жаңбыр",
    "Бәйгеге елу тұлпар қосылды.": "бәйге тұлпарлар",
    "Зергерлердің көрмесінде күміс білезіктер қойылды.": "зергер білезік",
    "Домбырашыға құрмет көрсетілді.": "домбырашылар құрмет",
    "Балықшылар көлдегі мұзды ойды.": "балыкшы мұз",
    "Қыраннның ұясын орнитологтар тапты.": "орнитолог ұя",
    "Киіз үйлердің шаңырағын ағашшылар жасайды.": "шаңырақ ағашшы",
}
NONSENSE = ("зщыкъфж", "qwxzjv", "ғғңқһ", "mxyzptlk gobbledyzz", "карбулятище", "title:qwxzjv", "zzq*", '"маяк qwxzjv"')
HOSTILE = (
    '"', "AND", "NOT NOT", "NEAR(a b)", "-", "*", "title:", "source:\"", "(((", "a" * 9000, '"' * 3000, "-x " * 999, "\x00", "\ud800", "😀 oil",
    "'; DROP TABLE words; --", "%_\\", "col:x AND", "ы" * 500 + "*", "\u202e ның дың тың",
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("known") / "kazcrawl.db") as opened:
        with opened._database.writing() as connection:
            for number, item in enumerate(posts(5000)):
                save_post(connection, item, Visit("chamber", None, NOW))
                if number % 120 == 60 and number // 120 < len(PLANTED):
                    text = list(PLANTED)[number // 120]
                    body = f"{item.body}\n\n{text}\n\n{item.body[:200]}"
                    planted = PostItem(url=f"https://chamber.example/planted/{number}/", title=text[:12], body=body, date=item.date)
                    save_post(connection, planted, Visit("chamber", None, NOW))
        yield opened


@pytest.mark.parametrize("sort", ["newest", "relevance"])
def test_every_planted_post_is_among_the_first_ten(archive: Archive, sort: str) -> None:
    lost = [
        query
        for text, query in PLANTED.items()
        if not any(text in archive.get_post(hit.public_id).current.body for hit in archive.search(query, limit=10, sort=sort).hits)
    ]
    assert lost == []


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_finds_nothing(archive: Archive, query: str) -> None:
    assert archive.search(query).hits == ()


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:20]))
def test_hostile_queries_are_answered(archive: Archive, query: str) -> None:
    for sort in ("newest", "relevance"):
        archive.search(query, sort=sort)
    archive.facets(query)
