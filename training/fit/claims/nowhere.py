"""Fits how likely a claim is about nowhere, and shows whether that holds on other articles.

    python -m training.fit.claims.nowhere CORPUS --said CORPUS... --toponyms CORPUS... --cache FOLDER [--write]

Fitted on the claims found that match a marked one: those that people gave no place against the others. Each fifth of
the articles is judged by weights fitted on the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from training.corpora import FOLDS
from training.fit.claims.placed_claims import Example, fitted_on, of_options, option_parser
from training.fit.shared import regression, write
from training.measures import calibration
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.links.nowhere import FITTED

STRENGTH = 0.05
"""Inverse of the penalty on large weights."""
FEWEST = 12
"""Claims that a feature must be seen in to be given a weight."""


def fit(some: Sequence[Example]) -> NamedLogistic:
    """The weights of what speaks for nowhere in the claims of some articles."""
    claims = [claim for one in some for claim in one.nowhere]
    seen = Counter(name for names, _ in claims for name in names)
    kept = [[name for name in names if seen[name] >= FEWEST] for names, _ in claims]
    wanted = [is_nowhere for _, is_nowhere in claims]
    return regression(kept, wanted, strength=STRENGTH, least_weight=0.0, least=0.5)


def main() -> None:
    """Fit, print how well it holds on folds, and write the file if asked to."""
    options = option_parser(__doc__).parse_args()
    some = of_options(options)
    judged: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for fold in range(FOLDS):
        model = fit([one for one in some if one.annotated.fold != fold])
        for one in some:
            if one.annotated.fold == fold:
                judged[one.annotated.corpus] += [(model.confidence(names), wanted) for names, wanted in one.nowhere]
    print(*calibration.report({name: calibration.calibration(of) for name, of in judged.items()}), sep="\n")
    if options.write:
        write(FITTED, fit(some), version="1", fitted_on=fitted_on(some))


if __name__ == "__main__":
    main()
