"""A dataset as Parquet: typed columns, in groups of rows, so that memory does not grow with them. The only user of pyarrow."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from kazcrawl.archive import Selection, Snapshot
from kazcrawl.export.tables import Column, Table

GROUP_ROWS, GROUP_BYTES = 2_500, 48 << 20
_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
    "list": pa.list_(pa.string()),
}


def write_parquet(table: Table, selection: Selection, snapshot: Snapshot, out: BinaryIO) -> int:
    """Write the rows, the newest first, with the columns' meanings as metadata; return how many."""
    schema = pa.schema([_field(column) for column in table.columns], metadata={"title": table.title})
    texts = [column.name for column in table.columns if "body" in column.holds]
    options: dict[str, Any] = {
        "compression": "zstd",
        "use_dictionary": [column.name for column in table.columns if column.few],
        # the least and the greatest of long texts are long and tell nothing
        "write_statistics": [column.name for column in table.columns if column.name not in texts and column.kind != "list"],
    }
    count = 0
    with pq.ParquetWriter(out, schema, **options) as writer:
        for rows in _groups(table, selection, snapshot):
            columns = [_array(column, values) for column, values in zip(table.columns, zip(*rows, strict=True), strict=True)]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema), row_group_size=len(rows))
            count += len(rows)
    return count


def _groups(table: Table, selection: Selection, snapshot: Snapshot) -> Iterator[list[Any]]:
    """Yield the rows in groups of GROUP_ROWS, or fewer where their texts come to GROUP_BYTES."""
    texts = [place for place, column in enumerate(table.columns) if column.kind == "text"]
    rows: list[Any] = []
    size = 0
    for batch in snapshot.batches([_value(*field) for field in table.fields], selection, order=selection.order):
        rows += batch
        size += sum(len(row[place] or b"") for row in batch for place in texts)
        if len(rows) >= GROUP_ROWS or size >= GROUP_BYTES:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


def _field(column: Column) -> pa.Field:
    kind = pa.dictionary(pa.int32(), pa.string()) if column.few else _TYPES[column.kind]
    return pa.field(column.name, kind, nullable=not column.required, metadata={"description": column.description})


def _array(column: Column, values: Sequence[Any]) -> pa.Array:
    """Return the values as they stand in the archive (ISO text, JSON arrays, 0 and 1) as an array of the column's type."""
    if column.few:
        return pa.array(values, pa.string()).dictionary_encode()
    make = _MAKERS.get(column.kind)
    return make(values) if make else pa.array(values, _TYPES[column.kind])


def _value(_: str, kind: str, sql: str) -> str:
    """Long texts come as the UTF-8 bytes that they are in both files: no Python string is made of them on the way."""
    return f"CAST({sql} AS BLOB)" if kind == "text" else sql


def _read_texts(kind: str) -> Callable[[Sequence[Any]], pa.Array]:
    return lambda values: pa.array(values, pa.string()).cast(_TYPES[kind])


def _read_lists(values: Sequence[str]) -> pa.Array:
    """Many posts share their terms: each text is read once."""
    read = {value: json.loads(value) for value in set(values)}
    return pa.array([read[value] for value in values], _TYPES["list"])


_MAKERS: dict[str, Callable[[Sequence[Any]], pa.Array]] = {
    "date": _read_texts("date"),
    "datetime": _read_texts("datetime"),
    "boolean": lambda values: pa.array([None if value is None else bool(value) for value in values], pa.bool_()),
    "list": _read_lists,
    "text": lambda values: pa.array(values, pa.binary()).view(pa.string()),
}
