"""Where the text of a post stands that has hardly any: beside its headline, for names and amounts of prose say nothing then."""

from kazcrawl.parse.page.spot import LONG_RUN, Spot
from kazcrawl.parse.page.tree import attribute
from kazcrawl.parse.page.view import View

# Going down from a post's element: a child is followed while it alone holds this part of the prose.
DOMINATES = 0.85
# Beside the headline of a short post stands at least so much text.
_SOME_TEXT = 20
# With less prose than this on all of a page its share says nothing.
_LITTLE = 2 * LONG_RUN
# How the line at a page's end begins.
_RIGHTS, _MARK = ("©", "(c)", "copyright", "все права", "барлық құқық"), 20
# Elements that hold blocks.
FRAMES = frozenset(("div", "section", "article", "main", "body", "td", "table", "tbody", "tr", "center", "form"))


def look_of(spot: Spot) -> tuple[str, str, str]:
    """What tells elements apart that may be parts of one: name, class and id."""
    return spot.name, attribute(spot, "class"), attribute(spot, "id")


def beside_headline(view: View) -> Spot | None:
    """Where a post with hardly any prose stands: what has most of the text nearest to the headline, other than lines of the post's date,
    author and terms; with the headline where that is no frame but a line of text. What has less than half of the page's little prose is
    the post's head. The little beside the headline, where nothing has more."""
    if (headline := view.headline) is None:
        return None
    nearest: Spot | None = None
    head, outside = 0, {id(spot) for spot in view.spots}
    for above in headline.parents:
        texts, bare = _beside(headline, above, view, outside)
        best = max(texts, key=view.text, default=None)
        found: Spot | None = None
        if best is None or view.text(best) < max(bare, _SOME_TEXT):
            found = above if bare >= _SOME_TEXT else None
        elif best.name in FRAMES and not any(look_of(spot) == look_of(best) for spot in texts if spot is not best):
            found = above if head >= LONG_RUN else _follow(best, view)
        else:
            found = above
        if found is not None:
            if view.total < _LITTLE or 2 * view.prose(found) >= view.total:
                return found
            head = max(head, view.prose(found))
        if nearest is None and (found or texts):
            nearest = found or (texts[0] if len(texts) == 1 and texts[0].name in FRAMES else above)
    return nearest


def _beside(headline: Spot, above: Spot, view: View, outside: set[int]) -> tuple[list[Spot], int]:
    """What stands in an element beside the headline, without lines of the theme and the site, and how much text stands bare beside it;
    `outside` are the elements (by id) outside the zones."""
    beside = [spot for spot in view.outline.children(above) if id(spot) in outside and spot.chars and not spot.holds(headline)]
    is_near = above is headline.parent
    texts = [spot for spot in beside if not view.is_dated_line(spot) and (is_near or not _is_of_site(spot, view))]
    return texts, view.text(above) - headline.chars - sum(map(view.text, beside)) if is_near else 0


def _is_of_site(spot: Spot, view: View) -> bool:
    """Whether what stands further off is a list of links or the site's own last line."""
    return spot.linked > view.text(spot) or view.outline.text_of(spot).lstrip()[:_MARK].lower().startswith(_RIGHTS)


def _follow(spot: Spot, view: View) -> Spot:
    """The same as `_descend` by all text, for what has no prose."""
    while True:
        parts = (part for part in view.spots if part.parent is spot and part.name in FRAMES)
        inner = max(parts, key=view.text, default=None)
        if inner is None or view.text(inner) < DOMINATES * view.text(spot):
            return spot
        spot = inner
