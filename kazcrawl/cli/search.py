"""`kazcrawl search` and `kazcrawl show`: read the archive at the terminal."""

import json
import sys
from dataclasses import asdict
from typing import Any

import click

from kazcrawl.archive import MARK_OFF, MARK_ON, SORTS, Archive, Chosen, Facets, SearchResult
from kazcrawl.cli.filters import filtered, require_site
from kazcrawl.cli.table import print_table, safe
from kazcrawl.errors import ConfigError
from kazcrawl.project import database_path
from kazcrawl.text import one_line, printable


# An exclusion such as -oil is no option: what the parser does not know it hands on, and -h stays a letter.
@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("words", nargs=-1, required=True, metavar="QUERY")
@filtered
@click.option("--sort", type=click.Choice(SORTS), default="newest", show_default=True, help="What comes first.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True, help="At most so many.")
@click.option("--after", metavar="CURSOR", help="The page after this cursor, which the page before gave.")
@click.option("--facets", "with_facets", is_flag=True, help="Count what is found by source, year, site, term and language.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def search(words: tuple[str, ...], chosen: Chosen, sort: str, limit: int, after: str | None, with_facets: bool, as_json: bool) -> int:
    """Search titles, sources, authors and bodies: words in any form, "phrases", -exclusions, prefix*, title:word, source:outlet."""
    mistaken = next((word for word in words if word.startswith("--")), None)
    if mistaken:
        raise ConfigError(f"{mistaken} is no option of search; see: kazcrawl search --help")
    query = " ".join(words)
    with Archive.open(database_path(), read_only=True) as archive:
        require_site(archive, chosen.site)
        found = archive.search(query, chosen, limit=limit, sort=sort, after=after)
        counted = archive.facets(query, chosen) if with_facets else None
    if as_json:
        click.echo(json.dumps(_told(found, counted), ensure_ascii=False, indent=1))
        return 0
    for hit in found.hits:
        click.secho(safe(one_line(hit.title) or "(no title)"), bold=True)
        click.echo(safe("  ".join(part for part in (str(hit.date or "no date"), hit.source or "", hit.public_id) if part)))
        click.echo("  " + _marked(hit.snippet))
    if counted is not None:
        _show_facets(counted)
    click.echo(_sum_of(found, counted), err=True)
    return 0


def _told(found: SearchResult, counted: Facets | None) -> dict[str, Any]:
    """Return what was found JSON-ready."""
    hits = [{**hit.as_row(), "snippet": hit.plain_snippet, "marks": hit.marks} for hit in found.hits]
    told: dict[str, Any] = {"hits": hits, "next": found.next, "ranked_among_newest": found.ranked}
    if counted is not None:
        facets = {name: [{"value": value, "posts": count} for value, count in rows] for name, rows in counted.counts.items()}
        told |= {"total": counted.total, "facets": facets}
    return told


def _show_facets(counted: Facets) -> None:
    for name, rows in counted.counts.items():
        if rows:
            click.echo()
            print_table((name, "posts"), rows)


def _sum_of(found: SearchResult, counted: Facets | None) -> str:
    """Return the last line: how many, of what, and how to go on."""
    parts = [f"{len(found.hits)} found" if counted is None else f"{len(found.hits)} of {counted.total} found"]
    if found.ranked is not None:
        parts.append(f"the most relevant of the newest {found.ranked} that match")
    if found.next is not None:
        parts.append(f"there are more: --after {found.next}")
    return ", ".join(parts)


def _marked(snippet: str) -> str:
    """Return a snippet with its hits in bold on a terminal, between ** elsewhere."""
    bold, plain = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("**", "**")
    on, off = printable(MARK_ON), printable(MARK_OFF)  # the only controls there: stored text has none
    return printable(snippet).replace(on, bold).replace(off, plain)


@click.command()
@click.argument("post", metavar="POST")
@click.option("--raw", is_flag=True, help="The stored response that it was read from: head and unpacked body.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show(post: str, raw: bool, as_json: bool) -> int:
    """Show one post. POST is its id (site-0123456789ab) or any of its addresses."""
    with Archive.open(database_path(), read_only=True) as archive:
        if raw:
            return _show_raw(archive, post)
        found = archive.get_post(post)
    row = found.article
    if as_json:
        click.echo(json.dumps({**row, "story": [asdict(post) for post in found.story]}, ensure_ascii=False, indent=1))
        return 0
    click.secho(safe(row["title"] or "(no title)"), bold=True)
    for label in ("public_id", "url", "date", "published_at", "source", "author", "language", "categories", "tags", "status", "last_seen"):
        value = row.get(label)
        if value:
            click.echo(f"{label + ':':14}" + safe("; ".join(value) if isinstance(value, (list, tuple)) else value))
    for place, other in enumerate(found.story):
        label = "same news:" if place == 0 else ""
        first, own = "  (first)" if place == 0 else "", "  (this post)" if other.public_id == found.public_id else ""
        told = "  ".join((other.date or "no date", other.site, other.public_id, one_line(other.title, limit=60) or "(no title)"))
        click.echo(f"{label:14}" + safe(told) + first + own)
    if row["body"]:
        click.echo("\n" + safe(row["body"]))
    return 0


def _show_raw(archive: Archive, post: str) -> int:
    """Print the stored answers byte for byte into a pipe; a terminal gets them as text that it will not obey."""
    from kazcrawl.evidence.giving import iter_answers

    for answer in iter_answers(archive, post):
        if sys.stdout.isatty():
            click.echo(safe(f"{answer.head}\n\n{answer.body.decode('utf-8', 'replace')}"))
        else:
            click.echo(f"{answer.head}\n\n".encode() + answer.body + b"\n", nl=False)
    return 0
