"""The forms of a Kazakh noun: number, possessor and case by the rules of vowel harmony and assimilation, and back again. Pure.

Endings are written with capital letters that harmony makes a or e (А), y or i (Ы), gh or g (Ғ), q or k (Қ). A word is read backwards by the
same rules: it is a form of another word only if they would have made it of that word, so Almaty is no form of alma (apple)."""

from collections.abc import Iterator

from kazcrawl.words.folding import folded
from kazcrawl.words.tables import KAZAKH_SHORTENED, KAZAKH_WHOLE

LETTERS = frozenset("әғқңөұүһі")
"""What only Kazakh writes, of the languages here."""
_BACK, _FRONT = frozenset("аоұыяёю"), frozenset("әөүіеэ")
_VOWELS = frozenset("аәеёоөұүыіэюя")  # у and и end a stem as consonants do
_HARMONY = {"back": str.maketrans("АЫҒҚ", "аығқ"), "front": str.maketrans("АЫҒҚ", "еігк")}
# by the sound that a stem ends in: plural; genitive, accusative, dative, locative, that is there, ablative, instrumental
_CASES = {
    "vowel": ("лАр", ("нЫң", "нЫ", "ҒА", "дА", "дАҒЫ", "дАн", "мен")),
    "glide": ("лАр", ("дЫң", "дЫ", "ҒА", "дА", "дАҒЫ", "дАн", "мен")),
    "liquid": ("дАр", ("дЫң", "дЫ", "ҒА", "дА", "дАҒЫ", "дАн", "мен")),
    "nasal": ("дАр", ("нЫң", "дЫ", "ҒА", "дА", "дАҒЫ", "нАн", "мен")),
    "buzz": ("дАр", ("дЫң", "дЫ", "ҒА", "дА", "дАҒЫ", "дАн", "бен")),
    "voiceless": ("тАр", ("тЫң", "тЫ", "ҚА", "тА", "тАҒЫ", "тАн", "пен")),
}
_SOUNDS = {char: kind for kind, chars in {"glide": "руий", "liquid": "л", "nasal": "мнң", "buzz": "зж"}.items() for char in chars}
_THIRD = ("нЫң", "н", "нА", "ндА", "ндАҒЫ", "нАн", "мен")
_SINGULAR = ("нЫң", "дЫ", "А", "дА", "дАҒЫ", "нАн", "мен")
_SOFTENED = {"п": "б", "к": "г", "қ": "ғ"}
_HARDENED = {soft: hard for hard, soft in _SOFTENED.items()}
_SHORTENED, _WHOLE = frozenset(map(folded, KAZAKH_SHORTENED)), frozenset(map(folded, KAZAKH_WHOLE))
_SHORTEST = 2


def forms(stem: str) -> set[str]:
    """Return every form of a noun in lower case, itself included (about 100, or 200 where its harmony is open)."""
    made = {*_declined(stem, ("mine", "yours", "ours", "theirs")), *_conjugated(stem)}
    return {stem, *(form for form in made if folded(form) not in _WHOLE)}


def stems(word: str) -> set[str]:
    """Return the nouns that this word may be a form of. A word typed without Kazakh letters is read so, too."""
    found = set() if folded(word) in _WHOLE else {stem for stem in _candidates(word) if _makes(stem, word)}
    return found - {word}


def _makes(stem: str, word: str) -> bool:
    # "my" and "your" are not read backwards: news has few of them, and many nouns end so (bilim, orun)
    made = (*_declined(stem, ("ours", "theirs")), *_conjugated(stem))
    if LETTERS.isdisjoint(word):
        return folded(word) in set(map(folded, made))
    return word in made


def _candidates(word: str) -> Iterator[str]:
    for end in range(_SHORTEST, len(word)):
        stem = word[:end]
        yield stem
        if stem[-1] in _HARDENED:
            yield stem[:-1] + _HARDENED[stem[-1]]
        if end > _SHORTEST and stem[-1] not in _VOWELS and stem[-2] not in _VOWELS:
            yield from (f"{stem[:-1]}{vowel}{stem[-1]}" for vowel in "ыі")
        if end >= 3:
            yield from (f"{stem}у", *((f"{stem[:-1]}у",) if stem[-1] in "ыі" else ()))


def _declined(stem: str, owners: tuple[str, ...]) -> Iterator[str]:
    for harmony in _harmonies(stem):
        plurals = [shape + _CASES["voiceless" if shape != stem else _sound(stem)][0].translate(harmony) for shape in _plural_stems(stem)]
        yield from plurals
        for base in (stem, *plurals):
            yield from (base + ending.translate(harmony) for ending in _CASES[_sound(base)][1])
            for owned, cases in _owned(base, owners):
                yield from ((owned + ending).translate(harmony) for ending in ("", *cases))


def _plural_stems(stem: str) -> tuple[str, ...]:
    """A borrowed -ст loses its т before -тар: турист, туристер."""
    return (stem, stem[:-1]) if stem.endswith("ст") else (stem,)


def _owned(base: str, owners: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the word with each possessor's ending, and the cases that follow it."""
    after_z = _CASES["buzz"][1]
    if base[-1] in _VOWELS:
        told = {"mine": (), "yours": (), "ours": ("мЫз", "ңЫз"), "theirs": ("сЫ",)}
        shapes = {base}  # "my" is not told: qalam is a pen more often than my city
    else:
        told = {"mine": ("Ым",), "yours": ("Ың",), "ours": ("ЫмЫз", "ЫңЫз"), "theirs": ("Ы",)}
        shapes = set(_before_vowel(base))
    cases = {"mine": _SINGULAR, "yours": _SINGULAR, "ours": after_z, "theirs": _THIRD}
    for shape in shapes:
        yield from ((shape + ending, cases[owner]) for owner in owners for ending in told[owner])


def _before_vowel(base: str) -> Iterator[str]:
    """Yield what a stem becomes before a vowel: kitap kitab-, khalyq khalq-, oryn orn-."""
    soft = _SOFTENED.get(base[-1]) if len(base) > 1 and (base[-2] in _VOWELS or base[-2] in "уи") else None
    if soft:
        yield base[:-1] + soft
    if not soft or LETTERS.isdisjoint(base):
        yield base
    if folded(base) in _SHORTENED:
        yield base[:-2] + base[-1]


def _conjugated(verb: str) -> Iterator[str]:
    """Yield the commonest forms of a verb, given by its name in -у (дамыту)."""
    if not verb.endswith("у") or len(verb) < 4:
        return
    plain = verb[:-1]
    for harmony in _harmonies(plain):
        if plain[-1] in _VOWELS:
            shapes: tuple[tuple[str, tuple[str, ...]], ...] = ((plain, ("дЫ", "ҒАн", "йдЫ", "йтЫн", "п", "сА")),)
        else:
            hard = _sound(plain) == "voiceless"
            endings = (*(("тЫ", "ҚАн") if hard else ("дЫ", "ҒАн")), "АдЫ", "АтЫн", "Ып", "сА")
            shapes = ((plain, endings), (f"{plain}Ы", ("дЫ", "ҒАн", "п", "сА")), (plain, ("идЫ", "итЫн")))
        yield from ((stem + ending).translate(harmony) for stem, endings in shapes for ending in endings)


def _harmonies(stem: str) -> list[dict[int, int]]:
    """Back or front by the nearest vowel; both where the word is spelled with no Kazakh letter, for it may lack them or be borrowed."""
    kind = next((kind for char in reversed(stem) for kind, chars in (("back", _BACK), ("front", _FRONT)) if char in chars), None)
    kind = kind or ("front" if "и" in stem else "back")
    is_open = kind == "back" and LETTERS.isdisjoint(stem)
    return [_HARMONY[name] for name in (("back", "front") if is_open else (kind,))]


def _sound(stem: str) -> str:
    last = stem.rstrip("ьъ")[-1:] or "т"
    return "vowel" if last in _VOWELS else _SOUNDS.get(last, "voiceless")
