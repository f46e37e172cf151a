"""The filters that search and datasets share: what each lets through."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kazcrawl.archive import ALL, Archive, Chosen
from kazcrawl.items import Credit, PostItem, Term

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TRADE, TREES = Term("category", "Trade"), Term("tag", "Торговля и елки")
POSTS: dict[str, dict[str, Any]] = {
    "credited": {
        "source": "Kazinform",
        "credit": Credit(outlet="Kazinform", author="Anna Ivanova"),
        "terms": (TRADE, Term("tag", "Қаржы")),
        "language": "en",
        "date": date(2020, 1, 1),
    },
    "signed": {"source": "Steppe Post", "authors": ("Фёдор Иванов", "Fyodor", "Өнер Ә."), "terms": (TRADE, TREES), "language": "ru"},
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("chosen") / "kazcrawl.db") as opened:
        for slug, fields in POSTS.items():
            item = PostItem(url=f"https://b.test/{slug}/", title=slug, body="words", **fields)
            saved = opened.save_post(item, site="blog", run=None, now=NOW)
        opened.note_state(saved.public_id, "gone", "404", run=None, now=NOW)
        yield opened


CHOSEN: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "credited signed"),
    ({"site": "blog"}, "credited signed"),
    ({"site": "blo"}, ""),
    ({"source": "KAZINFORM"}, "credited"),
    ({"source": "ИА «Казинформ»"}, "credited"),
    ({"source": "inform.kz"}, "credited"),
    ({"source": "Kazinfor"}, ""),
    ({"source": "steppe  post"}, "signed"),
    ({"author": "Fyodor"}, "signed"),
    ({"author": "Федор ИВАНОВ"}, "signed"),
    ({"author": "ivanova"}, "credited"),
    ({"author": "ivanov"}, ""),
    ({"author": "анна иванов"}, ""),
    ({"author": " . "}, ""),
    ({"term": "ТОРГОВЛЯ и ёлки"}, "signed"),
    ({"term": "trade"}, "credited signed"),
    ({"term": "trad"}, ""),
    ({"term": "ҚАРЖЫ"}, "credited"),
    ({"term": "каржы"}, "credited"),
    ({"author": "онер"}, "signed"),
    ({"source": "steppe, post"}, "signed"),
    ({"language": "RU"}, "signed"),
    ({"status": "gone"}, "signed"),
    ({"status": "live", "term": "Trade"}, "credited"),
    ({"since": date(2019, 1, 1)}, "credited"),
    ({"until": date(2019, 1, 1)}, ""),
    ({"site": "blog", "language": "en", "status": "live", "author": "anna", "term": "trade", "source": "kazinform"}, "credited"),
    ({"site": "\ud800\x00", "language": "\ud800", "status": "\ud800"}, ""),
)


@pytest.mark.parametrize(("chosen", "expected"), CHOSEN, ids=ascii)
def test_what_the_filters_let_through(archive: Archive, chosen: dict[str, Any], expected: str) -> None:
    filters = Chosen(**chosen)
    assert " ".join(sorted(row["title"] for row in archive.iter_articles(filters))) == expected
    for query in ("", "words"):
        assert " ".join(sorted(str(hit.title) for hit in archive.search(query, filters).hits)) == expected


def test_no_filter_is_the_default(archive: Archive) -> None:
    assert Chosen() == ALL
    assert list(archive.iter_articles()) == list(archive.iter_articles(ALL))
