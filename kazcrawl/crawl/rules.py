"""What a robots.txt means to us, by RFC 9309. Pure, and without Scrapy: the one-request check obeys it too."""

from dataclasses import dataclass

from protego import Protego

AGENT = "kazcrawl"
MAX_BYTES = 500 * 1024  # RFC 9309 §2.5: at least this much is parsed
MAX_DELAY = 30.0  # seconds; who asks for more would keep a first crawl going for months


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt says to us. `reachable` False means that nobody knows, so nothing may be asked (§2.3.1.4)."""

    parser: Protego | None = None
    reachable: bool = True
    why: str = ""

    def allows(self, url: str) -> bool:
        """Whether the address may be asked."""
        return self.reachable and (self.parser is None or self.parser.can_fetch(url, AGENT))

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the file names."""
        return tuple(self.parser.sitemaps) if self.parser is not None else ()

    @property
    def delay(self) -> float:
        """Seconds between two requests that the file asks for, at most MAX_DELAY; 0 when it asks for none."""
        told = self.parser.crawl_delay(AGENT) if self.parser is not None else None
        return min(told or 0.0, MAX_DELAY)


def decide_robots(status: int | None, body: bytes = b"", content_type: str = "") -> Rules:
    """Return the rules that an answer for /robots.txt amounts to; `status` None stands for no answer at all.

    RFC 9309: 2xx is read (§2.3.1.1), 4xx means no rules (§2.3.1.3), 5xx and no answer mean that nothing may be asked (§2.3.1.4).
    429 is no answer, either: it says "not now". A page of HTML holds no rules. A redirect that led nowhere counts as 4xx (§2.3.1.2)."""
    if status is None:
        return Rules(reachable=False, why="no answer")
    if status == 429 or status >= 500 or status < 200:
        return Rules(reachable=False, why=f"status {status}")
    if status >= 300 or _is_html(body, content_type):
        return Rules()
    # A rule cut in two would say another thing: "Disallow: /private" cut short forbids the whole site.
    readable = body if len(body) <= MAX_BYTES else body[:MAX_BYTES].rpartition(b"\n")[0]
    return Rules(Protego.parse(readable.decode("utf-8-sig", errors="replace")))


def _is_html(body: bytes, content_type: str) -> bool:
    head = body[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return head.startswith(b"<") or ("html" in content_type.lower() and (b"<html" in head or b"<!doctype" in head))
