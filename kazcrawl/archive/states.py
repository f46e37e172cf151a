"""How posts left and came back: every state with its evidence. The post's row holds the latest that is proven."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from kazcrawl.archive.beside import states
from kazcrawl.archive.models import REMOVED, posts
from kazcrawl.archive.records import StoredState
from kazcrawl.errors import PostNotFoundError

# "missing" is the first proof of two: it changes nothing of the post's own row.
PROVEN = ("gone", "hidden", "live")
_LATEST = select(func.max(states.c.id).label("id")).group_by(states.c.post_id).subquery()


def note_state(connection: Connection, public_id: str, state: str, evidence: str, *, run: int | None, now: datetime) -> None:
    """Write a state of a post: missing, gone, hidden or live. Raises PostNotFoundError."""
    post = connection.execute(select(posts.c.id).where(posts.c.public_id == public_id)).scalar()
    if post is None:
        raise PostNotFoundError(public_id)
    connection.execute(insert(states), {"post_id": post, "run": run, "at": now, "state": state, "evidence": evidence})
    if state in PROVEN:
        gone_at = now if state == "gone" else None
        connection.execute(update(posts).where(posts.c.id == post, posts.c.status != REMOVED).values(status=state, gone_at=gone_at))


def awaiting(connection: Connection, site: str) -> dict[str, str]:
    """Return public id → evidence of the live posts whose absence was proven once and awaits a second look."""
    wanted = (
        select(posts.c.public_id, states.c.evidence)
        .join(states, states.c.post_id == posts.c.id)
        .join(_LATEST, _LATEST.c.id == states.c.id)
        .where(posts.c.site == site, posts.c.status == "live", states.c.state == "missing")
    )
    return {row.public_id: row.evidence for row in connection.execute(wanted)}


def states_of(connection: Connection, public_id: str) -> list[StoredState]:
    """Return how a post left and came back, oldest first; nothing for one that was always there."""
    wanted = select(states.c.state, states.c.at, states.c.evidence, states.c.run).join(posts, posts.c.id == states.c.post_id)
    rows = connection.execute(wanted.where(posts.c.public_id == public_id).order_by(states.c.id))
    return [StoredState(*row) for row in rows]
