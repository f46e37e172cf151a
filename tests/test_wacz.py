"""WACZ files: what replay tools need to find a page is in them, and the digests hold."""

import gzip
import hashlib
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kazcrawl.evidence.wacz import LINES, Page, iter_index, pack_index, surt, write_wacz
from kazcrawl.warc import Exchange, WarcWriter, read_record
from tests.conftest import Kazcrawl

AT = datetime(2016, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    with WarcWriter(tmp_path, "run", info={}) as writer:
        for number in range(3):
            body = f"<html><title>Post {number}</title><p>Grain and steel, part {number}.</p></html>".encode()
            writer.write(Exchange(f"http://blog.example.org/{number}/", AT, 200, (("Content-Type", "text/html"),), body)).result()
    [file] = tmp_path.glob("*.warc.gz")
    return file


def pack(warc: Path, target: Path) -> zipfile.ZipFile:
    pages = [Page(f"http://blog.example.org/{number}/", AT, f"Post {number}") for number in range(3)]
    with target.open("wb") as out:
        write_wacz(out, warc, pages, title="The blog", created=AT)
    return zipfile.ZipFile(target)


def test_every_file_is_listed_with_its_digest(warc: Path, tmp_path: Path) -> None:
    with pack(warc, tmp_path / "a.wacz") as packed:
        manifest = json.loads(packed.read("datapackage.json"))
        listed = {row["path"]: row for row in manifest["resources"]}
        assert set(packed.namelist()) - set(listed) == {"datapackage.json", "datapackage-digest.json"}
        for path, row in listed.items():
            data = packed.read(path)
            assert (row["bytes"], row["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        digest = json.loads(packed.read("datapackage-digest.json"))
        assert digest["hash"] == f"sha256:{hashlib.sha256(packed.read('datapackage.json')).hexdigest()}"
        assert all(info.compress_type == zipfile.ZIP_STORED for info in packed.infolist())


def test_the_index_leads_to_the_records(warc: Path, tmp_path: Path) -> None:
    with pack(warc, tmp_path / "a.wacz") as packed:
        lines = gzip.decompress(packed.read("indexes/index.cdx.gz")).decode().splitlines()
        inside = tmp_path / "inside.warc.gz"
        inside.write_bytes(packed.read("archive/data.warc.gz"))
    assert lines == sorted(lines)
    for line in lines:
        key, stamp, told = line.split(" ", 2)
        told = json.loads(told)
        record = read_record(inside, int(told["offset"]))
        assert (record.url, record.length) == (told["url"], int(told["length"]))
        assert (key, stamp) == (surt(told["url"]), "20160701120000")


def test_the_summary_leads_to_the_pieces_of_the_index() -> None:
    lines = [f"org,example)/{number:05} 20160701120000 {{}}\n" for number in range(2 * LINES + 5)]
    packed, summary = pack_index(lines)
    head, *rows = summary.decode().splitlines()
    assert json.loads(head.split(" ", 2)[2])["format"] == "cdxj-gzip-1.0"
    pieces = [json.loads(row.split(" ", 2)[2]) for row in rows]
    unpacked = [gzip.decompress(packed[piece["offset"] : piece["offset"] + piece["length"]]).decode() for piece in pieces]
    assert "".join(unpacked) == "".join(lines)
    assert [piece.partition(" ")[0] for piece in unpacked] == [row.partition(" ")[0] for row in rows]


def test_pages_have_titles(warc: Path, tmp_path: Path) -> None:
    with pack(warc, tmp_path / "a.wacz") as packed:
        head, *rows = map(json.loads, packed.read("pages/pages.jsonl").decode().splitlines())
    assert head["format"] == "json-pages-1.0"
    assert len(rows) == 3
    assert (rows[0]["url"], rows[0]["ts"], rows[0]["title"]) == ("http://blog.example.org/0/", "2016-07-01T12:00:00Z", "Post 0")


def test_the_same_gives_the_same_bytes(warc: Path, tmp_path: Path) -> None:
    for name in ("a.wacz", "b.wacz"):
        pack(warc, tmp_path / name).close()
    assert (tmp_path / "a.wacz").read_bytes() == (tmp_path / "b.wacz").read_bytes()


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.Example.org/A/", "org,example)/a"),
        ("https://example.org", "org,example)/"),
        ("http://example.org:8080/?p=2&a=1", "org,example:8080)/?a=1&p=2"),
        ("http://127.0.0.1:8800/2012/05/steel/", "1,0,0,127:8800)/2012/05/steel"),
    ],
)
def test_addresses_sort_from_the_end_of_their_host(url: str, key: str) -> None:
    assert surt(url) == key


def test_requests_are_not_in_the_index(warc: Path) -> None:
    assert len(list(iter_index(warc, "data.warc.gz"))) == 3


def test_a_site_is_given_away_with_its_posts_as_pages(crawled: Kazcrawl, tmp_path: Path) -> None:
    target = tmp_path / "demo.wacz"
    done = crawled("export", "wacz", "demo", "-o", str(target))
    assert done.code == 0, done.err
    with zipfile.ZipFile(target) as packed:
        _, *rows = map(json.loads, packed.read("pages/pages.jsonl").decode().splitlines())
        indexed = gzip.decompress(packed.read("indexes/index.cdx.gz")).decode()
    posts = crawled.posts()
    assert {row["title"] for row in rows} == {post["title"] or post["url"] for post in posts}
    assert all(f'"url": "{row["url"]}"' in indexed for row in rows)
    again = crawled("export", "wacz", "demo", "-o", str(target))
    assert (again.code, "exists already" in again.err, list(tmp_path.iterdir())) == (1, True, [target])
    assert target.stat().st_mode & 0o027 == 0
    assert crawled("export", "wacz", "demo", "-o", str(tmp_path / "another.wacz")).code == 0
    assert (tmp_path / "another.wacz").read_bytes() == target.read_bytes(), "a file of another name has the same bytes"
    assert crawled("export", "wacz", "nowhere", "-o", str(tmp_path / "x.wacz")).code == 2
