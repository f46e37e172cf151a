"""A post taken down: out of the database, its copies, the stored responses, and whatever else the data folder holds of it.

The tombstone comes first and the content goes with it; what remains are files, found by the tombstone's marks. So a kill at any moment
leaves an archive that is sound, and doing it again finishes it."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from kazcrawl.archive import Archive, StoredRevision, Tombstone
from kazcrawl.archive.removing import is_copy, scrub_copy
from kazcrawl.errors import ConfigError, StorageError
from kazcrawl.evidence.files import may_hold
from kazcrawl.evidence.hiding import hide_in_record
from kazcrawl.evidence.marks import Marked, make_marks, pack_marks, read_words
from kazcrawl.evidence.places import find_files
from kazcrawl.evidence.recovery import recover_site
from kazcrawl.evidence.rewriting import is_open, rewrite
from kazcrawl.evidence.sharing import plain_text, without_shared
from kazcrawl.urls import url_key
from kazcrawl.warc import WarcRecord

# Files beside the archive that are the user's own words or hold no text.
_LEFT_ALONE = ("outlets.toml", "README.md", ".lock", "-wal", "-shm")
Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class Done:
    """What a takedown came to. `also_in` are other posts that say some of it too: what they share stayed."""

    public_id: str
    records: int = 0
    files: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    unreadable: int = 0
    also_in: tuple[str, ...] = ()


def takedown(archive: Archive, key: str, *, reason: str | None, now: datetime, progress: Progress | None = None) -> Done:
    """Take a post down, or finish what was begun. Raises PostNotFoundError, SiteLockedError, StorageError; ConfigError without a reason."""
    stone = find_stone(archive, key)
    also_in: tuple[str, ...] = ()
    if stone is None:
        stone, also_in = _bury(archive, key, reason, now)
    archive.lock_site(stone.site)
    recover_site(archive, stone.site)
    done = Done(stone.public_id, also_in=also_in)
    marked = Marked.unpack(stone.salt, stone.marks)
    _clear_warcs(archive, stone, marked, done, progress)
    _clear_others(archive, stone, marked, done)
    archive.clear_findings(marked.is_in)
    archive.compact()
    archive.finish_takedown(stone.public_id, now=now)
    return done


def find_stone(archive: Archive, key: str) -> Tombstone | None:
    """Return the tombstone of a post by its id or any of its addresses."""
    return next((stone for stone in archive.tombstones() if key == stone.public_id or url_key(key) in stone.keys), None)


def _bury(archive: Archive, key: str, reason: str | None, now: datetime) -> tuple[Tombstone, tuple[str, ...]]:
    post = archive.get_post(key)
    if not (reason or "").strip():
        raise ConfigError("say why it is taken down, for whoever asks later: --reason '…'")
    archive.lock_site(post.site)
    salt = secrets.token_hex(16)
    others = (
        (name, [title or "", *body.split("\n\n"), *plain_text(html)]) for name, title, body, html in archive.iter_texts(post.public_id)
    )
    own, also_in = without_shared(read_words(_paragraphs(archive.history(post.public_id))), others)
    archive.bury(post.public_id, reason=(reason or "").strip(), salt=salt, marks=pack_marks(make_marks(own, salt)), now=now)
    stone = find_stone(archive, post.public_id)
    assert stone is not None
    return stone, also_in


def _paragraphs(history: Iterable[StoredRevision]) -> Iterable[str]:
    for revision in history:
        yield revision.title or ""
        yield from revision.body.split("\n\n")
        yield from plain_text(revision.body_html)
        yield revision.credit.line if revision.credit else ""
        yield from (text for media in revision.media for text in (media.alt, media.caption))


def _clear_warcs(archive: Archive, stone: Tombstone, marked: Marked, done: Done, progress: Progress | None) -> None:
    own = frozenset(stone.keys)
    files = [path for path in find_files(archive.warcs) if not is_open(path)]
    total, at = sum(path.stat().st_size for path in files), 0

    def keep(record: WarcRecord) -> bytes | None:
        return hide_in_record(record, [marked], own=_is_own(record.url, own))

    for path in files:
        size, name = path.stat().st_size, path.name
        told = rewrite(archive, path, keep, f"{stone.taken_at:%Y-%m-%dT%H:%M:%SZ}")
        done.records, done.unreadable = done.records + told.changed, done.unreadable + told.unreadable
        if told.changed or told.unreadable:
            done.files.append(name)
        at += size
        if progress is not None:
            progress(at, total, name)


def _is_own(url: str | None, keys: frozenset[str]) -> bool:
    """Whether an address is one of the post's, or a further page of it (`/post/2/`, `?p=7&page=2`)."""
    if not url:
        return False
    key = url_key(url)
    if key in keys:
        return True
    head, _, last = key.rstrip("/").rpartition("/")
    part = last.isdigit() and len(last) < 4 and (head in keys or head + "/" in keys)
    return part or key.partition("&page=")[0] in keys


def _clear_others(archive: Archive, stone: Tombstone, marked: Marked, done: Done) -> None:
    """Clear copies of the database; delete exports and all else that holds the text: they can be made again."""
    folder, warcs = archive.path.parent, set(find_files(archive.warcs))
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
        name = path.relative_to(folder).as_posix()
        if path in warcs or path == archive.path or path.name.endswith(_LEFT_ALONE):
            continue
        if is_copy(path):
            if scrub_copy(path, stone.public_id, stone.keys):
                done.copies.append(name)
        elif may_hold(path, marked):
            try:
                path.unlink()
            except OSError as error:
                raise StorageError(f"cannot delete {path}: {error.strerror}") from error
            done.deleted.append(name)
