"""The slowest statements behind an address, and how SQLite goes about them (EXPLAIN QUERY PLAN)."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from benchmarks.workbench.addresses import ADDRESSES, PAGE_OF_SPEAKERS, speaker_page, values_of
from benchmarks.workbench.fill import Filled
from gazetteer.build import ensure
from webapp import create_app
from webapp.config import Settings
from webapp.domain import Article, Reading
from webapp.services.reader import Loaded, Reader
from webapp.store import ArticleStore

SHOWN = 3
"""Statements shown of each address."""
LEAST = 0.005
"""Seconds below which a statement is not worth looking at."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A statement with the seconds it takes by itself, the rows it answers with, and its plan, a step a line."""

    statement: str
    seconds: float
    rows: int
    plan: tuple[str, ...]


class _NoPipeline:
    """Takes the place of the pipeline that reads articles, of the edition that read those that are there."""

    note = ""

    def __init__(self, database: Path) -> None:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            self.program, self.model = connection.execute("SELECT program, model FROM article LIMIT 1").fetchone()

    def read(self, article: Article) -> Reading:
        """Refuse: nothing is read here."""
        raise NotImplementedError(article.title)


def print_plans(home: Path, paths: Sequence[str] = ()) -> None:
    """Print the slowest statements of some addresses, or of all; an older version's database is migrated.

    Each address is asked for twice, since what a server asks only once is not what makes it slow.
    """
    filled = Filled.of(home)
    if not paths and filled is None:
        raise FileNotFoundError(f"{home} was not filled: name the addresses")
    settings = Settings(home=home.absolute())
    with closing(ArticleStore(settings.database_path)) as store, closing(ensure(settings.gazetteer_path)) as gazetteer:
        pipeline = _NoPipeline(settings.database_path)
        reader = Reader(lambda report: Loaded(gazetteer, pipeline))
        client = create_app({"SETTINGS": settings, "STORE": store, "READER": reader}).test_client()
        _print(client, settings.database_path, paths or _every_path(client, filled))


def _every_path(client: FlaskClient, filled: Filled | None) -> list[str]:
    if filled is None:
        return []
    values = values_of(filled)
    values["speaker_page"] = speaker_page(client.get(PAGE_OF_SPEAKERS.at(values)).data)
    return [address.at(values) for address in ADDRESSES]


def _print(client: FlaskClient, database: Path, paths: Sequence[str]) -> None:
    for path in paths:
        client.get(path)
        with _statements() as seen:
            status = client.get(path).status_code
        print(f"\n{path}: status {status}, {len(seen)} statements")
        for one in slowest(database, seen):
            print(f"  {one.seconds * 1000:,.0f} ms, {one.rows:,} rows: {_short(one.statement)}")
            print("\n".join(f"      {step}" for step in one.plan), flush=True)


def _short(statement: str) -> str:
    """A statement in one line, with no more of a long list than its first."""
    return re.sub(r"\?(, \?){3,}", "?, …", " ".join(statement.split()))


def slowest(database: Path, statements: Sequence[tuple[str, Any]]) -> list[Planned]:
    """The slowest of some statements that only read, each run by itself."""
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        found = [_planned(connection, *one) for one in statements if one[0].lstrip().startswith(("SELECT", "WITH"))]
    return sorted((one for one in found if one.seconds >= LEAST), key=lambda one: -one.seconds)[:SHOWN]


def _planned(connection: sqlite3.Connection, statement: str, parameters: Any) -> Planned:
    start = time.perf_counter()
    rows = len(connection.execute(statement, parameters).fetchall())
    seconds = time.perf_counter() - start
    steps = connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
    depth = {0: -1}
    plan = []
    for number, parent, _, step in steps:
        depth[number] = depth.get(parent, -1) + 1
        plan.append("  " * depth[number] + step)
    return Planned(statement, seconds, rows, tuple(plan))


@contextmanager
def _statements() -> Iterator[list[tuple[str, Any]]]:
    """Collects every statement that is sent meanwhile, with its parameters."""
    seen: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        seen.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
