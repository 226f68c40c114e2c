"""Files read in a process apart: as they are read here, and no harm done where they mean harm."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.made.bad_files import MAKERS
from webapp import reading
from webapp.domain import Article
from webapp.errors import ArticleTooLarge, UnreadableArticle
from webapp.reading import Limits
from webapp.reading.apart import pool, process
from webapp.reading.apart.pool import POOL, read_apart
from webapp.reading.apart.process import CannotReadFiles

WIRE = """Floods in Kasese

KASESE, Uganda, 12 March 2024 (The Kasese Post) - Homes along the river were flooded on Tuesday, the mayor said.
"""


@pytest.fixture(scope="module", autouse=True)
def none_left():
    yield
    POOL.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "stored"
    path.write_text(WIRE)
    return path


def numbers() -> list[int]:
    """The numbers of the processes that wait."""
    return [one.number for one in POOL._idle]


def test_an_article_is_the_same_as_when_it_is_read_here(file, limits, make_docx, make_pdf):
    files = {
        "flood.txt": WIRE.encode(),
        "flood.html": f"<title>Flood</title><p>{WIRE}</p>".encode(),
        "flood.docx": make_docx(*WIRE.split("\n\n")),
        "flood.pdf": make_pdf([WIRE.splitlines()]),
        "flood.eml": b"Subject: Flood\nDate: Tue, 12 Mar 2024 09:30:00 +0300\n\n" + WIRE.encode(),
    }
    for name, data in files.items():
        file.write_bytes(data)
        assert read_apart(file, name, limits) == reading.read(data, name, limits)


def test_what_is_refused_is_refused_in_the_same_words(file, limits):
    file.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(UnreadableArticle, match=r"in photo\.png: this is a PNG image"):
        read_apart(file, "../photo.png", limits)
    file.write_text("word " * 1_000)
    with pytest.raises(ArticleTooLarge, match="its text has at least 1,250 characters"):
        read_apart(file, "long.txt", replace(limits, max_chars=100))
    with pytest.raises(ArticleTooLarge, match=r"it has 0\.0 MB, over the limit"):
        read_apart(file, "long.txt", replace(limits, max_bytes=100))
    with pytest.raises(UnreadableArticle, match="cannot be opened"):
        read_apart(file.parent / "nowhere", "a.txt", limits)


def test_one_process_reads_one_file_after_another_quickly(file, limits):
    read_apart(file, "a.txt", limits)
    before = numbers()
    times = []
    for _ in range(50):
        began = time.perf_counter()
        read_apart(file, "a.txt", limits)
        times.append(time.perf_counter() - began)
    assert numbers() == before
    # A millisecond or less, where no other program was in the way.
    assert sorted(times)[len(times) // 10] < 0.02


def test_a_process_is_replaced_after_so_many_files(file, limits, monkeypatch):
    read_apart(file, "a.txt", limits)
    before = numbers()
    monkeypatch.setattr(pool, "FILES_A_PROCESS", 1)
    read_apart(file, "a.txt", limits)
    assert set(before) - set(numbers())


def test_a_file_that_never_ends_is_given_up(file, limits):
    MAKERS["branching.pdf"](file, 1.0)
    began = time.monotonic()
    with pytest.raises(UnreadableArticle, match=r"longer than 0\.5 seconds; .*MENTION_MAPPER_MAX_FILE_SECONDS"):
        read_apart(file, "a.pdf", replace(limits, max_seconds=0.5))
    assert time.monotonic() - began < 60
    file.write_text(WIRE)
    assert read_apart(file, "a.txt", limits).title == "Floods in Kasese"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
def test_a_file_that_takes_too_much_memory_is_refused_in_words(file, limits):
    file.write_text(f"<html><body>{'<p>a</p>' * 400_000}</body></html>")
    with pytest.raises(ArticleTooLarge, match=r"more than 30 MB of memory; .*MENTION_MAPPER_MAX_FILE_MEMORY_MB"):
        read_apart(file, "a.html", replace(limits, max_memory=30_000_000))
    file.write_text(WIRE)
    assert read_apart(file, "a.txt", limits).title == "Floods in Kasese"


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs signals")
def test_a_process_that_is_killed_or_stopped_costs_its_file_only(file, limits):
    read_apart(file, "a.txt", limits)
    for number in numbers():
        os.kill(number, signal.SIGKILL)
    time.sleep(0.1)
    assert read_apart(file, "a.txt", limits).text == WIRE
    os.kill(numbers()[-1], signal.SIGSTOP)
    with pytest.raises(UnreadableArticle, match="longer than"):
        read_apart(file, "a.txt", replace(limits, max_seconds=0.2))
    assert read_apart(file, "a.txt", limits).text == WIRE


def test_a_process_that_breaks_off_is_told(file, limits, caplog):
    read_apart(file, "a.txt", limits)
    number = numbers()[-1]
    os.kill(number, signal.SIGSTOP)
    watch = threading.Timer(0.2, os.kill, (number, signal.SIGKILL))
    watch.start()
    with pytest.raises(UnreadableArticle, match="broke off at it; copy its words"):
        read_apart(file, "a.txt", limits)
    assert "'a.txt'" in caplog.text


def test_threads_read_beside_each_other(file, limits):
    with ThreadPoolExecutor(3) as threads:
        found = list(threads.map(lambda _: read_apart(file, "a.txt", limits), range(12)))
    assert {article.text for article in found} == {WIRE}
    assert len(numbers()) <= pool.MOST_KEPT


def read_there(path: Path, limits: Limits) -> Article:
    return read_apart(path, "a.txt", limits)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_has_processes_of_its_own(file, limits):
    read_apart(file, "a.txt", limits)
    before = numbers()
    with multiprocessing.get_context("fork").Pool(1) as forked:
        assert forked.apply(read_there, (file, limits)).text == WIRE
    assert numbers() == before
    assert read_apart(file, "a.txt", limits).text == WIRE


def test_nothing_of_the_environment_is_handed_on(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setenv("PYTHONSTARTUP", "/tmp/x.py")
    assert set(process._environment()) <= {
        "PYTHONPATH",
        "PYTHONUTF8",
        "MALLOC_ARENA_MAX",
        *process._KEPT_VARIABLES,
    }


def test_where_no_process_starts_no_file_is_blamed(file, limits, monkeypatch):
    POOL.close()
    monkeypatch.setattr(process, "_PYTHON", shutil.which("false"))
    with pytest.raises(CannotReadFiles, match="did not start"):
        read_apart(file, "a.txt", limits)


CONFINED = """
import os, socket, subprocess, sys
from webapp.reading.apart.confined import shut_in
shut_in()
import json.tool
def refused(act):
    try: act()
    except PermissionError: return True
    return False
print(all(map(refused, (
    lambda: open(sys.argv[1]), lambda: open(sys.argv[1], "w"), lambda: os.listdir("/"), lambda: os.remove(sys.argv[1]),
    lambda: os.open(sys.argv[1], os.O_WRONLY), lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: subprocess.run(["true"]), lambda: os.system("true"),
))))
"""


def test_the_process_opens_no_file_starts_nothing_and_connects_to_nothing(file):
    command = [sys.executable, "-c", CONFINED, str(file)]
    environment = {**os.environ, "PYTHONPATH": str(Path(reading.__file__).parents[2])}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == "True", done.stderr


def test_the_process_loads_neither_spacy_nor_flask():
    code = "import sys, webapp.reading.apart.child as c; c._preload(); print(*{'spacy', 'flask'} & set(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": str(Path(reading.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert (done.stdout.strip(), done.returncode) == ("", 0)
