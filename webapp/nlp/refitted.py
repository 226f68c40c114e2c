"""The resolver's weights as they are to be used: the shipped ones, with what was fitted further on own decisions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from webapp.nlp.fitted import Adjusted, Fitted, Trees
from webapp.nlp.fitted.own import OwnWeights, OwnWeightsFolder
from webapp.nlp.fitted.version import weights_version
from webapp.nlp.places.confidence import CONFIDENCE
from webapp.nlp.places.scoring import AGAIN, Scorer

OUTDATED = (
    "Your own weights {version} were fitted with other weights or another model than this version's, so they are not "
    "used: run `mention-mapper refit` again, or `mention-mapper refit --back`."
)


@dataclass(frozen=True, slots=True, eq=False)
class InUse:
    """The version of all weights as readings name it, the scorer, and what the person should know of them.

    ``scorer`` is None where the shipped weights are used: they are read when first needed.
    """

    version: str
    scorer: Scorer | None = None
    note: str = ""


def in_use(size: str, folder: Path | None) -> InUse:
    """What to read with: ``size`` is that of spaCy's model, md or sm; ``folder`` that of own weights, None for none."""
    version = weights_version()
    if folder is None:
        return InUse(version)
    own = OwnWeightsFolder(folder)
    current = own.current(size)
    if current is None:
        return InUse(version, note=OUTDATED.format(version=own.in_use) if own.in_use else "")
    return InUse(f"{version}+{current[0]}", adjusted(Scorer.load(size), current[1]))


def adjusted(shipped: Scorer, own: OwnWeights) -> Scorer:
    """The shipped weights with what was fitted further; raises ValueError if that reads other features."""
    scorer = shipped
    if own.adjustment is not None:
        scorer = replace(scorer, again=added(shipped, own.adjustment.reading(AGAIN)))
    if own.confidence is not None:
        scorer = replace(scorer, confidence=own.confidence.reading(tuple(CONFIDENCE)))
    return scorer


def added(scorer: Scorer, adjustment: Fitted) -> Fitted:
    """The trees of a scorer with a sum over ``AGAIN`` added to what they score."""
    again = scorer.again
    if again is None or not isinstance(again.model, Trees) or isinstance(adjustment.model, Trees | Adjusted):
        raise ValueError("only trees can be adjusted, and only by a sum")
    return replace(again, model=Adjusted(again.model, adjustment.model))
