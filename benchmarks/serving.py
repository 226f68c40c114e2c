"""A server of our own with its worker, for benchmarks: started in a folder, asked over HTTP, killed."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from gazetteer.build import ensure
from webapp.config import Settings

OURS = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
PATIENCE = 180.0


class Server:
    """``mention-mapper serve`` in a home folder, on a free port."""

    def __init__(self, home: Path, model: str) -> None:
        self.home = home
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._environment = {**os.environ, "MENTION_MAPPER_HOME": str(home), "MENTION_MAPPER_MODEL": model}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, or start it again, and wait until it answers."""
        command = [sys.executable, "-m", "webapp", "serve", "--port", str(self.port)]
        with (self.home / "log.txt").open("ab") as log:
            self.process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)
        until(self.answers, "the server answers")

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def kill(self) -> None:
        """Kill the server alone; its worker has to notice by itself."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def worker(self) -> int | None:
        """The process of its worker, None if there is none at the moment."""
        if self.process is None:
            return None
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return int(found.stdout.split()[0]) if found.stdout.split() else None

    def answers(self) -> bool:
        """Whether it answers."""
        try:
            return self.ask("GET", "/api/status")[0] == 200
        except OSError:
            return False

    def ready(self) -> bool:
        """Whether its worker can read articles."""
        try:
            return bool(self.ask("GET", "/api/status")[1]["ready"])
        except OSError:
            return False

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any]:
        """The status and the JSON that a request is answered with; raises OSError if nothing comes."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {**OURS, **(headers or {})})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (ValueError, EOFError, HTTPException) as error:
            raise ConnectionError("the answer broke off") from error
        finally:
            connection.close()

    def ask_page(self, path: str) -> int:
        """Ask for a page as a browser does; its length in bytes."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path, headers={"Accept": "text/html"})
            return len(connection.getresponse().read())
        finally:
            connection.close()

    def upload(self, files: Iterable[Path], job: int | None = None) -> int:
        """Hand files in as the page does; the job's number. Raises OSError unless they were accepted."""
        edge = secrets.token_hex(16)
        parts = [(f'name="files"; filename="{path.name}"', path.read_bytes()) for path in files]
        if job is not None:
            parts.append(('name="job"', str(job).encode()))
        body = b"".join(
            f"--{edge}\r\nContent-Disposition: form-data; {named}\r\n\r\n".encode() + data + b"\r\n"
            for named, data in parts
        )
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        status, answer = self.ask("POST", "/articles", body + f"--{edge}--\r\n".encode(), kind)
        if status != 202:
            raise ConnectionError(f"not accepted: {status} {answer}")
        return int(answer["job"]["id"])


@contextmanager
def home(settings: Settings, where: Path) -> Iterator[Path]:
    """A new home with the gazetteer of these settings."""
    ensure(settings.gazetteer_path).close()
    where.mkdir(parents=True)
    shutil.copy(settings.gazetteer_path, where / settings.gazetteer_path.name)
    yield where


def until(holds: Any, what: str, patience: float = PATIENCE, pause: float = 0.1) -> None:
    """Wait until ``holds()``; raises TimeoutError if that takes too long."""
    end = time.monotonic() + patience
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {patience:.0f} s in vain until {what}")
        time.sleep(pause)


def memory_mb(pid: int | None) -> float:
    """The memory of a process in megabytes, 0 where it cannot be known."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def processor_seconds(pid: int | None) -> float:
    """Processor time of a process and all its children so far, 0 where it cannot be known."""
    if pid is None:
        return 0.0
    try:
        # The name in brackets may hold anything, also spaces.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0.0
    own = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return own + sum(processor_seconds(int(child)) for child in found.stdout.split())
