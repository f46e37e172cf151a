"""Datasets: the archive's flat rows as JSON Lines or CSV, written whole or not at all."""

from kazcrawl.export.files import export_file
from kazcrawl.export.formats import FORMATS, write_csv, write_jsonl

__all__ = ["FORMATS", "export_file", "write_csv", "write_jsonl"]
