"""How likely a verb with a complement is to report speech: a logistic regression whose weights were fitted."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat


@dataclass(frozen=True, slots=True)
class CueScorer:
    """Weights in log-odds by the name of a feature; features without a weight count nothing."""

    weights: Mapping[str, float]
    bias: float
    least: float
    """Confidence from which a complement is taken for a claim."""

    def confidence(self, features: Iterable[str]) -> float:
        """Probability that what has these features is a claim, 0 to 1."""
        total = self.bias + sum(map(self.weights.get, features, repeat(0.0)))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_scorer() -> CueScorer:
    """The scorer that this version ships with."""
    fitted = json.loads(resources.files("webapp.nlp.fitted").joinpath("reporting_cues.json").read_text("utf-8"))
    return CueScorer(fitted["weights"], fitted["bias"], fitted["least"])
