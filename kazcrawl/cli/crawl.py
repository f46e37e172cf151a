"""`kazcrawl crawl`: choose the sites, run them, tell the sum and answer with the right exit code."""

import json
import math
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from kazcrawl.errors import ArchiveError, ConfigError
from kazcrawl.items import Counts, Site
from kazcrawl.progress import Bar
from kazcrawl.project import database_path, proxies
from kazcrawl.sites import file_sites, find_site, is_due, site_of_url
from kazcrawl.text import printable

if TYPE_CHECKING:
    from kazcrawl.crawl.report import RunReport

FINDINGS_SHOWN = 10


class Seconds(click.FloatRange):
    """A number of seconds in a range. That of click has room for nan, which is neither below nor above anything."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; fails as click's own types do."""
        seconds = super().convert(value, param, ctx)
        return self.fail(f"{value!r} is no number of seconds.", param, ctx) if math.isnan(seconds) else seconds


@click.command()
@click.argument("names", nargs=-1, metavar="[SITE]...")
@click.option("--all", "everything", is_flag=True, help="Every site there is.")
@click.option("--due", is_flag=True, help="With --all: only sites whose time has come (`every`) since their last good run.")
@click.option("--url", help="A blog by its address; a known site's address means that site.")
@click.option("--name", help="With --url: call the site so.")
@click.option("--delay", type=Seconds(0, 3600), metavar="SECONDS", help="Between two requests to a site [1]; 0: no AutoThrottle either.")
@click.option("--full", is_flag=True, help="Fetch known posts again too.")
@click.option("--fetch", type=click.Choice(["pages", "rest"]), default="pages", show_default=True, help="Posts' pages, or REST alone.")
@click.option("--since", metavar="DAY", help="Only posts of that day or later (2015-10-21).")
@click.option("--until", metavar="DAY", help="Only posts of that day or earlier.")
@click.option("--limit", metavar="N", help="At most so many posts, the newest first.")
@click.option("-s", "settings", multiple=True, metavar="NAME=VALUE", help="A Scrapy setting, as scrapy itself takes it.")
@click.option("--json", "as_json", is_flag=True, help="Tell the sum as JSON on stdout.")
@click.option("-v", "--verbose", is_flag=True, help="Show Scrapy's log on stderr.")
def crawl(names: tuple[str, ...], everything: bool, url: str | None, name: str | None, **how: object) -> int:
    """Crawl sites into the archive: new and modified posts; a known post that did not change is not asked for.

    Exit codes: 0 done, 1 failed, 2 usage, 3 finished but something may be missing, 75 another run is on the site, 130/143 interrupted."""
    from kazcrawl.archive import registry_beside
    from kazcrawl.crawl.arguments import check_names, read_wish, require_contact
    from kazcrawl.crawl.health import EXIT_CODES, exit_code

    arguments = {key: str(value) for key in ("since", "until", "limit", "fetch") if (value := how[key])}
    arguments |= {"full": "1"} if how["full"] else {}
    check_names(arguments)
    read_wish(arguments)
    sites = choose_sites(names, everything=everything, url=url, name=name)
    if how["due"]:
        if not everything:
            raise ConfigError("--due goes with --all: of all sites, those whose time has come")
        sites = due_sites(sites, now=datetime.now(UTC))
        if not sites and sys.stdout.isatty():
            click.echo("no site is due; kazcrawl sites tells how often each is")
    for site in sites:
        require_contact(site)
    registry_beside(database_path())  # a bad list of outlets is told before anything is asked
    settings = read_settings(how["settings"], how["delay"])
    plain = not (how["settings"] or how["full"] or how["since"] or how["until"] or how["limit"])
    unchanged = ask_unchanged(sites) if plain else {}
    codes = {EXIT_CODES[report.verdict.outcome] for report in unchanged.values()}
    rest = tuple(site for site in sites if site.name not in unchanged)
    if rest:
        from kazcrawl.crawl.runner import Order, run_crawl

        order = Order(rest, arguments, settings, verbose=bool(how["verbose"]))
        with Bar("crawling", enabled=None if not how["verbose"] else False) as bar:
            crawled, met = run_crawl(order, watch=lambda counts, total, note: bar.update(done_of(counts), total, note))
        unchanged |= {site.name: report for site, report in zip(rest, crawled, strict=True)}
        codes |= met
    reports = [unchanged[site.name] for site in sites]
    if how["as_json"]:
        click.echo(json.dumps([as_row(report) for report in reports], ensure_ascii=False, indent=1))
    tell(reports, quiet=bool(how["as_json"]) or not sys.stdout.isatty())
    return exit_code(codes)


def ask_unchanged(sites: tuple[Site, ...]) -> "dict[str, RunReport]":
    """Return a report for every site that says by itself, in one request, that nothing changed. Scrapy is not loaded for this.

    Through a proxy nothing is asked here: the one request knows none."""
    if not database_path().exists() or proxies():
        return {}
    from kazcrawl.archive import Archive
    from kazcrawl.crawl.shortcut import settle_unchanged

    try:
        with Archive.open(database_path()) as archive:
            return settle_unchanged(archive, sites, now=datetime.now(UTC))
    except ArchiveError:
        return {}  # the run that follows meets the same trouble, and tells it


def choose_sites(names: tuple[str, ...], *, everything: bool, url: str | None, name: str | None) -> tuple[Site, ...]:
    """Return the sites that the command line means. Raises ConfigError when it means none or contradicts itself."""
    ways = (bool(names), everything, url is not None)
    if sum(ways) != 1:
        raise ConfigError("say what to crawl, one way: site names, --all, or --url https://blog.example.org/")
    if name and url is None:
        raise ConfigError("--name names the blog of --url; give both")
    rows = stored_sites()
    if url is not None:
        return (site_of_url(url, rows, name=name),)
    if names:
        return tuple(find_site(wanted, rows) for wanted in dict.fromkeys(names))
    known = {site.name: site for site in (*rows, *file_sites())}
    return tuple(known[key] for key in sorted(known))


def due_sites(sites: tuple[Site, ...], *, now: datetime) -> tuple[Site, ...]:
    """Return the sites whose time has come: nothing good was heard of them for as long as their `every`."""
    if not database_path().exists():
        return sites
    from kazcrawl.archive import Archive

    def last_good(site: Site) -> datetime | None:
        runs = archive.last_runs(site.name)
        return next((run.started_at for run in runs if run.outcome in ("done", "unhealthy")), None)

    with Archive.open(database_path(), read_only=True) as archive:
        return tuple(site for site in sites if is_due(site, last=last_good(site), now=now))


def stored_sites() -> list[Site]:
    """Return the archive's site rows; none when there is no archive yet."""
    if not database_path().exists():
        return []
    from kazcrawl.archive import Archive

    with Archive.open(database_path(), read_only=True) as archive:
        return archive.iter_sites()


def read_settings(pairs: object, delay: object) -> dict[str, str]:
    """Return -s NAME=VALUE pairs, with what --delay means beneath them. Raises ConfigError."""
    settings: dict[str, str] = {}
    if isinstance(delay, float):
        settings["DOWNLOAD_DELAY"] = str(delay)
        settings |= {"AUTOTHROTTLE_ENABLED": "0"} if delay == 0 else {"AUTOTHROTTLE_START_DELAY": str(delay)}
    for pair in pairs if isinstance(pairs, tuple) else ():
        key, equals, value = str(pair).partition("=")
        if not equals or not key:
            raise ConfigError(f"-s {pair!r} is no setting; write it like -s DOWNLOAD_TIMEOUT=20")
        if printable(value) != value:
            raise ConfigError(f"-s {pair!r} has bytes that are no text; write it like -s DOWNLOAD_TIMEOUT=20")
        settings[key] = value
    return settings


def done_of(counts: Counts) -> int:
    """Return how many posts came to their end."""
    return counts.new + counts.changed + counts.unchanged + counts.rejected + counts.duplicate + counts.failed


def as_row(report: "RunReport") -> dict[str, object]:
    """Return a report as JSON-ready values."""
    findings = [asdict(finding) for finding in report.findings]
    return {
        "site": report.site,
        "run": report.run,
        "outcome": report.verdict.outcome,
        "why": report.verdict.why,
        **asdict(report.counts),
        "requests": report.requests,
        "findings": findings,
    }


def tell(reports: "list[RunReport]", *, quiet: bool) -> None:
    """Print the sum for a person; when quiet (a pipe, cron) print only what went wrong, on stderr."""
    for report in reports:
        c, verdict = report.counts, report.verdict
        line = f"{report.site}: {verdict.outcome}" + (f" ({verdict.why})" if verdict.why else "")
        line += f" | {c.asked} asked = {c.new} new + {c.changed} changed + {c.unchanged} unchanged + {c.rejected} rejected"
        line += f" + {c.duplicate} duplicate + {c.failed} failed | {report.requests} requests"
        good = verdict.outcome in ("done", "partial")
        if not (quiet and good):
            click.echo(printable(line), err=not good)
        worth = [f for f in report.findings if good is False or f.kind not in ("rejected", "duplicate")]
        for finding in worth[:FINDINGS_SHOWN] if not (quiet and good) else ():
            click.echo(printable(f"  {finding.kind} {finding.url} {finding.detail}".rstrip()), err=not good)
        if len(worth) > FINDINGS_SHOWN and not (quiet and good):
            click.echo(f"  … and {len(worth) - FINDINGS_SHOWN} more; --json lists all", err=not good)
