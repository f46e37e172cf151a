"""What was taken down: the identity and digests of a post whose content is gone, so that it is known when it comes again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Connection, ForeignKey, Integer, LargeBinary, Table, Text, or_, select

from kazcrawl.archive.models import Instant, metadata, post_urls, posts
from kazcrawl.urls import url_key

# `digests` are the content hashes of its revisions; `marks` salted hashes of its runs of words (evidence.marks): by them the text is
# recognised in what is stored or comes later, and cannot be read out of them. `finished_at` is empty while files may still hold it.
tombstones = Table(
    "tombstones",
    metadata,
    Column("post_id", Integer, ForeignKey("posts.id"), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("taken_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("digests", JSON, nullable=False),
    Column("salt", Text, nullable=False),
    Column("marks", LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A post that was taken down. `marks` are `evidence.marks` bytes, made with `salt`; `finished` tells that no file holds it any more;
    `keys` are `urls.url_key` of all its addresses."""

    public_id: str
    site: str
    url: str
    reason: str
    taken_at: datetime
    finished: bool
    salt: str
    marks: bytes
    keys: tuple[str, ...] = ()


def get_tombstones(connection: Connection, site: str | None) -> list[Tombstone]:
    """Return those of a site or of all, in the order of their ids."""
    told = tombstones.c
    wanted = select(
        *(posts.c.id, posts.c.public_id, posts.c.site, posts.c.url, told.reason, told.taken_at),
        *(told.finished_at.is_not(None).label("finished"), told.salt, told.marks),
    ).join(tombstones, told.post_id == posts.c.id)
    rows = connection.execute((wanted if site is None else wanted.where(posts.c.site == site)).order_by(posts.c.public_id))
    names = ("public_id", "site", "url", "reason", "taken_at", "finished", "salt", "marks")
    return [Tombstone(**{name: getattr(row, name) for name in names}, keys=_keys(connection, row.id)) for row in rows.all()]


def _keys(connection: Connection, post: int) -> tuple[str, ...]:
    return tuple(connection.execute(select(post_urls.c.key).where(post_urls.c.post_id == post).order_by(post_urls.c.key)).scalars())


def find_tombstone(connection: Connection, key: str) -> Any | None:
    """Return the row (taken_at, reason) of a post that was taken down, by its public id or any address."""
    by_address = select(post_urls.c.post_id).where(post_urls.c.key == url_key(key))
    wanted = select(tombstones.c.taken_at, tombstones.c.reason).join(posts, posts.c.id == tombstones.c.post_id)
    return connection.execute(wanted.where(or_(posts.c.public_id == key, posts.c.id.in_(by_address)))).first()


def is_buried(connection: Connection, site: str, content_hash: str) -> str | None:
    """Return the public id of a post of the site that was taken down and had exactly this content."""
    told = tombstones.c
    wanted = select(posts.c.public_id, told.digests).join(tombstones, told.post_id == posts.c.id).where(posts.c.site == site)
    return next((row.public_id for row in connection.execute(wanted) if content_hash in row.digests), None)
