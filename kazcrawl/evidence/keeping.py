"""Records of someone else's WARC kept in ours: a revision rests on bytes that we hold, whatever becomes of the other file."""

from kazcrawl import __version__
from kazcrawl.archive import Archive
from kazcrawl.items import Capture
from kazcrawl.warc import Exchange, WarcRecord, WarcWriter

MAX_BYTES = 16 * 1024 * 1024


class Keeping:
    """Writes one WARC of the records that a run takes over. Use in a `with`; what was kept is on the disk before `keep` returns."""

    def __init__(self, archive: Archive, site: str, run: int) -> None:
        self._archive, self._site, self._run = archive, site, run
        info = {"software": f"kazcrawl/{__version__}", "format": "WARC File Format 1.1", "isPartOf": site}
        self._writer = WarcWriter(
            archive.warcs, f"{site}/{site}-ingest-run{run}", info=info, known=lambda digest: archive.find_earlier(site, digest)
        )

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
        written = self._writer.write(exchange).result()
        capture = Capture(
            record_id=written.record_id,
            url=record.url,
            fetched_at=record.date,
            status=exchange.status,
            content_type=record.content_type,
            digest=written.digest,
            size=written.size,
            file=written.place.file,
            offset=written.place.offset,
            length=written.place.length,
            truncated=written.truncated,
            refers_to=written.refers_to,
            role=role,
        )
        self._archive.save_captures([capture], site=self._site, run=self._run)
        return capture
