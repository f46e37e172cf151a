"""A label that says what it is: Source: X · Источник: X · Дереккөз: X."""

import re
from itertools import islice

from kazcrawl.dates import find_dates
from kazcrawl.outlets import host_of
from kazcrawl.parse.credit.addresses import is_document_address, is_medium_address
from kazcrawl.parse.credit.label_name import MARKS, Label, foreign_title, label_name, misspelt_label, spaced
from kazcrawl.parse.credit.label_printed import printed_in
from kazcrawl.parse.credit.names import Name, is_person, read_name
from kazcrawl.parse.credit.parts import undated
from kazcrawl.parse.credit.phrases import openings, phrases
from kazcrawl.parse.credit.reprint import TRANSLATED
from kazcrawl.parse.credit.scene import Clue, Line, Scene
from kazcrawl.parse.credit.trailing_apart import dated_below
from kazcrawl.parse.credit.words import any_of
from kazcrawl.parse.credit.written import clean_person

_COLON = r"\s?(?:[:：]|\s[-–—]\s|[–—]\s?|-\s|\s=\s|//|>>|→|(?P<odd>[»>|])(?=\s?[^\W_]))\s?"
_LABEL = re.compile(rf"(?:^|(?<=[\s(\[•*–—.#]))(?P<label>{any_of('labels')}){_COLON}", re.IGNORECASE)
_LABELLING, _BARE_LABELLING = openings("labels"), openings("bare_labels")
_BARE = re.compile(rf"[\W_]*(?P<label>{any_of('bare_labels')})\s(?=\S)", re.IGNORECASE)
_LOOSE = re.compile(any_of("loose_labels"), re.IGNORECASE)
# Labels that say it themselves: any mark sets them off, and what lies at an address behind them need not look like a medium.
_SOURCE = re.compile(r"source|источник|дереккөз|quelle|fuente|fonte|kaynak|źródło|джерело|manba|mənbə|булак", re.IGNORECASE)
_RESTS = re.compile(
    r"\W*(?:по (?:материалам|сообщени|информации)|за (?:матеріалами|інформацією)|reported by|as reported by)", re.IGNORECASE
)
# A long line is searched at its end only. A line has no more labels that matter; a caption no more words.
_LONG, _END, _LABELS, _CAPTION = 200, 160, 2, 3


def find_label(scene: Scene) -> Clue | None:
    """Return what a label among the first four or last six lines names, with author, day and address; None if none does.

    Source: X · Источник: X · Дереккөз: X, as a line or at a line's end; "After X.", "По материалам сайта X" as a whole line."""
    listed = sum(line.kind == "item" for line in scene.lines) > 1
    for index in scene.ends(head=4, tail=6):
        if listed and scene.lines[index].kind == "item":
            continue  # each item of a list may tell where it is from; none speaks for the post
        if (clue := _read(scene, index)) is not None:
            return clue
    return None


def _read(scene: Scene, index: int) -> Clue | None:
    line = scene.lines[index]
    if labels := [label for label in _labels(line) if not _is_caption(scene, index, label.begin)]:
        return next(filter(None, (_labelled(scene, index, label) for label in labels)), None)  # Перевод: NAME. Источник: X
    spotted = printed_in(line.text, scene.registry)
    if spotted is None or scene.is_own(spotted.name):
        return None
    return Clue(outlet=spotted.name, url=scene.elsewhere(line), line=index, alone=(index,))


def _labels(line: Line) -> list[Label]:
    """The labels of a line; where it has none, what opens it as one with a slip of the pen, or as one that needs no colon."""
    text = line.text
    telling = _LABELLING & line.words
    base = len(text) - _END if len(text) > _LONG else 0
    if telling and (found := list(islice(phrases(_LABEL, telling, text, base), _LABELS))):
        return [
            Label(match[0], match.start(), match.end(), loose=_LOOSE.match(match[0].lstrip()) is not None)
            for match in found
            if not match["odd"] or _SOURCE.search(match["label"])
        ]
    end = misspelt_label(text)
    if not end and not _BARE_LABELLING.isdisjoint(line.words) and (bare := _BARE.match(text)) is not None:
        end = bare.end()
    return [Label(text[:end], 0, end, loose=True)] if end else []


def _is_caption(scene: Scene, index: int, begin: int) -> bool:
    """Whether a label closes what stands above the running text and says something, or a few words below it: the caption of a picture."""
    line = scene.lines[index]
    said = undated(line.text[:begin]).rstrip()
    above = index < 2 and not line.runs and any(other.runs for other in scene.lines[index + 1 :])
    short = index > 0 and len(said.split()) <= _CAPTION and TRANSLATED.match(said + " ") is None
    return (above or short) and said.endswith(".") and " " in said


def _labelled(scene: Scene, index: int, label: Label) -> Clue | None:
    line = scene.lines[index]
    rest = spaced(re.split(r"[)\]\n]", line.text[label.end :], maxsplit=1)[0].strip())
    if rest.strip(MARKS) == "":
        return _next_line(scene, index) if label.alone else None
    below = any(above.runs for above in scene.lines[:index])
    abroad = foreign_title(line.text, label.end, label.begin, scene)
    name = abroad.name if abroad else label_name(rest, scene, label, below=below)
    if name is None or scene.is_own(name) or (label.loose and not _may_be_text(name, rest, label)):
        return None
    days = find_dates(rest)
    first = rest.split()[0]
    return Clue(
        outlet=name,
        author=_author_beside(rest, name, label),
        day=days[0].parsed.day if days else None,
        url=scene.elsewhere(line) or (first if "://" in first and host_of(first) else None),
        line=index,
        span=(label.begin, len(line.text)),
        alone=(index,) if label.alone else (),
    )


def _may_be_text(name: Name, rest: str, label: Label) -> bool:
    """Whether what lies where a loose label leads may be the text itself: a medium's, and no document unless called the source."""
    address = next(filter(host_of, rest.split()), None)
    if name.known is None:
        return host_of(name.text) is None or _RESTS.match(label.text) is not None or is_medium_address(address or name.text)
    return address is None or _SOURCE.search(label.text) is not None or not is_document_address(address, known=True)


def _next_line(scene: Scene, index: int) -> Clue | None:
    """A label on a line of its own, its outlet in the link or on the next line."""
    url = scene.elsewhere(scene.lines[index])
    if url:
        return Clue(outlet=read_name(url, scene.registry), url=url, line=index, alone=(index,))
    if index + 1 < len(scene.lines) and not scene.lines[index + 1].runs:
        name = read_name(scene.lines[index + 1].text, scene.registry)
        if name is not None and name.sure:
            following = scene.lines[index + 1]
            day = dated_below(scene, index + 1)
            alone = (index, index + 1, *((index + 2,) if day else ()))
            return Clue(outlet=name, day=day, url=scene.elsewhere(following), line=index + 1, alone=alone)
    return None


def _author_beside(rest: str, name: Name, label: Label) -> str | None:
    pieces = re.split(r",\s|\s[-–—|]\s", rest)[:3]
    return next((clean_person(piece) for piece in pieces if piece != name.text and is_person(piece, strict=not label.of_both)), None)
