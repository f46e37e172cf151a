"""The first schema: sites, posts with their revisions, runs, the search index and the view `articles`."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ARTICLES = """
CREATE VIEW articles AS
SELECT p.public_id, p.site, p.url, r.title, r.date, r.source, r.body, r.author,
       r.published_at, r.date_precision, r.date_origin, r.language,
       (SELECT json_group_array(t.name) FROM terms t WHERE t.revision_id = r.id AND t.kind = 'category') AS categories,
       (SELECT json_group_array(t.name) FROM terms t WHERE t.revision_id = r.id AND t.kind = 'tag') AS tags,
       r.authors, r.credit_author, r.credit_date, r.credit_url, r.credit_rule, r.credit_confidence, r.credit_line, r.dateline,
       p.status, p.first_seen, p.last_seen, p.gone_at, p.modified_at,
       (SELECT count(*) FROM revisions v WHERE v.post_id = p.id) AS revisions,
       p.wp_id, r.content_hash, r.parser_version, r.body_html, p.search_key
FROM posts p JOIN revisions r ON r.id = p.current_id
"""

# Double quotes around the content's name: Datasette looks for exactly that when it asks whether a table can be searched.
POSTS_FTS = """
CREATE VIRTUAL TABLE posts_fts USING fts5(
    title, body, source, author,
    content="articles", content_rowid="search_key", tokenize="unicode61 remove_diacritics 2"
)
"""

# The old words are taken out under the old rowid, read from a revision that never changes: so the index cannot drift.
# `last_seen` and the like do not touch it. Never INSERT OR REPLACE into posts: that deletes without firing a trigger.
TAKE_OUT = """INSERT INTO posts_fts(posts_fts, rowid, title, body, source, author)
  SELECT 'delete', old.search_key, title, body, source, author FROM revisions WHERE id = old.current_id;"""
PUT_IN = """INSERT INTO posts_fts(rowid, title, body, source, author)
  SELECT new.search_key, title, body, source, author FROM revisions WHERE id = new.current_id;"""
TRIGGERS = (
    f"CREATE TRIGGER posts_fts_insert AFTER INSERT ON posts BEGIN {PUT_IN} END",
    f"CREATE TRIGGER posts_fts_delete AFTER DELETE ON posts BEGIN {TAKE_OUT} END",
    f"""CREATE TRIGGER posts_fts_update AFTER UPDATE OF id, current_id, sort_epoch ON posts
        WHEN old.current_id IS NOT new.current_id OR old.search_key IS NOT new.search_key BEGIN {TAKE_OUT} {PUT_IN} END""",
    """CREATE TRIGGER revisions_frozen BEFORE UPDATE OF id, title, body, source, author ON revisions
        BEGIN SELECT RAISE(ABORT, 'a stored revision never changes'); END""",
    """CREATE TRIGGER revisions_current_kept BEFORE DELETE ON revisions
        WHEN (SELECT current_id FROM posts WHERE id = old.post_id) = old.id
        BEGIN SELECT RAISE(ABORT, 'the current revision of a post cannot be deleted'); END""",
)


def upgrade() -> None:
    """Make everything."""
    _make_sites_and_posts()
    _make_revisions()
    _make_parts_of_revisions()
    _make_runs()
    for statement in (ARTICLES, POSTS_FTS, *TRIGGERS):
        op.execute(sa.text(statement))


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text) for name in names]


def _needed(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _make_sites_and_posts() -> None:
    op.create_table(
        "sites",
        sa.Column("name", sa.Text, primary_key=True),
        *_needed("home"),
        sa.Column("origins", sa.JSON, nullable=False),
        *_text("timezone", "language"),
        *_needed("every"),
        sa.Column("selectors", sa.JSON, nullable=False),
    )
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer, primary_key=True),
        *_needed("public_id", "site"),
        sa.Column("wp_id", sa.Integer),
        *_needed("url"),
        sa.Column("status", sa.Text, nullable=False, server_default="live"),
        *_needed("first_seen", "last_seen", "checked_at"),
        *_text("gone_at", "modified_at"),
        sa.Column("date", sa.Date),
        sa.Column("sort_epoch", sa.Integer, nullable=False, server_default="0"),
        sa.Column("search_key", sa.Integer, sa.Computed("(sort_epoch << 20) | (id & 1048575)", persisted=False)),
        sa.Column("current_id", sa.Integer),
        sa.ForeignKeyConstraint(["current_id"], ["revisions.id"], name="fk_posts_current_id"),
        sa.UniqueConstraint("public_id", name="uq_posts_public_id"),
    )
    op.create_index("posts_by_search_key", "posts", ["search_key"], unique=True)
    op.create_index("posts_by_wp_id", "posts", ["site", "wp_id"])
    op.create_table(
        "post_urls",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("post_id", sa.Integer, sa.ForeignKey("posts.id", name="fk_post_urls_post_id"), nullable=False),
        *_needed("url", "first_seen"),
    )
    op.create_index("post_urls_by_post", "post_urls", ["post_id"])
    op.create_index("post_urls_by_key", "post_urls", ["key"])


def _make_revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("post_id", sa.Integer, sa.ForeignKey("posts.id", name="fk_revisions_post_id"), nullable=False),
        *_needed("reason", "observed_at", "recorded_at"),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.id", name="fk_revisions_run")),
        *_needed("content_hash"),
        *_text("title"),
        sa.Column("date", sa.Date),
        *_text("published_at", "date_precision", "date_origin", "modified_at", "source", "author"),
        sa.Column("authors", sa.JSON, nullable=False),
        *_text("credit_author"),
        sa.Column("credit_date", sa.Date),
        *_text("credit_url", "credit_rule"),
        sa.Column("credit_confidence", sa.Float),
        *_text("credit_line", "dateline", "language", "parser_version"),
        sa.Column("origins", sa.JSON, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        *_needed("body", "body_html"),
    )
    op.create_index("revisions_by_post", "revisions", ["post_id", "observed_at"])
    op.create_index("revisions_by_source", "revisions", ["source"])


def _make_parts_of_revisions() -> None:
    for name, texts in {"terms": ("kind", "name"), "media": ("kind", "url", "alt", "caption"), "links": ("url", "text")}.items():
        revision_id = sa.ForeignKey("revisions.id", name=f"fk_{name}_revision_id", ondelete="CASCADE")
        op.create_table(
            name,
            sa.Column("revision_id", sa.Integer, revision_id, primary_key=True),
            sa.Column("position", sa.Integer, primary_key=True),
            *_needed(*texts),
            sqlite_with_rowid=False,
        )


def _make_runs() -> None:
    counts = ("asked", "new", "changed", "unchanged", "rejected", "duplicate", "failed", "requests")
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        *_needed("site", "started_at"),
        *_text("ended_at"),
        *_needed("version"),
        sa.Column("full", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False, server_default="0") for name in counts),
        *_text("outcome"),
        *_needed("reason"),
    )
    op.create_index("runs_by_site", "runs", ["site", "id"])
    op.create_table(
        "findings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.id", name="fk_findings_run")),
        *_needed("site", "found_at", "kind", "url", "detail"),
    )
    op.create_index("findings_by_run", "findings", ["run"])
