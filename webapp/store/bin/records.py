"""All rows that the tables hold of some articles, as compressed JSON, and back into the tables."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, cast

from sqlalchemy import Column, ColumnElement, insert, select
from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.models import (
    ArticleRow,
    ArticleTagRow,
    Base,
    ClaimPlaceRow,
    ClaimRow,
    ClaimSpanRow,
    CollectionRow,
    MentionRow,
    PlaceRow,
    SpeakerRow,
    TagRow,
)

Row: TypeAlias = dict[str, Any]
Record: TypeAlias = dict[str, Any]
"""Of one article: the row ``article``; ``collection`` as [id, name] or null; the names of its ``tags``; and the rows of
its ``places``, ``mentions``, ``claims``, ``spans`` and ``links``. Rows name each other by what stays the same: mentions
and claims by their position in the article, speakers by their name."""
_TABLES = Base.metadata.tables


def packed(record: Record) -> bytes:
    """A record as it is kept."""
    return zlib.compress(json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=_iso).encode(), 5)


def unpacked(data: bytes) -> Record:
    """The record that was packed."""
    return cast(Record, json.loads(zlib.decompress(data)))


def records(session: Session, ids: Sequence[int]) -> dict[int, Record]:
    """All that the tables hold of these articles, by id; at most some hundreds of them."""
    found: dict[int, Record] = {}
    collection = (ArticleRow.collection_id, CollectionRow.name.label("collection"))
    query = select(*_plain("article"), *collection).outerjoin(CollectionRow)
    for row in _rows(session, query.where(ArticleRow.id.in_(ids))):
        held = row.pop("collection_id"), row.pop("collection")
        found[row["id"]] = {"article": row, "collection": None if held[0] is None else list(held)}
    for name, rows in _parts(session, ids).items():
        of: defaultdict[int, list[Any]] = defaultdict(list)
        for row in rows:
            of[row.pop("article")].append(row["tag"] if name == "tags" else row)
        for article_id, record in found.items():
            record[name] = of[article_id]
    return found


def put_back(session: Session, found: Sequence[Record]) -> None:
    """Insert the rows of these records: the articles get their ids back, all other rows new ones."""
    ids = [record["article"]["id"] for record in found]
    _put_places(session, {place["id"]: place for record in found for place in record["places"]})
    collections = _collections(session, [record["collection"] for record in found if record["collection"]])
    _insert(
        session,
        "article",
        ({**one["article"], "collection_id": collections.get(tuple(one["collection"] or ()))} for one in found),
    )
    _insert(session, "mention", ({**row, "place_id": row["place"]} for row in _all(found, "mentions")))
    speakers = _named(session, SpeakerRow, {row["speaker"] for row in _all(found, "claims")} - {None})
    _insert(session, "claim", ({**row, "speaker_id": speakers.get(row["speaker"])} for row in _all(found, "claims")))
    claims, mentions = _at(session, ClaimRow, ids), _at(session, MentionRow, ids)
    spans = ({**row, "claim_id": claims[row["article_id"], row["claim"]]} for row in _all(found, "spans"))
    _insert(session, "claim_span", spans)
    ends = (
        {
            **row,
            "claim_id": claims[row["article_id"], row["claim"]],
            "mention_id": mentions[row["article_id"], row["mention"]],
        }
        for row in _all(found, "links")
    )
    _insert(session, "claim_place", ends)
    tags = _named(session, TagRow, {tag for record in found for tag in record["tags"]})
    _insert(
        session,
        "article_tag",
        ({"article_id": one["article"]["id"], "tag_id": tags[tag]} for one in found for tag in one["tags"]),
    )


def _parts(session: Session, ids: Sequence[int]) -> dict[str, Iterator[Row]]:
    """The rows that belong to these articles; each says to which ``article``."""
    of_claim = (ClaimRow.article_id.label("article"), ClaimRow.position.label("claim"))
    article, spoken = ClaimRow.article_id.label("article"), SpeakerRow.name.label("speaker")
    mentioned = (MentionRow.article_id.label("article"), MentionRow.place_id.label("place"))
    queries = {
        "tags": select(ArticleTagRow.article_id.label("article"), TagRow.name.label("tag"))
        .join(TagRow)
        .where(ArticleTagRow.article_id.in_(ids))
        .order_by(TagRow.name),
        "mentions": select(*mentioned, *_plain("mention")).where(MentionRow.article_id.in_(ids)),
        "claims": select(article, spoken, *_plain("claim")).outerjoin(SpeakerRow).where(ClaimRow.article_id.in_(ids)),
        "spans": select(*of_claim, *_plain("claim_span"))
        .join(ClaimRow)
        .where(ClaimRow.article_id.in_(ids))
        .order_by(ClaimSpanRow.id),
        "links": select(*of_claim, MentionRow.position.label("mention"), *_plain("claim_place"))
        .join(ClaimRow, ClaimRow.id == ClaimPlaceRow.claim_id)
        .join(MentionRow, MentionRow.id == ClaimPlaceRow.mention_id)
        .where(ClaimRow.article_id.in_(ids))
        .order_by(ClaimPlaceRow.id),
        "places": select(MentionRow.article_id.label("article"), *_plain("place"))
        .join(PlaceRow)
        .where(MentionRow.article_id.in_(ids))
        .distinct(),
    }
    return {name: _rows(session, query) for name, query in queries.items()}


def _plain(table: str) -> list[Column[Any]]:
    """The columns that hold something of their own: all but references, and numbers that only this table gives."""
    columns = _TABLES[table].columns
    return [one for one in columns if not one.foreign_keys and (one.name != "id" or table in ("article", "place"))]


def _rows(session: Session, query: Any) -> Iterator[Row]:
    return (dict(row) for row in session.execute(query).mappings())


def _all(found: Iterable[Record], part: str) -> Iterator[Row]:
    return ({**row, "article_id": record["article"]["id"]} for record in found for row in record[part])


def _insert(session: Session, table: str, rows: Iterable[Row]) -> None:
    """Insert rows; what the table does not know, such as a column that a later version dropped, is left out."""
    columns: Mapping[str, Column[Any]] = dict(_TABLES[table].columns)
    ready = [{name: _value(columns[name], value) for name, value in row.items() if name in columns} for row in rows]
    for some in chunks(ready):
        session.execute(insert(_TABLES[table]), some)


def _put_places(session: Session, places: Mapping[str, Row]) -> None:
    """Add the places that no other article names in the meantime."""
    ids = sorted(places)
    held = {one for some in chunks(ids) for one in session.scalars(select(PlaceRow.id).where(PlaceRow.id.in_(some)))}
    _insert(session, "place", (places[one] for one in ids if one not in held))


def _collections(session: Session, wanted: Sequence[Sequence[Any]]) -> dict[tuple[Any, ...], int]:
    """The ids of these collections, or of others that have taken their names; none for what is gone."""
    if not wanted:
        return {}
    held = {row.id: row.name for row in session.execute(select(CollectionRow.id, CollectionRow.name))}
    of_name = {name: id_ for id_, name in held.items()}
    found = {(id_, name): id_ if id_ in held else of_name.get(name) for id_, name in wanted}
    return {key: id_ for key, id_ in found.items() if id_ is not None}


def _named(session: Session, row: type[SpeakerRow] | type[TagRow], names: Collection[str]) -> dict[str, int]:
    """The ids of speakers or tags by their names; those that are missing are added."""
    found: dict[str, int] = {}
    for some in chunks(sorted(names)):
        found |= {one.name: one.id for one in session.execute(select(row.name, row.id).where(row.name.in_(some)))}
    missing = sorted(set(names) - found.keys())
    _insert(session, row.__tablename__, ({"name": name} for name in missing))
    return found | _named(session, row, missing) if missing else found


def _at(session: Session, row: type[MentionRow] | type[ClaimRow], ids: Sequence[int]) -> dict[tuple[int, int], int]:
    """The ids of the mentions or claims of these articles, by article and position."""
    query = select(row.article_id, row.position, row.id).where(row.article_id.in_(ids))
    return {(article, position): id_ for article, position, id_ in session.execute(query)}


def _iso(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _value(column: ColumnElement[Any], value: Any) -> Any:
    if isinstance(value, str) and issubclass(column.type.python_type, dt.date):
        return column.type.python_type.fromisoformat(value)
    return value
