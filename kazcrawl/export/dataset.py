"""What a person asks for, and one file of it."""

from dataclasses import dataclass
from pathlib import Path

from kazcrawl.archive import ALL_ROWS, Selection, Snapshot
from kazcrawl.errors import ConfigError
from kazcrawl.export.files import open_draft, standard_output
from kazcrawl.export.formats import FORMATS, parquet_writer, write_file, write_text
from kazcrawl.export.tables import ALL_COLUMNS, Shape, Table, make_table


@dataclass(frozen=True, slots=True)
class Dataset:
    """Which rows (`selection`) with which columns (`shape`)."""

    selection: Selection = ALL_ROWS
    shape: Shape = ALL_COLUMNS

    @property
    def table(self) -> Table:
        """The table of these rows."""
        return make_table(self.shape, versions=self.selection.versions)


def export_file(kind: str, dataset: Dataset, snapshot: Snapshot, path: Path | None, *, force: bool = False) -> int:
    """Write a dataset as `kind` (a key of FORMATS) to a file, or to the standard output when `path` is None; return how many rows.

    The file takes its name in one step when all of it is on the disk: whatever happens, it is the old one or the new one.
    Raises ExportError for a file that stands already (unless `force`), a link, a folder, and when the disk fails; ConfigError when
    a library is missing, or for a binary format without a file. A closed pipe raises BrokenPipeError."""
    if kind == "parquet":
        parquet_writer()
    if path is None:
        if not FORMATS[kind].is_text:
            raise ConfigError(f"{kind} is no text for the standard output; name a file with -o FILE.{FORMATS[kind].ending}")
        with standard_output() as out:
            return write_text(kind, dataset.table, dataset.selection, snapshot, out)
    with open_draft(path, force=force) as draft:
        count = write_file(kind, dataset.table, dataset.selection, snapshot, draft)
        draft.publish()
    return count
