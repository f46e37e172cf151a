"""`kazcrawl probe`: what a site offers to a crawler, in a dozen requests at most; and the site's file or row made of it."""

import json
import keyword
import re
from dataclasses import replace
from pathlib import Path

import click

from kazcrawl.archive import Archive
from kazcrawl.cli.crawl import Seconds
from kazcrawl.cli.table import print_table, safe
from kazcrawl.discover.probe import Probe
from kazcrawl.errors import ConfigError
from kazcrawl.items import Site
from kazcrawl.project import database_path, find_root, is_checkout
from kazcrawl.sites import file_sites, make_site


@click.command()
@click.argument("url")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--write", is_flag=True, help="Keep the site: a file in spiders/ of a checkout, else a row of the archive.")
@click.option("--name", help="With --write: what to call it; its host otherwise.")
@click.option("--delay", type=Seconds(0, 60), default=1.0, show_default=True, help="Seconds between two requests, at least.")
def probe(url: str, as_json: bool, write: bool, name: str | None, delay: float) -> int:
    """Find out what the site at URL offers: software, routes with counts, newest and oldest post, languages, time zone, robots.txt, walls.

    At most twelve requests. Exit code 3 when no route is open, 1 when the site does not answer."""
    from kazcrawl.crawl.arguments import require_contact
    from kazcrawl.crawl.prober import probe_site

    site = make_site(url, name=name)
    require_contact(site)
    report = probe_site(site, delay=delay)
    if as_json:
        click.echo(json.dumps(report.to_json(), ensure_ascii=False, indent=1))
    else:
        tell(report)
    if write and report.reachable:
        click.echo(safe(keep(site, report, named=name)), err=as_json)
    elif write:
        raise ConfigError(f"{site.home} does not answer, so nothing was written")
    if not report.reachable:
        return 1
    return 0 if any(route.state == "open" for route in report.routes) else 3


def tell(report: Probe) -> None:
    """Print a report for a person."""
    rows = {
        "site": report.title or "(no title)",
        "software": report.platform,
        "languages": ", ".join(report.languages),
        "time zone": report.timezone,
        "newest post": report.newest or "",
        "oldest post": report.oldest or "",
        "robots.txt": report.robots,
        "walls": ", ".join(report.walls),
        "news types": ", ".join(each.rpartition("/")[2] for each in report.types),
        "notes": "; ".join(report.notes),
        "requests": str(report.requests),
    }
    click.echo(safe(report.home))
    for name, text in rows.items():
        if text:
            click.echo(f"  {name + ':':14}" + safe(text))
    columns = ("route", "state", "posts", "where", "detail")
    print_table(columns, [(r.route, r.state, r.count, r.url, r.detail) for r in report.routes])


def keep(site: Site, report: Probe, *, named: str | None) -> str:
    """Write the site's file in a checkout, else its row; return what was done. Raises ConfigError when it is there already."""
    zone = report.timezone if "/" in report.timezone else None
    language = report.languages[0].partition("-")[0] if report.languages else None
    if not is_checkout():
        with Archive.open(database_path()) as archive:
            archive.save_site(replace(site, timezone=zone, language=language))
        return f"kept as a row: {site.name}; crawl it with: kazcrawl crawl {site.name}"
    label = named or spider_name(site.home)
    path = find_root() / "spiders" / f"{label.replace('-', '_').replace('.', '_')}.py"
    if path.exists() or any(known.name == label for known in file_sites()):
        raise ConfigError(f"a site file is called {label!r} already; give another --name")
    path.write_text(spider_file(label, site.home, report.title, zone, language), encoding="utf-8")
    return f"kept as a file: {path.relative_to(find_root())}; crawl it with: kazcrawl crawl {label}"


def spider_name(home: str) -> str:
    """Return what a site file is called: the host's own word, as in blog.exampleville.org → exampleville."""
    host = re.split(r"[:/]", re.sub(r"^https?://(?:www\.|blog\.|news\.)?", "", home), maxsplit=1)[0]
    parts = host.split(".")
    word = host if all(part.isdigit() for part in parts) else max(parts[:-1] or parts, key=len)
    label = re.sub(r"[^a-z0-9]+", "_", word.lower()).strip("_") or "site"
    return f"site_{label}" if label[0].isdigit() or keyword.iskeyword(label) else label


def spider_file(name: str, home: str, title: str, timezone: str | None, language: str | None) -> str:
    """Return the text of a site file. What the site says of itself stands in a docstring, so nothing in it may end one."""
    said = re.sub(r'["\\]', "", title)[:80].strip() or name
    words = "".join(part.capitalize() for part in re.split(r"[^A-Za-z0-9]+", name))
    lines = [
        f'"""{said}: {Path(home.partition("://")[2].rstrip("/")).as_posix()}"""',
        "",
        "from kazcrawl.crawl.spider import ChamberSpider",
        "",
        "",
        f"class {words}Spider(ChamberSpider):",
        '    """News of the chamber."""',
        "",
        f"    name = {json.dumps(name)}",
        f"    home = {json.dumps(home)}",
        *([f"    timezone = {json.dumps(timezone)}"] if timezone else []),
        *([f"    language = {json.dumps(language)}"] if language else []),
    ]
    return "\n".join(lines) + "\n"
