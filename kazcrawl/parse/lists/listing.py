"""Reads a page that lists posts: home, archive, category. Which posts it names, where the older ones are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag

from kazcrawl.parse.lists.addresses import ListedSite, addresses, archives_of, base_of, sections_of
from kazcrawl.parse.lists.cards import find_cards
from kazcrawl.parse.lists.frames import Places, day_of, find_places, find_post, is_made_for_post, links_in
from kazcrawl.parse.lists.older import find_older, guess_older
from kazcrawl.parse.lists.paging import page_of
from kazcrawl.parse.page.cut import whole_tree
from kazcrawl.parse.page.decode import decode_page
from kazcrawl.parse.page.tree import attribute, classes
from kazcrawl.text import one_line
from kazcrawl.urls import canonical_url, url_key

_SINGLE = re.compile(r"^(?:single|single-\S+|singular|postid-\d+|page-id-\d+|attachment|attachmentid-\d+|error404)$")
_POST = re.compile(r"^(?:postid-|single-post)")
_PAGE = re.compile(r"^page-id-\d+$")
_LIST = frozenset({
    "home", "blog", "archive", "category", "tag", "author", "date", "search", "search-results", "hfeed", "paged",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListedPost:
    """A post as a list shows it: canonical address, title ("" when it has none), its date as the list writes it (ISO if it tells)."""

    url: str
    title: str = ""
    day_text: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page. `older` is the next page of the same list (None on the last one and on a post's own page), `is_single` tells that
    the page is no list at all. `archives` are the lists of months, categories and years that it links to, `sections` those called lists of
    posts. `guessed` tells that no link leads to `older`: a button for scripts does, and the address is WordPress' custom."""

    posts: tuple[ListedPost, ...] = ()
    older: str | None = None
    is_single: bool = False
    archives: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    guessed: bool = False


def read_listing(html: bytes | str, *, url: str) -> Listing:
    """Return what the page at `url` lists. Raises ParseError as `decode_page` and `outline_page` do, for nothing else.

    Posts come in the order of the page, each once, from the page's own list only: no menus, columns, comments, other sites."""
    with whole_tree(decode_page(html, url=url).text, url) as soup:
        return _listing_of(soup, url)


def _listing_of(soup: BeautifulSoup, url: str) -> Listing:
    base = base_of(soup, url)
    links = [(address, tag) for tag in soup.find_all("a", href=True) if (address := canonical_url(attribute(tag, "href"), base))]
    site = ListedSite(url)
    elsewhere = archives_of(links, soup, base, site), sections_of(links, site)
    if _is_single(soup) and not _is_builders_list(soup, url, base, site):
        return Listing((), None, True, *elsewhere)
    posts = _posts_of(soup, base, site)
    older = find_older(soup, links, base=base, url=url, posts={url_key(post.url) for post in posts})
    guess = guess_older(soup, url) if older is None and posts else None
    return Listing(posts, older if older and site.owns(older) else guess, False, *elsewhere, guessed=guess is not None)


def _is_single(soup: BeautifulSoup) -> bool:
    """Whether the page is one post, page or attachment: by core's body classes, else by core's short link and the form for comments."""
    tokens = set(classes(soup.body)) if soup.body else set()
    if tokens & _LIST and not any(map(_POST.match, tokens)):
        return False
    if any(_SINGLE.match(token) for token in tokens):
        return True
    return soup.find("input", attrs={"name": "comment_post_ID"}) is not None or soup.find("link", rel="shortlink") is not None


def _is_builders_list(soup: BeautifulSoup, url: str, base: str, site: ListedSite) -> bool:
    """Whether the page is what WordPress calls a page, on which a builder of pages shows posts: two in core's frames (one on a later page),
    or three in cards."""
    tokens = classes(soup.body) if soup.body else []
    if not any(map(_PAGE.match, tokens)) or any(map(_POST.match, tokens)):
        return False
    if len(soup.find_all(is_made_for_post, limit=2)) > (page_of(url)[1] == 1):
        return True
    return len({url_key(post.url) for post, _ in _cards_of(soup, find_places(soup, lenient=True), base, site)[0]}) > 2


def iter_frames(soup: BeautifulSoup, *, url: str) -> Iterator[tuple[ListedPost, Tag]]:
    """Yield every post that a list page shows in a frame of its own (an article, a hentry), with that element; each post once."""
    met: set[str] = set()
    for post, frame in _framed(find_places(soup), base_of(soup, url), ListedSite(url)):
        if url_key(post.url) not in met:
            met.add(url_key(post.url))
            yield post, frame


def _framed(places: Places, base: str, site: ListedSite) -> Iterator[tuple[ListedPost, Tag]]:
    for frame in places.frames:
        if found := find_post(frame, base, site):
            yield ListedPost(*found, day_of(frame)), frame


def _posts_of(soup: BeautifulSoup, base: str, site: ListedSite) -> tuple[ListedPost, ...]:
    """What frames tell; where they tell of one post or none, headings that are links; and cards: always those with dates, others only
    where nothing else was found. At last the same again within widgets and what WordPress calls a page."""
    places = find_places(soup)
    found = _in_places(soup, places, base, site)
    if not found:
        wide = find_places(soup, lenient=True)
        framed = [(post, frame) for post, frame in _framed(wide, base, site) if is_made_for_post(frame)]
        found = framed or _cards_of(soup, wide, base, site)[0]
    order = {id(tag): place for place, tag in enumerate(soup.find_all(True))}
    best: dict[str, ListedPost] = {}
    for post, _ in sorted(found, key=lambda each: order.get(id(each[1]), 0)):
        told = best.get(url_key(post.url), post)
        best[url_key(post.url)] = ListedPost(told.url, told.title or post.title, told.day_text or post.day_text)
    return tuple(best.values())


def _in_places(soup: BeautifulSoup, places: Places, base: str, site: ListedSite) -> list[tuple[ListedPost, Tag]]:
    found = list(_framed(places, base, site))
    if len({url_key(post.url) for post, _ in found}) < 2:
        within = [frame for _, frame in found]
        for tag in places.headings:
            title = one_line(tag.get_text(" "))
            inside = not within or any(above is frame for above in tag.parents for frame in within)
            if inside and (address := site.first_post(links_in(tag, base), title=title)):
                found.append((ListedPost(address, title), tag))
    cards, dated = _cards_of(soup, places, base, site)
    if dated or not found:
        found += cards
    return found


def _cards_of(soup: BeautifulSoup, places: Places, base: str, site: ListedSite) -> tuple[list[tuple[ListedPost, Tag]], bool]:
    links = [(address, tag) for tag in places.links for address in addresses([tag], base)]
    cards, dated = find_cards(soup, links, site)
    return [(ListedPost(card.url, card.title, card.day_text), card.link) for card in cards], dated
