"""No regular expression takes longer than in proportion to its text, whatever a page says.

Every pattern that a module keeps is attacked with what it repeats itself, in its own manner of use: a run of each repeated piece, behind
what must stand before it, with an end that does not fit. A pattern that is slow on purpose short texts gets its cap in `CAPS`, with who keeps it."""

import importlib
import pkgutil
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import kazcrawl
from kazcrawl.parse.page.names import Remembered

_SRE: Any = importlib.import_module("re._parser")
_METHODS = ("search", "match", "fullmatch", "sub", "split", "findall", "finditer")
_USED = re.compile(rf"\b([A-Z_a-z0-9]+)\.({'|'.join(_METHODS)})\(")
_POOL = "a1 .,-()/:«»\"'<&=_\nа—|@#!Z"
_END = "!\x00"
# So many attacks on a pattern in the default run; the slow one makes them all.
_MOST = 24
# Sizes at which exponential growth shows before it hangs the test.
_SHORT = (16, 21, 26, 31, 36, 42, 50, 60, 80, 110, 200, 400)
CAPS: dict[str, int] = {}
"""Patterns that grow faster than their text, and the most characters that their callers give them."""


def _kept() -> dict[str, tuple[re.Pattern[Any], set[str]]]:
    """Every pattern that a module holds, by its first holder's name, with the methods it is used with."""
    found: dict[int, tuple[str, re.Pattern[Any], set[str]]] = {}
    for info in pkgutil.walk_packages(kazcrawl.__path__, "kazcrawl."):
        if info.name.endswith("__main__") or ".migrations" in info.name:
            continue
        module = importlib.import_module(info.name)
        used = defaultdict(set)
        for name, method in _USED.findall(Path(str(module.__file__)).read_text(encoding="utf-8")):
            used[name].add(method)
        for name, value in vars(module).items():
            for pattern in _patterns(value):
                found.setdefault(id(pattern), (f"{info.name}.{name}", pattern, set()))[2].update(used[name])
    return {f"{name}:{number}": (pattern, methods or {"search"}) for number, (name, pattern, methods) in enumerate(found.values())}


def _patterns(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Remembered):
        yield from _patterns(value.said_of)
    elif isinstance(getattr(value, "__self__", None), (re.Pattern, Remembered)):  # a method of one
        yield from _patterns(value.__self__)
    elif isinstance(value, (tuple, list, frozenset, set)):
        for each in value:
            yield from _patterns(each)
    elif isinstance(value, dict):
        yield from _patterns(list(value.values()))


def _attacks(pattern: re.Pattern[Any], *, pairs: bool) -> list[tuple[str, str]]:
    """What to repeat, with what must stand before it."""
    source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    pieces: list[tuple[str, str]] = [("", each) for each in "a1 \n.-_"]
    whole = _sample(_SRE.parse(source, pattern.flags & ~re.UNICODE & ~re.ASCII), "", pieces)
    pieces.append(("", whole))
    told = dict.fromkeys((before, piece) for before, piece in pieces if 0 < len(piece) < 60)
    bare = dict.fromkeys(("", each) for before, piece in told for each in (piece, before) if 0 < len(each) < 60)
    doubles = [("", a + b) for a, b in permutations(list(dict.fromkeys(piece for _, piece in told))[:14], 2)] if pairs else []
    found = [*bare, *(each for each in told if each[0]), *doubles]
    return found if pairs else found[:_MOST]


def _sample(tree: Any, before: str, pieces: list[tuple[str, str]]) -> str:
    """A text that the pattern takes, roughly; the repeated pieces met on the way are put into `pieces`."""
    text = ""
    for op, value in tree:
        match str(op):
            case "LITERAL":
                text += chr(value)
            case "NOT_LITERAL":
                text += "a" if value != ord("a") else "b"
            case "IN":
                text += _members(value)[0]
            case "ANY":
                text += "a"
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                least, most, inner = value
                once = _sample(inner, before + text, pieces)
                if int(most) > 1:
                    single = len(inner) == 1 and str(inner[0][0]) == "IN"
                    pieces += [(before + text, piece) for piece in (_members(inner[0][1]) if single else [once])]
                text += once * max(int(least), 1)
            case "SUBPATTERN":
                text += _sample(value[3], before + text, pieces)
            case "ATOMIC_GROUP":
                text += _sample(value, before + text, pieces)
            case "BRANCH":
                ways = [_sample(way, before + text, pieces) for way in value[1]]
                pieces += [(before + text, way) for way in ways[:6]]
                text += ways[0]
    return text


def _members(items: Any) -> list[str]:
    """A few characters of a class."""
    source = _SRE.SubPattern(_SRE.State(), [(_SRE.IN, items)])
    fits = importlib.import_module("re._compiler").compile(source)
    own = [chr(value if isinstance(value, int) else value[0]) for op, value in items if str(op) in ("LITERAL", "RANGE")]
    return list(dict.fromkeys(char for char in [*own[:4], *_POOL] if fits.match(char)))[:6] or ["a"]


def _spent(pattern: re.Pattern[Any], method: str, text: str) -> float:
    subject: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    started = time.process_time()
    if method == "sub":
        pattern.sub(subject[:0], subject)
    elif method == "finditer":
        for _ in pattern.finditer(subject):
            pass
    else:
        getattr(pattern, method)(subject)
    return time.process_time() - started


def _is_slow(pattern: re.Pattern[Any], method: str, before: str, piece: str, cap: int | None) -> bool:
    """Whether the time grows faster than the text: at once (a text of some dozen characters hangs), or by doubling."""

    def spent(size: int, tries: int = 1) -> float:
        size = min(size, cap or size)
        return min(_spent(pattern, method, before + piece * (size // len(piece)) + _END) for _ in range(tries))

    if any(spent(size) > 0.05 and spent(size, 3) > 0.05 for size in _SHORT):
        return True
    if cap is not None:
        return spent(cap, 3) > 0.01
    if not 0.0015 < (first := spent(1_500)) < 0.2:
        return first >= 0.2
    short, long = spent(3_000, 2), spent(6_000, 2)
    if long <= 2.5 * short:
        return False
    return long > 0.4 or spent(12_000, 2) > 2.5 * long  # a bounded look ahead grows up to its bound, then no more


def _slow_ones(*, pairs: bool) -> list[tuple[str, str, str, str]]:
    slow = []
    for name, (pattern, methods) in _kept().items():
        cap = CAPS.get(name.partition(":")[0])
        hit = next(
            (
                (name, method, before, piece)
                for before, piece in _attacks(pattern, pairs=pairs)
                for method in sorted(methods)
                if all(_is_slow(pattern, method, before, piece, cap) for _ in range(2))  # a busy machine is slow once
            ),
            None,
        )
        slow += [hit] if hit else []
    return slow


def test_patterns_take_time_in_proportion_to_the_text() -> None:
    """Row 80: no pattern of ours is stalled by what a hostile page repeats."""
    assert len(_kept()) > 200
    assert _slow_ones(pairs=False) == []


@pytest.mark.slow
def test_patterns_take_time_in_proportion_to_pairs_of_their_pieces_too() -> None:
    assert _slow_ones(pairs=True) == []


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"^(?:\w+[-_])*related$", "match"),
        (r"(?:[\s,]+(?:on|at))+$", "sub"),
        (r"[A-Za-z]*[^\x00-\x7f][A-Za-z]*", "findall"),
        (r"(a|aa)+$", "match"),
    ],
)
def test_patterns_that_grow_are_caught(pattern: str, method: str) -> None:
    compiled = re.compile(pattern)
    assert any(_is_slow(compiled, method, before, piece, None) for before, piece in _attacks(compiled, pairs=False))
