"""Which claims are shown: those of one speaker, of some manners, of some kinds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, true

from webapp.domain import Claim, ClaimKind, Manner, Reading
from webapp.store.models import ClaimRow, SpeakerRow


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What a claim must be to be shown; empty matches every claim.

    ``speaker`` is a name as an article gives it, "" for claims whose speaker is not named, None for everybody.
    """

    speaker: str | None = None
    manners: frozenset[Manner] = frozenset()
    kinds: frozenset[ClaimKind] = frozenset()

    def __bool__(self) -> bool:
        return self.speaker is not None or bool(self.manners) or bool(self.kinds)

    def matches(self, claim: Claim) -> bool:
        """Whether ``claim`` is shown."""
        name = claim.speaker.name if claim.speaker else ""
        return (
            (self.speaker is None or self.speaker == name)
            and (not self.manners or claim.manner in self.manners)
            and (not self.kinds or claim.kind in self.kinds)
        )

    def where(self) -> ColumnElement[bool]:
        """The same as a condition on rows of claims."""
        found: ColumnElement[bool] = true()
        if self.speaker == "":
            found &= ~ClaimRow.speaker.has(SpeakerRow.name != "")
        elif self.speaker is not None:
            found &= ClaimRow.speaker.has(SpeakerRow.name == self.speaker)
        if self.manners:
            found &= ClaimRow.manner.in_(sorted(manner.value for manner in self.manners))
        if self.kinds:
            found &= ClaimRow.kind.in_(sorted(kind.value for kind in self.kinds))
        return found


EVERY_CLAIM = ClaimFilter()


def narrowed(reading: Reading, which: ClaimFilter) -> Reading:
    """A reading with only the claims that are shown and the mentions that they are linked to."""
    if not which:
        return reading
    kept = [index for index, claim in enumerate(reading.claims) if which.matches(claim)]
    linked = sorted({link.mention for index in kept for link in reading.claims[index].places})
    mention_at = {old: new for new, old in enumerate(linked)}
    claim_at = {old: new for new, old in enumerate(kept)}
    claims = []
    for index in kept:
        claim = reading.claims[index]
        places = tuple(replace(link, mention=mention_at[link.mention]) for link in claim.places)
        within = None if claim.within is None else claim_at.get(claim.within)
        claims.append(replace(claim, places=places, within=within))
    return replace(reading, mentions=tuple(reading.mentions[old] for old in linked), claims=tuple(claims))
