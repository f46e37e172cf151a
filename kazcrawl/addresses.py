"""Which addresses may be asked: the one rule for Scrapy and for `net`. Pure: never resolves a name, never connects."""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kazcrawl.urls import origin

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# What is not the public internet, by the IANA special-purpose registries (RFC 6890 and its updates). Our own table, because
# `ipaddress.is_global` differs between patch releases of Python.
_NOT_PUBLIC_V4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ),
    )
)  # fmt: skip
# IPv6 is public inside 2000::/3 only; within it not the IETF's block (Teredo and others), documentation and 6to4.
# Addresses that carry an IPv4 one inside (mapped, NAT64) are outside 2000::/3: a way around the rule, never a way to a web site.
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_V6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_LOOPBACK = ipaddress.IPv4Address("127.0.0.1")
_LOOPBACK_NAME = re.compile(r"(.+\.)?localhost(\.localdomain6?)?|ip6-(localhost|loopback)")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")


def is_public_ip(text: str) -> bool:
    """Whether an IP address in plain form belongs to the public internet; False for anything that is no address."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return _is_public(address)


def literal_ip(host: str) -> Address | None:
    """Return the address that a host *is*, in every spelling that some resolver takes for one, or None for a true name.

    Names of the loopback (`localhost`, `x.localhost`), brackets, a trailing dot, percent escapes, full-width digits, and the parts
    that `inet_aton` reads: fewer than four of them, octal, hexadecimal (WHATWG URL §3.5)."""
    plain = unicodedata.normalize("NFKC", unquote(host)).replace("。", ".").strip().lower()
    plain = plain.removeprefix("[").removesuffix("]").removesuffix(".")
    if _LOOPBACK_NAME.fullmatch(plain):
        return _LOOPBACK
    try:
        return ipaddress.IPv6Address(plain.partition("%")[0]) if ":" in plain else _read_parts(plain)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be asked for one site.

    `origins` are scheme://host[:port] in canonical spelling; `operator_hosts` the hosts that the operator wrote himself: a private address
    among them is meant. `allow_private` switches the rule about private addresses off, never the one about origins."""

    origins: frozenset[str]
    operator_hosts: frozenset[str] = frozenset()
    allow_private: bool = False

    def problem(self, url: str) -> str | None:
        """Return why the address may not be asked, or None. To be called for every request, redirects too, before a name is resolved."""
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            return "is no web address"
        if parts.scheme.lower() not in ("http", "https"):
            return f"{parts.scheme[:20] or 'no'} scheme: only http and https are asked"
        if "@" in parts.netloc:
            return "carries a user name"
        mine = origin(url)
        if not mine:
            return "is no web address"
        if mine not in self.origins:
            return f"{mine} is not the site's own"
        literal = literal_ip(host)
        return self.address_problem(host, str(literal)) if literal is not None else None

    def address_problem(self, host: str, ip: str) -> str | None:
        """Return why a host may not be asked at the address it resolved to, or None. A public name with a private address is refused."""
        if self.allow_private or is_public_ip(ip) or self._is_meant(host, ip):
            return None
        return f"{host} is at {ip}, which is not a public address; KAZCRAWL_ALLOW_PRIVATE=1 allows it"

    def _is_meant(self, host: str, ip: str) -> bool:
        """Whether the operator wrote this very address; all spellings of the loopback are one."""
        literal, actual = literal_ip(host), literal_ip(ip)
        if literal is None or actual is None or literal not in {literal_ip(written) for written in self.operator_hosts}:
            return False
        return actual == literal or (actual.is_loopback and literal.is_loopback)


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_V4)
    return address in _PUBLIC_V6 and not any(address in network for network in _NOT_PUBLIC_V6)


def _read_parts(plain: str) -> Address | None:
    """Read 1 to 4 numbers as `inet_aton` does: the last one fills the bytes that are left. Raises ValueError for an overflow."""
    parts = plain.split(".")
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) and len(part) < 40 for part in parts):
        return None
    *firsts, last = (_read_number(part) for part in parts)
    if any(number > 255 for number in firsts) or last >= 256 ** (4 - len(firsts)):
        return None
    value = last
    for place, number in enumerate(firsts):
        value += number << 8 * (3 - place)
    return ipaddress.IPv4Address(value)


def _read_number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") and len(part) > 1 else 10)
