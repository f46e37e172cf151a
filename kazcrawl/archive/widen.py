"""A query widened to all that it may mean in this archive: inflected forms, spellings without marks, names in other scripts."""

from itertools import islice, product

from sqlalchemy import Connection

from kazcrawl.archive.query import Query, Word
from kazcrawl.archive.words import attested, beginning
from kazcrawl.words import Expansion, expand, fold_words, is_name

_PHRASES, _PREFIXED, _NAME_WORDS = 64, 200, (4, 3, 2)
_Attested = dict[str, list[str]]


def widen(connection: Connection, asked: Query) -> Query:
    """Return the query with the forms that the archive has of each word. What it has nothing of stays as it was typed."""
    words = _with_names(asked.words)
    wanted = frozenset[str]().union(*(_means(part).all_words() for word in words for part in (word, *word.parts)))
    found = attested(connection, wanted) if wanted else {}
    return Query(tuple(_widened(connection, word, found) for word in words), asked.sources, asked.not_sources)


def _with_names(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Join words that stand beside each other and are a name together (усть каменогорск): they are looked for as a name, or each."""
    joined: list[Word] = []
    place = 0
    while place < len(words):
        count = next((count for count in _NAME_WORDS if _is_name(words[place : place + count], count)), 1)
        run = words[place : place + count]
        joined.append(run[0] if count == 1 else Word((" ".join(word.forms[0] for word in run),), field=run[0].field, parts=run))
        place += count
    return tuple(joined)


def _is_name(run: tuple[Word, ...], count: int) -> bool:
    plain = all(not (word.prefix or word.excluded or word.is_phrase) and word.field == run[0].field for word in run)
    return plain and len(run) == count and is_name(" ".join(word.forms[0] for word in run))


def _means(word: Word) -> Expansion:
    if word.is_phrase and not word.prefix:
        places = tuple(frozenset({token}) for token in fold_words(word.forms[0]))
        return Expansion(phrases=(places,) if places else ())
    if word.prefix:
        return Expansion()
    return expand(word.forms[0])


def _widened(connection: Connection, word: Word, found: _Attested) -> Word:
    typed = word.forms[0]
    if word.prefix:
        folded = fold_words(typed)
        others = beginning(connection, folded[0], _PREFIXED) if len(folded) == 1 else []
        forms = [typed, *(other for other in others if not other.startswith(typed.lower()))]
    else:
        meant = _means(word)
        forms = [form for spelling in sorted(meant.words) for form in found.get(spelling, ())]
        forms += [phrase for places in meant.phrases for phrase in _phrases(places, found)]
    parts = tuple(_widened(connection, part, found) for part in word.parts)
    shown = tuple(dict.fromkeys(forms)) or (typed,)
    return Word(shown, word.prefix, word.excluded, word.field, word.is_phrase, parts)


def _phrases(places: tuple[frozenset[str], ...], found: _Attested) -> list[str]:
    """Return the phrases that the words of the archive make, a bounded number."""
    choices = [[form for spelling in sorted(place) for form in found.get(spelling, ())] for place in places]
    return [" ".join(phrase) for phrase in islice(product(*choices), _PHRASES)]
