"""The one GET made without Scrapy: guarded, bounded in time and size, verified, without cookies. For a quick look, never for a crawl.

    check the URL ─▶ resolve ─▶ check every address ─▶ connect to a checked one ─▶ TLS, verified ─▶ read, capped ─▶ redirect? from the start

It connects to the very address that was checked, so a name that changes its mind in between (DNS rebinding) gains nothing; for the same
reason it takes no proxy."""

import http.client
import io
import socket
import ssl
import threading
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from time import monotonic
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from kazcrawl.addresses import Guard
from kazcrawl.errors import FetchError, GuardError
from kazcrawl.urls import origin

MAX_REDIRECTS = 5
MAX_BYTES = 8 * 1024 * 1024
TIMEOUT = 30.0
_CHUNK = 64 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)
_SAFE = "/%:@!$&'()*+,;=~"
_PLAIN = ("", "identity")
_GZIP = ("gzip", "x-gzip")
_MEMBER = b"\x1f\x8b"  # how each member of a gzip body begins


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the address that answered in the end, the status, headers by lower-case name, the body without transport coding;
    `requests` counts the redirects on the way too."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    requests: int = 1


class DamagedBodyError(ValueError):
    """A packed body is cut short or damaged: another try may bring it whole."""


def get(
    url: str,
    *,
    guard: Guard,
    user_agent: str,
    timeout: float = TIMEOUT,
    max_bytes: int = MAX_BYTES,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Ask for one address, following at most MAX_REDIRECTS redirects; any status is an answer.

    `timeout` is in seconds and counts for all of it together; `max_bytes` bounds the body, before and after unpacking. Raises GuardError
    when an address may not be asked, FetchError when no whole answer came."""
    deadline = monotonic() + timeout
    sent = {"Accept-Encoding": "gzip", "Connection": "close", "User-Agent": user_agent} | dict(headers or {})
    for hops in range(MAX_REDIRECTS + 1):
        answer = _ask(url, guard=guard, headers=sent, deadline=deadline, max_bytes=max_bytes)
        where = answer.headers.get("location")
        if answer.status not in _REDIRECTS or not where:
            return replace(answer, requests=hops + 1)
        try:
            url = urljoin(url, where)
        except ValueError as error:
            raise FetchError(url, "redirects to no address") from error
    raise FetchError(url, f"more than {MAX_REDIRECTS} redirects")


def unpack(body: bytes, coding: str, *, max_bytes: int) -> bytes:
    """Return a body without its content coding (gzip or none); what follows the last gzip member is passed over.

    Raises DamagedBodyError when it is damaged or cut short, ValueError when it is too large or in a coding that was not asked for."""
    name = coding.strip().lower()
    if name in _PLAIN:
        return body
    if name not in _GZIP:
        raise ValueError(f"content coding {name[:40]!r} was not asked for")
    whole, rest, more = bytearray(), body, bool(body)
    while more:
        member = zlib.decompressobj(wbits=31)  # one gzip member; a body may have several
        try:
            whole += member.decompress(rest, max_bytes + 1 - len(whole))
        except zlib.error as error:
            raise DamagedBodyError("the gzip body is damaged") from error
        if len(whole) > max_bytes:
            raise ValueError(f"the body is larger than {max_bytes} bytes")
        if not member.eof:
            raise DamagedBodyError("the gzip body is cut short")
        rest = member.unused_data
        more = rest.startswith(_MEMBER)
    return bytes(whole)


def _ask(url: str, *, guard: Guard, headers: Mapping[str, str], deadline: float, max_bytes: int) -> Answer:
    """Ask once, without following."""
    problem = guard.problem(url)
    if problem is not None:
        raise GuardError(url, problem)
    parts, place = urlsplit(url), urlsplit(origin(url))  # the origin in canonical spelling: ASCII, no default port
    host, port = place.hostname or "", place.port or (443 if place.scheme == "https" else 80)
    target = quote(parts.path or "/", safe=_SAFE) + ("?" + quote(parts.query, safe=_SAFE + "?") if parts.query else "")
    try:
        with _connect(url, host, port, guard=guard, deadline=deadline) as raw, _secure(raw, place.scheme, host, deadline) as connected:
            connection = http.client.HTTPConnection(host, port)
            connection.sock = _Pipe(connected, deadline)
            connection.request("GET", target, headers={**headers, "Host": place.netloc})
            response = connection.getresponse()
            told = _headers(response)
            body = unpack(_read(response, max_bytes), told.get("content-encoding", ""), max_bytes=max_bytes)
            return Answer(url, response.status, told, body)
    except TimeoutError as error:
        raise FetchError(url, "took too long") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchError(url, f"{type(error).__name__}: {error}".rstrip(": ")) from error


def _connect(url: str, host: str, port: int, *, guard: Guard, deadline: float) -> socket.socket:
    """Return a socket to the first address of the host that may be asked and answers."""
    problem, failure = "", None
    for ip in _resolve(host, port, deadline):
        refused = guard.address_problem(host, ip)
        if refused is not None:
            problem = refused
            continue
        try:
            return socket.create_connection((ip, port), timeout=_left(deadline))
        except OSError as error:
            failure = error
    if failure is not None:
        raise failure
    raise GuardError(url, problem) if problem else FetchError(url, f"{host} has no address")


def _resolve(host: str, port: int, deadline: float) -> list[str]:
    """Return the addresses of a host. In a thread, because the system's resolver knows no deadline. Raises OSError."""
    found: list[str] = []
    failures: list[Exception] = []

    def ask() -> None:
        try:
            for _, _, _, _, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                found.append(str(where[0]))
        except (OSError, UnicodeError) as error:
            failures.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(_left(deadline))
    if thread.is_alive():
        raise TimeoutError
    if failures:
        raise failures[0]
    return list(dict.fromkeys(found))


def _secure(raw: socket.socket, scheme: str, host: str, deadline: float) -> socket.socket:
    """Return the socket itself for http, and one with a verified certificate around it for https."""
    if scheme != "https":
        return raw
    raw.settimeout(_left(deadline))
    return _tls(ssl.get_default_verify_paths()).wrap_socket(raw, server_hostname=host)


@cache
def _tls(paths: ssl.DefaultVerifyPaths) -> ssl.SSLContext:
    """The context for all sites, one for each place of certificates: reading them costs more than all else about a request."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _headers(response: http.client.HTTPResponse) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, value in response.getheaders():
        key = name.lower()
        told[key] = f"{told[key]}, {value}" if key in told else value
    return told


def _read(response: http.client.HTTPResponse, max_bytes: int) -> bytes:
    """Return the body as sent. Raises ValueError when it is too large, HTTPException when it is cut short."""
    body = bytearray()
    while chunk := response.read(_CHUNK):
        body += chunk
        if len(body) > max_bytes:
            raise ValueError(f"the body is larger than {max_bytes} bytes")
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return bytes(body)


def _left(deadline: float) -> float:
    """Return the seconds left. Raises TimeoutError when there are none."""
    left = deadline - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Pipe:
    """A socket, as far as http.client uses one, whose reads and writes all end at one deadline: a drip of single bytes gains no time.

    Its `close` leaves the socket to its owner: http.client closes as soon as it has read the head."""

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._socket, self._deadline = connected, deadline

    def sendall(self, data: Any) -> None:
        self._socket.settimeout(_left(self._deadline))
        self._socket.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self._socket, self._deadline), _CHUNK)

    def close(self) -> None:
        pass


class _Reader(io.RawIOBase):
    """The reading side of a `_Pipe`."""

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._socket, self._deadline = connected, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._socket.settimeout(_left(self._deadline))
        return self._socket.recv_into(buffer)
