"""The words of the search index with their spelling for comparing, filled from the index of an archive that is there."""

import sqlalchemy as sa
from alembic import op

from kazcrawl.archive.words import purge_words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "words",
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("folded", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("words_by_folded", "words", ["folded"])
    op.execute(sa.text("CREATE VIRTUAL TABLE posts_vocab USING fts5vocab(posts_fts, row)"))
    purge_words(op.get_bind())
