"""The language of a search box, read without ever failing: words, "phrases", prefix*, -exclusion, title:word, source:"an outlet". Pure."""

import re
import unicodedata
from dataclasses import dataclass

from kazcrawl.text import clean_text

# Longer queries than any person types are cut: the index answers each word, and hostile ones are long.
LENGTH_LIMIT = 1000
TERMS_LIMIT = 40
_PIECE = re.compile(r'(-*)(?:(title|source):(?=[^\s"]|"[^"]))?(?:"([^"]*)"?|([^\s"]+))', re.IGNORECASE)
# The English genitive is a form of its word (ministry's); typed between quotes it is meant as it stands.
_GENITIVE = re.compile(r"(?<=[a-z]{3})['’]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """One thing asked for. Any of `forms` will do, or all of `parts` together: so a query is widened to other spellings and
    inflections. A form of several words is a phrase; with `prefix` the last word of the first form may go on. `is_phrase` tells that
    it was typed between quotes; `field` is "title", or "" for anywhere."""

    forms: tuple[str, ...]
    prefix: bool = False
    excluded: bool = False
    field: str = ""
    is_phrase: bool = False
    parts: tuple["Word", ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked. `words` must all be there but for the excluded ones; the post is credited to one of `sources` and to none of
    `not_sources`. `is_void` tells that something was typed, and nothing in it can be searched for."""

    words: tuple[Word, ...]
    sources: tuple[str, ...] = ()
    not_sources: tuple[str, ...] = ()
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
    """Read what a person typed. AND, OR, NOT, NEAR, other colons, brackets and quotes without a partner are plain text."""
    words: list[Word] = []
    sources: dict[bool, list[str]] = {True: [], False: []}
    for dashes, field, phrase, plain in _PIECE.findall(clean_text(text[:LENGTH_LIMIT])):
        form = plain or phrase
        if not any(unicodedata.category(char)[0] in "LN" for char in form):
            continue
        if field.lower() == "source":
            sources[bool(dashes)].append(form)
        else:
            prefix = bool(plain) and form.endswith("*")
            words.append(
                Word((_GENITIVE.sub("", form.strip("*")) if plain else form,), prefix, bool(dashes), field.lower(), is_phrase=not plain)
            )
    is_void = not words and not any(sources.values()) and bool(text.strip())
    return Query(tuple(words[:TERMS_LIMIT]), tuple(sources[False]), tuple(sources[True]), is_void)


def match_expression(words: tuple[Word, ...], *, any_of: bool = False) -> str:
    """Return the words as an FTS5 expression in which all that a person typed stands between double quotes."""
    return (" OR " if any_of else " AND ").join(map(_asked, words))


def _asked(word: Word) -> str:
    ways = [_quoted(form) + (" *" if word.prefix and not place else "") for place, form in enumerate(word.forms)]
    if word.parts:
        ways.append("(" + match_expression(word.parts) + ")")
    return (f"{word.field} : " if word.field else "") + "(" + " OR ".join(ways) + ")"


def _quoted(form: str) -> str:
    return '"' + form.replace('"', '""') + '"'
