"""Measures recogniser and resolver on articles that neither was fitted to: figures, and whether confidence holds.

    python -m training.crossvalidate --cache FOLDER GOLD.jsonl.gz...                # five folds
    python -m training.crossvalidate --cache FOLDER --transfer GOLD.jsonl.gz...     # fit on the others
    python -m training.crossvalidate --cache FOLDER --spans given GOLD.jsonl.gz...  # spans as people marked

Both models are fitted on four folds of all corpora and read the fifth; what they find in all folds is scored
together by ``training.measures.toponyms``. Then, over all corpora together, by kind of mention and for those that a
policy decides: how often a span of a given confidence was marked by people, and how often a place of a given
confidence is right by the wide measure.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc

from training import reliability
from training.corpora import Annotated, Parsed
from training.folds import Bench, splits
from training.measures import calibration
from training.measures.counts import Counts
from training.measures.toponyms import is_right, kinds_marked, toponyms
from webapp.domain import Mention
from webapp.nlp.pipeline import PLACES
from webapp.nlp.rules import RULES, counting, without

Pairs = list[tuple[float, bool]]
SHOWN = ("F1", "acc161", "e2e161", "acc161_wide", "e2e161_wide")
BY_POLICY = "decided by a policy"
ROOMS = ("persons", "toponyms", "places")
"""The rooms whose policies decide about mentions."""


@dataclass(slots=True)
class Score:
    """Counts of the articles of one corpus; confidences by kind of mention, each with whether it was right."""

    counts: list[Counts] = field(default_factory=list)
    found: defaultdict[str, Pairs] = field(default_factory=lambda: defaultdict(list))
    placed: defaultdict[str, Pairs] = field(default_factory=lambda: defaultdict(list))

    def add(self, annotated: Annotated, doc: Doc, decided: Sequence[Mention]) -> None:
        """Count one article; ``decided`` are the mentions that a policy decides."""
        kinds = kinds_marked(annotated.corpus)
        self.counts.append(toponyms(kinds).count(annotated.gold, doc))
        gold = {(one["start"], one["end"]): one for one in annotated.gold["toponyms"]}
        for mention in doc._.mentions:
            if mention.kind not in kinds:
                continue
            marked = gold.get((mention.span.start, mention.span.end))
            place = mention.resolution.place
            for kind in (mention.kind.value, *([BY_POLICY] if mention in decided else [])):
                self.found[kind].append((mention.confidence, marked is not None))
                if marked and marked["lat"] is not None and place is not None:
                    self.placed[kind].append((mention.resolution.confidence, is_right(place, marked)))

    def figures(self) -> dict[str, float]:
        """The figures of the corpus."""
        return toponyms().all_figures(self.counts)

    def bins(self) -> Iterator[tuple[float, float, int]]:
        """Mean confidence of placing, share right and number for each tenth, of all kinds."""
        pairs = [pair for kind, of in self.placed.items() if kind != BY_POLICY for pair in of]
        return ((tenth.confidence, tenth.right, tenth.count) for tenth in calibration.calibration(pairs).tenths)


class PolicyWatch:
    """Finds the mentions that a policy decides.

    Those are the ones that are not there, or otherwise placed, without any policy, and those whose span says so: a
    policy may decide what the score would have decided as well.
    """

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._policies = [name for name, rule in RULES.items() if rule.policy and rule.room in ROOMS]

    def read(self, doc: Doc) -> Sequence[Mention]:
        """Read the Doc and return the mentions decided by a policy; it is read twice if one fires."""
        if doc._.article.given is not None:
            self._parsed.run(doc, PLACES)
            return ()
        with without(*self._policies):
            plain = {(one.span, one.resolution.place) for one in self._parsed.run(doc, PLACES)._.mentions}
        with counting() as fired:
            self._parsed.run(doc, PLACES)
        if not any(fired[name] for name in self._policies):
            return ()
        spans = {one.span for one in doc._.place_spans if one.policy}
        return [one for one in doc._.mentions if one.span in spans or (one.span, one.resolution.place) not in plain]


def measure(bench: Bench, *, transfer: bool) -> dict[str, Score]:
    """The score of each corpus, over what was fitted without the articles read."""
    scores: dict[str, Score] = {}
    watch = PolicyWatch(bench.parsed)
    for kept, wanted in splits([a for articles in bench.articles for a in articles], transfer=transfer):
        bench.use(*bench.fitted(kept))
        for annotated, doc in bench.unread(wanted):
            decided = watch.read(doc)
            scores.setdefault(annotated.corpus, Score()).add(annotated, doc, decided)
    return scores


def calibrations(scores: Sequence[Score]) -> Iterator[str]:
    """Lines on whether confidence holds, over all corpora together: of recogniser and resolver, by kind of mention."""
    for what, part in (("found: is the span marked?", "found"), ("placed: is the place right?", "placed")):
        pairs: defaultdict[str, Pairs] = defaultdict(list)
        for score in scores:
            for kind, of in getattr(score, part).items():
                pairs[kind] += of
        decided = pairs.pop(BY_POLICY, [])
        yield f"\n{what}"
        yield from calibration.report(calibration.by_kind(pairs))
        yield from calibration.report(calibration.by_kind({BY_POLICY: decided}))


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
    scores = measure(bench, transfer=options.transfer)
    if options.plot:
        reliability.write(options.plot, {corpus: list(score.bins()) for corpus, score in scores.items()})
    print(f"{'corpus':24}" + "".join(f"{name:13}" for name in SHOWN))
    for corpus, score in scores.items():
        figures = score.figures()
        print(f"{corpus:24}" + "".join(f"{figures[name]:<13.4f}" for name in SHOWN))
    print(*calibrations(list(scores.values())), sep="\n")


if __name__ == "__main__":
    main()
