"""Which web addresses may be fetched: public ones, by the numbers that their names resolve to."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from webapp.errors import MentionMapperError

SCHEMES = {"http": 80, "https": 443}
SAVE_IT = "open it in a browser, save the page and upload that"
_LONGEST = 4_000
_KEPT_IN_PATHS = "/%:@!$&'()*+,;=~-._"
_KEPT_IN_QUERIES = f"{_KEPT_IN_PATHS}?[]"
_UNSEEN = re.compile(r"[\x00-\x20\x7f]")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PARTS_OF_IPV6_WITH_IPV4 = 0xFFFFFFFF


class AddressRefused(MentionMapperError, ValueError):
    """Raised for an address that is not fetched, or gives no article; the message says why and what to do."""

    status = 422


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart; ``target`` is the path and the query as they are asked for."""

    url: str
    scheme: str
    host: str
    port: int
    target: str


def address(url: str, ports: Sequence[int]) -> Address:
    """Take an address apart; raises AddressRefused for all but http and https on ``ports``, without credentials."""
    url = url.strip()
    if not url or len(url) > _LONGEST or _UNSEEN.search(url):
        raise AddressRefused("this is no web address; give one such as https://example.org/news/flood")
    try:
        parts = urlsplit(url)
        port = parts.port or SCHEMES.get(parts.scheme, 0)
        host = _ascii(parts.hostname or "")
    except ValueError as error:
        raise AddressRefused(f"{url[:200]} is no web address: {error}") from error
    if parts.scheme not in SCHEMES or not host:
        raise AddressRefused(f"{url[:200]} is no address that begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("the address has a user name or a password in it; leave that out")
    if port not in ports:
        raise AddressRefused(
            f"the address names port {port}, and pages are fetched from {', '.join(map(str, ports))} only; {SAVE_IT}, "
            "or set MENTION_MAPPER_FETCH_PORTS"
        )
    path, query = quote(parts.path or "/", safe=_KEPT_IN_PATHS), quote(parts.query, safe=_KEPT_IN_QUERIES)
    target = f"{path}?{query}" if query else path
    shown = urlunsplit((parts.scheme, parts.netloc, path, query, ""))
    return Address(shown, parts.scheme, host, port, target)


def _ascii(host: str) -> str:
    """A host as it is asked for: names of other scripts in their ASCII form, numbers of IPv6 as they are."""
    return host if ":" in host else host.rstrip(".").encode("idna").decode("ascii")


def public_numbers(wanted: Address, seconds: float) -> list[str]:
    """The numbers that a host's name stands for; raises AddressRefused if there are none, or one is not public."""
    numbers = _resolved(wanted, seconds)
    private = next((number for number in numbers if not is_public(number)), None)
    if private is not None:
        raise AddressRefused(
            f"{wanted.host} is an address inside this machine or its network ({private}), and only public ones are "
            "fetched; save the page and upload that"
        )
    return numbers


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public Internet, whatever form it is written in."""
    found = ipaddress.ip_address(number.split("%", 1)[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & _PARTS_OF_IPV6_WITH_IPV4)
        if inner is not None:
            return is_public(str(inner))
        if found.sixtofour is not None or found.teredo is not None or found.is_site_local:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def _resolved(wanted: Address, seconds: float) -> list[str]:
    """Ask for a host's numbers, in a thread: the system's own question cannot be broken off."""
    answer: list[str] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(wanted.host, wanted.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        answer.extend(dict.fromkeys(str(one[4][0]) for one in found))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(max(0.0, seconds))
    if not answer:
        raise AddressRefused(f"no machine was found under the name {wanted.host}; check the address")
    return answer
