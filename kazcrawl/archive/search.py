"""Full-text search. The index's rowid is ordered by date, so the newest hits cost the same in a large archive.

Order by relevance is bounded: only the newest matches are ranked, for ranking every match of a common word takes seconds."""

import re
from calendar import timegm
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnClause, ColumnElement, Connection, Select, and_, func, literal, literal_column, or_, select, text

from kazcrawl.archive.chosen import Chosen, spellings
from kazcrawl.archive.models import article
from kazcrawl.archive.query import Query, match_expression, parse_query
from kazcrawl.archive.records import MARK_OFF, MARK_ON, Hit, SearchResult
from kazcrawl.archive.widen import widen
from kazcrawl.errors import ConfigError

SORTS = ("newest", "relevance")
RANKED = 5000
"""So many of the newest matches are ranked."""

_fts: ColumnClause[Any] = literal_column("posts_fts")
_rowid: ColumnClause[int] = literal_column("posts_fts.rowid")
_key: ColumnClause[int] = article("search_key")
# CROSS JOIN keeps SQLite from turning the join round: the index leads, so its rows come newest first without any sorting.
_FOUND, _ALL = text("posts_fts CROSS JOIN articles ON articles.search_key = posts_fts.rowid"), text("articles")
_FIELDS = tuple(article(name) for name in ("public_id", "site", "url", "title", "date", "source"))
_SNIPPET = func.snippet(_fts, 1, MARK_ON, MARK_OFF, "…", 24)
_LEAD = func.substr(article("body"), 1, 200)
# A word of the title weighs as much as several of the body; the order is that of the index's columns.
_SCORE = func.bm25(_fts, 5.0, 1.0, 2.0, 2.0)
# A post's instant may lie up to 14 hours from midnight of its day: the span of rowids is a day wider, the day itself decides.
_MARGIN = timedelta(days=1)
_CURSOR = re.compile(r"n(-?[0-9]{1,18})")
_RANKED_CURSOR = re.compile(r"r(-?0x[01]\.[0-9a-f]{1,13}p[+-][0-9]{1,3}):(-?[0-9]{1,18})")
_ALWAYS = (date(2, 1, 1), date(9998, 12, 31))


def search(connection: Connection, query: str, chosen: Chosen, *, limit: int, sort: str, after: str | None) -> SearchResult:
    """Find posts by the words of title, body, source and author. No query raises; ConfigError for a cursor that is none.

    A blank query lists the newest posts, one of exclusions alone the newest without those words; a query of mere signs
    (`"`, `***`) finds nothing."""
    if sort not in SORTS:
        raise ConfigError(f"{sort!r} is no order; use one of: {', '.join(SORTS)}")
    asked = parse_query(query)
    is_ranked = sort == "relevance" and bool(asked.wanted)
    cursor = _read_cursor(after, is_ranked=is_ranked)
    if asked.is_void or limit < 1:
        return SearchResult(())
    asked = widen(connection, asked)
    if is_ranked:
        return _most_relevant(connection, asked, chosen, limit, cursor)
    snippet = _SNIPPET if asked.wanted else _LEAD
    wanted = matching(connection, asked, chosen, (*_FIELDS, snippet, _key)).order_by((_rowid if asked.wanted else _key).desc())
    if cursor is not None:
        wanted = wanted.where((_rowid if asked.wanted else _key) < cursor[1])
    rows = connection.execute(wanted.limit(limit + 1)).all()
    more = len(rows) > limit
    return SearchResult(tuple(map(_hit, rows[:limit])), more, f"n{rows[limit - 1][-1]}" if more else None)


def matching(connection: Connection, asked: Query, chosen: Chosen, columns: Sequence[Any]) -> Select[Any]:
    """Return the SELECT of these columns of all posts that a widened query and the filters let through, in no order."""
    wanted = select(*columns).select_from(_FOUND if asked.wanted else _ALL).where(*chosen.conditions(connection))
    if asked.wanted:
        wanted = wanted.where(_matches(match_expression(asked.wanted)), *_span(chosen))
    if asked.excluded:
        unwanted = select(_rowid).select_from(text("posts_fts")).where(_matches(match_expression(asked.excluded, any_of=True)))
        wanted = wanted.where(_key.not_in(unwanted))
    if asked.sources:
        wanted = wanted.where(article("source").in_([name for source in asked.sources for name in spellings(connection, source)]))
    if asked.not_sources:
        unwelcome = [name for source in asked.not_sources for name in spellings(connection, source)]
        wanted = wanted.where(or_(article("source").is_(None), article("source").not_in(unwelcome)))
    return wanted


def _most_relevant(connection: Connection, asked: Query, chosen: Chosen, limit: int, cursor: tuple[float, int] | None) -> SearchResult:
    """Rank the newest matches; read fields and snippets of those alone that are shown."""
    inner = matching(connection, asked, chosen, (_rowid.label("key"), _SCORE.label("score")))
    newest = inner.order_by(_rowid.desc()).limit(RANKED).subquery()
    ranked = select(newest.c.key, newest.c.score).order_by(newest.c.score, newest.c.key.desc())
    if cursor is not None:
        score, key = cursor
        ranked = ranked.where(or_(newest.c.score > score, and_(newest.c.score == score, newest.c.key < key)))
    told = connection.execute(ranked.add_columns(func.count().over()).limit(limit + 1)).all()
    places = {key: place for place, (key, *_) in enumerate(told[:limit])}
    shown = matching(connection, asked, chosen, (*_FIELDS, _SNIPPET, _key)).where(_rowid.in_(list(places)))
    rows = sorted(connection.execute(shown).all(), key=lambda row: places[row[-1]])
    more = len(told) > limit
    last = told[limit - 1] if more else None
    further = matching(connection, asked, chosen, (_rowid,)).order_by(_rowid.desc()).offset(RANKED).limit(1)
    bounded = connection.execute(further).first() is not None
    return SearchResult(
        tuple(map(_hit, rows)), more, f"r{float(last.score).hex()}:{last.key}" if last else None, RANKED if bounded else None
    )


def _span(chosen: Chosen) -> list[ColumnElement[bool]]:
    """Return the days as a span of the index's own rowids: it then skips what lies outside, without reading a post."""
    if chosen.since is None and chosen.until is None:
        return []
    first, last = chosen.since or _ALWAYS[0], chosen.until or _ALWAYS[1]
    return [_rowid.between(_begin_of(first, -_MARGIN), _begin_of(last, 2 * _MARGIN))]


def _matches(expression: str) -> ColumnElement[bool]:
    return _fts.op("MATCH", is_comparison=True)(literal(expression))


def _begin_of(day: date, margin: timedelta) -> int:
    """Return the search key at which a day begins, moved by the margin."""
    return int(timegm(day.timetuple()) + margin.total_seconds()) << 20


def _read_cursor(after: str | None, *, is_ranked: bool) -> tuple[float, int] | None:
    """Return where a page begins: after this score and key. A cursor holds for the order that it came from."""
    if after is None:
        return None
    form = _RANKED_CURSOR if is_ranked else _CURSOR
    match = form.fullmatch(after)
    if match is None:
        raise ConfigError(f"{after!r} is no cursor of this search; take the one that the page before gave")
    return (float.fromhex(match[1]), int(match[2])) if is_ranked else (0.0, int(match[1]))


def _hit(row: Sequence[Any]) -> Hit:
    public_id, site, url, title, day, source, snippet = row[:7]
    return Hit(public_id, site, url, title, date.fromisoformat(day) if day else None, source, " ".join(snippet.split()))
