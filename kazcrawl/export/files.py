"""Where exports go: a file that is old or new and never half, or the standard output."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from kazcrawl.errors import ExportError
from kazcrawl.export.formats import FORMATS, Row

_BUFFER = 1 << 20


def export_file(kind: str, rows: Iterable[Row], path: Path | None, *, force: bool = False) -> int:
    """Write the rows as `kind` (a key of FORMATS) to a file, or to the standard output when `path` is None; return how many.

    The file takes its name in one step when all of it is on the disk: whatever happens, it is the old one or the new one.
    Raises ExportError for a file that stands already (unless `force`), a link, a folder, and when the disk fails. A closed
    pipe raises BrokenPipeError."""
    write = FORMATS[kind]
    with _standard_output() if path is None else _new_file(path, force=force) as out:
        return write(rows, out)


@contextmanager
def _new_file(path: Path, *, force: bool) -> Iterator[TextIO]:
    draft = path.with_name(f".kazcrawl-{os.getpid()}.new")
    try:
        _refuse_odd_target(path, force=force)
        draft.unlink(missing_ok=True)
        file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o640)
        with os.fdopen(file, "w", encoding="utf-8", newline="", buffering=_BUFFER) as out:
            yield out
            out.flush()
            os.fsync(file)
        draft.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """The process's own output as UTF-8 without translated line ends, whatever the locale."""
    sys.stdout.flush()
    out = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    try:
        yield out
    finally:
        out.detach()


def _refuse_odd_target(path: Path, *, force: bool) -> None:
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


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
