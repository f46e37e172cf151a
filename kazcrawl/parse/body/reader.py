"""Reads a post's body out of its element: blocks of text, sanitised HTML, media, links. The tree is left as it is."""

import re
from collections import Counter

from bs4.element import Tag

from kazcrawl.dates import parse_human, parse_partial
from kazcrawl.items import Link
from kazcrawl.parse.body.blocks import Block, Body
from kazcrawl.parse.body.draft import Draft, Reading
from kazcrawl.parse.body.furniture import (
    LONGEST_LINE,
    is_appeal,
    is_furniture_line,
    is_pointer,
    is_terms_label,
    is_terms_line,
    opens_foreign_section,
)
from kazcrawl.parse.body.sanitise import sanitise
from kazcrawl.parse.body.walk import read_content
from kazcrawl.text import clean_text, fold
from kazcrawl.urls import origin

__all__ = ["Block", "Body", "read_body"]

# A title that a theme repeats within the content stands among the first blocks.
_HEAD = 3
# Folded, no line is so many times shorter.
_TIMES = 4
_SENTENCE = 40
# The line of a day has no more characters.
_DAY = 40
# A label says no more, and in it stands none of these signs but a colon at its end.
_SAYING = re.compile(r"[.!?…,;\"“”«»\d]|:.")
_LABEL = 30
_TOO_OFTEN = 3
# Each quote is looked for in all the text, so no more are.
_MOST_QUOTES = 50
_QUOTES = "\"'“”„«»‘’‹›… ."
# Of what a note speaks that stands in place of an embedded thing, or beside an advertisement.
_NOTE = re.compile(
    r"cookie|consent|privacy|privatsphäre|datenschutz|extern|embed|eingebettet|third[- ]part|javascript|affiliate|commission|provision|"
    r"sponsor|advert|anzeige|конфиденциальн|сторонн|реклам|партн[её]рск|құпиялы|жарнама|confidentialité|publicité"
)
# The addresses of terms, which copies of a page may spell otherwise than the page's own.
_TERM_ADDRESS = re.compile(r"/(?:tag|category|topic)/|[?&](?:tag|cat)=")
_NO_LINES = frozenset(("cell", "caption", "pre"))


def read_body(content: Tag, *, base_url: str, title: str | None = None) -> Body:
    """Return the body that stands in `content`, without what themes and plugins print around and within it.

    `base_url` makes addresses absolute; a repetition of `title` at the start is left out. Any tree gives a body, maybe an empty one."""
    reading = read_content(content, base_url)
    kept = _without_furniture(_without_echoes(_without_refrains(_without_title(reading.drafts, title))), _host(base_url))
    html = _html_of(reading, kept)
    links: dict[str, Link] = {}
    for draft in kept:
        for link in draft.links:
            links.setdefault(link.url, link)
    blocks = tuple(Block(draft.text, draft.kind, tuple(draft.links)) for draft in kept)
    return Body(blocks, html, tuple(reading.media), tuple(links.values()))


def _without_title(drafts: list[Draft], title: str | None) -> list[Draft]:
    wanted = fold(title or "")
    for place, draft in enumerate(drafts[:_HEAD]):
        if not wanted or draft.kind not in ("heading", "paragraph"):
            continue
        first, _, rest = draft.text.partition("\n")  # on pages made by hand a line of the first paragraph, maybe below the day
        if rest and len(first) <= _DAY and parse_human(first) is not None:
            first, _, rest = rest.partition("\n")
        if (len(first) <= _TIMES * len(wanted) and fold(first) == wanted) or _is_dated_title(draft, wanted):
            draft.text = rest
            before = [above for above in drafts[:place] if above.kind != "heading"]  # what heads the title is no part of the text
            return before + drafts[place if rest else place + 1 :]
    return drafts


def _is_dated_title(draft: Draft, wanted: str) -> bool:
    """Whether the block is the title's heading with the day before it: "10 May Port opens"."""
    folded = fold(draft.text) if draft.kind == "heading" else ""
    return folded.endswith(f" {wanted}") and parse_partial(folded[: -len(wanted)]) is not None


def _without_refrains(drafts: list[Draft]) -> list[Draft]:
    """Drop the notes in place of embedded things and beside advertisements, which stand there again and again, and so the long headings
    of such boxes. What else is repeated is the author's: a line of a recipe, a refrain."""
    said = [(draft.kind, draft.text) for draft in drafts if draft.kind in ("paragraph", "heading") and len(draft.text) >= _SENTENCE]
    if len(said) - len(set(said)) < _TOO_OFTEN - 1:
        return drafts
    often = [told for told, number in Counter(said).items() if number >= _TOO_OFTEN]
    notes = {told for told in often if told[0] == "heading" or _NOTE.search(fold(told[1]))}
    return [draft for draft in drafts if (draft.kind, draft.text) not in notes] if notes else drafts


def _without_echoes(drafts: list[Draft]) -> list[Draft]:
    """Drop quotes that are but a sentence of the text itself, set large between its paragraphs, and captions printed a second time."""
    quotes = [draft for draft in drafts if draft.kind == "quote" and len(draft.text) >= _SENTENCE]
    captions = {draft.text for draft in drafts if draft.kind == "caption" and len(draft.text) >= _SENTENCE}
    echoes = {id(draft) for draft in drafts if draft.kind == "paragraph" and draft.text in captions}
    if quotes:
        paragraphs = "\n".join(fold(draft.text) for draft in drafts if draft.kind == "paragraph")
        echoes.update(id(draft) for draft in quotes[:_MOST_QUOTES] if fold(draft.text).strip(_QUOTES) in paragraphs)
    return [draft for draft in drafts if id(draft) not in echoes] if echoes else drafts


def _without_furniture(drafts: list[Draft], site: str) -> list[Draft]:
    """Drop the lines of plugins and the pointers to other posts; list items only at the end, where share buttons stand, and there the
    heading of a list that was left out or that a script would fetch."""
    kept = [draft for draft in drafts if draft.kind in _NO_LINES or draft.kind == "item" or not _is_foreign(draft, site)]
    while kept and _is_left_over(kept[-1], site):
        kept.pop()
    if kept and kept[-1].kind == "paragraph":
        kept[-1].text = _without_last_lines(kept[-1].text)
    return kept if not kept or kept[-1].text else kept[:-1]


def _without_last_lines(text: str) -> str:
    """A block without its last lines that are a theme's: where breaks part what elsewhere stands in elements of its own."""
    lines = text.split("\n")
    while lines and len(lines[-1]) <= LONGEST_LINE and is_furniture_line(fold(lines[-1])):
        lines.pop()
    return "\n".join(lines)


def _is_left_over(draft: Draft, site: str) -> bool:
    """Whether the last block is a share button, a label of terms that the post has none of ("Tags:"), or a heading or a label that
    announces what is not the author's and has nothing below it."""
    is_short = draft.kind == "paragraph" and len(draft.text) <= _LABEL and not _SAYING.search(draft.text)
    # "Read more at The Mail" names whom it leads to
    announces = draft.kind == "heading" or (is_short and _leads_home(draft, site))
    may_be_label = draft.kind == "heading" or len(draft.text) <= _LABEL
    return (
        (announces and opens_foreign_section(draft.text))
        or (may_be_label and draft.text.endswith(":") and is_terms_label(fold(draft.text)))
        or (draft.kind == "item" and _is_foreign(draft, site))
    )


def _is_foreign(draft: Draft, site: str) -> bool:
    """Whether the block is furniture. "Full story: The Mail" is a credit, not a pointer: it leads to another site."""
    if len(draft.text) > LONGEST_LINE:
        return False
    folded = fold(draft.text)
    if is_furniture_line(folded):
        return True
    if draft.kind == "quote":
        return False
    if not draft.linked:
        return is_terms_line(folded, 0)
    if is_terms_line(folded, draft.linked):
        return all(_host(link.url) == site or _TERM_ADDRESS.search(link.url) for link in draft.links)
    at_home = _leads_home(draft, site)
    return (at_home and is_pointer(folded, draft.linked)) or is_appeal(folded, draft.linked, at_home=at_home)


def _leads_home(draft: Draft, site: str) -> bool:
    return all(_host(link.url) == site for link in draft.links)


def _html_of(reading: Reading, kept: list[Draft]) -> str:
    alive = {id(draft) for draft in kept}
    pieces = reading.pieces
    for draft in reading.drafts:
        if id(draft) not in alive:
            pieces[draft.start : draft.end] = [""] * (draft.end - draft.start)
    return sanitise(clean_text("".join(pieces))).strip()


def _host(url: str) -> str:
    """The host of an address, whatever its scheme, with or without www."""
    return origin(url).rpartition("/")[2].removeprefix("www.")
