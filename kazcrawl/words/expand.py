"""What else a person may mean who types a word: its other forms, and other spellings of the same name. Pure.

The forms are a closed list made by rules, never "whatever begins so": стран* would find страница. They come out folded, and there are
more than language has; the archive keeps those that it has met."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kazcrawl.words import english, kazakh, russian
from kazcrawl.words.folding import folded, tokens
from kazcrawl.words.names import Name, default_names

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Expansion:
    """Folded words, any of which will do; and phrases, each a row of such sets, one for each word of it."""

    words: frozenset[str] = frozenset()
    phrases: tuple[tuple[frozenset[str], ...], ...] = ()

    def all_words(self) -> frozenset[str]:
        """Return every word that occurs."""
        return self.words.union(*(place for phrase in self.phrases for place in phrase))


@lru_cache(maxsize=2000)
def expand(text: str) -> Expansion:
    """Return what a word, or several that are one name, may stand for in the archive. A text without any word gives nothing."""
    typed = tuple(tokens(text))
    if not typed:
        return Expansion()
    plain = tuple(map(folded, typed))
    if len(typed) == 1:
        words = forms(typed[0])
        names = [name for key in sorted({plain[0], *bases(typed[0])}) for name in default_names().spellings((key,))]
    else:
        words = frozenset()
        names = [name for key in _meant(plain) for name in default_names().spellings(key)]
    phrases = [tuple(map(forms if "-" in text else _only, typed))] if len(typed) > 1 else []
    for name in dict.fromkeys(names):
        if len(name.words) == 1:
            words |= _inflected(name)[0]
        else:
            phrases.append(_inflected(name))
    return Expansion(words, tuple(dict.fromkeys(phrases)))


def _only(token: str) -> frozenset[str]:
    return frozenset({folded(token)})


def is_name(text: str) -> bool:
    """Whether these words together are a name of several words, in any form."""
    plain = tuple(map(folded, tokens(text)))
    return len(plain) > 1 and bool(_meant(plain))


@lru_cache(maxsize=2000)
def forms(token: str) -> frozenset[str]:
    """Return the folded forms of one word in whatever languages it may be of, itself included."""
    return frozenset(map(folded, _spelled(token, "")))


def bases(token: str) -> set[str]:
    """Return what a word may be a form of, folded: a name typed with an ending is found by its plain spelling."""
    if token.isascii() or len(token) > _LONGEST:
        return set()
    found = {folded(stem) for stem in kazakh.stems(token)}
    return found if kazakh.LETTERS.intersection(token) else found | set(map(folded, russian.forms(token.replace("ё", "е"))))


def _spelled(token: str, language: str) -> Iterator[str]:
    yield token
    if len(token) > _LONGEST:
        return
    if token.isascii():
        yield from english.forms(token)
        return
    is_kazakh = bool(kazakh.LETTERS.intersection(token))
    if language != "kk" and not is_kazakh:
        yield from russian.forms(token.replace("ё", "е"))
    if language != "ru" and token.isalpha():
        for stem in (token, *(kazakh.stems(token) if language == "" else ())):
            yield from kazakh.forms(stem)


def _meant(plain: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the names of several words that these are a form of: усть каменогорске, южной корее."""
    near = default_names().phrases(plain)
    return [key for key in near if key == plain or all(word in forms(base) for word, base in zip(plain, key, strict=True))]


@lru_cache(maxsize=2000)
def _inflected(name: Name) -> tuple[frozenset[str], ...]:
    """Return the folded forms of each word of a name. Names in Latin letters, and Russian ones that end in -ы or -и, stay as they are."""
    return tuple(_forms_of_name(word, name.language) for word in name.words)


def _forms_of_name(word: str, language: str) -> frozenset[str]:
    stays = word.isascii() or (language == "ru" and word[-1] in "ыиоуэ")
    return frozenset(map(folded, (word,) if stays else _spelled(word, language)))
