"""What a post has in common with others: sentences that they say too cannot be taken from them, so they stay and are told."""

import re
from html import unescape

from kazcrawl.archive import Archive, StoredRevision
from kazcrawl.evidence.marks import make_marks

# A text is compared by so many of its sentences at most, each asked of the search index.
MAX_SENTENCES = 400
FOUND_AT_ONCE = 50
_TAG = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|blockquote|table|tr|td|th|br|figure|figcaption|pre)\b[^<>]*>", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…。])\s+")
_WORD = re.compile(r"[^\W_]+")


def plain_text(html: str) -> list[str]:
    """Return the paragraphs of sanitised HTML as text."""
    return [unescape(_TAG.sub("", piece)).strip() for piece in _BLOCK.split(html)]


def find_shared(archive: Archive, public_id: str, salt: str) -> tuple[frozenset[bytes], tuple[str, ...]]:
    """Return the marks of what other posts say of a post's text, and the public ids of those posts."""
    others: set[str] = set()
    current = archive.history(public_id)[-1]
    sentences = [current.title or "", *(s for paragraph in current.body.split("\n\n") for s in _SENTENCE.split(paragraph))]
    for sentence in list(dict.fromkeys(sentences))[:MAX_SENTENCES]:
        words = _WORD.findall(sentence)
        if len(words) >= 3:
            hits = archive.search(f'"{" ".join(words[:12])}"', limit=FOUND_AT_ONCE).hits
            others.update(hit.public_id for hit in hits if hit.public_id != public_id)
    marks: set[bytes] = set()
    for other in sorted(others):
        for revision in archive.history(other):
            marks |= make_marks(_texts(revision), salt)
    return frozenset(marks), tuple(sorted(others))


def _texts(revision: StoredRevision) -> list[str]:
    return [revision.title or "", *revision.body.split("\n\n"), *plain_text(revision.body_html)]
