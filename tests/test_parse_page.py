"""Bytes to text: character sets that servers get wrong, and what is refused before a tree is built."""

import time
from contextlib import suppress

import pytest

from kazcrawl.parse import ParseError, parse_post
from kazcrawl.parse.page.decode import MAX_BYTES, MAX_DEPTH, MAX_TAGS, decode_page
from kazcrawl.parse.page.opened import Page, open_page

URL = "https://chamber.example/2015/10/port/"
RUSSIAN = "<h1>Порт открыл ворота</h1><p>Глава палаты рассказал, что объём перевозок вырос на пять процентов.</p>"
KAZAKH = "<h1>Айлақ ашылды</h1><p>Палата төрағасы биыл тасымалдың өскенін айтып, қонақтарға алғыс білдірді.</p>"
HEADERS = (None, "text/html", "text/html; charset=utf-8", "text/html; charset=windows-1251", "text/html; charset=ISO-8859-1")
METAS = (
    "",
    '<meta charset="utf-8">',
    '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
    "<meta charset=koi8-r>",
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "koi8-r", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("meta", METAS)
def test_russian_is_read_whatever_header_and_meta_claim(encoding: str, header: str | None, meta: str) -> None:
    """Row 24."""
    raw = f"<html><head>{meta}</head><body>{RUSSIAN}".encode(encoding)
    assert RUSSIAN in decode_page(raw, url=URL, content_type=header).text


@pytest.mark.parametrize("header", HEADERS)
def test_kazakh_utf8_survives_a_wrong_header(header: str | None) -> None:
    assert KAZAKH in decode_page(KAZAKH.encode(), url=URL, content_type=header).text


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("<p>Yılın ilk toplantısı İzmir’de düzenlendi, üyeler görüştü</p>", "windows-1254", "windows-1254"),
        ("<p>Der Zoll würde für beide Häfen gleich bleiben, so der Präsident</p>", "iso-8859-1", "iso-8859-1"),
        ("<p>“Quoted” — a café’s résumé</p>", "windows-1252", "iso-8859-1"),
        ("<p>商会在港口开了新码头</p>", "gb18030", "gb2312"),
    ],
)
def test_declared_character_set_is_used_when_it_reads_well(text: str, encoding: str, declared: str) -> None:
    decoded = decode_page(text.encode(encoding), url=URL, content_type=f"text/html; charset={declared}")
    assert decoded.text == text
    assert not decoded.doubtful


@pytest.mark.parametrize("name", ["punycode", "idna", "unicode_escape", "rot13", "base64", "no-such-set"])
def test_codec_that_is_no_character_set_is_not_obeyed(name: str) -> None:
    raw = f'<meta charset="{name}"><p>'.encode() + "объём".encode("cp1251")
    assert "объём" in decode_page(raw, url=URL).text


def test_nul_in_a_text_is_passed_over() -> None:
    """Row 25."""
    head = f"<html><head><title>x</title>{'<meta name=a>' * 100}</head><body>"
    spoilt, whole = f"{head}<h1>Po\0rt</h1><p>\0Ships came.</p>", f"{head}<h1>Port</h1><p>Ships came.</p>"
    assert decode_page(spoilt.encode(), url=URL).text == decode_page(spoilt, url=URL).text == whole


def test_one_broken_byte_costs_one_character_and_is_a_finding() -> None:
    """Row 24."""
    raw = RUSSIAN.encode().replace(b"</p>", b"\xd0</p>") + b"<p>more</p>"
    decoded = decode_page(raw, url=URL, content_type="text/html; charset=utf-8")
    assert decoded.text.count("\ufffd") == 1
    assert decoded.doubtful
    assert "encoding" in parse_post(raw, url=URL).findings


def test_wrong_header_is_a_finding() -> None:
    item = parse_post(RUSSIAN.encode("windows-1251"), url=URL, content_type="text/html; charset=utf-8")
    assert item.title == "Порт открыл ворота"
    assert "encoding" in item.findings


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "not-html"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "not-html"),
        (b"PK\x03\x04rest", "not-html"),
        (b"\x1f\x8b\x08\0\0", "not-html"),
        (bytes(range(256)) * 20, "not-html"),
        (b'{"id": 7, "title": {"rendered": "<p>A</p>"}}', "not-html"),
        (b'[{"content": "<div>"}]', "not-html"),
        (b'<?xml version="1.0"?>\n<!-- generator --><rss version="2.0"><channel/></rss>', "not-html"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "not-html"),
        (b'<?xml version="1.0"?><urlset xmlns="x"><url/></urlset>', "not-html"),
        (b"just words, nothing else", "not-html"),
        (b"", "empty"),
        (b" \r\n\t " * 2000, "empty"),
        (b"<html><head></head><body>  </body></html>", "empty"),
        (b"<p>" + b"a" * MAX_BYTES, "too-large"),
        (b"<p>a" * (MAX_TAGS + 1), "too-large"),
        (b"<div>" * (MAX_DEPTH + 5) + b"x", "too-deep"),
    ],
)
def test_what_is_no_page_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    """Rows 7, 26."""
    with pytest.raises(ParseError) as refusal:
        parse_post(raw, url=URL, content_type="text/html")
    assert refusal.value.reason == reason


@pytest.mark.parametrize("header", ["application/octet-stream", "text/plain", "application/xhtml+xml", "image/png", None])
def test_html_under_another_content_type_is_read(header: str | None) -> None:
    """Row 26."""
    assert parse_post(b"<h1>Port</h1><p>Ships came.</p>", url=URL, content_type=header).title == "Port"


def test_xhtml_with_an_xml_prolog_is_html() -> None:
    raw = (
        b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Port</h1></body></html>'
    )
    assert parse_post(raw, url=URL).title == "Port"


@pytest.mark.parametrize(
    "raw",
    [
        b"<div>" * 200_000,
        b"<a href='" * 110_000,
        b"<!--" * 250_000,
        b"<p " + b"a=1 " * 250_000 + b">x",
        b"<h1>" + b" " * 1_000_000 + b"x</h1>",
        b"<title>" + b"a - " * 250_000 + b"</title><p>x",
        b'<script type="application/ld+json">' + b"[" * 1_000_000 + b"</script><p>x",
        b'<article class=hentry><h1>t</h1><div class="byline">' + b"by " * 330_000 + b"</div><p>x",
        b'<article class=hentry><h1>t</h1><div class="entry-meta">' + b"21 October " * 90_000 + b"</div><p>x",
        b"<p>" + b"\xff\xd0" * 500_000,
    ],
    ids=["divs", "quotes", "comments", "attributes", "blanks", "title", "jsonld", "byline", "dates", "bytes"],
)
def test_hostile_megabyte_is_bounded(raw: bytes) -> None:
    """Rows 7, 80."""
    start = time.process_time()
    with suppress(ParseError):
        parse_post(raw, url=URL)
    assert time.process_time() - start < 2.0


def test_what_several_fields_need_of_a_page_is_worked_out_once() -> None:
    page, asked = open_page("<h1>Port opens</h1>", url=URL), []

    def read(of: Page) -> str:
        asked.append(of.url)
        return of.head_title

    assert page.once(read) == page.once(read) == ""
    assert asked == [URL]
