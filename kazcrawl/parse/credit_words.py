"""The words that credits are written with, read from `credit_words.toml`: verbs, labels, roles, institutions, mastheads, people, places."""

import re
import tomllib
from pathlib import Path

_TOLD: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_TOLD[name].split())


def _any(name: str) -> str:
    """All lines of a list as one alternation, the longer first so that the fuller phrase wins."""
    lines = [line.strip() for line in _TOLD[name].strip().splitlines() if line.strip()]
    return "|".join(sorted(dict.fromkeys(lines), key=lambda line: (-len(line), line)))


# Patterns, to be put into larger ones.
VERBS_BEFORE = _any("verbs_before")
VERBS_AFTER = _any("verbs_after")
ACCORDING = _any("according")
CHAIN = _any("chain")
ABOUT_THIS = _any("about_this")
LABELS = _any("labels")
BARE_LABELS = _any("bare_labels")
REPRINTS = _any("reprints")
PICTURE = _any("picture")
PLATFORMS = "|".join(_TOLD["platforms"].split())
TRANSLATORS = _any("translators")
BYLINES = _any("bylines")
SURNAME = re.compile(_TOLD["surname"].strip(), re.IGNORECASE)

# Words.
JOURNALISTS = _words("journalists")
PICTURE_HOSTS = _words("picture_hosts")
ROLES = _words("roles")
STAFF = _words("staff")
INSTITUTIONS = _words("institutions")
INSTITUTION_STEMS = tuple(sorted(_words("institution_stems")))
INSTITUTION_WORDS = _words("institution_words")
TOPIC_STEMS = tuple(sorted(_words("topic_stems")))
TOPIC_WORDS = _words("topic_words")
COMPANY_TAILS = _words("company_tails")
MASTHEADS = _words("mastheads")
SOFT_MASTHEADS = _words("soft_mastheads")
GENERIC = _words("generic")
MASTHEAD_TAILS = tuple(sorted(_words("masthead_tails")))
COUNTRIES_AFTER = _words("countries_after")
NO_NAMES = _words("no_names")
GIVEN_NAMES = _words("given_names")
COUNTRIES = _words("countries")
CITIES = frozenset(re.sub(r"\s+", " ", city).strip() for city in _TOLD["cities"].split("|"))
