"""What many tests share: a clean environment, the command in a subprocess, and an archive of the demo site."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from kazcrawl.archive import Archive
from kazcrawl.demo import ChamberSite, Failure, Post
from kazcrawl.demo.posts import public
from kazcrawl.evidence.reparse import reparse
from kazcrawl.export import Dataset, export_file
from kazcrawl.urls import canonical_url

ROOT = Path(__file__).resolve().parent.parent
RUN_SECONDS = 120


@dataclass(frozen=True)
class Done:
    """A finished command."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        """What it printed as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Kazcrawl:
    """The command, run in a process of its own (a reactor starts only once), with a data folder of its own."""

    data: Path

    def environment(self, extra: dict[str, str] | None = None) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy") and not name.startswith("KAZCRAWL_")
        }
        strict = "error::DeprecationWarning"
        return kept | {"KAZCRAWL_DATA": str(self.data), "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": strict} | (extra or {})

    def __call__(self, *words: str, env: dict[str, str] | None = None, cwd: Path | None = None) -> Done:
        return self.run([sys.executable, "-m", "kazcrawl", *words], env=env, cwd=cwd)

    def scrapy(self, *words: str, env: dict[str, str] | None = None, cwd: Path = ROOT) -> Done:
        return self.run([sys.executable, "-m", "scrapy", *words], env=env, cwd=cwd)

    def run(self, words: list[str], *, env: dict[str, str] | None = None, cwd: Path | None = None) -> Done:
        done = subprocess.run(
            words, capture_output=True, text=True, encoding="utf-8", timeout=RUN_SECONDS, env=self.environment(env), cwd=cwd, check=False
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def crawl(self, url: str, *words: str, env: dict[str, str] | None = None) -> tuple[Done, dict[str, Any]]:
        """Crawl a site with the delay off; return the finished command and its one report."""
        done = self("crawl", "--url", url, "--name", "demo", "--delay", "0", "--json", *words, env=env)
        assert done.out.startswith("["), done.err
        return done, done.told[0]

    def posts(self) -> list[dict[str, Any]]:
        """The archive as `export jsonl` gives it; read in this process, for that is what most tests end with."""
        file = self.data / "posts-of-a-test.jsonl"
        try:
            with Archive.open(self.data / "kazcrawl.db", read_only=True) as archive, archive.snapshot() as snapshot:
                export_file("jsonl", Dataset(), snapshot, file, force=True)
            return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        finally:
            file.unlink(missing_ok=True)


def archivable(site: ChamberSite) -> list[Post]:
    """The posts that an archive of the site must hold, newest first: public, and not behind a password."""
    return [post for post in public(site.posts) if not post.password]


def addresses(site: ChamberSite) -> set[str]:
    """Their addresses."""
    return {canonical_url(site.post_url(post.id)) or "" for post in archivable(site)}


@contextmanager
def failing(
    site: ChamberSite, part: str, *, times: int | None = None, status: int = 500, headers: Mapping[str, str] = MappingProxyType({})
) -> Iterator[None]:
    """Let the addresses that contain `part` fail for a while, the first `times` times or always."""
    site.fail = (Failure(part, times=times, status=status, headers=headers),)
    try:
        yield
    finally:
        site.fail = ()


def reads_as_stored(archive: Archive) -> bool:
    """Whether every post of an archive, parsed again from its captures, reads as it is stored; fails with what differs."""
    summary = reparse(archive, archive.post_ids(), now=datetime.now(UTC), dry_run=True)
    assert (summary.changed, summary.failed, summary.without_capture) == ([], {}, 0)
    return summary.unchanged == summary.posts == archive.count_posts()


def wait_until(condition: Callable[[], bool], *, seconds: float = 20) -> None:
    """Wait for something that another process does; fails when it does not come about."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.01)


@pytest.fixture
def kazcrawl(tmp_path: Path) -> Kazcrawl:
    return Kazcrawl(tmp_path / "data")


@pytest.fixture
def chamber() -> Iterator[ChamberSite]:
    with ChamberSite().serve() as site:
        yield site


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Kazcrawl:
    """The demo site, crawled once for all tests that only read."""
    command = Kazcrawl(tmp_path_factory.mktemp("crawled") / "data")
    with ChamberSite().serve() as site:
        done, report = command.crawl(site.url)
    assert done.code == 0, (done.err, report)
    return command
