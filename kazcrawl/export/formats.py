"""How rows are written down. Pure over a stream of rows and a text file."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TextIO

from kazcrawl.archive import ARTICLE_FIELDS

# What a reader looks for comes first, then the rest in the archive's order.
FIRST_FIELDS = ("url", "title", "date", "source", "body", "author", "published_at")
FIELDS = (*FIRST_FIELDS, *(name for name in ARTICLE_FIELDS if name not in FIRST_FIELDS))
Row = Mapping[str, Any]


def write_jsonl(rows: Iterable[Row], out: TextIO, *, fields: Sequence[str] = FIELDS) -> int:
    """Write one JSON object per line, UTF-8 as it is, lists as lists, unknown values as null; return the number of rows."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    count = 0
    for row in rows:
        out.write(encode({name: row[name] for name in fields}) + "\n")
        count += 1
    return count


def write_csv(rows: Iterable[Row], out: TextIO, *, fields: Sequence[str] = FIELDS) -> int:
    """Write RFC 4180: a header, CRLF, quotes where needed, every value as its text; return the number of rows.

    Lists are joined with "; ", an unknown value is an empty cell. Texts are kept as they are, also those that a spreadsheet
    would take for a formula. `out` must not translate line ends (newline="")."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(fields)
    count = 0
    for row in rows:
        writer.writerow([_cell(row[name]) for name in fields])
        count += 1
    return count


FORMATS: dict[str, Callable[..., int]] = {"jsonl": write_jsonl, "csv": write_csv}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
