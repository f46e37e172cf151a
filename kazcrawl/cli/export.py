"""`kazcrawl export`: the archive as a file that an analyst takes away."""

from pathlib import Path

import click

from kazcrawl.archive import Archive, Chosen
from kazcrawl.cli.filters import filtered
from kazcrawl.project import database_path


@click.command()
@click.argument("kind", type=click.Choice(["jsonl", "csv"]), metavar="jsonl|csv")
@click.option("-o", "--output", metavar="FILE", default="-", help="Where to; - is stdout (the default).")
@click.option("--force", is_flag=True, help="Replace FILE when it is there.")
@filtered
def export(kind: str, output: str, force: bool, chosen: Chosen) -> int:
    """Write one row per post: url, title, date, source, body, author, published_at and all else that is known of it."""
    from kazcrawl.export import export_file

    with Archive.open(database_path(), read_only=True) as archive:
        rows = archive.iter_articles(chosen)
        count = export_file(kind, rows, None if output == "-" else Path(output), force=force)
    if output != "-":
        click.echo(f"{count} posts written to {output}", err=True)
    return 0
