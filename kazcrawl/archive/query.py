"""The language of a search box, read without ever failing: words, "phrases", prefix*, -exclusion. Pure."""

import re
import unicodedata
from dataclasses import dataclass

from kazcrawl.text import clean_text

# Longer queries than any person types are cut: the index answers each word, and hostile ones are long.
LENGTH_LIMIT = 1000
TERMS_LIMIT = 40
_PIECE = re.compile(r'(-*)(?:"([^"]*)"?|([^\s"]+))')


@dataclass(frozen=True, slots=True)
class Word:
    """One thing asked for. Any of `forms` will do: this is where a query is widened to other spellings and inflections.
    A form of several words is a phrase; with `prefix` its last word may go on."""

    forms: tuple[str, ...]
    prefix: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked. `words` must all be there but for the excluded ones. `is_void` tells that something was typed, and
    nothing in it can be searched for."""

    words: tuple[Word, ...]
    is_void: bool = False

    @property
    def wanted(self) -> tuple[Word, ...]:
        """The words that must be there."""
        return tuple(word for word in self.words if not word.excluded)

    @property
    def excluded(self) -> tuple[Word, ...]:
        """The words that must not."""
        return tuple(word for word in self.words if word.excluded)


def parse_query(text: str) -> Query:
    """Read what a person typed. AND, OR, NOT, NEAR, colons, brackets and quotes without a partner are plain text."""
    words = [_word(*piece.groups()) for piece in _PIECE.finditer(clean_text(text[:LENGTH_LIMIT]))]
    found = tuple(word for word in words if word is not None)[:TERMS_LIMIT]
    return Query(found, is_void=not found and bool(text.strip()))


def match_expression(words: tuple[Word, ...], *, any_of: bool = False) -> str:
    """Return the words as an FTS5 expression in which all that a person typed stands between double quotes."""
    return (" OR " if any_of else " AND ").join(
        "(" + " OR ".join(_quoted(form, word.prefix) for form in word.forms) + ")" for word in words
    )


def _word(dashes: str, phrase: str | None, plain: str | None) -> Word | None:
    form = phrase if phrase is not None else plain or ""
    if not any(unicodedata.category(char)[0] in "LN" for char in form):
        return None
    prefix = phrase is None and form.endswith("*")
    return Word((form.strip("*") if phrase is None else form,), prefix, bool(dashes))


def _quoted(form: str, prefix: bool) -> str:
    return '"' + form.replace('"', '""') + '"' + (" *" if prefix else "")
