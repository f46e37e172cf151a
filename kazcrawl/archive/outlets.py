"""Which outlet of the registry each source in the archive is: kept as rows, so that any tool that opens the file can join them.

The registry grows, a stored revision never changes: so the answers stand in a table of their own and are looked up anew
when the registry, shipped or the user's, is another one."""

import hashlib
import sqlite3
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection

from kazcrawl.archive.engine import Database
from kazcrawl.errors import ConfigError
from kazcrawl.outlets import SHIPPED, Registry, load

# The user's own additions, beside the database: a file of the form of kazcrawl/outlets.toml.
OWN_FILE = "outlets.toml"


def registry_beside(database: Path) -> tuple[Registry, str]:
    """Return the registry with the user's additions that stand beside this database, and a mark that tells its content.

    Raises ConfigError when the user's file cannot be read."""
    own = database.with_name(OWN_FILE)
    try:
        told = own.read_bytes() if own.exists() else b""
    except OSError as error:
        raise ConfigError(f"{own}: the list of outlets cannot be read ({error.strerror})") from error
    mark = hashlib.sha256(_shipped() + b"\0" + told).hexdigest()[:16]
    return _registry(own if told else None, mark), mark


def registry_of(connection: Connection) -> tuple[Registry, str]:
    """Return the same for the database of a connection."""
    return registry_beside(_path(_driver(connection)))


def note_source(connection: Connection, source: str) -> None:
    """Write which outlet a source is, the first time that it is met. In the caller's transaction."""
    driver = _driver(connection)
    if driver.execute("SELECT 1 FROM outlets WHERE source = ?", (source,)).fetchone() is None:
        registry, mark = registry_beside(_path(driver))
        driver.execute("INSERT INTO outlets (source, outlet_id, registry) VALUES (?, ?, ?)", (source, _id(registry, source), mark))


def refresh(database: Database) -> None:
    """Look up anew what was looked up in another registry than today's. Raises ConfigError for a bad file of the user's."""
    registry, mark = registry_beside(database.path)
    stale = "SELECT source FROM outlets WHERE registry <> ?"
    with database.reading() as connection:
        if _driver(connection).execute(f"{stale} LIMIT 1", (mark,)).fetchone() is None:
            return
    with database.writing() as connection:
        driver = _driver(connection)
        told = [(_id(registry, source), mark, source) for (source,) in driver.execute(stale, (mark,)).fetchall()]
        driver.executemany("UPDATE outlets SET outlet_id = ?, registry = ? WHERE source = ?", told)


@lru_cache(maxsize=1)
def _shipped() -> bytes:
    return SHIPPED.read_bytes()


@lru_cache(maxsize=4)
def _registry(own: Path | None, mark: str) -> Registry:
    """The registry of this mark, read once: the mark stands for the content of both files."""
    return load(own)


def _id(registry: Registry, source: str) -> str | None:
    outlet = registry.by_name(source)
    return outlet.id if outlet else None


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _path(driver: sqlite3.Connection) -> Path:
    return Path(driver.execute("PRAGMA database_list").fetchone()[2])
