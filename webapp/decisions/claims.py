"""Lays what was decided about claims over those of a reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from webapp.decisions.records import Anchor, Decision, What
from webapp.decisions.words import decided
from webapp.domain import (
    Attribution,
    Basis,
    Claim,
    ClaimKind,
    ClaimPlace,
    Mention,
    Role,
    Span,
    Speaker,
    Status,
)

LEAST_SHARED = 0.5
"""The share of the words of two claims, or of one read anew, from which they are the same claim."""
_OPENING, _CLOSING = '“"«„‘', '”"»“’'
_AS = {
    Role.ABOUT: "what the claim is about",
    Role.ACTOR: "who acts",
    Role.ORIGIN: "where it comes from",
    Role.NAME: "a part of a name",
}


@dataclass(frozen=True, slots=True)
class OnClaims:
    """The decisions in force on claims of one article: on single ones, and on speakers of more."""

    single: tuple[Decision, ...] = ()
    speakers: tuple[Decision, ...] = ()
    """By scope, the narrowest first."""


def laid_over_claims(
    claims: Sequence[Claim], mentions: Sequence[Mention], on: OnClaims, text: str
) -> tuple[list[Claim], list[Decision]]:
    """The claims with the decisions laid over them, in the order of the text, and the decisions whose words are gone.

    The claims' links are indices of ``mentions``.
    """
    made = [row for row in on.single if row.what is What.CLAIM]
    found = [_spoken(claim, on.speakers) for claim in claims]
    found += [_made(row, mentions, text) for row in made if not _is_there(found, row)]
    lost = []
    for row in on.single:
        if row.what is What.CLAIM:
            continue
        at = claim_at([one.attribution.content for one in found], row.anchor)
        if at is None or (row.what is What.ABOUT and mention_at(mentions, Span(*row.value["mention"])) is None):
            lost.append(row)
        else:
            found[at] = _changed(found[at], row, mentions, text)
    return _in_order(found), lost


def claim_at(contents: Sequence[tuple[Span, ...]], anchor: Anchor | None) -> int | None:
    """Which claim has the words of an anchor now, by the contents of all; None if none has half of them."""
    if anchor is None or not contents:
        return None
    shares = [share(content, anchor.spans) for content in contents]
    best = max(range(len(shares)), key=shares.__getitem__)
    return best if shares[best] >= LEAST_SHARED else None


def share(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The share of the characters of two claims' contents that both have, from 0 to 1."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    whole = sum(span.end - span.start for span in (*one, *other)) - common
    return common / whole if whole else 0.0


def _spoken(claim: Claim, speakers: Sequence[Decision]) -> Claim:
    name = claim.speaker.name if claim.speaker else ""
    for row in speakers:
        if name and row.was == name:
            return _with_speaker(claim, row)
    return claim


def _with_speaker(claim: Claim, row: Decision) -> Claim:
    held = row.value
    name = str(held.get("name") or "")
    own = claim.speaker
    description = held.get("description", own.description if own else None)
    generic = bool(held["generic"]) if "generic" in held else bool(own and own.generic and own.name == name)
    speaker = Speaker(name, description, generic) if name else None
    return replace(
        claim,
        speaker=speaker,
        why_speaker=decided(row, "named nobody as the speaker" if speaker is None else "named the speaker"),
        speaker_confidence=1.0 if speaker else 0.0,
        status=_after(claim.status, changed=speaker != own),
    )


def _changed(claim: Claim, row: Decision, mentions: Sequence[Mention], text: str) -> Claim:
    if row.what is What.NO_CLAIM:
        return replace(claim, status=Status.REJECTED, evidence=(decided(row, "said that this is no claim"),))
    if row.what is What.SPEAKER:
        return _with_speaker(claim, row)
    if row.what is What.WORDS:
        parts = claim.attribution
        content = spans_of(row.value.get("content"), len(text)) or parts.content
        source = spans_of(row.value.get("source"), len(text)) if "source" in row.value else parts.source
        return replace(
            claim,
            attribution=replace(parts, content=content, source=source),
            evidence=(decided(row, "set where its words begin and end"), *claim.evidence),
            status=_after(claim.status, changed=True),
        )
    if row.what is What.ABOUT:
        return _about(claim, row, mentions)
    return replace(
        claim, status=_after(claim.status, changed=False), evidence=(decided(row, "verified it"), *claim.evidence)
    )


def _about(claim: Claim, row: Decision, mentions: Sequence[Mention]) -> Claim:
    start, end = row.value["mention"]
    at = mention_at(mentions, Span(start, end))
    if at is None:
        return claim
    kept = [link for link in claim.places if link.mention != at]
    role = row.value.get("role")
    if role is None:
        places = kept
    else:
        basis = Basis(row.value.get("basis") or ground(claim, mentions[at].span))
        places = [*kept, ClaimPlace(at, Role(role), decided(row, f"set it as {_AS[Role(role)]}"), basis, 1.0)]
        places.sort(key=lambda link: link.mention)
    return replace(claim, places=tuple(places), status=_after(claim.status, changed=True))


def ground(claim: Claim, span: Span) -> Basis:
    """On what ground a claim may stand at a mention: its own words, or what came before or after."""
    content = claim.attribution.content
    if any(one.overlaps(span) for one in content):
        return Basis.CONTENT
    return Basis.BEFORE if content and span.start < content[0].start else Basis.ARTICLE


def mention_at(mentions: Sequence[Mention], span: Span) -> int | None:
    """Which mention has these words, or most of them."""
    shared = [(min(one.span.end, span.end) - max(one.span.start, span.start), -i) for i, one in enumerate(mentions)]
    most, at = max(shared, default=(0, 0))
    return -at if most > 0 else None


def spans_of(held: Any, length: int) -> tuple[Span, ...]:
    """Spans as a decision holds them, [start, end] each; those that lie outside the text are left out."""
    found = (Span(int(start), int(end)) for start, end in held or ())
    return tuple(span for span in found if 0 <= span.start < span.end <= length)


def _made(row: Decision, mentions: Sequence[Mention], text: str) -> Claim:
    content = row.anchor.spans if row.anchor else ()
    source = spans_of(row.value.get("source"), len(text))
    claim = Claim(
        _kind(content, text),
        Attribution(content, (), source),
        None,
        1.0,
        evidence=(decided(row, "marked it as a claim"),),
        status=Status.CORRECTED,
    )
    if row.value.get("speaker"):
        claim = _with_speaker(claim, replace(row, value=row.value["speaker"]))
    ats = (mention_at(mentions, span) for span in spans_of(row.value.get("about"), len(text)))
    places = {
        at: ClaimPlace(at, Role.ABOUT, decided(row, "put it there"), ground(claim, mentions[at].span), 1.0)
        for at in ats
        if at is not None
    }
    return replace(claim, places=tuple(places[at] for at in sorted(places)))


def _kind(content: Sequence[Span], text: str) -> ClaimKind:
    first, last = content[0], content[-1]
    opened = text[max(0, first.start - 1) : first.start] in tuple(_OPENING) or text[first.start] in _OPENING
    closed = text[last.end : last.end + 1] in tuple(_CLOSING) or text[last.end - 1] in _CLOSING
    return ClaimKind.DIRECT if opened and closed else ClaimKind.INDIRECT


def _is_there(claims: Iterable[Claim], row: Decision) -> bool:
    """Whether a later reading found what a person had marked."""
    return claim_at([one.attribution.content for one in claims], row.anchor) is not None


def _after(status: Status, *, changed: bool) -> Status:
    if status is Status.REJECTED:
        return status
    return Status.CORRECTED if changed or status is Status.CORRECTED else Status.VERIFIED


def _in_order(claims: Sequence[Claim]) -> list[Claim]:
    """The claims in the order of their words; those of the reading keep their order, and ``within`` what it names."""
    order = sorted(range(len(claims)), key=lambda i: _position(claims, i))
    at = {old: new for new, old in enumerate(order)}
    return [replace(claims[i], within=at[w] if (w := claims[i].within) is not None else None) for i in order]


def _position(claims: Sequence[Claim], i: int) -> tuple[int, int]:
    content = claims[i].attribution.content
    return (content[0].start if content else 0), i
