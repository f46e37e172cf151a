"""What a site's own selectors say beside title, date, author and body: where its source stands, and its terms."""

from collections.abc import Sequence
from dataclasses import replace

from kazcrawl.items import Credit, Link, Term
from kazcrawl.outlets import registry_in_force
from kazcrawl.parse.body.blocks import Block
from kazcrawl.parse.credit.names import read_name
from kazcrawl.parse.credit.rules import find_credit
from kazcrawl.parse.fields.terms import term_of_link
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.tree import attribute
from kazcrawl.text import fold, one_line
from kazcrawl.urls import canonical_url

_LINE = 300


def find_chosen_source(page: Page, blocks: Sequence[Block]) -> tuple[Credit, tuple[int, ...]] | None:
    """Return the credit that stands where the site's selector points, read as a line of credit or taken as the outlet's name, and the
    indices of the blocks that are nothing else; None without such a selector, or where it finds no text."""
    path = page.site.selectors.source if page.site else None
    for tag in page.select(path)[:3] if path else ():
        line = one_line(tag.get_text(" ")[: 2 * _LINE], limit=_LINE)
        if not line:
            continue
        links = tuple(
            Link(url, line) for link in tag.find_all("a", href=True)[:3] if (url := canonical_url(attribute(link, "href"), page.url))
        )
        told, _ = find_credit([Block(line, "paragraph", links)], site_names=page.site_names, site_url=page.url)
        if told is None or not told.outlet:
            name = read_name(line, registry_in_force())
            told = Credit(outlet=name.text if name else line, line=line, url=links[0].url if links else None)
        alone = tuple(index for index, block in enumerate(blocks) if fold(block.text) == fold(line))
        return replace(told, rule="selector", confidence=1.0, span=None, alone=bool(alone)), alone
    return None


def find_chosen_terms(page: Page) -> tuple[Term, ...]:
    """Return the terms at the site's selector: categories and tags as their links tell, tags where they do not."""
    path = page.site.selectors.terms if page.site else None
    found: dict[Term, None] = {}
    for tag in page.select(path) if path else ():
        for part in tag.find_all("a") or [tag]:
            if name := one_line(part.get_text(" "), limit=200):
                found[term_of_link(part) or Term("tag", name)] = None
    return tuple(found)
