"""Fits the weights that tell whether a verb and its complement report speech, and writes them for the program.

    python -m training.fit_cues --train TRAIN.jsonl.gz --dev DEV.jsonl.gz --news NEWS.jsonl.gz... \
        --cache FOLDER [--write]

The weights are fitted on the attributions that people marked in the training articles, which tell of politics,
and on some hundreds of candidates of other news (``judged_candidates.tsv``, from the articles of ``--news``);
how strongly they are held near zero is chosen on the development articles. Of the verbs that act as well as
speak (*called the police*, *responded to a fire*) politics alone teaches too little.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from training.corpora import Annotated, Parsed, load
from training.fitting import option_parser, regression, write
from webapp.domain import Span
from webapp.nlp.claims.cue_features import Reported, features
from webapp.nlp.claims.cue_scorer import CueScorer
from webapp.nlp.claims.direct import direct_speech
from webapp.nlp.claims.indirect import IndirectSpeech
from webapp.nlp.claims.quotations import quotations

FITTED = "reporting_cues.json"
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
    """Weights for the features of ``rows`` that are not too seldom."""
    counts = Counter(name for row in rows for name in row.features)
    known = [[name for name in row.features if counts[name] >= LEAST_COUNT] for row in rows]
    claims = [row.is_claim for row in rows]
    return regression(known, claims, strength=strength, least_weight=LEAST_WEIGHT, least=LEAST)


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
    parser = option_parser(__doc__)
    parser.add_argument("--news", type=Path, nargs="*", default=[])
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
        told = f"PolNeAR train, {len(train):,} candidates; {len(news):,} candidates of other news"
        write(FITTED, max(tried, key=lambda pair: pair[0])[1], version="2", fitted_on=told)


if __name__ == "__main__":
    main()
