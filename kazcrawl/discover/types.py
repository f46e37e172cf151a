"""WordPress' own word on what it is and which types of posts it has: the index of REST, and `wp/v2/types`. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from kazcrawl.discover.sitemap import is_news_type
from kazcrawl.text import load_json, one_line

# Error codes by which security plugins close REST, and what each of them is known for.
HIDERS = {
    "rest_not_logged_in": "closed to visitors by a security plugin (rest_not_logged_in)",
    "rest_disabled": "switched off by a plugin (rest_disabled)",
    "rest_cannot_access": "closed by a plugin (rest_cannot_access)",
    "rest_forbidden": "forbidden (rest_forbidden)",
    "rest_login_required": "closed to visitors (rest_login_required)",
    "rest_api_authentication_required": "closed to visitors (rest_api_authentication_required)",
    "rest_no_route": "has no such list (rest_no_route): WordPress before 4.7, or the list is taken away",
}


@dataclass(frozen=True, slots=True)
class Index:
    """What the index of REST tells: `timezone` an IANA name ("" for a fixed offset), `gmt_offset` in hours."""

    name: str = ""
    timezone: str = ""
    gmt_offset: float | None = None
    has_posts: bool = False


def index_urls(home: str) -> tuple[str, str]:
    """Return the address of the index of REST in both spellings."""
    base = home if home.endswith("/") else home + "/"
    return urljoin(base, "wp-json/"), urljoin(base, "?rest_route=/")


def types_url(endpoint: str) -> str:
    """Return the address of the list of types beside a posts list."""
    return endpoint.removesuffix("posts") + "types"


def read_index(body: bytes) -> Index | None:
    """Return what the index tells, or None when it is none."""
    told = read_json(body)
    if not isinstance(told, dict) or "namespaces" not in told:
        return None
    offset = told.get("gmt_offset")
    number = float(offset) if isinstance(offset, (int, float, str)) and str(offset).replace(".", "", 1).lstrip("-").isdigit() else None
    spaces = told["namespaces"]
    has_posts = isinstance(spaces, list) and "wp/v2" in spaces
    return Index(one_line(str(told.get("name") or ""), limit=200), str(told.get("timezone_string") or "")[:60], number, has_posts)


def error_code(body: bytes) -> str:
    """Return the `code` of a REST error, "" when the answer is none."""
    told = read_json(body)
    code = told.get("code") if isinstance(told, dict) else None
    return code[:80] if isinstance(code, str) else ""


def news_lists(body: bytes, endpoint: str) -> tuple[str, ...]:
    """Return the lists of the post types that are news by their name, `posts` itself left out."""
    told = read_json(body)
    rows = told.values() if isinstance(told, dict) else ()
    found = [base for row in rows if isinstance(row, dict) and (base := _rest_base(row)) and _is_news(row)]
    return tuple(endpoint.removesuffix("posts") + base for base in dict.fromkeys(found) if base != "posts")


def read_json(body: bytes) -> Any:
    """Return the JSON value of an answer, None when it is none."""
    try:
        return load_json(body.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError):
        return None


def _rest_base(row: Mapping[str, Any]) -> str:
    base, space = row.get("rest_base"), row.get("rest_namespace", "wp/v2")
    plain = isinstance(base, str) and base.replace("-", "").replace("_", "").isalnum() and base.isascii()
    return str(base) if plain and space == "wp/v2" else ""


def _is_news(row: Mapping[str, Any]) -> bool:
    return any(is_news_type(str(row.get(name) or "")) for name in ("slug", "rest_base"))
