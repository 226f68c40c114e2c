"""Which claims are reported inside another: in *A said that B denied it*, B's claim is inside A's."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain import Span
from webapp.nlp.claims.attributed import Attributed

_DEEPEST = 32
"""Claims around one point of the text that are looked at; no article nests so deep, and no time is lost on one that
does."""


def outer_claims(claims: Sequence[Attributed]) -> list[int | None]:
    """For each claim, the index of the nearest claim whose words report it; None if the article itself reports it."""
    by_start = sorted((span.start, span.end, index) for index, claim in enumerate(claims) for span in claim.content)
    sizes = [sum(span.end - span.start for span in claim.content) for claim in claims]
    outer: list[int | None] = [None] * len(claims)
    open_spans: list[tuple[int, int, int]] = []
    waiting = sorted((_told_at(claim), index) for index, claim in enumerate(claims))
    position = 0
    for told, index in waiting:
        while position < len(by_start) and by_start[position][0] <= told.start:
            open_spans.append(by_start[position])
            position += 1
        open_spans = [one for one in open_spans if one[1] > told.start][-_DEEPEST:]
        around = [one for one in open_spans if one[1] >= told.end and sizes[one[2]] > sizes[index]]
        outer[index] = min(around, key=lambda one: (sizes[one[2]], one[2]))[2] if around else None
    return outer


def _told_at(claim: Attributed) -> Span:
    """Where the claim is reported: its cue, or its words if it has none."""
    return claim.cue[0] if claim.cue else claim.content[0]
