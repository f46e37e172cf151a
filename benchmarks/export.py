"""Exports against pandas, each in a process of its own: rows per second of CPU and of the clock, and the peak of memory.

`python -m benchmarks.export [--posts 100000] [--rounds 3] [--format csv] [--archive FILE]`; pandas comes with `make analysis`."""

import argparse
import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path

from benchmarks.archive import make_archive
from kazcrawl.archive import Archive
from kazcrawl.export import FORMATS, Dataset, export_file

# format → (rows per second at least so many times pandas', resident MB at most)
GOALS = {"jsonl": (6.0, 80), "csv": (2.5, 80), "parquet": (1.0, 350)}
QUERY = "SELECT {} FROM articles ORDER BY search_key DESC"


def ours(kind: str, archive: Path, target: Path) -> Callable[[], int]:
    """Return what writes the file as `kazcrawl export` does."""
    if kind == "parquet":  # importing is not writing; pyarrow imports pandas where it is installed
        import_module("pandas")
        import_module("kazcrawl.export.parquet")

    def write() -> int:
        with Archive.open(archive, read_only=True) as opened, opened.snapshot() as snapshot:
            return export_file(kind, Dataset(), snapshot, target)

    return write


def pandas(kind: str, archive: Path, target: Path) -> Callable[[], int]:
    """Return what writes the same columns in the same order with pandas: the whole frame at once, as one does."""
    import pandas as pd

    import_module("pyarrow.parquet")  # importing is not writing

    columns = ", ".join(name for name, _, _ in Dataset().table.fields)

    def write() -> int:
        with closing(sqlite3.connect(archive)) as database:
            frame = pd.read_sql_query(QUERY.format(columns), database)
        if kind == "jsonl":
            frame.to_json(target, orient="records", lines=True, force_ascii=False)
        elif kind == "csv":
            frame.to_csv(target, index=False)
        else:
            frame.to_parquet(target, index=False, compression="zstd")
        return len(frame)

    return write


def measure(who: str, kind: str, archive: Path) -> dict[str, float]:
    """Run one export in this process; return rows, seconds of CPU and of the clock, and the peak of resident MB."""
    with tempfile.TemporaryDirectory(dir=archive.parent) as folder:
        write = {"ours": ours, "pandas": pandas}[who](kind, archive, Path(folder) / f"x.{FORMATS[kind].ending}")
        cpu, clock = time.process_time(), time.monotonic()
        rows = write()
        spent = time.process_time() - cpu, time.monotonic() - clock
    return {"rows": rows, "cpu": spent[0], "clock": spent[1], "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def apart(who: str, kind: str, archive: Path) -> dict[str, float]:
    """Measure in a process of its own: memory's peak never comes down again."""
    words = [sys.executable, "-m", "benchmarks.export", "--archive", str(archive), "--one", who, kind]
    found = json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout)
    assert isinstance(found, dict)
    return found


def compare(archive: Path, rounds: int, formats: list[str]) -> bool:
    """Print the ratios, medians of interleaved rounds; return whether the goals are met."""
    met = True
    for kind, (times, most) in ((kind, GOALS[kind]) for kind in formats):
        pairs = [(apart("ours", kind, archive), apart("pandas", kind, archive)) for _ in range(rounds)]
        ratio = {name: statistics.median(theirs[name] / mine[name] for mine, theirs in pairs) for name in ("cpu", "clock")}
        peak, other = max(mine["mb"] for mine, _ in pairs), max(theirs["mb"] for _, theirs in pairs)
        rate = statistics.median(mine["rows"] / mine["cpu"] for mine, _ in pairs)
        good = ratio["cpu"] >= times and peak <= most
        met &= good
        print(
            f"{kind:8} {rate:8,.0f} rows/s of CPU   {ratio['cpu']:5.1f} × pandas (by the clock {ratio['clock']:.1f}, goal {times})   "
            f"{peak:4.0f} MB resident (pandas {other:,.0f}, goal {most})   {'ok' if good else 'BELOW THE GOAL'}"
        )
    return met


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--posts", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--archive", type=Path)
    options.add_argument("--format", action="append", choices=list(GOALS))
    options.add_argument("--one", nargs=2, metavar=("WHO", "FORMAT"))
    told = options.parse_args()
    archive = told.archive or Path(tempfile.gettempdir()) / f"kazcrawl-benchmark-{told.posts}.db"
    if told.one:
        print(json.dumps(measure(*told.one, archive)))
        return 0
    return 0 if compare(make_archive(archive, told.posts), told.rounds, told.format or list(GOALS)) else 1


if __name__ == "__main__":
    sys.exit(main())
