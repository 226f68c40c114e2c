"""Logistic regressions whose features have names; unknown features count for nothing."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat
from typing import Any


@dataclass(frozen=True, slots=True)
class NamedLogistic:
    """Weights in log-odds by the name of a feature; features without a weight count for nothing."""

    weights: Mapping[str, float]
    bias: float
    least: float
    """Confidence at or above which something with these features counts as what the model looks for."""

    def confidence(self, features: Iterable[str]) -> float:
        """Probability, from 0 to 1, for something with these features."""
        return probability(self.log_odds(features))

    def log_odds(self, features: Iterable[str]) -> float:
        """The same before it is made a probability."""
        return self.bias + sum(map(self.weights.get, features, repeat(0.0)))


def probability(log_odds: float) -> float:
    """What log-odds are as a probability, from 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def stored(name: str) -> NamedLogistic:
    """The model in one of the files that ship with this version; raises FileNotFoundError if there is no such file."""
    return of_json(json.loads(resources.files("webapp.nlp.fitted").joinpath(name).read_text("utf-8")))


def of_json(fitted: Mapping[str, Any]) -> NamedLogistic:
    """The model that a file holds, which may hold further numbers."""
    return NamedLogistic(fitted["weights"], fitted["bias"], fitted["least"])


@cache
def load_cues() -> NamedLogistic:
    """The model of which verbs with a complement report speech, as shipped with this version."""
    return stored("reporting_cues.json")
