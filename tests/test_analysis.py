"""What analysts do with datasets: other tools read the same rows, a validator finds nothing, and the guide's own code runs.

Slow: it needs what `make analysis` installs."""

import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.archive import make_archive
from kazcrawl.archive import Archive, Selection
from kazcrawl.export import FORMATS, Card, Dataset, export_file, export_package
from tests.conftest import ROOT

pytestmark = pytest.mark.slow
GUIDE = ROOT / "docs/analysis.md"
COLUMNS = ("public_id", "title", "date", "source", "body", "published_at", "revisions", "credit_confidence")


def blocks(text: str, language: str = "python") -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of 400 invented posts in every format, in the folder of their archive."""
    folder = tmp_path_factory.mktemp("invented")
    make_archive(folder / "kazcrawl.db", 400)
    with Archive.open(folder / "kazcrawl.db", read_only=True) as archive, archive.snapshot() as snapshot:
        export_package(folder / "package", Dataset(Selection(versions=True)), snapshot, tuple(FORMATS), Card())
        export_file("parquet", Dataset(), snapshot, folder / "posts.parquet")
        export_file("parquet", Dataset(Selection(versions=True)), snapshot, folder / "versions.parquet")
    return folder / "package"


def test_validator_finds_nothing_wrong_with_the_package(package: Path) -> None:
    words = [sys.executable, "-m", "frictionless", "validate", "--json", MANIFEST]
    done = subprocess.run(words, cwd=package, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert done.returncode == 0, done.stdout
    assert report["valid"]
    assert [task["type"] for task in report["tasks"]].count("table") == 6
    (package.parent / "broken").mkdir()
    for name in (MANIFEST, "articles.parquet", "articles.csv"):
        shutil.copy(package / name, package.parent / "broken")
    with (package.parent / "broken/articles.csv").open("ab") as file:
        file.write(b"x\r\n")
    assert subprocess.run(words, cwd=package.parent / "broken", capture_output=True, check=False).returncode == 1


MANIFEST = "datapackage.json"


def _with_csv(package: Path) -> list[tuple[Any, ...]]:
    with (package / "articles.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row[name] for name in COLUMNS) for row in csv.DictReader(file)]


def _with_jsonl(package: Path) -> list[tuple[Any, ...]]:
    lines = (package / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [tuple(json.loads(line)[name] for name in COLUMNS) for line in lines]


def _with_sqlite(package: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(package / "kazcrawl.sqlite")) as database:
        return database.execute(f"SELECT {', '.join(COLUMNS)} FROM articles").fetchall()


def _with_pandas(name: str) -> Callable[[Path], list[tuple[Any, ...]]]:
    def read(package: Path) -> list[tuple[Any, ...]]:
        import pandas as pd

        frame = pd.read_csv(package / name) if name.endswith(".csv") else pd.read_parquet(package / name)
        return list(frame[list(COLUMNS)].itertuples(index=False, name=None))

    return read


def _with_duckdb(name: str) -> Callable[[Path], list[tuple[Any, ...]]]:
    def read(package: Path) -> list[tuple[Any, ...]]:
        import duckdb

        return duckdb.sql(f"SELECT {', '.join(COLUMNS)} FROM '{package / name}'").fetchall()

    return read


def _with_polars(name: str) -> Callable[[Path], list[tuple[Any, ...]]]:
    def read(package: Path) -> list[tuple[Any, ...]]:
        import polars as pl

        readers = {"csv": pl.read_csv, "parquet": pl.read_parquet, "jsonl": pl.read_ndjson}
        return readers[name.rpartition(".")[2]](package / name).select(COLUMNS).rows()

    return read


READERS = {
    "csv": _with_csv,
    "json": _with_jsonl,
    "sqlite3": _with_sqlite,
    **{f"pandas, {name}": _with_pandas(f"articles.{name}") for name in ("csv", "parquet")},
    **{f"DuckDB, {name}": _with_duckdb(f"articles.{name}") for name in ("csv", "jsonl", "parquet")},
    **{f"polars, {name}": _with_polars(f"articles.{name}") for name in ("csv", "jsonl", "parquet")},
}


def plain(value: Any) -> str:
    """A value as text, whatever a tool makes of it: unknown is "", a whole float is its number, instants are UTC."""
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    if hasattr(value, "isoformat"):
        told = value.isoformat()
        return re.sub(r"T00:00:00$", "", told).replace("+00:00", "Z") if value == value else ""
    text = str(value)
    if re.fullmatch(r"\d\.\d+", text):
        return f"{float(text):g}"
    return text


@pytest.mark.parametrize("reader", [name for name in READERS if name != "json"])
@pytest.mark.filterwarnings("ignore")
def test_every_tool_reads_the_same_rows(package: Path, reader: str) -> None:
    def rows(name: str) -> list[tuple[str, ...]]:
        return sorted(
            tuple(_comparable(column, value) for column, value in zip(COLUMNS, row, strict=True)) for row in READERS[name](package)
        )

    expected = rows("json")
    assert len(expected) == 400
    assert rows(reader) == expected


def _comparable(column: str, value: Any) -> str:
    told = plain(value)
    if column == "published_at" and told:  # naive where a tool keeps no zone: the column's is UTC
        told = told.removesuffix("Z").replace(" ", "T").removesuffix("+00:00")
    return told


def run_code(code: str, folder: Path) -> str:
    """Run Python in a process of its own, without a screen."""
    environment = {"MPLBACKEND": "Agg", "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_guide_runs_from_its_first_block_to_its_last_and_makes_its_pictures(package: Path) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    out = run_code("\n".join(blocks(text)), package.parent)
    assert "posts have no date" in out
    assert "--- before" in out
    named = re.findall(r"\]\(pictures/([\w-]+\.png)\)", text)
    assert len(named) == 5
    for name in named:
        assert (package.parent / name).stat().st_size > 4_000
        assert (ROOT / "docs/pictures" / name).stat().st_size > 4_000


def test_first_look_of_the_readme_runs(package: Path) -> None:
    (code,) = blocks((ROOT / "README.md").read_text(encoding="utf-8"))
    assert "Caspian Courier" in run_code(code, package.parent)
    assert (package.parent / "posts.png").stat().st_size > 4_000


@pytest.mark.parametrize("kind", FORMATS)
def test_package_tells_how_it_is_loaded_in_code_that_runs(package: Path, tmp_path: Path, kind: str) -> None:
    with Archive.open(package.parent / "kazcrawl.db", read_only=True) as archive, archive.snapshot() as snapshot:
        export_package(tmp_path / "p", Dataset(), snapshot, (kind,), Card())
    text = (tmp_path / "p/README.md").read_text(encoding="utf-8")
    pandas, polars = blocks(text)
    for code in (pandas, polars):
        assert run_code(f"{code}\nprint(len(posts))", tmp_path / "p") == "400\n"
    if kind == "sqlite":
        (words,) = blocks(text, "sh")
        assert (
            "Caspian Courier" in subprocess.run(["sh", "-c", words], cwd=tmp_path / "p", capture_output=True, text=True, check=True).stdout
        )
    else:
        (sql,) = blocks(text, "sql")
        assert "Caspian Courier" in run_code(f"import duckdb\nprint(duckdb.sql({sql!r}))", tmp_path / "p")


def test_two_processes_write_the_same_bytes_whatever_their_hash_seed_zone_and_locale(package: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "kazcrawl", "--data", str(package.parent), "export", "package", "--revisions"]
    words += [word for kind in FORMATS for word in ("-f", kind)]
    for name, more in {"p": {"PYTHONHASHSEED": "1", "TZ": "Asia/Almaty"}, "q": {"PYTHONHASHSEED": "2", "LC_ALL": "C"}}.items():
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **more}
        subprocess.run([*words, str(tmp_path / name)], cwd=ROOT, check=True, capture_output=True, env=environment)
    files = {path.name: path.read_bytes() for path in (tmp_path / "p").iterdir()}
    assert len(files) == 13
    assert {path.name: path.read_bytes() for path in (tmp_path / "q").iterdir()} == files


@pytest.mark.parametrize("kind", ["csv", "parquet", "sqlite"])
def test_export_killed_at_random_leaves_the_old_file_or_the_new_one(package: Path, tmp_path: Path, kind: str) -> None:
    """Killed by the kernel at moments spread over the whole of its work; what it left is swept away by the next export."""
    import random
    import time

    target = tmp_path / f"posts.{kind}"
    words = [sys.executable, "-m", "kazcrawl", "--data", str(package.parent), "export", kind, "--force", "-o", str(target)]
    begin = time.monotonic()
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    whole, seconds = target.read_bytes(), time.monotonic() - begin
    chance = random.Random(kind)
    for old in [b"old"] * 15:
        target.write_bytes(old)
        process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=seconds * chance.uniform(0.4, 1.05))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert target.read_bytes() in (old, whole)
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    assert target.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [target]
