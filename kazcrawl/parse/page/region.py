"""The part of a page in which a post's title, date and author stand: what is around its body, without what stands beside it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bs4.element import Tag

from kazcrawl.parse.page.container import Container
from kazcrawl.parse.page.names import OF_BESIDE
from kazcrawl.parse.page.outline import Outline
from kazcrawl.parse.page.spot import Spot
from kazcrawl.parse.page.teasers import BOXES
from kazcrawl.parse.page.tree import below, classes, said

HEADINGS = ("h1", "h2", "h3")
# Elements that stand beside a post and belong to other posts, to readers or to the site, whatever their names.
_BESIDE_TAGS = frozenset(("nav", "form", "script", "style", "svg", "iframe", "select", "noscript", "template", "button", "article"))
# A post's own page has a few hundred elements around its body; thousands are a list of something else.
_MOST = 3_000


def region_of(container: Container[Spot], outline: Outline) -> Spot | None:
    """The element in which the post's title, date and author stand: the post's own, or the nearest around its body with a heading."""
    start = container.post or container.content or outline.body
    if start is None or holds(outline, start, "h1"):
        return start
    if container.post is not None and holds(outline, start, *HEADINGS) and outline.body is not None and outline.body.holds(start):
        return start
    for above in start.parents:
        if above.name in ("body", "html", "[document]") or holds(outline, above, "h1"):
            return above
    return start


def around(region: Tag, content: Tag | None) -> tuple[Tag, ...]:
    """The elements of the region, without the body of the post and what stands beside it.

    Those nearest to the body come first (what stands in the smallest element around it); equally near ones are in order."""
    if content is None or content is region:
        return tuple(own_elements(region))
    levels = [content]
    for parent in content.parents:
        levels.append(parent)
        if parent is region:
            break
    return tuple(tag for inner, outer in pairwise(levels) for tag in own_elements(outer, without=inner))


def parted(tags: Sequence[Tag], content: Tag | None) -> tuple[list[Tag], list[Tag]]:
    """Return of the elements around a body those that do not stand behind it, and those that do."""
    behind = {id(later) for inner in ((content, *content.parents) if content is not None else ()) for later in inner.next_siblings}
    parts: tuple[list[Tag], list[Tag]] = ([], [])
    for tag in tags:
        parts[any(id(part) in behind for part in (tag, *tag.parents))].append(tag)
    return parts


def own_elements(root: Tag, *, without: Tag | None = None) -> Iterator[Tag]:
    """Yield `root` and the elements below it in order; not into `without` nor into what stands beside the post."""
    stack = [root]
    for _ in range(_MOST):
        if not stack:
            return
        tag = stack.pop()
        yield tag
        for child in reversed(tag.contents):
            if isinstance(child, Tag) and child is not without and not is_beside(child):
                stack.append(child)


def walk_beside(root: Tag) -> Iterator[Tag]:
    """Yield an element that stands near a post and those below it, in order; nothing where other posts, readers or the site begin."""
    if not is_beside(root):
        yield from own_elements(root)


def is_beside(tag: Tag | Spot) -> bool:
    """Whether the element holds what stands beside a post: other posts, readers' comments, menus, widgets."""
    may_be = bool(tag.attrs) or tag.name in BOXES
    return tag.name in _BESIDE_TAGS or (may_be and bool(said(tag) & OF_BESIDE) and not is_headline(tag))


def is_headline(tag: Tag | Spot) -> bool:
    """Whether a grown element, marked as a post of its own, is no more than this post's headline and meta line, as some themes have it."""
    if isinstance(tag, Spot) or "hentry" not in classes(tag):
        return False
    held = {inner.name for inner in below(tag, ("h1", "p"))}
    return held == {"h1"}


def holds(outline: Outline, spot: Spot, *names: str) -> bool:
    """Whether a heading of one of these names stands in the element."""
    return any(heading.name in names and spot.first < heading.first < spot.last for heading in outline.telling)
