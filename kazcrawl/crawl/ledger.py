"""The sum of a run, kept so that every post asked for comes to exactly one end. Pure."""

from collections import Counter
from dataclasses import fields

from kazcrawl.crawl.health import ODD_REASONS
from kazcrawl.items import Counts, Finding

# What a known post proved to be that no list names any more: findings of their own kind.
STATES = ("perhaps-gone", "gone", "hidden")


class Ledger:
    """Posts asked for, and what became of each. A post is named by the address that was asked."""

    def __init__(self) -> None:
        self._pending: dict[str, None] = {}
        self._tally: Counter[str] = Counter()
        self._ends: dict[str, str] = {}

    @property
    def counts(self) -> Counts:
        """The sum so far; it adds up when nothing is pending."""
        return Counts(**{f.name: self._tally[f.name] for f in fields(Counts)})

    @property
    def pending(self) -> tuple[str, ...]:
        """The posts asked for that have come to no end yet."""
        return tuple(self._pending)

    def end_of(self, url: str) -> str | None:
        """What became of a post asked for: a field of Counts, None while it is pending."""
        return self._ends.get(url)

    def ask(self, url: str) -> None:
        """A post is asked for."""
        if url not in self._pending:
            self._pending[url] = None
            self._tally["asked"] += 1

    def settle(self, url: str | None, outcome: str, *, reason: str = "", detail: str = "") -> Finding | None:
        """Book the end of a post: a field of Counts. Returns the finding that it is worth, if any.

        A second word on the same post is ignored: the first was the truth of it. So is a word on a post never asked for."""
        if url is None or url not in self._pending:
            return None
        del self._pending[url]
        self._tally[outcome] += 1
        self._ends[url] = outcome
        if outcome not in ("rejected", "failed", "duplicate"):
            return None
        if outcome == "rejected" and reason in STATES:
            return Finding(reason, url, detail)
        kind = "rejected-odd" if outcome == "rejected" and reason in ODD_REASONS else outcome
        return Finding(kind, url, ": ".join(part for part in (reason, detail) if part))
