"""Whether a file of any kind holds a marked text: plain, packed, or an archive of files."""

import bz2
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from kazcrawl.evidence.marks import Marked

# So much of a file is looked at a time; what stands across a border is found by the overlap, in characters.
STRIDE, OVERLAP = 4 * 1024 * 1024, 64 * 1024
_CHUNK = 1024 * 1024
_UNREAD = (".parquet", ".zst")


def may_hold(path: Path, marked: Marked) -> bool:
    """Whether a file holds the text. Parquet and zstd are not looked into (no library of ours need be there), so they may; so may a
    damaged zip."""
    if path.suffix in _UNREAD:
        return True
    try:
        if zipfile.is_zipfile(path):
            return _zip_holds(path, marked)
        with path.open("rb") as file:
            return _holds(_unpacked(file), marked)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return True


def _zip_holds(path: Path, marked: Marked) -> bool:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if Path(member.filename).suffix in _UNREAD:
                return True
            with archive.open(member) as file:
                if _holds(_unpacked(file), marked):
                    return True
    return False


def _holds(pieces: Iterable[bytes], marked: Marked) -> bool:
    tail, data = "", b""
    for piece in pieces:
        data += piece
        if len(data) >= STRIDE:
            text = tail + data.decode("utf-8", "replace")
            if marked.is_in(text):
                return True
            tail, data = text[-OVERLAP:], b""
    return marked.is_in(tail + data.decode("utf-8", "replace"))


def _unpacked(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file's bytes, unpacked if it begins like a packed one, as far as it can be: what a kill tore off ends in the middle."""
    chunk = file.read(_CHUNK)
    make = next((make for magic, make in _PACKED.items() if chunk.startswith(magic)), None)
    if make is None:
        while chunk:
            yield chunk
            chunk = file.read(_CHUNK)
        return
    member = make()
    while chunk or not member.needs_input:
        try:
            piece = member.decompress(chunk, STRIDE)
        except (zlib.error, lzma.LZMAError, OSError, EOFError):  # bz2 raises OSError
            return
        yield piece
        chunk = b""
        if member.eof:
            chunk, member = member.unused_data or file.read(_CHUNK), make()
        elif member.needs_input:
            chunk = file.read(_CHUNK)


class _Gunzip:
    """zlib's reader of one gzip member, in the manner of those of bz2 and lzma."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=31)

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._member.decompress(self._member.unconsumed_tail + data, max_length)

    @property
    def needs_input(self) -> bool:
        return not self._member.unconsumed_tail

    @property
    def eof(self) -> bool:
        return self._member.eof

    @property
    def unused_data(self) -> bytes:
        return self._member.unused_data


# How packed files begin, and what unpacks one member of them.
_PACKED: dict[bytes, Callable[[], Any]] = {b"\x1f\x8b": _Gunzip, b"BZh": bz2.BZ2Decompressor, b"\xfd7zXZ\0": lzma.LZMADecompressor}
