"""A mark of rights: © X."""

import re

from kazcrawl.parse.credit.formed import formed_name
from kazcrawl.parse.credit.names import is_person
from kazcrawl.parse.credit.scene import Clue, Scene, tells_rights
from kazcrawl.parse.credit.words import any_of

_RIGHTS = re.compile(
    rf"©|\(c\)|(?:contents? |texts? )?copyrigh?t?s?(?: of)?(?=\W)|{any_of('rights')}|e-?mail:.*|"
    r"\b(?:19|20)\d{2}(?:\s?[-–]\s?(?:19|20)\d{2})?\b|\bby\b|(?-i:\bthe(?=\s))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[«“„\"][^«»“”„\"\n]{2,60}[»”“\"]")
# What a theme prints beside the mark.
_IMPRINT = re.compile(rf"(?:{any_of('imprint')})(?!\w)", re.IGNORECASE)
# The text ends, and whose it is follows.
_BEHIND_TEXT = re.compile(r"[.!?…][»”\"]?\s(?=(?:©|\(c\)|copyright\s)[^.!?]{3,60}$)", re.IGNORECASE)
_OWNERS = re.compile(r"\s[-–—|]\s|/\s?(?=[A-ZА-ЯЁ])|,\s|\.\s|\s{2,}")
_POINTS = " \t.,:;|–—-()[]•*>"


def find_copyright(scene: Scene) -> Clue | None:
    """Return whose mark of rights is among the first two or last three lines: © X; None for the site's own, a theme's, a picture's."""
    for index in scene.ends(head=2, tail=3):
        line = scene.lines[index]
        if len(line.text) > 160 or not tells_rights(line.text):
            continue
        behind = _BEHIND_TEXT.search(line.text)
        rest = _RIGHTS.sub("  ", line.text[behind.end() :] if behind else line.text).strip(_POINTS)
        quoted = _QUOTED.match(rest)
        first, *others = (part.strip(_POINTS) for part in ([quoted[0]] if quoted else _OWNERS.split(rest)))
        if any(map(is_person, others)):
            continue  # © Resort | Erik Holm: who made the picture
        name = formed_name(first, scene.registry, foreign=True)
        if name is not None and not scene.is_own(name) and not _IMPRINT.match(first):
            return Clue(outlet=name, line=index, alone=() if behind else (index,))
    return None
