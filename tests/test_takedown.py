"""A post taken down leaves no sentence of it in any file of the data folder, does not come back, and harms nothing else."""

import bz2
import gzip
import lzma
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kazcrawl.archive import Archive, StoredPost
from kazcrawl.cli import main
from kazcrawl.demo import ChamberSite
from kazcrawl.errors import ConfigError, PostNotFoundError
from kazcrawl.evidence.reparse import reparse
from kazcrawl.evidence.rewriting import next_name
from kazcrawl.evidence.takedown import takedown
from kazcrawl.evidence.verify import verify
from kazcrawl.items import PostItem
from tests.conftest import Kazcrawl

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORD = re.compile(r"[^\W_]+")


@pytest.fixture
def copy(crawled: Kazcrawl, tmp_path: Path) -> Iterator[Archive]:
    """The crawled archive with a backup, an export, and a copy of an older day."""
    shutil.copytree(crawled.data, tmp_path / "data")
    with Archive.open(tmp_path / "data" / "kazcrawl.db") as archive:
        archive.backup(tmp_path / "data" / "kazcrawl.db.before-0001")
        (tmp_path / "data/exports").mkdir()
        rows = "\n".join(row["body"] for row in archive.iter_articles())
        (tmp_path / "data/exports/all.csv").write_text(rows, encoding="utf-8")
        with gzip.open(tmp_path / "data/exports/all.jsonl.gz", "wt", encoding="utf-8") as file:
            file.write(rows)
        torn = gzip.compress(rows.encode())
        (tmp_path / "data/exports/end.warc.gz.torn").write_bytes(torn[: len(torn) - 9])
        with zipfile.ZipFile(tmp_path / "data/exports/all.wacz", "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("archive/data.warc.gz", gzip.compress(rows.encode()))
        (tmp_path / "data/exports/all.tar.bz2").write_bytes(bz2.compress(b"x" * 9_000_000) + bz2.compress(rows.encode()))
        (tmp_path / "data/exports/all.xz").write_bytes(lzma.compress(rows.encode())[:-9])
        with zipfile.ZipFile(tmp_path / "data/exports/package.zip", "w") as packed:
            packed.writestr("p/articles.parquet", b"PAR1")
        (tmp_path / "data/exports/other.csv").write_text("public_id,title\nx,y\n", encoding="utf-8")
        yield archive


def chosen(archive: Archive) -> StoredPost:
    """The newest post: lists, feeds and its neighbour's page tell its title."""
    newest = next(row for row in archive.iter_articles() if len(row["body"]) > 200)
    return archive.get_post(newest["public_id"])


def sentences(post: StoredPost) -> list[str]:
    found = [post.current.title or "", *re.split(r"(?<=[.!?])\s+|\n\n", post.current.body)]
    return [sentence for sentence in found if len(WORD.findall(sentence)) >= 4]


def texts(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every file of a folder, gunzipped, as text."""
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            if data[:2] == b"\x1f\x8b" and path.suffix != ".torn":
                data = gzip.decompress(data)
            yield path, data.decode("utf-8", "replace")


def holding(folder: Path, wanted: list[str]) -> set[str]:
    return {path.name for path, text in texts(folder) for sentence in wanted if sentence in text}


def test_no_file_holds_a_sentence_of_it_and_nothing_else_is_harmed(copy: Archive) -> None:
    post, folder = chosen(copy), copy.path.parent
    wanted = sentences(post)
    assert {"kazcrawl.db", "kazcrawl.db.before-0001", "all.csv", "all.jsonl.gz"} <= holding(folder, wanted)
    before = {row["public_id"]: row["content_hash"] for row in copy.iter_articles()}
    done = takedown(copy, post.url, reason="asked for by the author", now=NOW)
    assert holding(folder, wanted) == set()
    assert done.records > 0
    holders = ("all.csv", "all.jsonl.gz", "all.tar.bz2", "all.wacz", "all.xz", "end.warc.gz.torn", "package.zip")
    assert sorted(done.deleted) == [f"exports/{name}" for name in holders]
    assert done.copies == ["kazcrawl.db.before-0001"]
    assert (folder / "exports/other.csv").exists()
    with pytest.raises(PostNotFoundError, match="was taken down on 2026-03-01: asked for by the author"):
        copy.get_post(post.public_id)
    assert copy.search(f'"{" ".join(WORD.findall(wanted[1])[:5])}"').hits == ()
    del before[post.public_id]
    assert {row["public_id"]: row["content_hash"] for row in copy.iter_articles()} == before
    report = verify(copy)
    assert (report.faults, report.notes) == ([], [])
    summary = reparse(copy, copy.post_ids(), now=NOW, dry_run=True)
    assert (summary.changed, summary.failed) == ([], {}), "what others rest on still reads as it did"
    (stone,) = copy.tombstones("demo")
    assert (stone.public_id, stone.reason, stone.finished) == (post.public_id, "asked for by the author", True)
    with Archive.open(folder / "kazcrawl.db.before-0001") as old:
        assert old.check() == []
        assert old.count_posts() == len(before)
        assert post.public_id not in {row["public_id"] for row in old.iter_articles()}


def test_its_text_under_another_address_is_not_stored(copy: Archive) -> None:
    post = chosen(copy)
    item = PostItem(url=post.url, title=post.current.title, date=post.current.date, body=post.current.body, source=post.current.source, authors=post.current.authors, wp_id=post.wp_id)  # fmt: skip
    takedown(copy, post.public_id, reason="r", now=NOW)
    again = copy.save_post(item, site="demo", run=None, now=NOW)
    moved = replace(item, url="http://127.0.0.1/another-slug/", wp_id=None)
    told = copy.save_post(moved, site="demo", run=None, now=NOW)
    assert again.public_id == told.public_id == post.public_id
    assert [finding.kind for finding in told.findings] == ["taken-down"]
    assert post.public_id not in {row["public_id"] for row in copy.iter_articles()}
    copy.mark_seen("demo", [post.public_id], now=NOW)
    copy.note_state(post.public_id, "live", "", run=None, now=NOW)
    assert {known.public_id: known.status for known in copy.known_posts("demo")}[post.public_id] == "removed"


@pytest.mark.slow
def test_next_crawl_does_not_bring_it_back(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    kazcrawl.crawl(chamber.url)
    with Archive.open(kazcrawl.data / "kazcrawl.db") as archive:
        post = chosen(archive)
        takedown(archive, post.url, reason="r", now=NOW)
    chamber.requests.clear()
    done, report = kazcrawl.crawl(chamber.url, "--full")
    assert (done.code, report["new"]) == (0, 0), report
    assert post.url not in {row["url"] for row in kazcrawl.posts()}
    assert post.url.partition("127.0.0.1")[2].partition("/")[2] not in {request.path.strip("/") + "/" for request in chamber.requests}
    assert holding(kazcrawl.data, sentences(post)) == set(), "nor do its lists and neighbours in the new captures"
    with Archive.open(kazcrawl.data / "kazcrawl.db") as archive:
        assert verify(archive).faults == []


KILLER = """
import os, signal, sys
from kazcrawl.archive import Archive, proving
from kazcrawl.cli import main
import kazcrawl.archive.removing as removing, kazcrawl.evidence.rewriting as rewriting, kazcrawl.evidence.takedown as takedown
die = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
where = sys.argv.pop(1)
move = Archive.move_captures
if where == "after the tombstone": takedown.recover_site = die
if where == "before rows move": Archive.move_captures = die
if where == "after rows moved": Archive.move_captures = lambda self, moved: (move(self, moved), die())
if where == "before the copies": takedown.scrub_copy = die
if where == "before the file is written anew": removing.compact = die
sys.exit(main(["takedown", sys.argv[1], "--reason", "r"]))
"""
MOMENTS = ["after the tombstone", "before rows move", "before the copies", "before the file is written anew"]


@pytest.mark.parametrize("moment", ["after rows moved", *(pytest.param(moment, marks=pytest.mark.slow) for moment in MOMENTS)])
def test_killed_takedown_leaves_a_sound_archive_and_can_be_finished(copy: Archive, crawled: Kazcrawl, moment: str) -> None:
    post, folder = chosen(copy), copy.path.parent
    copy.close()
    command = replace(crawled, data=folder)
    done = subprocess.run(
        [sys.executable, "-c", KILLER, moment, post.url], env=command.environment(), capture_output=True, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    with Archive.open(folder / "kazcrawl.db") as archive:
        report = verify(archive)
        assert report.faults == []
        assert any("takedown is not finished" in note for note in report.notes)
        takedown(archive, post.public_id, reason=None, now=NOW)
        assert (verify(archive).faults, verify(archive).notes) == ([], [])
    assert holding(folder, sentences(post)) == set()
    assert not list(folder.rglob("*.new"))


def test_sentence_that_another_post_says_too_stays_there_and_is_told(tmp_path: Path) -> None:
    shared = "The members of the invented guild met on Friday in the old hall."
    with Archive.open(tmp_path / "kazcrawl.db") as archive:
        for n, own in enumerate(("Only the first of both posts says this sentence here.", "The second one ends otherwise.")):
            archive.save_post(
                PostItem(url=f"https://b.test/{n}/", title=f"Title {n} of its own", body=f"{shared}\n\n{own}"), site="b", run=None, now=NOW
            )
        other = archive.get_post("https://b.test/1/").public_id
        assert takedown(archive, "https://b.test/0/", reason="r", now=NOW).also_in == (other,)
        assert shared in archive.get_post(other).current.body
        assert archive.check() == []
    assert holding(tmp_path, ["Only the first of both posts says this sentence here."]) == set()


def test_reason_is_required_and_a_stranger_is_told(copy: Archive) -> None:
    with pytest.raises(ConfigError, match="--reason"):
        takedown(copy, chosen(copy).url, reason=" ", now=NOW)
    with pytest.raises(PostNotFoundError):
        takedown(copy, "https://nowhere.test/", reason="r", now=NOW)


def test_command_tells_what_was_done(copy: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("KAZCRAWL_DATA", str(copy.path.parent))
    post = chosen(copy)
    copy.close()
    assert main(["takedown", post.url]) == 2
    assert main(["takedown", post.url, "--reason", "r", "--yes"]) == 0
    told = capsys.readouterr().out
    assert f"{post.public_id} is taken down" in told
    assert "deleted: exports/all.csv" in told
    assert main(["takedown", post.url, "--json"]) == 0, "again: nothing more to do"
    assert main(["verify"]) == 0


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("a/x-00000.warc.gz", "a/x-00000-r1.warc.gz"),
        ("x-r1.warc.gz", "x-r2.warc.gz"),
        ("x.warc", "x-r1.warc.gz"),
        ("x-r9.warc.zst", "x-r10.warc.gz"),
    ],
)
def test_name_of_the_next_version(name: str, following: str) -> None:
    assert next_name(name) == following
