"""How long a corpus takes with one process, two, and a cluster whose parts are killed, and whether all write the same.

    python -m benchmarks.corpora                              # 2,000 articles, made from this project's own
    python -m benchmarks.corpora --articles 20000 --kills 10

Plain ``extract`` to one file, one worker and two take turns. Then a Dask scheduler and two workers run as processes of
their own over TCP; one of the three is killed at random, again and again, and started anew, and so is the command where
it gave up. The bytes of all folders are compared. The parent's processes share this machine: run it on an idle one.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.throughput import own_texts, place_names
from benchmarks.varied_articles import varied_articles
from gazetteer.build import ensure
from webapp.config import Settings

_PORT = 18786
_ADDRESS = f"tcp://127.0.0.1:{_PORT}"
_ROLES = ("scheduler", "worker", "worker")
_BETWEEN_KILLS = (5.0, 25.0)
"""Seconds between two kills: from hardly connected to well into a part."""


class Cluster:
    """A scheduler and two workers, each a process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.running = [self._start(role) for role in _ROLES]

    def kill(self, chance: random.Random) -> str:
        """Kill one of the three and start another in its place; returns which."""
        number = chance.randrange(len(self.running))
        self.running[number].kill()
        self.running[number].wait()
        self.running[number] = self._start(_ROLES[number])
        return _ROLES[number]

    def stop(self) -> None:
        """Kill all."""
        for process in self.running:
            process.kill()
            process.wait()

    def _start(self, role: str) -> subprocess.Popen[bytes]:
        where = ["--port", str(_PORT)] if role == "scheduler" else [_ADDRESS, "--nthreads", "1"]
        command = [sys.executable, "-m", "dask", role, *where, "--no-dashboard"]
        return subprocess.Popen(command, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def extract(corpus: Path, output: str, *options: str) -> float:
    """Seconds that the command takes; raises CalledProcessError if it fails."""
    start = time.perf_counter()
    subprocess.run(_command(corpus, output, *options), check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def under_fire(corpus: Path, output: Path, kills: int, seed: int) -> None:
    """Read the corpus on a cluster of which something is killed ``kills`` times."""
    chance = random.Random(seed)
    with TemporaryDirectory() as scratch:
        cluster = Cluster(Path(scratch))
        try:
            killed, due = 0, time.monotonic() + chance.uniform(*_BETWEEN_KILLS)
            running = subprocess.Popen(_command(corpus, f"{output}/", "--scheduler", _ADDRESS), stderr=subprocess.PIPE)
            while running.poll() != 0:
                time.sleep(0.2)
                if running.returncode is not None:
                    told = running.stderr.read().decode().strip() if running.stderr else ""
                    print(f"  gave up: {told.splitlines()[-1] if told else running.returncode}", flush=True)
                    running = subprocess.Popen(
                        _command(corpus, f"{output}/", "--scheduler", _ADDRESS), stderr=subprocess.PIPE
                    )
                if killed < kills and time.monotonic() > due:
                    killed, due = killed + 1, time.monotonic() + chance.uniform(*_BETWEEN_KILLS)
                    print(f"  killed a {cluster.kill(chance)}", flush=True)
            print(f"  {killed} killed in all")
        finally:
            cluster.stop()


def _command(corpus: Path, output: str, *options: str) -> list[str]:
    return [sys.executable, "-m", "webapp", "extract", str(corpus), "-o", output, "--quiet", *options]


def _same(some: Path, others: Path) -> bool:
    return _bytes(some) == _bytes(others)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _write(corpus: Path, articles: int) -> None:
    with closing(ensure(Settings.from_environment().gazetteer_path)) as gazetteer:
        texts = islice(varied_articles(own_texts(), place_names(gazetteer)), articles)
        lines = (json.dumps({"id": number, "text": text}) for number, text in enumerate(texts))
        corpus.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        corpus = folder / "corpus.jsonl"
        _write(corpus, options.articles)
        times: dict[str, list[float]] = {"one file": [], "one worker": [], "two workers": []}
        for number in range(options.rounds):
            times["one file"].append(extract(corpus, str(folder / "plain.jsonl")))
            times["one worker"].append(extract(corpus, f"{folder}/one{number}/"))
            times["two workers"].append(extract(corpus, f"{folder}/two{number}/", "--workers", "2"))
        medians = {name: statistics.median(taken) for name, taken in times.items()}
        for name, median in medians.items():
            print(f"{name:12} {median:8.1f} s, {options.articles / median:6.1f} articles/s")
        print(f"one worker takes {medians['one worker'] / medians['one file']:.2f} times as long as one file,")
        print(f"two are {medians['one worker'] / medians['two workers']:.2f} times as fast as one")
        print(f"two workers write the same bytes: {_same(folder / 'one0', folder / 'two0')}")
        under_fire(corpus, folder / "fire", options.kills, options.seed)
        print(f"the cluster writes the same bytes: {_same(folder / 'one0', folder / 'fire')}")


if __name__ == "__main__":
    main()
