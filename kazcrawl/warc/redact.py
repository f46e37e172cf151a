"""What must not be stored of a request or an answer: cookies, passwords, the secrets of proxies. Pure."""

import re
from urllib.parse import urlsplit, urlunsplit

from kazcrawl.warc.records import Headers

# Their values say who asked, not what was answered.
SECRET_HEADERS = frozenset(
    {
        *("authorization", "proxy-authorization", "cookie", "cookie2", "set-cookie", "set-cookie2"),
        *("authentication-info", "proxy-authentication-info", "x-api-key", "x-auth-token", "x-csrf-token", "x-wp-nonce"),
    }
)
_SECRET_QUERY = re.compile(r"(?i)(?<=[?&])([^=&#]*(?:password|passwd|secret|token|api_?key|access_?key|signature)[^=&#]*)=[^&#]*")
HIDDEN = "redacted"


def redact_headers(headers: Headers) -> Headers:
    """Return the headers with every secret's value replaced by one word, so that it is still told that there was one."""
    return tuple((name, HIDDEN if name.lower() in SECRET_HEADERS else _address(name, value)) for name, value in headers)


def redact_url(url: str) -> str:
    """Return the address without user, password and the values of what its query calls a secret."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if "@" in parts.netloc:
        url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    return _SECRET_QUERY.sub(rf"\1={HIDDEN}", url)


def _address(name: str, value: str) -> str:
    return redact_url(value) if name.lower() in ("location", "referer", "content-location") else value
