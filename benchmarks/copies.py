"""How many copies of made stories are found, how many stories are taken for copies, and what that costs an article.

python -m benchmarks.copies [--stories 1000] [--copies 3]
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from contextlib import closing
from itertools import combinations
from pathlib import Path

from sqlalchemy import select

from benchmarks.made.stories import Made, copies, read, stories
from webapp.store import ArticleStore
from webapp.store.copies.groups import GROUPS
from webapp.store.copies.stories import CHUNK
from webapp.store.models import ArticleRow


def main() -> None:
    """Print precision and recall over pairs of articles, and milliseconds per article, alone and in bulk."""
    options = _options()
    made = [
        one for story in stories(options.stories) for one in (story, *copies(story, story.story % (options.copies + 1)))
    ]
    random.Random(2).shuffle(made)
    with tempfile.TemporaryDirectory() as folder, closing(ArticleStore(Path(folder) / "articles.sqlite")) as store:
        ids = _saved(store, made)
        _report(store, ids)
        _measure(store, sorted(ids))


def _saved(store: ArticleStore, made: list[Made]) -> dict[int, Made]:
    ids: dict[int, Made] = {}
    for one in made:
        ids[store.save(read(one)).id] = one
    return ids


def _report(store: ArticleStore, ids: dict[int, Made]) -> None:
    with store._database.reading() as session:
        rows = session.execute(select(ArticleRow.id, ArticleRow.copy_of)).all()
    group = {row.id: row.copy_of or row.id for row in rows}
    found, wanted = _pairs(group), _pairs({one: made.story for one, made in ids.items()})
    right = found & wanted
    print(f"{len(ids):,} articles, {len(wanted):,} pairs of copies, {len(found):,} found")
    print(f"precision {len(right) / max(len(found), 1):.4f}  recall {len(right) / max(len(wanted), 1):.4f}")
    wrong: dict[str, int] = {}
    for one, _ in found - wanted:
        wrong[ids[one].kind] = wrong.get(ids[one].kind, 0) + 1
    print(f"wrong pairs by kind: {wrong}")


def _pairs(group: dict[int, int]) -> set[tuple[int, int]]:
    members: dict[int, list[int]] = {}
    for one, of in group.items():
        members.setdefault(of, []).append(one)
    return {pair for some in members.values() for pair in combinations(sorted(some), 2)}


def _measure(store: ArticleStore, ids: list[int]) -> None:
    alone = ids[:: max(1, len(ids) // 200)]
    with store._database.writing() as session:
        begun = time.process_time()
        for one in alone:
            GROUPS.leaving(session, [one])
            GROUPS.added(session, [one])
        each = (time.process_time() - begun) / len(alone)
        many = ids[:CHUNK]
        GROUPS.leaving(session, many)
        session.flush()
        begun = time.process_time()
        GROUPS.added(session, many)
        bulk = (time.process_time() - begun) / len(many)
    print(f"one article out and in again {1000 * each:.2f} ms; {len(many)} in at once {1000 * bulk:.2f} ms each")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--copies", type=int, default=3, help="most copies of one story")
    return parser.parse_args()


if __name__ == "__main__":
    main()
