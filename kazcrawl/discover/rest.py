"""The REST route of WordPress: the best index there is (ids, exact instants, `modified`, totals, 100 posts a request).

Facts behind it: the developer handbook's "Posts" and "Pagination" pages, and what a real WordPress 6.1 answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from urllib.parse import urlencode, urljoin

from kazcrawl.errors import RouteError
from kazcrawl.items import Facts, PostRef, Term
from kazcrawl.text import load_json, one_line
from kazcrawl.urls import canonical_url

# `_embedded` cannot be trimmed further: WordPress does not look into lists when it applies `_fields`.
INDEX_FIELDS = "id,link,slug,date,date_gmt,modified_gmt,title.rendered,content.protected,_links.author,_links.wp:term,_embedded"
BODY_FIELDS = INDEX_FIELDS + ",content.rendered"
# Above 100 WordPress answers 400; weak hosts time out on big pages, so a failing page is asked again in smaller ones.
PAGE_SIZES = (100, 50, 20, 10)
_KINDS = {"category": "category", "post_tag": "tag"}


@dataclass(frozen=True, slots=True)
class RestPage:
    """One page of the list. `total` counts every public post, password posts too; `last` tells that nothing follows."""

    refs: tuple[PostRef, ...]
    total: int | None
    last: bool


def endpoints(home: str) -> tuple[str, str]:
    """Return the address of the posts list in both spellings: the pretty one, and the one that plain-permalink sites answer too."""
    base = home if home.endswith("/") else home + "/"
    return urljoin(base, "wp-json/wp/v2/posts"), urljoin(base, "?rest_route=/wp/v2/posts")


def list_url(endpoint: str, *, page: int, size: int, order: str = "date", bodies: bool = False) -> str:
    """Return the address of one page of the list, newest first by `order` ("date" or "modified")."""
    query = {
        "per_page": size,
        "page": page,
        "orderby": order,
        "order": "desc",
        "_embed": "author,wp:term",
        "_fields": BODY_FIELDS if bodies else INDEX_FIELDS,
    }
    return endpoint + ("&" if "?" in endpoint else "?") + urlencode(query, safe=",:")


def read_page(body: bytes, *, url: str, status: int, headers: Mapping[str, str], size: int) -> RestPage:
    """Read one page of the list. Raises RouteError: "closed" (401/403), "absent" (404 or a page instead of JSON), "past-end", "broken"."""
    told = _json(body)
    code = told.get("code", "") if isinstance(told, dict) else ""
    if code == "rest_post_invalid_page_number":
        raise RouteError(url, "past-end")
    if status in (401, 403) or code in ("rest_not_logged_in", "rest_forbidden", "rest_disabled", "rest_cannot_access"):
        raise RouteError(url, "closed", code or str(status))
    is_page = told is None and status == 200 and not body.lstrip().startswith((b"[", b"{"))
    if status in (404, 410) or is_page or code == "rest_no_route":
        raise RouteError(url, "absent", code or str(status))
    if status != 200 or not isinstance(told, list):
        raise RouteError(url, "broken", code or str(status))
    refs = tuple(ref for row in told if isinstance(row, dict) and (ref := _read_ref(row, url)))
    pages = _number(headers.get("x-wp-totalpages"))
    page = _number(url.partition("&page=")[2].partition("&")[0]) or 1
    last = page >= pages if pages is not None else len(told) < size
    return RestPage(refs, _number(headers.get("x-wp-total")), last)


def _read_ref(row: Mapping[str, Any], answer: str) -> PostRef | None:
    """Return what one row tells; a row without a usable address is passed over (its total then shows the gap)."""
    url = canonical_url(str(row.get("link") or ""))
    wp_id = row.get("id")
    if url is None or not isinstance(wp_id, int):
        return None
    content = _dict(row.get("content"))
    embedded = _dict(row.get("_embedded"))
    local, instant = _naive(row.get("date")), _naive(row.get("date_gmt"))
    modified = _naive(row.get("modified_gmt"))
    facts = Facts(
        wp_id=wp_id,
        url=url,
        slug=str(row.get("slug") or "") or None,
        title=_text(_dict(row.get("title")).get("rendered")),
        day=_day(local, instant),
        published_at=instant.replace(tzinfo=UTC) if instant else None,
        modified_at=modified.replace(tzinfo=UTC) if modified else None,
        authors=tuple(name for who in _rows(embedded.get("author")) if (name := _text(who.get("name")))),
        terms=_terms(embedded.get("wp:term")),
        body_html=content.get("rendered") if isinstance(content.get("rendered"), str) else None,
        protected=bool(content.get("protected")),
    )
    return PostRef(url, "rest", facts, answer=answer)


def _terms(groups: Any) -> tuple[Term, ...]:
    rows = [row for group in (groups if isinstance(groups, list) else []) for row in _rows(group)]
    found = ((_KINDS.get(str(row.get("taxonomy"))), _text(row.get("name"))) for row in rows)
    return tuple(Term(kind, name) for kind, name in found if kind and name)


def _day(local: datetime | None, instant: datetime | None) -> date | None:
    """`date` is the site's own clock; hosts that break it (year 0000) leave only the instant, whose day is the best guess."""
    return local.date() if local else instant.date() if instant else None


def _naive(value: Any) -> datetime | None:
    """REST writes both clocks without an offset; "0000-00-00T00:00:00" (a post never published) is no time."""
    try:
        told = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return told.replace(tzinfo=None) if 1970 < told.year < 2200 else None


def _json(body: bytes) -> Any:
    """Return the JSON value; some sites print a byte-order mark or PHP warnings in front of it. None when there is none."""
    text = body.decode("utf-8-sig", errors="replace").strip()
    starts = sorted(at for at in (0, text.find("[{"), text.find('{"')) if at >= 0)
    for begin in dict.fromkeys(starts):
        try:
            return load_json(text[begin:])
        except (ValueError, RecursionError):
            continue
    return None


def _text(value: Any) -> str | None:
    """Names and titles come as HTML text with entities, at times escaped twice; tags inside titles carry no text of their own."""
    if not isinstance(value, str):
        return None
    plain = unescape(value)
    while "<" in plain and ">" in plain.partition("<")[2]:
        before, _, rest = plain.partition("<")
        tag, _, after = rest.partition(">")
        if not tag or not (tag[0].isalpha() or tag[0] in "/!"):
            break
        plain = before + after
    return one_line(plain) or None


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: Any) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
