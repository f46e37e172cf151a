"""Weaker signs of who reported it, where no clause says so: a journalist of X at work, an interview with X."""

import re

from kazcrawl.outlets import Registry
from kazcrawl.parse.credit.clause_sentences import CHAINED, CLOSED, LONG_AGO, REFERRED, WORKING, Sentence
from kazcrawl.parse.credit.names import is_institution
from kazcrawl.parse.credit.spotted import Spotted, is_printed
from kazcrawl.parse.credit.walk import name_after, name_before
from kazcrawl.parse.credit.words import JOURNALISTS, TELLING, any_of

_INTERVIEW = re.compile(
    r"\sinterview (?:with|to|for|published (?:by|in))\s|^(?:speaking|talking) to\s|"
    r"\sинтервью\s(?:для\s)?|\sв эфире\s|\sотвечая на вопросы?\s",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\s(?:told|(?:заявил|рассказал|сообщил|сказал|пояснил|ответил)[аи]?)\s")
_IN_INTERVIEW = re.compile(r"\sin an (?:exclusive )?interview(?!\w)")
_GIVEN = re.compile(r"\sберген (?:эксклюзивті )?с[ұу]хбат")
_SEVERAL = re.compile(r"(?:,|и|және|and|&)\s[«“„\"A-ZА-Я]")
_ONTO = re.compile(r"\s(?:на|to|auf)(?=\s)")
_QUOTE = '«“„"'
# What somebody of a medium does that is no report of it: he chairs, takes part, wins; one meets or visits the whole staff.
_NO_REPORT = re.compile(rf"(?<!\w)(?:{any_of('no_report')})(?!\w)", re.IGNORECASE)
_JOURNALIST = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(JOURNALISTS, key=lambda w: (-len(w), w)))})(?!\w)", re.IGNORECASE)


def find_worker(told: Sentence, registry: Registry) -> Spotted | None:
    """Return the outlet of a journalist of X at work, or of "со ссылкой на X" with no other name."""
    sentence = told.text
    if WORKING.isdisjoint(told.words):
        return None
    for match in told.said(_JOURNALIST, JOURNALISTS) if told.leading and not _NO_REPORT.search(sentence) else ():
        if match[0].casefold() in ("reporters", "journalists", "correspondents"):
            continue  # "Reuters reporters heard explosions": they were there, the report may be another's
        for spotted in (name_after(sentence, match.end(), registry), name_before(sentence, match.end(), registry)):
            quoted = spotted is not None and sentence[spotted.span[0]] in _QUOTE
            if spotted is None or _SEVERAL.match(spotted.rest):
                continue
            if quoted or ((spotted.name.sure or spotted.media) and not is_institution(spotted.name.text)):
                return spotted
    for match in told.said(CHAINED, REFERRED):
        onto = _ONTO.match(sentence, match.end())
        spotted = name_after(sentence, onto.end() if onto else match.end(), registry)
        if spotted is not None and spotted.name.sure:
            return spotted
    return None


def find_interview(told: Sentence, registry: Registry) -> Spotted | None:
    """Return the outlet of the interview that the whole text rests on, told in its first sentence: the weakest sign."""
    sentence = told.text
    if not told.first or TELLING.isdisjoint(told.words):
        return None
    match = _INTERVIEW.search(sentence)
    if match is not None:
        spotted = name_after(sentence, match.end(), registry)
        return spotted if spotted is not None and (spotted.sure or sentence[spotted.span[0]] in _QUOTE) else None
    said = _TOLD.search(sentence)
    spotted = name_after(sentence, said.end(), registry) if said else None
    if spotted is not None and not _IN_INTERVIEW.search(sentence) and not CLOSED.match(sentence[spotted.span[1] :]):
        spotted = None
    if spotted is not None and LONG_AGO.search(spotted.rest[:60]):
        return None
    if spotted is None and (given := _GIVEN.search(sentence)) is not None:
        spotted = name_before(sentence, given.start(), registry)
    return spotted if spotted is not None and (spotted.sure or (said is not None and is_printed(spotted))) else None
