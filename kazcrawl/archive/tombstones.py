"""What was taken down: the identity and digests of a post whose content is gone, so that it is known when it comes again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, Column, Connection, ForeignKey, Integer, LargeBinary, Table, Text, select

from kazcrawl.archive.models import Instant, metadata, posts

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
    """A post that was taken down. `marks` are `evidence.marks` bytes, made with `salt`; `finished` tells that no file holds it any more."""

    public_id: str
    site: str
    url: str
    reason: str
    taken_at: datetime
    finished: bool
    salt: str
    marks: bytes


def get_tombstones(connection: Connection, site: str | None) -> list[Tombstone]:
    """Return those of a site or of all, in the order of their ids."""
    told = tombstones.c
    wanted = select(
        *(posts.c.public_id, posts.c.site, posts.c.url, told.reason, told.taken_at),
        *(told.finished_at.is_not(None).label("finished"), told.salt, told.marks),
    ).join(tombstones, told.post_id == posts.c.id)
    rows = connection.execute((wanted if site is None else wanted.where(posts.c.site == site)).order_by(posts.c.public_id))
    return [Tombstone(*row) for row in rows]
