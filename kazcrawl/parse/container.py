"""Where on a page the post stands: its own element, and the element of its body.

The ways, most certain first: the site's own selector; elements that themes name as a body; the post's element (hentry, article), from which
we go down to where the text is; the whole page, likewise. Names propose, the amount of prose decides: see `weigh`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag
from soupsieve import SelectorSyntaxError

from kazcrawl.items import Selectors
from kazcrawl.parse.places import (
    COMMENTS,
    CONTENT_CLASSES,
    CONTENT_ITEMPROPS,
    CONTENT_NAME,
    POST_CLASSES,
    POST_ID,
    POST_TYPES,
    TITLE_CLASSES,
    ZONE,
    ZONE_NAMES,
)
from kazcrawl.parse.tree import NOTHING, Mass, ancestors, attribute, classes, is_hidden, labels, weigh

# A nested body is the better one while it still holds this part of the outer one's prose.
_KEEPS = 0.8
# Of several bodies on a page the first wins unless a later one is this many times longer.
_LONGER = 2.5
# Going down from a post's element: a child is followed while it alone holds this part of the prose.
_DOMINATES = 0.7
# A post's element holds at least this part of the prose that stands outside the zones; a page with less than so many characters of it
# (a picture, a single line) says nothing by its amounts.
_SHARE = 0.3
_NAMED_SHARE = 0.1
_HARDLY_ANY = 400
_ZONE_SHARE = 0.35
_NO_FRAMES = frozenset({
    "p", "a", "span", "h1", "h2", "h3", "h4", "h5", "h6", "body", "li", "ul", "ol", "form", "input", "button", "label", "strong",
    "em", "figure", "figcaption",
})  # fmt: skip
_POST_ID_CLASS = re.compile(r"^postid-(\d+)$")


@dataclass(frozen=True, slots=True)
class Container:
    """`post` is the element of the whole post (title, meta line, content), `content` the element of its body.

    `way` tells how the content was found: selectors, hentry, block-theme, builder, itemprop, article, main, scored, or none."""

    post: Tag | None
    content: Tag | None
    way: str


def find_container(soup: BeautifulSoup, *, selectors: Selectors = Selectors()) -> Container:
    """Return where the post stands on the page. Both elements are None only when the page has no elements at all.

    `post` is None when nothing smaller than the page holds both a heading and the content. A bad CSS path counts as one that finds nothing."""
    if selectors.body and (chosen := _select(soup, selectors.body)) is not None:
        return Container(_post_of(chosen, soup), chosen, "selectors")
    root = soup.body or soup.find(True)
    if not isinstance(root, Tag):
        return Container(None, None, "none")
    view = _View(root)
    for way in (_named, _within_post, _whole_page):
        if (found := way(view)) is not None:
            content, name = found
            return Container(_post_of(content, soup), content, name)
    return Container(None, root, "none")


class _View:
    """One page as the ways look at it: the elements outside the zones, and the mass of each."""

    def __init__(self, root: Tag) -> None:
        self.root = root
        self.masses = weigh(root)
        self.tags, zoned = _outside_zones(root, self.masses)
        self.total = self.masses[id(root)].prose - zoned
        ids = [match.group(1) for token in classes(root) if (match := _POST_ID_CLASS.match(token))]
        self.post_id = f"post-{ids[0]}" if ids else None

    def mass(self, tag: Tag) -> Mass:
        return self.masses.get(id(tag), NOTHING)

    def is_substantial(self, tag: Tag) -> bool:
        """Whether the element holds enough of the page's prose to be its post (less will do where the page names it), or there is hardly any."""
        share = _NAMED_SHARE if self.is_own(tag) else _SHARE
        return self.mass(tag).prose >= share * self.total or self.total < _HARDLY_ANY

    def is_own(self, tag: Tag) -> bool:
        """Whether the page names the element, or one around it, as its post: `body.postid-7` and `#post-7` or `.post-7`."""
        return self.post_id is not None and any(self.post_id in labels(above) for above in (tag, *tag.parents))


def _named(view: _View) -> tuple[Tag, str] | None:
    """The body as the theme names it, well-known names before likely ones."""
    tags = [tag for tag in view.tags if tag is not view.root and tag.name not in _NO_FRAMES]
    strong = [tag for tag in tags if _is_named_content(tag)]
    likely = [tag for tag in tags if any(CONTENT_NAME.match(token) for token in classes(tag))]
    for named in (strong, likely):
        if named:
            best = _best_of(_groups(named), view)
            if view.is_substantial(best) or (named is strong and _stands_apart(best, named, view)):
                return best, _way_of(best)
    return None


def _stands_apart(best: Tag, named: list[Tag], view: _View) -> bool:
    """Whether the page strings several posts together, each in an article of its own, so that the first one's share says nothing."""
    posts = {id(above) for tag in named for above in tag.parents if _is_article(above) or _is_post(above)}
    return len(posts) > 1 and view.mass(best).prose >= _HARDLY_ANY and sum(view.mass(tag).prose for tag in named) >= 0.5 * view.total


def _within_post(view: _View) -> tuple[Tag, str] | None:
    """The densest part of the post's own element (hentry, article, main)."""
    for name, is_place in (("hentry", _is_post), ("article", _is_article), ("main", _is_main)):
        tags = [tag for tag in view.tags if tag is not view.root and is_place(tag)]
        if tags and view.is_substantial(best := _best_of(_groups(tags, outermost=True), view)):
            return _descend(best, view), name
    return None


def _whole_page(view: _View) -> tuple[Tag, str] | None:
    return (_descend(view.root, view), "scored") if view.mass(view.root).chars else None


def _descend(start: Tag, view: _View) -> Tag:
    """Follow the one child that holds most of the prose, as long as there is one; lists, tables and quotes are text, not frames."""
    allowed = {id(tag) for tag in view.tags}
    current = start
    while True:
        children = [child for child in current.children if isinstance(child, Tag) and id(child) in allowed]
        zoned = sum(view.mass(child).prose for child in current.children if isinstance(child, Tag) and id(child) not in allowed)
        total = view.mass(current).prose - zoned
        best = max(children, key=lambda child: view.mass(child).prose, default=None)
        if best is None or best.name not in ("div", "section", "article", "main", "body", "td", "table", "tbody", "tr", "center", "form"):
            return current
        if not total or view.mass(best).prose < _DOMINATES * total:
            return current
        current = best


def _groups(tags: list[Tag], *, outermost: bool = False) -> list[list[Tag]]:
    """The candidates by nesting: each group is one outermost element with those inside it (only itself if `outermost`)."""
    groups: list[list[Tag]] = []
    heads: dict[int, list[Tag]] = {}
    for tag in tags:
        head = next((heads[id(above)] for above in tag.parents if id(above) in heads), None)
        if head is None:
            heads[id(tag)] = group = [tag]
            groups.append(group)
        elif not outermost:
            head.append(tag)
    return groups


def _best_of(groups: list[list[Tag]], view: _View) -> Tag:
    """The page's post among several: the one whose id the page names, else the first unless a later one is far longer."""
    best = groups[0]
    for group in groups:
        if view.is_own(group[0]):
            best = group
            break
        if view.mass(group[0]).prose > _LONGER * view.mass(best[0]).prose:
            best = group
    whole = view.mass(best[0]).prose
    chosen = best[0]
    for tag in best[1:]:
        if chosen in tag.parents and view.mass(tag).prose >= _KEEPS * whole and whole:
            chosen = tag
    return chosen


def _outside_zones(root: Tag, masses: dict[int, Mass]) -> tuple[list[Tag], int]:
    """Every element in document order but those of comments, menus, columns and hidden ones, and the prose of what was left out.

    A column that holds a good part of the prose is none; readers' comments may be longer than the post."""
    most = _ZONE_SHARE * masses[id(root)].prose
    found: list[Tag] = []
    zoned = 0
    stack = [root]
    while stack:
        tag = stack.pop()
        if tag is not root and _is_zone(tag, lenient=masses[id(tag)].prose > most):
            zoned += masses[id(tag)].prose
            continue
        found.append(tag)
        stack.extend(child for child in reversed(tag.contents) if isinstance(child, Tag))
    return found, zoned


def _is_zone(tag: Tag, *, lenient: bool) -> bool:
    names = labels(tag)
    if any(COMMENTS.match(name) for name in names):
        return tag.find(["h1", "main"]) is None
    if lenient:
        return False
    return tag.name in ZONE_NAMES or is_hidden(tag) or (any(ZONE.match(name) for name in names) and tag.find(["h1", "main"]) is None)


def _is_named_content(tag: Tag) -> bool:
    if not CONTENT_CLASSES.isdisjoint(classes(tag)):
        return True
    return bool(tag.attrs.get("itemprop")) and attribute(tag, "itemprop").lower() in CONTENT_ITEMPROPS


def _is_post(tag: Tag) -> bool:
    return not POST_CLASSES.isdisjoint(classes(tag)) or bool(POST_ID.match(attribute(tag, "id"))) or _is_typed(tag)


def _is_typed(tag: Tag) -> bool:
    return "itemtype" in tag.attrs and bool(POST_TYPES.search(attribute(tag, "itemtype")))


def _is_article(tag: Tag) -> bool:
    return tag.name == "article"


def _is_main(tag: Tag) -> bool:
    return tag.name == "main" or attribute(tag, "role") == "main" or attribute(tag, "id") in ("content", "main", "main-content")


def _way_of(tag: Tag) -> str:
    tokens = classes(tag)
    if "wp-block-post-content" in tokens:
        return "block-theme"
    if any(token.startswith(("elementor", "et_pb", "fusion", "td-")) for token in tokens):
        return "builder"
    return "hentry" if not CONTENT_CLASSES.isdisjoint(tokens) or any(CONTENT_NAME.match(token) for token in tokens) else "itemprop"


def _post_of(content: Tag, soup: BeautifulSoup) -> Tag | None:
    """The post's element around its content: marked as such and with a heading of its own, else the smallest that has the page's heading."""
    around = [content, *ancestors(content)]
    marked = [tag for tag in around if tag.name not in ("body", "html") and (_is_post(tag) or _is_article(tag))]
    for tag in marked:
        if _has_heading(tag):
            return tag
    for tag in around:
        if tag.name in ("body", "html"):
            break
        if _has_heading(tag, outside=content):
            return tag
    return marked[-1] if marked else None


def _has_heading(tag: Tag, *, outside: Tag | None = None) -> bool:
    """Whether a main heading stands in the element (and not only inside the content itself)."""
    return any(outside is None or outside not in heading.parents for heading in _headings(tag))


def _headings(tag: Tag) -> Iterable[Tag]:
    return tag.find_all(
        lambda found: found.name == "h1" or (found.name in ("h2", "h3") and not TITLE_CLASSES.isdisjoint(classes(found))), limit=5
    )


def _select(soup: BeautifulSoup, path: str) -> Tag | None:
    try:
        return soup.select_one(path)
    except (SelectorSyntaxError, ValueError, NotImplementedError):
        return None
