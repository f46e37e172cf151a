"""A name that nobody has heard of, where the form of a credit leaves no doubt that an outlet stands there: behind ©, in quotes behind the
last dash, beside a day."""

import re

from kazcrawl.outlets import MEDIA_WORDS, Registry
from kazcrawl.parse.credit.names import Name, is_institution, is_person, is_place, read_name
from kazcrawl.parse.credit.words import (
    CITIES,
    COMPANY_TAILS,
    COUNTRIES,
    GENERIC,
    NO_NAMES,
    OCCASIONS,
    ROLES,
    SOFT_MASTHEADS,
    STAFF,
    TOPIC_WORDS,
)
from kazcrawl.parse.credit.written import QUOTES, is_branded, is_short_name, is_titled, plain

_QUOTED = re.compile(r"[«“„\"‟]([^«»“”„\"\n]{2,60})[»”“\"]")
_SAID = re.compile(r"[.!?…]\s|[!?…:;]$|:\s|[@_]")
_AND = re.compile(r"\s(?:and|&|и|және|und|et)\s")
_ARTICLE = re.compile(r"(?:\s(?:de|du|des|del|dell[aeo]|dei|degli|di|da|la|les?|der|die|das|dem|den|und|et|e|aus|im|am|in|für|sur)){1,2}$")
_ABROAD = re.compile(r"(?:L[ae]s?|L['’]|Les|Il|Lo|Gli|D[ie]e|Der|Das|El|Los)(?:\s|(?<=['’]))")
_LONGEST_QUOTED = 6
_COMPANIES = frozenset(["inc", "ltd", "llc", "llp", "corp", "plc", "gmbh", "jsc", "co", "holding", "group"])
_DOING = re.compile(r"[A-Z][a-z]{1,12}ing\s(?:\S{1,20}\s){0,2}(?:in|with|for|from|to|at|on)\s|(?:Posted|Filed|Written)\s")
_SUBJECTS = TOPIC_WORDS | GENERIC | COUNTRIES | CITIES | {"", "&", "and", "of", "in", "texas", "usa", "и", "мен"}
_HEADINGS = SOFT_MASTHEADS | GENERIC | NO_NAMES | ROLES | STAFF | MEDIA_WORDS
_NO_TITLES = ROLES | STAFF | NO_NAMES | GENERIC | MEDIA_WORDS


def formed_name(text: str, registry: Registry, *, foreign: bool = False) -> Name | None:
    """Return the outlet that `text`, the whole of what a credit's form leaves for a name, names whatever words it is made of; None for a
    person, a place, a body such as a ministry, a sentence. `foreign` allows the small last word of French, Italian and German titles."""
    raw = text.strip(" \t\n.,;:|–—-•*")
    name = read_name(raw, registry)
    if name is not None and name.sure:
        return name
    quoted = _QUOTED.fullmatch(raw)
    inner = quoted[1].strip() if quoted else raw
    if (
        len(inner) < 3
        or all(map(is_person, _AND.split(inner)))
        or is_place(inner)
        or is_institution(inner, topics=False)
        or _SAID.search(inner)
    ):
        return None
    if (not quoted and ", " in inner) or (not inner.startswith("The ") and all(plain(word) in _HEADINGS for word in inner.split())):
        return None
    return (name or Name(inner)) if _is_written(inner, quoted=quoted is not None, foreign=foreign) else None


def may_be_person(text: str) -> bool:
    """Whether a text may be a person's name, known or not: two to four words of which none is the name of a thing."""
    things = COMPANY_TAILS | TOPIC_WORDS
    return is_person(text, strict=False) and things.isdisjoint(map(plain, text.split()))


def is_formed(text: str, name: Name | None, *, told: bool = False) -> bool:
    """Whether a name without quotes is more than a word or a person, and no company: The Tea Hour, Poultry Asia, HorseNewsKZ. `told` says
    that no person can be meant there."""
    if name is None or name.sure or text[:1] in QUOTES:
        return name is not None
    words = [plain(word) for word in text.split()]
    made = len(words) > 1 or is_branded(text)
    if not made or words[-1] in STAFF or words[0] in NO_NAMES or is_other(text):
        return False
    # Der Landmann, La Voce: no person's name begins so.
    return told or (NO_NAMES.isdisjoint(words) and (_ABROAD.match(text) is not None or not may_be_person(text)))


def is_other(text: str) -> bool:
    """Whether a name ends as those of companies, laws and occasions do, tells what is being done (Doing Business in Kazakhstan), or is made
    of nothing but subjects and places: Oil & Gas, Kazakhstan & Texas."""
    words = {*map(plain, text.split())}
    about = words <= _SUBJECTS and not text.startswith("The ")
    return about or plain(text.rpartition(" ")[2]) in _COMPANIES | OCCASIONS or _DOING.match(text) is not None


def _is_written(text: str, *, quoted: bool, foreign: bool) -> bool:
    """Whether a text is written as a title is: in quotes a few words with a capital or a digit in front, else as names are."""
    if text[0].islower() and not is_branded(text.split()[0]):
        return False
    if quoted:
        return len(text.split()) <= _LONGEST_QUOTED
    return is_short_name(text) or (foreign and _is_foreign(text))


def is_foreign_article(text: str) -> bool:
    """Whether a text is several words that an article in capitals opens, as titles have it within a sentence: El Heraldo de la Meseta."""
    return _ABROAD.match(text) is not None and len(text.split()) > 1 and text.split()[1][0].isupper()


def is_foreign_title(text: str) -> bool:
    """Whether a text is a title with the article and the small last word of French, Italian or German: Le Messager des plaines."""
    return _ABROAD.match(text) is not None and _is_foreign(text)


def _is_foreign(text: str) -> bool:
    """Le Messager des plaines, Ostmarkt heute: the last word small, with or without an article before it."""
    head, _, last = text.rpartition(" ")
    stem = _ARTICLE.sub("", head)
    return last.islower() and last not in _NO_TITLES and is_titled(stem)
