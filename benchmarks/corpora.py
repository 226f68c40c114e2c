"""What a corpus costs with one process, two, and a cluster whose parts are killed, and whether all write the same.

    python -m benchmarks.corpora                              # 2,000 articles, made from this project's own
    python -m benchmarks.corpora --articles 20000 --kills 0   # the long run, without the cluster
    python -m benchmarks.corpora --articles 0 --kills 10      # the cluster alone

Plain ``extract`` to one file, one worker and two take turns. Where other programs share the machine, elapsed time says
little; so the processor time of each process is counted, and the time for which it waited for something other than the
processor. What two workers would take with a core each is the asking process's processor time and the mean of the
workers' processor time and waits.

Then a Dask scheduler and two workers run as processes of their own over TCP. One of the three is killed at random, and
again, and started anew, as are those that end by themselves and the command where it gives up. The bytes of all folders
are compared.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import statistics
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.made.varied_articles import varied_articles
from benchmarks.throughput import own_texts, place_names
from gazetteer.build import ensure
from webapp.config import Settings

_PORT = 18786
_ADDRESS = f"tcp://127.0.0.1:{_PORT}"
_ROLES = ("scheduler", "worker", "worker")
_SAMPLED = 0.1
"""Seconds between two looks at the processes."""
_WORKS = 1.0
"""Seconds of processor time from which a process counts as a worker; helpers of Python's take none."""


@dataclass(frozen=True, slots=True)
class Use:
    """What one process used, in seconds: of the processor, and waiting for anything else."""

    processor: float
    waits: float


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took, in seconds: from start to end, of the processor in all, and by each of its processes."""

    elapsed: float
    processor: float
    asking: Use
    workers: tuple[Use, ...]
    said: str
    """What the command reports at its end."""

    @property
    def on_free_cores(self) -> float:
        """How long it takes where each process has a core."""
        if not self.workers:
            return self.processor
        return self.asking.processor + statistics.mean(one.processor + one.waits for one in self.workers)


class Watch:
    """Looks at a process and its children while they run."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._seen: dict[int, tuple[float, Use]] = {}

    def look(self) -> None:
        """Note what each has used by now."""
        children = _read(f"/proc/{self._process}/task/{self._process}/children")
        for process in (self._process, *map(int, children.split())):
            numbers = _read(f"/proc/{process}/schedstat").split()
            if not numbers:
                continue
            now = time.monotonic()
            began = self._seen[process][0] if process in self._seen else now
            processor, queued = (int(number) / 1e9 for number in numbers[:2])
            self._seen[process] = (began, Use(processor, max(0.0, now - began - processor - queued)))

    def asking(self) -> Use:
        """What the process itself used."""
        return self._seen[self._process][1]

    def workers(self) -> tuple[Use, ...]:
        """What those of its children used that work."""
        others = (use for process, (_, use) in self._seen.items() if process != self._process)
        return tuple(use for use in others if use.processor > _WORKS)


def _read(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""


def extract(corpus: Path, output: str, *options: str) -> Run:
    """Run the command and watch it; raises RuntimeError if it fails."""
    start = time.monotonic()
    process = subprocess.Popen(_command(corpus, output, *options), stderr=subprocess.PIPE, text=True)
    watch = Watch(process.pid)
    while True:
        watch.look()
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            break
        time.sleep(_SAMPLED)
    elapsed = time.monotonic() - start
    with process.stderr or io.StringIO() as errors:
        said = errors.read().strip()
    if process.returncode:
        raise RuntimeError(f"extract ended with {process.returncode}: {said}")
    return Run(elapsed, used.ru_utime + used.ru_stime, watch.asking(), watch.workers(), said)


class Cluster:
    """A scheduler and two workers, each a process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.running = [self._start(role) for role in _ROLES]

    def kill(self, chance: random.Random) -> str:
        """Kill one of the three; returns which."""
        number = chance.randrange(len(self.running))
        self.running[number].kill()
        self.running[number].wait()
        return _ROLES[number]

    def revive(self) -> None:
        """Start those anew that ended: workers do, too, once their scheduler is gone."""
        for number, process in enumerate(self.running):
            if process.poll() is not None:
                self.running[number] = self._start(_ROLES[number])

    def stop(self) -> None:
        """Kill all."""
        for process in self.running:
            process.kill()
            process.wait()

    def _start(self, role: str) -> subprocess.Popen[bytes]:
        # Without Dask's nanny, so that the process that is killed is the one that reads.
        where = ["--port", str(_PORT)] if role == "scheduler" else [_ADDRESS, "--nthreads", "1", "--no-nanny"]
        command = [sys.executable, "-m", "dask", role, *where, "--no-dashboard"]
        return subprocess.Popen(command, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def under_fire(corpus: Path, output: Path, kills: int, chance: random.Random, between: tuple[float, float]) -> None:
    """Read the corpus on a cluster of which something is killed ``kills`` times, ``between`` so many seconds."""

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(_command(corpus, f"{output}/", "--scheduler", _ADDRESS), stderr=subprocess.PIPE)

    with TemporaryDirectory() as scratch:
        cluster = Cluster(Path(scratch))
        killed, due, running = 0, time.monotonic() + chance.uniform(*between), start()
        try:
            while running.poll() != 0:
                time.sleep(_SAMPLED)
                if running.returncode is not None:
                    said = running.stderr.read().decode().splitlines() if running.stderr else []
                    print(f"  the command gave up: {said[-1] if said else running.returncode}", flush=True)
                    running = start()
                if killed < kills and time.monotonic() > due:
                    killed, due = killed + 1, time.monotonic() + chance.uniform(*between)
                    done = len(list(output.glob("part-*.jsonl")))
                    print(f"  {done} parts are done: killed the {cluster.kill(chance)}", flush=True)
                cluster.revive()
            print(f"  {killed} killed in all")
        finally:
            running.kill()
            running.wait()
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


def _compare(corpus: Path, folder: Path, rounds: int) -> None:
    """Run the three ways in turn, and print what each takes."""
    taken: dict[str, list[Run]] = {"one file": [], "one worker": [], "two workers": []}
    for number in range(rounds):
        taken["one file"].append(extract(corpus, str(folder / "plain.jsonl")))
        taken["one worker"].append(extract(corpus, f"{folder}/one{number}/"))
        taken["two workers"].append(extract(corpus, f"{folder}/two{number}/", "--workers", "2"))
    for name, runs in taken.items():
        for one in runs:
            workers = ", ".join(f"{use.processor:.1f} + {use.waits:.1f} waiting" for use in one.workers)
            told = f"; asking {one.asking.processor:.1f}, workers {workers}" if workers else ""
            print(f"{name:12} {one.elapsed:7.1f} s, {one.processor:6.1f} s of processor{told}")
            if one.said:
                print(f"{'':12} {one.said}")
    processor = {name: statistics.median(one.processor for one in runs) for name, runs in taken.items()}
    free = {name: statistics.median(one.on_free_cores for one in runs) for name, runs in taken.items()}
    print(f"one worker takes {processor['one worker'] / processor['one file']:.2f} times the processor of one file")
    print(f"two are {free['one worker'] / free['two workers']:.2f} times as fast as one, with a core each")
    written = b"".join(path.read_bytes() for path in sorted((folder / "one0").glob("part-*.jsonl")))
    print(f"the parts are what one file has: {written == (folder / 'plain.jsonl').read_bytes()}")
    print(f"two workers write the same bytes as one: {_same(folder / 'one0', folder / 'two0')}")


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000, help="0 leaves the comparison out")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--kills", type=int, default=10, help="0 leaves the cluster out")
    parser.add_argument("--under-fire", type=int, default=800, help="articles that the cluster reads")
    parser.add_argument("--between", type=float, nargs=2, default=(5.0, 25.0), help="seconds between two kills")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        corpus, few = folder / "corpus.jsonl", folder / "few.jsonl"
        if options.articles:
            _write(corpus, options.articles)
            _compare(corpus, folder, options.rounds)
        if options.kills:
            _write(few, options.under_fire)
            extract(few, f"{folder}/undisturbed/")
            under_fire(few, folder / "fire", options.kills, random.Random(options.seed), options.between)
            print(f"the cluster writes the same bytes: {_same(folder / 'undisturbed', folder / 'fire')}")


if __name__ == "__main__":
    main()
