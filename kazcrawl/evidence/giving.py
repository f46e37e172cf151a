"""Stored responses given away: one WARC of what revisions rest on, and the answer behind a post as one can read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from kazcrawl import __version__
from kazcrawl.archive import Archive
from kazcrawl.errors import ExportError, WarcError
from kazcrawl.evidence.places import path_of, read_body, read_capture
from kazcrawl.evidence.wacz import WARC_NAME, Page, write_wacz
from kazcrawl.items import Capture
from kazcrawl.warc import BrokenRecord, iter_records
from kazcrawl.warc.serialise import RecordMaker, warc_date

MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """A stored answer: its head as text (status line and headers), and its body without any coding."""

    capture: Capture
    head: str
    body: bytes


def iter_answers(archive: Archive, key: str) -> Iterator[Answer]:
    """Yield what the current revision of a post was read from, in order. Raises PostNotFoundError, WarcError."""
    reading = archive.reading(key)
    if not reading.captures:
        raise WarcError(f"{reading.public_id} rests on no stored response; a crawl with --full keeps one if the post changes")
    for capture in reading.captures:
        record = read_capture(archive, capture, check=False)
        record.block.close()
        http = record.http
        lines = [f"{http.protocol} {http.line}", *(f"{name}: {value}" for name, value in http.headers)] if http else []
        yield Answer(capture, "\n".join(lines), read_body(archive, capture, max_bytes=MAX_BYTES))


def export_warc(archive: Archive, out: BinaryIO, *, name: str, site: str | None = None) -> int:
    """Write one WARC, which calls itself `name`, of the responses that revisions rest on, with their requests; return how many responses
    there are. Raises WarcError, OSError."""
    count = 0
    info = {"software": f"kazcrawl/{__version__}", "format": "WARC File Format 1.1"}
    out.write(RecordMaker().warcinfo(name, info, told=_told_of_all(archive, site)))
    for capture in archive.iter_captures(used=True, site=site):
        for piece in _copy(archive, capture):
            out.write(piece)
        count += 1
    return count


def export_wacz(archive: Archive, out: BinaryIO, warc: Path, *, site: str) -> int:
    """Write what a site's texts rest on as one WACZ, with its posts as pages; return how many pages there are.

    `warc` is where the WARC that goes in may be written first. The only date is that of the newest answer. Raises ExportError, WarcError,
    OSError."""
    pages = sorted(_pages(archive, site), key=lambda page: (page.at, page.url), reverse=True)
    if not pages:
        raise ExportError(f"no post of {site} rests on a stored response, so there is nothing to replay; see: kazcrawl verify")
    with warc.open("wb") as inner:
        export_warc(archive, inner, name=WARC_NAME, site=site)
    write_wacz(out, warc, pages, title=f"{site}: the archived blog", created=pages[0].at)
    return len(pages)


def _told_of_all(archive: Archive, site: str | None) -> dict[str, str]:
    """Return a time and an id for the whole that come from the responses alone, so that the same ones give the same bytes."""
    digest, newest = sha256(), datetime.fromtimestamp(0, UTC)
    for capture in archive.iter_captures(used=True, site=site):
        digest.update(capture.record_id.encode())
        newest = max(newest, capture.fetched_at)
    return {"WARC-Date": warc_date(newest), "WARC-Record-ID": f"<urn:uuid:{UUID(bytes=digest.digest()[:16], version=5)}>"}


def _pages(archive: Archive, site: str) -> Iterator[Page]:
    for reading in archive.iter_readings(site):
        if reading.captures:
            yield Page(reading.captures[0].url, reading.captures[0].fetched_at, reading.stored.title or "")


def _copy(archive: Archive, capture: Capture) -> Iterator[bytes]:
    """Yield the packed bytes of a response and of the request joined to it, which stands behind it."""
    path = path_of(capture.file, archive.warcs)
    records = iter_records(path, capture.offset)
    first = next(records, None)
    if first is None or isinstance(first, BrokenRecord) or first.record_id != capture.record_id:
        raise WarcError(f"{path} has no whole record at {capture.offset}; run: kazcrawl verify")
    length = first.length
    second = next(records, None)
    if not isinstance(second, BrokenRecord | None) and second.headers.get("warc-concurrent-to") == capture.record_id:
        length += second.length
    records.close()
    with path.open("rb") as file:
        file.seek(capture.offset)
        yield file.read(length)
