"""A name in quotation marks beside the word for its kind: газета «…», «…» газеті, the weekly "…". Whatever words it is made of, it is a
medium; where somebody says something through it, it is the source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kazcrawl.outlets import Registry
from kazcrawl.parse.credit_names import Name, read_name
from kazcrawl.parse.credit_sentences import ABOUT, CLOSED, LONG_AGO, SUCH_NEWS, Sentence
from kazcrawl.parse.credit_spotted import Spotted
from kazcrawl.parse.credit_words import ISSUES, MARKED_AHEAD, MARKED_BEHIND, MARKED_GIVEN, MARKED_SUBJECT, SAYING, THROUGH

_QUOTES = frozenset('«“„"')
_NAME = r"[«“„\"]\s?(?P<name>(?=[\w])[^«»“”„\"\n]{1,70}?)\s?[»”“\"]"
_AHEAD = re.compile(
    rf"(?<![\w-])(?:[^\W\d_]{{2,20}}-)?(?P<kind>(?:{MARKED_AHEAD})|(?P<issue>{ISSUES}))\s(?:[A-Z][\w-]{{2,20}}\s)?{_NAME}", re.IGNORECASE
)
_BEHIND = re.compile(rf"{_NAME}\s(?:[^\W\d_]{{2,20}}\s)?(?P<kind>{MARKED_BEHIND})(?!\w)", re.IGNORECASE)
_SAYING = re.compile(rf"(?<!\w)(?:{SAYING})(?!\w)", re.IGNORECASE)
# What of a medium something is told through: in an issue of it, on its pages, to a correspondent of it.
_THROUGH = re.compile(rf"(?<!\w)(?:{THROUGH})\s(?:[^\W\d_]{{1,20}}\s){{0,2}}$", re.IGNORECASE)
_RESTS = re.compile(r"(?:(?:со )?ссыл|по |laut|nach|selon|d'après|secondo|según|citing|according)", re.IGNORECASE)
_ARTICLE = re.compile(r"\s*(?:(?:the|an?|die|das|der|le|la|il|el)\s)?", re.IGNORECASE)
_RESTING = re.compile(
    r"(?:laut|nach|selon|d'après|secondo|según|according to|as per)\s(?:(?:the|an?|der|dem|le|la|il|el)\s)?(?:[\w-]{3,20}\s)?",
    re.IGNORECASE,
)
_KAZAKH_ISSUE = re.compile(r"\s(?:[\w-]{2,20}\s){0,3}(?:санында|нөмірінде|шығарылымында|эфирінде|сайтында|бетінде)(?!\w)", re.IGNORECASE)
_BREAK = re.compile(r"[,;:]\s|\s[–—-]\s|[.!?…]\s")
_RELATIVE = re.compile(r"(?:что|как(?:ой|ая|ую|ие)|котор\w{2,3}|which|that|whom)(?!\w)", re.IGNORECASE)
_REFERRED = re.compile(r"\s?с[іи]лтеме(?!\w)", re.IGNORECASE)
# Said of an anniversary as well, or of an article that the post only answers.
_DOUBTFUL = ("отме", "счита", "говор", "указ")
_PUBLISHING = re.compile(r"публик|опублик|напечат|разме|publi|жариял|has published", re.IGNORECASE)
_SOON = 5
_FEW = 2


@dataclass(frozen=True, slots=True)
class _Marked:
    """A name, its place, what stands before it and its kind and behind them, and the case they stand in."""

    name: str
    span: tuple[int, int]
    before: str
    after: str
    case: str


def find_marked(told: Sentence, registry: Registry) -> Spotted | None:
    """Return the medium in quotation marks, named with its kind, that the sentence says something through."""
    text = told.text
    if _QUOTES.isdisjoint(text) or not _SAYING.search(text):
        return None
    for marked in _iter_marked(text):
        if _tells(told, marked):
            inner = text[slice(*marked.span)]
            name = read_name(inner, registry)
            name = name if name is not None and name.sure else Name(marked.name, registry.by_name(marked.name), sure=True)
            return Spotted(name, marked.span, media=True, journalist=False, rest=marked.after.strip(), body=False)
    return None


def _iter_marked(text: str) -> Iterator[_Marked]:
    for match in _AHEAD.finditer(text):
        case = "subject" if match["issue"] else _ahead_case(match["kind"])
        start = match.end("kind") if match["issue"] else match.start()
        yield _Marked(match["name"], _quoted(match, text), text[:start], text[match.end() :], case)
    for match in _BEHIND.finditer(text):
        yield _Marked(match["name"], _quoted(match, text), text[: match.start()], text[match.end() :], _behind_case(match["kind"]))


def _quoted(match: re.Match[str], text: str) -> tuple[int, int]:
    start, end = match.span("name")
    return start - (2 if text[start - 1] == " " else 1), end + (2 if text[end] == " " else 1)


def _ahead_case(kind: str) -> str:
    folded = kind.casefold()
    if folded.endswith(MARKED_GIVEN):
        return "given"
    return "subject" if folded.endswith(MARKED_SUBJECT) or folded.isascii() else "other"


def _behind_case(kind: str) -> str:
    folded = kind.casefold()
    if folded.endswith(("нде", "нда")):
        return "in"
    if folded.endswith(("нің", "ның")):
        return "of"
    return "given" if folded.endswith(("не", "на", "ге", "ға")) else "subject"


def _tells(told: Sentence, marked: _Marked) -> bool:
    breaks = [match.end() for match in _BREAK.finditer(marked.before)]
    clause = marked.before[breaks[-1] if breaks else 0 :]
    if _RELATIVE.match(clause) or LONG_AGO.search(clause):
        return False
    said = list(_SAYING.finditer(clause))
    if any(ABOUT.match(part) or SUCH_NEWS.match(part) for part in (told.text, clause)):
        return _tells_about(marked, said_before=bool(said))
    if not told.leading:
        return False
    if _RESTING.fullmatch(marked.before):
        return told.opening
    if _ARTICLE.fullmatch(marked.before):
        told_by = told.opening and marked.case == "subject" and _soon(marked.after) and not _PUBLISHING.search(marked.after[:60])
        return told_by or _REFERRED.match(marked.after) is not None
    through = _THROUGH.search(clause)
    if through is not None and _RESTS.match(through[0]):
        return told.opening or len(breaks) > 0
    if said and marked.case == "subject" and said[-1].end() == len(clause.rstrip()) and marked.after.strip(" .") == "":
        return True  # Слова акима приводит газета «X».
    if len(marked.before.split()) - len(clause.split()) < _FEW:
        return False
    return _closes(marked, said=bool(said), through=through is not None)


def _tells_about(marked: _Marked, *, said_before: bool) -> bool:
    """Whether "this" was told through the medium: Об этом поведала в свежем номере газета «X»."""
    if marked.case == "other":
        return _THROUGH.search(marked.before) is not None
    if marked.case == "of":
        return _KAZAKH_ISSUE.match(marked.after) is not None
    return said_before or _soon(marked.after)


def _closes(marked: _Marked, *, said: bool, through: bool) -> bool:
    """Whether the last clause tells who said it: …, цитирует главу союза газета «X»."""
    if marked.case == "given":
        return said
    closed = CLOSED.match(marked.after) is not None or marked.after[:1] == ","
    return closed and said and (marked.case == "subject" or through)


def _soon(after: str) -> bool:
    """Whether a verb of saying follows, before the clause ends: of an anniversary the same verb may tell, so it needs a "that"."""
    clause = _BREAK.split(after, maxsplit=1)[0]
    said = _SAYING.search(clause)
    if said is None or len(clause[: said.start()].split()) > _SOON:
        return False
    return not said[0].casefold().startswith(_DOUBTFUL) or after[said.end() : said.end() + 1] == ","
