"""Which link of a list page leads to the older posts of the same list."""

import re
from collections.abc import Collection, Iterator
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from kazcrawl.parse.lists.paging import counts_posts, page_of, step_between, with_number
from kazcrawl.parse.page.tree import attribute, classes
from kazcrawl.text import fold
from kazcrawl.urls import canonical_url, url_key

# How core and themes mark the link, on it or on an element around it, best known first.
_MARKS = (
    frozenset(("wp-block-query-pagination-next",)),
    frozenset(("next", "page-numbers")),
    frozenset(("nextpostslink",)),
    frozenset(("nav-previous",)),
    frozenset(("pagination-next",)),
    frozenset(("nav-older",)),
    frozenset(("older-posts",)),
    frozenset(("older",)),
    frozenset(("previous-entries",)),
    frozenset(("blog-pager-older-link",)),
)
_MARK_NAMES = frozenset().union(*_MARKS)
_SIGNS = "[]«‹<←→»›>|.… "
_OLDER_WORDS = (
    "older(?: (?:posts|entries|articles|news|stories))?|previous (?:entries|posts)|earlier (?:posts|entries|news)|next(?: page)?",
    "(?:load|show|view|see) more(?: (?:posts|news|articles|stories))?|more (?:posts|news|articles)",
    "(?:предыдущие|следующие|старые|более старые|ранние|прошлые|другие|еще) (?:записи|посты|статьи|новости|материалы|публикации)",
    "следующая(?: страница)?|след|далее|дальше|вперед|раньше|старее|более старые|старые|(?:показать|загрузить) еще(?: новости)?",
    "(?:алдыңғы|келесі|ескі|ескілеу|бұрынғы) (?:жазбалар|жаңалықтар|мақалалар)|келесі(?: бет)?|ескі|тағы(?: жүктеу| көрсету)?|көбірек|алға",
    "(?:ältere|weitere) (?:beiträge|einträge|artikel|meldungen|nachrichten)(?: anzeigen| laden)?|nächste(?: seite)?|weiter|mehr laden",
    "suivant(?:e|es)?|page suivante|articles plus anciens|siguiente|entradas antiguas|successivo|seguinte|sonraki(?: sayfa)?|eski yazılar",
)
_OLDER_TEXT = re.compile("|".join(_OLDER_WORDS))
# Of what is called so, and of bare arrows, only their address tells where they lead.
_BUTTON_TEXT = re.compile(
    r"(?:load|show|view|see) more(?: \w{1,12})?|more (?:posts|news|articles|stories)|(?:показать|загрузить) еще(?: \w{1,12})?|"
    r"еще новости|тағы (?:жүктеу|көрсету)|көбірек(?: көрсету)?|mehr (?:laden|anzeigen)|weitere \w{1,12} laden"
)
_WORDPRESS = re.compile(r"/wp-(?:content|includes|json)/|/xmlrpc\.php")
_EITHER_TEXT = re.compile(r"previous(?: page)?|предыдущ(?:ие|ая)(?: страница)?|алдыңғы(?: бет)?|назад|")
_LAST_NUMBER = re.compile(r"(\d{1,4})(?:\.\w{3,5})?/?$")
_FILE_ENDS = re.compile(r"(?:[-_/]?\d{1,4})?(?:\.\w{3,5})?/?$")
_TIMES = frozenset(("month", "year", "day", "date", "m", "y", "d"))
_WORD_OF_PAGES = re.compile(r"[-_/]?[a-z]{0,10}[-_]?")
_DATED_PATH = re.compile(r"/(?:19|20)\d\d/\d{1,2}(?:/\d{1,2})?/?$")
_DATA_NAMES = frozenset({
    "data-next-page", "data-next-url", "data-next", "data-url", "data-href", "data-link", "data-src", "data-path",
})  # fmt: skip
_ADDRESS = re.compile(r"^(?:https?:/)?[/?]")
_NEAR = 3

Links = list[tuple[str, Tag]]


def find_older(soup: BeautifulSoup, links: Links, *, base: str, url: str, posts: Collection[str] = ()) -> str | None:
    """Return the address of the list's next page, or None when there is none.

    The number in an address is believed before any label: a link to page 3 is older than page 2 whatever its theme calls it, and a link to
    page 1 never is. Then the numbers that links show, then core's and themes' marks, rel="next", the words, and what scripts read.
    `links` are the page's anchors with their canonical addresses, `posts` the keys of the posts listed: none of them is a list."""
    own = page_of(url)
    links = [*links, *_options_of(soup, base)]
    head = [
        (address, tag) for tag in soup.find_all("link", rel="next", href=True) if (address := canonical_url(attribute(tag, "href"), base))
    ]
    onward = [(address, tag) for address, tag in links if url_key(address) not in posts and _is_onward(url, address, own)]
    return (
        _by_number([*onward, *head], own)
        or _by_shown_number(onward, url)
        or _by_mark([*head, *onward], onward, url)
        or _by_word(onward, url)
        or _by_data(soup, base, own)
        or _by_pager_of_another_list(onward, own)
    )


def _options_of(soup: BeautifulSoup, base: str) -> Links:
    """The addresses that a box to choose from has."""
    options = [(canonical_url(attribute(tag, "value"), base), tag) for tag in soup.find_all("option", value=_ADDRESS, limit=500)]
    return [(address, tag) for address, tag in options if address]


def is_older_text(text: str) -> bool:
    """Whether a link's text is nothing but a name of the older posts or the next page."""
    return len(text) <= 60 and _OLDER_TEXT.fullmatch(fold(text).strip(_SIGNS)) is not None


def _by_number(links: Links, own: tuple[str, int]) -> str | None:
    """The page after this one by the numbers in addresses of the same list. Some systems count pages from 0, some count posts; where
    the next page is not linked and later ones are, its address is theirs with its number."""
    here, number = own
    pages = [(page, address, tag) for address, tag in links if (found := page_of(address))[0] == here and (page := found[1]) >= 0]
    later = sorted(((page, address) for page, address, _ in pages if page > number), key=lambda each: each[0])
    if number == 1 and (second := next((address for page, address, tag in pages if page == 1 and _is_second(tag)), None)):
        return second
    if not later:
        return None
    page, address = later[0]
    return address if page == number + 1 or counts_posts(address) else with_number(address, number + 1) or address


def _is_second(tag: Tag) -> bool:
    """Whether a link to the page number 1 is shown as the second page: the system counts from 0."""
    text = tag.get_text(" ")[:60]
    return text.rstrip().endswith("2") or "next" in attribute(tag, "rel").lower().split() or is_older_text(text)


def _by_shown_number(links: Links, url: str) -> str | None:
    """The page after this one by the numbers that the links show, where their addresses end in the same: /blog/2/, news_2.htm."""
    own = urlsplit(url)
    stem = _FILE_ENDS.sub("", own.path)
    mine = _LAST_NUMBER.search(own.path)
    number = int(mine[1]) if mine else 1
    for address, tag in links:
        parts = urlsplit(address)
        shown = tag.find_all(string=re.compile(r"^\s*\d{1,4}\s*$"), limit=1)
        told = _LAST_NUMBER.search(parts.path)
        if shown and told and told[1] == shown[0].strip() and not _DATED_PATH.search(parts.path):
            starts = _FILE_ENDS.sub("", parts.path)
            after = number + 1 if mine and starts == stem else 2
            if int(told[1]) == after and starts.startswith(stem) and _WORD_OF_PAGES.fullmatch(starts[len(stem) :]):
                return address
    return None


def _by_mark(ranked: Links, links: Links, url: str) -> str | None:
    marked = [(address, tokens) for address, tag in links if not (tokens := _tokens_around(tag)).isdisjoint(_MARK_NAMES)]
    for marks in _MARKS:
        for address, tokens in marked:
            if marks <= tokens:
                return address
    own = page_of(url)
    for address, tag in ranked:
        if "next" in attribute(tag, "rel").lower().split() and _is_onward(url, address, own):
            return address
    return None


def _by_word(links: Links, url: str) -> str | None:
    """The link that is called the older posts or the next page; failing that an arrow or a "previous" whose address has a higher number."""
    for address, tag in links:
        if any(map(is_older_text, _texts_of(tag))):
            return address
    for address, tag in links:
        text = fold(tag.get_text(" ")[:60])
        step = step_between(url, address)
        if text and _EITHER_TEXT.fullmatch(text.strip(_SIGNS)) and (step or _is_numbered_below(url, address)) and not _is_calendar(address):
            return address
    return None


def _is_calendar(address: str) -> bool:
    """Whether an address is that of a month or a day: arrows lead through calendars for ever."""
    parts = urlsplit(address)
    return _DATED_PATH.search(parts.path) is not None or not _TIMES.isdisjoint(name for name, _ in parse_qsl(parts.query))


def _by_pager_of_another_list(links: Links, own: tuple[str, int]) -> str | None:
    """The second page of the list of which a front page shows the beginning: its links show their numbers."""
    for address, tag in links:
        there, number = page_of(address)
        if own[1] == 1 and there != own[0] and number == 2 and tag.get_text(" ").strip()[:9] == "2":
            return address
    return None


def _by_data(soup: BeautifulSoup, base: str, own: tuple[str, int]) -> str | None:
    """The next page's address as a button for scripts has it."""
    for tag in soup.find_all(lambda tag: not _DATA_NAMES.isdisjoint(tag.attrs)):
        for name in sorted(_DATA_NAMES.intersection(tag.attrs)):
            address = canonical_url(attribute(tag, name), base)
            if address and page_of(address) == (own[0], own[1] + 1):
                return address
    return None


def guess_older(soup: BeautifulSoup, url: str) -> str | None:
    """Return where WordPress has the next page of a list whose only way on is a button for scripts; None for other pages."""
    if urlsplit(url).query or (soup.find(src=_WORDPRESS) is None and soup.find("link", href=_WORDPRESS) is None):
        return None
    if not any(map(_is_script_button, soup.find_all(["a", "button", "div", "span"]))):
        return None
    number = page_of(url)[1]
    return with_number(url, number + 1) or f"{url.rstrip('/')}/page/{number + 1}/"


def _is_script_button(tag: Tag) -> bool:
    text = "".join(part for part in islice(tag.children, 3) if isinstance(part, NavigableString)).strip()
    if len(text) > 40 or not _BUTTON_TEXT.fullmatch(fold(text)):
        return False
    link = tag if tag.name == "a" else tag.find_parent("a")
    return not isinstance(link, Tag) or not attribute(link, "href").strip().startswith(("/", "http"))


def _is_onward(url: str, address: str, own: tuple[str, int]) -> bool:
    """Whether a link does not lead back: a page of the same list has a higher number than this one."""
    there, page = page_of(address)
    if there == own[0]:
        return page > own[1] or (page == 1 and own[1] == 1 and url_key(address) != url_key(url))
    step = step_between(url, address)
    return (step is None or step[1] > step[0]) and not _is_above(url, address)


def _is_above(url: str, address: str) -> bool:
    parts = urlsplit(address)
    return not parts.query and url_key(url).startswith(url_key(address).rstrip("/") + "/")


def _is_numbered_below(url: str, address: str) -> bool:
    return address.startswith(url) and _LAST_NUMBER.search(address[len(url) :]) is not None


def _texts_of(tag: Tag) -> Iterator[str]:
    for text in (tag.get_text(" ")[:60], attribute(tag, "aria-label"), attribute(tag, "title")):
        if text.strip():
            yield text


def _tokens_around(tag: Tag) -> set[str]:
    return {token for element in (tag, *islice(tag.parents, _NEAR - 1)) for token in classes(element)}
