"""Puts many readings into the database at once: a few statements for each table, however many articles there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, TypeVar, cast

from sqlalchemy import Dialect, Select, Table, bindparam, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from gazetteer.place import Place
from webapp.store import derived
from webapp.store.bin.book import put_some_back
from webapp.store.bin.models import DeletedArticleRow
from webapp.store.bulk_rows import Rows, Values
from webapp.store.chunks import chunks
from webapp.store.decisions.background import lay_over_new
from webapp.store.models import (
    ArticleRow,
    Base,
    ClaimPlaceRow,
    ClaimRow,
    ClaimSpanRow,
    MentionRow,
    PlaceRow,
    SpeakerRow,
)
from webapp.store.records import PLACE_FIELDS
from webapp.store.summaries import Saved

T = TypeVar("T")
# Made once: to build a statement takes longer than to run it for one article.
_PLACES = select(*(getattr(PlaceRow, field) for field in PLACE_FIELDS)).where(
    PlaceRow.id.in_(bindparam("ids", expanding=True))
)
Ids = Mapping[int, Sequence[int]]
"""The ids of an article's mentions or claims, by their position, for the id of each article that has any."""


def add_many(session: Session, articles: Sequence[Rows], *, collection_id: int | None = None) -> list[Saved]:
    """Add each article whose text is not there yet, to a collection if one is given; where each is, in order.

    Those that wait in the bin come back from it.
    """
    back = _put_back(session, {rows.content_hash for rows in articles})
    held = _held(session, ArticleRow.content_hash, ArticleRow.id, {rows.content_hash for rows in articles})
    new: dict[str, Rows] = {}
    for rows in articles:
        if rows.content_hash not in held:
            new.setdefault(rows.content_hash, rows)
    ids = _add(session, new, collection_id) if new else {}
    saved = []
    for rows in articles:
        existing = held.get(rows.content_hash)
        from_bin = existing in back
        back.discard(existing)
        saved.append(Saved(existing or ids[rows.content_hash], existing=existing is not None, from_bin=from_bin))
        held[rows.content_hash] = saved[-1].id
    return saved


def add_new(session: Session, rows: Rows) -> int:
    """Add an article that is neither there nor in the bin; the id that it gets."""
    return _add(session, {rows.content_hash: rows}, None)[rows.content_hash]


def _put_back(session: Session, wanted: Collection[str]) -> set[int | None]:
    """Put back what is in the bin; the ids of those articles."""
    back: set[int | None] = set()
    for some in chunks(sorted(wanted)):
        while found := put_some_back(session, DeletedArticleRow.content_hash.in_(some)):
            back.update(found)
    return back


def _add(session: Session, articles: Mapping[str, Rows], collection_id: int | None) -> dict[str, int]:
    """Add articles that are not there, by their hash; their ids."""
    _insert(session, ArticleRow, ({**rows.article, "collection_id": collection_id} for rows in articles.values()))
    ids = _held(session, ArticleRow.content_hash, ArticleRow.id, articles)
    by_id = {ids[content_hash]: rows for content_hash, rows in articles.items()}
    _keep_places(session, articles.values())
    _insert_plain(session, MentionRow, _mentions(by_id))
    mentions = _ids(session, MentionRow, list(by_id))
    _insert_plain(session, ClaimRow, _claims(by_id, _kept_speakers(session, articles.values())))
    claims = _ids(session, ClaimRow, list(by_id))
    _insert_plain(session, ClaimSpanRow, _spans(by_id, claims))
    _insert_plain(session, ClaimPlaceRow, _links(by_id, claims, mentions))
    derived.added(session, list(by_id))
    lay_over_new(session, list(by_id))
    return ids


def _mentions(by_id: Mapping[int, Rows]) -> Iterator[Values]:
    for article_id, rows in by_id.items():
        for values in rows.mentions:
            yield {**values, "article_id": article_id}


def _claims(by_id: Mapping[int, Rows], speakers: Mapping[str, int]) -> Iterator[Values]:
    for article_id, rows in by_id.items():
        for values, speaker in zip(rows.claims, rows.speakers, strict=True):
            speaker_id = None if speaker is None else speakers[speaker]
            yield {**values, "article_id": article_id, "speaker_id": speaker_id}


def _spans(by_id: Mapping[int, Rows], claims: Ids) -> Iterator[Values]:
    for article_id, rows in by_id.items():
        for claim, values in rows.spans:
            yield {**values, "claim_id": claims[article_id][claim]}


def _links(by_id: Mapping[int, Rows], claims: Ids, mentions: Ids) -> Iterator[Values]:
    for article_id, rows in by_id.items():
        for claim, mention, values in rows.links:
            yield {**values, "claim_id": claims[article_id][claim], "mention_id": mentions[article_id][mention]}


def _ids(session: Session, row: type[MentionRow | ClaimRow], articles: Sequence[int]) -> dict[int, list[int]]:
    """The ids of the rows of each article, by their position."""
    found: dict[int, list[int]] = {}
    for some in chunks(articles):
        for article_id, row_id in session.connection().execute(_ids_by_position(row), {"articles": some}):
            found.setdefault(article_id, []).append(row_id)
    return found


@cache
def _ids_by_position(row: type[MentionRow | ClaimRow]) -> Select[int, int]:
    wanted = row.article_id.in_(bindparam("articles", expanding=True))
    return select(row.article_id, row.id).where(wanted).order_by(row.article_id, row.position)


def _keep_places(session: Session, articles: Iterable[Rows]) -> None:
    """Put the places of the articles, as the last one to name each has it, beside those that are there."""
    places: dict[str, Place] = {}
    for rows in articles:
        places |= rows.places
    held: dict[str, Place] = {}
    for some in chunks(list(places)):
        held |= {row[0]: Place(*row) for row in session.connection().execute(_PLACES, {"ids": some})}
    _insert(session, PlaceRow, (asdict(place) for place in places.values() if place.id not in held))
    changed = [asdict(place) for place in places.values() if held.get(place.id, place) != place]
    if changed:
        statement = update(_table(PlaceRow)).where(PlaceRow.id == bindparam("of"))
        session.connection().execute(statement, [{**values, "of": values["id"]} for values in changed])


def _kept_speakers(session: Session, articles: Iterable[Rows]) -> dict[str, int]:
    """The id of each speaker that the articles name; those that are not there are added."""
    names = {name for rows in articles for name in rows.speakers if name is not None}
    held = _held(session, SpeakerRow.name, SpeakerRow.id, names)
    new = sorted(names - held.keys())
    _insert(session, SpeakerRow, ({"name": name} for name in new))
    return held | _held(session, SpeakerRow.name, SpeakerRow.id, new)


def _held(
    session: Session, key: InstrumentedAttribute[str], row_id: InstrumentedAttribute[int], wanted: Collection[str]
) -> dict[str, int]:
    """The ids of the rows that have one of these values."""
    found: dict[str, int] = {}
    for some in chunks(sorted(wanted)):
        for value, held in session.connection().execute(_rows_with(key, row_id), {"values": some}):
            found[value] = held
    return found


@cache
def _rows_with(key: InstrumentedAttribute[str], row_id: InstrumentedAttribute[int]) -> Select[str, int]:
    return select(key, row_id).where(key.in_(bindparam("values", expanding=True)))


def _insert(session: Session, row: type[Base], values: Iterator[Values]) -> None:
    rows = list(values)
    if rows:
        session.connection().execute(insert(_table(row)), rows)


def _insert_plain(session: Session, row: type[Base], values: Iterator[Values]) -> None:
    """Insert rows of numbers, words and what is encoded already, all with the same columns.

    To have SQLAlchemy look at every value takes as long as all the rest.
    """
    first = next(values, None)
    if first is None:
        return
    connection = session.connection()
    statement, names = _plain(_table(row), connection.dialect, tuple(first))
    every = chain((first,), values)
    rows: list[Any] = list(every) if names is None else list(map(itemgetter(*names), every))
    connection.exec_driver_sql(statement, rows)


@lru_cache
def _plain(into: Table, dialect: Dialect, columns: tuple[str, ...]) -> tuple[str, list[str] | None]:
    """What inserts a row, and the order of its columns if they have no names in it."""
    compiled = insert(into).compile(dialect=dialect, column_keys=list(columns))
    return compiled.string, compiled.positiontup


def _table(row: type[Base]) -> Table:
    # The mapped class itself would have the session look at every row.
    return cast(Table, row.__table__)
