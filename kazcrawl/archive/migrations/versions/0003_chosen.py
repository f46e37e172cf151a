"""Posts are chosen by author and by term: indexes to know which there are, and the revision's id in the view to join by."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
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
       p.wp_id, r.content_hash, r.parser_version, r.body_html, p.search_key, r.id AS revision_id
FROM posts p JOIN revisions r ON r.id = p.current_id
"""


def upgrade() -> None:
    op.create_index("revisions_by_author", "revisions", ["author"])
    op.create_index("revisions_by_credit_author", "revisions", ["credit_author"])
    op.create_index("terms_by_name", "terms", ["name"])
    for statement in ("DROP VIEW articles", ARTICLES):
        op.execute(sa.text(statement))
