"""`kazcrawl outlets`: whom the archive's posts are credited to, and what the registry does not know yet."""

import json
from dataclasses import asdict

import click

from kazcrawl.archive import OWN_FILE, Archive
from kazcrawl.cli.filters import require_site
from kazcrawl.cli.table import print_table
from kazcrawl.project import database_path


@click.command()
@click.option("--site", help="Only posts of this site.")
@click.option("--unknown", is_flag=True, help="Only outlets that the registry does not know.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def outlets(site: str | None, unknown: bool, as_json: bool) -> int:
    """List the outlets that posts are credited to, with counts: first those that the registry does not know, then the most frequent."""
    with Archive.open(database_path(), read_only=True) as archive:
        require_site(archive, site)
        met = [outlet for outlet in archive.outlets(site) if not (unknown and outlet.known)]
    if as_json:
        click.echo(json.dumps([asdict(outlet) for outlet in met], ensure_ascii=False, indent=1))
        return 0
    rows = []
    for outlet in met:
        others = ", ".join(name for name in outlet.spellings if name != outlet.outlet)
        rows.append((outlet.outlet, "" if outlet.known else "no", outlet.posts, outlet.first, outlet.last, others))
    print_table(("outlet", "known", "posts", "first", "last", "also written"), rows)
    strangers = sum(not outlet.known for outlet in met)
    click.echo(
        f"{len(met)} outlets" + (f", {strangers} unknown: add them in {database_path().with_name(OWN_FILE)}" if strangers else ""), err=True
    )
    return 0
