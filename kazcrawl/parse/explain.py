"""Why a field has its value: every place of the page that tells one, in the order in which they are trusted, and which of them won."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bs4.element import Tag

from kazcrawl.items import Credit, Facts, PostItem, Site
from kazcrawl.parse.body.reader import read_body
from kazcrawl.parse.credit.rules import weigh_credits
from kazcrawl.parse.fields.authors import author_candidates
from kazcrawl.parse.fields.candidate import Candidate, snippet
from kazcrawl.parse.fields.published import published_candidates
from kazcrawl.parse.fields.title import title_candidates
from kazcrawl.parse.page.decode import decode_page
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.post import parse_post, read_page
from kazcrawl.text import one_line

_MOST = 40
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Reason:
    """One place that tells a field: its value as text, the kind of place, the raw text there, and whether the post's value is this one."""

    value: str
    origin: str
    snippet: str
    won: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """A field of the post: the value it got (as text, "" for none) and the reasons in the order in which they were weighed."""

    field: str
    value: str
    reasons: tuple[Reason, ...]


def explain(
    html: bytes | str, *, url: str, facts: Facts | None = None, site: Site | None = None, content_type: str | None = None
) -> tuple[Explanation, ...]:
    """Return what the page tells for title, date, author, source and body, in order, and what was taken. Raises as `parse_post` does."""
    item = parse_post(html, url=url, facts=facts, site=site, content_type=content_type)
    return explain_item(item, html, url=url, facts=facts, site=site, content_type=content_type)


def explain_item(
    item: PostItem,
    html: bytes | str = b"",
    *,
    url: str = "",
    facts: Facts | None = None,
    site: Site | None = None,
    content_type: str | None = None,
) -> tuple[Explanation, ...]:
    """Return the same for an item that is parsed already; without its page only what the item itself tells: the winners."""
    if not html:
        return *_won(item), _source(item, ()), _body(item, None)
    text = decode_page(html, url=url, content_type=content_type).text
    page, fields = read_page(text, url=url, facts=facts, site=site, cut=False)
    return (
        _explanation("title", item.title or "", _reasons(title_candidates(page)), fields.title),
        _explanation("date", _day(item), _dates(page), fields.published),
        _explanation("author", item.author or "", _reasons(author_candidates(page)), fields.authors),
        _source(item, _credits(page, item)),
        _body(item, page.container.content),
    )


def _won(item: PostItem) -> tuple[Explanation, ...]:
    values = {"title": item.title or "", "date": _day(item), "author": item.author or ""}
    return tuple(
        Explanation(name, value, (Reason(value, item.origins[name], "", won=True),) if value and item.origins.get(name) else ())
        for name, value in values.items()
    )


def _credits(page: Page, item: PostItem) -> tuple[Credit, ...]:
    """What each rule of the credit by itself finds in the body."""
    if page.container.content is None:
        return ()
    body = read_body(page.container.content, base_url=page.url, title=item.title)
    return weigh_credits(body.blocks, site_names=page.site_names, site_url=page.site.home if page.site else page.url)


def _source(item: PostItem, weighed: Sequence[Credit]) -> Explanation:
    """Why the source is what it is: the credit taken, among all that rules found. A rule may find an author, a day or a place alone."""
    taken = item.credit
    found = list(weighed) if taken is None or any(_is_same(other, taken) for other in weighed) else [taken, *weighed]
    reasons = tuple(
        Reason(_told(credit), f"{credit.rule} ({credit.confidence:.2f})", one_line(credit.line, limit=_SHOWN), won=_is_same(credit, taken))
        for credit in found
    )
    return Explanation("source", item.source or "", reasons)


def _is_same(credit: Credit, taken: Credit | None) -> bool:
    return taken is not None and (credit.rule, credit.line, credit.span) == (taken.rule, taken.line, taken.span)


def _told(credit: Credit) -> str:
    """What a credit says, in one line: Steppe Herald; author Peter Brandt; 2015-03-12."""
    parts = (
        credit.outlet,
        credit.author and f"author {credit.author}",
        credit.date and credit.date.isoformat(),
        credit.dateline and f"place {credit.dateline}",
        credit.url,
    )
    return "; ".join(part for part in parts if part)


def _body(item: PostItem, content: Tag | None) -> Explanation:
    shown = one_line(item.body, limit=_SHOWN)
    reason = Reason(shown, item.origins.get("body", ""), snippet(content) if content is not None else "", won=True)
    return Explanation("body", shown, (reason,) if shown else ())


def _reasons(told: Iterable[Candidate[str] | Candidate[tuple[str, ...]]]) -> list[Reason]:
    return [Reason(c.value if isinstance(c.value, str) else "; ".join(c.value), c.origin, c.snippet) for c in told]


def _dates(page: Page) -> list[Reason]:
    return [
        Reason(c.value.instant.isoformat() if c.value.instant else c.value.day.isoformat(), c.origin, c.snippet)
        for c in published_candidates(page)
    ]


def _explanation(field: str, value: str, reasons: list[Reason], winner: Candidate[object] | None) -> Explanation:
    """Mark the winner: the first reason from the same place. Repeats of one reason are left out."""
    kept = list(dict.fromkeys(reasons))[:_MOST]
    at = next((i for i, r in enumerate(kept) if winner and (r.origin, r.snippet) == (winner.origin, winner.snippet)), None)
    return Explanation(field, value, tuple(Reason(r.value, r.origin, r.snippet, won=i == at) for i, r in enumerate(kept)))


def _day(item: PostItem) -> str:
    return item.date.isoformat() if item.date else ""
