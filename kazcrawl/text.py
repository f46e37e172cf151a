"""Strings only: cleaning, folding, cutting, and making foreign text safe to print."""

import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any

# Characters that carry no text: soft hyphen, zero-width space/joiners used as padding, word joiner, byte-order mark.
# The zero-width joiner stays: emoji are built with it. The zero-width non-joiner stays: Persian is written with it.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])
# Bidirectional embeddings, overrides and isolates can make a text read as another one (CVE-2021-42574).
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROL = dict.fromkeys([*(c for c in range(0x20) if c not in (0x09, 0x0A)), *range(0x7F, 0xA0)])
_DROPPED = {**_INVISIBLE, **_BIDI, **_CONTROL}
# Most texts have none of what is dropped or put otherwise: looking for it costs a tenth of dropping it.
_DIRTY = re.compile(f"[{re.escape(''.join(map(chr, _DROPPED)))}\ud800-\udfff\\r]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_BLANKS = re.compile(r"[^\S\n]+")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")

_PLAIN = dict(zip("“”„‟«»″‘’‚‛′`–—‒―−‑", '"' * 7 + "'" * 6 + "-" * 6, strict=True)) | {"…": "...", "×": "x"}
# What English texts have that is not ASCII.
_SIGNS = "’‘“”–—… "
_PLAIN_KAZAKH = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_NOT_PLAIN = re.compile(f"[{''.join(_PLAIN)}]")


def clean_text(text: str) -> str:
    """Return running text as it is stored: NFC, no control, invisible or bidi characters, no lone surrogates; newlines and tabs stay."""
    # In what is printable but for this layout there is nothing to drop.
    if not text.replace("\n", " ").replace("\t", " ").replace("\xa0", " ").isprintable() and _DIRTY.search(text):
        text = _SURROGATES.sub("�", text.replace("\r\n", "\n").replace("\r", "\n").translate(_DROPPED))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def load_json(text: str) -> Any:
    """Return the JSON value of a text, with lone surrogates replaced: JSON can spell them, no file and no database takes them.

    Raises ValueError, and RecursionError for what is nested too deep."""
    told = json.loads(text, strict=False)
    if _ESCAPED_SURROGATE.search(text):  # pairs of them are emoji: those stay
        told = json.loads(_SURROGATES.sub("�", json.dumps(told, ensure_ascii=False)))
    return told


def one_line(text: str | None, *, limit: int | None = None) -> str:
    """Return `text` cleaned and with every run of white space (nbsp too) as one blank; cut at `limit` characters if given."""
    if not text:
        return ""
    # In what is printable there is nothing to drop, and no white space but blanks.
    if text.isprintable():
        line = _one_blank(text if text.isascii() else unicodedata.normalize("NFC", text))
    else:
        line = " ".join(clean_text(text).split())
    return line if limit is None or len(line) <= limit else line[: limit - 1].rstrip() + "…"


def paragraphs(text: str) -> list[str]:
    """Split a plain body at its blank lines; inside a paragraph line breaks stay and other white space is one blank."""
    lines = (_BLANKS.sub(" ", part).replace(" \n", "\n").replace("\n ", "\n").strip() for part in _PARAGRAPH.split(clean_text(text)))
    return [line for line in lines if line]


def fold(text: str) -> str:
    """Return a form for comparing, never for showing: NFKC, plain quotes and dashes, one case, ё as е, one blank."""
    line = one_line(text)
    if line.isascii():
        return line.lower().replace("`", "'")
    plain = _NOT_PLAIN.sub(lambda found: _PLAIN[found[0]], unicodedata.normalize("NFKC", line))
    return _one_blank(plain.casefold().replace("ё", "е"))


def without_signs(text: str) -> str:
    """Return `text` with the quotes and dashes of print as blanks: English is ASCII then, which Python reads several times faster."""
    for sign in _SIGNS if not text.isascii() else "":
        text = text.replace(sign, " ")
    return text


def runs_of(letter: re.Pattern[str]) -> Callable[[str], list[str]]:
    """Return a function that finds all runs of the characters that a pattern of one character fits, in order: what `findall` does with a
    plus behind it, in ASCII in a fifth of the time."""
    others = {code: " " for code in range(128) if not letter.fullmatch(chr(code))}
    find_all = re.compile(f"(?:{letter.pattern})+", letter.flags).findall
    return lambda text: text.translate(others).split() if text.isascii() else find_all(text)


def plain_kazakh(text: str) -> str:
    """Return `text` as it is typed without the Kazakh letters of Cyrillic: тілшісі as тилшиси."""
    return text.translate(_PLAIN_KAZAKH)


def _one_blank(line: str) -> str:
    """The line without blanks around it and without two in a row, where there is no other white space."""
    return " ".join(line.split()) if "  " in line else line.strip()


def printable(text: str) -> str:
    """Return `text` safe for a terminal: controls, escapes and bidi marks are shown as \\x1b and the like, never obeyed."""
    return "".join(_escape(c) if _is_unsafe(c) else c for c in text)


def _is_unsafe(char: str) -> bool:
    return char not in "\n\t" and (unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or ord(char) in _BIDI)


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
