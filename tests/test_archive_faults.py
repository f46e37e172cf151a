"""What happens when something breaks: the process, the disk, the file, the neighbour. Nothing acknowledged is ever lost."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kazcrawl.archive import Archive, engine
from kazcrawl.archive.models import APPLICATION_ID
from kazcrawl.errors import ArchiveBusyError, ArchiveError, ForeignDatabaseError, StorageError
from kazcrawl.items import PostItem, Term
from tests.conftest import Kazcrawl

NOW = datetime(2026, 3, 1, tzinfo=UTC)
KILLS = 5


def item(number: int, size: int = 10) -> PostItem:
    return PostItem(url=f"https://b.test/{number}/", title=f"Post {number}", body="many words " * size, terms=(Term("tag", "x"),))


def save(archive: Archive, number: int, size: int = 10) -> str:
    return archive.save_post(item(number, size), site="blog", run=None, now=NOW).public_id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "kazcrawl.db"
    with Archive.open(found) as archive:
        save(archive, 0)
    return found


def one_line(error: BaseException) -> bool:
    return "\n" not in str(error) and len(str(error)) < 300


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_archive_faults import save
from kazcrawl.archive import Archive
start = int(sys.argv[3])
archive = Archive.open(Path(sys.argv[1]))
for number in range(start, start + 100_000):
    print(save(archive, number, size=200), flush=True)
"""


def test_killed_writer_loses_no_acknowledged_post(tmp_path: Path) -> None:
    """Row 50."""
    path = tmp_path / "kazcrawl.db"
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        words = [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent), str(kill * 1_000)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            for _ in range(3 + 7 * kill):  # a different moment each time; the kill itself falls anywhere in the next post
                acknowledged.add(writer.stdout.readline().strip())
            writer.kill()
            acknowledged.update(line for line in writer.stdout.read().split("\n")[:-1])
    with Archive.open(path) as archive:
        assert archive.check() == []
        assert acknowledged <= {known.public_id for known in archive.known_posts("blog")}
        assert len(acknowledged) >= KILLS * 3


def test_disk_that_is_full_from_the_start_is_told_so_and_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 55."""
    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, "max_page_count=5"))
    with pytest.raises(StorageError, match="disk is full"):
        Archive.open(tmp_path / "kazcrawl.db")
    assert list(tmp_path.glob("*kazcrawl.db*")) == []


def test_killed_creator_leaves_a_file_that_the_next_one_replaces(tmp_path: Path) -> None:
    path = tmp_path / "kazcrawl.db"
    path.with_name(".kazcrawl.db.new").write_bytes(b"half")
    path.touch()
    with Archive.open(path) as archive:
        assert archive.check() == []
    assert not path.with_name(".kazcrawl.db.new").exists()


def test_archive_is_made_once_when_several_open_it_at_once(tmp_path: Path) -> None:
    def open_and_save(number: int) -> str:
        with Archive.open(tmp_path / "kazcrawl.db") as archive:
            return save(archive, number)

    with ThreadPoolExecutor(4) as pool:
        names = set(pool.map(open_and_save, range(8)))
    with Archive.open(tmp_path / "kazcrawl.db") as archive:
        assert {known.public_id for known in archive.known_posts("blog")} == names
        assert archive.check() == []


def test_writers_side_by_side_wait_for_each_other_and_none_is_turned_away(path: Path) -> None:
    """Row 54: a transaction that reads first and writes later would be refused at once, whatever the patience."""

    def save_many(first: int) -> None:
        with Archive.open(path) as archive:
            for number in range(first, first + 25):
                archive.count_posts()
                save(archive, number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save_many, (100, 200, 300, 400)))
    with Archive.open(path) as archive:
        assert (archive.count_posts(), archive.check()) == (101, [])


def test_full_disk_stops_with_one_line_and_keeps_what_was_saved(path: Path) -> None:
    """Row 55."""
    with Archive.open(path) as archive:
        kept = {save(archive, number) for number in range(1, 4)}
        with archive._database.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        with archive._database.writing() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 3}")
        with pytest.raises(StorageError, match="disk is full") as caught:
            save(archive, 4, size=20_000)
        assert one_line(caught.value)
        assert kept <= {known.public_id for known in archive.known_posts("blog")}
        assert archive.count_posts() == 4
        assert archive.check() == []
        with archive._database.writing() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        save(archive, 4, size=20_000)
    with Archive.open(path) as archive:
        assert (archive.count_posts(), archive.check()) == (5, [])


@contextmanager
def busy(path: Path) -> Iterator[None]:
    """Another program writes to the file and does not come to an end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_busy_file_is_waited_for_then_given_up_and_usable_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 53."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    with Archive.open(path) as archive:
        with busy(path):
            with pytest.raises(ArchiveBusyError) as caught:
                save(archive, 1)
            assert one_line(caught.value)
            assert caught.value.exit_code == 75
            assert archive.count_posts() == 1
            assert archive.search("words").hits
        save(archive, 1)
        assert archive.count_posts() == 2


def test_failure_half_way_leaves_nothing_of_the_post(path: Path) -> None:
    with Archive.open(path) as archive:
        with archive._database.writing() as connection:
            connection.exec_driver_sql("CREATE TRIGGER broken BEFORE INSERT ON terms BEGIN SELECT RAISE(ABORT, 'broken'); END")
        with pytest.raises(sqlite3.IntegrityError):
            save(archive, 1)
        assert archive.count_posts() == 1
        assert archive.check() == []


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE recipes (title TEXT)")


def wal_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("CREATE TABLE recipes (title TEXT)")


STRANGERS = {
    "another program's database": other_database,
    "another program's database in WAL": wal_database,
    "a text": lambda path: path.write_text("Dear diary, " * 500),
    "random bytes": lambda path: path.write_bytes(os.urandom(20_000)),
    "one byte": lambda path: path.write_bytes(b"S"),
    "a cut header": lambda path: path.write_bytes(b"SQLite format 3\x00"),
}


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("kind", STRANGERS)
def test_stranger_is_refused_untouched(tmp_path: Path, kind: str, read_only: bool) -> None:
    """Row 57."""
    path = tmp_path / "kazcrawl.db"
    STRANGERS[kind](path)
    before = path.read_bytes()
    with pytest.raises(ForeignDatabaseError) as caught:
        Archive.open(path, read_only=read_only)
    assert one_line(caught.value)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["kazcrawl.db"]


def test_checkpoint_that_was_cut_short_is_no_damage(path: Path, tmp_path: Path) -> None:
    """A kill or a full disk in the middle of a checkpoint: the first page is new, the others are not there yet, the log holds them all."""
    log, cut = path.with_name("kazcrawl.db-wal"), tmp_path / "cut" / "kazcrawl.db"
    cut.parent.mkdir()
    with Archive.open(path) as archive:
        checkpoint(path)
        old = path.read_bytes()
        for number in range(1, 6):
            save(archive, number, size=2_000)
        cut.with_name("kazcrawl.db-wal").write_bytes(log.read_bytes())
        checkpoint(path)
        cut.write_bytes(path.read_bytes()[:4096] + old[4096:])
    for read_only in (True, False):
        with Archive.open(cut, read_only=read_only) as archive:
            assert (archive.count_posts(), archive.check()) == (6, [])


def checkpoint(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0


def test_damaged_file_is_told_so_in_one_line(path: Path) -> None:
    """Row 57."""
    whole = bytearray(path.read_bytes())
    whole[4096:] = b"\xff" * (len(whole) - 4096)
    path.write_bytes(whole)
    with pytest.raises(ArchiveError) as caught:
        Archive.open(path)
    assert one_line(caught.value)


@pytest.mark.parametrize("read_only", [True, False])
def test_folder_for_a_file_is_told_so(tmp_path: Path, read_only: bool) -> None:
    """Row 56."""
    with pytest.raises(StorageError, match="is a folder"):
        Archive.open(tmp_path, read_only=read_only)


def test_reader_of_nothing_is_told_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="kazcrawl crawl"):
        Archive.open(tmp_path / "no" / "kazcrawl.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_path_through_a_file_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for read_only in (True, False):
        with pytest.raises(StorageError) as caught:
            Archive.open(tmp_path / "file" / "kazcrawl.db", read_only=read_only)
        assert one_line(caught.value)


def test_reader_cannot_write(path: Path) -> None:
    with Archive.open(path, read_only=True) as archive:
        with pytest.raises(StorageError, match="reading only"):
            save(archive, 1)
        assert archive.count_posts() == 1
        assert archive.check() == []


def test_reader_sees_what_a_writer_has_committed(path: Path) -> None:
    with Archive.open(path) as writer, Archive.open(path, read_only=True) as reader:
        save(writer, 1)
        assert reader.count_posts() == 2


# Root may write everywhere: without these two capabilities (DAC_OVERRIDE, DAC_READ_SEARCH) permissions hold for root, too.
UNPRIVILEGED = """
import ctypes, os, sys
for capability in (1, 2):
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
READ, WRITE, CRAWL = ("search", "words"), ("sites", "add", "http://b.example/"), ("crawl", "--url", "http://127.0.0.1:9/")


@pytest.mark.parametrize(
    ("closed", "mode", "words", "code"),
    [
        ("kazcrawl.db", 0o400, READ, 0),
        ("kazcrawl.db", 0o400, WRITE, 1),
        ("kazcrawl.db", 0o400, CRAWL, 1),
        ("kazcrawl.db", 0o000, READ, 1),
        (".", 0o500, READ, 0),
        (".", 0o500, WRITE, 1),
        (".", 0o000, READ, 1),
        ("locks", 0o500, CRAWL, 1),
        ("out", 0o500, ("export", "csv", "-o", "out/x.csv"), 1),
    ],
)
def test_missing_permission_is_one_line_and_reading_still_works(
    path: Path, closed: str, mode: int, words: tuple[str, ...], code: int
) -> None:
    """Row 56."""
    place = path.parent / closed
    if place.suffix != ".db":
        place.mkdir(exist_ok=True)
    before = path.read_bytes()
    place.chmod(mode)
    try:
        words = tuple(word.replace("out/", f"{path.parent}/out/") for word in words)
        done = Kazcrawl(path.parent).run([sys.executable, "-c", UNPRIVILEGED, "-m", "kazcrawl", *words])
    finally:
        place.chmod(0o700)
    assert done.code == code, done.err
    assert "Traceback" not in done.err
    assert path.read_bytes() == before
    if code:
        assert str(path.parent) in done.err
        assert len(done.err.splitlines()) <= (2 if words == CRAWL else 1), done.err
    else:
        assert "Post 0" in done.out


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_files_are_closed_to_other_users_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    """Row 48."""
    before = os.umask(umask)
    try:
        path = tmp_path / "new" / "data" / "kazcrawl.db"
        with Archive.open(path) as archive:
            archive.lock_site("blog")
            save(archive, 1)
            modes = {found: stat.S_IMODE(found.stat().st_mode) for found in (tmp_path / "new").rglob("*")}
    finally:
        os.umask(before)
    assert {found.name for found in modes} >= {"kazcrawl.db", "kazcrawl.db-wal", "kazcrawl.db-shm", "blog.lock"}
    assert {found.name: oct(mode) for found, mode in modes.items() if mode & 0o027} == {}


def test_file_carries_our_mark(path: Path) -> None:
    assert path.read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big") == b"kazc"


def test_folder_of_any_name_works(tmp_path: Path) -> None:
    path = tmp_path / "a b?c#d%20é" / "kazcrawl.db"
    with Archive.open(path) as archive:
        save(archive, 1)
        archive.backup(path.with_name("b%20?.db"))
    with Archive.open(path, read_only=True) as archive:
        assert archive.count_posts() == 1
    assert sorted(found.name for found in path.parent.glob("*.db")) == ["b%20?.db", "kazcrawl.db"]
