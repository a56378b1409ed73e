"""An http or https address → its parts, and the endpoints of its host that may be connected to."""

from __future__ import annotations

import math
import socket
import time
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from reportcheck.errors import NetworkFailure, Refused
from reportcheck.patterns import pattern
from reportcheck.tuples import NamedTuple

_PORTS = {"http": 80, "https": 443}
_HOST = pattern(r"[0-9a-z._:-]+")
_KEPT = "%/:?#[]@!$&'()*+,;=~|"
# RFC 6052: the prefix under which networks without IPv4 show the whole of it.
_TRANSLATED = IPv6Network("64:ff9b::/96")


class Deadline(NamedTuple):
    """A moment on the monotonic clock after which nothing more may be waited for."""

    moment: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The moment in so many seconds."""
        return cls(time.monotonic() + seconds)

    def left(self, most: float = math.inf) -> float:
        """The seconds left, `most` at most. Raises `TimeoutError` when none are."""
        seconds = self.moment - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return min(seconds, most)


class Endpoint(NamedTuple):
    """A socket family and the address in its form."""

    family: int
    address: Any


class WebAddress(NamedTuple):
    """An address taken apart: what to connect to and what to ask for, in characters that are safe to send."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def parse_address(address: str) -> WebAddress:
    """Take an address apart. Raises `NetworkFailure` (address) and `Refused` (scheme, credentials)."""
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
        path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_KEPT)
    except ValueError as error:
        raise NetworkFailure("address") from error
    if parts.scheme not in _PORTS:
        raise Refused("scheme", scheme=parts.scheme)
    if "@" in parts.netloc:
        raise Refused("credentials")
    if not _HOST.fullmatch(host):
        raise NetworkFailure("address")
    return WebAddress(parts.scheme, host, _PORTS[parts.scheme] if port is None else port, path)


def follow_location(address: str, location: str) -> str:
    """The address a Location header leads to; raw bytes in it, as old servers send them, are quoted unchanged."""
    try:
        return urljoin(address, quote(location.encode("latin-1"), safe=_KEPT))
    except ValueError as error:
        raise NetworkFailure("address") from error


def resolve(host: str, port: int, deadline: Deadline, *, allow_private: bool) -> list[Endpoint]:
    """Look a host up once and keep the endpoints that may be connected to, in the order given by the system.

    Raises `NetworkFailure` (name), `Refused` (private-address) where none may be, `TimeoutError`.
    """
    endpoints = _look_up(host, port, deadline)
    permitted = [each for each in endpoints if allow_private or is_public(each.address[0])]
    if not permitted:
        raise Refused("private-address", host=host)
    return permitted


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; one that carries an IPv4 address is as public as that."""
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        carried = _carried_address(parsed)
        if carried is None:
            return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved or parsed.is_site_local)
        parsed = carried
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved)


def _carried_address(address: IPv6Address) -> IPv4Address | None:
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def _look_up(host: str, port: int, deadline: Deadline) -> list[Endpoint]:
    """Ask the system in a thread of its own: it knows no deadline and may think for minutes."""
    answers: SimpleQueue[list[Endpoint] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([Endpoint(family, address) for family, _, _, _, address in found])
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise NetworkFailure("name", host=host) from answer
    return answer
