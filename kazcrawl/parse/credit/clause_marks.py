"""Mediums that their form marks in a sentence, whatever they are called: a name in quotation marks beside the word for its kind
(газета «…», «…» газеті, the weekly "…"), an address (Kulan.kz порталы), a masthead in quotation marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kazcrawl.outlets import Registry
from kazcrawl.parse.credit.names import Name, is_institution, read_name
from kazcrawl.parse.credit.words import MARKED_GIVEN, MARKED_SUBJECT, any_of

_NAME = r"(?:«\s?|[“„\"])(?P<name>(?=\w)[^«»“”„\"\n]{1,70}?)(?<![,.!?:;\s])\s?[»”“\"]"
_AHEAD = re.compile(
    rf"(?<![\w-])(?:[^\W\d_]{{2,20}}-)?(?P<kind>(?:{any_of('marked_ahead')})|(?P<issue>{any_of('issues')}))\s"
    rf"(?:[A-Z][\w-]{{2,20}}\s)?{_NAME}",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"{_NAME}\s(?P<whose>(?!the\s|an?\s)[^\W\d_]{{2,20}}\s)?(?P<kind>{any_of('marked_behind')})(?!\w)", re.IGNORECASE)
_ADDRESS = re.compile(
    rf"(?<![\w@/.«“\"-])(?:(?:{any_of('marked_ahead')})\s)?(?P<name>(?:[\w-]{{2,40}}\.){{1,3}}[a-z]{{2,6}})(?![\w/@.]\w)"
    rf"(?:[-’'][а-яәғқңөұүһі]{{2,3}}(?!\w))?(?:\s(?:[^\W\d_]{{2,20}}\s)?(?:{any_of('marked_behind')})(?!\w))?",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![\w-])(?P<kind>{any_of('marked_ahead')})\s(?P<name>(?-i:[А-ЯЁӘҒҚҢӨҰҮІA-Z])[\w-]{{2,30}}(?:\s(?-i:[А-ЯЁӘҒҚҢӨҰҮІA-Z])[\w-]{{2,30}}){{0,3}})(?!\w|\.\w)",
    re.IGNORECASE,
)
_MASTHEAD = re.compile(r"[«“](?P<name>[^«»“”„\"\n]{4,60})[»”]")

_UNINFLECTED = ("иа", "миа", "риа", "тк", "трк")


@dataclass(frozen=True, slots=True)
class Marked:
    """A medium, its place, what stands before it and its kind and behind them. `case` is what it stands as: the "subject", "given" for
    whom something is told, "of" and "in" in Kazakh, "other", or "any" where its form does not show it."""

    name: Name
    span: tuple[int, int]
    before: str
    after: str
    case: str


def iter_marked(text: str, registry: Registry) -> Iterator[Marked]:
    """Yield the mediums of a sentence, those named with their kind first."""
    for match in _AHEAD.finditer(text):
        case = "subject" if match["issue"] else _ahead_case(match["kind"])
        yield Marked(_named(match, text, registry), _quoted(match, text), text[: match.start()], text[match.end() :], case)
    for match in _BEHIND.finditer(text):
        if match["whose"] and is_institution(match["whose"]):
            continue  # «X» компаниясының сайты: a company reports on itself
        case = _behind_case(match["kind"])
        yield Marked(_named(match, text, registry), _quoted(match, text), text[: match.start()], text[match.end() :], case)
    for match in _ADDRESS.finditer(text):
        yield from _sure(match, text, registry, "any")
    for match in _BARE.finditer(text):
        yield from _sure(match, text, registry, _ahead_case(match["kind"]))
    for match in _MASTHEAD.finditer(text):
        yield from _sure(match, text, registry, "any")


def _sure(match: re.Match[str], text: str, registry: Registry, case: str) -> Iterator[Marked]:
    name = read_name(match["name"], registry)
    if name is not None and name.sure:
        yield Marked(name, match.span("name"), text[: match.start()], text[match.end() :], case)


def _named(match: re.Match[str], text: str, registry: Registry) -> Name:
    name = read_name(text[slice(*_quoted(match, text))], registry)
    return name if name is not None and name.sure else Name(match["name"], registry.by_name(match["name"]), sure=True)


def _quoted(match: re.Match[str], text: str) -> tuple[int, int]:
    start, end = match.span("name")
    return start - (2 if text[start - 1] == " " else 1), end + (2 if text[end] == " " else 1)


def _ahead_case(kind: str) -> str:
    folded = kind.casefold()
    if folded.endswith(MARKED_GIVEN):
        return "given"
    if folded in _UNINFLECTED:
        return "any"
    return "subject" if folded.endswith(MARKED_SUBJECT) or folded.isascii() else "other"


def _behind_case(kind: str) -> str:
    folded = kind.casefold()
    if folded.endswith(("нде", "нда")):
        return "in"
    if folded.endswith(("нің", "ның")):
        return "of"
    return "given" if folded.endswith(("не", "на", "ге", "ға")) else "subject"
