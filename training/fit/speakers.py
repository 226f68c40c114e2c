"""Fits how likely a source stands for the speaker chosen, and shows on other articles whether that holds.

    python -m training.fit.speakers CORPUS... --cache FOLDER [--also CORPUS]... [--write]

A speaker is right where a word of the name that people marked is in ours. Each fifth of the articles is judged by
weights fitted on the other four; ``--also`` names corpora that the weights of all articles are judged on.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.corpora import FOLDS, Parsed
from training.fit.shared import regression, write
from training.measures.speakers import Case, cases
from webapp.nlp.claims.cue_scorer import CueScorer
from webapp.nlp.speakers.confidence import FITTED, features

STRENGTH = 0.3
"""Inverse of the penalty on large weights."""
TENTHS = 10

Told = Sequence[tuple[float, bool]]


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


def fit(rows: Sequence[Example]) -> CueScorer:
    """The weights of the features of ``rows``."""
    features_of, right = [row.features for row in rows], [row.right for row in rows]
    return regression(features_of, right, strength=STRENGTH, least_weight=0.0, least=0.0)


def by_folds(rows: Sequence[Example]) -> Iterator[tuple[str, float, bool]]:
    """The corpus of each row, how sure weights fitted on the other folds are of it, and whether it is right."""
    for fold in range(FOLDS):
        scorer = fit([row for row in rows if row.fold != fold])
        yield from ((row.corpus, scorer.confidence(row.features), row.right) for row in rows if row.fold == fold)


def calibration_error(told: Told) -> float:
    """The mean distance between confidence and share right over tenths of confidence, weighted by their numbers."""
    return sum(abs(sure - right) * count for sure, right, count in tenths(told)) / max(1, len(told))


def tenths(told: Told) -> Iterator[tuple[float, float, int]]:
    """Mean confidence, share right and number for each tenth of confidence that holds any."""
    for tenth in range(TENTHS):
        inside = [pair for pair in told if min(TENTHS - 1, int(pair[0] * TENTHS)) == tenth]
        if inside:
            count = len(inside)
            yield sum(sure for sure, _ in inside) / count, sum(right for _, right in inside) / count, count


def report(name: str, told: Told) -> None:
    """Print how well confidence holds."""
    right = sum(is_right for _, is_right in told) / max(1, len(told))
    print(f"{name}: {len(told):,} speakers, {right:.3f} right, calibration error {calibration_error(told):.3f}")
    for sure, share, count in tenths(told):
        print(f"  {sure:.3f} confident, {share:.3f} right, {count:,} speakers")


def main() -> None:
    """Fit, print how well it holds, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--also", type=Path, action="append", default=[])
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--write", action="store_true", help="write the weights into the program")
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
        names = ", ".join(dict.fromkeys(row.corpus for row in rows))
        write(FITTED, scorer, version="1", fitted_on=f"{names}: {len(rows):,} speakers resolved in them")


if __name__ == "__main__":
    main()
