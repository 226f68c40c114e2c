"""An import that is killed, runs out of room or meets another: the layer is what it was, or whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gazetteer.errors import GeoNamesError
from gazetteer.geonames import import_files
from gazetteer.geonames.layer import locked
from tests.gazetteer.geonames.conftest import VILLAGES, Import, Write, content, row, rows
from tests.waiting import PATIENCE, until

_KILLED_AT = """
import os, signal, sys
from pathlib import Path
from gazetteer.geonames import import_files

def killed(stage, done, total):
    if stage == sys.argv[4]:
        os.kill(os.getpid(), signal.SIGKILL)

import_files([Path(sys.argv[1])], Path(sys.argv[2]), base_path=Path(sys.argv[3]), progress=killed)
"""

_READERS_LEFT = """
import os, signal, sys
from pathlib import Path
import gazetteer.geonames.readers as readers
from gazetteer.geonames import import_files

def killed(stage, done, total):
    if stage.startswith("Reading IN"):
        print(*(process.pid for process in __import__("multiprocessing").active_children()), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    readers._WORTH_IT = 0
    os.sched_getaffinity = lambda pid: {0, 1}
    import_files([Path(sys.argv[1])], Path(sys.argv[2]), base_path=Path(sys.argv[3]), progress=killed)
"""

_ROOT = Path(__file__).parents[3]


def _run(script: Path, *args: object) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, str(script), *map(str, args)]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=PATIENCE)


@pytest.fixture
def india(write: Write) -> Path:
    return write("IN.txt", [row(6001, "Uri", country="IN"), *VILLAGES])


@pytest.mark.parametrize("stage", ["Reading IN.txt", "Sorting names", "Making indexes"])
def test_killed_in_the_middle_the_layer_is_what_it_was_and_the_next_import_cleans_up(
    stage: str, take: Import, dump: Path, india: Path, layer: Path, base: Path, tmp_path: Path
) -> None:
    take(dump)
    before = layer.read_bytes()
    script = tmp_path / "killed.py"
    script.write_text(_KILLED_AT, encoding="utf-8")
    done = _run(script, india, layer, base, stage)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert layer.read_bytes() == before
    left = layer.with_name("geonames.sqlite.importing")
    assert left.exists()
    assert take(india).places == 308
    assert not left.exists()


def test_readers_end_when_the_import_is_killed(india: Path, layer: Path, base: Path, tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(_READERS_LEFT, encoding="utf-8")
    done = _run(script, india, layer, base)
    assert done.returncode == -signal.SIGKILL, done.stderr
    readers = [int(number) for number in done.stdout.split()]
    assert readers
    until(lambda: not any(_lives(number) for number in readers), "a reader is still running after the import")


def test_interrupted_by_the_person_nothing_is_left(take: Import, dump: Path, india: Path, layer: Path) -> None:
    take(dump)
    before = content(layer)

    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "Sorting names":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(india, progress=interrupt)
    assert content(layer) == before
    assert not layer.with_name("geonames.sqlite.importing").exists()


def test_a_second_import_waits_for_the_first_and_says_so(dump: Path, india: Path, layer: Path, base: Path) -> None:
    stages: list[str] = []
    with locked(layer, None):
        second = threading.Thread(
            target=lambda: import_files(
                [dump], layer, base_path=base, progress=lambda stage, done, total: stages.append(stage)
            )
        )
        second.start()
        until(lambda: stages, "nothing is said")
        assert stages == ["Waiting for another import to finish"]
    second.join()
    assert rows(layer, "SELECT count(*) FROM places") == [(307,)]


def test_two_imports_at_once_are_both_imported(dump: Path, india: Path, layer: Path, base: Path) -> None:
    both = [
        threading.Thread(target=import_files, args=([path], layer), kwargs={"base_path": base})
        for path in (dump, india)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert rows(layer, "SELECT count(*) FROM places") == [(308,)]
    assert rows(layer, "PRAGMA integrity_check") == [("ok",)]


def test_a_full_disk_is_reported_and_nothing_is_lost(
    take: Import, dump: Path, write: Write, layer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(dump)
    before = content(layer)
    pages = rows(layer, "PRAGMA page_count")[0][0]
    full = f"PRAGMA max_page_count = {pages};"
    monkeypatch.setattr("gazetteer.geonames.assembling._PRAGMAS", full)
    many = write("IN.txt", [row(number, f"Place {number}", country="IN") for number in range(1, 3_000)])
    with pytest.raises(GeoNamesError, match=r"full.*free space.*Nothing was changed"):
        take(many)
    assert content(layer) == before


def test_a_folder_that_cannot_be_written_is_reported(dump: Path, base: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(GeoNamesError, match="couldn't write"):
        import_files([dump], tmp_path / "file" / "geonames.sqlite", base_path=base)


def _lives(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"
