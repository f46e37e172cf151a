"""Stored responses: which record of which WARC they are, and which revisions were read from them."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Row, Table, Text, bindparam, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kazcrawl.archive.models import Instant, metadata, posts, revisions
from kazcrawl.archive.statements import Statement
from kazcrawl.items import Capture

# One row per response that stands in a WARC. `file` is relative to the folder of all WARCs; `refers_to` the record whose payload it
# repeats (a revisit): not a foreign key, since rows are written in the order in which posts are done.
captures = Table(
    "captures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("record_id", Text, nullable=False, unique=True),
    Column("site", Text, nullable=False),
    Column("run", Integer, ForeignKey("runs.id")),
    Column("url", Text, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("status", Integer, nullable=False),
    Column("content_type", Text),
    Column("digest", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("truncated", Text),
    Column("refers_to", Text),
    Column("file", Text, nullable=False),
    Column("offset", Integer, nullable=False),
    Column("length", Integer, nullable=False),
    # an earlier response with the same payload
    Index("captures_by_digest", "digest"),
    # all records of a file, in order
    Index("captures_by_place", "file", "offset"),
)

# What a revision was read from, in order: its page and further parts, or the answer of a route. Or why nothing is kept: role "none".
revision_captures = Table(
    "revision_captures",
    metadata,
    Column("revision_id", Integer, ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", Text, nullable=False),
    Column("capture_id", Integer, ForeignKey("captures.id")),
    Column("note", Text, nullable=False),
    # which revisions rest on a capture
    Index("revision_captures_by_capture", "capture_id"),
    sqlite_with_rowid=False,
)

NONE = "none"
NOT_KEPT = "captures were off"
_COLUMNS = [c.name for c in captures.c if c.name != "id"]
_ADD = Statement(upsert(captures).on_conflict_do_nothing(), _COLUMNS)
_LINK = Statement(
    insert(revision_captures).values(
        revision_id=bindparam("revision"),
        position=bindparam("place"),
        role=bindparam("as_role"),
        capture_id=select(captures.c.id).where(captures.c.record_id == bindparam("record")).scalar_subquery(),
        note=bindparam("why"),
    )
)
_EARLIER = (
    select(captures.c.url, captures.c.fetched_at, captures.c.record_id)
    .where(
        captures.c.digest == bindparam("digest"),
        captures.c.site == bindparam("site"),
        captures.c.refers_to.is_(None),
        captures.c.truncated.is_(None),
    )
    .limit(1)
)


def add_captures(connection: Connection, told: Sequence[Capture], *, site: str, run: int | None) -> None:
    """Add what is not there yet."""
    if told:
        fields = [name for name in _COLUMNS if name not in ("site", "run")]
        _ADD.run_many(connection, [{"site": site, "run": run, **{name: getattr(one, name) for name in fields}} for one in told])


def link_captures(connection: Connection, revision: int, told: Sequence[Capture], *, note: str = NOT_KEPT) -> None:
    """Write what a revision was read from; with nothing, `note` says why."""
    rows = [
        {"revision": revision, "place": place, "as_role": one.role, "record": one.record_id, "why": ""} for place, one in enumerate(told)
    ]
    _LINK.run_many(connection, rows or [{"revision": revision, "place": 0, "as_role": NONE, "record": None, "why": note}])


def find_earlier(connection: Connection, site: str, digest: str) -> Any | None:
    """Return the row (url, fetched_at, record_id) of a stored response of the site with this payload."""
    return connection.execute(_EARLIER, {"digest": digest, "site": site}).first()


def captures_of(connection: Connection, revision: int) -> tuple[Capture, ...]:
    """Return what a revision was read from, in order."""
    wanted = (
        select(captures, revision_captures.c.role)
        .join(revision_captures, revision_captures.c.capture_id == captures.c.id)
        .where(revision_captures.c.revision_id == revision)
        .order_by(revision_captures.c.position)
    )
    return tuple(_capture(row, row.role) for row in connection.execute(wanted))


def find_capture(connection: Connection, record_id: str) -> Capture | None:
    """Return the response of that WARC-Record-ID."""
    row = connection.execute(select(captures).where(captures.c.record_id == record_id)).first()
    return _capture(row, "") if row is not None else None


def iter_captures(connection: Connection, file: str | None = None, *, used: bool = False, site: str | None = None) -> Iterator[Capture]:
    """Yield responses in the order of their places: of one file, of one site, or all; `used`: only those that a revision rests on."""
    wanted = select(captures).order_by(captures.c.file, captures.c.offset)
    if file is not None:
        wanted = wanted.where(captures.c.file == file)
    if site is not None:
        wanted = wanted.where(captures.c.site == site)
    if used:
        own = captures.c.id.in_(select(revision_captures.c.capture_id))
        again = captures.alias()
        behind = select(again.c.refers_to).join(revision_captures, revision_captures.c.capture_id == again.c.id)
        wanted = wanted.where(own | captures.c.record_id.in_(behind.where(again.c.refers_to.is_not(None))))
    for row in connection.execution_options(yield_per=500).execute(wanted):
        yield _capture(row, "")


def capture_files(connection: Connection) -> dict[str, int]:
    """Return the files that captures stand in, with how many."""
    wanted = select(captures.c.file, func.count().label("held")).group_by(captures.c.file).order_by(captures.c.file)
    return {row.file: row.held for row in connection.execute(wanted)}


def dangling(connection: Connection) -> list[Capture]:
    """Return the responses that repeat one which is not stored."""
    original = captures.alias()
    there = select(original.c.record_id).where(original.c.refers_to.is_(None))
    wanted = select(captures).where(captures.c.refers_to.is_not(None), captures.c.refers_to.not_in(there))
    return [_capture(row, "") for row in connection.execute(wanted.order_by(captures.c.file, captures.c.offset))]


def unproven(connection: Connection) -> list[tuple[str, int]]:
    """Return public id and revision row of every revision that has neither a capture nor a reason why not."""
    told = revision_captures.c
    proven = select(told.revision_id).where(told.capture_id.is_not(None) | (told.note != ""))
    wanted = select(posts.c.public_id, revisions.c.id).join(revisions, revisions.c.post_id == posts.c.id)
    rows = connection.execute(wanted.where(revisions.c.id.not_in(proven)).order_by(posts.c.public_id, revisions.c.id))
    return [(row.public_id, row.id) for row in rows]


def reasons_without(connection: Connection) -> dict[str, int]:
    """Return reason → number of revisions that have no capture."""
    rows = connection.execute(
        select(revision_captures.c.note, func.count().label("revisions"))
        .where(revision_captures.c.role == NONE)
        .group_by(revision_captures.c.note)
    )
    return {row.note: row.revisions for row in rows}


def move_captures(connection: Connection, moved: Sequence[Capture]) -> None:
    """Write where records stand now, with their digests and sizes: their file was written anew."""
    places = ("file", "offset", "length", "digest", "size", "truncated", "refers_to")
    statement = update(captures).where(captures.c.record_id == bindparam("of_record"))
    statement = statement.values({name: bindparam(f"new_{name}") for name in places})
    if moved:
        connection.execute(statement, [{"of_record": c.record_id, **{f"new_{n}": getattr(c, n) for n in places}} for c in moved])


def _capture(row: Row[Any], role: str) -> Capture:
    return Capture(**{name: getattr(row, name) for name in _COLUMNS if name not in ("site", "run")}, role=role)
