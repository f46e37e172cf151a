"""The pieces that a WARC file is made of: gzip members, zstd frames, or the plain file as one piece. A record mostly fills one piece."""

import struct
import zlib
from typing import Any, BinaryIO

from kazcrawl.warc.coding import zstd

CHUNK = 64 * 1024
_GZIP, _ZSTD, _ZSTD_DICTIONARY = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"
# How far behind damage the next whole piece is looked for at a time.
_STRIDE = 1024 * 1024


class BrokenPieceError(Exception):
    """The piece cannot be read to its end. `str(error)` is the reason."""


class Pieces:
    """A file as a row of pieces, read like a stream that ends with each piece. `offset` is where the present piece begins in the file,
    `inner` how many of its bytes, unpacked, were taken."""

    def __init__(self, file: BinaryIO, offset: int = 0) -> None:
        self._file, self._packed = file, bytearray()
        self.offset, self.inner = 0, 0
        self._buffer, self._at = b"", 0
        self._codec: Any = None
        file.seek(0)
        self._magic, self._dictionary = _sniff(file)
        file.seek(max(offset, self._start))

    @property
    def plain(self) -> bool:
        """Whether nothing is packed: then the offset of a record is `offset + inner`."""
        return self._magic is None

    @property
    def position(self) -> int:
        """Where in the file the reading stands: at the end of a piece, the offset of the next."""
        return self._file.tell() - len(self._packed)

    @property
    def _start(self) -> int:
        return self._dictionary[1] if self._dictionary else 0

    def begin(self) -> bool:
        """Go to the next piece; False at the end of the file."""
        self.offset, self.inner, self._buffer, self._at = self.position, 0, b"", 0
        if not self._packed:
            self._packed += self._file.read(CHUNK)
        if not self._packed:
            return False
        self._codec = None if self.plain else _Gzip() if self._magic == _GZIP else _Zstd(self._dictionary)
        return True

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes of the piece, b"" at its end. Raises BrokenPieceError."""
        if self._at == len(self._buffer):
            self._buffer, self._at = self._more(), 0
        taken = self._buffer[self._at : self._at + size]
        self._at += len(taken)
        self.inner += len(taken)
        return taken

    def readline(self, limit: int = CHUNK) -> bytes:
        """Return a line with its end, at most `limit` bytes. Raises BrokenPieceError."""
        line = b""
        while len(line) < limit and not line.endswith(b"\n"):
            if self._at == len(self._buffer):
                self._buffer, self._at = self._more(), 0
                if not self._buffer:
                    break
            end = self._buffer.find(b"\n", self._at) + 1
            line += self.read(min(end - self._at if end else CHUNK, limit - len(line)))
        return line

    def skip_newlines(self) -> int | None:
        """Pass over empty lines; return how many bytes they were, or None when the piece ends with them."""
        passed = 0
        while byte := self.read(1):
            if byte not in b"\r\n":
                self._at -= 1
                self.inner -= 1
                return passed
            passed += 1
        return None

    def resync(self) -> bool:
        """After damage: go to the next place that looks like the beginning of a piece with a record; False when there is none."""
        mark = b"WARC/1." if self.plain else self._magic
        assert mark is not None
        at = self.offset + (self.inner if self.plain else 1)
        while True:
            self._file.seek(at)
            window = self._file.read(_STRIDE)
            found = window.find(mark)
            while found >= 0:
                if self._looks_whole(at + found):
                    self._file.seek(at + found)
                    self._packed.clear()
                    return True
                found = window.find(mark, found + 1)
            if len(window) < _STRIDE:
                return False
            at += _STRIDE - len(mark) + 1

    def _looks_whole(self, at: int) -> bool:
        """Whether a record begins at `at`, as far as its first bytes tell."""
        self._file.seek(at)
        data = self._file.read(512)
        if self.plain:
            return True
        try:
            codec = _Gzip() if self._magic == _GZIP else _Zstd(self._dictionary)
            return bool(codec.feed(data).startswith(b"WARC/"))
        except BrokenPieceError:
            return False

    def _more(self) -> bytes:
        """Return the next unpacked bytes of the piece, b"" at its end."""
        if self.plain:
            data = bytes(self._packed) or self._file.read(CHUNK)
            self._packed.clear()
            return data
        while not self._codec.eof:
            ended = False
            if not self._packed and self._codec.needs_input:
                self._packed += self._file.read(CHUNK)
                ended = not self._packed
            data = self._codec.feed(bytes(self._packed))
            self._packed.clear()
            if self._codec.eof:
                self._packed += self._codec.unused_data
            if data:
                return bytes(data)
            if ended and not self._codec.eof:
                raise BrokenPieceError("cut short")
        return b""


class _Gzip:
    """One gzip member."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def needs_input(self) -> bool:
        return not self._inflate.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    def feed(self, data: bytes) -> bytes:
        try:
            return self._inflate.decompress(self._inflate.unconsumed_tail + data, CHUNK)
        except zlib.error as error:
            raise BrokenPieceError(f"damaged ({error})") from error


class _Zstd:
    """One zstd frame."""

    def __init__(self, dictionary: tuple[bytes, int] | None) -> None:
        module = zstd()
        told = {"zstd_dict": module.ZstdDict(dictionary[0])} if dictionary and dictionary[0] else {}
        self._decompressor, self._error = module.ZstdDecompressor(**told), module.ZstdError

    @property
    def eof(self) -> bool:
        return bool(self._decompressor.eof)

    @property
    def needs_input(self) -> bool:
        return bool(self._decompressor.needs_input)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._decompressor.unused_data)

    def feed(self, data: bytes) -> bytes:
        try:
            return bytes(self._decompressor.decompress(data, CHUNK))
        except self._error as error:
            raise BrokenPieceError(f"damaged ({error})") from error


def _sniff(file: BinaryIO) -> tuple[bytes | None, tuple[bytes, int] | None]:
    """Return the mark of the packing (None: plain) and, for zstd, the dictionary in front with the offset behind it.

    The WARC-zstd convention: a skippable frame 0x184D2A5D holds the dictionary, itself packed or not."""
    head = file.read(8)
    if head[:2] == _GZIP:
        return _GZIP, None
    if head[:4] == _ZSTD:
        return _ZSTD, None
    if head[:4] == _ZSTD_DICTIONARY and len(head) == 8:
        (size,) = struct.unpack("<I", head[4:])
        dictionary = file.read(size)
        if dictionary[:4] == _ZSTD:
            dictionary = zstd().decompress(dictionary)
        return _ZSTD, (dictionary, 8 + size)
    return None, None
