"""Everything that is SQL: one SQLite file that keeps every revision of every post, and the verbs to use it."""

from kazcrawl.archive.archive import Archive
from kazcrawl.archive.chosen import ALL, STATUSES, Chosen
from kazcrawl.archive.facts import SiteFacts, site_facts
from kazcrawl.archive.models import ARTICLE_FIELDS
from kazcrawl.archive.outlets import OWN_FILE, registry_beside
from kazcrawl.archive.records import (
    FACETS,
    MARK_OFF,
    MARK_ON,
    Facets,
    Hit,
    Reading,
    Saved,
    SearchResult,
    StoredPost,
    StoredRevision,
    StoredRun,
)
from kazcrawl.archive.rowtext import KINDS, Field, csv_line, excel_line, json_line
from kazcrawl.archive.search import SORTS
from kazcrawl.archive.snapshot import ALL_ROWS, Selection, Snapshot, Totals
from kazcrawl.archive.tombstones import Tombstone

__all__ = [
    "ALL",
    "ALL_ROWS",
    "ARTICLE_FIELDS",
    "FACETS",
    "KINDS",
    "MARK_OFF",
    "MARK_ON",
    "OWN_FILE",
    "SORTS",
    "STATUSES",
    "Archive",
    "Chosen",
    "Facets",
    "Field",
    "Hit",
    "Reading",
    "Saved",
    "SearchResult",
    "Selection",
    "SiteFacts",
    "Snapshot",
    "StoredPost",
    "StoredRevision",
    "StoredRun",
    "Tombstone",
    "Totals",
    "csv_line",
    "excel_line",
    "json_line",
    "registry_beside",
    "site_facts",
]
