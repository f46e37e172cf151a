"""What a short piece of text is: an outlet's name, a person's, a place, an institution. Pure; knows words, not posts."""

import re
from dataclasses import dataclass
from itertools import pairwise

from kazcrawl.months import MONTHS
from kazcrawl.outlets import MEDIA_WORDS, Outlet, Registry, host_of
from kazcrawl.parse.credit.cases import nominative
from kazcrawl.parse.credit.words import (
    CITIES,
    COUNTRIES,
    COUNTRIES_AFTER,
    EVENT_STEMS,
    GENERIC,
    GIVEN_NAMES,
    INSTITUTION_STEMS,
    INSTITUTION_WORDS,
    INSTITUTIONS,
    JOURNALISTS,
    MASTHEAD_TAILS,
    MASTHEADS,
    NO_NAMES,
    PAIRING,
    PLATFORMS,
    REGIONS,
    ROLES,
    SOFT_MASTHEADS,
    STAFF,
    SURNAME,
    TOPIC_STEMS,
    TOPIC_WORDS,
)

QUOTES = "\"'«»“”„‟‘’‹›"
_EDGES = QUOTES + " \t\n.,:;|•·*–—-()[]<>/"
_HUNG_CASE = re.compile(
    r"(?<=[a-zA-Zıəşçğ»”\"])[-’'](?:[нтд]ің|[нтд]ың|ке|ге|ға|қа|не|на|[дт]е|[дт]а|[нтд]ен|[нтд]ан|n?[ıiuü]n|n?[dt][ae]n?)$"
)  # Kursiv.kz-ке
_ISSUE = re.compile(r"\s?(?:№|#|no\.|issue)\s?\d+(?:\s?\(\d+\))?$", re.IGNORECASE)
_SMALL = re.compile(
    r"of|the|and|&|for|in|on|de|la|le|du|des|et|und|der|die|das|von|e|y|и|на|оф|по|в|о|мен|және|an|a|"
    r"del|dell[aeo]|dei|degli|di|da|los|las|im|am|für|aux?|sur|ve"
)
_ELIDED = re.compile(r"(?:d|l|(?:d|de|a|ne|su|da)ll)['’][A-ZÀ-Ý]")  # Corriere dell'Asia
# The words before an address that say what it is: деловой портал X.kz, the news site X.kz.
_KIND = re.compile(
    r"(?:\w{2,20}(?:[иы]й|ой|ая|яя|[ое]е|ого|его|ому|ему|[лдт][ыі]қ|al|an)\s|news\s|online\s|the\s){0,3}[\w-]+", re.IGNORECASE
)
_EPITHET = re.compile(
    r"\w+(?:ая|ий|ый|ой|ое|ие|ые|ші) \w+$|\w+ (?:ақшамы|үні|жаршысы|тынысы|айнасы|таңы|әдебиеті|тілі|рухы|арайы|жұлдызы|туы|өмірі)$"
)
_OFFICE = re.compile(
    r"press (?:service|office|secretary|release|cent(?:re|er))|prime minister|agency (?:for|of|on)|mayor['’]s|"
    r"(?:energy|space|development|investment|environment(?:al)?|health|rating|travel|tourism|protection|security|aviation) agency|"
    r"state department|white house|intelligence unit|"
    r"агентств\w{1,4} (?:по|республики|стратегич\w+)",
    re.IGNORECASE,
)
_NO_PERSON = MASTHEADS | SOFT_MASTHEADS | GENERIC | ROLES | NO_NAMES | MEDIA_WORDS | COUNTRIES | STAFF
_PERSONAL = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[-'’][^\W\d_]+)?\.?|(?:[^\W\d_]\.){2,3}")
_TOWNS = (" city", " county", " province", " область", " район", " облысы", " ауданы")
_PLATFORM = re.compile(rf"(?:^|\.)(?:{PLATFORMS})(?:\.[a-z]{{2,3}}){{1,2}}$|(?:^|\.)(?:gov|edu|mil)(?:\.[a-z]{{2}})?$|\.gouv\.")
# What a station of radio or television is called by in America: KQXZ-TV, WBKL-FM.
_STATION = re.compile(r"[KW][A-Z]{2,3}-(?:TV|FM|AM|DT|LP)")
# What closes a masthead but opens a heading: the Steppe News, News of the Steppe; Новости Приаралья.
_NO_OPENINGS = frozenset(
    ["media", "press", "news", "review", "journal", "daily", "weekly", "today", "новости", "обзор", "дайджест", "хроника"]
)
_HEADING_WORDS = SOFT_MASTHEADS | GENERIC | NO_NAMES
_QUOTED = re.compile(r"[«“„\"‟]([^«»“”„\"\n]{2,60})[»”“\"]")


@dataclass(frozen=True, slots=True)
class Name:
    """An outlet as a text names it. `text` is what is shown: as written, in the nominative where the registry knows it;
    `known` the registry's outlet, if any; `sure` tells that its looks alone say "medium": known, a domain, masthead words, газета «…»."""

    text: str
    known: Outlet | None = None
    sure: bool = False


def read_name(text: str, registry: Registry) -> Name | None:
    """Return the outlet that `text` (a name with quotes, wrappers, case endings, or an address) may name; None when it can be no name."""
    raw = _HUNG_CASE.sub("", text.strip(" \t\n,;:|•·*").rstrip("."))
    if not raw or len(raw) > 100 or "@" in raw[1:]:
        return None
    host = host_of(raw)
    if host is not None:
        return _addressed(raw, host, registry)
    kind, _, address = raw.rpartition(" ")
    if (host := host_of(address)) and _KIND.fullmatch(kind) and plain(kind.rpartition(" ")[2]) in MEDIA_WORDS and not is_institution(kind):
        return _addressed(address, host, registry)  # деловой портал X.kz
    raw = _ISSUE.sub("", raw)
    known = registry.by_name(raw)
    if known is not None:
        return Name(registry.spelling(raw) or known.name, known, sure=True)
    first, hyphen, second = raw.partition("-")
    if hyphen and len(first) > 3 and second[:1].isupper() and registry.by_name(first) is not None:
        return Name(raw, sure=True)  # Interfax-Dunav is of Interfax’s house, not Interfax
    quoted = _QUOTED.search(raw)
    wrapped = any(plain(word) in MEDIA_WORDS for word in raw.split())
    inner = quoted[1] if quoted else _unwrapped(raw)
    inner = inner.strip(_EDGES)
    owned = re.fullmatch(r"\w+['’]s (.+)", inner)
    if owned is not None and (registry.by_name(owned[1]) is not None or (is_masthead(owned[1]) and is_place(inner[: owned.start(1) - 3]))):
        inner = owned[1]  # Kazakhstan's Kapital, but Lloyd's List
    if (
        len(inner) < 3
        or (quoted is not None and not _is_wrapping(raw[quoted.end() :]))
        or not _starts_as_name(inner)
        or re.search(r", |[:_=]", inner)
        or _is_date(inner)
        or plain(inner.split()[0]) in ("by", "from", "via")
        or _is_body(raw, quoted, wrapped=wrapped)
        or (quoted is None and all(word in _HEADING_WORDS or word.isdigit() for word in map(plain, inner.split())))
        or all(plain(word) in MEDIA_WORDS for word in inner.split())
    ):
        return None
    inner = nominative(inner) or inner
    titled = is_titled(inner) or (quoted is not None and len(raw) - len(quoted[0]) < 40)
    return Name(inner, registry.by_name(inner), sure=(wrapped and titled) or is_masthead(inner))


def _addressed(raw: str, host: str, registry: Registry) -> Name | None:
    owner = registry.by_domain(host)
    if owner is None and _PLATFORM.search(host):
        return None
    bare = raw.casefold().removesuffix("/") == host
    return Name(raw if bare else owner.name if owner else host, owner, sure=True)


def known_run(words: list[str], registry: Registry, *, from_end: bool = False, longest: int = 7) -> tuple[str, int] | None:
    """Return the longest run of words at the start (or the end) that the registry knows, with its length in words; None if none is."""
    if not from_end and not registry.can_begin(words):
        return None
    for size in range(min(longest, len(words)), 0, -1):
        part = " ".join(words[-size:] if from_end else words[:size]).strip(_EDGES)
        if part and not part.islower() and registry.by_name(part) is not None:
            return part, size
    return None


def is_place(text: str) -> bool:
    """Whether a text is a city or country that we know, alone or "City, Country"."""
    plain = text.strip(_EDGES).casefold()
    return (
        plain in CITIES
        or plain in COUNTRIES
        or plain.endswith(_TOWNS)
        or all(part.strip(" .") in CITIES | COUNTRIES for part in plain.split(","))
    )


def is_person(text: str, *, strict: bool = True) -> bool:
    """Whether a text of two to four words is a person's name. `strict` asks for a known given name or a surname's ending."""
    words = text.strip(_EDGES).split()
    if not 2 <= len(words) <= 4 or not all(word[0].isupper() and _PERSONAL.fullmatch(word) for word in words):
        return False
    lower = [plain(word) for word in words]
    if not _NO_PERSON.isdisjoint(lower) or lower[0] in REGIONS:
        return False
    if is_place(text) or is_institution(text):
        return False
    if not strict:
        return CITIES.isdisjoint(lower)
    initials = any(len(word) == 2 and word[1] == "." for word in words[:-1])  # A. B. Weber
    return initials or any(w in GIVEN_NAMES for w in lower) or any(SURNAME.fullmatch(w) for w in lower)


def is_institution(text: str, *, topics: bool = True) -> bool:
    """Whether the words tell of a body that reports on itself: a ministry, a press service, and with `topics` a company, an exchange."""
    for word in text.split():
        low = plain(word)
        if low.startswith(INSTITUTION_STEMS) or low in INSTITUTION_WORDS:
            return True
        # An acronym is one only in capitals: WHO and PwC, not Who.
        if low in INSTITUTIONS and (len(low) > 5 or word.strip(_EDGES).isupper() or not (word.islower() or word.istitle())):
            return True
        if (topics and low in TOPIC_WORDS) or low.startswith(TOPIC_STEMS if topics else EVENT_STEMS):
            last = low.isascii() and text.rstrip(_EDGES).casefold().endswith(low)
            if last or not is_masthead(text.strip(_EDGES)):
                return True
    return _OFFICE.search(text) is not None


def _is_wrapping(behind: str) -> bool:
    """Whether what follows a name in quotes belongs to it: a medium's or a journalist's word, a number, another name; no sentence does."""
    words = [word for word in behind.split() if plain(word)]
    return all(plain(word) in MEDIA_WORDS | JOURNALISTS or not word.strip(_EDGES)[:1].islower() for word in words)


def _is_body(shown: str, quoted: re.Match[str] | None, *, wrapped: bool) -> bool:
    """Whether a name is an institution's; журнал «Эксперт» says itself what it is, so does «Парламентская газета»."""
    if quoted is not None and (wrapped or _is_gazette(nominative(quoted[1]) or quoted[1])):
        return is_institution(shown[: quoted.start()] + shown[quoted.end() :])
    words = shown.split()
    # UN Dispatch, the Embassy Gazette: only papers are called so.
    return is_institution(shown) and not (shown.isascii() and len(words) > 1 and is_titled(shown) and plain(words[-1]) in MASTHEADS)


def _is_gazette(quoted: str) -> bool:
    """Whether a name in quotes is a newspaper's by the word that it ends or, in Russian, begins with: «Вестник правительства»."""
    words = [plain(word) for word in quoted.split()]
    return 1 < len(words) <= 4 and (words[-1] in MASTHEADS or words[-1] == "газета" or (words[0] in MASTHEADS and not quoted.isascii()))


def is_masthead(text: str) -> bool:
    """Whether a name is made like a newspaper's: Times, Herald, Вести, …inform, Forbes-like "X Kazakhstan"."""
    words = [plain(word) for word in text.split()]
    if not words or len(words) > 7:
        return False
    if not is_titled(text):  # Russian and Kazakh mastheads have one capital: Казахстанская правда, Алматы ақшамы
        return 2 <= len(words) <= 3 and text[0].isupper() and words[-1] in MASTHEADS | SOFT_MASTHEADS and bool(_EPITHET.match(text))
    if not MASTHEADS.isdisjoint(words) or _is_paired(text.split()[-1]) or any(word.endswith("zeitung") for word in words):
        return len(words) > 1
    if words[-1] in SOFT_MASTHEADS or (words[0] in SOFT_MASTHEADS and words[0] not in _NO_OPENINGS):
        return not all(word in _HEADING_WORDS or word.isdigit() or _SMALL.fullmatch(word) for word in words)
    if (len(words[-1]) > 7 and words[-1].endswith(MASTHEAD_TAILS)) or _STATION.fullmatch(text):
        return True
    return len(words) == 2 and words[1] in COUNTRIES_AFTER and words[0] not in GENERIC | NO_NAMES | COUNTRIES | CITIES | REGIONS


def _is_paired(word: str) -> bool:
    """Whether a word is two mastheads that became one paper: Post-Dispatch, Mercury-Examiner."""
    pair = word.strip(_EDGES).split("-")
    return len(pair) > 1 and all(part[:1].isupper() and part.casefold() in PAIRING for part in pair)


def is_titled(text: str) -> bool:
    """Whether a text is written as a name: every word but the small ones with a capital or a digit in front, no sentence."""
    words = text.strip(" .").split()
    if not words or len(text) > 80 or re.search(r"[.!?]\s|[,;:!?]$", text) or _SMALL.fullmatch(words[-1]):
        return False
    return _starts_as_name(words[0]) and all(
        w.strip(_EDGES)[:1].isupper() or w[:1].isdigit() or _SMALL.fullmatch(w) or _is_brand(w) or _ELIDED.match(w) for w in words
    )


def is_short_name(piece: str) -> bool:
    """Titled, or with the one capital of a Russian or Kazakh title: Степной курьер."""
    return is_titled(piece) or (not piece.isascii() and len(piece.split()) <= 3)


def is_branded(text: str) -> bool:
    """Whether a single word is spelled as only brands are: EurasiaNet, eTurboNews, KAZTAG, 24.kg."""
    word = text.strip(_EDGES)
    return " " not in word and len(word) > 2 and (_is_brand(word) or (len(word) > 3 and word.isupper() and word.isalpha()))


def clean_person(text: str) -> str:
    """Return a person's name as it is shown: no edges, capitals only in front when it stood in capitals."""
    name = re.sub(r"\s+", " ", text.strip(_EDGES.replace(".", "")))
    return " ".join(word.capitalize() if word.isupper() and len(word) > 2 else word for word in name.split())


def _is_date(text: str) -> bool:
    words = text.casefold().split()
    return any(word in MONTHS for word in words[:2]) and any(word.strip(",.").isdigit() for word in words)


def clean_place(text: str) -> str:
    """Return a place as it is shown: capitals only in front when it stood in capitals."""
    place = text.strip(" .-")
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), place) if place.isupper() else place


def _is_brand(word: str) -> bool:
    letters = word.strip(_EDGES)
    return any(a.islower() and b.isupper() for a, b in pairwise(letters)) or bool(re.fullmatch(r"[\w-]+\.\w{2,4}", letters))


def _starts_as_name(text: str) -> bool:
    first = text.lstrip(QUOTES)[:1]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower()) or _is_brand(text.split()[0])


def plain(word: str) -> str:
    """Return a word as the lists of words have it: small, without what stands around it."""
    return word.strip(_EDGES + "!?").casefold()


def _unwrapped(text: str) -> str:
    """Drop the media words around a name, not those written as part of it: `Sputnik news agency` loses two, `Trend News Agency` none."""
    words = text.split()
    while len(words) > 1 and plain(words[0]) in MEDIA_WORDS | JOURNALISTS | {"the"} and (words[0].islower() or not words[0].isascii()):
        words = words[1:]
    while len(words) > 1 and words[-1].islower() and plain(words[-1]) in (MEDIA_WORDS | {"news"}) - {"медиа"}:
        words = words[:-1]
    return " ".join(words)
