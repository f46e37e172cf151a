"""The archive at one moment, for datasets: today's posts, the posts as they were, or every version, in streams of flat rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, TextClause, literal_column, select, text

from kazcrawl.archive.chosen import ALL, STATUSES, Chosen
from kazcrawl.archive.engine import named_faults
from kazcrawl.archive.models import ARTICLE_FIELDS, ARTICLE_KEYS, instant_text

ROWS_AT_ONCE = 100
# What a row has beside the fields of the view when it is one version of a post.
VERSION_FIELDS = ("revision", "is_current")
ORDERS = {"newest": ("articles.search_key DESC", "articles.revision"), "key": ("articles.public_id", "articles.revision")}

_VIEW = re.compile(r"CREATE VIEW articles AS\s+SELECT (.*)\sFROM posts p JOIN revisions r ON r\.id = p\.current_id\s*", re.DOTALL)
_THEN = "v.post_id = x.post_id AND v.recorded_at <= :as_of"
# The version that was current at a moment: today's if it was stored by then (one becomes current when it is stored), else of those
# stored by then the one that the site served last; copies from the past enter the history behind what the site itself served.
_CURRENT_THEN = """coalesce((SELECT v.id FROM revisions v WHERE v.id = p.current_id AND v.recorded_at <= :as_of),
    (SELECT v.id FROM revisions v WHERE v.post_id = p.id AND v.recorded_at <= :as_of
     ORDER BY v.reason = 'backfilled', v.observed_at DESC, v.id DESC LIMIT 1))"""
# How a post had last left or come back by then; a version that the site served afterwards proves that it was back.
_STATE_THEN = f"""FROM states s WHERE s.post_id = x.post_id AND s.at <= :as_of AND s.state IN ('gone', 'hidden', 'live')
    AND NOT EXISTS (SELECT 1 FROM revisions v WHERE {_THEN} AND v.observed_at > s.at) ORDER BY s.id DESC LIMIT 1"""
# What a post's row tells of today, as it can be told of then. Nothing here depends on what was stored later.
AS_OF = {
    "status": f"coalesce((SELECT s.state {_STATE_THEN}), 'live')",
    "gone_at": f"(SELECT CASE s.state WHEN 'gone' THEN s.at END {_STATE_THEN})",
    "first_seen": f"(SELECT min(v.observed_at) FROM revisions v WHERE {_THEN})",
    "last_seen": f"(SELECT max(v.observed_at) FROM revisions v WHERE {_THEN})",
    "modified_at": "x.told_modified_at",
    "story_id": "NULL",  # which posts told the same news then is not kept
    "revisions": f"(SELECT count(*) FROM revisions v WHERE {_THEN})",
}
_NUMBER = """(SELECT count(*) FROM revisions v WHERE v.post_id = p.id AND (v.observed_at, v.id) <= (r.observed_at, r.id){stored})"""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows: of the posts `chosen`, as the archive stood at `as_of` (aware; None: as it stands), one per version with `versions`.

    The filters look at what the row itself says: with `versions`, at each version's own title, date, source and so on."""

    chosen: Chosen = ALL
    as_of: datetime | None = None
    versions: bool = False

    @property
    def order(self) -> str:
        """The newest first; as of an earlier day by identity, for dates may have changed since."""
        return "newest" if self.as_of is None else "key"


ALL_ROWS = Selection()
"""Every post, as it stands."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a site's rows: how many, their first and last day (ISO text), how many have a day, how many a source, and how
    many are live, gone and hidden."""

    site: str
    rows: int
    first: str | None
    last: str | None
    dated: int
    credited: int
    by_status: Mapping[str, int]


class Snapshot:
    """Reads in one transaction: whatever is written meanwhile is not seen. Valid inside `Archive.snapshot()`."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self.connection, self._path = connection, path
        made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'articles'").scalar_one()
        view = _VIEW.fullmatch(made)
        assert view is not None, "the view `articles` joins posts with their current revisions and nothing else"
        self._columns = view[1]

    def batches(self, expressions: Sequence[str], selection: Selection, *, order: str, size: int = ROWS_AT_ONCE) -> Iterator[list[Any]]:
        """Yield lists of at most `size` tuples: the SQL expressions over `articles.<field>`, in `order` (a key of ORDERS).

        Fields are those of the view, with `versions` also VERSION_FIELDS."""
        wanted: Any = select(*(literal_column(expression) for expression in expressions)).select_from(self._source(selection))
        wanted = wanted.where(*selection.chosen.conditions(self.connection))
        places = ORDERS[order] if selection.versions else ORDERS[order][:1]
        with named_faults(self._path):
            cursor = self.connection.execute(wanted.order_by(*(text(place) for place in places)), _bound(selection)).cursor
        assert cursor is not None
        while batch := self._fetch(cursor, size):
            yield batch

    def totals(self, selection: Selection) -> list[Totals]:
        """Return the sums of the rows, site by site."""
        sums = ["count(*)", "min(articles.date)", "max(articles.date)", "count(articles.date)", "count(articles.source)"]
        sums += [f"sum(articles.status = '{status}')" for status in STATUSES]
        wanted: Any = select(*(literal_column(told) for told in ("articles.site", *sums))).select_from(self._source(selection))
        by_site = text("articles.site")
        wanted = wanted.where(*selection.chosen.conditions(self.connection)).group_by(by_site).order_by(by_site)
        with named_faults(self._path):
            rows = self.connection.execute(wanted, _bound(selection)).all()
        return [
            Totals(site, count, first, last, dated, credited, dict(zip(STATUSES, by_status, strict=True)))
            for site, count, first, last, dated, credited, *by_status in rows
        ]

    def _fetch(self, cursor: Any, size: int) -> list[Any]:
        """Fetch the next rows; what fails here is the archive's failure, whatever the caller does with its own databases."""
        with named_faults(self._path):
            return list(cursor.fetchmany(size))

    def _source(self, selection: Selection) -> TextClause:
        """Return what stands behind FROM, under the name `articles`."""
        if selection.as_of is None and not selection.versions:
            return text("articles")
        stored = "" if selection.as_of is None else " AND v.recorded_at <= :as_of"
        if selection.versions:
            joined = "r.post_id = p.id" + ("" if selection.as_of is None else " AND r.recorded_at <= :as_of")
        else:
            joined = f"r.id = {_CURRENT_THEN}"
        current = "p.current_id" if selection.as_of is None else _CURRENT_THEN
        # CROSS JOIN keeps the posts in the lead: so the rows come in the order of the posts' indexes, without any sorting.
        rows = f"""SELECT {self._columns}, p.id AS post_id, r.modified_at AS told_modified_at,
            {_NUMBER.format(stored=stored)} AS revision, r.id = {current} AS is_current
            FROM posts p CROSS JOIN revisions r ON {joined}"""
        then = AS_OF if selection.as_of is not None else {"modified_at": AS_OF["modified_at"]}
        names = (*ARTICLE_FIELDS, *ARTICLE_KEYS, *VERSION_FIELDS)
        fields = ", ".join(f"{then.get(name, f'x.{name}')} AS {name}" for name in names)
        return text(f"(SELECT {fields} FROM ({rows}) x) AS articles")

    def moment(self, selection: Selection) -> datetime | None:
        """Return what moment the rows are of: `as_of`, else when the last run of the chosen sites ended or the last version was stored."""
        if selection.as_of is not None:
            return selection.as_of
        site = selection.chosen.site
        of_site = "" if site is None else " AND site = :site"
        stored = f"SELECT r.recorded_at FROM revisions r CROSS JOIN posts p ON p.id = r.post_id{of_site} ORDER BY r.id DESC LIMIT 1"
        ended = f"SELECT max(ended_at) AS m FROM runs WHERE ended_at IS NOT NULL{of_site}"
        told = text(f"SELECT max(m) FROM ({ended} UNION ALL SELECT * FROM ({stored}))")
        found = self.connection.execute(told, {} if site is None else {"site": site}).scalar()
        return datetime.fromisoformat(found) if found else None


def _bound(selection: Selection) -> dict[str, str]:
    return {"as_of": instant_text(selection.as_of)} if selection.as_of is not None else {}
