"""The outlet in what follows a label, and labels that lost a letter."""

import re

from kazcrawl.dates import find_dates
from kazcrawl.outlets import MEDIA_WORDS
from kazcrawl.parse.credit.formed import formed_name, is_formed, may_be_person
from kazcrawl.parse.credit.kinds import is_media_word
from kazcrawl.parse.credit.names import QUOTES, Name, is_institution, is_person, is_place, is_short_name, is_titled, read_name
from kazcrawl.parse.credit.parts import undated
from kazcrawl.parse.credit.scene import Scene
from kazcrawl.parse.credit.spotted import Spotted
from kazcrawl.parse.credit.walk import name_after
from kazcrawl.parse.credit.words import ABROAD, BESIDE_NAMES, DEPARTMENTS, JOURNALISTS, OFFICES, SPELLED_LABELS

ADDRESS = re.compile(r"https?://\S+")
OFFICE = re.compile(OFFICES, re.IGNORECASE)
MARKS = " \t.,:;|–—-»«“”\"'()[]•*>"
_DEPARTMENT = re.compile(DEPARTMENTS, re.IGNORECASE)
# По данным X, килограмм стоит …: a sentence.
_PROSE = re.compile(r",\s(?!со ссылкой|citing|via)[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮІ]{1,20}\s")
_LOWER = re.compile(r"[»”\"]?\s([^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮІ][^\W\d_]{2,20})")
# Minerals Today,July 4 2011 · Reuters,12 May
_UNSPACED = re.compile(r"(?<=[^\W\d_]),(?=[^\W\d_]|\d{1,2}\s[^\W\d_]|(?:19|20)\d\d(?!\d))")
_HANDLE = re.compile(r"(?:(?P<kind>[^\W\d_A-Z][\w-]{2,20})\s)?(?P<handle>@\w[\w.]{2,30})(?:\s#\w{1,30}){0,8}\.?")
# «X», № 4, 2009: what has numbers is a periodical
_NUMBERED = re.compile(r"[»”\"]?,?\s(?:(?:19|20)\d\d[,.]?\s)?(?:№|no\.|nr\.|vol\.)\s?\d", re.IGNORECASE)
_OF_DAY = re.compile(r"\s(?:от|за|of|from|dated)\s?$")
_LITTLE = 30
# Where a text is cut into pieces.
_PIECES = re.compile(r",\s|;\s?|\s[-–—|]\s|\s?\|\s?|/|\s\(|\n")
_LETTERS = re.compile(r"[\W_]{0,3}([^\W\d_]{5,12})\s?[:：]\s?(?=\S)")
_SHORT = 120

# Labels and formulas that are not English.
_ABROAD = re.compile(rf"\W*(?:{ABROAD})", re.IGNORECASE)
_TITLE_ABROAD = re.compile(r"[^\W\d_a-zа-я][^,;:.()\d\n|/–—]{3,60}")


def misspelt_label(text: str) -> int:
    """Return where a short line goes on behind a label with one letter wrong, missing, too many or changed with the next; 0 if none opens
    it."""
    match = _LETTERS.match(text) if len(text) < _SHORT else None
    word = match[1].casefold() if match else ""
    slipped = word not in SPELLED_LABELS and any(_is_slip(word, label) for label in SPELLED_LABELS)
    return match.end() if match and slipped else 0


def _is_slip(word: str, label: str) -> bool:
    """Whether a word is a label with one slip of the pen."""
    if abs(len(word) - len(label)) > 1:
        return False
    first = next((i for i, (a, b) in enumerate(zip(word, label, strict=False)) if a != b), min(len(word), len(label)))
    mine, theirs = word[first:], label[first:]
    swapped = mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:]
    return mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:] or swapped


def spaced(text: str) -> str:
    """The text with the spaces that it lost behind commas; an address keeps its own."""
    return text if "://" in text else _UNSPACED.sub(", ", text)


def label_name(rest: str, scene: Scene, *, loose: bool, alone: bool, closing: bool, both: bool) -> Name | None:
    """The outlet in what follows a label: the whole, else its first piece that can be one; prose, persons and press offices are none."""
    handle = None if loose else _HANDLE.fullmatch(rest)
    if handle is not None and (handle["kind"] is None or is_media_word(handle["kind"])):
        return Name(handle["handle"].rstrip("."))
    spotted = name_after(rest, 0, scene.registry)
    whole = read_name(rest.strip(MARKS.replace('"', "").replace("«", "").replace("»", "")), scene.registry) if len(rest) <= 60 else None
    if whole is not None and whole.known is not None and ": " not in rest:
        return whole
    if spotted is not None and spotted.sure and (not loose or _closes(rest, spotted)):
        return spotted.name
    dayless = undated(rest) if find_dates(rest) else rest
    pieces = [piece.strip(MARKS.replace("«", "").replace("»", "")) for piece in _PIECES.split(dayless)[:4]]
    if _DEPARTMENT.search(rest):
        return None
    if loose:
        quoted = spotted is not None and rest[:1] in "«„“" and alone and not is_institution(rest)
        numbered = spotted is not None and _NUMBERED.match(rest, spotted.span[1]) is not None and spotted.likely(formula=True)
        numbered = numbered and spotted is not None and (rest[:1] in QUOTES or is_formed(spotted.name.text, spotted.name, told=True))
        return spotted.name if spotted is not None and ((quoted and len(rest) - spotted.span[1] < 4) or numbered) else None
    if both and (" " not in pieces[0] or may_be_person(pieces[0])) and rest[:1] not in QUOTES:
        return None
    for piece in pieces:
        bare = _OF_DAY.sub("", piece)
        name = read_name(bare, scene.registry)
        if name is not None and not name.sure and (is_place(bare) or (bare != piece and bare[:1] not in QUOTES)):
            continue  # Almaty,12 May; отчёт от 5 мая
        if name is not None and (name.sure or (is_short_name(bare) and not is_person(bare) and not OFFICE.search(bare))):
            return name
    first = pieces[0] if pieces else ""
    # Whom a label under the text names is the source, even a body that reports on itself.
    told = closing and is_institution(first) and is_titled(first) and len(rest) < 80 and OFFICE.search(first) is None
    return Name(first) if told else None


def _closes(rest: str, spotted: Spotted) -> bool:
    """Whether a loose label says little more than the name: no "Read more: X interviews our president"."""
    behind = ADDRESS.sub("", rest[spotted.span[1] :])
    goes_on = _LOWER.match(behind)
    told = goes_on is None or goes_on[1] in BESIDE_NAMES or goes_on[1] in MEDIA_WORDS | JOURNALISTS
    return told and len(behind) < _LITTLE and not _PROSE.match(behind) and ":" not in rest[: spotted.span[0]]


def foreign_title(text: str, start: int, begin: int, scene: Scene) -> Spotted | None:
    """Return a title with a small last word behind a label or formula that is not English: Quelle: Ostmarkt heute."""
    told = _ABROAD.match(text, begin)
    title = _TITLE_ABROAD.match(text, start) if told else None
    name = formed_name(title[0].rstrip(), scene.registry, foreign=True) if title else None
    if title is None or name is None or name.sure or may_be_person(title[0]) or OFFICE.search(title[0]):
        return None
    return Spotted(name, title.span(), media=False, journalist=False, rest=text[title.end() :].strip(), body=False)
