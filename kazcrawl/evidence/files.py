"""Whether a file of any kind holds a marked text: plain, packed, or an archive of files."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from kazcrawl.evidence.marks import Marked

# So much of a file is looked at a time; what stands across a border is found by the overlap, in characters.
STRIDE, OVERLAP = 4 * 1024 * 1024, 64 * 1024
_CHUNK = 1024 * 1024


def may_hold(path: Path, marked: Marked) -> bool:
    """Whether a file holds the text. Parquet is not looked into (its pages are packed), so it may; so may a damaged zip."""
    if path.suffix == ".parquet":
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
    """Yield a file's bytes, unpacked if it begins like gzip, as far as it can be: what a kill tore off ends in the middle."""
    chunk = file.read(_CHUNK)
    if chunk[:2] != b"\x1f\x8b":
        while chunk:
            yield chunk
            chunk = file.read(_CHUNK)
        return
    member = zlib.decompressobj(wbits=31)
    try:
        while chunk:
            yield member.decompress(chunk, STRIDE)
            chunk = member.unconsumed_tail or member.unused_data or file.read(_CHUNK)
            if member.eof:
                member = zlib.decompressobj(wbits=31)
    except zlib.error:
        return
