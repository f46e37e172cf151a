"""`kazcrawl takedown`: remove a post's content for good."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime

import click

from kazcrawl.archive import Archive
from kazcrawl.cli.table import safe
from kazcrawl.errors import ConfigError
from kazcrawl.progress import Bar
from kazcrawl.project import database_path


@click.command()
@click.argument("post", metavar="POST")
@click.option("--reason", metavar="TEXT", help="Why, for whoever asks later.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def takedown(post: str, reason: str | None, yes: bool, as_json: bool) -> int:
    """Remove the content of a post from the database, its copies, the stored responses and the data folder's exports.

    POST is its id or any of its addresses. It cannot be undone. Stopped in the middle, run it again."""
    from kazcrawl.evidence.takedown import find_stone
    from kazcrawl.evidence.takedown import takedown as run

    if not database_path().exists():
        raise ConfigError(f"there is no archive at {database_path()} yet; nothing to take down")
    with Archive.open(database_path()) as archive:
        if sys.stdin.isatty() and not yes and find_stone(archive, post) is None:
            found = archive.get_post(post)
            click.confirm(safe(f"Remove {found.url} “{found.current.title}” for good?"), abort=True, err=True)
        with Bar("taking down") as bar:
            done = run(archive, post, reason=reason, now=datetime.now(UTC), progress=bar.update)
    if as_json:
        click.echo(json.dumps(asdict(done), ensure_ascii=False, indent=1))
        return 0
    click.echo(
        f"{done.public_id} is taken down: {done.records} records changed in {len(done.files)} files, {len(done.copies)} copies cleared"
    )
    for name in done.deleted:
        click.echo(safe(f"deleted: {name}"))
    if done.unreadable:
        click.echo(f"{done.unreadable} stretches of WARCs could not be read and were left out", err=True)
    if done.also_in:
        click.echo(safe(f"sentences of it stand in other posts too and stayed there: {', '.join(done.also_in)}"))
    return 0
