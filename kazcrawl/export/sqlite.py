"""A dataset as one SQLite file that any tool opens: written afresh in the order of its key, so that equal rows make equal bytes."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from kazcrawl.archive import Selection, Snapshot
from kazcrawl.errors import ExportError
from kazcrawl.export.files import Draft
from kazcrawl.export.tables import Column, Table

_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_INDEXED = ("date", "site", "source", "outlet_id")
# No journal: until it is published nobody reads the file, and a draft that failed is thrown away.
_PRAGMAS = ("page_size=4096", "encoding='UTF-8'", "journal_mode=OFF", "synchronous=OFF", "cache_size=-16000", "temp_store=FILE")


def write_sqlite(tables: Sequence[tuple[Table, Selection]], snapshot: Snapshot, draft: Draft) -> list[int]:
    """Write the tables into the draft, each with an index on its date, site and source; return how many rows each has.

    Days and instants are ISO text, lists JSON arrays. Raises ExportError when the disk fails."""
    try:
        with closing(sqlite3.connect(draft.path, isolation_level=None)) as database:
            for pragma in _PRAGMAS:
                database.execute(f"PRAGMA {pragma}")
            database.execute("BEGIN")
            counts = [_write_table(database, table, selection, snapshot) for table, selection in tables]
            for table, _ in tables:
                _write_indexes(database, table)
            database.execute("COMMIT")
    except sqlite3.Error as error:  # the archive's own failures have other names by now
        raise ExportError(f"cannot write {draft.target}: {error}") from error
    return counts


def _write_table(database: sqlite3.Connection, table: Table, selection: Selection, snapshot: Snapshot) -> int:
    columns = ",\n    ".join(_declared(column) for column in table.columns)
    database.execute(f"CREATE TABLE {table.name} (\n    {columns},\n    PRIMARY KEY ({', '.join(table.key)})\n)")
    insert = f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"
    count = 0
    for batch in snapshot.batches([sql for _, _, sql in table.fields], selection, order="key"):
        database.executemany(insert, batch)
        count += len(batch)
    return count


def _declared(column: Column) -> str:
    return f"{column.name} {_TYPES.get(column.kind, 'TEXT')}{' NOT NULL' if column.required else ''}"


def _write_indexes(database: sqlite3.Connection, table: Table) -> None:
    names = {column.name for column in table.columns}
    for name in (name for name in _INDEXED if name in names):
        database.execute(f"CREATE INDEX {table.name}_by_{name} ON {table.name} ({name})")
