"""What keeping every response costs a crawl: the same site with and without, in turn. `python -m benchmarks.captures [POSTS [ROUNDS]]`

The delay is off, so that nothing but work counts; pages are as large as real themes make them. Wall-clock figures need a quiet machine;
processor time (all threads of the crawl) holds on a busy one too."""

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from kazcrawl.demo import ChamberSite
from kazcrawl.demo.listen import Answer
from kazcrawl.demo.posts import public, read_posts

POSTS, ROUNDS, PADDING = 300, 5, 40_000


class RealSized(ChamberSite):
    """The demo site with as much markup around a post as real themes have."""

    def ask(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        answer = super().ask(path, headers or {})
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            return answer
        return replace(answer, body=answer.body.replace(b"</head>", padding(path) + b"</head>", 1))


def padding(path: str) -> bytes:
    """Style rules, mostly the same on every page, as compressible as real ones."""
    chance = random.Random(7)
    words = [f".{chance.choice('abcdefgh')}{chance.randrange(10**6)}{{margin:{chance.randrange(40)}px}}" for _ in range(PADDING // 22)]
    return f"<style>{''.join(words)}/* {path} */</style>".encode()


def made(count: int) -> list:
    """So many public posts, a day apart, of the demo's own texts."""
    originals = [post for post in public(read_posts()) if len(post.pages) == 1 and not post.password]
    found = []
    for number in range(count):
        post = originals[number % len(originals)]
        date = originals[0].date - timedelta(days=number)
        found.append(replace(post, id=1000 + number, slug=f"{post.slug}-{number}", title=f"{post.title} ({number})", date=date))
    return found


def crawl(url: str, posts: int, *, capture: bool) -> tuple[float, float]:
    """Crawl once into a fresh folder; return wall-clock and processor seconds."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "KAZCRAWL_DATA": folder}
        words = [
            sys.executable,
            "-m",
            "kazcrawl",
            "crawl",
            "--url",
            url,
            "--name",
            "bench",
            "--delay",
            "0",
            "-s",
            f"KAZCRAWL_CAPTURE={capture}",
        ]
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(words, env=environment, check=True, stdout=subprocess.DEVNULL)
        wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        if capture:
            size = sum(path.stat().st_size for path in Path(folder).rglob("*.warc.gz"))
            print(f"  {size / posts / 1000:.1f} kB a post in the WARC", file=sys.stderr)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print the cost in wall-clock and in processor time, the median of interleaved rounds."""
    posts, rounds = (*map(int, sys.argv[1:3]), *(POSTS, ROUNDS)[len(sys.argv) - 1 :])
    walls, cpus, paces = [], [], []
    with RealSized(made(posts)).serve() as site:
        crawl(site.url, posts, capture=False)  # warms the caches of the disk
        for _ in range(rounds):
            (wall, cpu), (other_wall, other_cpu) = crawl(site.url, posts, capture=True), crawl(site.url, posts, capture=False)
            walls.append(wall / other_wall)
            cpus.append(cpu / other_cpu)
            paces.append((posts / wall, posts / other_wall))
    with_captures, without = (statistics.median(pace[n] for pace in paces) for n in (0, 1))
    print(f"pages/s with captures {with_captures:.0f}, without {without:.0f}: {100 * (1 - 1 / statistics.median(walls)):.0f} % fewer")
    print(f"wall clock   {statistics.median(walls):.2f} × (min {min(walls):.2f}, max {max(walls):.2f})")
    print(f"processor    {statistics.median(cpus):.2f} × (min {min(cpus):.2f}, max {max(cpus):.2f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
