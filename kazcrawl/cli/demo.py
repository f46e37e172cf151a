"""`kazcrawl demo`: the main job on the small chamber site that comes along, on loopback, and what a newcomer sees of it."""

import shutil
from pathlib import Path

import click

from kazcrawl.archive import Archive
from kazcrawl.cli.crawl import done_of, tell
from kazcrawl.cli.table import print_table
from kazcrawl.errors import ConfigError, KazcrawlError
from kazcrawl.progress import Bar
from kazcrawl.project import data_dir, database_path, is_checkout, use_data_dir
from kazcrawl.sites import make_site

PORT = 8765
ROWS_SHOWN = 40


@click.command()
@click.option("--fresh", is_flag=True, help="Start over: forget what an earlier demo archived.")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Port of the demo site on 127.0.0.1.")
def demo(fresh: bool, port: int) -> int:
    """Serve a small invented chamber site on loopback, crawl it through the real Scrapy project, and show what happened."""
    from kazcrawl.crawl.health import exit_code
    from kazcrawl.crawl.runner import Order, run_crawl
    from kazcrawl.demo import ChamberSite

    folder = data_dir() / "demo"
    if fresh and folder.exists():
        _forget(folder)
    use_data_dir(str(folder))
    try:
        server = ChamberSite().serve(port=port)
    except OSError as error:
        raise ConfigError(f"port {port} of 127.0.0.1 cannot be used ({error.strerror}); try: kazcrawl demo --port {port + 1}") from error
    with server as site:
        click.echo(f"The demo chamber is served at {site.url}; crawling it into {folder} …")
        order = Order((make_site(site.url, name="demo"),), {}, {"DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "0"})
        with Bar("crawling") as bar:
            reports, codes = run_crawl(order, watch=lambda counts, total, note: bar.update(done_of(counts), total, note))
    newest = show_table()
    tell(reports, quiet=False)
    command = ".venv/bin/kazcrawl" if is_checkout() and Path(".venv/bin/kazcrawl").exists() else "kazcrawl"
    command += f" --data {folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder}"
    click.echo(f"\nTry next:\n  {command} search trade\n  {command} show {newest}\n  {command} export jsonl -o posts.jsonl")
    return exit_code(codes)


def show_table() -> str:
    """Print the archived posts: date, title, source. Returns the public id of the newest one."""
    columns = ("date", "title", "source")
    with Archive.open(database_path(), read_only=True) as archive:
        rows = list(archive.iter_articles(limit=ROWS_SHOWN))
    print_table(columns, [[row[name] for name in columns] for row in rows])
    return rows[0]["public_id"] if rows else ""


def _forget(folder: Path) -> None:
    """Remove the demo's own folder; refuse what is no demo folder."""
    if folder.is_symlink() or not folder.is_dir():
        raise ConfigError(f"{folder} is no folder of ours; move it away and try again")
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise KazcrawlError(f"{folder} could not be removed: {error.strerror}") from error
