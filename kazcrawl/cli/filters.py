"""The options that say which posts are wanted: the same for search and for exports."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

import click

from kazcrawl.archive import STATUSES, Chosen
from kazcrawl.errors import ConfigError

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
    """Give a command these options; it gets them as one argument, `chosen`. Raises ConfigError for a day that is none."""

    @wraps(command)
    def with_chosen(*, since: str | None, until: str | None, **told: Any) -> int:
        names = ("site", "source", "author", "term", "language", "status")
        chosen = Chosen(**{name: told.pop(name) for name in names}, since=read_day("since", since), until=read_day("until", until))
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
