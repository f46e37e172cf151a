"""`kazcrawl search` and `kazcrawl show`: read the archive at the terminal."""

import json
import sys
from dataclasses import asdict

import click

from kazcrawl.archive import MARK_OFF, MARK_ON, Archive, Chosen
from kazcrawl.cli.filters import filtered
from kazcrawl.cli.table import safe
from kazcrawl.errors import ConfigError
from kazcrawl.project import database_path
from kazcrawl.text import one_line, printable


# An exclusion such as -oil is no option: what the parser does not know it hands on, and -h stays a letter.
@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("words", nargs=-1, required=True, metavar="QUERY")
@filtered
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def search(words: tuple[str, ...], chosen: Chosen, limit: int, as_json: bool) -> int:
    """Search titles, sources, authors and bodies: words, "phrases", -exclusions, prefix*. Newest first."""
    mistaken = next((word for word in words if word.startswith("--")), None)
    if mistaken:
        raise ConfigError(f"{mistaken} is no option of search; see: kazcrawl search --help")
    with Archive.open(database_path(), read_only=True) as archive:
        found = archive.search(" ".join(words), chosen, limit=limit)
    if as_json:
        rows = [{**asdict(hit), "date": hit.date and hit.date.isoformat(), "snippet": _unmarked(hit.snippet)} for hit in found.hits]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for hit in found.hits:
        click.secho(safe(one_line(hit.title) or "(no title)"), bold=True)
        click.echo(safe("  ".join(part for part in (str(hit.date or "no date"), hit.source or "", hit.public_id) if part)))
        click.echo("  " + _marked(hit.snippet))
    click.echo(f"{len(found.hits)} found" + (f", there are more: --limit {limit * 2}" if found.more else ""), err=True)
    return 0


def _marked(snippet: str) -> str:
    """Return a snippet with its hits in bold on a terminal."""
    bold, plain = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    on, off = printable(MARK_ON), printable(MARK_OFF)  # the only controls there: stored text has none
    return printable(snippet).replace(on, bold).replace(off, plain)


def _unmarked(snippet: str) -> str:
    return snippet.replace(MARK_ON, "").replace(MARK_OFF, "")


@click.command()
@click.argument("post", metavar="POST")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show(post: str, as_json: bool) -> int:
    """Show one post. POST is its id (site-0123456789ab) or any of its addresses."""
    with Archive.open(database_path(), read_only=True) as archive:
        found = archive.get_post(post)
    row = found.article
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
