"""How a package's files are loaded, in the tools that analysts use. Pure."""

from collections.abc import Sequence

from kazcrawl.export.tables import Table

_SQLITE = """SQLite:

```sh
sqlite3 kazcrawl.sqlite "SELECT source, count(*) FROM {table} GROUP BY source ORDER BY 2 DESC LIMIT 10"
```"""
_DUCKDB = """DuckDB:

```sql
SELECT source, count(*) FROM {duckdb} GROUP BY source ORDER BY 2 DESC LIMIT 10;
```"""
_PANDAS = """pandas:

```python
{more}import pandas as pd

posts = {pandas}
```"""
_POLARS = """polars:

```python
{more}import polars as pl

posts = {polars}
```"""
_R = """R:

```r
{r}
```"""


def loading(files: Sequence[str], tables: Sequence[Table]) -> str:
    """Return the section of a README that loads the first table from the best of these files, tool by tool."""
    table = tables[0]
    best = next((ending for ending in ("parquet", "csv", "jsonl", "excel.csv") if f"{table.name}.{ending}" in files), "sqlite")
    told = {name: recipe.format(file=f"{table.name}.{best}", table=table.name, **_kinds(table)) for name, recipe in _RECIPES[best].items()}
    told["more"] = "import sqlite3\n\n" if best == "sqlite" else ""
    parts = [_SQLITE.format(table=table.name)] if "kazcrawl.sqlite" in files else []
    parts += [_DUCKDB.format(**told), _PANDAS.format(**told), _POLARS.format(**told), _R.format(**told)]
    return "\n\n".join(parts)


def _kinds(table: Table) -> dict[str, str]:
    """The names of the columns that a reader of text must be told are days and instants."""
    names = {kind: [column.name for column in table.columns if column.kind == kind] for kind in ("date", "datetime")}
    return {"days": str(names["date"] + names["datetime"])}


_CSV = {
    "duckdb": "read_csv('{file}', header = true, quote = '\"', escape = '\"')",
    "pandas": 'pd.read_csv("{file}", parse_dates={days})',
    "polars": 'pl.read_csv("{file}", try_parse_dates=True, infer_schema_length=None)',
    "r": 'posts <- read.csv("{file}", fileEncoding = "UTF-8", na.strings = "")',
}
_RECIPES = {
    "parquet": {
        "duckdb": "'{file}'",
        "pandas": 'pd.read_parquet("{file}")',
        "polars": 'pl.read_parquet("{file}")',
        "r": 'posts <- arrow::read_parquet("{file}")',
    },
    "csv": _CSV,
    "excel.csv": {**_CSV, "r": 'posts <- read.csv("{file}", fileEncoding = "UTF-8-BOM", na.strings = "")'},
    "jsonl": {
        "duckdb": "read_json('{file}', format = 'newline_delimited')",
        "pandas": 'pd.read_json("{file}", lines=True, convert_dates={days})',
        "polars": 'pl.read_ndjson("{file}", infer_schema_length=None)',
        "r": 'posts <- jsonlite::stream_in(file("{file}"))',
    },
    "sqlite": {
        "duckdb": "sqlite_scan('kazcrawl.sqlite', '{table}')",
        "pandas": 'pd.read_sql("SELECT * FROM {table}", sqlite3.connect("kazcrawl.sqlite"))',
        "polars": 'pl.read_database("SELECT * FROM {table}", sqlite3.connect("kazcrawl.sqlite"), infer_schema_length=None)',
        "r": 'posts <- DBI::dbReadTable(DBI::dbConnect(RSQLite::SQLite(), "kazcrawl.sqlite"), "{table}")',
    },
}
