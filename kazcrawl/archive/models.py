"""What is stored, table by table. SQLAlchemy Core only; the view, the search index and its triggers are in the migrations."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnClause,
    Computed,
    Date,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    literal_column,
)
from sqlalchemy.types import TypeDecorator

# "kazc": SQLite's application_id, by which a stranger's file is told from ours.
APPLICATION_ID = 0x6B617A63
# The migration that this release writes and reads; older ones sort before it.
SCHEMA_VERSION = "0008"


def instant_text(moment: datetime) -> str:
    """Return an aware datetime as it is stored: ISO 8601 in UTC with a Z. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone; the archive keeps aware times only")
    return moment.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


def whole_second(moment: datetime) -> datetime:
    """Return an aware datetime as the archive keeps "now": in UTC, to the second. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone; the archive keeps aware times only")
    return moment.astimezone(UTC).replace(microsecond=0)


def json_text(value: Any) -> str:
    """Return a JSON column's value as it is stored: short, and readable in every script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as ISO-8601 text: SQLite's own DATETIME drops the offset without a word."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Aware datetime to text."""
        return None if value is None else instant_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Text to aware UTC datetime."""
        return None if value is None else datetime.fromisoformat(value)


metadata = MetaData(naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"})

# A blog we keep. Posts name their site without a foreign key: the row may go, what was archived stays.
sites = Table(
    "sites",
    metadata,
    Column("name", Text, primary_key=True),
    Column("home", Text, nullable=False),
    Column("origins", JSON, nullable=False),
    Column("timezone", Text),
    Column("language", Text),
    Column("every", Text, nullable=False),
    Column("selectors", JSON, nullable=False),
)

# The status of a post that was taken down: it has no revisions and gets none any more.
REMOVED = "removed"

# A post as an identity. At `last_seen` a route named it or its page was read, at `checked_at` its page was read.
# `date` repeats the current revision's; `modified_at` is what the site last told, new revision or not.
posts = Table(
    "posts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("public_id", Text, nullable=False, unique=True),
    Column("site", Text, nullable=False),
    Column("wp_id", Integer),
    Column("url", Text, nullable=False),
    Column("status", Text, nullable=False, server_default="live"),
    Column("first_seen", Instant, nullable=False),
    Column("last_seen", Instant, nullable=False),
    Column("checked_at", Instant, nullable=False),
    Column("gone_at", Instant),
    Column("modified_at", Instant),
    Column("date", Date),
    Column("sort_epoch", Integer, nullable=False, server_default="0"),
    # Ordered by date, then by id: the search index's rowid, so that "newest first" and spans of days need no sorting.
    Column("search_key", Integer, Computed("(sort_epoch << 20) | (id & 1048575)", persisted=False)),
    Column("current_id", Integer, ForeignKey("revisions.id", use_alter=True)),
    # "newest first" of the whole archive, and the one row that a hit means
    Index("posts_by_search_key", "search_key", unique=True),
    # the post with this WordPress id (a site may give an id twice); all posts of a site
    Index("posts_by_wp_id", "site", "wp_id"),
)

# Every address that a post had or answers to; `key` is urls.url_key of it. The address of a merged post's public id stands here too.
post_urls = Table(
    "post_urls",
    metadata,
    Column("site", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("post_id", Integer, ForeignKey("posts.id"), nullable=False),
    Column("url", Text, nullable=False),
    Column("first_seen", Instant, nullable=False),
    # all addresses of a post
    Index("post_urls_by_post", "post_id"),
    # `kazcrawl show ADDRESS`: the site is not known then
    Index("post_urls_by_key", "key"),
)

# One row per version, never changed. The long texts stand last: SQLite need not read them to reach the others.
revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("post_id", Integer, ForeignKey("posts.id"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("observed_at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("run", Integer, ForeignKey("runs.id")),
    Column("content_hash", Text, nullable=False),
    Column("title", Text),
    Column("date", Date),
    Column("published_at", Instant),
    Column("date_precision", Text),
    Column("date_origin", Text),
    Column("modified_at", Instant),
    Column("source", Text),
    Column("author", Text),
    Column("authors", JSON, nullable=False),
    Column("credit_author", Text),
    Column("credit_date", Date),
    Column("credit_url", Text),
    Column("credit_rule", Text),
    Column("credit_confidence", Float),
    Column("credit_line", Text),
    Column("dateline", Text),
    Column("language", Text),
    Column("parser_version", Text),
    Column("origins", JSON, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("body", Text, nullable=False),
    Column("body_html", Text, nullable=False),
    # the history of a post, in the order in which the site served it
    Index("revisions_by_post", "post_id", "observed_at"),
    # which outlets there are (search and export by source)
    Index("revisions_by_source", "source"),
    # who has written (search and export by author)
    Index("revisions_by_author", "author"),
    Index("revisions_by_credit_author", "credit_author"),
)

# Categories and tags, images and the like, links out: each with its place in that revision.
terms = Table(
    "terms",
    metadata,
    Column("revision_id", Integer, ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    # which terms there are, and what they are on (search and export by term)
    Index("terms_by_name", "name"),
    sqlite_with_rowid=False,
)
media = Table(
    "media",
    metadata,
    Column("revision_id", Integer, ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("alt", Text, nullable=False),
    Column("caption", Text, nullable=False),
    sqlite_with_rowid=False,
)
links = Table(
    "links",
    metadata,
    Column("revision_id", Integer, ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Which outlet of the registry a source is (None: of none), and the mark of the registry in which it was looked up.
outlets = Table(
    "outlets",
    metadata,
    Column("source", Text, primary_key=True),
    Column("outlet_id", Text),
    Column("registry", Text, nullable=False),
    # all spellings of an outlet
    Index("outlets_by_id", "outlet_id"),
)

# One crawl of one site, and each thing that it found wrong.
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("version", Text, nullable=False),
    Column("full", Boolean, nullable=False),
    *(Column(name, Integer, nullable=False, server_default="0") for name in ("asked", "new", "changed", "unchanged")),
    *(Column(name, Integer, nullable=False, server_default="0") for name in ("rejected", "duplicate", "failed", "requests")),
    Column("outcome", Text),
    Column("reason", Text, nullable=False),
    # the last runs of a site
    Index("runs_by_site", "site", "id"),
)
findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run", Integer, ForeignKey("runs.id")),
    Column("site", Text, nullable=False),
    Column("found_at", Instant, nullable=False),
    Column("kind", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("detail", Text, nullable=False),
    # what a run found
    Index("findings_by_run", "run"),
)

# The view that an analyst opens first: one flat row per post that has a current revision. Lists are JSON arrays.
ARTICLE_FIELDS = (
    *("public_id", "site", "url", "title", "date", "source", "outlet_id", "story_id", "body", "author", "published_at", "date_precision"),
    *("date_origin", "language", "categories", "tags", "authors", "credit_author", "credit_date", "credit_url", "credit_rule"),
    *("credit_confidence", "credit_line", "dateline", "status", "first_seen", "last_seen", "gone_at", "modified_at", "revisions", "wp_id"),
    *("observed_at", "recorded_at", "reason", "run", "content_hash", "parser_version", "body_html"),
)
ARTICLE_LISTS = ("categories", "tags", "authors")
# What else the view has, for joining: no data of the post's own.
ARTICLE_KEYS = ("search_key", "revision_id")


def article(name: str) -> ColumnClause[Any]:
    """Return a column of the view (one of ARTICLE_KEYS too). It brings no FROM with it: the query says how the view is joined."""
    return literal_column(f"articles.{name}")


# Made by SQL of their own, so no comparison of models with a database may claim them.
BY_HAND = ("posts_fts", "posts_vocab", "articles", "sqlite_", "alembic_version")
