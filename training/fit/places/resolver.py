"""Fits the resolver's weights to annotated articles and writes webapp/nlp/fitted/toponym_resolver.json.

    python -m training.fit.places.resolver --cache FOLDER GOLD.jsonl.gz...

Needs scipy and scikit-learn (``pip install .[fit]``). Corpora have equal weight, however long they are. Each article is
read twice, once with the spans that the program finds and once with those that people marked.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from training.corpora import Annotated, Parsed, load
from training.fit.boosting import Marked, boosted
from training.fit.places import plain
from training.fit.places.resolver_signs import EXPECTED, TRUST, bounds, direction
from training.measures.toponyms import known_of
from webapp.domain import MentionKind, Span
from webapp.fitting.cases import Case as KnownCase
from webapp.fitting.cases import case_of, outcomes
from webapp.fitting.logit import Names, Prior, choosing, spread
from webapp.nlp import fitted
from webapp.nlp.fitted import Fitted, Indices, Linear, Numbers, Trees
from webapp.nlp.pipeline import FIND_PLACES
from webapp.nlp.places.choices import ALONE, Choices
from webapp.nlp.places.confidence import CONFIDENCE
from webapp.nlp.places.resolver import ToponymResolver
from webapp.nlp.places.scoring import AGAIN, NAME, ROUNDS, TOGETHER, Scorer, seen_again, settle, shared, within_reach
from webapp.nlp.places.sense import kind_of

VERSION = 1
MODELS = ("md", "sm")
PENALTY = 3.0
"""Strength of the L2 penalty on standardised weights, for as many names as there are."""
INNER_FOLDS = 3
PLAIN_SHARE = 0.25
"""How much all plain sentences count for the sums, compared with one corpus."""
PASSES = 2
"""How often the weights in company are fitted, each time on the beliefs that the previous weights give."""


@dataclass(frozen=True, slots=True, eq=False)
class Case(KnownCase):
    """One article read in one way, with what people marked in it."""

    annotated: Annotated
    given: bool


def cases(parsed: Parsed, articles: Sequence[Annotated], *, given: bool) -> list[Case]:
    """The cases of some articles, read with the spans that people marked or with those found."""
    resolver = parsed.pipeline.nlp.get_pipe("toponym_resolver")
    assert isinstance(resolver, ToponymResolver)
    found = []
    for annotated, doc in zip(articles, parsed.docs(articles), strict=True):
        if given:
            spans = tuple(Span(t["start"], t["end"]) for t in annotated.gold["toponyms"])
            doc._.article = replace(annotated.article, given=spans)
        parsed.run(doc, FIND_PLACES)
        _, choices, _ = resolver.choices(doc)
        if choices is not None:
            spans = doc._.place_spans
            found.append(_case(annotated, given, choices, spans, [kind_of(doc, span) for span in spans]))
    return found


def _case(
    annotated: Annotated, given: bool, choices: Choices, spans: Sequence[Any], kinds: Sequence[MentionKind]
) -> Case:
    marked = [t for t in annotated.gold["toponyms"] if t["lat"] is not None]
    known = {Span(t["start"], t["end"]): known_of(t) for t in marked}
    of = case_of(choices, [span.span for span in spans], kinds, known)
    return Case(of.choices, of.wanted, of.counts, of.asked_counts, of.right, annotated, given)


def fit(found: Sequence[Case], confidence: bool = True) -> Scorer:
    """All weights; confidence is fitted to articles that the other weights were not fitted to."""
    scorer = fit_scores(found)
    if not confidence:
        return scorer
    told = [
        outcomes(case, inner)
        for fold in range(INNER_FOLDS)
        for inner in (fit_scores([c for c in found if _inner_fold(c) != fold]),)
        for case in found
        if _inner_fold(case) == fold
    ]
    rows, right, counts = (np.concatenate([getattr(one, part) for one in told]) for part in ("rows", "right", "counts"))
    return replace(scorer, confidence=fit_confidence(rows, right, counts))


def fit_scores(found: Sequence[Case]) -> Scorer:
    """The weights alone, then those in company, fitted on the beliefs after each round, and the trees' corrections."""
    weights = _alike(found, [c.counts**0.75 for c in found])
    alone = Fitted(ALONE, _conditional(ALONE, found, [c.choices.alone for c in found], weights))
    scorer = Scorer(alone, alone, None, _no_confidence())
    beliefs = [shared(c.choices, alone.scores(c.choices.alone)) for c in found]
    for _ in range(PASSES):
        rows = [_in_company(c, b) for c, b in zip(found, beliefs, strict=True)]
        scorer = replace(scorer, together=Fitted(TOGETHER, _conditional(TOGETHER, found, rows, weights)))
        beliefs = [settle(c.choices, scorer, ROUNDS - 1).shares for c in found]
    return replace(scorer, again=Fitted(AGAIN, _again(found, scorer, _plain_alike(found, weights))))


def _again(found: Sequence[Case], scorer: Scorer, weights: Numbers) -> Trees:
    """Trees that correct the sums of the candidates within reach, where people marked the name."""
    settled = [settle(c.choices, scorer) for c in found]
    name = _numbered(found)
    scores = np.concatenate([one.scores for one in settled])
    kept = within_reach(name, scores) & (weights[name] > 0)
    wanted = np.concatenate([c.wanted for c in found])[kept]
    features = np.vstack([one.features for one in settled])[kept]
    marked, number = np.unique(name[kept], return_inverse=True)
    rows = seen_again(number, features, scores[kept])
    return boosted(rows, Marked(number, wanted, scores[kept], weights[marked]), [direction(f) for f in AGAIN])


def _in_company(case: Case, beliefs: Numbers) -> Numbers:
    return np.hstack((case.choices.alone, case.choices.company.rows(beliefs)))


def _conditional(
    features_read: Sequence[str], found: Sequence[Case], rows: Sequence[Numbers], weights: Numbers
) -> Linear:
    """A conditional logit with room for no candidate, fitted by its likelihood with an L2 penalty."""
    name = _numbered(found)
    asked = weights[name] > 0
    features = np.vstack(rows)[asked]
    wanted = np.concatenate([c.wanted for c in found])[asked]
    kept, name = np.unique(name[asked], return_inverse=True)
    weights = weights[kept]
    names = Names(name, wanted, weights, np.zeros(len(name)))
    scale = spread(features)
    expected = np.array([EXPECTED.get(f, 0.0) for f in features_read]) * scale
    trust = np.array([TRUST if f in EXPECTED else 0.0 for f in features_read]) / scale**2
    prior = Prior(expected, (PENALTY + trust) * weights.sum() / len(weights))
    return Linear(choosing(features / scale, names, prior, [bounds(f) for f in features_read]) / scale)


def _numbered(found: Sequence[Case]) -> Indices:
    """The number of each row's name among the names of all cases."""
    offsets = np.cumsum([0, *(len(c.choices.groups) for c in found)])
    return np.concatenate([c.choices.layout.name + o for c, o in zip(found, offsets[:-1], strict=True)])


def fit_confidence(rows: Numbers, right: Numbers, weights: Numbers) -> Fitted:
    """Log-odds that the best candidate is right: a logistic regression over ``CONFIDENCE``."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 0.05
    scaled = np.vstack(((rows - mean) / scale,) * 2)
    told = np.r_[np.ones(len(rows)), np.zeros(len(rows))]
    model = LogisticRegression(C=1.0, max_iter=500)
    mass = np.r_[weights * right, weights * (1 - right)]
    model.fit(scaled[mass > 0], told[mass > 0], sample_weight=mass[mass > 0])
    found = model.coef_[0] / scale
    return Fitted(tuple(CONFIDENCE), Linear(found, float(model.intercept_[0] - mean @ found)))


def _no_confidence() -> Fitted:
    weights = np.zeros(len(CONFIDENCE))
    weights[0] = 1.0
    return Fitted(tuple(CONFIDENCE), Linear(weights))


def _alike(found: Sequence[Case], counts: Sequence[Numbers]) -> Numbers:
    """The weights of all names: the same sum for each corpus, and a mean of one."""
    totals: dict[str, float] = {}
    for case, count in zip(found, counts, strict=True):
        totals[case.annotated.corpus] = totals.get(case.annotated.corpus, 0.0) + float(count.sum())
    alike = sum(totals.values()) / len(totals)
    shares = {
        corpus: alike / summed * (PLAIN_SHARE if plain.is_plain(corpus) else 1) for corpus, summed in totals.items()
    }
    return np.concatenate([count * shares[case.annotated.corpus] for case, count in zip(found, counts, strict=True)])


def _plain_alike(found: Sequence[Case], weights: Numbers) -> Numbers:
    """The same weights with plain sentences counting as much as a corpus: trees have room for both."""
    times = np.array([1 / PLAIN_SHARE if plain.is_plain(case.annotated.corpus) else 1.0 for case in found])
    alike: Numbers = weights * np.repeat(times, [len(case.counts) for case in found])
    return alike


def plain_cases(parsed: Parsed) -> list[Case]:
    """The cases of the plain sentences."""
    return cases(parsed, plain.articles(parsed.pipeline.gazetteer), given=True)


def _inner_fold(case: Case) -> int:
    return zlib.crc32(f"inner/{case.annotated.id}".encode()) % INNER_FOLDS


def all_cases(corpora: Iterable[Path], cache: Path, model: str) -> list[Case]:
    """Both ways of reading each article of some corpora."""
    parsed = Parsed(model, cache)
    marked = [case for path in corpora for given in (False, True) for case in cases(parsed, load(path), given=given)]
    return marked + plain_cases(parsed)


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    options = parser.parse_args()
    models: dict[str, Any] = {}
    counts: dict[str, dict[str, int]] = {}
    for model in MODELS:
        found = all_cases(options.corpora, options.cache, model)
        scorer = fit(found)
        models[f"{model} alone"] = scorer.alone.to_json()
        models[model] = scorer.together.to_json()
        assert scorer.again is not None
        models[f"{model} again"] = scorer.again.to_json()
        models[f"{model} confidence"] = scorer.confidence.to_json()
        for case in found if model == MODELS[0] else ():
            if case.given:
                count = counts.setdefault(case.annotated.corpus, {"articles": 0, "mentions": 0})
                count["articles"] += 1
                count["mentions"] += int(case.counts.sum())
    path = Path(fitted.__file__).parent / f"{NAME}.json"
    stored = {"version": VERSION, "fitted_on": counts, "models": models}
    path.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"wrote {path}", file=sys.stderr)


if __name__ == "__main__":
    main()
