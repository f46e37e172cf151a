"""The places of a list page that show its posts: frames made for one post each, headings, links; and what stands beside the list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from kazcrawl.dates import parse_human
from kazcrawl.parse.lists.addresses import ListedSite, addresses, is_day
from kazcrawl.parse.page.places import COMMENTS, POST_ID, TITLE_CLASSES
from kazcrawl.parse.page.tree import attribute, classes, labels
from kazcrawl.text import one_line

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_POST_CLASSES = frozenset(("hentry", "h-entry", "type-post", "wp-block-post", "post", "post-item", "blog-post", "entry"))
_OTHER_TYPES = frozenset(("type-page", "type-attachment"))
_ZONE_NAMES = frozenset(("nav", "aside", "noscript", "template"))
_ZONE = re.compile(
    r"^(?!(?:no|has|with|without)[-_])(?:(?:[\w-]{1,40}[-_])?sidebar(?:[-_][\w-]{1,40})?|secondary|tertiary|widget[-_]area|wp-block-latest-\w+|wp-block-navigation"
    r"|sub-menu|menu-item|(?:\w{1,20}[-_])?mega[-_]?menu"
    r"|site-footer|footer|colophon|site-header|masthead|(?=[\w-]+$).*(?<![^\W_])related(?![^\W_]).*)$"
)
_WIDGET = re.compile(r"^(?:widgets?|widget_\w+)$")
_MAIN_IDS = frozenset(("main", "content", "primary", "main-content", "site-content"))
_MORE_CLASSES = frozenset(["more-link", "read-more", "readmore", "wp-block-read-more", "continue-reading", "entry-more"])
_MORE = re.compile(
    r"(?:continue reading|read (?:more|the rest|full)|more\b|читать (?:далее|дальше|полностью)|подробнее|далее|толығырақ|ары қарай"
    r"|mehr\b|weiterlesen|weiter\b|read (?:on|article)|learn more|learn\b)",
    re.IGNORECASE,
)
# How themes call the element of a date, and that of a change, which is none.
_DATE_CLASS = re.compile(r"date(?!d)|published|posted|created|timestamp|(?:^|[-_])time(?:$|[-_])")
_CHANGE_CLASS = re.compile(r"updated?|modified")
_AROUND = " \n\t|/•·—-,"
_NESTED_FRAMES = 3
_FORM_LINKS = 3
_MOST_POSTS = 1_000
_MOST_LINKS = 3_000


@dataclass(slots=True)
class Places:
    """What stands outside the zones, in the page's order: frames of posts, headings, links."""

    frames: list[Tag] = field(default_factory=list)
    headings: list[Tag] = field(default_factory=list)
    links: list[Tag] = field(default_factory=list)


def find_places(soup: BeautifulSoup, *, lenient: bool = False) -> Places:
    """Return the places of the page; `lenient` looks within widgets too, and into what WordPress calls a page. Themes nest frames once or
    twice; deeper ones are no theme's."""
    zoned: set[int] = set()
    depth: dict[int, int] = {}
    found = Places()
    for tag in soup.find_all(True):
        above = id(tag.parent)
        if above in zoned or _is_zone(tag, lenient):
            zoned.add(id(tag))
            continue
        depth[id(tag)] = depth.get(above, 0)
        if tag.name in HEADINGS:
            found.headings.append(tag)
        elif _is_frame(tag) and depth[id(tag)] < _NESTED_FRAMES:
            depth[id(tag)] += 1
            found.frames.append(tag)
        if tag.name == "a" and tag.has_attr("href"):
            found.links.append(tag)
    return Places(found.frames[:_MOST_POSTS], found.headings[:_MOST_POSTS], found.links[:_MOST_LINKS])


def is_made_for_post(tag: Tag) -> bool:
    """Whether WordPress itself says that the element is one post."""
    return _OTHER_TYPES.isdisjoint(classes(tag)) and bool({"hentry", "type-post", "wp-block-post"} & set(classes(tag)))


def _is_frame(tag: Tag) -> bool:
    """Whether the element is one post of a list; a link only if WordPress calls it so."""
    if tag.name in ("body", "html", "main", "p", "span") or not _OTHER_TYPES.isdisjoint(classes(tag)):
        return False
    if tag.name == "a":
        return "hentry" in classes(tag)
    return tag.name == "article" or not _POST_CLASSES.isdisjoint(classes(tag)) or bool(POST_ID.match(attribute(tag, "id")))


def _is_zone(tag: Tag, lenient: bool) -> bool:
    """Whether the element holds no post of the list: a menu, a column, readers' comments, or what WordPress says is a page (but a page
    can hold a builder's list of posts). Themes write on the whole page that it has a column: what holds the main part is no zone."""
    if tag.name in _ZONE_NAMES:
        return True
    if tag.name in ("html", "body", "main"):
        return False
    if tag.name == "form":  # some systems put the whole page into one
        return len(tag.find_all("a", href=True, limit=_FORM_LINKS)) < _FORM_LINKS
    if not lenient and not _OTHER_TYPES.isdisjoint(classes(tag)):
        return tag.find(is_made_for_post) is None
    if any(map(COMMENTS.match, labels(tag))):
        return True
    named = any(_ZONE.match(label) or (not lenient and _WIDGET.match(label)) for label in labels(tag))
    return named and tag.find(is_made_for_post if lenient else _is_main) is None


def _is_main(tag: Tag) -> bool:
    return tag.name == "main" or attribute(tag, "role") == "main" or attribute(tag, "id") in _MAIN_IDS


def find_post(frame: Tag, base: str, site: ListedSite) -> tuple[str, str] | None:
    """Return address and title of the post that a frame shows: its titled link; without a title the permanent link, the link to the rest,
    the date's link."""
    heading = heading_of(frame)
    title = one_line(heading.get_text(" ")) if heading is not None else ""
    groups: list[Iterable[str]] = []
    if heading is not None:
        around = heading.find_parent("a", href=True)
        groups.append([*links_in(heading, base), *addresses([around] if isinstance(around, Tag) else [], base)])
    links = [tag for tag in [*([frame] if frame.name == "a" else []), *frame.find_all("a", href=True)] if isinstance(tag, Tag)]
    groups.append(addresses((tag for tag in links if "bookmark" in attribute(tag, "rel").lower().split()), base))
    groups.append(addresses((tag for tag in links if is_more_link(tag)), base))
    for group in groups:
        if found := site.first_post(group, title=title):
            return found, title
    dated = [address for address in addresses((tag for tag in links if _is_dated(tag)), base) if not is_day(address)]
    found = site.first_post(dated, allow_archive=False)
    return (found, title) if found else None


def is_more_link(link: Tag) -> bool:
    """Whether a link leads to the rest of a text that is shown in part."""
    return not _MORE_CLASSES.isdisjoint(classes(link)) or bool(_MORE.match(link.get_text(" ", strip=True)[:80]))


def heading_of(frame: Tag) -> Tag | None:
    """Return the element of the frame's title, by name or as its first heading."""
    named = frame.find(lambda tag: tag.name in (*HEADINGS, "p", "div", "span", "a") and not TITLE_CLASSES.isdisjoint(classes(tag)))
    found = named if isinstance(named, Tag) else frame.find(HEADINGS)
    if not isinstance(found, Tag):
        return None
    if found.name == "a":
        return found.parent
    return found


def links_in(tag: Tag, base: str) -> list[str]:
    """Return where an element that is a link or holds some leads."""
    own = [tag] if tag.name == "a" else []
    return list(addresses([*own, *tag.find_all("a", href=True)], base))


def day_of(frame: Tag) -> str:
    """Return the date that a frame writes, "" for none: by its element, else as a text that is a date and nothing else."""
    called = frame.find_all(lambda tag: _is_date_class(tag) and tag.find("time") is None, limit=8)
    for tag in (*frame.find_all(["time", "abbr"], limit=4), *called):
        if not _is_change(tag) and any(map(str.isdigit, told := _told_by(tag))):
            return one_line(told, limit=80)
    for text in islice(frame.find_all(string=True), 60):
        if isinstance(text, NavigableString) and 6 <= len(text) <= 80 and not _is_change(text.parent) and parse_human(text.strip(_AROUND)):
            return one_line(str(text), limit=80)
    return ""


def _told_by(tag: Tag) -> str:
    return attribute(tag, "datetime") or (attribute(tag, "title") if tag.name == "abbr" else "") or one_line(tag.get_text(" "), limit=80)


def _is_date_class(tag: Tag) -> bool:
    return any(_DATE_CLASS.search(_CHANGE_CLASS.sub("", label)) for label in classes(tag))


def _is_change(tag: Tag | None) -> bool:
    return tag is not None and any(_CHANGE_CLASS.search(label) for label in classes(tag)) and not _is_date_class(tag)


def _is_dated(link: Tag) -> bool:
    return link.find(["time", "abbr"]) is not None or any(
        tag.name == "time" or _is_date_class(tag) for tag in (link, *link.find_all(True, limit=3), *islice(link.parents, 2))
    )
