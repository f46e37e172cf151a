"""WARC files: what we write others can read, what others wrote we can read, and what is torn is told."""

import gzip
import io
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter as ForeignWriter

from kazcrawl.errors import StorageError, WarcError
from kazcrawl.warc import OPEN, BrokenRecord, Earlier, Exchange, Limits, WarcRecord, WarcWriter, iter_records, read_record, recover
from kazcrawl.warc.coding import uncode, zstd
from kazcrawl.warc.records import unchunk
from kazcrawl.warc.redact import redact_url

NOW = datetime(2026, 3, 4, 5, 6, 7, 123456, tzinfo=UTC)
URL = "http://chamber.example/2026/03/a-post/"
PAGE = gzip.compress("<p>Новости палаты: встреча членов.</p>".encode() * 40)
HEADERS = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))


def exchange(url: str = URL, body: bytes = PAGE, **how: object) -> Exchange:
    return Exchange(url, NOW, 200, HEADERS, body, **how)  # type: ignore[arg-type] # fields by name


def records(path: Path) -> list[WarcRecord]:
    found = list(iter_records(path))
    assert not [record for record in found if isinstance(record, BrokenRecord)]
    return [record for record in found if isinstance(record, WarcRecord)]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Three exchanges: two pages and one of them again."""
    with WarcWriter(tmp_path, "demo/run-1", info={"software": "kazcrawl/test"}) as writer:
        for url, body in ((URL, PAGE), (URL + "2/", PAGE + b""), ("http://chamber.example/x", b"<p>other</p>")):
            writer.write(exchange(url, body)).result(5)
    return tmp_path / "demo/run-1-00000.warc.gz"


# --- writing


def test_file_is_open_until_it_is_closed(tmp_path: Path) -> None:
    """Row 75."""
    writer = WarcWriter(tmp_path, "run", info={})
    writer.write(exchange()).result(5)
    assert [path.name for path in tmp_path.iterdir()] == ["run-00000.warc.gz.open"]
    writer.close()
    writer.close()
    assert [path.name for path in tmp_path.iterdir()] == ["run-00000.warc.gz"]
    assert (tmp_path / "run-00000.warc.gz").stat().st_mode & 0o007 == 0


def test_writer_that_got_nothing_leaves_no_file(tmp_path: Path) -> None:
    WarcWriter(tmp_path, "run", info={}).close()
    assert not list(tmp_path.iterdir())


def test_warcinfo_is_first_and_requests_are_joined_to_their_answers(written: Path) -> None:
    kinds = [record.kind for record in records(written)]
    assert kinds == ["warcinfo", "response", "request", "revisit", "request", "response", "request"]
    with written.open("rb") as file:  # as warcio itself reads it
        found = [(r.rec_type, dict(r.rec_headers.headers)) for r in ArchiveIterator(file)]
    info = found[0][1]["WARC-Record-ID"]
    for (_, answer), (_, request) in zip(found[1::2], found[2::2], strict=True):
        assert request["WARC-Concurrent-To"] == answer["WARC-Record-ID"]
        assert answer["WARC-Warcinfo-ID"] == request["WARC-Warcinfo-ID"] == info
        assert answer["WARC-Date"] == request["WARC-Date"] == "2026-03-04T05:06:07.123456Z"


def test_payload_comes_back_byte_for_byte_at_the_place_that_was_told(tmp_path: Path) -> None:
    """Row 74."""
    with WarcWriter(tmp_path, "run", info={}) as writer:
        futures = [writer.write(exchange(f"{URL}{n}", PAGE + bytes([n]))) for n in range(9)]
        told = [future.result(5) for future in futures]
        open_file = tmp_path / "run-00000.warc.gz.open"
        assert read_record(open_file, told[3].place.offset).payload() == PAGE + b"\x03", "it is on the disk while the file is open"
    for n, one in enumerate(told):
        record = read_record(tmp_path / one.place.file, one.place.offset)
        assert (record.payload(), record.record_id, record.length) == (PAGE + bytes([n]), one.record_id, one.place.length)
        assert (record.url, record.status, record.date, record.problems) == (f"{URL}{n}", 200, NOW, ())


def test_equal_payload_is_a_revisit_of_this_run_or_of_an_earlier_one(tmp_path: Path, written: Path) -> None:
    first = records(written)[1]
    earlier = Earlier(URL, NOW, first.record_id)
    with WarcWriter(tmp_path, "later", info={}, known=lambda digest: earlier if digest == first.payload_digest else None) as writer:
        told = writer.write(exchange()).result(5)
        other = writer.write(exchange(body=b"<p>new</p>")).result(5)
    assert (told.refers_to, other.refers_to) == (first.record_id, None)
    record = read_record(tmp_path / told.place.file, told.place.offset)
    assert (record.kind, record.payload(), record.headers["warc-refers-to"]) == ("revisit", b"", first.record_id)
    assert record.headers["warc-refers-to-target-uri"] == URL
    assert record.headers["warc-refers-to-date"] == "2026-03-04T05:06:07.123456Z"
    assert record.http is not None
    assert record.http.get("CONTENT-type") == "text/html; charset=utf-8"


def test_new_file_begins_at_the_size_that_was_asked_for(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, "run", info={}, limits=Limits(file=2000)) as writer:
        for n in range(6):
            writer.write(exchange(f"{URL}{n}", zlib.compress(bytes([n]) * 10) * 40)).result(5)
    files = sorted(tmp_path.glob("*.warc.gz"))
    assert len(files) > 1
    for file in files:
        found = records(file)
        assert found[0].kind == "warcinfo"
        assert found[0].headers["warc-filename"] == file.name


def test_payload_beyond_the_cap_is_cut_and_says_so(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, "run", info={}, limits=Limits(payload=10)) as writer:
        told = writer.write(exchange(body=b"0123456789ab")).result(5)
        again = writer.write(exchange(body=b"0123456789")).result(5)
    assert (told.truncated, again.refers_to) == ("length", None), "a cut payload is nobody's original"
    record = read_record(tmp_path / told.place.file, told.place.offset)
    assert (record.truncated, record.payload()) == ("length", b"0123456789")


def test_secrets_are_not_stored(tmp_path: Path) -> None:
    """Row 47."""
    secret = "hunter2"
    told = Exchange(
        f"http://user:{secret}@chamber.example/?access_token={secret}&p=7",
        NOW,
        200,
        (("Set-Cookie", f"session={secret}"), ("Location", f"/x?apikey={secret}")),
        b"x",
        request_headers=(("Authorization", f"Basic {secret}"), ("Cookie", f"a={secret}"), ("Proxy-Authorization", secret)),
    )
    with WarcWriter(tmp_path, "run", info={}) as writer:
        writer.write(told)
    text = gzip.decompress((tmp_path / "run-00000.warc.gz").read_bytes()).decode()
    assert secret not in text
    assert "http://chamber.example/?access_token=redacted&p=7" in text
    assert "Authorization: redacted" in text


@pytest.mark.parametrize(
    ("url", "stored"),
    [
        (URL, URL),
        ("https://a:b@x.example/p?q=1", "https://x.example/p?q=1"),
        ("http://x.example/?client_secret=1&token=2#t", "http://x.example/?client_secret=redacted&token=redacted#t"),
        ("http://x.example/?p=token", "http://x.example/?p=token"),
    ],
)
def test_address_is_stored_without_its_secrets(url: str, stored: str) -> None:
    assert redact_url(url) == stored


def test_header_cannot_forge_another(tmp_path: Path) -> None:
    odd = Exchange(URL, NOW, 299, (("X-Odd", "one\r\nX-Forged: two"), ("X-Name", "Алматы")), b"x")
    with WarcWriter(tmp_path, "run", info={}) as writer:
        told = writer.write(odd).result(5)
    record = read_record(tmp_path / told.place.file, told.place.offset)
    assert record.http is not None
    assert record.http.get("x-forged") is None
    assert record.status == 299


def test_disk_that_fails_is_told_and_what_was_written_stays_whole(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path / "folder", "run", info={})
    (tmp_path / "folder").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(StorageError, match="cannot write the capture"):
        writer.write(exchange()).result(5)
    writer.close()


# --- recovery


def cuts(data: bytes, whole: list[WarcRecord]) -> set[int]:
    """Every twentieth byte, and all around the ends of records, where a cut is the hardest to see."""
    ends = [0, *(record.offset + record.length for record in whole)]
    return {n for n in (*range(0, len(data), 20), *(end + by for end in ends for by in range(-9, 10))) if 0 <= n < len(data)}


def test_every_cut_of_a_file_is_found(tmp_path: Path, written: Path) -> None:
    """Row 73: `warcio check` passes such files."""
    data, whole = written.read_bytes(), records(written)
    ends = [0, *(record.offset + record.length for record in whole)]
    path = tmp_path / "cut.warc.gz"
    for cut in cuts(data, whole):
        path.write_bytes(data[:cut])
        found = list(iter_records(path))
        assert isinstance(found[-1] if found else None, BrokenRecord) == (cut not in ends), cut
        assert len(found) == sum(end < cut for end in ends), cut


@pytest.mark.parametrize("beyond", [-9, -1, 0, 1, 9, 30])
def test_torn_file_keeps_its_whole_records(tmp_path: Path, written: Path, beyond: int) -> None:
    data, whole = written.read_bytes(), records(written)
    end = whole[2].offset + whole[2].length
    path = tmp_path / f"run.warc.gz{OPEN}"
    path.write_bytes(data[: end + beyond])
    done = recover(path)
    assert done.path == tmp_path / "run.warc.gz"
    kept = end if beyond >= 0 else whole[2].offset
    assert (done.records, done.torn) == (3 if beyond >= 0 else 2, end + beyond - kept)
    assert done.path.read_bytes() == data[:kept]
    assert b"".join(torn.read_bytes() for torn in tmp_path.glob("*.torn")) == data[kept : end + beyond]


def test_file_with_nothing_whole_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / f"run.warc.gz{OPEN}"
    path.write_bytes(b"\x1f\x8b\x08torn")
    assert (recover(path).path, path.exists()) == (None, False)


# --- reading what others wrote

HTTP = "WARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{n}>\r\nWARC-Date: 2009-02-03T04:05:06Z\r\nWARC-Target-URI: {url}\r\n"


def foreign(block: bytes, extra: str = "", *, url: str = URL, n: int = 1, version: str = "WARC/1.0") -> bytes:
    head = f"{version}\r\n{HTTP.format(n=n, url=url)}{extra}Content-Type: application/http; msgtype=response\r\n"
    return head.encode() + f"Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


BODY = "<p>Палата</p>".encode()
ODD_ANSWERS = {
    "chunked": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n" + BODY[:5] + b"\r\n%x\r\n" % len(BODY[5:]) + BODY[5:] + b"\r\n0\r\n\r\n",
    "chunked and packed": b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-encoding: gzip\r\n\r\n%x\r\n" % len(gzip.compress(BODY, mtime=0)) + gzip.compress(BODY, mtime=0) + b"\r\n0\r\n\r\n",
    "said to be chunked": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + BODY,
    "said to be packed": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + BODY,
    "http/1.0": b"HTTP/1.0 200 OK\r\nServer: old\r\n\r\n" + BODY,
    "http/2 in lower case": b"HTTP/2 200\r\ncontent-type: text/html\r\n\r\n" + BODY,
    "bare line feeds": b"HTTP/1.1 200 OK\nServer: odd\n\n" + BODY,
    "no head": BODY,
    "a folded header": b"HTTP/1.1 200 OK\r\nX-Long: a\r\n b\r\n\r\n" + BODY,
}  # fmt: skip


@pytest.mark.parametrize("name", ODD_ANSWERS)
def test_answer_of_another_crawler_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "foreign.warc"
    path.write_bytes(foreign(ODD_ANSWERS[name]))
    (record,) = list(iter_records(path))
    assert isinstance(record, WarcRecord)
    assert read_record(path, record.offset).body() == BODY
    assert record.date == datetime(2009, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert record.status == (None if name == "no head" else 200)


def packings(parts: list[bytes]) -> Iterator[tuple[str, bytes]]:
    module = zstd()
    dictionary = module.train_dict([b"WARC/1.0 WARC-Type: response Content-Length %d" % n for n in range(200)], 512)
    frame = dictionary.dict_content
    yield "plain.warc", b"".join(parts)
    yield "each.warc.gz", b"".join(gzip.compress(part) for part in parts)
    yield "all in one.warc.gz", gzip.compress(b"".join(parts))
    yield "each.warc.zst", b"".join(module.compress(part) for part in parts)
    marked = b"\x5d\x2a\x4d\x18" + len(frame).to_bytes(4, "little") + frame
    yield "dictionary.warc.zst", marked + b"".join(module.compress(part, zstd_dict=dictionary) for part in parts)


@pytest.mark.parametrize("number", range(5))
def test_every_packing_is_read_and_every_record_found_again(tmp_path: Path, number: int) -> None:
    parts = [foreign(ODD_ANSWERS["http/1.0"] + b"x" * n * 40_000, url=f"{URL}{n}", n=n) for n in range(4)]
    name, data = list(packings(parts))[number]
    path = tmp_path / name
    path.write_bytes(data)
    found = records(path)
    assert [record.url for record in found] == [f"{URL}{n}" for n in range(4)]
    assert [record.block_size - record.head_size for record in found] == [len(BODY) + n * 40_000 for n in range(4)]
    for record in found:
        if not record.inner:
            assert read_record(path, record.offset).url == record.url
    path.write_bytes(data[:-5])
    assert isinstance(list(iter_records(path))[-1], BrokenRecord)


@pytest.mark.parametrize("number", [0, 1])  # a zstd frame need not carry a checksum
def test_damage_in_the_middle_is_told_and_the_rest_is_read(tmp_path: Path, number: int) -> None:
    parts = [foreign(ODD_ANSWERS["http/1.0"] + bytes(range(256)) * 20, url=f"{URL}{n}", n=n) for n in range(4)]
    name, _ = list(packings(parts))[number]
    packed = [list(packings([part]))[number][1] for part in parts]
    spoilt = bytearray(b"".join(packed))
    at = len(packed[0]) + (30 if number else packed[1].index(b"Content-Length"))
    spoilt[at : at + 12] = b"\0" * 12
    path = tmp_path / name
    path.write_bytes(spoilt)
    found = list(iter_records(path))
    assert [record.url for record in found if isinstance(record, WarcRecord)][::2] == [URL + "0", URL + "3"]
    assert any(isinstance(record, BrokenRecord) for record in found)


def test_digest_that_does_not_hold_is_told(tmp_path: Path, written: Path) -> None:
    whole = gzip.decompress(written.read_bytes())
    path = tmp_path / "spoilt.warc"
    path.write_bytes(whole.replace(b"<p>other</p>", b"<p>OTHER</p>"))
    assert [record.url for record in records(path) if record.problems] == ["http://chamber.example/x"]


def test_records_of_warcio_itself_and_old_arc_files_are_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = ForeignWriter(out, gzip=True)
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(URL, "response", payload=io.BytesIO(BODY), length=len(BODY), http_headers=http))
    (tmp_path / "a.warc.gz").write_bytes(out.getvalue())
    (record,) = list(iter_records(tmp_path / "a.warc.gz"))
    assert isinstance(record, WarcRecord)
    answer = ODD_ANSWERS["http/1.0"]
    line = f"{URL} 192.0.2.7 20090203040506 text/html {len(answer)}\n".encode()
    (tmp_path / "b.arc.gz").write_bytes(gzip.compress(line + answer + b"\n"))
    old = read_record(tmp_path / "b.arc.gz", 0)
    assert (old.kind, old.url, old.body()) == ("response", URL, BODY)
    assert old.date == datetime(2009, 2, 3, 4, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"nothing", b"\x1f\x8b", b"\x1f\x8b\x08\0nonsense", b"WARC/1.0\r\n\r\n", b"\x28\xb5\x2f\xfd"]
)
def test_file_that_is_no_warc_raises_nothing(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "odd.warc.gz"
    path.write_bytes(data)
    found = list(iter_records(path))
    assert all(isinstance(record, BrokenRecord) for record in found)
    with pytest.raises(WarcError):
        read_record(path, 0)


def test_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(WarcError, match=r"cannot read .*No such file"):
        list(iter_records(tmp_path / "none.warc"))


# --- codings


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "raw deflate", "br", "zstd", "deflate, gzip", "identity", "unknown"])
def test_content_coding_is_undone(coding: str) -> None:
    import brotli

    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(BODY),
        "x-gzip": gzip.compress(BODY[:9]) + gzip.compress(BODY[9:]),
        "deflate": zlib.compress(BODY),
        "raw deflate": raw.compress(BODY) + raw.flush(),
        "br": brotli.compress(BODY),
        "zstd": zstd().compress(BODY),
        "deflate, gzip": gzip.compress(zlib.compress(BODY)),
    }.get(coding, BODY)
    assert uncode(packed, coding.replace("raw ", ""), max_bytes=1000) == BODY


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_bomb_is_refused(coding: str) -> None:
    import brotli

    zeros = b"\0" * 3_000_000
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd().compress}[coding]
    with pytest.raises(WarcError, match="larger than"):
        uncode(pack(zeros), coding, max_bytes=1_000_000)


@pytest.mark.parametrize(
    ("raw", "whole"),
    [
        (b"", b""),
        (b"3\r\nabc\r\n0\r\n\r\n", b"abc"),
        (b"3;x=y\nabc\n0\n\n", b"abc"),
        (b"3\r\nabc\r\nff\r\nshort", b"abcshort"),
        (b"<p>", b"<p>"),
    ],
)
def test_chunks_are_undone(raw: bytes, whole: bytes) -> None:
    assert unchunk(raw) == whole
