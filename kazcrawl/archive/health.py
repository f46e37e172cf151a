"""Whether the file is sound: the pages, the references, and the search index against the texts."""

from sqlalchemy.exc import DatabaseError

from kazcrawl.archive.engine import Database
from kazcrawl.errors import StorageError

_DOCUMENTS = "SELECT count(*) FROM posts_fts_docsize"
_TEXTS = "SELECT count(*) FROM posts WHERE current_id IS NOT NULL"
# Without rank = 1 FTS5 looks at the index alone, and calls one sound that no longer fits its texts.
_COMPARE = "INSERT INTO posts_fts(posts_fts, rank) VALUES ('integrity-check', 1)"


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
    if not database.read_only:
        try:
            with database.writing() as connection:
                connection.exec_driver_sql(_COMPARE)
        except (DatabaseError, StorageError) as error:
            found.append(f"the search index does not fit its texts: {getattr(error, 'orig', error)}")
    return found
