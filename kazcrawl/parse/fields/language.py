"""The language of a text by its script, letters and commonest words. The words and letters of each stand in `language.toml`.

No detector library: most call Kazakh Russian, and those that do not are large, or compiled for few machines (`docs/decisions.md`)."""

import re
import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path

from kazcrawl.text import runs_of, without_signs

# A longer text is judged by pieces from all over it: more letters tell nothing new.
_SAMPLE, _PIECES = 2_000, 4
_SCRIPT = 600
# Letters that Kazakh has and Russian has not; қ and ұ are no other big language's, ғ is shared with Uzbek, Tajik and Bashkir only.
_KAZAKH = "әғқңөұүһі"
_KAZAKH_SHARE = 0.04  # Kazakh has 10-18 %; Russian with a few Kazakh names stays below
# Kazakh's Latin alphabets: 2018 (á ǵ ı ń ó ú), 2019 and 2021 (ä ğ ı ñ ö ş ū ü). No other language has these beside the dotless ı.
_LATIN_KAZAKH = re.compile(r"[ǵńñū]", re.IGNORECASE)
# ñ or ū with ş, ğ or ä before or behind it, in a text with q: no other language of a chamber's site.
_LATIN_KAZAKH_2021 = re.compile(r"[ñū][^ñū]*[şğä]|[şğä][^ñūşğä]*[ñū]")
_LATIN_KAZAKH_WORD = re.compile(r"\b(?:jáne|jäne|úshin|üşin|qazaqstan\w*|boıynsha|boiynşa|degen|bolady|týraly|turaly)\b", re.IGNORECASE)
_UZBEK_SIGN = re.compile(r"[og][ʻʼ'‘’`]\w")
_words_of = runs_of(re.compile(r"[^\W\d_]"))
_ARABIC_ARTICLE = re.compile(r"\bو?ال\w")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_LATIN_LETTERS = re.compile(r"(?:[a-z][^a-z]*+){3}")
# Languages that a page may claim for a text in Cyrillic, with letters that prove it; the claim is believed only then.
_CYRILLIC_CLAIMS = {
    "uk": "іїєґ", "be": "ўі", "ky": "өүң", "tg": "ҳҷӣӯқғ", "uz": "ўқғҳ", "tt": "әөүңҗһ", "ba": "ҙҫҡғәө", "mn": "өү", "bg": "ъ",
    "sr": "јљњћђ", "mk": "јљњѓќѕ",
}  # fmt: skip
# Unclaimed neighbours of Russian and Kazakh: letters that must stand there (the first above all), their least share, letters that must not.
_CYRILLIC_MARKS = (
    ("tg", "ӣӯҷ", 0.008, "әө"), ("tg", "ӯӣҷ", 0.008, "әө"), ("tg", "ҷӣӯ", 0.008, "әө"), ("uz", "ўқғҳ", 0.01, "әөұі"),
    ("uz", "ҳўқғ", 0.012, "әөұі"), ("be", "ўі", 0.02, "қғ"), ("ba", "ҙҫҡ", 0.01, ""), ("ba", "ҡҙҫ", 0.01, ""),
    ("tt", "җәөүң", 0.04, "қғұі"), ("tt", "әөүңһ", 0.08, "қғұі"),
    ("sr", "јљњћђ", 0.02, "ы"), ("bg", "ъ", 0.01, "ыэё"),
)  # fmt: skip
_BLOCKS = (
    ("cyrillic", "\u0400", "\u052f"), ("latin", "A", "\u024f"), ("arabic", "\u0600", "\u06ff"), ("han", "\u4e00", "\u9fff"),
    ("kana", "\u3040", "\u30ff"), ("hangul", "\uac00", "\ud7af"), ("greek", "\u0370", "\u03ff"), ("georgian", "\u10a0", "\u10ff"),
    ("armenian", "\u0530", "\u058f"), ("hebrew", "\u0590", "\u05ff"), ("thai", "\u0e00", "\u0e7f"), ("latin", "\u1e00", "\u1eff"),
)  # fmt: skip
_CLAIM_SCRIPT = {
    "zh": "han", "ja": "kana", "ko": "hangul", "ar": "arabic", "fa": "arabic", "ug": "arabic", "ur": "arabic", "ku": "arabic",
    "el": "greek", "ka": "georgian", "hy": "armenian", "he": "hebrew", "th": "thai",
}  # fmt: skip
_ALONE = {
    "han": "zh", "kana": "ja", "hangul": "ko", "greek": "el", "georgian": "ka", "armenian": "hy", "hebrew": "he", "thai": "th",
}  # fmt: skip
# Claims that a text in Latin script disproves.
_CYRILLIC_ALONE = frozenset(_CYRILLIC_CLAIMS) - {"uz", "sr", "tt"}
# A language is named when so many of a text's words are its commonest; any text has a quarter to a half of such words.
_ENOUGH, _ENGLISH_ENOUGH, _ENGLISH_SURE = 0.12, 0.08, 0.2
# One word said again and again proves nothing: so many different ones a long text must have.
_VARIOUS = 4
# A text of so many words without one of these is no English.
_LONG = 60


Table = dict[str, tuple[str, ...]]


def _table(script: str) -> tuple[Table, Table]:
    """The languages of each word and of each letter, for one script."""
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))[script]
    words = {code: frozenset(row["words"].split()) for code, row in told.items()}
    letters = {code: frozenset(row.get("letters", "")) for code, row in told.items()}
    return _inverted(words), _inverted(letters)


def _inverted(sets: dict[str, frozenset[str]]) -> Table:
    return {each: tuple(code for code, items in sets.items() if each in items) for each in frozenset().union(*sets.values())}


_LATIN_WORDS, _LATIN_SIGNS = _table("latin")
_LATIN = frozenset(code for codes in _LATIN_WORDS.values() for code in codes)
_ENGLISH = frozenset(word for word, codes in _LATIN_WORDS.items() if "en" in codes)
_CYRILLIC_WORDS, _ = _table("cyrillic")
_ARABIC_WORDS, _ARABIC_SIGNS = _table("arabic")


def find_language(text: str, *, claimed: str = "") -> str | None:
    """Return the text's language as a two-letter code, by script, letters and commonest words; None when they do not tell.

    `claimed` is the page's own word (`<html lang>`): believed where the text bears it out, or tells nothing against it."""
    sample = _sample(text).lower()
    claim = re.split(r"[-_]", claimed.strip().lower())[0] if claimed else ""
    script = _script(sample if len(sample) < _SCRIPT else sample[:: len(sample) // _SCRIPT])
    if script == "cyrillic":
        return _cyrillic(sample, claim)
    if script == "latin":
        return _latin(sample, claim)
    if script == "arabic":
        return _arabic(sample, claim)
    if script is None:
        return None
    return claim if _CLAIM_SCRIPT.get(claim) == script else _ALONE.get(script)


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    length = _SAMPLE // _PIECES
    return "\n".join(text[start : start + length] for start in range(0, len(text) - length + 1, (len(text) - length) // (_PIECES - 1)))


def _script(sample: str) -> str | None:
    sample = without_signs(sample)
    if sample.isascii():
        return "latin" if _LATIN_LETTERS.search(sample) else None
    counts: Counter[str] = Counter()
    for char, times in Counter(sample).items():
        if char.isalpha():
            counts[_block(char)] += times
    (name, most), *_ = counts.most_common(1) or [("", 0)]
    if counts["kana"] and name == "han":
        return "kana"
    return name if most >= 3 and name != "other" else None


@lru_cache(maxsize=4096)
def _block(letter: str) -> str:
    return next((name for name, first, last in _BLOCKS if first <= letter <= last), "other")


def _cyrillic(sample: str, claim: str) -> str:
    letters = Counter({char: times for char, times in Counter(sample).items() if "\u0400" <= char <= "\u052f"})
    total = max(1, letters.total())

    def share(chosen: str) -> float:
        return sum(letters[char] for char in chosen) / total

    proof = _CYRILLIC_CLAIMS.get(claim, "")
    if proof and share(proof) > 0.01 and not (claim in ("uk", "be") and letters["қ"]):
        return claim
    if letters["ї"] + letters["є"] > letters["қ"] + letters["ұ"]:
        return "uk"
    for code, needed, least, strange in _CYRILLIC_MARKS:
        if share(needed[0]) > least / 4 and share(needed) >= least and not share(strange):
            return code
    kazakh = share(_KAZAKH)
    proven = letters["қ"] or letters["ұ"] or letters["ә"] or (letters["і"] and share("ңөүғ"))
    if kazakh >= _KAZAKH_SHARE and (proven or claim == "kk"):
        return "kk"
    if kazakh and claim == "kk" and total < 200:
        return "kk"
    words = _counted(sample, _CYRILLIC_WORDS)
    if share("өүң") >= 0.02 and not share("әқғұіһ"):
        return "ky" if letters["ң"] or words["ky"] > words["mn"] or letters["ы"] > letters["э"] else "mn"
    if share("і") >= 0.02 and not share("әғқңөұүһ"):
        native = words["kk"] >= words["uk"] and share("вьщцф") < 0.01
        return "kk" if native else "be" if letters["ы"] else "uk"
    best, most = max(words.items(), key=lambda item: item[1], default=("ru", 0))
    return best if most >= max(2, _ENOUGH * sample.count(" "), 2 * words["ru"]) and not share("щёъ") else "ru"


def _latin(sample: str, claim: str) -> str | None:
    plain = without_signs(sample)
    if "ı" in sample and _LATIN_KAZAKH.search(sample) and (claim in ("", "kk", "en", "ru") or _LATIN_KAZAKH_WORD.search(sample)):
        return "kk"
    if "q" in sample and not plain.isascii() and _LATIN_KAZAKH_2021.search(sample) and claim in ("", "kk", "en", "ru"):
        return "kk"
    if claim == "kk" and _LATIN_KAZAKH_WORD.search(sample):
        return "kk"
    words = _words_of(plain)
    count = max(1, len(words))
    if sum(map(_ENGLISH.__contains__, words)) > _ENGLISH_SURE * count:
        return "en"
    told = _counted(sample, _LATIN_WORDS, _LATIN_SIGNS)
    told["uz"] += len(_UZBEK_SIGN.findall(sample))
    best, most = max(told.items(), key=lambda item: item[1], default=("", 0))
    if claim in _LATIN and claim != "en" and told[claim] >= max(0.6 * most, 0.05 * count):
        return claim
    unlisted = len(claim) == 2 and claim not in _LATIN and claim not in ("kk", "ru") and _CLAIM_SCRIPT.get(claim, "latin") == "latin"
    if unlisted and claim not in _CYRILLIC_ALONE and told["en"] < _ENGLISH_ENOUGH * count:
        return claim
    if most >= max(2, _ENOUGH * count) and most > 1.2 * told["en"] and _is_various(words, sample, best):
        return best
    if told["en"] >= _ENGLISH_ENOUGH * count or (claim == "en" and count < _LONG):
        return "en"
    if claim in _LATIN and claim != "en":
        return claim
    return "en" if count < _LONG and all(char < "\x80" or not char.isalpha() for char in sample) else None


def _is_various(words: list[str], sample: str, code: str) -> bool:
    """Whether a text has enough different words and letters of a language."""
    known = {word for word in words if code in _LATIN_WORDS.get(word, ())}
    signs = {sign for sign in set(_FOREIGN.findall(sample)) if code in _LATIN_SIGNS.get(sign, ())}
    return len(known) + len(signs) > min(len(words) // 20, _VARIOUS)


def _arabic(sample: str, claim: str) -> str | None:
    told = _counted(sample, _ARABIC_WORDS, _ARABIC_SIGNS)
    told["ar"] += len(_ARABIC_ARTICLE.findall(sample))
    best, most = max(told.items(), key=lambda item: item[1], default=("", 0))
    if _CLAIM_SCRIPT.get(claim) == "arabic" and 2 * told[claim] >= most:
        return claim
    return best if most >= max(2, 0.1 * sample.count(" ")) else None


def _counted(sample: str, words: Table, signs: Table | None = None) -> Counter[str]:
    """How many of the text's words and letters are of each language."""
    known = [codes for word in _words_of(without_signs(sample)) if (codes := words.get(word)) is not None]
    if signs:
        known += [codes for char in _FOREIGN.findall(sample) if (codes := signs.get(char)) is not None]
    return Counter(code for codes in known for code in codes)
