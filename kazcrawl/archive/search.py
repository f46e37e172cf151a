"""Full-text search, newest first. The index's rowid is ordered by date, so the newest hits cost the same in a large archive."""

from calendar import timegm
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnClause, Connection, func, literal, literal_column, select, text

from kazcrawl.archive.chosen import Chosen
from kazcrawl.archive.models import article
from kazcrawl.archive.query import Query, match_expression, parse_query
from kazcrawl.archive.records import MARK_OFF, MARK_ON, Hit, SearchResult

_rowid: ColumnClause[int] = literal_column("posts_fts.rowid")
# CROSS JOIN keeps SQLite from turning the join round: the index leads, so its rows come newest first without any sorting.
_FOUND = text("posts_fts CROSS JOIN articles ON articles.search_key = posts_fts.rowid")
_FIELDS = ("public_id", "site", "url", "title", "date", "source")
_SNIPPET = func.snippet(literal_column("posts_fts"), 1, MARK_ON, MARK_OFF, "…", 24)
_LEAD = func.substr(article("body"), 1, 200)
# A post's instant may lie up to 14 hours from midnight of its day: the span of rowids is a day wider, the day itself decides.
_MARGIN = timedelta(days=1)
_ALWAYS = (date(2, 1, 1), date(9998, 12, 31))


def search(connection: Connection, query: str, chosen: Chosen, limit: int) -> SearchResult:
    """Find posts by the words of title, body, source and author. No text raises.

    A blank query lists the newest posts, one of exclusions alone the newest without those words; a query of mere signs
    (`"`, `***`) finds nothing."""
    asked = parse_query(query)
    if asked.is_void or limit < 1:
        return SearchResult(())
    statement = _found(asked, chosen) if asked.wanted else _listed()
    statement = statement.where(*chosen.conditions(connection))
    if asked.excluded:
        unwanted = select(_rowid).select_from(text("posts_fts")).where(_matches(match_expression(asked.excluded, any_of=True)))
        statement = statement.where(article("search_key").not_in(unwanted))
    rows = connection.execute(statement.limit(limit + 1)).all()
    return SearchResult(tuple(_hit(row) for row in rows[:limit]), more=len(rows) > limit)


def _found(asked: Query, chosen: Chosen) -> Any:
    fields = [article(name) for name in _FIELDS]
    wanted = select(*fields, _SNIPPET).select_from(_FOUND).where(_matches(match_expression(asked.wanted)))
    if chosen.since is not None or chosen.until is not None:
        first, last = chosen.since or _ALWAYS[0], chosen.until or _ALWAYS[1]
        wanted = wanted.where(_rowid.between(_key(first, -_MARGIN), _key(last, 2 * _MARGIN)))
    return wanted.order_by(_rowid.desc())


def _listed() -> Any:
    return select(*(article(name) for name in _FIELDS), _LEAD).select_from(text("articles")).order_by(article("search_key").desc())


def _matches(expression: str) -> Any:
    return literal_column("posts_fts").op("MATCH")(literal(expression))


def _key(day: date, margin: timedelta) -> int:
    """Return the search key at which a day begins, moved by the margin."""
    return int(timegm(day.timetuple()) + margin.total_seconds()) << 20


def _hit(row: Sequence[Any]) -> Hit:
    public_id, site, url, title, day, source, snippet = row
    return Hit(public_id, site, url, title, date.fromisoformat(day) if day else None, source, " ".join(snippet.split()))
