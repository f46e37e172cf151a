"""The forms of a Russian word: nouns, adjectives and verbs by the endings that their stems take. Pure.

A word is read by every declension and conjugation that it may belong to, so too many forms come out; what the archive never had falls away
later. Everything here is in lower case with ё as е."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kazcrawl.words.tables import RUSSIAN_IRREGULAR

_HARD, _VOWEL = "[бвдзлмнпрстф]", re.compile("[аеиоуыэюя]")
_LONGEST_READ = 40


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How a kind of word is inflected: what its stem ends in, the endings (each may be the one that a person typed), and those
    that follow the stem's softened form (обсудить, обсужу)."""

    stem: re.Pattern[str]
    endings: tuple[str, ...]
    softened: tuple[str, ...] = ()


def _endings(told: str, adjective: str = "ый ая ое ые ого ому ым ом ую ой ыми ых") -> tuple[str, ...]:
    """Read a line of endings: "-" is none, and what ends in * is declined as an adjective."""
    found: list[str] = []
    for ending in told.split():
        if ending.endswith("*"):
            whole = "ий ая ее ие его ему им ем ую ей ими их" if ending[-2] in "щш" else adjective
            found += (ending[:-1] + tail for tail in whole.split())
        else:
            found.append("" if ending == "-" else ending)
    return tuple(found)


def _pattern(stem: str, endings: str, softened: str = "") -> _Pattern:
    return _Pattern(re.compile(f"(?:{stem})$"), _endings(endings), _endings(softened))


# One line for each declension: masculine, feminine, neuter after hard stems; then gutturals, hushers, ц; soft ones; those in a vowel.
_NOUNS = (
    _pattern(_HARD, "- а у ом е ы ов ам ами ах"),
    _pattern(_HARD, "а ы е у ой ою - ам ами ах"),
    _pattern(_HARD, "о а у ом е - ам ами ах"),
    _pattern("ов|ев|ин|ын", "- а у ым ой е ы ых ыми"),  # surnames
    _pattern("[гкх]", "- а у ом е и ов ам ами ах"),
    _pattern("[гкх]", "а и е у ой ою - ам ами ах"),
    _pattern("[гкх]", "о а у ом е и - ам ами ах"),
    _pattern("[жшчщ]", "- а у ем ом е и ей ам ами ах"),
    _pattern("[жшчщ]", "а и е у ей - ам ами ах"),
    _pattern("[жшчщ]", "ь и ью ей ам ами ах"),
    _pattern("[жшчщц]", "е а у ем - ам ами ах"),
    _pattern("ц", "- а у ем ом е ы ев ов ам ами ах"),
    _pattern("ц", "а ы е у ей ой - ам ами ах"),
    _pattern("ц", "о а у ом е - ам ами ах"),
    _pattern(_HARD, "ь я ю ем е и ей ям ями ях"),
    _pattern(_HARD, "я и е ю ей ею ь - ям ями ях"),
    _pattern(_HARD, "ь и ью ей ям ями ях"),
    _pattern("[влнр]", "е я ю ем ей ям ями ях"),
    _pattern("(?:вре|^и|пле|зна|пла|бре|стре)м", "я ени енем ена ен енам енами енах"),
    _pattern("[аеиоуыэюя]", "й я ю ем е и ев ям ями ях"),
    _pattern("[аеиоуыэюяь]", "я и е ю ей й ям ями ях"),
    _pattern("[иь]", "е я ю ем и й ев ям ями ях"),
    _pattern("ан|ян", "ин ина ину ином ине е - ам ами ах"),
)
_ADJECTIVES = (
    _pattern("[бвдзлмнпрстфц]", "ый ой ая ое ые ого ому ым ом ую ою ыми ых"),
    _pattern("[гкх]", "ий ой ая ое ие ого ому им ом ую ою ими их"),
    _pattern("[жшчщ]", "ий ой ая ее ое ие его ого ему ому им ем ом ую ей ими их"),
    _pattern("[^аеиоуыэюя]н|син", "ий яя ее ие его ему им ем юю ей ею ими их"),
    _pattern("[^аеиоуыэюя]н", "ый ая ое ые ого ому ым ом ую ой ыми ых а о ы"),
)
_PLAINLY_ADJECTIVE = re.compile(
    "(?:ск|цк|[бвгджзклмнпрст]н|ов|ев|ящ|ющ|вш|нн)(?:ый|ой|ая|ое|ые|ого|ому|ым|ыми|ых|ую)$|[сц]к(?:ий|им|их|ими|ие)$"
)
_SURNAME = re.compile("(.{4,}(?:ов|ев|ин))(?:ым|ой)")
_SHORT = ("а", "о", "ы", "ее")
_VERBS = (
    _pattern("[аяе]", "ть ю ешь ет ем ете ют л ла ло ли й йте я в вш* ющ* ем*"),
    _pattern("[аеиоуыэюя].*[ая]", "ть ю ешь ет ем ете ют л ла ло ли й йте я в вш* ющ* ем* нн* н на но ны"),
    _pattern("", "овать ую уешь ует уем уете уют овал овала овало овали уй уйте уя ующ* уем* ованн* ован ована овано ованы овав овавш*"),
    _pattern("", "евать ую уешь ует уем уете уют евал евала евало евали уй уйте уя ующ* уем* еванн* еван евав"),
    _pattern(
        "[бвгджзклмнпрстфхцчшщо]",
        "ить ишь ит им ите ят ат ил ила ило или и ив ивш* ящ* ащ* им*",
        "ю у енн* ен ена ено ены",
    ),
    _pattern("[бвгджзклмнпрст]", "еть ишь ит им ите ят ел ела ело ели ев евш* ящ*", "ю у"),
    _pattern("[сзкткхм]", "ать ал ала ало али анн* ан ана ано аны ав авш*", "у ешь ет ем ете ут ущ*"),
    _pattern("[бвгджзклпрстх]", "нуть ну нешь нет нем нете нут нул нула нуло нули нут* нувш* ла ло ли"),
    _pattern("ня|нача|разви|би|взя|жа", "ть л ла ло ли т та то ты т* в вш*"),
    _pattern("", "вести веду ведешь ведет ведем ведете ведут вел вела вело вели веденн* веден ведена ведено ведены ведя"),
    _pattern("", "нести несу несешь несет несем несете несут нес несла несло несли несенн* несен несена несено несены неся"),
    _pattern("", "крыть крою кроешь кроет кроем кроете кроют крыл крыла крыло крыли крой кройте крыв крывш* крыт крыта крыто крыты крыт*"),
    _pattern("", "мочь могу можешь может можем можете могут мог могла могло могли могущ*"),
    _pattern("да|ста|зна", "вать ю ешь ет ем ете ют вал вала вало вали вая ющ* ваем*"),
    _pattern("[аоиыеу]", "йти йду йдешь йдет йдем йдут шел шла шло шли шедш* йденн* йден йдена йдено йдены"),
)
_SOFTENED = (
    *(("ст", "щ"), ("ск", "щ"), ("д", "жд"), ("д", "ж"), ("з", "ж"), ("т", "ч"), ("т", "щ"), ("к", "ч"), ("с", "ш"), ("х", "ш")),
    *((lip, f"{lip}л") for lip in "бвпмф"),
    *((same, same) for same in "лнржшчщ"),
)
_INFINITIVES = ("ть", "йти")


def forms(word: str) -> set[str]:
    """Return all forms of the words that this may be one of, itself included."""
    if len(word) < 3 or len(word) > _LONGEST_READ:
        return {word}
    if word in RUSSIAN_IRREGULAR:
        return {word, *RUSSIAN_IRREGULAR[word], *_nouns(word)}
    adjectives = set(_adjectives(word))
    found = {word, *adjectives, *_verbs(word)}
    if not adjectives or not _is_plainly_adjective(word):
        found.update(_nouns(word))
    elif surname := _SURNAME.fullmatch(word):
        found.update(_nouns(surname[1]))
    return found


def _is_plainly_adjective(word: str) -> bool:
    return _PLAINLY_ADJECTIVE.search(word) is not None


def _nouns(word: str) -> Iterator[str]:
    for pattern in _NOUNS:
        for ending, stem in _splits(word, pattern.endings):
            if pattern.stem.search(stem) and _VOWEL.search(stem):
                yield from (stem + other for other in pattern.endings)
                yield from _with_fleeting_vowel(stem, pattern.endings, bare=ending in ("", "ь"))


def _with_fleeting_vowel(stem: str, endings: tuple[str, ...], *, bare: bool) -> Iterator[str]:
    """рынок, рынка; сосна, сосен; письмо, писем; китаец, китайца: the vowel stands only where no other follows."""
    if bare and (match := re.search(r"([^аеиоуыэюя]|[аеиоу])(?:о|е)([кцнлрмв])$", stem)) and (len(stem) > 3 or match[2] in "кц"):
        before = match[1] if match[1] not in "аеиоу" else f"{match[1]}й"
        short = stem[: match.start()] + before.replace("л", "ль" if match[2] == "ц" else "л") + match[2]
        for shape in {short, stem[: match.start()] + before + match[2]}:
            yield from (shape + ending for ending in endings if ending not in ("", "ь"))
    if not bare and (match := re.search(r"([^аеиоуыэюя])([кцнлрмв])$", stem)):
        before = match[1] if match[1] not in "ьй" else ""
        for vowel in "ое":
            yield from (f"{stem[: match.start()]}{before}{vowel}{match[2]}{ending}" for ending in ("", "ь") if ending in endings)


def _adjectives(word: str) -> Iterator[str]:
    for pattern in _ADJECTIVES:
        for _, stem in _splits(word, pattern.endings, shortest=3):
            if pattern.stem.search(stem):
                yield from (stem + other for other in pattern.endings)
                if stem[-1] in "нт" and not stem.endswith("ст"):
                    yield from (stem + ending for ending in _SHORT)
                    yield from _with_fleeting_vowel(stem, ("",), bare=False)


def _verbs(word: str) -> Iterator[str]:
    plain = re.sub("(?:ся|сь)$", "", word)
    for form in _of_verb(plain):
        yield form if plain == word else form + ("сь" if form[-1:] in "аеиоуыэюя" else "ся")


def _of_verb(word: str) -> Iterator[str]:
    shortest = 2 if word.endswith(_INFINITIVES) else 3
    for pattern in _VERBS:
        found = {stem for _, stem in _splits(word, pattern.endings, shortest=shortest)}
        for ending, soft in _splits(word, pattern.softened, shortest=shortest):
            if not _fits(soft, ending):
                continue
            found.update(soft.removesuffix(after) + before for before, after in _SOFTENED if soft.endswith(after))
        for stem in found:
            if pattern.stem.search(stem):
                yield from (stem + ending for ending in pattern.endings)
                for before, after in _SOFTENED if pattern.softened else ():
                    if stem.endswith(before):
                        soft = stem.removesuffix(before) + after
                        yield from (soft + ending for ending in pattern.softened if _fits(soft, ending))


def _fits(soft: str, ending: str) -> bool:
    """Hushers take -у, all others -ю."""
    return ending not in ("ю", "у") or (ending == "у") == (soft[-1] in "жшчщ")


def _splits(word: str, endings: tuple[str, ...], shortest: int = 2) -> Iterator[tuple[str, str]]:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            yield ending, word.removesuffix(ending)
