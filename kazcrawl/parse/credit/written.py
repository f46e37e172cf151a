"""How a short piece of text is written: as a title, as a newspaper's name, as a brand; and how names of persons and places are shown."""

import re
from itertools import pairwise

from kazcrawl.parse.credit.words import (
    CITIES,
    COUNTRIES,
    COUNTRIES_AFTER,
    GENERIC,
    MASTHEAD_TAILS,
    MASTHEADS,
    NO_NAMES,
    PAIRING,
    REGIONS,
    SOFT_MASTHEADS,
)

QUOTES = "\"'«»“”„‟‘’‹›"
EDGES = QUOTES + " \t\n.,:;|•·*–—-()[]<>/"
_SMALL = re.compile(
    r"of|the|and|&|for|in|on|de|la|le|du|des|et|und|der|die|das|von|e|y|и|на|оф|по|в|о|мен|және|an|a|"
    r"del|dell[aeo]|dei|degli|di|da|los|las|im|am|für|aux?|sur|ve"
)
_ELIDED = re.compile(r"(?:d|l|(?:d|de|a|ne|su|da)ll)['’][A-ZÀ-Ý]")  # Corriere dell'Asia
_EPITHET = re.compile(
    r"\w+(?:ая|ий|ый|ой|ое|ие|ые|ші) \w+$|\w+ (?:ақшамы|үні|жаршысы|тынысы|айнасы|таңы|әдебиеті|тілі|рухы|арайы|жұлдызы|туы|өмірі)$"
)
# What a station of radio or television is called by in America: KQXZ-TV, WBKL-FM.
_STATION = re.compile(r"[KW][A-Z]{2,3}-(?:TV|FM|AM|DT|LP)")
# What closes a masthead but opens a heading: the Steppe News, News of the Steppe; Новости Приаралья.
_NO_OPENINGS = frozenset(
    ["media", "press", "news", "review", "journal", "daily", "weekly", "today", "новости", "обзор", "дайджест", "хроника"]
)
HEADING_WORDS = SOFT_MASTHEADS | GENERIC | NO_NAMES


_ARTICLE = re.compile(r"(?:L[aeo]s?|Il|El|Los|Der|Die|Das)\s")


def is_masthead(text: str) -> bool:
    """Whether a name is made like a newspaper's: Times, Herald, Вести, …inform, Forbes-like "X Kazakhstan"."""
    words = [plain(word) for word in text.split()]
    if not words or len(words) > 7:
        return False
    if not is_titled(text):  # Russian and Kazakh mastheads have one capital: Казахстанская правда, Алматы ақшамы
        return 2 <= len(words) <= 3 and text[0].isupper() and words[-1] in MASTHEADS | SOFT_MASTHEADS and bool(_EPITHET.match(text))
    if not MASTHEADS.isdisjoint(words) or _is_paired(text.split()[-1]) or any(word.endswith("zeitung") for word in words):
        return len(words) > 1 or words[0].endswith("-zeitung")
    first = words[1] if _ARTICLE.match(text) and len(words) > 1 else words[0]  # La Voce delle Valli
    if words[-1] in SOFT_MASTHEADS or (first in SOFT_MASTHEADS and first not in _NO_OPENINGS):
        return not all(word in HEADING_WORDS or word.isdigit() or _SMALL.fullmatch(word) for word in words)
    if (len(words[-1]) > 7 and words[-1].endswith(MASTHEAD_TAILS)) or _STATION.fullmatch(text):
        return True
    return len(words) == 2 and words[1] in COUNTRIES_AFTER and words[0] not in GENERIC | NO_NAMES | COUNTRIES | CITIES | REGIONS


def _is_paired(word: str) -> bool:
    """Whether a word is two mastheads that became one paper: Post-Dispatch, Mercury-Examiner."""
    pair = word.strip(EDGES).split("-")
    return len(pair) > 1 and all(part[:1].isupper() and part.casefold() in PAIRING for part in pair)


def is_titled(text: str) -> bool:
    """Whether a text is written as a name: every word but the small ones with a capital or a digit in front, no sentence."""
    words = text.strip(" .").split()
    if not words or len(text) > 80 or re.search(r"[.!?]\s|[,;:!?]$", text) or _SMALL.fullmatch(words[-1]):
        return False
    return starts_as_name(words[0]) and all(
        w.strip(EDGES)[:1].isupper() or w[:1].isdigit() or _SMALL.fullmatch(w) or _is_brand(w) or _ELIDED.match(w) for w in words
    )


def is_short_name(piece: str) -> bool:
    """Titled, or with the one capital of a Russian or Kazakh title: Степной курьер."""
    return is_titled(piece) or (not piece.isascii() and len(piece.split()) <= 3)


def is_branded(text: str) -> bool:
    """Whether a single word is spelled as only brands are: EurasiaNet, eTurboNews, KAZTAG, 24.kg."""
    word = text.strip(EDGES)
    return " " not in word and len(word) > 2 and (_is_brand(word) or (len(word) > 3 and word.isupper() and word.isalpha()))


def clean_person(text: str) -> str:
    """Return a person's name as it is shown: no edges, capitals only in front when it stood in capitals."""
    name = re.sub(r"\s+", " ", text.strip(EDGES.replace(".", "")))
    return " ".join(word.capitalize() if word.isupper() and len(word) > 2 else word for word in name.split())


def clean_place(text: str) -> str:
    """Return a place as it is shown: capitals only in front when it stood in capitals."""
    place = text.strip(" .-")
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), place) if place.isupper() else place


def _is_brand(word: str) -> bool:
    letters = word.strip(EDGES)
    return any(a.islower() and b.isupper() for a, b in pairwise(letters)) or bool(re.fullmatch(r"[\w-]+\.\w{2,4}", letters))


def starts_as_name(text: str) -> bool:
    """Whether a text begins as names do: with a capital, a digit, a letter of a script without cases, or as brands are spelled."""
    first = text.lstrip(QUOTES)[:1]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower()) or _is_brand(text.split()[0])


def plain(word: str) -> str:
    """Return a word as the lists of words have it: small, without what stands around it."""
    return word.strip(EDGES + "!?").casefold()
