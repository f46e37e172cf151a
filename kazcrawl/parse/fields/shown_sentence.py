"""Days that a sentence tells: the one in which old themes of WordPress tell of a post, often in a column ("This entry was posted on D"),
and the dateline of a press release."""

import re
from collections.abc import Iterator
from itertools import islice

from kazcrawl.dates import find_dates
from kazcrawl.parse.fields.candidate import Candidate
from kazcrawl.parse.fields.shown import Told, human, timezone_of
from kazcrawl.parse.page.opened import Page
from kazcrawl.parse.page.tree import holds_any, line_text
from kazcrawl.text import one_line

_SENTENCE = re.compile(
    r"\b(?:entry|post|article)\s+was\s+(?:posted|written|published)\b|\bwurde\s+am\b.{1,80}\b(?:gepostet|geschrieben|veröffentlicht|verfasst)"
    r"|\b(?:запись|статья|пост)\s.{0,30}(?:опубликован|размещ)|\bжазба\b.{1,60}\bжариялан|\ba\s+été\s+(?:publié|posté)",
    re.IGNORECASE,
)
_MOST_SENTENCES = 5_000
# A dateline stands within so much text, in one of the first paragraphs: places, the day, a dash or who distributes the release.
_DATELINE, _FIRST = 160, 4
_PLACE = re.compile(r"(?:[^\W\d_a-zа-яё][\w.'’-]{0,20},?\s){0,5}[^\W\d_a-zа-яё][\w.'’-]{0,20}(?:,\s|\s\()")
_DASH = re.compile(r"\)?\s?(?:[–—]|--?\s|/\w|\(\w{2,20}\)\s?[–—-])")


def from_sentence(page: Page) -> Iterator[Told]:
    """A sentence around the post, even in a column, that tells when the entry was posted. In the text itself it speaks of another one."""
    content = page.container.content
    if not _SENTENCE.search(one_line(" ".join(page.texts))):
        return  # most pages have none, and all of the page would be grown for it
    for tag in islice((tag for name in ("p", "small", "span", "div") for tag in page.everything.get(name, ())), _MOST_SENTENCES):
        if _SENTENCE.search(text := line_text(tag)) and not any(parent is content for parent in tag.parents):
            yield from human(page, tag, "text", text)


def from_dateline(page: Page) -> Iterator[Told]:
    """The day in a press release's dateline: "AKTAU, Kazakhstan, May 10, 2023 – The port …"."""
    lines = (
        tag for tag in page.inside if tag is not page.container.content and tag.name in ("p", "div") and not holds_any(tag, ("p", "div"))
    )
    for tag in islice(lines, _FIRST):
        text = one_line(tag.get_text(" ")[:_DATELINE])
        for found in find_dates(text, tz=timezone_of(page))[:1]:
            if _PLACE.fullmatch(text[: found.span[0]]) and _DASH.match(text, found.span[1]):
                yield Candidate(found.parsed, "text", text)
