"""Ends that nobody asked for: kill -9, signals, a full disk, a file that is not ours. Nothing stored is lost, and the next run repairs."""

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kazcrawl.archive import Archive
from kazcrawl.demo import ChamberSite, Failure
from kazcrawl.evidence.verify import verify
from tests.conftest import Kazcrawl, archivable, reads_as_stored, wait_until

KILLS = 25


def fingerprint(kazcrawl: Kazcrawl) -> str:
    with Archive.open(kazcrawl.data / "kazcrawl.db", read_only=True) as archive:
        return archive.fingerprint()


def start(kazcrawl: Kazcrawl, url: str, delay: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "kazcrawl", "crawl", "--url", url, "--name", "demo", "--delay", delay]
    return subprocess.Popen(words, env=kazcrawl.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.slow
def test_archive_after_many_kills_equals_the_undisturbed_one(tmp_path: Path, chamber: ChamberSite) -> None:
    """Row 50: killed at any moment, the file opens, is whole, and the next run makes it complete."""
    calm = Kazcrawl(tmp_path / "calm")
    calm.crawl(chamber.url)
    chance = random.Random(50)
    kills = finished = 0
    rough = Kazcrawl(tmp_path / "rough-0")
    while kills < KILLS:
        process = start(rough, chamber.url, "0")
        goal = len(chamber.requests) + chance.randint(1, 45)
        wait_until(lambda goal=goal, process=process: len(chamber.requests) >= goal or process.poll() is not None, seconds=120)
        kills += process.poll() is None
        process.kill()
        if process.wait() == 0:  # it came to its end before the kill: one more archive
            assert fingerprint(rough) == fingerprint(calm)
            finished += 1
            rough = Kazcrawl(tmp_path / f"rough-{finished}")
        elif (rough.data / "kazcrawl.db").exists():
            with Archive.open(rough.data / "kazcrawl.db") as archive:
                assert verify(archive).faults == [], "no revision without its record, no record lost that a revision names"
    done, _ = rough.crawl(chamber.url)
    assert done.code == 0
    assert fingerprint(rough) == fingerprint(calm)
    with Archive.open(rough.data / "kazcrawl.db") as archive:
        report = verify(archive)
        assert (report.faults, report.notes) == ([], []), "the next run recovered what the kills left"
        assert reads_as_stored(archive)


@pytest.mark.parametrize(("signum", "code", "paused"), [(signal.SIGTERM, 143, False), (signal.SIGINT, 130, True)])
def test_signal_ends_the_run_in_order_and_the_next_one_finishes_it(
    kazcrawl: Kazcrawl, chamber: ChamberSite, signum: int, code: int, paused: bool
) -> None:
    """Row 52; also while the run waits out a Retry-After."""
    if paused:
        chamber.fail = (Failure("/2015/", times=1, status=503, headers={"Retry-After": "100"}),)
    process = start(kazcrawl, chamber.url, "0.5")
    wait_until(lambda: any(asked.status == 503 for asked in chamber.requests) if paused else len(chamber.requests) >= 6)
    process.send_signal(signum)
    assert process.wait(timeout=30) == code
    with closing(sqlite3.connect(kazcrawl.data / "kazcrawl.db")) as database:
        ((outcome, asked, total),) = database.execute(
            "SELECT outcome, asked, new + changed + unchanged + rejected + duplicate + failed FROM runs"
        ).fetchall()
    assert (outcome, asked) == ("interrupted", total)
    done, report = kazcrawl.crawl(chamber.url)
    assert (done.code, report["outcome"]) == (0, "done")


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGINT", 130)])
def test_signal_while_the_crawl_is_starting_begins_no_run(kazcrawl: Kazcrawl, chamber: ChamberSite, name: str, code: int) -> None:
    """Row 52."""
    lines = (
        "import os, signal, sys",
        "from kazcrawl.crawl.runlog import RunLog",
        "make = RunLog.from_crawler.__func__",
        f"RunLog.from_crawler = classmethod(lambda cls, crawler: (os.kill(os.getpid(), signal.{name}), make(cls, crawler))[1])",
        "from kazcrawl.cli import main",
        "sys.exit(main())",
    )
    words = [sys.executable, "-c", "\n".join(lines), "crawl", "--url", chamber.url, "--name", "demo", "--delay", "0"]
    done = subprocess.run(words, env=kazcrawl.environment(), capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code
    assert done.stderr.startswith("demo: interrupted (stopped by a signal)")
    assert kazcrawl.crawl(chamber.url)[0].code == 0
    with closing(sqlite3.connect(kazcrawl.data / "kazcrawl.db")) as database:
        assert database.execute("SELECT outcome FROM runs").fetchall() == [("done",)]


def test_killed_run_is_on_record_as_never_ended(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    process = start(kazcrawl, chamber.url, "0.5")
    wait_until(lambda: len(chamber.requests) >= 5)
    process.kill()
    process.wait()
    (row,) = [row for row in kazcrawl("status", "--json").told if row["site"] == "demo"]
    assert row["outcome"] == "never ended"


@pytest.mark.parametrize("kind", ["text", "folder", "other-database"])
@pytest.mark.parametrize("words", [("crawl", "--url", "http://127.0.0.1:9/"), ("search", "x"), ("export", "jsonl"), ("status",)])
def test_file_that_is_not_ours_is_left_alone(kazcrawl: Kazcrawl, kind: str, words: tuple[str, ...]) -> None:
    """Rows 56 and 57."""
    path = kazcrawl.data / "kazcrawl.db"
    kazcrawl.data.mkdir()
    if kind == "folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("somebody's notes", encoding="utf-8")
    else:
        with closing(sqlite3.connect(path)) as database:
            database.execute("CREATE TABLE theirs (x)")
            database.commit()
    before = path.is_dir() or path.read_bytes()
    done = kazcrawl(*words)
    assert done.code in (1, 2)
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith("error: ")
    assert before == (path.is_dir() or path.read_bytes())


def test_reading_without_an_archive_says_what_to_do(kazcrawl: Kazcrawl) -> None:
    for words in (("search", "x"), ("show", "x"), ("history", "x"), ("export", "jsonl"), ("status",)):
        done = kazcrawl(*words)
        assert done.code in (1, 2)
        assert "kazcrawl crawl" in done.err
        assert len(done.err.splitlines()) == 1


IMPATIENT = """
import sys
from kazcrawl.archive import engine
from kazcrawl.cli import main
engine.BUSY_SECONDS = 0.3
sys.exit(main(sys.argv[1:]))
"""


def test_database_held_by_another_process_is_exit_75_and_nothing_is_lost(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    """Row 53: from the start, and in the middle of a crawl."""
    kazcrawl("sites", "add", "http://chamber.example/")
    crawl = [sys.executable, "-c", IMPATIENT, "crawl", "--url", chamber.url, "--name", "demo", "--delay", "0.1", "--json"]
    with closing(sqlite3.connect(kazcrawl.data / "kazcrawl.db", isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        for words in (["sites", "add", "http://other.example/"], crawl[3:]):
            done = kazcrawl.run([*crawl[:3], *words])
            assert (done.code, "Traceback" in done.err) == (75, False), done.err
        database.execute("ROLLBACK")
        with subprocess.Popen(crawl, env=kazcrawl.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
            wait_until(lambda: sum("/2015/" in asked.path for asked in chamber.requests) >= 3)
            database.execute("BEGIN IMMEDIATE")
            _, told = process.communicate(timeout=30)
        database.execute("ROLLBACK")
    assert (process.returncode, "Traceback" in told) == (75, False), told
    done, report = kazcrawl.crawl(chamber.url)
    assert (done.code, len(kazcrawl.posts())) == (0, len(archivable(chamber)))
    assert 0 < report["new"] <= len(archivable(chamber)) - 1


def test_files_are_not_for_everybody_to_read(crawled: Kazcrawl) -> None:
    """Row 48."""
    for path in (crawled.data, *crawled.data.rglob("*")):
        assert path.stat().st_mode & 0o007 == 0, path
