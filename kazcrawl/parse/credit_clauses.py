"""The clause in running text that tells who reported it: …, X reports · передаёт X · деп хабарлайды X."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kazcrawl.outlets import Registry
from kazcrawl.parse.credit_names import is_institution
from kazcrawl.parse.credit_scene import Clue, Line, Scene
from kazcrawl.parse.credit_walk import Spotted, name_after, name_before, quoted_after
from kazcrawl.parse.credit_words import (
    ABOUT_THIS,
    ACCORDING,
    ACCORDING_AFTER,
    CHAIN,
    JOURNALISTS,
    TELLING,
    VERBS_AFTER,
    VERBS_BEFORE,
    openings,
    phrases,
)

# How many of the first lines a clause may stand in; how many sentences of a line are read, and how many verbs of a sentence.
_CLAUSES, _SENTENCES, _VERBS = 5, 4, 12
_SENTENCE = re.compile(r"(?<=[^\s.!?…А-ЯЁA-Z])[.!?…]+[»”\"]?\s+")
_BEFORE = re.compile(rf"(?<![\w/.-])(?:{VERBS_BEFORE})(?![\w/-])", re.IGNORECASE)
_AFTER = re.compile(rf"(?<![\w/.-])(?:{VERBS_AFTER})(?![\w/-])", re.IGNORECASE)
_ACCORDING = re.compile(rf"[\W_]*(?:{ACCORDING})\s(?=\S)", re.IGNORECASE)
_ACCORDING_AFTER = re.compile(rf"(?:{ACCORDING_AFTER})(?!\w)", re.IGNORECASE)
_CLOSING = re.compile(
    r",\s(?:according to(?: (?:a|an|the) (?:recent )?(?:report|article|story) (?:in|by|from|published (?:in|by)))?|"
    r"as reported by|согласно|как сообщает)\s"
)
_ABOUT = re.compile(rf"(?<!\w)(?:{ABOUT_THIS})(?!\w)", re.IGNORECASE)
_CHAIN = re.compile(rf"(?<!\w)(?:{CHAIN})(?!\w)", re.IGNORECASE)
_REFERRING = re.compile(r"сілтеме (?:жасаған|жасай отырып|жасап)\s(?=\S)", re.IGNORECASE)
_LED = re.compile(
    r"(?:^|[,;:)–—»”\"-]|"
    r"(?<!\w)(?:деп|dep|деб|дея|дейди|как|про це|об этом|это|also|as|دەپ|тууралуу|туралы|сәйкес|котор\w{2,3}))\s*(?:(?:the|our)\s*)?"
    r"(?:(?:[A-Z][\w-]{2,20}\s)?(?:service|bureau|edition|desk|branch)\sof\s*(?:the\s*)?)?$",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\s*(?:[.:!…»”\"]|$|,?\s?(?:citing|quoting|with reference|referring|"
    r"(?:on |late |earlier )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|this week|last week|earlier|"
    r"(?:on|in) (?:\d{1,2} )?(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)|"
    r"in (?:a|an|its|the) (?:\w{3,12} ){0,2}(?:report|article|story|interview|issue|edition)|"
    r"со ссылкой|ссылаясь|деп|,\sчто\s|–|—|-\s))",
    re.IGNORECASE,
)
_THAT = re.compile(r"\s(?:that|on|today|,|что|об?(?=\s)|про(?=\s)|about|how|why)|,\sчто")
# Verbs that are hardly said of a company.
_WRITES = re.compile(r"writes?|wrote|пиш[еу]т|переда[её]т|жазады|жазды", re.IGNORECASE)
# Verbs that are said of persons, so that only what is surely a medium is their subject.
_SAYS = re.compile(r"дейді|мәлімдеді", re.IGNORECASE)
_TOLD_IN = re.compile(r"\sво?\s")
_INTERVIEW = re.compile(
    r"\sinterview (?:with|to|for|published (?:by|in))\s|^(?:speaking|talking) to\s|"
    r"\sинтервью\s(?:для\s)?|\sв эфире\s|\sотвечая на вопросы?\s",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\s(?:told|(?:заявил|рассказал|сообщил|сказал|пояснил|ответил)[аи]?)\s")
_IN_INTERVIEW = re.compile(r"\sin an (?:exclusive )?interview(?!\w)")
_LONG_AGO = re.compile(r"(?<!\w)(?:last (?:week|month|year)|earlier|previously|ранее|на прошлой неделе)(?!\w)")
_GIVEN = re.compile(r"\sберген (?:эксклюзивті )?сұхбат")
_SEVERAL = re.compile(r"(?:,|и|және|and|&)\s[«“„\"A-ZА-Я]")
_QUOTE = '«“„"'
_SAID_IN_KAZAKH = re.compile(r"\s(?:айтты|айтып берді|түсіндірді)(?!\w)")
_SAID = re.compile(r"says|said|announced|noted|notes|quotes|informed", re.IGNORECASE)
_JOURNALIST = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(JOURNALISTS, key=lambda w: (-len(w), w)))})(?!\w)", re.IGNORECASE)


# What a sentence must have, at least one word of each, before any search in it is worth its time.
_REPORTING, _REPORTED = openings("verbs_before"), openings("verbs_after")
_RESTING, _REFERRED = openings("according", "according_after"), openings("chain")
_WORKING = JOURNALISTS | _REFERRED
_ANY = _REPORTING | _REPORTED | _RESTING | _WORKING | TELLING


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a line: its place there, those of its words that may tell who reported it, and whether it opens the text."""

    text: str
    line: int
    start: int
    words: frozenset[str]
    opening: bool

    def said(self, pattern: re.Pattern[str], first: frozenset[str]) -> Iterator[re.Match[str]]:
        """Where the sentence has a phrase that begins with one of the words `first`; no more of them than any sentence needs."""
        return islice(phrases(pattern, self.words & first, self.text), _VERBS)


def find_clause(scene: Scene) -> Clue | None:
    """…, X reports. · передаёт корреспондент X · Об этом пишет X. · деп хабарлайды X тілшісі, in the first sentences or a last one."""
    sentences = list(_sentences(scene))
    for order in (_reported, _worked, _interviewed):
        for sentence in sentences:
            spotted = order(sentence, scene.registry)
            if spotted is not None and not scene.is_own(spotted.name):
                span = (sentence.start + spotted.span[0], sentence.start + spotted.span[1])
                url = _linked(scene.lines[sentence.line], spotted)
                return Clue(outlet=spotted.name, url=url, line=sentence.line, span=span, alone=())
    return None


def _sentences(scene: Scene) -> Iterator[Sentence]:
    """The sentences that may hold such a clause, of the first lines; of the last line only what opens with "this"."""
    running = next((index for index, line in enumerate(scene.lines) if line.runs), len(scene.lines))
    for index in scene.ends(head=_CLAUSES, tail=1):
        line = scene.lines[index]
        spoken = _ANY & line.words
        if (line.kind == "heading" and not line.runs) or not spoken:
            continue
        for number, (start, text) in enumerate(_split(line.text)):
            folded = text.casefold()
            words = [word for word in spoken if word in folded]
            if words and (index < _CLAUSES or _ABOUT.match(text)):
                yield Sentence(text, index, start, frozenset(words), number == 0 and index <= running)


def _split(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for count, match in enumerate(_SENTENCE.finditer(text)):
        if count >= _SENTENCES:
            return
        yield start, text[start : match.end()].rstrip()
        start = match.end()
    yield start, text[start:]


def _reported(sentence: Sentence, registry: Registry) -> Spotted | None:
    first = not _REPORTING.isdisjoint(sentence.words)
    last = not _REPORTED.isdisjoint(sentence.words)
    return (
        (_verb_first(sentence, registry) if first else None)
        or (_told(sentence.text, registry) if first or last or not TELLING.isdisjoint(sentence.words) else None)
        or (_name_first(sentence, registry) if last else None)
        or (_according(sentence.text, registry) if sentence.opening and not _RESTING.isdisjoint(sentence.words) else None)
    )


def _verb_first(told: Sentence, registry: Registry) -> Spotted | None:
    """, сообщает X · , reports X · деп хабарлайды X: the name after the verb."""
    sentence = told.text
    for match in told.said(_BEFORE, _REPORTING):
        before = sentence[: match.start()]
        if not (_LED.search(before[-40:]) or _ABOUT.search(before[:60])):
            continue
        spotted = name_after(sentence, match.end(), registry)
        if spotted is None and _WRITES.fullmatch(match[0]):
            spotted = quoted_after(sentence, match.end())  # пишет «Полиция и общество»: no police writes
        if (
            spotted is not None
            and sentence[spotted.span[0]] in _QUOTE
            and match[0].endswith("ли")
            and _TOLD_IN.match(sentence, spotted.span[1])
        ):
            return spotted  # сообщили «Степному вестнику» в министерстве
        if spotted is not None and _SAYS.fullmatch(match[0]) and not spotted.sure:
            continue
        if spotted is None or not spotted.reported(match[0]):
            if (behind := _behind_chain(sentence, match.end(), registry)) is not None:
                return behind
            continue
        if (
            spotted.sure
            or sentence[spotted.span[0]] in _QUOTE
            or _CLOSED.match(spotted.rest)
            or _CHAIN.match(spotted.rest)
            or sentence[spotted.span[1] : spotted.span[1] + 1] in (",", ".", ":")
        ):
            return spotted
    return None


def _told(sentence: str, registry: Registry) -> Spotted | None:
    """Об этом X рассказал директор · Бұл туралы X-ке инспекция хабарлады: the medium that was told, between the opening and the verb."""
    about = _ABOUT.match(sentence)
    spotted = name_after(sentence, about.end(), registry) if about else None
    if spotted is None or not spotted.name.sure:
        return None
    return spotted if _BEFORE.search(spotted.rest) or _AFTER.search(spotted.rest) or _SAID_IN_KAZAKH.search(spotted.rest) else None


def _behind_chain(sentence: str, start: int, registry: Registry) -> Spotted | None:
    """… деп хабарлайды министрлікке сілтеме жасаған X порталы · передаёт со ссылкой на ведомство X: the medium behind what it refers to."""
    referring = _REFERRING.search(sentence, start)
    if referring is not None:
        spotted = name_after(sentence, referring.end(), registry)
    elif _CHAIN.match(sentence[start:].lstrip()):
        spotted = name_before(sentence, len(sentence.rstrip(" .")), registry)
    else:
        return None
    return spotted if spotted is not None and spotted.sure else None


def _name_first(told: Sentence, registry: Registry) -> Spotted | None:
    """, X reports. · Бұл туралы X хабарлады. · X агенттиги билдирди: the name before the verb, the verb closing the sentence."""
    sentence, opening = told.text, told.opening
    for match in told.said(_AFTER, _REPORTED):
        spotted = name_before(sentence, match.start(), registry)
        if spotted is None or not spotted.reported(match[0]):
            continue
        led = _LED.search(spotted.rest[-40:]) is not None or _ABOUT.search(spotted.rest[:60]) is not None
        rest = sentence[match.end() :]
        alike = spotted.rest.casefold() in ("as", "как")
        closed = _CLOSED.match(rest) is not None or (alike and (rest.startswith(",") or spotted.sure))
        reports = not _SAID.fullmatch(match[0])
        apart = reports and spotted.name.sure and spotted.rest.endswith((",", "—", "–")) and (opening or not _THAT.match(rest))
        if led and (closed or apart) and (spotted.sure or (spotted.rest and reports)):
            return spotted
        medium = spotted.name.sure or spotted.media or (sentence[spotted.span[0]] in _QUOTE and _WRITES.fullmatch(match[0]))
        if opening and reports and not spotted.rest and medium and _THAT.match(sentence, match.end()):
            return spotted
    return None


def _according(sentence: str, registry: Registry) -> Spotted | None:
    """According to X, … · По информации X, … opening the text; X хабарлауынша."""
    match = _ACCORDING.match(sentence)
    if match is not None:
        spotted = name_after(sentence, match.end(), registry)
        quoted = spotted is not None and sentence[spotted.span[0]] in _QUOTE and "данным" not in match[0]
        if (
            spotted is not None
            and (spotted.sure or quoted)
            and sentence[spotted.span[1] : spotted.span[1] + 2].strip(' »”"')[:1] in (",", "", ".", ":")
        ):
            return spotted
    hit = _ACCORDING_AFTER.search(sentence)
    if hit is not None:
        spotted = name_before(sentence, hit.start(), registry)
        if spotted is not None and spotted.sure:
            return spotted
    closing = _CLOSING.search(sentence)
    if closing is not None:
        spotted = name_after(sentence, closing.end(), registry)
        if spotted is not None and spotted.sure and spotted.rest.strip(" .") == "":
            return spotted
    return None


def _worked(told: Sentence, registry: Registry) -> Spotted | None:
    """Weaker: a journalist of X at work, or "со ссылкой на X" with no other name."""
    sentence = told.text
    if _WORKING.isdisjoint(told.words):
        return None
    for match in told.said(_JOURNALIST, JOURNALISTS):
        if match[0].casefold() in ("reporters", "journalists", "correspondents"):
            continue  # "Reuters reporters heard explosions": they were there, the report may be another's
        for spotted in (name_after(sentence, match.end(), registry), name_before(sentence, match.end(), registry)):
            quoted = spotted is not None and sentence[spotted.span[0]] in _QUOTE
            if spotted is None or _SEVERAL.match(spotted.rest):
                continue
            if quoted or ((spotted.name.sure or spotted.media) and not is_institution(spotted.name.text)):
                return spotted
    for match in told.said(_CHAIN, _REFERRED):
        spotted = name_after(re.sub(r"^(\s)(?:на|to|auf|на сайт|на издание)(?=\s)", r"\1  ", sentence[match.end() :]), 0, registry)
        if spotted is not None and spotted.name.sure:
            width = match.end()
            return Spotted(spotted.name, (width, width + spotted.span[1]), spotted.media, spotted.journalist, spotted.rest, spotted.body)
    return None


def _interviewed(told_in: Sentence, registry: Registry) -> Spotted | None:
    """Weakest: the interview that the whole text rests on, told in its first sentence."""
    sentence = told_in.text
    if not told_in.opening or TELLING.isdisjoint(told_in.words):
        return None
    match = _INTERVIEW.search(sentence)
    if match is not None:
        spotted = name_after(sentence, match.end(), registry)
        return spotted if spotted is not None and (spotted.sure or sentence[spotted.span[0]] in _QUOTE) else None
    told = _TOLD.search(sentence)
    spotted = name_after(sentence, told.end(), registry) if told else None
    if spotted is not None and not _IN_INTERVIEW.search(sentence) and not _CLOSED.match(sentence[spotted.span[1] :]):
        spotted = None
    if spotted is not None and _LONG_AGO.search(spotted.rest[:60]):
        return None
    if spotted is None and (given := _GIVEN.search(sentence)) is not None:
        spotted = name_before(sentence, given.start(), registry)
    return spotted if spotted is not None and spotted.sure else None


def _linked(line: Line, spotted: Spotted) -> str | None:
    """The address that the name itself links to."""
    name = spotted.name.text.casefold()
    return next((link.url for link in line.links if link.text and (name in link.text.casefold() or link.text.casefold() in name)), None)
