"""What is remembered from run to run: a site's marks, the routes' last inventories, how posts left and came back, what is no post."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("memories", sa.Column("site", sa.Text, primary_key=True), sa.Column("told", sa.JSON, nullable=False))
    op.create_table(
        "inventories",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("route", sa.Text, primary_key=True),
        sa.Column("taken_at", sa.Text, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("total", sa.Integer),
        sa.Column("posts", sa.JSON, nullable=False),
    )
    post = sa.ForeignKey("posts.id", name="fk_states_post_id", ondelete="CASCADE")
    op.create_table(
        "states",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("post_id", sa.Integer, post, nullable=False),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.id", name="fk_states_run")),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
    )
    op.create_index("states_by_post", "states", ["post_id", "id"])
    op.create_table(
        "others",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("met_at", sa.Text, nullable=False),
    )
