"""A bare name that stands alone, or opens the text as its writer."""

import re

from kazcrawl.parse.credit.names import is_person, is_place
from kazcrawl.parse.credit.scene import Clue, Scene
from kazcrawl.parse.credit.words import any_of
from kazcrawl.parse.credit.written import clean_person

# So many words tell a writer's work behind the name: адвокат, deputy head of the centre.
_WORK = 4
# A name alone has fewer characters, so has a standfirst.
_LINE, _STANDFIRST = 60, 220
_CYRILLIC = re.compile(r"[А-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")
_ANALYSES = re.compile(rf"(?:{any_of('recounting')})\s")
_TITLE = re.compile(r"(?:Dr|Prof|Mr|Mrs|Ms)\.?\s")
_TRANSLATOR = re.compile(rf"\b(?:{any_of('translators')})", re.IGNORECASE)


def find_person(scene: Scene) -> Clue | None:
    """Return the author whose bare name stands alone, as one of the last or first two lines, or as the subject of a standfirst ("NAME
    analyses …"); None if none does."""
    return _signing(scene) or _opening(scene)


def _signing(scene: Scene) -> Clue | None:
    """The writer below the text: NAME · NAME, адвокат · NAME, Almaty"""
    for index in scene.ends(head=0, tail=2):
        line = scene.lines[index]
        text = line.text.strip(" .")
        if index == 0 or line.runs or line.kind == "item" or _TRANSLATOR.search(text):
            continue
        who, _, told = text.partition(", ")
        works = told.islower() and len(told.split()) <= _WORK and is_person(who)
        text = who if works or is_place(told) else text
        if is_person(text, strict=_CYRILLIC.match(text) is None) and scene.registry.by_name(text) is None:
            return Clue(author=clean_person(text), line=index, alone=(index,))
    return None


def _opening(scene: Scene) -> Clue | None:
    """The writer above the text: Dr. NAME · NAME analyses what the new law brings."""
    for index, line in enumerate(scene.lines[:2]):
        if line.kind == "heading":
            continue
        alone = _TITLE.sub("", line.text)
        if len(alone) < _LINE and is_person(alone) and len(scene.lines) > index + 1:
            return Clue(author=clean_person(alone), line=index, alone=(index,))
        words = line.text.split(" ") if len(line.text) < _STANDFIRST else []
        for size in (2, 3):
            who = " ".join(words[:size])
            if _ANALYSES.match(" ".join(words[size : size + 3]) + " ") and is_person(who):
                return Clue(author=clean_person(who), line=index)
    return None
