"""The sentence in which old themes of WordPress tell of a post, often in a column beside it: "This entry was posted on D …"."""

import re
from collections.abc import Iterator
from itertools import islice

from kazcrawl.parse.page import Page
from kazcrawl.parse.shown import Told, human, line_text

_SENTENCE = re.compile(
    r"\b(?:entry|post|article)\s+was\s+(?:posted|written|published)\b|\bwurde\s+am\b.{1,80}\b(?:gepostet|geschrieben|veröffentlicht|verfasst)"
    r"|\b(?:запись|статья|пост)\s.{0,30}(?:опубликован|размещ)|\bжазба\b.{1,60}\bжариялан|\ba\s+été\s+(?:publié|posté)",
    re.IGNORECASE,
)
_MOST_SENTENCES = 5_000


def from_sentence(page: Page) -> Iterator[Told]:
    """A sentence around the post, even in a column, that tells when the entry was posted. In the text itself it speaks of another one."""
    content = page.container.content
    for tag in islice((tag for name in ("p", "small", "span", "div") for tag in page.everything.get(name, ())), _MOST_SENTENCES):
        if _SENTENCE.search(text := line_text(tag)) and not any(parent is content for parent in tag.parents):
            yield from human(page, tag, "text", text)
