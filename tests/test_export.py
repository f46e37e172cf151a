"""Exports: what is in them, that equal archives make equal bytes, and that a file is the old one or the new one, never half."""

import csv
import io
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kazcrawl.archive import ARTICLE_FIELDS, Archive, Chosen, Selection, Snapshot, csv_line, excel_line, json_line
from kazcrawl.archive.rowtext import EXCEL_CELL, FORMULA_STARTS
from kazcrawl.errors import ConfigError, ExportError
from kazcrawl.export import FORMATS, Dataset, Shape, export_file
from kazcrawl.export import parquet as parquet_format
from kazcrawl.export import sqlite as sqlite_format
from kazcrawl.export.files import open_draft
from kazcrawl.export.tables import COLUMNS, make_table
from kazcrawl.items import Credit, PostItem, Term

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FIRST = ["url", "title", "date", "source", "body", "author", "published_at"]
ITEM = PostItem(
    url="https://b.test/a/",
    title='Say "mill", twice',
    date=date(2015, 10, 21),
    published_at=datetime(2015, 10, 21, 18, 32, 10, tzinfo=UTC),
    source="=HYPERLINK(0)",
    body="Жаңалық, one.\n\n+two;\n\tthree",
    body_html="<p>Жаңалық, one.</p>",
    authors=("A", "B"),
    credit=Credit(author="C", date=date(2015, 10, 20), line="C, Mill News", rule="head", confidence=0.93),
    terms=(Term("tag", "x"), Term("tag", "y, z"), Term("category", "News")),
    wp_id=7,
)
BARE = PostItem(url="https://b.test/b/")
NAMES = tuple(column.name for column in COLUMNS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two posts; no test writes to it."""
    path = tmp_path_factory.mktemp("made") / "kazcrawl.db"
    with Archive.open(path) as found:
        for item in (ITEM, BARE):
            found.save_post(item, site="blog", run=None, now=NOW)
    return path


@pytest.fixture
def archive(made: Path) -> Iterator[Archive]:
    with Archive.open(made, read_only=True) as found:
        yield found


@pytest.fixture
def growing(made: Path, tmp_path: Path) -> Iterator[Archive]:
    """A copy of it that a test may write to."""
    with Archive.open(Path(shutil.copy(made, tmp_path / "growing.db"))) as found:
        yield found


@pytest.fixture
def snapshot(archive: Archive) -> Iterator[Snapshot]:
    with archive.snapshot() as found:
        yield found


def write(snapshot: Snapshot, target: Path, dataset: Dataset | None = None) -> Path:
    """Export to a file whose ending tells the format; return it."""
    kind = next(
        kind for kind, told in FORMATS.items() if target.name.endswith(f".{told.ending}") and not (kind == "csv" and "excel" in target.name)
    )
    export_file(kind, dataset or Dataset(), snapshot, target, force=True)
    return target


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# --- what is in them


def test_columns_lead_with_what_a_reader_looks_for_and_leave_none_of_the_view_out() -> None:
    assert list(NAMES[:7]) == FIRST
    assert sorted(NAMES) == sorted(ARTICLE_FIELDS)
    assert len({column.description for column in COLUMNS}) == len(COLUMNS)


def test_jsonl_is_what_the_json_module_writes(archive: Archive, snapshot: Snapshot, tmp_path: Path) -> None:
    written = write(snapshot, tmp_path / "x.jsonl").read_text(encoding="utf-8")
    rows = [{name: row[name] for name in NAMES} for row in archive.iter_articles()]
    assert written == "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    full, bare = rows
    assert (full["date"], full["published_at"], full["tags"]) == ("2015-10-21", "2015-10-21T18:32:10Z", ["x", "y, z"])
    assert (bare["title"], bare["date"], bare["published_at"], bare["tags"]) == (None, None, None, [])


def test_csv_is_what_the_csv_module_writes(archive: Archive, snapshot: Snapshot, tmp_path: Path) -> None:
    """Row 43."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(NAMES)
    for row in archive.iter_articles():
        writer.writerow(["; ".join(value) if isinstance(value, list) else value for value in (row[name] for name in NAMES)])
    assert write(snapshot, tmp_path / "x.csv").read_bytes() == out.getvalue().encode()


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


def lines(make: Any, rows: list[tuple[str, str, list[str]]]) -> bytes:
    """The rows as SQLite writes them down."""
    fields = [("title", "string", "a.title"), ("body", "text", "a.body"), ("tags", "list", "a.tags")]
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE a (title, body, tags)")
        database.executemany("INSERT INTO a VALUES (?, ?, ?)", [(title, body, json.dumps(tags)) for title, body, tags in rows])
        rows_ = database.execute(f"SELECT {', '.join(make(fields))} FROM a ORDER BY rowid")
        return b"".join(part for row in rows_ for part in row)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXT, TEXT, st.lists(TEXT, max_size=3)), max_size=5))
def test_any_text_survives_jsonl_and_csv(rows: list[tuple[str, str, list[str]]]) -> None:
    """Row 43."""
    told = [json.loads(line) for line in lines(json_line, rows).decode().split("\n")[:-1]]
    assert [(row["title"], row["body"], row["tags"]) for row in told] == rows
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows((title, body, "; ".join(tags)) for title, body, tags in rows)
    assert lines(csv_line, rows).decode() == out.getvalue()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT)
def test_no_cell_for_a_spreadsheet_is_a_formula_and_no_text_is_lost(text: str) -> None:
    """Row 42."""
    ((title, body, tags),) = csv.reader(io.StringIO(lines(excel_line, [(text, "plain", [text])]).decode(), newline=""))
    assert title == tags == ("'" if text[:1] and text[0] in FORMULA_STARTS else "") + text
    assert body == "plain"
    assert title[:1] not in FORMULA_STARTS or not title


@pytest.mark.parametrize(("length", "whole"), [(EXCEL_CELL, True), (EXCEL_CELL + 1, False), (3 * EXCEL_CELL, False)])
def test_text_longer_than_a_spreadsheet_cell_is_cut_and_says_so(length: int, whole: bool) -> None:
    ((cell, _, _),) = csv.reader(io.StringIO(lines(excel_line, [("ж" * length, "", [])]).decode(), newline=""))
    assert len(cell) <= 32_767
    assert cell.endswith("no longer cell]") is not whole


def test_csv_for_spreadsheets_is_marked_as_utf8_and_quotes_every_text(snapshot: Snapshot, tmp_path: Path) -> None:
    written = write(snapshot, tmp_path / "x.excel.csv")
    assert written.read_bytes().startswith(b"\xef\xbb\xbfurl,title,date,")
    full, bare = read_csv(written)
    assert (full["source"], full["title"], full["date"], full["wp_id"]) == ("'=HYPERLINK(0)", ITEM.title, "2015-10-21", "7")
    assert bare["title"] == ""
    assert b'"","",' in written.read_bytes()


def test_parquet_has_types_and_meanings(snapshot: Snapshot, tmp_path: Path) -> None:
    table = pq.read_table(write(snapshot, tmp_path / "x.parquet"))
    told = {name: table.schema.field(name).type for name in table.schema.names}
    assert told["date"] == told["credit_date"] == pa.date32()
    assert told["published_at"] == told["recorded_at"] == pa.timestamp("us", tz="UTC")
    assert told["source"] == told["language"] == pa.dictionary(pa.int32(), pa.string())
    assert told["tags"] == told["authors"] == pa.list_(pa.string())
    assert (told["revisions"], told["credit_confidence"], told["body"]) == (pa.int64(), pa.float64(), pa.string())
    assert all(field.metadata[b"description"] for field in table.schema)
    assert [field.name for field in table.schema if not field.nullable] == [column.name for column in COLUMNS if column.required]
    full, bare = table.to_pylist()
    assert (full["date"], full["published_at"], full["tags"]) == (ITEM.date, ITEM.published_at, ["x", "y, z"])
    assert (bare["title"], bare["date"], bare["tags"]) == (None, None, [])


def test_parquet_groups_its_rows_by_number_and_by_size(growing: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(150):
        growing.save_post(replace(BARE, url=f"https://b.test/{number}/", body="x" * 10), site="blog", run=None, now=NOW)
    with growing.snapshot() as snapshot:
        monkeypatch.setattr(parquet_format, "GROUP_ROWS", 100)
        assert pq.ParquetFile(write(snapshot, tmp_path / "x.parquet")).num_row_groups == 2
        monkeypatch.setattr(parquet_format, "GROUP_ROWS", 10_000)
        monkeypatch.setattr(parquet_format, "GROUP_BYTES", 900)
        assert pq.ParquetFile(write(snapshot, tmp_path / "x.parquet")).num_row_groups == 2
        assert pq.read_table(write(snapshot, tmp_path / "x.parquet")).num_rows == 152


@pytest.mark.parametrize("kind", FORMATS)
def test_dataset_without_rows_is_a_whole_file(snapshot: Snapshot, tmp_path: Path, kind: str) -> None:
    target = write(snapshot, tmp_path / f"x.{FORMATS[kind].ending}", Dataset(Selection(Chosen(site="none"))))
    if kind == "parquet":
        assert (pq.read_table(target).num_rows, pq.read_table(target).column_names) == (0, list(NAMES))
    elif kind == "sqlite":
        with closing(sqlite3.connect(target)) as database:
            assert database.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    else:
        assert target.read_bytes().count(b"\n") == (kind != "jsonl")


def test_every_format_holds_the_same_rows(archive: Archive, snapshot: Snapshot, tmp_path: Path) -> None:
    rows = {row["public_id"]: {name: row[name] for name in NAMES} for row in archive.iter_articles()}
    with closing(sqlite3.connect(write(snapshot, tmp_path / "x.sqlite"))) as database:
        database.row_factory = sqlite3.Row
        stored = [dict(row) for row in database.execute("SELECT * FROM articles")]
    lists = [column.name for column in COLUMNS if column.kind == "list"]
    assert {row["public_id"]: row | {name: json.loads(row[name]) for name in lists} for row in stored} == rows
    typed = pq.read_table(write(snapshot, tmp_path / "x.parquet")).to_pylist()
    plain = [{name: _as_text(value) for name, value in row.items()} for row in typed]
    assert {row["public_id"]: row for row in plain} == rows


def _as_text(value: Any) -> Any:
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, date) else value


def test_sqlite_is_in_the_order_of_its_key_with_indexes(snapshot: Snapshot, tmp_path: Path) -> None:
    with closing(sqlite3.connect(write(snapshot, tmp_path / "x.sqlite"))) as database:
        ids = [public_id for (public_id,) in database.execute("SELECT public_id FROM articles ORDER BY rowid")]
        plan = str(database.execute("EXPLAIN QUERY PLAN SELECT * FROM articles WHERE source = 'x'").fetchall())
        (healthy,) = database.execute("PRAGMA integrity_check").fetchone()
        (free,) = database.execute("PRAGMA freelist_count").fetchone()
    assert ids == sorted(ids)
    assert "articles_by_source" in plan
    assert (healthy, free) == ("ok", 0)


# --- which columns, which rows

SHAPES = {
    "no authors": (Shape(authors=False), {"author", "authors", "credit_author", "credit_line"}, set()),
    "no body": (Shape(body=False), {"body", "body_html", "credit_line"}, set()),
    "excerpt": (Shape(excerpt=9), {"body", "body_html", "credit_line"}, {"excerpt"}),
    "excerpt and no body": (Shape(body=False, excerpt=9), {"body", "body_html", "credit_line"}, {"excerpt"}),
}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("shape", SHAPES)
def test_what_may_not_be_passed_on_is_left_out(snapshot: Snapshot, tmp_path: Path, kind: str, shape: str) -> None:
    """Row 49."""
    asked, missing, added = SHAPES[shape]
    target = tmp_path / f"x.{FORMATS[kind].ending}"
    write(snapshot, target, Dataset(shape=asked))
    names = {column.name for column in make_table(asked).columns}
    assert names == (set(NAMES) - missing) | added
    raw = target.read_bytes()
    if kind != "parquet":
        assert (b"three" in raw) is (asked.body and asked.excerpt is None)
        assert (b"C, Mill News" in raw) is (asked.authors and asked.whole)
        assert ("Жаңалық, ".encode() in raw) is (asked.body or asked.excerpt is not None)


def test_filters_of_a_search_choose_the_rows(snapshot: Snapshot, tmp_path: Path) -> None:
    (row,) = read_csv(write(snapshot, tmp_path / "x.csv", Dataset(Selection(Chosen(term="Y, Z")))))
    assert row["title"] == ITEM.title
    assert read_csv(write(snapshot, tmp_path / "x.csv", Dataset(Selection(Chosen(site="other"))))) == []


# --- the same bytes


@pytest.mark.parametrize("kind", FORMATS)
def test_same_archive_gives_the_same_bytes(archive: Archive, tmp_path: Path, kind: str) -> None:
    for name in ("one", "two"):
        with archive.snapshot() as snapshot:
            export_file(kind, Dataset(), snapshot, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_snapshot_sees_nothing_of_what_is_stored_meanwhile(growing: Archive, tmp_path: Path) -> None:
    """Row 46."""
    with growing.snapshot() as snapshot:
        before = write(snapshot, tmp_path / "x.csv").read_bytes()
        growing.save_post(replace(ITEM, title="Later"), site="blog", run=None, now=NOW)
        growing.save_post(replace(BARE, url="https://b.test/c/"), site="blog", run=None, now=NOW)
        assert write(snapshot, tmp_path / "x.csv").read_bytes() == before
    with growing.snapshot() as later:
        assert len(read_csv(write(later, tmp_path / "x.csv"))) == 3


# --- files


@pytest.mark.parametrize("kind", FORMATS)
def test_file_is_written_whole_in_utf8_and_closed_to_others(snapshot: Snapshot, tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"posts.{kind}"
    assert export_file(kind, Dataset(), snapshot, target) == 2
    raw = target.read_bytes()
    assert kind == "parquet" or "Жаңалық".encode() in raw
    if FORMATS[kind].is_text:
        assert (b"\r\n" in raw) is kind.startswith("csv")
    assert stat.S_IMODE(target.stat().st_mode) & 0o027 == 0
    assert list(tmp_path.glob(".kazcrawl-*")) == []


def test_file_that_stands_is_replaced_only_when_asked(snapshot: Snapshot, tmp_path: Path) -> None:
    target = tmp_path / "posts.csv"
    target.write_text("old")
    with pytest.raises(ExportError, match="--force"):
        export_file("csv", Dataset(), snapshot, target)
    assert target.read_text() == "old"
    export_file("csv", Dataset(), snapshot, target, force=True)
    assert target.read_text(encoding="utf-8").startswith("url,")


class Failing(Snapshot):
    """A snapshot under which the disk fails after the first rows."""

    def __init__(self, whole: Snapshot) -> None:
        self.whole = whole

    def batches(self, *words: Any, **options: Any) -> Iterator[list[Any]]:
        yield next(self.whole.batches(*words, **options))
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("kind", FORMATS)
def test_export_that_fails_leaves_the_old_file_and_nothing_else(snapshot: Snapshot, tmp_path: Path, kind: str) -> None:
    """Row 45."""
    target = tmp_path / "posts"
    target.write_text("old")
    with pytest.raises(ExportError, match="No space left"):
        export_file(kind, Dataset(), Failing(snapshot), target, force=True)
    assert target.read_text() == "old"
    assert list(tmp_path.glob(".kazcrawl-*")) == []


def test_full_disk_under_a_sqlite_file_is_told_in_one_line(snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_format, "_PRAGMAS", (*sqlite_format._PRAGMAS, "max_page_count=2"))
    with pytest.raises(ExportError, match=r"cannot write .*x\.sqlite: database or disk is full"):
        write(snapshot, tmp_path / "x.sqlite")
    assert list(tmp_path.glob("*.sqlite")) == []


def test_drafts_of_killed_exports_are_swept_away_and_living_ones_are_not(snapshot: Snapshot, tmp_path: Path) -> None:
    """Row 45."""
    dead = tmp_path / ".kazcrawl-1-1.new"
    dead.write_text("half")
    with open_draft(tmp_path / "other", force=False) as living:
        write(snapshot, tmp_path / "x.csv")
        assert living.path.exists()
    assert not dead.exists()
    assert list(tmp_path.glob(".kazcrawl-*")) == []


@pytest.mark.parametrize("kind", ["parquet", "sqlite"])
def test_binary_format_wants_a_file(snapshot: Snapshot, kind: str) -> None:
    with pytest.raises(ConfigError, match="-o FILE"):
        export_file(kind, Dataset(), snapshot, None)


def test_parquet_without_its_library_says_what_to_install(snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "kazcrawl.export.parquet", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigError, match="pip install pyarrow"):
        export_file("parquet", Dataset(), snapshot, tmp_path / "x.parquet")
    assert list(tmp_path.glob("*parquet*")) == []


def link(place: Path) -> None:
    (place.parent / "elsewhere").write_text("precious")
    place.symlink_to(place.parent / "elsewhere")


TARGETS = {
    "a link": link,
    "a dangling link": lambda place: place.symlink_to(place.parent / "nowhere"),
    "a folder": lambda place: place.mkdir(),
    "a pipe": os.mkfifo,
}


@pytest.mark.parametrize("kind", TARGETS)
@pytest.mark.parametrize("force", [True, False])
def test_odd_target_is_refused(snapshot: Snapshot, tmp_path: Path, kind: str, force: bool) -> None:
    """Row 44."""
    target = tmp_path / "posts.csv"
    TARGETS[kind](target)
    with pytest.raises(ExportError):
        export_file("csv", Dataset(), snapshot, target, force=force)
    if kind == "a link":
        assert (tmp_path / "elsewhere").read_text() == "precious"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("name", ["no/posts.csv", "file/posts.csv", "x" * 300, "a\x00b"])
def test_place_that_cannot_be_written_is_told_in_one_line(snapshot: Snapshot, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExportError) as caught:
        export_file("csv", Dataset(), snapshot, tmp_path / name)
    assert "\n" not in str(caught.value)


def test_standard_output_is_utf8_whatever_the_locale(made: Path, tmp_path: Path) -> None:
    """Row 64."""
    words = [sys.executable, "-m", "kazcrawl", "--data", str(made.parent), "export", "csv"]
    environment = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "HOME": str(tmp_path)}
    done = subprocess.run(words, capture_output=True, timeout=60, check=True, env=environment, cwd=Path(__file__).parent.parent)
    assert done.stdout.decode("utf-8").count("\r\n") == 3
    assert "Жаңалық" in done.stdout.decode("utf-8")


def test_rows_are_written_a_batch_at_a_time(growing: Archive) -> None:
    """Row 65."""
    for number in range(3):
        growing.save_post(replace(BARE, url=f"https://b.test/{number}/"), site="blog", run=None, now=NOW)
    with growing.snapshot() as later:
        batches = later.batches(["articles.url"], Selection(), order="newest", size=2)
        assert [len(batch) for batch in batches] == [2, 2, 1]
