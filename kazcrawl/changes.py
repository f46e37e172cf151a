"""What changed from one text to another, word by word, for people to read. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

# Comparing costs the product of both lengths at worst: beyond so many words times words a passage is shown whole, old and then new.
MAX_PRODUCT = 4_000_000
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: `kind` is "same", "gone" or "new"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A field that changed, as passages of pieces; an unchanged passage is left out, None stands where some were."""

    field: str
    passages: tuple[tuple[Piece, ...] | None, ...]


def compare(old: Mapping[str, str], new: Mapping[str, str]) -> list[Change]:
    """Return the fields that differ, in the order of `new`. A text is compared paragraph by paragraph, then word by word."""
    return [Change(name, tuple(_passages(old.get(name, ""), text))) for name, text in new.items() if old.get(name, "") != text]


def word_diff(old: str, new: str) -> list[Piece]:
    """Return the pieces of which `old` (same and gone) and `new` (same and new) are made."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) * len(after) > MAX_PRODUCT:
        return [Piece(kind, text) for kind, text in (("gone", old), ("new", new)) if text]
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(before[a:b])))
        else:
            pieces += [Piece(kind, text) for kind, text in (("gone", "".join(before[a:b])), ("new", "".join(after[c:d]))) if text]
    return pieces


def as_text(change: Change, *, on: Mapping[str, tuple[str, str]]) -> str:
    """Return a change for the terminal; `on` gives what stands before and after a piece that is "gone" or "new"."""
    lines = []
    for passage in change.passages:
        marked = (f"{on[piece.kind][0]}{piece.text}{on[piece.kind][1]}" if piece.kind in on else piece.text for piece in passage or ())
        lines.append("".join(marked) if passage is not None else "…")
    return "\n\n".join(lines)


def as_html(title: str, changes: Sequence[Change]) -> str:
    """Return a page of its own that shows the changes: no script, nothing loaded, all text escaped."""
    parts = []
    for change in changes:
        parts.append(f"<h2>{escape(change.field)}</h2>")
        parts += [f"<p>{''.join(map(_tagged, passage))}</p>" if passage is not None else "<p>…</p>" for passage in change.passages]
    style = "body{max-width:45em;margin:2em auto;line-height:1.5}del{background:#fdd}ins{background:#dfd;text-decoration:none}"
    body = "\n".join(parts) or "<p>Nothing changed.</p>"
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{escape(title)}</title><style>{style}</style></head>\n'
        f"<body>\n<h1>{escape(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def _passages(old: str, new: str) -> Iterator[tuple[Piece, ...] | None]:
    before, after = old.split("\n\n"), new.split("\n\n")
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=len(before) > 2000).get_opcodes():
        if tag == "equal":
            yield None
        elif tag == "replace" and b - a == d - c:
            yield from (tuple(word_diff(one, other)) for one, other in zip(before[a:b], after[c:d], strict=True))
        else:
            yield tuple(word_diff("\n\n".join(before[a:b]), "\n\n".join(after[c:d])))


def _tagged(piece: Piece) -> str:
    text = escape(piece.text).replace("\n\n", "<br><br>")
    return {"gone": f"<del>{text}</del>", "new": f"<ins>{text}</ins>"}.get(piece.kind, text)
