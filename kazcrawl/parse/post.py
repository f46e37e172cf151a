"""A post's page to a `PostItem`: the fields' own modules decide each value, this one puts them together. Pure: never fetches.

bytes → text → outline → cut → tree → is it a post? → fields → body and credit → item"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag

from kazcrawl import __version__
from kazcrawl.dates import ParsedDate, parse_human
from kazcrawl.errors import ParseError
from kazcrawl.items import Credit, Facts, PostItem, Site, Term
from kazcrawl.parse.body.blocks import Block, Body
from kazcrawl.parse.body.lead import read_lead
from kazcrawl.parse.body.meta_lines import Own, without_meta_lines
from kazcrawl.parse.body.reader import read_body
from kazcrawl.parse.chosen import find_chosen_source, find_chosen_terms
from kazcrawl.parse.credit.beside import find_credit_beside
from kazcrawl.parse.credit.logo import find_logo
from kazcrawl.parse.credit.rules import find_credit
from kazcrawl.parse.fields.authors import find_authors, is_weak
from kazcrawl.parse.fields.byline import is_account
from kazcrawl.parse.fields.candidate import Candidate
from kazcrawl.parse.fields.identity import find_addresses, find_pages, find_wp_id
from kazcrawl.parse.fields.language import find_language
from kazcrawl.parse.fields.published import find_modified, find_published
from kazcrawl.parse.fields.signed import find_guest, find_signed
from kazcrawl.parse.fields.terms import find_terms
from kazcrawl.parse.fields.title import find_title
from kazcrawl.parse.kind.refusal import kind_of_non_post
from kazcrawl.parse.page.collector import uncollected
from kazcrawl.parse.page.container import Container
from kazcrawl.parse.page.cut import grow
from kazcrawl.parse.page.decode import decode_page
from kazcrawl.parse.page.opened import Page, base_of, leave_out, open_page
from kazcrawl.parse.page.outline import outline_page
from kazcrawl.parse.page.page_names import names_section

# Raised whenever the same bytes may give another item: archives re-parse by it.
PARSER_VERSION = f"{__version__}+6"

# A label before an author's name has no more words, signs between names counted.
_LABEL_WORDS = 3
# The line of the post's day stands among so many first blocks.
_HEAD = 3
_REST_BODY = '<div class="entry-content">{}</div>'


@dataclass(frozen=True, slots=True)
class Fields:
    """What the page tells outside its body, each with its origin; None where it does not tell."""

    title: Candidate[str] | None
    published: Candidate[ParsedDate] | None
    authors: Candidate[tuple[str, ...]] | None
    modified_at: datetime | None


@uncollected
def parse_post(
    html: bytes | str,
    *,
    url: str,
    facts: Facts | None = None,
    pages: Sequence[bytes | str] = (),
    site: Site | None = None,
    content_type: str | None = None,
) -> PostItem:
    """Return the post that a page holds; a field that the page does not tell is None, and a finding says so.

    `pages` are the post's further pages in order, `facts` what a route told (trusted before the page); with empty `html` the post is
    built from `facts.body_html` alone. ParseError (its `reason` a short code) only when the page is positively no post."""
    facts = facts or Facts()
    if facts.protected:
        raise ParseError(url, "password")
    if not html and facts.body_html is not None:
        page, content = _page_of_facts(facts, url=url, site=site)
        return _item(page, read_fields(page), [content] if content else [], findings=[])
    decoded = decode_page(html, url=url, content_type=content_type)
    page, fields = read_page(decoded.text, url=url, facts=facts, site=site)
    findings = ["encoding"] if decoded.doubtful else []
    contents = [page.container.content] if page.container.content else []
    for further in pages:
        content = _further(further, url=url, site=site, content_type=content_type)
        if content is None:
            findings.append("part-unreadable")
        else:
            contents.append(content)
    item = _item(page, fields, contents, findings=findings)
    page.forget()
    return item


def read_page(text: str, *, url: str, facts: Facts | None = None, site: Site | None = None, cut: bool = True) -> tuple[Page, Fields]:
    """Open a page's text and read the fields around its body, from what they need of it, or from all of it without `cut`: the fields are
    the same. Raises ParseError as `parse_post` does."""
    page = _opened(text, url=url, facts=facts, site=site, cut=cut)
    return page, read_fields(page)


def read_fields(page: Page) -> Fields:
    """Read title, date and authors of an opened page."""
    return Fields(find_title(page), page.once(find_published), find_authors(page), page.once(find_modified))


def _opened(text: str, *, url: str, site: Site | None, facts: Facts | None = None, cut: bool = True) -> Page:
    """The opened page of a post. Another one is forgotten before it is refused: what stands in an error's frames lives on with it."""
    page = open_page(text, url=url, facts=facts, site=site, cut=cut)
    reason = kind_of_non_post(page, text)
    if reason is None:
        return page
    url = page.url
    page.forget()
    del page
    raise ParseError(url, reason)


def _page_of_facts(facts: Facts, *, url: str, site: Site | None) -> tuple[Page, Tag | None]:
    """A page that tells nothing beside the facts, and the body that the facts bring."""
    text = decode_page(_REST_BODY.format(facts.body_html), url=url).text
    content = grow(outline_page(text, url), whole=True).find("div")
    if content is not None and site is not None:
        leave_out(content, site.selectors.remove)
    return Page(base_of(url), BeautifulSoup("", "lxml"), Container(None, None, "facts"), None, facts, site), content


def _further(html: bytes | str, *, url: str, site: Site | None, content_type: str | None) -> Tag | None:
    """The body's element on a further page of the post, or None when that page is no part of it."""
    try:
        text = decode_page(html, url=url, content_type=content_type).text
        page = _opened(text, url=url, site=site)
    except ParseError:
        return None
    return page.container.content


def _item(page: Page, fields: Fields, contents: Sequence[Tag], *, findings: list[str]) -> PostItem:
    title = fields.title.value if fields.title else None
    body = _joined([read_body(content, base_url=page.url, title=title) for content in contents])
    published = fields.published.value if fields.published else None
    terms = find_chosen_terms(page) or find_terms(page)
    credit, kept = _credited(page, body, _own(page, fields, terms))
    authors = (guest := find_guest(body.blocks)) or _named(fields.authors, page, credit, body.blocks)
    body = _joined(
        [
            read_lead(page, body, title),
            replace(body, blocks=_without_own_day(kept if guest else _without_signature(kept, authors), published)),
        ]
    )
    text, addresses = body.text, find_addresses(page)
    item = PostItem(
        url=addresses[0] if addresses else page.url,
        title=title,
        **_date_fields(fields.published),
        source=credit.outlet if credit else None,
        authors=authors.value if authors else (),
        author="; ".join(authors.value) if authors else None,
        body=text,
        body_html=body.html,
        language=find_language(f"{title or ''}\n{text}", claimed=_claimed_language(page)),
        terms=terms,
        media=body.media,
        links=body.links,
        credit=credit,
        modified_at=fields.modified_at,
        wp_id=find_wp_id(page),
        site=page.site.name if page.site else None,
        addresses=addresses,
        pages=find_pages(page, addresses=addresses),
        origins=_origins(fields, authors, page, credit),
        facts=page.facts,
        requested_url=page.url,
        parser_version=PARSER_VERSION,
    )
    item.findings = (*findings, *_lacking(item))
    return item


def _without_signature(blocks: tuple[Block, ...], authors: Candidate[tuple[str, ...]] | None) -> tuple[Block, ...]:
    """The blocks without the line that told the author, if it is but his name and a label."""
    rest = own = authors.snippet if authors is not None and authors.origin == "text" else ""
    for name in authors.value if authors is not None else ():
        rest = rest.replace(name, " ")
    return tuple(block for block in blocks if block.text != own) if own and len(rest.split()) <= _LABEL_WORDS else blocks


def _without_own_day(blocks: tuple[Block, ...], published: ParsedDate | None) -> tuple[Block, ...]:
    """The blocks without a line among the first ones that is the post's own day and nothing else, which a theme prints above its text: a
    block, or the first line of one."""
    for place, block in enumerate(blocks[:_HEAD] if published is not None else ()):
        first, _, rest = block.text.partition("\n")
        told = parse_human(first)
        if told is not None and published is not None and told.day == published.day and (place == 0 or not rest):
            return (*blocks[:place], *((replace(block, text=rest),) if rest else ()), *blocks[place + 1 :])
    return blocks


def _own(page: Page, fields: Fields, terms: Sequence[Term]) -> Own:
    told, published = fields.authors, fields.published
    lines = [told.snippet] if told and told.origin == "byline" else []
    categories = [*page.site_names, *(term.name for term in terms if term.kind == "category")]
    if published:
        lines.append(published.snippet)
    return Own(told.value if told else (), published.value.day if published else None, categories, lines, page.url)


def _credited(page: Page, body: Body, own: Own) -> tuple[Credit | None, tuple[Block, ...]]:
    """The credit, and the blocks without it and the theme's lines. Such a line may hide a credit behind it, or look like one."""
    credit, own_lines = _find_source(page, body, own.day)
    bare = without_meta_lines(body.blocks, own)
    if len(bare) < len(body.blocks):
        dropped = {block.text for block in set(body.blocks).difference(bare) if not any(name in block.text for name in own.names)}
        if credit is None or (credit.line in dropped and (not credit.outlet or names_section(credit.outlet))):
            credit, own_lines = _find_source(page, replace(body, blocks=bare), own.day)
            return credit, tuple(block for index, block in enumerate(bare) if index not in own_lines)
    kept = tuple(block for index, block in enumerate(body.blocks) if index not in own_lines)
    return credit, without_meta_lines(kept, own)


def _find_source(page: Page, body: Body, post_day: date | None) -> tuple[Credit | None, tuple[int, ...]]:
    """The credit where the site's selector points, else in the body, else beside it; the indices of the blocks that are nothing else."""
    if chosen := find_chosen_source(page, body.blocks):
        return chosen
    site_url = page.site.home if page.site else page.url
    credit, own_lines = find_credit(body.blocks, site_names=page.site_names, site_url=site_url, post_day=post_day)
    if (credit is None or not credit.outlet) and (beside := find_credit_beside(page, body.text) or find_logo(page, body.text)):
        credit = replace(beside, author=beside.author or credit.author, date=beside.date or credit.date) if credit else beside
    return credit, own_lines


def _joined(bodies: Sequence[Body]) -> Body:
    """One body of the bodies of all pages."""
    if len(bodies) == 1:
        return bodies[0]
    bodies = [body for body in bodies if body.html or body.blocks or body.media]
    return Body(
        blocks=tuple(block for body in bodies for block in body.blocks),
        html="\n".join(body.html for body in bodies),
        media=tuple(dict.fromkeys(media for body in bodies for media in body.media)),
        links=tuple(dict.fromkeys(link for body in bodies for link in body.links)),
    )


def _named(
    told: Candidate[tuple[str, ...]] | None, page: Page, credit: Credit | None, blocks: Sequence[Block]
) -> Candidate[tuple[str, ...]] | None:
    """Whom the page names; where that is nobody, an account ("admin") or the site itself, rather the author that the text names in a line
    of its own. The author of a reprint is the credit's."""
    if told is not None and credit is not None and credit.outlet and told.origin == "byline" and told.snippet in credit.line:
        told = None  # the line is the credit: behind the name stands the medium
    if told is None:
        return _signed(credit, blocks)
    if not is_weak(told.value, page):
        return told
    is_reprint = credit is not None and credit.outlet is not None
    return told if is_reprint and not all(map(is_account, told.value)) else find_signed(blocks) or told


def _signed(credit: Credit | None, blocks: Sequence[Block]) -> Candidate[tuple[str, ...]] | None:
    """Who signed the text itself, for a page that names nobody."""
    if credit and credit.author:
        return Candidate((credit.author,), "text", credit.line)
    signed = find_signed(blocks)
    return None if credit and signed and signed.value == (credit.outlet,) else signed  # By Staff, X Magazine


def _date_fields(published: Candidate[ParsedDate] | None) -> dict[str, Any]:
    """The four fields that a date fills. A time of day that cannot be placed in UTC is not kept, so neither is its precision."""
    if published is None:
        return {}
    told = published.value
    precision = told.precision if told.instant else "day"
    return {"date": told.day, "published_at": told.instant, "date_precision": precision, "date_origin": published.origin}


def _origins(fields: Fields, authors: Candidate[tuple[str, ...]] | None, page: Page, credit: Credit | None) -> dict[str, str]:
    told = {"title": fields.title, "date": fields.published, "author": authors}
    origins = {name: candidate.origin for name, candidate in told.items() if candidate}
    origins["body"] = page.container.way
    if credit:
        origins["source"] = credit.rule
    return origins


def _claimed_language(page: Page) -> str:
    root = next(iter(page.tags.get("html", ())), None)
    claimed = root.get("lang") if root else None
    return claimed if isinstance(claimed, str) else (page.site.language or "" if page.site else "")


def _lacking(item: PostItem) -> list[str]:
    return [f"no-{name}" for name in ("title", "date", "body") if not getattr(item, name)]
