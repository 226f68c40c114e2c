"""How likely a claim is right, content and source: a small logistic regression over how it was found."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib import resources

from webapp.domain import ClaimKind
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.claims.cue_scorer import CueScorer

FITTED = "claim_confidence.json"
_BANDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_LENGTHS = (20, 60, 150, 400)
_LONG_SOURCE = 60
_PRONOUNS = frozenset("he she they it i we you who which that this these those one".split())


def confidence_of(text: str, claim: Attributed, kind: ClaimKind) -> float:
    """Probability, 0 to 1, that a careful reader would mark this claim with this source."""
    return _scorer().confidence(features(text, claim, kind))


def features(text: str, claim: Attributed, kind: ClaimKind) -> Iterator[str]:
    """The features that hold, as short names: the fitted weights go by them."""
    way = way_found(text, claim)
    yield f"{kind.value} {way}"
    if kind is not ClaimKind.DIRECT:
        yield f"{kind.value} cue {bisect_right(_BANDS, claim.confidence)}"
    length = bisect_right(_LENGTHS, sum(span.end - span.start for span in claim.content))
    yield f"{kind.value} length {length}"
    yield f"source {_source(text, claim)}"
    if len(claim.content) > 1:
        yield f"{kind.value} in parts"


def way_found(text: str, claim: Attributed) -> str:
    """How the claim was found, by its cue: ``verb``, ``according to``, ``colon``, ``goes on``, ``beside``."""
    if claim.same_speaker:
        return "goes on"
    if not claim.cue:
        return "beside"
    words = claim.cue[0].of(text).lower()
    if words.startswith("according"):
        return "according to"
    return "verb" if any(character.isalnum() for character in words) else "colon"


def _source(text: str, claim: Attributed) -> str:
    if not claim.source:
        return "none"
    words = claim.source[0].of(text)
    if words.lower() in _PRONOUNS:
        return "pronoun"
    return "long" if len(words) > _LONG_SOURCE else "name" if words[:1].isupper() else "phrase"


@cache
def _scorer() -> CueScorer:
    stored = json.loads(resources.files("webapp.nlp.fitted").joinpath(FITTED).read_text("utf-8"))
    return CueScorer(stored["weights"], stored["bias"], 0.0)
