"""Reading WARCs of any crawler, record by record, with flat memory. warcio reads the heads; the framing is checked here, because warcio
passes a file that is cut off in the middle of a record without a word (webrecorder/warcio issue 138)."""

import base64
import hashlib
import io
import tempfile
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

from kazcrawl.errors import WarcError
from kazcrawl.warc.pieces import CHUNK, BrokenPieceError, Pieces
from kazcrawl.warc.records import BrokenRecord, HttpHead, WarcRecord, unchunk

# A block beyond this waits in a temporary file until the next record is asked for.
IN_MEMORY = 16 * 1024 * 1024
# A payload beyond this is not freed of its chunks to see whether its digest holds then.
_UNCHUNKED = 64 * 1024 * 1024

_loader = ArcWarcRecordLoader(verify_http=False, arc2warc=True)


def iter_records(path: Path, offset: int = 0, *, check: bool = True) -> Generator[WarcRecord | BrokenRecord, None, None]:
    """Yield every record from `offset` on; what is no whole record is yielded as BrokenRecord, and reading goes on behind it.

    With `check` the digests are computed and told in `problems`. Raises WarcError when the file cannot be opened."""
    with _opened(path) as file:
        for found in _iterate(_pieces(file, path, offset), path, check=check):
            yield found
            if isinstance(found, WarcRecord):
                found.block.close()


def read_record(path: Path, offset: int, *, check: bool = True) -> WarcRecord:
    """Return the record at `offset`, whose block stays on hand. Raises WarcError when there is no whole one."""
    with _opened(path) as file:
        found = next(_iterate(_pieces(file, path, offset), path, check=check), None)
    if not isinstance(found, WarcRecord) or found.offset != offset:
        why = found.reason if isinstance(found, BrokenRecord) else "nothing begins there"
        raise WarcError(f"{path} has no whole record at {offset}: {why}")
    return found


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise WarcError(f"cannot read {path}: {error.strerror}") from error


def _pieces(file: BinaryIO, path: Path, offset: int) -> Pieces:
    try:
        return Pieces(file, offset)
    except OSError as error:
        raise WarcError(f"cannot read {path}: {error.strerror}") from error


def _iterate(pieces: Pieces, path: Path, *, check: bool) -> Iterator[WarcRecord | BrokenRecord]:
    while True:
        try:
            if not pieces.begin():
                return
            while pieces.skip_newlines() is not None:
                yield _read(pieces, path, check=check)
        except BrokenPieceError as error:
            yield BrokenRecord(path, pieces.offset + (pieces.inner if pieces.plain else 0), str(error))
            if not pieces.resync():
                return


def _read(pieces: Pieces, path: Path, *, check: bool) -> WarcRecord:
    """Read the record that begins here, with the empty lines behind it. Raises BrokenPieceError."""
    begin = pieces.inner
    head = _head(pieces)
    headers = {name.lower(): value for name, value in reversed(head.rec_headers.headers)}
    size = head.length if head.length is not None and headers.get("content-length", "").strip().isdigit() else None
    if size is None:
        raise BrokenPieceError("its head tells no length")
    block, digests = _spool(pieces, size, _algorithm(headers.get("warc-block-digest")) if check else None)
    try:
        http, head_size = _http(head, headers, block, size)
        problems = _problems(headers, block, size, head_size, http, digests) if check else ()
        _close(pieces)
    except BaseException:
        block.close()
        raise
    place = (pieces.offset + begin, 0) if pieces.plain else (pieces.offset, begin)
    length = pieces.inner - begin if pieces.plain else pieces.position - pieces.offset
    version = str(head.rec_headers.protocol or "")
    return WarcRecord(path, place[0], length, place[1], version, headers, http, block, size, head_size, problems)


def _head(pieces: Pieces) -> Any:
    try:
        return _loader.parse_record_stream(pieces, no_record_parse=True)
    except ArchiveLoadFailed as error:
        raise BrokenPieceError(f"no record begins here ({ascii(str(error))[1:80]})") from error
    except EOFError as error:
        raise BrokenPieceError("cut short") from error
    except (ValueError, AttributeError, TypeError) as error:  # warcio's own stumbling over a head that is none
        raise BrokenPieceError(f"its head cannot be read ({type(error).__name__})") from error


def _spool(pieces: Pieces, size: int, algorithm: str | None) -> tuple[BinaryIO, str | None]:
    """Copy the block to where it can be read again, hashing on the way; return it with its hex digest."""
    block: Any = io.BytesIO() if size <= IN_MEMORY else tempfile.TemporaryFile()  # noqa: SIM115 - closed with the record
    digest = hashlib.new(algorithm, usedforsecurity=False) if algorithm else None
    try:
        left = size
        while left:
            data = pieces.read(min(left, CHUNK))
            if not data:
                raise BrokenPieceError(f"cut short: {left} of {size} bytes are missing")
            block.write(data)
            if digest is not None:
                digest.update(data)
            left -= len(data)
    except BaseException:
        block.close()
        raise
    block.seek(0)
    return block, digest.hexdigest() if digest else None


def _http(head: Any, headers: Mapping[str, str], block: BinaryIO, size: int) -> tuple[HttpHead | None, int]:
    """Read the HTTP head in front of the payload, if the record has one; return it with its size."""
    kind, uri = headers.get("warc-type", "").lower(), headers.get("warc-target-uri", "")
    if kind not in ("response", "request", "revisit") or not size:
        return None, 0
    if not uri.lower().startswith(("http:", "https:")):
        return None, 0
    start = block.read(16)
    block.seek(0)
    if kind != "request" and not start.startswith(b"HTTP/"):
        return None, 0  # a body alone, as the oldest writers stored it
    try:
        found = _loader.http_parser.parse(block) if kind != "request" else _loader.http_req_parser.parse(block)
    except (ValueError, EOFError, IndexError):
        return None, 0
    return HttpHead(str(found.protocol), str(found.statusline), tuple((str(k), str(v)) for k, v in found.headers)), block.tell()


def _close(pieces: Pieces) -> None:
    """Read to the end of the record's piece: two line ends are the rule, some writers give fewer or more."""
    ended = pieces.skip_newlines() is None
    if pieces.plain and ended and not pieces.inner:
        raise BrokenPieceError("cut short")


def _problems(
    headers: Mapping[str, str], block: BinaryIO, size: int, head_size: int, http: HttpHead | None, block_hex: str | None
) -> tuple[str, ...]:
    found = []
    if not headers.get("warc-record-id"):
        found.append("it has no WARC-Record-ID")
    if block_hex and not _same(headers["warc-block-digest"], block_hex):
        found.append("its block is not what its digest says")
    told = headers.get("warc-payload-digest")
    algorithm = _algorithm(told)
    if told and algorithm and headers.get("warc-type", "").lower() != "revisit" and "warc-segment-number" not in headers:
        block.seek(head_size)
        digest = hashlib.new(algorithm, usedforsecurity=False)
        while data := block.read(CHUNK):
            digest.update(data)
        if not _same(told, digest.hexdigest()) and not _same(told, _unchunked_hex(algorithm, block, size, head_size, http)):
            found.append("its payload is not what its digest says")
    return tuple(found)


def _unchunked_hex(algorithm: str, block: BinaryIO, size: int, head_size: int, http: HttpHead | None) -> str:
    """The digest without transfer coding: some writers store the chunks and hash what was in them."""
    if http is None or "chunked" not in (http.get("transfer-encoding") or "").lower() or size > _UNCHUNKED:
        return ""
    block.seek(head_size)
    return hashlib.new(algorithm, unchunk(block.read()), usedforsecurity=False).hexdigest()


def _algorithm(labelled: str | None) -> str | None:
    """Return the name of a labelled digest's algorithm as hashlib knows it; None when it is not one of its plain ones."""
    name = (labelled or "").partition(":")[0].strip().lower().replace("-", "")
    return name if name in ("sha1", "sha256", "sha512", "md5") else None


def _same(labelled: str, hex_digest: str) -> bool:
    """Whether a labelled digest, in base 32 or hexadecimal, is this one."""
    value = labelled.partition(":")[2].strip()
    if not hex_digest:
        return False
    base32 = base64.b32encode(bytes.fromhex(hex_digest)).decode().rstrip("=")
    return value.rstrip("=").upper() == base32 or value.lower() == hex_digest
