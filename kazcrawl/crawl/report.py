"""What is told of one run, whoever made it: the spider or the one-request check."""

from dataclasses import dataclass

from kazcrawl.crawl.health import Verdict
from kazcrawl.items import Counts, Finding


@dataclass(frozen=True, slots=True)
class RunReport:
    """What became of one run: for the person at the terminal, for --json, and for the exit code."""

    site: str
    run: int | None
    verdict: Verdict
    counts: Counts
    requests: int
    findings: tuple[Finding, ...]
