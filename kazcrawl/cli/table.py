"""Tables for a person at the terminal. What a site wrote is shown, never obeyed."""

import sys
from collections.abc import Iterable, Sequence

from kazcrawl.text import one_line, printable

PIPE_WIDTH = 120


def safe(text: object) -> str:
    """Return a stored value for the terminal: control characters are shown as escapes."""
    return printable("" if text is None else str(text))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """Print rows under their columns, as wide as the terminal; the first column is never broken."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, box=SIMPLE_HEAD, title_justify="left")
    for number, name in enumerate(columns):
        table.add_column(name, no_wrap=number == 0, overflow="fold")
    for row in rows:
        table.add_row(*(Text(safe(one_line(str("" if cell is None else cell)))) for cell in row))
    Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False).print(table)
