"""Who wrote the text, where its own lines tell: By …, Автор: …, (Reporting by …), or a bare name that stands alone."""

import re

from kazcrawl.dates import find_dates
from kazcrawl.outlets import host_of
from kazcrawl.parse.credit.addresses import is_medium_address
from kazcrawl.parse.credit.formed import is_formed
from kazcrawl.parse.credit.names import QUOTES, Name, clean_person, is_person, is_place, read_name
from kazcrawl.parse.credit.parts import BY_PARTS, BYLINE, Part, is_people, read_line, undated
from kazcrawl.parse.credit.scene import Clue, Scene
from kazcrawl.parse.credit.walk import name_after
from kazcrawl.parse.credit.words import RECOUNTING, TRANSLATORS

# How many of the first lines an author's line may stand in.
_LINES = 6
# So many words tell a writer's work behind the name: адвокат, deputy head of the centre.
_WORK = 4
_WITH_EMPLOYER = 2
_CYRILLIC = re.compile(r"[А-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")
_ANALYSES = re.compile(rf"(?:{RECOUNTING})\s")
_REPORTER = re.compile(
    r"(?P<who>[^\W\d_][\w.'’-]{0,20}(?:\s[^\W\d_][\w.'’-]{0,20}){1,3}?)(?:"
    r"\s(?P<verb>reports?|reported|is reporting|writes|wrote) (?:from [^.,;]{2,40}? )?for|"
    r",? (?:is |was )?(?:an? |the )?(?:[\w-]{2,15} ){0,2}(?:reporter|correspondent|journalist|columnist|staff writer) (?:for|at|with)|"
    r"\s?[,–—-]?\s(?:собственный |специальный )?(?:корреспондент|журналист|обозреватель|собкор|спецкор)(?= [«„\"]| [а-я])"
    r")\s(?:the )?"
)
# Behind the employer's name at most the region follows: собкор «X» по Бурабайскому району
_NO_MORE = re.compile(r".{0,3}|[»”\"]?,?\s(?:по|в|in|at)\s[^\W\d_a-zа-я][\w-]{2,20}(?:\s[^\W\d_][\w-]{2,20})?\.?")
# Behind the writer's name a sentence follows.
_SENTENCE = re.compile(r"(?<!\b\w)\.\s\S")
_TITLE = re.compile(r"(?:Dr|Prof|Mr|Mrs|Ms)\.?\s")
_TRANSLATOR = re.compile(rf"\b(?:{TRANSLATORS})", re.IGNORECASE)


def find_byline(scene: Scene) -> Clue | None:
    """Return the author that an author's line near either end tells ("By …", "Автор: …", "(Reporting by …)"); below the text with the
    outlet that it names."""
    for index in scene.ends(head=_LINES, tail=4):
        line = scene.lines[index]
        text = line.text.strip("() ")
        match = BYLINE.match(text)
        if match is None or len(text) > 160 or _TRANSLATOR.search(text):
            continue
        rest = re.split(r";|\bEditing\b|\bediting\b", text[match.end() :], maxsplit=1)[0]
        cut = undated(rest)
        first = BY_PARTS.split(cut)[0].strip(" .,")
        if is_people(first, strict=False) and scene.registry.by_name(first) is None:
            place = next((part.strip(" .,") for part in BY_PARTS.split(cut)[1:] if is_place(part)), None)
            days = find_dates(text)
            day = days[0].parsed.day if days else None
            below = any(above.runs for above in scene.lines[:index])
            read = read_line(line, scene) if below else None  # above the text that is the head's to tell
            outlet = _employer(read.parts) if read else None
            alone = () if _SENTENCE.search(rest) else (index,)
            return Clue(outlet, clean_person(first), day, place=place, line=index, alone=alone)
        if (medium := _signing_medium(first, scene)) is not None:
            return Clue(medium, url=scene.elsewhere(line), line=index, alone=(index,))
    return None


def _signing_medium(text: str, scene: Scene) -> Name | None:
    """The medium that a label of authors names, where its name leaves no doubt: known, an address, газета «…»."""
    name = read_name(text, scene.registry)
    if name is None or scene.is_own(name) or is_place(text):
        return None
    told = name.sure and (text[:1] in QUOTES or text.split()[0].islower())
    return name if name.known is not None or is_medium_address(text) or (told and host_of(text) is None) else None


def _employer(parts: tuple[Part, ...]) -> Name | None:
    """The outlet that an author's line names; one that nobody knows only where nothing else stands beside the writer."""
    known = next((part.name for part in parts if part.kind == "outlet"), None)
    if known is not None or len(parts) != _WITH_EMPLOYER or parts[1].kind != "name" or is_people(parts[1].text, strict=False):
        return known
    return parts[1].name if is_formed(parts[1].text, parts[1].name) else None


def find_lone_person(scene: Scene) -> Clue | None:
    """Return the author whose bare name stands alone: as the last line, or as the subject of a standfirst ("NAME analyses …")."""
    for index in scene.ends(head=0, tail=2):
        if scene.lines[index].runs:
            continue
        text = scene.lines[index].text.strip(" .")
        if _TRANSLATOR.search(text):
            continue
        who, _, told = text.partition(", ")
        work = told.islower() and len(told.split()) <= _WORK and is_person(who)
        text = who if work or is_place(told) else text
        if (
            scene.lines[index].kind != "item"
            and is_person(text, strict=_CYRILLIC.match(text) is None)
            and scene.registry.by_name(text) is None
            and index > 0
        ):
            return Clue(author=clean_person(text), line=index, alone=(index,))
    for index, line in enumerate(scene.lines[:2]):
        if line.kind == "heading":
            continue
        alone = _TITLE.sub("", line.text)
        if len(alone) < 60 and is_person(alone) and len(scene.lines) > index + 1:
            return Clue(author=clean_person(alone), line=index, alone=(index,))
        words = line.text.split(" ") if len(line.text) < 220 else []
        for size in (2, 3):
            who = " ".join(words[:size])
            if _ANALYSES.match(" ".join(words[size : size + 3]) + " ") and is_person(who):
                return Clue(author=clean_person(who), line=index)
    return None


def find_reporter(scene: Scene) -> Clue | None:
    """NAME reports from PLACE for X · NAME is a staff writer for X · NAME — корреспондент «X»: the outlet by whom it employs, in a line
    of its own near either end."""
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
