"""Datelines in another order: the agency before the place (ABC — Place, 9 June. · ABC / Place / …), or both within brackets."""

import re

from kazcrawl.dates import find_dates, find_partials
from kazcrawl.outlets import Registry
from kazcrawl.parse.credit.formed import formed_name, is_formed
from kazcrawl.parse.credit.names import Name, is_institution, is_place
from kazcrawl.parse.credit.parts import undated
from kazcrawl.parse.credit.scene import Clue
from kazcrawl.parse.credit.words import GENERIC, NO_NAMES, TOPIC_WORDS
from kazcrawl.parse.credit.written import clean_place, is_branded, is_titled

# [Place, X] Text · (Place, 5 May, X) – Text · Place, Country, (Aug. 30, X): Text
_BRACKETED = re.compile(
    r"(?P<ahead>[^\W\d_][^()\[\]:;.–—\n]{2,50}?,?\s)?[(\[](?P<inner>[^()\[\]\n]{5,60})[)\]]\s?(?P<mark>[:–—-]{0,2})\s?(?=[^\W_]|[«“\"])"
)
_FIRST = re.compile(
    r"(?:\((?P<bracketed>[^()\n]{3,40})\)\s|(?P<name>[«“\"]?[^\W_][^,:;.()\[\]/|–—\n]{1,40}?)(?P<mark>\s?[–—:|/]\s?|\s-\s|\.\s|,\s))"
    r"(?P<place>[^\W\d_a-zа-я][^\W\d_]{2,20}(?:[ -][^\W\d_a-zа-я][^\W\d_]{1,20}){0,2})(?P<behind>\s?[–—:/]\s?|\s-\s|,\s|\.\s|\s(?=\())"
)
_PIECES = re.compile(r",\s|\s?[/|–—]\s?|\n")
# So long are the initials that an agency goes by.
_INITIALS = 4


def read_turned(text: str, registry: Registry, index: int = 0) -> Clue | None:
    """Read such a dateline at a paragraph's beginning, as a clue with outlet, place and day; None if there is none."""
    return _bracketed(text, registry, index) or _named_first(text, registry, index)


def _bracketed(text: str, registry: Registry, index: int) -> Clue | None:
    match = _BRACKETED.match(text)
    if match is None:
        return None
    ahead = [piece.strip() for piece in (match["ahead"] or "").split(",") if piece.strip()]
    inner = match["inner"]
    dated = bool(find_dates(inner) or find_partials(inner))
    pieces = [piece.strip(" .,") for piece in _PIECES.split(undated(inner)) if re.search(r"[^\W\d_]", piece)]
    places = [piece for piece in (*ahead, *pieces) if is_place(piece)]
    rest = [piece for piece in pieces if not is_place(piece)]
    if len(rest) != 1 or not places or (ahead and not (dated and match["mark"] and is_titled(ahead[0]))) or not (dated or len(pieces) > 1):
        return None
    name = _agency(rest[0], registry, multiple=True)
    days = find_dates(inner)
    if name is None or not (len(text) > match.end() + 20):
        return None
    return Clue(
        outlet=name,
        place=clean_place(ahead[0] if ahead else places[0]),
        day=days[0].parsed.day if days else None,
        line=index,
        span=(0, match.end()),
    )


def _named_first(text: str, registry: Registry, index: int) -> Clue | None:
    match = _FIRST.match(text)
    if match is None or len(text) < match.end() + 20:
        return None
    place, mark, behind = match["place"], (match["mark"] or "").strip(), match["behind"].strip()
    slashed = mark == "/" and behind == "/"
    day = next((hit for hit in find_partials(text[match.end() : match.end() + 30]) if hit[2][0] == 0), None)
    dated = day is not None and behind in (",", ".", "")
    shut = behind in ("-", "–", "—", ":") and (place.isupper() or match["bracketed"] is not None)
    if not (slashed or dated or shut) or not (is_place(place) or place.isupper() or (slashed and is_titled(place))):
        return None
    said = match["bracketed"] or match["name"]
    name = _agency(said, registry, multiple=slashed or dated, told=match["bracketed"] is not None)
    if name is None or is_place(said):
        return None
    days = find_dates(text[match.end() : match.end() + 40]) if dated else []
    return Clue(outlet=name, place=clean_place(place), day=days[0].parsed.day if days else None, line=index, span=(0, match.end()))


def _agency(text: str, registry: Registry, *, multiple: bool, told: bool = False) -> Name | None:
    """The agency of that name: known, quoted, a brand, initials, two parts in capitals; with `multiple` a title of several words, and
    with `told` even one that might be a person's."""
    word = text.strip()
    name = formed_name(word, registry)
    if name is None or is_place(word) or (is_institution(word) and not name.sure):
        return None
    plain = word.casefold()
    if not {*plain.split()}.isdisjoint(NO_NAMES) or plain in GENERIC | TOPIC_WORDS:
        return None
    several = " " in word and (multiple or told) and is_titled(word) and is_formed(word, name, told=told)
    initials = word.isupper() and word.isalpha() and len(word) <= _INITIALS
    paired = word.isupper() and "-" in word and " " not in word
    branded = is_branded(word) and not word.isupper()
    return name if name.sure or several or initials or paired or branded or word[:1] in '«“"' else None
