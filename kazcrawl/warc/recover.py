"""What a killed writer leaves: the whole records of its open file are kept, the torn end is put aside."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from kazcrawl.errors import StorageError
from kazcrawl.warc.reader import iter_records
from kazcrawl.warc.records import BrokenRecord
from kazcrawl.warc.writer import OPEN

# The end of a file that a kill tore off: kept for whoever wants to look, read by nobody.
TORN = ".torn"


@dataclass(frozen=True, slots=True)
class Recovered:
    """A file that was closed on behalf of its killed writer. `torn` bytes were put aside; `path` is None when nothing whole was there."""

    path: Path | None
    records: int
    torn: int


def recover(path: Path) -> Recovered:
    """Close an open file whose writer is dead (hold the site's lock!): keep its whole records, put the rest into `NAME.torn`.

    Doing it again after a kill in the middle comes to the same. Raises StorageError."""
    assert path.name.endswith(OPEN)
    final = path.with_name(path.name.removesuffix(OPEN))
    records, end = 0, 0
    for found in iter_records(path, check=False):
        if isinstance(found, BrokenRecord):
            break
        records, end = records + 1, found.offset + found.length
    try:
        torn = path.stat().st_size - end
        if torn:
            _put_aside(path, end, final.with_name(final.name + TORN))
        if not records:
            path.unlink()
            return Recovered(None, 0, torn)
        path.replace(final)
    except OSError as error:
        raise StorageError(f"cannot recover {path}: {error.strerror}") from error
    return Recovered(final, records, torn)


def _put_aside(path: Path, end: int, target: Path) -> None:
    with path.open("r+b") as file:
        file.seek(end)
        with target.open("wb") as aside:
            target.chmod(0o640)
            shutil.copyfileobj(file, aside)
            aside.flush()
            os.fsync(aside.fileno())
        file.truncate(end)
        os.fsync(file.fileno())
