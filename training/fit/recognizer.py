"""Fits the recogniser's weights to annotated articles and writes webapp/nlp/fitted/toponym_recognizer.json.

    python -m training.fit.recognizer --cache FOLDER GOLD.jsonl.gz...

Needs scikit-learn (``pip install .[fit]``). Corpora have nearly equal weight, however long they are. A corpus that
marks no demonyms and no names inside other names says nothing about them, so such candidates of it are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from training.corpora import Annotated, Parsed, load
from training.fit.mention_confidence import Outcomes, fit_confidence, no_confidence
from training.fit.trees import Shape
from training.measures.toponyms import ONLY_PLACES
from webapp import reading
from webapp.domain import MentionKind
from webapp.nlp import fitted
from webapp.nlp.fitted import Fitted, Linear, Numbers
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.facts import KnownNames
from webapp.nlp.persons.introduced import Introduced
from webapp.nlp.toponyms.candidates import Candidate, candidates
from webapp.nlp.toponyms.company import COMPANY, company_of
from webapp.nlp.toponyms.features import FEATURES, rows_of
from webapp.nlp.toponyms.scorer import BAR, NAME, Judge

VERSION = 1
SHAPE = Shape(trees=400, depth=4, rate=0.04, least_leaf=30, features=0.15)
INNER_FOLDS = 4
CALIBRATION_FOLDS = 4
MODELS = ("md", "sm")
SNIPPETS, SNIPPET_WEIGHT, LEAST_TOKENS = 0.4, 0.25, 6
"""Share of the sentences that are also read as separate texts, their weight, and the shortest, in tokens."""
ALIKE = 0.8
"""How far corpora have equal weight, however long they are: 1 entirely, 0 by their length."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The candidates of one annotated article: what the features are and whether people marked them."""

    annotated: Annotated
    names: ArticleNames
    people: Introduced
    found: list[Candidate]
    features: Numbers
    marked: np.ndarray[Any, Any]
    weights: Numbers
    is_snippet: bool = False

    @property
    def gold(self) -> set[tuple[int, int]]:
        """The spans that people marked."""
        return gold_of(self.annotated)


def rows(articles: Sequence[Annotated], docs: Iterable[Doc], known: KnownNames) -> Iterator[Rows]:
    """The rows of each article, from its parsed Doc."""
    for annotated, doc in zip(articles, docs, strict=True):
        yield _rows(annotated, doc, known, 1.0)


def snippet_rows(articles: Sequence[Annotated], docs: Iterable[Doc], known: KnownNames) -> Iterator[Rows]:
    """The rows of single sentences of each article, read as separate texts: training data for short texts."""
    for annotated, doc in zip(articles, docs, strict=True):
        for sentence in doc.sents:
            if len(sentence) >= LEAST_TOKENS and _chance(annotated, sentence.start_char) < SNIPPETS:
                yield _rows(*_apart(annotated, sentence), known, SNIPPET_WEIGHT)


def _rows(annotated: Annotated, doc: Doc, known: KnownNames, weight: float) -> Rows:
    names = ArticleNames(doc, known)
    found = candidates(names)
    gold = gold_of(annotated)
    marked = np.array([(c.span.start, c.span.end) in gold for c in found], dtype=bool)
    asked = [weight * (annotated.corpus not in ONLY_PLACES or c.kind is MentionKind.TOPONYM) for c in found]
    people = Introduced(names)
    return Rows(annotated, names, people, found, rows_of(names, people, found), marked, np.array(asked), weight < 1)


def _apart(annotated: Annotated, sentence: DocSpan) -> tuple[Annotated, Doc]:
    """A sentence as a separate article, with what people marked in it."""
    start, end = sentence.start_char, sentence.end_char
    doc = sentence.as_doc()
    toponyms = [
        {**one, "start": one["start"] - start, "end": one["end"] - start}
        for one in annotated.gold["toponyms"]
        if start <= one["start"] and one["end"] <= end
    ]
    article = reading.from_text(annotated.article.text[start:end])
    doc._.article = article
    return Annotated(annotated.corpus, article, {"id": annotated.id, "toponyms": toponyms}), doc


def _chance(annotated: Annotated, position: int) -> float:
    """A number from 0 to 1 that is always the same for a place in an article."""
    return zlib.crc32(f"snippet/{annotated.id}/{position}".encode()) / 2**32


def gold_of(annotated: Annotated) -> set[tuple[int, int]]:
    """The spans that people marked in an article."""
    return {(marked["start"], marked["end"]) for marked in annotated.gold["toponyms"]}


def fit(articles: Sequence[Rows]) -> Judge:
    """All models; confidence is fitted to articles that the other two were not fitted to."""
    judge = fit_scores(articles)
    found = []
    for fold in range(CALIBRATION_FOLDS):
        inner = fit_scores([a for a in articles if _calibration_fold(a) != fold])
        found += [outcomes(inner, a) for a in articles if _calibration_fold(a) == fold and not a.is_snippet]
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
    """The weights of all rows: those of a large corpus sum to somewhat more than those of a small one."""
    totals: dict[str, float] = {}
    for a in articles:
        totals[a.annotated.corpus] = totals.get(a.annotated.corpus, 0.0) + float(a.weights.sum())
    alike = sum(totals.values()) / len(totals)
    return np.concatenate([a.weights * (alike / totals[a.annotated.corpus]) ** ALIKE for a in articles])


def all_rows(corpora: Iterable[Path], cache: Path, model: str) -> list[Rows]:
    """The rows of all articles of some corpora, parsed with the model of a size."""
    parsed = Parsed(model, cache)
    known = KnownNames(parsed.pipeline.gazetteer)
    read: list[Rows] = []
    for path in corpora:
        articles = load(path)
        read += rows(articles, parsed.docs(articles), known)
        read += snippet_rows(articles, parsed.docs(articles), known)
    return read


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", choices=MODELS, action="append", help="only this size")
    options = parser.parse_args()
    models: dict[str, Any] = {}
    counts: dict[str, dict[str, int]] = {}
    for model in options.model or MODELS:
        articles = all_rows(options.corpora, options.cache, model)
        judge = fit(articles)
        models |= {
            f"{model} first": judge.first.to_json(),
            model: judge.second.to_json(),
            f"{model} confidence": judge.confidence.to_json(),
        }
        for article in articles:
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
