"""Stored responses given away: one WARC of what revisions rest on, and the answer behind a post as one can read it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kazcrawl import __version__
from kazcrawl.archive import Archive
from kazcrawl.errors import ExportError, WarcError
from kazcrawl.evidence.places import path_of, read_body, read_capture
from kazcrawl.evidence.wacz import Page, write_wacz
from kazcrawl.items import Capture
from kazcrawl.warc import BrokenRecord, iter_records
from kazcrawl.warc.serialise import RecordMaker

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


def export_warc(archive: Archive, target: Path, *, site: str | None = None, force: bool = False) -> int:
    """Write one WARC of the responses that revisions rest on, with their requests; return how many responses there are.

    Written beside `target` first and then renamed. Raises ExportError."""
    if not force and os.path.lexists(target):
        raise ExportError(f"{target} exists already; choose another name, or --force")
    draft = target.with_name(f".{target.name}.new")
    count = 0
    try:
        with draft.open("wb") as out:
            os.fchmod(out.fileno(), 0o640)
            out.write(RecordMaker().warcinfo(target.name, {"software": f"kazcrawl/{__version__}", "format": "WARC File Format 1.1"}))
            for capture in archive.iter_captures(used=True, site=site):
                for piece in _copy(archive, capture):
                    out.write(piece)
                count += 1
            out.flush()
            os.fsync(out.fileno())
        draft.replace(target)
    except OSError as error:
        raise ExportError(f"cannot write {target}: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)
    return count


def export_wacz(archive: Archive, target: Path, *, site: str, force: bool = False) -> int:
    """Write what a site's texts rest on as one WACZ, with its posts as pages; return how many pages there are.

    Its only date is that of the newest answer in it. Raises ExportError, WarcError."""
    if not force and os.path.lexists(target):
        raise ExportError(f"{target} exists already; choose another name, or --force")
    pages = sorted(_pages(archive, site), key=lambda page: (page.at, page.url), reverse=True)
    if not pages:
        raise ExportError(f"no post of {site} rests on a stored response, so there is nothing to replay; see: kazcrawl verify")
    inner, draft = (target.with_name(f".{target.name}.{end}") for end in ("warc.gz", "new"))
    try:
        export_warc(archive, inner, site=site, force=True)
        write_wacz(draft, inner, pages, title=f"{site}: the archived blog", created=pages[0].at)
        draft.replace(target)
    except OSError as error:
        raise ExportError(f"cannot write {target}: {error.strerror}") from error
    finally:
        for path in (inner, draft):
            path.unlink(missing_ok=True)
    return len(pages)


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
