"""Claims as lists and exports show them: their words, speaker, article, and the places that they are tied to."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gazetteer.place import Place
from webapp.domain import Basis, ClaimKind, Manner, Role, Status
from webapp.store.claims.claim_filter import ClaimFilter
from webapp.store.claims.shown import claim_words
from webapp.store.models import ArticleRow, ClaimPlaceRow, ClaimRow, MentionRow, PlaceRow, SpeakerRow
from webapp.store.places.contributions import GROUNDS
from webapp.store.records import place_of, where_stands
from webapp.store.remarks.records import NOTHING, Remarks, is_empty, on_claims, on_places, on_speakers_of

_ROLES = tuple(Role)


@dataclass(frozen=True, slots=True)
class ReportedIn:
    """The article that reports a claim."""

    id: int
    title: str
    publisher: str | None
    date: dt.date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class PlaceOfClaim:
    """A place that a claim is tied to in one role, on its nearest ground; ``confidence`` is from 0 to 1.

    ``status`` is that of the mention that ties it there; of several, that of one which a person looked at. ``remarks``
    are on the place.
    """

    place: Place
    role: Role
    basis: Basis
    confidence: float
    status: Status = Status.UNVERIFIED
    remarks: Remarks = NOTHING


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim; ``index`` is its position in its article's reading, ``words`` and ``cue`` are the article's own.

    ``remarks`` are on the claim, ``speaker_remarks`` on its speaker over all articles.
    """

    id: int
    index: int
    kind: ClaimKind
    manner: Manner
    negated: bool
    said: float
    attitude: bool
    confidence: float
    speaker: str | None
    description: str | None
    cue: str
    words: tuple[str, ...]
    article: ReportedIn
    places: tuple[PlaceOfClaim, ...]
    status: Status = Status.UNVERIFIED
    remarks: Remarks = NOTHING
    speaker_remarks: Remarks = NOTHING


def claim_records(session: Session, ids: Sequence[int], which: ClaimFilter) -> list[ClaimRecord]:
    """These claims in this order, with the places that ``which`` leaves in; those that are gone are left out.

    No text is loaded but the words of the claims.
    """
    claims = _claims(session, ids)
    parts = claim_words(session, ids)
    places = _places(session, ids, which)
    found = {
        row.id: ClaimRecord(
            id=row.id,
            index=row.position,
            kind=ClaimKind(row.kind),
            manner=Manner(row.manner),
            negated=row.negated,
            said=row.said,
            attitude=which.is_attitude(row.said, Manner(row.manner)),
            confidence=row.confidence,
            speaker=row.name or None,
            description=row.description,
            cue=" … ".join(parts.get((row.id, "cue"), ())),
            words=tuple(parts.get((row.id, "content"), ())),
            article=ReportedIn(row.article_id, row.title, row.publisher, row.date, row.url),
            places=by_role(places.get(row.id, {}).values()),
            status=Status(row.status),
        )
        for row in claims
    }
    return _with_remarks(session, [found[id_] for id_ in ids if id_ in found])


def _with_remarks(session: Session, claims: list[ClaimRecord]) -> list[ClaimRecord]:
    if is_empty(session):
        return claims
    ids = [claim.id for claim in claims]
    on, by = on_claims(session, ids), on_speakers_of(session, ids)
    at = on_places(session, {one.place.id for claim in claims for one in claim.places})
    return [
        replace(
            claim,
            remarks=on.get(claim.id, NOTHING),
            speaker_remarks=by.get(claim.id, NOTHING),
            places=tuple(replace(one, remarks=at.get(one.place.id, NOTHING)) for one in claim.places),
        )
        for claim in claims
    ]


def reviewed(one: Status, other: Status) -> Status:
    """The status of a place that two mentions tie a claim to: that of the one which a person looked at, if any."""
    return other if one is Status.UNVERIFIED or other is Status.CORRECTED else one


def by_role(places: Iterable[PlaceOfClaim]) -> tuple[PlaceOfClaim, ...]:
    """Places that a claim is about before those that act in it, otherwise in their order."""
    return tuple(sorted(places, key=lambda one: _ROLES.index(one.role)))


def _claims(session: Session, ids: Sequence[int]) -> Sequence[Any]:
    query = (
        select(
            ClaimRow.id,
            ClaimRow.article_id,
            ClaimRow.position,
            ClaimRow.kind,
            ClaimRow.manner,
            ClaimRow.negated,
            ClaimRow.said,
            ClaimRow.confidence,
            ClaimRow.description,
            ClaimRow.status,
            SpeakerRow.name,
            ArticleRow.title,
            ArticleRow.publisher,
            ArticleRow.date,
            ArticleRow.url,
        )
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .outerjoin(SpeakerRow, SpeakerRow.id == ClaimRow.speaker_id)
        .where(ClaimRow.id.in_(ids))
    )
    return session.execute(query).all()


def _places(session: Session, ids: Sequence[int], which: ClaimFilter) -> dict[int, dict[tuple[str, str], PlaceOfClaim]]:
    """By claim, its places by id and role: on the nearest ground, and as sure as the surest link."""
    query = (
        select(
            ClaimPlaceRow.claim_id,
            ClaimPlaceRow.role,
            ClaimPlaceRow.basis,
            ClaimPlaceRow.confidence,
            MentionRow.status,
            PlaceRow,
        )
        .join(MentionRow, MentionRow.id == ClaimPlaceRow.mention_id)
        .join(PlaceRow, PlaceRow.id == MentionRow.place_id)
        .where(
            ClaimPlaceRow.claim_id.in_(ids),
            where_stands(),
            ClaimPlaceRow.role.in_([role.value for role in which.link_roles]),
            which.where_wide(),
        )
        .order_by(ClaimPlaceRow.id)
    )
    found: dict[int, dict[tuple[str, str], PlaceOfClaim]] = defaultdict(dict)
    for claim, role, basis, confidence, status, row in session.execute(query):
        place = place_of(row)
        # In the query, the database would begin with all mentions of a place.
        if not which.holds_place(place):
            continue
        one = PlaceOfClaim(place, Role(role), Basis(basis), confidence, Status(status))
        before = found[claim].get((row.id, role), one)
        nearest = min(before.basis, one.basis, key=GROUNDS.index)
        surest = max(before.confidence, one.confidence)
        status_here = reviewed(before.status, one.status)
        found[claim][row.id, role] = PlaceOfClaim(one.place, one.role, nearest, surest, status_here)
    return found
