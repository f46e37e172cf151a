"""The sites that were added as rows; hand-tuned ones are files and are saved here by their first crawl."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from kazcrawl.archive.models import sites
from kazcrawl.items import Selectors, Site

_ADD = upsert(sites)
_SAVE = _ADD.on_conflict_do_update(
    index_elements=["name"], set_={column.name: _ADD.excluded[column.name] for column in sites.c if not column.primary_key}
)


def save_site(connection: Connection, site: Site) -> None:
    """Store the site, or what changed of it."""
    told = {name: value for name, value in asdict(site.selectors).items() if value}
    values = {name: getattr(site, name) for name in ("name", "home", "timezone", "language", "every")}
    connection.execute(_SAVE, {**values, "origins": list(site.origins), "selectors": told})


def get_site(connection: Connection, name: str) -> Site | None:
    """Return the site of that name, or None."""
    row = connection.execute(select(sites).where(sites.c.name == name)).first()
    return None if row is None else _site(row)


def iter_sites(connection: Connection) -> list[Site]:
    """Return all sites by name."""
    return [_site(row) for row in connection.execute(select(sites).order_by(sites.c.name))]


def remove_site(connection: Connection, name: str) -> bool:
    """Take the row away; posts, runs and findings of the site stay. False when there was none."""
    return connection.execute(delete(sites).where(sites.c.name == name)).rowcount > 0


def _site(row: Row[Any]) -> Site:
    known = {name: value for name, value in row.selectors.items() if name in Selectors.__slots__}
    selectors = Selectors(**{**known, "remove": tuple(known.get("remove", ()))})
    return Site(row.name, row.home, tuple(row.origins), row.timezone, row.language, row.every, selectors)
