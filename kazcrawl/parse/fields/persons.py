"""Whether words that no label introduces are a person's name. In most languages two capitals side by side are a name's; English sections
and German nouns have them too, so there no word may be one of sections, desks, places, media and buttons. Knows nothing of pages."""

import re
import tomllib
from pathlib import Path

from kazcrawl.months import MONTHS, WEEKDAYS
from kazcrawl.outlets import registry_in_force
from kazcrawl.parse.fields.byline import COMPANY, is_account, is_full_name

# Languages in which the name of a section has one capital, at its beginning.
ONE_CAPITAL = frozenset((
    "ru", "kk", "uk", "be", "ky", "uz", "tg", "tk", "az", "tr", "hy", "ka", "mn", "fr", "es", "it", "pt", "pl", "cs", "sk", "ro", "bg",
    "sr", "hr", "hu", "lt", "lv", "et", "fi", "sv", "da", "nb", "no", "nl",
))  # fmt: skip
_IN_CYRILLIC = frozenset(("ru", "kk", "uk", "be", "ky", "tg", "mn", "bg", "sr"))
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_MOST_WORDS, _SHORTEST = 3, 3
# A name's words: with a capital, an initial, or what stands small within one.
_WORD = re.compile(r"[^\W\d_][\w'’ʼ-]+|[^\W\d_]\.(?:-?[^\W\d_]\.)?")
_PARTICLES = frozenset((
    "von", "van", "der", "den", "de", "di", "da", "del", "della", "la", "le", "du", "dos", "bin", "al", "el", "ten", "zu",
))  # fmt: skip
# Words of what stands in such lines and is nobody's name.
_TABLES: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_COMMON = frozenset(word for words in _TABLES["common"].values() for word in words.split())
_PLACES = frozenset(name.strip() for name in _TABLES["places"]["names"].split("|"))
# How nouns end that are made of others, and how long such a word is at least.
_MADE = (
    "tion", "tions", "ship", "ships", "ities", "ological", "tional", "ability", "ibility", "ivity", "wide", "ism", "pment", "tment",
    "kstan", "nistan", "schaft", "schaften", "keit", "keiten", "heiten", "ungen", "bung", "dung", "gung", "kung", "lung", "nung", "rung",
    "tung", "zung", "ßung", "ssung", "ismus", "wesen", "srecht", "handel", "politik", "markt", "messe",
)  # fmt: skip
_MADE_LENGTH = 6


def may_be_person(text: str, *, language: str) -> bool:
    """Whether a text is two to four words of a name, as far as its form tells in this language ("en", "ru", "" for unknown)."""
    if not _is_sure(text, language):
        return is_person(text)
    words = text.split()
    is_capital = is_full_name(text) and all(word[0].isupper() or word in _PARTICLES for word in words)
    return is_capital and not _is_no_person(text, words) and _COMMON.isdisjoint(text.lower().split())


def is_person(text: str) -> bool:
    """Whether a text is two or three words of a name in any language, and none of them a word of sections, desks, places and buttons."""
    words = [word for word in text.split() if word not in _PARTICLES]
    if not (2 <= len(words) <= _MOST_WORDS and all(map(_WORD.fullmatch, words))) or len(words[-1]) < _SHORTEST:
        return False
    if not all(word[0].isupper() for word in words) or all(map(str.isupper, words)) or _is_no_person(text, words):
        return False
    lower = [word.lower() for word in words]
    calendar = sum(word.strip(".") in MONTHS or word in WEEKDAYS for word in lower)
    return calendar < 2 and not any(word in _COMMON or (len(word) >= _MADE_LENGTH and word.endswith(_MADE)) for word in lower)


def _is_sure(text: str, language: str) -> bool:
    """Whether two capitals are a name's alone in what a text is written in: not in English words on a Russian page."""
    return bool(_CYRILLIC.search(text)) or (language[:2].lower() in ONE_CAPITAL - _IN_CYRILLIC)


def _is_no_person(text: str, words: list[str]) -> bool:
    if text.lower().replace("-", " ") in _PLACES or registry_in_force().by_name(text) is not None:
        return True
    return is_account(text) or COMPANY.search(text) is not None or len(set(words)) < len(words)
