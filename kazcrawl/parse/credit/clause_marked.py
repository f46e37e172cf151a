"""A medium that its form marks, газета «…», «…» газеті, the weekly "…", whatever words it is called by: where somebody says something
through it, it is the source."""

import re

from kazcrawl.outlets import Registry
from kazcrawl.parse.credit.clause_marks import Marked, iter_marked
from kazcrawl.parse.credit.clause_sentences import ABOUT, LONG_AGO, SUCH_NEWS, Sentence
from kazcrawl.parse.credit.spotted import Spotted
from kazcrawl.parse.credit.words import COMING_OUT, DOUBTFUL, any_of

_SAYING = re.compile(rf"(?<!\w)(?:{any_of('saying')})(?!\w)", re.IGNORECASE)
# What of a medium something is told through: in an issue of it, on its pages, to a correspondent of it.
_THROUGH = re.compile(rf"(?<!\w)(?:{any_of('through')})\s(?:[^\W\d_]{{1,20}}\s){{0,2}}$", re.IGNORECASE)
_RESTS = re.compile(rf"(?:(?:со )?ссыл|по |citing|{any_of('resting')})", re.IGNORECASE)
_ARTICLE = re.compile(rf"\s*(?:(?:{any_of('articles')})\s)?", re.IGNORECASE)
_RESTING = re.compile(rf"(?:{any_of('resting')})\s(?:(?:{any_of('articles')})\s)?(?:[\w-]{{3,20}}\s)?", re.IGNORECASE)
_KAZAKH_ISSUE = re.compile(rf"\s(?:[\w-]{{2,20}}\s){{0,3}}(?:{any_of('kazakh_issue')})(?!\w)", re.IGNORECASE)
_BREAK = re.compile(r"[,;:]\s|\s[–—-]\s|[.!?…]\s")
_RELATIVE = re.compile(rf"(?:{any_of('relative')})(?!\w)", re.IGNORECASE)
_PICTURES = re.compile(rf"(?<!\w)(?:{any_of('picture_stems')})", re.IGNORECASE)
_REFERRED = re.compile(r"\s?с[іи]лтеме(?!\w)", re.IGNORECASE)
_REFERRING = re.compile(r"\s(?:[\w-]{2,30}\s){1,4}с[іи]лтеме жас", re.IGNORECASE)
_LIKE = re.compile(r"(?:как|as|wie)\s", re.IGNORECASE)
_IN_PLACE = re.compile(rf"\s*(?:в|на|из)\s(?:[а-яё]{{3,20}}\s)?(?:{any_of('through')})\s$", re.IGNORECASE)
_TELLS_THAT = re.compile(rf"(?:(?:{any_of('saying')})|появил\w{{2,3}})(?:\s[а-яё]{{2,20}})?(?:\s(?:о том))?,\s(?:что|как)", re.IGNORECASE)
_KAZAKH_ARTICLE = re.compile(r"\s(?:жарияланған|шыққан|басылған)\s(?:мақала|сұхбат|хабар|материал|ақпарат)", re.IGNORECASE)
# What was told stands in the accusative before who told it: жабылатынын «X» газеті жазды.
_CONTENT = re.compile(r"(?:[тғгқк][ыіае]н[ыі]н|ақпаратты|хабарды|екенін)\s$", re.IGNORECASE)
_OF_THIS = re.compile(rf"\s(?:[\w-]{{2,20}}\s){{0,2}}(?:{any_of('about_news')})(?!\w)", re.IGNORECASE)
_OF_ITS_HOUSE = re.compile(rf"(?:{any_of('of_its_house')})[\w-]{{0,12}}\s(?:of\s(?:the\s)?)?$", re.IGNORECASE)
_SOON = 5
_FEW = 2


def find_marked(told: Sentence, registry: Registry) -> Spotted | None:
    """Return the medium, marked by its form, that the sentence says something through."""
    if not told.marked or not _SAYING.search(told.text):
        return None
    for marked in iter_marked(told.text, registry):
        if not _is_spoken_for(marked) and _tells(told, marked):
            return Spotted(marked.name, marked.span, media=True, journalist=False, rest=marked.after.strip(), body=False)
    return None


def _is_spoken_for(marked: Marked) -> bool:
    """Whether somebody of the medium's own house speaks: its editor, its press service, the company whose site it is."""
    return _OF_ITS_HOUSE.search(marked.before[-60:]) is not None


def _tells(told: Sentence, marked: Marked) -> bool:
    breaks = [match.end() for match in _BREAK.finditer(marked.before)]
    clause = marked.before[breaks[-1] if breaks else 0 :]
    if _RELATIVE.match(clause) or LONG_AGO.search(clause) or _PICTURES.search(clause):
        return False
    said = list(_SAYING.finditer(clause))
    if any(ABOUT.match(part) or SUCH_NEWS.match(part) for part in (told.text, clause)):
        return bool(said) or _soon(marked.after)
    if not told.leading:
        return False
    if _ARTICLE.fullmatch(marked.before) and marked.case in ("subject", "any"):
        return _opens(told, marked)
    through = _THROUGH.search(clause)
    if through is not None and _RESTS.match(through[0]):
        return told.opening
    if _says_so(told, marked, clause, said):
        return True
    closes = len(marked.before.split()) - len(clause.split()) >= _FEW
    return closes and any(not hit[0].casefold().startswith(COMING_OUT) for hit in said)


def _says_so(told: Sentence, marked: Marked, clause: str, said: list[re.Match[str]]) -> bool:
    """Whether the turn alone shows the source: …, wie die Zeitung „X“ berichtet · Слова акима приводит газета «X». · X-ке сілтеме жасап"""
    if _REFERRED.match(marked.after):
        return marked.case in ("given", "any")
    if told.opening and (_RESTING.fullmatch(marked.before) or _is_place_of_news(marked)):
        return True
    if (_CONTENT.search(clause) or (told.opening and _LIKE.match(clause))) and _soon(marked.after):
        return True
    return bool(said) and said[-1].end() == len(clause.rstrip()) and marked.after.strip(" .") == ""


def _is_place_of_news(marked: Marked) -> bool:
    """Whether the text rests on an issue, an article or a broadcast: В свежем номере журнала «X» рассказывается о том, что …"""
    if marked.case == "in":
        return _KAZAKH_ARTICLE.match(marked.after) is not None
    if marked.case == "of":
        return _KAZAKH_ISSUE.match(marked.after) is not None
    return _IN_PLACE.match(marked.before) is not None and _TELLS_THAT.search(marked.after[:120]) is not None


def _opens(told: Sentence, marked: Marked) -> bool:
    """Whether a sentence that begins with the medium tells what it reports."""
    if _OF_THIS.match(marked.after):
        return _soon(marked.after)
    return told.opening and (_soon(marked.after) or _REFERRING.match(marked.after) is not None)


def _soon(after: str) -> bool:
    """Whether a verb of saying follows, before the clause ends: of an anniversary the same verb may tell, so it needs a "that"."""
    clause = _BREAK.split(after, maxsplit=1)[0]
    said = _SAYING.search(clause)
    if said is None or len(clause[: said.start()].split()) > _SOON:
        return False
    return not said[0].casefold().startswith(DOUBTFUL) or after[said.end() : said.end() + 1] == ","
