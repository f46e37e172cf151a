"""WARC files of any crawler into the archive: only what is ours, whole or not at all, and what is broken is told."""

import gzip
import random
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kazcrawl.archive import Archive
from kazcrawl.demo import ChamberSite
from kazcrawl.demo.posts import public
from kazcrawl.discover.wayback import read_stamp
from kazcrawl.urls import url_key
from kazcrawl.warc import Exchange, WarcWriter
from tests.conftest import Done, Kazcrawl, reads_as_stored
from tests.past_server import Kept
from tests.test_backfill import EDITED, HOME, LOST, capture_all, truth


def write(folder: Path, name: str, kept: list[Kept]) -> Path:
    """Write copies as a crawler would; return the file."""
    with WarcWriter(folder, name, info={"software": "another crawler"}) as writer:
        for one in kept:
            moment = read_stamp(one.stamp)
            assert moment is not None
            headers = (("Content-Type", f"{one.mimetype}; charset=UTF-8"),)
            writer.write(Exchange(one.url, moment, one.status, headers, one.body)).result()
    [file] = folder.glob(f"{name}*")
    return file


def stranger(number: int) -> Kept:
    return Kept("20160101000000", f"https://elsewhere.example.com/{number}/", b"<html><body><p>None of ours.</p></body></html>")


@pytest.fixture(scope="module")
def kept() -> list[Kept]:
    return capture_all()


def ingest(kazcrawl: Kazcrawl, *words: str) -> tuple[Done, dict[str, Any]]:
    kazcrawl("sites", "add", HOME, "--name", "demo")
    done = kazcrawl("ingest", "--json", *words)
    assert done.out.startswith("["), done.err
    return done, done.told[0]


def test_only_our_records_enter_with_their_history(kazcrawl: Kazcrawl, kept: list[Kept], tmp_path: Path) -> None:
    mixed = [one for number, ours in enumerate(kept) for one in (ours, stranger(number))]
    file = write(tmp_path, "crawl", mixed)
    done, report = ingest(kazcrawl, str(file))
    assert (done.code, report["outcome"]) == (0, "done"), report
    rows = {row["url"]: row for row in kazcrawl.posts()}
    assert {url_key(url) for url in rows} == {url_key(HOME + path) for path in truth()}
    edited, lost = (next(path for path in rows if f"/{slug}/" in path) for slug in (slug_of(EDITED), slug_of(LOST)))
    assert rows[edited]["revisions"] == 2
    assert rows[lost]["body"]
    with Archive.open(kazcrawl.data / "kazcrawl.db", read_only=True) as archive:
        assert not archive.reasons_without(), "every revision rests on a record that we hold"
        assert reads_as_stored(archive)
    again = kazcrawl("ingest", "--json", str(file))
    assert (again.code, again.told[0].get("asked", 0)) == (0, 0)
    assert {row["url"]: row for row in kazcrawl.posts()} == rows


def slug_of(post_id: int) -> str:
    return next(post.slug for post in public(ChamberSite().posts) if post.id == post_id)


def test_a_file_cut_in_the_middle_gives_its_whole_records_and_says_so(kazcrawl: Kazcrawl, kept: list[Kept], tmp_path: Path) -> None:
    file = write(tmp_path, "crawl", kept[:12])
    data = file.read_bytes()
    file.write_bytes(data[: len(data) * 2 // 3])
    done, report = ingest(kazcrawl, str(file), "--site", "demo")
    assert (done.code, report["outcome"]) == (3, "unhealthy")
    assert "broken-record" in {finding["kind"] for finding in report["findings"]}
    assert 0 < len(kazcrawl.posts()) < 12


def test_a_record_from_a_public_archive_tells_the_original_and_its_time(kazcrawl: Kazcrawl, kept: list[Kept], tmp_path: Path) -> None:
    one = kept[0]
    replayed = Kept("20250101000000", f"https://archive.example.net/web/{one.stamp}id_/{one.url}", one.body)
    done, report = ingest(kazcrawl, str(write(tmp_path, "crawl", [replayed])))
    assert (done.code, report["new"]) == (0, 1), report
    [row] = kazcrawl.posts()
    assert (row["url"], row["first_seen"][:10]) == (one.url, datetime(2016, 7, 1, tzinfo=UTC).date().isoformat())


def test_what_was_taken_down_comes_back_from_no_file(kazcrawl: Kazcrawl, kept: list[Kept], tmp_path: Path) -> None:
    one, other = kept[0], kept[1]
    file = write(tmp_path, "crawl", [one, other])
    ingest(kazcrawl, str(file))
    row = next(row for row in kazcrawl.posts() if row["url"] == one.url)
    done = kazcrawl("takedown", row["public_id"], "--reason", "asked by its author")
    assert done.code == 0, done.err
    newer = Kept("20170101000000", one.url, one.body + b" ")
    done = kazcrawl("ingest", "--json", str(write(tmp_path, "again", [newer])))
    assert done.code == 0, done.err
    assert [held["url"] for held in kazcrawl.posts()] == [other.url]
    sentence = max(row["body"].split("\n\n"), key=len).encode()
    for path in kazcrawl.data.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert sentence not in (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data), path


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "is no file"),
        (b"", "holds no WARC record"),
        (b"PK\x03\x04 no warc", "holds no WARC record"),
        ("stranger", "nothing in there is of"),
    ],
)
def test_what_cannot_be_ingested_is_one_line(kazcrawl: Kazcrawl, tmp_path: Path, content: bytes | str | None, problem: str) -> None:
    kazcrawl("sites", "add", HOME, "--name", "demo")
    file = write(tmp_path, "crawl", [stranger(1)]) if content == "stranger" else tmp_path / "x.warc.gz"
    if isinstance(content, bytes):
        file.write_bytes(content)
    done = kazcrawl("ingest", str(file))
    assert done.code in (1, 2)
    assert (done.out, done.err.count("\n")) == ("", 1), done.err
    assert problem in done.err


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(kazcrawl: Kazcrawl, kept: list[Kept], tmp_path: Path) -> None:
    """Peak resident memory for 200 MB of strangers' records among a few of ours, against that for ours alone."""
    noise = random.Random(1)
    strangers = [
        Kept("20160101000000", f"https://elsewhere.example.com/{number}/", b"<html><body>" + noise.randbytes(1_000_000) + b"</body></html>")
        for number in range(200)
    ]
    small, large = write(tmp_path, "small", kept[:10]), write(tmp_path, "large", [*strangers[:100], *kept[:10], *strangers[100:]])
    kazcrawl("sites", "add", HOME, "--name", "demo")
    peaks = []
    for file in (small, large):
        code = "import resource, sys; from kazcrawl.cli import main; main(['ingest', sys.argv[1]]); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        done = kazcrawl.run([sys.executable, "-c", code, str(file)])
        assert done.code == 0, done.err
        peaks.append(int(done.out.split()[-1]))
    assert peaks[1] - peaks[0] < 60_000, peaks  # kilobytes: a record at a time, not the file
