"""Says in sentences why words were taken for a claim."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.domain import ClaimKind, Span
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.claims.confidence import way_found
from webapp.nlp.claims.reporting_verbs import NOUNS, frames_by_form


def why_a_claim(text: str, claim: Attributed, kind: ClaimKind) -> tuple[str, ...]:
    """The reasons why these words count as something that somebody said; one sentence or two."""
    return tuple(_reasons(text, claim, kind))


def _reasons(text: str, claim: Attributed, kind: ClaimKind) -> Iterator[str]:
    way = way_found(text, claim)
    cue = _quoted(text, claim.cue)
    if kind is ClaimKind.DIRECT:
        yield "The words stand in quotation marks."
    elif kind is ClaimKind.MIXED:
        yield "A part of the words stands in quotation marks."
    if way == "goes on":
        yield "They go on from the quotation before, and nobody else is named between."
    elif way == "beside":
        yield from _named_beside(claim)
    elif way == "according to":
        yield f"{cue} tells whose words they are."
    elif way == "colon":
        yield "A colon after the speaker leads in to them."
    else:
        yield _of_a_verb(text, claim, kind)


def _named_beside(claim: Attributed) -> Iterator[str]:
    if not claim.source:
        return
    if claim.source[0].start > claim.content[-1].start:
        yield "The speaker is named right after them."
    else:
        yield "The sentence before them reports what the same speaker said."


def _of_a_verb(text: str, claim: Attributed, kind: ClaimKind) -> str:
    cue = _quoted(text, claim.cue)
    words = claim.cue[0].of(text).lower().split()
    if any(word.removesuffix("s") in NOUNS or word in NOUNS for word in words):
        return f"{cue} is a word for something said, and what was said goes with it."
    if any(word in frames_by_form() for word in words):
        side = "comes before it" if claim.content[0].start < claim.cue[0].start else "follows it"
        what = "what was said" if kind is not ClaimKind.DIRECT else "the quotation"
        return f"{cue} reports speech, and {what} {side}."
    return f"{cue} is not among the usual verbs of speech, but the words around it are like those of reported speech."


def _quoted(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(f"“{' '.join(span.of(text).split())}”" for span in spans)
