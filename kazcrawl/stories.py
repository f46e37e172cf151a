"""Which posts tell the same news: near-duplicates by their words, on one site or on several. Pure.

A text is cut into overlapping runs of four words, each run becomes a number, and the smallest of these numbers are kept: a sketch. What
two texts share of their sketches tells what they share of their words, however long they are."""

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from zlib import crc32

from kazcrawl.words import fold_words

SIZE = 32
"""So many numbers are kept of a text."""
SHORTEST = 30
"""A text of fewer runs tells too little to be the same news as another."""
FURNITURE = 5
"""A run that stands in more posts of one site than this is that site's furniture, and no news."""
EVIDENCE = 5
"""So many shared numbers are needed, however short the texts are."""
_OF_SHORTER, _OF_LONGER = 0.5, 0.25
_FACTORS, _BITS = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F), 0xFFFFFFFF

Sketch = tuple[int, ...]


def sketch(body: str) -> Sketch:
    """Return the sketch of a plain body, its numbers ascending; () for one too short to be grouped."""
    told = [_number(word) for word in fold_words(body)]
    first, second, third, fourth = _FACTORS  # one for each place in a run, so that the order of its words counts
    runs = {
        (one * first + two * second + three * third + four * fourth) & _BITS
        for one, two, three, four in zip(told, told[1:], told[2:], told[3:], strict=False)
    }
    return tuple(sorted(runs)[:SIZE]) if len(runs) >= SHORTEST else ()


@lru_cache(maxsize=50_000)
def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def is_same_story(one: Sketch, other: Sketch, furniture: Collection[int] = ()) -> bool:
    """Whether two texts tell the same news: the shorter stands in the other by half or more, and makes a quarter of it at least (a
    digest of the week is not each of its items). Furniture counts on neither side. The order of the two does not matter."""
    if not one or not other:
        return False
    end = min(one[-1] if len(one) == SIZE else _BITS, other[-1] if len(other) == SIZE else _BITS)
    first, second = ({number for number in text if number <= end and number not in furniture} for text in (one, other))
    shared, (shorter, longer) = len(first & second), sorted((len(first), len(second)))
    return shared >= EVIDENCE and shared >= _OF_SHORTER * shorter and shared >= _OF_LONGER * longer


def gather(start: Iterable[int], neighbours: Callable[[int], Iterable[int]]) -> list[frozenset[int]]:
    """Return the groups that these posts are in: all that can be reached from each over `neighbours`."""
    groups: list[frozenset[int]] = []
    seen: set[int] = set()
    for post in start:
        if post in seen:
            continue
        group, ahead = {post}, [post]
        while ahead:
            fresh = set(neighbours(ahead.pop())) - group
            group |= fresh
            ahead += sorted(fresh)
        seen |= group
        groups.append(frozenset(group))
    return groups
