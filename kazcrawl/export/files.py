"""Where exports go: a file that is old or new and never half, a folder of them, or the standard output."""

import fcntl
import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

from kazcrawl.errors import ExportError

_BUFFER = 1 << 20
_DRAFT = ".kazcrawl-{}.new"
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is being written: under `path`, beside the one that it will be; `file` is open for writing and reading."""

    path: Path
    file: BinaryIO
    target: Path

    def publish(self) -> None:
        """Give the file its name, in one step, when all of it is on the disk."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.path.replace(self.target)
        sync_folder(self.target.parent)


@contextmanager
def open_draft(target: Path, *, force: bool) -> Iterator[Draft]:
    """Open a draft of a file; it is gone at the end unless it was published. What killed exports left in the folder goes, too.

    Raises ExportError for a file that stands already (unless `force`), a link, a folder, and when the disk fails."""
    with told_failures(target):
        refuse_odd_target(target, force=force)
        _sweep(target.parent)
        draft = _make_draft(target)
        try:
            with draft.file:
                yield draft
        finally:
            with suppress(OSError):
                draft.path.unlink(missing_ok=True)


class DraftFolder:
    """The new files of a folder: none has its name before all of them are whole."""

    def __init__(self, path: Path, drafts: ExitStack) -> None:
        self.path, self._stack = path, drafts
        self._drafts: dict[str, Draft] = {}

    def add(self, name: str) -> Draft:
        """Return the draft of a new file."""
        draft = self._drafts[name] = self._stack.enter_context(open_draft(self.path / name, force=True))
        return draft

    def publish(self, manifest: str, known: Collection[str]) -> None:
        """Give all files their names, the manifest's last; the old one goes first. So a folder with a manifest is whole, old or new.

        Files of `known` names that are not among the new ones belonged to the old manifest and go with it."""
        for draft in self._drafts.values():
            draft.file.flush()
            os.fsync(draft.file.fileno())
        for name in (manifest, *sorted(set(known) - set(self._drafts))):
            (self.path / name).unlink(missing_ok=True)
        sync_folder(self.path)
        for name in (*(name for name in self._drafts if name != manifest), manifest):
            self._drafts[name].publish()


@contextmanager
def open_folder(path: Path, known: Collection[str], *, force: bool) -> Iterator[DraftFolder]:
    """Open a folder for new files of `known` names; it is made when it is not there. Other files in it are left alone.

    Raises ExportError when one of them is there already (unless `force`) or is a link, for a link in place of the folder, and when
    another export is writing there."""
    with told_failures(path), ExitStack() as stack:
        _refuse_odd_folder(path)
        made = not path.exists()
        path.mkdir(mode=0o750, exist_ok=True)
        stack.callback(_remove_if_empty, path, made)
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        stack.callback(os.close, handle)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ExportError(f"another export is writing to {path}; try again when it has ended") from error
        for name in known:
            refuse_odd_target(path / name, force=force)
        yield DraftFolder(path, stack)


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """The process's own output as bytes."""
    sys.stdout.flush()
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


@contextmanager
def told_failures(target: Path) -> Iterator[None]:
    """Raise the disk's failures as ExportError; a closed pipe stays a BrokenPipeError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(f"cannot write {target}: {error.strerror or error}") from error


def refuse_odd_target(path: Path, *, force: bool) -> None:
    """Raise ExportError unless a file may be written there."""
    problems: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: "\0" in str(path), f"{str(path)!r} is no name of a file"),
        (path.is_symlink, f"{path} is a link; name the file itself"),
        (path.is_dir, f"{path} is a folder; name a file in it"),
        (lambda: path.exists() and not path.is_file(), f"{path} is no ordinary file"),
        (lambda: path.exists() and not force, f"{path} exists already; replace it with --force"),
        (lambda: not path.parent.is_dir(), f"there is no folder {path.parent}; make it first"),
    )
    for applies, words in problems:
        if applies():
            raise ExportError(words)


def _refuse_odd_folder(path: Path) -> None:
    if "\0" in str(path):
        raise ExportError(f"{str(path)!r} is no name of a folder")
    if path.is_symlink():
        raise ExportError(f"{path} is a link; name the folder itself")
    if path.exists() and not path.is_dir():
        raise ExportError(f"{path} is no folder")
    if not path.parent.is_dir():
        raise ExportError(f"there is no folder {path.parent}; make it first")


def _remove_if_empty(path: Path, made: bool) -> None:
    if made:
        with suppress(OSError):
            path.rmdir()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_draft(target: Path) -> Draft:
    """Make the draft and hold its lock, by which a living draft is told from one that a killed process left."""
    while True:
        path = target.with_name(_DRAFT.format(f"{os.getpid()}-{next(_numbers)}"))
        with suppress(FileExistsError):
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o640)
            file = os.fdopen(handle, "w+b", buffering=_BUFFER)
            fcntl.flock(handle, fcntl.LOCK_EX)
            if os.fstat(handle).st_nlink:  # else a sweep took it before it was locked
                return Draft(path, file, target)
            file.close()


def _sweep(folder: Path) -> None:
    for path in folder.glob(_DRAFT.format("*")):
        with suppress(OSError):
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
            finally:
                os.close(handle)
