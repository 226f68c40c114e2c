"""Fits the weights that tell whether a verb and its complement report speech, and writes them for the program.

    python -m benchmarks.claims.fit_cues --train TRAIN.jsonl.gz --dev DEV.jsonl.gz --news NEWS.jsonl.gz... \
        --cache FOLDER [--write]

The weights are fitted on the attributions that people marked in the training articles, which tell of politics,
and on some hundreds of candidates of other news (``judged_candidates.tsv``, from the articles of ``--news``);
how strongly they are held near zero is chosen on the development articles. Of the verbs that act as well as
speak (*called the police*, *responded to a fire*) politics alone teaches too little.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from benchmarks.corpora import Annotated, Parsed, load
from webapp.domain import Span
from webapp.nlp.cue_features import Reported, features
from webapp.nlp.cue_scorer import CueScorer
from webapp.nlp.direct_speech import direct_speech
from webapp.nlp.indirect_speech import IndirectSpeech
from webapp.nlp.quotations import quotations

FITTED = Path(__file__).parents[2] / "webapp" / "nlp" / "fitted" / "reporting_cues.json"
JUDGED = Path(__file__).parent / "judged_candidates.tsv"
"""Candidates of other news, by article and offsets, and whether each is a claim; no text."""
JUDGED_WEIGHT = 5
"""How often each of them counts beside those of the training articles."""
LEAST = 0.35
"""Confidence from which a claim is kept: chosen on the whole development articles, not on their candidates."""
LEAST_COUNT = 3
"""Features seen in fewer candidates than this get no weight."""
LEAST_WEIGHT = 0.02
"""Smaller weights are left out of the file."""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of one article: its features, whether people marked it, and how many share its verb."""

    verb: tuple[str, int]
    features: tuple[str, ...]
    is_claim: bool


def examples(articles: Sequence[Annotated], parsed: Parsed) -> Iterator[Example]:
    """The candidates of all articles."""
    for annotated, doc in zip(articles, parsed.docs(articles), strict=True):
        gold = [_Gold(attribution) for attribution in annotated.gold["attributions"]]
        for found in _candidates(annotated, doc):
            right = any(one.matches(found) for one in gold)
            yield Example((annotated.id, found.verb.i), tuple(features(found)), right)


def judged_examples(articles: Sequence[Annotated], parsed: Parsed) -> Iterator[Example]:
    """Those candidates of the articles that ``judged_candidates.tsv`` has."""
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        verdicts = {
            (row["corpus"], row["article"], int(row["verb"]), int(row["content"]), row["frame"]): row["claim"] == "yes"
            for row in csv.DictReader(lines, delimiter="\t")
        }
    for annotated, doc in zip(articles, parsed.docs(articles), strict=True):
        for found in _candidates(annotated, doc):
            frame = found.content.frame.name or ""
            at = (annotated.corpus, annotated.id, found.verb.idx, found.content.spans[0].start, frame)
            if at in verdicts:
                yield Example((annotated.id, found.verb.i), tuple(features(found)), verdicts[at])


def _candidates(annotated: Annotated, doc: Doc) -> Iterator[Reported]:
    marked = quotations(annotated.article.text)
    return IndirectSpeech(doc, direct_speech(doc, marked), marked, CueScorer({}, 0.0, 1.0)).candidates()


class _Gold:
    """The spans of one marked attribution."""

    def __init__(self, attribution: dict[str, Any]) -> None:
        self.content = [Span(part["start"], part["end"]) for part in attribution["content"]]
        self.cue = [Span(part["start"], part["end"]) for part in attribution["cue"]]
        self.length = sum(span.end - span.start for span in self.content)

    def matches(self, found: Reported) -> bool:
        """Whether the candidate has this content, by half, and its verb in this cue."""
        verb = Span(found.verb.idx, found.verb.idx + len(found.verb))
        if self.cue and not any(span.overlaps(verb) for span in self.cue):
            return False
        shared = sum(
            max(0, min(a.end, b.end) - max(a.start, b.start)) for a in self.content for b in found.content.spans
        )
        whole = self.length + sum(span.end - span.start for span in found.content.spans) - shared
        return shared >= 0.5 * whole


def fit(rows: Sequence[Example], strength: float) -> CueScorer:
    """Weights for the features of ``rows``; ``strength`` is the inverse of the penalty on large weights."""
    counts = Counter(name for row in rows for name in row.features)
    vectorizer = DictVectorizer()
    known = [{name: 1.0 for name in row.features if counts[name] >= LEAST_COUNT} for row in rows]
    matrix = vectorizer.fit_transform(known)
    model = LogisticRegression(C=strength, max_iter=400)
    model.fit(matrix, np.array([row.is_claim for row in rows]))
    weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    kept = {str(name): round(float(weight), 3) for name, weight in weights if abs(weight) >= LEAST_WEIGHT}
    return CueScorer(dict(sorted(kept.items())), round(float(model.intercept_[0]), 3), LEAST)


def judged(rows: Sequence[Example], scorer: CueScorer) -> tuple[float, float, float]:
    """Precision, recall and F1 of keeping the likeliest complement of each verb, where it is likely enough."""
    best: dict[tuple[str, int], tuple[float, bool]] = {}
    for row in rows:
        best[row.verb] = max(best.get(row.verb, (0.0, False)), (scorer.confidence(row.features), row.is_claim))
    kept = [is_claim for confidence, is_claim in best.values() if confidence >= scorer.least]
    right, wanted = sum(kept), len({row.verb for row in rows if row.is_claim})
    precision, recall = right / max(1, len(kept)), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    """Fit, choose on the development articles, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--news", type=Path, nargs="*", default=[])
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--write", action="store_true", help="write the weights into the program")
    options = parser.parse_args()
    parsed = Parsed(options.model, options.cache)
    train, dev = (list(examples(load(path), parsed)) for path in (options.train, options.dev))
    news = [example for path in options.news for example in judged_examples(load(path), parsed)]
    claims = sum(row.is_claim for row in train)
    print(f"{len(train):,} candidates to fit on, {claims:,} of them claims; {len(dev):,} to choose on")
    print(f"{len(news):,} candidates of other news, {sum(row.is_claim for row in news):,} of them claims")
    tried = []
    for strength in (0.1, 0.3, 1.0):
        scorer = fit([*train, *news * JUDGED_WEIGHT], strength)
        precision, recall, f1 = judged(dev, scorer)
        print(f"C={strength}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
        tried.append((f1, scorer))
    if options.write:
        _write(max(tried, key=lambda pair: pair[0])[1], len(train), len(news))


def _write(scorer: CueScorer, rows: int, more: int) -> None:
    fitted = {
        "version": "2",
        "fitted_on": f"PolNeAR train, {rows:,} candidates; {more:,} candidates of other news",
        "bias": scorer.bias,
        "least": scorer.least,
        "weights": dict(scorer.weights),
    }
    FITTED.write_text(json.dumps(fitted, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"wrote {FITTED}")


if __name__ == "__main__":
    main()
