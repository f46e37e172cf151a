"""The guard rule inside Scrapy, which has none of its own: at every request, at every resolved name, at every connected peer.

process_request   RequestGuard     before everything else, for redirects too: scheme, origin, private literals
resolve time      GuardedResolver  a public name that answers with a private address is no answer (rebinding)
after download    AddressGuard     the address that really answered, next to the downloader"""

from collections.abc import Sequence
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Response
from scrapy.resolver import CachingHostnameResolver
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostResolution

from kazcrawl.addresses import Guard, literal_ip
from kazcrawl.crawl.ending import RunEndingError, ending_reason
from kazcrawl.items import Finding
from kazcrawl.project import allow_private, proxies
from kazcrawl.urls import origin


class GuardRefusedError(IgnoreRequest):
    """The address may not be asked. `str(error)` is the reason."""


class RequestGuard:
    """Downloader middleware, first of all: refuses what `spider.guard` refuses."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RequestGuard":
        """Make the guard of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the request pass, or raise GuardRefusedError and report a finding "guard-refused"; RunEndingError once the run is ending."""
        reason = ending_reason(self._crawler)
        if reason is not None:
            raise RunEndingError(f"the run ended first ({reason})")
        problem = guard_of(self._crawler, request.url).problem(request.url)
        if problem is not None:
            raise refuse(self._crawler, request.url, problem)


class AddressGuard:
    """Downloader middleware, last before the downloader: refuses an answer by the address it came from.

    Through a proxy the name is resolved elsewhere and the peer is the proxy: then there is nothing to judge here."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "AddressGuard":
        """Make the guard of a crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Hand the response on, or raise GuardRefusedError."""
        if response.ip_address is not None and not request.meta.get("proxy"):
            problem = guard_of(self._crawler, request.url).address_problem(urlsplit(request.url).hostname or "", str(response.ip_address))
            if problem is not None:
                raise refuse(self._crawler, request.url, problem)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Tell a name that was refused from one that does not exist: the former is not worth another try."""
        problem = GuardedResolver.refused.get((urlsplit(request.url).hostname or "").lower())
        if isinstance(exception, CannotResolveHostError) and problem is not None:
            raise refuse(self._crawler, request.url, problem) from exception


class GuardedResolver(CachingHostnameResolver):
    """Resolver for TWISTED_DNS_RESOLVER (one for the process, hence a project setting): passes on only the addresses that may be asked.

    Literal hosts were judged by RequestGuard and pass as themselves; the operator's own proxies pass. `refused` keeps,
    per host, why."""

    refused: ClassVar[dict[str, str]] = {}

    def __init__(self, reactor: ReactorBase, cache_size: int) -> None:
        super().__init__(reactor, cache_size)
        self._proxies = frozenset(_host(address) for address in proxies().values())

    def resolveHostName(  # noqa: N802 - the names are Twisted's
        self,
        resolutionReceiver: Any,  # noqa: N803 - the name is Twisted's
        hostName: str,  # noqa: N803 - the name is Twisted's
        portNumber: int = 0,  # noqa: N803 - the name is Twisted's
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803 - the name is Twisted's
        transportSemantics: str = "TCP",  # noqa: N803 - the name is Twisted's
    ) -> IHostResolution:
        """Resolve as Scrapy does, through a sieve."""
        sieve: Any = resolutionReceiver if hostName in self._proxies else _Sieve(resolutionReceiver, hostName)
        return super().resolveHostName(sieve, hostName, portNumber, addressTypes, transportSemantics)


class _Sieve:
    """An IResolutionReceiver that passes on the addresses that may be asked."""

    def __init__(self, receiver: Any, host: str) -> None:
        self._receiver, self._host = receiver, host
        self._guard = Guard(frozenset(), operator_hosts=frozenset([host] if literal_ip(host) else []), allow_private=allow_private())

    def resolutionBegan(self, resolutionInProgress: IHostResolution) -> None:  # noqa: N802, N803 - Twisted's names
        GuardedResolver.refused.pop(self._host.lower(), None)
        self._receiver.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802 - the name is Twisted's
        problem = self._guard.address_problem(self._host, str(getattr(address, "host", "")))
        if problem is None:
            self._receiver.addressResolved(address)
        else:
            GuardedResolver.refused[self._host.lower()] = problem

    def resolutionComplete(self) -> None:  # noqa: N802 - the name is Twisted's
        self._receiver.resolutionComplete()


def guard_of(crawler: Crawler, url: str) -> Guard:
    """Return the guard of the crawl. A spider without one (`scrapy shell`, `scrapy fetch`) has no site: any public origin will do."""
    guard: Any = getattr(crawler.spider, "guard", None)
    return guard if isinstance(guard, Guard) else Guard(frozenset([origin(url)]), allow_private=allow_private())


def refuse(crawler: Crawler, url: str, problem: str) -> GuardRefusedError:
    """Report the refusal and return the error to raise."""
    report(crawler, Finding("guard-refused", url, problem))
    return GuardRefusedError(problem)


def report(crawler: Crawler, finding: Finding) -> None:
    """Count a finding and give it to the spider, if it takes findings."""
    assert crawler.stats is not None
    crawler.stats.inc_value(f"kazcrawl/{finding.kind}")
    take = getattr(crawler.spider, "report", None)
    if callable(take):
        take(finding)


def _host(address: str) -> str:
    return urlsplit(address if "://" in address else f"//{address}").hostname or ""
