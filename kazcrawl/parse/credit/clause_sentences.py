"""The sentences in which a post may tell who reported it, near its ends, and what each must have to be worth a search."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kazcrawl.outlets import MEDIA_WORDS
from kazcrawl.parse.credit.phrases import LITTLE, folded_of, openings, phrases
from kazcrawl.parse.credit.scene import Line, Scene
from kazcrawl.parse.credit.words import JOURNALISTS, MARKING, TELLING, TURNS, any_of

# How many of the first lines a clause may stand in; how many sentences of a line are read, and how many verbs of a sentence.
_CLAUSES, _SENTENCES, _VERBS = 5, 4, 12
_SENTENCE = re.compile(r"[.!?…](?<=[^\s.!?…А-ЯЁA-Z].)[.!?…]*[»”\"]?\s+")
CHAINED = re.compile(rf"(?<!\w)(?:{any_of('chain')})(?!\w)", re.IGNORECASE)
# What may follow the name and the verb: the end, or when, where and citing whom it was reported.
CLOSED = re.compile(
    r"\s*(?:[.:!…»”\"]|$|,?\s?(?:citing|quoting|with reference|referring|"
    r"(?:on |late |earlier |last |late on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|this week|last week|earlier|"
    r"(?:on|in) (?:\d{1,2} )?(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)|"
    r"in (?:a|an|its|the) (?:\w{3,12} ){0,2}(?:report|article|story|interview|issue|edition|analysis|commentary|editorial|survey)|"
    r"from [\w-]{3,20}\.?$|its readers|on its (?:website|site|pages|front page)|"
    r"со ссылкой|ссылаясь|деп|,\sчто\s|–|—|-\s))",
    re.IGNORECASE,
)
LONG_AGO = re.compile(
    r"(?<!\w)(?:last (?:week|month|year)|earlier|previously|at the time|ранее|на прошлой неделе|бұған дейін)(?!\w)", re.IGNORECASE
)
# In the first paragraph these are news yet; further on, what was reported then is not what the post was taken from.
_REMEMBERED = re.compile(
    r"^(?:(?:it was|as|как|напомним,|recall that|еске салайық,)\s)?(?:earlier|previously|ранее|бұған дейін)(?!\w)", re.IGNORECASE
)
# A plain statement in which our own house or one of its people stands: what a medium does there, it does with us.
_OF_OURS = re.compile(
    r"(?<!\w)(?:our|наш(?:[аеиу]|ей|ем|его|ему|ими?|их)?|біздің)\s(?:[^\W\d_]{2,20}\s){0,2}?"
    rf"(?:{any_of('house')})",
    re.IGNORECASE,
)
_TOLD_APART = re.compile(r"[,:;–—]|(?<!\w)(?:that|according|citing|referring|ссыл\w+|данным|сообщени\w+|деп|сілтеме)(?!\w)", re.IGNORECASE)
ABOUT = re.compile(rf"(?<!\w)(?:{any_of('about_this')})(?!\w)", re.IGNORECASE)
SUCH_NEWS = re.compile(rf"(?:{any_of('such')})(?!\w)", re.IGNORECASE)

# What a sentence must have, at least one word of each, before any search in it is worth its time.
REPORTING, REPORTED = openings("verbs_before", "said_by"), openings("verbs_after")
ACCORDED, RESTED, REFERRED = openings("according_after"), openings("reported_after"), openings("chain")
RESTING = openings("according") | ACCORDED | RESTED
WORKING = JOURNALISTS | REFERRED
ABROAD = openings("abroad_verbs", "abroad_tells", "abroad_resting")
_ANY = REPORTING | REPORTED | RESTING | WORKING | TELLING | TURNS | ABROAD
# Beside one of these a medium's form is enough.
_ANY_BESIDE = _ANY | LITTLE
_ADDRESSES = frozenset(["kz", "kg", "uz", "ru", "com"])
_QUOTES = re.compile(r"[«“„\"]")
_MARKING_HEADS = frozenset(stem[:2] for stem in MARKING)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a line, its place there, and those of its words that may tell who reported it. `leading` tells that it stands in
    the first running paragraph, `opening` that it is the first there, `marked` that it may have a medium told by its form."""

    text: str
    line: int
    start: int
    words: frozenset[str]
    leading: bool
    opening: bool
    marked: bool

    @property
    def first(self) -> bool:
        """Whether it begins the first running paragraph, or the one behind a short sentence, which may be a caption."""
        return self.opening or (self.leading and self.start == 0)

    def said(self, pattern: re.Pattern[str], telling: frozenset[str]) -> Iterator[re.Match[str]]:
        """Where the sentence has a phrase that one of the words `telling` tells; no more of them than any sentence needs."""
        return islice(phrases(pattern, self.words & telling, self.text), _VERBS)


def iter_sentences(scene: Scene) -> Iterator[Sentence]:
    """Yield the sentences that may tell it, of the first lines; of the last line only what opens with "this"."""
    running = next((index for index, line in enumerate(scene.lines) if line.runs or _is_sentence(line)), len(scene.lines))
    behind = running + 1
    captioned = behind < len(scene.lines) and not scene.lines[running].runs and scene.lines[behind].runs
    for index in scene.ends(head=_CLAUSES, tail=1):
        line = scene.lines[index]
        spoken = _ANY_BESIDE & line.words
        marked = _may_be_marked(line)
        if (line.kind == "heading" and not line.runs) or not (spoken or marked):
            continue
        for number, (start, text) in enumerate(_split(line.text)):
            folded = folded_of(text)
            words = [word for word in spoken if word in folded]
            leading = index <= running + captioned
            if not (words or marked) or _is_of_ours(text):
                continue
            if (index < _CLAUSES or ABOUT.match(text) or SUCH_NEWS.match(text)) and (leading or not _REMEMBERED.match(text)):
                formed = marked or "«" in text or not (text.isascii() or MEDIA_WORDS.isdisjoint(line.words))
                if formed or not _ANY.isdisjoint(words):
                    yield Sentence(text, index, start, frozenset(words), leading, index <= running and number == 0, formed)


def _is_of_ours(text: str) -> bool:
    """Whether a sentence tells what a medium and our own house had to do with each other: X wrote about our chamber. Not what X reports."""
    return _OF_OURS.search(text) is not None and _TOLD_APART.search(text) is None


def _may_be_marked(line: Line) -> bool:
    """Whether a line may have a medium that its form marks: an address, or quotation marks and the word for a kind."""
    if not _ADDRESSES.isdisjoint(line.words):
        return True
    return _QUOTES.search(line.text) is not None and any(word.startswith(MARKING) for word in line.words if word[:2] in _MARKING_HEADS)


def _is_sentence(line: Line) -> bool:
    """Whether a short line is a sentence none the less: it closes as one, and its words have no capitals but the first."""
    words = line.text.split()
    return len(words) > 2 and line.text[-1] in ".!?…" and all(word.islower() for word in words[1:])


def _split(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for count, match in enumerate(_SENTENCE.finditer(text)):
        if count >= _SENTENCES:
            return
        yield start, text[start : match.end()].rstrip()
        start = match.end()
    yield start, text[start:]
