"""The program as it is run: a server that accepts and a worker that reads, each in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.waiting import PATIENCE, until
from webapp.jobs.workers import KNOCK
from webapp.samples import samples

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

LOOKING = """
import os
import threading
from webapp.jobs.worker import _Process

class Looking(_Process):
    def __init__(self):
        self._stop, self._knocked = threading.Event(), threading.Event()

    def _drain(self):
        os.write(1, b"looked\\n")  # not print: a thread that ends with the process may hold the lock

process = Looking()
process._start(process._watch)
process._start(process._answer)
process._stop.wait()
"""
OURS = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}


@pytest.fixture
def served(tmp_path: Path, gazetteer_path: Path):
    """Starts the server in a home with the shared gazetteer, and stops it at the end."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "gazetteer.sqlite").symlink_to(gazetteer_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "MENTION_MAPPER_HOME": str(home), "MENTION_MAPPER_MODEL": "sm"}
    running: list[subprocess.Popen[str]] = []

    def start() -> Served:
        command = [sys.executable, "-m", "webapp", "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout.readline().startswith("Mention Mapper is at")
        return Served(process, f"http://127.0.0.1:{port}", home)

    yield start
    for process in running:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=PATIENCE)
        finally:
            process.kill()


class Served:
    def __init__(self, process: subprocess.Popen[str], url: str, home: Path) -> None:
        self.process = process
        self.home = home
        self._url = url

    def ask(self, path: str, data: bytes | None = None) -> dict:
        with urlopen(Request(f"{self._url}{path}", data, OURS), timeout=PATIENCE) as answer:
            return json.load(answer)

    def workers(self) -> list[int]:
        """The processes of the workers that are there."""
        mine = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                is_worker = b"webapp\0worker\0--watched" in (process / "cmdline").read_bytes()
                if is_worker and str(self.home).encode() in (process / "environ").read_bytes():
                    mine.append(int(process.name))
            except OSError:
                continue
        return mine


def test_a_worker_looks_at_what_waits_whenever_its_server_knocks():
    with subprocess.Popen([sys.executable, "-c", LOOKING], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for _ in range(3):
            os.write(process.stdin.fileno(), KNOCK)
            assert process.stdout.readline() == b"looked\n"
        process.stdin.close()
        assert process.wait(PATIENCE) == 0


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="finds its processes in /proc")
def test_what_is_accepted_is_read_though_worker_and_server_are_killed(served):
    server = served()
    assert server.ask("/samples", b"")["job"]["total"] == len(samples())
    until(server.workers, "a worker comes")
    first = server.workers()[0]
    os.kill(first, signal.SIGKILL)
    until(lambda: any(pid != first for pid in server.workers()), "another worker comes")
    server.process.kill()
    until(lambda: not server.workers(), "the worker notices")
    server = served()
    until(lambda: not server.ask("/api/jobs?open=yes")["jobs"], "all is read")
    job = server.ask("/api/jobs/1")
    assert (job["done"], job["failed"]) == (len(samples()), 0)
    until(lambda: server.ask("/api/status")["ready"], "the page knows that the worker is ready")
    status = server.ask("/api/status")
    assert status["articles"] == len(samples())
    assert status["model"].startswith("en_core_web_sm")
    assert server.ask("/reread", b"article=1")["total"] == 1
    until(lambda: not server.ask("/api/reread")["running"], "it is read again")
    assert server.ask("/api/reread")["done"] == 1
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(PATIENCE) == 0
    assert server.workers() == []
