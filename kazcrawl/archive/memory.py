"""What is remembered from run to run beside the posts: a site's marks, the routes' inventories, what proved to be no post."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from kazcrawl.archive.beside import inventories, memories, others
from kazcrawl.discover.audit import Inventory, Named
from kazcrawl.discover.unchanged import Memory
from kazcrawl.urls import url_key

_ADD_MEMORY = upsert(memories)
_SAVE_MEMORY = _ADD_MEMORY.on_conflict_do_update(index_elements=["site"], set_={"told": _ADD_MEMORY.excluded.told})
_ADD_INVENTORY = upsert(inventories)
_SAVE_INVENTORY = _ADD_INVENTORY.on_conflict_do_update(
    index_elements=["site", "route"], set_={c.name: _ADD_INVENTORY.excluded[c.name] for c in inventories.c if not c.primary_key}
)
_ADD_OTHER = upsert(others)
_SAVE_OTHER = _ADD_OTHER.on_conflict_do_update(
    index_elements=["site", "key"], set_={c.name: _ADD_OTHER.excluded[c.name] for c in others.c if not c.primary_key}
)


def get_memory(connection: Connection, site: str) -> Memory:
    """Return what is remembered of a site; an empty memory when nothing is."""
    told = connection.execute(select(memories.c.told).where(memories.c.site == site)).scalar()
    return Memory.from_json(told) if isinstance(told, dict) else Memory()


def save_memory(connection: Connection, site: str, memory: Memory) -> None:
    """Keep the memory in place of the one before."""
    connection.execute(_SAVE_MEMORY, {"site": site, "told": memory.to_json()})


def get_inventories(connection: Connection, site: str) -> list[Inventory]:
    """Return the last inventory of every route of a site."""
    rows = connection.execute(select(inventories).where(inventories.c.site == site).order_by(inventories.c.route))
    return [Inventory(row.route, row.taken_at, row.complete, tuple(Named(*post) for post in row.posts), row.total) for row in rows]


def save_inventories(connection: Connection, site: str, taken: list[Inventory]) -> None:
    """Keep the inventories in place of all those before: a route that is walked no more has nothing to say."""
    connection.execute(delete(inventories).where(inventories.c.site == site))
    for inventory in taken:
        told = {"taken_at": inventory.taken_at, "complete": inventory.complete, "total": inventory.total, "posts": inventory.to_json()}
        connection.execute(_SAVE_INVENTORY, {"site": site, "route": inventory.route, **told})


def get_others(connection: Connection, site: str) -> dict[str, str]:
    """Return key → reason of the addresses that proved to be no post."""
    rows = connection.execute(select(others.c.key, others.c.reason).where(others.c.site == site))
    return {row.key: row.reason for row in rows}


def save_others(connection: Connection, site: str, reasons: Mapping[str, str], *, now: datetime) -> None:
    """Keep why addresses (address → reason) are no posts, so that no run asks for them again but a full one."""
    for url, reason in reasons.items():
        connection.execute(_SAVE_OTHER, {"site": site, "key": url_key(url), "url": url, "reason": reason, "met_at": now})
