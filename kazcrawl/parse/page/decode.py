"""Turns a response's bytes into text, or refuses them: what is no HTML, too large or too deeply nested never reaches a tree."""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kazcrawl.errors import ParseError

# A page that is at all these limits at once costs less than a second, so that they need no budget in common.
MAX_BYTES = 8_000_000
MAX_TAGS = 30_000  # opening and closing; reading a post costs about 20 µs a tag, so more than this is about a second
MAX_REFERENCES = 50_000  # &amp; and the like: each is a piece of text of its own, about 2 µs
MAX_DEPTH = 1_000
MAX_NAMES = 400_000  # characters of class and id attributes, each counted once: what they say costs about 1 µs a character

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels by which the web means another encoding than Python does (WHATWG Encoding Standard).
_LABELS = {
    "iso-8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252",
    "iso-8859-9": "windows-1254", "gb2312": "gb18030", "gbk": "gb18030", "x-mac-cyrillic": "mac_cyrillic", "cp-1251": "windows-1251",
    "win-1251": "windows-1251", "x-cp1251": "windows-1251", "utf8": "utf-8", "unicode": "utf-8", "utf-16": "utf-8", "utf-16le": "utf-8",
}  # fmt: skip
# Python knows codecs that are no character sets (idna, punycode, unicode_escape): a page may only ask for these.
_CHARSET = re.compile(
    r"utf-8|windows-\d{3,4}|cp\d{3,4}|iso-8859-\d{1,2}|koi8-[rtu]|gb18030|big5|euc-(jp|kr)|shift_jis|iso-2022-(jp|kr)|mac_cyrillic|ibm866|tis-620"
)
_GUESSES = ("windows-1251", "koi8-r", "windows-1252")
_META_CHARSET = re.compile(rb"""<meta[^<>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w-]{3,20})""", re.IGNORECASE)
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_CYRILLIC = re.compile(r"[\u0400-\u052f]+")
_SHOUTED = re.compile(r"[а-яёәғқңөұүһі][А-ЯЁӘҒҚҢӨҰҮҺІ]")  # lower then upper case inside a word: Cyrillic read in the wrong Cyrillic set
_NO_LETTER = re.compile("[\ufffd\u0080-\u009f\u2500-\u25ff]")  # lost, a control, or a frame character where a letter should stand
_FOREIGN_RUN = re.compile(r"[\u0080-\u024f]{3}")

_BINARY = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"ID3", b"OggS", b"\x00\x00\x00")
_FEEDS = frozenset(("rss", "feed", "rdf:rdf", "urlset", "sitemapindex", "opml", "svg"))
_FIRST_TAG = re.compile(r"<([a-zA-Z][\w:-]*)[\s>/]")
_MARKUP = re.compile(
    r"<(!doctype\s+html|html|head|body|title|meta|link|script|style|div|p|article|main|section|header|nav|h[1-6]|table|tr|ul|ol|li|dl|span|br|"
    r"a|b|i|em|strong|font|center|img|form|pre|blockquote)[\s/>]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text; `encoding` is what it was read as, `doubtful` says that the declared one was wrong or characters are lost."""

    text: str
    encoding: str
    doubtful: bool = False


def decode_page(html: bytes | str, *, url: str, content_type: str | None = None) -> Decoded:
    """Return the page's text. ParseError "too-large", "not-html" or "empty" for what is positively no HTML page.

    The byte-order mark counts most, then UTF-8 if the bytes are valid UTF-8, then the declared character sets (header, meta) unless
    another reading is the better text: servers lie."""
    if len(html) > MAX_BYTES:
        raise ParseError(url, "too-large", f"{len(html)} bytes, the limit is {MAX_BYTES}")
    if isinstance(html, bytes):
        if html.lstrip()[:8].startswith(_BINARY) or (b"\0" in html[:1024] and not _utf16(html)):
            raise ParseError(url, "not-html", "binary")
        decoded = _read(html, content_type)
    else:
        decoded = Decoded(html.removeprefix("\ufeff"), "str", "\ufffd" in html)
    # HTML passes over a NUL (WHATWG §13.2.6.4.7); lxml would make a U+FFFD of it. In bytes it is found ten times sooner.
    if (isinstance(html, str) or b"\0" in html) and "\0" in decoded.text:
        decoded = replace(decoded, text=decoded.text.replace("\0", ""))
    if len(decoded.text) > MAX_BYTES // 4 and len(decoded.text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise ParseError(url, "too-large", f"more than {MAX_BYTES} bytes as UTF-8")
    _refuse_other_formats(decoded.text, url)
    return decoded


def _refuse_other_formats(text: str, url: str) -> None:
    start = text[:4096].lstrip()
    if not start:
        if not text.strip():
            raise ParseError(url, "empty")
        return
    root = _FIRST_TAG.search(text, 0, 65536)
    if root and root[1].lower() in _FEEDS:
        raise ParseError(url, "not-html", root[1].lower())
    if start[0] in "{[" and _is_json(text):
        raise ParseError(url, "not-html", "json")
    if not _MARKUP.search(text):
        raise ParseError(url, "not-html", "no markup")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _utf16(raw: bytes) -> str | None:
    """UTF-16 shows itself by a byte-order mark or by the NUL beside the first `<`; every other NUL is a sign of binary data."""
    for bom, name in _BOMS[1:]:
        if raw.startswith(bom):
            return name
    return {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(raw[:2])


def _read(raw: bytes, content_type: str | None) -> Decoded:
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return _decoded(raw[len(bom) :], name, declared=True)
    if wide := _utf16(raw):
        return _decoded(raw, wide, declared=True)
    declared = list(_declared(raw, content_type))
    if "iso-2022-jp" in declared and b"\x1b$" in raw:
        return _decoded(raw, "iso-2022-jp", declared=True)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        if _is_damaged_utf8(raw):
            return _decoded(raw, "utf-8", declared=True)
        words = [word for word in _WORD.findall(raw[:200_000]) if not word.isascii()][:400]
        best = max(dict.fromkeys([*declared, "utf-8", *_GUESSES]), key=lambda name: _plausible(words, name))
        return _decoded(raw, best, declared=best in declared[:1] or not declared)
    return Decoded(text, "utf-8", "\ufffd" in text)


def _is_damaged_utf8(raw: bytes) -> bool:
    """Text of another encoding hardly ever forms whole UTF-8 sequences: four of five whole ones are proof."""
    sample = raw[:500_000].decode("utf-8", errors="replace")
    lost = sample.count("\ufffd")
    return len(sample) - len(sample.encode("ascii", "ignore")) > 5 * lost


def _decoded(raw: bytes, encoding: str, *, declared: bool) -> Decoded:
    text = raw.decode(encoding, errors="replace")
    return Decoded(text, encoding, not declared or "\ufffd" in text)


def _declared(raw: bytes, content_type: str | None) -> Iterator[str]:
    """The character sets that header and meta name, by Python's names, those we do not know left out."""
    header = re.search(r"""charset\s{0,5}=\s{0,5}["']?([\w-]{3,20})""", content_type or "", re.IGNORECASE)
    meta = _META_CHARSET.search(raw[:16384])
    for label in (header[1] if header else "", meta[1].decode("ascii", "replace") if meta else ""):
        name = _LABELS.get(label.lower(), label.lower())
        if _CHARSET.fullmatch(name):
            try:
                yield codecs.lookup(name).name
            except LookupError:
                continue


def _plausible(words: list[bytes], encoding: str) -> float:
    """How much the words read like language in this encoding: their mean, about 1 for text, below 0 for what no one writes."""
    return sum(_plausible_word(word.decode(encoding, errors="replace")) for word in words) / max(1, len(words))


def _plausible_word(word: str) -> float:
    if _NO_LETTER.search(word):
        return -3.0
    cyrillic = sum(map(len, _CYRILLIC.findall(word)))
    if cyrillic and any("a" <= char.lower() <= "z" for char in word):
        return -1.0
    if cyrillic:
        return -1.0 if _SHOUTED.search(word) else 0.5 if word.isupper() else 1.0
    return -1.0 if _FOREIGN_RUN.search(word) else 0.9
