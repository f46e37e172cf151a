"""A value that one place of the page tells for a field, with where it stands. A field is an ordered list of ways to find such values."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bs4.element import Tag

from kazcrawl.parse.page.jsonld import Node
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.tree import attribute
from kazcrawl.text import one_line

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T_co]):
    """`value` as the field would hold it, `origin` the kind of place (rest, selector, jsonld, meta, heading, time, text, url …),
    `snippet` the raw text it was read from."""

    value: T_co
    origin: str
    snippet: str = ""


Way = Callable[[Page], Iterator[Candidate[T]]]


def candidates(page: Page, ways: Sequence[Way[T]]) -> Iterator[Candidate[T]]:
    """Yield what every way finds, in the order of the ways: the first one is the field's value."""
    for way in ways:
        yield from way(page)


def from_articles(read: Callable[[Page, Node], Iterator[Candidate[T]]]) -> Way[T]:
    """Return the way that reads what JSON-LD tells of the post, the article first."""
    return lambda page: (told for node in page.articles for told in read(page, node))


def from_work(read: Callable[[Page, Node], Iterator[Candidate[T]]]) -> Way[T]:
    """Return the way that reads what JSON-LD tells of the recipe or the episode that the page holds."""
    return lambda page: read(page, page.work) if page.work is not None else iter(())


def snippet(tag: Tag) -> str:
    """Return an element as it is shown to a person who asks why: its opening tag and the beginning of its text, 200 characters at most."""
    told = "".join(f' {name}="{attribute(tag, name)[:80]}"' for name in list(tag.attrs)[:5])
    return one_line(f"<{tag.name}{told}>{tag.get_text(' ')[:300]}", limit=200)
