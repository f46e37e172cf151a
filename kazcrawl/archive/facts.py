"""What a reader of a dataset must know of its sites: where they are, how complete the archive is, what the last run came to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kazcrawl.archive import articles, memory, runs, sites
from kazcrawl.archive.records import StoredRun
from kazcrawl.archive.snapshot import Selection, Snapshot, Totals
from kazcrawl.discover.audit import Audit, audit

_RUNS_LOOKED_AT = 1_000
# The kind of finding by which a run tells its own audit in one line.
_AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """One site: `home` when it is still on the list, its last run that ended by the moment of the dataset with that run's findings by
    kind, and the audit of the whole site, whatever was chosen of it (None as of an earlier day: lists of the past are not kept);
    `audit_then` is what that run told of its own audit, "" if nothing."""

    totals: Totals
    home: str | None
    last_run: StoredRun | None
    findings: Mapping[str, int]
    audit: Audit | None
    audit_then: str = ""


def site_facts(snapshot: Snapshot, selection: Selection) -> list[SiteFacts]:
    """Return the facts of every site that has rows in the dataset, by name.

    An audit reads the addresses of all posts of a site, one site after the other: the only thing here that takes memory with them."""
    return [_facts(snapshot, selection, totals) for totals in snapshot.totals(selection)]


def _facts(snapshot: Snapshot, selection: Selection, totals: Totals) -> SiteFacts:
    connection, name = snapshot.connection, totals.site
    site = sites.get_site(connection, name)
    ended = (run for run in runs.last_runs(connection, name, _RUNS_LOOKED_AT) if run.ended_at is not None)
    last = next((run for run in ended if selection.as_of is None or (run.ended_at and run.ended_at <= selection.as_of)), None)
    findings = runs.findings_of(connection, last.id) if last else []
    found = Counter(finding.kind for finding in findings if finding.kind != _AUDIT)
    then = next((finding.detail for finding in findings if finding.kind == _AUDIT), "")
    told = None
    if selection.as_of is None:
        held, others = articles.known_posts(connection, name), memory.get_others(connection, name)
        told = audit(name, memory.get_inventories(connection, name), held, others)
    return SiteFacts(totals, site.home if site else None, last, dict(sorted(found.items())), told, then)
