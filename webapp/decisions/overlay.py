"""A reading with a person's decisions laid over it: a pure function of the two, whatever the order of the decisions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from webapp.decisions.claims import OnClaims, ground, laid_over_claims
from webapp.decisions.mentions import Judged, OnMentions, judged
from webapp.decisions.records import OF_CLAIM, Decision, Scope, What
from webapp.decisions.standing import Standing
from webapp.decisions.words import decided
from webapp.domain import (
    Claim,
    ClaimPlace,
    Mention,
    MentionKind,
    Placed,
    Reading,
    Resolution,
    Role,
    Span,
    Status,
)


@dataclass(frozen=True, slots=True)
class InForce:
    """The decisions in force that concern one article."""

    mentions: OnMentions
    claims: OnClaims
    whole: Decision | None = None
    """The decision that the whole article is verified."""

    @classmethod
    def of(cls, found: Standing, content_hash: str, collection: str = "") -> InForce:
        """Those for an article of a collection; others in ``found`` are passed over."""
        kept = Standing({target: row for target, row in found.of.items() if row.concerns(content_hash, collection)})
        rows = kept.decisions
        speakers = [row for row in rows if row.what is What.SPEAKER and row.scope is not Scope.CLAIM]
        single = [row for row in rows if row.scope is Scope.CLAIM and row.what in OF_CLAIM]
        whole = [row for row in rows if row.what is What.ARTICLE_VERIFIED]
        return cls(
            OnMentions.of(kept),
            OnClaims(tuple(single), tuple(sorted(speakers, key=lambda row: row.scope.breadth))),
            whole[-1] if whole else None,
        )


@dataclass(frozen=True, slots=True)
class Laid:
    """A reading as it is shown, the decisions on words of the article, and those on claims that are gone from it."""

    reading: Reading
    judged: tuple[Judged, ...] = ()
    lost: tuple[Decision, ...] = ()

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The places that the resolver takes as given for the other names of the article."""
        return _placed(self.judged)


def placed(plain: Reading, on: InForce, collection: str = "") -> tuple[Placed, ...]:
    """The places that the resolver takes as given for the other names of an article."""
    return _placed(judged(plain, on.mentions, collection))


def given_by(found: Sequence[Placed]) -> str:
    """A digest of given places: two that are the same lead to the same reading; "" for none."""
    if not found:
        return ""
    words = ";".join(f"{one.span.start}-{one.span.end}={one.place.id if one.place else ''}" for one in found)
    return hashlib.sha256(words.encode()).hexdigest()


def laid_over(plain: Reading, on: InForce, collection: str = "", informed: Reading | None = None) -> Laid:
    """A reading with decisions laid over it.

    ``plain`` is what the program read by itself: it says which mentions a decision on a name is for. ``informed``, if
    given, is what it read with the decided places in view, and what is shown of everything that nobody decided.
    """
    found = judged(plain, on.mentions, collection)
    base = informed or plain
    mentions, at, new = _mentions(base, found, on.whole)
    claims = [_moved(claim, at) for claim in base.claims]
    claims = [_tied(claim, mentions, new) for claim in claims]
    claims, lost = laid_over_claims(claims, mentions, on.claims, plain.article.text)
    if on.whole:
        claims = [_verified(claim, on.whole) for claim in claims]
    shown = replace(base, mentions=tuple(replace(one, pinned=False) for one in mentions), claims=tuple(claims))
    return Laid(shown.without_rejected(), tuple(found), tuple(lost))


def _placed(found: Sequence[Judged]) -> tuple[Placed, ...]:
    return tuple(one.given for one in found if one.decision.what is not What.VERIFIED)


def _mentions(
    base: Reading, found: Sequence[Judged], whole: Decision | None
) -> tuple[list[Mention], dict[int, int], dict[int, Judged]]:
    """The mentions shown, where each of the reading is among them, and those that are placed only by decision."""
    by_span = {one.span: one for one in found}
    taken = [one.span for one in found if one.span not in {mention.span for mention in base.mentions}]
    entries: list[tuple[Mention, int | None, Judged | None]] = []
    for i, mention in enumerate(base.mentions):
        row = by_span.get(mention.span)
        if row is None and any(span.overlaps(mention.span) for span in taken):
            # The decided words stand in place of others that the program read there.
            continue
        entries.append((_decided(mention, row) if row else _checked(mention, whole), i, row))
    entries += [(_marked(row, base.article.text), None, row) for row in found if row.span in taken]
    entries.sort(key=lambda entry: (entry[0].span, entry[1] is None))
    at = {old: new for new, (_, old, _) in enumerate(entries) if old is not None}
    new = {
        n: row
        for n, (mention, old, row) in enumerate(entries)
        if row and mention.resolution.place and (old is None or base.mentions[old].resolution.place is None)
    }
    return [mention for mention, _, _ in entries], at, new


def _decided(mention: Mention, row: Judged) -> Mention:
    own, decision = mention.resolution, row.decision
    if row.is_no_place:
        if decision.what is What.MARKED:
            return mention
        rejected = decision.what is What.REJECTED
        why = decided(decision, "said that this is not a place" if rejected else "found it not identifiable")
        status = Status.REJECTED if rejected else Status.NOT_IDENTIFIABLE
        return replace(
            mention, resolution=replace(own, place=None, confidence=0.0, evidence=(why,), status=status, contrast=())
        )
    place = row.place
    same = own.place is not None and place is not None and own.place.id == place.id
    if same and decision.what is What.VERIFIED:
        evidence = (decided(decision, "verified it"), *own.evidence)
        return replace(mention, resolution=replace(own, evidence=evidence, status=Status.VERIFIED))
    why = decided(decision, "verified this place" if decision.what is What.VERIFIED else "placed this name here")
    status = Status.VERIFIED if same else Status.CORRECTED
    resolution = replace(own, place=place, confidence=1.0, evidence=(why,), status=status, contrast=())
    return replace(mention, confidence=1.0, resolution=resolution)


def _checked(mention: Mention, whole: Decision | None) -> Mention:
    own = mention.resolution
    if whole is None or own.status is not Status.UNVERIFIED:
        return mention
    status = Status.VERIFIED if own.place else Status.NOT_IDENTIFIABLE
    evidence = (decided(whole, "verified the whole article"), *own.evidence)
    return replace(mention, resolution=replace(own, status=status, evidence=evidence))


def _marked(row: Judged, text: str) -> Mention:
    why = decided(row.decision, "marked it as a place")
    if row.is_no_place:
        status = Status.REJECTED if row.decision.what is What.REJECTED else Status.NOT_IDENTIFIABLE
        said = (
            "said that this is not a place"
            if status is Status.REJECTED
            else "marked it as a place without saying which"
        )
        resolution = Resolution(None, 0.0, (decided(row.decision, said),), status)
    else:
        resolution = Resolution(row.place, 1.0, (decided(row.decision, "placed this name here"),), Status.CORRECTED)
    return Mention(row.span, row.span.of(text), MentionKind.TOPONYM, 1.0, resolution, (why,))


def _moved(claim: Claim, at: Mapping[int, int]) -> Claim:
    links = (replace(link, mention=at[link.mention]) for link in claim.places if link.mention in at)
    return replace(claim, places=tuple(links))


def _tied(claim: Claim, mentions: Sequence[Mention], new: Mapping[int, Judged]) -> Claim:
    """A claim whose own words name a place that only a person placed is about it."""
    linked = {link.mention for link in claim.places}
    added = [
        ClaimPlace(n, Role.ABOUT, decided(row.decision, "placed it"), ground(claim, mentions[n].span), 1.0)
        for n, row in new.items()
        if n not in linked and _names(claim, mentions[n].span)
    ]
    if not added:
        return claim
    return replace(claim, places=tuple(sorted((*claim.places, *added), key=lambda link: link.mention)))


def _names(claim: Claim, span: Span) -> bool:
    return any(content.contains(span) for content in claim.attribution.content)


def _verified(claim: Claim, whole: Decision) -> Claim:
    if claim.status is not Status.UNVERIFIED:
        return claim
    return replace(
        claim, status=Status.VERIFIED, evidence=(decided(whole, "verified the whole article"), *claim.evidence)
    )
