"""Datasets: the archive's flat rows as JSON Lines, CSV, Parquet or SQLite, alone or as a package that can be cited."""

from kazcrawl.export.dataset import Dataset, export_file
from kazcrawl.export.formats import FORMATS
from kazcrawl.export.package import Card, export_package
from kazcrawl.export.tables import Shape

__all__ = ["FORMATS", "Card", "Dataset", "Shape", "export_file", "export_package"]
