"""What stands behind the last word and names the outlet: in brackets, glued behind the stop, closed off in slashes or quotes; or in a line
of its own (`trailing_apart`)."""

import re
from collections.abc import Callable

from kazcrawl.dates import find_dates
from kazcrawl.parse.credit.addresses import is_medium_address
from kazcrawl.parse.credit.formed import formed_name, is_formed
from kazcrawl.parse.credit.names import is_person, read_name
from kazcrawl.parse.credit.parts import undated, unnumbered
from kazcrawl.parse.credit.phrases import words_of
from kazcrawl.parse.credit.scene import Clue, Scene, is_picture_credit
from kazcrawl.parse.credit.trailing_apart import is_apart, read_apart
from kazcrawl.parse.credit.words import any_of
from kazcrawl.parse.credit.written import clean_person, is_masthead

# Brackets and slashes close a text in its last lines only.
_LINES, _LAST = 4, 2
_END_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]][.\s»”\"]*$")
_BESIDE = re.compile(r"\s?/\s?|,\s|;\s?")
_FORMULA = re.compile(rf"(?:{any_of('bare_labels')})\s", re.IGNORECASE)
# The desk's or the editor's sign behind an agency: (AFP/jW), (Energiedienst/kl).
_SIGNED = re.compile(r"([^\W\d_][\w-]{2,30})\s?/\s?[a-z]{1,3}[A-Z]?")
_GLUE = re.compile(r"[.!?…][»”\"']?\s+([^.!?…]{2,60}|(?:[-–—]\s)?(?:[\w-]{1,30}\.){1,2}[a-z]{2,5}|[«“„\"][^.!?…]{2,40}[»”\"]\.)$")
# Behind the last stop, in slashes, in brackets, or in quotes behind a dash; a line of nothing else.
_CLOSED = re.compile(
    r"(?P<stop>(?:^|[.!?…])[»”\"]?)\s{0,2}(?:/(?P<slashed>[^/\n]{3,50})/|[(\[](?P<bracketed>[^()\[\]/\n]{3,50})[)\]]|"
    r"(?://|\|)\s?(?P<barred>[^/|\n.!?]{3,50})|"
    r"[-–—/]{1,2}\s?(?P<dashed>[«“„\"][^«»“”\"\n]{2,50}[»”\"](?:\s[^\W\d_]{3,15})?))\.?$"
)


def find_trailing(scene: Scene) -> Clue | None:
    """Return the outlet that stands last in one of the last four lines: (X), - X, X behind the last stop, x.kz », X alone; else None."""
    for index in scene.ends(head=0, tail=_LINES):
        last = index >= len(scene.lines) - _LAST
        looks: tuple[Callable[[Scene, int], Clue | None], ...]
        looks = (*((_bracketed,) if last else ()), *((read_apart,) if index else ()), _glued, *((_closed,) if last else ()))
        for look in looks:
            if (clue := look(scene, index)) is not None and not scene.is_own(clue.outlet):
                return clue
    return None


def _bracketed(scene: Scene, index: int) -> Clue | None:
    """Text (Reuters) · Text (AFP/jW) · NAME (Outlet)"""
    line = scene.lines[index]
    match = _END_BRACKET.search(line.text[-80:])
    if match is None or _is_of_picture(match[1]):
        return None
    signed = _SIGNED.fullmatch(match[1].strip())
    for piece in _BESIDE.split(match[1].strip()):
        name = read_name(_FORMULA.sub("", piece.strip()), scene.registry)
        if name is not None and (name.sure or (signed and piece == signed[1])):
            start = len(line.text) - len(match[0])
            author = clean_person(line.text[:start]) if is_person(line.text[:start]) else None
            alone = (index,) if author or not line.text[:start].strip() else ()
            days = find_dates(match[1])
            day = days[0].parsed.day if days else None
            span = (start, len(line.text))
            return Clue(outlet=name, author=author, day=day, url=scene.elsewhere(line), line=index, span=span, alone=alone)
    return None


def _glued(scene: Scene, index: int) -> Clue | None:
    """Text. Reuters · Text. Steppe-news.kz"""
    line = scene.lines[index]
    stopped = line.text.endswith((".", "!", "?", "…")) and not line.text.endswith(("».", "”.", '".'))
    match = _GLUE.search(line.text[-160:]) if not stopped else None
    if match is None or _is_of_picture(match[1]):
        return None
    piece = match[1].strip(" -–—.")
    name = read_name(piece, scene.registry)
    if name is None or not (name.known or is_medium_address(piece) or is_masthead(piece)):
        return None
    return Clue(outlet=name, url=scene.elsewhere(line), line=index, span=(len(line.text) - len(match[1]), len(line.text)))


def _closed(scene: Scene, index: int) -> Clue | None:
    """A name that nobody knows, closed off behind the text: Text. /X/ · Text. (X) · Text. – «X»"""
    line = scene.lines[index]
    match = _CLOSED.search(line.text, max(0, len(line.text) - 60))
    if match is None:
        return None
    told = next(filter(None, map(match.group, ("slashed", "bracketed", "dashed", "barred"))))
    said = unnumbered(undated(told)).strip(" ,.;\n")
    said = _FORMULA.sub("", said) if match["bracketed"] else said
    name = formed_name(said, scene.registry)
    if name is None or _is_of_picture(said) or not (is_formed(said, name) if match["slashed"] else is_apart(said, name)):
        return None
    days = find_dates(told)
    return Clue(
        outlet=name,
        day=days[0].parsed.day if days else None,
        line=index,
        span=(match.end("stop"), len(line.text)),
        alone=(index,) if match.start() == 0 else (),
    )


def _is_of_picture(text: str) -> bool:
    return is_picture_credit(text, words_of(text))
