"""`kazcrawl audit`: what the routes say that a site publishes, against each other and against what is held. Nothing is asked."""

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

import click

from kazcrawl.archive import Archive
from kazcrawl.cli.status import stamp
from kazcrawl.cli.table import safe
from kazcrawl.discover.audit import Audit
from kazcrawl.discover.audit import audit as compare
from kazcrawl.project import database_path
from kazcrawl.sites import find_site

NAMED = 20


@click.command()
@click.argument("site", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON, with everything that is missing, explained and unlisted.")
def audit(site: str | None, as_json: bool) -> int:
    """Compare what every route named in the last run that walked it with what is held: of one SITE, or of all.

    Exit code 3 when something is missing that the site publishes."""
    with Archive.open(database_path(), read_only=True) as archive:
        names = sorted({kept.name for kept in archive.iter_sites()} | set(archive.site_names()))
        if site is not None and site not in names:
            names = [find_site(site).name]
        found = [audit_site(archive, name) for name in names if site in (None, name)]
    if as_json:
        click.echo(json.dumps([as_row(each) for each in found], ensure_ascii=False, indent=1))
    else:
        for each in found:
            tell(each)
    return 3 if any(each.missing for each in found) else 0


def audit_site(archive: Archive, name: str) -> Audit:
    """Return the audit of one site as the archive stands."""
    return compare(name, archive.inventories(name), archive.known_posts(name), archive.others(name))


def as_row(found: Audit) -> dict[str, Any]:
    """Return an audit as JSON-ready values; of a route its name, age, count and wholeness."""
    row = {name: value for name, value in asdict(found).items() if name != "routes"}
    row["missing"] = [{"url": url, "named_by": routes} for url, routes in found.missing]
    row["explained"] = [{"url": url, "why": why} for url, why in found.explained]
    row["routes"] = [
        {"route": r.route, "taken_at": stamp(r.taken_at), "posts": len(r.posts), "total": r.total, "complete": r.complete}
        for r in found.routes
    ]
    return row


def tell(found: Audit) -> None:
    """Print an audit for a person."""
    click.echo(safe(found.line))
    for route in found.routes:
        whole = "whole" if route.complete else "in part"
        total = f", the site counts {route.total:,}" if route.total not in (None, len(route.posts)) else ""
        click.echo(safe(f"  {route.route}: {len(route.posts):,} named{total}; walked {whole}, {stamp(route.taken_at)}"))
    for url, routes in found.missing[:NAMED]:
        click.echo(safe(f"  missing {url} (named by {', '.join(routes)})"))
    if len(found.missing) > NAMED:
        click.echo(f"  … and {len(found.missing) - NAMED} more; --json lists all")
    for why, count in Counter(why for _, why in found.explained).most_common():
        click.echo(safe(f"  rightly not held: {count:,} ({why})"))
    for line in found.differences:
        click.echo(safe(f"  {line}"))
    if found.unlisted:
        click.echo(safe(f"  held, but in no list: {len(found.unlisted):,}, such as {found.unlisted[0]}"))
