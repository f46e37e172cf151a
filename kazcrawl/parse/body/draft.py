"""What one walk over a post's content brings home, before it is decided what of it is the body."""

from dataclasses import dataclass, field

from kazcrawl.items import Link, Media
from kazcrawl.text import clean_text, one_line


@dataclass(slots=True)
class Draft:
    """A block while it is being weighed: its text, its links, how many characters of it are linked, and its pieces of the HTML."""

    text: str
    kind: str
    links: list[Link]
    linked: int
    start: int
    end: int


@dataclass(slots=True)
class Reading:
    """All that one walk found; `pieces` joined are the HTML before it is sanitised."""

    drafts: list[Draft] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)


def block_text(raw: str, kind: str) -> str:
    """The text of a block of that kind: its lines without needless blanks, preformatted ones as they stand."""
    if kind == "pre":
        return clean_text(raw).strip("\n").rstrip()
    return "\n".join(line for part in raw.split("\n") if (line := one_line(part))) if "\n" in raw else one_line(raw)


def spaced(raw: str) -> str:
    """Return a text with every run of white space as one blank, around it too."""
    return f"{' ' if raw[0].isspace() else ''}{' '.join(raw.split())}{' ' if raw[-1].isspace() else ''}"
