"""Whether the archive is what it says: every record read back, every row resolved, every revision proven, the database sound."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kazcrawl.archive import Archive
from kazcrawl.evidence.places import capture_of, find_files, name_of
from kazcrawl.items import Capture
from kazcrawl.warc import OPEN, BrokenRecord, WarcRecord, iter_records

# Takes (bytes read, bytes in all, what is read now).
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong: where (a file and an offset, a post, the database) and what."""

    kind: str
    where: str
    detail: str


@dataclass(slots=True)
class Report:
    """What was looked at and what was found. `notes` are worth knowing and no fault."""

    files: int = 0
    records: int = 0
    captures: int = 0
    posts: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def verify(archive: Archive, progress: Progress | None = None) -> Report:
    """Read everything back."""
    report = Report(posts=archive.count_posts())
    report.faults += [Fault("database", archive.path.name, line) for line in archive.check()]
    if not archive.compares():
        report.notes.append(f"{archive.path.name} can only be read, so its search index was not compared with the texts")
    report.faults += [Fault("altered", name, f"revision {row} is not what its digest says") for name, row in archive.altered()]
    report.faults += [Fault("unproven", name, f"revision {row} has no capture and no reason why") for name, row in archive.unproven()]
    report.notes += [f"{count} revisions without a capture: {note}" for note, count in sorted(archive.reasons_without().items())]
    files = find_files(archive.warcs)
    sizes = {path: path.stat().st_size for path in files}
    done, total = 0, sum(sizes.values())
    for path in files:
        for end in _verify_file(archive, path, report):
            if progress is not None:
                progress(done + end, total, path.name)
        done += sizes[path]
    _find_missing(archive, {name_of(path, archive.warcs) for path in files}, report)
    for stone in archive.tombstones():
        if not stone.finished:
            report.notes.append(f"{stone.public_id}: its takedown is not finished; run: kazcrawl takedown {stone.public_id}")
    return report


def compare(record: WarcRecord, row: Capture | None, file: str) -> Iterator[Fault]:
    """Yield what a record and the row that points at its place say differently. Pure."""
    where = f"{file} at {record.offset}"
    for problem in record.problems:
        yield Fault("digest", where, problem)
    found = capture_of(record, file)
    if row is None:
        return
    if found is None or found.record_id != row.record_id:
        yield Fault("place", where, f"{record.record_id or 'no record'} stands where {row.record_id} should")
        return
    for name in ("digest", "url", "status", "length", "refers_to"):
        if getattr(found, name) != getattr(row, name):
            yield Fault("row", where, f"its {name} is {getattr(found, name)}, the archive says {getattr(row, name)}")


def _verify_file(archive: Archive, path: Path, report: Report) -> Iterator[int]:
    """Read one file against its rows; yields how far it came."""
    name = name_of(path, archive.warcs)
    rows: dict[int, Capture] = {row.offset: row for row in archive.iter_captures(name)}
    report.files, report.captures = report.files + 1, report.captures + len(rows)
    unknown = 0
    for found in iter_records(path):
        if isinstance(found, BrokenRecord):
            if path.name.endswith(OPEN):
                report.notes.append(f"{name} is being written, or a kill left it: the next crawl closes it")
            else:
                report.faults.append(Fault("broken", f"{name} at {found.offset}", found.reason))
            continue
        report.records += 1
        row = rows.pop(found.offset, None)
        unknown += row is None and capture_of(found, name) is not None
        report.faults += compare(found, row, name)
        yield found.offset + found.length
    report.faults += [Fault("missing", f"{name} at {offset}", f"{row.url}: no whole record is there") for offset, row in rows.items()]
    if unknown and not path.name.endswith(OPEN):
        report.notes.append(f"{name} holds {unknown} responses that the archive does not list")


def _find_missing(archive: Archive, there: set[str], report: Report) -> None:
    """Rows whose file is gone, and revisits whose original is."""
    for file, count in archive.capture_files().items():
        if file not in there:
            report.captures += count
            report.faults.append(Fault("missing", file, f"the file is not there; {count} captures stood in it"))
    for row in archive.dangling():
        report.faults.append(Fault("missing", f"{row.file} at {row.offset}", f"{row.url} repeats {row.refers_to}, which is not stored"))
