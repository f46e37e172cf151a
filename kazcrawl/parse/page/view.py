"""One page as the search for its post looks at it: the elements outside the zones, their masses, the headings."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from kazcrawl.dates import find_dates
from kazcrawl.parse.page.names import LIKELY_CONTENT, OF_ANOTHER, OF_BESIDE, OF_COMMENTS, OF_CONTENT, OF_POST, OF_TITLE, OF_ZONE
from kazcrawl.parse.page.outline import Outline
from kazcrawl.parse.page.places import TEMPLATE_CLASSES, ZONE_NAMES
from kazcrawl.parse.page.spot import LONG_RUN, Spot
from kazcrawl.parse.page.teasers import find_teasers
from kazcrawl.parse.page.tree import attribute, classes, is_hidden
from kazcrawl.text import fold

# A post's element holds at least this part of the prose that stands outside the zones, less where the page names it as its own; a page with
# less than so many characters of prose (a picture, a single line) says nothing by its amounts.
_SHARE = 0.3
_OWN_SHARE = 0.1
HARDLY_ANY = 400
# A column that holds more than this part of the page's prose is none.
_ZONE_SHARE = 0.35
_MOST_HEADINGS = 100
_HEADINGS = frozenset(("h1", "h2", "h3", "main"))
# Elements that hold no post, whatever number they have.
_LINES = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "span", "header"))
# Elements that are neither the post nor a zone, whatever they are called.
_NO_PLACES = frozenset((
    "a", "b", "br", "em", "i", "img", "strong", "small", "sub", "sup", "u", "link", "meta", "script", "style", "input", "option", "path",
    "source",
))  # fmt: skip
_OF_TEXT = OF_CONTENT | LIKELY_CONTENT
_POST_NUMBER = re.compile(r"(?:^postid-|[?&]p=)(\d+)$")
# A shorter headline may begin a page's title by chance; what is longer is none.
_TELLING, _LONGEST = 8, 2_000
_LINE = 100
# A sentence has so many blanks and a full stop, but in Chinese and Japanese, which have none.
_BLANKS, _STOPS, _WIDE_STOPS = 4, (".", "!", "?", "…"), ("。", "！", "？")


class View:
    """A page below `root`. `spots` are the elements outside the zones in document order (but for those that say nothing of places), `total`
    is the prose that stands in them, `title` what the title element says, folded."""

    def __init__(self, outline: Outline, root: Spot) -> None:
        self.outline, self.root = outline, root
        title = next((spot for spot in outline.telling if spot.name == "title"), None)
        self.title = fold(outline.text_of(title)[:_LONGEST]) if title is not None else ""
        found = islice((spot for spot in outline.telling if spot.name in _HEADINGS and _is_heading(spot)), _MOST_HEADINGS)
        self._headings = [spot for spot in found if root.holds(spot)]
        self._main = {id(above) for spot in self._headings if spot.name in ("h1", "main") for above in spot.parents}
        self._zoned: dict[int, int] = {}
        self._zoned_text: dict[int, int] = {}
        self._teasers = self._other_posts()
        self.spots = self._outside_zones()
        self.total = self.prose(root)
        self._headings += [spot for spot in self.spots if "itemprop" in spot.attrs and attribute(spot, "itemprop").lower() == "headline"]
        self._own = self._own_posts()

    def prose(self, spot: Spot) -> int:
        """The prose of an element without that of the zones in it."""
        return spot.prose - self._zoned.get(id(spot), 0)

    def text(self, spot: Spot) -> int:
        """The text of an element, in characters, that stands in no link and in no zone."""
        return spot.chars - spot.linked - self._zoned_text.get(id(spot), 0)

    def is_substantial(self, spot: Spot) -> bool:
        """Whether the element holds enough of the page's prose to be its post, or the page has hardly any."""
        share = _OWN_SHARE if self.is_own(spot) else _SHARE
        return self.prose(spot) >= share * self.total or self.total < HARDLY_ANY

    def is_own(self, spot: Spot) -> bool:
        """Whether the page names the element, or one around it, as its post: `body.postid-7` and `#post-7` or `.post-7`."""
        return any(own.holds(spot) for own in self._own)

    def is_of_short_post(self, spot: Spot) -> bool:
        """Whether the page names a post as its own that holds hardly any prose, and the element is of it: what is longer is beside it."""
        whole = max((self.prose(own) for own in self._own), default=HARDLY_ANY)
        return spot.chars > 0 and whole < HARDLY_ANY and self.is_own(spot)

    def has_heading(self, spot: Spot) -> bool:
        """Whether a main heading (or one with a title's class) stands in the element."""
        return any(heading.name != "main" and heading is not spot and spot.holds(heading) for heading in self._headings)

    def headings_of(self, content: Spot) -> list[Spot]:
        """The main headings that stand around the content: those alone after which the page is called, if there are any."""
        outside = [heading for heading in self._headings if heading.name != "main" and (heading is content or not content.holds(heading))]
        return [heading for heading in outside if self._names_page(heading)] or outside

    def has_headline(self, above: Spot, first: int, last: int) -> bool:
        """Whether a headline of a post stands between two places: a main heading, one with a title's class, or one right below `above`."""
        within = (spot for spot in self.outline.telling if first <= spot.first < last and spot.name in _HEADINGS - {"main"})
        return any(_is_heading(spot) or (spot.name == "h2" and spot.parent is above) for spot in within)

    def first_level(self) -> list[Spot]:
        """The first-level headings with a text, in order."""
        return [heading for heading in self._headings if heading.name == "h1" and heading.chars]

    def is_dated_line(self, spot: Spot) -> bool:
        """Whether the element is a short line with a date in it, and no sentence."""
        text = self.outline.text_of(spot).rstrip() if spot.chars <= _LINE else ""
        is_sentence = text.endswith(_WIDE_STOPS) or (text.endswith(_STOPS) and text.count(" ") >= _BLANKS)
        return not is_sentence and bool(find_dates(text, short_years=True))

    @cached_property
    def headline(self) -> Spot | None:
        """What names the post: the first element that has the text with which the page's title begins and nothing else, a first-level
        heading rather than others; else the only first-level heading; None where there is neither."""
        first, outside = self.first_level(), {id(spot) for spot in self.spots}
        own = (spot for spot in first if id(spot) in outside)
        short = (spot for spot in (*own, *self.spots) if _TELLING <= spot.chars <= len(self.title))
        named = next((spot for spot in short if self.title.startswith(fold(self.outline.text_of(spot)))), None)
        return named or (first[0] if len(first) == 1 else None)

    def has_own(self) -> bool:
        """Whether the page tells which one element its post is, and that holds any text. Several are its teasers in lists."""
        return len(self._own) == 1 and self._own[0].chars > 0

    def _own_posts(self) -> list[Spot]:
        """The elements that the page tells to be its post's: by the number in the body's class or the short link, by the one body of
        a block theme that stands in no list, by the headline that the page is called after."""
        names = (f"post-{found[1]}" for told in self._told_numbers() if (found := _POST_NUMBER.search(told)))
        if (name := next(names, None)) is not None:
            numbered = [s for s in self.spots[1:] if (name in s.tokens or s.attrs.get("id") == name) and s.name not in _LINES]
            if numbered:
                return self._only_body(numbered) or numbered
        bodies = [spot for spot in self.spots[1:] if "wp-block-post-content" in spot.tokens and not any(map(_is_marked, spot.parents))]
        return bodies if len(bodies) == 1 else self._only_body(self.spots[1:]) or self._under_headline()

    def _only_body(self, around: list[Spot]) -> list[Spot]:
        """The one place on the page where a page builder's template prints the text of the page's post, if it stands in one of these: the
        template's own element holds teasers of other posts as well."""
        bodies = [spot for spot in self.spots[1:] if not TEMPLATE_CLASSES.isdisjoint(spot.tokens)]
        return bodies if len(bodies) == 1 and any(spot.holds(bodies[0]) for spot in around) else []

    def _told_numbers(self) -> Iterator[str]:
        yield from classes(self.root)
        yield from (
            str(spot.attrs.get("href", "")) for spot in self.outline.telling if spot.name == "link" and spot.attrs.get("rel") == "shortlink"
        )

    def _under_headline(self) -> list[Spot]:
        """The post's element around the headline that begins or ends the page's title, where that is one alone."""
        posts = [spot for spot in self.spots[1:] if _is_marked(spot) and spot.name not in _LINES]
        if not posts:
            return []
        found: dict[int, Spot] = {}
        for heading in filter(self._names_page, self._headings):
            post = next((spot for spot in reversed(posts) if spot.holds(heading)), None)
            if post is not None:
                found[id(post)] = post
        whole = [post for post in found.values() if not self._is_bare(post)]
        return whole if len(whole) == 1 else []

    def _is_bare(self, post: Spot) -> bool:
        """Whether the element holds a post's headline and its meta line alone: some themes mark that header as a post of its own."""
        return not any(post.holds(spot) and (spot.name == "p" or spot.said & _OF_TEXT) for spot in self.spots)

    def _names_page(self, heading: Spot) -> bool:
        """Whether the page's title begins or ends with the heading."""
        if heading.name == "main" or heading.chars > _LONGEST:
            return False
        text = fold(self.outline.text_of(heading))
        return len(text) >= _TELLING and (self.title.startswith(text) or self.title.endswith(text))

    def _other_posts(self) -> set[int]:
        """The teasers of other posts, noted as what stands beside this one; only those without an excerpt where the page has hardly any
        prose but theirs: then it is a list itself."""
        found = {id(spot): spot for spot in find_teasers(self.outline, self.root) if id(spot) not in self._main}
        teasers = [spot for spot in found.values() if not any(id(above) in found for above in spot.parents)]
        told = sum(spot.prose for spot in teasers)
        is_single = "single" in classes(self.root) or any(map(_POST_NUMBER.search, self._told_numbers()))
        if not is_single and self.root.prose - told < max(HARDLY_ANY, told):
            teasers = [spot for spot in teasers if spot.prose < LONG_RUN]
        for spot in teasers:
            spot.note(OF_BESIDE | OF_ANOTHER)
        self._headings = [heading for heading in self._headings if not any(spot.holds(heading) for spot in teasers)]
        return {id(spot) for spot in teasers}

    def _outside_zones(self) -> list[Spot]:
        """Every element but those of comments, menus, columns and hidden ones; notes for each how much prose was left out below it."""
        most = _ZONE_SHARE * self.root.prose
        found, events, place = [self.root], self.outline.events, self.root.first + 1
        while place < self.root.last:
            spot = events[place]
            place += 1
            if isinstance(spot, Spot) and spot.name not in _NO_PLACES:
                if id(spot) in self._teasers or (
                    (spot.attrs or spot.name in ZONE_NAMES) and self._is_zone(spot, lenient=spot.prose > most)
                ):
                    place = spot.last + 1
                    for above in spot.parents if spot.chars else ():
                        self._zoned[id(above)] = self._zoned.get(id(above), 0) + spot.prose
                        self._zoned_text[id(above)] = self._zoned_text.get(id(above), 0) + spot.chars - spot.linked
                else:
                    found.append(spot)
        return found

    def _is_zone(self, spot: Spot, *, lenient: bool) -> bool:
        """Readers' comments may be longer than the post; any other zone that holds much of the prose is none (`lenient`)."""
        if spot.said & OF_COMMENTS:
            return id(spot) not in self._main
        if lenient:
            return False
        return spot.name in ZONE_NAMES or is_hidden(spot) or (bool(spot.said & OF_ZONE) and id(spot) not in self._main)


def _is_marked(spot: Spot) -> bool:
    return bool(spot.said & OF_POST) or spot.name == "article"


def _is_heading(spot: Spot) -> bool:
    return spot.name in ("h1", "main") or bool(spot.said & OF_TITLE)
