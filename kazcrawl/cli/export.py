"""`kazcrawl export`: the archive as files that an analyst takes away."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kazcrawl.archive import Archive, Chosen, Selection
from kazcrawl.cli.filters import filtered, require_site
from kazcrawl.errors import ConfigError
from kazcrawl.project import database_path

if TYPE_CHECKING:
    from kazcrawl.export import Dataset

_SHAPES = (
    click.option("--as-of", metavar="DAY", help="The archive as it stood at the end of that day (UTC), or at that instant."),
    click.option("--revisions", is_flag=True, help="Every version of every post, not only the present ones."),
    click.option("--no-authors", is_flag=True, help="Leave out the columns that name people."),
    click.option("--no-body", is_flag=True, help="Leave out the texts."),
    click.option("--excerpt", type=click.IntRange(1, 100_000), metavar="N", help="Only the first N characters of each text."),
    click.option("--force", is_flag=True, help="Replace what is there."),
)


def shaped(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that say which rows and columns; it gets them as one argument, `dataset`."""

    @wraps(command)
    def with_dataset(*, chosen: Chosen, as_of: str | None, revisions: bool, **told: Any) -> int:
        from kazcrawl.export import Dataset, Shape

        authors, body, excerpt = not told.pop("no_authors"), not told.pop("no_body"), told.pop("excerpt")
        dataset = Dataset(Selection(chosen, read_moment(as_of, datetime.now(UTC)), versions=revisions), Shape(authors, body, excerpt))
        return command(dataset=dataset, **told)

    found = filtered(with_dataset)
    for option in reversed(_SHAPES):
        found = option(found)
    return found


def read_moment(told: str | None, now: datetime) -> datetime | None:
    """Return the moment that --as-of means: a day's last second in UTC, or an instant.

    Raises ConfigError, also for one that is not over: more may be stored until then, so it could not be written again."""
    if told is None:
        return None
    try:
        day = "T" not in told and " " not in told
        moment = datetime.combine(date.fromisoformat(told), time(23, 59, 59)) if day else datetime.fromisoformat(told)
        moment = moment.replace(microsecond=0, tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ConfigError(f"--as-of {told!r} is no day or instant; write it like 2015-10-21 or 2015-10-21T12:00:00Z") from None
    if moment >= now:
        raise ConfigError(f"--as-of {told!r} is not over yet (UTC), more may be stored by then; leave it out for the archive as it stands")
    return moment


@click.group()
def export() -> None:
    """Write the archive as a dataset: one row per post, with where each came from."""


def _file_command(kind: str, purpose: str) -> click.Command:
    def write(*, dataset: "Dataset", output: str, force: bool) -> int:
        from kazcrawl.export import export_file

        with Archive.open(database_path(), read_only=True) as archive, archive.snapshot() as snapshot:
            require_site(archive, dataset.selection.chosen.site)
            count = export_file(kind, dataset, snapshot, None if output == "-" else Path(output), force=force)
        if output != "-":
            click.echo(f"{count} {'versions' if dataset.selection.versions else 'posts'} written to {output}", err=True)
        return 0

    named = click.option("-o", "--output", metavar="FILE", default="-", help="Where to; - is stdout (the default).")
    return click.command(kind, help=f"{purpose}.")(named(shaped(write)))


@click.command()
@click.argument("folder", metavar="DIR")
@click.option(
    *("-f", "--format", "formats"),
    multiple=True,
    type=click.Choice(["jsonl", "csv", "csv-excel", "parquet", "sqlite"]),
    default=("csv", "sqlite"),
    show_default=True,
    help="A format to put in; give it again for each.",
)
@click.option("--title", default="", help="What the dataset is called.")
@click.option("--creator", "creators", multiple=True, metavar="NAME", help="Who made the dataset, for its citation; may be given again.")
@shaped
def package(dataset: "Dataset", folder: str, formats: tuple[str, ...], title: str, creators: tuple[str, ...], force: bool) -> int:
    """A folder that can be cited: tables, manifest, dictionary, citation, and a README that says how complete it is."""
    from kazcrawl.export import Card, export_package

    with Archive.open(database_path(), read_only=True) as archive, archive.snapshot() as snapshot:
        require_site(archive, dataset.selection.chosen.site)
        count = export_package(Path(folder), dataset, snapshot, formats, Card(title, creators), force=force)
    click.echo(f"{count} posts written to {folder}", err=True)
    return 0


@click.command()
@click.argument("site", required=False)
@click.option("-o", "--output", metavar="FILE", required=True, help="Where to: a name that ends in .warc.gz.")
@click.option("--force", is_flag=True, help="Replace what is there.")
def warc(site: str | None, output: str, force: bool) -> int:
    """One WARC of all stored responses that the archive's texts rest on."""
    from kazcrawl.evidence.giving import export_warc
    from kazcrawl.export.files import open_draft

    with Archive.open(database_path(), read_only=True) as archive, open_draft(Path(output), force=force) as draft:
        require_site(archive, site)
        count = export_warc(archive, draft.file, name=draft.target.name, site=site)
        draft.publish()
    click.echo(f"{count} responses written to {output}", err=True)
    return 0


@click.command()
@click.argument("site")
@click.option("-o", "--output", metavar="FILE", required=True, help="Where to: a name that ends in .wacz.")
@click.option("--force", is_flag=True, help="Replace what is there.")
def wacz(site: str, output: str, force: bool) -> int:
    """One WACZ of a site: WARC, index, pages and manifest, as ReplayWeb.page opens it."""
    from kazcrawl.evidence.giving import export_wacz
    from kazcrawl.export.files import open_draft

    target = Path(output)
    with (
        Archive.open(database_path(), read_only=True) as archive,
        open_draft(target, force=force) as draft,
        open_draft(target, force=force) as inner,
    ):
        require_site(archive, site)
        count = export_wacz(archive, draft.file, inner.path, site=site)
        draft.publish()
    click.echo(f"{count} pages written to {output}", err=True)
    return 0


# Not taken from export.FORMATS: naming a command must not import what writes its files.
for _kind, _purpose in {
    "jsonl": "JSON Lines: one object per line, lists as lists",
    "csv": "CSV by RFC 4180: UTF-8, CRLF, a header, texts exactly as they are",
    "csv-excel": "CSV for spreadsheets: formulas defused, texts longer than a cell cut, marked as UTF-8",
    "parquet": "Parquet: typed columns (needs the extra `parquet`)",
    "sqlite": "SQLite: one file, with indexes by date, site and source",
}.items():
    export.add_command(_file_command(_kind, _purpose))
export.add_command(package)
export.add_command(warc)
export.add_command(wacz)
