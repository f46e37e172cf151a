"""What a short piece of text is: an outlet's name, a person's, a place, an institution. Pure; knows words, not posts."""

import re
from dataclasses import dataclass

from kazcrawl.months import MONTHS
from kazcrawl.outlets import MEDIA_WORDS, Outlet, Registry, host_of
from kazcrawl.parse.credit.cases import nominative
from kazcrawl.parse.credit.words import (
    CITIES,
    COUNTRIES,
    EVENT_STEMS,
    GENERIC,
    GIVEN_NAMES,
    INSTITUTION_STEMS,
    INSTITUTION_WORDS,
    INSTITUTIONS,
    JOURNALISTS,
    MASTHEADS,
    NO_NAMES,
    PLATFORMS,
    REGIONS,
    ROLES,
    SOFT_MASTHEADS,
    STAFF,
    SURNAME,
    TOPIC_STEMS,
    TOPIC_WORDS,
)
from kazcrawl.parse.credit.written import EDGES, HEADING_WORDS, is_masthead, is_titled, plain, starts_as_name

_HUNG_CASE = re.compile(
    r"(?<=[a-zA-Zıəşçğ»”\"])[-’'](?:[нтд]ің|[нтд]ың|ке|ге|ға|қа|не|на|[дт]е|[дт]а|[нтд]ен|[нтд]ан|n?[ıiuü]n|n?[dt][ae]n?)$"
)  # Kursiv.kz-ке
# A name is no longer, and what stands around its quotes.
_LONGEST, _WRAPPING = 100, 40
_OWNED = re.compile(r"(\w+)['’]s (.+)")
_NO_NAME = re.compile(r", |[:_=]")
_ISSUE = re.compile(r"\s?(?:№|#|no\.|issue)\s?\d+(?:\s?\(\d+\))?$", re.IGNORECASE)
# The words before an address that say what it is: деловой портал X.kz, the news site X.kz.
_KIND = re.compile(
    r"(?:\w{2,20}(?:[иы]й|ой|ая|яя|[ое]е|ого|его|ому|ему|[лдт][ыі]қ|al|an)\s|news\s|online\s|the\s){0,3}[\w-]+", re.IGNORECASE
)
_OFFICE = re.compile(
    r"press (?:service|office|secretary|release|cent(?:re|er))|prime minister|agency (?:for|of|on)|mayor['’]s|"
    r"(?:energy|space|development|investment|environment(?:al)?|health|rating|travel|tourism|protection|security|aviation) agency|"
    r"agencia (?:tributaria|espacial|estatal|de (?!noticias|prensa)|del )|agenzia (?:delle|dell['’]|del|per|spaziale|europea)|"
    r"agence (?:nationale|de l['’]|pour|spatiale|européenne)|agentur für|agencja (?:rozwoju|restrukt|rynku)|"
    r"state department|white house|intelligence unit|"
    r"агентств\w{1,4} (?:по|республики|стратегич\w+)",
    re.IGNORECASE,
)
_NO_PERSON = MASTHEADS | SOFT_MASTHEADS | GENERIC | ROLES | NO_NAMES | MEDIA_WORDS | COUNTRIES | STAFF
_PERSONAL = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[-'’][^\W\d_]+)?\.?|(?:[^\W\d_]\.){2,3}")
_TOWNS = (" city", " county", " province", " область", " район", " облысы", " ауданы")
_PLATFORM = re.compile(rf"(?:^|\.)(?:{PLATFORMS})(?:\.[a-z]{{2,3}}){{1,2}}$|(?:^|\.)(?:gov|edu|mil)(?:\.[a-z]{{2}})?$|\.gouv\.")
_QUOTED = re.compile(r"[«“„\"‟]([^«»“”„\"\n]{2,60})[»”“\"]")


@dataclass(frozen=True, slots=True)
class Name:
    """An outlet as a text names it. `text` is what is shown: as written, in the nominative where the registry knows it;
    `known` the registry's outlet, if any; `sure` tells that its looks alone say "medium": known, a domain, masthead words, газета «…»."""

    text: str
    known: Outlet | None = None
    sure: bool = False


def read_name(text: str, registry: Registry) -> Name | None:
    """Return the outlet that `text` (a name with quotes, wrappers, case endings, or an address) may name; None when it can be no name.

    An address is its owner's; what the registry knows is known; of any other name its form tells whether it may be one, or surely is."""
    raw = _HUNG_CASE.sub("", text.strip(" \t\n,;:|•·*").rstrip("."))
    if not raw or len(raw) > _LONGEST or "@" in raw[1:]:
        return None
    kind, _, address = raw.rpartition(" ")
    if (host := host_of(address)) and (not kind or _is_kind(kind)):
        return _addressed(address, host, registry)  # деловой портал X.kz
    raw = _ISSUE.sub("", raw)
    known = registry.by_name(raw)
    if known is not None:
        return Name(registry.spelling(raw) or known.name, known, sure=True)
    first, hyphen, second = raw.partition("-")
    if hyphen and len(first) > 3 and second[:1].isupper() and registry.by_name(first) is not None:
        return Name(raw, sure=True)  # Interfax-Dunav is of Interfax’s house, not Interfax
    return _unknown(raw, registry)


def _is_kind(text: str) -> bool:
    """Whether the words before an address say what it is: деловой портал, the news site."""
    return _KIND.fullmatch(text) is not None and plain(text.rpartition(" ")[2]) in MEDIA_WORDS and not is_institution(text)


def _addressed(raw: str, host: str, registry: Registry) -> Name | None:
    owner = registry.by_domain(host)
    if owner is None and _PLATFORM.search(host):
        return None
    bare = raw.casefold().removesuffix("/") == host
    return Name(raw if bare else owner.name if owner else host, owner, sure=True)


def _unknown(raw: str, registry: Registry) -> Name | None:
    """The name in a text that the registry does not know as it stands, without its wrappers and in the nominative."""
    quoted = _QUOTED.search(raw)
    wrapped = any(plain(word) in MEDIA_WORDS for word in raw.split())
    inner = _disowned((quoted[1] if quoted else _unwrapped(raw)).strip(EDGES), registry)
    if not _may_name(inner, quoted=quoted is not None) or _is_body(raw, quoted, wrapped=wrapped):
        return None
    if quoted is not None and not _is_wrapping(raw[quoted.end() :]):
        return None
    inner = nominative(inner) or inner
    titled = is_titled(inner) or (quoted is not None and len(raw) - len(quoted[0]) < _WRAPPING)
    return Name(inner, registry.by_name(inner), sure=(wrapped and titled) or is_masthead(inner))


def _disowned(text: str, registry: Registry) -> str:
    """A name without whose it is: Kazakhstan's Kapital, but Lloyd's List."""
    owned = _OWNED.fullmatch(text)
    if owned is None or not (registry.by_name(owned[2]) is not None or (is_masthead(owned[2]) and is_place(owned[1]))):
        return text
    return owned[2]


def _may_name(text: str, *, quoted: bool) -> bool:
    """Whether a text can be a name by its words: no piece of a sentence, date, preposition, heading, and more than the word for a kind."""
    words = [plain(word) for word in text.split()]
    if len(text) < 3 or not starts_as_name(text) or _NO_NAME.search(text) or _is_date(text):
        return False
    heading = not quoted and all(word in HEADING_WORDS or word.isdigit() for word in words)
    return not (heading or words[0] in ("by", "from", "via") or all(word in MEDIA_WORDS for word in words))


def known_run(words: list[str], registry: Registry, *, from_end: bool = False, longest: int = 7) -> tuple[str, int] | None:
    """Return the longest run of words at the start (or the end) that the registry knows, with its length in words; None if none is."""
    if not from_end and not registry.can_begin(words):
        return None
    for size in range(min(longest, len(words)), 0, -1):
        part = " ".join(words[-size:] if from_end else words[:size]).strip(EDGES)
        if part and not part.islower() and registry.by_name(part) is not None:
            return part, size
    return None


def is_place(text: str) -> bool:
    """Whether a text is a city or country that we know, alone or "City, Country"."""
    plain = text.strip(EDGES).casefold()
    return (
        plain in CITIES
        or plain in COUNTRIES
        or plain.endswith(_TOWNS)
        or all(part.strip(" .") in CITIES | COUNTRIES for part in plain.split(","))
    )


def is_person(text: str, *, strict: bool = True) -> bool:
    """Whether a text of two to four words is a person's name. `strict` asks for a known given name or a surname's ending."""
    words = text.strip(EDGES).split()
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
        if low in INSTITUTIONS and (len(low) > 5 or word.strip(EDGES).isupper() or not (word.islower() or word.istitle())):
            return True
        if (topics and low in TOPIC_WORDS) or low.startswith(TOPIC_STEMS if topics else EVENT_STEMS):
            last = low.isascii() and text.rstrip(EDGES).casefold().endswith(low)
            if last or not is_masthead(text.strip(EDGES)):
                return True
    return _OFFICE.search(text) is not None


def _is_wrapping(behind: str) -> bool:
    """Whether what follows a name in quotes belongs to it: a medium's or a journalist's word, a number, another name; no sentence does."""
    words = [word for word in behind.split() if plain(word)]
    return all(plain(word) in MEDIA_WORDS | JOURNALISTS or not word.strip(EDGES)[:1].islower() for word in words)


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


def _is_date(text: str) -> bool:
    words = text.casefold().split()
    return any(word in MONTHS for word in words[:2]) and any(word.strip(",.").isdigit() for word in words)


def _unwrapped(text: str) -> str:
    """Drop the media words around a name, not those written as part of it: `Sputnik news agency` loses two, `Trend News Agency` none."""
    words = text.split()
    while len(words) > 1 and plain(words[0]) in MEDIA_WORDS | JOURNALISTS | {"the"} and (words[0].islower() or not words[0].isascii()):
        words = words[1:]
    while len(words) > 1 and words[-1].islower() and plain(words[-1]) in (MEDIA_WORDS | {"news"}) - {"медиа"}:
        words = words[:-1]
    return " ".join(words)
