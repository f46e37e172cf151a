"""Search at 100,000 posts: against the raw SQL of the same query, against unbounded ranking, and against filtering days by a join.

`python -m benchmarks.search FOLDER [POSTS]` keeps the generated archive in that folder; making it takes minutes."""

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.posts import NOW, made_up, posts
from kazcrawl.archive import MARK_OFF, MARK_ON, Archive, Chosen
from kazcrawl.archive.posts import Visit, save_post
from kazcrawl.archive.query import match_expression, parse_query
from kazcrawl.archive.widen import widen

ROUNDS = 7
FIELDS = "a.public_id, a.site, a.url, a.title, a.date, a.source"
SNIPPET = f"snippet(posts_fts, 1, '{MARK_ON}', '{MARK_OFF}', '…', 24)"
JOINED = "FROM posts_fts CROSS JOIN articles a ON a.search_key = posts_fts.rowid WHERE posts_fts MATCH ?"
NEWEST = f"SELECT {FIELDS}, {SNIPPET} {JOINED} ORDER BY posts_fts.rowid DESC LIMIT 21"
RANKED = f"SELECT {FIELDS}, {SNIPPET} {JOINED} ORDER BY rank LIMIT 21"
# Days as anyone would first write it: the join lets SQLite find every match and look its day up.
BY_DAY = f"SELECT {FIELDS}, {SNIPPET} {JOINED} AND a.date BETWEEN ? AND ? ORDER BY {{}} LIMIT 21"
QUERIES = (
    *(made_up(rank, language) for language in ("en", "ru", "kk") for rank in (30, 300, 3000, 20000)),
    *("oil", "trade", "company", "wheat harvest", "government agreement", "uranium mining", "the", '"new year"', "inv*", "border -oil"),
    *("нефть", "экспорт", "рынок", "выставка посольство", "цена пшеницы", "правительство", "в", '"железной дороги"', "хлоп*", "мост -груз"),
    *("мұнай", "экспорт", "нарық", "көрме елшілік", "бидай", "үкімет", "және", "каржы", "жоб*", "title:сауда"),
)
IN_MOST = ("kazakhstan", "казахстан", "қазақстан", "kazakhstan -qwxz")
IN_A_THIRD = ("the", "trade", "нефть", "экспорт", "и", "және", "мұнай")


def fill(path: Path, number: int) -> None:
    """Make an archive of so many generated posts, or bring the one that is there to this release's schema."""
    if path.exists():
        Archive.open(path).close()
        return
    draft = path.with_name(f"draft-{path.name}")
    items = posts(number)
    with Archive.open(draft) as archive:
        while batch := list(islice(items, 2000)):
            with archive._database.writing() as connection:
                for item in batch:
                    save_post(connection, item, Visit("chamber", None, NOW))
        with archive._database.writing() as connection:
            connection.exec_driver_sql("ANALYZE")
    draft.rename(path)


def cpu(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def compare(ours: Callable[[str], object], other: Callable[[str], object], queries: tuple[str, ...]) -> list[tuple[str, float, float]]:
    """Return query, our seconds, the other's: medians of interleaved rounds on a warm cache."""
    rows = []
    for query in queries:
        ours(query), other(query)
        times = [(cpu(partial(ours, query)), cpu(partial(other, query))) for _ in range(ROUNDS)]
        rows.append((query, *(statistics.median(column) for column in zip(*times, strict=True))))
    return rows


def p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1) + 0.5)]


def main(folder: Path, number: int = 100_000) -> None:
    """Print the ratios."""
    path = folder / f"search-{number}.db"
    fill(path, number)
    with Archive.open(path, read_only=True) as archive, closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        raw.execute("PRAGMA cache_size=-32000")
        with archive._database.reading() as connection:
            asked = {query: widen(connection, parse_query(query)) for query in {*QUERIES, *IN_MOST, *IN_A_THIRD}}
        meant = {query: match_expression(told.wanted) for query, told in asked.items()}
        for query, told in asked.items():
            if told.excluded:
                meant[query] = f"({meant[query]}) NOT ({match_expression(told.excluded, any_of=True)})"
        rows = compare(archive.search, lambda query: raw.execute(NEWEST, (meant[query],)).fetchall(), QUERIES)
        ours, other = p95([row[1] for row in rows]), p95([row[2] for row in rows])
        name = f"search, newest first, {len(QUERIES)} queries"
        print(f"{name}: p95 {1000 * ours:.2f} ms, {ours / other:.2f} × the raw SQL ({1000 * other:.2f} ms)")
        median = statistics.median(row[1] for row in rows), statistics.median(row[2] for row in rows)
        print(f"    median {1000 * median[0]:.2f} ms, raw {1000 * median[1]:.2f} ms; slowest: {sorted(rows, key=lambda row: -row[1])[:3]}")
        for name, queries in (("most posts", IN_MOST), ("a third of the posts", IN_A_THIRD)):
            by_rank = compare(
                lambda query: archive.search(query, sort="relevance"),
                lambda query: raw.execute(RANKED, (meant[query],)).fetchall(),
                queries,
            )
            tell(f"words in {name} by relevance, against unbounded bm25", by_rank)
        for sort, order in (("newest", "posts_fts.rowid DESC"), ("relevance", "rank")):
            tell(f"one year by {sort}, against the join", compare_days(archive, raw, meant, sort, order))
        for query in ("", "the", "экспорт"):
            took = 1000 * cpu(partial(archive.facets, query))
            print(f"facets of {query!r}: {took:.0f} ms, {archive.facets(query).total} posts")


def compare_days(archive: Archive, raw: sqlite3.Connection, meant: dict[str, str], sort: str, order: str) -> list[tuple[str, float, float]]:
    """Compare searches within one year, in our order and the raw one's."""
    days = (date(2012, 1, 1), date(2012, 12, 31))
    chosen, told_days = Chosen(since=days[0], until=days[1]), tuple(map(str, days))
    return compare(
        lambda query: archive.search(query, chosen, sort=sort),
        lambda query: raw.execute(BY_DAY.format(order), (meant[query], *told_days)).fetchall(),
        (*IN_MOST, *IN_A_THIRD),
    )


def tell(name: str, rows: list[tuple[str, float, float]]) -> None:
    ratios = [other / ours for _, ours, other in rows]
    print(f"{name}: {statistics.median(ratios):.1f} × faster (min {min(ratios):.1f}, max {max(ratios):.1f})")
    print("    " + ", ".join(f"{query} {1000 * ours:.1f}/{1000 * other:.1f} ms" for query, ours, other in rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
