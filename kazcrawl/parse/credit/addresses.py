"""What an address in a text is by its looks alone: a medium's, a document's, or something to watch."""

import re

from kazcrawl.outlets import host_of

_MEDIA_HOST = re.compile(
    r"news|times|post|press|media|inform|info|daily|herald|gazet|pravda|vesti|tribune|journal|today|report|wire|zeitung|radio|zakon|k?habar|"
    r"aqparat|nachricht|kurier|courier|observer|review|chronicle|magazin|haber|xeber|tv$"
)
_NAMING_DOMAINS = frozenset(
    ["kz", "kg", "uz", "tj", "tm", "az", "am", "ge", "ru", "su", "ua", "by", "md", "mn", "asia", "media", "news", "press"]
)
_VIDEO = re.compile(r"/(?:watch|embed|player|videos?)(?![^\W_])|[?&]v(?:id)?=")
_ARTICLE = re.compile(r"/\d{4}/|/(?:news|articles?|stor(?:y|ies)|posts?|blog|novosti)/[^/]{5}|\d{4,}|(?:[^/\s-]{1,40}-){2,10}[^/\s-]{1,40}")

# What lies there is a document, and its keeper no medium; in such a folder a medium that we know may keep its articles, named by words.
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip)$", re.IGNORECASE)
_DOCUMENTS = re.compile(r"/(?:docs?|documents?|laws?|acts?|files?|uploads?|download)/", re.IGNORECASE)
_WORDED = re.compile(r"[^\W\d_]{2}[-_][^\W\d_]{2}")


def is_medium_address(text: str) -> bool:
    """Whether an address that no list knows is a medium's by its looks: news in the host's name, or an article's path."""
    host = host_of(text)
    if host is None:
        return False
    label = host.split(".")[-2]
    path = text.strip().removeprefix("https://").removeprefix("http://").partition("/")[2]
    # Between the Dnieper and the Altai a medium's domain is its name: Zakon.kz, Kun.uz.
    named = path == "" and "www." not in text and host.rpartition(".")[2] in _NAMING_DOMAINS
    return named or _MEDIA_HOST.search(label) is not None or _ARTICLE.search("/" + path[:300]) is not None


def is_video_address(text: str) -> bool:
    """Whether a text is the address of something to watch: it shows that, and credits nobody."""
    return " " not in text.strip() and _VIDEO.search(text) is not None and host_of(text) is not None


def is_document_address(url: str, *, known: bool) -> bool:
    """Whether an address is that of a document, whose keeper is no medium for it; `known` tells that a medium that we know keeps it."""
    path = "/" + (url.partition("://")[2] or url).partition("?")[0].partition("/")[2]
    worded = _WORDED.search(path.rpartition("/")[2]) is not None
    return _DOCUMENT.search(path) is not None or (_DOCUMENTS.search(path) is not None and not (known and worded))
