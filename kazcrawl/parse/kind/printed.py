"""What a system printed in place of a post's text: that there is none, the errors of a program, a question for consent, nothing at all."""

import re
from collections.abc import Collection

from bs4.element import Tag

from kazcrawl.dates import find_dates
from kazcrawl.parse.kind.notices import asks_consent, locks_out, says_loading, says_missing, without_program_errors
from kazcrawl.parse.kind.overview import find_overview
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.outline import Outline
from kazcrawl.parse.page.spot import Spot
from kazcrawl.parse.page.tree import attribute, below, holds_any, mass_of
from kazcrawl.text import fold

# A longer text speaks of such things, or goes on behind them; with less than so much beside its errors a program printed nothing.
_SHORT, _SENTENCE, _MOST = 900, 60, 5_000
# Beside a form for a password a notice has fewer characters.
_NOTE = 250
_FATAL = re.compile(r"fatal error ?:|parse error ?:|you have an error in your sql syntax")
_LINES = re.compile(r"[\W\d]+")
_PICTURES = frozenset(("img", "iframe", "video", "audio", "svg", "canvas", "object", "embed"))
_DESCRIBED = ("description", "og:description", "article:published_time", "article:author", "og:image")
# So much of a page's text is the question for consent, where it is all that is shown.
_MOSTLY = 0.8


def printed_kind(page: Page, told: Collection[str]) -> str | None:
    """Return "not-found", "unavailable" or "challenge" for a page whose text no author wrote, else None; `told` are the lines that name
    the page, folded."""
    content = page.container.content
    if content is None or page.body is None or mass_of(content).chars > _MOST:
        return None
    text = _without(told, fold(content.get_text(" ")))
    if says_missing(text) and len(_own(page, text)) < _SHORT and not _is_dated(page):
        return "not-found"
    if _FATAL.search(text) and len(_LINES.sub(" ", without_program_errors(text))) < _SENTENCE:
        return "unavailable"
    return "challenge" if _is_consent(page, content) else None


def is_unrendered(page: Page) -> bool:
    """Whether scripts shall show all of a page with a name: there is neither a text but "loading" nor a picture, and the head tells of no
    post."""
    body, outline = page.body, page.outline
    if body is None or outline is None or mass_of(body).chars >= _SENTENCE or not page.head_title or not page.tags.get("script"):
        return False
    if page.articles or any(page.meta(*_DESCRIBED)) or any(spot.name in _PICTURES for spot in outline.spots):
        return False
    return says_loading(fold(_seen(outline)))


def asks_to_log_in(page: Page) -> bool:
    """Whether all that stands in place of the text is a form for a password and a line that tells who may read it."""
    content = page.container.content
    fields = (tag for tag in page.tags.get("input", ()) if attribute(tag, "type") == "password")
    if (
        content is None
        or page.body is None
        or mass_of(content).chars > _SHORT
        or not any(above is content for field in fields for above in field.parents)
    ):
        return False
    forms = sum(mass_of(form).chars for form in below(content, ("form",)))
    return mass_of(content).chars - forms < _NOTE and locks_out(fold(content.get_text(" ")))


def _without(told: Collection[str], text: str) -> str:
    """The text without headings before it."""
    for line in sorted(told, key=len, reverse=True):
        text = text.removeprefix(line).lstrip()
    return text


def _own(page: Page, text: str) -> str:
    """The text up to the entries of other posts."""
    overview = find_overview(page.outline, page.url) if page.outline is not None else None
    if overview is None or page.outline is None:
        return text
    first = fold(page.outline.text_of(overview.entries[0])[:_SENTENCE])
    return text.partition(first)[0]


def _is_dated(page: Page) -> bool:
    """Whether a day stands on the page that is not of other posts: that of a post that speaks of such things."""
    overview = find_overview(page.outline, page.url) if page.outline is not None else None
    if overview is not None:
        return overview.is_dated
    return page.region is not None and bool(find_dates(page.region.get_text(" ")[:_MOST], short_years=True))


def _is_consent(page: Page, content: Tag) -> bool:
    headings = [tag for name in ("h1", "h2", "h3") for tag in page.tags.get(name, ()) if tag.get_text(strip=True)]
    if len(headings) != 1 or not asks_consent(fold(headings[0].get_text(" ")[:200])) or page.body is None:
        return False
    is_all = mass_of(content).chars + mass_of(headings[0]).chars >= _MOSTLY * mass_of(page.body).chars
    return is_all and holds_any(content, ("button", "input")) and "cookie" in content.get_text(" ").lower()


def _seen(outline: Outline) -> str:
    """All that a reader without scripts sees, wherever it stands."""
    found, events, place = [], outline.events, outline.body.first if outline.body is not None else 0
    while place < len(events):
        event = events[place]
        place += 1
        if isinstance(event, Spot) and event.is_silent:
            place = event.last + 1
        elif isinstance(event, str):
            found.append(event)
    return " ".join(found)
