"""The words that credits are written with, read from `words.toml`: verbs, labels, roles, institutions, mastheads, people, places.

Words stand here under the names of their lists; phrases are put into patterns by `any_of`. All are lower case; texts are folded before
words are looked up, patterns ignore case."""

import re
import tomllib
from pathlib import Path

from kazcrawl.text import plain_kazakh

_TOLD: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    words = _TOLD[name].split()
    # Two letters may mean too much without the Kazakh ones: ақ, ак.
    return frozenset(words) | {plain_kazakh(word) for word in words if len(word) > 2}


def _stems(name: str) -> tuple[str, ...]:
    """Beginnings or ends of words, for `startswith` and `endswith`."""
    return tuple(sorted(_words(name)))


def lines_of(name: str) -> tuple[str, ...]:
    """Return the phrases of a list, each once; Kazakh ones also as they are typed without the Kazakh letters."""
    lines = [line.strip() for line in _TOLD[name].splitlines() if line.strip()]
    return tuple(dict.fromkeys((*lines, *map(plain_kazakh, lines))))


def any_of(name: str) -> str:
    """Return the phrases of a list as one alternation for a larger pattern, the longer first so that the fuller phrase wins; KeyError for a
    list that is not there."""
    return "|".join(sorted(lines_of(name), key=lambda line: (-len(line), line)))


SURNAME = re.compile(_TOLD["surname"].strip(), re.IGNORECASE)
PLATFORMS = "|".join(_TOLD["platforms"].split())
TELLING = _words("telling")
SPELLED_LABELS = _stems("spelled_labels")
NOUNS = tuple(line for line in _TOLD["nouns"].splitlines() if line.strip())
JOURNALISTS = _words("journalists")
MARKING = _stems("marking")
MARKED_SUBJECT, MARKED_GIVEN = _stems("marked_subject"), _stems("marked_given")
LANGUAGES, BESIDE_NAMES = _words("languages"), _words("beside_names")
DOUBTFUL, COMING_OUT = _stems("doubtful"), _stems("coming_out")
PRINTED, TURNS = _words("printed"), _words("turns")
PICTURE_HOSTS = _words("picture_hosts")
ROLES = _words("roles")
STAFF, LEADERS = _words("staff"), _words("leaders")
INSTITUTIONS = _words("institutions")
INSTITUTION_STEMS = _stems("institution_stems")
INSTITUTION_WORDS = _words("institution_words")
EVENT_STEMS = _stems("event_stems")
TOPIC_STEMS = tuple(sorted({*_words("topic_stems"), *EVENT_STEMS}))
TOPIC_WORDS = _words("topic_words")
COMPANY_TAILS = _words("company_tails")
COMPANY_ENDS = _stems("company_ends")
MASTHEADS = _words("mastheads")
SOFT_MASTHEADS = _words("soft_mastheads")
PAIRING = MASTHEADS | SOFT_MASTHEADS | _words("pairing")
GENERIC = _words("generic")
MASTHEAD_TAILS = _stems("masthead_tails")
COUNTRIES_AFTER = _words("countries_after")
NO_NAMES = _words("no_names")
BUTTONS = _words("buttons")
OCCASIONS = _words("occasions")
GIVEN_NAMES = _words("given_names")
COUNTRIES, REGIONS = _words("countries"), _words("regions")
CITIES = frozenset(re.sub(r"\s+", " ", city).strip() for city in _TOLD["cities"].split("|"))
