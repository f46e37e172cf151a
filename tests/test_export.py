"""Exports: what is in them, and that a file is the old one or the new one, never half."""

import csv
import io
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcrawl.archive import ARTICLE_FIELDS, Archive
from kazcrawl.errors import ExportError
from kazcrawl.export import FORMATS, export_file, write_csv, write_jsonl
from kazcrawl.export.formats import FIELDS
from kazcrawl.items import PostItem, Term

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FIRST = ["url", "title", "date", "source", "body", "author", "published_at"]
ITEM = PostItem(
    url="https://b.test/a/",
    title='Say "mill", twice',
    date=date(2015, 10, 21),
    published_at=datetime(2015, 10, 21, 18, 32, 10, tzinfo=UTC),
    source="=HYPERLINK(0)",
    body="Жаңалық, one.\n\n+two;\n\tthree",
    authors=("A", "B"),
    terms=(Term("tag", "x"), Term("tag", "y, z")),
)
BARE = PostItem(url="https://b.test/b/")


@pytest.fixture
def rows(tmp_path: Path) -> list[dict[str, Any]]:
    with Archive.open(tmp_path / "kazcrawl.db") as archive:
        for item in (ITEM, BARE):
            archive.save_post(item, site="blog", run=None, now=NOW)
        return list(archive.iter_articles())


def test_fields_lead_with_what_a_reader_looks_for_and_leave_none_out() -> None:
    assert list(FIELDS[:7]) == FIRST
    assert sorted(FIELDS) == sorted(ARTICLE_FIELDS)


def test_jsonl_is_one_object_per_line_with_iso_times_and_nulls(rows: list[dict[str, Any]]) -> None:
    out = io.StringIO()
    assert write_jsonl(rows, out) == 2
    full, bare = map(json.loads, out.getvalue().splitlines())
    assert list(full)[:7] == FIRST
    assert full == rows[0]
    assert (full["date"], full["published_at"], full["tags"]) == ("2015-10-21", "2015-10-21T18:32:10Z", ["x", "y, z"])
    assert (bare["title"], bare["date"], bare["published_at"], bare["tags"]) == (None, None, None, [])
    assert "Жаңалық" in out.getvalue()


def test_csv_is_rfc_4180_and_reads_back_the_same(rows: list[dict[str, Any]]) -> None:
    out = io.StringIO(newline="")
    assert write_csv(rows, out) == 2
    text = out.getvalue()
    header, full, bare = csv.reader(io.StringIO(text, newline=""))
    assert header == list(FIELDS)
    assert text.startswith(",".join(FIELDS) + "\r\n")
    assert text.endswith("\r\n")
    told = dict(zip(header, full, strict=True))
    assert (told["title"], told["body"], told["source"]) == (ITEM.title, ITEM.body, ITEM.source)
    assert (told["author"], told["tags"], told["published_at"]) == ("A; B", "x; y, z", "2015-10-21T18:32:10Z")
    assert dict(zip(header, bare, strict=True))["title"] == ""


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.lists(st.fixed_dictionaries({"title": TEXT, "body": TEXT}), max_size=5))
def test_any_text_survives_both_formats(rows: list[dict[str, str]]) -> None:
    out = io.StringIO(newline="")
    write_csv(rows, out, fields=("title", "body"))
    assert [{"title": t, "body": b} for t, b in csv.reader(io.StringIO(out.getvalue(), newline=""))][1:] == rows
    out = io.StringIO(newline="")
    write_jsonl(rows, out, fields=("title", "body"))
    assert [json.loads(line) for line in out.getvalue().split("\n")[:-1]] == rows


# --- files


@pytest.mark.parametrize("kind", FORMATS)
def test_file_is_written_whole_in_utf8_and_closed_to_others(rows: list[dict[str, Any]], tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"posts.{kind}"
    assert export_file(kind, rows, target) == 2
    raw = target.read_bytes()
    assert "Жаңалық".encode() in raw
    assert (b"\r\n" in raw) is (kind == "csv")
    assert stat.S_IMODE(target.stat().st_mode) & 0o027 == 0
    assert list(tmp_path.glob(".kazcrawl-*")) == []


def test_same_archive_gives_the_same_bytes(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    for name in ("one.jsonl", "two.jsonl"):
        export_file("jsonl", rows, tmp_path / name)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_file_that_stands_is_replaced_only_when_asked(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    target = tmp_path / "posts.csv"
    target.write_text("old")
    with pytest.raises(ExportError, match="--force"):
        export_file("csv", rows, target)
    assert target.read_text() == "old"
    export_file("csv", rows, target, force=True)
    assert target.read_text(encoding="utf-8").startswith("url,")


def broken(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield rows[0]
    raise OSError(28, "No space left on device")


def test_export_that_fails_leaves_the_old_file_and_nothing_else(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    target = tmp_path / "posts.jsonl"
    target.write_text("old")
    with pytest.raises(ExportError, match="No space left"):
        export_file("jsonl", broken(rows), target, force=True)
    assert target.read_text() == "old"
    assert list(tmp_path.glob(".kazcrawl-*")) == []


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
def test_odd_target_is_refused(rows: list[dict[str, Any]], tmp_path: Path, kind: str, force: bool) -> None:
    target = tmp_path / "posts.csv"
    TARGETS[kind](target)
    with pytest.raises(ExportError):
        export_file("csv", rows, target, force=force)
    if kind == "a link":
        assert (tmp_path / "elsewhere").read_text() == "precious"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("name", ["no/posts.csv", "kazcrawl.db/posts.csv", "x" * 300, "a\x00b"])
def test_place_that_cannot_be_written_is_told_in_one_line(rows: list[dict[str, Any]], tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError) as caught:
        export_file("csv", rows, tmp_path / name)
    assert "\n" not in str(caught.value)


def test_standard_output_is_utf8_whatever_the_locale(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from kazcrawl.archive import Archive; from kazcrawl.export import export_file\n"
    code += "with Archive.open(Path(sys.argv[1]), read_only=True) as a: export_file('csv', a.iter_articles(), None)"
    words = [sys.executable, "-c", code, str(tmp_path / "kazcrawl.db")]
    environment = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(words, capture_output=True, timeout=60, check=True, env=environment, cwd=Path(__file__).parent.parent)
    assert done.stdout.decode("utf-8").count("\r\n") == 3
    assert "Жаңалық" in done.stdout.decode("utf-8")


def test_export_reads_row_by_row(tmp_path: Path) -> None:
    taken = 0

    def count() -> Iterator[dict[str, Any]]:
        nonlocal taken
        for taken in range(1, 4):  # noqa: B007 - the last one taken is what is asserted
            yield dict.fromkeys(FIELDS, "x")

    class Full(io.StringIO):
        def write(self, text: str) -> int:
            if taken == 2:
                raise OSError(28, "No space left on device")
            return super().write(text)

    with pytest.raises(OSError, match="No space"):
        write_jsonl(count(), Full())
    assert taken == 2


def test_item_without_anything_exports_too(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "k.db") as archive:
        archive.save_post(replace(BARE, wp_id=3), site="blog", run=None, now=NOW)
        assert export_file("jsonl", archive.iter_articles(), tmp_path / "x.jsonl") == 1
