"""Whom the first lines of a post owe it to: via X, courtesy of X, with thanks to X, we found this in X."""

import re

from kazcrawl.parse.credit.formed import formed_name, is_other
from kazcrawl.parse.credit.names import Name, is_institution, is_place
from kazcrawl.parse.credit.scene import Clue, Scene
from kazcrawl.parse.credit.spotted import Spotted
from kazcrawl.parse.credit.walk import name_after
from kazcrawl.parse.credit.words import any_of
from kazcrawl.parse.credit.written import QUOTES

_VIA = re.compile(
    rf"[\W_]*(?:{any_of('owed')}):?\s(?:(?:our|the) (?:friends|colleagues|partners|folks) (?:at|of|from) )?(?=\S)",
    re.IGNORECASE,
)
# What follows the name of whom a text is owed to.
_INTRODUCED = re.compile(
    r"\s?(?::|,\s(?:here (?:is|are)|we (?:can |may |now )?(?:re-?print|re-?publish|publish|share|bring|offer|present|give|post|have)|"
    r"(?:an?|this|some|the) (?:\w{2,12} ){0,2}(?:look|report|story|article|piece|text|view|summary|study|note|news|review|outlook)s?)"
    r"(?!\w)|"
    r"\s\(|\sfor (?:this (?:article|story|piece|note|report|text)|letting us|permission)(?!\w)|"
    r"\sand (?:we )?(?:thought|want|wanted|think|believe|decided|share|shared)\s|$)"
)
# So few words behind the comma make no sentence; small words of a title have so few letters.
_FEW, _SMALL = 5, 3
_CLOSED = re.compile(
    r"(?:the\s(?=[A-Z]))?([^\W_][^,:;.()\n]{1,50}?)"
    r"(?=[,:)]|\.?$|\s\(|\sand\s(?:thought|want|wanted|we)\s|\sfor\s(?:this|letting us|permission)\s)"
)
_ENCLOSED = re.compile(r"(?:the\s(?=[A-Z]))?([^()\n]{2,50})(?=\))")

# What closes a name, or nothing.
_MARKS = (",", ":", "", ".", "–", "—", "-", ")")
# The Mekong to Aral newsletter: the word for a kind, and a title with small words.
_KINDED = re.compile(r"(?P<title>[A-Z].{2,40}?)\s(?:newsletter|newspaper|magazine|weekly|monthly|journal|bulletin|blog)")


def find_via(scene: Scene) -> Clue | None:
    """Return whom one of the first two lines owes the text to, or None: Via X, an article on … · Courtesy of X, a look at … · From X: …"""
    for index, line in enumerate(scene.lines[:2]):
        match = _VIA.match(line.text)
        spotted = _owed(line.text, match, scene) if match else None
        if match is None or spotted is None or scene.is_own(spotted.name) or is_place(spotted.name.text):
            continue
        if spotted.name.sure or (spotted.likely(formula=True) and _is_told(line.text, match[0].casefold(), spotted.span[1])):
            alone = (index,) if len(line.text) - spotted.span[1] < 4 else ()
            return Clue(outlet=spotted.name, url=scene.elsewhere(line), line=index, span=(0, spotted.span[1]), alone=alone)
    return None


def _is_told(text: str, formula: str, end: int) -> bool:
    """Whether what follows a name shows that it is an outlet. Thanks go to anybody, so the text must be introduced; from leads anywhere."""
    introduced = _INTRODUCED.match(text, end) is not None
    if "from" in formula or "thanks" in formula:
        return introduced and "from" not in formula
    behind = text[end:].lstrip(QUOTES)[:1]
    if formula == "via " and behind == "," and not text.endswith(":") and len(text[end:].split()) > _FEW:
        return introduced  # Via Baltica, the road that we use, is open.
    return introduced or behind in _MARKS


def _owed(text: str, formula: re.Match[str], scene: Scene) -> Spotted | None:
    """The name behind a formula, whatever its words where a comma or a colon closes it."""
    spotted = name_after(text, formula.end(), scene.registry)
    until = (_ENCLOSED if "(" in formula[0] else _CLOSED).match(text, formula.end())
    if until is not None and (title := _kinded_title(until[1])) is not None:
        titled = Name(title, scene.registry.by_name(title), sure=True)
        return Spotted(titled, until.span(1), media=True, journalist=False, rest=text[until.end() :].strip(), body=False)
    name = formed_name(until[1], scene.registry) if until is not None else None
    if until is None or name is None or is_other(until[1]):
        return spotted
    return Spotted(name, until.span(1), media=True, journalist=False, rest=text[until.end() :].strip(), body=False)


def _kinded_title(text: str) -> str | None:
    """The title before the word for its kind, of several words with capitals and small ones between; None for a body's."""
    match = _KINDED.fullmatch(text)
    words = match["title"].split() if match else []
    written = len(words) > 1 and words[-1][0].isupper() and all(word[0].isupper() or len(word) <= _SMALL for word in words)
    return match["title"] if match and written and not is_institution(match["title"]) else None
