"""What follows a label: the outlet's name in it. And labels that lost a letter."""

import re
from dataclasses import dataclass

from kazcrawl.outlets import MEDIA_WORDS, Registry
from kazcrawl.parse.credit.formed import formed_name, may_be_person
from kazcrawl.parse.credit.kinds import is_media_word
from kazcrawl.parse.credit.names import Name, is_institution, is_person, is_place, read_name
from kazcrawl.parse.credit.parts import undated
from kazcrawl.parse.credit.scene import Scene
from kazcrawl.parse.credit.spotted import Spotted
from kazcrawl.parse.credit.walk import name_after
from kazcrawl.parse.credit.words import BESIDE_NAMES, JOURNALISTS, ROLES, SPELLED_LABELS, STAFF, any_of
from kazcrawl.parse.credit.written import QUOTES, is_short_name, is_titled

ADDRESS = re.compile(r"https?://\S+")
MARKS = " \t.,:;|–—-»«“”\"'()[]•*>"
_DEPARTMENT = re.compile(any_of("departments"), re.IGNORECASE)
_OFFICE = re.compile(any_of("offices"), re.IGNORECASE)
# Text and photos are of one hand: a person's, or a medium's.
_BOTH = re.compile(r"\W*(?:story|text|words|текст|мәтін)", re.IGNORECASE)
# По данным X, килограмм стоит …: a sentence.
_PROSE = re.compile(r",\s(?!со ссылкой|citing|via)[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮІ]{1,20}\s")
_LOWER = re.compile(r"[»”\"]?\s([^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮІ][^\W\d_]{2,20})")
# Minerals Today,July 4 2011 · Reuters,12 May
_UNSPACED = re.compile(r"(?<=[^\W\d_]),(?=[^\W\d_]|\d{1,2}\s[^\W\d_]|(?:19|20)\d\d(?!\d))")
_HANDLE = re.compile(r"(?:(?P<kind>[^\W\d_A-Z][\w-]{2,20})\s)?(?P<handle>@\w[\w.]{2,30})(?:\s#\w{1,30}){0,8}\.?")
# «X», № 4, 2009: what has numbers is a periodical
_NUMBERED = re.compile(r"[»”\"]?,?\s(?:(?:19|20)\d\d[,.]?\s)?(?:№|no\.|nr\.|vol\.)\s?\d", re.IGNORECASE)
# What leads from a name to its day, in the languages that labels are in: Handelsblatt vom 3. Mai, X от 3 мая; 3 Mayıs tarihli X.
_OF_DAY = re.compile(
    r",?\s(?:от|за|від|of|from|dated|on|as of|(?:issue|edition) of|v[oa]n|vom|am|du|le|del?|dell['’]|do|z(?: dnia)?|ze|"
    r"tarihli|tarixli|жылғы)\s?$"
)
_DATED = re.compile(r"(?:tarihli|tarixli|күнгі|жылғы)\s")
# The verb that German puts behind where a text appeared first, and its articles there: zuerst im X erschienen.
_VERB_LAST = re.compile(r"\s(?:erschienen|veröffentlicht|publiziert|gedruckt|abgedruckt|gesendet)\W*$")
_DATIVE = re.compile(r"de[rmn]\s(?=[A-ZÄÖÜ«„“\"])")
_NOBODY = STAFF | ROLES  # Source: Staff
# So little stands behind a name that closes its line, and behind one in quotes; so many pieces of a line are looked at.
_LITTLE, _NOTHING, _MOST = 30, 4, 4
# Where a text is cut into pieces; quotes that open a name stay.
_PIECES = re.compile(r",\s|;\s?|\s[-–—|]\s|\s?\|\s?|/|\s\(|\n")
_EDGES = MARKS.replace("«", "").replace("»", "")
_LETTERS = re.compile(r"[\W_]{0,3}([^\W\d_]{5,12})\s?[:：]\s?(?=\S)")
_SHORT = 120
# Labels and formulas that are not English.
_ABROAD = re.compile(rf"\W*(?:{any_of('abroad')})", re.IGNORECASE)
_TITLE_ABROAD = re.compile(r"[^\W\d_a-zа-я][^,;:.()\d\n|/–—]{3,60}")


@dataclass(frozen=True, slots=True)
class Label:
    """A label, and where it begins and ends in its line; `loose` tells that anything may stand under it, not sources alone."""

    text: str
    begin: int
    end: int
    loose: bool

    @property
    def alone(self) -> bool:
        """Whether nothing but marks stands before it in its line."""
        return self.begin <= 3

    @property
    def of_both(self) -> bool:
        """Whether it tells of text and pictures: "Text and photos:"."""
        return _BOTH.match(self.text) is not None


def misspelt_label(text: str) -> int:
    """Return where a short line goes on behind a label with one letter wrong, missing, too many or changed with the next; 0 if none opens
    it."""
    match = _LETTERS.match(text) if len(text) < _SHORT else None
    word = match[1].casefold() if match else ""
    slipped = word not in SPELLED_LABELS and any(_is_slip(word, label) for label in SPELLED_LABELS)
    return match.end() if match and slipped else 0


def _is_slip(word: str, label: str) -> bool:
    """Whether a word is a label with one slip of the pen."""
    first = next((i for i, (a, b) in enumerate(zip(word, label, strict=False)) if a != b), min(len(word), len(label)))
    mine, theirs = word[first:], label[first:]
    swapped = mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:]
    return mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:] or swapped


def spaced(text: str) -> str:
    """Return the text with the spaces that it lost behind commas; an address keeps its own."""
    return text if "://" in text else _UNSPACED.sub(", ", text)


def label_name(rest: str, scene: Scene, label: Label, *, below: bool) -> Name | None:
    """Return the outlet in what follows a label: all of it, or its first piece that can be one; prose, persons and press offices are none.
    `below` tells that the label stands under the text."""
    if handle := _handle(rest, scene.registry):
        return handle
    rest = _signless(rest)
    spotted = name_after(rest, 0, scene.registry)
    if spotted is not None and spotted.sure and (not label.loose or _closes(rest, spotted)):
        return spotted.name
    if _DEPARTMENT.search(rest):
        return None
    if label.loose:
        return spotted.name if spotted is not None and _is_periodical(rest, spotted, label) else None
    pieces = [_DATED.sub("", piece.strip(_EDGES)) for piece in _PIECES.split(undated(rest))[:_MOST]]
    if label.of_both and rest[:1] not in QUOTES and (" " not in pieces[0] or may_be_person(pieces[0])):
        employers = (read_name(piece, scene.registry) for piece in pieces[1:])
        return next((name for name in employers if name is not None and name.sure), None)
    names = (_piece_name(piece, scene) for piece in pieces)
    return next(filter(None, names), None) or (_body(pieces[0]) if below and label.alone else None)


def _handle(text: str, registry: Registry) -> Name | None:
    """The channel that is all of a text, by its name where it has one: @Reuters · телеграм-канал @steppe_news #зерно"""
    match = _HANDLE.fullmatch(text)
    if match is None or (match["kind"] is not None and not is_media_word(match["kind"])):
        return None
    handle = match["handle"].rstrip(".")
    bare = _signless(handle)
    known = registry.by_name(handle[1:])
    return (bare != handle and read_name(bare, registry)) or Name(known.name if known else bare, known)


def _signless(text: str) -> str:
    """A text without the sign of a channel before a name: @Reuters, 5 May. In small letters @steppe_news is an address and keeps it."""
    return text[1:] if text[:1] == "@" and text[1:2].isupper() else text


def _closes(rest: str, spotted: Spotted) -> bool:
    """Whether a loose label says little more than the name: no "Read more: X interviews our president"."""
    behind = ADDRESS.sub("", rest[spotted.span[1] :])
    goes_on = _LOWER.match(behind)
    told = goes_on is None or goes_on[1] in BESIDE_NAMES or goes_on[1] in MEDIA_WORDS | JOURNALISTS
    return told and len(behind) < _LITTLE and not _PROSE.match(behind)


def _is_periodical(rest: str, spotted: Spotted, label: Label) -> bool:
    """Whether a name in quotes is all that a loose label leads to, or has a number: «X», № 4, 2009."""
    quoted = label.alone and rest[:1] in "«„“" and len(rest) - spotted.span[1] < _NOTHING
    return quoted or (rest[:1] in QUOTES and _NUMBERED.match(rest, spotted.span[1]) is not None)


def _piece_name(piece: str, scene: Scene) -> Name | None:
    """The outlet that a piece is: surely one, or a short name, and no place (Almaty,12 May), person, office, document (отчёт от 5 мая)."""
    bare = _OF_DAY.sub("", piece)
    name = read_name(bare, scene.registry)
    if name is None or name.sure:
        return name
    told = (bare == piece or bare[:1] in QUOTES) and bare.casefold() not in _NOBODY
    return name if told and is_short_name(bare) and not (is_place(bare) or is_person(bare) or _OFFICE.search(bare)) else None


def _body(text: str) -> Name | None:
    """Whom a label under the text names is the source, even a body that reports on itself; but no office of a state."""
    return Name(text) if is_institution(text) and is_titled(text) and _OFFICE.search(text) is None else None


def foreign_title(text: str, start: int, begin: int, scene: Scene) -> Spotted | None:
    """Return a title with a small last word behind a label or formula that is not English: Quelle: Ostmarkt heute."""
    told = _ABROAD.match(text, begin)
    start = article.end() if told and (article := _DATIVE.match(text, start)) else start
    title = _TITLE_ABROAD.match(text, start) if told else None
    if title is None:
        return None
    bare = _VERB_LAST.sub("", title[0])
    shown = _OF_DAY.sub("", bare)
    name = formed_name(shown.rstrip(), scene.registry, foreign=True)
    if name is None or (name.sure and shown == title[0]) or may_be_person(shown) or _OFFICE.search(shown):
        return None
    if shown != bare and " " not in shown and not name.sure:
        return None  # Pressemitteilung vom 3. Mai: a document
    return Spotted(name, (start, start + len(shown)), media=False, journalist=False, rest=text[title.end() :].strip(), body=False)
