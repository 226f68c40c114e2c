"""The claims of a reading that is in no store, as the store would return them."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.domain import Claim, Reading, Role, Status
from webapp.store import ClaimFilter, narrowed
from webapp.store.claims.records import ClaimRecord, PlaceOfClaim, ReportedIn, by_role, reviewed
from webapp.store.places.contributions import GROUNDS
from webapp.store.records import stands


def records_of(number: int, reading: Reading, which: ClaimFilter) -> Iterator[ClaimRecord]:
    """The claims of article ``number`` that ``which`` leaves in, in the order of the article."""
    article = reading.article
    kept = narrowed(reading, which)
    reported_in = ReportedIn(number, article.title or "Untitled", article.publisher, article.date, article.url)
    indices = [index for index, claim in enumerate(reading.claims) if which.matches(claim, reading)]
    for index, claim in zip(indices, kept.claims, strict=True):
        yield ClaimRecord(
            id=0,
            index=index,
            kind=claim.kind,
            manner=claim.manner,
            negated=claim.negated,
            said=claim.said,
            attitude=which.is_attitude(claim.said, claim.manner),
            confidence=claim.confidence,
            speaker=claim.speaker.name if claim.speaker else None,
            description=claim.speaker.description if claim.speaker else None,
            cue=" … ".join(span.of(article.text) for span in claim.attribution.cue),
            words=tuple(span.of(article.text) for span in claim.attribution.content),
            article=reported_in,
            places=by_role(_places(kept, claim, which).values()),
            status=claim.status,
        )


def _places(reading: Reading, claim: Claim, which: ClaimFilter) -> dict[tuple[str, Role], PlaceOfClaim]:
    found: dict[tuple[str, Role], PlaceOfClaim] = {}
    for link in claim.places:
        mention = reading.mentions[link.mention]
        place = mention.resolution.place
        if place is None or link.role not in which.link_roles or not stands(link.role, mention, reading.article):
            continue
        before = found.get((place.id, link.role))
        nearest = min(link.basis, before.basis if before else link.basis, key=GROUNDS.index)
        surest = max(link.confidence, before.confidence if before else 0.0)
        status = reviewed(before.status if before else Status.UNVERIFIED, mention.resolution.status)
        found[place.id, link.role] = PlaceOfClaim(place, link.role, nearest, surest, status)
    return found
