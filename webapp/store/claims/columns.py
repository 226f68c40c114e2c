"""Columns of numbers that the database keeps of claims and articles, so that counting need not go through their rows.

A column is cut into blocks of ``BLOCK`` ids; an article that comes in changes one or two blocks of each. Words such as
a publisher or a manner stand in it as codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, String, UniqueConstraint, cast, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.store.models import ArticleRow, Base, PlaceRow, SpeakerRow

BLOCK = 16_384
"""Ids in a block: article or claim number n is entry n % BLOCK of block n // BLOCK."""
NOBODY = 0
"""Stands for no value: ids and codes begin at 1. An entry whose article is 0 is no claim."""

Array: TypeAlias = NDArray[Any]
Mask: TypeAlias = NDArray[np.bool_]

ENTRIES = {
    "claim.article": np.int32,
    "claim.speaker": np.int32,
    "claim.kind": np.uint8,
    "claim.manner": np.uint8,
    "claim.said": np.float32,
    "claim.confidence": np.float32,
    "article.publisher": np.int32,
    "article.day": np.int32,
    "article.collection": np.int32,
}
"""Columns with one entry for each id; ``day`` is the date's proleptic ordinal, 0 for none."""
LINKS = {
    "link.claim": np.uint16,
    "link.place": np.int32,
    "link.role": np.uint8,
    "link.basis": np.uint8,
    "link.confidence": np.float64,
}
"""Columns with one entry for each link of a block's claims; ``link.claim`` is the claim's entry, ``link.place`` is 0
for a mention that is not on the map."""
CODED = {
    "kind": "kind",
    "manner": "manner",
    "link_role": "role",
    "link_basis": "basis",
    "link_place": "place",
    "publisher": "publisher",
}
"""Of what the codes in a column are."""


class BlockRow(Base):
    """One block of one column, as the bytes of its numbers; the key's order lets blocks be read one after another."""

    __tablename__ = "column_block"

    block: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes]


class CodeRow(Base):
    """The number that stands for a word in columns; never changed, so that blocks stay true."""

    __tablename__ = "column_code"
    __table_args__ = (UniqueConstraint("of", "word"),)

    of: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    word: Mapped[str]


class ChangeRow(Base):
    """How often the columns were changed, in the one row of its table: while it is the same, so are all answers."""

    __tablename__ = "column_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]


def changes(session: Session) -> int:
    """How often the columns were changed."""
    return session.scalar(select(ChangeRow.number)) or 0


def changed(session: Session) -> None:
    """Count one more change."""
    if not session.scalars(update(ChangeRow).values(number=ChangeRow.number + 1).returning(ChangeRow.id)).all():
        session.execute(insert(ChangeRow), {"id": 1, "number": 1})


def codes(session: Session, of: str, words: Iterable[str], *, add: bool = False) -> dict[str, int]:
    """The codes of some words; those that have none are left out, or get one with ``add``."""
    wanted = sorted(set(words))
    found = _codes(session, of, wanted)
    missing = [word for word in wanted if word not in found] if add else []
    if missing:
        highest = session.scalar(select(func.max(CodeRow.code)).where(CodeRow.of == of)) or NOBODY
        rows = [{"of": of, "code": code, "word": word} for code, word in enumerate(missing, start=highest + 1)]
        session.execute(insert(CodeRow), rows)
        found |= {word: code for code, word in enumerate(missing, start=highest + 1)}
    return found


def words_of(session: Session, of: str, numbers: Iterable[int]) -> dict[int, str]:
    """The words that some codes stand for."""
    wanted = [int(number) for number in numbers]
    rows = session.execute(select(CodeRow.code, CodeRow.word).where(CodeRow.of == of, CodeRow.code.in_(wanted)))
    return {row[0]: row[1] for row in rows}


def _codes(session: Session, of: str, words: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(words), 10_000):
        some = words[start : start + 10_000]
        query = select(CodeRow.word, CodeRow.code).where(CodeRow.of == of, CodeRow.word.in_(some))
        found.update((word, code) for word, code in session.execute(query))
    return found


class Chunk:
    """Columns over the same entries, by their names without the table's: "kind", "link_place", "publisher".

    ``number`` is the block's, for claims; columns of articles are whole.
    """

    def __init__(self, session: Session, number: int, columns: Mapping[str, Array], shared: dict[object, Any]) -> None:
        self.number = number
        self._session = session
        self._columns = columns
        self._shared = shared

    def __getitem__(self, name: str) -> Array:
        return self._columns[name]

    @property
    def ids(self) -> Array:
        """The claims' ids."""
        return np.arange(BLOCK, dtype=np.int64) + self.number * BLOCK

    def among(self, name: str, words: Sequence[str]) -> Mask:
        """Where a column of codes has one of some words."""
        key = (name, tuple(words))
        if key not in self._shared:
            self._shared[key] = np.array(sorted(codes(self._session, CODED[name], words).values()), dtype=np.int64)
        wanted = self._shared[key]
        if len(wanted) == 1:
            return np.asarray(self[name] == wanted[0])
        return np.isin(self[name], wanted)

    def at_least(self, name: str, least: float) -> Mask:
        """Where a column is no less than a number."""
        return np.asarray(self[name] >= np.float32(least))

    def at_places(self, key: str, where: Callable[[], ColumnElement[bool]]) -> Mask:
        """Where a link's place fulfils a condition on rows of places; ``key`` names it, so that it is asked once."""
        if key not in self._shared:
            inside = select(CodeRow.code).join(PlaceRow, PlaceRow.id == CodeRow.word)
            found = ids_of(self._session, inside.where(CodeRow.of == "place", where()))
            highest = self._session.scalar(select(func.max(CodeRow.code)).where(CodeRow.of == "place"))
            self._shared[key] = flags(found, highest or NOBODY)
        return np.asarray(self._shared[key][self["link_place"]])

    def areas(self) -> tuple[list[str], Array, Array]:
        """Every country and division that places lie in, and by the code of a place the number of its own; 0 is none.

        They are named as the filter ``within`` has them.
        """
        if "areas" not in self._shared:
            self._shared["areas"] = _areas(self._session)
        return self._shared["areas"]  # type: ignore[no-any-return]

    def articles(self, where: ColumnElement[bool]) -> Mask:
        """Which articles fulfil a condition on their rows, by id, as long as the columns of articles."""
        return self.article_ids(select(ArticleRow.id).where(where))

    def article_ids(self, query: Select[int]) -> Mask:
        """Which articles a query of one column selects, likewise."""
        return flags(ids_of(self._session, query), len(self["day"]) - 1)

    def with_ids(self, key: str, query: Callable[[], Select[int]]) -> Mask:
        """Where the claims' ids are among those that a query of one column selects; ``key`` as in ``at_places``."""
        if key not in self._shared:
            self._shared[key] = np.sort(ids_of(self._session, query()))
        ids = self._shared[key]
        start, end = np.searchsorted(ids, (self.number * BLOCK, (self.number + 1) * BLOCK))
        found = np.zeros(BLOCK, dtype=np.bool_)
        found[ids[start:end] % BLOCK] = True
        return found

    def in_articles(self, key: str, query: Callable[[], Select[int]]) -> Mask:
        """Where the claims' articles are among those that a query selects; ``key`` as in ``at_places``."""
        if key not in self._shared:
            highest = self._session.scalar(select(func.max(ArticleRow.id))) or NOBODY
            self._shared[key] = flags(ids_of(self._session, query()), highest)
        return np.asarray(self._shared[key][self["article"]])

    def spoken_by(self, name: str) -> Mask:
        """Where the speaker has a name, as their article gives it; "" for claims whose speaker is not named."""
        key = ("speaker", name)
        if key not in self._shared:
            self._shared[key] = self._session.scalars(select(SpeakerRow.id).where(SpeakerRow.name == name)).all()
        theirs = self._shared[key] if name else [NOBODY, *self._shared[key]]
        return np.isin(self["speaker"], theirs)


def ids_of(session: Session, query: Select[int]) -> Array:
    """The ids that a query of one column selects; a hundred thousand at once, which rows would be slow for."""
    one = query.subquery().c[0]
    found = session.scalar(select(func.aggregate_strings(cast(one, String), ",")))
    return np.fromstring(found, dtype=np.int64, sep=",") if found else np.zeros(0, np.int64)


def _areas(session: Session) -> tuple[list[str], Array, Array]:
    query = select(CodeRow.code, PlaceRow.country, PlaceRow.admin1).join(PlaceRow, PlaceRow.id == CodeRow.word)
    rows = session.execute(query.where(CodeRow.of == "place")).all()
    length = (session.scalar(select(func.max(CodeRow.code)).where(CodeRow.of == "place")) or NOBODY) + 1
    countries, divisions = np.zeros(length, np.int64), np.zeros(length, np.int64)
    numbers: dict[str, int] = {"": NOBODY}
    for code, country, division in rows:
        if country:
            countries[code] = numbers.setdefault(country, len(numbers))
            if division:
                divisions[code] = numbers.setdefault(f"{country}/{division}", len(numbers))
    return list(numbers), countries, divisions


def flags(ids: Array, highest: int) -> Mask:
    """An array that is true at some indices and has at least ``highest`` + 1 entries."""
    array = np.zeros(max(highest, int(ids.max(initial=0))) + 1, dtype=np.bool_)
    array[ids] = True
    return array


def chunks(session: Session, names: Iterable[str]) -> Iterator[Chunk]:
    """The claims of every block, with some of their columns; always with the article."""
    wanted = [name for name in (*ENTRIES, *LINKS) if not name.startswith("article.") and _short(name) in names]
    shared: dict[object, Any] = {}
    query = select(BlockRow.block, BlockRow.name, BlockRow.data).where(BlockRow.name.in_(["claim.article", *wanted]))
    for number, rows in groupby(session.execute(query.order_by(BlockRow.block)), key=lambda row: row.block):
        held = {_short(row.name): np.frombuffer(row.data, dtype=_dtype(row.name)) for row in rows}
        yield Chunk(session, number, held, shared)


def articles(session: Session) -> Chunk:
    """The columns of articles, from one end to the other; their index is the article's id."""
    names = [name for name in ENTRIES if name.startswith("article.")]
    return Chunk(session, 0, {_short(name): _whole(session, name) for name in names}, {})


def _whole(session: Session, name: str) -> Array:
    query = select(BlockRow.block, BlockRow.data).where(BlockRow.name == name).order_by(BlockRow.block)
    rows = session.execute(query).all()
    found = np.zeros((rows[-1].block + 1 if rows else 1) * BLOCK, dtype=_dtype(name))
    for number, data in rows:
        found[number * BLOCK : (number + 1) * BLOCK] = np.frombuffer(data, dtype=_dtype(name))
    return found


def load(session: Session, number: int, names: Iterable[str]) -> dict[str, Array]:
    """Columns of one block, to be changed and stored again; empty ones where there is none."""
    query = select(BlockRow.name, BlockRow.data).where(BlockRow.block == number, BlockRow.name.in_(list(names)))
    found = {name: np.frombuffer(data, dtype=_dtype(name)).copy() for name, data in session.execute(query)}
    empty = {name: np.zeros(BLOCK if name in ENTRIES else 0, dtype=_dtype(name)) for name in names}
    return empty | found


def store(session: Session, number: int, columns: Mapping[str, Array]) -> None:
    """Put columns of one block in place of those that are stored; nothing is kept of a block without entries."""
    session.execute(delete(BlockRow).where(BlockRow.block == number, BlockRow.name.in_(list(columns))))
    if any(array.any() for name, array in columns.items() if name in ENTRIES):
        rows = [{"name": name, "block": number, "data": array.tobytes()} for name, array in columns.items()]
        session.execute(insert(BlockRow), rows)


def _short(name: str) -> str:
    table, _, column = name.partition(".")
    return f"link_{column}" if table == "link" else column


def _dtype(name: str) -> Any:
    return ENTRIES[name] if name in ENTRIES else LINKS[name]
