"""Addresses: one spelling for each, one key for all spellings of a post, and what an origin is. Never fetches."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urljoin, urlsplit, urlunsplit

_DEFAULT_PORT = {"http": 80, "https": 443}
# Parameters that name the reader's way to the page, or a state of it, never another post.
_NOISE = re.compile(
    r"^(utm_\w+|fbclid|gclid|yclid|dclid|msclkid|mc_[ce]id|_ga|_hs\w+|igshid|replytocom|share|nb|amp|like_comment|"
    r"phpsessid|jsessionid|sessionid|sid|doing_wp_cron|relatedposts_\w+|cpage|ref|ref_src|spm|print)$",
    re.IGNORECASE,
)
_MATRIX = re.compile(r";(jsessionid|phpsessid|sid)=[^/?;]*", re.IGNORECASE)
# Thin copies that WordPress serves below a post's own address.
_COPY_TAIL = re.compile(r"/(embed|amp|feed|trackback|comment-page-\d+)/?$", re.IGNORECASE)
_SAFE_PATH = "/:@!$&'()*+,;=~-._"
# An address that is in canonical spelling beyond doubt, as nine of ten links of a page are: no need to take it apart.
_CLEAN = re.compile(r"https?://[a-z0-9-]++(?:\.[a-z0-9-]++)++/(?:[A-Za-z0-9_~-][A-Za-z0-9_.~-]*+/)*+(?:[A-Za-z0-9_~-][A-Za-z0-9_.~-]*+)?")
# A path that is escaped as it should be: letters of other scripts stand as bytes above 7F.
_ESCAPED = re.compile(r"(?:[\w/:@!$&'()*+,;=~.-]|%[89A-F][0-9A-F])*", re.ASCII)
_SLASH = re.compile(r"%2F", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|rtf|zip|rar|7z|jpe?g|png|gif|webp|svg|mp[34]|avi|mov)$", re.IGNORECASE)
# No address that leads anywhere is longer, or hides so many slashes; taking such things apart is what a hostile page would ask for.
_LONGEST, _MOST_SLASHES = 20_000, 100
_MOST_STEPS = 50
_MOST_KEPT = 512
_LONGEST_KEPT = 500


def canonical_url(url: str, base: str | None = None) -> str | None:
    """Return the address in one spelling (RFC 3986 §6.2), or None when it is no http(s) address at all, or a monstrous one.

    Lower-case scheme and host, no default port, no fragment, no tracking or session parameters, dot segments resolved,
    percent escapes in upper case and only where needed. Applying it twice changes nothing."""
    if _CLEAN.fullmatch(url):
        return url
    if (
        len(url) > _LONGEST
        or url.count("../") > _MOST_STEPS
        or (url.count("%") > _MOST_SLASHES and len(_SLASH.findall(url)) > _MOST_SLASHES)
    ):
        return None
    return _kept(url, base) if len(url) <= _LONGEST_KEPT else _spelled(url, base)


def absolute_url(href: str, base: str) -> str:
    """Return where `href` leads from `base`, otherwise as it is spelt; "" when it cannot be read."""
    if _CLEAN.fullmatch(href):
        return href
    try:
        return urljoin(base, href)
    except ValueError:
        return ""


def _spelled(url: str, base: str | None) -> str | None:
    try:
        parts = urlsplit(urljoin(base or "", url.strip()))
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT or not host or re.search(r"[\s<>\"\\^`{|}]", host):
        return None
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        path = _MATRIX.sub("", _escaped(_dotless(parts.path or "/")))
        query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _NOISE.match(k)])
    except UnicodeError:  # no name of a host, or half a character
        return None
    netloc = f"[{host}]" if ":" in host else host
    if port not in (None, _DEFAULT_PORT[scheme]):
        netloc += f":{port}"
    return urlunsplit((scheme, netloc, path, query, ""))


# A page names its own address a dozen times.
_kept = lru_cache(maxsize=_MOST_KEPT)(_spelled)


def url_key(url: str) -> str:
    """Return the key under which all spellings of one address meet: no scheme, no www, no trailing slash, no case.

    What is no address is its own key.
    Two posts of one blog never differ in these alone: WordPress answers every such spelling with the same post."""
    clean = canonical_url(url)
    if clean is None:
        return url.strip().casefold()
    parts = urlsplit(clean)
    host = parts.netloc.removeprefix("www.")
    path = _COPY_TAIL.sub("", parts.path).rstrip("/")
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return (f"{host}{path}" + (f"?{query}" if query else "")).casefold()


def origin(url: str) -> str:
    """Return scheme://host[:port] of an address in canonical spelling, or "" when it has none."""
    clean = canonical_url(url)
    if clean is None:
        return ""
    parts = urlsplit(clean)
    return f"{parts.scheme}://{parts.netloc}"


def twin_origins(url: str) -> frozenset[str]:
    """Return the origins that are the same site by custom: http and https, with www and without, on the default ports only."""
    first = urlsplit(origin(url))
    if not first.netloc or first.port is not None or re.fullmatch(r"[\d.]+|\[.*\]|localhost", first.netloc):
        return frozenset([origin(url)] if first.netloc else [])
    bare = first.netloc.removeprefix("www.")
    return frozenset(f"{scheme}://{host}" for scheme in ("http", "https") for host in (bare, f"www.{bare}"))


def site_name(url: str) -> str:
    """Return the name of a site that was given by its address alone: `host`, or `host_port` (letters, digits, dot, dash, underscore)."""
    parts = urlsplit(canonical_url(url) or "")
    name = (parts.hostname or "").removeprefix("www.").replace(":", "-")
    path = re.sub(r"[^\w.-]+", "-", parts.path.strip("/"))[:40]
    return name + (f"_{parts.port}" if parts.port else "") + (f"_{path}" if path else "")


def is_file(url: str) -> bool:
    """Whether an address is that of a document, a picture, a sound or an archive, as far as its ending tells."""
    return _FILE.search(urlsplit(url).path) is not None


def _dotless(path: str) -> str:
    """Resolve `.` and `..` and runs of slashes at the root, which `urljoin` leaves in absolute addresses."""
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    closing = "/" if segments[-1] in (".", "..") and kept and kept[-1] != "" else ""
    return "/" + "/".join(kept) + closing


def _escaped(path: str) -> str:
    """Decode what needs no escape and encode the rest in upper case; a literal slash inside a segment stays escaped."""
    if _ESCAPED.fullmatch(path):
        return path
    return "%2F".join(quote(unquote_to_bytes(part), safe=_SAFE_PATH) for part in _SLASH.split(path))
