"""Puts many readings into the database at once: a few statements for each table, however many articles there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.store import derived
from webapp.store.bin.book import held_in_bin, put_some_back
from webapp.store.bin.models import DeletedArticleRow
from webapp.store.bulk_rows import CLAIM, LINK, MENTION, SPAN, Rows
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
from webapp.store.statements import Made, among, table_of
from webapp.store.summaries import Saved

# Made once: to build a statement takes longer than to run it for one article.
_PLACES = Made(select(*(getattr(PlaceRow, field) for field in PLACE_FIELDS)).where(among(PlaceRow.id, "ids")))
_NEW_ARTICLES = insert(table_of(ArticleRow))
Row = tuple[Any, ...]
Ids = Mapping[int, Sequence[int]]
"""The ids of an article's mentions or claims, by their position, for the id of each article that has any."""


def add_many(session: Session, articles: Sequence[Rows], *, collection_id: int | None = None) -> list[Saved]:
    """Add each article whose text is not there yet, to a collection if one is given; where each is, in order.

    Those that wait in the bin come back from it.
    """
    back = _put_back(session, {rows.content_hash for rows in articles})
    held = held_texts(session, [rows.content_hash for rows in articles])
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


def held_texts(session: Session, content_hashes: Iterable[str]) -> dict[str, int]:
    """The ids of the articles with these contents, by the hashes of these; those that are new have none."""
    return _held(session, ArticleRow.content_hash, ArticleRow.id, set(content_hashes))


def add_new(session: Session, rows: Rows) -> int:
    """Add an article that is neither there nor in the bin; the id that it gets."""
    return _add(session, {rows.content_hash: rows}, None)[rows.content_hash]


def _put_back(session: Session, wanted: Collection[str]) -> set[int | None]:
    """Put back what is in the bin; the ids of those articles."""
    back: set[int | None] = set()
    for some in chunks(sorted(held_in_bin(session, wanted))):
        while found := put_some_back(session, DeletedArticleRow.content_hash.in_(some)):
            back.update(found)
    return back


def _add(session: Session, articles: Mapping[str, Rows], collection_id: int | None) -> dict[str, int]:
    """Add articles that are not there, by their hash; their ids."""
    new = [{**rows.article, "collection_id": collection_id} for rows in articles.values()]
    session.connection().execute(_NEW_ARTICLES, new)
    ids = held_texts(session, articles)
    by_id = {ids[content_hash]: rows for content_hash, rows in articles.items()}
    _keep_places(session, articles.values())
    _fill(session, MentionRow, ("article_id", *MENTION), _mentions(by_id))
    mentions = _ids(session, MentionRow, list(by_id))
    speakers = _kept_speakers(session, articles.values())
    _fill(session, ClaimRow, ("article_id", "speaker_id", *CLAIM), _claims(by_id, speakers))
    claims = _ids(session, ClaimRow, list(by_id))
    _fill(session, ClaimSpanRow, ("claim_id", *SPAN), _spans(by_id, claims))
    _fill(session, ClaimPlaceRow, ("claim_id", "mention_id", *LINK), _links(by_id, claims, mentions))
    derived.added(session, list(by_id), {article_id: rows.marks for article_id, rows in by_id.items()})
    lay_over_new(session, list(by_id))
    return ids


def _mentions(by_id: Mapping[int, Rows]) -> Iterator[Row]:
    for article_id, rows in by_id.items():
        for values in rows.mentions:
            yield article_id, *values


def _claims(by_id: Mapping[int, Rows], speakers: Mapping[str, int]) -> Iterator[Row]:
    for article_id, rows in by_id.items():
        for values, speaker in zip(rows.claims, rows.speakers, strict=True):
            yield article_id, None if speaker is None else speakers[speaker], *values


def _spans(by_id: Mapping[int, Rows], claims: Ids) -> Iterator[Row]:
    for article_id, rows in by_id.items():
        ids = claims.get(article_id, ())
        for claim, *values in rows.spans:
            yield ids[claim], *values


def _links(by_id: Mapping[int, Rows], claims: Ids, mentions: Ids) -> Iterator[Row]:
    for article_id, rows in by_id.items():
        claim_ids, mention_ids = claims.get(article_id, ()), mentions.get(article_id, ())
        for claim, mention, *values in rows.links:
            yield claim_ids[claim], mention_ids[mention], *values


def _ids(session: Session, row: type[MentionRow | ClaimRow], articles: Sequence[int]) -> dict[int, list[int]]:
    """The ids of the rows of each article, by their position."""
    found: dict[int, list[int]] = {}
    for some in chunks(articles):
        for article_id, row_id in _ids_by_position(row).rows(session, articles=some):
            found.setdefault(article_id, []).append(row_id)
    return found


@cache
def _ids_by_position(row: type[MentionRow | ClaimRow]) -> Made:
    wanted = among(row.article_id, "articles")
    return Made(select(row.article_id, row.id).where(wanted).order_by(row.article_id, row.position))


def _keep_places(session: Session, articles: Iterable[Rows]) -> None:
    """Put the places of the articles, as the last one to name each has it, beside those that are there."""
    places: dict[str, Row] = {}
    for rows in articles:
        places |= rows.places
    held: dict[str, Row] = {}
    for some in chunks(list(places)):
        held |= {row[0]: tuple(row) for row in _PLACES.rows(session, ids=some)}
    _fill(session, PlaceRow, PLACE_FIELDS, (values for place, values in places.items() if place not in held))
    changed = [values for place, values in places.items() if held.get(place, values) != values]
    if changed:
        statement = update(table_of(PlaceRow)).where(PlaceRow.id == bindparam("of"))
        named = [dict(zip(PLACE_FIELDS, values, strict=True)) for values in changed]
        session.connection().execute(statement, [{**values, "of": values["id"]} for values in named])


def _kept_speakers(session: Session, articles: Iterable[Rows]) -> dict[str, int]:
    """The id of each speaker that the articles name; those that are not there are added."""
    names = {name for rows in articles for name in rows.speakers if name is not None}
    held = _held(session, SpeakerRow.name, SpeakerRow.id, names)
    new = sorted(names - held.keys())
    _fill(session, SpeakerRow, ("name",), ((name,) for name in new))
    return held | _held(session, SpeakerRow.name, SpeakerRow.id, new)


def _held(
    session: Session, key: InstrumentedAttribute[str], row_id: InstrumentedAttribute[int], wanted: Collection[str]
) -> dict[str, int]:
    """The ids of the rows that have one of these values."""
    found: dict[str, int] = {}
    for some in chunks(sorted(wanted)):
        for value, held in _rows_with(key, row_id).rows(session, values=some):
            found[value] = held
    return found


@cache
def _rows_with(key: InstrumentedAttribute[str], row_id: InstrumentedAttribute[int]) -> Made:
    return Made(select(key, row_id).where(among(key, "values")))


def _fill(session: Session, row: type[Base], columns: tuple[str, ...], values: Iterable[Row]) -> None:
    """Insert rows of numbers, words and what is encoded already."""
    _new(row).fill(session, columns, list(values))


@cache
def _new(row: type[Base]) -> Made:
    return Made(insert(table_of(row)))
