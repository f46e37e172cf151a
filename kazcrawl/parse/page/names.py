"""What the class and the id of an element say. The elements of a page, and the pages of a theme, have the same ones again and again, so
each is read once and remembered."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from kazcrawl.parse.page.places import (
    BESIDE,
    COMMENTS,
    CONTENT_CLASSES,
    CONTENT_NAME,
    POST_CLASSES,
    POST_ID,
    TELLING_CLASSES,
    TITLE_CLASSES,
    ZONE,
)

# More of a class or id than this says nothing, and every rule would search it.
LONGEST_NAME = 200
MOST_NAMES = 100  # what is no longer than the longest name has no more
# Longer attributes are not remembered, and no more than so many.
_LONGEST_KEPT, _MOST_KEPT = 300, 4096
T = TypeVar("T")


class Remembered(dict[str, T]):
    """What a function says of each string that was asked for; all is forgotten when it is too much."""

    def __init__(self, said_of: Callable[[str], T]) -> None:
        super().__init__()
        self.said_of = said_of

    def __missing__(self, name: str) -> T:
        said = self.said_of(name)
        if len(name) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[name] = said
        return said


def remembered(said_of: Callable[[str], T]) -> Callable[[str], T]:
    """Return a function that says the same of a string and remembers it."""
    return Remembered(said_of).__getitem__


def finds(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """Return a function that searches a name for the pattern and remembers what it found."""
    return remembered(re.compile(pattern).search)


# What a class or an id may say of its element; the sum of what is true is handed on. That it is of another post, only its place tells.
OF_COMMENTS, OF_ZONE, OF_BESIDE, OF_CONTENT, LIKELY_CONTENT, OF_POST, OF_TITLE, OF_ANOTHER = (1 << bit for bit in range(8))
_LISTS = {
    OF_BESIDE: BESIDE,
    OF_CONTENT: CONTENT_CLASSES,
    OF_POST: POST_CLASSES,
    OF_TITLE: TITLE_CLASSES,
}
_LISTED = {name: sum(what for what, names in _LISTS.items() if name in names) for name in frozenset().union(*_LISTS.values())}
_SAID_BY_ID_TOO = OF_COMMENTS | OF_ZONE | OF_BESIDE


@remembered
def names_of(told: str) -> tuple[list[str], list[str], bool]:
    """Return the tokens of a class attribute as they stand and the first hundred in lower case, in lists that the elements share, and
    whether they tell something of the site or the post wherever the element stands."""
    tokens = told.split()
    if len(told) > LONGEST_NAME:
        lower = [token[:LONGEST_NAME].lower() for token in tokens[:MOST_NAMES]]
    else:
        lower = tokens if (small := told.lower()) == told else small.split()
    return tokens, lower, not TELLING_CLASSES.isdisjoint(lower)


def said_by_classes(tokens: Iterable[str]) -> int:
    """What the class tokens (in lower case) say of their element."""
    said = 0
    for name in tokens:
        said |= _said_by(name)
    return said


@remembered
def said_by_id(told: str) -> int:
    """What an id says of its element."""
    name = told[:LONGEST_NAME].lower()
    return (_said_by(name) & _SAID_BY_ID_TOO) | (OF_POST if POST_ID.match(name) else 0)


@remembered
def _said_by(name: str) -> int:
    said = _LISTED.get(name, 0)
    if name.startswith("comment"):
        said |= OF_BESIDE
    if COMMENTS.match(name):
        said |= OF_COMMENTS
    if ZONE.match(name):
        said |= OF_ZONE
    if CONTENT_NAME.match(name):
        said |= LIKELY_CONTENT
    return said
