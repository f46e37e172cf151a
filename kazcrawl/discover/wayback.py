"""The wayback route: what a public web archive holds of a site (CDX), and the addresses of its copies. Pure.

Facts behind it: the Wayback CDX server's own description (fields, filters, collapsing, resumption key), pywb's CDX API, and RFC 7089
(Memento). A replay address is BASE/TIMESTAMPid_/ORIGINAL; `id_` asks for the copy as it was served, without the archive's own markup."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from kazcrawl.errors import RouteError
from kazcrawl.text import load_json
from kazcrawl.urls import canonical_url

FIELDS = ("timestamp", "original", "mimetype", "statuscode", "digest")
# Lines asked for at once; the server hands out a resumption key for the rest.
LINES = 5_000
# What an archive says when it may not show a site: it is told so for good, and there is no use in asking again.
_EXCLUDED = re.compile(rb"AdministrativeAccessControl|RobotAccessControl|Blocked Site|excluded from the", re.IGNORECASE)
_STAMP = re.compile(r"\d{4,14}")
_REPLAY = re.compile(r"/(?P<stamp>\d{4,14})(?:[a-z]{2}_)?/(?P<original>https?:/{1,2}[^\s]+)", re.IGNORECASE)
_PADDING = "00000101000000"  # what a stamp shorter than 14 digits leaves unsaid: the first moment of it


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of an address that a public archive holds: when it was taken (UTC), from where, what was answered, and its digest.

    `status` is None where the index does not tell (a revisit). `stamp` is the archive's own name for the moment, 14 digits."""

    at: datetime
    url: str
    mimetype: str = ""
    status: int | None = 200
    digest: str = ""

    @property
    def stamp(self) -> str:
        """The moment as the archive writes it."""
        return self.at.strftime("%Y%m%d%H%M%S")


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Lines of the index in its order; `resume` is the key of the next page, "" on the last; `broken` counts lines passed over."""

    copies: tuple[Copy, ...]
    resume: str = ""
    broken: int = 0


def index_url(index: str, origin: str, *, resume: str = "", since: date | None = None, until: date | None = None) -> str:
    """Return the address that lists all good copies below a site's host (`origin` as scheme://host[:port]), in the CDX server's words.

    Copies are sorted by address, then by time; `collapse=digest` passes over those that repeat the one before."""
    query: list[tuple[str, Any]] = [
        ("url", urlsplit(origin).netloc),
        ("matchType", "host"),
        ("output", "json"),
        ("fl", ",".join(FIELDS)),
        ("filter", "statuscode:200"),
        ("collapse", "digest"),
        ("limit", LINES),
        ("showResumeKey", "true"),
    ]
    query += [("from", since.strftime("%Y%m%d"))] if since else []
    query += [("to", until.strftime("%Y%m%d"))] if until else []
    query += [("resumeKey", resume)] if resume else []
    return index + ("&" if "?" in index else "?") + urlencode(query, safe=",:")


def read_index(body: bytes, *, url: str, status: int) -> IndexPage:
    """Read one page of the index, as JSON or as plain lines. Raises RouteError: "excluded" when the archive may not show the site,
    "busy" (429, 503), "closed" (401, 403), "absent" (404), "broken"."""
    if _EXCLUDED.search(body[:4096]) and not body.lstrip().startswith(b"["):
        raise RouteError(url, "excluded", "the archive may not show this site")
    code = {401: "closed", 403: "closed", 404: "absent", 429: "busy", 503: "busy"}.get(status, "" if status == 200 else "broken")
    if code:
        raise RouteError(url, code, str(status))
    text = body.decode("utf-8-sig", errors="replace").strip()
    rows = list(_json_rows(text, url) if text.startswith("[") else _plain_rows(text, url))
    resume = ""
    if len(rows) >= 2 and not rows[-2] and len(rows[-1]) == 1:
        resume, rows = rows[-1][0], rows[:-2]
    if rows and rows[0] and rows[0][0] in ("timestamp", "urlkey"):
        rows = rows[1:]
    copies = [_read_row(row) for row in rows if row]
    good = tuple(copy for copy in copies if copy is not None)
    return IndexPage(good, resume, len(copies) - len(good))


def copy_url(archive: str, copy: Copy) -> str:
    """Return the address of a copy as it was served. `archive` is the base of replay addresses, `https://web.archive.org/web/`."""
    return f"{archive.rstrip('/')}/{copy.stamp}id_/{copy.url}"


def read_replay(url: str) -> tuple[datetime, str] | None:
    """Return the moment and the original address of a replay address, None for any other."""
    match = _REPLAY.search(url)
    moment = read_stamp(match["stamp"]) if match else None
    original = canonical_url(re.sub(r"^(https?:)/+", r"\1//", match["original"])) if match else None
    return (moment, original) if moment and original else None


def original_url(url: str, base: str | None = None) -> str | None:
    """Return the address that an archive rewrote, itself where none did; None when it is no http(s) address."""
    clean = canonical_url(url, base)
    told = read_replay(clean) if clean else None
    return told[1] if told else clean


def read_stamp(stamp: str) -> datetime | None:
    """Return the moment of 4 to 14 digits (the first that they leave possible), None when they are no moment."""
    if not _STAMP.fullmatch(stamp):
        return None
    try:
        return datetime.strptime(stamp + _PADDING[len(stamp) :], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _json_rows(text: str, url: str) -> list[list[str]]:
    try:
        told = load_json(text)
    except (ValueError, RecursionError) as error:
        raise RouteError(url, "broken", f"no JSON: {error}"[:200]) from error
    return [[str(cell) for cell in row] if isinstance(row, list) else ["?"] for row in told]


def _plain_rows(text: str, url: str) -> Iterator[list[str]]:
    if text.startswith("<"):
        raise RouteError(url, "broken", "a page instead of the index")
    return (line.split() for line in text.split("\n"))


def _read_row(row: list[str]) -> Copy | None:
    """Return a line as a copy, None when it is broken. Some servers put the key of the address first, as the CDX format has it."""
    cells = row[1:] if len(row) > len(FIELDS) and not _STAMP.fullmatch(row[0]) else row
    if len(cells) < len(FIELDS):
        return None
    stamp, original, mimetype, status, digest = cells[: len(FIELDS)]
    moment, url = read_stamp(stamp), canonical_url(original)
    if moment is None or url is None:
        return None
    return Copy(moment, url, mimetype.lower(), int(status) if status.isascii() and status.isdigit() else None, digest)


def unique(copies: Iterable[Copy]) -> list[Copy]:
    """Return the copies without repeats of the same address, moment and digest, the order kept."""
    return list(dict.fromkeys(copies))
