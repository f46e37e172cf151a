"""Content codings undone: gzip, deflate, br, zstd, one on top of another, each bounded in what it may become."""

import importlib
import sys
import zlib
from typing import Any

from kazcrawl.errors import WarcError

_PLAIN = ("", "identity", "none")
_CHUNK = 64 * 1024


def uncode(payload: bytes, codings: str, *, max_bytes: int) -> bytes:
    """Return the payload without its content codings (a header's value such as "gzip" or "gzip, br").

    A payload that is not in the coding it claims comes back as it is: many crawlers store the body unpacked and leave the header.
    Raises WarcError when it would become larger than `max_bytes`."""
    for name in reversed([part.strip().lower() for part in codings.split(",")]):
        if name not in _PLAIN and payload:
            payload = _undo(name, payload, max_bytes)
    return payload


def zstd() -> Any:
    """Return the zstd module: Python's own from 3.14 on, before that its backport. Raises WarcError when there is none."""
    try:
        return importlib.import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    except ImportError as error:
        raise WarcError("zstd cannot be read here; install backports.zstd") from error


def _undo(name: str, payload: bytes, max_bytes: int) -> bytes:
    try:
        if name in ("gzip", "x-gzip"):
            return _gunzip(payload, max_bytes)
        if name == "deflate":
            return _inflate(payload, max_bytes)
        if name == "zstd":
            return _unzstd(payload, max_bytes)
        if name == "br":
            return _unbrotli(payload, max_bytes)
    except (zlib.error, ValueError, EOFError):
        return payload
    except WarcError:
        raise
    except Exception as error:  # brotli and zstd have errors of their own, whose modules may not be there to name
        if type(error).__name__ not in ("ZstdError", "error"):
            raise
    return payload


def _gunzip(payload: bytes, max_bytes: int) -> bytes:
    """All members; what is damaged behind the first whole piece is left out, as browsers and Scrapy do."""
    whole, rest = bytearray(), payload
    while rest:
        member = zlib.decompressobj(wbits=31)
        try:
            whole += member.decompress(rest, max_bytes + 1 - len(whole))
        except zlib.error:
            if not whole:
                raise
            break
        _check(len(whole), max_bytes)
        rest = member.unused_data
    return bytes(whole)


def _inflate(payload: bytes, max_bytes: int) -> bytes:
    """With the zlib header that the standard asks for, or without, as some servers send it."""
    try:
        return _capped(zlib.decompressobj().decompress(payload, max_bytes + 1), max_bytes)
    except zlib.error:
        return _capped(zlib.decompressobj(wbits=-15).decompress(payload, max_bytes + 1), max_bytes)


def _unbrotli(payload: bytes, max_bytes: int) -> bytes:
    decoder = importlib.import_module("brotli").Decompressor()
    whole = bytearray(decoder.process(payload, output_buffer_limit=_CHUNK))
    while not decoder.is_finished() and (more := decoder.process(b"", output_buffer_limit=_CHUNK)):
        whole += more
        _check(len(whole), max_bytes)
    _check(len(whole), max_bytes)
    return bytes(whole)


def _unzstd(payload: bytes, max_bytes: int) -> bytes:
    """All frames of it."""
    whole, rest = bytearray(), payload
    while rest:
        frame = zstd().ZstdDecompressor()
        whole += frame.decompress(rest, max_bytes + 1 - len(whole))
        _check(len(whole), max_bytes)
        rest = frame.unused_data
    return bytes(whole)


def _capped(whole: bytes, max_bytes: int) -> bytes:
    _check(len(whole), max_bytes)
    return whole


def _check(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise WarcError(f"a body becomes larger than {max_bytes} bytes when it is unpacked")
