"""Where a name begins and ends in a window of text: a run of capitalised words with small ones between them, or what stands in quotes."""

import re

from kazcrawl.parse.credit.written import QUOTES, plain

_CONNECTORS = frozenset(
    [
        *("of", "the", "and", "&", "de", "la", "le", "du", "des", "und", "и", "на", "оф", "von", "-", "for"),
        *("del", "della", "delle", "dello", "degli", "dei", "di", "da", "do", "dos", "los", "las"),
    ]
)
_OPEN, CLOSE = "«“„\"'‘", "»”“\"'’"
_CLOSE_OF = {"«": "»", "“": '”“"', "„": '“”"', '"': '"'}
STOP = re.compile(r"[,;:!?)\]—–]$|\.$|…$")
_LEADING = frozenset(
    ["wie", "comme", "come", "como", "jak", "як", "laut", "as", "according", "the", "how", "как", "что", "that", "haberi", "bunu", "konuyu"]
)


def run_end(tokens: list[re.Match[str]], first: int) -> int:
    """Return the end of the run of capitalised words (with small words between them) that starts at token `first`."""
    index = first
    end = tokens[first].start()
    while index < len(tokens) and index - first < 9:
        word = tokens[index][0]
        if index > first and word[0] in "([":
            break
        if is_capital(word):
            end = tokens[index].end()
            if STOP.search(word) and not re.fullmatch(r"(?:[A-Z]\.)+", word):
                break
        elif not (index > first and _joins([token[0] for token in tokens[index : index + 3]])):
            break  # Novastan le 8 octobre
        index += 1
    return end


def _joins(words: list[str]) -> bool:
    """Whether one or two small words lead on to a word of the name: Heraldo de la Meseta."""
    return words[0] in _CONNECTORS and any(
        _is_titled(word) and (place == 1 or words[1] in ("la", "los", "las")) for place, word in enumerate(words[1:], 1)
    )


def run_start(tokens: list[re.Match[str]], last: int) -> int | None:
    """Return the start of the run of capitalised words that ends at token `last`; None if that word has no capital."""
    if not is_capital(tokens[last][0]):
        return None
    start, index = tokens[last].start(), last - 1
    while index >= 0 and last - index < 9:
        word = tokens[index][0]
        if STOP.search(word) or (is_capital(word) and plain(word) in _LEADING and plain(word) != "the"):
            break
        if is_capital(word):
            start = tokens[index].start()
        elif not (word in _CONNECTORS and index > 0 and is_capital(tokens[index - 1][0]) and not STOP.search(tokens[index - 1][0])):
            break
        index -= 1
    return start


def quoted_end(window: str, begin: int) -> int | None:
    """Return where what stands in quotes at `begin` ends, its closing mark included; None if no quote opens there or none closes it."""
    if window[begin] not in _OPEN:
        return None
    closing = _CLOSE_OF.get(window[begin], CLOSE)
    close = next((i for i in range(begin + 1, min(len(window), begin + 70)) if window[i] in closing), None)
    return close + 1 if close is not None and close > begin + 1 else None


def quoted_start(window: str, stop: int) -> int | None:
    """Return where the quote opens that closes right before `stop`; None if none does."""
    opening = "«" if window[stop - 1] == "»" else _OPEN
    return next((i for i in range(stop - 2, max(-1, stop - 70), -1) if window[i] in opening), None)


def _is_titled(word: str) -> bool:
    return is_capital(word) and not word[0].isdigit()


def is_capital(word: str) -> bool:
    """Whether a word begins as names do: with a capital, a digit, a letter of a script without cases; or is a domain or a brand."""
    bare = word.strip(QUOTES + "(")
    return bool(bare) and (
        bare[0].isupper()
        or bare[0].isdigit()
        or bool(re.search(r"\w\.\w{2}|[a-z]['’]?[A-Z]", bare))
        or (not (bare[0].islower() or bare[0].isupper()) and bare[0].isalpha())
    )
