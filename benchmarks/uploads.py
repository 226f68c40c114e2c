"""What 500 files through the page cost, beside ``extract`` on the same, and how soon pages answer meanwhile.

    python -m benchmarks.uploads [FOLDER] [--files 500] [--slow 8] [--model md]

The files are those of FOLDER (text), or made from the project's own articles. ``extract`` runs first, with its start,
and ``extract --full``, which reads all that pages show and is what a worker does before it saves; then the server with
its worker, ready, is handed the files as the page does it, and asked as often as the page asks.
Meanwhile the map's page is asked for four times a second, and SLOW other uploads send a little at a time.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from benchmarks.serving import Server, home, memory_mb, processor_seconds, until
from benchmarks.throughput import texts
from gazetteer.build import ensure
from webapp.config import Settings

PORTION = 200
LOOK = 0.25
SLOW_BYTES = 1_500_000


def made(folder: Path, number: int, settings: Settings) -> list[Path]:
    """Files made from the project's own articles."""
    with_places = ensure(settings.gazetteer_path)
    folder.mkdir()
    paths = []
    for count, text in enumerate(texts(None, number, with_places)):
        path = folder / f"article-{count:05}.txt"
        path.write_text(text, "utf-8")
        paths.append(path)
    with_places.close()
    return paths


def extracted(paths: list[Path], folder: Path, model: str, *options: str) -> tuple[float, float]:
    """Seconds, by the clock and of the processor, that ``extract`` takes for the same articles, with its start."""
    lines = folder / "in.jsonl"
    rows = (json.dumps({"id": path.name, "text": path.read_text("utf-8", "replace")}) for path in paths)
    lines.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    command = [sys.executable, "-m", "webapp", "extract", str(lines), "-o", str(folder / "out.jsonl"), "-q"]
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, "--model", model, *options], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def handed_in(server: Server, paths: list[Path]) -> tuple[float, float, dict[str, int]]:
    """Seconds until all was accepted and until all was read, and how many files ended in which way."""
    started = time.perf_counter()
    job: int | None = None
    for first in range(0, len(paths), PORTION):
        job = server.upload(paths[first : first + PORTION], job)
    accepted = time.perf_counter() - started
    cursor = 0
    while True:
        state = server.ask("GET", f"/api/jobs/{job}?since={cursor}&limit=200")[1]
        cursor = state["cursor"]
        if not state["queued"] + state["reading"]:
            return accepted, time.perf_counter() - started, {k: state[k] for k in ("done", "exists", "failed")}
        time.sleep(0.2)


@contextmanager
def while_it_goes_on(what: Callable[[threading.Event], None], number: int = 1) -> Iterator[None]:
    """Do something in threads until the end of the block."""
    stop = threading.Event()
    threads = [threading.Thread(target=what, args=(stop,), daemon=True) for _ in range(number)]
    for thread in threads:
        thread.start()
    yield
    stop.set()
    for thread in threads:
        thread.join(30)


def slow_upload(port: int, stop: threading.Event) -> None:
    """Begin an upload and send a little of it at a time, again and again."""
    head = (
        "POST /articles HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nAccept: application/json\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {SLOW_BYTES}\r\n\r\n"
    )
    while not stop.is_set():
        with socket.create_connection(("127.0.0.1", port)) as slow:
            slow.sendall(head.encode())
            for _ in range(SLOW_BYTES // 4096):
                if stop.wait(0.1):
                    return
                slow.sendall(b"x" * 4096)


def used(server: Server) -> tuple[float, float]:
    """Processor time so far of the server and of its worker with what that reads files in."""
    worker = processor_seconds(server.worker())
    return processor_seconds(server.process.pid if server.process else None) - worker, worker


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--slow", type=int, default=8)
    parser.add_argument("--model", default="auto", choices=("auto", "md", "sm"))
    options = parser.parse_args()
    settings = Settings.from_environment()
    with tempfile.TemporaryDirectory() as place, home(settings, Path(place) / "home") as here:
        given = islice(sorted(options.folder.rglob("*.txt")), options.files) if options.folder else None
        paths = list(given) if given else made(Path(place) / "in", options.files, settings)
        extract, busy = extracted(paths, Path(place), options.model)
        whole, whole_busy = extracted(paths, Path(place), options.model, "--full")
        speed = len(paths) / extract
        print(f"extract                  {extract:8.1f} s, {speed:.1f} articles/s, {busy:.1f} s of the processor")
        print(f"extract --full           {whole:8.1f} s, {whole_busy:.1f} s of the processor")
        server = Server(here, options.model)
        server.start()
        waits: list[float] = []
        memory: list[tuple[float, float]] = []

        def look(stop: threading.Event) -> None:
            while not stop.wait(LOOK):
                started = time.perf_counter()
                server.ask_page("/")
                waits.append(time.perf_counter() - started)
                if server.process:
                    memory.append((memory_mb(server.process.pid), memory_mb(server.worker())))

        try:
            until(server.ready, "the worker is ready")
            before = used(server)
            with while_it_goes_on(look), while_it_goes_on(lambda stop: slow_upload(server.port, stop), options.slow):
                accepted, read, ends = handed_in(server, paths)
            after = used(server)
        finally:
            server.stop()
    waits.sort()
    print(f"accepted after           {accepted:8.1f} s")
    print(f"all read after           {read:8.1f} s, {len(paths) / read:.1f} articles/s: {ends}")
    worker, pages = after[1] - before[1], after[0] - before[0]
    print(f"ratio                    {read / extract:8.2f}")
    print(f"  of processor time      {worker / busy:8.2f} (worker {worker:.1f} s, pages beside {pages:.1f} s)")
    print(f"  beside --full          {read / whole:8.2f}, {worker / whole_busy:.2f} of processor time")
    load = " ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "not known"
    print(f"load of the machine      {load} on {os.cpu_count()} cores")
    shown = statistics.median(waits), waits[int(len(waits) * 0.95)], waits[-1]
    print(
        f"/ with {options.slow} slow uploads    {1000 * shown[0]:8.0f} ms, 95 % under {1000 * shown[1]:.0f} ms, "
        f"all under {1000 * shown[2]:.0f} ms ({len(waits)} times)"
    )
    print(
        f"memory                   {max(one for one, _ in memory):8.0f} MB server, "
        f"{max(other for _, other in memory):.0f} MB worker"
    )


if __name__ == "__main__":
    main()
