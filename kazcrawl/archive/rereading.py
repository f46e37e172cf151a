"""What the current revisions were read from, and storing what they read as today."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from kazcrawl.archive.articles import find_row, revision_of
from kazcrawl.archive.captures import captures_of
from kazcrawl.archive.models import posts, revisions
from kazcrawl.archive.past import BACKFILLED
from kazcrawl.archive.posts import Visit, add_revision, show
from kazcrawl.archive.records import Reading
from kazcrawl.items import PostItem

REPARSED = "reparsed"
_WANTED = select(posts.c.id, posts.c.public_id, posts.c.site, posts.c.url, posts.c.wp_id, posts.c.current_id)
_ROWS_AT_ONCE = 200


def get_reading(connection: Connection, key: str) -> Reading:
    """Return that of one post. Raises PostNotFoundError."""
    return _reading(connection, find_row(connection, key))


def iter_readings(connection: Connection, site: str | None) -> Iterator[Reading]:
    """Yield those of a site or of all."""
    wanted = _WANTED.where(posts.c.current_id.is_not(None)).order_by(posts.c.public_id)
    if site is not None:
        wanted = wanted.where(posts.c.site == site)
    for row in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(wanted):
        yield _reading(connection, row)


def post_ids(connection: Connection, site: str | None) -> list[str]:
    """Return the ids of the posts that have a revision."""
    wanted = select(posts.c.public_id).where(posts.c.current_id.is_not(None)).order_by(posts.c.public_id)
    return list(connection.execute(wanted if site is None else wanted.where(posts.c.site == site)).scalars())


def iter_texts(connection: Connection, without: str) -> Iterator[tuple[str, str | None, str, str]]:
    """Yield the texts of all revisions but those of one post."""
    wanted = select(posts.c.public_id, revisions.c.title, revisions.c.body, revisions.c.body_html)
    wanted = wanted.join(posts, posts.c.id == revisions.c.post_id).where(posts.c.public_id != without)
    for row in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(wanted):
        yield row.public_id, row.title, row.body, row.body_html


def save_reread(connection: Connection, reread: Sequence[tuple[Reading, PostItem]], *, now: datetime) -> int:
    """Store what differs; see `Archive.save_reread`."""
    stored = 0
    for reading, item in reread:
        row = connection.execute(select(posts.c.current_id).where(posts.c.id == reading.post)).scalar()
        if row != reading.revision:
            continue
        visit = Visit(reading.site, reading.stored.run, now, served_at=reading.stored.observed_at)
        revision = add_revision(connection, item, reading.post, visit, REPARSED)
        show(connection, reading.post, revision, item)
        stored += 1
    return stored


def _reading(connection: Connection, row: Any) -> Reading:
    post, current = row.id, row.current_id
    stored = connection.execute(select(revisions).where(revisions.c.id == current)).one()
    return Reading(
        public_id=row.public_id,
        site=row.site,
        url=row.url,
        wp_id=row.wp_id,
        post=post,
        revision=current,
        stored=revision_of(connection, stored, 0),
        captures=captures_of(connection, current),
        backfilled=_is_backfilled(connection, post, stored),
    )


def _is_backfilled(connection: Connection, post: int, stored: Any) -> bool:
    """Whether a revision, or the one that it is another reading of, came from the past."""
    if stored.reason != REPARSED:
        return bool(stored.reason == BACKFILLED)
    first = select(revisions.c.reason).where(revisions.c.post_id == post, revisions.c.observed_at == stored.observed_at)
    return BACKFILLED in connection.execute(first).scalars().all()
