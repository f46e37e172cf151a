"""The categories and tags of a post, by their names as the theme links them, else as the metadata lists them."""

import re
from collections.abc import Iterator
from itertools import islice

from bs4.element import Tag

from kazcrawl.items import Term
from kazcrawl.parse.page.jsonld import texts
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.tree import attribute, labels
from kazcrawl.text import one_line

_MAX_TERMS = 100
_TAG_PLACE = re.compile(r"(?:^|[-_\s])(?:tags?|post_tag)(?:$|[-_\s])|tag-?links")
_CATEGORY_PLACE = re.compile(r"(?:^|[-_\s])(?:cat|category|categories|rubric)(?:$|[-_\s])|cat-?links")
_TAG_HREF = re.compile(r"/tags?/[^/?]|[?&]tag=")
_CATEGORY_HREF = re.compile(r"/(?:category|categories|rubrics?)/[^/?]|[?&]cat=\d")


def find_terms(page: Page) -> tuple[Term, ...]:
    """Return the post's categories and tags, each once, categories first. What a route told (REST) is taken as it is."""
    if page.facts.terms:
        return page.facts.terms
    linked = [term for tag in _links(page) if (term := term_of_link(tag)) is not None]
    found: list[Term] = []
    for kind, told in (("category", _told_categories), ("tag", _told_tags)):
        shown = [term for term in linked if term.kind == kind]
        found += shown or [Term(kind, name) for text in told(page) if (name := one_line(text, limit=200))]
    return tuple(dict.fromkeys(found))[:_MAX_TERMS]


def _links(page: Page) -> Iterator[Tag]:
    yield from (tag for tag in page.around if tag.name == "a")
    content = page.container.content
    for tag in page.tags.get("a", ()):
        if "tag" in attribute(tag, "rel").lower().split() and any(parent is content for parent in tag.parents):
            yield tag


def term_of_link(tag: Tag) -> Term | None:
    """The category or tag that a link leads to, by its rel, its address and the names around it; None when it leads elsewhere."""
    kind = _kind_of_link(tag)
    name = one_line(tag.get_text(" "), limit=200).lstrip("#").strip() if kind else ""
    return Term(kind, name) if kind and name else None


def _kind_of_link(tag: Tag) -> str | None:
    rel, href = attribute(tag, "rel").lower().split(), attribute(tag, "href")
    is_category, is_tag = _CATEGORY_HREF.search(href), _TAG_HREF.search(href)
    if "category" in rel:
        return "category"
    if "tag" in rel:
        return "category" if is_category or (not is_tag and _CATEGORY_PLACE.search(_place_of(tag))) else "tag"
    if is_category:
        return "category"
    return "tag" if is_tag and _TAG_PLACE.search(_place_of(tag)) else None


def _place_of(tag: Tag) -> str:
    """What the link and the elements around it are called."""
    return " ".join(name for above in (tag, *islice(tag.parents, 3)) for name in labels(above) if len(name) < 40)


def _told_categories(page: Page) -> list[str]:
    return [text for node in page.articles for text in texts(node.get("articleSection"))] or list(page.meta("article:section"))


def _told_tags(page: Page) -> list[str]:
    told = [text for node in page.articles for text in texts(node.get("keywords"))] or list(page.meta("article:tag"))
    return [name for text in told for name in (text.split(",") if len(told) == 1 else [text])]
