"""Pages of what systems keep a record of: an event of a calendar, a product of a shop, a member of a directory. They are no posts, whatever
else their head says of them; an article that tells of such a thing is one."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from bs4.element import Tag

from kazcrawl.parse.fields.published import find_published
from kazcrawl.parse.page.jsonld import ARTICLE_TYPES, Node, texts, types
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.places import POST_TYPES
from kazcrawl.parse.page.site_names import SEPARATOR, without_site
from kazcrawl.parse.page.tree import attribute, classes, labels, properties
from kazcrawl.text import fold

# What plug-ins print in the classes of the body element of such a page, or of the thing's own: all the names of a row.
_OF_BODY: Mapping[frozenset[str], str] = {
    frozenset(names.split()): kind
    for names, kind in (
        ("single-tribe_events", "event"),
        ("single-mec-events", "event"),
        ("single-ajde_events", "event"),
        ("single-event_listing", "event"),
        ("single-tribe_venue", "page"),
        ("single-tribe_organizer", "page"),
        ("single-job_listing", "page"),
        ("single-product woocommerce", "page"),
        ("collection-type-events view-item", "event"),
        ("collection-type-products view-item", "page"),
        ("type-tribe_events", "event"),
        ("type-mec-events", "event"),
        ("type-ajde_events", "event"),
        ("type-product instock", "page"),
        ("type-product outofstock", "page"),
    )
}
# What systems of chambers and others call the element around headline and text.
_OF_FRAME = re.compile(
    r"(?:[a-z]{1,12}[-_])?(?:(?P<event>events?)|(?:member|company|business|listing|directory|product|job|deal|venue))[-_]"
    r"(?:details?|profile|single)"
)
_FRAMES = 6
# Types of schema.org.
_EVENT = re.compile(r"(?:\w{3,20})?Event")
_RECORDS = frozenset((
    "Product", "JobPosting", "LocalBusiness", "ProfessionalService", "FoodEstablishment", "Restaurant", "Store", "Hotel", "LodgingBusiness",
    "Dentist", "MedicalBusiness", "AutomotiveBusiness", "FinancialService", "RealEstateAgent", "LegalService",
))  # fmt: skip
_SCHEMA = re.compile(r"schema\.org/(\w{3,40})")
_MOST = 50


def thing_kind(page: Page, *, is_post: bool) -> str | None:
    """Return "event" for an event's page, "page" for that of another thing, None for what may be a post. `is_post`: the classes of its own
    element or of the body say that it is one."""
    own = set(classes(page.container.post)) if page.container.post is not None else set()
    for names, kind in _OF_BODY.items():
        if names <= page.body_classes or names <= own:
            return kind
    if is_post or page.container.content is None or any(types(node) & ARTICLE_TYPES for node in page.nodes):
        return None
    told = _by_frame(page) or _by_microdata(page) or _by_json(page)
    return None if told == "page" and page.once(find_published) is not None else told


def _by_frame(page: Page) -> str | None:
    """What the element is called that holds headline and text."""
    for frame in _frames(page):
        for name in labels(frame):
            if (match := _OF_FRAME.fullmatch(name)) is not None and _heads(frame, page):
                return "event" if match["event"] else "page"
    return None


def _by_microdata(page: Page) -> str | None:
    """Of what type the thing is whose name is the headline and that holds the text; a theme may call all of the page a business."""
    for frame in _frames(page):
        told = attribute(frame, "itemtype")
        if POST_TYPES.search(told):
            return None
        kind = _kind_of(set(_SCHEMA.findall(told))) if told else None
        if kind and any(map(_has_name, _heads(frame, page))):
            return kind
    return None


def _by_json(page: Page) -> str | None:
    """The one thing that the page describes and is called after, for sale if it is a product; not where the head tells of a publication."""
    if any(page.meta("article:published_time")):
        return None
    told = {fold(tag.get_text(" ")[:300]) for tag in page.main_headings} - page.folded_site_names
    things = [(node, kind) for node in page.nodes if (kind := _kind_of(types(node))) and _is_whole(node)]
    named = [kind for node, kind in things if any(told & _names_of(name[:300], page) for name in texts(node.get("name"))[:1])]
    return named[0] if len(named) == 1 else None


def _has_name(heading: Tag) -> bool:
    """Whether a heading, or a part of it, is marked as the name of a thing."""
    return any("name" in properties(tag) for tag in (heading, *heading.find_all(True, limit=_MOST)))


def _names_of(name: str, page: Page) -> set[str]:
    """A name, folded, as it stands and without the site's."""
    return {fold(name), fold(without_site(name, page.site_names)), fold(SEPARATOR.split(name)[0])}


def _kind_of(kinds: set[str]) -> str | None:
    if any(map(_EVENT.fullmatch, kinds)):
        return "event"
    return "page" if kinds & _RECORDS else None


def _is_whole(node: Node) -> bool:
    """Whether what a node tells of is more than something that readers gave stars: plug-ins call any post a product for that."""
    return "Product" not in types(node) or bool(node.get("offers"))


def _frames(page: Page) -> Iterator[Tag]:
    content = page.container.content
    if content is not None:
        yield from (tag for tag in islice((content, *content.parents), _FRAMES) if tag.name not in ("body", "html", "[document]"))


def _heads(frame: Tag, page: Page) -> list[Tag]:
    """The page's first-level headings that stand in a frame."""
    return [tag for tag in page.main_headings if any(above is frame for above in tag.parents)]
