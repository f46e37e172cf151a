"""A text recognised without being kept: salted hashes of its words. By them it is found in pages, feeds and JSON. Pure.

Marked are its sentences, paragraphs and titles as a whole (WHOLE words at least), and every run of RUN words, by which what is cut off in
the middle is found: but only where LONG words in a row are its own, since shorter runs are anyone's. Words are compared as they are read:
entities, escapes of JSON and addresses, and tags between them are undone."""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from urllib.parse import unquote

RUN, LONG, WHOLE, MOST = 6, 12, 4, 150
_BYTES = 9  # what kind of mark, and eight bytes of a hash
# Kinds of marks: a run; the first HEAD words of a whole; above it, a whole of so many words.
_OF_RUN, _OF_HEAD, _OF_WHOLE, HEAD = 0, 1, 100, 3
_SENTENCE = re.compile(r"(?<=[.!?…。])\s+")
_WORD = re.compile(r"[^\W_]+")
_JSON = re.compile(r'\\(?:u([0-9a-fA-F]{4})|["/\\bfnrt])')
_TAG = re.compile(r"<[^<>]*>|&lt;[^<>]{0,2000}?&gt;|\\u003[cC].{0,2000}?\\u003[eE]", re.DOTALL)
# One thing that is read as something else: an entity, an escape of JSON, escaped bytes of an address.
_CODED = re.compile(r'&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,32});|\\u[0-9a-fA-F]{4}|\\["/\\bfnrt]|(?:%[0-9a-fA-F]{2})+')


@dataclass(frozen=True)
class Words:
    """The words of a text: `wholes` are its sentences, paragraphs and titles, `runs` all runs of RUN words."""

    wholes: frozenset[tuple[str, ...]]
    runs: frozenset[tuple[str, ...]]


def read_words(paragraphs: Iterable[str]) -> Words:
    """Return the words of a text by its paragraphs."""
    wholes: set[tuple[str, ...]] = set()
    runs: set[tuple[str, ...]] = set()
    for paragraph in paragraphs:
        words = words_of(paragraph)
        runs.update(zip(*(words[at:] for at in range(RUN)), strict=False))
        wholes.update(whole for piece in (paragraph, *_SENTENCE.split(paragraph)) if WHOLE <= len(whole := tuple(words_of(piece))) <= MOST)
    return Words(frozenset(wholes), frozenset(runs))


def words_of(text: str) -> list[str]:
    """Return the words of a plain text as they are compared."""
    return [word.casefold() for word in _WORD.findall(text)]


def make_marks(words: Words, salt: str) -> frozenset[bytes]:
    """Return the marks of a text."""
    found = {_mark(_OF_RUN, run, salt) for run in words.runs}
    for whole in words.wholes:
        found |= {_mark(_OF_HEAD, whole[:HEAD], salt), _mark(_OF_WHOLE + len(whole), whole, salt)}
    return frozenset(found)


def pack_marks(marks: Collection[bytes]) -> bytes:
    """Return marks as one value to store."""
    return b"".join(sorted(marks))


@dataclass(frozen=True)
class Marked:
    """A text that is to be recognised."""

    salt: str
    marks: frozenset[bytes]

    @classmethod
    def unpack(cls, salt: str, packed: bytes) -> "Marked":
        """The inverse of `pack_marks`."""
        return cls(salt, frozenset(packed[at : at + _BYTES] for at in range(0, len(packed), _BYTES)))

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """How many words its wholes have, the longest first."""
        return tuple(sorted({mark[0] - _OF_WHOLE for mark in self.marks if mark[0] > _OF_WHOLE}, reverse=True))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield (first, behind the last) of each stretch of the text among these words, which are casefolded."""
        begin = end = -1
        for at in range(len(words) - HEAD + 1):
            if _mark(_OF_HEAD, words[at : at + HEAD], self.salt) in self.marks:
                yield from self._wholes(words, at)
            if _mark(_OF_RUN, words[at : at + RUN], self.salt) in self.marks and at + RUN <= len(words):
                if at > end - RUN + 1:
                    yield from _long(begin, end)
                    begin = at
                end = at + RUN
        yield from _long(begin, end)

    def _wholes(self, words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
        for length in self.lengths:
            if at + length <= len(words) and _mark(_OF_WHOLE + length, words[at : at + length], self.salt) in self.marks:
                yield at, at + length
                return

    def is_in(self, text: str) -> bool:
        """Whether any of it stands in a text of whatever markup."""
        return any(next(self.find(words), None) for words in _streams(text))


def blank(text: str, texts: Iterable[Marked]) -> str:
    """Return the text with every word of every stretch taken out; tags and all else stay, so that it is still the page that it was."""
    spans: set[tuple[int, int]] = set()
    for stream in _mapped(text):
        words = [word for word, _, _ in stream]
        for marked in texts:
            for first, end in marked.find(words):
                spans.update((begin, behind) for _, begin, behind in stream[first:end])
    for begin, behind in sorted(spans, reverse=True):
        text = text[:begin] + text[behind:]
    return text


def _mark(kind: int, words: Sequence[str], salt: str) -> bytes:
    digest = hashlib.blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=8, key=salt.encode())
    return bytes([kind]) + digest.digest()


def _long(begin: int, end: int) -> Iterator[tuple[int, int]]:
    if end - begin >= LONG:
        yield begin, end


def _streams(text: str) -> Iterator[list[str]]:
    """The words of a text, without what its tags hold, and of its tags; quickly."""
    for part in (_TAG.sub(" ", text), " ".join(_TAG.findall(text))):
        yield [word.casefold() for word in _WORD.findall(_read(part))]


def _mapped(text: str) -> Iterator[list[tuple[str, int, int]]]:
    """The same words with where they stand."""
    tags = [match.span() for match in _TAG.finditer(text)]
    inside, outside, at = [], [], 0
    for begin, end in tags:
        outside.append((at, begin))
        inside.append((begin, end))
        at = end
    outside.append((at, len(text)))
    for spans in (outside, inside):
        yield [word for begin, end in spans for word in _words(text, begin, end)]


def _words(text: str, begin: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Words of text[begin:end], put together from plain and coded characters."""
    word, start, behind = "", begin, begin
    at = begin
    while at < end:
        coded = _CODED.match(text, at, end)
        told = _read(coded.group()) if coded else text[at]
        step = coded.end() if coded else at + 1
        for char in told:
            if _WORD.match(char):
                start = at if not word else start
                word, behind = word + char, step
            elif word:
                yield word.casefold(), start, behind
                word = ""
        at = step
    if word:
        yield word.casefold(), start, behind


def _read(text: str) -> str:
    """Undo the codings, as often as feeds and JSON in attributes put one around another."""
    for _ in range(2):
        if "\\" in text:
            text = _JSON.sub(lambda m: chr(int(m[1], 16)) if m[1] else " ", text)
        if "%" in text:
            text = unquote(text)
        if "&" in text:
            text = unescape(text)
    return text
