"""The bar that every long work shows: on a terminal only, silent under cron and in pipes."""

import sys
from types import TracebackType

from kazcrawl.text import printable


class Bar:
    """A live bar on stderr. `update(done, total, note)` may be called as often as wished; without a terminal it does nothing."""

    def __init__(self, title: str, *, enabled: bool | None = None) -> None:
        self._title = printable(title)
        self._enabled = sys.stderr.isatty() if enabled is None else enabled

    def __enter__(self) -> "Bar":
        if self._enabled:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.fields[note]}"),
            )
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._progress.add_task(self._title, total=None, note="")
            self._progress.start()
        return self

    def update(self, done: int, total: int | None = None, note: str = "") -> None:
        """Show `done` of `total` (None: not known yet) and a short note."""
        if self._enabled:
            self._progress.update(self._task, completed=done, total=total, note=printable(note))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._enabled:
            self._progress.stop()
