"""The clause of a language that English, Russian and Kazakh do not help with: wie der X berichtet · , según publica X · – podaje X · lo
riporta X. There anybody is said to tell, so the name itself must be a medium's: by its words, its kind, quotes, or the article in capitals
that only titles have within a sentence (El Heraldo, La Voce, Der Bote)."""

import re

from kazcrawl.outlets import Registry
from kazcrawl.parse.credit.clause_sentences import ABROAD, CLOSED, Sentence
from kazcrawl.parse.credit.formed import is_foreign_article
from kazcrawl.parse.credit.names import is_institution, is_place
from kazcrawl.parse.credit.spotted import Spotted, is_company
from kazcrawl.parse.credit.walk import name_after, name_before
from kazcrawl.parse.credit.words import any_of

_VERB = rf"(?:{any_of('abroad_verbs')}|(?P<tells>{any_of('abroad_tells')}))"
# The name follows: behind a comma, a dash, or a word that leads to the verb.
_AHEAD = re.compile(
    rf"(?:^|[,;:]\s|\s?[–—]\s|\s-\s|(?<!\w)(?:{any_of('abroad_leads')})\s)(?:(?:{any_of('abroad_leads')})\s)?(?:l['’])?{_VERB}"
    r"(?:\s(?:w|na|in|en|em|sul?|su|у|в)|:)?\s(?=\S)",
    re.IGNORECASE,
)
_RESTING = re.compile(rf"(?:^|,\s)(?:{any_of('abroad_resting')})\s(?=\S)", re.IGNORECASE)
# The name stands between the opening and the verb: Wie der X berichtet, … · X berichtet, dass …
_OPENED = re.compile(
    rf"(?P<opening>(?:(?:{any_of('abroad_leads')})\s)?(?:(?:der|die|das|dem|le|la|les|il|lo|el|o|a)\s)?)"
    rf"(?P<name>(?:[^,;:.()\n]|\.(?=\w)){{3,60}}?)\s{_VERB}"
    r"(?P<that>,|\s(?:que|qu['’]|che|że|що|dass)(?!\w))",
    re.IGNORECASE,
)
_QUOTE = '«“„"'
_THROUGH = re.compile(r"\s?(?:[.,:;–—]|$)")


def find_abroad(told: Sentence, registry: Registry) -> Spotted | None:
    """Return the medium of such a clause in the first running paragraph; None in a sentence without one."""
    if ABROAD.isdisjoint(told.words) or not told.leading:
        return None
    for match in _AHEAD.finditer(told.text):
        spotted = name_after(told.text, match.end(), registry)
        if spotted is not None and _is_medium(told.text, spotted, match):
            return spotted
    rested = _RESTING.search(told.text) if told.opening else None
    spotted = name_after(told.text, rested.end(), registry) if rested else None
    if spotted is not None and spotted.sure and _is_medium(told.text, spotted) and _THROUGH.match(told.text, spotted.span[1]):
        return spotted
    return _opened(told, registry) if told.opening else None


def _opened(told: Sentence, registry: Registry) -> Spotted | None:
    match = _OPENED.match(told.text)
    spotted = name_before(told.text, match.end("name"), registry) if match else None
    if match is None or spotted is None or not _is_medium(told.text, spotted, match):
        return None
    return spotted if match["opening"].strip() or match["that"] != "," or CLOSED.match(told.text[match.end("name") :]) else None


def _is_medium(text: str, spotted: Spotted, said: re.Match[str] | None = None) -> bool:
    """Whether a name is a medium's by its words, its kind or quotes; by its article only beside a verb that not everybody does."""
    name = spotted.name.text
    if spotted.body or is_place(name) or (is_institution(name) and not spotted.name.known):
        return False
    if spotted.sure or text[spotted.span[0]] in _QUOTE:
        return True
    return said is not None and said["tells"] is None and is_foreign_article(name) and not is_company(name)
