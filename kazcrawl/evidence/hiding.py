"""Texts taken out of stored responses: which records hold them, and what such a record becomes. Pure."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kazcrawl.errors import WarcError
from kazcrawl.evidence.marks import Marked, blank
from kazcrawl.warc import Exchange, WarcRecord
from kazcrawl.warc.coding import uncode
from kazcrawl.warc.records import MAX_BYTES, Headers

# Tells in a record that texts were taken out of it, and when they were taken down.
TAKEDOWN = "WARC-Takedown"
_NO_TEXT = ("image/", "video/", "audio/", "font/")
_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_:.-]{1,40})")
_OLD = ("cp1251", "latin-1")
_OF_BODY = ("content-encoding", "content-length", "transfer-encoding", "content-md5", "etag", "digest")


def hide_in_body(body: bytes, content_type: str | None, texts: Sequence[Marked]) -> bytes | None:
    """Return an unpacked body without the texts; None when none of them is in it. A body that they cannot be blanked in is emptied."""
    if not body or (content_type or "").lower().startswith(_NO_TEXT):
        return None
    for codec, text in _readings(body, content_type):
        if any(marked.is_in(text) for marked in texts):
            blanked = blank(text, texts)
            whole = not any(marked.is_in(blanked) for marked in texts)
            return blanked.encode(codec, "surrogateescape") if whole else b""
    return None


def hide_in_exchange(exchange: Exchange, texts: Sequence[Marked], note: str) -> Exchange:
    """Return what may be stored of an answer that came after the texts were taken down."""
    coding = next((value for name, value in exchange.headers if name.lower() == "content-encoding"), "")
    content_type = next((value for name, value in exchange.headers if name.lower() == "content-type"), None)
    try:
        body = uncode(exchange.body, coding, max_bytes=MAX_BYTES)
    except WarcError:
        return exchange
    hidden = hide_in_body(body, content_type, texts)
    if hidden is None:
        return exchange
    return replace(exchange, body=hidden, headers=plain_headers(exchange.headers, len(hidden)), extra=((TAKEDOWN, note),))


def hide_in_record(record: WarcRecord, texts: Sequence[Marked], *, own: bool) -> bytes | None:
    """Return the payload that a record keeps, unpacked; None when it may stay as it is. `own`: it is the post's own page, of which
    nothing stays. Raises WarcError for one that is too large to be looked through."""
    if record.kind == "revisit" or record.block_size == record.head_size:
        return None
    if own and record.kind != "request":
        return b""
    return hide_in_body(record.body(), record.content_type, texts)


def plain_headers(headers: Headers, size: int) -> Headers:
    """Return the headers of an answer whose body is now another one: unpacked, of that size."""
    kept = tuple((name, value) for name, value in headers if name.lower() not in _OF_BODY)
    return (*kept, ("Content-Length", str(size)))


def _readings(body: bytes, content_type: str | None) -> Iterator[tuple[str, str]]:
    """Yield (codec, text): what the body may say. Every text can be written back to the same bytes."""
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if body.startswith(mark):
            yield codec, body.decode(codec, "surrogatepass")
            return
    try:
        yield "utf-8", body.decode("utf-8")
        return
    except UnicodeDecodeError:
        pass
    told = [found.decode() for found in _CHARSET.findall((content_type or "").encode("latin-1", "ignore") + b" " + body[:4096])]
    for codec in dict.fromkeys([*told, *_OLD, "utf-8"]):
        try:
            text = body.decode(codec, "surrogateescape")
            if text.encode(codec, "surrogateescape") == body:
                yield codec, text
        except (LookupError, UnicodeError):
            continue
