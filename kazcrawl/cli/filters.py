"""The options that say which posts are wanted: the same for search and for exports."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

import click

from kazcrawl.archive import STATUSES, Archive, Chosen
from kazcrawl.errors import ConfigError
from kazcrawl.sites import find_site

_OPTIONS = (
    click.option("--site", help="Only this site."),
    click.option("--source", help="Only posts credited to this outlet, in any spelling of it."),
    click.option("--author", help="Only posts signed by, or credited to, someone of this name."),
    click.option("--term", help="Only posts in this category or with this tag."),
    click.option("--language", metavar="CODE", help="Only posts in this language: kk, ru, en."),
    click.option("--status", type=click.Choice(STATUSES), help="Only posts that are live, gone or hidden on their site."),
    click.option("--since", metavar="DAY", help="Only posts of that day or later."),
    click.option("--until", metavar="DAY", help="Only posts of that day or earlier."),
)


def filtered(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command these options; it gets them as one argument, `chosen`. Raises ConfigError for a value that can find nothing."""

    @wraps(command)
    def with_chosen(*, since: str | None, until: str | None, **told: Any) -> int:
        names = ("site", "source", "author", "term", "status")
        first, last, language = read_day("since", since), read_day("until", until), read_language(told.pop("language"))
        if first and last and first > last:
            raise ConfigError(f"--since {first} is later than --until {last}")
        chosen = Chosen(**{name: told.pop(name) for name in names}, language=language, since=first, until=last)
        return command(chosen=chosen, **told)

    for option in reversed(_OPTIONS):
        with_chosen = option(with_chosen)
    return with_chosen


def read_day(name: str, told: str | None) -> date | None:
    """Return a day of the command line. Raises ConfigError."""
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise ConfigError(f"--{name} {told!r} is no day; write it like 2015-10-21") from None


def read_language(told: str | None) -> str | None:
    """Return a language's code as it is stored. Raises ConfigError."""
    if told and not (told.isascii() and told.isalpha() and len(told) in (2, 3)):
        raise ConfigError(f"--language {told!r} is no code of a language; write it like kk, ru or en")
    return told.lower() if told else None


def require_site(archive: Archive, name: str | None) -> None:
    """Raise UnknownSiteError for the name of a site that is neither in the archive nor in a file."""
    if name is not None and name not in {site.name for site in archive.iter_sites()} | set(archive.site_names()):
        find_site(name)
