"""`kazcrawl search` and `kazcrawl show`: read the archive at the terminal."""

import json
import sys
from datetime import date

import click

from kazcrawl.archive import Archive
from kazcrawl.cli.table import safe
from kazcrawl.errors import ConfigError
from kazcrawl.project import database_path
from kazcrawl.text import one_line


def read_day(name: str, told: str | None) -> date | None:
    """Return a day of the command line. Raises ConfigError."""
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise ConfigError(f"--{name} {told!r} is no day; write it like 2015-10-21") from None


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="QUERY")
@click.option("--site", help="Only this site.")
@click.option("--source", help="Only posts credited to this outlet.")
@click.option("--since", metavar="DAY", help="Only posts of that day or later.")
@click.option("--until", metavar="DAY", help="Only posts of that day or earlier.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def search(
    words: tuple[str, ...], site: str | None, source: str | None, since: str | None, until: str | None, limit: int, as_json: bool
) -> int:
    """Search titles, sources, authors and bodies: words, "phrases", -exclusions, prefix*. Newest first."""
    days = {"since": read_day("since", since), "until": read_day("until", until)}
    with Archive.open(database_path(), read_only=True) as archive:
        found = archive.search(" ".join(words), site=site, source=source, limit=limit, **days)
    if as_json:
        rows = [{**hit.as_row(), "snippet": hit.plain_snippet} for hit in found.hits]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for hit in found.hits:
        click.secho(safe(one_line(hit.title) or "(no title)"), bold=True)
        click.echo(safe("  ".join(part for part in (str(hit.date or "no date"), hit.source or "", hit.public_id) if part)))
        click.echo("  " + _marked(hit.snippet))
    click.echo(f"{len(found.hits)} found" + (f", there are more: --limit {limit * 2}" if found.more else ""), err=True)
    return 0


def _marked(snippet: str) -> str:
    """Return a snippet with its hits in bold on a terminal. \\x02 and \\x03 are the archive's marks around a hit."""
    bold, plain = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    parts = one_line(snippet.replace("\x02", "\ue000").replace("\x03", "\ue001"))
    return safe(parts).replace("\ue000", bold).replace("\ue001", plain)


@click.command()
@click.argument("post", metavar="POST")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show(post: str, as_json: bool) -> int:
    """Show one post. POST is its id (site-0123456789ab) or any of its addresses."""
    with Archive.open(database_path(), read_only=True) as archive:
        found = archive.get_post(post)
    row = found.as_row()
    if as_json:
        click.echo(json.dumps(row, ensure_ascii=False, indent=1))
        return 0
    click.secho(safe(row["title"] or "(no title)"), bold=True)
    for label in ("public_id", "url", "date", "published_at", "source", "author", "language", "categories", "tags", "status", "last_seen"):
        value = row.get(label)
        if value:
            click.echo(f"{label + ':':14}" + safe("; ".join(value) if isinstance(value, (list, tuple)) else value))
    if row["body"]:
        click.echo("\n" + safe(row["body"]))
    return 0
