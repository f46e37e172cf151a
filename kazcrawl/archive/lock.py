"""One run per site: a lock of the kernel's, which nothing that dies can leave behind."""

import fcntl
import os
from pathlib import Path
from urllib.parse import quote

from kazcrawl.errors import StorageError
from kazcrawl.project import make_folder


def lock_path(folder: Path, name: str) -> Path:
    """Return the lock's file: <folder>/locks/<name>.lock, with every character that could lead out of the folder escaped."""
    return folder / "locks" / f"{quote(name, safe='')}.lock"


def take_lock(folder: Path, name: str, *, wait: bool = False) -> int | None:
    """Take the lock and return its open file, or None when another process (or another Archive) holds it.

    The file stays when the lock goes: removing it would let two processes lock two files of one name."""
    path = lock_path(folder, name)
    try:
        make_folder(path.parent)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o640)
    except OSError as error:
        raise StorageError(f"cannot lock {path}: {error.strerror}; check the folder's owner and permissions") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(file)
        return None
    return file


def drop_lock(file: int) -> None:
    """Give the lock back."""
    os.close(file)
