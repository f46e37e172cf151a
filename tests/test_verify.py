"""verify finds what is wrong with the archive and its stored responses, and nothing where nothing is."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kazcrawl.archive import Archive
from kazcrawl.cli import main
from kazcrawl.evidence.verify import Report, verify
from kazcrawl.warc import OPEN
from tests.conftest import Kazcrawl


def copied(crawled: Kazcrawl, folder: Path) -> Path:
    """A copy of the crawled archive, to be spoilt."""
    shutil.copytree(crawled.data, folder / "data")
    return folder / "data"


def checked(data: Path) -> Report:
    with Archive.open(data / "kazcrawl.db") as archive:
        return verify(archive)


def warc(data: Path) -> Path:
    (path,) = (data / "warc").rglob("*.warc.gz")
    return path


def run(data: Path, sql: str) -> None:
    with closing(sqlite3.connect(data / "kazcrawl.db")) as database, database:
        database.execute(sql)


def cut(data: Path) -> None:
    path = warc(data)
    path.write_bytes(path.read_bytes()[:-7])


def flip(data: Path) -> None:
    path = warc(data)
    spoilt = bytearray(path.read_bytes())
    spoilt[len(spoilt) // 2] ^= 0xFF
    path.write_bytes(spoilt)


def flip_text(data: Path) -> None:
    """As the disk does it: past SQLite, and past the trigger that keeps revisions as they are. No page is damaged by it."""
    with closing(sqlite3.connect(data / "kazcrawl.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (body,) = database.execute("SELECT body FROM revisions WHERE id = 3").fetchone()
    path, start = data / "kazcrawl.db", body[:30].encode()
    whole = path.read_bytes()
    assert start in whole
    path.write_bytes(whole.replace(start, bytes([start[0] ^ 1]) + start[1:]))


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a file cut short": (cut, "broken"),
    "a byte flipped": (flip, "broken"),
    "a file gone": (lambda data: warc(data).unlink(), "missing"),
    "a row that points elsewhere": (lambda data: run(data, "UPDATE captures SET offset = offset + 1 WHERE id = 3"), "missing"),
    "a row that says another digest": (lambda data: run(data, "UPDATE captures SET digest = 'sha1:X' WHERE id = 3"), "row"),
    "two rows exchanged": (lambda data: run(data, "UPDATE captures SET record_id = record_id || 'x' WHERE id = 3"), "place"),
    "a revision without proof": (lambda data: run(data, "DELETE FROM revision_captures WHERE revision_id = 3"), "unproven"),
    "a revisit of nothing": (lambda data: run(data, "UPDATE captures SET refers_to = '<urn:none>' WHERE id = 3"), "missing"),
    "a search index out of step": (lambda data: run(data, "INSERT INTO posts_fts(posts_fts) VALUES ('delete-all')"), "database"),
    "a day that is another": (lambda data: run(data, "UPDATE revisions SET date = '1999-01-01' WHERE id = 3"), "altered"),
    "a day that is no text": (lambda data: run(data, "UPDATE revisions SET date = CAST(x'ff' AS TEXT) WHERE id = 3"), "altered"),
    "authors that cannot be read": (lambda data: run(data, "UPDATE revisions SET authors = '[' WHERE id = 3"), "altered"),
    "a letter of a text flipped": (flip_text, "altered"),
}


def test_what_a_crawl_leaves_is_without_fault(crawled: Kazcrawl, tmp_path: Path) -> None:
    report = checked(copied(crawled, tmp_path))
    assert report.faults == []
    assert report.notes == []
    assert report.posts == len(crawled.posts())
    assert report.records > 2 * report.captures > 0


def test_archive_that_can_only_be_read_is_verified_too_and_what_was_not_compared_is_told(crawled: Kazcrawl, tmp_path: Path) -> None:
    with Archive.open(copied(crawled, tmp_path) / "kazcrawl.db", read_only=True) as archive:
        report = verify(archive)
    assert report.faults == []
    (note,) = report.notes
    assert "its search index was not compared" in note


def test_command_does_not_write_where_it_may_not(
    crawled: Kazcrawl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = copied(crawled, tmp_path)
    run(data, "PRAGMA wal_checkpoint(TRUNCATE)")
    monkeypatch.setenv("KAZCRAWL_DATA", str(data))
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    before = sorted(path.name for path in data.iterdir())
    assert main(["verify"]) == 0
    assert "note: kazcrawl.db can only be read" in capsys.readouterr().out
    assert sorted(path.name for path in data.iterdir()) == before


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found(crawled: Kazcrawl, tmp_path: Path, name: str) -> None:
    data = copied(crawled, tmp_path)
    spoil, kind = FAULTS[name]
    spoil(data)
    assert kind in {fault.kind for fault in checked(data).faults}


def test_file_that_a_kill_left_open_is_noted_and_its_whole_records_count(crawled: Kazcrawl, tmp_path: Path) -> None:
    data = copied(crawled, tmp_path)
    path = warc(data)
    path.write_bytes(path.read_bytes() + b"\x1f\x8btorn")
    path.rename(path.with_name(path.name + OPEN))
    report = checked(data)
    assert report.faults == []
    assert "the next crawl closes it" in report.notes[0]


def test_command_tells_faults_and_exits_3(
    crawled: Kazcrawl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = copied(crawled, tmp_path)
    monkeypatch.setenv("KAZCRAWL_DATA", str(data))
    assert main(["verify"]) == 0
    assert "no faults" in capsys.readouterr().out
    cut(data)
    assert main(["verify"]) == 3
    told = capsys.readouterr()
    assert "broken: demo/" in told.err
    assert main(["verify", "--json"]) == 3
    assert '"kind": "broken"' in capsys.readouterr().out


def test_progress_ends_with_all_bytes(crawled: Kazcrawl, tmp_path: Path) -> None:
    data = copied(crawled, tmp_path)
    steps: list[tuple[int, int]] = []
    with Archive.open(data / "kazcrawl.db") as archive:
        verify(archive, lambda done, total, note: steps.append((done, total)))
    assert steps[-1] == (warc(data).stat().st_size, warc(data).stat().st_size)
    assert steps == sorted(steps)
