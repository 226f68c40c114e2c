"""Fits which places a claim is about, and shows on folds how often it is pinned where a reader would look for it.

    python -m training.fit.claims.claim_places CORPUS --said CORPUS... --toponyms CORPUS... --cache FOLDER [--write]

Each fifth of the articles is read by weights fitted on the others, those of ``said`` and ``nowhere`` as well; the
corpus and our own marks are judged apart.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from training.corpora import FOLDS
from training.fit.claims import nowhere, said
from training.fit.claims.placed_claims import Example, fitted_on, of_options, option_parser
from training.fit.shared import FOLDER
from training.fit.trees import Shape
from training.measures import calibration, pins
from training.measures.counts import Counts
from webapp.domain import Attribution, Claim, Reading
from webapp.nlp.fitted import Fitted, Numbers
from webapp.nlp.links.about import FIRST_COLUMNS, NAME, SECOND_COLUMNS, Models

SECOND = Shape(trees=500, depth=5, rate=0.02, least_leaf=15, features=0.15)
FIRST = replace(SECOND, trees=250, rate=0.04)
"""Half as many: the second look sees to what it gets wrong."""


def fit(some: Sequence[Example]) -> Models:
    """The models of where claims are about, each on what the ones before it give for articles that they did not see."""
    folds = {one.annotated.fold for one in some}
    doubts = {fold: nowhere.fit(_but(some, fold)) for fold in folds}
    first = [one.links.about.first_rows(one.links.about.doubts(doubts[one.annotated.fold])) for one in some]
    looks = {
        fold: _choice(
            FIRST_COLUMNS, [(of, rows) for of, rows in zip(some, first, strict=True) if of.annotated.fold != fold]
        )
        for fold in folds
    }
    second = [
        one.links.about.second_rows(rows, looks[one.annotated.fold].probabilities(rows))
        for one, rows in zip(some, first, strict=True)
    ]
    return Models(
        nowhere.fit(some),
        _choice(FIRST_COLUMNS, list(zip(some, first, strict=True))),
        _choice(SECOND_COLUMNS, list(zip(some, second, strict=True)), SECOND),
    )


def _but(some: Sequence[Example], fold: int) -> list[Example]:
    return [one for one in some if one.annotated.fold != fold]


def _choice(columns: Sequence[str], examples: Sequence[tuple[Example, Numbers]], shape: Shape = FIRST) -> Fitted:
    """The choice among places, on rows of each article."""
    rows, right = np.vstack([rows for _, rows in examples]), np.concatenate([one.right for one, _ in examples])
    return Fitted(tuple(columns), shape.fit(rows, right > 0))


def counted(one: Example, models: Models) -> Counts:
    """How the pins of an article that models choose do against those that people marked."""
    one.links.about.use(models)
    claims = tuple(
        Claim(claimed.kind, Attribution(claimed.attributed.content), None, claimed.confidence, one.links.of(number))
        for number, claimed in enumerate(one.links.claimed)
        if one.said[number] >= said.LEAST
    )
    return pins.count(one.annotated.gold, Reading(one.annotated.article, one.mentions, claims))


def by_folds(some: Sequence[Example]) -> Iterator[tuple[Example, Models]]:
    """Every article with models fitted on the other folds."""
    for fold in range(FOLDS):
        models = fit(_but(some, fold))
        yield from ((one, models) for one in some if one.annotated.fold == fold)


def _judged(one: Example) -> Iterator[tuple[float, bool]]:
    """Each candidate's share by the models that chose last, and whether it is right."""
    shares = [share for of_claim in one.links.about.shares for share in of_claim]
    return zip(shares, (one.right > 0).tolist(), strict=True)


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
        judged[one.annotated.corpus] += _judged(one)
    for corpus, of_corpus in counts.items():
        report(f"{corpus}, five folds", of_corpus, judged[corpus])
    if options.write:
        models = fit(some)
        looks = {"md first": models.first.to_json(), "md second": models.second.to_json()}
        stored = {"version": "2", "fitted_on": fitted_on(some), "models": looks}
        path = FOLDER / f"{NAME}.json"
        path.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"wrote {path}")


if __name__ == "__main__":
    main()
