"""Fits how likely a source refers to the chosen speaker, and shows whether that holds on other articles.

    python -m training.fit.claims.speakers CORPUS... --cache FOLDER [--also CORPUS]... [--write]

A speaker is right if ours contains a word of the name that people marked. Each fifth of the articles is judged by
weights fitted on the other four; ``--also`` names corpora on which the weights from all articles are judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.corpora import FOLDS, Parsed
from training.fit.shared import corpora_parser, fitted_on, regression, write
from training.measures import calibration
from training.measures.speakers import Case, cases
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.speakers.confidence import FITTED, features

STRENGTH = 0.3
"""Inverse of the penalty on large weights."""


@dataclass(frozen=True, slots=True)
class Example:
    """A resolved source: its features, whether people marked that speaker, and where its article is from."""

    features: tuple[str, ...]
    right: bool
    fold: int
    corpus: str


def examples(found: Sequence[Case]) -> Iterator[Example]:
    """Every judged claim that has been given a speaker."""
    for case in found:
        resolved = case.resolved()
        for one in case.judged:
            chosen = resolved[one.claim]
            if chosen.speaker is not None:
                yield Example(
                    tuple(features(chosen)), one.is_named(chosen.speaker), case.annotated.fold, case.annotated.corpus
                )


def fit(rows: Sequence[Example]) -> NamedLogistic:
    """The weights of the features of ``rows``."""
    features_of, right = [row.features for row in rows], [row.right for row in rows]
    return regression(features_of, right, strength=STRENGTH, least_weight=0.0, least=0.0)


def by_folds(rows: Sequence[Example]) -> Iterator[tuple[str, float, bool]]:
    """The corpus of each row, its confidence by weights fitted on the other folds, and whether it is right."""
    for fold in range(FOLDS):
        scorer = fit([row for row in rows if row.fold != fold])
        yield from ((row.corpus, scorer.confidence(row.features), row.right) for row in rows if row.fold == fold)


def report(name: str, told: Iterable[tuple[float, bool]]) -> None:
    """Print how well confidence holds."""
    print(*calibration.report({name: calibration.calibration(told)}), sep="\n")


def main() -> None:
    """Fit, print how well it holds, and write the file if asked to."""
    parser = corpora_parser(__doc__)
    parser.add_argument("--also", type=Path, action="append", default=[])
    options = parser.parse_args()
    parsed = Parsed(options.model, options.cache)
    rows = [row for path in options.corpora for row in examples(list(cases(path, parsed)))]
    told = list(by_folds(rows))
    report("five folds", [(sure, right) for _, sure, right in told])
    for corpus in dict.fromkeys(row.corpus for row in rows):
        report(f"five folds, {corpus}", [(sure, right) for name, sure, right in told if name == corpus])
    scorer = fit(rows)
    for path in options.also:
        others = examples(list(cases(path, parsed)))
        report(path.name, [(scorer.confidence(row.features), row.right) for row in others])
    if options.write:
        source = fitted_on(options.corpora, len(rows), "speakers resolved in them")
        write(FITTED, scorer, version="1", fitted_on=source)


if __name__ == "__main__":
    main()
