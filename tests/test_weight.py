"""What a command costs before it does anything: readers load neither Scrapy nor a parser, and help costs next to nothing."""

import sys

import pytest

from tests.conftest import Kazcrawl

HEAVY = ("scrapy", "twisted", "bs4", "lxml", "alembic", "sqlalchemy.orm", "pyarrow", "datasette")
TRIES = 3  # of which the best counts: the machine may be busy with something else
RUN = """
import sys, time
from kazcrawl.cli import main
for words in sys.argv[1:]:
    code = main(words.split())
    assert code == 0, (words, code)
sys.stderr.write("\\n%.3f %s" % (time.process_time(), [name for name in {heavy} if name in sys.modules]))
"""


def cost(command: Kazcrawl, *lines: str) -> tuple[float, str]:
    """The CPU seconds of a process that runs these commands, Python's own start included, and the heavy modules that it has loaded."""
    done = command.run([sys.executable, "-c", RUN.format(heavy=HEAVY), *lines])
    assert done.code == 0, done.err
    seconds, _, modules = done.err.rpartition("\n")[2].partition(" ")
    return float(seconds), modules


@pytest.mark.parametrize(("words", "seconds"), [("--help", 0.2), ("--version", 0.2), ("search trade", 0.8), ("status", 0.8)])
def test_command_starts_quickly(crawled: Kazcrawl, words: str, seconds: float) -> None:
    assert any(cost(crawled, words)[0] <= seconds for _ in range(TRIES))


def test_readers_load_nothing_heavy(crawled: Kazcrawl) -> None:
    post = crawled.posts()[0]["url"]
    lines = (
        "--help",
        "crawl --help",
        "search trade",
        f"show {post}",
        f"history {post}",
        "export csv",
        "export jsonl",
        "sites",
        "status --json",
    )
    assert cost(crawled, *lines)[1] == "[]"
