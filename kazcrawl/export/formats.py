"""How rows are written down: each format is a writer that takes a table's rows out of a snapshot, a batch at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, BinaryIO

from kazcrawl.archive import Field, Selection, Snapshot, csv_line, excel_line, json_line
from kazcrawl.errors import ConfigError
from kazcrawl.export.files import Draft
from kazcrawl.export.sqlite import write_sqlite
from kazcrawl.export.tables import Table

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: how its files end, its media type, whether it can go down a pipe, and what it is good for."""

    ending: str
    media_type: str
    purpose: str
    is_text: bool = True


FORMATS = {
    "jsonl": Format("jsonl", "application/jsonl", "JSON Lines: one object per line, lists as lists"),
    "csv": Format("csv", "text/csv", "CSV by RFC 4180: UTF-8, CRLF, a header; texts exactly as they are"),
    "csv-excel": Format("excel.csv", "text/csv", "CSV for spreadsheets: formulas defused, long texts cut, marked as UTF-8"),
    "parquet": Format("parquet", "application/vnd.apache.parquet", "Parquet: typed columns, lists as lists", is_text=False),
    "sqlite": Format("sqlite", "application/vnd.sqlite3", "SQLite: one file, with indexes by date, site and source", is_text=False),
}


def write_text(kind: str, table: Table, selection: Selection, snapshot: Snapshot, out: BinaryIO) -> int:
    """Write the rows as jsonl, csv or csv-excel, the newest first; return how many. SQLite makes the lines, so this is all there is."""
    line, head = _TEXTS[kind]
    out.write(head(table.columns).encode())
    count = 0
    for batch in snapshot.batches(line(table.fields), selection, order=selection.order):
        out.writelines(chain.from_iterable(batch))
        count += len(batch)
    return count


def write_file(kind: str, table: Table, selection: Selection, snapshot: Snapshot, draft: Draft) -> int:
    """Write the rows in any format into a draft; return how many. Raises ConfigError when a library is missing."""
    if kind == "sqlite":
        return write_sqlite([(table, selection)], snapshot, draft)[0]
    if kind == "parquet":
        return parquet_writer()(table, selection, snapshot, draft.file)
    return write_text(kind, table, selection, snapshot, draft.file)


def parquet_writer() -> Callable[[Table, Selection, Snapshot, BinaryIO], int]:
    """Return the writer of Parquet files. Raises ConfigError when pyarrow is not installed."""
    try:
        from kazcrawl.export.parquet import write_parquet
    except ModuleNotFoundError as error:
        raise ConfigError("Parquet needs pyarrow; install it with: pip install pyarrow (in a checkout: make analysis)") from error
    return write_parquet


def _header(columns: Sequence[Any]) -> str:
    return ",".join(column.name for column in columns) + "\r\n"


_TEXTS: dict[str, tuple[Callable[[Sequence[Field]], list[str]], Callable[[Sequence[Any]], str]]] = {
    "jsonl": (json_line, lambda columns: ""),
    "csv": (csv_line, _header),
    "csv-excel": (excel_line, lambda columns: BYTE_ORDER_MARK + _header(columns)),
}
