"""Fits how likely a claim that the program finds was said or written, and shows whether that holds on other articles.

    python -m training.fit.claims.said CORPUS... --cache FOLDER [--write]

The corpora mark what was said, by whomever, and leave out attitudes, acts and titles: a claim was said if it shares
at least half of its words with a marked one. Each fifth of the articles is judged by weights fitted on the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from training.corpora import FOLDS, Annotated, Parsed, load
from training.fit.shared import corpora_parser, fitted_on, regression, write
from training.measures import calibration
from training.measures.counts import Gold, pairs_by_overlap
from webapp.domain import Span
from webapp.evaluation.words import Words
from webapp.nlp.claims.attributed import Attributed, kind_of
from webapp.nlp.claims.confidence import confidence_of
from webapp.nlp.claims.manner import manner_of
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.links.said import FITTED, Told, features
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.quotations import quotations_of
from webapp.nlp.text.spans import SpanIndex

BEFORE = ("name_finder", "person_finder", "toponym_recognizer", "attribution")
STRENGTH = 0.3
"""Inverse of the penalty on large weights."""
FEWEST = 3
"""Claims that a feature must be seen in to be given a weight."""
LEAST = 0.35
"""Probability from which a claim is shown: between what most helps what was said and what most helps pins, on folds."""


@dataclass(frozen=True, slots=True)
class Example:
    """A claim that the program found: its kind, its features, and whether people marked it as said."""

    kind: str
    features: tuple[str, ...]
    said: bool
    fold: int


def examples(articles: Sequence[Annotated], parsed: Parsed) -> Iterator[Example]:
    """Every claim found in the articles."""
    for annotated, doc in zip(articles, parsed.docs(articles), strict=True):
        claims: list[Attributed] = parsed.run(doc, BEFORE)._.attributions
        quoted, said = SpanIndex(quote.span for quote in quotations_of(doc)), marked(annotated.gold, claims)
        for index, claim in enumerate(claims):
            kind = kind_of(claim, quoted)
            confidence = confidence_of(text_of(doc), claim, kind)
            told = Told(doc, claim, kind, manner_of(doc, claim), confidence)
            yield Example(kind.value, tuple(features(told)), index in said, annotated.fold)


def marked(gold: Gold, claims: Sequence[Attributed]) -> set[int]:
    """Which of the claims people marked as said, by their number."""
    words = Words(gold["text"])
    contents = [[Span(span["start"], span["end"]) for span in one["content"]] for one in _claims(gold)]
    # Where a quotation is split at its cue, each span counts by itself.
    split = "attributions" in gold
    found = [
        (index, spans)
        for index, claim in enumerate(claims)
        for spans in ([[span] for span in claim.content] if split else [list(claim.content)])
    ]
    pairs = pairs_by_overlap([words.of(one) for one in contents], [words.of(spans) for _, spans in found])
    return {found[j][0] for _, j in pairs}


def _claims(gold: Gold) -> Sequence[Gold]:
    found: Sequence[Mapping[str, object]] = gold["attributions"] if "attributions" in gold else gold["claims"]
    return found


def fit(rows: Sequence[Example]) -> NamedLogistic:
    """The weights of the features of ``rows``."""
    seen = Counter(name for row in rows for name in set(row.features))
    kept = [[name for name in row.features if seen[name] >= FEWEST] for row in rows]
    return regression(kept, [row.said for row in rows], strength=STRENGTH, least_weight=0.0, least=LEAST)


def by_folds(rows: Sequence[Example]) -> list[float]:
    """The probability of each row, by weights fitted on the other folds."""
    fitted = [fit([row for row in rows if row.fold != fold]) for fold in range(FOLDS)]
    return [fitted[row.fold].confidence(row.features) for row in rows]


def main() -> None:
    """Fit, print how well it holds, and write the file if asked to."""
    options = corpora_parser(__doc__).parse_args()
    parsed = Parsed(options.model, options.cache)
    rows = [row for path in options.corpora for row in examples(load(path), parsed)]
    sure = by_folds(rows)
    judged: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for share, row in zip(sure, rows, strict=True):
        judged[row.kind].append((share, row.said))
    print(*calibration.report(calibration.by_kind(judged)), sep="\n")
    if options.write:
        write(FITTED, fit(rows), version="1", fitted_on=fitted_on(options.corpora, len(rows), "claims found in them"))


if __name__ == "__main__":
    main()
