"""Fits how likely each claim that the program finds is right, and shows whether that holds on other articles.

    python -m training.fit.claims.claim_confidence --train TRAIN.jsonl.gz --news NEWS.jsonl.gz... --cache FOLDER
        [--write]

A claim is right if it shares at least half of its words with one that people marked, and has its source. Claims
are found in each fold with the cue weights of the other folds: the weights that ship have seen all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.isotonic import IsotonicRegression

from training.corpora import FOLDS, Annotated, Parsed, load
from training.fit.claims.cues import best_strength, fold_scorers, judged_examples
from training.fit.claims.cues import examples as cue_examples
from training.fit.shared import option_parser, regression, write
from training.measures import calibration
from training.measures.claims import gold_attributions
from webapp.evaluation.claims import rightness
from webapp.evaluation.gold import Marked
from webapp.nlp.claims.attributed import kind_of
from webapp.nlp.claims.attribution import attributions
from webapp.nlp.claims.confidence import FITTED, Confidence, features
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.quotations import quotations
from webapp.nlp.text.spans import SpanIndex

STRENGTH = 1.0
"""Inverse of the penalty on large weights."""
BINS = 8
LEAST_IN_BIN = 300


@dataclass(frozen=True, slots=True)
class Example:
    """A claim that the program found: its kind, its features, and whether people marked it with this source."""

    kind: str
    features: tuple[str, ...]
    right: bool
    fold: int


def examples(articles: Sequence[Annotated], parsed: Parsed, scorers: Sequence[NamedLogistic]) -> Iterator[Example]:
    """Every claim found in the articles, with the scorer of the fold that each is in."""
    for annotated, doc in zip(articles, parsed.docs(articles), strict=True):
        found = attributions(doc, scorers[annotated.fold])
        text = text_of(doc)
        quoted = SpanIndex(quote.span for quote in quotations(text))
        marked = Marked(annotated.id, annotated.article, attributions=gold_attributions(annotated.gold))
        right = rightness(marked, [claim.attribution for claim in found])
        for claim, is_right in zip(found, right, strict=True):
            kind = kind_of(claim, quoted)
            yield Example(kind.value, tuple(features(text, claim, kind)), is_right, annotated.fold)


def fit(rows: Sequence[Example]) -> Confidence:
    """The weights of the features of ``rows``, and the polyline of each kind."""
    features_of, right = [row.features for row in rows], [row.right for row in rows]
    scorer = regression(features_of, right, strength=STRENGTH, least_weight=0.0, least=0.0)
    kinds = sorted({row.kind for row in rows})
    return Confidence(scorer, {kind: _points([row for row in rows if row.kind == kind], scorer) for kind in kinds})


def _points(rows: Sequence[Example], scorer: NamedLogistic) -> list[tuple[float, float]]:
    """Mean probability and share right of bins with equally many claims; the share never decreases."""
    ordered = sorted((scorer.confidence(row.features), row.right) for row in rows)
    bins = np.array_split(np.array(ordered, dtype=float), max(1, min(BINS, len(ordered) // LEAST_IN_BIN)))
    sure, right = np.array([one.mean(axis=0) for one in bins]).T
    rising = IsotonicRegression().fit_transform(sure, right)
    return [(round(float(x), 3), round(float(y), 3)) for x, y in zip(sure, rising, strict=True)]


def folded(rows: Sequence[Example]) -> list[float]:
    """The confidence of each row, fitted on the other folds."""
    fitted = [fit([row for row in rows if row.fold != fold]) for fold in range(FOLDS)]
    return [fitted[row.fold].of(row.features, row.kind) for row in rows]


def main() -> None:
    """Fit, print how well it holds on folds, and write the file if asked to."""
    options = option_parser(__doc__).parse_args()
    parsed = Parsed(options.model, options.cache)
    articles = load(options.train)
    cues, news = list(cue_examples(articles, parsed)), list(judged_examples(options.news, parsed))
    rows = list(examples(articles, parsed, fold_scorers(cues, news, best_strength(cues, news))))
    confidences = folded(rows)
    judged: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for row, sure in zip(rows, confidences, strict=True):
        judged[row.kind].append((sure, row.right))
    print(*calibration.report(calibration.by_kind(judged)), sep="\n")
    if options.write:
        fitted, told = fit(rows), f"PolNeAR train, {len(rows):,} claims found in its folds"
        write(FITTED, fitted.scorer, version="2", fitted_on=told, points=dict(fitted.points))


if __name__ == "__main__":
    main()
