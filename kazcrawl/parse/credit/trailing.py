"""What stands last and names the outlet: brackets, dashes, addresses, bare names."""

import re
from datetime import date

from kazcrawl.dates import find_dates, find_partials
from kazcrawl.outlets import MEDIA_WORDS, Registry, host_of
from kazcrawl.parse.credit.addresses import is_medium_address
from kazcrawl.parse.credit.formed import formed_name, is_formed
from kazcrawl.parse.credit.names import Name, clean_person, is_branded, is_masthead, is_person, is_place, is_titled, read_name
from kazcrawl.parse.credit.parts import BYLINE, SPECIAL, undated, unnumbered
from kazcrawl.parse.credit.scene import Clue, Scene, is_picture_credit, tells_rights
from kazcrawl.parse.credit.spotted import is_company
from kazcrawl.parse.credit.words import BARE_LABELS, JOURNALISTS, MASTHEADS, NO_NAMES, ROLES, words_of

_END_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]][.\s»”\"]*$")
_FORMULA = re.compile(rf"(?:{BARE_LABELS})\s", re.IGNORECASE)
# The desk's or the editor's sign behind an agency: (AFP/jW), (Energiedienst/kl).
_SIGNED = re.compile(r"([^\W\d_][\w-]{2,30})\s?/\s?[a-z]{1,3}[A-Z]?")
_DASHED = re.compile(r"\s?(?:[-–—]{1,2}|//|©)\s?(?=\S)")
_GLUE = re.compile(r"[.!?…][»”\"']?\s+([^.!?…]{2,60}|(?:[-–—]\s)?(?:[\w-]{1,30}\.){1,2}[a-z]{2,5}|[«“„\"][^.!?…]{2,40}[»”\"]\.)$")
_PAIR = '“”«»"'
# Behind the last stop, in slashes, in brackets, or in quotes behind a dash; a line of nothing else.
_CLOSED = re.compile(
    r"(?:(?P<stop>(?:^|[.!?…])[»”\"]?)\s{0,2}(?:/(?P<slashed>[^/\n]{3,50})/|[(\[](?P<bracketed>[^()\[\]/\n]{3,50})[)\]]|"
    r"(?://|\|)\s?(?P<barred>[^/|\n.!?]{3,50})|"
    r"[-–—/]{1,2}\s?(?P<dashed>[«“„\"][^«»“”\"\n]{2,50}[»”\"](?:\s[^\W\d_]{3,15})?))|\s/(?P<inside>[^/\n]{3,50})/)\.?$"
)
# So long is a line that is nothing but a name, its writer and its day.
_APART = 200
_WRITER_AND_NAME = 2


def find_trailing(scene: Scene) -> Clue | None:
    """What stands last: (Outlet), - Outlet, Outlet glued behind the last stop, host », an address, the outlet's bare name."""
    for index in scene.ends(head=0, tail=4):
        looks = ((_bracketed,) if index >= len(scene.lines) - 2 else ()) + ((_set_apart, _glued, _closed) if index else (_glued, _closed))
        for look in looks:
            if (clue := look(scene, index)) is not None and not scene.is_own(clue.outlet):
                return clue
    return None


def _bracketed(scene: Scene, index: int) -> Clue | None:
    line = scene.lines[index]
    closed = line.text.rstrip('. \t»”"').endswith((")", "]"))
    match = _END_BRACKET.search(line.text[-80:]) if closed else None
    if match is None or _is_of_picture(match[1]):
        return None
    signed = _SIGNED.fullmatch(match[1].strip())
    for piece in re.split(r"\s?/\s?|,\s|;\s?", match[1].strip()):
        bare = _FORMULA.sub("", piece.strip())
        name = _lower_case(bare) if bare.islower() and bare.isalpha() else None
        name = name or read_name(bare, scene.registry)
        if name is not None and (name.sure or (signed and piece == signed[1] and is_titled(piece))) and not is_person(bare):
            start = len(line.text) - len(match[0])
            author = clean_person(line.text[:start]) if is_person(line.text[:start]) else None
            whole = author is not None or line.text[:start].strip() == ""
            return Clue(
                outlet=name,
                author=author,
                url=scene.elsewhere(line),
                line=index,
                span=(start, len(line.text)),
                alone=(index,) if whole else (),
            )
    return None


def _lower_case(text: str) -> Name | None:
    """An agency that writes itself small as one word that nothing else is: (kaznews)"""
    return Name(text, sure=True) if text.endswith("news") and len(text) > len("news") + 2 else None


def _set_apart(scene: Scene, index: int) -> Clue | None:
    line = scene.lines[index]
    text = line.text.strip().lstrip("… ")
    if not _may_stand_apart(scene, index):
        return None
    dash = _DASHED.match(text)
    bare = (text[dash.end() :] if dash else text).rstrip(">→" if "«" in text else "»>→").strip()
    if host_of(bare):
        return _addressed(scene, index, bare, marked=dash is not None or bare != text)
    days = find_dates(bare)
    dayless = undated(bare) if days or dash else bare
    numbered = unnumbered(dayless) != dayless
    author, said = _without_writer(unnumbered(dayless).strip(" ,.-–—|()\n") if days or dash or numbered else bare, scene.registry)
    above = _writer_above(scene, index) if author is None else None
    said = SPECIAL.sub("", said) if above else said
    name = formed_name(said, scene.registry) if dash or days or author or above else read_name(said, scene.registry)
    if name is None or is_person(said) or is_place(name.text) or _is_role(name.text) or _is_of_another_kind(said):
        return None
    below = _dated_below(scene, index)
    dashed = dash and (days or below or "//" in dash[0] or (_is_lone(scene, index) and _is_apart(said, name)))
    signed = (author or (above and _is_in_quotes(said.rstrip(".")))) and not is_company(name.text)
    beside = dash or days or numbered or above or _is_in_quotes(text) or scene.elsewhere(line) or _is_paper(name.text)
    if not (name.known or signed or dashed or (name.sure and beside)):
        return None
    day = days[0].parsed.day if days else below
    lines = (*((index - 1,) if above else ()), index, *((index + 1,) if below else ()))
    return Clue(outlet=name, author=author or above, day=day, url=scene.elsewhere(line), line=index, alone=lines)


def _writer_above(scene: Scene, index: int) -> str | None:
    """The writer whose name and a comma are all of the line above, as newspapers sign: NAME, / «X»"""
    above = scene.lines[index - 1].text.strip()
    return clean_person(above) if above.endswith(",") and is_person(above, strict=False) else None


def _may_stand_apart(scene: Scene, index: int) -> bool:
    """Whether a line may be nothing but a name: no running text but an address at its end, no item, no heading over a text, no ©."""
    line = scene.lines[index]
    runs = line.runs and not host_of(line.text.strip().rpartition(" ")[2])
    slashed = line.text.startswith("/") and not line.text.startswith("//")
    return not (
        runs or slashed or line.kind == "item" or _opens(scene, index) or len(line.text.strip()) > _APART or tells_rights(line.text)
    )


def _without_writer(text: str, registry: Registry) -> tuple[str | None, str]:
    """The writer in NAME, X or X | NAME, if one is there, and what is left for the outlet's name."""
    pieces = re.split(r",\s|\s[-–—|]\s|\s\|\s?", text)
    if any(piece[:1] in _PAIR for piece in pieces):  # NAME, «X», Place
        pieces = [piece for piece in pieces if not is_place(piece)]
    writers = [_writer(piece) for piece in pieces] if len(pieces) == _WRITER_AND_NAME else []
    author = next(filter(None, writers), None)
    name = SPECIAL.sub("", pieces[1 - writers.index(author)]) if author else text
    # Yours, NAME: one plain word beside a writer is no paper.
    read = read_name(name, registry) if author else None
    stands = " " in name or name[:1] in _PAIR or is_branded(name) or (read is not None and read.sure)
    return (clean_person(author), name) if author and stands else (None, text)


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


def _is_lone(scene: Scene, index: int) -> bool:
    """Whether no neighbour of a line begins with a dash as well, as the lines of a list do."""
    beside = (*scene.lines[index - 1 : index], *scene.lines[index + 1 : index + 2])
    return not any(_DASHED.match(line.text) for line in beside)


def _is_apart(text: str, name: Name) -> bool:
    """Whether a name stands apart as an outlet's; in Cyrillic so may any words: (Продолжение следует)."""
    return is_formed(text, name) and (text.isascii() or name.sure or text[:1] in _PAIR)


def _opens(scene: Scene, index: int) -> bool:
    """Whether a line is of a heading over running text: in a list of what to read, not a credit."""
    return scene.lines[index].kind == "heading" and any(line.runs for line in scene.lines[index + 1 :])


def _addressed(scene: Scene, index: int, address: str, *, marked: bool) -> Clue | None:
    others = sum(host_of(line.text) is not None for line in scene.lines[-6:])
    name = read_name(address, scene.registry) if others < 2 else None  # several addresses are a list of references
    if name is None or not (marked or name.known or is_medium_address(address)):
        return None
    url = address if "://" in address else scene.elsewhere(scene.lines[index])
    return Clue(outlet=name, url=url, line=index, alone=(index,))


def _dated_below(scene: Scene, index: int) -> date | None:
    if index + 1 >= len(scene.lines) or len(scene.lines[index + 1].text) > 40:
        return None
    days = find_dates(scene.lines[index + 1].text)
    return days[0].parsed.day if days else None


def _is_paper(text: str) -> bool:
    """Whether a name is a newspaper's by a word that nothing else has (Herald, Вестник) or by its article (The Silk Mail)."""
    words = text.casefold().split()
    return is_masthead(text) and (text.startswith("The ") or not (MASTHEADS.isdisjoint(words) or words[0] in NO_NAMES))


def _is_of_picture(text: str) -> bool:
    return is_picture_credit(text, words_of(text))


def _is_role(text: str) -> bool:
    return any(word.strip(".,").casefold() in ROLES for word in text.split())


def _glued(scene: Scene, index: int) -> Clue | None:
    line = scene.lines[index]
    stopped = line.text.endswith((".", "!", "?", "…")) and not line.text.endswith(("».", "”.", '".'))
    match = _GLUE.search(line.text[-160:]) if not stopped else None
    if match is None or _is_of_picture(match[1]):
        return None
    piece = match[1].strip(" -–—.")
    partial = find_partials(piece)
    name = read_name(piece, scene.registry) if not partial else None
    if name is None or is_person(piece) or not (name.known or is_medium_address(piece) or (is_titled(piece) and is_masthead(piece))):
        return None
    return Clue(outlet=name, url=scene.elsewhere(line), line=index, span=(len(line.text) - len(match[1]), len(line.text)))


def _closed(scene: Scene, index: int) -> Clue | None:
    """A name that nobody knows, closed off behind the text: Text. /X/ · Text. (X) · Text. – «X»"""
    line = scene.lines[index]
    match = _CLOSED.search(line.text, max(0, len(line.text) - 60)) if index >= len(scene.lines) - 2 else None
    if match is None or (line.kind == "item" and match["dashed"]):
        return None
    said = next(filter(None, map(match.group, ("slashed", "bracketed", "dashed", "barred", "inside"))))
    days = find_dates(said)
    said = bare = unnumbered(undated(said)).strip(" ,.;\n")
    if match["bracketed"]:
        said = _FORMULA.sub("", bare)
    name = formed_name(said, scene.registry)
    apart = name is not None and (is_formed(said, name) if match["slashed"] or said != bare else _is_apart(said, name))
    if match["inside"] and not (name and (name.sure or said[:1] in _PAIR or is_branded(said))):
        return None  # within a sentence slashes may stand for anything
    if name is None or not apart or _is_role(name.text) or _is_of_picture(said):
        return None
    whole = match.start() == 0
    day = days[0].parsed.day if days else None
    return Clue(
        outlet=name, day=day, line=index, span=(max(match.end("stop"), match.start()), len(line.text)), alone=(index,) if whole else ()
    )
