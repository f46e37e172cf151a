"""What kind of block an element makes of its text: an item, a quote, a cell, a heading …; and which tables are data."""

from bs4.element import Tag

from kazcrawl.parse.body.sections import HEADINGS
from kazcrawl.parse.page.spot import Spot
from kazcrawl.parse.page.tree import elements, mass_of

_KINDS = {
    "li": "item",
    "dt": "item",
    "dd": "item",
    "blockquote": "quote",
    "td": "cell",
    "th": "cell",
    "figcaption": "caption",
    "pre": "pre",
}
_KINDS |= dict.fromkeys(HEADINGS, "heading")
_STRENGTH = {"pre": 5, "caption": 4, "cell": 3, "heading": 2, "quote": 2, "item": 1, "paragraph": 0}
# Rows of cells up to this long are read as one line, longer ones as a layout: each cell its own blocks.
_CELL = 200
# A row that holds one of these is a layout, whatever the length of its cells.
_LAYS_OUT = frozenset(("table", "h1", "h2", "h3", "ul", "ol"))


def kind_of(tag: Tag, mass: Spot, *, is_frame: bool) -> str:
    """Return what an element's name makes of its text; a paragraph of the content itself (`is_frame`) and of a cell that holds a text, as
    in layouts of old."""
    is_frame = is_frame or (mass.name == "td" and mass.prose > _CELL and tag.p is not None)
    return _KINDS.get("" if is_frame else mass.name, "paragraph")


def stronger(kind: str, around: str) -> str:
    """Return which of two kinds a text is of that stands in both: an item of a table's cell is a cell's."""
    return kind if _STRENGTH[kind] > _STRENGTH[around] else around


def is_data_row(row: Tag) -> bool:
    """Whether a table's row is read as one line: of several short cells, none of which lays out more."""
    cells = [cell for cell in row.contents if isinstance(cell, Tag) and cell.name in ("td", "th")]
    short = all(mass_of(cell).chars <= _CELL for cell in cells)
    return len(cells) > 1 and short and _LAYS_OUT.isdisjoint(inner.name for inner in elements(row))
