"""Keeps the totals of places up to date with the articles that come and go, touching only what these name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from gazetteer.place import Place
from webapp.domain import Role
from webapp.store.chunks import chunks
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.models import ArticleRow, PlaceRow
from webapp.store.places import cells as place_cells
from webapp.store.places.contributions import Contribution, Count, contribution, folded, in_scope, stand, unstand
from webapp.store.places.grid import FINEST, cell_at, cell_key
from webapp.store.places.models import (
    EVERY,
    SAID,
    CountedArticleRow,
    PlaceCellRow,
    PlaceTotalRow,
    PlaceWordingRow,
    StandingRow,
    TallyRow,
)
from webapp.store.records import PLACE_FIELDS
from webapp.store.statements import Made, among, table_of, upsert

ARTICLES_AT_ONCE = 5_000
_COUNTED = tuple(Count.__dataclass_fields__)
_TOTALS = table_of(PlaceTotalRow)
_OF_PLACE = tuple(getattr(PlaceRow, field) for field in PLACE_FIELDS)
_FACTS = ("name", "folded", "lat", "lon", "is_area", "cell")
_ABOUT = Role.ABOUT.value

# Statements are made once: for one article that takes longer than to run them.
_UNCOUNTED = Made(
    select(ArticleRow.id, ArticleRow.copy_of.is_(None).label("original")).where(
        among(ArticleRow.id, "ids"),
        ~select(CountedArticleRow.article_id).where(CountedArticleRow.article_id == ArticleRow.id).exists(),
    )
)
_COUNT = Made(insert(table_of(CountedArticleRow)))
_LEAST_SAID, _REVISION = Made(select(TallyRow.least_said)), Made(select(TallyRow.revision))
_HELD = Made(
    select(*(_TOTALS.c[name] for name in ("place_id", "scope", *_FACTS, *_COUNTED)))
    .where(among(_TOTALS.c.place_id, "ids"))
    .with_for_update()
)
_PLACES = Made(select(*_OF_PLACE).where(among(PlaceRow.id, "ids")))
_GONE = Made(delete(_TOTALS).where(among(_TOTALS.c.place_id, "ids")))
_WORDINGS = table_of(PlaceWordingRow)
_HELD_WORDINGS = Made(
    select(*(_WORDINGS.c[name] for name in ("place_id", "text", "count", "first"))).where(
        among(_WORDINGS.c.place_id, "ids")
    )
)
_LOST = Made(
    delete(_WORDINGS).where(_WORDINGS.c.place_id == bindparam("place"), _WORDINGS.c.text == bindparam("words"))
)
_TALLY = table_of(TallyRow)
_TALLIED = ("articles", "copies", "claims", "attitudes", "places")
_TALLIES = Made(
    update(_TALLY).values(
        revision=bindparam("now"), **{name: _TALLY.c[name] + bindparam(f"more_{name}") for name in _TALLIED}
    )
)


class Totals:
    """The totals as a part of what the database keeps."""

    def added(self, session: Session, article_ids: Sequence[int]) -> None:
        """Count what these articles say."""
        said = counted_as_said(session)
        for some in chunks(article_ids, ARTICLES_AT_ONCE):
            new = {one.id: bool(one.original) for one in _UNCOUNTED.rows(session, ids=some)}
            if new:
                _COUNT.many(session, [{"article_id": one, "original": new[one]} for one in new])
                stand(session, list(new), said)
                _change(session, new, contribution(session, _originals(new), said), 1)

    def leaving(self, session: Session, article_ids: Sequence[int]) -> None:
        """Take what these articles say from the counts."""
        said = counted_as_said(session)
        for some in chunks(article_ids, ARTICLES_AT_ONCE):
            row = CountedArticleRow
            counted = select(row.article_id, row.original).where(row.article_id.in_(some))
            gone = {one.article_id: one.original for one in session.execute(counted)}
            if gone:
                part = contribution(session, _originals(gone), said)
                unstand(session, list(gone))
                session.execute(delete(row).where(row.article_id.in_(list(gone))))
                _change(session, gone, part, -1)


def counted_as_said(session: Session) -> ClaimFilter:
    """Which claims count as said in the totals."""
    return ClaimFilter(least_said=_LEAST_SAID.rows(session)[0][0])


def _originals(articles: dict[int, bool]) -> list[int]:
    return [one for one, original in articles.items() if original]


def count_anew(session: Session, least_said: float) -> None:
    """Make all totals again, for another probability from which claims count as said."""
    for table in (CountedArticleRow, StandingRow, PlaceTotalRow, PlaceWordingRow, PlaceCellRow):
        session.execute(delete(table))
    none = {"articles": 0, "copies": 0, "places": 0, "claims": 0, "attitudes": 0}
    session.execute(update(TallyRow).values(least_said=least_said, **none))
    Totals().added(session, list(session.scalars(select(ArticleRow.id).order_by(ArticleRow.id))))


@dataclass(frozen=True, slots=True)
class _Total:
    """One row of ``place_total``."""

    facts: dict[str, Any]
    count: Count

    @property
    def is_on_map(self) -> bool:
        return self.count.mentions > 0


_Totals = dict[tuple[str, str], _Total]


def _change(session: Session, articles: dict[int, bool], part: Contribution, sign: int) -> None:
    places = sorted({place for place, _ in part.places})
    before = _held(session, places)
    after = _after(session, before, part, sign)
    revision = _REVISION.rows(session)[0][0] + 1
    _store(session, before, after, revision)
    _reword(session, places, part, sign)
    were, are = _points(before), _points(after)
    place_cells.recount(session, {cell for *_, cell in were | are}, fewer=not were <= are)
    _TALLIES.run(
        session,
        now=revision,
        more_articles=sign * len(articles),
        more_copies=sign * (len(articles) - len(_originals(articles))),
        more_claims=sign * part.claims,
        more_attitudes=sign * part.attitudes,
        more_places=_on_map(after) - _on_map(before),
    )


def _points(totals: _Totals) -> set[tuple[str, str, int]]:
    """The places that belong to a cell, with scope and cell; areas are drawn as such and belong to none."""
    on_map = ((key, one.facts) for key, one in totals.items() if one.is_on_map)
    return {(*key, facts["cell"]) for key, facts in on_map if not facts["is_area"]}


def _on_map(totals: _Totals) -> int:
    return sum(one.is_on_map for (_, scope), one in totals.items() if scope == EVERY)


def _held(session: Session, places: Sequence[str]) -> _Totals:
    held: _Totals = {}
    for some in chunks(places):
        for place, scope, *values in _HELD.rows(session, ids=some):
            facts = dict(zip(_FACTS, values, strict=False))
            held[place, scope] = _Total(facts, Count(*values[len(_FACTS) :]))
    return held


def _after(session: Session, before: _Totals, part: Contribution, sign: int) -> _Totals:
    facts = _facts(session, sorted({place for place, _ in part.places}))
    after: _Totals = {}
    for place in facts:
        counts = {one: _plus(before.get((place, one)), part.places.get((place, one)), sign) for one in (SAID, EVERY)}
        if counts[EVERY].mentions or counts[EVERY].claims or counts[EVERY].acting:
            after |= {(place, scope): _Total(facts[place], count) for scope, count in counts.items()}
    return after if sign > 0 else _grounded(session, before, after, part)


def _plus(total: _Total | None, count: Count | None, sign: int) -> Count:
    return (total.count if total else Count()).plus(count or Count(), sign)


def _grounded(session: Session, before: _Totals, after: _Totals, gone: Contribution) -> _Totals:
    """The totals with the nearest ground and the highest confidence of the claims that are left."""
    nearer: dict[str, list[str]] = {SAID: [], EVERY: []}
    surer: dict[str, list[str]] = {SAID: [], EVERY: []}
    for (place, scope), total in after.items():
        left, lost = total.count, gone.places.get((place, scope), Count())
        if not lost.claims or not left.claims:
            continue
        if left.claims == left.by_context:
            nearer[scope].append(place)
        if lost.confidence == before[place, scope].count.confidence:
            surer[scope].append(place)
    ranks = {(place, scope): rank for scope in nearer for place, rank in _nearest(session, scope, nearer[scope])}
    surest = {(place, scope): sure for scope in surer for place, sure in _surest(session, scope, surer[scope])}
    return {
        key: replace(one, count=_with_ground(one.count, ranks.get(key), surest.get(key))) for key, one in after.items()
    }


def _with_ground(count: Count, rank: int | None, confidence: float | None) -> Count:
    if not count.claims:
        return replace(count, rank=None, confidence=None)
    nearest = rank if rank is not None else 0 if count.claims > count.by_context else count.rank
    return replace(count, rank=nearest, confidence=count.confidence if confidence is None else confidence)


def _nearest(session: Session, scope: str, places: Sequence[str]) -> Iterable[tuple[str, int]]:
    row = StandingRow
    for some in chunks(places):
        there = row.place_id.in_(some), row.role == _ABOUT, in_scope(scope)
        query = select(row.place_id, func.min(row.rank)).where(*there).group_by(row.place_id)
        yield from ((place, rank) for place, rank in session.execute(query))


def _surest(session: Session, scope: str, places: Sequence[str]) -> Iterable[tuple[str, float]]:
    row, total = StandingRow, PlaceTotalRow
    best = select(row.confidence).where(row.place_id == total.place_id, row.role == _ABOUT, in_scope(scope))
    # Not a maximum: an index has them in order, and the busiest places have very many.
    first = best.order_by(row.confidence.desc()).limit(1).scalar_subquery()
    for some in chunks(places):
        query = select(total.place_id, first).where(total.scope == scope, total.place_id.in_(some))
        yield from ((place, sure) for place, sure in session.execute(query) if sure is not None)


def _facts(session: Session, places: Sequence[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for some in chunks(places):
        # Columns, because rows as objects would take longer than all the counting.
        for values in _PLACES.rows(session, ids=some):
            place = Place(*values)
            words = folded(place.name, place.admin2, place.admin1)
            cell = cell_key(FINEST, *cell_at(place.lat, place.lon))
            found[place.id] = dict(
                zip(_FACTS, (place.name, words, place.lat, place.lon, place.is_area, cell), strict=True)
            )
    return found


def _store(session: Session, before: _Totals, totals: _Totals, revision: int) -> None:
    for some in chunks(sorted({place for place, scope in before if (place, scope) not in totals})):
        _GONE.run(session, ids=some)
    rows = [
        {
            "place_id": place,
            "scope": scope,
            "revision": revision,
            **total.facts,
            **{name: getattr(total.count, name) for name in _COUNTED},
        }
        for (place, scope), total in totals.items()
    ]
    upsert(_TOTALS, session.connection().dialect.name).many(session, rows)


def _reword(session: Session, places: Collection[str], part: Contribution, sign: int) -> None:
    held: dict[tuple[str, str], tuple[int, int]] = {}
    for some in chunks(sorted(places)):
        found = _HELD_WORDINGS.rows(session, ids=some)
        held |= {(place, text): (count, first) for place, text, count, first in found}
    changed: list[dict[str, Any]] = []
    gone: list[dict[str, Any]] = []
    for (place, text), (count, first) in part.wordings.items():
        before, earlier = held.get((place, text), (0, first))
        number = before + sign * count if (place, text) in held else count
        if number:
            values = {"folded": folded(text), "count": number, "first": min(first, earlier)}
            changed.append({"place_id": place, "text": text, **values})
        else:
            gone.append({"place": place, "words": text})
    upsert(_WORDINGS, session.connection().dialect.name).many(session, changed)
    _LOST.many(session, gone)
