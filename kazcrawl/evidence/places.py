"""Where stored responses are: the files of all WARCs, the row that a record makes, the record that a row means."""

from collections.abc import Iterator
from pathlib import Path

from kazcrawl.archive import Archive
from kazcrawl.errors import WarcError
from kazcrawl.items import Capture
from kazcrawl.warc import OPEN, WarcRecord, read_record

SUFFIXES = (".warc.gz", ".warc.zst", ".warc")


def find_files(folder: Path, site: str | None = None) -> list[Path]:
    """Return the WARCs below the folder, of one site or of all, in the order of their names; those still open too."""
    top = folder / site if site else folder
    names = (*SUFFIXES, *(suffix + OPEN for suffix in SUFFIXES))
    return sorted(path for path in top.rglob("*") if path.name.endswith(names) and path.is_file()) if top.is_dir() else []


def name_of(path: Path, folder: Path) -> str:
    """Return the name under which rows know a file: relative to the folder, without `.open`."""
    return path.relative_to(folder).as_posix().removesuffix(OPEN)


def path_of(file: str, folder: Path) -> Path:
    """Return where the file of that name is: under its own name, or as long as it is being written with `.open` behind it."""
    path = folder / file
    return path if path.exists() else path.with_name(path.name + OPEN)


def capture_of(record: WarcRecord, file: str) -> Capture | None:
    """Return the row of a record; None for one that is no response of ours."""
    if record.kind not in ("response", "revisit") or not record.url or not record.date or record.status is None:
        return None
    return Capture(
        record_id=record.record_id,
        url=record.url,
        fetched_at=record.date,
        status=record.status,
        content_type=record.http.get("content-type") if record.http else None,
        digest=record.payload_digest or "",
        size=record.block_size - record.head_size,
        file=file,
        offset=record.offset,
        length=record.length,
        truncated=record.truncated,
        refers_to=record.headers.get("warc-refers-to"),
    )


def read_capture(archive: Archive, capture: Capture, *, check: bool = True) -> WarcRecord:
    """Return the record of a stored response itself, also where it is a revisit. Raises WarcError when it is not where it should be."""
    path = path_of(capture.file, archive.warcs)
    record = read_record(path, capture.offset, check=check)
    if record.record_id != capture.record_id:
        record.block.close()
        raise WarcError(f"{path} at {capture.offset}: {record.record_id} stands where {capture.record_id} should")
    return record


def with_payload(archive: Archive, capture: Capture) -> Capture:
    """Return the stored response whose record holds the payload: itself, or the one that it repeats. Raises WarcError."""
    if capture.refers_to is None:
        return capture
    found = archive.find_capture(capture.refers_to)
    if found is None or found.refers_to is not None:
        raise WarcError(f"{capture.record_id} repeats {capture.refers_to}, which is not stored")
    return found


def read_body(archive: Archive, capture: Capture, *, max_bytes: int) -> bytes:
    """Return the body of a stored response without any coding, as the parser got it. Raises WarcError."""
    holder = with_payload(archive, capture)
    record = read_capture(archive, holder, check=False)
    try:
        return record.body(max_bytes=max_bytes)
    finally:
        record.block.close()


def iter_sites(folder: Path) -> Iterator[str]:
    """Yield the sites that have WARCs."""
    if folder.is_dir():
        yield from sorted(path.name for path in folder.iterdir() if path.is_dir())
