"""Requests are timed until they begin and until they end, and cut off where that takes too long."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks.workbench.server import Server
from benchmarks.workbench.tree import Tree

PAUSE = 0.4


class Pages(BaseHTTPRequestHandler):
    """A quick page, one that pauses within, and one that closes the connection."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(404 if self.path == "/lacking" else 200)
        self.send_header("Content-Length", "6")
        if self.path == "/closing":
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"abc")
        if self.path == "/pausing":
            time.sleep(PAUSE)
        self.wfile.write(b"def")

    def log_message(self, *words):
        pass


@pytest.fixture
def server(tmp_path, monkeypatch):
    """A server of the workbench that stands before a made one; how often it was started anew is in ``starts``."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
    server = Server(Tree(), tmp_path)
    server._port = made.server_port
    server.starts = []
    monkeypatch.setattr(server, "start", lambda **how: server.starts.append(how))
    yield server
    server.stop()
    made.shutdown()
    made.server_close()


def test_an_answer_has_its_status_and_bytes(server):
    assert server.get("/").body == b"abcdef"
    assert server.get("/lacking").status == 404
    assert server.get("/closing").body == b"abcdef"
    assert server.get("/").status == 200


def test_an_answer_is_timed_until_it_begins_and_until_it_ends(server):
    answer = server.get("/pausing")
    assert answer.first < PAUSE <= answer.seconds
    assert server.get("/pausing", first_bytes=True).seconds < PAUSE
    assert server.get("/").body == b"abcdef"


def test_an_answer_that_takes_too_long_starts_the_server_anew(server):
    assert server.get("/pausing", cut_off=PAUSE / 4) is None
    assert server.starts == [{"ready": False}]
