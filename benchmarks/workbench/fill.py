"""Fills a home with made articles: rows by the thousand, into whatever tables and columns its database has."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Inspector, create_engine, inspect
from sqlalchemy.engine.interfaces import ReflectedColumn

from benchmarks.workbench.cast import Cast, cast
from benchmarks.workbench.corpus import COLUMNS, Corpus
from benchmarks.workbench.tree import Tree
from gazetteer.home import FILE
from webapp.domain import Edition
from webapp.samples import samples

DATABASE, SUMMARY = "articles.sqlite", "workbench.json"
DERIVED_AT_ONCE = 1_000
_FILLING = "filling.sqlite"
_SENTENCE = re.compile(r"[A-Z][^.?!“”\n]{40,160}\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Filled:
    """What a home was filled with, and what of it addresses ask for."""

    articles: int
    seed: int
    place: str
    speaker: str
    lat: float
    lon: float

    @classmethod
    def of(cls, home: Path) -> Filled | None:
        """What ``home`` was filled with, None if it was not."""
        path = home / SUMMARY
        return cls(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


class AlreadyFilled(ValueError):
    """Raised where a home has a database of articles: it is never added to."""


def fill(
    home: Path, gazetteer: Path, articles: int, *, seed: int = 1, tree: Tree, edition: Edition | None = None
) -> Filled:
    """Fill a home with ``articles`` made articles, as ``tree`` would store them; AlreadyFilled if it has any.

    ``gazetteer`` is the built file, which is copied into the home. Without an ``edition`` the articles are said to have
    been read by the tree as it is, for which its model is loaded.
    """
    home.mkdir(parents=True, exist_ok=True)
    if (home / DATABASE).exists():
        raise AlreadyFilled(f"{home} has a database of articles already: name an empty folder")
    if not (home / FILE).exists():
        shutil.copy(gazetteer, home / FILE)
    database = home / _FILLING
    database.unlink(missing_ok=True)
    tree.prepare(database)
    made = cast(home / FILE, articles, random.Random(f"cast {seed}"))
    corpus = Corpus(made, articles, edition or tree.edition(home / FILE), sentences(), seed)
    _load(database, corpus)
    tree.derive(database, DERIVED_AT_ONCE)
    database.rename(home / DATABASE)
    summary = _summary(made, articles, seed)
    (home / SUMMARY).write_text(json.dumps(asdict(summary)), encoding="utf-8")
    return summary


def sentences() -> list[str]:
    """Sentences of the sample articles, to put between those that report speech."""
    return [sentence for article in samples() for sentence in _SENTENCE.findall(article.text)]


def _summary(made: Cast, articles: int, seed: int) -> Filled:
    place = made.busiest_place
    return Filled(articles, seed, place.id, made.busiest_speaker.name, place.lat, place.lon)


def _load(database: Path, corpus: Corpus) -> None:
    engine = create_engine(URL.create("sqlite", database=str(database)))
    with engine.connect() as connection:
        # The file is thrown away if this does not come to its end.
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
        connection.exec_driver_sql("PRAGMA cache_size = -400000")
        connection.exec_driver_sql("PRAGMA temp_store = MEMORY")
        connection.commit()
        inspector = inspect(connection)
        inserts = {table: _insert(inspector, table, columns) for table, columns in COLUMNS.items()}
        for part in corpus.parts():
            for table, rows in part.items():
                inserts[table](connection, rows)
            connection.commit()
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _insert(
    inspector: Inspector, table: str, columns: Sequence[str]
) -> Callable[[Connection, list[tuple[object, ...]]], None]:
    """What inserts rows of ``columns`` into a table: those of them that it has, and nothing if it is not there."""
    if not inspector.has_table(table):
        return lambda connection, rows: None
    there = inspector.get_columns(table)
    have = {column["name"] for column in there}
    kept = [position for position, name in enumerate(columns) if name in have]
    required = {column["name"]: _nothing(column) for column in there if _is_missing(column, columns)}
    names = ", ".join(f'"{name}"' for name in (*(columns[position] for position in kept), *required))
    values = ", ".join(("?",) * len(kept) + tuple(required.values()))
    statement = f"INSERT INTO {table} ({names}) VALUES ({values})"
    whole = len(kept) == len(columns)

    def insert(connection: Connection, rows: list[tuple[object, ...]]) -> None:
        if rows:
            cut = rows if whole else [tuple(row[position] for position in kept) for row in rows]
            connection.exec_driver_sql(statement, cut)

    return insert


def _is_missing(column: ReflectedColumn, columns: Sequence[str]) -> bool:
    """Whether a table demands a value that made rows do not have: what others derive, filled later."""
    filled = column["name"] in columns or column["default"] is not None or column.get("primary_key")
    return not column["nullable"] and not filled


def _nothing(column: ReflectedColumn) -> str:
    """The value for it in SQL that says nothing."""
    return "''" if issubclass(column["type"].python_type, str) else "0"
