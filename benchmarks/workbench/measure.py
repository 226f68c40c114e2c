"""Measures every address of a tree's server on a filled home: seconds, bytes, memory, and adding an article."""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from benchmarks.workbench.addresses import (
    ADDRESSES,
    AFTER_ADD,
    PAGE_OF_SPEAKERS,
    Address,
    speaker_page,
    values_of,
)
from benchmarks.workbench.fill import DATABASE, SUMMARY, Filled
from benchmarks.workbench.server import CUT_OFF, Answer, Memory, Server
from benchmarks.workbench.tree import Tree
from gazetteer.home import FILE
from webapp.samples import samples

PATIENCE = 20.0
"""Seconds after which no further requests are made to an address that is slow."""
LONGEST = 300.0
"""Seconds in which the busiest speaker's page must be found: a server may group all speakers for that."""
POLL = 0.005
ADDED, READ = "adding an article", "reading it alone"


@dataclass(frozen=True, slots=True)
class Figure:
    """What an address took: the seconds of each request, bytes of the answer, seconds of processor time for a request.

    ``missing`` is whether the tree has no such address, ``cut_off`` whether an answer did not come in a minute.
    """

    times: tuple[float, ...] = ()
    size: int | None = None
    status: int = 0
    cut_off: bool = False
    processor: float | None = None

    @property
    def missing(self) -> bool:
        """Whether the tree has no such address."""
        return self.status == 404

    @property
    def median(self) -> float | None:
        """The median in seconds, None if there is nothing to tell."""
        return statistics.median(self.times) if self.times and not self.missing else None

    @property
    def slowest_twentieth(self) -> float | None:
        """The 95th percentile in seconds."""
        if self.median is None or len(self.times) < 2:
            return self.median
        return statistics.quantiles(self.times, n=20, method="inclusive")[-1]


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything measured of one tree on one home."""

    side: str
    articles: int
    figures: dict[str, Figure]
    memory: dict[str, Memory]


@dataclass(frozen=True, slots=True)
class Side:
    """A tree with its own home, and the name under which it is shown."""

    name: str
    tree: Tree
    home: Path


class _Running:
    """A side's server, and what stands in its addresses."""

    def __init__(self, side: Side, home: Path, filled: Filled) -> None:
        self.side = side
        self.home = home
        self.server = Server(side.tree, home)
        self.filled = filled
        self.values = values_of(filled)
        self.figures: dict[str, Figure] = {}
        self.memory: dict[str, Memory] = {}

    def prepare(self, *, ready: bool) -> None:
        """Start the server, and find the address of the busiest speaker's page."""
        self.server.start(ready=ready)
        self.remember("started")
        answer = self.server.get(PAGE_OF_SPEAKERS.at(self.values), cut_off=LONGEST)
        self.values["speaker_page"] = speaker_page(answer.body if answer else b"")

    def remember(self, when: str) -> None:
        """Take down what memory is used."""
        if memory := self.server.memory:
            self.memory[when] = memory

    def measure(self, address: Address, requests: int) -> None:
        """Take down what an address takes."""
        path = address.at(self.values)
        self.figures[address.name] = timed(
            lambda: self.server.get(path, first_bytes=address.first_bytes),
            requests,
            first_bytes=address.first_bytes,
            processor=lambda: self.server.processor_seconds,
        )


def measure(
    sides: Sequence[Side],
    *,
    requests: int = 20,
    adds: int = 5,
    report: Callable[[str, str, Figure], None] = lambda side, address, figure: None,
) -> list[Measured]:
    """Measure each side on a copy of its home, taking turns at each address.

    Without ``adds`` no article is added, and no model is waited for. ``report`` hears of each figure as it is found,
    with the names of its side and of the address.
    """
    with ExitStack() as stack:
        running = [stack.enter_context(_running(side, ready=adds > 0)) for side in sides]
        for address in ADDRESSES:
            for one in running:
                one.measure(address, requests)
                report(one.side.name, address.name, one.figures[address.name])
        for one in running:
            one.remember("after the requests")
            if adds:
                _measure_adding(one, adds)
                one.remember("after adding")
        return [Measured(one.side.name, one.filled.articles, one.figures, one.memory) for one in running]


def timed(
    ask: Callable[[], Answer | None],
    requests: int,
    *,
    first_bytes: bool = False,
    processor: Callable[[], float] = time.process_time,
) -> Figure:
    """Ask once to warm up and then ``requests`` times; if that takes too long, fewer times.

    ``processor`` is the clock of the processor time that answering takes, in seconds.
    """
    times: list[float] = []
    answer = ask()
    started, used = time.monotonic(), processor()
    if answer is None:
        return Figure(cut_off=True)
    if answer.status == 404:
        return Figure(status=404)
    if answer.seconds > PATIENCE / 2:
        return Figure((answer.seconds,), len(answer.body), answer.status)
    size = len(answer.body)
    while len(times) < requests and time.monotonic() - started < PATIENCE:
        again = ask()
        if again is None:
            return Figure(tuple(times), size, answer.status, cut_off=True)
        times.append(again.first if first_bytes else again.seconds)
    each = (processor() - used) / len(times)
    return Figure(tuple(times), None if first_bytes else size, answer.status, processor=each)


@contextmanager
def _running(side: Side, *, ready: bool) -> Iterator[_Running]:
    filled = Filled.of(side.home)
    if filled is None:
        raise FileNotFoundError(f"{side.home} was not filled: fill it first")
    # A copy: measuring adds articles, and a newer program migrates what it opens.
    with TemporaryDirectory(dir=side.home.parent, prefix="measuring-") as folder:
        for name in (DATABASE, SUMMARY, FILE):
            shutil.copy(side.home / name, Path(folder) / name)
        running = _Running(side, Path(folder), filled)
        try:
            running.prepare(ready=ready)
            yield running
        finally:
            running.server.stop()


def _measure_adding(one: _Running, adds: int) -> None:
    """Add articles, each also only read, and ask for the pages that it changes; the first warms up."""
    taken: dict[str, list[float]] = {name: [] for name in (ADDED, READ, *(page.name for page in AFTER_ADD))}
    size: dict[str, int] = {}
    missed = set()
    with one.side.tree.reader(one.home / FILE) as read:
        for text in _texts(adds + 1):
            taken[READ].append(read(text))
            seconds = _add(one, text)
            if seconds is None:
                missed.add(ADDED)
                break
            taken[ADDED].append(seconds)
            for page in AFTER_ADD:
                answer = one.server.get(page.at(one.values))
                if answer is None:
                    missed.add(page.name)
                else:
                    taken[page.name].append(answer.seconds)
                    size[page.name] = len(answer.body)
    for name, times in taken.items():
        one.figures[name] = Figure(tuple(times[1:]), size.get(name), 200, cut_off=name in missed)


def _add(one: _Running, text: str) -> float | None:
    """Seconds until an article that is uploaded is stored, None if that takes too long."""
    address = f"{(one.home / DATABASE).absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
        last = _last_article(connection)
        start = time.perf_counter()
        one.server.post("/articles", urlencode({"text": text}))
        while _last_article(connection) == last:
            if time.perf_counter() - start > CUT_OFF:
                return None
            time.sleep(POLL)
        return time.perf_counter() - start


def _last_article(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()[0])


def _texts(count: int) -> list[str]:
    own = [article.text for article in samples()]
    return [f"{own[number % len(own)]}\n\nEdition {number}." for number in range(count)]
