"""The page that a command is given: a file, an address that is asked now, or a post of the archive."""

import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kazcrawl.addresses import Guard
from kazcrawl.errors import ArchiveError, ConfigError, FetchError
from kazcrawl.items import Facts, Site
from kazcrawl.net import MAX_BYTES, get
from kazcrawl.project import allow_private, database_path, user_agent
from kazcrawl.sites import file_sites, make_site
from kazcrawl.text import one_line
from kazcrawl.urls import canonical_url, origin, twin_origins

UNKNOWN_ADDRESS = "http://unknown.invalid/"


@dataclass(frozen=True, slots=True)
class GivenPage:
    """A page to be parsed, with all that is known of it. `came` says from where it came, for people."""

    html: bytes
    url: str
    came: str
    content_type: str | None = None
    facts: Facts | None = None
    site: Site | None = None


def is_address(told: str) -> bool:
    """Whether a word of the command line is a web address."""
    return told.lower().startswith(("http://", "https://"))


def is_file(told: str) -> bool:
    """Whether it is a file that is there (a pipe too), or - for what is piped in."""
    return told == "-" or (not is_address(told) and Path(told).exists() and not Path(told).is_dir())


def read_file(told: str, *, address: str | None) -> GivenPage:
    """Return the page in a file, as if it had been served at `address`. Raises ConfigError."""
    url = canonical_url(address) if address else UNKNOWN_ADDRESS
    if url is None:
        raise ConfigError(f"--url {address!r} is no web address; write it like https://blog.example.org/2015/10/a-post/")
    try:
        if told == "-":
            html = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(told).open("rb") as file:
                html = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{told} cannot be read ({error.strerror})") from error
    if len(html) > MAX_BYTES:
        raise ConfigError(f"{told} is larger than {MAX_BYTES // 2**20} MB, which no page is")
    if not html.strip():
        raise ConfigError(f"{'what was piped in' if told == '-' else told} is empty")
    return GivenPage(html, url, "stdin" if told == "-" else told, site=_known_site(url))


def fetch_page(address: str) -> GivenPage:
    """Ask for a page as a crawl would: under the guard, with the honest User-Agent, and only if robots.txt allows it.

    Raises ConfigError, FetchError, GuardError."""
    # Only now: it imports Scrapy.
    from kazcrawl.crawl.arguments import require_contact
    from kazcrawl.crawl.rules import decide_robots

    url = canonical_url(address)
    if url is None:
        raise ConfigError(f"{one_line(address)!r} is no web address; write it like https://blog.example.org/2015/10/a-post/")
    site = _known_site(url) or make_site(url)
    require_contact(site)
    mine = origin(url)
    guard = Guard(frozenset((mine, *twin_origins(mine))), frozenset((urlsplit(url).hostname or "",)), allow_private())
    try:
        robots = get(f"{mine}/robots.txt", guard=guard, user_agent=user_agent())
        rules = decide_robots(robots.status, robots.body, robots.headers.get("content-type", ""))
    except FetchError as error:
        raise FetchError(url, f"robots.txt could not be had, so the page is not asked for ({error.reason})") from error
    if not rules.allows(url):
        why = (
            "robots.txt does not allow it"
            if rules.reachable
            else f"robots.txt could not be had, so the page is not asked for ({rules.why})"
        )
        raise FetchError(url, why)
    answer = get(url, guard=guard, user_agent=user_agent())
    if answer.status != 200:
        raise FetchError(url, f"answers with status {answer.status}")
    return GivenPage(answer.body, answer.url, "asked now", answer.headers.get("content-type"), site=_known_site(url))


def _known_site(url: str) -> Site | None:
    """The site whose blog an address belongs to, with its own selectors and time zone; None when we keep none there."""
    mine = {origin(url), *twin_origins(url)}
    rows: list[Site] = []
    if database_path().exists():
        from kazcrawl.archive import Archive

        with suppress(ArchiveError), Archive.open(database_path(), read_only=True) as archive:  # a page can be read without it
            rows = archive.iter_sites()
    fits = [site for site in (*file_sites(), *rows) if mine & {origin(site.home), *site.origins}]
    return next((site for site in fits if url.startswith(site.home)), fits[0] if fits else None)
