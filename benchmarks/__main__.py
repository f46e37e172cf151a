"""Run the benchmarks and print their ratios. Absolute figures hold for one machine at one hour; ratios are what to quote."""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup

from kazcrawl.parse import parse_post

ROUNDS = 7
PAGES = Path(__file__).resolve().parent.parent / "tests" / "pages"


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def ratio(name: str, ours: Callable[[], object], other: Callable[[], object], *, other_name: str) -> None:
    """Print how many times faster ours is: the median of interleaved rounds."""
    ratios = [cpu(other) / cpu(ours) for _ in range(ROUNDS)]
    print(f"{name:40} {statistics.median(ratios):6.1f} × {other_name}   (min {min(ratios):.1f}, max {max(ratios):.1f})")


def main() -> int:
    """Parse golden pages and demo pages: our parser against BeautifulSoup on the whole page."""
    pages = [path.read_bytes() for path in sorted(PAGES.rglob("*.html")) if "_odd" not in path.parts]
    if not pages:
        print("no pages to parse", file=sys.stderr)
        return 1
    url = "http://chamber.example/2015/10/a-post/"
    ratio(
        f"parse_post, {len(pages)} golden pages",
        lambda: [parse_post(p, url=url) for p in pages],
        lambda: [BeautifulSoup(p, "lxml") for p in pages],
        other_name="BeautifulSoup alone",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
