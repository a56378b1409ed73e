"""An http or https address → the bytes it answers with, within limits, and never from inside our own network.

Proxies named in the environment are not used: they would connect to addresses nobody checked.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any, cast

from reportcheck.errors import NetworkFailure, NotFound, Refused, TooLarge
from reportcheck.sources.addresses import Deadline, Endpoint, WebAddress, follow_location, parse_address, resolve
from reportcheck.values import Limits

REDIRECTS = 5
CONNECT_SECONDS = 10.0
READ_SECONDS = 15.0
CHUNK_BYTES = 65_536

_REDIRECTING = frozenset({301, 302, 303, 307, 308})
_REFUSING = frozenset({401, 403, 451})
_ABSENT = frozenset({404, 410})
_COMPRESSED = frozenset({"gzip", "x-gzip", "deflate"})
_GZIP_START = b"\x1f\x8b"


class _TimedStream(io.RawIOBase):
    """The receiving side of a socket; each read gets only the time that is left, so dripping bytes gains nothing."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(self._deadline.left(READ_SECONDS))
        return self._connection.recv_into(buffer)

    def makefile(self, mode: str) -> io.BufferedReader:
        """What `HTTPResponse` asks of a socket."""
        return io.BufferedReader(self)


def fetch(address: str, limits: Limits, *, allow_private: bool = False) -> bytes:
    """Fetch the body at an address within `limits.seconds` in all and `limits.bytes`; up to five redirects.

    The address connected to is the very one that was checked; redirects are checked again. Raises `Refused`
    (private-address, scheme, credentials, status), `NotFound` (status), `TooLarge` and `NetworkFailure` (address, name,
    timeout, tls, connection, protocol, incomplete, encoding, redirects, status).
    """
    deadline = Deadline.after(limits.seconds)
    for _ in range(1 + REDIRECTS):
        place = parse_address(address)
        with (
            _failures_explained(place.host),
            closing(_connect(place, deadline, allow_private)) as connection,
            closing(_ask(connection, place, deadline)) as response,
        ):
            location = response.headers.get("Location")
            if response.status not in _REDIRECTING or location is None:
                _refuse_status(response.status)
                return b"".join(_body(response, limits.bytes))
        address = follow_location(address, location)
    raise NetworkFailure("redirects", limit=REDIRECTS)


def _connect(place: WebAddress, deadline: Deadline, allow_private: bool) -> socket.socket:
    """Connect to the first of the permitted addresses of a host that answers."""
    failure = OSError()
    for endpoint in resolve(place.host, place.port, deadline, allow_private=allow_private):
        try:
            connection = _connect_endpoint(endpoint, deadline.left(CONNECT_SECONDS))
        except OSError as error:
            failure = error
        else:
            return _secure(connection, place, deadline) if place.scheme == "https" else connection
    raise failure


def _connect_endpoint(endpoint: Endpoint, seconds: float) -> socket.socket:
    connection = socket.socket(endpoint.family, socket.SOCK_STREAM)
    try:
        connection.settimeout(seconds)
        connection.connect(endpoint.address)
    except BaseException:
        connection.close()
        raise
    return connection


def _secure(connection: socket.socket, place: WebAddress, deadline: Deadline) -> socket.socket:
    """Begin TLS; the certificate is checked against the host's name, not against the address."""
    try:
        connection.settimeout(deadline.left(CONNECT_SECONDS))
        return ssl.create_default_context().wrap_socket(connection, server_hostname=place.host)
    except BaseException:
        connection.close()
        raise


def _ask(connection: socket.socket, place: WebAddress, deadline: Deadline) -> http.client.HTTPResponse:
    """Send the request and read the head of the answer."""
    lines = (
        f"GET {place.path} HTTP/1.1",
        f"Host: {place.authority}",
        f"User-Agent: {_user_agent()}",
        "Accept: */*",
        "Accept-Encoding: identity",
        "Connection: close",
        "",
        "",
    )
    connection.settimeout(deadline.left(READ_SECONDS))
    connection.sendall("\r\n".join(lines).encode("ascii"))
    response = http.client.HTTPResponse(cast(socket.socket, _TimedStream(connection, deadline)), method="GET")
    try:
        response.begin()
    except BaseException:
        response.close()
        raise
    return response


def _user_agent() -> str:
    try:
        return f"reportcheck/{version('reportcheck')}"
    except PackageNotFoundError:
        return "reportcheck/0"


def _refuse_status(status: int) -> None:
    if status in _REFUSING:
        raise Refused("status", status=status)
    if status in _ABSENT:
        raise NotFound("status", status=status)
    if not 200 <= status < 300:
        raise NetworkFailure("status", status=status)


def _body(response: http.client.HTTPResponse, limit: int) -> Iterator[bytes]:
    """The body in pieces, unpacked where the server packed it unasked; both sides of the unpacking are bounded."""
    if response.length is not None and response.length > limit:
        raise TooLarge(bytes=response.length, limit=limit)
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    received = _within(_receive(response), limit)
    if encoding in _COMPRESSED:
        return _within(_inflate(received), limit)
    if encoding not in ("identity", ""):
        raise http.client.UnknownTransferEncoding(encoding)
    return received


def _receive(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while chunk := response.read(CHUNK_BYTES):
        yield chunk
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)


def _inflate(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack gzip or zlib in pieces of bounded size; bytes behind the packed ones are padding unless gzip again."""
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    for chunk in chunks:
        rest = chunk
        while rest:
            if inflater.eof and not rest.startswith(_GZIP_START):
                return
            if inflater.eof:
                inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
            yield inflater.decompress(rest, CHUNK_BYTES)
            rest = inflater.unused_data or inflater.unconsumed_tail
    if not inflater.eof:
        raise http.client.IncompleteRead(b"")


def _within(chunks: Iterator[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge(bytes=size, limit=limit)
        yield chunk


@contextmanager
def _failures_explained(host: str) -> Iterator[None]:
    """Turn what the standard library raises on the way to a host into our own errors."""
    try:
        yield
    except TimeoutError as error:
        raise NetworkFailure("timeout", host=host) from error
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", None) or error.reason or type(error).__name__
        raise NetworkFailure("tls", host=host, reason=str(reason)) from error
    except OSError as error:
        raise NetworkFailure("connection", host=host) from error
    except http.client.IncompleteRead as error:
        raise NetworkFailure("incomplete", host=host) from error
    except (zlib.error, http.client.UnknownTransferEncoding) as error:
        raise NetworkFailure("encoding", host=host) from error
    except http.client.HTTPException as error:
        raise NetworkFailure("protocol", host=host) from error
