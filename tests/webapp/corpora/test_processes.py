"""Processes that read parts: replaced where they are killed, and gone as soon as whoever asked stops or is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from tests.waiting import PATIENCE, until
from webapp.corpora.errors import CorpusError
from webapp.corpora.inputs import Part
from webapp.corpora.partition import Done
from webapp.corpora.processes import by_processes
from webapp.reading.many.forms import Form


def made(count: int) -> list[Part]:
    return [Part(f"part-{number:05}", Form.LINES, (), count=1) for number in range(count)]


def _die_once(part: Part, mark: Path) -> Done:
    """Kills its process for the first part that it is given in all."""
    if not mark.exists():
        mark.touch()
        os._exit(9)
    return Done(part.name, part.count, ())


def test_processes_that_are_killed_are_replaced(tmp_path: Path):
    done = list(by_processes(partial(_die_once, mark=tmp_path / "killed"), 2, made(3)))
    assert sorted(one.name for one in done) == [part.name for part in made(3)]


def _die(_part: Part) -> Done:
    os._exit(9)


def test_processes_that_are_killed_every_time_are_given_up():
    with pytest.raises(CorpusError, match="killed again and again"):
        list(by_processes(_die, 1, made(1)))


def _refuse(part: Part) -> Done:
    raise CorpusError(f"{part.name} cannot be read")


def test_what_a_process_refuses_is_raised_here():
    with pytest.raises(CorpusError, match="part-00000 cannot be read"):
        list(by_processes(_refuse, 1, made(1)))


def _slow(part: Part, folder: Path, seconds: float) -> Done:
    (folder / f"{part.name}.{os.getpid()}").touch()
    time.sleep(seconds)
    return Done(part.name, part.count, ())


def test_parts_that_nobody_began_are_not_begun_once_somebody_stops(tmp_path: Path):
    waiting = by_processes(partial(_slow, folder=tmp_path, seconds=0.3), 2, made(40))
    next(waiting)
    waiting.close()
    assert len(list(tmp_path.iterdir())) < 20


def test_the_parts_in_hand_are_not_waited_for_once_somebody_stops(tmp_path: Path):
    waiting = by_processes(partial(_slow_but_the_first, folder=tmp_path), 1, made(2))
    next(waiting)
    began = time.monotonic()
    waiting.close()
    assert time.monotonic() - began < 50


def _slow_but_the_first(part: Part, folder: Path) -> Done:
    return _slow(part, folder, 0 if part.name == "part-00000" else 60)


ASKS = """
import signal
from functools import partial
from pathlib import Path
from tests.webapp.corpora.test_processes import _slow, made
from webapp.corpora.processes import by_processes
from webapp.reading.many.forms import Form

if __name__ == "__main__":
    # A shell may have started the tests with interrupts switched off.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    list(by_processes(partial(_slow, folder=Path({folder!r}), seconds=60), 2, made(9)))
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="it looks processes up in /proc")
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_processes_end_with_whoever_asked(tmp_path: Path, sent: signal.Signals):
    folder = tmp_path / "began"
    folder.mkdir()
    script = tmp_path / "asks.py"
    script.write_text(ASKS.format(folder=str(folder)))
    root = Path(__file__).parents[3]
    asking = subprocess.Popen(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(root)},
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: len(list(folder.iterdir())) == 2)
        reading = {int(path.suffix[1:]) for path in folder.iterdir()}
        asking.send_signal(sent)
        asking.wait(PATIENCE)
        until(lambda: not any(_is_running(process) for process in reading))
        assert len(list(folder.iterdir())) == 2
    finally:
        asking.kill()
        asking.wait()


def _is_running(process: int) -> bool:
    """Whether there is such a process that has not ended; one that nobody waited for stays as a zombie."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
