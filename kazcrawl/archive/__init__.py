"""Everything that is SQL: one SQLite file that keeps every revision of every post, and the verbs to use it."""

from kazcrawl.archive.archive import Archive
from kazcrawl.archive.chosen import ALL, STATUSES, Chosen
from kazcrawl.archive.models import ARTICLE_FIELDS
from kazcrawl.archive.records import MARK_OFF, MARK_ON, Hit, Saved, SearchResult, StoredPost, StoredRevision, StoredRun

__all__ = [
    "ALL",
    "ARTICLE_FIELDS",
    "MARK_OFF",
    "MARK_ON",
    "STATUSES",
    "Archive",
    "Chosen",
    "Hit",
    "Saved",
    "SearchResult",
    "StoredPost",
    "StoredRevision",
    "StoredRun",
]
