"""Puts many readings into the database at once: a few statements for each table, however many articles there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from operator import itemgetter
from typing import Any, TypeVar, cast

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from gazetteer.place import Place
from webapp.domain import Reading
from webapp.store import derived
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
from webapp.store.records import (
    PLACE_FIELDS,
    article_values,
    candidates_json,
    claim_values,
    link_values,
    mention_values,
    span_values,
    words_json,
)
from webapp.store.summaries import Saved

T = TypeVar("T")
Values = dict[str, Any]

_WORDS_OF_MENTION = ("evidence", "why_a_place", "contrast")
_AT_ONCE = 5_000
"""Values that one statement asks for; SQLite allows some 32,000."""


def add_many(session: Session, readings: Sequence[Reading], *, collection_id: int | None = None) -> list[Saved]:
    """Add each reading whose text is not there yet, to a collection if one is given; where each is, in order."""
    hashes = [reading.article.content_hash for reading in readings]
    held = _held(session, ArticleRow.content_hash, ArticleRow.id, set(hashes))
    new: dict[str, Reading] = {}
    for content_hash, reading in zip(hashes, readings, strict=True):
        if content_hash not in held:
            new.setdefault(content_hash, reading)
    ids = dict(zip(new, _add(session, list(new.values()), collection_id), strict=True)) if new else {}
    saved = []
    for content_hash in hashes:
        saved.append(Saved(held.get(content_hash) or ids[content_hash], existing=content_hash in held))
        held.setdefault(content_hash, saved[-1].id)
    return saved


def _add(session: Session, readings: Sequence[Reading], collection_id: int | None) -> list[int]:
    articles = ({**article_values(reading), "collection_id": collection_id} for reading in readings)
    _insert(session, ArticleRow, articles)
    hashes = [reading.article.content_hash for reading in readings]
    held = _held(session, ArticleRow.content_hash, ArticleRow.id, hashes)
    ids = [held[content_hash] for content_hash in hashes]
    _keep_places(session, readings)
    speakers = _kept_speakers(session, readings)
    of_article = dict(zip(ids, readings, strict=True))
    _insert_plain(session, MentionRow, _mentions(of_article))
    mentions = _ids(session, MentionRow, ids)
    _insert_plain(session, ClaimRow, _claims(of_article, speakers))
    claims = _ids(session, ClaimRow, ids)
    _insert_plain(session, ClaimSpanRow, _spans(of_article, claims))
    _insert_plain(session, ClaimPlaceRow, _links(of_article, claims, mentions))
    derived.added(session, ids)
    return ids


def _mentions(of_article: Mapping[int, Reading]) -> Iterator[Values]:
    for article_id, reading in of_article.items():
        for position, mention in enumerate(reading.mentions):
            values = mention_values(position, mention, reading.article)
            place = mention.resolution.place
            values["article_id"] = article_id
            values["place_id"] = place.id if place else None
            values["candidates"] = candidates_json(mention.resolution.candidates)
            values |= {column: words_json(values[column]) for column in _WORDS_OF_MENTION}
            yield values


def _claims(of_article: Mapping[int, Reading], speakers: Mapping[str, int]) -> Iterator[Values]:
    for article_id, reading in of_article.items():
        for position, claim in enumerate(reading.claims):
            values = claim_values(position, claim)
            values["article_id"] = article_id
            values["evidence"] = words_json(claim.evidence)
            values["speaker_id"] = speakers[claim.speaker.name] if claim.speaker else None
            yield values


def _spans(of_article: Mapping[int, Reading], claims: Mapping[int, Sequence[int]]) -> Iterator[Values]:
    for article_id, reading in of_article.items():
        for claim_id, claim in zip(claims.get(article_id, ()), reading.claims, strict=True):
            for values in span_values(claim):
                values["claim_id"] = claim_id
                yield values


def _links(
    of_article: Mapping[int, Reading], claims: Mapping[int, Sequence[int]], mentions: Mapping[int, Sequence[int]]
) -> Iterator[Values]:
    for article_id, reading in of_article.items():
        for claim_id, claim in zip(claims.get(article_id, ()), reading.claims, strict=True):
            for link in claim.places:
                values = link_values(link)
                values["claim_id"] = claim_id
                values["mention_id"] = mentions[article_id][link.mention]
                yield values


def _ids(session: Session, row: type[MentionRow | ClaimRow], articles: Sequence[int]) -> dict[int, list[int]]:
    """The ids of the rows of each article, by their position."""
    found: dict[int, list[int]] = {}
    for some in _stretches(articles):
        query = select(row.article_id, row.id).where(row.article_id.in_(some)).order_by(row.article_id, row.position)
        for article_id, row_id in session.execute(query):
            found.setdefault(article_id, []).append(row_id)
    return found


def _keep_places(session: Session, readings: Sequence[Reading]) -> None:
    """Put the places of the readings, as the last one to name each has it, beside those that are there."""
    found = (mention.resolution.place for reading in readings for mention in reading.mentions)
    places: dict[str, Place] = {place.id: place for place in found if place}
    columns = [getattr(PlaceRow, field) for field in PLACE_FIELDS]
    held: dict[str, Place] = {}
    for some in _stretches(list(places)):
        rows = session.execute(select(*columns).where(PlaceRow.id.in_(some)))
        held |= {row[0]: Place(*row) for row in rows}
    _insert(session, PlaceRow, (asdict(place) for place in places.values() if place.id not in held))
    changed = [asdict(place) for place in places.values() if held.get(place.id, place) != place]
    if changed:
        statement = update(_table(PlaceRow)).where(PlaceRow.id == bindparam("of"))
        session.connection().execute(statement, [{**values, "of": values["id"]} for values in changed])


def _kept_speakers(session: Session, readings: Sequence[Reading]) -> dict[str, int]:
    """The id of each speaker that the readings name; those that are not there are added."""
    names = {claim.speaker.name for reading in readings for claim in reading.claims if claim.speaker}
    held = _held(session, SpeakerRow.name, SpeakerRow.id, names)
    new = sorted(names - held.keys())
    _insert(session, SpeakerRow, ({"name": name} for name in new))
    return held | _held(session, SpeakerRow.name, SpeakerRow.id, new)


def _held(
    session: Session, key: InstrumentedAttribute[str], row_id: InstrumentedAttribute[int], wanted: Collection[str]
) -> dict[str, int]:
    """The ids of the rows that have one of these values."""
    found: dict[str, int] = {}
    for some in _stretches(sorted(wanted)):
        for value, held in session.execute(select(key, row_id).where(key.in_(some))):
            found[value] = held
    return found


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
    compiled = insert(_table(row)).compile(dialect=connection.dialect, column_keys=list(first))
    names, every = compiled.positiontup, chain((first,), values)
    rows: list[Any] = list(every) if names is None else list(map(itemgetter(*names), every))
    connection.exec_driver_sql(compiled.string, rows)


def _table(row: type[Base]) -> Table:
    # The mapped class itself would have the session look at every row.
    return cast(Table, row.__table__)


def _stretches(of: Sequence[T]) -> Iterator[Sequence[T]]:
    return (of[first : first + _AT_ONCE] for first in range(0, len(of), _AT_ONCE))
