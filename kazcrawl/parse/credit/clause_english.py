"""Turns of English that only a medium stands in: X quoted a dean as saying …, X revealed the find in its latest issue, a contract seen
by X, a report in X says …"""

import re
from dataclasses import replace

from kazcrawl.outlets import Registry
from kazcrawl.parse.credit.clause_sentences import CLOSED, LONG_AGO, Sentence
from kazcrawl.parse.credit.formed import is_formed
from kazcrawl.parse.credit.names import is_institution, is_person, is_place
from kazcrawl.parse.credit.spotted import Spotted
from kazcrawl.parse.credit.walk import name_after, name_before
from kazcrawl.parse.credit.words import TURNS, any_of

_WRITERS = r"(?:[A-Z][\w.'’-]{0,20}\s){2,3}"
_REFERRING = r"(?:citing|quoting|referring\sto|with\sreference\sto)\s[^,]{2,80},"
# The name stands before: X quoted a dean as saying, X reveals it in its May issue, X broke the news; X says that …, X, citing Y, reports …
_AS_SAYING = re.compile(r"\s(?:quote[ds]?|cite[ds]?|report(?:s|ed))\s[^,;:.!?]{3,90}\sas\s(?:saying|telling)(?!\w)")
_IN_ITS_ISSUE = re.compile(
    rf"\s(?:{any_of('en_issue_verbs')})(?:\s[\w'’-]{{1,20}}){{0,8}}\s(?:in|on)\s(?:its|their)\s(?:[\w'’-]{{3,12}}\s){{0,2}}"
    r"(?:issue|edition|front\spage|pages)(?!\w)"
)
_OF_THE_NEWS = re.compile(rf"\s(?:{any_of('en_news')})(?!\w)")
_SAYS_THAT = re.compile(rf"(?P<referring>\s?,\s{_REFERRING})?\s(?:{any_of('en_says_that')}|{any_of('en_says')})\s(?P<that>that\s)?")
# What parts of the world are called: where somebody writes, not in what.
_LANDS = frozenset(
    ["region", "district", "province", "county", "valley", "desert", "mountains", "hills", "islands", "sea", "union", "republic"]
)
_LED = re.compile(r"(?:^|[,;:–—”\"])$")
_REFERRED = re.compile(rf"{_REFERRING}$")
# The name follows: Writing in X, …; in a report for X, …; a report in X says …, a correspondent for X reports …
_OPENING = re.compile(
    r"Writing\s(?:in|for)\s|In\sits\s(?:[\w'’-]{3,12}\s){0,2}(?:issue|edition),\s|"
    rf"(?:Writing\s)?[Ii]n\s(?:an?|its|the|his|her)\s(?:[\w-]{{2,15}}\s){{0,2}}(?:{any_of('en_report')})\s(?:published\s)?(?:for|in|with|to|by)\s"
)
_REPORT = re.compile(
    rf"(?:^(?:An?|The)|,\san?)\s(?:[\w-]{{2,15}}\s){{0,2}}(?:{any_of('en_report')}|correspondent|reporter|journalist)\s(?:published\s)?"
    r"(?:in|by|for|of|from|on|with)\s"
)
_SHOWS = re.compile(rf"(?:{any_of('en_shows')})(?!\w)")
# The name follows, and closes the sentence or its clause.
_CLOSING = re.compile(
    rf"{any_of('en_closing')}|(?:[,–—]|^So)\s(?:writes|wrote|reports|reported)\s(?P<writer>{_WRITERS})(?:in|for|of)\s|"
    rf",\s(?P<who>{_WRITERS})(?:writes|wrote|reports|reported)\s(?:in|for)\s"
)


def find_english(told: Sentence, registry: Registry) -> Spotted | None:
    """Return the medium of such a turn in the first running paragraph; None in a sentence without one."""
    if TURNS.isdisjoint(told.words) or not told.leading or LONG_AGO.search(told.text):
        return None
    return _before(told, registry) or _after(told, registry)


def _before(told: Sentence, registry: Registry) -> Spotted | None:
    for pattern in (_AS_SAYING, _IN_ITS_ISSUE, _OF_THE_NEWS, _SAYS_THAT):
        match = pattern.search(told.text)
        spotted = name_before(told.text, match.start(), registry) if match else None
        if match is None or spotted is None or spotted.body or is_place(spotted.name.text):
            continue
        ahead = spotted.rest.casefold().removesuffix("the").rstrip()
        if pattern is _SAYS_THAT:
            fits = _REFERRED.match(ahead) or (not ahead and (match["that"] or match["referring"]))
            fits = fits and told.opening and spotted.sure
        else:
            alone = (
                not told.text[match.end() :].strip(" .:…") and is_formed(spotted.name.text, spotted.name) and spotted.likely(formula=True)
            )
            fits = not ahead and (spotted.sure or alone) if pattern is _OF_THE_NEWS else _LED.search(ahead) and spotted.reported("writes")
        if fits:
            return spotted
    return None


def _after(told: Sentence, registry: Registry) -> Spotted | None:
    opening = _OPENING.match(told.text) or _REPORT.search(told.text) if told.opening else None
    spotted = name_after(told.text, opening.end(), registry) if opening else None
    if opening and spotted is not None and spotted.sure and (opening.re is _OPENING or _SHOWS.match(spotted.rest)):
        return spotted
    for match in _CLOSING.finditer(told.text):
        spotted = name_after(told.text, match.end(), registry)
        writer = match["writer"] or match["who"] or ""
        signed = is_person(writer, strict=False) and match[0].endswith((" in ", " for "))
        if spotted is None or not (spotted.sure or (signed and _is_titled(told.text, spotted))):
            continue
        if CLOSED.match(told.text[spotted.span[1] :]) or spotted.rest.startswith(("as saying", "that ")):
            return replace(spotted, writer=writer.strip() or None)
    return None


def _is_titled(text: str, spotted: Spotted) -> bool:
    """Whether what somebody writes in can be nothing but a periodical: several capitals, no place and no body."""
    name = spotted.name
    articled = text[: spotted.span[0]].endswith("the ")
    land = name.text.rpartition(" ")[2].casefold() in _LANDS
    return is_formed(name.text, name, told=articled) and not (land or spotted.body or is_place(name.text) or is_institution(name.text))
