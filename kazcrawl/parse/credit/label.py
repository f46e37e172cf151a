"""A label that says what it is: Source: X · Источник: X · Дереккөз: X."""

import re
from itertools import islice

from kazcrawl.dates import find_dates
from kazcrawl.outlets import host_of
from kazcrawl.parse.credit.addresses import is_document_address, is_medium_address
from kazcrawl.parse.credit.label_name import MARKS, foreign_title, label_name, misspelt_label, spaced
from kazcrawl.parse.credit.label_printed import printed_in
from kazcrawl.parse.credit.names import (
    Name,
    clean_person,
    is_person,
    read_name,
)
from kazcrawl.parse.credit.parts import undated
from kazcrawl.parse.credit.reprint import TRANSLATED
from kazcrawl.parse.credit.scene import Clue, Scene
from kazcrawl.parse.credit.words import (
    BARE_LABELS,
    LABELS,
    LOOSE_LABELS,
    folded_of,
    openings,
    phrases,
)

_COLON = r"\s?(?:[:：]|\s[-–—]\s|[–—]\s?|-\s|\s=\s|//|>>|→)\s?"
_LABEL = re.compile(rf"(?:^|(?<=[\s(\[•*–—.]))(?P<label>{LABELS}){_COLON}", re.IGNORECASE)
_GLUED = re.compile(r"(?:дереккөзі?|дерек көзі|derekk[oóö]zi?|источник)(?=[a-z0-9-]{2,30}\.[a-z]{2,4}\b)", re.IGNORECASE)
_GLUING = ("дерек", "derek", "источник")
_LABELLING, _BARE_LABELLING = openings("labels"), openings("bare_labels")
_BARE = re.compile(rf"[\W_]*(?P<label>{BARE_LABELS})\s(?=\S)", re.IGNORECASE)
_LOOSE = re.compile(LOOSE_LABELS, re.IGNORECASE)
_SOURCE = re.compile(r"source|источник", re.IGNORECASE)
# Text and photos are of one hand: a person's, or a medium's.
_BOTH = re.compile(r"\W*(?:story|text|words|текст|мәтін)", re.IGNORECASE)
_CAPTION = 3
_TWO = 2


def find_label(scene: Scene) -> Clue | None:
    """Source: X · Источник: X · Дереккөз: X, as a line or at a line's end; "After X.", "По материалам сайта X" as a whole line."""
    listed = sum(line.kind == "item" for line in scene.lines) > 1
    for index in scene.ends(head=4, tail=6):
        if listed and scene.lines[index].kind == "item":
            continue  # each item of a list may tell where it is from; none speaks for the post
        if (clue := _label_in(scene, index)) is not None:
            return clue
    return None


def _label_in(scene: Scene, index: int) -> Clue | None:
    line = scene.lines[index]
    text = line.text
    base = max(0, len(text) - 160) if len(text) > 200 else 0
    labels = [] if _LABELLING.isdisjoint(line.words) else list(islice(phrases(_LABEL, _LABELLING & line.words, text, base), _TWO))
    folded = folded_of(text) if not labels else ""
    if any(stem in folded for stem in _GLUING) and (glued := _GLUED.search(text, base)):
        labels = [glued]
    if not labels and (misspelt := misspelt_label(text)):
        return _labelled(scene, index, misspelt, loose=True, begin=0)
    for label in labels:  # Перевод: NAME. Источник: X
        if not _is_caption(scene, index, label.start()):
            clue = _labelled(scene, index, label.end(), loose=bool(_LOOSE.match(label[0].lstrip())), begin=label.start())
            if clue is not None or label is labels[-1]:
                return clue
    if len(text) >= 120:
        return None
    if not _BARE_LABELLING.isdisjoint(line.words) and (bare := _BARE.match(text)):
        return _labelled(scene, index, bare.end(), loose=True, begin=0)
    if (spotted := printed_in(text, scene.registry)) is not None and not scene.is_own(spotted.name):
        return Clue(outlet=spotted.name, url=scene.elsewhere(line), line=index, alone=(index,))
    return None


def _is_caption(scene: Scene, index: int, begin: int) -> bool:
    """Whether a label closes what stands above the running text and says something, or a few words below it: the caption of a picture."""
    line = scene.lines[index]
    said = undated(line.text[:begin]).rstrip()
    above = index < 2 and not line.runs and any(other.runs for other in scene.lines[index + 1 :])
    short = index > 0 and len(said.split()) <= _CAPTION and TRANSLATED.match(said + " ") is None
    return (above or short) and said.endswith(".") and " " in said


def _labelled(scene: Scene, index: int, start: int, *, loose: bool, begin: int) -> Clue | None:
    line = scene.lines[index]
    rest = spaced(re.split(r"[)\]\n]", line.text[start:], maxsplit=1)[0].strip())
    alone = (index,) if begin <= 3 else ()
    if not rest or rest.strip(MARKS) == "":
        return _next_line(scene, index) if alone else None
    closing = bool(alone) and any(above.runs for above in scene.lines[:index])
    abroad = foreign_title(line.text, start, begin, scene)
    name = (
        abroad.name
        if abroad
        else label_name(rest, scene, loose=loose, alone=bool(alone), closing=closing, both=_BOTH.match(line.text, begin) is not None)
    )
    address = next(filter(host_of, rest.split()), None)
    if name is None or scene.is_own(name) or (loose and not _may_be_text(name, address, line.text[begin:start])):
        return None
    days = find_dates(rest)
    author = _author_beside(rest, name)
    host = host_of(rest.split()[0])
    url = scene.elsewhere(line) or (rest.split()[0] if host and "://" in rest else None)
    return Clue(
        outlet=name, author=author, day=days[0].parsed.day if days else None, url=url, line=index, span=(begin, len(line.text)), alone=alone
    )


def _may_be_text(name: Name, address: str | None, label: str) -> bool:
    """Whether what lies where a loose label leads may be the text itself: a medium's, and no document unless called the source."""
    if name.known is None:
        return host_of(name.text) is None or is_medium_address(address or name.text)
    return address is None or _SOURCE.search(label) is not None or not is_document_address(address, known=True)


def _next_line(scene: Scene, index: int) -> Clue | None:
    """A label on a line of its own, its outlet in the link or on the next line."""
    url = scene.elsewhere(scene.lines[index])
    if url:
        return Clue(outlet=read_name(url, scene.registry), url=url, line=index, alone=(index,))
    if index + 1 < len(scene.lines) and not scene.lines[index + 1].runs:
        name = read_name(scene.lines[index + 1].text, scene.registry)
        if name is not None and name.sure:
            following = scene.lines[index + 1]
            return Clue(outlet=name, url=scene.elsewhere(following), line=index + 1, alone=(index, index + 1))
    return None


def _author_beside(rest: str, name: Name) -> str | None:
    pieces = re.split(r",\s|\s[-–—|]\s", rest)[:3]
    return next((clean_person(piece) for piece in pieces if piece != name.text and is_person(piece)), None)
