"""Whether the file is sound: the pages, the references, the search index against the texts, and the texts against their digests."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from kazcrawl.archive.engine import Database
from kazcrawl.archive.revisions import HASH_VERSION, hash_of
from kazcrawl.errors import StorageError

_DOCUMENTS = "SELECT count(*) FROM posts_fts_docsize"
_TEXTS = "SELECT count(*) FROM posts WHERE current_id IS NOT NULL"
# Without rank = 1 FTS5 looks at the index alone, and calls one sound that no longer fits its texts.
_COMPARE = "INSERT INTO posts_fts(posts_fts, rank) VALUES ('integrity-check', 1)"
# As bytes: one that flipped may be no UTF-8 any more.
_CONTENTS = """SELECT p.public_id, r.id, r.content_hash, CAST(r.title AS BLOB), CAST(r.date AS BLOB), CAST(r.source AS BLOB),
    CAST(r.body AS BLOB), CAST(r.authors AS BLOB) FROM revisions r CROSS JOIN posts p ON p.id = r.post_id ORDER BY r.id"""


def check(database: Database) -> list[str]:
    """Return what is wrong, one line each."""
    found: list[str] = []
    with database.reading() as connection:
        found += [f"damaged: {line}" for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if line != "ok"]
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            found.append(f"{table} row {row} refers to a row that {parent} has not")
        documents = connection.exec_driver_sql(_DOCUMENTS).scalar()
        texts = connection.exec_driver_sql(_TEXTS).scalar()
    if documents != texts:
        found.append(f"the search index holds {documents} posts, the archive {texts}")
    if compares(database):
        try:
            with database.writing() as connection:
                connection.exec_driver_sql(_COMPARE)
        except (DatabaseError, StorageError) as error:
            found.append(f"the search index does not fit its texts: {getattr(error, 'orig', error)}")
    return found


def compares(database: Database) -> bool:
    """Whether the search index can be compared with every text: SQLite does that in a transaction that may write."""
    if database.read_only:
        return False
    try:
        with database.writing():
            return True
    except StorageError:
        return False


def altered(connection: Connection) -> Iterator[tuple[str, int]]:
    """Yield public id and revision row of every revision whose title, date, source, body or authors are not those it was stored with."""
    for public_id, row, stored, *told in connection.exec_driver_sql(_CONTENTS):
        if stored[:1] == HASH_VERSION and _hash(told) != stored:
            yield public_id, row


def _hash(told: list[bytes | None]) -> str | None:
    """Return the digest of a revision's fields as they stand now, None when they cannot be read."""
    title, date, source, body, authors = ((value or b"").decode("utf-8", "replace") for value in told)
    try:
        return hash_of({"title": title, "date": date, "source": source, "body": body, "authors": json.loads(authors)})
    except ValueError:
        return None
