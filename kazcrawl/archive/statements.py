"""Core statements compiled once and run by the driver itself, for the one path that is run for every post.

SQLAlchemy's own execution looks up, binds and wraps at every call, which costs several times the insert.
The column types still see every value."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Select, Update
from sqlalchemy.dialects.sqlite import dialect

from kazcrawl.archive.models import json_text

_DIALECT = dialect(paramstyle="named", json_serializer=json_text)


class Statement:
    """An INSERT, UPDATE or SELECT in the caller's transaction. Errors are sqlite3's; `Database.writing` gives them their names."""

    def __init__(self, statement: Insert | Update | Delete | Select[Any], columns: Iterable[str] | None = None) -> None:
        compiled = statement.compile(dialect=_DIALECT, column_keys=None if columns is None else list(columns))
        self.sql = str(compiled)
        self._fixed = {name: bind.value for bind, name in compiled.bind_names.items() if not bind.required}
        self._processors = {name: _processor(bind.type) for bind, name in compiled.bind_names.items()}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Run it with these values; return the row id of what was inserted last."""
        return _driver(connection).execute(self.sql, self._bind(values)).lastrowid or 0

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run a SELECT with these values; return its rows as SQLite has them (days and instants as text)."""
        return _driver(connection).execute(self.sql, self._bind(values)).fetchall()

    def run_many(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run it for every row."""
        _driver(connection).executemany(self.sql, [self._bind(row) for row in rows])

    def _bind(self, values: Mapping[str, Any]) -> dict[str, Any]:
        bound = {**self._fixed, **values}
        return {name: process(bound[name]) if process else bound[name] for name, process in self._processors.items()}


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _processor(kind: Any) -> Callable[[Any], Any] | None:
    found: Callable[[Any], Any] | None = kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)
    return found
