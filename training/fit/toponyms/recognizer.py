"""Fits the recogniser's weights to annotated articles and writes webapp/nlp/fitted/toponym_recognizer.json.

    python -m training.fit.toponyms.recognizer --cache FOLDER GOLD.jsonl.gz...

Needs scikit-learn (``pip install .[fit]``). Corpora have nearly equal weight, however long they are. A corpus that
marks no demonyms and no names inside other names says nothing about them, so such candidates of it are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from training.corpora import Parsed, load
from training.fit.toponyms.mention_confidence import Outcomes, fit_confidence, no_confidence
from training.fit.toponyms.mention_rows import Rows, all_rows
from training.fit.trees import Shape
from training.made.sentences import MADE
from training.measures.toponyms import ONLY_PLACES
from webapp.domain import MentionKind
from webapp.nlp import fitted
from webapp.nlp.fitted import Fitted, Linear, Numbers
from webapp.nlp.toponyms.company import COMPANY, company_of
from webapp.nlp.toponyms.features import FEATURES
from webapp.nlp.toponyms.scorer import BAR, NAME, Judge

VERSION = 1
SHAPE = Shape(trees=400, depth=4, rate=0.04, least_leaf=30, features=0.15)
INNER_FOLDS = 4
CALIBRATION_FOLDS = 4
MODELS = ("md", "sm")
ALIKE = 0.8
"""How far corpora have equal weight, however long they are: 1 entirely, 0 by their length."""


def fit(articles: Sequence[Rows]) -> Judge:
    """All models; confidence is fitted to articles that the other two were not fitted to."""
    judge = fit_scores(articles)
    found = []
    for fold in range(CALIBRATION_FOLDS):
        inner = fit_scores([a for a in articles if _calibration_fold(a) != fold])
        found += [outcomes(inner, a) for a in articles if _calibration_fold(a) == fold and not a.is_derived]
    return replace(judge, confidence=fit_confidence(Outcomes.together(found)))


def fit_scores(articles: Sequence[Rows]) -> Judge:
    """Both models, the second on the first one's judgements of articles that it was not fitted to."""
    company: list[Numbers] = [np.zeros((0, len(COMPANY)))] * len(articles)
    for fold in range(INNER_FOLDS):
        first = fit_first([a for a in articles if _inner_fold(a) != fold])
        for i, article in enumerate(articles):
            if _inner_fold(article) == fold:
                company[i] = company_of(article.names, article.found, first.scores(article.features))
    features = np.vstack([np.hstack((a.features, c)) for a, c in zip(articles, company, strict=True)])
    trees = SHAPE.fit(features, _marked(articles), _weights(articles))
    second = Fitted((*FEATURES, *COMPANY), trees, {"bar": BAR})
    return Judge(fit_first(articles), second, no_confidence())


def outcomes(judge: Judge, article: Rows) -> Outcomes:
    """What a judge finds in an article, as far as its corpus can tell whether it is right."""
    judged = judge.mentions(article.names, article.people, article.found)
    if article.annotated.corpus in ONLY_PLACES:
        judged = [one for one in judged if one.candidate.kind is MentionKind.TOPONYM]
    return Outcomes.of(judged, article.gold)


def _calibration_fold(article: Rows) -> int:
    return zlib.crc32(f"calibration/{article.annotated.id}".encode()) % CALIBRATION_FOLDS


def fit_first(articles: Sequence[Rows]) -> Fitted:
    """The linear model, its features scaled for the fit only."""
    features = np.vstack([a.features for a in articles])
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-3
    model = LogisticRegression(C=0.3, max_iter=500)
    model.fit((features - mean) / scale, _marked(articles), sample_weight=_weights(articles))
    weights = model.coef_[0] / scale
    return Fitted(FEATURES, Linear(weights, float(model.intercept_[0] - mean @ weights)))


def _inner_fold(article: Rows) -> int:
    return zlib.crc32(f"inner/{article.annotated.id}".encode()) % INNER_FOLDS


def _marked(articles: Sequence[Rows]) -> np.ndarray[Any, Any]:
    return np.concatenate([a.marked for a in articles])


def _weights(articles: Sequence[Rows]) -> Numbers:
    """The weights of all rows: those of a large corpus sum to somewhat more than those of a small one.

    Sentences of our own keep theirs, as there may be any number of them.
    """
    totals: dict[str, float] = {}
    for a in articles:
        if a.annotated.corpus != MADE:
            totals[a.annotated.corpus] = totals.get(a.annotated.corpus, 0.0) + float(a.weights.sum())
    alike = sum(totals.values()) / len(totals)
    factors = {corpus: (alike / total) ** ALIKE for corpus, total in totals.items()}
    return np.concatenate([a.weights * factors.get(a.annotated.corpus, 1.0) for a in articles])


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", choices=MODELS, action="append", help="only this size")
    options = parser.parse_args()
    corpora = [load(path) for path in options.corpora]
    models: dict[str, Any] = {}
    counts: dict[str, dict[str, int]] = {}
    for model in options.model or MODELS:
        articles = list(all_rows(Parsed(model, options.cache), corpora))
        judge = fit(articles)
        models |= {
            f"{model} first": judge.first.to_json(),
            model: judge.second.to_json(),
            f"{model} confidence": judge.confidence.to_json(),
        }
        for article in (a for a in articles if not a.is_derived):
            count = counts.setdefault(article.annotated.corpus, {"articles": 0, "mentions": 0})
            if model == (options.model or MODELS)[0]:
                count["articles"] += 1
                count["mentions"] += len(article.gold)
    if models:
        path = Path(fitted.__file__).parent / f"{NAME}.json"
        stored = {"version": VERSION, "fitted_on": counts, "models": models}
        path.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"wrote {path}", file=sys.stderr)


if __name__ == "__main__":
    main()
