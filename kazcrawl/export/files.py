"""Where exports go: a file that is old or new and never half, or the standard output."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from kazcrawl.errors import ExportError

STDOUT = "-"
_BUFFER = 1 << 20


@contextmanager
def export_file(path: str | Path) -> Iterator[TextIO]:
    """Open a UTF-8 text file to write an export to; at the end of the `with` it takes its name in one step, on an error nothing does.

    "-" is the standard output. Line ends are written as given. Raises ExportError for a target that is a folder, a link or
    cannot be written, and when the disk fails; what stood there before still stands."""
    if str(path) == STDOUT:
        yield from _standard_output()
        return
    target = Path(path)
    draft = target.with_name(f".kazcrawl-{os.getpid()}.new")
    try:
        _refuse_odd_target(target)
        draft.unlink(missing_ok=True)
        file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o640)
        with os.fdopen(file, "w", encoding="utf-8", newline="", buffering=_BUFFER) as out:
            yield out
            out.flush()
            os.fsync(file)
        draft.replace(target)
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:
        raise ExportError(f"cannot write {target}: {getattr(error, 'strerror', None) or error}") from error
    finally:
        with suppress(OSError, ValueError):
            draft.unlink(missing_ok=True)


def _standard_output() -> Iterator[TextIO]:
    """The process's own output as UTF-8 without translated line ends, whatever the locale. A closed pipe raises BrokenPipeError."""
    sys.stdout.flush()
    out = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    try:
        yield out
    finally:
        out.detach()


def _refuse_odd_target(target: Path) -> None:
    if target.is_symlink():
        raise ExportError(f"{target} is a link; name the file itself")
    if target.is_dir():
        raise ExportError(f"{target} is a folder; name a file in it")
    if target.exists() and not target.is_file():
        raise ExportError(f"{target} is no ordinary file")
    if not target.parent.is_dir():
        raise ExportError(f"there is no folder {target.parent}; make it first")


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
