"""Opening the database: creation, version, pragmas, transactions, and what the disk's failures are called."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from kazcrawl.archive.backup import make_backup
from kazcrawl.archive.lock import drop_lock, take_lock
from kazcrawl.archive.models import APPLICATION_ID, SCHEMA_VERSION, json_text
from kazcrawl.errors import ArchiveBusyError, ArchiveError, ForeignDatabaseError, SchemaVersionError, StorageError
from kazcrawl.progress import Bar
from kazcrawl.project import make_folder

# How long a writer waits for another one before it gives up with ArchiveBusyError.
BUSY_SECONDS = 10.0
# What SQLite's primary result codes mean for the person who reads the line. Codes that are not here are errors of ours and stay raw.
FAULTS: dict[int, tuple[type[ArchiveError], str]] = {
    sqlite3.SQLITE_PERM: (StorageError, "no permission; check the owner of the file and its folder"),
    sqlite3.SQLITE_BUSY: (ArchiveBusyError, "another process is writing to it; try again when it has ended"),
    sqlite3.SQLITE_LOCKED: (ArchiveBusyError, "another process is writing to it; try again when it has ended"),
    sqlite3.SQLITE_READONLY: (StorageError, "it is read-only; check the permissions of the file and its folder"),
    sqlite3.SQLITE_IOERR: (StorageError, "the disk reports an error; see whether it is full"),
    sqlite3.SQLITE_CORRUPT: (StorageError, "the file is damaged; restore a backup"),
    sqlite3.SQLITE_FULL: (StorageError, "the disk is full; what was saved before is safe"),
    sqlite3.SQLITE_CANTOPEN: (StorageError, "it cannot be opened; check the path and its permissions"),
    sqlite3.SQLITE_NOTADB: (ForeignDatabaseError, "it is no kazcrawl database; it was left untouched"),
}
# KiB of pages that a connection keeps; who reads all rows once, one after the other, needs few.
CACHE, CACHE_OF_A_SCAN = 32_000, 4_000
_PRAGMAS = ("foreign_keys=ON", "synchronous=NORMAL", f"cache_size=-{CACHE}")


class Database:
    """An open database: `reading()` and `writing()` are its transactions. Raises errors of `kazcrawl.errors` for the disk's failures."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path, self.read_only = path, read_only
        uri = _read_uri(path) if read_only else f"{_file(path)}?mode=rw"
        self._engine = _make_engine(path, uri)
        self._writer = self._engine.execution_options(writes=True)

    @contextmanager
    def reading(self, *, scan: bool = False) -> Iterator[Connection]:
        """A snapshot: all that is read is of one moment, whatever is written meanwhile. `scan`: read once, in little memory."""
        with named_faults(self.path), self._engine.connect() as connection:
            if scan:
                connection.exec_driver_sql(f"PRAGMA cache_size=-{CACHE_OF_A_SCAN}")
            yield connection
            if scan:
                connection.exec_driver_sql(f"PRAGMA cache_size=-{CACHE}")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that holds the write lock from its start: committed at the end, rolled back on any error."""
        if self.read_only:
            raise StorageError(f"{self.path} was opened for reading only")
        with named_faults(self.path), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def open_database(path: Path, *, read_only: bool) -> Database:
    """Open the file; a writer makes or upgrades it first. Raises the errors that `Archive.open` names."""
    try:
        if path.is_dir():
            raise StorageError(f"{path} is a folder; name the database file in it")
        missing = not path.exists() or path.stat().st_size == 0
    except OSError as error:
        raise StorageError(f"cannot open {path}: {error.strerror}") from error
    if missing and read_only:
        raise StorageError(f"there is no archive at {path} yet; make one with: kazcrawl crawl SITE")
    if missing:
        _with_maintenance_lock(path, _create)
    _refuse_strangers(path)
    database = Database(path, read_only=read_only)
    try:
        _settle_version(database)
    except BaseException:
        database.close()
        raise
    return database


def fault(path: Path, error: BaseException | None) -> ArchiveError | None:
    """Return what a failure of SQLite's means to a person, or None when it is a mistake of ours."""
    known = FAULTS.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF)  # the low byte is the primary code
    return known[0](f"{path}: {known[1]}") if known else None


def version_of(connection: Connection) -> str:
    """Return the schema version of the database, "" when none was ever written."""
    has_table = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").scalar()
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "") if has_table else ""


@contextmanager
def named_faults(path: Path) -> Iterator[None]:
    """Raise the failures of the disk and of neighbours under our names, whether SQLAlchemy wrapped them or not."""
    try:
        yield
    except (sqlite3.Error, DatabaseError) as error:
        raise fault(path, getattr(error, "orig", error)) or error from error


def _settle_version(database: Database) -> None:
    """Refuse a newer schema; upgrade an older one, or tell a reader what to run."""
    with database.reading() as connection:
        version = version_of(connection)
    if version > SCHEMA_VERSION:
        raise SchemaVersionError(f"{database.path} was written by a newer kazcrawl (schema {version}); update kazcrawl")
    if version < SCHEMA_VERSION and database.read_only:
        raise SchemaVersionError(
            f"{database.path} was written by an older kazcrawl (schema {version}); any crawl upgrades it: kazcrawl crawl SITE"
        )
    if version < SCHEMA_VERSION:
        _with_maintenance_lock(database.path, lambda _: _upgrade(database))


def _upgrade(database: Database) -> None:
    from kazcrawl.archive.migrate import migrate

    with database.reading() as connection:
        version = version_of(connection)
    if version >= SCHEMA_VERSION:
        return  # another process did it while we waited
    copy = database.path.with_name(f"{database.path.name}.before-{SCHEMA_VERSION}")
    with Bar(f"upgrading {database.path.name}") as bar:
        bar.update(0, note=f"a copy as it was stays in {copy.name}")
        make_backup(database.path, copy, replace=True)
        with database.writing() as connection:
            migrate(connection)


def _create(path: Path) -> None:
    """Make the database under another name and move it into place: it is whole or it is not there."""
    from kazcrawl.archive.migrate import migrate

    if path.exists() and path.stat().st_size:
        return  # another process did it while we waited
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o640))
        engine = _make_engine(path, f"{_file(draft)}?mode=rw")
        try:
            with named_faults(path), engine.execution_options(writes=True).begin() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                migrate(connection)
            with named_faults(path), closing(engine.raw_connection()) as connection_:
                connection_.cursor().execute("PRAGMA journal_mode=WAL")
        finally:
            engine.dispose()
        draft.replace(path)
    except OSError as error:
        raise StorageError(f"cannot make {path}: {error.strerror}; check the folder's owner and permissions") from error
    finally:
        draft.unlink(missing_ok=True)


def _with_maintenance_lock(path: Path, work: Any) -> None:
    """Do `work(path)` while no other process creates or upgrades the same database."""
    try:
        make_folder(path.parent)
    except OSError as error:
        raise StorageError(f"cannot make the folder {path.parent}: {error.strerror}") from error
    file = take_lock(path.parent, f".{path.name}", wait=True)
    try:
        work(path)
    finally:
        if file is not None:
            drop_lock(file)


def _refuse_strangers(path: Path) -> None:
    """Raise ForeignDatabaseError unless the file carries our mark, which stands in SQLite's header (its file format, §1.3).

    The bytes are read without SQLite: nothing is touched, and a checkpoint that a kill or a full disk cut short is no damage to them."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError as error:
        raise StorageError(f"cannot open {path}: {error.strerror}; check the owner of the file and its folder") from error
    if not head.startswith(b"SQLite format 3\0") or head[68:] != APPLICATION_ID.to_bytes(4, "big"):
        raise ForeignDatabaseError(f"{path}: {FAULTS[sqlite3.SQLITE_NOTADB][1]}")


def _file(path: Path) -> str:
    return f"file:{quote(str(path.absolute()))}"


def _read_uri(path: Path) -> str:
    """Read-only; where the folder lets us make no side files, as an unchanging file, but never past a log that holds newer rows."""
    log = path.with_name(f"{path.name}-wal")
    alone = not log.exists() or log.stat().st_size == 0
    frozen = alone and not os.access(path.parent, os.W_OK)
    return f"{_file(path)}?mode=ro" + ("&immutable=1" if frozen else "")


def _make_engine(path: Path, uri: str) -> Engine:
    def connect() -> sqlite3.Connection:
        # No isolation level: pysqlite starts no transaction by itself, so that ours cover DDL too (SQLAlchemy's documented recipe).
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_reset_on_return=None, json_serializer=json_text)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "rollback", _forget)
    return engine


def _forget(connection: Connection) -> None:
    """What a connection remembers of its writing (archive.words) did not come about."""
    if connection.get_execution_options().get("writes"):
        connection.info.clear()


def _begin(connection: Connection) -> None:
    """Writers take the lock at once: a transaction that reads first and writes later fails with BUSY without any waiting."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")
