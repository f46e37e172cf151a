"""Stored responses and what was read from them; and what was taken down."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Revisions from before have no record, and the archive says so.
BEFORE = """INSERT INTO revision_captures (revision_id, position, role, note)
SELECT id, 0, 'none', 'stored before captures were kept' FROM revisions"""


def upgrade() -> None:
    op.create_table(
        "captures",
        sa.Column("id", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("record_id", "site")),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.id", name="fk_captures_run")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("url", "fetched_at")),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("content_type", sa.Text),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("truncated", "refers_to")),
        sa.Column("file", sa.Text, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("offset", "length")),
        sa.UniqueConstraint("record_id", name="uq_captures_record_id"),
    )
    op.create_index("captures_by_digest", "captures", ["digest"])
    op.create_index("captures_by_place", "captures", ["file", "offset"])
    rows = sa.ForeignKey("revisions.id", name="fk_revision_captures_revision_id", ondelete="CASCADE")
    op.create_table(
        "revision_captures",
        sa.Column("revision_id", sa.Integer, rows, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("capture_id", sa.Integer, sa.ForeignKey("captures.id", name="fk_revision_captures_capture_id")),
        sa.Column("note", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("revision_captures_by_capture", "revision_captures", ["capture_id"])
    op.execute(sa.text(BEFORE))
    op.create_table(
        "tombstones",
        sa.Column("post_id", sa.Integer, sa.ForeignKey("posts.id", name="fk_tombstones_post_id"), primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("taken_at", sa.Text, nullable=False),
        sa.Column("finished_at", sa.Text),
        sa.Column("digests", sa.JSON, nullable=False),
        sa.Column("salt", sa.Text, nullable=False),
        sa.Column("marks", sa.LargeBinary, nullable=False),
    )
