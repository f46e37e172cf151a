"""`kazcrawl ingest`: anyone's WARC files into the archive, filtered by the sites that are known."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from kazcrawl.cli.crawl import stored_sites
from kazcrawl.errors import ConfigError
from kazcrawl.items import Site
from kazcrawl.progress import Bar
from kazcrawl.project import database_path
from kazcrawl.sites import file_sites, find_site
from kazcrawl.text import printable

FINDINGS_SHOWN = 10


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--site", "name", help="Only this site's records; those of every known site otherwise.")
@click.option("--origin", "origins", multiple=True, metavar="URL", help="Another address that the site had (again for more); with --site.")
@click.option("--json", "as_json", is_flag=True, help="Tell the sums as JSON on stdout.")
def ingest(files: tuple[Path, ...], name: str | None, origins: tuple[str, ...], as_json: bool) -> int:
    """Read WARC files (.warc, .warc.gz, .warc.zst) of any crawler into the archive, as copies from the past.

    Records of other sites are passed over; broken ones are told. Exit code 3 when something in the files could not be read."""
    from kazcrawl.archive import Archive
    from kazcrawl.evidence.copies import owns
    from kazcrawl.evidence.ingest import ingest_site, look, origins_in

    stored = stored_sites()
    sites = _sites(name, origins, stored)
    for file in files:
        if not file.is_file():
            raise ConfigError(f"{file} is no file")
    with Bar("looking") as bar:
        seen = look(files, lambda url: any(owns(site, url) for site in sites), watch=bar.update)
    met = [site for site in sites if any(owns(site, copy.url) for copy in seen.spots)]
    if not met:
        known = ", ".join(site.name for site in sites)
        raise ConfigError(f"nothing in there is of {known}; the files hold {', '.join(origins_in(files))}; try: kazcrawl sites add URL")
    told, worst = [], 0
    with Archive.open(database_path()) as archive:
        for site in met:
            archive.save_site(find_site(site.name, stored))
            with Bar(f"reading {site.name}") as bar:
                run, tally = ingest_site(archive, site, seen, now=lambda: datetime.now(UTC), watch=bar.update)
            years = [{"year": year, "posts": held[0], "revisions": held[1]} for year, held in archive.stored_by_year(run).items()]
            findings = [{"kind": f.kind, "url": f.url, "detail": f.detail} for f in tally.findings]
            told.append({"site": site.name, "run": run, "outcome": tally.outcome, **tally.counts, "years": years, "findings": findings})
            worst = 3 if tally.outcome != "done" else worst
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _tell(told)
    return worst


def _sites(name: str | None, origins: tuple[str, ...], rows: list[Site]) -> list[Site]:
    from kazcrawl.evidence.copies import past_site

    if name is not None:
        return [past_site(find_site(name, rows), origins)]
    if origins:
        raise ConfigError("--origin goes with --site: which site had that address?")
    known = {site.name: site for site in (*rows, *file_sites())}
    return [past_site(site) for _, site in sorted(known.items())]


def _tell(told: list[dict[str, object]]) -> None:
    for row in told:
        good = row["outcome"] == "done"
        if good and not sys.stdout.isatty():
            continue
        sums = " + ".join(f"{row[key]} {key}" for key in ("new", "changed", "unchanged", "rejected") if row.get(key))
        click.echo(printable(f"{row['site']}: {row['outcome']} | {row.get('asked', 0)} copies = {sums or 'nothing new'}"), err=not good)
        findings = row["findings"]
        assert isinstance(findings, list)
        worth = [finding for finding in findings if finding["kind"] != "rejected"]
        for finding in worth[:FINDINGS_SHOWN]:
            click.echo(printable(f"  {finding['kind']} {finding['url']} {finding['detail']}".rstrip()), err=not good)
        if len(worth) > FINDINGS_SHOWN:
            click.echo(f"  … and {len(worth) - FINDINGS_SHOWN} more; --json lists all", err=not good)
