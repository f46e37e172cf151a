"""Saving posts: one transaction holds a post with its revision, terms, media, links, addresses and search row."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Connection, and_, bindparam, delete, func, insert, literal, select, union_all, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kazcrawl.archive import stories
from kazcrawl.archive.captures import link_captures
from kazcrawl.archive.identity import Known, Match, addresses_of, find_match, public_id
from kazcrawl.archive.models import REMOVED, Instant, links, media, post_urls, posts, revisions, terms
from kazcrawl.archive.outlets import note_source
from kazcrawl.archive.records import Saved
from kazcrawl.archive.revisions import Content, Current, Decision, content_hash, content_of, decide, modified_at, sort_epoch
from kazcrawl.archive.statements import Statement
from kazcrawl.archive.tombstones import is_buried
from kazcrawl.archive.words import note_words
from kazcrawl.items import Credit, Finding, Link, Media, Outcome, PostItem, Term
from kazcrawl.urls import url_key

# All posts that share an address or the WordPress id with an item, once per shared address, with their current content.
# Lists come as one JSON array: a list of parameters would be compiled anew for every length, and SQLite limits it.
_keys = select(func.json_each(bindparam("keys", type_=JSON)).table_valued("value").c.value)
_versions = revisions.alias()
_shared = post_urls.alias()
_CANDIDATES = (
    select(
        *(_shared.c.key, posts.c.id, posts.c.public_id, posts.c.url, posts.c.wp_id, posts.c.modified_at, posts.c.status),
        *(revisions.c.title, revisions.c.date, revisions.c.source, revisions.c.authors, revisions.c.body),
        *(revisions.c.parser_version, revisions.c.origins),
        select(func.count()).where(_versions.c.post_id == posts.c.id).correlate(posts).scalar_subquery().label("versions"),
    )
    .select_from(posts)
    .outerjoin(_shared, and_(_shared.c.site == posts.c.site, _shared.c.key.in_(_keys), _shared.c.post_id == posts.c.id))
    .outerjoin(revisions, revisions.c.id == posts.c.current_id)
    .where(
        posts.c.id.in_(
            union_all(
                select(post_urls.c.post_id).where(post_urls.c.site == bindparam("site"), post_urls.c.key.in_(_keys)),
                select(posts.c.id).where(posts.c.site == bindparam("site"), posts.c.wp_id == bindparam("wp_id")),
            )
        )
    )
)
_ADD_POST = Statement(insert(posts), ("public_id", "site", "wp_id", "url", "first_seen", "last_seen", "checked_at", "modified_at"))
_ADD_REVISION = Statement(insert(revisions), (column.name for column in revisions.c if column.name != "id"))
_SHOW = Statement(
    update(posts)
    .where(posts.c.id == bindparam("post"))
    .values(current_id=bindparam("revision"), date=bindparam("day"), sort_epoch=bindparam("epoch"))
)
_TOUCH = Statement(
    update(posts)
    .where(posts.c.id == bindparam("post"))
    .values(
        last_seen=bindparam("now"),
        checked_at=bindparam("now"),
        status="live",
        gone_at=None,
        url=bindparam("address"),
        wp_id=func.coalesce(bindparam("told_id"), posts.c.wp_id),
        modified_at=func.coalesce(bindparam("told_at", type_=Instant), posts.c.modified_at),
    )
)
_ADD_URL = Statement(upsert(post_urls).on_conflict_do_nothing())
_CLAIM_URL = Statement(
    update(post_urls)
    .where(post_urls.c.site == bindparam("of_site"), post_urls.c.key == bindparam("of_key"))
    .values(post_id=bindparam("post"))
)
_SEEN = Statement(
    update(posts)
    .where(posts.c.site == bindparam("of_site"), posts.c.public_id.in_(_keys), posts.c.status != REMOVED)
    .values(last_seen=bindparam("now"), status="live", gone_at=None)
)
_ADD_PARTS = {table.name: Statement(insert(table)) for table in (terms, media, links)}


@dataclass(frozen=True, slots=True)
class Visit:
    """Where and when an item was met: its site, the run, the moment (whole seconds, UTC); `served_at` when the site served it, if not
    at that moment."""

    site: str
    run: int | None
    now: datetime
    served_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the archive knows of an item: which post it is, the rows that share an id or an address with it, and who owns which address."""

    match: Match
    rows: Mapping[int, Any]
    addresses: Mapping[str, str]
    owners: Mapping[str, int]


def save_post(connection: Connection, item: PostItem, visit: Visit, *, reason: str | None = None) -> Saved:
    """Store the item in the caller's transaction; an unchanged one only moves `last_seen`. `reason` overrules the decision's."""
    known = recognise(connection, item, visit)
    match = known.match
    refused = refuse_taken_down(connection, known, item, visit)
    if refused is not None:
        return refused
    if match.post is None:
        decision = decide(None, item)
        post, name = add_post(connection, item, visit)
    else:
        row = known.rows[match.post]
        decision, post, name = decide(_current(row), item), row.id, row.public_id
        told = {"told_id": item.wp_id, "told_at": modified_at(item), "address": item.url}
        _TOUCH.run(connection, {"post": post, "now": visit.now, **told})
    settle_addresses(connection, known, post, visit)
    if decision.outcome is not Outcome.UNCHANGED:
        revision = add_revision(
            connection,
            item,
            post,
            visit,
            decision.reason if decision.outcome is Outcome.NEW and reason == "edited" else reason or decision.reason,
        )
        show(connection, post, revision, item)
    return Saved(decision.outcome, name, decision.changed, _findings(match, decision, item))


def recognise(connection: Connection, item: PostItem, visit: Visit) -> Recognised:
    """Return which post an item is, by its WordPress id and its addresses."""
    addresses = addresses_of(item)
    found = connection.execute(_CANDIDATES, {"site": visit.site, "keys": list(addresses), "wp_id": item.wp_id}).all()
    rows = {row.id: row for row in found}
    owners = {row.key: row.id for row in sorted(found, key=lambda row: _place(addresses, row.key)) if row.key is not None}
    known = [Known(row.id, row.url, row.wp_id, row.title, row.date) for row in rows.values()]
    return Recognised(find_match(item, next(iter(addresses)), known, owners), rows, addresses, owners)


def refuse_taken_down(connection: Connection, known: Recognised, item: PostItem, visit: Visit) -> Saved | None:
    """Return what is said instead of storing an item: its post was taken down, or it says word for word what such a post said."""
    row = known.rows[known.match.post] if known.match.post is not None else None
    if row is not None:
        return Saved(Outcome.UNCHANGED, row.public_id) if row.status == REMOVED else None
    buried = is_buried(connection, visit.site, content_hash(content_of(item)))
    if buried is None:
        return None
    return Saved(Outcome.UNCHANGED, buried, findings=(Finding("taken-down", item.url, f"it says what {buried} said"),))


def settle_addresses(connection: Connection, known: Recognised, post: int, visit: Visit) -> None:
    """Give the post its addresses, and what belonged to a row that turned out to be the same post."""
    owners, absorbed = known.owners, known.match.absorbed
    if absorbed is not None:
        _absorb(connection, absorbed, into=post, visit=visit)
        owners = {key: post if owner == absorbed else owner for key, owner in owners.items()}
    _add_addresses(connection, known.addresses, owners, post, visit)


def mark_seen(connection: Connection, site: str, public_ids: Iterable[str], now: datetime) -> None:
    """A route named these posts: they are live, whether or not their pages were fetched."""
    _SEEN.run(connection, {"of_site": site, "keys": list(public_ids), "now": now})


def _place(addresses: Mapping[str, str], key: str | None) -> int:
    """Return where an address stands among the item's: its own is the first."""
    return list(addresses).index(key) if key is not None else -1


def _current(row: Any) -> Current | None:
    """Return what is stored of a post; None when it has no current revision."""
    if row.body is None:
        return None
    return Current(
        Content(row.title, row.date, row.source, tuple(row.authors), row.body),
        row.parser_version,
        row.modified_at,
        row.versions,
        way=(row.origins or {}).get("body"),
    )


def add_post(connection: Connection, item: PostItem, visit: Visit) -> tuple[int, str]:
    """Add the row and return it with its public id; an address that an older post had first gives a salted one."""
    values = {"site": visit.site, "wp_id": item.wp_id, "url": item.url, "modified_at": modified_at(item)}
    values |= dict.fromkeys(("first_seen", "last_seen", "checked_at"), observed_at(item, visit))
    name, count = public_id(visit.site, item.url), 1
    while True:
        try:
            return _ADD_POST.run(connection, {"public_id": name, **values}), name
        except sqlite3.IntegrityError as error:
            if "public_id" not in str(error):
                raise
            count += 1
            name = public_id(visit.site, item.url, salt=f"#{count}")


def _add_addresses(connection: Connection, addresses: Mapping[str, str], owners: Mapping[str, int], post: int, visit: Visit) -> None:
    """The post's own address (the first) is its own now, whoever had it; the others stay with the post that had them first."""
    own = next(iter(addresses))
    if owners.get(own, post) != post:
        _CLAIM_URL.run(connection, {"of_site": visit.site, "of_key": own, "post": post})
    fresh = [
        {"site": visit.site, "key": key, "url": url, "post_id": post, "first_seen": visit.now}
        for key, url in addresses.items()
        if key not in owners
    ]
    if fresh:
        _ADD_URL.run_many(connection, fresh)


def add_revision(connection: Connection, item: PostItem, post: int, visit: Visit, reason: str) -> int:
    """Add a revision with its terms, media and links, and return its row; `show` makes it the current one."""
    values = {"post_id": post, "reason": reason, "observed_at": observed_at(item, visit), "recorded_at": visit.now, "run": visit.run}
    revision = _ADD_REVISION.run(connection, {**values, **_revision_values(item)})
    lists: tuple[tuple[str, Sequence[Term | Media | Link]], ...] = (("terms", item.terms), ("media", item.media), ("links", item.links))
    for name, parts in lists:
        if parts:
            rows = [{"revision_id": revision, "position": position, **_fields(part)} for position, part in enumerate(parts)]
            _ADD_PARTS[name].run_many(connection, rows)
    if item.source:
        note_source(connection, item.source)
    link_captures(connection, revision, item.captures)
    return revision


def observed_at(item: PostItem, visit: Visit) -> datetime:
    """Return when the site served the item: now, when a public archive took its copy, or when the response that is read again came."""
    return visit.served_at or (item.copy.at if item.copy is not None else visit.now)


def show(connection: Connection, post: int, revision: int, item: PostItem) -> None:
    """Make the revision the current one. Two posts of one second whose ids differ by a multiple of 2^20 would share a search
    key: the later one moves on by a second until there is room."""
    note_words(connection, (item.title, item.body, item.source, author_of(item)))
    epoch = sort_epoch(item.date, item.published_at)
    while True:
        try:
            _SHOW.run(connection, {"post": post, "revision": revision, "day": item.date, "epoch": epoch})
        except sqlite3.IntegrityError as error:
            if "search_key" not in str(error):
                raise
            epoch += 1
        else:
            break
    stories.place(connection, post, item.body)


def author_of(item: PostItem) -> str | None:
    """Return the author as one text: the name in charge, or all of them."""
    return item.author or "; ".join(item.authors) or None


def _revision_values(item: PostItem) -> dict[str, Any]:
    content, credit = content_of(item), item.credit or Credit()
    plain = ("title", "date", "published_at", "date_precision", "date_origin", "modified_at", "source", "language", "parser_version")
    return {
        **{name: getattr(item, name) for name in plain},
        "content_hash": content_hash(content),
        "author": author_of(item),
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
    stories.place(connection, other, None)
    for table in (revisions, post_urls):
        connection.execute(update(table).where(table.c.post_id == other).values(post_id=into))
    connection.execute(delete(posts).where(posts.c.id == other))
    connection.execute(
        update(posts).where(posts.c.id == into).values(first_seen=func.min(posts.c.first_seen, literal(first_seen, Instant)))
    )
    alias = {"site": visit.site, "key": url_key(name), "url": name, "post_id": into, "first_seen": visit.now}
    _ADD_URL.run(connection, alias)


def _findings(match: Match, decision: Decision, item: PostItem) -> tuple[Finding, ...]:
    capped = Finding("too-many-edits", item.url, "this post changes at every visit; the change was not stored") if decision.capped else None
    return tuple(finding for finding in (match.finding, capped) if finding)


def _fields(part: Term | Media | Link) -> dict[str, str]:
    return {name: getattr(part, name) for name in part.__slots__}
