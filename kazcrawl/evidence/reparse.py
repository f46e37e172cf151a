"""The archive parsed again, offline: what would change, and storing it as revisions "reparsed"."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from kazcrawl.archive import Archive, Reading
from kazcrawl.archive.revisions import content_hash, content_of
from kazcrawl.errors import ParseError, WarcError
from kazcrawl.evidence.hiding import TAKEDOWN
from kazcrawl.evidence.places import read_body, read_capture, with_payload
from kazcrawl.evidence.reread import Change, Rereader, find_changes
from kazcrawl.items import PostItem, Site
from kazcrawl.outlets import use_registry
from kazcrawl.sites import file_sites

# No body is unpacked beyond this: more than a crawl would have taken.
MAX_BYTES = 64 * 1024 * 1024
POSTS_AT_ONCE = 50
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Changed:
    """A post that reads otherwise now."""

    public_id: str
    url: str
    changes: tuple[Change, ...]


@dataclass(slots=True)
class Summary:
    """What reading all again came to. `failed` maps public ids to why a post could not be read; `stored` is 0 in a dry run;
    `hidden` are those that would read otherwise only because a takedown took words out of their captures: they stay as they are."""

    posts: int = 0
    unchanged: int = 0
    without_capture: int = 0
    hidden: int = 0
    stored: int = 0
    changed: list[Changed] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> Counter[str]:
        """How often each field would change."""
        return Counter(change.field for post in self.changed for change in post.changes)


def reparse(archive: Archive, keys: Iterable[str], *, now: datetime, dry_run: bool, progress: Progress | None = None) -> Summary:
    """Read posts again; unless `dry_run` store what differs, some posts at a time, so that a kill loses nothing and doing it again goes on.

    The sites' locks must be held when storing."""
    rereader, summary = make_rereader(archive), Summary()
    waiting: list[tuple[Reading, PostItem]] = []
    wanted = list(keys)
    for key in wanted:
        reading = archive.reading(key)
        item = _reread(archive, rereader, reading, summary)
        if item is not None and not dry_run:
            waiting.append((reading, item))
        if len(waiting) >= POSTS_AT_ONCE:
            summary.stored += archive.save_reread(waiting, now=now)
            waiting = []
        if progress is not None:
            progress(summary.posts, len(wanted), f"{len(summary.changed)} changed")
    if waiting:
        summary.stored += archive.save_reread(waiting, now=now)
    return summary


def settle_reading(archive: Archive, rereader: Rereader, item: PostItem, *, now: datetime) -> str | None:
    """Before a post's new page is saved: if it says otherwise than what is stored, or another parser read that, read the stored captures
    as they are read today (rules, selectors and outlets change as sites do) and store that first.

    Returns "edited" when that could be done, so that whatever still differs is the site's doing; None when the archive must guess."""
    reading = archive.find_reading(item.url) or archive.find_reading(item.requested_url or item.url)
    if reading is None or reading.site != item.site or not reading.captures or not item.captures:
        return None
    stored = reading.stored
    if stored.parser_version == item.parser_version and stored.content_hash == content_hash(content_of(item)):
        return None
    try:
        old = rereader.read(reading)
    except (ParseError, WarcError):
        return None
    if find_changes(reading.stored, old):
        if _is_hidden(archive, reading):
            return None
        archive.save_reread([(reading, old)], now=now)
    return "edited" if reading.captures[0].role == item.captures[0].role else None


def make_rereader(archive: Archive, site: Site | None = None) -> Rereader:
    """Return what reads an archive's posts again, with the sites as they are configured today; `site` is one that a crawl has at hand."""
    use_registry(archive.registry)
    known = known_sites(archive) | ({site.name: site} if site is not None else {})
    return Rereader(known.get, lambda capture: read_body(archive, capture, max_bytes=MAX_BYTES))


def known_sites(archive: Archive) -> dict[str, Site]:
    """Return the sites by name: a spider file's own words, with the origins that crawls learned."""
    rows = {site.name: site for site in archive.iter_sites()}
    for site in file_sites():
        row = rows.get(site.name)
        learned = row.origins if row is not None else ()
        rows[site.name] = replace(site, home=row.home if row else site.home, origins=tuple(dict.fromkeys((*site.origins, *learned))))
    return rows


def _reread(archive: Archive, rereader: Rereader, reading: Reading, summary: Summary) -> PostItem | None:
    """Return the post if it reads otherwise now, and count what became of it."""
    summary.posts += 1
    if not reading.captures:
        summary.without_capture += 1
        return None
    try:
        item = rereader.read(reading)
    except (ParseError, WarcError) as error:
        summary.failed[reading.public_id] = str(error)
        return None
    changes = find_changes(reading.stored, item)
    if not changes:
        summary.unchanged += 1
        return None
    if _is_hidden(archive, reading):
        summary.hidden += 1
        return None
    summary.changed.append(Changed(reading.public_id, reading.url, changes))
    return item


def _is_hidden(archive: Archive, reading: Reading) -> bool:
    """Whether words were taken out of what a revision was read from."""
    for capture in reading.captures:
        record = read_capture(archive, with_payload(archive, capture), check=False)
        record.block.close()
        if TAKEDOWN.lower() in record.headers:
            return True
    return False
