"""The forms of an English word: plurals, -ed, -ing and what is irregular. Pure.

A word is read backwards by the same rules: it is a form of another only if they would have made it of that one. Words that are made of
others (trader of trade, policies of police) are no forms."""

import re
from collections.abc import Iterator

from kazcrawl.words.tables import ENGLISH_IRREGULAR, ENGLISH_WHOLE

_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")
_DOUBLED = re.compile(r"^[^aeiouy]*(?:qu)?[aeiou][bdgklmnprt]$|(?:fer|mit|cur|pel|gin|trol|cel|vel|gram|lop)$")
_BARE_E = re.compile(r"[^aeiouy][aeiouy]+[cgsvz]$|[lr][cgsv]$|ng$|[bcdfgkptz]l$|[aeiou][bdgklmnprt]$|st$|th$|[iu]$|nc$|dg$")
_PREFIX = re.compile(r"over|under|out|re|un|mis|fore|up|pre|with(?=draw|hold|stand)|in(?=put)|off(?=set)")
_VOWEL = re.compile(r"[aeiouy]")


def forms(word: str) -> set[str]:
    """Return all forms of the words that this may be one of, itself included; lower case, ASCII."""
    if len(word) < 3 or not word.isalpha() or word in ENGLISH_IRREGULAR:
        return {word, *ENGLISH_IRREGULAR.get(word, ())}
    prefix = _PREFIX.match(word)
    if prefix and word[prefix.end() :] in ENGLISH_IRREGULAR:
        return {word, *(prefix[0] + form for form in ENGLISH_IRREGULAR[word[prefix.end() :]])}
    found = {word, *_inflected(word)}
    if word not in ENGLISH_WHOLE:
        for base in _candidates(word):
            if base in ENGLISH_IRREGULAR or (len(base) >= 3 and _VOWEL.search(base) and word in (made := set(_inflected(base)))):
                found |= {base, *(ENGLISH_IRREGULAR.get(base) or made)}
    return {word, *(found - ENGLISH_WHOLE)}


def _candidates(word: str) -> Iterator[str]:
    """Yield what a word may be an inflected form of."""
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]
        if word.endswith("ies"):
            yield f"{word[:-3]}y"
        elif word.endswith("es") and (_HISSING.search(word[:-2]) or word.endswith("oes")):
            yield word[:-2]
    for ending in ("ed", "ing"):
        if word.endswith(ending) and not word.endswith("eed"):
            stem = word.removesuffix(ending)
            yield stem
            yield f"{stem}e"
            if stem[-2:-1] == stem[-1:]:
                yield stem[:-1]
            if ending == "ed" and stem.endswith("i"):
                yield f"{stem[:-1]}y"


def _inflected(base: str) -> Iterator[str]:
    if base.endswith("y") and base[-2:-1] not in ("a", "e", "o", "u"):
        yield from (f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing")
        return
    yield f"{base}es" if _HISSING.search(base) else f"{base}s"
    if base.endswith("o"):
        yield f"{base}es"
    if base.endswith("e"):
        yield from (f"{base}d", f"{base}ing" if base.endswith(("ee", "oe", "ye")) else f"{base[:-1]}ing")
    elif _DOUBLED.search(base):
        yield from (f"{base}{base[-1]}ed", f"{base}{base[-1]}ing", f"{base}ed", f"{base}ing")
    else:
        yield from (f"{base}ed", f"{base}ing")
