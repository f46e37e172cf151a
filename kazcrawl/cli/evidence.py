"""`kazcrawl verify`, `kazcrawl reparse`: is the archive what it says, and what would it say today?"""

import json
import os
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from kazcrawl.archive import Archive
from kazcrawl.cli.filters import require_site
from kazcrawl.cli.table import print_table, safe
from kazcrawl.errors import ConfigError
from kazcrawl.progress import Bar
from kazcrawl.project import database_path
from kazcrawl.text import one_line

if TYPE_CHECKING:
    from kazcrawl.evidence.reparse import Summary
    from kazcrawl.evidence.reread import Change

SAMPLES = 3
SHOWN = 160


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def verify(as_json: bool) -> int:
    """Read every stored response back and hold it against the archive; check the database and its search index. Exit 3: faults found."""
    from kazcrawl.evidence.verify import verify as run

    _must_exist()
    # Not by trying: SQLite cannot even open a file for writing where its side files cannot stand.
    read_only = not all(os.access(path, os.W_OK) for path in (database_path(), database_path().parent))
    with Archive.open(database_path(), read_only=read_only) as archive, Bar("verifying") as bar:
        report = run(archive, bar.update)
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=1))
        return 3 if report.faults else 0
    for fault in report.faults:
        click.echo(safe(f"{fault.kind}: {fault.where}: {fault.detail}"), err=True)
    for note in report.notes:
        click.echo(safe(f"note: {note}"))
    sum_of = f"{report.posts} posts, {report.captures} captures, {report.records} records in {report.files} files"
    click.echo(f"{sum_of}: " + (f"{len(report.faults)} faults" if report.faults else "no faults"), err=bool(report.faults))
    return 3 if report.faults else 0


@click.command()
@click.argument("site", required=False)
@click.option("--post", metavar="POST", help="Only this post: its id or any of its addresses.")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: every post that changes, field by field.")
def reparse(site: str | None, post: str | None, dry_run: bool, as_json: bool) -> int:
    """Parse the archive again from its stored responses, without asking any site, and store what reads otherwise as revisions.

    Stopped in the middle it goes on when it is run again. Exit 3: some posts could not be read again."""
    from kazcrawl.evidence.reparse import reparse as run

    _must_exist()
    with Archive.open(database_path(), read_only=dry_run) as archive, Bar("reparsing") as bar:
        keys = _chosen(archive, site, post)
        for name in sorted({key.rpartition("-")[0] for key in keys}) if not dry_run else ():
            archive.lock_site(name)
        summary = run(archive, keys, now=datetime.now(UTC), dry_run=dry_run, progress=bar.update)
    if as_json:
        click.echo(json.dumps(as_row(summary), ensure_ascii=False, indent=1, default=_plain))
    else:
        tell(summary, dry_run=dry_run)
    return 3 if summary.failed else 0


def as_row(summary: "Summary") -> dict[str, Any]:
    """Return a summary JSON-ready but for days and instants."""
    changed = [{**asdict(one), "changes": {c.field: [c.before, c.after] for c in one.changes}} for one in summary.changed]
    return {**asdict(summary), "changed": changed, "fields": dict(summary.fields)}


def tell(summary: "Summary", *, dry_run: bool) -> None:
    """Print the sum, the fields that change with how often, and some samples."""
    if summary.changed:
        print_table(("field", "posts"), summary.fields.most_common())
    for name, _ in summary.fields.most_common():
        told = [(one.url, change) for one in summary.changed for change in one.changes if change.field == name]
        for url, change in told[:SAMPLES]:
            before, after = _around(change)
            click.echo(safe(f"{name}  {url}\n  - {before}\n  + {after}"))
    for public_id, why in summary.failed.items():
        click.echo(safe(f"not read again: {public_id}: {why}"), err=True)
    end = "would change" if dry_run else "changed"
    line = f"{summary.posts} posts read: {len(summary.changed)} {end}, {summary.unchanged} unchanged"
    line += f", {summary.without_capture} without a capture" if summary.without_capture else ""
    line += f", {summary.hidden} left as they are (a takedown took words out of their captures)" if summary.hidden else ""
    click.echo(line + (f", {len(summary.failed)} not readable" if summary.failed else ""))


def _around(change: "Change") -> tuple[str, str]:
    """Return both values in one line each, beginning a little before the place where they part."""
    before, after = (one_line(str(value if value is not None else "(none)"), limit=1_000_000) for value in (change.before, change.after))
    apart = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    begin = max(apart - 40, 0) if max(len(before), len(after)) > SHOWN else 0
    lead = "…" if begin else ""
    return lead + before[begin : begin + SHOWN], lead + after[begin : begin + SHOWN]


def _chosen(archive: Archive, site: str | None, post: str | None) -> list[str]:
    if post is not None:
        return [archive.get_post(post).public_id]
    require_site(archive, site)
    return archive.post_ids(site)


def _must_exist() -> None:
    if not database_path().exists():
        raise ConfigError(f"there is no archive at {database_path()} yet; make one with: kazcrawl crawl SITE")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
