"""Which copies in public archives were dealt with, so that a back-fill goes on where it ended."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "copies",
        sa.Column("site", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("stamp", sa.Text, primary_key=True),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.id", name="fk_copies_run")),
        sqlite_with_rowid=False,
    )
