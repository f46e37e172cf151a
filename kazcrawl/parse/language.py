"""The language of a text by its script and letters. No statistics: a detector library calls Kazakh Russian; letters do not."""

import re
from collections import Counter
from functools import lru_cache

# A longer text is judged by pieces from all over it: more letters tell nothing new.
_SAMPLE, _PIECES = 4_000, 4
_SCRIPT = 600
# Letters that Kazakh has and Russian has not; қ and ұ are no other big language's, ғ is shared with Uzbek, Tajik and Bashkir only.
_KAZAKH = frozenset("әғқңөұүһі")
_KAZAKH_ONLY = frozenset("құ")
_KAZAKH_SHARE = 0.04  # Kazakh has 10-18 %; Russian with a few Kazakh names stays below
# Kazakh's Latin alphabets: 2018 (á ǵ ı ń ó ú), 2019 and 2021 (ä ğ ı ñ ö ş ū ü). No other language has these beside the dotless ı.
_LATIN_KAZAKH = re.compile(r"[ǵńñū]", re.IGNORECASE)
_LATIN_KAZAKH_WORD = re.compile(r"\b(?:jáne|jäne|úshin|üşin|qazaqstan\w*|boıynsha|boiynşa|degen|bolady|týraly|turaly)\b", re.IGNORECASE)
_ENGLISH = frozenset({
    "the", "of", "and", "to", "in", "for", "is", "that", "with", "on", "as", "by", "are", "was", "from", "its", "at", "has", "have", "be",
    "will", "it", "this", "an", "or",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_LETTERS = re.compile(r"(?:[a-z][^a-z]*+){3}")
# Languages that a page may claim for a text in Cyrillic, with letters that prove it; the claim is believed only then.
_CYRILLIC_CLAIMS = {
    "uk": "іїєґ", "be": "ўі", "ky": "өүң", "tg": "ҳҷӣӯқғ", "uz": "ўқғҳ", "tt": "әөүңҗһ", "ba": "ҙҫҡғәө", "mn": "өү", "bg": "ъ",
    "sr": "јљњћђ",
}  # fmt: skip
_BLOCKS = (
    ("cyrillic", "\u0400", "\u052f"), ("latin", "A", "\u024f"), ("arabic", "\u0600", "\u06ff"), ("han", "\u4e00", "\u9fff"),
    ("kana", "\u3040", "\u30ff"), ("hangul", "\uac00", "\ud7af"), ("greek", "\u0370", "\u03ff"), ("georgian", "\u10a0", "\u10ff"),
    ("armenian", "\u0530", "\u058f"), ("hebrew", "\u0590", "\u05ff"),
)  # fmt: skip
_CLAIM_SCRIPT = {
    "zh": "han", "ja": "kana", "ko": "hangul", "ar": "arabic", "fa": "arabic", "ug": "arabic", "el": "greek", "ka": "georgian",
    "hy": "armenian", "he": "hebrew",
}  # fmt: skip
_ALONE = {"han": "zh", "kana": "ja", "hangul": "ko", "greek": "el", "georgian": "ka", "armenian": "hy", "hebrew": "he"}


def find_language(text: str, *, claimed: str = "") -> str | None:
    """Return the text's language as a two-letter code: "kk", "ru", "en", or another one the page claims and the script bears out.

    `claimed` is the page's own word (`<html lang>`); None when the text has too few letters to tell."""
    sample = _sample(text).lower()
    claim = re.split(r"[-_]", claimed.strip().lower())[0] if claimed else ""
    script = _script(sample if len(sample) < _SCRIPT else sample[:: len(sample) // _SCRIPT])
    if script == "cyrillic":
        return _cyrillic(sample, claim)
    if script == "latin":
        return _latin(sample, claim)
    if script is None:
        return None
    return claim if _CLAIM_SCRIPT.get(claim) == script else _ALONE.get(script)


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    length = _SAMPLE // _PIECES
    return "\n".join(text[start : start + length] for start in range(0, len(text) - length + 1, (len(text) - length) // (_PIECES - 1)))


def _script(sample: str) -> str | None:
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
    letters = Counter(char for char in sample if "\u0400" <= char <= "\u052f")
    total = max(1, letters.total())
    proof = _CYRILLIC_CLAIMS.get(claim, "")
    if proof and sum(letters[char] for char in proof) / total > 0.01 and not (claim in ("uk", "be") and letters["қ"]):
        return claim
    share = sum(letters[char] for char in _KAZAKH) / total
    kazakh_only = any(letters[char] for char in _KAZAKH_ONLY)
    if letters["ї"] + letters["є"] > letters["қ"] + letters["ұ"]:
        return "uk"
    certain = share >= _KAZAKH_SHARE and (kazakh_only or claim == "kk" or bool(letters["ә"]))
    return "kk" if certain or (share and claim == "kk" and total < 200) else "ru"


def _latin(sample: str, claim: str) -> str | None:
    words = _WORD.findall(sample)
    if "ı" in sample and _LATIN_KAZAKH.search(sample) and (claim in ("", "kk", "en", "ru") or _LATIN_KAZAKH_WORD.search(sample)):
        return "kk"
    if claim == "kk" and _LATIN_KAZAKH_WORD.search(sample):
        return "kk"
    english = len([word for word in words if word in _ENGLISH]) / max(1, len(words))
    if english >= 0.08 or claim == "en":
        return "en"
    if claim and claim not in ("kk", "ru") and claim not in _CLAIM_SCRIPT and len(claim) == 2:
        return claim if claim not in _CYRILLIC_CLAIMS or claim in ("uz", "sr", "tt") else None
    return "en" if all(char < "\x80" or not char.isalpha() for char in sample) else None
