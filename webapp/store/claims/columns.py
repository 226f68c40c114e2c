"""Columns of numbers that the database keeps of claims and articles, so that counting need not go through their rows.

A column is cut into blocks of ``BLOCK`` ids; an article that comes in changes one or two blocks of each. Words such as
a publisher or a manner stand in it as codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    bindparam,
    cast,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.store.claims.codes import CodeRow, codes
from webapp.store.models import ArticleRow, Base, PlaceRow, SpeakerRow
from webapp.store.statements import Made, among, table_of, upsert

BLOCK = 16_384
"""Ids in a block: article or claim number n is entry n % BLOCK of block n // BLOCK."""
NOBODY = 0
"""Stands for no value: ids and codes begin at 1. An entry whose article is 0 is no claim."""

Array: TypeAlias = NDArray[Any]
Mask: TypeAlias = NDArray[np.bool_]
Value = TypeVar("Value")

ENTRIES = {
    "claim.article": np.int32,
    "claim.speaker": np.int32,
    "claim.kind": np.uint8,
    "claim.manner": np.uint8,
    "claim.status": np.uint8,
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
where a link leads to no place."""
CODED = {
    "kind": "kind",
    "manner": "manner",
    "status": "status",
    "link_role": "role",
    "link_basis": "basis",
    "link_place": "place",
    "publisher": "publisher",
}
"""Of what the codes in a column are."""
STATES = {"claim": "claim.state", "article": "article.state"}
"""What is stored with a block of claims or articles: the number of the change that it came with, as eight bytes."""


class BlockRow(Base):
    """One block of one column, as the bytes of its numbers; the key's order lets blocks be read one after another."""

    __tablename__ = "column_block"

    block: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes]


class ChangeRow(Base):
    """How often columns or tags were changed, in the one row of its table: while it is the same, so are all answers."""

    __tablename__ = "column_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]


# Statements are made once: for one article that takes longer than to run them.
_BLOCK, _CHANGE = table_of(BlockRow), table_of(ChangeRow)
_OF_NAMES = (_BLOCK.c.block == bindparam("number")) & among(_BLOCK.c.name, "names")
_BLOCKS = Made(select(_BLOCK.c.name, _BLOCK.c.data).where(_OF_NAMES))
_NO_BLOCKS = Made(delete(_BLOCK).where(_OF_NAMES))
_CHANGES = Made(select(_CHANGE.c.number))
_ONE_MORE = Made(update(_CHANGE).values(number=_CHANGE.c.number + 1).returning(_CHANGE.c.id))


def changes(session: Session) -> int:
    """How often the columns were changed."""
    found = _CHANGES.rows(session)
    return int(found[0][0]) if found else 0


def changed(session: Session) -> None:
    """Count one more change."""
    if not _ONE_MORE.rows(session):
        session.execute(insert(ChangeRow), {"id": 1, "number": 1})


class Chunk:
    """Columns over the same entries, by their names without the table's: "kind", "link_place", "publisher".

    ``number`` is the block's, for claims; columns of articles are whole. ``shared`` holds what was asked for all
    blocks of one question, ``lasting`` what was asked since the columns last changed, ``derived`` what was worked out
    from this block alone.
    """

    def __init__(
        self,
        session: Session,
        number: int,
        columns: Mapping[str, Array],
        shared: dict[object, Any],
        derived: dict[object, Array] | None = None,
        lasting: dict[object, Any] | None = None,
    ) -> None:
        self.number = number
        self.session = session
        self._columns = columns
        self._shared = shared
        self._derived = {} if derived is None else derived
        self._lasting = shared if lasting is None else lasting

    def __getitem__(self, name: str) -> Array:
        return self._columns[name]

    @property
    def ids(self) -> Array:
        """The claims' ids."""
        return np.arange(BLOCK, dtype=np.int64) + self.number * BLOCK

    def derived(self, key: object, make: Callable[[], Array]) -> Array:
        """What ``make`` works out from columns of this block alone; kept for as long as the block stays as it is."""
        if key not in self._derived:
            self._derived[key] = make()
        return self._derived[key]

    def lasting(self, key: object, make: Callable[[], Value]) -> Value:
        """What ``make`` asks of the database; kept until columns or tags change."""
        if key not in self._lasting:
            self._lasting[key] = make()
        found: Value = self._lasting[key]
        return found

    def among(self, name: str, words: Sequence[str]) -> Mask:
        """Where a column of codes has one of some words."""
        key = (name, tuple(words))
        if key not in self._shared:
            self._shared[key] = np.array(sorted(codes(self.session, CODED[name], words).values()), dtype=np.int64)
        wanted = self._shared[key]
        if len(wanted) == 1:
            return np.asarray(self[name] == wanted[0])
        return np.isin(self[name], wanted)

    def at_least(self, name: str, least: float) -> Mask:
        """Where a column is no less than a number."""
        return np.asarray(self[name] >= np.float32(least))

    def at_places(self, key: object, where: Callable[[], ColumnElement[bool]]) -> Mask:
        """Where a link's place fulfils a condition on rows of places; ``key`` names it, so that it is asked once."""

        def ask() -> Mask:
            inside = select(CodeRow.code).join(PlaceRow, PlaceRow.id == CodeRow.word)
            found = ids_of(self.session, inside.where(CodeRow.of == "place", where()))
            highest = self.session.scalar(select(func.max(CodeRow.code)).where(CodeRow.of == "place"))
            return flags(found, highest or NOBODY)

        return np.asarray(self.lasting(key, ask)[self["link_place"]])

    def links_at(self, codes: Array) -> Mask:
        """The links whose places have some codes, in order."""
        if not len(codes):
            return np.zeros(len(self["link_place"]), dtype=np.bool_)
        return np.isin(self["link_place"], codes)

    def once(self, key: object, query: Callable[[], Select[int]]) -> Array:
        """The ids that a query of one column selects, asked once for all blocks."""
        if key not in self._shared:
            self._shared[key] = np.sort(ids_of(self.session, query()))
        found: Array = self._shared[key]
        return found

    def areas(self) -> tuple[list[str], Array, Array]:
        """Every country and division that places lie in, and by the code of a place the number of its own; 0 is none.

        They are named as the filter ``within`` has them.
        """
        return self.lasting("areas", lambda: _areas(self.session))

    def articles(self, where: ColumnElement[bool]) -> Mask:
        """Which articles fulfil a condition on their rows, by id, as long as the columns of articles."""
        return self.article_ids(select(ArticleRow.id).where(where))

    def article_ids(self, query: Select[int]) -> Mask:
        """Which articles a query of one column selects, likewise."""
        return flags(ids_of(self.session, query), len(self["day"]) - 1)

    def with_ids(self, key: str, query: Callable[[], Select[int]]) -> Mask:
        """Where the claims' ids are among those that a query of one column selects; ``key`` as in ``at_places``."""
        ids = self.once(key, query)
        start, end = np.searchsorted(ids, (self.number * BLOCK, (self.number + 1) * BLOCK))
        found = np.zeros(BLOCK, dtype=np.bool_)
        found[ids[start:end] % BLOCK] = True
        return found

    def in_articles(self, key: object, query: Callable[[], Select[int]]) -> Mask:
        """Where the claims' articles are among those that a query selects, which changes only as the columns do."""

        def ask() -> Mask:
            highest = self.session.scalar(select(func.max(ArticleRow.id))) or NOBODY
            return flags(ids_of(self.session, query()), highest)

        return np.asarray(self.lasting(key, ask)[self["article"]])

    def spoken_by(self, name: str) -> Mask:
        """Where the speaker has a name, as their article gives it; "" for claims whose speaker is not named."""
        key = ("speaker", name)
        if key not in self._shared:
            self._shared[key] = self.session.scalars(select(SpeakerRow.id).where(SpeakerRow.name == name)).all()
        theirs = self._shared[key] if name else [NOBODY, *self._shared[key]]
        return np.isin(self["speaker"], theirs)


def ids_of(session: Session, query: Select[int]) -> Array:
    """The ids that a query of one column selects; a hundred thousand at once, which rows would be slow for."""
    one = query.subquery().c[0]
    found = session.scalar(select(func.aggregate_strings(cast(one, String), ",")))
    return np.fromstring(found, dtype=np.int64, sep=",") if found else np.zeros(0, np.int64)


def _areas(session: Session) -> tuple[list[str], Array, Array]:
    query = select(CodeRow.code, PlaceRow.country, PlaceRow.admin1).join(PlaceRow, PlaceRow.id == CodeRow.word)
    length = (session.scalar(select(func.max(CodeRow.code)).where(CodeRow.of == "place")) or NOBODY) + 1
    # Some thousand rows at a time, and not through the session: all at once they would take much memory.
    rows = session.connection().execute(query.where(CodeRow.of == "place"), execution_options={"yield_per": 5_000})
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


def load(session: Session, number: int, names: Iterable[str]) -> dict[str, Array]:
    """Columns of one block, to be changed and stored again; empty ones where there is none."""
    wanted = list(names)
    held = _BLOCKS.rows(session, number=number, names=wanted)
    found = {name: np.frombuffer(data, dtype=dtype_of(name)).copy() for name, data in held}
    missing = (name for name in wanted if name not in found)
    return found | {name: np.zeros(BLOCK if name in ENTRIES else 0, dtype=dtype_of(name)) for name in missing}


def store(session: Session, number: int, columns: Mapping[str, Array]) -> None:
    """Put columns of one block in place of those that are stored; nothing is kept of a block without entries."""
    state = STATES["article" if any(name.startswith("article.") for name in columns) else "claim"]
    if any(array.any() for name, array in columns.items() if name in ENTRIES):
        stored = {name: array.tobytes() for name, array in columns.items()}
        stored[state] = changes(session).to_bytes(8, "big")
        rows = [{"name": name, "block": number, "data": data} for name, data in stored.items()]
        upsert(_BLOCK, session.connection().dialect.name).many(session, rows)
    else:
        _NO_BLOCKS.run(session, number=number, names=[*columns, state])


def short(name: str) -> str:
    """A column's name without that of its table."""
    table, _, column = name.partition(".")
    return f"link_{column}" if table == "link" else column


def dtype_of(name: str) -> Any:
    """The type of the numbers in a column."""
    return ENTRIES[name] if name in ENTRIES else LINKS[name]
