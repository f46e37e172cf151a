"""After a kill: the open WARCs of a site are closed, and their whole records become rows. Hold the site's lock."""

from kazcrawl.archive import Archive
from kazcrawl.evidence.places import capture_of, find_files, name_of
from kazcrawl.items import Finding
from kazcrawl.warc import OPEN, WarcRecord, iter_records, recover

_ROWS_AT_ONCE = 500


def recover_site(archive: Archive, site: str) -> list[Finding]:
    """Close what killed runs left open; return a finding for each file. Raises StorageError."""
    findings = []
    for path in find_files(archive.warcs, site):
        if path.name.endswith(OPEN):
            done = recover(path)
            name = name_of(path, archive.warcs)
            findings.append(Finding("capture-recovered", name, f"{done.records} records kept, {done.torn} bytes of a torn one put aside"))
            for sibling in find_files(archive.warcs, site):
                if _run(name) == _run(name_of(sibling, archive.warcs)) and not sibling.name.endswith(OPEN):
                    index_file(archive, name_of(sibling, archive.warcs), site=site)
    return findings


def index_file(archive: Archive, file: str, *, site: str) -> int:
    """Make a row of every response in a file that has none yet; return how many records there are."""
    rows, count = [], 0
    for record in iter_records(archive.warcs / file, check=False):
        capture = capture_of(record, file) if isinstance(record, WarcRecord) else None
        if capture is not None:
            rows.append(capture)
            count += 1
        if len(rows) >= _ROWS_AT_ONCE:
            archive.save_captures(rows, site=site, run=None)
            rows = []
    archive.save_captures(rows, site=site, run=None)
    return count


def _run(name: str) -> str:
    """The part of a file's name that all files of a run share."""
    return name.rpartition("-")[0]
