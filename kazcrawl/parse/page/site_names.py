"""The site's name: where a page writes it, and a headline without it."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from bs4.element import Tag

from kazcrawl.parse.page.places import SITE_CLASSES
from kazcrawl.parse.page.region import HEADINGS
from kazcrawl.parse.page.tree import attribute, below, classes
from kazcrawl.text import fold
from kazcrawl.urls import absolute_url, origin

# What stands between a headline and the name of the site.
SEPARATOR = re.compile(r"\s[|\-–—‒―•·»«›‹:/~]{1,2}\s|\s?[|»]\s")
_NO_WORD = re.compile(r"[\W_]+")
# The elements that hold a site's name, those that hold nothing else first.
_TAGS = ("p", "a", "div", "span", *HEADINGS)
# A title is read so far.
_LONGEST = 1_000


def site_elements(tags: Iterable[Tag]) -> list[Tag]:
    """Return of these elements those that themes call the site's name, those that hold nothing else first."""
    named = [tag for tag in tags if tag.name in _TAGS and not SITE_CLASSES.isdisjoint(classes(tag))]
    return sorted(named, key=lambda tag: _TAGS.index(tag.name))


def leads_home(heading: Tag, url: str) -> bool:
    """Whether a heading of the page at `url` is a link to the site's first page and nothing else."""
    link = next(below(heading, ("a",)), None)
    address = absolute_url(attribute(link, "href"), url) if link is not None and url else ""
    is_home = bool(address) and urlsplit(address).path in ("", "/") and origin(address) == origin(url)
    return is_home and link is not None and link.get_text(strip=True) == heading.get_text(strip=True)


def without_site(title: str, names_: tuple[str, ...]) -> str:
    """Return the title without a tail or head that is a name of the site: "Port opened – Chamber of Trade" becomes "Port opened".

    The name may be spelt otherwise ("TradeChamber" for "Trade Chamber"); behind a bar it may be the beginning of the full one."""
    folded = [fold(name) for name in names_]
    cuts = list(SEPARATOR.finditer(title[:_LONGEST]))
    for cut in cuts:
        if _names_site(title[cut.end() :], folded, barred="|" in cut[0]) and title[: cut.start()].strip():
            return title[: cut.start()].strip()
    for cut in reversed(cuts):
        if fold(title[: cut.start()]) in folded:
            return title[cut.end() :].strip()
    return title


def _names_site(text: str, folded_names: Sequence[str], *, barred: bool) -> bool:
    text = fold(text)
    bare = _NO_WORD.sub("", text)
    return text in folded_names or any(
        len(bare) > 3 and (_NO_WORD.sub("", name) == bare or (barred and name.startswith(f"{text} "))) for name in folded_names
    )
