"""`kazcrawl backfill`: rebuild a blog's past from a public archive, through the same parser and the same run log as a crawl."""

import json
import sys
from typing import TYPE_CHECKING

import click

from kazcrawl.cli.crawl import Seconds, as_row, done_of, read_settings, stored_sites, tell
from kazcrawl.cli.table import print_table
from kazcrawl.errors import ConfigError
from kazcrawl.items import Site
from kazcrawl.progress import Bar
from kazcrawl.project import database_path
from kazcrawl.sites import find_site, make_site, site_of_url

if TYPE_CHECKING:
    from kazcrawl.crawl.report import RunReport


@click.command()
@click.argument("name", metavar="SITE")
@click.option("--from", "source", type=click.Choice(["wayback"]), default="wayback", show_default=True, help="The public archive.")
@click.option("--url", help="The blog's address, when SITE is not known yet: it becomes a site of that name.")
@click.option("--origin", "origins", multiple=True, metavar="URL", help="Another address that the chamber's blog had (again for more).")
@click.option("--since", metavar="DAY", help="Only posts of that day or later (2015-10-21).")
@click.option("--until", metavar="DAY", help="Only posts of that day or earlier.")
@click.option("--limit", metavar="N", help="Ask for at most so many copies.")
@click.option("--full", is_flag=True, help="Ask for copies again that were dealt with before.")
@click.option("--delay", type=Seconds(0, 3600), metavar="SECONDS", help="Between two requests to the archive [4].")
@click.option("-s", "settings", multiple=True, metavar="NAME=VALUE", help="A setting, as scrapy takes it.")
@click.option("--json", "as_json", is_flag=True, help="Tell the sum as JSON on stdout.")
@click.option("-v", "--verbose", is_flag=True, help="Show Scrapy's log on stderr.")
def backfill(name: str, source: str, url: str | None, origins: tuple[str, ...], **how: object) -> int:
    """Rebuild a site's past from a public archive: older copies become earlier revisions, lost posts enter, nothing present changes.

    Ended early, it goes on where it was. Exit codes as those of crawl; 3 when the archive refused to go on."""
    from kazcrawl.crawl.arguments import check_names, read_via, read_wish
    from kazcrawl.crawl.health import exit_code
    from kazcrawl.crawl.runner import Order, run_crawl

    arguments = {key: str(value) for key in ("since", "until", "limit") if (value := how[key])}
    arguments |= {"via": source} | ({"full": "1"} if how["full"] else {}) | ({"origins": ",".join(origins)} if origins else {})
    check_names(arguments)
    read_wish(arguments)
    read_via(arguments)
    site = _site(name, url)
    order = Order((site,), arguments, read_settings(how["settings"], how["delay"]), verbose=bool(how["verbose"]))
    with Bar("back-filling", enabled=None if not how["verbose"] else False) as bar:
        reports, codes = run_crawl(order, watch=lambda counts, total, note: bar.update(done_of(counts), total, note))
    quiet = bool(how["as_json"]) or not sys.stdout.isatty()
    years = _by_year(reports[0])
    if how["as_json"]:
        click.echo(json.dumps({**as_row(reports[0]), "years": years}, ensure_ascii=False, indent=1))
    tell(reports, quiet=quiet)
    if years and not quiet:
        print_table(("year", "posts", "revisions"), [(row["year"] or "undated", str(row["posts"]), str(row["revisions"])) for row in years])
    return exit_code(codes)


def _site(name: str, url: str | None) -> Site:
    rows = stored_sites()
    if url is None:
        return find_site(name, rows)
    known = site_of_url(url, rows)
    if known.name != name and known.name in {site.name for site in rows}:
        raise ConfigError(f"{url} is the site {known.name!r}; try: kazcrawl backfill {known.name}")
    return make_site(url, name=name)


def _by_year(report: "RunReport") -> list[dict[str, object]]:
    """Return what the run stored, year by year."""
    if report.run is None:
        return []
    from kazcrawl.archive import Archive

    with Archive.open(database_path(), read_only=True) as archive:
        return [{"year": year, "posts": posts, "revisions": held} for year, (posts, held) in archive.stored_by_year(report.run).items()]
