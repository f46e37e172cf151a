"""Keeping answers as evidence: the WARC of a run, the row of what was written, and records of someone else's WARC taken over.

A revision rests on bytes that we hold, whatever becomes of the site or of the other file."""

from kazcrawl import __version__
from kazcrawl.archive import Archive
from kazcrawl.evidence.hiding import hide_in_exchange
from kazcrawl.evidence.marks import Marked
from kazcrawl.items import Capture
from kazcrawl.project import user_agent
from kazcrawl.warc import Exchange, WarcRecord, WarcWriter, Written
from kazcrawl.warc.redact import redact_url

MAX_BYTES = 16 * 1024 * 1024
_HIDDEN = "text that was taken down is left out"


def open_writer(archive: Archive, site: str, name: str) -> WarcWriter:
    """Begin the WARC `name` of a run. What was taken down is left out of every answer, so that nothing brings it back."""
    texts = [Marked.unpack(stone.salt, stone.marks) for stone in archive.tombstones(site)]
    info = {
        "software": f"kazcrawl/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "classic",
        "http-header-user-agent": user_agent(),
        "isPartOf": site,
    }
    return WarcWriter(
        archive.warcs,
        f"{site}/{name}",
        info=info,
        known=lambda digest: archive.find_earlier(site, digest),
        alter=(lambda exchange: hide_in_exchange(exchange, texts, _HIDDEN)) if texts else None,
    )


def row_of(exchange: Exchange, written: Written, *, content_type: str | None, role: str = "page") -> Capture:
    """Return the row of an answer that is on the disk."""
    return Capture(
        record_id=written.record_id,
        url=redact_url(exchange.url),
        fetched_at=exchange.fetched_at,
        status=exchange.status,
        content_type=content_type,
        digest=written.digest,
        size=written.size,
        file=written.place.file,
        offset=written.place.offset,
        length=written.place.length,
        truncated=written.truncated,
        refers_to=written.refers_to,
        role=role,
    )


class Keeping:
    """Writes one WARC of the records that a run takes over. Use in a `with`; what was kept is on the disk before `keep` returns."""

    def __init__(self, archive: Archive, site: str, run: int) -> None:
        self._archive, self._site, self._run = archive, site, run
        self._writer = open_writer(archive, site, f"{site}-ingest-run{run}")

    def __enter__(self) -> "Keeping":
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()

    def keep(self, record: WarcRecord, role: str) -> Capture:
        """Take over a record, with the time and headers that it has. Raises WarcError for one larger than MAX_BYTES, ArchiveError."""
        assert record.url is not None
        assert record.date is not None
        headers = record.http.headers if record.http else (("Content-Type", record.content_type or "text/html"),)
        kept = tuple((name, value) for name, value in headers if name.lower() != "transfer-encoding")
        exchange = Exchange(record.url, record.date, record.status or 200, kept, record.payload(max_bytes=MAX_BYTES))
        capture = row_of(exchange, self._writer.write(exchange).result(), content_type=record.content_type, role=role)
        self._archive.save_captures([capture], site=self._site, run=self._run)
        return capture
