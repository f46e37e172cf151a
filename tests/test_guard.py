"""What may be asked: the pure rule in tables, the resolver's sieve, the two middlewares (SSRF and rebinding: security rows 12 to 16)."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.resolver import dnscache
from twisted.internet.address import IPv4Address, IPv6Address

from kazcrawl.addresses import Guard, is_public_ip, literal_ip
from kazcrawl.crawl.guard import AddressGuard, GuardedResolver, GuardRefusedError, RequestGuard
from kazcrawl.items import Finding, Site
from spiders.blog import BlogSpider

LOOPBACK_SPELLINGS = [
    "localhost",
    "127.1",
    "0x7f.1",
    "2130706433",
    "0177.0.0.1",
    "127.0.0.1.",
    "LOCALHOST.",
    "blog.localhost",
    "0x7F000001",
    "127.0.0.1",
    "017700000001",
    "１２７。0。0。1",
    "%31%32%37.0.0.1",
    "ip6-localhost",
]


@pytest.mark.parametrize("host", LOOPBACK_SPELLINGS)
def test_every_spelling_of_the_loopback_is_read(host: str) -> None:
    assert str(literal_ip(host)) == "127.0.0.1"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("0", "0.0.0.0"),
        ("[::1]", "::1"),
        ("[::ffff:127.0.0.1]", "::ffff:127.0.0.1"),
        ("[fe80::1%25eth0]", "fe80::1"),
        ("8.8.8.8", "8.8.8.8"),
        ("8.525320", "8.8.4.8"),
        ("0x", "0.0.0.0"),
    ],
)
def test_literal_addresses_are_read(host: str, address: str) -> None:
    import ipaddress

    assert literal_ip(host) == ipaddress.ip_address(address)


@pytest.mark.parametrize(
    "host",
    ["example.org", "1.2.3.4.5", "256.1.1.1", "1.2.3.256", "08.1.1.1", "", ".", "...", "localhost.example.org", "4294967296", "[zz::1]"],
)
def test_names_are_no_literal_addresses(host: str) -> None:
    assert literal_ip(host) is None


@given(st.text(max_size=60))
def test_any_text_is_a_host_or_none(host: str) -> None:
    literal_ip(host)
    is_public_ip(host)
    Guard(frozenset(["https://blog.example.org"])).problem(host)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.0.0.5", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "192.0.0.8", "192.88.99.1",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "2002:7f00:1::",
        "2001::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2001:db8::1", "3fff::1", "5f00::1", "fec0::1", "no address", "",
    ],
)  # fmt: skip
def test_address_is_not_public(ip: str) -> None:
    assert not is_public_ip(ip)


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1"]
)
def test_address_is_public(ip: str) -> None:
    assert is_public_ip(ip)


OWN = Guard(frozenset(["https://blog.example.org", "http://blog.example.org:8080"]))


@pytest.mark.parametrize(
    "url",
    ["https://blog.example.org/a?b", "https://BLOG.example.org:443/", "http://blog.example.org:8080/x", "https://blog.example.org./x"],
)
def test_own_address_may_be_asked(url: str) -> None:
    assert OWN.problem(url) is None


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://blog.example.org/", "not the site's own"),
        ("https://blog.example.org:8443/", "not the site's own"),
        ("https://www.blog.example.org/", "not the site's own"),
        ("https://blog.example.org.evil.example/", "not the site's own"),
        ("https://blog.example.org@evil.example/", "user name"),
        ("https://user:secret@blog.example.org/", "user name"),
        ("https://evil.example\\@blog.example.org/", "user name"),
        ("https://evil.example\\.blog.example.org/", "no web address"),
        ("file:///etc/passwd", "scheme"),
        ("data:text/html,x", "scheme"),
        ("ftp://blog.example.org/", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("//blog.example.org/", "scheme"),
        ("https:///x", "no web address"),
        ("http://[::1/", "no web address"),
        ("https://blog.example.org:99999/", "no web address"),
        ("", "scheme"),
    ],
)
def test_other_address_is_refused_with_the_reason(url: str, why: str) -> None:
    """Rows 12, 16, 19."""
    problem = OWN.problem(url)
    assert problem is not None
    assert why in problem
    assert "secret" not in problem


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "0x7f.1", "2130706433", "0", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "127.0.0.1"]
)
def test_private_literal_is_refused_even_as_an_allowed_origin(host: str) -> None:
    """Row 14: an origin that a redirect taught is not what the operator wrote."""
    origins = frozenset([f"http://{host}:8765", "http://blog.example.org"])
    assert Guard(origins, operator_hosts=frozenset(["blog.example.org"])).problem(f"http://{host}:8765/") is not None
    assert Guard(origins, allow_private=True).problem(f"http://{host}:8765/") is None
    assert Guard(origins, operator_hosts=frozenset([host])).problem(f"http://{host}:8765/") is None


@pytest.mark.parametrize(
    ("host", "ip", "written", "allowed"),
    [
        ("blog.example.org", "93.184.216.34", "blog.example.org", True),
        ("blog.example.org", "10.0.0.5", "blog.example.org", False),
        ("blog.example.org", "127.0.0.1", "127.0.0.1", False),
        ("localhost", "127.0.0.1", "localhost", True),
        ("localhost", "::1", "localhost", True),
        ("localhost", "10.0.0.5", "localhost", False),
        ("127.0.0.1", "127.0.0.1", "127.0.0.1", True),
        ("192.168.1.7", "192.168.1.7", "192.168.1.7", True),
        ("192.168.1.7", "192.168.1.8", "192.168.1.7", False),
        ("192.168.1.7", "192.168.1.7", "192.168.1.8", False),
        ("blog.example.org", "nonsense", "blog.example.org", False),
    ],
)
def test_resolved_address_is_judged_by_what_the_operator_wrote(host: str, ip: str, written: str, allowed: bool) -> None:
    """Row 15: a name that answers with a private address is refused, also when the name is the site's own."""
    guard = Guard(frozenset(), operator_hosts=frozenset([written]))
    assert (guard.address_problem(host, ip) is None) is allowed
    assert Guard(frozenset(), allow_private=True).address_problem(host, ip) is None


# --- inside Scrapy


class Crawl:
    """A crawler as far as the middlewares look at it."""

    def __init__(self, guard: Guard | None) -> None:
        self.findings: list[Finding] = []
        self.spider = SimpleNamespace(report=self.findings.append, **({"guard": guard} if guard else {}))
        self.stats = SimpleNamespace(inc_value=lambda name: None)


def test_request_guard_refuses_and_reports() -> None:
    crawl: Any = Crawl(OWN)
    guard = RequestGuard.from_crawler(crawl)
    guard.process_request(Request("https://blog.example.org/x"))
    with pytest.raises(GuardRefusedError, match="not the site's own"):
        guard.process_request(Request("https://elsewhere.example/"))
    assert [(finding.kind, finding.url) for finding in crawl.findings] == [("guard-refused", "https://elsewhere.example/")]


@pytest.mark.parametrize(
    ("url", "allowed"), [("https://blog.example.org/", True), ("http://10.0.0.5/", False), ("file:///etc/hostname", False)]
)
def test_spider_without_a_site_may_ask_any_public_address(url: str, allowed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """`scrapy shell` and `scrapy fetch` have no site; what is private stays closed to them, too."""
    monkeypatch.delenv("KAZCRAWL_ALLOW_PRIVATE", raising=False)
    crawl: Any = Crawl(None)
    if allowed:
        RequestGuard.from_crawler(crawl).process_request(Request(url))
    else:
        with pytest.raises(GuardRefusedError):
            RequestGuard.from_crawler(crawl).process_request(Request(url))


@pytest.mark.parametrize(
    ("ip", "proxy", "passes"), [("93.184.216.34", None, True), ("10.0.0.5", None, False), ("10.0.0.5", "http://10.0.0.5:3128", True)]
)
def test_answer_is_judged_by_the_peer_that_gave_it(ip: str, proxy: str | None, passes: bool) -> None:
    """Row 15, second line: what the resolver let through is compared with where the answer came from."""
    import ipaddress

    crawl: Any = Crawl(OWN)
    request = Request("https://blog.example.org/", meta={"proxy": proxy} if proxy else {})
    response = Response(request.url, ip_address=ipaddress.ip_address(ip))
    guard = AddressGuard.from_crawler(crawl)
    if passes:
        assert guard.process_response(request, response) is response
    else:
        with pytest.raises(GuardRefusedError, match="not a public address"):
            guard.process_response(request, response)


class Receiver:
    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802 - the name is Twisted's
        pass

    def addressResolved(self, address: Any) -> None:  # noqa: N802 - the name is Twisted's
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802 - the name is Twisted's
        self.complete = True


class NameServer:
    """Stands for the reactor's own resolver: answers what it is told, one answer after the other."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    def resolveHostName(self, receiver: Any, host: str, port: int = 0, types: Any = None, semantics: str = "TCP") -> None:  # noqa: N802 - the name is Twisted's
        receiver.resolutionBegan(None)
        for ip in self.answers.pop(0):
            receiver.addressResolved(IPv6Address("TCP", ip, port) if ":" in ip else IPv4Address("TCP", ip, port))
        receiver.resolutionComplete()


def resolve(resolver: GuardedResolver, host: str) -> list[str]:
    receiver = Receiver()
    resolver.resolveHostName(receiver, host, 80)
    assert receiver.complete
    return receiver.addresses


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "KAZCRAWL_ALLOW_PRIVATE"):
        monkeypatch.delenv(name, raising=False)
    dnscache.clear()

    def make(*answers: list[str]) -> GuardedResolver:
        reactor: Any = SimpleNamespace(nameResolver=NameServer(*answers))
        return GuardedResolver(reactor, 100)

    yield make
    dnscache.clear()


def test_resolver_passes_on_public_addresses_only(resolver: Any) -> None:
    assert resolve(resolver(["93.184.216.34", "10.0.0.5", "::1", "2606:4700::1111"]), "mixed.example") == [
        "93.184.216.34",
        "2606:4700::1111",
    ]
    assert resolve(resolver(["10.0.0.5"]), "private.example") == []
    assert "10.0.0.5" in GuardedResolver.refused["private.example"]


def test_cached_answer_is_sieved_too(resolver: Any) -> None:
    made = resolver(["10.0.0.5"])
    assert [resolve(made, "private.example") for _ in range(2)] == [[], []]


def test_name_that_rebinds_to_a_private_address_is_refused(resolver: Any) -> None:
    """Row 15."""
    made = resolver(["93.184.216.34"], ["127.0.0.1"])
    assert resolve(made, "rebinds.example") == ["93.184.216.34"]
    dnscache.clear()
    assert resolve(made, "rebinds.example") == []


def test_literal_passes_as_itself_only(resolver: Any) -> None:
    """Literals were judged before; the resolver must not make another address of them."""
    assert resolve(resolver(["127.0.0.1", "10.0.0.5"]), "127.0.0.1") == ["127.0.0.1"]


def test_private_answers_pass_when_the_operator_says_so(resolver: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAZCRAWL_ALLOW_PRIVATE", "1")
    assert resolve(resolver(["10.0.0.5"]), "private.example") == ["10.0.0.5"]


def test_proxy_of_the_operator_is_resolved_freely(resolver: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://me:secret@proxy.example:3128")
    assert resolve(resolver(["10.0.0.5"]), "proxy.example") == ["10.0.0.5"]


def test_refused_name_is_told_from_one_that_does_not_exist(resolver: Any) -> None:
    """Row 14."""
    resolve(resolver(["10.0.0.5"]), "private.example")
    crawl: Any = Crawl(OWN)
    guard = AddressGuard.from_crawler(crawl)
    guard.process_exception(Request("https://missing.example/"), CannotResolveHostError("nothing"))
    with pytest.raises(GuardRefusedError, match=r"10\.0\.0\.5"):
        guard.process_exception(Request("https://private.example/"), CannotResolveHostError("nothing"))


# --- what the home page teaches


@pytest.mark.parametrize(
    ("lands", "own", "kept"),
    [
        ("https://www.blog.example.org/", {"http://blog.example.org", "https://www.blog.example.org"}, True),
        ("https://blog.example.org/news/", {"http://blog.example.org", "https://blog.example.org"}, True),
        ("http://blog.example.org/", {"http://blog.example.org"}, False),
    ],
)
def test_twin_that_the_home_page_redirects_to_is_the_sites_own_from_then_on(lands: str, own: set[str], kept: bool) -> None:
    """Row 16: http or https, with www or without, and nothing else; it is written down with the site."""
    spider = BlogSpider(url="http://blog.example.org/")
    asked_with: list[frozenset[str]] = []
    saved: list[Site] = []

    async def fetch(url: str, **meta: Any) -> Response:
        asked_with.append(spider.guard.origins)
        return Response(lands)

    spider.fetch = fetch  # type: ignore[method-assign] # a fake
    log: Any = SimpleNamespace(archive=SimpleNamespace(save_site=saved.append), add_finding=None)
    asyncio.run(spider._open_home(log))
    scheme_and_www = {f"{scheme}://{www}blog.example.org" for scheme in ("http", "https") for www in ("", "www.")}
    assert asked_with == [scheme_and_www]
    assert spider.guard.origins == own
    assert [set(site.origins) for site in saved] == ([own] if kept else [])
