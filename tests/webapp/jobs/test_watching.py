"""The server's worker is started again when it dies, and ends with the server however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.waiting import until
from webapp.config import Settings
from webapp.jobs import watching
from webapp.jobs.watching import Watch, in_environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

WORKER = """
import os, sys
print(os.getpid(), file=open(sys.argv[1], "a"), flush=True)
sys.stdin.read()
"""
SERVER = """
import sys, time
from pathlib import Path
from webapp.config import Settings
from webapp.jobs.watching import Watch
Watch(Settings(home=Path("/nowhere")), [sys.executable, "-c", *sys.argv[1:3]]).start()
time.sleep(60)
"""


LISTENER = """
import os, sys
with open(sys.argv[1], "a") as told:
    while heard := os.read(0, 1):
        print(len(heard), file=told, flush=True)
"""


def pids(path: Path) -> list[int]:
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def is_there(pid: int) -> bool:
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return found.stdout.strip()[:1] not in ("", "Z")


def test_a_knock_reaches_the_worker_and_none_waits_for_one_that_does_not_listen(tmp_path, settings):
    told = tmp_path / "knocks"
    watch = Watch(settings, [sys.executable, "-c", LISTENER, str(told)])
    watch.knock()
    watch.start()
    until(lambda: watch.pid)
    watch.knock()
    watch.knock()
    until(lambda: pids(told) == [1, 1])
    os.kill(watch.pid, signal.SIGSTOP)
    for _ in range(100_000):
        watch.knock()
    os.kill(watch.pid, signal.SIGKILL)
    watch.stop()
    watch.knock()


def test_a_worker_that_dies_is_started_again_and_all_end_together(tmp_path, settings, monkeypatch, caplog):
    monkeypatch.setattr(watching, "FIRST_PAUSE", 0.05)
    told = tmp_path / "pids"
    watch = Watch(settings, [sys.executable, "-c", WORKER, str(told)])
    watch.start()
    until(lambda: len(pids(told)) == 1)
    os.kill(pids(told)[0], signal.SIGKILL)
    until(lambda: len(pids(told)) == 2)
    assert "the worker ended (-9) and is started again" in caplog.text
    assert watch.pid == pids(told)[1]
    watch.stop()
    assert not any(map(is_there, pids(told)))


def test_a_worker_whose_server_is_killed_ends_by_itself(tmp_path):
    told = tmp_path / "pids"
    command = [sys.executable, "-c", SERVER, WORKER, str(told)]
    with subprocess.Popen(command, cwd=Path(__file__).parents[3]) as server:
        until(lambda: len(pids(told)) == 1)
        assert is_there(pids(told)[0])
        server.kill()
    until(lambda: not is_there(pids(told)[0]))


def test_a_worker_gets_the_settings_of_its_server(settings):
    chosen = replace(settings, model="sm", hosts=("a", "b"), least_said=0.25, reviewer="Ada")
    assert Settings.from_environment(in_environment(chosen)) == chosen
