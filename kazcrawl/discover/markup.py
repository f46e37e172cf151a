"""XML from the open web, read safely: no entities resolved, nothing loaded, sizes bounded, what is broken told. Pure."""

import zlib
from collections.abc import Iterator

from lxml import etree

from kazcrawl.errors import RouteError

# The sitemap protocol allows 50 MB; a blog's feed or sitemap beyond this is broken or hostile.
MAX_BYTES = 20 * 1024 * 1024
# What stands before the document on sites that print warnings or blank lines first is passed over, so far into it.
_PREFACE = 4096
_STARTS = (b"<?xml", b"<rss", b"<feed", b"<rdf:RDF", b"<urlset", b"<sitemapindex", b"<sitemap:", b"<atom:feed")
_PAGES = (b"<!doctype html", b"<html")
# Faults that lose no element: a bare & and unknown entities, undeclared prefixes, stray control characters.
_HARMLESS = frozenset(
    {"ERR_NAME_REQUIRED", "ERR_ENTITYREF_SEMICOL_MISSING", "ERR_UNDECLARED_ENTITY", "WAR_UNDECLARED_ENTITY", "ERR_INVALID_CHAR"}
    | {"ERR_INVALID_CHARREF", "ERR_ENTITYREF_NO_NAME", "ERR_RESERVED_XML_NAME", "ERR_INVALID_ENCODING", "ERR_UNKNOWN_ENCODING"}
)


def read_xml(body: bytes, *, url: str) -> tuple[etree._Element, bool]:
    """Return the root of an XML document and whether it is damaged: cut short or with elements lost, so that entries may be missing.

    gzip is undone. Raises RouteError: "absent" for a page or nothing at all, "too-large", "broken" for what cannot be read."""
    plain = _unpacked(body, url)
    head = plain[:_PREFACE].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head or head[:20].lower().startswith(_PAGES):
        raise RouteError(url, "absent", "a page, no XML" if head else "empty")
    starts = [at for mark in _STARTS if (at := plain.find(mark, 0, _PREFACE)) >= 0]
    if not starts and not plain.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RouteError(url, "absent", "no XML")
    text = plain[min(starts) :].replace(b"\x00", b"") if starts else plain
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True)
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RouteError(url, "broken", str(error)[:200]) from error
    if root is None:
        raise RouteError(url, "broken", "no element in it")
    return root, any(not fault.type_name.startswith("NS_") and fault.type_name not in _HARMLESS for fault in parser.error_log)


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace, in lower case; "" for what is no element (an entity)."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the direct children of those local names, in the document's order."""
    return (child for child in element if local(child) in names)


def text_of(element: etree._Element | None) -> str:
    """Return all text inside an element, stripped; "" when there is no element."""
    return "" if element is None else "".join(str(part) for part in element.itertext()).strip()


def _unpacked(body: bytes, url: str) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        plain = body
    else:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            plain = unpacker.decompress(body, MAX_BYTES + 1)
        except zlib.error as error:
            raise RouteError(url, "broken", f"gzip: {error}") from error
        if not unpacker.eof and len(plain) <= MAX_BYTES:
            raise RouteError(url, "broken", "gzip: cut short")
    if len(plain) > MAX_BYTES:
        raise RouteError(url, "too-large", f"more than {MAX_BYTES} bytes")
    return plain
