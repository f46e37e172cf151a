"""`kazcrawl diff`: what changed from one revision of a post to another, word by word."""

import sys

import click

from kazcrawl.archive import Archive, StoredRevision
from kazcrawl.changes import as_html, as_text, compare
from kazcrawl.cli.status import stamp
from kazcrawl.cli.table import safe
from kazcrawl.errors import ConfigError
from kazcrawl.project import database_path
from kazcrawl.text import one_line

PLAIN = {"gone": ("[-", "-]"), "new": ("{+", "+}")}
COLOURS = {"gone": ("\x1b[31;9m", "\x1b[0m"), "new": ("\x1b[32m", "\x1b[0m")}


@click.command()
@click.argument("post", metavar="POST")
@click.argument("first", metavar="[A]", type=click.IntRange(min=1), required=False)
@click.argument("second", metavar="[B]", type=click.IntRange(min=1), required=False)
@click.option("--html", "as_page", is_flag=True, help="As a page of HTML on stdout.")
def diff(post: str, first: int | None, second: int | None, as_page: bool) -> int:
    """Show what changed from revision A of a post to revision B: from the last but one to the last, if none are named.

    POST is its id or any of its addresses; the numbers are those of `kazcrawl history`."""
    with Archive.open(database_path(), read_only=True) as archive:
        found = archive.get_post(post)
        revisions = archive.history(post)
    old, new = choose(revisions, first, second, found.public_id)
    changes = compare(fields_of(old), fields_of(new)) if old is not new else []
    title = f"{found.public_id}, revision {old.number} ({stamp(old.observed_at)}) to {new.number} ({stamp(new.observed_at)})"
    if as_page:
        click.echo(as_html(title, changes), nl=False)
        return 0
    click.secho(safe(f"{one_line(found.url)}\n{title}: {new.reason}"), bold=True)
    marks = COLOURS if sys.stdout.isatty() else PLAIN
    for change in changes:
        click.echo(f"\n{change.field}:")
        click.echo(as_text(change, on=marks))
    if not changes:
        click.echo("nothing changed" if len(revisions) > 1 else "there is only one revision")
    return 0


def choose(revisions: list[StoredRevision], first: int | None, second: int | None, name: str) -> tuple[StoredRevision, StoredRevision]:
    """Return the two revisions that are meant: the last two; the one named and the last; both named. Raises ConfigError."""
    count = len(revisions)
    old, new = first or max(count - 1, 1), second or count
    if max(old, new) > count:
        raise ConfigError(f"{name} has {count} revision{'s' * (count > 1)}, not {max(old, new)}; see: kazcrawl history {name}")
    return revisions[old - 1], revisions[new - 1]


def fields_of(revision: StoredRevision) -> dict[str, str]:
    """Return what counts as content, as text that is safe to show."""
    told = {
        "title": revision.title,
        "date": revision.date.isoformat() if revision.date else None,
        "source": revision.source,
        "authors": "; ".join(revision.authors),
        "body": revision.body,
    }
    return {name: safe(text) if name == "body" else safe(one_line(text)) for name, text in told.items()}
