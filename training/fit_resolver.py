"""Fits the resolver's weights to annotated articles and writes webapp/nlp/fitted/toponym_resolver.json.

    python -m training.fit_resolver --cache FOLDER GOLD.jsonl.gz...

Needs scipy and scikit-learn (``pip install .[fit]``). Corpora count alike, however long they are. Each article is
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
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from gazetteer.distance import distance_km
from gazetteer.place import Match, Precision
from training.corpora import Annotated, Parsed, load
from webapp.domain import Span
from webapp.nlp import fitted
from webapp.nlp.fitted import Fitted, Linear, Numbers
from webapp.nlp.places.choices import ALONE, BESIDE, Choices
from webapp.nlp.places.company import COMPANY
from webapp.nlp.places.resolver import ToponymResolver
from webapp.nlp.places.scoring import (
    CONFIDENCE,
    NAME,
    ROUNDS,
    TOGETHER,
    Scorer,
    Settled,
    settle,
    shared,
    sureness,
)

VERSION = 1
MODELS = ("md", "sm")
PENALTY = 3.0
"""Strength of the L2 penalty on standardised weights, for as many names as there are."""
INNER_FOLDS = 3
NEAR_KM = 161.0
"""A place no farther from the gold point than this is right."""
SPREAD_KM = 25.0
WIDE_KM = 1100.0
"""A country or region without a better candidate is meant though its points lie so far apart: gazetteers differ."""
_WIDE = frozenset({Precision.COUNTRY, Precision.REGION, Precision.BEYOND})
AT_LEAST = {
    "best known": 0.0,
    "capital": 0.0,
    "great city": 0.0,
    "holds what it qualifies": 0.2,
    "of the sort said": 1.5,
    "prominence": 2.0,
    "near the publisher": 0.8,
    "publisher's division": 0.8,
    "qualified": 7.0,
    "seat of a first-order division": 0.0,
    "seat of its namesake": 0.0,
}
AT_MOST = {
    "behind the best known": 0.0,
    "behind the most populous": 0.0,
    "lower division": -0.8,
    "named like its seat": -1.5,
    "not of the sort said": -0.5,
    "publisher's country": 2.0,
    "qualified as another": 0.0,
    "second-order division": -0.8,
}
"""Bounds of weights: none may say the opposite of what its feature means, however little a corpus shows of it."""
FOR_IT = frozenset(COMPANY) | {name for name in BESIDE if name.startswith(("publisher's", "near the"))}
"""Features that never count against a candidate."""
PASSES = 2
"""How often the weights in company are fitted, each time on what the last ones make of the company."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One article read in one way: its choices, and what people say of them.

    ``wanted`` has a share for each row, ``counts`` the marked mentions of each name (0 where nobody marked it):
    where no candidate is right all shares of the name are 0. ``right`` tells the rows within ``NEAR_KM``.
    """

    annotated: Annotated
    given: bool
    choices: Choices
    wanted: Numbers
    counts: Numbers
    right: Numbers


def cases(parsed: Parsed, articles: Sequence[Annotated], *, given: bool) -> list[Case]:
    """The cases of some articles, read with the spans that people marked or with those found."""
    resolver = parsed.pipeline.nlp.get_pipe("toponym_resolver")
    assert isinstance(resolver, ToponymResolver)
    found = []
    for annotated, doc in zip(articles, parsed.docs(articles), strict=True):
        if given:
            spans = tuple(Span(t["start"], t["end"]) for t in annotated.gold["toponyms"])
            doc._.article = replace(annotated.article, given=spans)
        parsed.run(doc, ["toponym_recognizer"])
        _, choices, _ = resolver.choices(doc)
        if choices is not None:
            found.append(_case(annotated, given, choices, doc._.place_spans))
    return found


def _case(annotated: Annotated, given: bool, choices: Choices, spans: Sequence[Any]) -> Case:
    gold = {(t["start"], t["end"]): t for t in annotated.gold["toponyms"] if t["lat"] is not None}
    wanted, right, counts = np.zeros(len(choices.layout.name)), np.zeros(len(choices.layout.name)), []
    for group, first in zip(choices.groups, choices.starts, strict=True):
        marked = [gold[key] for i in group.mentions if (key := (spans[i].span.start, spans[i].span.end)) in gold]
        counts.append(float(len(marked)))
        of = slice(first, first + len(group.matches))
        for one in marked:
            apart = np.array([distance_km(one["lat"], one["lon"], m.place.lat, m.place.lon) for m in group.matches])
            wanted[of] += target(group.matches, one, apart) / len(marked)
            right[of] += (apart <= NEAR_KM) / len(marked)
    return Case(annotated, given, choices, wanted, np.array(counts), right)


def target(matches: Sequence[Match], marked: dict[str, Any], apart: Numbers) -> Numbers:
    """The share that each candidate should get: most for the very entry that people chose, else by distance."""
    same = np.array([m.place.id == f"geonames:{marked.get('geonameid')}" for m in matches], dtype=np.float64)
    near = np.where(apart <= NEAR_KM, np.exp(-apart / SPREAD_KM) + 0.02, 0.0)
    if not near.any() and not same.any():
        wide = np.array([m.place.precision in _WIDE for m in matches])
        near = np.where(wide & (apart <= WIDE_KM), np.exp(-apart / WIDE_KM), 0.0)
    if near.any():
        near /= near.sum()
    if not same.any():
        return near
    return 0.8 * same + 0.2 * near if near.any() else same


def fit(found: Sequence[Case], confidence: bool = True) -> Scorer:
    """All weights; confidence is fitted to articles that the other weights were not fitted to."""
    scorer = fit_scores(found)
    if not confidence:
        return scorer
    rows, right, weights = [], [], []
    for fold in range(INNER_FOLDS):
        inner = fit_scores([c for c in found if _inner_fold(c) != fold])
        for case in found:
            if _inner_fold(case) == fold:
                one = outcomes(case, inner)
                rows.append(one.sureness)
                right.append(one.right)
                weights.append(one.counts)
    weighted = _alike([c for fold in range(INNER_FOLDS) for c in found if _inner_fold(c) == fold], weights)
    return replace(scorer, confidence=fit_confidence(np.vstack(rows), np.concatenate(right), weighted))


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """For each name of a case: what confidence is made from, the share of its mentions that are right, their number."""

    settled: Settled
    best: list[int]
    sureness: Numbers
    right: Numbers
    counts: Numbers


def outcomes(case: Case, scorer: Scorer) -> Outcome:
    """What a scorer makes of a case."""
    settled = settle(case.choices, scorer)
    return Outcome(settled, settled.best, sureness(settled), case.right[settled.best], case.counts)


def fit_scores(found: Sequence[Case]) -> Scorer:
    """The weights alone, then those in company, on beliefs as they come out of the rounds."""
    weights = _alike(found, [c.counts**0.75 for c in found])
    alone = Fitted(ALONE, _conditional(ALONE, found, [c.choices.alone for c in found], weights))
    scorer = Scorer(alone, alone, _no_confidence())
    beliefs = [shared(c.choices, alone.scores(c.choices.alone)) for c in found]
    for _ in range(PASSES):
        rows = [_in_company(c, b) for c, b in zip(found, beliefs, strict=True)]
        scorer = replace(scorer, together=Fitted(TOGETHER, _conditional(TOGETHER, found, rows, weights)))
        beliefs = [settle(c.choices, scorer, ROUNDS - 1).shares for c in found]
    return scorer


def _in_company(case: Case, beliefs: Numbers) -> Numbers:
    return np.hstack((case.choices.alone, case.choices.company.rows(beliefs)))


def _conditional(names: Sequence[str], found: Sequence[Case], rows: Sequence[Numbers], weights: Numbers) -> Linear:
    """A conditional logit with room for no candidate, fitted by its likelihood with an L2 penalty."""
    offsets = np.cumsum([0, *(len(c.choices.groups) for c in found)])
    name = np.concatenate([c.choices.layout.name + o for c, o in zip(found, offsets[:-1], strict=True)])
    asked = weights[name] > 0
    features = np.vstack(rows)[asked]
    wanted = np.concatenate([c.wanted for c in found])[asked]
    kept, name = np.unique(name[asked], return_inverse=True)
    weights = weights[kept]
    starts = np.flatnonzero(np.r_[True, np.diff(name) > 0])
    none = 1 - np.bincount(name, wanted)
    scale = features.std(axis=0) + 0.03
    scaled = features / scale
    penalty = PENALTY * weights.sum() / len(weights)

    def loss(w: Numbers) -> tuple[float, Numbers]:
        scores = scaled @ w
        top = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
        parts = np.exp(scores - top[name])
        total = np.add.reduceat(parts, starts) + np.exp(-top)
        log_total = np.log(total) + top
        shares = parts / total[name]
        value = (weights * log_total).sum() - (weights[name] * wanted * scores).sum() + penalty * (w @ w) / 2
        slope = scaled.T @ (weights[name] * (shares - wanted)) + penalty * w
        return float(value), slope

    assert none.min() > -1e-6
    bounds = [_bounds(name, float(s)) for name, s in zip(names, scale, strict=True)]
    start = np.array([np.clip(0.0, low, high) for low, high in bounds])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 250, "ftol": 1e-7})
    return Linear(best.x / scale)


def _bounds(name: str, scale: float) -> tuple[float, float]:
    low = AT_LEAST.get(name, 0.0 if name in FOR_IT else -np.inf)
    return low * scale, AT_MOST.get(name, np.inf) * scale


def fit_confidence(rows: Numbers, right: Numbers, weights: Numbers) -> Fitted:
    """Log-odds that the best candidate is right: a logistic regression over ``CONFIDENCE``."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 0.05
    scaled = np.vstack(((rows - mean) / scale,) * 2)
    told = np.r_[np.ones(len(rows)), np.zeros(len(rows))]
    model = LogisticRegression(C=1.0, max_iter=500)
    mass = np.r_[weights * right, weights * (1 - right)]
    model.fit(scaled[mass > 0], told[mass > 0], sample_weight=mass[mass > 0])
    found = model.coef_[0] / scale
    return Fitted(CONFIDENCE, Linear(found, float(model.intercept_[0] - mean @ found)))


def _no_confidence() -> Fitted:
    weights = np.zeros(len(CONFIDENCE))
    weights[0] = 1.0
    return Fitted(CONFIDENCE, Linear(weights))


def _alike(found: Sequence[Case], counts: Sequence[Numbers]) -> Numbers:
    """The weights of all names, the same in sum for each corpus and one on the mean."""
    totals: dict[str, float] = {}
    for case, count in zip(found, counts, strict=True):
        totals[case.annotated.corpus] = totals.get(case.annotated.corpus, 0.0) + float(count.sum())
    alike = sum(totals.values()) / len(totals)
    return np.concatenate(
        [count * alike / totals[case.annotated.corpus] for case, count in zip(found, counts, strict=True)]
    )


def _inner_fold(case: Case) -> int:
    return zlib.crc32(f"inner/{case.annotated.id}".encode()) % INNER_FOLDS


def all_cases(corpora: Iterable[Path], cache: Path, model: str) -> list[Case]:
    """Both ways of reading each article of some corpora."""
    parsed = Parsed(model, cache)
    return [case for path in corpora for given in (False, True) for case in cases(parsed, load(path), given=given)]


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
