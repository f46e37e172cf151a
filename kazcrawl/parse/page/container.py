"""Where on a page the post stands: its own element, and the element of its body.

The ways, most certain first: the site's own selector; elements that themes name as a body; the post's element (hentry, article), from which
we go down to where the text is; the whole page, likewise. Names propose, the amount of prose decides: see `spot.carry`."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from bs4.element import Tag

from kazcrawl.parse.page.beside_headline import DOMINATES, FRAMES, beside_headline, look_of
from kazcrawl.parse.page.names import LIKELY_CONTENT, OF_CONTENT, OF_POST
from kazcrawl.parse.page.outline import Outline
from kazcrawl.parse.page.places import CONTENT_ITEMPROPS, POST_TYPES
from kazcrawl.parse.page.spot import Spot
from kazcrawl.parse.page.tree import attribute, classes, labels, said
from kazcrawl.parse.page.view import HARDLY_ANY, View

T = TypeVar("T")
# A nested body is the better one while it still holds this part of the outer one's prose.
_KEEPS = 0.8
# Of several bodies on a page the first wins unless a later one is this many times longer.
_LONGER = 2.5
# The child that holds the headline is followed while it holds this part: beside it stand comments, appeals, what the site says of itself.
_SHARES = 0.5
# A line that says whose the page is has no more characters.
_IMPRINT = 300
# A part of a body that stands in several has so many characters, and no more of them in links than this.
_PART, _FEW_LINKS = 60, 0.3
# A column of links has more of its text in them.
_COLUMN = 0.5
# More candidates than this are not compared: a page that has them is a list.
_MOST_GROUPS = 50
_NO_FRAMES = frozenset({
    "p", "a", "span", "h1", "h2", "h3", "h4", "h5", "h6", "body", "li", "ul", "ol", "form", "input", "button", "label", "strong",
    "em", "figure", "figcaption",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Container(Generic[T]):
    """`post` is the element of the whole post (title, meta line, content), `content` the element of its body: spots of an outline, or what
    was grown of them.

    `way` tells how the content was found: selectors, hentry, block-theme, builder, itemprop, article, main, scored, or none."""

    post: T | None
    content: T | None
    way: str


def locate(outline: Outline, *, chosen: Spot | None = None) -> Container[Spot]:
    """Return where the post stands on a page; `chosen` is the element that the site's own selector found.

    `post` is None when nothing smaller than the page holds both a heading and the content; both are only when the page has no elements."""
    root = outline.body or next(outline.spots, None)
    if root is None:
        return Container(None, None, "none")
    view = View(outline, root)
    if chosen is not None:
        return Container(_post_of(chosen, view), chosen, "selectors")
    if _is_empty_block_post(view):
        return Container(None, None, "block-theme")
    for way in (_named, _within_post, _whole_page):
        if (found := way(view)) is not None:
            content, name = _first_of_many(_with_its_parts(found[0], view), view), found[1]
            return Container(_post_of(content, view), content, name)
    return Container(None, root, "none")


def _first_of_many(content: Spot, view: View) -> Spot:
    """The first of the articles that hold the page's only first-level headings, one each: an endless page that goes on with other posts."""
    headings = view.first_level()
    if len(headings) < 2 or not all(map(content.holds, headings)):
        return content
    articles = [spot for spot in view.spots if spot.name == "article" and spot is not content and content.holds(spot)]
    posts = [group[0] for group in _groups(articles, outermost=True) if any(map(group[0].holds, headings))]
    if len(posts) < len(headings) or view.prose(posts[0]) < HARDLY_ANY:
        return content
    return _descend(posts[0], view)


def _with_its_parts(content: Spot, view: View) -> Spot:
    """The element around the content where that stands in several parts of one post, all called the same, as what is put between them parts
    a text; not where each part is of a post with a headline of its own."""
    look, above = look_of(content), content.parent
    if above is None or above is view.root or not labels(content) or content.name not in ("div", "section"):
        return content
    alike = [spot for spot in view.outline.children(above) if spot.chars and look_of(spot) == look]
    if len(alike) < 2 and (post := next((spot for spot in content.parents if _is_article(spot) or is_post_element(spot)), None)):
        alike = [spot for spot in view.spots if spot.chars and look_of(spot) == look and post.holds(spot)]
        above = next((spot for spot in content.parents if all(map(spot.holds, alike))), post)
        if above is post or any(_is_article(spot) or is_post_element(spot) for part in alike for spot in part.parents if above.holds(spot)):
            return content
    if len(alike) < 2 or any(spot.chars < _PART or spot.link_share > _FEW_LINKS for spot in alike):
        return content
    return content if view.has_headline(above, alike[0].first, alike[-1].last) else above


def _named(view: View) -> tuple[Spot, str] | None:
    """The body as the theme names it, well-known names before likely ones."""
    spots = [spot for spot in view.spots if spot.attrs and spot is not view.root and spot.name not in _NO_FRAMES]
    for is_content in (_is_named_content, _is_likely_content):
        named = [spot for spot in spots if is_content(spot)]
        if view.has_own() and not any(map(view.is_own, named)):
            continue
        if named:
            best = _best_of(_groups(named), view)
            is_sure = is_content is _is_named_content and (_stands_apart(best, named, view) or view.is_of_short_post(best))
            if is_sure or view.is_substantial(best):
                return best, _way_of(best)
    return None


def _is_empty_block_post(view: View) -> bool:
    """Whether a block theme's page of one post has no body: WordPress prints no element for the content of an empty post."""
    if "single" not in classes(view.root) or view.total >= HARDLY_ANY:
        return False
    tokens = {token for spot in view.spots for token in classes(spot)}
    return "wp-block-post-title" in tokens and "wp-block-post-content" not in tokens


def _stands_apart(best: Spot, named: list[Spot], view: View) -> bool:
    """Whether the page strings several posts together, each in an article of its own, so that the first one's share says nothing."""
    posts = {id(above) for spot in named[:_MOST_GROUPS] for above in spot.parents if _is_article(above) or is_post_element(above)}
    return len(posts) > 1 and view.prose(best) >= HARDLY_ANY and sum(view.prose(spot) for spot in named) >= 0.5 * view.total


def _within_post(view: View) -> tuple[Spot, str] | None:
    """The densest part of the post's own element (hentry, article, main)."""
    for name, is_place in (("hentry", is_post_element), ("article", _is_article), ("main", _is_main)):
        spots = [spot for spot in view.spots if spot is not view.root and is_place(spot)]
        if not spots:
            continue
        best = _best_of(_groups(spots, outermost=True), view)
        if view.is_substantial(best) or view.is_of_short_post(best):
            beside = beside_headline(view) if view.prose(best) < HARDLY_ANY else None
            return (beside if beside and best.holds(beside) else _descend(best, view, by_headline=name == "main")), name
    return None


def _whole_page(view: View) -> tuple[Spot, str] | None:
    if view.total < HARDLY_ANY and (beside := beside_headline(view)) is not None:
        return beside, "scored"
    return (_descend(view.root, view, by_headline=True), "scored") if view.root.chars else None


def _descend(start: Spot, view: View, *, by_headline: bool = False) -> Spot:
    """Follow the one child that holds most of the prose, or much of it and the headline, as long as there is one; lists, tables and quotes
    are text, not frames."""
    allowed = {id(spot) for spot in view.spots}
    current = start
    while True:
        children = [child for child in view.outline.children(current) if id(child) in allowed and child.name in FRAMES]
        best = max(children, key=view.prose, default=None)
        if best is None or not view.prose(current) or _is_column(best):
            return current
        if view.prose(best) < DOMINATES * (
            view.prose(current) - sum(view.prose(child) for child in children if _is_imprint(child, view) or _is_column(child))
        ):
            headline = view.headline if by_headline else None
            best = next((child for child in children if headline is not None and child.holds(headline)), None)
            if best is None or view.prose(best) < max(HARDLY_ANY, _SHARES * view.prose(current)) or _is_one_of_many(best, children, view):
                return current
        current = best


def _is_imprint(row: Spot, view: View) -> bool:
    """Whether a row of a table says whose the page is and no more: on pages laid out in a table nothing else marks the end."""
    return row.name == "tr" and 0 < row.chars <= _IMPRINT and view.outline.text_of(row).strip()[:1] == "©"


def _is_column(cell: Spot) -> bool:
    """Whether a cell of a layout is a column of links, which no name marks."""
    return cell.name == "td" and cell.link_share > _COLUMN


def _is_one_of_many(spot: Spot, beside: list[Spot], view: View) -> bool:
    """Whether others with prose look the same: sections of one text, as page builders make them."""
    look = look_of(spot)[:-1]
    return any(other is not spot and view.prose(other) and look_of(other)[:-1] == look for other in beside)


def _groups(spots: list[Spot], *, outermost: bool = False) -> list[list[Spot]]:
    """The candidates (in order) by nesting: each group is an outermost element with those inside it, only itself if `outermost`."""
    groups: list[list[Spot]] = []
    for spot in spots:
        if not groups or not groups[-1][0].holds(spot):
            groups.append([spot])
        elif not outermost:
            groups[-1].append(spot)
    return groups[:_MOST_GROUPS]


def _best_of(groups: list[list[Spot]], view: View) -> Spot:
    """The page's post among several: the one that the page names, else the first unless a later one is far longer."""
    own = [group for group in groups if view.is_own(group[0])] or groups
    best = own[0]
    for group in own:
        if view.prose(group[0]) > _LONGER * view.prose(best[0]):
            best = group
    whole = view.prose(best[0])
    chosen = best[0]
    for spot in best[1:_MOST_GROUPS]:
        if chosen.holds(spot) and ((whole and view.prose(spot) >= _KEEPS * whole) or _is_below_headline(spot, chosen, view)):
            chosen = spot
    return chosen


def _is_below_headline(spot: Spot, outer: Spot, view: View) -> bool:
    """Whether of a post with hardly any prose the outer element holds the headline too, the inner one only text: that is the body."""
    return view.prose(outer) < HARDLY_ANY and spot.chars > 0 and view.has_heading(outer) and not view.has_heading(spot)


def _is_named_content(spot: Spot) -> bool:
    return bool(spot.said & OF_CONTENT) or ("itemprop" in spot.attrs and attribute(spot, "itemprop").lower() in CONTENT_ITEMPROPS)


def _is_likely_content(spot: Spot) -> bool:
    return bool(spot.said & LIKELY_CONTENT)


def is_post_element(spot: Spot | Tag) -> bool:
    """Whether themes mark an element so that holds a whole post: WordPress' classes, its number, schema.org's type."""
    return bool(said(spot) & OF_POST) or _is_typed(spot)


def _is_typed(spot: Spot | Tag) -> bool:
    return "itemtype" in spot.attrs and bool(POST_TYPES.search(attribute(spot, "itemtype")))


def _is_article(spot: Spot) -> bool:
    return spot.name == "article"


def _is_main(spot: Spot) -> bool:
    return spot.name == "main" or spot.attrs.get("role") == "main" or spot.attrs.get("id") in ("content", "main", "main-content")


def _way_of(spot: Spot) -> str:
    tokens = classes(spot)
    if "wp-block-post-content" in tokens:
        return "block-theme"
    if any(token.startswith(("elementor", "et_pb", "fusion", "td-")) for token in tokens):
        return "builder"
    return "hentry" if spot.said & (OF_CONTENT | LIKELY_CONTENT) else "itemprop"


def _post_of(content: Spot, view: View) -> Spot | None:
    """The post's element around its content: marked as such and with a heading, else the smallest that has the page's heading."""
    around = [spot for spot in (content, *content.parents) if spot.name not in ("body", "html", "[document]")]
    marked = [spot for spot in around if is_post_element(spot) or _is_article(spot)]
    for spot in marked:
        if view.has_heading(spot):
            return spot
    headings = view.headings_of(content)
    for spot in around:
        if any(heading is not spot and spot.holds(heading) for heading in headings):
            return spot
    return marked[-1] if marked else None
