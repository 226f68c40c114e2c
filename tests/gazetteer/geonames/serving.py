"""A stand-in for GeoNames' server that breaks transfers off, lies or is unreachable on request."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DATA = bytes(range(256)) * 4_000


@dataclass
class Server:
    """How the server behaves, and what it was asked."""

    address: str = ""
    data: bytes = DATA
    mark: str = '"monday"'
    breaks: int = 0
    """How many answers end after a third of what they announce."""
    errors: int = 0
    ranges: list[str | None] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def serving(data: bytes = DATA) -> Iterator[Server]:
    """A server on this machine that offers one file under every name but ZZ.zip."""
    state = Server(data=data)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(self, state)

        def log_message(self, format: str, *args: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    state.address = f"http://127.0.0.1:{http.server_port}/dump"
    try:
        yield state
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


def _answer(request: BaseHTTPRequestHandler, state: Server) -> None:
    state.paths.append(request.path)
    state.ranges.append(request.headers.get("Range"))
    if request.path.endswith("ZZ.zip"):
        request.send_error(404)
        return
    if state.errors:
        state.errors -= 1
        request.send_error(503)
        return
    start = 0
    if request.headers.get("Range") and request.headers.get("If-Range") == state.mark:
        start = int(request.headers["Range"].removeprefix("bytes=").removesuffix("-"))
    rest = state.data[start:]
    request.send_response(206 if start else 200)
    if start:
        request.send_header("Content-Range", f"bytes {start}-{len(state.data) - 1}/{len(state.data)}")
    request.send_header("Content-Length", str(len(rest)))
    request.send_header("ETag", state.mark)
    request.end_headers()
    if state.breaks:
        state.breaks -= 1
        rest = rest[: len(rest) // 3]
    request.wfile.write(rest)
