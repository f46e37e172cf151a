"""The one GET without Scrapy against real servers on loopback that misbehave (security rows 1, 2, 4, 8 to 12, 14 to 16, 18)."""

import gzip
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcrawl.addresses import Guard
from kazcrawl.errors import FetchError, GuardError
from kazcrawl.net import Answer, DamagedBodyError, get, unpack
from tests import fakes
from tests.fakes import MIB, RawServer, raw_server, redirect, reply

AGENT = "kazcrawl/test"


def guard_of(*servers: RawServer, written: str = "127.0.0.1") -> Guard:
    return Guard(frozenset(server.url.rstrip("/") for server in servers), operator_hosts=frozenset([written]))


def ask(server: RawServer, path: str = "", **changes: Any) -> Answer:
    return get(server.url + path, **({"guard": guard_of(server), "user_agent": AGENT, "timeout": 5} | changes))


def always(answer: bytes) -> Callable[[socket.socket, str], None]:
    return lambda connection, path: connection.sendall(answer)


def test_answer_has_status_headers_and_body() -> None:
    with raw_server(always(reply(404, b"nothing", "X-One: 1", "X-One: 2"))) as server:
        answer = ask(server, "a b/ж?q=é#part")
        assert (answer.status, answer.body, answer.headers["x-one"]) == (404, b"nothing", "1, 2")
        assert server.paths == ["/a%20b/%D0%B6?q=%C3%A9"]


def test_request_names_us_and_carries_no_cookie() -> None:
    def play(connection: socket.socket, path: str) -> None:
        connection.sendall(reply(200) if path == "/2" else reply(302, b"", "Set-Cookie: a=b", "Location: /2"))

    with raw_server(play) as server:
        ask(server, headers={"Accept": "text/html"})
        heads = server.heads
    assert len(heads) == 2
    assert all(b"User-Agent: kazcrawl/test\r\n" in sent and b"Accept: text/html\r\n" in sent for sent in heads)
    assert not any(b"cookie" in sent.lower() for sent in heads)


def test_name_in_other_letters_is_asked_for_in_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    found = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, *rest, **told: [(*found, ("127.0.0.1", port))] if host.isascii() else [])
    with raw_server(always(reply())) as server:
        guard = Guard(frozenset([f"http://xn--80aswg.example:{server.port}"]), allow_private=True)
        get(f"http://сайт.example:{server.port}/", guard=guard, user_agent=AGENT)
        assert f"Host: xn--80aswg.example:{server.port}\r\n".encode() in server.heads[0]


@pytest.mark.parametrize(("hops", "arrives"), [(0, True), (5, True), (6, False)])
def test_redirects_are_followed_five_times(hops: int, arrives: bool) -> None:
    """Row 11."""

    def play(connection: socket.socket, path: str) -> None:
        left = int(path.strip("/"))
        connection.sendall(redirect(f"/{left - 1}") if left else reply(200, b"here"))

    with raw_server(play) as server:
        if arrives:
            answer = ask(server, str(hops))
            assert (answer.body, answer.url) == (b"here", server.url + "0")
        else:
            with pytest.raises(FetchError, match="more than 5 redirects"):
                ask(server, str(hops))


@pytest.mark.parametrize(
    "where",
    ["file:///etc/hostname", "data:text/html,x", "//elsewhere.example/", "http://127.0.0.1:1/", "https://127.0.0.1:{port}/", "http://localhost:{port}/",
     "http://127.1:{port}/", "http://2130706433:{port}/", "http://[::1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://x@127.0.0.1:{port}/"],
)  # fmt: skip
def test_redirect_off_the_site_is_refused(where: str) -> None:
    """Rows 12, 14, 16: another scheme, host, port or spelling of it."""

    def play(connection: socket.socket, path: str) -> None:
        connection.sendall(redirect(where.format(port=connection.getsockname()[1])))

    with raw_server(play) as server:
        with pytest.raises(GuardError):
            ask(server)
        assert server.paths == ["/"]


def test_redirect_to_no_address_is_told() -> None:
    with raw_server(always(redirect("http://[::1"))) as server, pytest.raises(FetchError):
        ask(server)


def test_name_with_a_private_address_is_refused_and_nothing_is_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 15: the checked address is the one that is connected, so a second look-up cannot change it."""
    looked_up: list[str] = []

    def look_up(host: str, port: int, **told: Any) -> list[Any]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    with raw_server(always(reply())) as server:
        guard = Guard(frozenset([f"http://blog.example:{server.port}"]), operator_hosts=frozenset(["blog.example"]))
        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        with pytest.raises(GuardError, match="not a public address"):
            get(f"http://blog.example:{server.port}/", guard=guard, user_agent=AGENT)
        assert (server.paths, looked_up) == ([], ["blog.example"])


def test_slow_name_server_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*told: Any, **named: Any) -> list[Any]:
        time.sleep(2)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", never)
    started = time.monotonic()
    with pytest.raises(FetchError, match="took too long"):
        get("http://blog.example/", guard=Guard(frozenset(["http://blog.example"])), user_agent=AGENT, timeout=0.2)
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("kind", ["drip", "silence"])
def test_slow_answer_ends_at_the_deadline(kind: str) -> None:
    """Row 8: the deadline counts for the whole, not for each byte."""

    def play(connection: socket.socket, path: str) -> None:
        if kind == "drip":
            fakes.drip(connection, served[0].stop)
        else:
            served[0].stop.wait(fakes.PATIENCE)

    served: list[RawServer] = []
    with raw_server(play) as server:
        served.append(server)
        started = time.monotonic()
        with pytest.raises(FetchError, match="took too long"):
            ask(server, timeout=0.5)
        assert time.monotonic() - started < 1.5


@pytest.mark.parametrize(
    "spoil",
    [
        lambda connection, path: fakes.cut_length(connection, b"x" * 1000),
        lambda connection, path: fakes.cut_chunked(connection, b"x" * 1000),
        lambda connection, path: fakes.header_flood(connection),
        lambda connection, path: connection.sendall(b"\x16\x03\x01 nonsense\r\n\r\n"),
        lambda connection, path: None,
        always(reply(200, gzip.compress(b"x" * 5000, mtime=0)[:-20], "Content-Encoding: gzip")),
        always(reply(200, b"no gzip", "Content-Encoding: gzip")),
        always(reply(200, gzip.compress(gzip.compress(b"x", mtime=0)), "Content-Encoding: gzip, gzip")),
        always(reply(200, b"x", "Content-Encoding: br")),
    ],
    ids=["cut length", "cut chunked", "header flood", "no http", "nothing", "cut gzip", "false gzip", "double gzip", "brotli"],
)
def test_spoilt_answer_is_an_error_never_half_a_body(spoil: Callable[[socket.socket, str], None]) -> None:
    """Rows 2, 9, 10."""
    with raw_server(spoil) as server, pytest.raises(FetchError) as caught:
        ask(server)
    assert not isinstance(caught.value, GuardError)


def test_endless_body_is_left_at_the_cap() -> None:
    """Row 4."""
    taken: list[int] = []
    with (
        raw_server(lambda connection, path: taken.append(fakes.endless(connection))) as server,
        pytest.raises(FetchError, match="larger than"),
    ):
        ask(server, max_bytes=MIB)
    assert taken[0] < 30 * MIB


def test_gzip_bomb_is_left_at_the_cap() -> None:
    """Row 1: what is unpacked is bounded, too."""
    import tracemalloc

    bomb = fakes.gzip_bomb()
    assert len(bomb) < MIB
    with raw_server(always(reply(200, bomb, "Content-Encoding: gzip"))) as server:
        tracemalloc.start()
        try:
            with pytest.raises(FetchError, match="larger than"):
                ask(server, max_bytes=MIB)
            assert tracemalloc.get_traced_memory()[1] < 8 * MIB
        finally:
            tracemalloc.stop()


def test_gzip_of_several_members_is_unpacked() -> None:
    body = gzip.compress(b"one ", mtime=0) + gzip.compress(b"two")
    with raw_server(always(reply(200, body, "Content-Encoding: gzip"))) as server:
        assert ask(server).body == b"one two"


PACKED = gzip.compress(b"a page of a post", mtime=0)


@pytest.mark.parametrize(
    ("body", "coding", "unpacked"),
    [
        (b"plain", "", b"plain"),
        (b"plain", "identity", b"plain"),
        (PACKED, "gzip", b"a page of a post"),
        (PACKED, " X-GZIP ", b"a page of a post"),
        (PACKED + b"\0" * 8, "gzip", b"a page of a post"),
        (b"", "gzip", b""),
    ],
)
def test_body_is_unpacked(body: bytes, coding: str, unpacked: bytes) -> None:
    assert unpack(body, coding, max_bytes=100) == unpacked


@pytest.mark.parametrize("body", [PACKED[:-1], PACKED[:20], PACKED[:5], b"plain", PACKED[:-6] + b"xx" + PACKED[-4:], PACKED + PACKED[:12]])
def test_body_that_is_cut_or_damaged_is_told_from_one_that_may_not_be(body: bytes) -> None:
    """Row 9."""
    with pytest.raises(DamagedBodyError):
        unpack(body, "gzip", max_bytes=100)


@pytest.mark.parametrize(("coding", "max_bytes"), [("br", 100), ("gzip, gzip", 100), ("deflate", 100), ("gzip", 10)])
def test_body_in_another_coding_or_too_large_is_refused_for_good(coding: str, max_bytes: int) -> None:
    with pytest.raises(ValueError, match=r"not asked for|larger") as caught:
        unpack(PACKED, coding, max_bytes=max_bytes)
    assert not isinstance(caught.value, DamagedBodyError)


def test_many_empty_gzip_members_cost_little() -> None:
    started = time.perf_counter()
    assert unpack(gzip.compress(b"", mtime=0) * 2000, "gzip", max_bytes=MIB) == b""
    assert time.perf_counter() - started < 1


@given(st.binary(max_size=200), st.sampled_from(["gzip", "", "identity", "br", "deflate"]))
def test_any_bytes_unpack_or_raise_value_error(body: bytes, coding: str) -> None:
    with suppress(ValueError):
        assert len(unpack(body, coding, max_bytes=100)) <= 200


def test_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 18."""
    context, certificate = fakes.self_signed(tmp_path)
    with raw_server(always(reply(200, b"secret")), tls=context) as server:
        with pytest.raises(FetchError, match="CERTIFICATE_VERIFY_FAILED"):
            ask(server)
        assert server.paths == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert ask(server).body == b"secret"


@pytest.mark.parametrize(("name", "days"), [("blog.example", 1), ("127.0.0.1", -2)], ids=["another host", "expired"])
def test_certificate_of_another_host_or_day_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, days: int) -> None:
    """Row 18: trusted, and yet not for this."""
    context, certificate = fakes.self_signed(tmp_path, name=name, days=days)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with raw_server(always(reply()), tls=context) as server, pytest.raises(FetchError, match="CERTIFICATE_VERIFY_FAILED"):
        ask(server)


def test_refused_connection_is_a_fetch_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError):
        get(f"http://127.0.0.1:{port}/", guard=Guard(frozenset([f"http://127.0.0.1:{port}"]), frozenset(["127.0.0.1"])), user_agent=AGENT)
