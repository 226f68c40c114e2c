"""Places that the totals lack: those that only copies mention, and those that only datelines or other names have."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import and_, distinct, func, select
from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.claims.codes import CodeRow
from webapp.store.claims.columns import NOBODY, Array, changes
from webapp.store.models import ArticleRow, MentionRow, PlaceRow
from webapp.store.places.contributions import folded
from webapp.store.places.grid import FINEST, cell_at, cell_key
from webapp.store.places.held.points import Further, Points, points, with_further
from webapp.store.places.models import TallyRow
from webapp.store.records import place_of

_copied: WeakKeyDictionary[Any, tuple[int, Points]] = WeakKeyDictionary()
_lock = threading.Lock()


def points_for(session: Session, which: ClaimFilter, counted: Array) -> Points:
    """The places under a filter; ``counted`` is how often each is counted, by code."""
    held = _with_copies(session) if which.copies and _are_copies(session) else points(session)
    codes = np.flatnonzero(counted)
    known = codes < len(held.of_code)
    missing = np.concatenate([codes[~known], codes[known][held.of_code[codes[known]] < 0]])
    return with_further(held, _coded(session, missing)) if len(missing) else held


def _are_copies(session: Session) -> bool:
    return bool(session.scalar(select(TallyRow.copies)))


def _with_copies(session: Session) -> Points:
    """The places with those that only copies mention, and with the mentions in copies."""
    now, engine = changes(session), session.connection().engine
    if session.connection().get_execution_options().get("writing"):
        return with_further(points(session), _of_copies(session))
    with _lock:
        then, held = _copied.get(engine, (-1, Points()))
        if then != now:
            held = with_further(points(session), _of_copies(session))
            _copied[engine] = now, held
        return held


def _of_copies(session: Session) -> Iterable[Further]:
    mention = MentionRow
    counts = (
        select(mention.place_id, func.count(), func.count(distinct(mention.article_id)))
        .join(ArticleRow, ArticleRow.id == mention.article_id)
        .where(ArticleRow.copy_of.is_not(None), mention.mappable.is_(True), mention.place_id.is_not(None))
        .group_by(mention.place_id)
    )
    found = {place: (mentions, articles) for place, mentions, articles in session.execute(counts)}
    for one in _places(session, PlaceRow.id, list(found)):
        mentions, articles = found[one.place_id]
        yield one._replace(mentions=mentions, articles=articles)


def _coded(session: Session, codes: Array) -> Iterable[Further]:
    return _places(session, CodeRow.code, [int(code) for code in codes])


def _places(session: Session, column: Any, values: Sequence[Any]) -> Iterable[Further]:
    coded = and_(CodeRow.of == "place", CodeRow.word == PlaceRow.id)
    query = select(PlaceRow, func.coalesce(CodeRow.code, NOBODY)).outerjoin(CodeRow, coded)
    for some in chunks(values):
        for row, code in session.execute(query.where(column.in_(some))):
            place = place_of(row)
            cell = cell_key(FINEST, *cell_at(place.lat, place.lon))
            words = folded(place.name, place.admin2, place.admin1)
            yield Further(place.id, place.name, words, place.lat, place.lon, place.is_area, cell, code)
