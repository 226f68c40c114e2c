"""Workers tell how they are doing, and are known to be gone as soon as their process is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from webapp.jobs.workers import NOBODY, STARTING, Workers
from webapp.services.reader import ReaderStatus

READY = ReaderStatus(ready=True, failed=False, message="", model="md", gazetteer="1", program="p")
KILLED = """
import sys, time
from pathlib import Path
from webapp.jobs.workers import Workers
with Workers(Path(sys.argv[1])).joined() as worker:
    print(worker.name, flush=True)
    time.sleep(60)
"""


def test_a_worker_is_known_while_it_is_there(tmp_path):
    seen = Workers(tmp_path)
    assert (seen.status().failed, seen.status().message) == (True, NOBODY)
    assert Workers(tmp_path, expected=True).status().message == STARTING
    with Workers(tmp_path).joined() as worker:
        assert (seen.status().ready, seen.status().message) == (False, STARTING)
        worker.tell(READY)
        assert seen.status() == READY
        assert seen.status().edition.model == "md"
        assert seen.dead() == frozenset()
    assert seen.status().message == NOBODY
    assert list((tmp_path / "workers").iterdir()) == []


def test_of_several_the_one_that_is_ready_counts(tmp_path):
    with Workers(tmp_path).joined() as one, Workers(tmp_path).joined():
        one.tell(READY)
        assert Workers(tmp_path).status() == READY


def test_a_worker_that_was_killed_is_dead_at_once_until_it_is_buried(tmp_path):
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]) as child:
        assert child.stdout is not None
        name = child.stdout.readline().strip()
        seen = Workers(tmp_path)
        assert (seen.dead(), seen.status().message) == (frozenset(), STARTING)
        child.kill()
        child.wait()
    assert seen.dead() == {name}
    assert seen.status().message == NOBODY
    seen.bury(seen.dead())
    assert seen.dead() == frozenset()
    assert list((tmp_path / "workers").iterdir()) == []
