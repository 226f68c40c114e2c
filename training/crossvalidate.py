"""Measures recogniser and resolver on articles that neither was fitted to, and prints one table.

    python -m training.crossvalidate --cache FOLDER GOLD.jsonl.gz...                # five folds
    python -m training.crossvalidate --cache FOLDER --transfer GOLD.jsonl.gz...     # fit on the others
    python -m training.crossvalidate --cache FOLDER --spans given GOLD.jsonl.gz...  # spans as people marked

Both models are fitted on four folds of all corpora and read the fifth; what they say of all folds is scored
together. F1 is over exact spans; acc161 is the share within 161 km of those found and placed, of the mentions that
have coordinates; e2e161 the share of all of these that were found and placed within 161 km; ``wide`` lets a country
and anything wider lie farther off (``training.measures.rightness``). Reliability is of confidence against the wide measure, by
kind of mention, with its expected calibration error (ECE).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from spacy.tokens import Doc

from training import reliability
from training.corpora import FOLDS, Annotated, Parsed, load
from training.fit import recognizer as fit_recognizer
from training.fit import resolver as fit_resolver
from training.measures.rightness import calibration_error, is_right
from webapp.domain import Mention, MentionKind, Span
from webapp.nlp.names.facts import KnownNames
from webapp.nlp.pipeline import PLACES
from webapp.nlp.places.resolver import ToponymResolver
from webapp.nlp.places.scoring import Scorer
from webapp.nlp.toponyms.recognizer import ToponymRecognizer
from webapp.nlp.toponyms.scorer import Judge

SURE = 0.9
BINS = 10


@dataclass(slots=True)
class Score:
    """Counts over the articles of one corpus, and what each confidence came to."""

    marked: int = 0
    found: int = 0
    hits: int = 0
    located: int = 0
    placed: int = 0
    right: int = 0
    right_wide: int = 0
    told: list[tuple[float, bool, str]] = field(default_factory=list)
    """Confidence of each placed mention that has coordinates, whether it is right by the wide measure, its kind."""

    def add(self, annotated: Annotated, mentions: Sequence[Mention]) -> None:
        """Count one article; a corpus that marks places alone is asked about those alone."""
        only_places = annotated.corpus in fit_recognizer.ONLY_PLACES
        said = {(m.span.start, m.span.end): m for m in mentions if not only_places or m.kind is MentionKind.TOPONYM}
        gold = {(t["start"], t["end"]): t for t in annotated.gold["toponyms"]}
        self.marked += len(gold)
        self.found += len(said)
        self.hits += len(gold.keys() & said.keys())
        for span, toponym in gold.items():
            if toponym["lat"] is None:
                continue
            self.located += 1
            resolution = said[span].resolution if span in said else None
            if resolution is None or resolution.place is None:
                continue
            place = resolution.place
            right = is_right(place, toponym)
            self.placed += 1
            self.right += is_right(place, toponym, wide=False)
            self.right_wide += right
            self.told.append((resolution.confidence, right, said[span].kind.value))

    def figures(self) -> str:
        """The row of the table."""
        sure = [right for confidence, right, _ in self.told if confidence > SURE]
        shares = (
            (2 * self.hits, self.marked + self.found),
            (self.right, self.placed),
            (self.right, self.located),
            (self.right_wide, self.placed),
            (self.right_wide, self.located),
        )
        told = "  ".join(f"{part / max(1, whole):.4f}" for part, whole in shares)
        return f"{told}   {sum(sure) / max(1, len(sure)):.3f} of {len(sure):,}"

    def reliability(self, kind: str | None = None) -> Iterator[tuple[float, float, int]]:
        """For each tenth of confidence the mean confidence, the share right, and the number; of one kind if given."""
        told = self.of_kind(kind)
        for b in range(BINS):
            inside = [(c, r) for c, r in told if b <= c * BINS < b + 1 or (b == BINS - 1 and c == 1)]
            if inside:
                yield sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside), len(inside)

    def of_kind(self, kind: str | None = None) -> list[tuple[float, bool]]:
        """Confidences and outcomes of mentions of one kind, of all where none is given."""
        return [(c, r) for c, r, k in self.told if kind in (None, k)]

    def reliability_rows(self) -> Iterator[str]:
        """Lines that show the reliability of all mentions together, then of each kind."""
        for kind in (None, *(k.value for k in MentionKind)):
            told = self.of_kind(kind)
            if told:
                bins = "  ".join(f"{c:.2f}:{r:.2f} ({n})" for c, r, n in self.reliability(kind))
                yield f"   {kind or 'all':9} ECE {calibration_error(told):.3f}  {bins}"


class Bench:
    """Articles parsed with the model of one size, read by components with weights of the moment."""

    def __init__(self, model: str, corpora: Sequence[Path], cache: Path, *, given: bool) -> None:
        self.parsed, self.given = Parsed(model, cache), given
        self.articles = [load(path) for path in corpora]
        self.known = KnownNames(self.parsed.pipeline.gazetteer)
        self.recognizer = cast(ToponymRecognizer, self.parsed.pipeline.nlp.get_pipe("toponym_recognizer"))
        self.resolver = cast(ToponymResolver, self.parsed.pipeline.nlp.get_pipe("toponym_resolver"))
        self._rows = (
            []
            if given
            else [
                row
                for articles in self.articles
                for read in (fit_recognizer.rows, fit_recognizer.snippet_rows)
                for row in read(articles, self._docs(articles), self.known)
            ]
        )
        self._cases = {True: self._read(given=True)}

    def fitted(self, kept: set[tuple[str, str]]) -> tuple[Judge | None, Scorer]:
        """Both models from the articles of these corpora and ids; the recogniser's only where spans are found."""
        judge = None
        if not self.given:
            judge = fit_recognizer.fit([r for r in self._rows if key(r.annotated) in kept])
            self.recognizer.judge_with(judge)
        cases = self._cases[True] + ([] if self.given else self._read(given=False))
        return judge, fit_resolver.fit([c for c in cases if key(c.annotated) in kept])

    def read(
        self, judge: Judge | None, scorer: Scorer, wanted: set[tuple[str, str]]
    ) -> Iterator[tuple[Annotated, Doc]]:
        """The articles of these ids as the two models read them."""
        if judge is not None:
            self.recognizer.judge_with(judge)
        self.resolver.choose_with(scorer)
        for articles in self.articles:
            for annotated, doc in zip(articles, self._docs(articles), strict=True):
                if key(annotated) in wanted:
                    if self.given:
                        spans = tuple(Span(t["start"], t["end"]) for t in annotated.gold["toponyms"])
                        doc._.article = replace(annotated.article, given=spans)
                    yield annotated, self.parsed.run(doc, PLACES)

    def _docs(self, articles: Sequence[Annotated]) -> Iterator[Doc]:
        return self.parsed.docs(articles)

    def _read(self, *, given: bool) -> list[fit_resolver.Case]:
        return [case for articles in self.articles for case in fit_resolver.cases(self.parsed, articles, given=given)]


def key(annotated: Annotated) -> tuple[str, str]:
    """What tells an article from all others."""
    return annotated.corpus, annotated.id


def splits(
    articles: Sequence[Annotated], *, transfer: bool
) -> Iterator[tuple[set[tuple[str, str]], set[tuple[str, str]]]]:
    """What to fit on and what to read: by folds, or corpus by corpus."""
    everything = {key(a) for a in articles}
    parts = (
        [{key(a) for a in articles if a.corpus == corpus} for corpus in sorted({a.corpus for a in articles})]
        if transfer
        else [{key(a) for a in articles if a.fold == fold} for fold in range(FOLDS)]
    )
    for part in parts:
        yield everything - part, part


def measure(bench: Bench, *, transfer: bool) -> dict[str, Score]:
    """The score of each corpus, over what was fitted without the articles read."""
    scores: dict[str, Score] = {}
    for kept, wanted in splits([a for articles in bench.articles for a in articles], transfer=transfer):
        judge, scorer = bench.fitted(kept)
        for annotated, doc in bench.read(judge, scorer, wanted):
            scores.setdefault(annotated.corpus, Score()).add(annotated, doc._.mentions)
    return scores


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--transfer", action="store_true", help="fit on the other corpora instead of the other folds")
    parser.add_argument("--spans", default="found", choices=("found", "given"))
    parser.add_argument("--plot", type=Path, help="write the reliability of confidence to this SVG file")
    options = parser.parse_args()
    bench = Bench(options.model, options.corpora, options.cache, given=options.spans == "given")
    print(f"{'corpus':22} F1      acc161  e2e161  acc wide e2e wide right among confidence > {SURE}")
    scores = measure(bench, transfer=options.transfer)
    if options.plot:
        reliability.write(options.plot, {corpus: list(score.reliability()) for corpus, score in scores.items()})
    for corpus, score in scores.items():
        print(f"{corpus:22} {score.figures()}")
        print("\n".join(score.reliability_rows()))
    together = Score(told=[one for score in scores.values() for one in score.told])
    print("together", *together.reliability_rows(), sep="\n")


if __name__ == "__main__":
    main()
