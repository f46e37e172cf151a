"""Turns of English that only a medium stands in: X quoted a dean as saying …, X revealed the find in its latest issue, a contract seen
by X, a report in X says …"""

import re
from dataclasses import replace

from kazcrawl.outlets import Registry
from kazcrawl.parse.credit.clause_sentences import CLOSED, LONG_AGO, Sentence
from kazcrawl.parse.credit.names import is_place
from kazcrawl.parse.credit.spotted import Spotted, is_printed
from kazcrawl.parse.credit.walk import name_after, name_before
from kazcrawl.parse.credit.words import (
    EN_CLOSING,
    EN_ISSUE_VERBS,
    EN_KINDS,
    EN_LEARNED,
    EN_NEWS,
    EN_REPORT,
    EN_SAYS,
    EN_SAYS_THAT,
    EN_SHOWS,
    TURNS,
)

_WRITERS = r"(?:[A-Z][\w.'’-]{0,20}\s){2,3}"
_REPORT = rf"(?:[\w-]{{2,15}}\s){{0,2}}(?:{EN_REPORT})\s(?:published\s)?"
# The name follows, and closes the sentence or its clause.
_CLOSING = re.compile(
    rf"{EN_CLOSING}|[,–—]\s(?:writes|wrote|reports|reported)\s(?P<writer>{_WRITERS})(?:in|for|of)\s|"
    rf",\s(?P<who>{_WRITERS})(?:writes|wrote|reports|reported)\s(?:in|for)\s"
)
_OPENING = re.compile(
    r"Writing\s(?:in|for)\s|In\sits\s(?:[\w'’-]{3,12}\s){0,2}(?:issue|edition),\s|"
    rf"(?:Writing\s)?[Ii]n\s(?:an?|its|the|his|her)\s{_REPORT}(?:for|in|with|to|by)\s"
)
_REPORTING = re.compile(rf"(?:An?|The)\s{_REPORT}(?:in|by|from|on)\s")
_ITS_STORY = re.compile(
    r",\san?\s(?:[\w-]{2,15}\s){0,2}(?:report|article|story|piece|investigation|correspondent|reporter|journalist)\s(?:in|by|for|of|from|with)\s"
)
_REPORTS = re.compile(rf"(?:{EN_SHOWS})(?!\w)")
# The name stands before.
_AS_SAYING = re.compile(r"\s(?:quote[ds]?|cite[ds]?|report(?:s|ed))\s[^,;:.!?]{3,90}\sas\s(?:saying|telling)(?!\w)")
_IN_ITS_ISSUE = re.compile(
    rf"\s(?:{EN_ISSUE_VERBS})(?:\s[\w'’-]{{1,20}}){{0,8}}\s(?:in|on)\s(?:its|their)\s(?:[\w'’-]{{3,12}}\s){{0,2}}"
    r"(?:issue|edition|front\spage|pages)(?!\w)"
)
_OF_THE_NEWS = re.compile(rf"\s(?:{EN_NEWS})(?!\w)")
_OF_A_KIND = re.compile(
    r"\s(?:reveal(?:s|ed)|report(?:s|ed)|writes|wrote|broke)\s(?!(?:an?|its)\s(?:[\w-]{3,12}\s)?(?:loss|profit|revenue|turnover))"
)
_CITING = re.compile(r"(?:citing|quoting|referring\sto)\s[^,]{2,80},$")
_APART = re.compile(rf"\s?,\s(?:citing|quoting|referring\sto|with\sreference\sto)\s[^,]{{2,80}},\s(?:{EN_SAYS})(?!\w)")
_SAYS_THAT = re.compile(rf"\s(?:{EN_SAYS_THAT})\sthat\s")
_EXPLAINED = re.compile(rf",\san?\s(?:[\w'’-]{{1,20}}\s){{0,4}}(?:{EN_KINDS})\s?,\s(?:{EN_SAYS}|{EN_LEARNED})(?!\w)")
_REPORTED_THAT = re.compile(r"\s(?:reports|reported|writes|wrote|says)\s(?:that\s)?")
_LED = re.compile(r"(?:^|[,;:–—”\"])$")


def find_english(told: Sentence, registry: Registry) -> Spotted | None:
    """Return the medium of such a turn in the first running paragraph; None in a sentence without one."""
    if TURNS.isdisjoint(told.words) or not told.leading:
        return None
    spotted = _before(told, registry) or _after(told, registry)
    return None if spotted is None or LONG_AGO.search(told.text) else spotted


def _before(told: Sentence, registry: Registry) -> Spotted | None:
    for pattern in (_AS_SAYING, _IN_ITS_ISSUE, _OF_THE_NEWS, _OF_A_KIND, _APART, _SAYS_THAT, _EXPLAINED, _REPORTED_THAT):
        match = pattern.search(told.text)
        spotted = name_before(told.text, match.start(), registry) if match else None
        if spotted is not None and not (spotted.body or is_place(spotted.name.text)) and _fits(pattern, spotted, told):
            return spotted
    return None


def _fits(pattern: re.Pattern[str], spotted: Spotted, told: Sentence) -> bool:
    """Whether the name stands where the subject of such a turn does, and is as surely a medium's as the turn asks."""
    ahead = spotted.rest.casefold().removesuffix("the").rstrip()
    if pattern is _AS_SAYING or pattern is _IN_ITS_ISSUE or pattern is _EXPLAINED:
        return _LED.search(ahead) is not None and (spotted.sure or (spotted.likely(formula=True) and spotted.reported("writes")))
    if pattern is _REPORTED_THAT:
        return told.opening and spotted.sure and _CITING.match(ahead) is not None
    if pattern is _APART or pattern is _SAYS_THAT:
        return told.opening and spotted.sure and not ahead
    return not ahead and (spotted.media or (pattern is _OF_THE_NEWS and spotted.sure))


def _after(told: Sentence, registry: Registry) -> Spotted | None:
    text = told.text
    opening = (_OPENING.match(text) or _REPORTING.match(text)) if told.opening else None
    if opening is not None:
        spotted = name_after(text, opening.end(), registry)
        if spotted is not None and spotted.sure and (opening.re is _OPENING or _REPORTS.match(spotted.rest)):
            return spotted
    if told.opening and (story := _ITS_STORY.search(text)) is not None:
        spotted = name_after(text, story.end(), registry)
        if spotted is not None and spotted.sure and _REPORTS.match(spotted.rest):
            return spotted
    for match in _CLOSING.finditer(text):
        spotted = name_after(text, match.end(), registry)
        if spotted is None or not (spotted.sure or is_printed(spotted)):
            continue
        if CLOSED.match(text[spotted.span[1] :]) or spotted.rest.startswith(("as saying", "that ")):
            return replace(spotted, writer=(match["writer"] or match["who"] or "").strip() or None)
    return None
