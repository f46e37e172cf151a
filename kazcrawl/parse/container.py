"""Where on a page the post stands: its own element, and the element of its body.

The ways, most certain first: the site's own selector; elements that themes name as a body; the post's element (hentry, article), from which
we go down to where the text is; the whole page, likewise. Names propose, the amount of prose decides: see `weigh`."""

from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag
from soupsieve import SelectorSyntaxError

from kazcrawl.items import Selectors
from kazcrawl.parse.places import (
    CONTENT_CLASSES,
    CONTENT_ITEMPROPS,
    CONTENT_NAME,
    POST_CLASSES,
    POST_ID,
    POST_TYPES,
)
from kazcrawl.parse.tree import ancestors, attribute, classes, remembered
from kazcrawl.parse.view import HARDLY_ANY, View

NO_SELECTORS = Selectors()
# A nested body is the better one while it still holds this part of the outer one's prose.
_KEEPS = 0.8
# Of several bodies on a page the first wins unless a later one is this many times longer.
_LONGER = 2.5
# Going down from a post's element: a child is followed while it alone holds this part of the prose.
_DOMINATES = 0.85
# More candidates than this are not compared: a page that has them is a list.
_MOST_GROUPS = 50
_NO_FRAMES = frozenset({
    "p", "a", "span", "h1", "h2", "h3", "h4", "h5", "h6", "body", "li", "ul", "ol", "form", "input", "button", "label", "strong",
    "em", "figure", "figcaption",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Container:
    """`post` is the element of the whole post (title, meta line, content), `content` the element of its body.

    `way` tells how the content was found: selectors, hentry, block-theme, builder, itemprop, article, main, scored, or none."""

    post: Tag | None
    content: Tag | None
    way: str


def find_container(soup: BeautifulSoup, *, selectors: Selectors = NO_SELECTORS) -> Container:
    """Return where the post stands on the page. Both elements are None only when the page has no elements at all.

    `post` is None when nothing smaller than the page holds both a heading and the content. A bad CSS path finds nothing."""
    root = soup.body or soup.find(True)
    chosen = _select(soup, selectors.body) if selectors.body else None
    return locate(root, chosen=chosen) if isinstance(root, Tag) else Container(None, None, "none")


def locate(root: Tag, *, chosen: Tag | None = None, headings: Sequence[Tag] | None = None) -> Container:
    """Return where the post stands below `root`, the page's body; `chosen` is the element that the site's own selector found, `headings`
    are elements of the page in order, all headings among them, where these are known."""
    view = View(root, headings)
    if chosen is not None:
        return Container(_post_of(chosen, view), chosen, "selectors")
    if _is_empty_block_post(view):
        return Container(None, None, "block-theme")
    for way in (_named, _within_post, _whole_page):
        if (found := way(view)) is not None:
            content, name = found
            return Container(_post_of(content, view), content, name)
    return Container(None, root, "none")


def _named(view: View) -> tuple[Tag, str] | None:
    """The body as the theme names it, well-known names before likely ones."""
    tags = [tag for tag in view.tags if tag is not view.root and tag.name not in _NO_FRAMES]
    for is_content in (_is_named_content, _is_likely_content):
        if named := [tag for tag in tags if is_content(tag)]:
            best = _best_of(_groups(named, view), view)
            if view.is_substantial(best) or (is_content is _is_named_content and _stands_apart(best, named, view)):
                return best, _way_of(best)
    return None


def _is_empty_block_post(view: View) -> bool:
    """Whether a block theme's page of one post has no body: WordPress prints no element for the content of an empty post."""
    if "single" not in classes(view.root) or view.total >= HARDLY_ANY:
        return False
    tokens = {token for tag in view.tags for token in classes(tag)}
    return "wp-block-post-title" in tokens and "wp-block-post-content" not in tokens


def _stands_apart(best: Tag, named: list[Tag], view: View) -> bool:
    """Whether the page strings several posts together, each in an article of its own, so that the first one's share says nothing."""
    posts = {id(above) for tag in named[:_MOST_GROUPS] for above in tag.parents if _is_article(above) or _is_post(above)}
    return len(posts) > 1 and view.prose(best) >= HARDLY_ANY and sum(view.prose(tag) for tag in named) >= 0.5 * view.total


def _within_post(view: View) -> tuple[Tag, str] | None:
    """The densest part of the post's own element (hentry, article, main)."""
    for name, is_place in (("hentry", _is_post), ("article", _is_article), ("main", _is_main)):
        tags = [tag for tag in view.tags if tag is not view.root and is_place(tag)]
        if tags and view.is_substantial(best := _best_of(_groups(tags, view, outermost=True), view)):
            return _descend(best, view), name
    return None


def _whole_page(view: View) -> tuple[Tag, str] | None:
    return (_descend(view.root, view), "scored") if view.mass(view.root).chars else None


def _descend(start: Tag, view: View) -> Tag:
    """Follow the one child that holds most of the prose, as long as there is one; lists, tables and quotes are text, not frames."""
    allowed = {id(tag) for tag in view.tags}
    current = start
    while True:
        children = [child for child in current.children if isinstance(child, Tag) and id(child) in allowed]
        best = max(children, key=view.prose, default=None)
        if best is None or best.name not in ("div", "section", "article", "main", "body", "td", "table", "tbody", "tr", "center", "form"):
            return current
        if not view.prose(current) or view.prose(best) < _DOMINATES * view.prose(current):
            return current
        current = best


def _groups(tags: list[Tag], view: View, *, outermost: bool = False) -> list[list[Tag]]:
    """The candidates by nesting: each group is one outermost element with those inside it (only itself if `outermost`)."""
    wanted = {id(tag) for tag in tags}
    groups: list[list[Tag]] = []
    group_of: dict[int, list[Tag]] = {}
    for tag in view.tags:
        group = group_of.get(id(tag.parent))
        if id(tag) in wanted:
            if group is None:
                group = []
                groups.append(group)
            if not group or not outermost:
                group.append(tag)
        if group is not None:
            group_of[id(tag)] = group
    return groups[:_MOST_GROUPS]


def _best_of(groups: list[list[Tag]], view: View) -> Tag:
    """The page's post among several: the one that the page names, else the first unless a later one is far longer."""
    own = [group for group in groups if view.is_own(group[0])] or groups
    best = own[0]
    for group in own:
        if view.prose(group[0]) > _LONGER * view.prose(best[0]):
            best = group
    whole = view.prose(best[0])
    chosen = best[0]
    for tag in best[1:_MOST_GROUPS]:
        if whole and view.prose(tag) >= _KEEPS * whole and any(above is chosen for above in tag.parents):
            chosen = tag
    return chosen


def _is_named_content(tag: Tag) -> bool:
    if not CONTENT_CLASSES.isdisjoint(classes(tag)):
        return True
    return bool(tag.attrs.get("itemprop")) and attribute(tag, "itemprop").lower() in CONTENT_ITEMPROPS


def _is_likely_content(tag: Tag) -> bool:
    return any(_may_be_content(token) for token in classes(tag))


@remembered
def _may_be_content(token: str) -> bool:
    return CONTENT_NAME.match(token) is not None


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
    return "hentry" if not CONTENT_CLASSES.isdisjoint(tokens) or any(_may_be_content(token) for token in tokens) else "itemprop"


def _post_of(content: Tag, view: View) -> Tag | None:
    """The post's element around its content: marked as such and with a heading, else the smallest that has the page's heading."""
    around = [tag for tag in (content, *ancestors(content)) if tag.name not in ("body", "html")]
    marked = [tag for tag in around if _is_post(tag) or _is_article(tag)]
    for tag in marked:
        if view.has_heading(tag):
            return tag
    for tag in around:
        if view.has_heading(tag, outside=content):
            return tag
    return marked[-1] if marked else None


def _select(soup: BeautifulSoup, path: str) -> Tag | None:
    try:
        return soup.select_one(path)
    except (SelectorSyntaxError, ValueError, NotImplementedError):
        return None
