"""What the runs did and found."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from kazcrawl.archive.models import findings, runs
from kazcrawl.archive.records import StoredRun
from kazcrawl.items import Counts, Finding

_ADD_FINDING = insert(findings)


def start_run(connection: Connection, site: str, *, now: datetime, version: str, full: bool) -> int:
    """Write that a run began; return its number."""
    added = connection.execute(insert(runs), {"site": site, "started_at": now, "version": version, "full": full, "reason": ""})
    assert added.inserted_primary_key is not None
    return int(added.inserted_primary_key[0])


def finish_run(connection: Connection, run: int, *, now: datetime, counts: Counts, **told: Any) -> None:
    """Write how a run ended: `told` are outcome, reason and requests."""
    connection.execute(update(runs).where(runs.c.id == run).values(ended_at=now, **asdict(counts), **told))


def add_finding(connection: Connection, run: int | None, site: str, finding: Finding, *, now: datetime) -> None:
    """Write a finding of a run, or of an audit (run None)."""
    connection.execute(_ADD_FINDING, {"run": run, "site": site, "found_at": now, **asdict(finding)})


def last_runs(connection: Connection, site: str | None, limit: int) -> list[StoredRun]:
    """Return runs, the latest first."""
    wanted = select(runs).order_by(runs.c.id.desc()).limit(limit)
    return [_run(row) for row in connection.execute(wanted if site is None else wanted.where(runs.c.site == site))]


def findings_of(connection: Connection, run: int) -> list[Finding]:
    """Return what a run found, in order."""
    wanted = select(findings.c.kind, findings.c.url, findings.c.detail).where(findings.c.run == run).order_by(findings.c.id)
    return [Finding(*row) for row in connection.execute(wanted)]


def _run(row: Row[Any]) -> StoredRun:
    counts = Counts(**{name: getattr(row, name) for name in Counts.__slots__})
    values = {name: getattr(row, name) for name in StoredRun.__slots__ if name != "counts"}
    return StoredRun(**values, counts=counts)
