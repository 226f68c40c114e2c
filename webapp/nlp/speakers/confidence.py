"""How likely a source refers to the chosen speaker: a small logistic regression over how it was resolved."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources

from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.speakers.resolved import Resolved, Way

FITTED = "speaker_confidence.json"
_DISTANCES = (100, 400, 1600)
_MANY = 3
_BY_PRONOUN = frozenset((Way.SAME_SENTENCE, Way.SENTENCE_BEFORE, Way.SPOKE_LAST, Way.NAMED_LAST))


def with_confidence(resolved: Resolved) -> Resolved:
    """The same source with the probability, from 0 to 1, that people would name the same speaker."""
    return replace(resolved, confidence=_scorer().confidence(tuple(features(resolved))))


def features(resolved: Resolved) -> Iterator[str]:
    """The features that apply, as short names: the fitted weights are keyed by them."""
    yield f"way {resolved.way.value}"
    if resolved.speaker is not None:
        yield f"name {_written(resolved.speaker.name)}"
    if resolved.way in _BY_PRONOUN:
        yield f"distance {bisect_right(_DISTANCES, resolved.distance)}"
        yield f"fitting {min(resolved.fitting, _MANY)}"


def _written(name: str) -> str:
    """Whether a name is one of several words with capitals, one of them, or a phrase."""
    if not name[:1].isupper():
        return "phrase"
    return "full" if " " in name else "single"


@cache
def _scorer() -> NamedLogistic:
    stored = json.loads(resources.files("webapp.nlp.fitted").joinpath(FITTED).read_text("utf-8"))
    return NamedLogistic(stored["weights"], stored["bias"], 0.0)
