"""What goes into a WARC and what comes out of one: plain data, and the record that was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from kazcrawl.errors import WarcError
from kazcrawl.warc.coding import uncode

# No body is unpacked beyond this unless the caller asks for more.
MAX_BYTES = 64 * 1024 * 1024

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: its file (a name relative to the folder of all WARCs, without `.open`), offset and length in bytes there."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request with its answer, to be written. `body` is the payload as the server sent it, content coding and all, without
    transfer coding; header names keep their spelling; `truncated` is WARC's reason (length, disconnect, time) when it is not whole;
    `extra` are further WARC headers of the answer's record."""

    url: str
    fetched_at: datetime
    status: int
    headers: Headers
    body: bytes
    request_headers: Headers = ()
    method: str = "GET"
    protocol: str = "HTTP/1.1"
    ip: str | None = None
    truncated: str | None = None
    extra: Headers = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A response that is on the disk. `digest` is "sha1:BASE32" of its payload; `refers_to` is the id of the
    record that a revisit points at, None when the payload stands here."""

    place: Place
    record_id: str
    digest: str
    size: int
    truncated: str | None = None
    refers_to: str | None = None


@dataclass(frozen=True, slots=True)
class HttpHead:
    """The head of an HTTP message in a record: the line behind the protocol ("200 OK", "/path HTTP/1.1"), and its headers in order."""

    protocol: str
    line: str
    headers: Headers

    def get(self, name: str) -> str | None:
        """Return the first header of that name, in any spelling of its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def status(self) -> int | None:
        """The status of a response; None when there is none to read."""
        word = self.line.split(" ", 1)[0]
        return int(word) if word.isascii() and word.isdigit() and len(word) == 3 else None


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A stretch of a file that is no whole record: where it begins, and why."""

    path: Path
    offset: int
    reason: str


@dataclass(slots=True)
class WarcRecord:
    """A whole record. `headers` are WARC's own by lower-case name; `http` is None where there is no HTTP in it; `problems` are digests
    and the like that do not hold. `inner` > 0: it stands that many unpacked bytes behind `offset`, in one compressed piece with others.

    The block is on hand until the next record is asked for: read what you need before that."""

    path: Path
    offset: int
    length: int
    inner: int
    version: str
    headers: Mapping[str, str]
    http: HttpHead | None
    block: BinaryIO
    block_size: int
    head_size: int
    problems: tuple[str, ...] = field(default=())

    @property
    def kind(self) -> str:
        """WARC-Type in lower case: response, request, revisit, warcinfo, metadata, resource, conversion, continuation."""
        return self.headers.get("warc-type", "").lower()

    @property
    def record_id(self) -> str:
        """WARC-Record-ID with its brackets; "" when there is none."""
        return self.headers.get("warc-record-id", "")

    @property
    def url(self) -> str | None:
        """The address that the record is about."""
        return self.headers.get("warc-target-uri")

    @property
    def date(self) -> datetime | None:
        """WARC-Date as aware UTC; None when it is no time."""
        try:
            told = datetime.fromisoformat(self.headers.get("warc-date", ""))
        except ValueError:
            return None
        return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)

    @property
    def status(self) -> int | None:
        """The HTTP status; None where there is none."""
        return self.http.status if self.http and self.kind != "request" else None

    @property
    def content_type(self) -> str | None:
        """The HTTP Content-Type, or the record's own where there is no HTTP in it."""
        return self.http.get("content-type") if self.http else self.headers.get("content-type")

    @property
    def payload_digest(self) -> str | None:
        """WARC-Payload-Digest as it is written."""
        return self.headers.get("warc-payload-digest")

    @property
    def truncated(self) -> str | None:
        """Why the payload is not whole, in WARC's words; None when it is."""
        return self.headers.get("warc-truncated")

    def raw_block(self, *, max_bytes: int = MAX_BYTES) -> bytes:
        """Return the block as it stands: HTTP head and payload. Raises WarcError when it is larger than `max_bytes`."""
        return self._read(0, max_bytes)

    def payload(self, *, max_bytes: int = MAX_BYTES) -> bytes:
        """Return the payload as the server sent it, without transfer coding. Raises WarcError when it is larger than `max_bytes`."""
        raw = self._read(self.head_size, max_bytes)
        if self.http and "chunked" in (self.http.get("transfer-encoding") or "").lower():
            return unchunk(raw)
        return raw

    def body(self, *, max_bytes: int = MAX_BYTES) -> bytes:
        """Return the payload without any coding: what a browser would show. Raises WarcError when it is larger than `max_bytes`."""
        coding = self.http.get("content-encoding") if self.http else None
        return uncode(self.payload(max_bytes=max_bytes), coding or "", max_bytes=max_bytes)

    def _read(self, begin: int, max_bytes: int) -> bytes:
        if self.block_size - begin > max_bytes:
            raise WarcError(f"{self.path} at {self.offset}: a record of {self.block_size} bytes is larger than {max_bytes}")
        self.block.seek(begin)
        return self.block.read(self.block_size - begin)


def unchunk(raw: bytes) -> bytes:
    """Return a body without its chunks; one that is not in chunks (crawlers that undo them often leave the header) as it is."""
    whole, at = bytearray(), 0
    while at < len(raw):
        line, newline, _ = raw[at : at + 200].partition(b"\n")
        size = line.partition(b";")[0].strip()
        if not newline or not size or len(size) > 8 or size.strip(b"0123456789abcdefABCDEF"):
            return bytes(whole) if whole else raw
        length = int(size, 16)
        if length == 0:
            break
        at += len(line) + 1
        whole += raw[at : at + length]
        at += length
        at += 2 if raw[at : at + 2] == b"\r\n" else 1
    return bytes(whole)
