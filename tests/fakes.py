"""Servers for tests: real sockets on loopback, port 0, that misbehave in one way each."""

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Play = Callable[[socket.socket, str], None]
MIB = 1024 * 1024
PATIENCE = 10  # seconds after which a server gives up on its client, so that no test hangs


@dataclass
class RawServer:
    """A server that plays a script for each connection. `paths` are what was asked, `heads` the requests up to their blank line."""

    port: int
    scheme: str = "http"
    host: str = "127.0.0.1"
    paths: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    heads: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"{self.scheme}://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"


@contextmanager
def raw_server(play: Play, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[RawServer]:
    """Serve `play(connection, path)` on a free port, one thread a connection, closed after it, until the `with` ends."""
    listener = socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    server = RawServer(listener.getsockname()[1], "https" if tls else "http", host)
    threads: list[threading.Thread] = []
    connections: list[socket.socket] = []

    def talk(connection: socket.socket) -> None:
        connection.settimeout(PATIENCE)
        with suppress(OSError), connection:  # the client may leave whenever it likes
            stream = tls.wrap_socket(connection, server_side=True) if tls else connection
            with stream:
                head = b""
                while b"\r\n\r\n" not in head:
                    more = stream.recv(65536)
                    if not more:
                        return
                    head += more
                path = head.split(b" ")[1].decode("latin-1")
                server.paths.append(path)
                server.heads.append(head)
                play(stream, path)

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connections.append(connection)
            threads.append(threading.Thread(target=talk, args=(connection,), daemon=True))
            threads[-1].start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield server
    finally:
        server.stop.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        accepting.join(PATIENCE)
        for connection in connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(PATIENCE)


def has_ipv6() -> bool:
    """Whether this machine has an IPv6 loopback."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


def reply(status: int = 200, body: bytes = b"", *headers: str) -> bytes:
    """Return a whole HTTP/1.1 answer that closes the connection."""
    return head(status, f"Content-Length: {len(body)}", *headers) + body


def head(status: int = 200, *headers: str) -> bytes:
    """Return the head of an answer."""
    return ("\r\n".join([f"HTTP/1.1 {status} X", "Connection: close", *headers]) + "\r\n\r\n").encode("latin-1")


def redirect(where: str, status: int = 302) -> bytes:
    """Return a redirect."""
    return reply(status, b"", f"Location: {where}")


# --- ways to misbehave: each takes the connection and writes a spoilt answer


def endless(connection: socket.socket) -> int:
    """A body without an end; returns how much the client took."""
    connection.sendall(head(200, "Content-Type: text/html"))
    taken = 0
    with suppress(OSError):
        while taken < 400 * MIB:
            connection.sendall(b"\0" * 65536)
            taken += 65536
    return taken


def drip(connection: socket.socket, stop: threading.Event) -> None:
    """One byte at a time, far apart, for longer than anyone should wait."""
    connection.sendall(head(200, "Content-Type: text/html", "Content-Length: 1000"))
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not stop.wait(0.1):
        connection.sendall(b"x")


def cut_length(connection: socket.socket, body: bytes) -> None:
    """Half of the bytes that the head promises."""
    connection.sendall(head(200, "Content-Type: text/html", f"Content-Length: {len(body)}") + body[: len(body) // 2])


def cut_chunked(connection: socket.socket, body: bytes) -> None:
    """One chunk, and never the last."""
    half = body[: len(body) // 2]
    connection.sendall(head(200, "Content-Type: text/html", "Transfer-Encoding: chunked") + b"%x\r\n%s\r\n" % (len(half), half))


def header_flood(connection: socket.socket) -> None:
    """A head line of 200 kB."""
    connection.sendall(head(200, f"X-Flood: {'y' * 200_000}"))


def gzip_bomb(size: int = 64 * MIB) -> bytes:
    """Zeros, packed to a thousandth."""
    return gzip.compress(b"\0" * size, compresslevel=6)


# --- TLS


def self_signed(folder: Path, *, name: str = "127.0.0.1", days: int = 1) -> tuple[ssl.SSLContext, Path]:
    """Return a server's context with a certificate that only itself vouches for, and the file of the certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    alternative: x509.GeneralName = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=10))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, secret = folder / f"{name}-{days}.pem", folder / f"{name}-{days}.key"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, secret)
    return context, file
