"""Captures: every revision points at the responses it was read from, and they are on the disk before it is."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from kazcrawl.archive import Archive
from kazcrawl.crawl.capture import CaptureLog, make_exchange
from kazcrawl.errors import StorageError, WarcError
from kazcrawl.evidence.places import find_files, name_of, read_body, read_capture, with_payload
from kazcrawl.evidence.recovery import recover_site
from kazcrawl.items import Capture, PostItem
from kazcrawl.warc import OPEN, WarcRecord, iter_records
from tests.conftest import Kazcrawl

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://blog.example.org/2026/03/a/"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kazcrawl.db") as opened:
        yield opened


def capture(n: int = 1, **how: object) -> Capture:
    told = Capture(f"<urn:uuid:{n}>", f"{URL}{n}", NOW, 200, "text/html", f"sha1:{n}", 10, "blog/run.warc.gz", n * 100, 90)
    return replace(told, **how)  # type: ignore[arg-type] # fields by name


def save(archive: Archive, body: str = "words", *captures: Capture) -> None:
    archive.save_post(PostItem(url=URL, title="A", body=body, captures=captures), site="blog", run=None, now=NOW)


# --- rows


def test_revision_points_at_its_responses_in_order(archive: Archive) -> None:
    told = (capture(2), capture(1, role="part"), capture(3, role="part"))
    save(archive, "words", *told)
    assert archive.reading(URL).captures == told
    assert archive.unproven() == []
    assert [one.record_id for one in archive.iter_captures()] == [f"<urn:uuid:{n}>" for n in (1, 2, 3)]


def test_response_of_an_unchanged_post_is_kept_too(archive: Archive) -> None:
    save(archive, "words", capture(1))
    save(archive, "words", capture(2))
    assert len(archive.history(URL)) == 1
    assert archive.reading(URL).captures == (capture(1),)
    assert [one.record_id for one in archive.iter_captures(used=True)] == ["<urn:uuid:1>"]
    assert len(list(archive.iter_captures())) == 2


def test_revision_without_a_response_says_why(archive: Archive) -> None:
    save(archive)
    assert archive.unproven() == []
    assert archive.reasons_without() == {"captures were off": 1}


def test_original_of_a_revisit_in_use_is_in_use(archive: Archive) -> None:
    archive.save_captures([capture(1)], site="blog", run=None)
    save(archive, "words", capture(2, refers_to="<urn:uuid:1>"))
    assert {one.record_id for one in archive.iter_captures(used=True)} == {"<urn:uuid:1>", "<urn:uuid:2>"}
    assert with_payload(archive, capture(2, refers_to="<urn:uuid:1>")) == capture(1).of_role("")
    with pytest.raises(WarcError, match="not stored"):
        with_payload(archive, capture(4, refers_to="<urn:uuid:9>"))


def test_earlier_response_is_found_by_its_digest_within_the_site(archive: Archive) -> None:
    archive.save_captures(
        [capture(1), capture(2, digest="sha1:1", refers_to="<urn:uuid:1>"), capture(3, truncated="length")], site="blog", run=None
    )
    found = archive.find_earlier("blog", "sha1:1")
    assert found is not None
    assert (found.record_id, found.fetched_at) == ("<urn:uuid:1>", NOW)
    assert archive.find_earlier("other", "sha1:1") is None
    assert archive.find_earlier("blog", "sha1:3") is None, "what is cut is nobody's original"


# --- a run's log, without a reactor


def answer(url: str, body: bytes, **how: object) -> HtmlResponse:
    return HtmlResponse(url, body=body, headers={"Content-Type": "text/html", "X-Two": ["a", "b"]}, protocol="HTTP/1.1", **how)


def test_log_writes_first_and_tells_what_an_item_was_read_from(archive: Archive) -> None:
    run = archive.start_run("blog", now=NOW, version="1", full=False)
    log = CaptureLog(archive, "blog", run, now=NOW)
    moved = Request(URL + "new/", meta={"redirect_urls": [URL]})
    log.keep(Request(URL), answer(URL, b"", status=301))
    log.keep(moved, answer(URL + "new/", b"<p>one</p>"))
    log.keep(Request(URL + "2/"), answer(URL + "2/", b"<p>two</p>"))
    item = PostItem(url=URL + "new/", title="A", requested_url=URL, answers=(URL, URL + "2/"))
    found = asyncio.run(log.of(item))
    assert [(one.role, one.url, read_body(archive, one, max_bytes=99)) for one in found] == [
        ("page", URL + "new/", b"<p>one</p>"),
        ("part", URL + "2/", b"<p>two</p>"),
    ]
    item.captures = found
    archive.save_post(item, site="blog", run=run, now=NOW)
    log.close()
    assert len(list(archive.iter_captures())) == 3
    (path,) = find_files(archive.warcs)
    assert not path.name.endswith(OPEN)


def test_exchange_is_what_scrapy_has(archive: Archive) -> None:
    request = Request(URL, headers={"User-Agent": "kazcrawl", "Cookie": "a=b"})
    made = make_exchange(request, answer(URL, b"\x1f\x8bpacked", flags=["dataloss"], ip_address="127.0.0.1"), now=NOW)
    assert (made.body, made.status, made.protocol, made.ip, made.truncated) == (
        b"\x1f\x8bpacked",
        200,
        "HTTP/1.1",
        "127.0.0.1",
        "disconnect",
    )
    assert [value for name, value in made.headers if name == "X-Two"] == ["a", "b"]
    assert ("User-Agent", "kazcrawl") in made.request_headers


def test_what_a_killed_run_left_is_recovered_with_its_rows(archive: Archive) -> None:
    """Row 75: The rows of what no post was read from may be missing; the records are whole, so the rows are made of them."""
    run = archive.start_run("blog", now=NOW, version="1", full=False)
    log = CaptureLog(archive, "blog", run, now=NOW)
    for n in range(5):
        log.keep(Request(f"{URL}{n}"), answer(f"{URL}{n}", b"<p>one</p>"))
    for kept in log._pending:
        assert isinstance(kept, Future)
        kept.result(5)
    (path,) = find_files(archive.warcs)
    with path.open("ab") as file:
        file.write(b"\x1f\x8b\x08torn")
    (finding,) = recover_site(archive, "blog")
    assert (finding.kind, finding.url) == ("capture-recovered", name_of(path, archive.warcs))
    assert "11 records kept, 7 bytes" in finding.detail
    rows = list(archive.iter_captures())
    assert [one.url for one in rows] == [f"{URL}{n}" for n in range(5)]
    assert [one.refers_to for one in rows] == [None, *[rows[0].record_id] * 4]
    assert {read_body(archive, one, max_bytes=99) for one in rows} == {b"<p>one</p>"}
    assert recover_site(archive, "blog") == []


def test_capture_that_cannot_be_written_stops_the_post_and_is_told(archive: Archive) -> None:
    archive.warcs.write_text("a file where the folder should be", encoding="utf-8")
    log = CaptureLog(archive, "blog", archive.start_run("blog", now=NOW, version="1", full=False), now=NOW)
    log.keep(Request(URL), answer(URL, b"x"))
    with pytest.raises(StorageError, match="cannot write the capture"):
        asyncio.run(log.of(PostItem(url=URL, requested_url=URL)))
    with pytest.raises(StorageError):
        log.close()


# --- a whole crawl


def test_every_revision_of_a_crawl_has_its_responses_on_the_disk(crawled: Kazcrawl) -> None:
    with Archive.open(crawled.data / "kazcrawl.db", read_only=True) as archive:
        roles = []
        for reading in archive.iter_readings():
            assert reading.captures, reading.public_id
            roles += [one.role for one in reading.captures]
            for one in reading.captures:
                record = read_capture(archive, one)
                assert (record.url, record.payload_digest, record.problems) == (one.url, one.digest, ())
                record.block.close()
        assert roles.count("part") >= 1
        held = {
            record.record_id
            for path in find_files(archive.warcs)
            for record in iter_records(path)
            if isinstance(record, WarcRecord) and record.kind in ("response", "revisit")
        }
        assert held == {one.record_id for one in archive.iter_captures()}, "every response of the run has its row, index pages too"
        assert archive.unproven() == []
