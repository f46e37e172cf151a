"""A page opened for reading: the head's metadata, where the post stands, and the elements around its body. No field is decided here."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar, cast

from bs4 import BeautifulSoup
from bs4.element import Tag
from soupsieve import SelectorSyntaxError

from kazcrawl.items import Facts, Selectors, Site
from kazcrawl.parse.page.container import Container, locate
from kazcrawl.parse.page.cut import cut_to, grow, take_apart
from kazcrawl.parse.page.jsonld import Node, article_nodes, names, read_nodes, texts, types, work_node
from kazcrawl.parse.page.outline import Outline, outline_page
from kazcrawl.parse.page.region import around, own_elements, region_of
from kazcrawl.parse.page.site_names import SEPARATOR, leads_home, site_elements, without_site
from kazcrawl.parse.page.spot import Spot
from kazcrawl.parse.page.tree import Element, attribute, classes, labels
from kazcrawl.text import fold, one_line
from kazcrawl.urls import canonical_url

_POST_NUMBER = re.compile(r"post-\d+")
_MOST_METAS = 100
_MOST_HEADINGS = 30

T = TypeVar("T")


@dataclass(frozen=True)
class Page:
    """A page and what is known of it beforehand. `region` is the element in which the post's title, date and author stand, `outline` all
    that stands on the page, though the tree be `cut`. All that costs time is read once, on first use."""

    url: str
    soup: BeautifulSoup
    container: Container[Tag]
    region: Tag | None = None
    facts: Facts = field(default_factory=Facts)
    site: Site | None = None
    outline: Outline | None = None
    is_cut: bool = False
    kept: dict[Callable[["Page"], Any], Any] = field(default_factory=dict, repr=False)

    @cached_property
    def tags(self) -> Mapping[str, list[Tag]]:
        """Every element of the cut page by its name, in order; what a cut keeps from elsewhere than the post's region: `cut._needed`."""
        return _by_name(self.outline.grown if self.outline is not None and self.is_cut else self.soup.find_all(True))

    @cached_property
    def everything(self) -> Mapping[str, list[Tag]]:
        """Every element of the whole page by its name, in order. For rules that look anywhere when all others have failed: it grows what
        the cut left out."""
        kept = self.tags  # before more is grown
        return _by_name(self.whole.find_all(True)) if self.is_cut else kept

    @cached_property
    def whole(self) -> BeautifulSoup:
        """The tree of all of the page."""
        return grow(self.outline, whole=True) if self.outline is not None and self.is_cut else self.soup

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """All texts of the whole page in order, scripts too, blank ones left out: for what stands in none of them no element is read."""
        events = self.outline.events if self.outline is not None else ()
        return tuple(event for event in events if isinstance(event, str) and not event.isspace())

    @cached_property
    def metas(self) -> Mapping[str, tuple[str, ...]]:
        """The contents of the meta elements by property or name in lower case, empty ones left out."""
        found: dict[str, list[str]] = {}
        for tag in self.tags.get("meta", ()):
            key = (attribute(tag, "property") or attribute(tag, "name")).strip().lower()
            content = one_line(attribute(tag, "content")[:5000])
            if key and content:
                found.setdefault(key, []).append(content)
        return {key: tuple(contents[:_MOST_METAS]) for key, contents in found.items()}

    @cached_property
    def links(self) -> tuple[Tag, ...]:
        """The link elements, in order."""
        return tuple(self.tags.get("link", ()))

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every JSON-LD node of the page."""
        scripts = (tag for tag in self.tags.get("script", ()) if "ld+json" in attribute(tag, "type").lower())
        return read_nodes(script.get_text() for script in scripts)

    @cached_property
    def articles(self) -> list[Node]:
        """The JSON-LD nodes that describe this post: the article first, then the page's own node."""
        return article_nodes(self.nodes, self.url)

    @cached_property
    def work(self) -> Node | None:
        """The JSON-LD node of the only work of another kind that the page tells of: a recipe, an episode."""
        return work_node(self.nodes)

    @cached_property
    def main_headings(self) -> tuple[Tag, ...]:
        """The first-level headings of the whole page, in order."""
        return tuple(self.tags.get("h1", ())[:_MOST_HEADINGS])

    @cached_property
    def body(self) -> Tag | None:
        """The page's body element."""
        return next(iter(self.tags.get("body", ())), None)

    @cached_property
    def body_classes(self) -> frozenset[str]:
        """The classes of the body element: WordPress says there what kind of page it is."""
        return frozenset(classes(self.body)) if self.body is not None else frozenset()

    @cached_property
    def head_title(self) -> str:
        """The text of the title element."""
        found = (tag for tag in self.tags.get("title", ()) if tag.parent is not None and tag.parent.name != "svg")
        return next((one_line(tag.get_text()[:5000]) for tag in found), "")

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """The names by which the page calls its site: og:site_name, JSON-LD, feed links, the home link; the first is the best. A later one
        that is the page's whole title is that of the post, misplaced."""
        found = [name for name in dict.fromkeys(one_line(name, limit=200) for name in self._told_names()) if name]
        return tuple(name for at, name in enumerate(found) if at == 0 or name != self.head_title)

    @cached_property
    def folded_site_names(self) -> frozenset[str]:
        """The site's names in the form for comparing."""
        return frozenset(fold(name) for name in self.site_names)

    @cached_property
    def told_titles(self) -> tuple[str, ...]:
        """What the metadata call the page, folded: as they stand and without the site's name."""
        raw = [text[:2000] for text in (*self.meta("og:title", "twitter:title"), self.head_title) if text]
        return tuple(dict.fromkeys(fold(text) for told in raw for text in (told, without_site(told, self.site_names))))

    @cached_property
    def feed_titles(self) -> tuple[str, ...]:
        """The titles of the page's feeds, folded. WordPress names a post's own feed of comments after the post: "Chamber » Port opens
        Comments Feed" has the headline as its author wrote it, whatever a plug-in tells search engines."""
        feeds = (link for link in self.links if "rss" in attribute(link, "type") or "atom" in attribute(link, "type"))
        return tuple(fold(attribute(link, "title")[:1000]) for link in islice(feeds, _MOST_METAS))

    @cached_property
    def around(self) -> tuple[Tag, ...]:
        """The elements of the region without the body of the post and what stands beside it, those nearest to the body first."""
        return around(self.region, self.container.content) if self.region is not None else ()

    @cached_property
    def inside(self) -> tuple[Tag, ...]:
        """The elements of the post's body in order: some themes print the meta line and the title within it."""
        content = self.container.content
        return tuple(own_elements(content)) if content is not None and content is not self.region else ()

    def is_own(self, tag: Tag) -> bool:
        """Whether the element is a part of this post: around its body, or marked with its number ("post-95") as the post's element is."""
        content, post = self.container.content, self.container.post
        if content is not None and any(tag is above for above in (content, *content.parents)):
            return True
        own = {name for name in labels(post) if _POST_NUMBER.fullmatch(name)} if post is not None else set()
        return not own.isdisjoint(labels(tag))

    def once(self, read: Callable[["Page"], T]) -> T:
        """Return what a function makes of the page, worked out when it is first asked for: for what several fields need."""
        if read not in self.kept:
            self.kept[read] = read(self)
        return cast("T", self.kept[read])

    def forget(self) -> None:
        """Take the page's trees apart, when all is read of it."""
        take_apart(self.soup)
        if "whole" in vars(self):
            take_apart(self.whole)

    def meta(self, *names: str) -> Iterator[str]:
        """Yield the contents of these metas, in the order of the names."""
        for name in names:
            yield from self.metas.get(name, ())

    def select(self, css: str) -> list[Tag]:
        """Return the elements at a CSS path of the site; none when the path is bad."""
        try:
            return list(self.soup.select(css))
        except (SelectorSyntaxError, ValueError, NotImplementedError):
            return []

    def _told_names(self) -> Iterator[str]:
        yield from self.meta("og:site_name", "application-name", "apple-mobile-web-app-title")
        for node in self.nodes:
            if types(node) & {"WebSite", "Organization", "NewsMediaOrganization"}:
                yield from texts(node.get("name")) + texts(node.get("alternateName"))
        for node in self.articles:
            yield from names(node.get("publisher"), self.nodes)
        for link in self.links:
            if "rss" in attribute(link, "type") or "atom" in attribute(link, "type"):
                yield SEPARATOR.split(one_line(attribute(link, "title")[:300]))[0]
        for tag in self._site_elements():
            yield tag.get_text()[:300]
        for tag in self.tags.get("a", ()):
            if "rel" in tag.attrs and "home" in attribute(tag, "rel").split():
                yield tag.get_text()[:300]
        yield from (tag.get_text()[:300] for tag in self.main_headings if leads_home(tag, self.url))

    def _site_elements(self) -> list[Tag]:
        outline = self.outline if self.is_cut else None
        telling = self.soup.find_all(True) if outline is None else (spot.element for spot in outline.telling if spot.is_telling)
        return site_elements(tag for tag in telling if tag is not None)


def base_of(url: str) -> str:
    """Return the address if it is one, else "": what follows joins and splits it and must not stumble."""
    return url if canonical_url(url) else ""


def open_page(text: str, *, url: str, facts: Facts | None = None, site: Site | None = None, cut: bool = True) -> Page:
    """Find the post on a page and grow the tree of what its fields need, or of all of it without `cut`.

    A site's own selectors may lead anywhere, so its pages are read whole. ParseError for markup that is too much."""
    outline = outline_page(text, url)
    selectors = site.selectors if site else Selectors()
    is_whole = not cut or any(asdict(selectors).values())
    soup = grow(outline, whole=True) if is_whole else None
    chosen = _chosen(soup, selectors.body) if soup is not None and selectors.body else None
    container = locate(outline, chosen=chosen)
    region = region_of(container, outline)
    if soup is None:
        cut_to(container, region, outline)
        soup = grow(outline, whole=False)
    elif selectors.remove:
        leave_out(soup, selectors.remove)
    placed = Container(_placed(container.post, soup), _placed(container.content, soup), container.way)
    return Page(base_of(url), soup, placed, _placed(region, soup), facts or Facts(), site, outline, is_cut=not is_whole)


def leave_out(root: Tag, paths: Sequence[str]) -> None:
    """Take the elements at these CSS paths out of the tree below `root`; a bad path finds nothing."""
    for path in paths:
        try:
            found = root.select(path)
        except (SelectorSyntaxError, ValueError, NotImplementedError):
            continue
        for tag in found:
            tag.extract()


def _chosen(soup: BeautifulSoup, path: str) -> Spot | None:
    """What the site's own selector finds; nothing when the path is bad."""
    try:
        found = soup.select_one(path)
    except (SelectorSyntaxError, ValueError, NotImplementedError):
        return None
    return found.mass if isinstance(found, Element) else None


def _placed(spot: Spot | None, soup: BeautifulSoup) -> Tag | None:
    """What was grown of a spot; the document itself is the soup."""
    return None if spot is None else spot.element or soup


def _by_name(tags: Iterable[Tag]) -> dict[str, list[Tag]]:
    """The elements of a tree. One walk is cheaper than several searches."""
    found: defaultdict[str, list[Tag]] = defaultdict(list)
    for tag in tags:
        found[tag.name].append(tag)
    return found
