"""Which outlet of the registry a source is; the view `articles` tells it, and where each row comes from."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ARTICLES = """
CREATE VIEW articles AS
SELECT p.public_id, p.site, p.url, r.title, r.date, r.source,
       (SELECT o.outlet_id FROM outlets o WHERE o.source = r.source) AS outlet_id,
       r.body, r.author, r.published_at, r.date_precision, r.date_origin, r.language,
       (SELECT json_group_array(t.name) FROM terms t WHERE t.revision_id = r.id AND t.kind = 'category') AS categories,
       (SELECT json_group_array(t.name) FROM terms t WHERE t.revision_id = r.id AND t.kind = 'tag') AS tags,
       r.authors, r.credit_author, r.credit_date, r.credit_url, r.credit_rule, r.credit_confidence, r.credit_line, r.dateline,
       p.status, p.first_seen, p.last_seen, p.gone_at, p.modified_at,
       (SELECT count(*) FROM revisions v WHERE v.post_id = p.id) AS revisions,
       p.wp_id, r.observed_at, r.recorded_at, r.reason, r.run, r.content_hash, r.parser_version, r.body_html,
       p.search_key, r.id AS revision_id
FROM posts p JOIN revisions r ON r.id = p.current_id
"""


def upgrade() -> None:
    """The sources that are there stand without a mark: the writer that opens the file looks them up."""
    op.create_table(
        "outlets",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("outlet_id", sa.Text),
        sa.Column("registry", sa.Text, nullable=False),
    )
    op.create_index("outlets_by_id", "outlets", ["outlet_id"])
    op.execute(
        sa.text("INSERT INTO outlets (source, registry) SELECT DISTINCT source, '' FROM revisions WHERE source IS NOT NULL ORDER BY source")
    )
    op.execute(sa.text("DROP VIEW articles"))
    op.execute(sa.text(ARTICLES))
