"""The short way to a phrase: a text without its first telling word needs no search, and a text with it only there.

Several times faster than `finditer` over alternations of a hundred phrases, which most sentences have none of."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kazcrawl.parse.credit.words import lines_of
from kazcrawl.text import runs_of, without_signs

_OPTION = re.compile(r"(?:\(\?:([^()]*)\)|\[([^\[\]]+)\]|(\w))(\?|\*)|\(\?:([^()]*)\)|\[([^\[\]]+)\]")
_TOKEN = re.compile(r"[^\W_]+")
_tokens_of = runs_of(re.compile(r"[^\W_]"))


# What stands in most sentences: a phrase that begins so is told by the word behind.
LITTLE = frozenset(["a", "been", "can", "first", "has", "is", "was", "with", "деп", "за", "по", "со"])
# The beginnings of phrases, by their last word.
_BEGINNINGS: defaultdict[str, set[str]] = defaultdict(set)


def folded_of(text: str) -> str:
    """Return a text in one case, each letter in its place, the quotes and dashes of print as blanks."""
    return without_signs(text).casefold()


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, folded: a phrase of `openings` can stand only in a text that has its telling word."""
    return frozenset(_tokens_of(folded_of(text)))


def phrases(pattern: re.Pattern[str], telling: Iterable[str], text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Yield every match of a pattern whose matches begin with one of the words `telling` (or with little ones before it, see `openings`),
    in order: asked only where these stand, so several times faster than `finditer`."""
    folded = folded_of(text)
    if len(folded) != len(text):  # a letter that folds to two moves what stands behind it
        yield from pattern.finditer(text, start)
        return
    beginnings = (beginning for word in telling for beginning in _BEGINNINGS.get(word, (word,)))
    for position in sorted({place for beginning in beginnings for place in _places(beginning, folded, start)}):
        if position >= start and (match := pattern.match(text, position)) is not None:
            start = match.end()
            yield match


def _places(word: str, text: str, start: int) -> Iterator[int]:
    while (start := text.find(word, start)) >= 0:
        yield start
        start += len(word)


def openings(*names: str) -> frozenset[str]:
    """Return the first telling word of every phrase of these lists, in all its spellings; ValueError where a wildcard leaves it open.
    A text without any of them needs no search for the phrases."""
    told = {beginning for name in names for line in lines_of(name) for beginning in _beginnings(line)}
    for beginning in told:
        _BEGINNINGS[beginning.rpartition(" ")[2]].add(beginning)
    return frozenset(beginning.rpartition(" ")[2] for beginning in told)


def _beginnings(phrase: str) -> set[str]:
    """The beginning of a phrase up to its first telling word, in all its spellings; ValueError where a wildcard leaves it open."""
    option = _OPTION.search(phrase)
    words = phrase.split(" ")
    size = next((place for place, word in enumerate(words, 1) if word not in LITTLE), len(words))
    head = " ".join(words[:size])
    if option is None or option.start() > len(head):
        last = _TOKEN.match(words[size - 1])
        if last is None or re.search(r"\\w|[+{]", head):
            raise ValueError(f"no telling what {phrase!r} begins with")
        return {" ".join((*words[: size - 1], last[0])).casefold()}
    group, letters, letter, mark, sure_group, sure_letters = option.groups()
    told = group if group is not None else sure_group
    choices = told.split("|") if told is not None else list(letters or sure_letters or letter)
    spelled = {phrase[: option.start()] + choice + phrase[option.end() :] for choice in ([*choices, ""] if mark else choices)}
    return {beginning for spelling in spelled for beginning in _beginnings(spelling)}
