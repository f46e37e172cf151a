"""A line that says for whom its writer works: NAME is a staff writer for X."""

import re

from kazcrawl.parse.credit.names import is_person
from kazcrawl.parse.credit.scene import Clue, Scene
from kazcrawl.parse.credit.walk import name_after
from kazcrawl.parse.credit.written import QUOTES, clean_person

_REPORTER = re.compile(
    r"(?P<who>[^\W\d_][\w.'’-]{0,20}(?:\s[^\W\d_][\w.'’-]{0,20}){1,3}?)(?:"
    r"\s(?P<verb>reports?|reported|is reporting|writes|wrote) (?:from [^.,;]{2,40}? )?for|"
    r",? (?:is |was )?(?:an? |the )?(?:[\w-]{2,15} ){0,2}(?:reporter|correspondent|journalist|columnist|staff writer) (?:for|at|with)|"
    r"\s?[,–—-]?\s(?:собственный |специальный )?(?:корреспондент|журналист|обозреватель|собкор|спецкор)(?= [«„\"]| [а-я])"
    r")\s(?:the )?"
)
# Behind the employer's name at most the region follows: собкор «X» по Бурабайскому району
_NO_MORE = re.compile(r".{0,3}|[»”\"]?,?\s(?:по|в|in|at)\s[^\W\d_a-zа-я][\w-]{2,20}(?:\s[^\W\d_][\w-]{2,20})?\.?")


def find_reporter(scene: Scene) -> Clue | None:
    """Return writer and outlet of a line, among the first or last two, that says for whom its writer works; None if none does.

    NAME reports from PLACE for X · NAME is a staff writer for X · NAME — корреспондент «X»"""
    for index in scene.ends(head=2, tail=2):
        line = scene.lines[index]
        match = _REPORTER.match(line.text) if len(line.text) < 160 else None
        if match is None or not is_person(match["who"], strict=False):
            continue
        spotted = name_after(line.text, match.end(), scene.registry)
        if spotted is None or scene.is_own(spotted.name) or not _NO_MORE.fullmatch(line.text, spotted.span[1]):
            continue
        if spotted.sure or line.text[spotted.span[0]] in QUOTES or spotted.likely(formula=True):
            return Clue(outlet=spotted.name, author=clean_person(match["who"]), url=scene.elsewhere(line), line=index, alone=(index,))
    return None
