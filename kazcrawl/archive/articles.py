"""Reading posts back: one, its history, all of them as flat rows, what the plan must know, and the archive's fingerprint."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select, text

from kazcrawl.archive.chosen import Chosen
from kazcrawl.archive.models import ARTICLE_FIELDS, ARTICLE_LISTS, REMOVED, article, links, media, post_urls, posts, revisions, terms
from kazcrawl.archive.records import StoredPost, StoredRevision
from kazcrawl.archive.stories import story_of
from kazcrawl.archive.tombstones import find_tombstone
from kazcrawl.errors import PostNotFoundError, PostTakenDownError
from kazcrawl.items import Credit, KnownPost, Link, Media, Term
from kazcrawl.text import clean_text
from kazcrawl.urls import url_key

_ROWS_AT_ONCE = 500
_ARTICLES = select(*(article(name) for name in ARTICLE_FIELDS)).select_from(text("articles"))
_LISTS = [ARTICLE_FIELDS.index(name) for name in ARTICLE_LISTS]


def known_posts(connection: Connection, site: str) -> list[KnownPost]:
    """Return what the plan must know of every post of a site, oldest row first."""
    keys: dict[int, set[str]] = defaultdict(set)
    told = select(post_urls.c.post_id, post_urls.c.key).where(post_urls.c.site == site)
    for post, key in connection.execute(told):
        keys[post].add(key)
    wanted = select(
        *(posts.c.id, posts.c.public_id, posts.c.url, posts.c.wp_id, posts.c.modified_at, posts.c.date, posts.c.last_seen),
        *(posts.c.status, posts.c.checked_at),
    )
    rows = connection.execute(wanted.where(posts.c.site == site).order_by(posts.c.id))
    return [KnownPost(name, url, wp_id, frozenset(keys[row]), *told) for row, name, url, wp_id, *told in rows]


def get_post(connection: Connection, key: str) -> StoredPost:
    """Return the post with this public id or address. Raises PostNotFoundError."""
    row = find_row(connection, key)
    told = select(post_urls.c.url).where(post_urls.c.post_id == row.id).order_by(post_urls.c.first_seen, post_urls.c.url)
    history = _history(connection, row.id)
    current = next(revision for id_, revision in history if id_ == row.current_id)
    flat = connection.execute(_ARTICLES.where(article("search_key") == row.search_key)).one()
    return StoredPost(
        public_id=row.public_id,
        site=row.site,
        url=row.url,
        wp_id=row.wp_id,
        status=row.status,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        gone_at=row.gone_at,
        revisions=len(history),
        addresses=tuple(connection.execute(told).scalars()),
        current=current,
        article=_flat(flat),
        story=story_of(connection, row.id),
    )


def history(connection: Connection, key: str) -> list[StoredRevision]:
    """Return all revisions of a post in the order in which the site served them. Raises PostNotFoundError."""
    return [revision for _, revision in _history(connection, find_row(connection, key).id)]


def iter_articles(connection: Connection, chosen: Chosen, *, order: str, limit: int | None) -> Iterator[dict[str, Any]]:
    """Yield the rows of the view as JSON-ready dicts, `ARTICLE_FIELDS` in order; `order` is "newest" or "public_id"."""
    ordered = {"newest": article("search_key").desc(), "public_id": article("public_id")}[order]
    wanted = _ARTICLES.where(*chosen.conditions(connection)).order_by(ordered).limit(limit)
    for row in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(wanted):
        yield _flat(row)


def site_names(connection: Connection) -> list[str]:
    """Return the sites that have posts, by name."""
    return list(connection.execute(select(posts.c.site).distinct().order_by(posts.c.site)).scalars())


def count_posts(connection: Connection, site: str | None) -> int:
    """Return how many posts there are, of one site or of all; those that were taken down are none."""
    wanted = select(func.count()).select_from(posts).where(posts.c.status != REMOVED)
    return int(connection.execute(wanted if site is None else wanted.where(posts.c.site == site)).scalar_one())


def fingerprint(connection: Connection) -> str:
    """Return a digest of what is archived: per post site, ids, addresses, status, content hashes in order; no times, runs, captures."""
    keys: dict[int, list[str]] = defaultdict(list)
    for post, key in connection.execute(select(post_urls.c.post_id, post_urls.c.key).order_by(post_urls.c.key)):
        keys[post].append(key)
    hashes: dict[int, list[str]] = defaultdict(list)
    told = select(revisions.c.post_id, revisions.c.content_hash).order_by(revisions.c.observed_at, revisions.c.id)
    for post, content in connection.execute(told):
        hashes[post].append(content)
    digest = hashlib.sha256()
    wanted = select(posts.c.id, posts.c.site, posts.c.public_id, posts.c.wp_id, posts.c.status)
    for row, *identity in connection.execute(wanted.order_by(posts.c.site, posts.c.public_id)):
        digest.update(json.dumps([*identity, keys[row], hashes[row]]).encode())
    return digest.hexdigest()


def _flat(row: Sequence[Any]) -> dict[str, Any]:
    """Return a row of the view as a dict, its JSON arrays as lists."""
    values = list(row)
    for place in _LISTS:
        values[place] = json.loads(values[place])
    return dict(zip(ARTICLE_FIELDS, values, strict=True))


def find_row(connection: Connection, key: str) -> Row[Any]:
    """Find the post by public id, then by address: a live one before a gone one, then the one seen last."""
    key = clean_text(key)
    by_address = select(post_urls.c.post_id).where(post_urls.c.key == url_key(key))
    wanted: Select[Any] = (
        select(posts)
        .where(or_(posts.c.public_id == key, posts.c.id.in_(by_address)), posts.c.current_id.is_not(None))
        .order_by((posts.c.public_id == key).desc(), (posts.c.status == "live").desc(), posts.c.last_seen.desc())
        .limit(1)
    )
    row = connection.execute(wanted).first()
    if row is None:
        stone = find_tombstone(connection, key)
        raise PostTakenDownError(key, f"{stone.taken_at:%Y-%m-%d}", stone.reason) if stone is not None else PostNotFoundError(key)
    return row


def _history(connection: Connection, post: int) -> list[tuple[int, StoredRevision]]:
    rows = connection.execute(select(revisions).where(revisions.c.post_id == post).order_by(revisions.c.observed_at, revisions.c.id)).all()
    return [(row.id, revision_of(connection, row, number)) for number, row in enumerate(rows, 1)]


def revision_of(connection: Connection, row: Row[Any], number: int) -> StoredRevision:
    """Return a row of `revisions` with its terms, media and links."""
    values = {name: getattr(row, name) for name in StoredRevision.__slots__ if name in row._mapping}
    parts = {
        "terms": tuple(Term(part.kind, part.name) for part in _parts(connection, terms, row.id)),
        "media": tuple(Media(part.url, part.alt, part.caption, part.kind) for part in _parts(connection, media, row.id)),
        "links": tuple(Link(part.url, part.text) for part in _parts(connection, links, row.id)),
    }
    return StoredRevision(**{**values, **parts, "number": number, "authors": tuple(row.authors), "credit": _credit(row)})


def _parts(connection: Connection, table: Any, revision: int) -> list[Row[Any]]:
    return list(connection.execute(select(table).where(table.c.revision_id == revision).order_by(table.c.position)))


def _credit(row: Row[Any]) -> Credit | None:
    if row.credit_confidence is None:
        return None
    return Credit(
        outlet=row.source,
        author=row.credit_author,
        date=row.credit_date,
        url=row.credit_url,
        dateline=row.dateline,
        line=row.credit_line or "",
        rule=row.credit_rule or "",
        confidence=row.credit_confidence,
    )
