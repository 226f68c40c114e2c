"""Articles from web addresses: public ones only, at every step, and only so much and so long."""

from __future__ import annotations

import datetime as dt
import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from webapp.config import Settings
from webapp.reading.fetching import fetch as fetching
from webapp.reading.fetching.addresses import AddressRefused, is_public
from webapp.reading.fetching.fetch import MOST_REDIRECTS, fetch

PUBLIC = "93.184.216.34"
PAGE = b"<html><body><h1>Flood in Kasese</h1><p>Homes were flooded.</p></body></html>"
Answer = Callable[[BaseHTTPRequestHandler], None]


class Web:
    """A server of the test's own, which names under ``example`` lead to as if it were public."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pages: dict[str, Answer] = {}
        self.names: dict[str, list[str]] = {"news.example": [PUBLIC]}
        self.connected: list[str] = []
        self.asked: list[str] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                web.asked.append(f"{self.headers['Host']}{self.path}")
                web.pages[self.path](self)

            def log_message(self, *_told: object) -> None:
                """Print nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        resolve, connect = socket.getaddrinfo, socket.create_connection

        def named(host: str, *told: object, **more: object):
            return [info for one in self.names.get(host, [host]) for info in resolve(one, *told, **more)]

        def connected(to: tuple[str, int], *told: object):
            self.connected.append(to[0])
            return connect(self.server.server_address, *told)

        monkeypatch.setattr(socket, "getaddrinfo", named)
        monkeypatch.setattr(fetching.socket, "create_connection", connected)

    def page(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        self.pages[path] = answer


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    web = Web(monkeypatch)
    thread = threading.Thread(target=web.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield web
    web.server.shutdown()
    web.server.server_close()
    thread.join()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, max_upload_mb=1, fetch=True, fetch_seconds=2)


def why(url: str, settings: Settings) -> str:
    with pytest.raises(AddressRefused) as refused:
        fetch(url, settings)
    return str(refused.value)


def test_nothing_is_fetched_unless_it_is_switched_on(web: Web, tmp_path: Path):
    assert "MENTION_MAPPER_FETCH=on" in why("http://news.example/", Settings(tmp_path))
    assert web.connected == []


def test_a_page_comes_with_a_name_for_its_file_and_its_address(web: Web, settings: Settings):
    web.page("/2024/flood")
    found = fetch("http://news.example/2024/flood#top", settings)
    assert found == (PAGE, "flood.html", "http://news.example/2024/flood")
    assert web.connected == [PUBLIC]


@pytest.mark.parametrize(
    ("kind", "more", "name"),
    [
        ("text/plain", {}, "a b.txt"),
        ("application/pdf", {"Content_Disposition": 'attachment; filename="../Report.PDF"'}, ".. Report.PDF"),
        ("application/octet-stream", {}, "a b"),
    ],
)
def test_the_name_has_the_ending_of_its_kind(web: Web, settings: Settings, kind: str, more: dict[str, str], name: str):
    web.page("/a%20b", Content_Type=kind, **more)
    assert fetch("http://news.example/a%20b", settings)[1] == name


def test_characters_are_in_the_encoding_that_the_server_names(web: Web, settings: Settings):
    page = "<html><body><p>Наводнение в Касесе, сказал мэр.</p></body></html>"
    web.page("/", page.encode("cp1251"), Content_Type="text/html; charset=windows-1251")
    assert fetch("http://news.example", settings)[0].decode("utf-8") == page


def test_a_packed_answer_is_unpacked_and_a_bomb_is_not(web: Web, settings: Settings):
    web.page("/", gzip.compress(PAGE), Content_Encoding="gzip")
    web.page("/bomb", gzip.compress(b"a" * 5_000_000), Content_Encoding="gzip")
    assert fetch("http://news.example/", settings)[0] == PAGE
    assert "larger than 1 MB" in why("http://news.example/bomb", settings)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1/", "inside this machine"),
        ("http://2130706433/", "inside this machine"),
        ("http://0x7f.1/", "inside this machine"),
        ("http://0177.0.0.1/", "inside this machine"),
        ("http://localhost/", "inside this machine"),
        ("http://0.0.0.0/", "inside this machine"),
        ("http://10.1.2.3/", "inside this machine"),
        ("http://172.16.0.1/", "inside this machine"),
        ("http://192.168.1.1/", "inside this machine"),
        ("http://169.254.169.254/latest/meta-data", "inside this machine"),
        ("http://100.64.0.1/", "inside this machine"),
        ("http://[::1]/", "inside this machine"),
        ("http://[::ffff:127.0.0.1]/", "inside this machine"),
        ("http://[::ffff:7f00:1]/", "inside this machine"),
        ("http://[64:ff9b::7f00:1]/", "inside this machine"),
        ("http://[2002:7f00:1::]/", "inside this machine"),
        ("http://[fd00::1]/", "inside this machine"),
        ("http://[fe80::1]/", "inside this machine"),
        ("http://224.0.0.1/", "inside this machine"),
        ("http://inside.example/", "inside this machine"),
        ("http://both.example/", "inside this machine"),
        ("http://nowhere.invalid/", "no machine was found"),
        ("http://news.example:8080/", "port 8080"),
        ("http://me:secret@news.example/", "user name or a password"),
        ("http://me@news.example/", "user name or a password"),
        ("ftp://news.example/", "begins with http"),
        ("file:///etc/passwd", "begins with http"),
        ("http:///x", "begins with http"),
        ("news.example", "begins with http"),
        ("http://news.example/\r\nHost: x", "no web address"),
        ("http://[::1/", "no web address"),
        ("http://news.example:99999/", "no web address"),
        (f"http://{'a' * 70}.example/", "no web address"),
        ("", "no web address"),
    ],
)
def test_what_is_no_public_page_is_refused_before_anything_is_asked(
    web: Web, settings: Settings, url: str, reason: str
):
    web.names |= {"inside.example": ["192.168.0.7"], "both.example": [PUBLIC, "127.0.0.1"]}
    assert reason in why(url, settings)
    assert web.connected == []


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_numbers_are_public(number: str):
    assert is_public(number)


def test_each_redirect_is_checked_anew(web: Web, settings: Settings):
    web.names["inside.example"] = ["127.0.0.1"]
    web.page("/new", status=301, Location="/page")
    web.page("/page")
    assert fetch("http://news.example/new", settings)[2] == "http://news.example/page"
    for path, to in (("/a", "http://inside.example/"), ("/b", "http://127.0.0.1:80/"), ("/c", "file:///etc/passwd")):
        web.page(path, status=302, Location=to)
        assert "inside this machine" in (told := why(f"http://news.example{path}", settings)) or "begins with" in told
    web.page("/round", status=307, Location="/round")
    assert f"more than {MOST_REDIRECTS} times" in why("http://news.example/round", settings)


def test_a_name_that_answers_otherwise_the_second_time_gains_nothing(web: Web, settings: Settings):
    web.page("/")
    answers = iter([[PUBLIC], ["127.0.0.1"]])

    class Rebinding(dict):
        def get(self, host, default=None):
            return next(answers) if host == "news.example" else default

    web.names = Rebinding()
    fetch("http://news.example/", settings)
    assert web.connected == [PUBLIC]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"Content_Length": "2000000000"}, "larger than 1 MB"),
        ({"body": b"a" * 2_000_000}, "larger than 1 MB"),
        ({"Content_Length": "1000"}, "takes longer|as a web server does"),
        ({"Content_Type": "image/png"}, "no article but image/png"),
        ({"Content_Encoding": "br"}, "packed as br"),
        ({"status": 404}, "answered 404 Not Found"),
        ({"status": 302}, "without saying where"),
    ],
)
def test_what_is_too_large_or_no_article_is_told(web: Web, settings: Settings, more: dict, reason: str):
    web.page("/", **more)
    with pytest.raises(AddressRefused, match=reason):
        fetch("http://news.example/", settings)


def never_ends(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>More.</p>" * 10_000)


def drips(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"a")
        time.sleep(0.05)


def drips_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
    while True:
        handler.wfile.write(b"X: y\r\n")
        time.sleep(0.05)


def says_nothing(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(60)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (never_ends, "larger than 1 MB"),
        (drips, "takes longer than 1 seconds"),
        (drips_headers, "takes longer than 1 seconds|got more than"),
        (says_nothing, "takes longer than 1 seconds"),
    ],
)
def test_a_page_that_does_not_end_is_broken_off(web: Web, tmp_path: Path, page: Answer, reason: str):
    def quiet(handler: BaseHTTPRequestHandler) -> None:
        try:
            page(handler)
        except OSError:
            handler.close_connection = True

    web.pages["/"] = quiet
    began = time.monotonic()
    with pytest.raises(AddressRefused, match=reason):
        fetch("http://news.example/", Settings(tmp_path, max_upload_mb=1, fetch=True, fetch_seconds=1))
    assert time.monotonic() - began < 30


def test_the_certificate_must_be_of_the_name(
    web: Web, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    certificate = signed(tmp_path, "news.example")
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate)
    web.server.socket = served.wrap_socket(web.server.socket, server_side=True)
    web.server.handle_error = lambda *_told: None
    trusting = ssl.create_default_context(cafile=str(certificate))
    web.page("/")
    web.names["other.example"] = [PUBLIC]
    assert "does not prove" in why("https://news.example/", settings)
    monkeypatch.setattr(fetching.ssl, "create_default_context", lambda: trusting)
    assert fetch("https://news.example/", settings)[0] == PAGE
    assert "does not prove that it is other.example" in why("https://other.example/", settings)


def signed(folder: Path, name: str) -> Path:
    """A certificate that signs itself, with its key, in a file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    unlocked = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "certificate.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, *unlocked) + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
