"""What a person may say with `-a` or on `kazcrawl crawl`, read strictly: a wrong word is a ConfigError, never a silent default."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from kazcrawl.discover.plan import Wish
from kazcrawl.errors import ConfigError
from kazcrawl.items import Site
from kazcrawl.project import contact
from kazcrawl.urls import origin

NAMES = ("url", "site", "since", "until", "limit", "full", "fetch", "via", "origins")
_YES, _NO = ("1", "true", "yes"), ("", "0", "false", "no")
_LOOPBACK = ("localhost", "127.", "::1")


def check_names(told: Mapping[str, object]) -> None:
    """Raise ConfigError for an argument that nobody reads: Scrapy itself would take `-a sinec=2020` without a word."""
    unknown = sorted(set(told) - set(NAMES))
    if unknown:
        raise ConfigError(f"unknown argument {', '.join(unknown)}; known are: {', '.join(NAMES)}")


def read_fetch(told: Mapping[str, object]) -> str:
    """Return "pages" (the default) or "rest". Raises ConfigError."""
    mode = str(told.get("fetch") or "pages")
    if mode not in ("pages", "rest"):
        raise ConfigError(f"fetch={mode!r} is no way to fetch; use fetch=pages or fetch=rest")
    return mode


def read_via(told: Mapping[str, object]) -> tuple[str, ...] | None:
    """Return the other origins that the site had when a public archive is to be asked (via=wayback), None when the site itself is.

    Raises ConfigError."""
    via = str(told.get("via") or "")
    if via not in ("", "wayback"):
        raise ConfigError(f"via={via!r} is no way to a site's past; use via=wayback")
    others = tuple(word for word in str(told.get("origins") or "").split(",") if word)
    wrong = [word for word in others if not origin(word)]
    if wrong or (others and not via):
        raise ConfigError(f"origins={wrong[0]!r} is no address" if wrong else "origins= goes with via=wayback")
    return tuple(map(origin, others)) if via else None


def read_wish(told: Mapping[str, object]) -> Wish:
    """Return what since, until, limit and full ask for. Raises ConfigError."""
    since, until = (_day(name, told.get(name)) for name in ("since", "until"))
    limit = str(told.get("limit") or "")
    if told.get("limit") is not None and not (limit.isascii() and limit.isdigit() and 0 < int(limit) < 10**9):
        raise ConfigError(f"limit={limit!r} is no number of posts; write it like limit=10")
    full = str(told.get("full") or "").lower()
    if full not in (*_YES, *_NO):
        raise ConfigError(f"full={full!r} is neither yes nor no; write full=1")
    if since and until and since > until:
        raise ConfigError(f"since={since} is after until={until}; there is no day between them")
    return Wish(since=since, until=until, limit=int(limit) if limit else None, full=full in _YES)


def require_contact(site: Site) -> None:
    """Raise ConfigError unless a contact is told or the site is on loopback: whoever is crawled has a right to know by whom."""
    host = urlsplit(site.home).hostname or ""
    if not contact() and not host.startswith(_LOOPBACK):
        what = "so the User-Agent must name whom to write to"
        raise ConfigError(f"{host} is not on this machine, {what}; set KAZCRAWL_CONTACT=you@example.org and try again")


def _day(name: str, told: object) -> date | None:
    try:
        return date.fromisoformat(str(told)) if told else None
    except ValueError:
        raise ConfigError(f"{name}={told!r} is no day; write it like 2015-10-21") from None
