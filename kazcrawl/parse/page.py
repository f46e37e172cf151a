"""A page opened for reading: the head's metadata, where the post stands, and the elements around its body. No field is decided here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup
from bs4.element import Tag
from soupsieve import SelectorSyntaxError

from kazcrawl.items import Facts, Selectors, Site
from kazcrawl.parse.container import Container, find_container
from kazcrawl.parse.jsonld import Node, article_nodes, read_nodes
from kazcrawl.parse.tree import attribute, classes, labels
from kazcrawl.text import one_line

HEADINGS = ("h1", "h2", "h3")
# What stands beside a post and belongs to other posts, to readers or to the site: by element, by a word of its class or id.
_BESIDE_TAGS = frozenset(("nav", "form", "script", "style", "svg", "iframe", "select", "noscript", "template", "button"))
_BESIDE = frozenset(
    ("comments", "comment", "commentlist", "comment-list", "comments-area", "comment-respond", "respond", "disqus_thread", "widget")
    + ("sidebar", "widget-area", "related", "related-posts", "relatedposts", "jp-relatedposts", "yarpp", "yarpp-related", "more-posts")
    + ("navigation", "post-navigation", "nav-links", "posts-navigation", "nav-single", "wp-block-query", "wp-block-latest-posts")
    + ("wp-block-comments", "wp-block-post-comments", "site-footer", "colophon", "secondary", "breadcrumbs", "breadcrumb", "menu")
    + ("sharedaddy", "share", "social-share", "newsletter", "post-nav", "rpwe-block", "owl-carousel", "slick-slider", "recent-posts")
)


@dataclass(frozen=True)
class Page:
    """A page and what is known of it beforehand. All that costs time is read once, on first use."""

    url: str
    soup: BeautifulSoup
    container: Container
    facts: Facts = Facts()
    site: Site | None = None

    @cached_property
    def metas(self) -> Mapping[str, tuple[str, ...]]:
        """The contents of the meta elements by property or name in lower case, empty ones left out."""
        found: dict[str, tuple[str, ...]] = {}
        for tag in self.soup.find_all("meta"):
            key = (attribute(tag, "property") or attribute(tag, "name")).strip().lower()
            content = one_line(attribute(tag, "content")[:5000])
            if key and content:
                found[key] = (*found.get(key, ()), content)
        return found

    @cached_property
    def links(self) -> tuple[Tag, ...]:
        """The link elements, in order."""
        return tuple(self.soup.find_all("link"))

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every JSON-LD node of the page."""
        return read_nodes(script.get_text() for script in self.soup.find_all("script", type="application/ld+json"))

    @cached_property
    def articles(self) -> list[Node]:
        """The JSON-LD nodes that describe this post: the article first, then the page's own node."""
        return article_nodes(self.nodes, self.url)

    @cached_property
    def body_classes(self) -> frozenset[str]:
        """The classes of the body element: WordPress says there what kind of page it is."""
        return frozenset(classes(self.soup.body)) if self.soup.body else frozenset()

    @cached_property
    def head_title(self) -> str:
        """The text of the title element."""
        tag = self.soup.find("title")
        return one_line(tag.get_text()[:5000]) if tag and not tag.find_parent("svg") else ""

    @cached_property
    def region(self) -> Tag | None:
        """The element in which the post's title, date and author stand: the post's own, or the nearest around its body with a heading."""
        start = self.container.post or self.container.content or self.soup.body
        if start is None or start.find("h1") or (self.container.post is not None and start.find(HEADINGS) and start.find_parent("body")):
            return start
        for parent in start.parents:
            if parent.name in ("body", "html", "[document]") or parent.find("h1"):
                return parent
        return start

    @cached_property
    def around(self) -> tuple[Tag, ...]:
        """The elements of the region in order, without the body of the post, its neighbours, comments, navigation and widgets."""
        return tuple(self._walk_region())

    def meta(self, *names: str) -> Iterator[str]:
        """Yield the contents of these metas, in the order of the names."""
        for name in names:
            yield from self.metas.get(name, ())

    def select(self, css: str) -> list[Tag]:
        """Return the elements at a CSS path of the site; none when the path is bad."""
        try:
            return list(self.soup.select(css))
        except SelectorSyntaxError:
            return []

    def _walk_region(self) -> Iterator[Tag]:
        if self.region is None:
            return
        content = self.container.content
        above = {id(parent) for parent in content.parents} | {id(content)} if content is not None else set()
        stack = [self.region]
        while stack:
            tag = stack.pop()
            yield tag
            for child in reversed(tag.contents):
                if isinstance(child, Tag) and (child is not content) and (id(child) in above or not _is_beside(child)):
                    stack.append(child)


def open_page(text: str, *, url: str, facts: Facts = Facts(), site: Site | None = None) -> Page:
    """Build the tree of a page's text and find the post on it."""
    soup = BeautifulSoup(text, "lxml")
    return Page(url, soup, find_container(soup, selectors=site.selectors if site else Selectors()), facts, site)


def _is_beside(tag: Tag) -> bool:
    if tag.name in _BESIDE_TAGS:
        return True
    names = labels(tag)
    if "hentry" in names or tag.name == "article":
        return True
    return not _BESIDE.isdisjoint(names)
