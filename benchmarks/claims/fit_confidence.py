"""Fits how likely each claim that the program finds is right, and tells on other articles whether that holds.

    python -m benchmarks.claims.fit_confidence --train TRAIN.jsonl.gz --dev DEV.jsonl.gz --cache FOLDER [--write]

A claim is right where it shares at least half of its words with one that people marked, and has its source.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.corpora import Annotated, Parsed, load
from webapp.domain import Attribution, Span
from webapp.evaluation.claims import rightness
from webapp.evaluation.gold import Marked
from webapp.evaluation.reliability import bands
from webapp.nlp import extensions
from webapp.nlp.attributed import Attributed, kind_of
from webapp.nlp.claim_confidence import FITTED, features
from webapp.nlp.cue_scorer import CueScorer
from webapp.nlp.quotations import quotations
from webapp.nlp.span_index import SpanIndex

FILE = Path(__file__).parents[2] / "webapp" / "nlp" / "fitted" / FITTED
STRENGTH = 0.3
"""Inverse of the penalty on large weights."""


@dataclass(frozen=True, slots=True)
class Example:
    """A claim that the program found: its features, and whether people marked it with this source."""

    features: tuple[str, ...]
    right: bool


def examples(articles: Sequence[Annotated], parsed: Parsed) -> Iterator[Example]:
    """Every claim found in the articles."""
    for annotated, doc in zip(articles, parsed.docs(articles), strict=True):
        found: list[Attributed] = parsed.run(doc, ["attribution"])._.attributions
        text = extensions.text_of(doc)
        quoted = SpanIndex(quote.span for quote in quotations(text))
        marked = Marked(annotated.id, annotated.article, attributions=tuple(_gold(annotated)))
        right = rightness(marked, [claim.attribution for claim in found])
        for claim, is_right in zip(found, right, strict=True):
            yield Example(tuple(features(text, claim, kind_of(claim.content, quoted))), is_right)


def _gold(annotated: Annotated) -> Iterator[Attribution]:
    for one in annotated.gold["attributions"]:
        spans = ([Span(part["start"], part["end"]) for part in one[name]] for name in ("content", "cue", "source"))
        yield Attribution(*map(tuple, spans))


def fit(rows: Sequence[Example]) -> CueScorer:
    """The weights of the features of ``rows``."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(row.features, 1.0) for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=400)
    model.fit(matrix, np.array([row.right for row in rows]))
    weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    kept = {str(name): round(float(weight), 3) for name, weight in weights}
    return CueScorer(kept, round(float(model.intercept_[0]), 3), 0.0)


def reliability(rows: Sequence[Example], scorer: CueScorer) -> Iterator[str]:
    """A line for each band of confidence: the mean of it, the share right, and how many."""
    for band in bands((scorer.confidence(row.features), row.right) for row in rows):
        if band["count"]:
            yield "{from:.2f} to {to:.2f}: {confidence:.3f} told, {right:.3f} right, {count:,} claims".format(**band)


def main() -> None:
    """Fit, print how well it holds, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--write", action="store_true", help="write the weights into the program")
    options = parser.parse_args()
    parsed = Parsed(options.model, options.cache)
    train, dev = (list(examples(load(path), parsed)) for path in (options.train, options.dev))
    scorer = fit(train)
    for name, rows in (("train", train), ("dev", dev)):
        print(f"{name}: {len(rows):,} claims, {sum(row.right for row in rows) / len(rows):.3f} of them right")
        print("\n".join(reliability(rows, scorer)))
    if options.write:
        _write(scorer, len(train))


def _write(scorer: CueScorer, rows: int) -> None:
    fitted = {
        "version": "1",
        "fitted_on": f"PolNeAR train, {rows:,} claims found in it",
        "bias": scorer.bias,
        "weights": dict(scorer.weights),
    }
    FILE.write_text(json.dumps(fitted, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"wrote {FILE}")


if __name__ == "__main__":
    main()
