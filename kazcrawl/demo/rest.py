"""The REST interface of WordPress: /wp-json/ and /wp-json/wp/v2/posts, with its parameters, headers and errors. Pure."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kazcrawl.demo.pages import Links, content, shown_title
from kazcrawl.demo.posts import NAME, TAGLINE, TIMEZONE, ZONE, Post, escape_slug, term_slug, utc

Reply = tuple[int, Any, dict[str, str]]

ERRORS = {
    "rest_not_logged_in": (401, "You are not currently logged in."),
    "rest_no_route": (404, "No route was found matching the URL and request method."),
    "rest_post_invalid_id": (404, "Invalid post ID."),
    "rest_post_invalid_page_number": (400, "The page number requested is larger than the number of pages available."),
    "rest_invalid_param": (400, "Invalid parameter(s)."),
}
_ORDER = {"date": lambda post: (post.date, post.id), "modified": lambda post: (post.modified, post.id), "id": lambda post: (post.id,)}
MAX_PER_PAGE = 100


def answer(path: str, query: Mapping[str, str], posts: Sequence[Post], links: Links) -> Reply:
    """Return status, data and headers of a request below /wp-json; `posts` are the public ones."""
    parts = path.strip("/").split("/") if path.strip("/") else []
    if not parts:
        return 200, _index(links, posts), {}
    if parts[:3] == ["wp", "v2", "posts"] and len(parts) == 3:
        return _list(query, posts, links)
    if parts[:3] == ["wp", "v2", "posts"] and len(parts) == 4 and parts[3].isdigit():
        found = next((post for post in posts if post.id == int(parts[3])), None)
        return (200, _shape(_row(found, posts, links), query), {}) if found else error("rest_post_invalid_id")
    return error("rest_no_route")


def error(code: str) -> Reply:
    """Return the answer that tells an error of WordPress."""
    status, message = ERRORS[code]
    return status, {"code": code, "message": message, "data": {"status": status}}, {}


def to_bytes(data: Any) -> bytes:
    """Return JSON as PHP writes it: escapes for all that is not ASCII, and for slashes."""
    return json.dumps(data, separators=(",", ":")).replace("/", "\\/").encode()


def _index(links: Links, posts: Sequence[Post]) -> dict[str, Any]:
    offset = posts[0].date.utcoffset() if posts else None
    hours = offset.total_seconds() / 3600 if offset else 0
    home = links.base.rstrip("/")
    return {
        "name": NAME,
        "description": TAGLINE,
        "url": home,
        "home": home,
        "gmt_offset": int(hours),
        "timezone_string": TIMEZONE,
        "namespaces": ["oembed/1.0", "wp/v2"],
        "authentication": [],
        "routes": {"/wp/v2/posts": {"namespace": "wp/v2", "methods": ["GET"]}},
    }


def _list(query: Mapping[str, str], posts: Sequence[Post], links: Links) -> Reply:
    try:
        size, page = int(query.get("per_page", "10")), int(query.get("page", "1"))
        since = datetime.fromisoformat(query["modified_after"]) if "modified_after" in query else None
        order = _ORDER[query.get("orderby", "date")]
    except (ValueError, KeyError):
        return error("rest_invalid_param")
    if not 1 <= size <= MAX_PER_PAGE or page < 1 or query.get("order", "desc") not in ("asc", "desc"):
        return error("rest_invalid_param")
    since = since.replace(tzinfo=ZONE) if since and since.tzinfo is None else since
    chosen = sorted(
        (post for post in posts if since is None or post.modified > since), key=order, reverse=query.get("order", "desc") == "desc"
    )
    pages = math.ceil(len(chosen) / size)
    if page > max(pages, 1):
        return error("rest_post_invalid_page_number")
    rows = [_shape(_row(post, posts, links), query) for post in chosen[(page - 1) * size : page * size]]
    return 200, rows, {"X-WP-Total": str(len(chosen)), "X-WP-TotalPages": str(pages)}


def _row(post: Post, posts: Sequence[Post], links: Links) -> dict[str, Any]:
    api = f"{links.base}wp-json/wp/v2/"
    terms = _terms(posts)
    return {
        "id": post.id,
        "date": f"{post.date:%Y-%m-%dT%H:%M:%S}",
        "date_gmt": f"{utc(post.date):%Y-%m-%dT%H:%M:%S}",
        "guid": {"rendered": f"{links.base}?p={post.id}"},
        "modified": f"{post.modified:%Y-%m-%dT%H:%M:%S}",
        "modified_gmt": f"{utc(post.modified):%Y-%m-%dT%H:%M:%S}",
        "slug": escape_slug(post.slug),
        "status": "publish",
        "type": "post",
        "link": links.post(post),
        "title": {"rendered": shown_title(post)},
        "content": {"rendered": content(post, links), "protected": post.password},
        "excerpt": {"rendered": "", "protected": post.password},
        "author": 1,
        "sticky": post.sticky,
        "format": "standard",
        "categories": [terms["category", name] for name in post.categories],
        "tags": [terms["post_tag", name] for name in post.tags],
        "_links": {
            "self": [{"href": f"{api}posts/{post.id}"}],
            "author": [{"embeddable": True, "href": f"{api}users/1"}],
            "wp:term": [{"taxonomy": kind, "embeddable": True, "href": f"{api}{name}?post={post.id}"} for kind, name in _TAXONOMIES],
        },
        "_embedded": {
            "author": [{"id": 1, "name": post.author, "url": links.base.rstrip("/"), "slug": term_slug(post.author)}],
            "wp:term": [
                [{"id": terms[kind, name], "name": name, "slug": term_slug(name), "taxonomy": kind} for name in names]
                for kind, names in (("category", post.categories), ("post_tag", post.tags))
            ],
        },
    }


_TAXONOMIES = (("category", "categories"), ("post_tag", "tags"))


def _terms(posts: Sequence[Post]) -> dict[tuple[str, str], int]:
    """Return the number of every category and tag of the site."""
    names = sorted(
        {("category", name) for post in posts for name in post.categories} | {("post_tag", name) for post in posts for name in post.tags}
    )
    return {name: number for number, name in enumerate(names, start=2)}


def _shape(row: dict[str, Any], query: Mapping[str, str]) -> dict[str, Any]:
    """Apply `_embed` (all, or the links named) and `_fields` (names with dots; it does not look into lists)."""
    wanted = query.get("_embed")
    if wanted is None:
        del row["_embedded"]
    elif wanted not in ("", "1", "true"):
        row["_embedded"] = {name: row["_embedded"][name] for name in wanted.split(",") if name in row["_embedded"]}
    if "_fields" not in query:
        return row
    shaped: dict[str, Any] = {}
    for path in query["_fields"].split(","):
        _copy(row, shaped, path.strip().split("."))
    return shaped


def _copy(source: Mapping[str, Any], target: dict[str, Any], path: Sequence[str]) -> None:
    name, *deeper = path
    if name not in source:
        return
    if deeper and isinstance(source[name], dict):
        _copy(source[name], target.setdefault(name, {}), deeper)
    else:
        target[name] = source[name]
