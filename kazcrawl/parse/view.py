"""One page as the search for its post looks at it: the elements outside the zones, their masses, the headings."""

import re
from collections.abc import Sequence
from itertools import islice

from bs4.element import Tag

from kazcrawl.parse.places import COMMENTS, TITLE_CLASSES, ZONE, ZONE_NAMES
from kazcrawl.parse.tree import Mass, classes, elements, is_hidden, labels, mass_of, remembered, weigh

# A post's element holds at least this part of the prose that stands outside the zones, less where the page names it as its own; a page with
# less than so many characters of prose (a picture, a single line) says nothing by its amounts.
_SHARE = 0.3
_OWN_SHARE = 0.1
HARDLY_ANY = 400
# A column that holds more than this part of the page's prose is none.
_ZONE_SHARE = 0.35
_MOST_HEADINGS = 100
_HEADINGS = frozenset(("h1", "h2", "h3", "main"))
_POST_ID_CLASS = re.compile(r"^postid-(\d+)$")


class View:
    """A page below `root`. `tags` are the elements outside the zones in document order, `total` is the prose that stands in them."""

    def __init__(self, root: Tag, headings: Sequence[Tag] | None = None) -> None:
        self.root = root
        self.masses = weigh(root)
        found = islice((tag for tag in headings or elements(root) if tag.name in _HEADINGS and _is_heading(tag)), _MOST_HEADINGS)
        self._chains = [({id(above) for above in tag.parents}, tag.name) for tag in found]
        self._main = {ident for chain, name in self._chains if name in ("h1", "main") for ident in chain}
        self._zoned: dict[int, int] = {}
        self.tags = self._outside_zones()
        self.total = self.prose(root)
        self._own = self._own_posts()

    def mass(self, tag: Tag) -> Mass:
        """The mass of an element of the page."""
        return mass_of(tag, self.masses)

    def prose(self, tag: Tag) -> int:
        """The prose of an element without that of the zones in it."""
        return self.mass(tag).prose - self._zoned.get(id(tag), 0)

    def is_substantial(self, tag: Tag) -> bool:
        """Whether the element holds enough of the page's prose to be its post, or the page has hardly any."""
        share = _OWN_SHARE if self.is_own(tag) else _SHARE
        return self.prose(tag) >= share * self.total or self.total < HARDLY_ANY

    def is_own(self, tag: Tag) -> bool:
        """Whether the page names the element, or one around it, as its post: `body.postid-7` and `#post-7` or `.post-7`."""
        return bool(self._own) and any(id(above) in self._own for above in (tag, *tag.parents))

    def has_heading(self, tag: Tag, *, outside: Tag | None = None) -> bool:
        """Whether a main heading (or one with a title's class) stands in the element, and not only within `outside`."""
        return any(id(tag) in chain and (outside is None or id(outside) not in chain) for chain, name in self._chains if name != "main")

    def _own_posts(self) -> set[int]:
        name = next((f"post-{found[1]}" for token in classes(self.root) if (found := _POST_ID_CLASS.match(token))), None)
        return {id(tag) for tag in self.tags if tag is not self.root and name in labels(tag)} if name else set()

    def _outside_zones(self) -> list[Tag]:
        """Every element but those of comments, menus, columns and hidden ones; notes for each how much prose was left out below it."""
        most = _ZONE_SHARE * self.masses[id(self.root)].prose
        found: list[Tag] = []
        zoned = self._zoned
        stack = [self.root]
        while stack:
            tag = stack.pop()
            if tag is not self.root and self._is_zone(tag, lenient=self.mass(tag).prose > most):
                zoned[id(tag.parent)] = zoned.get(id(tag.parent), 0) + self.mass(tag).prose
                continue
            found.append(tag)
            if tag.contents:
                stack += [child for child in reversed(tag.contents) if isinstance(child, Tag)]
        for tag in reversed(found[1:]):
            if below := zoned.get(id(tag)):
                zoned[id(tag.parent)] = zoned.get(id(tag.parent), 0) + below
        return found

    def _is_zone(self, tag: Tag, *, lenient: bool) -> bool:
        """Readers' comments may be longer than the post; any other zone that holds much of the prose is none (`lenient`)."""
        if not tag.attrs:
            return tag.name in ZONE_NAMES and not lenient
        places = [place for name in labels(tag) if (place := _place_of(name))]
        if "comments" in places:
            return id(tag) not in self._main
        if lenient:
            return False
        return tag.name in ZONE_NAMES or is_hidden(tag) or (bool(places) and id(tag) not in self._main)


@remembered
def _place_of(name: str) -> str:
    return "comments" if COMMENTS.match(name) else "zone" if ZONE.match(name) else ""


def _is_heading(tag: Tag) -> bool:
    return tag.name in ("h1", "main") or not TITLE_CLASSES.isdisjoint(classes(tag))
