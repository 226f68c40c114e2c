"""What review costs in a home with many articles: the queue, a decision, its preview, undo, and a name everywhere.

    python -m benchmarks.workbench fill FOLDER --articles 100000
    python -m benchmarks.review FOLDER/present-100000 --copy SCRATCH

Works on a copy of the home. Prints medians in milliseconds, by the clock and in processor time.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine, text

from webapp.decisions.records import Scope, What
from webapp.domain import Span
from webapp.store import ArticleStore
from webapp.store.decisions.asked import Asked
from webapp.store.decisions.queue import Waiting
from webapp.store.jobs.records import Claimed

WHO = "benchmark"
BATCH = 48
_BY_COUNT = text("SELECT text, count(*) AS number FROM mention GROUP BY text ORDER BY number DESC LIMIT 200")
_ONE_OF = text("SELECT article_id, start, \"end\" FROM mention WHERE text = :text AND status = 'unverified' LIMIT 1")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("home", type=Path, help="a home that the workbench filled")
    parser.add_argument("--copy", type=Path, required=True, help="where its database is copied to")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--mentions", type=int, default=10_000, help="how often the name occurs that is decided on")
    given = parser.parse_args()
    given.copy.mkdir(parents=True, exist_ok=True)
    path = given.copy / "articles.sqlite"
    shutil.copyfile(given.home / "articles.sqlite", path)
    store = ArticleStore(path)
    timed("bring the database up to date", store.prepare)
    singly(store, given.rounds)
    everywhere(store, path, given.mentions)
    store.close()


def singly(store: ArticleStore, rounds: int) -> None:
    """The queue, and decisions on single mentions."""
    queue = store.decisions.queue
    waiting = queue.portion(limit=rounds).items
    timed("open the queue", queue.portion, rounds)
    timed("progress", queue.progress, rounds)
    decide, undo = [], []
    for one in waiting:
        decide.append(spent(partial(store.decisions.decide, rejected(one))))
        undo.append(spent(lambda: store.decisions.undo(WHO)))
    show("decide on a mention", decide)
    show("undo it", undo)


def everywhere(store: ArticleStore, path: Path, mentions: int) -> None:
    """A name that occurs often, decided on everywhere: the preview, the answer, and what a worker then does."""
    with create_engine(f"sqlite:///{path}").connect() as connection:
        names = connection.execute(_BY_COUNT).all()
        name, number = min(names, key=lambda row: abs(row.number - mentions))
        article, start, end = connection.execute(_ONE_OF, {"text": name}).one()
    print(f"“{name}”, {number:,} mentions")
    words = Span(start, end)
    timed("preview", lambda: store.decisions.alike(article, words, Scope.EVERYWHERE), 5)
    asked = Asked(WHO, What.NOT_IDENTIFIABLE, Scope.EVERYWHERE, article, (words,))
    timed("decide on it everywhere", lambda: store.decisions.decide(asked))
    worked(store)
    timed("undo it everywhere", lambda: store.decisions.undo(WHO))
    worked(store)


def worked(store: ArticleStore) -> None:
    """Do what a worker does with the jobs that wait, but for reading articles again."""
    seen = changed = 0
    began, cpu = time.perf_counter(), time.process_time()
    while items := store.jobs.work.claim("benchmark", BATCH):
        to_lay = [one for one in items if one.given.get("inform") is False]
        changed += store.jobs.work.deciding.lay(to_lay).articles
        seen += len(to_lay)
        for one in items:
            settle(store, one)
    wall, used = time.perf_counter() - began, time.process_time() - cpu
    print(f"  in the background: {seen:,} articles seen, {changed:,} changed, {wall:.0f} s, processor {used:.0f} s")


def settle(store: ArticleStore, item: Claimed) -> None:
    """Find the articles of a decision, or pass over an article that would be read again."""
    if "spread" in item.given:
        store.jobs.work.deciding.spread(item)
    elif item.given.get("inform"):
        store.jobs.work.done(item)


def rejected(one: Waiting) -> Asked:
    """That a mention of the queue is no place."""
    return Asked(WHO, What.REJECTED, Scope.MENTION, one.article_id, (Span(one.start, one.end),))


def timed(label: str, what: Callable[[], object], rounds: int = 1) -> None:
    """Do something some times and print the median."""
    show(label, [spent(what) for _ in range(rounds)])


def spent(what: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    began, cpu = time.perf_counter(), time.process_time()
    what()
    return time.perf_counter() - began, time.process_time() - cpu


def show(label: str, times: list[tuple[float, float]]) -> None:
    """Print the medians."""
    wall, cpu = (1000 * statistics.median(values) for values in zip(*times, strict=True))
    print(f"{label}: {wall:.0f} ms, processor {cpu:.0f}")


if __name__ == "__main__":
    main()
