"""Tries a fit on articles that it did not see, and says whether it helps: the strength of the prior is chosen inside.

Articles are divided into folds. For each fold weights are fitted on the others, with the strength that does best on
folds of these, and judged on the fold. The gain is over all folds, with an interval over articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from webapp.evaluation.intervals import Interval, gain, interval, share
from webapp.fitting.adjusting import (
    Ready,
    adjustment,
    confidence,
    losses,
    sure_losses,
    with_adjustment,
)
from webapp.fitting.cases import Outcome, outcomes
from webapp.nlp.fitted import Fitted, Linear
from webapp.nlp.places.scoring import Scorer

FOLDS, INNER_FOLDS = 10, 5
"""The parts of the articles that a fit is judged on, and those of the rest that choose how strong the prior is."""
STRENGTHS = (300.0, 100.0, 30.0, 10.0)
"""How strongly the shipped weights may be held to, the strongest first."""

Counts = Mapping[str, float]
Article = TypeVar("Article")
Model = TypeVar("Model")


@dataclass(frozen=True, slots=True)
class Trial:
    """How a fit does on articles that it did not see: ``before`` and ``after`` are figures by name.

    ``loss_gain`` is how much lower the log-loss is after, in nats for each name; ``gains`` how much higher the rest.
    """

    names: int
    before: Mapping[str, float]
    after: Mapping[str, float]
    loss_gain: Interval
    gains: Mapping[str, Interval]

    @property
    def helps(self) -> bool:
        """Whether even the lower end of the gain in log-loss is above nothing, and nothing else is surely lost.

        A handful of names turns which share of places is right; log-loss has something to say about each of them.
        """
        return self.loss_gain.above_nothing and not any(one.below_nothing for one in self.gains.values())


@dataclass(frozen=True, slots=True, eq=False)
class Refitted:
    """Weights fitted further, each with its trial; None where they would not help."""

    articles: int
    adjustment: Linear | None
    confidence: Fitted | None
    placing: Trial
    sureness: Trial


def refitted(articles: Sequence[Ready], scorer: Scorer) -> Refitted:
    """The adjustment and the confidence that help on the folds of some articles; ``scorer`` has the shipped weights."""
    by_fold, placing = _tried_adjustment(articles)
    helps = placing.helps
    scorers = [with_adjustment(scorer, by) if helps else scorer for by in by_fold]
    told = [outcomes(one.case, scorers[number % FOLDS]) for number, one in enumerate(articles)]
    sureness = _tried_confidence(told, scorer.confidence)
    fit_confidence = partial(_confidence, shipped=scorer.confidence)
    return Refitted(
        len(articles),
        fitted_anyway(articles) if helps else None,
        fit_confidence(told, _strength(told, fit_confidence, _sure_counts)) if sureness.helps else None,
        placing,
        sureness,
    )


def fitted_anyway(articles: Sequence[Ready]) -> Linear:
    """The adjustment that some articles speak for, whether or not it helps."""
    return adjustment(articles, _strength(articles, adjustment, _choosing_counts))


def _tried_adjustment(articles: Sequence[Ready]) -> tuple[list[Linear], Trial]:
    """The adjustment fitted without each fold, and what they do on the folds."""
    before = [_choosing_counts(one, None) for one in articles]
    fitted: list[Linear] = []
    after: dict[int, Counts] = {}
    for inside, outside in _folds(len(articles)):
        rest = [articles[i] for i in inside]
        by = adjustment(rest, _strength(rest, adjustment, _choosing_counts))
        fitted.append(by)
        after |= {i: _choosing_counts(articles[i], by) for i in outside}
    return fitted, _trial(before, [after[i] for i in range(len(articles))], ("accuracy",))


def _tried_confidence(told: Sequence[Outcome], shipped: Fitted) -> Trial:
    before = [_sure_counts(one, shipped) for one in told]
    after: dict[int, Counts] = {}
    fit = partial(_confidence, shipped=shipped)
    for inside, outside in _folds(len(told)):
        rest = [told[i] for i in inside]
        fitted = fit(rest, _strength(rest, fit, _sure_counts))
        after |= {i: _sure_counts(told[i], fitted) for i in outside}
    return _trial(before, [after[i] for i in range(len(told))], ())


def _confidence(told: Sequence[Outcome], strength: float, shipped: Fitted) -> Fitted:
    return confidence(told, shipped, strength)


def _strength(
    articles: Sequence[Article],
    fit: Callable[[Sequence[Article], float], Model],
    counts: Callable[[Article, Model], Counts],
) -> float:
    """The strength whose fits lose least on folds of some articles."""

    def loss(strength: float) -> float:
        return sum(
            counts(articles[i], by)["loss"]
            for inside, outside in _folds(len(articles), INNER_FOLDS)
            for by in (fit([articles[i] for i in inside], strength),)
            for i in outside
        )

    return min(STRENGTHS, key=loss)


def _folds(count: int, folds: int = FOLDS) -> Iterator[tuple[list[int], list[int]]]:
    """The numbers inside and outside of what is fitted on, fold by fold."""
    for fold in range(folds):
        yield [i for i in range(count) if i % folds != fold], list(range(fold, count, folds))


def _choosing_counts(article: Ready, by: Linear | None) -> Counts:
    right, lost = losses(article, by)
    return {"names": len(right), "right": right.sum(), "loss": lost.sum()}


def _sure_counts(outcome: Outcome, told: Fitted) -> Counts:
    sure, lost = sure_losses(outcome, told)
    asked = outcome.counts > 0
    return {
        "names": int(asked.sum()),
        "sure": sure.sum(),
        "right": outcome.right[asked].sum(),
        "loss": lost.sum(),
    }


_FIGURES = {
    "accuracy": share("right", "names"),
    "log_loss": share("loss", "names"),
    "confidence": share("sure", "names"),
}


def _trial(before: Sequence[Counts], after: Sequence[Counts], held: Sequence[str]) -> Trial:
    """``held`` are the figures that must not be lost."""
    lost = gain(_FIGURES["log_loss"], after, before)
    told_before, told_after = (
        {name: interval(figure, of).value for name, figure in _FIGURES.items()} for of in (before, after)
    )
    gains = {name: gain(_FIGURES[name], before, after) for name in held}
    names = int(sum(one["names"] for one in before))
    return Trial(names, told_before, told_after, lost, gains)
