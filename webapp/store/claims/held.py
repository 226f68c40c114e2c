"""Columns as this process holds them in memory: a block is read again only after an article in it has changed."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import case, select
from sqlalchemy.orm import Session

from webapp.store.claims.columns import (
    BLOCK,
    ENTRIES,
    LINKS,
    STATES,
    Array,
    BlockRow,
    Chunk,
    changes,
    dtype_of,
    short,
)

KEPT_ANSWERS = 50
"""Answers of the database that are remembered until the columns change, or there are more."""
_FULL = {short(name): name for name in (*ENTRIES, *LINKS)}
_FIRST = {"claim": "claim.article", "article": "article.day"}
_ARTICLES = tuple(name for name in ENTRIES if name.startswith("article."))


class _Block:
    """Columns of one block in one state, by their short names, and what was worked out from them."""

    def __init__(self, state: bytes) -> None:
        self.state = state
        self.columns: dict[str, Array] = {}
        self.derived: dict[object, Array] = {}


class _Held:
    """The blocks of one database; each is only used by sessions that see it in the state in which it was read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        self._blocks: dict[tuple[str, int], _Block] = {}
        self._answers: tuple[int, dict[object, Any]] = 0, {}
        self._articles: tuple[list[tuple[int, bytes]] | None, dict[str, Array]] = None, {}

    def claims(self, session: Session, names: Collection[str]) -> Iterator[tuple[int, _Block]]:
        """Every block that has claims, with these columns."""
        for number, state in _states(session, "claim"):
            yield number, self._with(session, ("claim", number), state, names)

    def articles(self, session: Session) -> Mapping[str, Array]:
        """The columns of articles, whole."""
        states = _states(session, "article")
        with self._lock:
            then, columns = self._articles
        if then != states:
            columns = _whole(session, states)
            with self._lock:
                self._articles = states, columns
        return columns

    def answers(self, session: Session) -> dict[object, Any]:
        """What was asked of the database since columns or tags last changed."""
        number = changes(session)
        with self._lock:
            if self._answers[0] != number or len(self._answers[1]) > KEPT_ANSWERS:
                self._answers = number, {}
            return self._answers[1]

    def _with(self, session: Session, key: tuple[str, int], state: bytes, names: Collection[str]) -> _Block:
        with self._lock:
            block = self._blocks.get(key)
            if block is None or block.state != state:
                block = self._blocks[key] = _Block(state)
        # Who asks for a block that is being read waits for it: held twice it would take twice the memory.
        with self._reading:
            missing = [_FULL[name] for name in names if name not in block.columns]
            if not missing:
                return block
            rows = select(BlockRow.name, BlockRow.data).where(BlockRow.block == key[1], BlockRow.name.in_(missing))
            for name, data in session.execute(rows):
                block.columns[short(name)] = np.frombuffer(data, dtype=dtype_of(name))
        return block


_databases: WeakKeyDictionary[Any, _Held] = WeakKeyDictionary()
_opening = threading.Lock()


def chunks(session: Session, names: Iterable[str]) -> Iterator[Chunk]:
    """The claims of every block, with some of their columns; always with the article."""
    wanted = {"article", *(name for name in names if name in _FULL and _FULL[name] not in _ARTICLES)}
    shared: dict[object, Any] = {}
    held = _held(session)
    lasting = held.answers(session)
    for number, block in held.claims(session, wanted):
        yield Chunk(session, number, block.columns, shared, block.derived, lasting)


def articles(session: Session) -> Chunk:
    """The columns of articles, from one end to the other; their index is the article's id."""
    held = _held(session)
    return Chunk(session, 0, held.articles(session), {}, lasting=held.answers(session))


def read_all(session: Session) -> None:
    """Hold every column, and the areas that places lie in."""
    for _ in chunks(session, _FULL):
        pass
    articles(session).areas()


def _held(session: Session) -> _Held:
    """What is held of a database; nothing of what a session that writes sees, which may come to nothing."""
    connection = session.connection()
    if connection.get_execution_options().get("writing"):
        return _Held()
    with _opening:
        return _databases.setdefault(connection.engine, _Held())


def _states(session: Session, table: str) -> list[tuple[int, bytes]]:
    """The numbers of all blocks of a table, each with its state; none of blocks that an older version stored."""
    row, state = BlockRow, STATES[table]
    told = select(row.block, case((row.name == state, row.data))).where(row.name.in_((state, _FIRST[table])))
    found: dict[int, bytes] = {}
    for number, data in session.execute(told):
        found[number] = data or found.get(number, b"")
    return sorted(found.items())


def _whole(session: Session, states: list[tuple[int, bytes]]) -> dict[str, Array]:
    size = (states[-1][0] + 1 if states else 1) * BLOCK
    found = {short(name): np.zeros(size, dtype=dtype_of(name)) for name in _ARTICLES}
    for number, _ in states:
        rows = select(BlockRow.name, BlockRow.data).where(BlockRow.block == number, BlockRow.name.in_(_ARTICLES))
        for name, data in session.execute(rows):
            found[short(name)][number * BLOCK : (number + 1) * BLOCK] = np.frombuffer(data, dtype=dtype_of(name))
    return found
