"""What a sentence says of a medium beside its name: the Russian daily X, die Zeitung X, британская «X», the newsletter X."""

import re

from kazcrawl.outlets import MEDIA_WORDS
from kazcrawl.parse.credit.words import any_of

_NOUNS = any_of("kinds")
# "Agency" and "site" stand before other names too: the agency for trade, the site of the fair.
_BEHIND = re.compile(
    rf"(?:\b(?:[Tt]he|[Aa]n?)\s(?:(?!(?:of|from|by|in|at|for|to|and)\s)[\w'’-]{{2,20}}\s){{0,3}}(?:{_NOUNS}|agency)\s$)|"
    r"(?:(?:[A-Z][\w'’-]{2,20}|the|a|local|state|state-run|official|independent|private|business|regional|online|leading|popular)\s){0,3}"
    rf"(?:{_NOUNS}|agency)\s$"
)
_AHEAD = re.compile(
    rf"(?:(?!(?:of|from|by|in|at|for|to|and)\s)[\w'’-]{{2,20}}\s){{0,2}}(?:{_NOUNS})\s(?=[A-Z«“\"]|[\w-]{{2,40}}\.[a-z]{{2,4}}(?!\w))|"
    r"(?:(?:el|la|il|lo|le|o|a|os|as)\s|l['’])?(?:diario|periódico|semanario|jornal|revista|quotidiano|giornale|settimanale|mensile|rivista|sito|"
    r"quotidien|hebdomadaire|mensuel|journal|revue|dziennik|tygodnik|miesięcznik|kwartalnik|gazeta|czasopismo|serwis|portal)\s"
    r"(?=[A-ZÀ-Ž«„“\"])|"
    r"(?:(?:die|das|der|dem)\s(?:\w{3,20}\s)?)?"
    r"(?:Nachrichten|Tages|Wochen|Wirtschafts|Fach|Online|Internet|Presse|Fernseh|Radio|News|Boulevard|Staats|Regierungs|Branchen)?(?:[Zz]eitung|[Aa]gentur|[Pp]ortal|[Mm]agazin|[Zz]eitschrift|[Ss]ender|[Bb]latt|"
    r"(?<=[a-z])dienst)\s"
    r"(?=[A-ZÄÖÜ«„“\"])|[а-яё]{3,20}(?:ая|ий|ый|ое)\s(?=[«“„\"])"
)
# Whose it is, or where from: such a word says nothing of what the name is.
_WHOSE = re.compile(r"(?:[а-яё]{3,20}(?:ая|ий|ый|ое)|[А-ЯӘҒҚҢӨҰҮІ]\w{2,20}[ндт][ыі]ң)\s(?=[A-Z«“„\"])")
ADJECTIVES = frozenset(["analytical", "information", "business", "financial", "news", "online", "local", "regional", "sports"])
"""What may stand between a name and the word for its kind: Kenprom analytical website."""

QUALIFIERS = frozenset(["ұлттық", "халықаралық", "республикалық", "улттык", "халыкаралык", "республикалык"])
"""Words that stand before a medium's kind, and before a company's as well: «X» ұлттық арнасы, «X» ұлттық компаниясы."""


def kind_ahead(text: str, start: int) -> tuple[int, bool]:
    """Return where the name begins behind the words for its kind that stand at `start`, and whether they say that it is a medium."""
    kind = _AHEAD.match(text, start)
    whose = _WHOSE.match(text, start) if kind is None else None
    found = kind or whose
    return (found.end() if found else start), kind is not None


def kind_behind(text: str) -> str | None:
    """Return what stands before the words for a medium's kind that a text ends with; None if it ends with none."""
    kind = _BEHIND.search(text)
    return text[: kind.start()] if kind else None


def is_media_word(word: str) -> bool:
    """Whether a word, in lower case, says "medium": portal, газета, интернет-портал, agro-portal, l'agenzia."""
    last = re.split(r"[-'’]", word)[-1]
    return word in MEDIA_WORDS or (last in MEDIA_WORDS and len(last) > 3)
