"""Copies of the archive: one file, whole, closed to other users. Copying a live database's file by hand loses what is in its log."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from kazcrawl.errors import StorageError


def make_backup(source: Path, target: Path, *, replace: bool = False) -> None:
    """Write a compact copy of the database as it is at this moment; others may go on writing. Checked before it takes its name.

    Raises StorageError when `target` stands already (unless `replace`) or the copy fails; nothing half-written stays."""
    if not replace and os.path.lexists(target):
        raise StorageError(f"{target} exists already; choose another name")
    draft = target.with_name(f".{target.name}.new")
    try:
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o640))
        with closing(sqlite3.connect(f"file:{quote(str(source.absolute()))}?mode=ro", uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(draft),))
        with closing(sqlite3.connect(draft)) as connection:
            verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise StorageError(f"the copy of {source} is damaged: {verdict}")
        draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"cannot write the backup {target}: {error}") from error
    finally:
        draft.unlink(missing_ok=True)
