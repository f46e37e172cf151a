"""How words are cut out of a text and compared: one spelling for what people take to be the same word. Pure."""

import re
import unicodedata
from functools import lru_cache

from kazcrawl.text import clean_text

# Stress marks and other loose combining marks: the index drops them, and a word goes on across them.
_MARKS: dict[int, str | None] = {**dict.fromkeys(range(0x300, 0x370)), ord("ς"): "σ"}
_UNPLAIN = re.compile("[\u00c0-\u036f\u1e00-\u1eff\u03c2]")
_WORD = re.compile(r"[^\W_]+")
_MARKS |= {
    code: base.lower()
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (base := unicodedata.normalize("NFD", chr(code))[0]).isascii() and base.isalpha()
}
_ALIKE_LATIN, _ALIKE_CYRILLIC = "aceopxykmtbhi", "асеорхукмтвні"
_TO_CYRILLIC, _TO_LATIN = str.maketrans(_ALIKE_LATIN, _ALIKE_CYRILLIC), str.maketrans(_ALIKE_CYRILLIC, _ALIKE_LATIN)
_SAME = str.maketrans(
    {
        **dict(zip("ёәғқңөұүһіїєґў", "еагкноуухииегу", strict=True)),
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
    }
)


@lru_cache(maxsize=4)  # a body is asked for its words more than once while it is stored
def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text in order, cut as the search index cuts them: lower case, Latin letters without their marks."""
    plain = clean_text(text).lower()
    if _UNPLAIN.search(plain):
        plain = plain.translate(_MARKS)
    return tuple(_WORD.findall(plain))


@lru_cache(maxsize=50_000)
def folded(token: str) -> str:
    """Return a token in the spelling for comparing: ё as е, Kazakh letters as those that people type instead of them (қ as к),
    letters of another alphabet that only look right (a Latin i in тіл) as those that were meant."""
    if token.isascii():
        return token
    return _in_one_script(token).translate(_SAME)


def fold_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded."""
    return tuple(map(folded, tokens(text)))


def _in_one_script(token: str) -> str:
    """A word that mixes alphabets is of that one whose letters it could not have borrowed."""
    latin = {char for char in token if "a" <= char <= "z"}
    if not latin or not (cyrillic := {char for char in token if "\u0400" <= char <= "\u052f"}):
        return token
    if latin <= set(_ALIKE_LATIN):
        return token.translate(_TO_CYRILLIC)
    return token.translate(_TO_LATIN) if cyrillic <= set(_ALIKE_CYRILLIC) else token
