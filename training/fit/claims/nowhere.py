"""Fits how likely a claim is about nowhere, and shows whether that holds on other articles.

    python -m training.fit.claims.nowhere CORPUS --said CORPUS... --toponyms CORPUS... --cache FOLDER [--write]

Fitted on the claims found that match a marked one: those that people gave no place against the others. Each fifth of
the articles is judged by weights fitted on the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from training.corpora import FOLDS
from training.fit.claims.placed_claims import Example, Judged, fitted_on, of_options, option_parser
from training.fit.shared import write
from training.measures import calibration
from webapp.nlp.fitted import Numbers
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.links.nowhere import FITTED, NowhereModel

STRENGTH = 0.05
"""Inverse of the penalty on large weights."""
FEWEST = 6
"""Claims that a feature must be seen in to be given a weight."""
COLUMNS = 300
"""Of a word vector."""
_LOUDNESS = 0.1
"""Standard deviation that the columns of word vectors are brought to: the smaller, the less each may weigh."""
_SPARING = "sparing round of marks"
_SPARING_VALUE = 3.0
"""A round of marks that gave fewer claims a place has an intercept of its own, which is left out afterwards."""


def fit(some: Sequence[Example]) -> NowhereModel:
    """The weights of what speaks for nowhere in the claims of some articles."""
    judged = [claim for one in some for claim in one.judged]
    meanings = np.array([np.full(COLUMNS, np.nan) if one.meaning is None else one.meaning for one in judged])
    usual, spread = np.nanmean(meanings, axis=0), np.nanstd(meanings, axis=0)
    columns = np.nan_to_num((meanings - usual) / spread) * _LOUDNESS
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=4000, tol=1e-6)
    model.fit(hstack([vectorizer.fit_transform(_rows(judged)), columns]).tocsr(), [one.is_nowhere for one in judged])
    named, direction = model.coef_[0][:-COLUMNS], model.coef_[0][-COLUMNS:] * _LOUDNESS / spread
    return _rounded(
        dict(zip(vectorizer.get_feature_names_out(), named, strict=True)), model.intercept_[0], direction, usual
    )


def _rows(judged: Sequence[Judged]) -> list[dict[str, float]]:
    """The named features of each claim that are seen often enough, with their values."""
    seen = Counter(name for one in judged for name in one.names)
    return [
        {name: 1.0 for name in one.names if seen[name] >= FEWEST}
        | ({_SPARING: _SPARING_VALUE} if one.is_sparing else {})
        for one in judged
    ]


def _rounded(weights: Mapping[str, Any], bias: float, direction: Numbers, usual: Numbers) -> NowhereModel:
    named = {str(name): round(float(weight), 3) for name, weight in sorted(weights.items()) if name != _SPARING}
    rounded = direction.round(4)
    return NowhereModel(NamedLogistic(named, round(float(bias), 3), 0.5), rounded, round(float(usual @ rounded), 4))


def main() -> None:
    """Fit, print how well it holds on folds, and write the file if asked to."""
    options = option_parser(__doc__).parse_args()
    some = of_options(options)
    told: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for fold in range(FOLDS):
        model = fit([one for one in some if one.annotated.fold != fold])
        for one in (one for one in some if one.annotated.fold == fold):
            told[one.annotated.corpus] += [(model.share(of.names, of.meaning), of.is_nowhere) for of in one.judged]
    print(*calibration.report({name: calibration.calibration(of) for name, of in told.items()}), sep="\n")
    if options.write:
        model = fit(some)
        numbers = {"usual": model.usual, "direction": model.direction.tolist()}
        write(FITTED, model.named, version="2", fitted_on=fitted_on(some), **numbers)


if __name__ == "__main__":
    main()
