"""What a run's sum and findings mean: its outcome and its exit code. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kazcrawl.items import Counts, Finding

# Findings that say "this archive may lack something, look at it". All others are notes: a page that is no post, a post without a title.
UNHEALTHY = frozenset(
    {
        "failed",
        "internal-error",
        "rejected-odd",
        "missing",
        "many-missing",
        "nothing-listed",
        "robots-unreachable",
        "body-cut",
        "part-unreadable",
        "site-unavailable",
        "storage",
        "archive-refuses",
        "copy-unreadable",
        "index-cut",
        "index-damaged",
    }
)
# Trouble with one list of posts: it matters only if no other list was whole.
LIST_TROUBLE = frozenset(
    {
        "route-broken",
        "rest-gap",
        "rest-bound",
        "rest-short",
        "feed-gap",
        "feed-bound",
        "sitemap-gap",
        "sitemap-bound",
        "listing-gap",
        "listing-bound",
    }
)
# Rejections that a site's own list of posts should never lead to: something stood between us and the post.
ODD_REASONS = frozenset({"challenge", "login", "parked", "not-html", "too-large", "too-deep", "empty", "front-page", "redirect"})

# A field missing from most posts of a run is no property of the posts; below this many posts it may be.
LACKS, FEW = ("no-title", "no-date", "no-body"), 3

EXIT_CODES = {"done": 0, "partial": 0, "failed": 1, "unhealthy": 3, "locked": 75, "interrupted": 130}
# For several sites the gravest word is the run's: 1 before 3 before 75 before 0; an interruption ends them all.
_GRAVITY = (130, 143, 1, 2, 3, 75, 0)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a run (a key of EXIT_CODES) and, where it is not plainly done, why in a few words."""

    outcome: str
    why: str = ""


def judge(counts: Counts, kinds: Mapping[str, int], *, reason: str, requests: int, answered: bool, partial: bool) -> Verdict:
    """Judge one run of one site.

    `kinds` are its findings' kinds with how often each was met, `reason` is Scrapy's close reason, `requests` how many answers came at all,
    `answered` tells that some route was readable."""
    stored = counts.new + counts.changed + counts.unchanged
    if reason == "shutdown":
        return Verdict("interrupted", "stopped by a signal")
    if reason in ("locked", "busy", "storage", "start_error"):
        return Verdict("locked" if reason in ("locked", "busy") else "failed", reason)
    if not counts.adds_up:
        return Verdict("failed", f"the sum does not add up: {counts}")
    if reason == "robots-unreachable" and requests:
        return Verdict("unhealthy", "robots.txt could not be read, so nothing was asked")
    if reason == "site-unavailable" and requests and not counts.asked:
        return Verdict("unhealthy", "the site is not available, so nothing was asked")
    if not answered:
        return Verdict("failed", "no route of the site could be read")
    if counts.failed and not stored:
        return Verdict("failed", f"none of {counts.asked} posts could be read")
    worrying = sorted((UNHEALTHY | LIST_TROUBLE).intersection(kinds))
    if max((kinds.get(kind, 0) for kind in LACKS), default=0) * 2 > stored >= FEW:
        worrying.append("most posts lack a field: has the theme changed?")
    if counts.failed or worrying:
        return Verdict("unhealthy", ", ".join(worrying) or f"{counts.failed} posts failed")
    if reason != "finished":
        return Verdict("unhealthy", f"ended early: {reason}")
    return Verdict("partial" if partial else "done")


def worth_judging(findings: Iterable[Finding], *, complete: bool) -> Counter[str]:
    """Count findings by kind; trouble with one list is left out when another list was `complete`."""
    return Counter(finding.kind for finding in findings if not (complete and finding.kind in LIST_TROUBLE))


def exit_code(codes: Collection[int]) -> int:
    """Return the exit code of several runs together."""
    return next((code for code in _GRAVITY if code in codes), 0)
