"""Why a field has its value: every place of the page that tells one, in the order in which they are trusted, and which of them won."""

from collections.abc import Iterable
from dataclasses import dataclass

from kazcrawl.items import Facts, PostItem, Site
from kazcrawl.parse.authors import author_candidates
from kazcrawl.parse.candidate import Candidate, snippet
from kazcrawl.parse.decode import decode_page
from kazcrawl.parse.page import Page
from kazcrawl.parse.post import parse_post, read_page
from kazcrawl.parse.published import published_candidates
from kazcrawl.parse.title import title_candidates
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
    if not html:
        return _of_item(item)
    text = decode_page(html, url=url, content_type=content_type).text
    page, fields = read_page(text, url=url, facts=facts, site=site, cut=False)
    return (
        _explanation("title", item.title or "", _reasons(title_candidates(page)), fields.title),
        _explanation("date", _day(item), _dates(page), fields.published),
        _explanation("author", item.author or "", _reasons(author_candidates(page)), fields.authors),
        *_of_item(item, page),
    )


def _of_item(item: PostItem, page: Page | None = None) -> tuple[Explanation, ...]:
    """What was read of the body: its credit and its element, of which only the winners are known."""
    content = page.container.content if page else None
    shown = one_line(item.body, limit=_SHOWN)
    body = Reason(shown, item.origins.get("body", ""), snippet(content) if content is not None else "", won=True)
    source: tuple[Reason, ...] = ()
    if credit := item.credit:
        origin = f"{credit.rule} ({credit.confidence:.2f})"
        source = (Reason(item.source or "", origin, one_line(credit.line, limit=_SHOWN), won=True),)
    return Explanation("source", item.source or "", source), Explanation("body", shown, (body,) if shown else ())


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
