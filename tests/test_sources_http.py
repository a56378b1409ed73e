"""Servers on loopback that answer well, badly, slowly, endlessly or not at all → sources, or the right error."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from reportcheck.errors import Empty, NetworkFailure, NotFound, Refused, TargetError, TooLarge
from reportcheck.sources import addresses, find, read
from reportcheck.sources.addresses import is_public, parse_address
from reportcheck.values import Limits, Source

PAGE = "<html><title>2023年政府信息公开工作年度报告</title></html>".encode()
LIMITS = Limits(bytes=100_000, seconds=5.0)


def read_word(word: str, limits: Limits = LIMITS, *, allow_private: bool = False) -> Source:
    (target,) = find([word]).targets
    return read(target, limits, allow_private=allow_private)


def facts(error: pytest.ExceptionInfo[TargetError]) -> tuple[str | None, dict[str, Any]]:
    return error.value.detail, error.value.arguments


Route = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server on loopback: a route by path, the requests it has seen, and an event that ends what is slow."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.over = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.seen.append((self.path, dict(self.headers)))
                self.close_connection = True
                with suppress(BrokenPipeError, ConnectionResetError):
                    site.routes.get(self.path, status(404))(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.address = f"http://127.0.0.1:{self.port}"

    def fetch(self, path: str, limits: Limits = LIMITS) -> Source:
        return read_word(self.address + path, limits, allow_private=True)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, args=(0.02,))
    thread.start()
    yield site
    site.over.set()
    site.server.shutdown()
    site.server.server_close()
    thread.join()


def body(data: bytes, **headers: str) -> Route:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        for name, value in ({"Content-Length": str(len(data))} | headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def status(code: int, location: str | None = None) -> Route:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        handler.send_header("Content-Length", "0")
        if location is not None:
            handler.send_header("Location", location)
        handler.end_headers()

    return answer


def raw(*pieces: bytes) -> Route:
    """Exactly these bytes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for piece in pieces:
            handler.wfile.write(piece)

    return answer


def drip(site: Site, head: bytes, drop: bytes) -> Route:
    """A beginning, and then a little every now and then."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        while not site.over.wait(0.02):
            handler.wfile.write(drop)

    return answer


def look_up_as(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> list[str]:
    """Resolve these names to these addresses, no other name at all, and note each look-up."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[Any]:
        asked.append(host)
        found = names.get(host)
        if found is None:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.fixture
def loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the one address of the test's server for a public one, and all others for what they are."""
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1" or is_public(address))


class TestFetch:
    def test_a_page_is_fetched_with_its_time(self, site: Site) -> None:
        site.routes["/a"] = body(PAGE)
        source = site.fetch("/a")
        assert (source.origin, source.data, source.media_type) == (
            f"{site.address}/a",
            PAGE,
            "application/octet-stream",
        )
        assert source.sha256 == hashlib.sha256(PAGE).hexdigest()
        assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", source.fetched_at or "")

    def test_the_request_says_who_asks_and_asks_for_no_packing(self, site: Site) -> None:
        site.routes["/a?b=1&c=%E5%B9%B4%20x"] = body(PAGE)
        site.fetch("/a?b=1&c=年 x#part")
        ((_, headers),) = site.seen
        assert headers["Host"] == f"127.0.0.1:{site.port}"
        assert re.fullmatch(r"reportcheck/\S+", headers["User-Agent"])
        assert headers["Accept-Encoding"] == "identity"

    def test_an_empty_answer_is_empty(self, site: Site) -> None:
        site.routes["/a"] = body(b"  \r\n")
        site.routes["/b"] = status(204)
        for path in ("/a", "/b"):
            with pytest.raises(Empty):
                site.fetch(path)

    def test_a_chunked_page_is_put_together(self, site: Site) -> None:
        head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        site.routes["/a"] = raw(head, b"3\r\nabc\r\n", b"4\r\ndefg\r\n", b"0\r\n\r\n")
        assert site.fetch("/a").data == b"abcdefg"

    def test_a_page_without_a_length_ends_with_the_connection(self, site: Site) -> None:
        site.routes["/a"] = raw(b"HTTP/1.0 200 OK\r\n\r\n", b"abc")
        assert site.fetch("/a").data == b"abc"

    @pytest.mark.parametrize(
        ("code", "kind"),
        [(401, Refused), (403, Refused), (451, Refused), (404, NotFound), (410, NotFound)]
        + [(code, NetworkFailure) for code in (300, 302, 304, 400, 412, 429, 500, 503)],
    )
    def test_a_status_is_the_error_it_means(self, site: Site, code: int, kind: type[TargetError]) -> None:
        site.routes["/a"] = status(code)
        with pytest.raises(kind) as error:
            site.fetch("/a")
        assert facts(error) == ("status", {"status": code})

    @pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
    def test_redirects_are_followed_relative_and_absolute(self, site: Site, code: int) -> None:
        site.routes["/a/b"] = status(code, "../c?x=1")
        site.routes["/c?x=1"] = status(code, f"{site.address}/d")
        site.routes["/d"] = body(PAGE)
        assert site.fetch("/a/b").data == PAGE
        assert [path for path, _ in site.seen] == ["/a/b", "/c?x=1", "/d"]

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
    def test_raw_bytes_in_a_redirect_are_kept(self, site: Site, encoding: str) -> None:
        name = "年报".encode(encoding)
        site.routes["/a"] = raw(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /" + name + b" 1\r\n\r\n")
        site.routes["/" + "".join(f"%{byte:02X}" for byte in name) + "%201"] = body(PAGE)
        assert site.fetch("/a").data == PAGE

    def test_five_redirects_are_followed_and_no_more(self, site: Site) -> None:
        site.routes |= {f"/{step}": status(302, f"/{step + 1}") for step in range(6)}
        site.routes["/6"] = body(PAGE)
        assert site.fetch("/1").data == PAGE
        with pytest.raises(NetworkFailure) as error:
            site.fetch("/0")
        assert facts(error) == ("redirects", {"limit": 5})

    def test_a_redirect_to_itself_ends(self, site: Site) -> None:
        site.routes["/a"] = status(301, "/a")
        with pytest.raises(NetworkFailure) as error:
            site.fetch("/a")
        assert facts(error) == ("redirects", {"limit": 5})
        assert len(site.seen) == 6

    @pytest.mark.parametrize(
        ("location", "kind", "expected"),
        [
            ("ftp://127.0.0.1/x", Refused, ("scheme", {"scheme": "ftp"})),
            ("file:///etc/passwd", Refused, ("scheme", {"scheme": "file"})),
            ("http://name:word@127.0.0.1/", Refused, ("credentials", {})),
            ("http://[1/", NetworkFailure, ("address", {})),
            ("http://127.0.0.1:99999/", NetworkFailure, ("address", {})),
            ("http://%E5%B9%B4/", NetworkFailure, ("address", {})),
        ],
    )
    def test_a_redirect_leads_only_where_an_address_may(
        self, site: Site, location: str, kind: type[TargetError], expected: tuple[str, dict[str, Any]]
    ) -> None:
        site.routes["/a"] = status(302, location)
        with pytest.raises(kind) as error:
            site.fetch("/a")
        assert facts(error) == expected

    def test_loopback_is_refused_unless_allowed(self, site: Site) -> None:
        site.routes["/a"] = body(PAGE)
        for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0"):
            with pytest.raises(Refused) as error:
                read_word(f"http://{host}:{site.port}/a")
            assert facts(error) == ("private-address", {"host": host.strip("[]")})
        assert site.seen == []

    @pytest.mark.usefixtures("loopback_is_public")
    @pytest.mark.parametrize("host", ["127.0.0.2", "10.0.0.1", "169.254.169.254", "[::1]", "inner.example"])
    def test_a_redirect_to_a_private_address_is_refused(
        self, site: Site, monkeypatch: pytest.MonkeyPatch, host: str
    ) -> None:
        bare = host.strip("[]")
        look_up_as(monkeypatch, {bare: [bare], "inner.example": ["192.168.1.1"], "public.example": ["127.0.0.1"]})
        site.routes["/a"] = status(302, f"http://{host}:{site.port}/b")
        with pytest.raises(Refused) as error:
            read_word(f"http://public.example:{site.port}/a")
        assert facts(error) == ("private-address", {"host": bare})
        assert [path for path, _ in site.seen] == ["/a"]

    @pytest.mark.usefixtures("loopback_is_public")
    def test_the_address_that_was_checked_is_the_one_connected_to(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = look_up_as(monkeypatch, {"public.example": ["10.0.0.1", "127.0.0.1"]})
        site.routes["/a"] = body(PAGE)
        assert read_word(f"http://Public.Example:{site.port}/a").data == PAGE
        assert asked == ["public.example"]
        assert site.seen[0][1]["Host"] == f"public.example:{site.port}"

    def test_the_next_address_is_tried_when_one_does_not_answer(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        look_up_as(monkeypatch, {"public.example": ["127.0.0.9", "127.0.0.1"]})
        site.routes["/a"] = body(PAGE)
        assert read_word(f"http://public.example:{site.port}/a", allow_private=True).data == PAGE

    @pytest.mark.parametrize(
        ("address", "kind", "expected"),
        [
            ("http://unknown.example/", NetworkFailure, ("name", {"host": "unknown.example"})),
            ("HTTP://无此名.example/", NetworkFailure, ("name", {"host": "xn--eqrr82bb5d.example"})),
            ("http://name:word@public.example/", Refused, ("credentials", {})),
            ("http://@public.example/", Refused, ("credentials", {})),
            ("http://", NetworkFailure, ("address", {})),
            ("https://:80/", NetworkFailure, ("address", {})),
            ("http://a b/", NetworkFailure, ("address", {})),
            ("http://a..b/", NetworkFailure, ("address", {})),
            ("http://" + "x" * 80 + "/", NetworkFailure, ("address", {})),
            ("http://a/\udcff", NetworkFailure, ("address", {})),
        ],
    )
    def test_an_address_that_leads_nowhere(
        self,
        monkeypatch: pytest.MonkeyPatch,
        address: str,
        kind: type[TargetError],
        expected: tuple[str, dict[str, Any]],
    ) -> None:
        look_up_as(monkeypatch, {})
        with pytest.raises(kind) as error:
            read_word(address)
        assert facts(error) == expected

    def test_line_breaks_in_an_address_send_no_header(self, site: Site) -> None:
        site.routes["/aX-Sent:%20yes"] = body(PAGE)
        site.fetch("/a\r\nX-Sent: yes")
        assert "X-Sent" not in site.seen[0][1]

    def test_nobody_listening_is_a_failed_connection(self) -> None:
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            with pytest.raises(NetworkFailure) as error:
                read_word(f"http://127.0.0.1:{unused.getsockname()[1]}/", allow_private=True)
        assert facts(error) == ("connection", {"host": "127.0.0.1"})

    @pytest.mark.parametrize(
        ("answer", "detail"),
        [
            (b"", "connection"),
            (b"SSH-2.0-OpenSSH\r\n", "protocol"),
            (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000, "protocol"),
            (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc", "incomplete"),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", "incomplete"),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "incomplete"),
            (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nabc", "encoding"),
            (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nabc", "encoding"),
            (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE * 99)[:-9], "incomplete"),
        ],
    )
    def test_a_broken_answer_is_named(self, site: Site, answer: bytes, detail: str) -> None:
        site.routes["/a"] = raw(answer)
        with pytest.raises(NetworkFailure) as error:
            site.fetch("/a")
        assert facts(error) == (detail, {"host": "127.0.0.1"})

    @pytest.mark.parametrize(
        ("encoding", "data"),
        [
            ("gzip", gzip.compress(PAGE * 900)),
            ("X-GZIP", gzip.compress(PAGE * 450) + gzip.compress(PAGE * 450)),
            ("gzip", gzip.compress(PAGE * 900) + b"\0" * 100),
            ("deflate", zlib.compress(PAGE * 900)),
            ("identity", PAGE * 900),
        ],
    )
    def test_an_answer_packed_unasked_is_unpacked(self, site: Site, encoding: str, data: bytes) -> None:
        site.routes["/a"] = body(data, Content_Encoding=encoding)
        assert site.fetch("/a").data == PAGE * 900

    def test_the_declared_length_is_believed_when_it_is_too_large(self, site: Site) -> None:
        site.routes["/a"] = drip(site, b"HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n", b"x")
        with pytest.raises(TooLarge) as error:
            site.fetch("/a")
        assert facts(error) == (None, {"bytes": 900_000_000, "limit": 100_000})

    @pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"])
    def test_an_endless_answer_is_cut_off(self, site: Site, head: bytes) -> None:
        site.routes["/a"] = drip(site, head, b"x" * 50_000)
        with pytest.raises(TooLarge) as error:
            site.fetch("/a")
        assert 100_000 < error.value.arguments["bytes"] <= 200_000  # type: ignore[operator]

    @pytest.mark.parametrize("pack", [gzip.compress, lambda data: gzip.compress(data) * 2, zlib.compress])
    def test_a_bomb_does_not_go_off(self, site: Site, pack: Callable[[bytes], bytes]) -> None:
        site.routes["/a"] = body(pack(bytes(100_000_000)), Content_Encoding="gzip")
        tracemalloc.start()
        try:
            with pytest.raises(TooLarge) as error:
                site.fetch("/a", Limits(bytes=1_000_000))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert 1_000_000 < error.value.arguments["bytes"] < 1_100_000  # type: ignore[operator]
        assert peak < 5_000_000

    @pytest.mark.parametrize(
        ("head", "drop"),
        [
            (b"", b""),
            (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x"),
            (b"HTTP/1.1 200 OK\r\n", b"X-Slow: x\r\n"),
            (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
            (b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n", b"x"),
            (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b"")),
        ],
        ids=["silent", "header", "headers", "continue", "body", "empty-members"],
    )
    def test_a_slow_server_meets_the_deadline(self, site: Site, head: bytes, drop: bytes) -> None:
        site.routes["/a"] = drip(site, head, drop)
        begin = time.monotonic()
        with pytest.raises(NetworkFailure) as error:
            site.fetch("/a", Limits(seconds=0.4))
        assert facts(error) == ("timeout", {"host": "127.0.0.1"})
        assert time.monotonic() - begin < 2

    def test_the_deadline_holds_for_all_redirects_together(self, site: Site) -> None:
        def slow(handler: BaseHTTPRequestHandler) -> None:
            site.over.wait(0.25)
            status(302, "/a")(handler)

        site.routes["/a"] = slow
        with pytest.raises(NetworkFailure) as error:
            site.fetch("/a", Limits(seconds=0.6))
        assert facts(error) == ("timeout", {"host": "127.0.0.1"})

    def test_a_name_server_that_does_not_answer_meets_the_deadline(
        self, monkeypatch: pytest.MonkeyPatch, site: Site
    ) -> None:
        def hang(*_: object, **__: object) -> list[Any]:
            site.over.wait(60)
            return []

        monkeypatch.setattr(socket, "getaddrinfo", hang)
        with pytest.raises(NetworkFailure) as error:
            read_word("http://slow.example/", Limits(seconds=0.3))
        assert facts(error) == ("timeout", {"host": "slow.example"})

    def test_a_server_that_never_shakes_hands_meets_the_deadline(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(NetworkFailure) as error:
            read_word(f"https://127.0.0.1:{server.getsockname()[1]}/", Limits(seconds=0.3), allow_private=True)
        assert facts(error) == ("timeout", {"host": "127.0.0.1"})


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("2400:3200::1", True),
        ("64:ff9b::808:808", True),
        ("::ffff:8.8.8.8", True),
        ("2002:808:808::1", True),
        *(
            (address, False)
            for address in (
                *("0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.9.9.9", "169.254.169.254"),
                *("172.16.0.1", "192.0.0.1", "192.0.2.1", "192.168.0.1", "198.18.0.1", "224.0.0.1", "239.255.255.250"),
                *(
                    "240.0.0.1",
                    "255.255.255.255",
                    "::",
                    "::1",
                    "::7f00:1",
                    "fc00::1",
                    "fd12::1",
                    "fe80::1",
                    "fe80::1%1",
                ),
                *("fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:224.0.0.1"),
                *("2002:7f00:1::", "2002:a00:1::1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::808:808"),
                *("2001:0:808:808::1", "100::1", "::ffff:0:127.0.0.1"),
            )
        ),
    ],
)
def test_which_addresses_are_public(address: str, expected: bool) -> None:
    assert is_public(address) is expected


@pytest.mark.parametrize(
    ("address", "authority", "path"),
    [
        ("http://Example.ORG", "example.org", "/"),
        ("https://example.org:443/a/", "example.org", "/a/"),
        ("https://example.org:80/", "example.org:80", "/"),
        ("http://[2400:3200::1]:8080/?q", "[2400:3200::1]:8080", "/?q"),
        ("http://例え.example/年/%20?x=年#y", "xn--r8jz45g.example", "/%E5%B9%B4/%20?x=%E5%B9%B4"),
    ],
)
def test_an_address_is_taken_apart(address: str, authority: str, path: str) -> None:
    place = parse_address(address)
    assert (place.authority, place.path) == (authority, path)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for report.example with its key, in one file, signed by itself."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    file = tmp_path_factory.mktemp("certificate") / "both.pem"
    key = file.with_name("key.pem")
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=report.example"]
    command += ["-addext", "subjectAltName=DNS:report.example", "-keyout", str(key), "-out", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + key.read_bytes())
    return file


class TestSecureFetch:
    @pytest.fixture
    def secure_site(self, site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.named: list[str | None] = []
        context.sni_callback = lambda _, name, __: self.named.append(name)
        site.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
        site.routes["/a"] = body(PAGE)
        look_up_as(monkeypatch, {"report.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]})
        return site

    def test_the_certificate_is_checked_against_the_name(
        self, secure_site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert read_word(f"https://report.example:{secure_site.port}/a", allow_private=True).data == PAGE
        assert self.named == ["report.example"]
        with pytest.raises(NetworkFailure) as error:
            read_word(f"https://other.example:{secure_site.port}/a", allow_private=True)
        detail, arguments = facts(error)
        assert (detail, arguments["host"]) == ("tls", "other.example")
        assert "other.example" in arguments["reason"]

    def test_a_certificate_nobody_vouches_for_is_refused(self, secure_site: Site) -> None:
        with pytest.raises(NetworkFailure) as error:
            read_word(f"https://report.example:{secure_site.port}/a", allow_private=True)
        assert facts(error)[0] == "tls"
        assert secure_site.seen == []

    def test_a_server_that_speaks_no_tls_is_a_failure_of_tls(self, site: Site) -> None:
        with pytest.raises(NetworkFailure) as error:
            read_word(f"https://127.0.0.1:{site.port}/a", allow_private=True)
        assert facts(error)[0] == "tls"
