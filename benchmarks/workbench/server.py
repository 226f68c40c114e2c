"""The program's own server as a process, and requests to it that are timed."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.workbench.tree import Tree, TreeFailed

CUT_OFF = 60.0
"""Seconds after which an answer is no longer waited for."""
STARTING = 120.0
"""Seconds in which a server must listen, and its model be loaded."""
STOPPING = 10.0
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its status, seconds until it began and until it was complete, and its bytes as sent."""

    status: int
    first: float
    seconds: float
    body: bytes


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes (1,000,000 bytes) that are resident now: the server's own process, and all that it started."""

    server: float
    children: float


class Server:
    """``mention-mapper serve`` of a tree on a home, started anew after an answer that never came."""

    def __init__(self, tree: Tree, home: Path) -> None:
        self.tree = tree
        self.home = home
        self._log = home / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: http.client.HTTPConnection | None = None
        self._port = 0
        self._ready = False

    def start(self, *, ready: bool = True) -> None:
        """Start it and wait until it answers; with ``ready`` also until it can read articles."""
        self._port, self._ready = _free_port(), ready
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self.tree.command("serve", "--port", str(self._port)),
                cwd=self.tree.path,
                env=self.tree.environment(self.home),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + STARTING
        while not self._listens() or (ready and not self._is_ready()):
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise TreeFailed(f"the server of {self.tree.path} did not start:\n{self._log.read_text()[-2000:]}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop it with everything that it started."""
        self._hang_up()
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def get(self, path: str, *, first_bytes: bool = False, cut_off: float = CUT_OFF) -> Answer | None:
        """The answer to a request, None if it takes longer than ``cut_off``: the server is then started anew."""
        return self._ask("GET", path, None, {"Accept": "*/*"}, first_bytes=first_bytes, cut_off=cut_off)

    def post(self, path: str, body: str) -> Answer | None:
        """The answer to a form as a page of the server itself sends it."""
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
        }
        return self._ask("POST", path, body, headers)

    @property
    def memory(self) -> Memory | None:
        """What it uses now; None where the system does not tell."""
        if self._process is None or not sys.platform.startswith("linux"):
            return None
        server, *children = (_resident(pid) for pid in _family(self._process.pid))
        return Memory(server, sum(children))

    @property
    def processor_seconds(self) -> float:
        """The processor time that it and all that it started have used so far; 0 where the system does not tell."""
        if self._process is None or not sys.platform.startswith("linux"):
            return 0.0
        return sum(_processor_seconds(pid) for pid in _family(self._process.pid))

    def _ask(
        self,
        method: str,
        path: str,
        body: str | None,
        headers: Mapping[str, str],
        *,
        first_bytes: bool = False,
        cut_off: float = CUT_OFF,
    ) -> Answer | None:
        start = time.perf_counter()
        try:
            connection = self._connected()
            connection.sock.settimeout(cut_off)
            connection.request(method, path, body, dict(headers))
            response = connection.getresponse()
            parts = [response.read1(_CHUNK)]
            first = time.perf_counter() - start
            if first_bytes:
                self._hang_up()
            else:
                parts += _rest(response, start + cut_off)
                # Read to its end in portions, an answer counts as open before Python 3.12.
                response.close()
        except TimeoutError:
            # It would go on working on the answer, and slow down what is measured next.
            self.stop()
            self.start(ready=self._ready)
            return None
        return Answer(response.status, first, time.perf_counter() - start, b"".join(parts))

    def _connected(self) -> http.client.HTTPConnection:
        """The connection, opened anew where the server closed it."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port)
        if self._connection.sock is None:
            self._connection.connect()
        return self._connection

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _listens(self) -> bool:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self._port), 1).close()
            return True
        return False

    def _is_ready(self) -> bool:
        answer = self.get("/api/status")
        return answer is not None and (answer.status != 200 or bool(json.loads(answer.body).get("ready", True)))


def _rest(response: http.client.HTTPResponse, until: float) -> Iterator[bytes]:
    while part := response.read1(_CHUNK):
        if time.perf_counter() > until:
            raise TimeoutError
        yield part


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _family(pid: int) -> list[int]:
    """A process, and all those that it or they started."""
    found = [pid]
    for one in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def _resident(pid: int) -> float:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def _processor_seconds(pid: int) -> float:
    with contextlib.suppress(OSError):
        # The name of the program, in brackets, may hold spaces.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
