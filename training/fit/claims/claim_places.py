"""Fits which places a claim is about, and shows on folds how often it is pinned where a reader would look for it.

    python -m training.fit.claims.claim_places CORPUS --said CORPUS... --toponyms CORPUS... --cache FOLDER [--write]

Each fifth of the articles is read by weights fitted on the others, those of ``said`` and ``nowhere`` as well; the
corpus and our own marks are judged apart.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from training.corpora import FOLDS
from training.fit.claims import nowhere, said
from training.fit.claims.placed_claims import Example, fitted_on, of_options, option_parser
from training.fit.shared import FOLDER
from training.fit.trees import Shape
from training.measures import calibration, pins
from training.measures.counts import Counts
from webapp.domain import Attribution, Claim, Reading
from webapp.nlp.fitted import Fitted
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.links.about import NAME
from webapp.nlp.links.features import FEATURES

SHAPE = Shape(trees=500, depth=5, rate=0.02, least_leaf=15, features=0.15)


@dataclass(frozen=True, slots=True)
class Models:
    """Which of its candidates a claim is about, and how likely it is about nowhere."""

    places: Fitted
    nowhere: NamedLogistic


def fit(some: Sequence[Example]) -> Fitted:
    """The choice among places."""
    rows, right = np.vstack([one.rows for one in some]), np.concatenate([one.right for one in some])
    return Fitted(tuple(FEATURES), SHAPE.fit(rows, right > 0))


def counted(one: Example, models: Models) -> Counts:
    """How the pins of an article that models choose do against those that people marked."""
    one.links.about.model, one.links.about.nowhere_model = models.places, models.nowhere
    claims = tuple(
        Claim(claimed.kind, Attribution(claimed.attributed.content), None, claimed.confidence, one.links.of(number))
        for number, claimed in enumerate(one.links.claimed)
        if one.said[number] >= said.LEAST
    )
    return pins.count(one.annotated.gold, Reading(one.annotated.article, one.mentions, claims))


def by_folds(some: Sequence[Example]) -> Iterator[tuple[Example, Models]]:
    """Every article with models fitted on the other folds."""
    for fold in range(FOLDS):
        others = [one for one in some if one.annotated.fold != fold]
        models = Models(fit(others), nowhere.fit(others))
        yield from ((one, models) for one in some if one.annotated.fold == fold)


def _judged(one: Example, model: Fitted) -> Iterator[tuple[float, bool]]:
    """Each candidate's share and whether it is right."""
    shares = model.probabilities(one.rows) if len(one.rows) else np.zeros(0)
    return zip(shares.tolist(), (one.right > 0).tolist(), strict=True)


def report(name: str, counts: Counts, judged: Sequence[tuple[float, bool]]) -> None:
    """Print how well pins and their confidence hold."""
    print(name)
    for figure, value in pins.FIGURES.items():
        print(f"  {figure:24} {value(counts):.4f}")
    print(*calibration.report({"links": calibration.calibration(judged)}), sep="\n")


def main() -> None:
    """Fit, print how well it holds on folds, and write the file if asked to."""
    options = option_parser(__doc__).parse_args()
    some = of_options(options)
    counts: defaultdict[str, Counts] = defaultdict(Counter)
    judged: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for one, models in by_folds(some):
        counts[one.annotated.corpus].update(counted(one, models))
        judged[one.annotated.corpus] += _judged(one, models.places)
    for corpus, of_corpus in counts.items():
        report(f"{corpus}, five folds", of_corpus, judged[corpus])
    if options.write:
        stored = {"version": "1", "fitted_on": fitted_on(some), "models": {"md": fit(some).to_json()}}
        path = FOLDER / f"{NAME}.json"
        path.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"wrote {path}")


if __name__ == "__main__":
    main()
