"""A WACZ file: WARC, its index, the list of pages and a manifest with digests in one ZIP, as replay tools open it.

Made by the specification (webrecorder/specs: WACZ 1.1.1, CDXJ, and pywb's ZipNum for the index). The same archive gives the same bytes."""

import gzip
import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import parse_qsl, urlencode, urlsplit

from kazcrawl import __version__
from kazcrawl.warc import BrokenRecord, WarcRecord, iter_records

WACZ_VERSION = "1.1.1"
# What the WARC is called inside.
WARC_NAME = "data.warc.gz"
INDEXED = frozenset(("response", "revisit", "resource"))
# Lines of one piece of the packed index: a reader fetches one such piece to find an address.
LINES = 1024
_CHUNK = 1024 * 1024
_WWW = re.compile(r"^www\d*\.")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a reader of the file is offered: its address, when it was taken (aware), its title."""

    url: str
    at: datetime
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file inside: its path there, its bytes in number, and "sha256:HEX" of them."""

    path: str
    size: int
    digest: str


def write_wacz(out: BinaryIO, warc: Path, pages: Iterable[Page], *, title: str, created: datetime) -> None:
    """Write the file from a WARC (one record a gzip member). `created` is its only date. Raises WarcError, OSError."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        moment = created.astimezone(UTC)
        lines = sorted(iter_index(warc, WARC_NAME))
        index, summary = pack_index(lines)
        told = [
            _add_file(packed, f"archive/{WARC_NAME}", warc, moment),
            _add(packed, "indexes/index.cdx.gz", index, moment),
            _add(packed, "indexes/index.idx", summary, moment),
            _add(packed, "pages/pages.jsonl", page_list(pages), moment),
        ]
        manifest = json.dumps(_manifest(told, title, moment), ensure_ascii=False, indent=2).encode()
        listed = _add(packed, "datapackage.json", manifest, moment)
        digest = json.dumps({"path": listed.path, "hash": listed.digest}, indent=2).encode()
        _add(packed, "datapackage-digest.json", digest, moment)


def iter_index(warc: Path, name: str) -> Iterator[str]:
    """Yield a CDXJ line for every answer in the WARC, `name` being what the file is called inside."""
    for record in iter_records(warc, check=False):
        if isinstance(record, BrokenRecord) or record.kind not in INDEXED or record.date is None or not record.url:
            continue
        yield f"{surt(record.url)} {record.date:%Y%m%d%H%M%S} {json.dumps(_told(record, name), ensure_ascii=False)}\n"


def pack_index(lines: list[str]) -> tuple[bytes, bytes]:
    """Return the sorted lines as pieces of gzip, and the summary that tells where each piece begins."""
    packed = bytearray()
    summary = ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    for at in range(0, len(lines), LINES):
        piece = gzip.compress("".join(lines[at : at + LINES]).encode(), mtime=0)
        key, stamp, _ = lines[at].split(" ", 2)
        told = {"offset": len(packed), "length": len(piece), "digest": _sha256(piece), "filename": "index.cdx.gz"}
        summary.append(f"{key} {stamp} {json.dumps(told)}\n")
        packed += piece
    return bytes(packed), "".join(summary).encode()


def page_list(pages: Iterable[Page]) -> bytes:
    """Return the pages as JSON Lines, the head first."""
    rows: list[dict[str, object]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All posts"}]
    for page in pages:
        stamp = page.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        name = hashlib.sha256(f"{page.url} {stamp}".encode()).hexdigest()[:20]
        rows.append({"id": name, "url": page.url, "ts": stamp, "title": page.title or page.url})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def surt(url: str) -> str:
    """Return an address as an index sorts it: host from its end, no www, lower case, the query in order (IAURLCanonicalizer)."""
    parts = urlsplit(url.strip().lower())
    host = ",".join(reversed(_WWW.sub("", parts.hostname or "").split(".")))
    port = f":{parts.port}" if parts.port and f"{parts.scheme}:{parts.port}" not in ("http:80", "https:443") else ""
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)), safe="/:,;@!$*()~").lower()
    return host + port + ")" + (parts.path.rstrip("/") or "/") + (f"?{query}" if query else "")


def _told(record: WarcRecord, name: str) -> dict[str, str]:
    digest = record.payload_digest or ""
    mime = "warc/revisit" if record.kind == "revisit" else (record.content_type or "unk").partition(";")[0].strip().lower()
    told = {"url": record.url or "", "mime": mime, "status": str(record.status or 200), "digest": digest}
    return {**told, "length": str(record.length), "offset": str(record.offset), "filename": name}


def _manifest(entries: list[Entry], title: str, created: datetime) -> dict[str, object]:
    stamp = created.strftime("%Y-%m-%dT%H:%M:%SZ")
    resources = [
        {"name": entry.path.rpartition("/")[2], "path": entry.path, "hash": entry.digest, "bytes": entry.size} for entry in entries
    ]
    head = {
        "profile": "data-package",
        "wacz_version": WACZ_VERSION,
        "title": title,
        "created": stamp,
        "software": f"kazcrawl {__version__}",
    }
    return {**head, "resources": resources}


def _add(packed: zipfile.ZipFile, path: str, data: bytes, moment: datetime) -> Entry:
    packed.writestr(_info(path, moment), data)
    return Entry(path, len(data), _sha256(data))


def _add_file(packed: zipfile.ZipFile, path: str, source: Path, moment: datetime) -> Entry:
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as file, packed.open(_info(path, moment), "w", force_zip64=True) as inside:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            inside.write(chunk)
    return Entry(path, size, f"sha256:{digest.hexdigest()}")


def _info(path: str, moment: datetime) -> zipfile.ZipInfo:
    """ZIP knows no date before 1980."""
    return zipfile.ZipInfo(path, max(moment.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))


def _sha256(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
