"""What a post has in common with others: what they say too cannot be taken from them, so it stays and is told. Pure."""

import re
from collections.abc import Iterable, Sequence
from html import unescape

from kazcrawl.evidence.marks import RUN, Words, words_of

_TAG = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|blockquote|table|tr|td|th|br|figure|figcaption|pre)\b[^<>]*>", re.IGNORECASE)
# A post that shares a sentence of so many words with another is worth telling; shorter ones are anyone's.
TOLD = 6


def plain_text(html: str) -> list[str]:
    """Return the paragraphs of sanitised HTML as text."""
    return [unescape(_TAG.sub("", piece)).strip() for piece in _BLOCK.split(html)]


def without_shared(own: Words, others: Iterable[tuple[str, Sequence[str]]]) -> tuple[Words, tuple[str, ...]]:
    """Return what of a text is its own, and the ids of the others that say whole sentences of it. `others` are (id, paragraphs)."""
    runs, wholes, ids = set(own.runs), set(own.wholes), set()
    spoken = {whole: f" {' '.join(whole)} " for whole in own.wholes}
    heads = {whole[:3] for whole in own.wholes}
    for name, paragraphs in others:
        for paragraph in paragraphs:
            words = words_of(paragraph)
            runs.difference_update(own.runs.intersection(zip(*(words[at:] for at in range(RUN)), strict=False)))
            if heads.isdisjoint(zip(words, words[1:], words[2:], strict=False)):
                continue
            told = f" {' '.join(words)} "
            shared = {whole for whole, text in spoken.items() if text in told}
            wholes -= shared
            if any(len(whole) >= TOLD for whole in shared):
                ids.add(name)
    return Words(frozenset(wholes), frozenset(runs)), tuple(sorted(ids))
