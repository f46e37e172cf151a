"""WARCs written anew without taken-down texts. The new file has a name of its own, the rows move to it at once, then the old one goes:
killed at any moment, every row still resolves, and doing it again finishes it."""

import gzip
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from kazcrawl.archive import Archive
from kazcrawl.errors import StorageError, WarcError
from kazcrawl.evidence.hiding import TAKEDOWN, plain_headers
from kazcrawl.evidence.places import capture_of, name_of
from kazcrawl.items import Capture
from kazcrawl.warc import OPEN, BrokenRecord, WarcRecord, iter_records
from kazcrawl.warc.serialise import RecordMaker, headers_of, http_of

# Tells what a record keeps of its payload, unpacked; None: all of it.
Keep = Callable[[WarcRecord], bytes | None]
_NAME = re.compile(r"(?:-r(\d+))?(\.warc(?:\.gz|\.zst)?)$")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What became of a file: how many records were changed, and how many stretches could not be read (they were left out)."""

    changed: int
    unreadable: int = 0


def next_name(name: str) -> str:
    """Return the name of a file's next version: x-00000.warc.gz, x-00000-r1.warc.gz, x-00000-r2.warc.gz."""
    return _NAME.sub(lambda m: f"-r{int(m[1] or 0) + 1}.warc.gz", name)


def rewrite(archive: Archive, path: Path, keep: Keep, note: str) -> Rewritten:
    """Write a closed WARC anew if `keep` takes anything out of it. Raises StorageError."""
    name = name_of(path, archive.warcs)
    target = archive.warcs / next_name(name)
    rows = {row.offset: row for row in archive.iter_captures(name)}
    if not rows and target.exists() and next(archive.iter_captures(name_of(target, archive.warcs)), None) is not None:
        path.unlink()  # a kill came between moving the rows and this
        return Rewritten(0)
    if not _concerned(path, keep):
        return Rewritten(0)
    draft = target.with_name(f".{target.name}.new")
    try:
        changed, unreadable, moved = _write(path, draft, keep, note, rows, name_of(target, archive.warcs))
        draft.replace(target)
        archive.move_captures(moved)
        path.unlink()
    except OSError as error:
        raise StorageError(f"cannot write {path} anew: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)
    return Rewritten(changed, unreadable)


def _concerned(path: Path, keep: Keep) -> bool:
    return any(isinstance(record, BrokenRecord) or _kept(record, keep) is not None for record in iter_records(path, check=False))


def _write(path: Path, draft: Path, keep: Keep, note: str, rows: dict[int, Capture], name: str) -> tuple[int, int, list[Capture]]:
    """Write the new file; return how many records changed and could not be read, and the rows as they are then."""
    changed = unreadable = size = 0
    moved: list[Capture] = []
    with path.open("rb") as source, draft.open("wb") as out:
        os.fchmod(out.fileno(), 0o640)
        for record, data, is_new in _pieces(path, source, keep, note):
            if record is None:
                unreadable += 1
                continue
            changed += is_new
            row = rows.get(record.offset) if not record.inner else None
            if row is not None:
                moved.append(replace(row, file=name, offset=size, length=len(data)))
            out.write(data)
            size += len(data)
        out.flush()
        os.fsync(out.fileno())
    return changed, unreadable, [_with_digest(row, draft) for row in moved]


def _pieces(path: Path, source: BinaryIO, keep: Keep, note: str) -> Iterator[tuple[WarcRecord | None, bytes, bool]]:
    """Yield every record with the bytes that it is in the new file, and whether they are others; None for what cannot be read."""
    maker = RecordMaker()
    for record in iter_records(path, check=False):
        if isinstance(record, BrokenRecord):
            yield None, b"", False
            continue
        kept = _kept(record, keep)
        if kept is not None:
            http = http_of(record, plain_headers(record.http.headers, len(kept))) if record.http else None
            yield record, maker.rewritten(record.kind, {**headers_of(record), TAKEDOWN: note}, http, kept), True
        elif record.inner or path.name.endswith(".zst"):
            yield record, maker.rewritten(record.kind, headers_of(record), None, record.raw_block(), digests=True), False
        else:
            source.seek(record.offset)
            data = source.read(record.length)
            yield record, gzip.compress(data, mtime=0) if path.name.endswith(".warc") else data, False


def _kept(record: WarcRecord, keep: Keep) -> bytes | None:
    """What is too large to be looked through cannot stay either."""
    try:
        return keep(record)
    except WarcError:
        return b""


def _with_digest(row: Capture, file: Path) -> Capture:
    """Return the row with what its record says of itself in the new file."""
    record = next(iter_records(file, row.offset, check=False))
    assert isinstance(record, WarcRecord)
    found = capture_of(record, row.file)
    assert found is not None
    return replace(row, digest=found.digest, size=found.size if row.refers_to is None else row.size, truncated=found.truncated)


def is_open(path: Path) -> bool:
    """Whether a file is being written, or was left so by a kill."""
    return path.name.endswith(OPEN)
