"""Is what was taken for a post one of many? Lists that no class calls so show themselves by their headlines, which lead to other pages."""

from collections.abc import Sequence
from itertools import islice
from urllib.parse import urlsplit

from bs4.element import Tag

from kazcrawl.parse.fields.identity import find_url
from kazcrawl.parse.page.container import is_post_element
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.region import HEADINGS
from kazcrawl.parse.page.tree import attribute, mass_of
from kazcrawl.text import fold
from kazcrawl.urls import canonical_url, origin, url_key

# So many posts beside each other are a list, if so much of what was taken for the body is theirs.
_A_LIST, _MOST = 3, 0.8
_ARTICLE = 2_000
_MANY_HEADINGS, _FRAMES = 60, 4


def is_list(page: Page) -> bool:
    """Whether the post that was found stands among others like it, or its body holds others, each with a headline that links to a page
    of its own. Related posts beside a post are no list: they are neither its siblings nor its text."""
    entries = _entries(page)
    if entries is None or len(entries) < _A_LIST:
        return False
    post, content = page.container.post, page.container.content
    # On a site that nobody described, the first post may be what the caller came for if it is there whole; and where no name told what
    # is the body, nothing is certain.
    is_known = page.site is not None
    if post is not None and any(tag is post for tag in entries):
        return _beside(post, entries) >= _A_LIST and (is_known or _chars([post]) < _ARTICLE)
    within = [tag for tag in entries if any(above is content for above in tag.parents)]
    if page.container.way == "scored" and not is_known:
        return False
    return content is not None and len(within) >= _A_LIST and _chars(within) >= _MOST * _chars([content])


def linked_headlines(page: Page) -> int:
    """To how many other pages of the site the page's headings lead that are links and nothing else, but for the home page."""
    home, here = origin(page.url), {url_key(address) for address in (page.url, find_url(page))}
    links = ((tag, tag.find("a", href=True)) for name in HEADINGS for tag in page.tags.get(name, ())[:_MANY_HEADINGS])
    whole = (link for tag, link in links if link is not None and fold(link.get_text(" ")) == fold(tag.get_text(" ")))
    addresses = {address for link in whole if (address := canonical_url(attribute(link, "href"), page.url))}
    return sum(
        origin(address) == home and urlsplit(address).path not in ("", "/") and url_key(address) not in here for address in addresses
    )


def _entries(page: Page) -> list[Tag] | None:
    """The elements of posts whose headline is a link to another page than this one, each to one of its own. None where a post's headline
    is no link or one to this very page: then the page is that post's."""
    here = {url_key(address) for address in (page.url, find_url(page))}
    found: dict[str, Tag] = {}
    seen: set[int] = set()
    for heading in (tag for name in HEADINGS for tag in page.tags.get(name, ())[:_MANY_HEADINGS]):
        entry = next((above for above in heading.parents if is_post_element(above)), None)
        if entry is None or id(entry) in seen:
            continue
        seen.add(id(entry))
        link = heading.find("a", href=True)
        is_linked = link is not None and fold(link.get_text(" ")) == fold(heading.get_text(" "))
        address = canonical_url(attribute(link, "href"), page.url) if link is not None and is_linked else None
        if not address or url_key(address) in here:
            return None
        found.setdefault(address, entry)
    return list(found.values())


def _beside(post: Tag, entries: Sequence[Tag]) -> int:
    """How many entries stand beside the post, it counted too, each alone in as many frames as it is: of Blogger's days, one frame each."""
    found = 0
    for deep in range(_FRAMES):
        own = _frame(post, deep)
        found = max(found, sum(own is not None and _frame(tag, deep) is own for tag in entries))
    return found


def _frame(tag: Tag, deep: int) -> Tag | None:
    return next(islice(tag.parents, deep, None), None)


def _chars(tags: Sequence[Tag]) -> int:
    return sum(mass_of(tag).chars for tag in tags)
