"""Names that are written in several scripts: places (`places.txt`) and outlets (the registry). The two tables are read once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kazcrawl.outlets import default_registry
from kazcrawl.words.folding import fold_words, tokens
from kazcrawl.words.tables import word_set

_PLACES = Path(__file__).with_name("places.txt")
_LANGUAGES = ("kk", "ru", "en")
# Outlets that are called by a common word: who looks for the word does not look for the outlet in another script.
_COMMON = word_set(
    "время вести власть экономист дипломат капитал караван знак дождь спутник страна орда степь прайм тренд профит литер новости "
    "известия ведомости медуза диапазон мегаполис эксклюзив курсив prime trend profit liter caravan sputnik economist diplomat "
    "guardian steppe exclusive capital megapolis vremya vesti vlast znak"
)


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a name: its words in lower case as written, and the language whose endings it takes ("" for none)."""

    words: tuple[str, ...]
    language: str


class Names:
    """Groups of spellings, each found by the folded words of any of its spellings."""

    def __init__(self, groups: list[tuple[Name, ...]]) -> None:
        self._groups: dict[tuple[str, ...], list[tuple[Name, ...]]] = {}
        for group in groups:
            for key in {fold_words(" ".join(name.words)) for name in group}:
                self._groups.setdefault(key, []).append(group)
        self.longest = max((len(key) for key in self._groups), default=1)
        self._by_start: dict[str, list[tuple[str, ...]]] = {}
        for key in self._groups:
            if len(key) > 1:
                self._by_start.setdefault(key[0][:2], []).append(key)

    def spellings(self, words: tuple[str, ...]) -> tuple[Name, ...]:
        """Return all spellings of the name that these folded words are; () when they are none."""
        return tuple(name for group in self._groups.get(words, ()) for name in group)

    def phrases(self, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Return the names of that many words that begin alike: which of them is meant, inflected, is for the caller to tell."""
        return [key for key in self._by_start.get(words[0][:2], ()) if len(key) == len(words)]


@lru_cache(maxsize=1)
def default_names() -> Names:
    """Return the names that come along, read once."""
    return Names([*_places(), *_outlets()])


def _places() -> Iterator[tuple[Name, ...]]:
    for line in _PLACES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            columns = zip(_LANGUAGES, line.split("|"), strict=True)
            yield tuple(Name(tuple(tokens(name)), language) for language, column in columns for name in column.split(","))


def _outlets() -> Iterator[tuple[Name, ...]]:
    for outlet in default_registry().outlets:
        spellings = {tuple(tokens(spelling)) for spelling in (outlet.name, *outlet.aliases)}
        names = {words for words in spellings if words and (len(words) > 1 or (len(words[0]) > 2 and words[0] not in _COMMON))}
        if len(names) > 1:
            yield tuple(Name(words, "en" if words[-1].isascii() else "ru") for words in sorted(names))
