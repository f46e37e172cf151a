"""A site that misbehaves in every way at once, crawled whole: each bad post costs only itself, and the others are archived.

Rows of the table of threats: 1, 2 bombs; 4 endless; 8 slow; 9 cut; 10 flood; 11 to 14, 16 redirects; 15 rebinding; 18 TLS; 31 headers."""

import gzip
import json
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest

from kazcrawl.demo import ChamberSite, Post, read_posts
from tests import fakes
from tests.conftest import Done, Kazcrawl
from tests.fakes import MIB, RawServer, head, raw_server, redirect, reply

BOMB = 64 * MIB
CAP = MIB
SECONDS = 1  # DOWNLOAD_TIMEOUT
PEAK_MIB = 260  # Scrapy and all of kazcrawl take about 150; a bomb that went off would take 64 more at least four times
PAGE = b"<!DOCTYPE html><html><body>" + b"<p>half of this page never comes</p>" * 50 + b"</body></html>"
CANARY = "canary-of-a-local-file"
SPELLINGS = ("localhost", "127.1", "0x7f.1", "2130706433", "0", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "127.0.0.1.")


def zstd_bomb() -> bytes:
    try:
        from backports import zstd
    except ImportError:
        import zstandard as zstd  # type: ignore[no-redef] # the same interface from a package, before Python 3.14
    return bytes(zstd.compress(b"\0" * BOMB))


def packed(body: bytes, coding: str) -> bytes:
    return reply(200, body, "Content-Type: text/html", f"Content-Encoding: {coding}")


Fault = Callable[[socket.socket], Any]


def send(answer: bytes) -> Fault:
    return lambda connection: connection.sendall(answer)


def faults(own: RawServer, other: RawServer, canary: Path) -> dict[str, Fault]:
    """Return what the post of each slug does instead of answering."""
    bomb = fakes.gzip_bomb(BOMB)
    private = {f"private-{n}": send(redirect(f"http://{host}:{other.port}/private")) for n, host in enumerate(SPELLINGS)}
    return private | {
        "gzip-bomb": send(packed(bomb, "gzip")),
        "brotli-bomb": send(packed(brotli.compress(b"\0" * BOMB, quality=4), "br")),
        "zstd-bomb": send(packed(zstd_bomb(), "zstd")),
        "double-bomb": send(packed(gzip.compress(bomb), "gzip, gzip")),
        "endless": fakes.endless,
        "huge-length": send(head(200, "Content-Type: text/html", f"Content-Length: {10**15}") + PAGE),
        "drip": lambda connection: fakes.drip(connection, own.stop),
        "cut-length": lambda connection: fakes.cut_length(connection, PAGE),
        "cut-chunked": lambda connection: fakes.cut_chunked(connection, PAGE),
        "cut-gzip": send(packed(gzip.compress(PAGE)[:-30], "gzip")),
        "no-gzip": send(packed(PAGE, "gzip")),
        "header-flood": fakes.header_flood,
        "no-http": send(b"\x16\x03\x01\x00 nonsense\r\n\r\n"),
        "nothing": send(b""),
        "loop": send(redirect("/2015/01/loop/")),
        "to-file": send(redirect(f"file://{canary}")),
        "to-data": send(redirect(f"data:text/html,{CANARY}")),
        "to-other-port": send(redirect(other.url)),
        "to-user": send(redirect(f"http://me@127.0.0.1:{own.port}/")),
    }  # fmt: skip


def odd_headers(page: bytes, other: RawServer) -> bytes:
    """A good page that once did harm: a policy that names a Python path, a flood of cookies, refreshes to a local file and elsewhere."""
    page = page.replace(b"<head>", f'<head><meta http-equiv="refresh" content="0; url={other.url}" />'.encode())
    cookies = [f"Set-Cookie: c{n}={'v' * 50}; Path=/" for n in range(40)]
    return reply(
        200, page, "Content-Type: text/html; charset=UTF-8", "Referrer-Policy: os.system", "Refresh: 0; url=file:///etc/hostname", *cookies
    )


@dataclass
class Crawled:
    """What the crawl of the misbehaving site left."""

    done: Done
    report: dict[str, Any]
    rows: list[dict[str, Any]]
    own: RawServer
    other: RawServer
    peak_mib: int
    taken: int

    def findings(self, slug: str) -> list[dict[str, str]]:
        return [finding for finding in self.report["findings"] if f"/{slug}/" in finding["url"]]


GOOD = 6


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("faults")
    canary = folder / "canary.html"
    canary.write_text(f"<h1>{CANARY}</h1>")
    command = Kazcrawl(folder / "data")
    site = ChamberSite()
    played: dict[str, Fault] = {}
    taken: list[int] = []

    def play(connection: socket.socket, path: str) -> None:
        if path == "/robots.txt":
            connection.sendall(redirect(f"{other.url}robots.txt"))
            return
        fault = played.get(path.strip("/").rpartition("/")[2])
        if fault is not None:
            result = fault(connection)
            taken.append(result if isinstance(result, int) else 0)
            return
        answer = site.ask(path, {})
        whole = (
            odd_headers(answer.body, other)
            if "good-" in path
            else reply(answer.status, answer.body, *(f"{k}: {v}" for k, v in answer.headers.items()))
        )
        connection.sendall(whole)

    with ExitStack() as stack:
        other = stack.enter_context(raw_server(lambda connection, path: connection.sendall(reply(200, b"never"))))
        own = stack.enter_context(raw_server(play))
        played |= faults(own, other, canary)
        site.url = own.url
        site.posts = posts_of(sorted(played))
        done, peak = measured(command, own.url)
        report = done.told[0]
        yield Crawled(done, report, command.posts(), own, other, peak, max(taken))


def posts_of(bad: list[str]) -> list[Post]:
    """Return posts with those slugs, and good ones strewn among them."""
    model = next(post for post in read_posts() if post.id == 3)
    step = len(bad) // GOOD + 1
    slugs = list(bad)
    for n in range(GOOD):
        slugs.insert(n * (step + 1), f"good-{n}")
    day = model.date.replace(year=2015, month=1, day=1)
    return [
        replace(model, id=n, slug=slug, title=f"Post {slug}", date=day + timedelta(minutes=n), modified=day, categories=("News",), tags=())
        for n, slug in enumerate(slugs, start=1)
    ]


def measured(command: Kazcrawl, url: str) -> tuple[Done, int]:
    """Crawl and return, beside the end, the peak of the process's memory in MiB."""
    settings = {"DOWNLOAD_TIMEOUT": SECONDS, "RETRY_TIMES": 1, "DOWNLOAD_MAXSIZE": CAP, "DOWNLOAD_WARNSIZE": 0}
    words = ["crawl", "--url", url, "--name", "faults", "--delay", "0", "--json"]
    words += [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    script = (
        "import atexit, runpy, socket, sys\n"
        "listen = socket.socket.listen\n"
        "socket.socket.listen = lambda self, *told: (sys.stderr.write('listening\\n'), listen(self, *told))[1]\n"
        # ru_maxrss would count the process that forked us; VmHWM begins anew with the program
        "peak = lambda: open('/proc/self/status').read().partition('VmHWM:')[2].split()[0]\n"
        "atexit.register(lambda: sys.stderr.write(f'peak={peak()}\\n'))\n"
        f"sys.argv = ['kazcrawl', *{words!r}]\n"
        "runpy.run_module('kazcrawl', run_name='__main__')\n"
    )
    done = command.run([sys.executable, "-c", script])
    assert done.out.startswith("["), done.err
    return done, int(done.err.rpartition("peak=")[2]) // 1024


def test_every_good_post_is_archived_whole(crawled: Crawled) -> None:
    assert sorted(row["title"] for row in crawled.rows) == [f"Post good-{n}" for n in range(GOOD)]
    assert all("Twenty-six members" in row["body"] and "yearbook" in row["body"] for row in crawled.rows)


def test_run_says_that_something_is_missing(crawled: Crawled) -> None:
    report = crawled.report
    assert crawled.done.code == 3, crawled.done.err
    assert report["outcome"] == "unhealthy"
    assert report["asked"] == GOOD + len(bad_slugs(crawled)) == report["new"] + report["failed"] + report["rejected"]


def bad_slugs(crawled: Crawled) -> set[str]:
    return {path.strip("/").rpartition("/")[2] for path in crawled.own.paths if path.startswith("/2015/01/") and "good-" not in path}


@pytest.mark.parametrize(
    "slug",
    ["gzip-bomb", "brotli-bomb", "zstd-bomb", "double-bomb", "endless", "huge-length", "drip", "cut-length", "cut-chunked", "cut-gzip", "no-gzip", "header-flood",
     "no-http", "nothing", "loop", "to-file", "to-data", "to-other-port", "to-user", *(f"private-{n}" for n in range(len(SPELLINGS)))],
)  # fmt: skip
def test_bad_post_is_told_and_not_stored(crawled: Crawled, slug: str) -> None:
    assert crawled.findings(slug), [finding["url"] for finding in crawled.report["findings"]]
    assert f"Post {slug}" not in {row["title"] for row in crawled.rows}


def test_bombs_cost_no_memory(crawled: Crawled) -> None:
    """Rows 1, 2, 4."""
    assert crawled.peak_mib < PEAK_MIB
    assert crawled.taken < 20 * MIB


def test_crawl_opens_no_port(crawled: Crawled) -> None:
    """Row 70: Scrapy by itself listens on two."""
    assert "listening" not in crawled.done.err


@pytest.mark.parametrize("slug", ["drip", "cut-length", "cut-chunked", "cut-gzip", "no-gzip"])
def test_half_an_answer_is_asked_for_again_and_then_given_up(crawled: Crawled, slug: str) -> None:
    """Rows 8, 9."""
    assert crawled.own.paths.count(f"/2015/01/{slug}/") == 2


def test_redirect_loop_ends(crawled: Crawled) -> None:
    """Row 11."""
    assert crawled.own.paths.count("/2015/01/loop/") <= 2 * 6


def test_nothing_beside_the_site_was_asked(crawled: Crawled) -> None:
    """Rows 12 to 14, 16: not another port, not another spelling of a private address."""
    assert crawled.other.paths == []


def test_refused_redirects_are_findings_of_the_guard(crawled: Crawled) -> None:
    """Rows 14, 16."""
    refused = {finding["url"] for finding in crawled.report["findings"] if finding["kind"] == "guard-refused"}
    assert refused >= {f"http://{host}:{crawled.other.port}/private" for host in SPELLINGS} | {crawled.other.url}


def test_robots_txt_that_leads_off_the_site_is_not_asked_for_there(crawled: Crawled) -> None:
    """Row 21: it counts as unavailable, and the finding says so."""
    robots = f"{crawled.other.url}robots.txt"
    assert [finding["kind"] for finding in crawled.report["findings"] if finding["url"] == robots] == ["guard-refused"]


def test_no_local_file_leaked(crawled: Crawled) -> None:
    """Row 12."""
    assert CANARY not in json.dumps(crawled.rows)


def test_neither_cookies_nor_referrers_are_carried(crawled: Crawled) -> None:
    """Row 31."""
    assert any(b"/good-0/" in sent for sent in crawled.own.heads)
    assert not any(b"\r\ncookie:" in sent.lower() or b"\r\nreferer:" in sent.lower() for sent in crawled.own.heads)


NAMED = (
    "import runpy, socket, sys\n"
    "real = socket.getaddrinfo\n"
    "socket.getaddrinfo = lambda host, *rest, **named: real(where if host == 'blog.example' else host, *rest, **named)\n"
    "where = sys.argv[2]\n"
    "sys.argv = ['kazcrawl', 'crawl', '--url', sys.argv[1], '--delay', '0', '--json', '-s', 'RETRY_TIMES=0']\n"
    "runpy.run_module('kazcrawl', run_name='__main__')\n"
)


@pytest.mark.parametrize(("host", "allowed"), [("127.0.0.1", False), ("::1", False), ("::1", True)])
def test_name_that_leads_to_a_private_address_is_not_connected(tmp_path: Path, host: str, allowed: bool) -> None:
    """Row 15: refused where the name is resolved, in a real crawl; an operator may allow it, and it is off by itself."""
    command = Kazcrawl(tmp_path / "data")
    host = host if fakes.has_ipv6() else "127.0.0.1"
    with raw_server(lambda connection, path: connection.sendall(reply(404, PAGE, "Content-Type: text/html")), host=host) as server:
        env = {"KAZCRAWL_CONTACT": "ops@example.org"} | ({"KAZCRAWL_ALLOW_PRIVATE": "1"} if allowed else {})
        done = command.run([sys.executable, "-c", NAMED, f"http://blog.example:{server.port}/", host], env=env)
        assert bool(server.paths) is allowed, done.err
    kinds = {finding["kind"] for finding in done.told[0]["findings"]}
    assert ("guard-refused" in kinds) is not allowed
    assert done.code == 1


def test_certificate_that_nobody_vouches_for_ends_the_run(tmp_path: Path) -> None:
    """Row 18."""
    context, _ = fakes.self_signed(tmp_path)
    command = Kazcrawl(tmp_path / "data")
    with raw_server(lambda connection, path: connection.sendall(reply(200, PAGE)), tls=context) as server:
        done, report = command.crawl(server.url, "-s", "RETRY_TIMES=0")
        assert server.paths == []
    assert (done.code, report["outcome"], report["asked"]) == (1, "failed", 0)
    assert "robots-unreachable" in {finding["kind"] for finding in report["findings"]}
