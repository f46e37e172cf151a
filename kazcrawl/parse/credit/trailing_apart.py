"""A line behind the text that is nothing but the outlet, with its writer and its day: - BBC · «X» · NAME, X · x.kz · The Qazaq Times."""

import re
from datetime import date

from kazcrawl.dates import find_dates
from kazcrawl.outlets import MEDIA_WORDS, Registry, host_of
from kazcrawl.parse.credit.addresses import is_medium_address
from kazcrawl.parse.credit.formed import formed_name, is_formed
from kazcrawl.parse.credit.names import Name, is_person, is_place, read_name
from kazcrawl.parse.credit.parts import BYLINE, SPECIAL, undated, unnumbered
from kazcrawl.parse.credit.scene import Clue, Scene, tells_rights
from kazcrawl.parse.credit.spotted import is_company
from kazcrawl.parse.credit.words import JOURNALISTS, MASTHEADS, NO_NAMES, ROLES
from kazcrawl.parse.credit.written import clean_person, is_branded, is_masthead

_DASHED = re.compile(r"\s?(?:[-–—]{1,2}|//|©)\s?(?=\S)")
_PIECES = re.compile(r",\s|\s[-–—|]\s|\s\|\s?")
_WRITER_AND_NAME = 2
_PAIR = '“”«»"'
# Whence a text is, before the name and its day: — from The X, 12 August 2012 · Aus: X, 14. März 2012
_WHENCE = re.compile(
    r"(?:from|aus|из|із|з|du|de|tiré d[eu]|extrait d[eu]|da|dalla|tratto da|del|z|ze)(?:\s?:)?\s(?=[«“„\"\w])(?-i:the\s(?=[A-Z]))?",
    re.IGNORECASE,
)
# The day below a name stands in so short a line.
_SHORT = 40


def read_apart(scene: Scene, index: int) -> Clue | None:
    """Return the outlet that a line is the name of, with the writer beside or above it and the day beside or below; None if it is none.

    What the registry knows needs no more; a name that is a medium's by its looks needs a mark, a day or a link beside it; any other name a
    writer, or a dash before it and none before its neighbours."""
    line = scene.lines[index]
    if not _may_stand_apart(scene, index):
        return None
    text = line.text.strip().lstrip("… ")
    dash = _DASHED.match(text)
    bare = (text[dash.end() :] if dash else text).rstrip(">→" if "«" in text else "»>→").strip()
    if host_of(bare):
        return _addressed(scene, index, bare, marked=bare != text)
    days = find_dates(bare)
    whence = _WHENCE.match(bare) if days else None
    undayed = undated(bare[whence.end() :] if whence else bare)
    unissued = unnumbered(undayed)
    author, said = _without_writer(unissued.strip(" ,.-–—|()\n"), scene.registry)
    above = _writer_above(scene, index) if author is None else None
    said = SPECIAL.sub("", said) if above else said
    name = formed_name(said, scene.registry) if dash or author or whence else read_name(said, scene.registry)
    if name is None or _is_role(name.text) or _is_of_another_kind(said):
        return None
    below = dated_below(scene, index)
    signed = (author or (above and _is_in_quotes(said.rstrip(".")))) and not is_company(name.text)
    dashed = dash and (below or (_is_lone(scene, index) and is_apart(said, name)))
    marked = days or unissued != undayed or _is_in_quotes(text) or scene.elsewhere(line) or _is_paper(name.text)
    told = whence and is_apart(said, name)
    if not (name.known or signed or dashed or told or (name.sure and marked)):
        return None
    day = days[0].parsed.day if days else below
    lines = (*((index - 1,) if above else ()), index, *((index + 1,) if below else ()))
    return Clue(outlet=name, author=author or above, day=day, url=scene.elsewhere(line), line=index, alone=lines)


def is_apart(text: str, name: Name) -> bool:
    """Whether a name stands apart as an outlet's; in Cyrillic so may any words: (Продолжение следует)."""
    return is_formed(text, name) and (text.isascii() or name.sure or text[:1] in _PAIR)


def _may_stand_apart(scene: Scene, index: int) -> bool:
    """Whether a line may be nothing but a name: no running text, no item of a list, no heading over a text, no ©, not closed in slashes."""
    line = scene.lines[index]
    heads = line.kind == "heading" and any(other.runs for other in scene.lines[index + 1 :])
    return not (line.runs or line.kind == "item" or heads or line.text.startswith("/") or tells_rights(line.text))


def _writer_above(scene: Scene, index: int) -> str | None:
    """The writer whose name and a comma are all of the line above, as newspapers sign: NAME, / «X»"""
    above = scene.lines[index - 1].text.strip()
    return clean_person(above) if above.endswith(",") and is_person(above, strict=False) else None


def _without_writer(text: str, registry: Registry) -> tuple[str | None, str]:
    """The writer in NAME, X or X | NAME, if one is there, and what is left for the outlet's name."""
    pieces = _PIECES.split(text)
    if any(piece[:1] in _PAIR for piece in pieces):  # NAME, «X», Place
        pieces = [piece for piece in pieces if not is_place(piece)]
    writers = [_writer(piece) for piece in pieces] if len(pieces) == _WRITER_AND_NAME else []
    author = next(filter(None, writers), None)
    if author is None:
        return None, text
    name = SPECIAL.sub("", pieces[1 - writers.index(author)])
    read = read_name(name, registry)
    # Yours, NAME: one plain word beside a writer is no paper.
    stands = " " in name or name[:1] in _PAIR or is_branded(name) or (read is not None and read.sure)
    return (clean_person(author), name) if stands else (None, text)


def _writer(text: str) -> str | None:
    """The person that a text names, behind a label or not: NAME · Дайындаған NAME"""
    label = BYLINE.match(text)
    return next((who for who in (text[label.end() :] if label else "", text) if is_person(who)), None)


def _is_in_quotes(text: str) -> bool:
    """Whether a line is a name in quotes, with the word for its kind behind it or not: «X» · «X» газеті"""
    return text[:1] in _PAIR and (text[-1:] in _PAIR or text.rpartition(" ")[2] in MEDIA_WORDS)


def _is_of_another_kind(text: str) -> bool:
    """Whether a word before the quotes says what a name in them is, and that is no medium: ресторан «X»"""
    kind = text.partition("«")[0].split() if "«" in text else []
    return bool(kind) and all(word.islower() for word in kind) and (MEDIA_WORDS | JOURNALISTS).isdisjoint(kind)


def _is_role(text: str) -> bool:
    return any(word.strip(".,").casefold() in ROLES for word in text.split())


def _is_lone(scene: Scene, index: int) -> bool:
    """Whether no neighbour of a line begins with a dash as well, as the lines of a list do."""
    beside = (*scene.lines[index - 1 : index], *scene.lines[index + 1 : index + 2])
    return not any(_DASHED.match(line.text) for line in beside)


def _is_paper(text: str) -> bool:
    """Whether a name is a newspaper's by a word that nothing else has (Herald, Вестник) or by its article (The Silk Mail)."""
    words = text.casefold().split()
    return is_masthead(text) and (text.startswith("The ") or not (MASTHEADS.isdisjoint(words) or words[0] in NO_NAMES))


def _addressed(scene: Scene, index: int, address: str, *, marked: bool) -> Clue | None:
    others = sum(host_of(line.text) is not None for line in scene.lines[-6:])
    name = read_name(address, scene.registry) if others < 2 else None  # several addresses are a list of references
    if name is None or not (marked or name.known or is_medium_address(address)):
        return None
    url = address if "://" in address else scene.elsewhere(scene.lines[index])
    return Clue(outlet=name, url=url, line=index, alone=(index,))


def dated_below(scene: Scene, index: int) -> date | None:
    """Return the day that a short line tells below this one, None if none does."""
    below = scene.lines[index + 1].text if index + 1 < len(scene.lines) else ""
    days = find_dates(below) if len(below) <= _SHORT else []
    return days[0].parsed.day if days else None
