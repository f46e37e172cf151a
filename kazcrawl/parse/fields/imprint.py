"""Whose a page is, as its imprint says: "© 2002-2009 Chamber of Trade. All rights reserved." What stands there is no post's title."""

import re
from collections.abc import Iterator
from itertools import islice

from kazcrawl.parse.page.opened import Page
from kazcrawl.text import fold

# The imprint is among the page's last texts, and the name among the texts behind its sign.
_LAST, _PIECES, _LONGEST = 80, 3, 200
_SIGN = re.compile(r"(?:©|copyright|\(c\))[\s©(c)]{0,6}(?:19|20)\d\d(?:\s?[-–—]\s?(?:(?:19|20)\d\d)?)?(?:\s?г(?:г|оды?)?\.)?[\s,|©-]{0,6}")
_END = re.compile(r"\s?[.,|•·»]|\s-\s|\ball rights|все права|барлық құқық|tüm hakları|alle rechte|tous droits")


def names_owner(page: Page, text: str) -> bool:
    """Whether a text (folded) is the name that the page's imprint gives its owner."""
    return bool(text) and any(name == text for name in _owners(page))


def _owners(page: Page) -> Iterator[str]:
    last = list(islice(_backwards(page), _LAST))[::-1]
    for place, piece in enumerate(last):
        if "©" in piece or "copyright" in piece.lower() or "(c)" in piece.lower():
            line = fold(" ".join(part[:_LONGEST] for part in last[place : place + _PIECES]))
            if sign := _SIGN.search(line):
                rest = line[sign.end() :]
                end = _END.search(rest)
                yield (rest[: end.start()] if end else rest).strip()


def _backwards(page: Page) -> Iterator[str]:
    texts = (event for event in reversed(page.outline.events) if isinstance(event, str)) if page.outline is not None else None
    return (text for text in (texts if texts is not None else reversed(list(page.soup.strings))) if text.strip())
