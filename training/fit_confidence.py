"""Fits how likely each claim that the program finds is right, and tells on other articles whether that holds.

    python -m training.fit_confidence --train TRAIN.jsonl.gz --dev DEV.jsonl.gz --cache FOLDER [--write]

A claim is right where it shares at least half of its words with one that people marked, and has its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.corpora import Annotated, Parsed, load
from training.fitting import option_parser, regression, write
from webapp.domain import Attribution, Span
from webapp.evaluation.claims import rightness
from webapp.evaluation.gold import Marked
from webapp.evaluation.reliability import bands
from webapp.nlp.claims.attributed import Attributed, kind_of
from webapp.nlp.claims.confidence import FITTED, features
from webapp.nlp.claims.cue_scorer import CueScorer
from webapp.nlp.claims.quotations import quotations
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.spans import SpanIndex

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
        text = text_of(doc)
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
    features_of, right = [row.features for row in rows], [row.right for row in rows]
    return regression(features_of, right, strength=STRENGTH, least_weight=0.0, least=0.0)


def reliability(rows: Sequence[Example], scorer: CueScorer) -> Iterator[str]:
    """A line for each band of confidence: the mean of it, the share right, and how many."""
    for band in bands((scorer.confidence(row.features), row.right) for row in rows):
        if band["count"]:
            yield "{from:.2f} to {to:.2f}: {confidence:.3f} told, {right:.3f} right, {count:,} claims".format(**band)


def main() -> None:
    """Fit, print how well it holds, and write where asked to."""
    options = option_parser(__doc__).parse_args()
    parsed = Parsed(options.model, options.cache)
    train, dev = (list(examples(load(path), parsed)) for path in (options.train, options.dev))
    scorer = fit(train)
    for name, rows in (("train", train), ("dev", dev)):
        print(f"{name}: {len(rows):,} claims, {sum(row.right for row in rows) / len(rows):.3f} of them right")
        print("\n".join(reliability(rows, scorer)))
    if options.write:
        write(FITTED, scorer, version="1", fitted_on=f"PolNeAR train, {len(train):,} claims found in it")


if __name__ == "__main__":
    main()
