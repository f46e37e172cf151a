"""Full-text search. The index's rowid is ordered by date, so the newest hits cost the same in a large archive.

Order by relevance is bounded: only the newest matches are ranked, for ranking every match of a common word takes seconds."""

import re
from calendar import timegm
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from math import inf
from typing import Any

from sqlalchemy import JSON, ColumnClause, ColumnElement, Connection, Select, and_, bindparam, func, literal_column, not_, or_, select, text

from kazcrawl.archive.chosen import Chosen, spellings
from kazcrawl.archive.models import article, posts
from kazcrawl.archive.query import Query, match_expression, parse_query
from kazcrawl.archive.records import MARK_OFF, MARK_ON, Hit, SearchResult
from kazcrawl.archive.statements import Statement
from kazcrawl.archive.widen import widen
from kazcrawl.errors import ConfigError

SORTS = ("newest", "relevance")
RANKED = 3000
"""So many of the newest matches are ranked."""

_fts: ColumnClause[Any] = literal_column("posts_fts")
_rowid: ColumnClause[int] = literal_column("posts_fts.rowid")
_key: ColumnClause[int] = article("search_key")
# CROSS JOIN keeps SQLite from turning the join round: the index leads, so its rows come newest first without any sorting.
_FOUND, _ALL = text("posts_fts CROSS JOIN articles ON articles.search_key = posts_fts.rowid"), text("articles")
_INDEX = text("posts_fts")
_FIELDS = tuple(article(name) for name in ("public_id", "site", "url", "title", "date", "source"))
_SNIPPET = func.snippet(_fts, 1, MARK_ON, MARK_OFF, "…", 24)
_LEAD = func.substr(article("body"), 1, 200)
# A word of the title weighs as much as several of the body; the order is that of the index's columns.
_SCORE = func.bm25(_fts, 5.0, 1.0, 2.0, 2.0)
_SHOWN, _LISTED, _SCORED = (*_FIELDS, _SNIPPET, _key), (*_FIELDS, _LEAD, _key), (_rowid.label("key"), _SCORE.label("score"))
_MARGIN = timedelta(days=1)
_CURSOR = re.compile(r"n(-?[0-9]{1,18})")
_RANKED_CURSOR = re.compile(r"r(-?0x[01]\.[0-9a-f]{1,13}p[+-][0-9]{1,3}):(-?[0-9]{1,18})")
_ALWAYS = (date(2, 1, 1), date(9998, 12, 31))
_UNDATED = (0, 60 << 20)
_TOP = 1 << 62


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
    of_index, of_posts = narrowed(connection, asked, chosen)
    below = _TOP if cursor is None else cursor[1]
    told = {**bound(asked), "below": below, "limit": limit + 1}
    shape = bool(asked.wanted), bool(asked.excluded)
    rows: Sequence[Sequence[Any]]
    if of_index or of_posts:
        rows = connection.execute(_newest(*shape).where(*of_index, *of_posts), told).all()
    else:
        rows = _newest_of_all(*shape).rows(connection, told)
    more = len(rows) > limit
    return SearchResult(tuple(map(_hit, rows[:limit])), more, f"n{rows[limit - 1][-1]}" if more else None)


@lru_cache(maxsize=16)
def matching(columns: tuple[Any, ...], is_wanted: bool, is_excluded: bool, *, joined: bool = True) -> Select[Any]:
    """Return the SELECT of these columns of all posts that match, in no order; its parameters are those of `bound`.

    Made once: SQLAlchemy knows a statement that it has seen, and comparing new ones costs more than the search."""
    if is_wanted:
        matched = select(*columns).select_from(_FOUND if joined else _INDEX)
        return matched.where(_fts.op("MATCH", is_comparison=True)(bindparam("match")))
    listed = select(*columns).select_from(_ALL)
    if is_excluded:
        without = _fts.op("MATCH", is_comparison=True)(bindparam("unwanted"))
        listed = listed.where(_key.not_in(select(_rowid).select_from(_INDEX).where(without)))
    return listed


def bound(asked: Query) -> dict[str, str]:
    """Return the parameters of `matching` for a widened query."""
    unwanted = match_expression(asked.excluded, any_of=True)
    if not asked.wanted:
        return {"unwanted": unwanted} if unwanted else {}
    wanted = match_expression(asked.wanted)
    return {"match": f"({wanted}) NOT ({unwanted})" if unwanted else wanted}


def narrowed(connection: Connection, asked: Query, chosen: Chosen) -> tuple[list[ColumnElement[bool]], list[ColumnElement[bool]]]:
    """Return what else must hold: what the index's own rowids tell (the days), and what must be looked up in the posts."""
    of_index = []
    if asked.wanted and (chosen.since is not None or chosen.until is not None):
        of_index = _days(chosen.since or _ALWAYS[0], chosen.until or _ALWAYS[1])
        chosen = replace(chosen, since=None, until=None)
    of_posts = chosen.conditions(connection)
    if asked.sources:
        of_posts.append(article("source").in_([name for source in asked.sources for name in spellings(connection, source)]))
    if asked.not_sources:
        unwelcome = [name for source in asked.not_sources for name in spellings(connection, source)]
        of_posts.append(or_(article("source").is_(None), article("source").not_in(unwelcome)))
    return of_index, of_posts


def _days(first: date, last: date) -> list[ColumnElement[bool]]:
    """Return the days as a span of rowids: the index skips what lies outside. At its two ends alone the post's own day is looked up,
    for its instant may lie up to 14 hours from midnight of it; and where the undated stand, at the epoch."""
    outer = _rowid.between(_begin_of(first, -_MARGIN), _begin_of(last, 2 * _MARGIN))
    inner = _rowid.between(_begin_of(first, _MARGIN), _begin_of(last, timedelta(0)))
    own_day = select(posts.c.date).where(posts.c.search_key == _rowid).correlate_except(posts).scalar_subquery()
    return [outer, or_(and_(inner, not_(_rowid.between(*_UNDATED))), own_day.between(first, last))]


@lru_cache(maxsize=4)
def _newest(is_wanted: bool, is_excluded: bool) -> Select[Any]:
    key = _rowid if is_wanted else _key
    wanted = matching(_SHOWN if is_wanted else _LISTED, is_wanted, is_excluded)
    return wanted.where(key < bindparam("below")).order_by(key.desc()).limit(bindparam("limit"))


def _most_relevant(connection: Connection, asked: Query, chosen: Chosen, limit: int, cursor: tuple[float, int] | None) -> SearchResult:
    """Rank the newest matches; read fields and snippets of those alone that are shown."""
    score, key = cursor or (-inf, 0)
    told = {**bound(asked), "ranked": RANKED, "score": score, "key": key, "limit": limit + 1}
    of_index, of_posts = narrowed(connection, asked, chosen)
    ranked, further = _ranking(*of_index, *of_posts, joined=bool(of_posts))
    best = connection.execute(ranked, told).all()
    places = {key: place for place, (key, _) in enumerate(best[:limit])}
    span = {"keys": list(places), "first": min(places, default=0), "last": max(places, default=0)}
    rows = sorted(connection.execute(_CHOSEN, {**told, **span}).all(), key=lambda row: places[row[-1]])
    last = best[limit - 1] if len(best) > limit else None
    is_bounded = connection.execute(further, told).first() is not None
    following = f"r{float(last.score).hex()}:{last.key}" if last is not None else None
    return SearchResult(tuple(map(_hit, rows)), last is not None, following, RANKED if is_bounded else None)


def _ranking(*conditions: ColumnElement[bool], joined: bool) -> tuple[Select[Any], Select[Any]]:
    """Return the statements that rank the newest matches, and that tell whether there are others."""
    matched = matching(_SCORED, True, False, joined=joined).where(*conditions).order_by(_rowid.desc())
    newest = matched.limit(bindparam("ranked")).subquery()
    after = or_(newest.c.score > bindparam("score"), and_(newest.c.score == bindparam("score"), newest.c.key < bindparam("key")))
    ranked = select(newest.c.key, newest.c.score).where(after).order_by(newest.c.score, newest.c.key.desc()).limit(bindparam("limit"))
    return ranked, matched.with_only_columns(_rowid).limit(1).offset(bindparam("ranked"))


@lru_cache(maxsize=4)
def _newest_of_all(is_wanted: bool, is_excluded: bool) -> Statement:
    return Statement(_newest(is_wanted, is_excluded))


# The rows of these keys. The plus keeps the index from being asked once for each key, which costs more than passing over the others.
_CHOSEN = matching(_SHOWN, True, False).where(
    _rowid.between(bindparam("first"), bindparam("last")),
    literal_column("+posts_fts.rowid").in_(select(func.json_each(bindparam("keys", type_=JSON)).table_valued("value").c.value)),
)


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
