"""What most needs a person, and how much of it has been reviewed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from webapp.decisions.doubt import is_contested
from webapp.decisions.records import name_key
from webapp.domain import MentionKind, Role, Status
from webapp.store.database import Database
from webapp.store.models import ArticleRow, ClaimPlaceRow, MentionRow
from webapp.store.records import candidates_of

PORTION = 20
_SEEN_FOR_EACH = 6
"""Mentions that are read for each name that is listed: those of one name in an article are listed once."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mention that needs a person, for all of its name in the article; ``claims`` is how many are about it."""

    article_id: int
    title: str
    position: int
    start: int
    end: int
    text: str
    place_id: str | None
    place_name: str
    confidence: float
    doubt: float
    claims: int
    ways: int
    """In how many ways the name is placed in the article."""
    contested: bool
    status: Status


@dataclass(frozen=True, slots=True)
class Portion:
    """Some of what waits; ``after`` asks for what comes next, None if there is nothing."""

    items: tuple[Waiting, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the names of places of a collection, or of all articles, a person has decided on."""

    reviewed: int
    mentions: int


class Queue:
    """Reads what waits for review in the database of articles; may be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def portion(self, collection_id: int | None = None, after: str = "", limit: int = PORTION) -> Portion:
        """What needs a person most first, of a collection or of all; ``after`` is that of the portion before.

        Each name of an article is listed once.
        """
        bound = _bound(after)
        with self._database.reading() as session:
            rows = session.execute(_doubtful(collection_id, bound).limit(limit * _SEEN_FOR_EACH)).all()
            kept = list(_names_once(rows, limit))
            waiting = [_waiting(session, row) for row in kept]
        if not kept or (len(kept) < limit and len(rows) < limit * _SEEN_FOR_EACH):
            return Portion(tuple(waiting), None)
        last = kept[-1]
        return Portion(tuple(waiting), f"{last.doubt:.3f}-{last.id}")

    def progress(self, collection_id: int | None = None) -> Progress:
        """How much has been reviewed."""
        reviewed = select(func.count()).select_from(MentionRow).where(MentionRow.status != Status.UNVERIFIED.value)
        all_ = select(func.coalesce(func.sum(ArticleRow.mention_count), 0))
        if collection_id is not None:
            reviewed = reviewed.join(ArticleRow).where(ArticleRow.collection_id == collection_id)
            all_ = all_.where(ArticleRow.collection_id == collection_id)
        with self._database.reading() as session:
            return Progress(session.scalar(reviewed) or 0, session.scalar(all_) or 0)


def _doubtful(collection_id: int | None, bound: tuple[float, int] | None) -> Any:
    row = MentionRow
    query: Any = (
        select(row.id, row.doubt, row.article_id, row.text).where(row.doubt > 0).order_by(row.doubt.desc(), row.id)
    )
    if bound is not None:
        doubt, last = bound
        query = query.where((row.doubt < doubt) | ((row.doubt == doubt) & (row.id > last)))
    if collection_id is not None:
        query = query.join(ArticleRow).where(ArticleRow.collection_id == collection_id)
    return query


def _bound(after: str) -> tuple[float, int] | None:
    doubt, _, last = after.partition("-")
    try:
        return float(doubt), int(last)
    except ValueError:
        return None


def _names_once(rows: Sequence[Any], limit: int) -> Iterator[Any]:
    seen: set[tuple[int, str]] = set()
    for row in rows:
        name = row.article_id, name_key(row.text)
        if name not in seen:
            seen.add(name)
            yield row
        if len(seen) == limit:
            return


def _waiting(session: Session, row: Any) -> Waiting:
    mention = session.scalars(
        select(MentionRow).where(MentionRow.id == row.id).options(joinedload(MentionRow.place))
    ).one()
    claims = select(func.count(ClaimPlaceRow.claim_id.distinct())).where(
        ClaimPlaceRow.mention_id == mention.id, ClaimPlaceRow.role == Role.ABOUT.value
    )
    same = select(MentionRow.place_id).where(
        MentionRow.article_id == mention.article_id,
        func.lower(MentionRow.text) == mention.text.lower(),
        MentionRow.kind == MentionKind.TOPONYM.value,
        MentionRow.place_id.is_not(None),
    )
    return Waiting(
        article_id=mention.article_id,
        title=session.scalar(select(ArticleRow.title).where(ArticleRow.id == mention.article_id)) or "",
        position=mention.position,
        start=mention.start,
        end=mention.end,
        text=mention.text,
        place_id=mention.place_id,
        place_name=mention.place.name if mention.place else "",
        confidence=mention.place_confidence,
        doubt=mention.doubt,
        claims=session.scalar(claims) or 0,
        ways=len(set(session.scalars(same))),
        contested=is_contested(candidates_of(mention)),
        status=Status(mention.status),
    )
