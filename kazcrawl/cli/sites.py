"""`kazcrawl sites`: which blogs are kept; add one by its address, remove one from the list."""

import json
from dataclasses import asdict

import click

from kazcrawl.archive import Archive
from kazcrawl.cli.crawl import stored_sites
from kazcrawl.cli.table import print_table
from kazcrawl.errors import ConfigError, UnknownSiteError
from kazcrawl.project import database_path
from kazcrawl.sites import file_sites, make_site, site_of_url


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def sites(ctx: click.Context, as_json: bool) -> int | None:
    """List the sites: those with a file in spiders/ and those added by their address."""
    if ctx.invoked_subcommand is not None:
        return None
    by_file = {site.name: site for site in file_sites()}
    known = {site.name: site for site in stored_sites()} | by_file
    if as_json:
        rows = [{**asdict(site), "file": name in by_file} for name, site in sorted(known.items())]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        cells = [(name, site.home, site.every, "file" if name in by_file else "row") for name, site in sorted(known.items())]
        print_table(("site", "home", "every", "kept as"), cells)
    return 0


@sites.command()
@click.argument("url")
@click.option("--name", help="What to call it; its host otherwise.")
@click.option("--every", default="1d", show_default=True, metavar="SPAN", help="How often it is worth a look: 12h, 1d, 2w.")
def add(url: str, name: str | None, every: str) -> int:
    """Keep the blog at URL from now on: `kazcrawl crawl --all` crawls it too."""
    site = make_site(url, name=name, every=every)
    if any(site.name == known.name for known in file_sites()):
        raise ConfigError(f"a site file is called {site.name!r} already; give another --name")
    with Archive.open(database_path()) as archive:
        kept = site_of_url(url, archive.iter_sites())
        if name is None and kept.name != site.name:
            raise ConfigError(f"{site.home} is kept as {kept.name} already; give a --name to keep it twice")
        held = archive.get_site(site.name)
        if held is not None and held.home != site.home:
            raise ConfigError(f"{site.name!r} is {held.home} already; give another --name, or remove it first")
        archive.save_site(site)
    click.echo(f"{site.name}: {site.home}, every {site.every}; crawl it with: kazcrawl crawl {site.name}")
    return 0


@sites.command()
@click.argument("name")
def remove(name: str) -> int:
    """Take a site off the list. What was archived of it stays, and can still be searched and exported."""
    if any(name == known.name for known in file_sites()):
        raise ConfigError(f"{name} is a file: remove spiders/{name}.py to be rid of it")
    if name not in {site.name for site in stored_sites()}:
        raise UnknownSiteError(name)
    with Archive.open(database_path()) as archive:
        archive.remove_site(name)
    click.echo(f"{name} is off the list; its archived posts stay")
    return 0
