"""Which outlet of the registry each source in the archive is: kept as rows, so that any tool that opens the file can join them.

The registry grows, a stored revision never changes: so the answers stand in a table of their own and are looked up anew
when the registry, shipped or the user's, is another one."""

import hashlib
import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, select, text

from kazcrawl.archive.engine import Database
from kazcrawl.archive.models import article
from kazcrawl.archive.records import MetOutlet
from kazcrawl.errors import ConfigError
from kazcrawl.outlets import SHIPPED, Outlet, Registry, load

# The user's own additions, beside the database: a file of the form of kazcrawl/outlets.toml.
OWN_FILE = "outlets.toml"


class Spelling(NamedTuple):
    """A source as it stands in the archive: of how many present posts, of which days."""

    source: str
    posts: int
    first: str | None
    last: str | None


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


def met(connection: Connection, site: str | None) -> list[MetOutlet]:
    """Return the outlets that the present posts are credited to, unknown ones first, then the most frequent. All spellings of a known
    outlet are one; of those that no registry knows, all that differ by case, quotes or ё alone."""
    registry, _ = registry_of(connection)
    posts = select(article("source"), func.count(), func.min(article("date")), func.max(article("date"))).select_from(text("articles"))
    posts = posts.where(article("source").is_not(None)).group_by(article("source"))
    rows = connection.execute(posts if site is None else posts.where(article("site") == site)).all()
    found: dict[str, list[Spelling]] = {}
    for row in rows:
        outlet = registry.by_name(row[0])
        found.setdefault(f"={outlet.name}" if outlet else Outlet(row[0]).id, []).append(Spelling(*row))
    told = [_met(key, sorted(spellings, key=lambda each: (-each.posts, each.source))) for key, spellings in found.items()]
    return sorted(told, key=lambda one: (one.known, -one.posts, one.outlet))


def _met(key: str, spellings: list[Spelling]) -> MetOutlet:
    days = sorted(day for each in spellings for day in (each.first, each.last) if day)
    return MetOutlet(
        outlet=key[1:] if key.startswith("=") else spellings[0].source,
        known=key.startswith("="),
        posts=sum(each.posts for each in spellings),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        spellings={each.source: each.posts for each in spellings},
    )


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
