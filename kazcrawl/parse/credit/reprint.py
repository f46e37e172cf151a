"""A formula that tells where a text stood first: Originally published in X · Reprinted from X · Впервые опубликовано в X · Extrait de X."""

import re

from kazcrawl.dates import find_dates
from kazcrawl.parse.credit.formed import is_formed
from kazcrawl.parse.credit.label_name import ADDRESS, foreign_title
from kazcrawl.parse.credit.names import is_person, is_place
from kazcrawl.parse.credit.reprint_link import bodied_title, find_link
from kazcrawl.parse.credit.scene import Clue, Line, Scene, goes_on
from kazcrawl.parse.credit.spotted import Spotted
from kazcrawl.parse.credit.walk import name_after
from kazcrawl.parse.credit.words import GENERIC, LANGUAGES, any_of
from kazcrawl.parse.credit.written import QUOTES, clean_person

# This original article by NAME was …
_SUBJECT = (
    rf"[\W_]*(?:(?:{any_of('these')})\s?)?(?:(?:{any_of('whole')})\s)?(?:(?:{any_of('texts')})(?: above| below)?\s)?"
    rf"(?:by [^.,]{{3,40}}\s)?(?:(?:{any_of('being')})\s)?"
)
# … in the May edition of X, in № 12 of X
_ISSUE_OF = r"(?:\s(?:the\s)?[^.;:()]{0,40}?\b(?:issue|edition|number)(?:\s(?:no\.?|№)\s?\d+)?,?\sof|,?\s(?:№|выпуске)\s?\d{1,6},?)?"
_REPRINT = re.compile(
    rf"{_SUBJECT}(?P<formula>(?:(?P<thanks>{any_of('thanks')})|{any_of('reprints')}|(?P<weak>{any_of('weak_reprints')})):?{_ISSUE_OF})\s"
    r"(?!print\s|pages?\s)(?=\S)",
    re.IGNORECASE,
)
_AHEAD = re.compile(rf"(?P<label>(?:{any_of('bylines')})(?:\s?:)?\s)?(?P<who>[^,;:()|\n]{{5,40}}?)(?:,\s|(?<!\b\w)\.\s)", re.IGNORECASE)
# A sentence about the translation, before the one that tells the source: Translated from the German by NAME. First published in X
TRANSLATED = re.compile(
    rf"[\W_]*(?:[^\W\d_]{{1,20}}\s){{0,2}}(?:{any_of('translators')}|edited by|abridged|shortened|печатается|публикуется)"
    r"(?::?\s[^.:;\n]{2,70})?\.\s",
    re.IGNORECASE,
)
_FROM_ISSUE = re.compile(r"(?:taken |article |story )?from (?:the )?[^.;:()]{0,40}? ?(?:issue|edition|number),? of (?=\S)", re.IGNORECASE)
# What WordPress writes under each post of a feed.
_FEED = re.compile(r"The post .{1,200}? (?:appeared first|first appeared) on (?=\S)")
_IS_FROM = re.compile(
    r"(?:(?:this|the|an?) )?(?:(?:article|story|report|text|piece) (?:is|was|comes) from|"
    r"(?:article|story) from) (?=\S)",
    re.IGNORECASE,
)
# “Title”, X magazine · “Title” in X: the work before where it stood
_WORK = re.compile(r"[«“„\"][^«»“”„\"\n]{2,80}[»”\"]?,?[»”\"]?,?\s(?:(?:in|from|on|aus|in:|из|в|dans|da|en)\s)?(?=\S)")
_YEAR = re.compile(r"\d{4}")
_LONGEST = 300


def find_reprint(scene: Scene) -> Clue | None:
    """Return what such a formula among the first three or last six lines names, with writer, day and address; else where the whole text is
    to be read (`reprint_link`); None if neither tells."""
    found = (_formula_in(scene, index) for index in scene.ends(head=3, tail=6) if len(scene.lines[index].text) <= _LONGEST)
    return next(filter(None, found), None) or find_link(scene)


def _formula_in(scene: Scene, index: int) -> Clue | None:
    line = scene.lines[index]
    blanked = _blanked(line.text)
    writer, begin = _writer_ahead(blanked)
    match = _FEED.match(line.text) or _REPRINT.match(blanked, begin) or _FROM_ISSUE.match(blanked, begin) or _IS_FROM.match(blanked, begin)
    spotted = _named(match, line, scene) if match else None
    if match is None or spotted is None or scene.is_own(spotted.name):
        return None
    is_sentence = goes_on(line.text[spotted.span[1] :])
    thanked = match.re is _REPRINT and match["thanks"] is not None
    weak = not _may_be_thanked(line.text, spotted) if thanked else is_sentence or (match.re is _REPRINT and match["weak"])
    if weak and not spotted.sure:
        return None
    days = find_dates(ADDRESS.sub("", line.text))
    return Clue(
        outlet=spotted.name,
        author=writer,
        day=days[0].parsed.day if days else None,
        url=scene.elsewhere(line),
        line=index,
        span=(0, spotted.span[1]),
        alone=() if is_sentence else (index,),
    )


def _named(match: re.Match[str], line: Line, scene: Scene) -> Spotted | None:
    """The outlet behind a formula, or behind the work that stood in it; no person, body, place or language: Translated from Russian."""
    work = _WORK.match(line.text, match.end())
    beside = name_after(line.text, work.end(), scene.registry) if work else None
    if beside is not None and beside.sure:
        return beside
    spotted = name_after(line.text, match.end(), scene.registry)
    if spotted is None or spotted.name.known is None:
        begin = match.start("formula") if match.re is _REPRINT else 0
        spotted = foreign_title(line.text, match.end(), begin, scene) or bodied_title(line, match.end(), scene) or spotted
    if spotted is None or not spotted.likely(formula=True):
        return None
    title = spotted.name.text
    return None if is_place(title) or _is_report(title) or title.casefold() in LANGUAGES else spotted


def _is_report(title: str) -> bool:
    """Whether a title is a yearly document's: the 2018 Annual Report."""
    *ahead, last = title.casefold().split()
    return last in ("report", "reports") and all(word in GENERIC or word.isdigit() for word in ahead)


def _may_be_thanked(text: str, spotted: Spotted) -> bool:
    """Whether who is thanked for a text is no person, by the article or the quotes before the name, or by its words."""
    ahead = text[: spotted.span[0] + 1]
    return ahead[-1:] in QUOTES or is_formed(spotted.name.text, spotted.name, told=ahead[:-1].endswith("the "))


def _writer_ahead(text: str) -> tuple[str | None, int]:
    """The writer whom a line names first, and where the formula behind begins: By NAME. First published in X · NAME, reprinted from X"""
    if (translated := TRANSLATED.match(text)) is not None:
        return None, translated.end()
    match = _AHEAD.match(text)
    if match is None or not is_person(match["who"], strict=match["label"] is None):
        return None, 0
    return clean_person(match["who"]), match.end()


def _blanked(text: str) -> str:
    """The text with its dates as blanks, every other letter in its place: published on … in X."""
    for hit in find_dates(text) if _YEAR.search(text) else ():
        start, end = hit.span
        text = text[:start] + " " * (end - start) + text[end:]
    return text
