"""The sum of a run, what it means, and the exit codes."""

import pytest

from kazcrawl.crawl.health import EXIT_CODES, exit_code, judge
from kazcrawl.crawl.ledger import Ledger
from kazcrawl.items import Counts


def test_every_post_comes_to_one_end() -> None:
    ledger = Ledger()
    for name in "abcdef":
        ledger.ask(name)
    outcomes = ("new", "changed", "unchanged", "rejected", "duplicate", "failed")
    findings = [ledger.settle(name, outcome, reason="why") for name, outcome in zip("abcdef", outcomes, strict=True)]
    assert ledger.counts == Counts(6, 1, 1, 1, 1, 1, 1)
    assert ledger.counts.adds_up
    assert [f.kind for f in findings if f] == ["rejected", "duplicate", "failed"]


def test_second_word_on_a_post_is_ignored() -> None:
    ledger = Ledger()
    ledger.ask("a")
    ledger.settle("a", "new")
    assert ledger.settle("a", "failed") is None
    assert ledger.settle("never asked", "failed") is None
    assert ledger.counts == Counts(asked=1, new=1)


def test_post_not_settled_is_pending_and_breaks_the_sum() -> None:
    ledger = Ledger()
    ledger.ask("a")
    assert ledger.pending == ("a",)
    assert not ledger.counts.adds_up


def test_rejection_that_no_list_should_lead_to_is_odd() -> None:
    ledger = Ledger()
    ledger.ask("a")
    found = ledger.settle("a", "rejected", reason="challenge")
    assert found is not None
    assert found.kind == "rejected-odd"


FINE = Counts(asked=2, new=1, unchanged=1)
ROWS = [
    (FINE, [], "finished", True, False, "done"),
    (FINE, ["rejected", "no-title"], "finished", True, False, "done"),
    (FINE, [], "finished", True, True, "partial"),
    (Counts(), [], "finished", True, False, "done"),
    (Counts(), [], "finished", False, False, "failed"),
    (Counts(asked=2, failed=2), ["failed"], "finished", True, False, "failed"),
    (Counts(asked=2, new=1, failed=1), ["failed"], "finished", True, False, "unhealthy"),
    (Counts(asked=2, new=1, failed=1), ["failed"], "finished", True, True, "unhealthy"),
    (FINE, ["rest-gap"], "finished", True, False, "unhealthy"),
    (FINE, ["rest-bound"], "finished", True, False, "unhealthy"),
    (Counts(), ["nothing-listed"], "finished", True, False, "unhealthy"),
    (Counts(), ["robots-unreachable"], "robots-unreachable", False, False, "unhealthy"),
    (Counts(), ["site-unavailable"], "site-unavailable", False, False, "unhealthy"),
    (Counts(asked=2, new=1, failed=1), ["site-unavailable"], "site-unavailable", True, False, "unhealthy"),
    (Counts(asked=2, new=1), [], "finished", True, False, "failed"),
    (FINE, [], "shutdown", True, False, "interrupted"),
    (FINE, [], "closespider_timeout", True, False, "unhealthy"),
    (Counts(), [], "locked", False, False, "locked"),
    (Counts(asked=2, new=1, failed=1), ["failed"], "busy", True, False, "locked"),
    (FINE, ["storage"], "storage", True, False, "failed"),
]


@pytest.mark.parametrize(("counts", "kinds", "reason", "answered", "partial", "outcome"), ROWS)
def test_run_is_judged(counts: Counts, kinds: list[str], reason: str, answered: bool, partial: bool, outcome: str) -> None:
    verdict = judge(counts, dict.fromkeys(kinds, 1), reason=reason, requests=1, answered=answered, partial=partial)
    assert verdict.outcome == outcome
    assert outcome in EXIT_CODES
    assert (outcome in ("done", "partial")) == (verdict.why == "")


@pytest.mark.parametrize(
    ("stored", "kind", "lacking", "outcome"),
    [(9, "no-body", 5, "unhealthy"), (9, "no-title", 5, "unhealthy"), (9, "no-date", 4, "done"), (2, "no-body", 2, "done"), (9, "no-source", 9, "done")],
)  # fmt: skip
def test_run_whose_posts_mostly_lack_a_field_is_unhealthy(stored: int, kind: str, lacking: int, outcome: str) -> None:
    """Row 28: so the theme changed, and nothing is found where it was."""
    counts = Counts(asked=stored, new=stored)
    verdict = judge(counts, {kind: lacking}, reason="finished", requests=9, answered=True, partial=False)
    assert verdict.outcome == outcome


@pytest.mark.parametrize(
    ("codes", "code"), [([], 0), ([0, 0], 0), ([0, 75], 75), ([75, 3], 3), ([3, 1, 0], 1), ([130, 1], 130), ([143, 0], 143)]
)
def test_gravest_code_of_several_sites_wins(codes: list[int], code: int) -> None:
    assert exit_code(codes) == code
