"""Fetches an article from a public web address: only where the operator allows it, and only so much and so long.

A name is resolved once for each redirect, its numbers are checked, and the connection goes to a number that was
checked: a name that answers differently the next time gains nothing.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from email.message import Message
from http import HTTPStatus
from urllib.parse import unquote, urljoin

from webapp.config import Settings
from webapp.reading.encoding import MARKS, WIDER
from webapp.reading.fetching.addresses import SAVE_IT, Address, AddressRefused, address, public_numbers
from webapp.reading.limits import MEGABYTE, Limits

MOST_REDIRECTS = 5
TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
}
"""The kinds of content that may hold an article, with the endings of their names."""
_UNNAMED_TYPES = ("application/octet-stream", "binary/octet-stream", "")
"""Kinds that leave it to the bytes."""
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 65_536
_HEADERS = {
    "User-Agent": "MentionMapper (reads one article for its user)",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.5",
    "Accept-Language": "en",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_PACKINGS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
"""How zlib is told of each."""


def fetch(url: str, settings: Settings) -> tuple[bytes, str, str]:
    """The bytes at an address, a file name for them, and the address that they came from after redirects.

    Characters are in UTF-8 where the server says what they are in. Raises AddressRefused where that is switched off,
    for an address that is not public, for what is no article, too large or too slow, and where nothing answers.
    """
    wanted = checked(url, settings)
    ends = time.monotonic() + settings.fetch_seconds
    for _ in range(MOST_REDIRECTS + 1):
        with _answer(wanted, ends, settings) as answer:
            if answer.status not in _REDIRECTS:
                return _content(answer, wanted, Limits.of(settings))
            to = answer.getheader("Location")
        if not to:
            raise AddressRefused(f"{wanted.host} sends readers on without saying where; {SAVE_IT}")
        wanted = address(urljoin(wanted.url, to), settings.fetch_ports)
    raise AddressRefused(f"{wanted.host} sends readers on more than {MOST_REDIRECTS} times; {SAVE_IT}")


def checked(url: str, settings: Settings) -> Address:
    """The parts of an address that may be asked for; raises AddressRefused otherwise. Nothing is looked up yet."""
    if not settings.fetch:
        raise AddressRefused(
            "pages are not fetched here; save the page and upload that, or set MENTION_MAPPER_FETCH=on"
        )
    return address(url, settings.fetch_ports)


class _Connection(http.client.HTTPConnection):
    """A connection to the first that answers of numbers that were checked, under the name that was asked for."""

    def __init__(self, wanted: Address, numbers: Sequence[str], seconds: float) -> None:
        super().__init__(wanted.host, wanted.port, timeout=seconds)
        self._wanted = wanted
        self._numbers = numbers
        self._held: socket.socket | None = None
        """The socket, which an answer keeps when the connection has let go of it."""
        if wanted.scheme == "https":
            self.default_port = 443

    def connect(self) -> None:
        """Connect to one of the numbers; for https the certificate must be of the name."""
        self.sock = self._held = self._connected()
        if self._wanted.scheme == "https":
            context = ssl.create_default_context()
            secured = context.wrap_socket(self.sock, server_hostname=self._wanted.host, do_handshake_on_connect=False)
            self.sock = self._held = secured
            secured.do_handshake()

    def _connected(self) -> socket.socket:
        for number in self._numbers[:-1]:
            with suppress(OSError):
                return socket.create_connection((number, self._wanted.port), self.timeout)
        return socket.create_connection((self._numbers[-1], self._wanted.port), self.timeout)

    def break_off(self) -> None:
        """End what another thread waits for."""
        if self._held is not None:
            with suppress(OSError):
                # The socket's own: that of TLS would first forget its keys.
                socket.socket.shutdown(self._held, socket.SHUT_RDWR)


@contextmanager
def _answer(wanted: Address, ends: float, settings: Settings) -> Iterator[http.client.HTTPResponse]:
    """The answer of a server, all of which must be read within the block; whatever fails is told in words."""
    left = ends - time.monotonic()
    numbers = public_numbers(wanted, left)
    late = threading.Event()
    connection = _Connection(wanted, numbers, max(0.1, ends - time.monotonic()))

    def stop() -> None:
        late.set()
        connection.break_off()

    watch = threading.Timer(max(0.1, ends - time.monotonic()), stop)
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", wanted.target, headers=_HEADERS)
        with connection.getresponse() as answer:
            yield answer
            if late.is_set():
                raise TimeoutError
    except AddressRefused:
        raise
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            why = f"takes longer than {settings.fetch_seconds} seconds; {SAVE_IT}"
            raise AddressRefused(f"fetching {wanted.host} {why}, or set MENTION_MAPPER_FETCH_SECONDS") from error
        if isinstance(error, ssl.SSLError):
            raise AddressRefused(f"{wanted.host} does not prove that it is {wanted.host}; {SAVE_IT}") from error
        raise AddressRefused(f"{wanted.host} does not answer as a web server does ({error}); {SAVE_IT}") from error
    finally:
        watch.cancel()
        connection.close()


def _content(answer: http.client.HTTPResponse, wanted: Address, limits: Limits) -> tuple[bytes, str, str]:
    if answer.status != HTTPStatus.OK:
        raise AddressRefused(f"{wanted.host} answered {answer.status} {answer.reason[:80]}; {SAVE_IT}")
    kind = answer.headers.get_content_type() if answer.getheader("Content-Type") else ""
    if kind not in TYPES and kind not in _UNNAMED_TYPES:
        raise AddressRefused(
            f"{wanted.url[:200]} is no article but {kind[:80]}; give the address of a page, PDF or DOCX"
        )
    stated = answer.getheader("Content-Length", "")
    if stated.isdecimal() and int(stated) > limits.max_bytes:
        raise _too_large(wanted, limits)
    data = _bytes(answer, wanted, limits)
    if kind.startswith(("text/", "application/xhtml")):
        data = _in_utf8(data, answer.headers.get_content_charset())
    return data, _name(answer.headers, wanted, TYPES.get(kind, "")), wanted.url


def _bytes(answer: http.client.HTTPResponse, wanted: Address, limits: Limits) -> bytes:
    """The bytes of an answer, unpacked if they come packed; raises AddressRefused if they are too many."""
    packing = answer.getheader("Content-Encoding", "").strip().lower()
    if packing not in (*_PACKINGS, "", "identity"):
        raise AddressRefused(f"{wanted.host} sends pages packed as {packing[:40]}, which is not read; {SAVE_IT}")
    unpack = _unpacking(packing)
    parts: list[bytes] = []
    size = received = 0
    while chunk := answer.read1(_CHUNK):
        received += len(chunk)
        part = unpack(chunk, limits.max_bytes - size + 1)
        parts.append(part)
        size += len(part)
        if size > limits.max_bytes or received > limits.max_bytes:
            raise _too_large(wanted, limits)
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return b"".join(parts)


def _unpacking(packing: str) -> Callable[[bytes, int], bytes]:
    if packing not in _PACKINGS:
        return lambda chunk, most: chunk
    unpacker = zlib.decompressobj(_PACKINGS[packing])
    return lambda chunk, most: unpacker.decompress(chunk, most)


def _too_large(wanted: Address, limits: Limits) -> AddressRefused:
    return AddressRefused(
        f"{wanted.url[:200]} is larger than {limits.max_bytes / MEGABYTE:,.6g} MB; save the part that you need and "
        "upload that, or set MENTION_MAPPER_MAX_UPLOAD_MB to allow more"
    )


def _in_utf8(data: bytes, charset: str | None) -> bytes:
    """Characters in the encoding that the server names as UTF-8; as they are if they say otherwise themselves."""
    if charset is None or data.startswith(tuple(mark for mark, _ in MARKS)):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        name = charset.lower().replace("_", "-")
        with suppress(LookupError, ValueError):
            return data.decode(WIDER.get(name, name), "replace").encode("utf-8")
    return data


def _name(headers: Message, wanted: Address, ending: str) -> str:
    """A name for the file, with the ending of its kind: the server's, the address's last part, or the host."""
    last = unquote(wanted.target.split("?", 1)[0].rstrip("/").rpartition("/")[2])
    name = headers.get_filename() or last or wanted.host
    name = re.sub(r"[\x00-\x1f\x7f/\\]", " ", name).strip()[-150:]
    return name if name.lower().endswith(ending or ".") or not ending else f"{name}{ending}"
