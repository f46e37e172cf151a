"""The nominative of a masthead that stands in another case, where its ending leaves no doubt: «Рудненскую правду», Алтай айнасының.

`газете «Рудненская правда»` is in the nominative already. "Степному вестнику" may be Степной or Степный вестник, so it stays as written."""

from functools import lru_cache

from kazcrawl.parse.credit.words import MASTHEADS, NOUNS, SOFT_MASTHEADS

_VOWELS = frozenset("аеёиоуыэюя")
_HUSHING, _VELAR = tuple("жшчщ"), tuple("кгх")
# Endings of nouns by how the nominative ends; plural ones by the plural's.
_NOUN_ENDINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "m": {"": ("а", "у", "ом", "е")},
    "soft": {"ь": ("я", "ю", "ем", "е")},
    "f": {"а": ("ы", "и", "е", "у", "ой"), "я": ("и", "е", "ю", "ей"), "ь": ("и", "ью")},
    "n": {"е": ("я", "ю", "ем", "и"), "о": ("а", "у", "ом", "е"), "мя": ("мени", "менем")},
    "pl": {"и": ("ей", "ям", "ями", "ях"), "ия": ("ий", "иям", "иями", "иях"), "ы": ("ов", "ам", "ами", "ах")},
}
_ADJECTIVES: dict[str, tuple[tuple[str, ...], tuple[str, ...], str, str]] = {
    "f": (("ой", "ую", "ою"), ("ей", "юю", "ею"), "ая", "яя"),
    "n": (("ого", "ому", "ом", "ым"), ("его", "ему", "ем", "им"), "ое", "ее"),
    "pl": (("ых", "ым", "ыми"), ("их", "им", "ими"), "ые", "ие"),
    "m": (("ого", "ому", "ом", "ым"), ("его", "ему", "ем", "им"), "ый", "ий"),
}
_KAZAKH_CASES = ("ның", "нің", "нда", "нде", "нан", "нен", "мен", "на", "не", "н")


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[str, str]]:
    """Every oblique form of the nouns that mastheads are made of: its nominative and gender."""
    forms = {}
    for line in NOUNS:
        gender, *nouns = line.split()
        for noun in nouns:
            for ending, cases in _NOUN_ENDINGS[gender].items():
                if noun.endswith(ending):
                    stem = noun.removesuffix(ending)
                    forms.update({stem + case: (noun, "m" if gender == "soft" else gender) for case in cases})
    return forms


def nominative(name: str) -> str | None:
    """Return the name of a masthead in the nominative, or None where it stands there already or its ending leaves a doubt."""
    words = name.split()
    if not words or len(words) > 4 or name.isascii():
        return None
    changed = _kazakh(words) or _behind_adjectives(words) or _before_genitive(words)
    return " ".join(changed) if changed else None


def _kazakh(words: list[str]) -> list[str] | None:
    last = words[-1].casefold()
    for case in _KAZAKH_CASES:
        base = last.removesuffix(case)
        if base != last and base.endswith(("ы", "і")) and base in MASTHEADS | SOFT_MASTHEADS and len(words) > 1:
            return [*words[:-1], words[-1][: len(base)]]
    return None


def _behind_adjectives(words: list[str]) -> list[str] | None:
    """Казахстанскую правду: adjectives that agree with the noun behind them."""
    noun, gender = _forms().get(words[-1].casefold(), ("", ""))
    adjectives = [_adjective(word, gender) for word in words[:-1]] if noun and len(words) > 1 else []
    found = [adjective for adjective in adjectives if adjective]
    return [*found, _cased(noun, words[-1])] if found and len(found) == len(words) - 1 else None


def _before_genitive(words: list[str]) -> list[str] | None:
    """Вестника Алтая, Новостям Алтая. In -ы and -и a plural might be meant."""
    first = words[0].casefold()
    noun, gender = _forms().get(first, ("", ""))
    doubtful = gender in ("f", "n") and first[-1] in "ыия"
    return [_cased(noun, words[0]), *words[1:]] if noun and len(words) > 1 and not doubtful else None


def _adjective(word: str, gender: str) -> str | None:
    hard, soft, hard_ending, soft_ending = _ADJECTIVES[gender]
    for endings, ending in ((hard, hard_ending), (soft, soft_ending)):
        for case in sorted(endings, key=len, reverse=True):
            stem = word.removesuffix(case)
            if stem == word or len(stem) < 3:
                continue
            if gender == "m" and not _is_certain(stem.casefold(), hard=endings is hard):
                return None
            if stem.casefold() in ("наш", "ваш"):
                return stem + {"f": "а", "n": "е", "pl": "и", "m": ""}[gender]
            if endings is soft and stem.casefold().endswith(_HUSHING + _VELAR) and gender in ("f", "n"):
                return stem + ("ая" if gender == "f" else "ее" if stem.casefold().endswith(_HUSHING) else "ое")
            return stem + ("ий" if gender == "m" and stem.casefold().endswith("ск") else ending)
    return None


def _is_certain(stem: str, *, hard: bool) -> bool:
    """Whether a masculine ends in -ий beyond doubt: soft ones do, and those in -ск- of three syllables (городской has two)."""
    if not hard:
        return not stem.endswith(_VELAR)
    return stem.endswith("ск") and sum(letter in _VOWELS for letter in stem) >= 3


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word
