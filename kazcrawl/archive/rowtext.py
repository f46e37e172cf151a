"""Rows that SQLite itself writes down as JSON or CSV: several times faster than making Python values of them first. Pure: SQL out.

A field is its name, its kind (KINDS) and the SQL expression of its value. What stands in the archive holds no NUL and no control
characters but tab and newline (`text.clean_text`)."""

from collections.abc import Callable, Sequence

Field = tuple[str, str, str]
KINDS = ("string", "text", "integer", "number", "boolean", "date", "datetime", "list")
"""What a value is: a text is a long string; days and instants are ISO text, booleans 0 and 1, lists JSON arrays of strings, in the
database."""

# Excel refuses more than 32,767 UTF-16 units in a cell; the margin is for characters that take two.
EXCEL_CELL = 32_000
EXCEL_CUT = " … [cut here: Excel holds no longer cell]"
# What a spreadsheet takes for the start of a formula, with the full-width forms that some of its languages know too.
FORMULA_STARTS = "=+@\t\r\n＝＋＠－-"


def json_line(fields: Sequence[Field]) -> list[str]:
    """Return the expressions whose values, one after the other, are a row as one line of JSON: UTF-8 bytes with a newline.

    Lists are arrays, unknown values null.

    At most 63 fields: SQLite's functions take 127 arguments."""
    told = ", ".join(f"{_literal(name)}, {_json(kind, sql)}" for name, kind, sql in fields)
    return [f"CAST(json_object({told}) || char(10) AS BLOB)"]


def csv_line(fields: Sequence[Field]) -> list[str]:
    """Return the expressions whose values, one after the other, are a row of RFC 4180: UTF-8 bytes with CRLF, quoted where the `csv`
    module would quote.

    Lists are joined with "; ", an unknown value is an empty cell."""
    return _line(fields, _cell)


def excel_line(fields: Sequence[Field]) -> list[str]:
    """Return the same for a spreadsheet: every text in quotes, an apostrophe before what would be a formula, long texts cut."""
    return _line(fields, _excel_cell)


def _line(fields: Sequence[Field], cell: Callable[[str, str], str]) -> list[str]:
    """Short cells are put together by one printf, long texts stand alone: so no text is copied more often than it must be."""
    parts: list[str] = []
    shape = ""
    cells: list[str] = []
    for place, (_, kind, sql) in enumerate(fields):
        shape += "," if place else ""
        if kind == "text":
            parts += [_printed(shape, cells), f"CAST({cell(kind, sql)} AS BLOB)"]
            shape, cells = "", []
        else:
            shape += "%s"
            cells.append(cell(kind, sql))
    return [*parts, _printed(shape + "\r\n", cells)]


def _printed(shape: str, cells: Sequence[str]) -> str:
    return f"CAST(printf({', '.join((_literal(shape), *cells))}) AS BLOB)"


def _literal(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def _json(kind: str, sql: str) -> str:
    if kind == "list":
        return f"json({sql})"
    return f"json(CASE {sql} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END)" if kind == "boolean" else sql


def _cell(kind: str, sql: str) -> str:
    if kind == "list":
        return _of_list(sql, _quoted_if_needed("v"))
    return f"coalesce({_quoted_if_needed(sql) if kind in ('string', 'text') else _plain(kind, sql)}, '')"


def _excel_cell(kind: str, sql: str) -> str:
    if kind == "list":
        return _of_list(sql, _defused("v"))
    return _defused(sql) if kind in ("string", "text") else f"coalesce({_plain(kind, sql)}, '')"


def _plain(kind: str, sql: str) -> str:
    return f"CASE {sql} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END" if kind == "boolean" else sql


def _of_list(sql: str, cell: str) -> str:
    """The cell of a list: a subquery with an aggregate is worked out once, however often `cell` names its value `v`."""
    return f"(SELECT coalesce({cell}, '') FROM (SELECT group_concat(value, '; ') AS v FROM json_each({sql})))"


def _quoted_if_needed(sql: str) -> str:
    # instr stops at the first of its letters; GLOB with a set of them takes ten times as long over a text that has none
    special = " OR ".join(f"instr({sql}, {char})" for char in ("','", "char(10)", "'\"'", "char(13)"))
    return f"""CASE WHEN {special} THEN '"' || replace({sql}, '"', '""') || '"' ELSE {sql} END"""


def _defused(sql: str) -> str:
    cut = f"CASE WHEN length({sql}) > {EXCEL_CELL} THEN substr({sql}, 1, {EXCEL_CELL}) || {_literal(EXCEL_CUT)} ELSE {sql} END"
    starts = ", ".join(str(ord(char)) for char in FORMULA_STARTS)
    guard = f"CASE WHEN {sql} GLOB '[' || char({starts}) || ']*' THEN char(39) ELSE '' END"
    return f"""'"' || coalesce(replace({guard} || {cut}, '"', '""'), '') || '"'"""
