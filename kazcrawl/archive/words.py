"""The words that the archive has, each with its spelling for comparing: by them a query is widened to what can be found.

The index holds the texts as they are, so that any tool can search the file. This table knows that қаржы is what people type as каржы."""

import json
import sqlite3
from collections.abc import Iterable

from sqlalchemy import Connection

from kazcrawl.words import folded, tokens

# A writer remembers so many words that are surely in the table, and need not be tried again.
_REMEMBERED = 60_000
_ADD = "INSERT OR IGNORE INTO words (word, folded) VALUES (?, ?)"
_ATTESTED = "SELECT folded, word FROM words WHERE folded IN (SELECT value FROM json_each(?)) ORDER BY word"
_BEGINNING = "SELECT word FROM words WHERE folded >= ? AND folded < ? ORDER BY folded, word LIMIT ?"


def note_words(connection: Connection, texts: Iterable[str | None]) -> None:
    """Write the words of what the index was given, in the caller's transaction."""
    met = {word for text in texts if text for word in tokens(text)}
    driver, known = _driver(connection), _known(connection)
    fresh = met - known
    if fresh:
        driver.executemany(_ADD, [(word, folded(word)) for word in sorted(fresh)])
        if len(known) + len(fresh) > _REMEMBERED:
            known.clear()
        known |= fresh


def attested(connection: Connection, wanted: Iterable[str]) -> dict[str, list[str]]:
    """Return folded word → the words of that spelling in the archive, for those of `wanted` that it has."""
    found: dict[str, list[str]] = {}
    for spelling, word in _driver(connection).execute(_ATTESTED, (json.dumps(list(wanted)),)):
        found.setdefault(spelling, []).append(word)
    return found


def beginning(connection: Connection, start: str, limit: int) -> list[str]:
    """Return the words whose folded spelling begins so."""
    end = start[:-1] + chr(ord(start[-1]) + 1)
    return [word for (word,) in _driver(connection).execute(_BEGINNING, (start, end, limit))]


def purge_words(connection: Connection) -> None:
    """Forget the words that no current text holds any more, in the index too: what was taken down leaves no word behind.

    In the caller's transaction, after the posts have gone. It reads the whole index: seconds for a large archive."""
    driver = _driver(connection)
    driver.execute("INSERT INTO posts_fts(posts_fts) VALUES ('optimize')")  # merges the parts in which deleted words stand on
    driver.execute("DELETE FROM words")
    rows = driver.execute("SELECT term FROM posts_vocab").fetchall()
    driver.executemany(_ADD, ((word, folded(word)) for (word,) in rows))
    connection.info.pop("words", None)


def _known(connection: Connection) -> set[str]:
    """Return what this connection has noted before: nothing if another one wrote meanwhile, for it may have purged words."""
    version = _driver(connection).execute("PRAGMA data_version").fetchone()[0]
    told: tuple[int, set[str]] | None = connection.info.get("words")
    if told is None or told[0] != version:
        connection.info["words"] = told = (version, set())
    return told[1]


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
