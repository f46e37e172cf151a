"""A line that says who wrote the text: By …, Автор: …, (Reporting by …)."""

import re

from kazcrawl.dates import find_dates
from kazcrawl.outlets import host_of
from kazcrawl.parse.body.theme_lines import says_more
from kazcrawl.parse.credit.addresses import is_medium_address
from kazcrawl.parse.credit.formed import is_formed
from kazcrawl.parse.credit.names import Name, is_place, read_name
from kazcrawl.parse.credit.parts import BY_PARTS, BYLINE, Part, is_people, read_line, undated
from kazcrawl.parse.credit.scene import Clue, Scene
from kazcrawl.parse.credit.words import any_of
from kazcrawl.parse.credit.written import QUOTES, clean_person

# How many of the first lines an author's line may stand in.
_LINES = 6
_WITH_EMPLOYER = 2
# Behind the writer's name a sentence follows.
_SENTENCE = re.compile(r"(?<!\b\w)\.\s\S")
_TRANSLATOR = re.compile(rf"\b(?:{any_of('translators')})", re.IGNORECASE)


def find_byline(scene: Scene) -> Clue | None:
    """Return the author that an author's line near either end tells ("By …", "Автор: …", "(Reporting by …)"); below the text with the
    outlet that it names."""
    for index in scene.ends(head=_LINES, tail=4):
        line = scene.lines[index]
        text = line.text.strip("() ")
        match = BYLINE.match(text)
        if match is None or len(text) > 160 or _TRANSLATOR.search(text) or _goes_on(text[match.end() :]):
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


def _goes_on(rest: str) -> bool:
    """Whether a sentence goes on behind the first day in a line: "Author Asel Kim spoke on May 10, 2015, of her book"."""
    days = find_dates(rest)
    return bool(days) and says_more(rest[days[0].span[1] :])


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
