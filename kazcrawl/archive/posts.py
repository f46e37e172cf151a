"""Saving posts: one transaction holds a post with its revision, terms, media, links, addresses and search row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import IntegrityError

from kazcrawl.archive.identity import Known, Match, addresses_of, find_match, public_id
from kazcrawl.archive.models import links, media, post_urls, posts, revisions, terms
from kazcrawl.archive.records import Saved
from kazcrawl.archive.revisions import Content, Current, Decision, content_hash, content_of, decide, modified_at, sort_epoch
from kazcrawl.items import Credit, Finding, Link, Media, Outcome, PostItem, Term
from kazcrawl.urls import url_key

_OWNERS = select(post_urls.c.key, post_urls.c.post_id).where(
    post_urls.c.site == bindparam("site"), post_urls.c.key.in_(bindparam("keys", expanding=True))
)
_KNOWN = (
    select(posts.c.id, posts.c.url, posts.c.wp_id, revisions.c.title, posts.c.date)
    .outerjoin_from(posts, revisions, revisions.c.id == posts.c.current_id)
    .where(
        posts.c.site == bindparam("site"),
        or_(posts.c.id.in_(bindparam("ids", expanding=True)), posts.c.wp_id == bindparam("wp_id")),
    )
)
_versions = revisions.alias()
_CURRENT = (
    select(
        *(posts.c.public_id, posts.c.modified_at, revisions.c.title, revisions.c.date, revisions.c.source, revisions.c.authors),
        *(revisions.c.body, revisions.c.parser_version),
        select(func.count()).where(_versions.c.post_id == bindparam("id")).scalar_subquery().label("versions"),
    )
    .outerjoin_from(posts, revisions, revisions.c.id == posts.c.current_id)
    .where(posts.c.id == bindparam("id"))
)
_ADD_POST = insert(posts)
_ADD_REVISION = insert(revisions)
_SHOW = update(posts).where(posts.c.id == bindparam("post")).values(
    current_id=bindparam("revision"), date=bindparam("day"), sort_epoch=bindparam("epoch")
)  # fmt: skip
_TOUCH = update(posts).where(posts.c.id == bindparam("post")).values(
    last_seen=bindparam("now"), status="live", gone_at=None, url=bindparam("address"),
    wp_id=func.coalesce(bindparam("told_id"), posts.c.wp_id), modified_at=func.coalesce(bindparam("told_at"), posts.c.modified_at),
)  # fmt: skip
_ADD_URL = upsert(post_urls).on_conflict_do_nothing()
_CLAIM_URL = update(post_urls).where(post_urls.c.site == bindparam("of_site"), post_urls.c.key == bindparam("of_key")).values(
    post_id=bindparam("post")
)  # fmt: skip
_SEEN = (
    update(posts)
    .where(posts.c.site == bindparam("of_site"), posts.c.public_id.in_(bindparam("public_ids", expanding=True)))
    .values(last_seen=bindparam("now"), status="live", gone_at=None)
)
_ADD_PARTS = {"terms": insert(terms), "media": insert(media), "links": insert(links)}
# SQLite takes at most 32,766 values in one statement.
_SEEN_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Visit:
    """Where and when an item was met: its site, the run, the moment (whole seconds, UTC)."""

    site: str
    run: int | None
    now: datetime


def save_post(connection: Connection, item: PostItem, visit: Visit, *, reason: str | None = None) -> Saved:
    """Store the item in the caller's transaction; an unchanged one only moves `last_seen`. `reason` overrules the decision's."""
    addresses = addresses_of(item)
    owners = _owners(connection, visit.site, addresses)
    match = _find(connection, item, visit.site, owners)
    if match.post is None:
        post, name, decision = *_add_post(connection, item, visit), decide(None, item)
    else:
        post = match.post
        if match.absorbed is not None:
            _absorb(connection, match.absorbed, into=post, visit=visit)
        name, current = _load_current(connection, post)
        decision = decide(current, item)
        told = {"told_id": item.wp_id, "told_at": modified_at(item), "address": item.url}
        connection.execute(_TOUCH, {"post": post, "now": visit.now, **told})
    _add_addresses(connection, addresses, owners, post, visit)
    if decision.outcome is not Outcome.UNCHANGED:
        _add_revision(connection, item, post, visit, reason or decision.reason)
    return Saved(decision.outcome, name, decision.changed, _findings(match, decision, item))


def mark_seen(connection: Connection, site: str, public_ids: Iterable[str], now: datetime) -> None:
    """A route named these posts: they are live, whether or not their pages were fetched."""
    names = list(public_ids)
    for start in range(0, len(names), _SEEN_AT_ONCE):
        connection.execute(_SEEN, {"of_site": site, "public_ids": names[start : start + _SEEN_AT_ONCE], "now": now})


def _owners(connection: Connection, site: str, addresses: Mapping[str, str]) -> dict[str, int]:
    """Return key → row of the posts that have these addresses, in the order of the addresses."""
    found: dict[str, int] = dict(connection.execute(_OWNERS, {"site": site, "keys": list(addresses)}).all())
    return {key: found[key] for key in addresses if key in found}


def _find(connection: Connection, item: PostItem, site: str, owners: Mapping[str, int]) -> Match:
    if not owners and item.wp_id is None:
        return Match()
    rows = connection.execute(_KNOWN, {"site": site, "ids": list(owners.values()), "wp_id": item.wp_id})
    return find_match(item, [Known(*row) for row in rows], owners)


def _load_current(connection: Connection, post: int) -> tuple[str, Current | None]:
    """Return the public id and what is stored of the post; None when it has no current revision."""
    row = connection.execute(_CURRENT, {"id": post}).one()
    if row.body is None:
        return row.public_id, None
    content = Content(row.title, row.date, row.source, tuple(row.authors), row.body)
    return row.public_id, Current(content, row.parser_version, row.modified_at, row.versions)


def _add_post(connection: Connection, item: PostItem, visit: Visit) -> tuple[int, str]:
    values = {"site": visit.site, "wp_id": item.wp_id, "url": item.url, "first_seen": visit.now, "last_seen": visit.now}
    name = _free_name(connection, item, visit.site)
    added = connection.execute(_ADD_POST, {"public_id": name, "modified_at": modified_at(item), **values})
    return _key(added.inserted_primary_key), name


def _free_name(connection: Connection, item: PostItem, site: str) -> str:
    """Return the public id; an address that an older post had first gives a salted one."""
    name, count = public_id(site, item.url), 1
    while connection.execute(select(posts.c.id).where(posts.c.public_id == name)).first():
        count += 1
        name = public_id(site, item.url, salt=f"#{count}")
    return name


def _add_addresses(connection: Connection, addresses: Mapping[str, str], owners: Mapping[str, int], post: int, visit: Visit) -> None:
    """The post's own address (the first) is its own now, whoever had it; the others stay with the post that had them first."""
    own = next(iter(addresses))
    if owners.get(own, post) != post:
        connection.execute(_CLAIM_URL, {"of_site": visit.site, "of_key": own, "post": post})
    fresh = [
        {"site": visit.site, "key": key, "url": url, "post_id": post, "first_seen": visit.now}
        for key, url in addresses.items()
        if key not in owners
    ]
    if fresh:
        connection.execute(_ADD_URL, fresh)


def _add_revision(connection: Connection, item: PostItem, post: int, visit: Visit, reason: str) -> None:
    values = {"post_id": post, "reason": reason, "observed_at": visit.now, "recorded_at": visit.now, "run": visit.run}
    revision = _key(connection.execute(_ADD_REVISION, {**values, **_revision_values(item)}).inserted_primary_key)
    lists: tuple[tuple[str, Sequence[Term | Media | Link]], ...] = (("terms", item.terms), ("media", item.media), ("links", item.links))
    for name, parts in lists:
        if parts:
            rows = [{"revision_id": revision, "position": position, **asdict(part)} for position, part in enumerate(parts)]
            connection.execute(_ADD_PARTS[name], rows)
    _show(connection, post, revision, item)


def _show(connection: Connection, post: int, revision: int, item: PostItem) -> None:
    """Make the revision the current one. Two posts of one second whose ids differ by a multiple of 2^20 would share a search
    key: the later one moves on by a second until there is room."""
    epoch = sort_epoch(item.date, item.published_at)
    while True:
        try:
            connection.execute(_SHOW, {"post": post, "revision": revision, "day": item.date, "epoch": epoch})
        except IntegrityError as error:
            if "search_key" not in str(error.orig):
                raise
            epoch += 1
        else:
            return


def _revision_values(item: PostItem) -> dict[str, Any]:
    content, credit = content_of(item), item.credit or Credit()
    plain = ("title", "date", "published_at", "date_precision", "date_origin", "modified_at", "source", "language", "parser_version")
    return {
        **{name: getattr(item, name) for name in plain},
        "content_hash": content_hash(content),
        "author": item.author or "; ".join(item.authors) or None,
        "authors": list(item.authors),
        "credit_author": credit.author,
        "credit_date": credit.date,
        "credit_url": credit.url,
        "credit_rule": credit.rule or None,
        "credit_confidence": credit.confidence if item.credit else None,
        "credit_line": credit.line or None,
        "dateline": credit.dateline,
        "origins": item.origins,
        "facts": item.facts.to_json(),
        "body": item.body or "",
        "body_html": item.body_html or "",
    }


def _absorb(connection: Connection, other: int, *, into: int, visit: Visit) -> None:
    """Two rows turned out to be one post: the other's revisions and addresses go over, and its public id stays an address of the post."""
    name, first_seen = connection.execute(select(posts.c.public_id, posts.c.first_seen).where(posts.c.id == other)).one()
    connection.execute(update(posts).where(posts.c.id == other).values(current_id=None))
    for table in (revisions, post_urls):
        connection.execute(update(table).where(table.c.post_id == other).values(post_id=into))
    connection.execute(delete(posts).where(posts.c.id == other))
    connection.execute(update(posts).where(posts.c.id == into).values(first_seen=func.min(posts.c.first_seen, first_seen)))
    alias = {"site": visit.site, "key": url_key(name), "url": name, "post_id": into, "first_seen": visit.now}
    connection.execute(_ADD_URL, alias)


def _findings(match: Match, decision: Decision, item: PostItem) -> tuple[Finding, ...]:
    capped = Finding("too-many-edits", item.url, "this post changes at every visit; the change was not stored") if decision.capped else None
    return tuple(finding for finding in (match.finding, capped) if finding)


def _key(primary_key: Any) -> int:
    return int(primary_key[0])
