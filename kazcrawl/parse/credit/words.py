"""The words that credits are written with, read from `words.toml`: verbs, labels, roles, institutions, mastheads, people, places."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kazcrawl.text import plain_kazakh, runs_of, without_signs

_TOLD: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    words = _TOLD[name].split()
    # Two letters may mean too much without the Kazakh ones: ақ, ак.
    return frozenset(words) | {plain_kazakh(word) for word in words if len(word) > 2}


def _lines(name: str) -> tuple[str, ...]:
    """The phrases of a list, each once; Kazakh ones also as they are typed without the Kazakh letters."""
    lines = [line.strip() for line in _TOLD[name].splitlines() if line.strip()]
    return tuple(dict.fromkeys((*lines, *map(plain_kazakh, lines))))


def _any(name: str) -> str:
    """All phrases of a list as one alternation, the longer first so that the fuller phrase wins."""
    return "|".join(sorted(_lines(name), key=lambda line: (-len(line), line)))


_OPTION = re.compile(r"(?:\(\?:([^()]*)\)|\[([^\[\]]+)\]|(\w))(\?|\*)|\(\?:([^()]*)\)|\[([^\[\]]+)\]")
_TOKEN = re.compile(r"[^\W_]+")
_tokens_of = runs_of(re.compile(r"[^\W_]"))


# What stands in most sentences: a phrase that begins so is told by the word behind.
LITTLE = frozenset(["a", "been", "can", "first", "has", "is", "was", "with", "деп", "за", "по", "со"])
# The beginnings of phrases, by their last word.
_BEGINNINGS: defaultdict[str, set[str]] = defaultdict(set)


def folded_of(text: str) -> str:
    """A text in one case, each letter in its place, the quotes and dashes of print as blanks."""
    return without_signs(text).casefold()


def words_of(text: str) -> frozenset[str]:
    """The words of a text, folded: a phrase of `openings` can stand only in a text that has its telling word."""
    return frozenset(_tokens_of(folded_of(text)))


def phrases(pattern: re.Pattern[str], telling: Iterable[str], text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Every match of a pattern whose matches begin with one of the words `telling` (or with little ones before it, see `openings`), in
    order: asked only where these stand, so several times faster than `finditer`."""
    folded = folded_of(text)
    if len(folded) != len(text):  # a letter that folds to two moves what stands behind it
        yield from pattern.finditer(text, start)
        return
    beginnings = (beginning for word in telling for beginning in _BEGINNINGS.get(word, (word,)))
    for position in sorted({place for beginning in beginnings for place in _places(beginning, folded, start)}):
        if position >= start and (match := pattern.match(text, position)) is not None:
            start = match.end()
            yield match


def _places(word: str, text: str, start: int) -> Iterator[int]:
    while (start := text.find(word, start)) >= 0:
        yield start
        start += len(word)


def openings(*names: str) -> frozenset[str]:
    """The first telling word of every phrase of these lists, in all its spellings: a text without any of them needs no search for the
    phrases."""
    told = {beginning for name in names for line in _lines(name) for beginning in _beginnings(line)}
    for beginning in told:
        _BEGINNINGS[beginning.rpartition(" ")[2]].add(beginning)
    return frozenset(beginning.rpartition(" ")[2] for beginning in told)


def _beginnings(phrase: str) -> set[str]:
    """The beginning of a phrase up to its first telling word, in all its spellings; ValueError where a wildcard leaves it open."""
    option = _OPTION.search(phrase)
    words = phrase.split(" ")
    size = next((place for place, word in enumerate(words, 1) if word not in LITTLE), len(words))
    head = " ".join(words[:size])
    if option is None or option.start() > len(head):
        last = _TOKEN.match(words[size - 1])
        if last is None or re.search(r"\\w|[+{]", head):
            raise ValueError(f"no telling what {phrase!r} begins with")
        return {" ".join((*words[: size - 1], last[0])).casefold()}
    group, letters, letter, mark, sure_group, sure_letters = option.groups()
    told = group if group is not None else sure_group
    choices = told.split("|") if told is not None else list(letters or sure_letters or letter)
    spelled = {phrase[: option.start()] + choice + phrase[option.end() :] for choice in ([*choices, ""] if mark else choices)}
    return {beginning for spelling in spelled for beginning in _beginnings(spelling)}


# Patterns, to be put into larger ones.
VERBS_BEFORE = _any("verbs_before")
VERBS_AFTER = _any("verbs_after")
ACCORDING = _any("according")
ACCORDING_AFTER = _any("according_after")
REPORTED_AFTER = _any("reported_after")
CHAIN = _any("chain")
MARKED_AHEAD, MARKED_BEHIND = _any("marked_ahead"), _any("marked_behind")
ISSUES, THROUGH, SUCH, SAYING = _any("issues"), _any("through"), _any("such"), _any("saying")
ABOUT_THIS = _any("about_this")
LABELS = _any("labels")
BARE_LABELS = _any("bare_labels")
REPRINTS, WEAK_REPRINTS, OWED = _any("reprints"), _any("weak_reprints"), _any("owed")
THESE, WHOLE, TEXTS, BEING, ABROAD = _any("these"), _any("whole"), _any("texts"), _any("being"), _any("abroad")
PICTURE = _any("picture")
RIGHTS = _any("rights")
OFFICES = _any("offices")
WHOLE_TEXT, MORE_TEXT, LYING_THERE = _any("whole_text"), _any("more_text"), _any("lying_there")
LINKED_LABELS = _any("linked_labels")
PLATFORMS = "|".join(_TOLD["platforms"].split())
TRANSLATORS, RECOUNTING = _any("translators"), _any("recounting")
BYLINES = _any("bylines")
SURNAME = re.compile(_TOLD["surname"].strip(), re.IGNORECASE)

TAKEN, TAKEN_TEXT, PRINTED_IN = _any("taken"), _any("taken_text"), _any("printed_in")
FIRST_TOLD = _any("first_told")
HOUSE = _any("house")
ABRIDGED, PUT_HERE, SHORTENED = _any("abridged"), _any("put_here"), _any("shortened")
LOOSE_LABELS, DEPARTMENTS = _any("loose_labels"), _any("departments")
ARTICLES, RESTING, RELATIVE = _any("articles"), _any("resting"), _any("relative")
KAZAKH_ISSUE, ABOUT_NEWS = _any("kazakh_issue"), _any("about_news")
OF_ITS_HOUSE, PICTURE_STEMS = _any("of_its_house"), _any("picture_stems")
EN_REPORT, EN_CLOSING, EN_NEWS = _any("en_report"), _any("en_closing"), _any("en_news")
EN_SHOWS, EN_SAYS = _any("en_shows"), _any("en_says")
EN_SAYS_THAT, EN_ISSUE_VERBS = _any("en_says_that"), _any("en_issue_verbs")

# Words.
TELLING = _words("telling")
SPELLED_LABELS = tuple(sorted(_words("spelled_labels")))
NOUNS = tuple(line for line in _TOLD["nouns"].splitlines() if line.strip())
JOURNALISTS = _words("journalists")
MARKING = tuple(sorted(_words("marking")))
MARKED_SUBJECT, MARKED_GIVEN = tuple(sorted(_words("marked_subject"))), tuple(sorted(_words("marked_given")))
LANGUAGES, BESIDE_NAMES = _words("languages"), _words("beside_names")
DOUBTFUL, COMING_OUT = tuple(sorted(_words("doubtful"))), tuple(sorted(_words("coming_out")))
PRINTED, TURNS = _words("printed"), _words("turns")
PICTURE_HOSTS = _words("picture_hosts")
ROLES = _words("roles")
STAFF, LEADERS = _words("staff"), _words("leaders")
INSTITUTIONS = _words("institutions")
INSTITUTION_STEMS = tuple(sorted(_words("institution_stems")))
INSTITUTION_WORDS = _words("institution_words")
EVENT_STEMS = tuple(sorted(_words("event_stems")))
TOPIC_STEMS = tuple(sorted({*_words("topic_stems"), *EVENT_STEMS}))
TOPIC_WORDS = _words("topic_words")
COMPANY_TAILS = _words("company_tails")
COMPANY_ENDS = tuple(sorted(_words("company_ends")))
MASTHEADS = _words("mastheads")
SOFT_MASTHEADS = _words("soft_mastheads")
PAIRING = MASTHEADS | SOFT_MASTHEADS | _words("pairing")
GENERIC = _words("generic")
MASTHEAD_TAILS = tuple(sorted(_words("masthead_tails")))
COUNTRIES_AFTER = _words("countries_after")
NO_NAMES = _words("no_names")
BUTTONS = _words("buttons")
OCCASIONS = _words("occasions")
GIVEN_NAMES = _words("given_names")
COUNTRIES, REGIONS = _words("countries"), _words("regions")
CITIES = frozenset(re.sub(r"\s+", " ", city).strip() for city in _TOLD["cities"].split("|"))
