"""An exchange as WARC records, built by warcio and packed here: a gzip member each, at a level that a crawl can afford."""

import base64
import hashlib
import io
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter as Serialiser

from kazcrawl.warc.records import Exchange, Headers, WarcRecord
from kazcrawl.warc.redact import redact_headers, redact_url

# Level 9, warcio's own, costs twice the time for a hundredth of the size.
LEVEL = 6
_CODED = ("transfer-encoding", "connection", "keep-alive")


def payload_digest(payload: bytes) -> str:
    """Return "sha1:" and the digest in base 32, the form in which WARC tools compare payloads."""
    return "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()


def new_id() -> str:
    """Return a fresh WARC-Record-ID."""
    return str(Serialiser._make_warc_id())


def warc_date(moment: datetime) -> str:
    """Return an aware time as WARC 1.1 writes it, to the microsecond where it has any."""
    return moment.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


class RecordMaker:
    """Makes packed records for one file, all joined to its warcinfo."""

    def __init__(self, *, packed: bool = True) -> None:
        self._packed = packed
        self._out = io.BytesIO()
        self._serialiser = Serialiser(self._out, gzip=False, warc_version="WARC/1.1")
        self.info_id = ""

    def warcinfo(self, filename: str, info: Mapping[str, str], *, told: Mapping[str, str] = MappingProxyType({})) -> bytes:
        """Return the record that tells who wrote the file and how; the first one of it. `told` replaces headers: without them its time is
        the clock's and its id a random one."""
        record = self._serialiser.create_warcinfo_record(filename, dict(info))
        for name, value in told.items():
            record.rec_headers.replace_header(name, value)
        self.info_id = str(record.rec_headers.get_header("WARC-Record-ID"))
        return self._bytes(record)

    def response(self, exchange: Exchange, record_id: str, digest: str) -> bytes:
        """Return the answer with its payload."""
        headers = self._headers(exchange, record_id, digest)
        if exchange.truncated:
            headers["WARC-Truncated"] = exchange.truncated
        return self._bytes(self._record("response", exchange, headers, exchange.body))

    def revisit(self, exchange: Exchange, record_id: str, digest: str, earlier: tuple[str, datetime, str]) -> bytes:
        """Return the answer without its payload, which is the one of an earlier record: its address, time and id."""
        url, date, earlier_id = earlier
        headers = self._headers(exchange, record_id, digest) | {
            "WARC-Profile": Serialiser.REVISIT_PROFILE_1_1,
            "WARC-Refers-To": earlier_id,
            "WARC-Refers-To-Target-URI": url,
            "WARC-Refers-To-Date": warc_date(date),
        }
        return self._bytes(self._record("revisit", exchange, headers, b""))

    def request(self, exchange: Exchange, response_id: str) -> bytes:
        """Return the request, joined to its answer."""
        url = redact_url(exchange.url)
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        told = exchange.request_headers
        if not any(name.lower() == "host" for name, _ in told):
            told = (("Host", parts.netloc), *told)
        http = StatusAndHeaders(f"{exchange.method} {target} {exchange.protocol}", _listed(redact_headers(told)), is_http_request=True)
        headers = {"WARC-Date": warc_date(exchange.fetched_at), "WARC-Concurrent-To": response_id, "WARC-Warcinfo-ID": self.info_id}
        record = self._serialiser.create_warc_record(url, "request", http_headers=http, warc_headers_dict=headers)
        return self._bytes(record)

    def rewritten(
        self, kind: str, headers: Mapping[str, str], http: StatusAndHeaders | None, payload: bytes, *, digests: bool = False
    ) -> bytes:
        """Return a record with these WARC headers and this payload. Digests are computed, unless with `digests` those given hold."""
        gone = ("content-length", "content-type", *(() if digests else ("warc-block-digest", "warc-payload-digest")))
        told = {name: value for name, value in headers.items() if name.lower() not in gone}
        rec_headers = StatusAndHeaders("", list(told.items()), protocol="WARC/1.1")
        size, content_type = len(payload), headers.get("Content-Type")
        record = ArcWarcRecord("warc", kind, rec_headers, io.BytesIO(payload), http, content_type, size, payload_length=size)
        if not digests and http is not None and kind == "response":
            record.rec_headers.add_header("WARC-Payload-Digest", payload_digest(payload))
        if not digests or not record.rec_headers.get_header("WARC-Payload-Digest"):
            self._serialiser.ensure_digest(record, block=True, payload=False)
        return self._bytes(record)

    def _headers(self, exchange: Exchange, record_id: str, digest: str) -> dict[str, str]:
        headers = {"WARC-Date": warc_date(exchange.fetched_at), "WARC-Record-ID": record_id, "WARC-Payload-Digest": digest}
        if exchange.ip:
            headers["WARC-IP-Address"] = exchange.ip
        return headers | {"WARC-Warcinfo-ID": self.info_id} | dict(exchange.extra)

    def _record(self, kind: str, exchange: Exchange, headers: dict[str, str], payload: bytes) -> ArcWarcRecord:
        http = http_head(exchange.protocol, exchange.status, exchange.headers)
        return self._serialiser.create_warc_record(
            redact_url(exchange.url), kind, payload=io.BytesIO(payload), length=len(payload), http_headers=http, warc_headers_dict=headers
        )

    def _bytes(self, record: Any) -> bytes:
        self._out.seek(0)
        self._out.truncate()
        self._serialiser.write_record(record)
        plain = self._out.getvalue()
        if not self._packed:
            return plain
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
        return packer.compress(plain) + packer.flush()


def http_head(protocol: str, status: int, headers: Headers) -> StatusAndHeaders:
    """Return the head of an answer whose transfer coding is undone: the headers that spoke of the connection go."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = ""
    kept = tuple((name, value) for name, value in redact_headers(headers) if name.lower() not in _CODED)
    return StatusAndHeaders(f"{status} {phrase}".strip(), _listed(kept), protocol=protocol)


def _listed(headers: Headers) -> list[tuple[str, str]]:
    """Header lines without line ends: one header must stay one line."""
    return [(name, " ".join(value.split()) if "\n" in value or "\r" in value else value) for name, value in headers]


# Headers that are not spelled like "Content-Type".
_SPELLED = {"Id": "ID", "Uri": "URI", "Ip": "IP", "Warc": "WARC"}


def headers_of(record: WarcRecord) -> dict[str, str]:
    """Return a record's WARC headers in the standard's spelling."""
    return {"-".join(_SPELLED.get(part.title(), part.title()) for part in name.split("-")): value for name, value in record.headers.items()}


def http_of(record: WarcRecord, headers: Headers) -> StatusAndHeaders:
    """Return the HTTP head of a record with other headers."""
    assert record.http is not None
    return StatusAndHeaders(record.http.line, _listed(headers), protocol=record.http.protocol)
