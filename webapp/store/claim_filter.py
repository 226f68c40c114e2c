"""Which claims are shown: what was said, of one speaker, some manners or kinds, or naming its place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, true

from webapp.domain import Basis, Claim, ClaimKind, ClaimPlace, Manner, Reading, Role
from webapp.store.models import ClaimPlaceRow, ClaimRow, SpeakerRow

PINNING = (Role.ABOUT, Role.ACTOR)
"""The roles in which a place shows a claim in its pop-up."""
ALWAYS_SHOWN = frozenset((Manner.BELIEVES, Manner.DENIES, Manner.PROMISES))
"""Manners in which a claim is shown however it was made: nobody denies or promises a thing without saying so."""


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What a claim must be to be shown; the default matches every claim.

    Claims less likely to have been said than ``least_said`` are attitudes, intentions and acts, unless their manner is
    in ``ALWAYS_SHOWN``; they are shown only with ``attitudes``. ``speaker`` is a name as an article gives it, "" for
    claims whose speaker is not named, None for everybody. ``named`` leaves out the places that a claim does not name in
    its own words, and the claims that name none.
    """

    speaker: str | None = None
    manners: frozenset[Manner] = frozenset()
    kinds: frozenset[ClaimKind] = frozenset()
    named: bool = False
    least_said: float = 0.0
    attitudes: bool = False

    @property
    def selects(self) -> bool:
        """Whether it leaves out claims that were said."""
        return self.speaker is not None or bool(self.manners) or bool(self.kinds) or self.named

    def is_attitude(self, said: float, manner: Manner) -> bool:
        """Whether a claim with this probability of having been said is an attitude, an intention or an act."""
        return said < self.least_said and manner not in ALWAYS_SHOWN

    def is_shown(self, said: float, manner: Manner) -> bool:
        """Whether a claim is shown as far as that depends on whether it was said."""
        return self.attitudes or not self.is_attitude(said, manner)

    def matches(self, claim: Claim) -> bool:
        """Whether ``claim`` is shown."""
        name = claim.speaker.name if claim.speaker else ""
        return (
            self.is_shown(claim.said, claim.manner)
            and (self.speaker is None or self.speaker == name)
            and (not self.manners or claim.manner in self.manners)
            and (not self.kinds or claim.kind in self.kinds)
            and (not self.named or any(link.role in PINNING and self.links(link) for link in claim.places))
        )

    def links(self, link: ClaimPlace) -> bool:
        """Whether ``link`` still ties its claim to a place."""
        return not self.named or link.basis is Basis.CONTENT

    def where(self) -> ColumnElement[bool]:
        """The same as ``matches``, as a condition on rows of claims."""
        found = self.where_shown()
        if self.speaker == "":
            found &= ~ClaimRow.speaker.has(SpeakerRow.name != "")
        elif self.speaker is not None:
            found &= ClaimRow.speaker.has(SpeakerRow.name == self.speaker)
        if self.manners:
            found &= ClaimRow.manner.in_(sorted(manner.value for manner in self.manners))
        if self.kinds:
            found &= ClaimRow.kind.in_(sorted(kind.value for kind in self.kinds))
        if self.named:
            pinning = ClaimPlaceRow.role.in_([role.value for role in PINNING])
            found &= ClaimRow.places.any(pinning & self.where_linked())
        return found

    def where_shown(self) -> ColumnElement[bool]:
        """The same as ``is_shown``, as a condition on rows of claims."""
        if self.attitudes or not self.least_said:
            return true()
        return (ClaimRow.said >= self.least_said) | ClaimRow.manner.in_(sorted(ALWAYS_SHOWN))

    def where_linked(self) -> ColumnElement[bool]:
        """The same as ``links``, as a condition on rows of links."""
        return ClaimPlaceRow.basis == Basis.CONTENT.value if self.named else true()


EVERY_CLAIM = ClaimFilter()


def narrowed(reading: Reading, which: ClaimFilter) -> Reading:
    """A reading with only the claims that are shown; if ``which`` selects, only with the mentions that they link."""
    kept = [index for index, claim in enumerate(reading.claims) if which.matches(claim)]
    links = {index: [link for link in reading.claims[index].places if which.links(link)] for index in kept}
    linked = sorted({link.mention for some in links.values() for link in some})
    mentions = linked if which.selects else range(len(reading.mentions))
    mention_at = {old: new for new, old in enumerate(mentions)}
    claim_at = {old: new for new, old in enumerate(kept)}
    claims = []
    for index in kept:
        claim = reading.claims[index]
        places = tuple(replace(link, mention=mention_at[link.mention]) for link in links[index])
        within = None if claim.within is None else claim_at.get(claim.within)
        claims.append(replace(claim, places=places, within=within))
    return replace(reading, mentions=tuple(reading.mentions[old] for old in mentions), claims=tuple(claims))
