"""Kills server and worker at random moments while files are read: nothing that was accepted may be lost or read twice.

    python -m benchmarks.kills [--times 50] [--files 100] [--model sm] [--seed 1]

Each round hands 100 small files in, a few at a time, and kills the server, the worker or both somewhere between; then
the program is started again and left alone until nothing waits. A file counts as accepted once the server said so.
At the end each accepted file must be stored exactly once, with the same reading as in an undisturbed run. The long run
is ``--times 500``.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from benchmarks.serving import Server, home, until
from benchmarks.throughput import own_texts
from webapp.config import Settings
from webapp.store import ArticleStore

PORTION = 20
LONGEST = 6.0
"""Seconds within which a kill comes."""
WORKER, SERVER, BOTH = "worker", "server", "both"


def small_files(folder: Path, number: int, turn: str) -> list[Path]:
    """Short articles, each different from all others."""
    folder.mkdir(parents=True)
    paragraphs = [part.strip() for text in own_texts() for part in text.split("\n\n") if len(part.split()) > 15]
    chance = random.Random(turn)
    paths = []
    for count in range(number):
        path = folder / f"{turn}-{count:03}.txt"
        path.write_text(f"Report {turn}-{count}\n\n" + "\n\n".join(chance.sample(paragraphs, 2)) + "\n", "utf-8")
        paths.append(path)
    return paths


class Disturbed:
    """A home in which files are handed in while its programs are killed."""

    def __init__(self, server: Server, chance: random.Random) -> None:
        self.server = server
        self.accepted: set[str] = set()
        self.kills = 0
        self._chance = chance

    def round(self, paths: list[Path]) -> str:
        """Hand files in, kill something meanwhile, start again, and wait until all is read; what was killed."""
        what = self._chance.choice((WORKER, SERVER, BOTH))
        killer = threading.Timer(self._chance.uniform(0.0, LONGEST), self._kill, (what,))
        killer.start()
        for first in range(0, len(paths), PORTION):
            self._hand_in(paths[first : first + PORTION])
            time.sleep(self._chance.uniform(0, 0.5))
        killer.join()
        if self.server.process and self.server.process.poll() is not None:
            self.server.start()
        until(self._settled, "all is read")
        return what

    def _hand_in(self, paths: list[Path]) -> None:
        for _ in range(60):
            try:
                self.server.upload(paths)
            except OSError:
                # Whether it was accepted is not known: a person would add the files again.
                if self.server.process and self.server.process.poll() is not None:
                    self.server.start()
                time.sleep(0.2)
                continue
            self.accepted.update(path.name for path in paths)
            return
        raise TimeoutError("the server accepts nothing")

    def _kill(self, what: str) -> None:
        self.kills += 1
        worker = self.server.worker()
        if what in (SERVER, BOTH):
            self.server.kill()
        if what in (WORKER, BOTH) and worker:
            try:
                os.kill(worker, signal.SIGKILL)
            except ProcessLookupError:
                self.kills -= 1

    def _settled(self) -> bool:
        try:
            return not self.server.ask("GET", "/api/jobs?open=yes")[1]["jobs"]
        except (OSError, KeyError):
            return False


def readings(database: Path) -> dict[str, list[str]]:
    """What was read of each file, by its name: one digest for each article that came of it."""
    found: dict[str, list[str]] = {}
    with closing(ArticleStore(database)) as store:
        for article_id in store.ids():
            reading = store.reading(article_id)
            digest = hashlib.sha256(repr(reading).encode()).hexdigest()
            found.setdefault(reading.article.filename or "", []).append(digest)
    return found


def failures(database: Path) -> list[tuple[str, str]]:
    """The items that failed, with the reason."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT name, message FROM job_item WHERE state = 'failed'").fetchall()


def undisturbed(server: Server, paths: list[Path]) -> None:
    """Read the same files with nothing killed."""
    server.start()
    try:
        for first in range(0, len(paths), PORTION):
            server.upload(paths[first : first + PORTION])
        until(lambda: server.ask("GET", "/api/jobs?open=yes")[1]["jobs"] == [], "all is read", 3600, 0.5)
    finally:
        server.stop()


def main() -> None:
    """Kill, compare and print; the exit status is 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--model", default="sm", choices=("auto", "md", "sm"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    settings = replace(Settings.from_environment(), model=options.model)
    with tempfile.TemporaryDirectory() as place:
        where = Path(place)
        with home(settings, where / "killed") as killed, home(settings, where / "whole") as whole:
            disturbed = Disturbed(Server(killed, options.model), random.Random(options.seed))
            disturbed.server.start()
            paths: list[Path] = []
            try:
                for turn in range(options.times):
                    some = small_files(where / "in" / str(turn), options.files, str(turn))
                    paths += some
                    started = time.monotonic()
                    what = disturbed.round(some)
                    print(
                        f"round {turn + 1}: {what} killed, all read after {time.monotonic() - started:.1f} s",
                        flush=True,
                    )
            finally:
                disturbed.server.stop()
            undisturbed(Server(whole, options.model), paths)
            sys.exit(0 if reported(disturbed, killed, whole) else 1)


def reported(disturbed: Disturbed, killed: Path, whole: Path) -> bool:
    """Compare both homes and print what was found; whether all is as it should be."""
    held, wanted = (readings(place / "articles.sqlite") for place in (killed, whole))
    failed = failures(killed / "articles.sqlite")
    lost = sorted(disturbed.accepted - held.keys())
    twice = sorted(name for name, found in held.items() if len(found) > 1)
    other = sorted(name for name in disturbed.accepted & held.keys() if held[name] != wanted.get(name))
    left = sum(1 for path in (killed / "incoming").rglob("*") if path.is_file())
    print(f"{disturbed.kills} kills, {len(disturbed.accepted):,} files accepted, {len(held):,} stored")
    print(f"lost {len(lost)}, stored twice {len(twice)}, read otherwise {len(other)}, failed {len(failed)}")
    print(f"files left behind in incoming/: {left}")
    for name in (*lost, *twice, *other)[:20]:
        print("  ", name)
    for name, why in failed[:20]:
        print("  ", name, why)
    return not (lost or twice or other or failed)


if __name__ == "__main__":
    main()
