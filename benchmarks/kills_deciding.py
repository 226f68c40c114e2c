"""Kills the worker in the middle of a decision on many articles: it is in the log or not, and what it changes goes on.

    python -m benchmarks.kills_deciding [--times 10] [--articles 200] [--within 8] [--model sm] [--seed 1]

Every article names a town in a sentence of its own. Each round decides what the town is, *everywhere*, and kills the
worker with SIGKILL at a random moment, sometimes the server at once with it; then the program is started again where it
was ended and left alone until nothing waits. Then the log must have the decision if and only if the server said so, the
job's page must have said how far it was, and every article must show what it shows in a home in which the same was
decided and nothing killed. Every second round undoes the decision of the one before.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.kills import small_files
from benchmarks.serving import Server, home, until
from webapp.config import Settings
from webapp.domain import Reading
from webapp.store import ArticleStore

TOWN = "Larkana"
PORTION = 20
POINTS = ({"lat": 27.56, "lon": 68.21, "name": "Larkana camp"}, {"lat": 25.4, "lon": 68.37, "name": "Larkana quarter"})
"""What the town is decided to be, in turn."""
WHO = "Ada"


@dataclass
class Seen:
    """What came of all rounds."""

    kills: int = 0
    accepted: int = 0
    refused: int = 0
    """Decisions that the server did not answer: they may be in the log or not."""
    problems: list[str] = field(default_factory=list)
    went_on: int = 0
    """Rounds in which the page said, after the kill, that something was left to do."""


class Deciding:
    """A home in which something is decided on many articles while its programs are killed."""

    def __init__(self, server: Server, chance: random.Random, within: float = 0.0) -> None:
        """A kill comes ``within`` so many seconds."""
        self.server = server
        self.seen = Seen()
        self._chance = chance
        self._within = within

    def round(self, turn: int) -> str:
        """Decide or undo, kill meanwhile, start again, wait until all is done; what was killed."""
        both = self._chance.random() < 0.3
        before = len(self.log())
        killer = threading.Timer(self._chance.uniform(0.0, self._within), self._kill, (both,))
        killer.start()
        answered = self._decide(turn)
        killer.join()
        if self.server.process and self.server.process.poll() is not None:
            self.server.start()
        left = self.left()
        self.seen.went_on += left > 0
        until(lambda: self.left() == 0, "all is shown", 600, 0.3)
        entered = len(self.log()) > before
        self.seen.accepted += answered
        self.seen.refused += not answered
        if answered and not entered:
            self.seen.problems.append(f"round {turn + 1}: the decision is not in the log")
        if not entered:
            # Nobody knows whether it was entered: a person would look, and decide again.
            self._decide(turn)
            until(lambda: self.left() == 0, "all is shown", 600, 0.3)
        return f"worker{' and server' if both else ''} killed, {left} left to do then"

    def log(self) -> list[str]:
        """The lines of the log."""
        with closing(ArticleStore(self.server.home / "articles.sqlite")) as store:
            return [row.uid for row in store.decisions.log()]

    def left(self) -> int:
        """How many articles the jobs that are not done have left, as ``/api/jobs`` says."""
        try:
            jobs = self.server.ask("GET", "/api/jobs")[1]["jobs"]
        except (OSError, KeyError):
            return 1
        return sum(job["queued"] + job["reading"] for job in jobs)

    def _decide(self, turn: int) -> bool:
        try:
            return decide(self.server, turn)
        except OSError:
            return False

    def _kill(self, both: bool) -> None:
        worker = self.server.worker()
        if both:
            self.server.kill()
        if worker:
            try:
                os.kill(worker, signal.SIGKILL)
                self.seen.kills += 1
            except ProcessLookupError:
                return


def decide(server: Server, turn: int) -> bool:
    """Decide where the town is in every article, or undo that; whether it was accepted. OSError without an answer."""
    as_json = {"Content-Type": "application/json"}
    if turn % 2:
        return server.ask("POST", "/api/decisions/undo", json.dumps({"who": WHO}).encode(), as_json)[0] == 200
    article = server.ask("GET", "/api/articles?limit=1")[1]["articles"][0]["id"]
    items = server.ask("GET", f"/api/review/queue?article={article}")[1]["items"]
    (first, *_) = [one for one in items if one["text"] == TOWN]
    point = POINTS[(turn // 2) % len(POINTS)]
    given = {"what": "place", "scope": "everywhere", "article": article, "value": {"place": point}}
    body = json.dumps({**given, "start": first["start"], "end": first["end"], "who": WHO}).encode()
    return server.ask("POST", "/api/decisions", body, as_json)[0] == 201


def articles(folder: Path, number: int) -> list[Path]:
    """Short articles, each of which names the town."""
    paths = small_files(folder, number, "decide")
    for path in paths:
        path.write_text(
            f"{path.read_text('utf-8')}\nA clinic in {TOWN}, Pakistan was closed, the mayor said.\n", "utf-8"
        )
    return paths


def shown(database: Path) -> dict[str, Any]:
    """What every article shows, by its file: without who decided and when, which differ."""
    with closing(ArticleStore(database)) as store:
        readings = (store.reading(article_id) for article_id in store.ids())
        return {reading.article.filename or "": _shown(reading) for reading in readings}


def _shown(reading: Reading) -> list[Any]:
    names = [(one.span.start, one.text, one.resolution.status.value, one.resolution.place) for one in reading.mentions]
    claims = [
        (one.attribution.content, one.speaker.name if one.speaker else "", one.about, one.status.value)
        for one in reading.claims
    ]
    return [names, claims]


def fill(server: Server, paths: Sequence[Path]) -> None:
    """Have all articles read."""
    until(server.ready, "the worker is ready", 1200)
    for first in range(0, len(paths), PORTION):
        server.upload(paths[first : first + PORTION])
    until(lambda: server.ask("GET", "/api/jobs?open=yes")[1]["jobs"] == [], "all is read", 1800, 0.5)


def main() -> None:
    """Decide, kill, compare and print; the exit status is 1 if anything is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--model", default="sm", choices=("auto", "md", "sm"))
    parser.add_argument("--within", type=float, default=8.0, help="seconds within which a kill comes")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    settings = replace(Settings.from_environment(), model=options.model)
    with tempfile.TemporaryDirectory() as place:
        where = Path(place)
        paths = articles(where / "in", options.articles)
        with home(settings, where / "killed") as killed, home(settings, where / "whole") as whole:
            seen = rounds(Server(killed, options.model), Server(whole, options.model), paths, options)
    print(
        f"{seen.kills} kills, {seen.accepted} decisions accepted, {seen.refused} without an answer; "
        f"after {seen.went_on} kills the page said what was left to do"
    )
    for problem in seen.problems:
        print("  ", problem)
    print("all as it should be" if not seen.problems else f"{len(seen.problems)} problems")
    sys.exit(1 if seen.problems else 0)


def rounds(disturbed: Server, whole: Server, paths: Sequence[Path], options: argparse.Namespace) -> Seen:
    """All rounds in the one home, with the same decided undisturbed in the other, compared after each."""
    deciding = Deciding(disturbed, random.Random(options.seed), options.within)
    undisturbed = Deciding(whole, random.Random(0))
    try:
        disturbed.start()
        fill(disturbed, paths)
        disturbed.stop()
        for path in disturbed.home.glob("articles.sqlite*"):
            shutil.copy(path, whole.home / path.name)
        for server in (disturbed, whole):
            server.start()
            until(server.ready, "the worker is ready", 1200)
        for turn in range(options.times):
            started = time.monotonic()
            what = deciding.round(turn)
            took = time.monotonic() - started
            decide(whole, turn)
            until(lambda: undisturbed.left() == 0, "all is shown", 600, 0.3)
            found, wanted = (shown(server.home / "articles.sqlite") for server in (disturbed, whole))
            other = sorted(name for name in wanted if found.get(name) != wanted[name])
            if other:
                deciding.seen.problems.append(f"round {turn + 1}: {len(other)} show something else: {other[:3]}")
            print(f"round {turn + 1}: {what}, all shown after {took:.1f} s, {len(other)} differ", flush=True)
    finally:
        for server in (disturbed, whole):
            server.stop()
    return deciding.seen


if __name__ == "__main__":
    main()
