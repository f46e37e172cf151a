"""Order, pages and counts of what a search finds; and that the command says the same as the library."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from kazcrawl.archive import Archive, Chosen, Facets, search
from kazcrawl.archive.posts import Visit, save_post
from kazcrawl.cli import main
from kazcrawl.errors import ConfigError
from kazcrawl.items import PostItem, Term

NOW = datetime(2026, 3, 1, tzinfo=UTC)
COUNT = 30


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("pages") / "kazcrawl.db") as opened:
        with opened._database.writing() as connection:
            for number in range(COUNT):
                item = PostItem(
                    url=f"https://b.test/{number}/",
                    title="Wheat prices" if number == 3 else f"Post {number}",
                    body="Wheat. " * (1 + number % 3) + "Some other words here.",
                    source="Steppe Post" if number % 2 else None,
                    language="en" if number % 3 else "ru",
                    date=date(2019, 12, 20) + timedelta(days=number // 2),
                    terms=(Term("category", "Trade"), Term("tag", "Trade"), *((Term("tag", "Grain"),) if number < 4 else ())),
                )
                save_post(connection, item, Visit("blog" if number else "other", None, NOW))
        yield opened


def urls(hits: tuple[search.Hit, ...]) -> list[int]:
    return [int(hit.url.split("/")[-2]) for hit in hits]


def pages(archive: Archive, query: str, limit: int, sort: str) -> list[list[int]]:
    found: list[list[int]] = []
    cursor = None
    while True:
        page = archive.search(query, limit=limit, sort=sort, after=cursor)
        found.append(urls(page.hits))
        cursor = page.next
        assert page.more is (cursor is not None)
        if cursor is None:
            return found


@pytest.mark.parametrize("query", ["wheat", "", "-absent"])
@pytest.mark.parametrize("sort", ["newest", "relevance"])
def test_pages_give_every_hit_once_in_the_order_of_the_whole(archive: Archive, query: str, sort: str) -> None:
    whole = urls(archive.search(query, limit=100, sort=sort).hits)
    assert sorted(whole) == list(range(COUNT))
    for limit in (1, 7, 30):
        assert [number for page in pages(archive, query, limit, sort) for number in page] == whole


def test_relevance_puts_the_title_and_the_more_frequent_first(archive: Archive) -> None:
    first, *rest = urls(archive.search("wheat", limit=COUNT, sort="relevance").hits)
    assert first == 3
    assert [number % 3 for number in rest[:9]] == [2] * 9
    alike = [number for number in rest[:9] if number % 2]
    assert alike == sorted(alike, reverse=True)  # as good: the newer first


def test_filters_narrow_what_is_ranked(archive: Archive) -> None:
    chosen = Chosen(source="steppe post", term="trade", since=date(2019, 12, 22))
    found = archive.search("wheat -absent", chosen, limit=3, sort="relevance")
    assert found.next is not None
    more = archive.search("wheat -absent", chosen, limit=100, sort="relevance", after=found.next)
    numbers = urls(found.hits) + urls(more.hits)
    assert sorted(numbers) == [number for number in range(COUNT) if number % 2 and number // 2 >= 2]
    assert urls(archive.search('wheat source:"steppe post"', Chosen(until=date(2019, 12, 20)), sort="relevance").hits) == [1]


def test_relevance_is_bounded_and_says_so(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    assert archive.search("wheat", sort="relevance").ranked is None
    monkeypatch.setattr(search, "RANKED", 10)
    found = archive.search("wheat", sort="relevance", limit=20)
    assert found.ranked == 10
    assert sorted(urls(found.hits)) == list(range(COUNT - 10, COUNT))
    monkeypatch.setattr(search, "RANKED", COUNT)
    assert archive.search("wheat", sort="relevance").ranked is None


@pytest.mark.parametrize(
    ("sort", "after"),
    [
        ("newest", "x"),
        ("newest", "n"),
        ("newest", "r0x0p+0:1"),
        ("relevance", "n1"),
        ("relevance", "r1"),
        ("best", None),
        ("newest", "n" + "9" * 30),
        ("relevance", "r0x1.8p+9999:1"),
        ("relevance", "rinf:x"),
    ],
)
def test_what_is_no_cursor_or_order_is_told(archive: Archive, sort: str, after: str | None) -> None:
    with pytest.raises(ConfigError):
        archive.search("wheat", sort=sort, after=after)


def test_cursor_before_all_time_finds_nothing(archive: Archive) -> None:
    assert archive.search("wheat", after="n-99999999999999999").hits == ()


EXPECTED = {
    "source": (("Steppe Post", 15),),
    "year": (("2020", 6), ("2019", 24)),
    "site": (("blog", 29), ("other", 1)),
    "term": (("Trade", 30), ("Grain", 4)),
    "language": (("en", 20), ("ru", 10)),
}


@pytest.mark.parametrize("query", ["wheat", "", "-absent", "wheat words -absent"])
def test_facets_count_every_match_whatever_the_limit(archive: Archive, query: str) -> None:
    assert archive.facets(query) == Facets(COUNT, EXPECTED)


def test_facets_are_narrowed_like_the_search(archive: Archive) -> None:
    counted = archive.facets("wheat", Chosen(term="grain", since=date(2019, 12, 21)))
    assert counted == Facets(
        2,
        {
            **EXPECTED,
            "source": (("Steppe Post", 1),),
            "year": (("2019", 2),),
            "site": (("blog", 2),),
            "term": (("Grain", 2), ("Trade", 2)),
            "language": (("en", 1), ("ru", 1)),
        },
    )
    assert archive.facets("absent").total == archive.facets("***").total == 0
    assert archive.facets("wheat", limit=1).counts["term"] == (("Trade", 30),)


def test_command_says_the_same_as_the_library(
    archive: Archive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAZCRAWL_DATA", str(archive.path.parent))
    cursor = archive.search("wheat", limit=5).next
    assert cursor is not None
    words = ["search", "wheat", "--source", "steppe post", "--limit", "5", "--after", cursor, "--facets", "--json"]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    chosen = Chosen(source="steppe post")
    found = archive.search("wheat", chosen, limit=5, after=cursor)
    assert [hit["public_id"] for hit in told["hits"]] == [hit.public_id for hit in found.hits]
    assert [(hit["snippet"], hit["marks"]) for hit in told["hits"]] == [
        (hit.plain_snippet, list(map(list, hit.marks))) for hit in found.hits
    ]
    assert (told["next"], told["ranked_among_newest"], told["total"]) == (found.next, None, 15)
    assert {name: [(row["value"], row["posts"]) for row in rows] for name, rows in told["facets"].items()} == {
        name: list(rows) for name, rows in archive.facets("wheat", chosen).counts.items()
    }
    assert main(["search", "wheat", "--limit", "2", "--facets"]) == 0
    shown = capsys.readouterr()
    assert "**Wheat**" in shown.out
    assert "Steppe Post" in shown.out
    assert "2 of 30 found, there are more: --after n" in shown.err
    assert main(["search", "wheat", "--after", "x"]) == 2
