"""A dataset that can be cited: a folder with the tables, a manifest (Data Package), a dictionary, a citation and a README.

Nothing in it comes from a clock: its date is the end of the last run included, or the day that it is as of."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kazcrawl import __version__
from kazcrawl.archive import SiteFacts, Snapshot, site_facts
from kazcrawl.errors import ConfigError, ExportError
from kazcrawl.export.dataset import Dataset
from kazcrawl.export.files import Draft, DraftFolder, open_folder
from kazcrawl.export.formats import FORMATS, parquet_writer, write_file
from kazcrawl.export.sqlite import write_sqlite
from kazcrawl.export.tables import Column, Table
from kazcrawl.export.words import LICENCE, NO_LICENCE, Facts, citation, dictionary, readme

MANIFEST = "datapackage.json"
TEXTS = ("README.md", "DICTIONARY.md", "CITATION.cff")
TABLES = ("articles", "revisions")
SQLITE = "kazcrawl.sqlite"
# Names that other folders use too, with what shows that a file of that name is a package's.
MARKS = {"README.md": b"Written by kazcrawl", "CITATION.cff": b"If you use these data, please cite them", MANIFEST: b'"kazcrawl"'}
DEFAULT_FORMATS = ("csv", "sqlite")


@dataclass(frozen=True, slots=True)
class Card:
    """What only people know of a dataset: its title and who made it. Empty: the sites' names, and the sites."""

    title: str = ""
    creators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """A data file of the package: its tables with their rows (more than one in a SQLite file), its bytes and SHA-256."""

    name: str
    kind: str
    tables: Sequence[tuple[Table, int]]
    size: int
    digest: str


def file_names() -> list[str]:
    """Return every name that a package may give to a file."""
    data = [data_name(kind, table) for kind in FORMATS if kind != "sqlite" for table in TABLES]
    return [*data, SQLITE, *TEXTS, MANIFEST]


def data_name(kind: str, table: str) -> str:
    """Return the name of a table's file in a format."""
    return f"{table}.{FORMATS[kind].ending}"


def export_package(folder: Path, dataset: Dataset, snapshot: Snapshot, formats: Sequence[str], card: Card, *, force: bool = False) -> int:
    """Write the package and return how many posts it has; with versions asked for, both the posts and their versions are in it.

    All files are written beside the old ones, then named, the manifest last: a folder that has a manifest is whole. Raises ExportError
    for files that stand already (unless `force`, and then for those that no package wrote), for links, and when the disk fails;
    ConfigError when a library is missing."""
    if "parquet" in formats:
        parquet_writer()
    asked = [dataset] if not dataset.selection.versions else [_of_posts(dataset), dataset]
    moment = snapshot.moment(dataset.selection)
    if moment is None:
        raise ConfigError("nothing is archived of what was chosen; a package would be empty")
    with open_folder(folder, file_names(), force=force) as place:
        _refuse_strangers(folder)
        written = _write_data(place, asked, snapshot, list(dict.fromkeys(formats)))
        sites = site_facts(snapshot, asked[0].selection)
        facts = Facts(_title(card, sites), card.creators, moment, asked, sites, [resource.name for resource in written])
        texts = {"README.md": readme(facts), "DICTIONARY.md": dictionary([one.table for one in asked]), "CITATION.cff": citation(facts)}
        manifest = json.dumps(_manifest(facts, written), ensure_ascii=False, indent=2) + "\n"
        for name, text in {**texts, MANIFEST: manifest}.items():
            place.add(name).file.write(text.encode())
        place.publish(MANIFEST, file_names())
    return sum(site.totals.rows for site in sites)


def _refuse_strangers(folder: Path) -> None:
    """Raise ExportError for a README, a citation or a manifest that is of something else."""
    for name, mark in MARKS.items():
        path = folder / name
        if path.exists() and mark not in path.read_bytes():
            raise ExportError(f"{path} was not written by kazcrawl; choose another folder, or take it away first")


def _of_posts(dataset: Dataset) -> Dataset:
    return replace(dataset, selection=replace(dataset.selection, versions=False))


def _write_data(place: DraftFolder, asked: Sequence[Dataset], snapshot: Snapshot, formats: Sequence[str]) -> list[Resource]:
    found = []
    for kind in (kind for kind in FORMATS if kind in formats):
        if kind == "sqlite":
            draft = place.add(SQLITE)
            counts = write_sqlite([(one.table, one.selection) for one in asked], snapshot, draft)
            found.append(_resource(kind, list(zip((one.table for one in asked), counts, strict=True)), draft))
            continue
        for one in asked:
            draft = place.add(data_name(kind, one.table.name))
            count = write_file(kind, one.table, one.selection, snapshot, draft)
            found.append(_resource(kind, [(one.table, count)], draft))
    return found


def _resource(kind: str, tables: Sequence[tuple[Table, int]], draft: Draft) -> Resource:
    draft.file.flush()
    with draft.path.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    return Resource(draft.target.name, kind, tables, draft.path.stat().st_size, digest)


def _title(card: Card, sites: Sequence[SiteFacts]) -> str:
    names = ", ".join(site.totals.site for site in sites[:5]) + (" and others" if len(sites) > 5 else "")
    return card.title or f"News posts of {names or 'no site'}"


def _manifest(facts: Facts, resources: Sequence[Resource]) -> dict[str, Any]:
    """Return the Data Package: https://specs.frictionlessdata.io/data-package/ (version 1, which version 2 reads too)."""
    return {
        "profile": "data-package",
        "name": "kazcrawl-posts",
        "title": facts.title,
        "description": facts.what,
        "version": facts.version,
        "created": _instant(facts.moment),
        "licenses": [{"name": LICENCE, "title": NO_LICENCE}],
        "sources": [{"title": site.totals.site, **({"path": site.home} if site.home else {})} for site in facts.sites],
        "contributors": [{"title": name, "role": "author"} for name in facts.creators] or [{"title": "kazcrawl", "role": "wrangler"}],
        "kazcrawl": {"version": __version__, "options": facts.options},
        "resources": [_described(resource) for resource in resources],
    }


def _described(resource: Resource) -> dict[str, Any]:
    """Return a resource: a table where the file is text. A Parquet or SQLite file is a file to a validator; its tables are told in it."""
    told, (table, rows) = FORMATS[resource.kind], resource.tables[0]
    found: dict[str, Any] = {
        "name": resource.name.lower().replace(".", "-"),
        "path": resource.name,
        "title": table.title if len(resource.tables) == 1 else "All tables",
        "description": told.purpose,
        "format": resource.kind.partition("-")[0],
        "mediatype": told.media_type,
        "bytes": resource.size,
        "hash": f"sha256:{resource.digest}",
    }
    if not told.is_text:
        tables = [{"name": one.name, "rows": count, "schema": _schema(one, resource.kind)} for one, count in resource.tables]
        return {**found, "type": "file", "tables": tables}
    found |= {"type": "table", "rows": rows, "encoding": "utf-8-sig" if resource.kind == "csv-excel" else "utf-8"}
    if told.media_type == "text/csv":
        found |= {"profile": "tabular-data-resource", "dialect": {"lineTerminator": "\r\n", "doubleQuote": True}}
    return {**found, "schema": _schema(table, resource.kind)}


def _schema(table: Table, kind: str) -> dict[str, Any]:
    fields = [_field(column, kind) for column in table.columns]
    return {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}


def _field(column: Column, kind: str) -> dict[str, Any]:
    joined = column.kind == "list" and FORMATS[kind].media_type == "text/csv"
    told = {"list": "string" if joined else "array", "text": "string"}.get(column.kind, column.kind)
    described = f'{column.description} Joined with "; ".' if joined else column.description
    constraints = {"constraints": {"required": True}} if column.required else {}
    return {"name": column.name, "type": told, "description": described, **({"format": "any"} if told == "datetime" else {}), **constraints}


def _instant(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
