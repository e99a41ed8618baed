"""Where webhooks may go: looked at when an admin types the address, and again at every try.

Admins alone set addresses, so a machine of the shop's own network is a receiver like any other,
and this machine too. What no receiver lives at is refused: link-local addresses (where clouds
keep their machines' passwords), nobody's address, everybody's. The connection goes to the very
address that was looked at, so that a name cannot mean another a moment later (OWASP, Server Side
Request Forgery Prevention).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from typing import Any

import httpx

LONGEST = 500
PORTS = {"http": 80, "https": 443}

METADATA = frozenset(
    ipaddress.ip_address(each)
    for each in ("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254")
)
"""Where clouds answer to their machines outside 169.254.0.0/16: Alibaba, Azure, Oracle, AWS."""

_CARRIERS = (IPv6Network("64:ff9b::/96"), IPv6Network("::ffff:0:0:0/96"))
"""IPv6 addresses that carry an IPv4 address in their last 32 bits (RFC 6052, RFC 2765)."""

Ip = IPv4Address | IPv6Address
Resolve = Callable[..., Iterable[Any]]


class BadAddress(Exception):
    """An address nothing is sent to; `problem` is a word for why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Address:
    """An address that is well formed: the scheme is http or https, `host` is without brackets."""

    url: httpx.URL
    host: str
    port: int

    @property
    def secure(self) -> bool:
        """Whether what is sent there is encrypted."""
        return self.url.scheme == "https"


def read(given: str) -> Address:
    """The address as it was typed; raises BadAddress: empty, long, form, scheme, login."""
    text = given.strip()
    if not text:
        raise BadAddress("empty")
    if len(text) > LONGEST:
        raise BadAddress("long")
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError) as error:
        raise BadAddress("form") from error
    if url.scheme not in PORTS:
        raise BadAddress("scheme")
    if url.userinfo:
        raise BadAddress("login")
    if not url.host or url.fragment or any(each.isspace() for each in text):
        raise BadAddress("form")
    port = PORTS[url.scheme] if url.port is None else url.port
    if not 0 < port < 65536:
        raise BadAddress("form")
    return Address(url, url.host, port)


def check(given: str, resolve: Resolve = socket.getaddrinfo) -> str:
    """The address an admin typed, spelled alike. Asks the network for its name, so never within
    a transaction. Raises BadAddress: those of `read` and `allowed`, and unknown.
    """
    address = read(given)
    try:
        found = resolve(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadAddress("unknown") from error
    allowed(address, found)
    return str(address.url)


def allowed(address: Address, found: Iterable[Any]) -> list[str]:
    """The IP addresses to try, of what `getaddrinfo` found.

    Raises BadAddress: unknown for none, forbidden where one is nobody's receiver, and plain where
    http would cross the internet.
    """
    # A link-local address is written with its interface: fe80::1%eth0.
    ips = [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    if not ips:
        raise BadAddress("unknown")
    if any(_is_forbidden(_carried(ip)) for ip in ips):
        raise BadAddress("forbidden")
    if not address.secure and any(_carried(ip).is_global for ip in ips):
        raise BadAddress("plain")
    return list(dict.fromkeys(map(str, ips)))


def _is_forbidden(ip: Ip) -> bool:
    if ip.is_link_local or ip.is_multicast or ip.is_unspecified or ip in METADATA:
        return True
    # 0.0.0.0/8 is "this network", 240.0.0.0/4 nobody's, and its last address everybody's.
    return isinstance(ip, IPv4Address) and (ip.is_reserved or ip.packed[0] == 0)


def _carried(ip: Ip) -> Ip:
    """The IPv4 address inside an IPv6 address, where it is one of the ways of carrying one."""
    if isinstance(ip, IPv4Address):
        return ip
    if any(ip in each for each in _CARRIERS):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip
