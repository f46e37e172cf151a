"""Stored responses given away: one WARC that others read, and the answer behind a post."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from kazcrawl.archive import Archive
from kazcrawl.cli import main
from kazcrawl.warc import WarcRecord, iter_records
from tests.conftest import Kazcrawl


@pytest.fixture(autouse=True)
def _data(crawled: Kazcrawl, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAZCRAWL_DATA", str(crawled.data))


def test_one_warc_holds_what_revisions_rest_on(crawled: Kazcrawl, tmp_path: Path) -> None:
    target = tmp_path / "demo.warc.gz"
    assert main(["export", "warc", "demo", "-o", str(target)]) == 0
    found = list(iter_records(target))
    assert all(isinstance(record, WarcRecord) and not record.problems for record in found)
    with Archive.open(crawled.data / "kazcrawl.db", read_only=True) as archive:
        used = {capture.record_id for capture in archive.iter_captures(used=True)}
        assert {capture.record_id for reading in archive.iter_readings() for capture in reading.captures} <= used
    with target.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds[0] == "warcinfo"
    assert kinds.count("request") == len(kinds) // 2 == len(used)


def test_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        assert main(["export", "warc", "-o", str(tmp_path / folder / "all.warc.gz")]) == 0
    assert (tmp_path / "a/all.warc.gz").read_bytes() == (tmp_path / "b/all.warc.gz").read_bytes()


def test_file_that_is_there_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "demo.warc.gz"
    target.write_bytes(b"mine")
    assert main(["export", "warc", "-o", str(target)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert main(["export", "warc", "-o", str(target), "--force"]) == 0
    assert main(["export", "warc", "nobody", "-o", str(tmp_path / "x")]) == 2


@pytest.mark.parametrize("words", [("warc",), ("wacz", "demo")])
def test_link_or_folder_is_no_place_for_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    """Row 44."""
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    for name, told in (("link", "is a link"), ("", "is a folder"), ("no/x", "there is no folder")):
        assert main(["export", *words, "-o", str(tmp_path / name), "--force"]) == 1
        assert told in capsys.readouterr().err
    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "mine"]


def test_stored_response_is_shown_byte_for_byte(crawled: Kazcrawl, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    row = crawled.posts()[0]
    assert main(["show", row["url"], "--raw"]) == 0
    out = BytesIO(capfdbinary.readouterr().out)
    assert out.readline() == b"HTTP/1.1 200 OK\n"
    rest = out.read()
    assert b"\n\n<!DOCTYPE html>" in rest
    assert row["title"].encode() in rest


def test_explain_reads_the_stored_page(crawled: Kazcrawl, capsys: pytest.CaptureFixture[str]) -> None:
    row = next(row for row in crawled.posts() if row["source"])
    assert main(["explain", row["public_id"], "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["page"].startswith(f"version 1 of {row['public_id']}, as it was served on ")
    fields = {field["field"]: field for field in told["fields"]}
    assert (fields["title"]["value"], fields["source"]["value"]) == (row["title"], row["source"])
    assert len(fields["title"]["reasons"]) > 1, "the places that lost are told too"
