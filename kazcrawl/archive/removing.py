"""Taking a post's content out of a database for good, also out of the pages that deleting leaves behind; and out of copies of it."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from kazcrawl.archive import stories
from kazcrawl.archive.beside import states
from kazcrawl.archive.captures import revision_captures
from kazcrawl.archive.models import APPLICATION_ID, REMOVED, findings, links, media, outlets, posts, revisions, terms
from kazcrawl.archive.tombstones import tombstones
from kazcrawl.archive.words import purge_words
from kazcrawl.errors import PostNotFoundError, StorageError

# What of a copy's tables hangs on a revision; older copies have not all of them.
_PARTS = ("revision_captures", "terms", "media", "links")
_DELETE_PARTS = "DELETE FROM {} WHERE revision_id IN (SELECT id FROM revisions WHERE post_id = ?)"


def bury(connection: Connection, public_id: str, *, reason: str, salt: str, marks: bytes, now: datetime) -> None:
    """Put a tombstone in the place of a post's content, in the caller's transaction. Raises PostNotFoundError."""
    post = connection.execute(select(posts.c.id).where(posts.c.public_id == public_id)).scalar()
    if post is None:
        raise PostNotFoundError(public_id)
    own = select(revisions.c.id).where(revisions.c.post_id == post)
    digests = list(connection.execute(select(revisions.c.content_hash).where(revisions.c.post_id == post).distinct()).scalars())
    stone = {"post_id": post, "reason": reason, "taken_at": now, "digests": digests, "salt": salt, "marks": marks}
    connection.execute(insert(tombstones), stone)
    connection.execute(
        update(posts).where(posts.c.id == post).values(current_id=None, status=REMOVED, gone_at=now, sort_epoch=0, date=None)
    )
    stories.place(connection, post, None)
    for table in (revision_captures, terms, media, links):
        connection.execute(delete(table).where(table.c.revision_id.in_(own)))
    connection.execute(delete(revisions).where(revisions.c.post_id == post))
    connection.execute(update(states).where(states.c.post_id == post).values(evidence=""))
    connection.execute(delete(outlets).where(outlets.c.source.not_in(select(revisions.c.source).where(revisions.c.source.is_not(None)))))
    purge_words(connection)


def clear_findings(connection: Connection, holds: Callable[[str], bool]) -> None:
    """Empty the findings whose detail holds what was taken down."""
    rows = connection.execute(select(findings.c.id, findings.c.detail).where(findings.c.detail != "")).all()
    for row in rows:
        if holds(row.detail):
            connection.execute(update(findings).where(findings.c.id == row.id).values(detail=""))


def finish(connection: Connection, public_id: str, now: datetime) -> None:
    """Write that no file holds the content any more."""
    post = select(posts.c.id).where(posts.c.public_id == public_id).scalar_subquery()
    connection.execute(update(tombstones).where(tombstones.c.post_id == post).values(finished_at=now))


def compact(path: Path) -> None:
    """Write the database anew, so that no freed page and no log keeps what was deleted. Raises StorageError when others are in the way."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("VACUUM")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error as error:
        raise StorageError(f"{path} could not be written anew ({error}); end what uses it and run the takedown again") from error
    if busy:
        raise StorageError(f"{path} is being read by another process; end it and run the takedown again")


def is_copy(path: Path) -> bool:
    """Whether a file is a database of ours."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\0") and int.from_bytes(head[68:72], "big") == APPLICATION_ID


def scrub_copy(path: Path, public_id: str, keys: Sequence[str]) -> bool:
    """Take a post, by its id or the keys of its addresses, out of a copy of the database, whatever its schema; False if it was not there.

    Raises StorageError."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            rows = _rows_of(connection, public_id, keys)
            connection.execute("BEGIN IMMEDIATE")
            for row in rows:
                connection.execute("UPDATE posts SET current_id = NULL, status = ? WHERE id = ?", (REMOVED, row))
                for table in tables.intersection(_PARTS):
                    connection.execute(_DELETE_PARTS.format(table), (row,))
                connection.execute("DELETE FROM revisions WHERE post_id = ?", (row,))
                if "sketches" in tables:
                    connection.execute("DELETE FROM sketches WHERE post_id = ?", (row,))
                    connection.execute("DELETE FROM stories WHERE post_id = ?", (row,))
            connection.execute("INSERT INTO posts_fts(posts_fts) VALUES ('optimize')")
            if "words" in tables:
                connection.execute("DELETE FROM words WHERE word NOT IN (SELECT term FROM posts_vocab)")
            connection.execute("COMMIT")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise StorageError(f"the copy {path} could not be cleared ({error}); delete it, and run the takedown again") from error
    return bool(rows)


def _rows_of(connection: sqlite3.Connection, public_id: str, keys: Sequence[str]) -> list[int]:
    found = connection.execute("SELECT id FROM posts WHERE public_id = ?", (public_id,)).fetchall()
    site = public_id.rpartition("-")[0]
    for key in keys:
        found += connection.execute("SELECT post_id FROM post_urls WHERE site = ? AND key = ?", (site, key)).fetchall()
    return sorted({row for (row,) in found})
