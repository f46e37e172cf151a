"""A crawl through a proxy that dresses every answer in another way and records what it sent: the WARC holds those very bytes."""

import gzip
import socket
from collections import Counter
from contextlib import suppress

import pytest

from kazcrawl.archive import Archive
from kazcrawl.demo import ChamberSite
from kazcrawl.evidence.places import find_files
from kazcrawl.warc import WarcRecord, iter_records
from tests.conftest import Kazcrawl, addresses
from tests.fakes import raw_server

pytestmark = pytest.mark.slow


class Proxy:
    """Asks the site itself, and answers in five ways by turns; `sent` are (path, payload as it went over the wire)."""

    def __init__(self, site: ChamberSite) -> None:
        self.site = site
        self.sent: list[tuple[str, bytes]] = []
        self.ways: Counter[str] = Counter()

    def play(self, connection: socket.socket, path: str) -> None:
        answer = self.site.ask(path, {})
        way = ("plain", "gzip", "chunked", "gzip chunked", "http/1.0")[len(self.sent) % 5]
        payload = gzip.compress(answer.body, mtime=0) if "gzip" in way else answer.body
        self.sent.append((path, payload))
        self.ways[way] += 1
        headers = {**answer.headers, "Connection": "close"} | ({"Content-Encoding": "gzip"} if "gzip" in way else {})
        if "chunked" in way:
            headers["Transfer-Encoding"] = "chunked"
            cut = len(payload) // 3
            pieces = [piece for piece in (payload[:cut], payload[cut:]) if piece]
            wire = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
        else:
            headers |= {} if way == "http/1.0" else {"Content-Length": str(len(payload))}
            wire = payload
        version = "HTTP/1.0" if way == "http/1.0" else "HTTP/1.1"
        head = "\r\n".join([f"{version} {answer.status} X", *(f"{name}: {value}" for name, value in headers.items())])
        with suppress(OSError):
            connection.sendall(head.encode() + b"\r\n\r\n" + wire)


def test_payloads_are_equal_to_what_was_sent(kazcrawl: Kazcrawl) -> None:
    site = ChamberSite()
    proxy = Proxy(site)
    with raw_server(proxy.play) as server:
        site.url = server.url
        done, report = kazcrawl.crawl(site.url)
    assert (done.code, report["new"]) == (0, len(addresses(site))), report
    assert set(proxy.ways) == {"plain", "gzip", "chunked", "gzip chunked", "http/1.0"}
    held: list[tuple[str, bytes]] = []
    originals: dict[str, bytes] = {}
    for path in find_files(kazcrawl.data / "warc"):
        for record in iter_records(path):
            assert isinstance(record, WarcRecord)
            if record.kind in ("response", "revisit"):
                assert record.problems == ()
                payload = record.payload() if record.kind == "response" else originals[record.headers["warc-refers-to"]]
                originals[record.record_id] = payload
                assert record.url is not None
                held.append(("/" + record.url.split("/", 3)[3], payload))
    assert sorted(held) == sorted(proxy.sent)


def test_other_tools_read_it_without_a_fault(crawled: Kazcrawl) -> None:
    fastwarc = pytest.importorskip("fastwarc.warc", reason="fastwarc is not installed")
    (path,) = find_files(crawled.data / "warc")
    with path.open("rb") as file:
        records = [
            (record.record_type, record.verify_block_digest())
            for record in fastwarc.ArchiveIterator(file, parse_http=False)
            if record.headers.get("WARC-Block-Digest")
        ]
    assert len(records) == sum(1 for _ in iter_records(path))
    assert all(whole for _, whole in records)


def test_captures_can_be_turned_off_and_the_archive_says_so(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    done, report = kazcrawl.crawl(chamber.url, "--limit", "3", "-s", "KAZCRAWL_CAPTURE=False")
    assert (done.code, report["new"]) == (0, 3)
    assert not (kazcrawl.data / "warc").exists()
    with Archive.open(kazcrawl.data / "kazcrawl.db", read_only=True) as archive:
        assert archive.reasons_without() == {"captures were off": 3}
        assert archive.unproven() == []
