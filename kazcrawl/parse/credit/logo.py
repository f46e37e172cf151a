"""The logo of an outlet as the credit: a picture alone in the first or the last line of the text, called "X logo" or leading to a medium's
page."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from bs4.element import PageElement, Tag

from kazcrawl.items import Credit
from kazcrawl.outlets import Registry, host_of, registry_in_force
from kazcrawl.parse.credit.names import Name, read_name
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.spot import INLINE, SILENT
from kazcrawl.parse.page.tree import attribute, is_text
from kazcrawl.text import fold, one_line
from kazcrawl.urls import canonical_url

_LOGO = re.compile(r"[\s(–—-]{0,3}(?<![^\W_])(?:logo(?:type|s)?|логотип\w{0,2})(?![^\W_])[\s):–—-]{0,3}", re.IGNORECASE)
_FILE = re.compile(r"([^/?#]{1,120})\.(?:png|svg|jpe?g|gif|webp)(?:$|[?#])", re.IGNORECASE)
_SIZE = re.compile(r"(?:^|[-_])(?:\d{1,4}(?:x\d{1,4})?|new|small|white|black|color|rgb|e\d+|scaled)(?=$|[-_])")
# Whose logos stand in the last line under these words: not the text's.
_THANKED = re.compile(
    r"sponsor|partner|support|member|organi[sz]|спонсор|партн|поддерж|организат|серіктес|demeush|демеуші|қолдау", re.IGNORECASE
)
_NEAR, _LONGEST, _CONFIDENCE = 200, 80, 0.8


def find_logo(page: Page, text: str) -> Credit | None:
    """Return the outlet whose logo is all of the text's first or last line; None for the site's own, for one of several, for a logo under
    words of thanks, and where title or text tell of the outlet themselves. Its rule is "logo"."""
    content = page.container.content
    if content is None:
        return None
    nodes = [node for node in content.descendants if _counts(node)]
    ends = {id(node) for node in (*nodes[:1], *nodes[-1:]) if isinstance(node, Tag)}
    if not ends:
        return None
    pictures = [node for node in nodes if isinstance(node, Tag)]
    registry, own = registry_in_force(), page.folded_site_names
    found = [(picture, name) for picture in pictures if (name := _named(picture, registry)) is not None]
    if len(found) != 1:
        return None
    picture, name = found[0]
    told = f"{fold(text)} {' '.join(page.told_titles)}"
    thanked = picture is nodes[-1] and _THANKED.search(text[-_NEAR:].rpartition("\n")[2])
    if id(picture) not in ends or not _fills_its_line(picture) or thanked or fold(name.text) in own or fold(name.text) in told:
        return None
    url = _address(picture, page)
    line = one_line(attribute(picture, "alt"), limit=_LONGEST) or url or one_line(attribute(picture, "src"), limit=_LONGEST)
    return Credit(outlet=name.text, url=url, line=line, rule="logo", confidence=_CONFIDENCE)


def _counts(node: PageElement) -> bool:
    """Whether a node is a picture or has words for a reader."""
    if isinstance(node, Tag):
        return node.name == "img"
    return is_text(node) and node.strip() != "" and (node.parent is None or node.parent.name not in SILENT)


def _named(picture: Tag, registry: Registry) -> Name | None:
    """The outlet whose logo a picture is called, or to whose page it leads; nobody's leads to a page of this site."""
    link = picture.find_parent("a", href=True)
    address = attribute(link, "href") if isinstance(link, Tag) else ""
    host = host_of(address)
    if address and host is None and not _FILE.search(address[-200:]):
        return None
    for text in (attribute(picture, "alt"), attribute(picture, "title")):
        bare = one_line(_LOGO.sub(" ", text[:_LONGEST], count=1))
        if bare and len(bare) < len(text) <= _LONGEST:
            name = read_name(bare, registry)
            return name if name is not None and name.sure else None
    described = one_line(_LOGO.sub(" ", attribute(picture, "alt")[:_LONGEST]))
    file = _FILE.search(unquote(attribute(picture, "src")[-200:]))
    if file is not None and _LOGO.search(file[1]):
        known = registry.by_name(re.sub(r"[-_]+", " ", _SIZE.sub("", _LOGO.sub("-", file[1], count=1))).strip())
        return Name(known.name, known, sure=True) if known else None
    owner = registry.by_domain(host) if host else None
    is_plain = not described or registry.by_name(described) is owner
    return Name(owner.name, owner, sure=True) if owner is not None and is_plain else None


def _fills_its_line(picture: Tag) -> bool:
    """Whether a picture is all of its line: nothing else counts in the block that holds it."""
    block = next((above for above in picture.parents if above.name not in INLINE), None)
    return block is not None and sum(1 for _ in _counted(block)) == 1


def _counted(block: Tag) -> Iterator[PageElement]:
    return (node for node in block.descendants if _counts(node))


def _address(picture: Tag, page: Page) -> str | None:
    link = picture.find_parent("a", href=True)
    url = canonical_url(attribute(link, "href"), page.url) if isinstance(link, Tag) else None
    return url if url and host_of(url) != host_of(page.url) else None
