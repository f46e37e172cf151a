"""`kazcrawl status` and `kazcrawl history`: how the archive is, and how a post came to be as it is."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from kazcrawl.archive import Archive, Chosen
from kazcrawl.cli.filters import require_site
from kazcrawl.cli.table import print_table, safe
from kazcrawl.project import database_path
from kazcrawl.text import one_line


def stamp(moment: datetime | None) -> str | None:
    """Return an instant as people read it, in UTC."""
    return moment.strftime("%Y-%m-%d %H:%M:%SZ") if moment else None


@click.command()
@click.argument("site", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def status(site: str | None, as_json: bool) -> int:
    """Tell per site: posts held, the newest of them, the last run and its outcome, and how much it found; of one SITE, also what."""
    with Archive.open(database_path(), read_only=True) as archive:
        require_site(archive, site)
        names = sorted({kept.name for kept in archive.iter_sites()} | set(archive.site_names()))
        rows = [site_row(archive, name) for name in (names if site is None else [site])]
        last = archive.last_runs(site, limit=1) if site is not None else []
        found = [asdict(finding) for run in last for finding in archive.findings(run.id)]
    if site is not None:
        rows[0]["found"] = found
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    columns = ("site", "posts", "newest", "last run", "outcome", "findings")
    print_table(columns, [[row[name.replace(" ", "_")] for name in columns] for row in rows])
    why = [rows[0]["why"]] if site is not None and rows[0]["why"] else []
    for line in (*why, *(" ".join(part for part in finding.values() if part) for finding in found)):
        click.echo(safe("  " + one_line(line, limit=1_000)))
    return 0


def site_row(archive: Archive, name: str) -> dict[str, Any]:
    """Return what there is to say of one site, JSON-ready."""
    runs = archive.last_runs(name, limit=1)
    newest = next(archive.iter_articles(Chosen(site=name), limit=1), None)
    last = runs[0] if runs else None
    return {
        "site": name,
        "posts": archive.count_posts(name),
        "newest": newest and newest["date"] and str(newest["date"]),
        "last_run": stamp(last.started_at) if last else None,
        "outcome": (last.outcome or "never ended") if last else "never crawled",
        "why": last.reason if last else "",
        "findings": len(archive.findings(last.id)) if last else 0,
    }


@click.command()
@click.argument("post", metavar="POST")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def history(post: str, as_json: bool) -> int:
    """List the revisions of a post, oldest first. POST is its id or any of its addresses."""
    with Archive.open(database_path(), read_only=True) as archive:
        found = archive.get_post(post)
        revisions = archive.history(post)
    rows: list[dict[str, Any]] = [
        {
            "revision": revision.number,
            "observed_at": stamp(revision.observed_at),
            "reason": revision.reason,
            "title": revision.title,
            "date": revision.date and revision.date.isoformat(),
            "source": revision.source,
            "characters": len(revision.body),
        }
        for revision in revisions
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    click.echo(safe(f"{found.public_id}  {one_line(found.url)}  ({found.status}, last seen {stamp(found.last_seen)})"))
    print_table(tuple(rows[0]), [tuple(row.values()) for row in rows])
    return 0
