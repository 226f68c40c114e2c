"""What only a tree's own code can do to a store: started as a process of its own with that tree first in its path.

The tree may be an old one, so this uses what was there before, and imports nothing of the workbench.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path


def prepare(database: str) -> None:
    """Create the file as this tree has it."""
    from webapp.store import ArticleStore

    store = ArticleStore(Path(database))
    store.prepare()
    store.close()


def edition(gazetteer: str) -> None:
    """Print what this tree's readings are made with: program, model, gazetteer."""
    pipeline = _pipeline(gazetteer)
    print(json.dumps([pipeline.program, pipeline.model, pipeline.gazetteer.version]))


def derive(database: str, size: str) -> None:
    """Fill whatever this tree keeps beside the articles, ``size`` articles at a time."""
    try:
        from webapp.store import derived
    except ImportError:
        return
    from sqlalchemy import select, update

    from webapp.store.database import Database
    from webapp.store.models import ArticleRow

    store = Database(Path(database))
    with store.writing() as session:
        # Copies are found by the tree itself: of those that are yet to come it must not know.
        session.execute(update(ArticleRow).values(copy_of=None))
        ids = list(session.scalars(select(ArticleRow.id).order_by(ArticleRow.id)))
    for start in range(0, len(ids), int(size)):
        with store.writing() as session:
            derived.added(session, ids[start : start + int(size)])
    store.close()


def read(gazetteer: str) -> None:
    """Read each text on standard input, a JSON string a line, and print the seconds that it takes."""
    from webapp.domain import Article

    pipeline = _pipeline(gazetteer)
    for line in sys.stdin:
        start = time.perf_counter()
        pipeline.read(Article(json.loads(line)))
        print(time.perf_counter() - start, flush=True)


def _pipeline(gazetteer: str):  # type: ignore[no-untyped-def]
    from gazetteer.build import ensure
    from webapp.nlp.pipeline import Pipeline

    return Pipeline(ensure(Path(gazetteer)), "auto")


COMMANDS: dict[str, Callable[..., None]] = {"prepare": prepare, "edition": edition, "derive": derive, "read": read}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
