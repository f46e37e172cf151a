"""Anyone's WARC files into the archive: the records of a site are found, chosen and read like the copies of a public archive.

Twice through the files with flat memory: first to see what is there, then to read what was chosen."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kazcrawl import __version__
from kazcrawl.archive import Archive
from kazcrawl.discover.past import Choice, choose_copies, nearest_copy, next_of_list
from kazcrawl.discover.wayback import Copy, read_replay
from kazcrawl.errors import ParseError, RouteError, WarcError
from kazcrawl.evidence.copies import ReadList, iter_uncaptured, owns, read_copy, read_list
from kazcrawl.evidence.keeping import Keeping
from kazcrawl.items import Counts, Finding, PostItem, Site
from kazcrawl.outlets import use_registry
from kazcrawl.steps import normalize, problems
from kazcrawl.urls import canonical_url, url_key
from kazcrawl.warc import BrokenRecord, WarcRecord, iter_records

# A page beyond this is no news post; the same bound as in a crawl.
MAX_PAGE = 16 * 1024 * 1024
Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record stands: its file, the offset of its piece, and how far inside that (see `WarcRecord.inner`)."""

    path: Path
    offset: int
    inner: int


@dataclass
class Tally:
    """What became of the copies read: a field of Counts for each, and what was found on the way."""

    counts: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, outcome: str) -> None:
        """Count one copy."""
        for name in ("asked", outcome):
            self.counts[name] = self.counts.get(name, 0) + 1

    @property
    def outcome(self) -> str:
        """`done`, or `unhealthy` when records were broken or a copy failed: something may be missing."""
        worrying = {"broken-record", "doubtful-record", "copy-unreadable"} & {finding.kind for finding in self.findings}
        return "unhealthy" if worrying or self.counts.get("failed") else "done"


@dataclass(frozen=True, slots=True)
class Seen:
    """The first look: the records of the wanted origins with their places, and what is broken."""

    spots: Mapping[Copy, Spot]
    broken: tuple[Finding, ...]


def look(files: Sequence[Path], wanted: Callable[[str], bool], *, watch: Watch) -> Seen:
    """Go through the files once and return what they hold of the addresses that are wanted. Raises WarcError for a file that is none."""
    spots: dict[Copy, Spot] = {}
    broken: list[Finding] = []
    total, before = sum(path.stat().st_size for path in files), 0
    for path in files:
        whole = 0
        for record in iter_records(path):
            watch(before + record.offset, total)
            if isinstance(record, BrokenRecord):
                broken.append(Finding("broken-record", "", f"{path.name} at {record.offset}: {record.reason}"))
                continue
            whole += 1
            copy = _copy_of(record)
            if copy is not None and wanted(copy.url):
                spots.setdefault(copy, Spot(path, record.offset, record.inner))
                if record.problems:
                    broken.append(Finding("doubtful-record", copy.url, f"{path.name} at {record.offset}: {', '.join(record.problems)}"))
        if not whole:
            raise WarcError(f"{path} holds no WARC record; give .warc, .warc.gz or .warc.zst files")
        before += path.stat().st_size
    return Seen(spots, tuple(broken))


def ingest_site(archive: Archive, site: Site, seen: Seen, *, now: Callable[[], datetime], watch: Watch) -> tuple[int, Tally]:
    """Store what was seen of a site as one run; return its number and the sum. Copies dealt with before are passed over.

    Raises SiteLockedError, ArchiveError."""
    archive.lock_site(site.name)
    use_registry(archive.registry)  # posts are read with the outlets that stand beside the archive
    run = archive.start_run(site.name, now=now(), version=__version__, full=False)
    tally = Tally(findings=list(seen.broken))
    outcome, why = "failed", "ended early"
    try:
        own = {copy: spot for copy, spot in seen.spots.items() if owns(site, copy.url)}
        choice = choose_copies(own, done=archive.done_copies(site.name))
        with Keeping(archive, site.name, run) as keeping:
            worker = _Ingest(archive, site, own, choice, run, tally, keeping, now)
            for done, copy in enumerate(worker.posts()):
                watch(done, len(choice.posts))
                archive.note_copy(site.name, (url_key(copy.url), copy.stamp), "ingested", run=run)
            worker.lists()
        outcome, why = tally.outcome, ""
    finally:
        for finding in tally.findings:
            archive.add_finding(run, site.name, finding, now=now())
        archive.finish_run(run, counts=Counts(**tally.counts), outcome=outcome, reason=why, requests=0, now=now())
        archive.unlock_site(site.name)
    return run, tally


@dataclass
class _Ingest:
    """The second time through the files, for one site."""

    _archive: Archive
    _site: Site
    _spots: Mapping[Copy, Spot]
    _choice: Choice
    _run: int
    _tally: Tally
    _keeping: Keeping
    _now: Callable[[], datetime]

    def posts(self) -> Iterator[Copy]:
        """Store the chosen copies in the order of the files; yield each that is done with."""
        chosen = {self._spots[copy]: copy for copy in self._choice.posts}
        for path in dict.fromkeys(spot.path for spot in chosen):
            for record in iter_records(path, check=False):
                copy = chosen.get(Spot(path, record.offset, record.inner)) if isinstance(record, WarcRecord) else None
                if copy is not None and isinstance(record, WarcRecord):
                    self._post(copy, record)
                    yield copy

    def lists(self) -> None:
        """Store what only feeds and list pages hold, and tell what is merely named."""
        held = set(self._archive.held_keys(self._site.name))
        named: list[str] = []
        for (kind, _), copies in self._choice.lists.items():
            read: dict[str, frozenset[str]] = {}
            while (copy := next_of_list(copies, read)) is not None:
                told = self._list(kind, copy, lambda url: url_key(url) not in held)
                read[copy.stamp] = frozenset(map(url_key, told.urls))
                named += told.urls
                for item in told.items:
                    held.add(url_key(item.url))
                    self._save(item)
        for url in iter_uncaptured(named, frozenset(held | self._choice.named)):
            self._tally.findings.append(Finding("named-only", url, "a list of the past names it, but no copy of its text is held"))

    def _post(self, copy: Copy, record: WarcRecord) -> None:
        try:
            item = self._read(copy, record)
            captures = [self._keeping.keep(record, "page")]
            if item.pages:
                nearest = [nearest_copy(self._choice.parts.get(url_key(url), ()), copy.at) for url in item.pages]
                if None in nearest:
                    item.findings = (*item.findings, "part-missing")
                else:
                    bodies = []
                    for part in map(self._find, (part for part in nearest if part is not None)):
                        bodies.append(part.body(max_bytes=MAX_PAGE))
                        captures.append(self._keeping.keep(part, "part"))
                    item = self._read(copy, record, parts=tuple(bodies))
        except (ParseError, WarcError, ValueError) as error:
            reason = error.reason if isinstance(error, ParseError) else str(error)
            self._tally.add("rejected")
            self._tally.findings.append(Finding("rejected", copy.url, f"copy-{reason}"))
        else:
            item.captures = tuple(captures)
            self._save(item)

    def _read(self, copy: Copy, record: WarcRecord, *, parts: tuple[bytes, ...] = ()) -> PostItem:
        if record.truncated:
            raise ParseError(copy.url, "truncated", record.truncated)
        body = record.body(max_bytes=MAX_PAGE)
        return read_copy(body, copy=copy, kept_at=_kept_at(record), site=self._site, content_type=record.content_type, parts=parts)

    def _find(self, copy: Copy) -> WarcRecord:
        spot = self._spots[copy]
        for record in iter_records(spot.path, spot.offset, check=False):
            if isinstance(record, WarcRecord) and (record.offset, record.inner) == (spot.offset, spot.inner):
                return record
        raise WarcError(f"{spot.path} has no whole record at {spot.offset}")

    def _list(self, kind: str, copy: Copy, wanted: Callable[[str], bool]) -> ReadList:
        try:
            record = self._find(copy)
            body, kept_at = record.body(max_bytes=MAX_PAGE), _kept_at(record)
            told = read_list(kind, body, copy=copy, kept_at=kept_at, site=self._site, wanted=wanted)
            if told.items:
                captures = (self._keeping.keep(record, kind),)
                for item in told.items:
                    item.captures = captures
        except (ParseError, RouteError, WarcError, ValueError) as error:
            self._tally.findings.append(Finding("copy-unreadable", copy.url, str(error)))
            return ReadList(())
        return told

    def _save(self, item: PostItem) -> None:
        item = normalize(item)
        wrong = problems(item)
        if wrong:
            self._tally.add("rejected")
            self._tally.findings.append(Finding("rejected", item.url, ", ".join(wrong)))
            return
        saved = self._archive.save_post(item, site=self._site.name, run=self._run, now=self._now())
        self._tally.add(saved.outcome.value)
        self._tally.findings += [*saved.findings, *(Finding(kind, item.url) for kind in item.findings)]


def _copy_of(record: WarcRecord) -> Copy | None:
    """Return a good answer as a copy; a record that was itself taken from a public archive tells the address and time of the original."""
    if record.kind not in ("response", "resource") or record.date is None or not record.url:
        return None
    if record.kind == "response" and record.status != 200:
        return None
    told = read_replay(record.url)
    at, url = told or (record.date, canonical_url(record.url))
    if url is None:
        return None
    mimetype = (record.content_type or "").partition(";")[0].strip().lower()
    return Copy(at.replace(microsecond=0), url, mimetype, 200, record.payload_digest or _digest(record))


def _digest(record: WarcRecord) -> str:
    try:
        return base64.b32encode(hashlib.sha1(record.payload(max_bytes=MAX_PAGE), usedforsecurity=False).digest()).decode()
    except WarcError:
        return ""


def _kept_at(record: WarcRecord) -> str:
    """Return by which address the copy is known: the archive's where it came from one, else the record's own id."""
    return record.url if record.url and read_replay(record.url) else record.record_id.strip("<>")


def origins_in(files: Iterable[Path]) -> list[str]:
    """Return the hosts that the files hold most of, for the person who named none of them."""
    found: dict[str, int] = {}
    for path in files:
        for record in iter_records(path, check=False):
            url = canonical_url(record.url) if isinstance(record, WarcRecord) and record.url else None
            if url is not None:
                host = url.split("/", 3)[2]
                found[host] = found.get(host, 0) + 1
    return sorted(found, key=lambda host: -found[host])[:5]
