"""Search: what a person may type, what is found, and that the index never drifts from the texts."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kazcrawl.archive import MARK_OFF, MARK_ON, Archive, Chosen
from kazcrawl.archive.query import LENGTH_LIMIT, Word, match_expression, parse_query
from kazcrawl.items import PostItem

NOW = datetime(2026, 3, 1, tzinfo=UTC)
POSTS = (
    ("grain", "Grain fair opens", "Flour and oil were shown at the big mill.", "Steppe Post", "A. Writer", date(2020, 1, 1)),
    ("oil", "Oil price", "The chamber spoke of oil, and of AT&T and c++.", "Caspian Times", "B. Scribe", date(2020, 1, 2)),
    ("palata", "Торговая палата", "Палата открыла ёлку и выставку: 1,5 млрд.", "Хабар", "В. Автор", date(2020, 1, 3)),
    ("undated", "A note without a day", "Some oil here too, at the mill.", None, None, None),
    ("old", "Before the epoch", "An oil lamp.", None, None, date(1950, 5, 5)),
)
# What raw FTS5 syntax refuses, and other things that people and scripts type.
HOSTILE = (
    '"unbalanced', "a AND", "AND", "NOT", "OR OR", "NEAR(", "NEAR(a b, 2)", "-grain", "grain -oil", "*", "**", "col:x", "title:oil", "''",
    "c++", "AT&T", "it's", "1.5", "(grain", "grain)", "{a b}:c", "^grain", "a + b", '""', '"', '" "', "-", "--", "- -", '-"', '-""',
    "\x00", "oil\x00grain", "\x02", "\ud800", "😀", "'; DROP TABLE posts; --", '" OR 1=1', "%", "_", "\\", "a" * 5000, '"' * 5000,
    "oil " * 3000, "-x " * 3000, "ⅷ", "½", "١٢", "é\u0301", "\u202e", "posts_fts", "rank", "?", ":q", "\n", "\t oil \n",
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("search") / "kazcrawl.db") as opened:
        for slug, title, body, source, author, day in POSTS:
            authors = (author,) if author else ()
            item = PostItem(url=f"https://b.test/{slug}/", title=title, body=body, source=source, authors=authors, date=day)
            opened.save_post(item, site="blog", run=None, now=NOW)
        yield opened


def found(archive: Archive, query: str, **chosen: Any) -> list[str]:
    return [hit.url.removeprefix("https://b.test/").rstrip("/") for hit in archive.search(query, Chosen(**chosen)).hits]


QUERIES = {
    "oil": ["oil", "grain", "undated", "old"],
    "OIL": ["oil", "grain", "undated", "old"],
    "oil mill": ["grain", "undated"],
    '"big mill"': ["grain"],
    '"mill big"': [],
    '"big mill': ["grain"],
    "oil -mill": ["oil", "old"],
    'oil -"oil lamp"': ["oil", "grain", "undated"],
    "-oil": ["palata"],
    "-oil -палата": [],
    "flo*": ["grain"],
    "flo": [],
    "ПАЛАТА": ["palata"],
    "выстав*": ["palata"],
    "AT&T": ["oil"],
    "c++": ["oil"],
    "1,5": ["palata"],
    "writer": ["grain"],
    "caspian": ["oil"],
    "title:oil": ["oil"],
    "TITLE:fairs": ["grain"],
    'title:"grain fair"': ["grain"],
    "title:oil -title:price": [],
    "-title:oil mill": ["grain", "undated"],
    "source:caspian": [],
    'source:"caspian times"': ["oil"],
    'oil -source:"Caspian Times"': ["grain", "undated", "old"],
    'source:Хабар source:"Steppe Post"': ["palata", "grain"],
    "source: caspian": [],
    "title:": [],
    "fair AND": ["grain"],
    "": ["palata", "oil", "grain", "undated", "old"],
    "  \n": ["palata", "oil", "grain", "undated", "old"],
    "***": [],
    '"': [],
    "zxqv": [],
}


@pytest.mark.parametrize("query", QUERIES)
def test_what_a_query_finds_newest_first(archive: Archive, query: str) -> None:
    assert found(archive, query) == QUERIES[query]


def test_hits_are_narrowed_by_site_source_and_days(archive: Archive) -> None:
    assert found(archive, "oil", site="nowhere") == []
    assert found(archive, "oil", source="steppe post") == ["grain"]
    assert found(archive, "oil", since=date(2020, 1, 2)) == ["oil"]
    assert found(archive, "oil", until=date(2020, 1, 1)) == ["grain", "old"]
    assert found(archive, "oil", until=date(1950, 5, 5)) == ["old"]
    assert found(archive, "", since=date(2020, 1, 1), until=date(2020, 1, 2)) == ["oil", "grain"]
    assert found(archive, "oil", since=date.min, until=date.max) == ["oil", "grain", "old"]


@pytest.mark.parametrize("hour", [0, 23])
def test_day_of_a_post_decides_although_its_instant_lies_on_the_next(tmp_path: Path, hour: int) -> None:
    instant = datetime(2020, 1, 10, hour, tzinfo=UTC)
    days = [instant.date() + timedelta(days=n) for n in (-1, 0, 1)]
    with Archive.open(tmp_path / "kazcrawl.db") as archive:
        for number, day in enumerate(days):
            item = PostItem(url=f"https://b.test/{number}/", title="oil", date=day, published_at=instant)
            archive.save_post(item, site="blog", run=None, now=NOW)
        for number, day in enumerate(days):
            assert found(archive, "oil", since=day, until=day) == [str(number)]


def test_limit_tells_that_there_are_more(archive: Archive) -> None:
    assert archive.search("oil", limit=2).more is True
    assert archive.search("oil", limit=4).more is False
    assert archive.search("oil", limit=0).hits == ()
    assert len(archive.search("oil", limit=2).hits) == 2


def test_snippet_marks_the_words_found(archive: Archive) -> None:
    (hit,) = archive.search("flour mill").hits
    assert hit.snippet == f"{MARK_ON}Flour{MARK_OFF} and oil were shown at the big {MARK_ON}mill{MARK_OFF}."
    assert hit.plain_snippet == "Flour and oil were shown at the big mill."
    assert hit.as_row() == {
        "public_id": hit.public_id,
        "site": "blog",
        "url": "https://b.test/grain/",
        "title": "Grain fair opens",
        "date": "2020-01-01",
        "source": "Steppe Post",
    }


@pytest.mark.parametrize("query", HOSTILE, ids=lambda q: ascii(q[:20]))
def test_no_query_raises(archive: Archive, query: str) -> None:
    """Row 38."""
    archive.search(query)
    for name in ("site", "source", "author", "term", "language", "status"):
        archive.search(query, Chosen(**{name: query}, since=date(2020, 1, 1)))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(alphabet=st.characters(), max_size=40) | st.text(alphabet='ab"*-+():^{}. ANDORT', max_size=30))
def test_no_text_raises(archive: Archive, query: str) -> None:
    """Row 38."""
    archive.search(query)


PIECES = (
    "title:",
    "source:",
    "-",
    '"',
    "*",
    "oil",
    "қаржы",
    "Алма-Ата",
    "южная",
    "корея",
    " ",
    "  ",
    "NOT",
    "(",
    ")",
    ":",
    "\x00",
    "ё",
    "½",
    "\ud800",
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_mixture_of_what_the_language_knows_raises(archive: Archive, pieces: list[str]) -> None:
    query = "".join(pieces)
    newest = archive.search(query, limit=100)
    ranked = archive.search(query, limit=100, sort="relevance")
    assert {hit.public_id for hit in newest.hits} == {hit.public_id for hit in ranked.hits}
    assert archive.facets(query).total == len(newest.hits)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(word=st.text(alphabet="abcdeflmorw", min_size=1, max_size=6) | st.text(alphabet="палт", min_size=1, max_size=6))
def test_a_quoted_word_finds_what_holds_that_very_word(archive: Archive, word: str) -> None:
    def holds(post: tuple[object, ...]) -> bool:
        text = " ".join(str(part) for part in post[1:5] if part).casefold()
        return word in "".join(char if char.isalnum() else " " for char in text).split()

    assert sorted(found(archive, f'"{word}"')) == sorted(str(post[0]) for post in POSTS if holds(post))


PARSED = {
    "one two": (Word(("one",)), Word(("two",))),
    '"one two" -three fo*': (Word(("one two",), is_phrase=True), Word(("three",), excluded=True), Word(("fo",), prefix=True)),
    '-"a b"': (Word(("a b",), excluded=True, is_phrase=True),),
    'say"it now"': (Word(("say",)), Word(("it now",), is_phrase=True)),
    "Алма-Ата": (Word(("Алма-Ата",)),),
    "title:a -Title:b*": (Word(("a",), field="title"), Word(("b",), prefix=True, excluded=True, field="title")),
    "http://b.test": (Word(("http://b.test",)),),
    "+++ ***": (),
}


@pytest.mark.parametrize("query", PARSED)
def test_query_is_read(query: str) -> None:
    assert parse_query(query).words == PARSED[query]


def test_any_form_of_a_word_will_do() -> None:
    words = (Word(("mill", 'mi"lls')), Word(("fair",), prefix=True))
    assert match_expression(words) == '("mill" OR "mi""lls") AND ("fair" *)'
    assert match_expression(words, any_of=True) == '("mill" OR "mi""lls") OR ("fair" *)'


def test_long_query_is_cut() -> None:
    assert len(parse_query("ab " * 10_000).words) <= LENGTH_LIMIT // 3 + 1


# --- the index follows the texts


def test_index_follows_edits_moves_in_time_and_merges(tmp_path: Path) -> None:
    item = PostItem(url="https://b.test/a/", title="Alpha", body="first words", date=date(2020, 1, 1), wp_id=1)
    with Archive.open(tmp_path / "kazcrawl.db") as archive:
        archive.save_post(item, site="blog", run=None, now=NOW)
        archive.save_post(replace(item, body="second words"), site="blog", run=None, now=NOW)
        assert (found(archive, "first"), found(archive, "second")) == ([], ["a"])
        archive.save_post(replace(item, body="second words", date=date(2021, 1, 1)), site="blog", run=None, now=NOW)
        assert found(archive, "second") == ["a"]
        archive.save_post(PostItem(url="https://b.test/b/", title="Alpha", body="third"), site="blog", run=None, now=NOW)
        archive.save_post(PostItem(url="https://b.test/b/", title="Alpha", body="third", wp_id=1), site="blog", run=None, now=NOW)
        assert found(archive, "alpha") == ["b"]
        assert archive.check() == []


def test_drifted_index_is_noticed(tmp_path: Path) -> None:
    """Row 40."""
    path = tmp_path / "kazcrawl.db"
    with Archive.open(path) as archive:
        archive.save_post(PostItem(url="https://b.test/a/", title="Alpha", body="words"), site="blog", run=None, now=NOW)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(
            "INSERT INTO posts_fts(posts_fts, rowid, title, body, source, author) VALUES ('delete', 1, 'other', 'text', NULL, NULL)"
        )
    with Archive.open(path) as archive:
        assert any("search index" in line for line in archive.check())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revisions SET body = 'forged'",
        "UPDATE revisions SET title = NULL",
        "DELETE FROM revisions",
    ],
)
def test_stored_revision_cannot_be_changed_even_by_other_tools(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "kazcrawl.db"
    with Archive.open(path) as archive:
        archive.save_post(PostItem(url="https://b.test/a/", title="Alpha", body="words"), site="blog", run=None, now=NOW)
    with closing(sqlite3.connect(path)) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)


def test_newest_hits_are_read_from_the_index_without_sorting(archive: Archive) -> None:
    plan = """EXPLAIN QUERY PLAN SELECT articles.title FROM posts_fts CROSS JOIN articles ON articles.search_key = posts_fts.rowid
              WHERE posts_fts MATCH '"oil"' ORDER BY posts_fts.rowid DESC LIMIT 20"""
    with archive._database.reading() as connection:
        steps = " / ".join(str(row[3]) for row in connection.exec_driver_sql(plan))
    assert "TEMP B-TREE" not in steps
    assert "posts_by_search_key" in steps
    assert steps.startswith("SCAN posts_fts VIRTUAL TABLE")
