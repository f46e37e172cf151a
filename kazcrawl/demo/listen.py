"""The HTTP shell around something that answers: a threading server on loopback, from the standard library."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Generic, TypeVar

Site = TypeVar("Site")
Ask = Callable[[str, Mapping[str, str]], "Answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: status, body, headers (without those of the transport)."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def text(
        cls, text: str, *, status: int = 200, content_type: str = "text/html; charset=UTF-8", headers: Mapping[str, str] | None = None
    ) -> "Answer":
        """Return an answer of text, in UTF-8."""
        return cls(status, text.encode(), {"Content-Type": content_type, **(headers or {})})


class Serving(Generic[Site]):
    """A site being served: listens from the start, stops when the `with` ends. Entering it gives the site."""

    def __init__(self, site: Site, ask: Ask, *, port: int = 0) -> None:
        self._site = site
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(ask))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def __enter__(self) -> Site:
        return self._site

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(ask: Ask) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 5  # an idle kept connection must not keep the server from closing

        def do_GET(self) -> None:
            answer = ask(self.path, {name.lower(): value for name, value in self.headers.items()})
            self.send_response(answer.status)
            for name, value in {**answer.headers, "Content-Length": str(len(answer.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

        do_HEAD = do_GET  # noqa: N815 - the name is the library's

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
            """Say nothing: `requests` of the site is the log."""

    return Handler
