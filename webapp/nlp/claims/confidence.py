"""How likely a claim is right, content and source: a small logistic regression over how it was found."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from webapp.domain import ClaimKind
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.lexicon import words

FITTED = "claim_confidence.json"
_BANDS = (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
_LENGTHS = (20, 60, 150, 400)
_LONG_SOURCE = 60
_PRONOUNS = words("speech", "pronoun")


def confidence_of(text: str, claim: Attributed, kind: ClaimKind) -> float:
    """Probability, 0 to 1, that a careful reader would mark this claim with this source."""
    return load_confidence().of(features(text, claim, kind), kind.value)


def features(text: str, claim: Attributed, kind: ClaimKind) -> Iterator[str]:
    """The features that apply, as short names: the fitted weights are keyed by them."""
    yield f"{kind.value} {claim.way.value}"
    if claim.sureness is not None:
        yield f"{kind.value} cue {bisect_right(_BANDS, claim.sureness)}"
    length = bisect_right(_LENGTHS, sum(span.end - span.start for span in claim.content))
    yield f"{kind.value} length {length}"
    yield f"{kind.value} source {_source(text, claim)}"
    if len(claim.content) > 1:
        yield f"{kind.value} in parts"


def _source(text: str, claim: Attributed) -> str:
    if not claim.source:
        return "none"
    source = claim.source[0].of(text)
    if source.lower() in _PRONOUNS:
        return "pronoun"
    return "long" if len(source) > _LONG_SOURCE else "name" if source[:1].isupper() else "phrase"


@dataclass(frozen=True, slots=True)
class Confidence:
    """A scorer, and for each kind of claim how often claims of a given probability were right, as a polyline."""

    scorer: NamedLogistic
    points: Mapping[str, Sequence[tuple[float, float]]]

    def of(self, names: Iterable[str], kind: str) -> float:
        """Probability that a claim of this kind with these features is right."""
        raw = self.scorer.confidence(names)
        points = self.points.get(kind)
        if not points:
            return raw
        return float(np.interp(raw, [sure for sure, _ in points], [right for _, right in points]))


@cache
def load_confidence() -> Confidence:
    """The confidence that ships with this version."""
    stored = json.loads(resources.files("webapp.nlp.fitted").joinpath(FITTED).read_text("utf-8"))
    return Confidence(NamedLogistic(stored["weights"], stored["bias"], 0.0), stored["points"])
