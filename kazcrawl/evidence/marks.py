"""A text recognised without being kept: salted hashes of its runs of words. By them it is found in pages, feeds and JSON. Pure.

A run is RUN words in a row of one paragraph, whatever stands between them; a paragraph or sentence of fewer words, three at least, is a
run of its own. Words are compared as they are read: entities, escapes of JSON and addresses, and tags between them are undone."""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from urllib.parse import unquote

RUN, SHORTEST = 6, 3
_BYTES = 9  # the length of the run, and eight bytes of its hash
_SENTENCE = re.compile(r"(?<=[.!?…。])\s+")
_WORD = re.compile(r"[^\W_]+")
_JSON = re.compile(r'\\(?:u([0-9a-fA-F]{4})|["/\\bfnrt])')
_TAG = re.compile(r"<[^<>]*>|&lt;[^<>]{0,2000}?&gt;|\\u003[cC].{0,2000}?\\u003[eE]", re.DOTALL)
# One thing that is read as something else: an entity, an escape of JSON, escaped bytes of an address.
_CODED = re.compile(r'&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,32});|\\u[0-9a-fA-F]{4}|\\["/\\bfnrt]|(?:%[0-9a-fA-F]{2})+')


def make_marks(paragraphs: Iterable[str], salt: str) -> frozenset[bytes]:
    """Return the marks of a text."""
    found: set[bytes] = set()
    for paragraph in paragraphs:
        for piece in (paragraph, *_SENTENCE.split(paragraph)):
            words = [word.casefold() for word in _WORD.findall(piece)]
            if len(words) >= RUN:
                found.update(_mark(words[at : at + RUN], salt) for at in range(len(words) - RUN + 1))
            elif len(words) >= SHORTEST:
                found.add(_mark(words, salt))
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
        """The lengths of its runs, longest first."""
        return tuple(sorted({mark[0] for mark in self.marks}, reverse=True))

    def find(self, words: list[str]) -> Iterator[tuple[int, int]]:
        """Yield (first, behind the last) of each run of the text among these words, which are casefolded."""
        for at in range(len(words)):
            for length in self.lengths:
                if at + length <= len(words) and _mark(words[at : at + length], self.salt) in self.marks:
                    yield at, at + length
                    break

    def is_in(self, text: str) -> bool:
        """Whether any of it stands in a text of whatever markup."""
        return any(next(self.find(words), None) for words in _streams(text))


def blank(text: str, texts: Iterable[Marked]) -> str:
    """Return the text with every word of every run taken out; tags and all else stay, so that it is still the page that it was."""
    spans: set[tuple[int, int]] = set()
    for stream in _mapped(text):
        words = [word for word, _, _ in stream]
        for marked in texts:
            for first, end in marked.find(words):
                spans.update((begin, behind) for _, begin, behind in stream[first:end])
    for begin, behind in sorted(spans, reverse=True):
        text = text[:begin] + text[behind:]
    return text


def _mark(words: list[str], salt: str) -> bytes:
    digest = hashlib.blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=8, key=salt.encode())
    return bytes([len(words)]) + digest.digest()


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
