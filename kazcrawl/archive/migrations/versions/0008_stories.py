"""Posts that tell the same news are one story; those of an archive that is there are grouped now."""

import sqlalchemy as sa
from alembic import op

from kazcrawl.archive.stories import refill

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STORY = "coalesce((SELECT s.story FROM stories s WHERE s.post_id = p.id), p.public_id) AS story_id"


def upgrade() -> None:
    post = {name: sa.ForeignKey("posts.id", name=f"fk_{name}_post_id", ondelete="CASCADE") for name in ("sketches", "stories")}
    op.create_table(
        "sketches",
        sa.Column("hash", sa.Integer, primary_key=True),
        sa.Column("post_id", sa.Integer, post["sketches"], primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("sketches_by_post", "sketches", ["post_id"])
    op.create_table("furniture", sa.Column("hash", sa.Integer, primary_key=True))
    op.create_table(
        "stories",
        sa.Column("post_id", sa.Integer, post["stories"], primary_key=True),
        sa.Column("story", sa.Text, nullable=False),
    )
    op.create_index("stories_by_story", "stories", ["story"])
    connection = op.get_bind()
    view = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'articles'").scalar_one()
    connection.exec_driver_sql("DROP VIEW articles")
    connection.exec_driver_sql(view.replace("r.body, r.author,", f"{STORY}, r.body, r.author,", 1))
    refill(connection)
