"""Pages of one list by their addresses: which list, which number."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from kazcrawl.urls import canonical_url, url_key

_PAGED_PATH = re.compile(r"(?:/(?:page|seite|stranica|bet|pagina)/|(?<=[^/])/page[:=-])(\d{1,6})(?:\.html?)?/?$", re.IGNORECASE)
# Numbers of pages in the query: WordPress' core, its query block and page builders, Bitrix, TYPO3, Webflow, Drupal and many by hand.
_PAGED_NAME = re.compile(
    r"(?:paged?|pagen_\d+|pg|page_?(?:no|num|number)|seite|page_n\d{1,4}|query-\d+-page|e-page-\w+|[0-9a-f]{8}_page|\w+\[currentpage\])",
    re.IGNORECASE,
)
_BARE_PAGE = re.compile(r"page(\d{1,4})")
# Joomla and others count posts, not pages.
_OFFSET_NAMES = frozenset(("start", "limitstart", "offset"))
# What systems add to the address of a page of a list; it chooses nothing.
_IDLE_NAMES = frozenset(("cHash", "cst", "et_blog"))
_NUMBER = re.compile(r"\d+")
_MOST_PAGES = 999_999  # more is a moment's number, and older posts have lower ones


def page_of(url: str) -> tuple[str, int]:
    """Return the list that an address belongs to (as a key) and the number of the page, 1 for the list's own address. Of lists that count
    posts the number is that of the page's first."""
    parts = urlsplit(canonical_url(url) or url)
    number, rest = None, []
    posts_own = any(name == "p" for name, _ in parse_qsl(parts.query))  # ?p=7&page=2 is a part of a post
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        counted = value.isdecimal() and len(value) < 7
        if counted and name in _OFFSET_NAMES:
            number = int(value) + 1
        elif counted and _PAGED_NAME.fullmatch(name) and not posts_own:
            number = int(value)
        elif not value and (bare := _BARE_PAGE.fullmatch(name)):
            number = int(bare[1])
        elif name not in _IDLE_NAMES and name != "paged":
            rest.append((name, value))
    match = _PAGED_PATH.search(parts.path)
    path = parts.path[: match.start()] + "/" if match else parts.path
    key = url_key(urlunsplit((parts.scheme, parts.netloc, path, urlencode(rest), "")))
    return key, number if number is not None else int(match[1]) if match else 1


def counts_posts(url: str) -> bool:
    """Whether the numbers of the list's pages are those of posts."""
    return any(name in _OFFSET_NAMES for name, _ in parse_qsl(urlsplit(url).query))


def with_number(url: str, number: int) -> str | None:
    """Return the address of another page of the same list; None where the address tells no number of a page."""
    parts = urlsplit(url)
    if match := _PAGED_PATH.search(parts.path):
        path = f"{parts.path[: match.start(1)]}{number}{parts.path[match.end(1) :]}"
        return urlunsplit(parts._replace(path=path))
    query = parts.query.split("&")
    for place, pair in enumerate(query):
        name, _, value = pair.partition("=")
        if value.isdecimal() and [*parse_qsl(pair)] and _PAGED_NAME.fullmatch(parse_qsl(pair)[0][0]):
            query[place] = f"{name}={number}"
            return urlunsplit(parts._replace(query="&".join(query)))
    return None


def first_page(url: str) -> str | None:
    """Return the address of the first page of the list that a numbered page belongs to; None without such a number."""
    parts = urlsplit(url)
    if match := _PAGED_PATH.search(parts.path):
        return urlunsplit(parts._replace(path=parts.path[: match.start()] + "/"))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    rest = [(name, value) for name, value in pairs if not (_PAGED_NAME.fullmatch(name) or (_BARE_PAGE.fullmatch(name) and not value))]
    return urlunsplit(parts._replace(query=urlencode(rest))) if len(rest) < len(pairs) else None


def step_between(here: str, there: str) -> tuple[int, int] | None:
    """Return the two numbers of addresses that differ in one number alone, however it is written; a missing one is 1. None for others."""
    if here == there:
        return None
    mine, theirs = _runs(here), _runs(there)
    if mine[0] == theirs[0]:
        pairs = [(one, other) for one, other in zip(mine[1], theirs[1], strict=True) if one != other]
        return pairs[0] if len(pairs) == 1 and max(pairs[0]) <= _MOST_PAGES else None
    return None


def _runs(url: str) -> tuple[str, list[int]]:
    return _NUMBER.sub("#", url), [int(number[:9]) for number in _NUMBER.findall(url)]
