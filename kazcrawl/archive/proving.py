"""The archive's verbs about stored responses: which there are, what was read from them, and reading it all once more."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from kazcrawl.archive import captures, health, removing, rereading, tombstones
from kazcrawl.archive.engine import Database
from kazcrawl.archive.models import whole_second
from kazcrawl.archive.records import Reading
from kazcrawl.archive.tombstones import Tombstone
from kazcrawl.errors import PostNotFoundError
from kazcrawl.items import Capture, PostItem
from kazcrawl.warc import Earlier


class Proving:
    """A part of `Archive`, which opens the file and says what its verbs raise."""

    path: Path
    _database: Database

    @property
    def warcs(self) -> Path:
        """The folder of all WARCs; `Capture.file` is relative to it. It need not exist yet."""
        return self.path.parent / "warc"

    def save_captures(self, told: Sequence[Capture], *, site: str, run: int | None) -> None:
        """Store responses that no post was read from; those that are stored already are passed over."""
        with self._database.writing() as connection:
            captures.add_captures(connection, told, site=site, run=run)

    def find_earlier(self, site: str, digest: str) -> Earlier | None:
        """Return a whole stored response of the site with this payload digest, for a revisit to refer to."""
        with self._database.reading() as connection:
            row = captures.find_earlier(connection, site, digest)
        return Earlier(row.url, row.fetched_at, row.record_id) if row is not None else None

    def find_capture(self, record_id: str) -> Capture | None:
        """Return the response of that WARC-Record-ID."""
        with self._database.reading() as connection:
            return captures.find_capture(connection, record_id)

    def iter_captures(self, file: str | None = None, *, used: bool = False, site: str | None = None) -> Iterator[Capture]:
        """Yield responses by place: of one file, of one site, or all; `used`: only those whose payload a revision rests on."""
        with self._database.reading() as connection:
            yield from captures.iter_captures(connection, file, used=used, site=site)

    def dangling(self) -> list[Capture]:
        """Return the responses that repeat one which is not stored."""
        with self._database.reading() as connection:
            return captures.dangling(connection)

    def capture_files(self) -> dict[str, int]:
        """Return the files that stored responses stand in, with how many."""
        with self._database.reading() as connection:
            return captures.capture_files(connection)

    def move_captures(self, moved: Sequence[Capture]) -> None:
        """Write where responses stand now that their file was written anew."""
        with self._database.writing() as connection:
            captures.move_captures(connection, moved)

    def unproven(self) -> list[tuple[str, int]]:
        """Return (public id, revision row) of every revision with neither a response nor a reason why there is none."""
        with self._database.reading() as connection:
            return captures.unproven(connection)

    def altered(self) -> list[tuple[str, int]]:
        """Return (public id, revision row) of every revision whose content is not what its digest says."""
        with self._database.reading(scan=True) as connection:
            return list(health.altered(connection))

    def reasons_without(self) -> dict[str, int]:
        """Return reason → number of revisions that rest on no stored response."""
        with self._database.reading() as connection:
            return captures.reasons_without(connection)

    def tombstones(self, site: str | None = None) -> list[Tombstone]:
        """Return what was taken down, of a site or of all."""
        with self._database.reading() as connection:
            return tombstones.get_tombstones(connection, site)

    # --- taking down

    def iter_texts(self, without: str) -> Iterator[tuple[str, str | None, str, str]]:
        """Yield (public id, title, body, body_html) of every revision of every post but one."""
        with self._database.reading() as connection:
            yield from rereading.iter_texts(connection, without)

    def bury(self, public_id: str, *, reason: str, salt: str, marks: bytes, now: datetime) -> None:
        """Put a tombstone in the place of a post's content. What deleting leaves in the file goes with `compact`.

        Raises PostNotFoundError."""
        with self._database.writing() as connection:
            removing.bury(connection, public_id, reason=reason, salt=salt, marks=marks, now=whole_second(now))

    def clear_findings(self, holds: Callable[[str], bool]) -> None:
        """Empty the findings whose detail holds what was taken down."""
        with self._database.writing() as connection:
            removing.clear_findings(connection, holds)

    def compact(self) -> None:
        """Write the file anew, so that nothing deleted is left in it or its log. Raises StorageError when another process is in the way."""
        self._database.close()
        removing.compact(self.path)

    def finish_takedown(self, public_id: str, *, now: datetime) -> None:
        """Write that no file holds the content of a post any more."""
        with self._database.writing() as connection:
            removing.finish(connection, public_id, whole_second(now))

    # --- reading it all once more

    def reading(self, key: str) -> Reading:
        """Return what the current revision of a post was read from. Raises PostNotFoundError."""
        with self._database.reading() as connection:
            return rereading.get_reading(connection, key)

    def find_reading(self, key: str) -> Reading | None:
        """Return what the current revision of a post was read from, or None when no post is known so."""
        try:
            return self.reading(key)
        except PostNotFoundError:
            return None

    def post_ids(self, site: str | None = None) -> list[str]:
        """Return the public ids of all posts that have a revision, of a site or of all, in order."""
        with self._database.reading() as connection:
            return rereading.post_ids(connection, site)

    def iter_readings(self, site: str | None = None) -> Iterator[Reading]:
        """Yield what every current revision was read from, by public id."""
        with self._database.reading() as connection:
            yield from rereading.iter_readings(connection, site)

    def save_reread(self, reread: Sequence[tuple[Reading, PostItem]], *, now: datetime) -> int:
        """Store posts as they read now, each a revision "reparsed" of the moment of the one before; all in one transaction.

        A post whose current revision is another one by now is passed over. Returns how many were stored."""
        with self._database.writing() as connection:
            return rereading.save_reread(connection, reread, now=whole_second(now))
