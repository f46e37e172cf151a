"""Saving copies from the past: they enter the history where they belong in time, and never stand before what was seen later.

An older copy marks nothing gone, revives nothing, and changes no field of what the site served since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, literal, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kazcrawl.archive.beside import copies
from kazcrawl.archive.models import Instant, post_urls, posts, revisions
from kazcrawl.archive.posts import Visit, add_post, add_revision, recognise, refuse_taken_down, settle_addresses, show
from kazcrawl.archive.records import Saved
from kazcrawl.archive.revisions import content_hash, content_of
from kazcrawl.items import Outcome, PostItem

BACKFILLED = "backfilled"
# Ways in which less than the post's own page was read: any page says more than they do.
PARTIAL = frozenset(("feed", "listing"))

_ADD_COPY = upsert(copies)
_NOTE_COPY = _ADD_COPY.on_conflict_do_update(
    index_elements=["site", "key", "stamp"], set_={"outcome": _ADD_COPY.excluded.outcome, "run": _ADD_COPY.excluded.run}
)


@dataclass(frozen=True, slots=True)
class Version:
    """What the decision must know of a stored revision: its row, when the site served it, its content, why it was stored, and whether
    it was read from the post's own page."""

    id: int
    observed_at: datetime
    content_hash: str
    reason: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a copy belongs: `outcome`; `becomes_current`; `moves`, the revision that is now known to have been served earlier already."""

    outcome: Outcome
    becomes_current: bool = False
    moves: int | None = None


def find_place(history: Sequence[Version], fresh: Version, *, current: int | None, checked_at: datetime) -> Place:
    """Decide where a copy belongs among a post's revisions (in order of time). `fresh` is the copy, its `id` without meaning;
    `checked_at` is when the current revision was last confirmed.

    A copy whose neighbour in time has the same content brings nothing new; at most the neighbour was served earlier than was known.
    It becomes current only when it is later than all that was confirmed, or when the current one was never read from the post's page."""
    before = [version for version in history if version.observed_at <= fresh.observed_at]
    after = [version for version in history if version.observed_at > fresh.observed_at]
    shown = next((version for version in history if version.id == current), None)
    if before and before[-1].content_hash == fresh.content_hash:
        return Place(Outcome.UNCHANGED)
    if after and after[0].content_hash == fresh.content_hash:
        return Place(Outcome.UNCHANGED, moves=after[0].id if after[0].reason == BACKFILLED else None)
    if not fresh.whole and any(version.whole for version in history):
        return Place(Outcome.UNCHANGED)
    later = fresh.observed_at > checked_at
    fuller = shown is not None and fresh.whole and not shown.whole
    return Place(Outcome.CHANGED, becomes_current=shown is None or later or fuller)


def save_past(connection: Connection, item: PostItem, visit: Visit) -> Saved:
    """Store a copy in the caller's transaction. The item's `copy` tells when the site served it."""
    assert item.copy is not None
    known = recognise(connection, item, visit)
    match, moment = known.match, item.copy.at.replace(microsecond=0)
    findings = (match.finding,) if match.finding else ()
    refused = refuse_taken_down(connection, known, item, visit)
    if refused is not None:
        return refused
    if match.post is None:
        post, name = add_post(connection, item, visit)
        settle_addresses(connection, known, post, visit)
        show(connection, post, add_revision(connection, item, post, visit, BACKFILLED), item)
        return Saved(Outcome.NEW, name, findings=findings)
    settle_addresses(connection, known, match.post, visit)
    row = connection.execute(select(posts).where(posts.c.id == match.post)).one()
    fresh = Version(0, moment, content_hash(content_of(item)), BACKFILLED, _is_whole(item.origins))
    place = find_place(_history(connection, row.id), fresh, current=row.current_id, checked_at=row.checked_at)
    _widen(connection, row.id, item, moment)
    if place.outcome is Outcome.CHANGED:
        revision = add_revision(connection, item, row.id, visit, BACKFILLED)
        if place.becomes_current:
            show(connection, row.id, revision, item)
    elif place.moves is not None:
        connection.execute(update(revisions).where(revisions.c.id == place.moves).values(observed_at=moment))
    return Saved(place.outcome, row.public_id, findings=findings)


def done_copies(connection: Connection, site: str) -> set[tuple[str, str]]:
    """Return (`url_key`, stamp) of the copies of a site that were dealt with."""
    rows = connection.execute(select(copies.c.key, copies.c.stamp).where(copies.c.site == site))
    return {(row.key, row.stamp) for row in rows}


def held_keys(connection: Connection, site: str) -> frozenset[str]:
    """Return the keys of all addresses of all posts of a site."""
    return frozenset(connection.execute(select(post_urls.c.key).where(post_urls.c.site == site)).scalars())


def note_copy(connection: Connection, site: str, key: str, stamp: str, outcome: str, *, run: int | None) -> None:
    """Write that a copy was dealt with, so that no later back-fill asks for it again."""
    connection.execute(_NOTE_COPY, {"site": site, "key": key, "stamp": stamp, "outcome": outcome, "run": run})


def by_year(connection: Connection, run: int) -> Mapping[str, tuple[int, int]]:
    """Return year → (posts, revisions) that a run stored; "" stands for posts without a date."""
    year = func.coalesce(func.substr(revisions.c.date, 1, 4), "").label("year")
    wanted = (
        select(year, func.count(revisions.c.post_id.distinct()), func.count()).where(revisions.c.run == run).group_by(year).order_by(year)
    )
    return {told: (held, versions) for told, held, versions in connection.execute(wanted)}


def _is_whole(origins: Mapping[str, str]) -> bool:
    return origins.get("body") not in PARTIAL


def _history(connection: Connection, post: int) -> list[Version]:
    wanted = select(revisions.c.id, revisions.c.observed_at, revisions.c.content_hash, revisions.c.reason, revisions.c.origins)
    rows = connection.execute(wanted.where(revisions.c.post_id == post).order_by(revisions.c.observed_at, revisions.c.id))
    return [Version(row.id, row.observed_at, row.content_hash, row.reason, _is_whole(row.origins)) for row in rows]


def _widen(connection: Connection, post: int, item: PostItem, moment: datetime) -> None:
    """The post was there at that moment; the id is learned where none was known. Its address and status are the later word's."""
    stamp = literal(moment, Instant)
    values: dict[str, Any] = {name: func.max(posts.c[name], stamp) for name in ("last_seen", "checked_at")}
    values |= {"first_seen": func.min(posts.c.first_seen, stamp), "wp_id": func.coalesce(posts.c.wp_id, item.wp_id)}
    connection.execute(update(posts).where(posts.c.id == post).values(values))
