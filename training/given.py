"""Measures how much better the rest of an article is placed once a person has placed one of its names.

    python -m training.given --cache FOLDER GOLD.jsonl.gz...               # five folds
    python -m training.given --cache FOLDER --folds 0 1 GOLD.jsonl.gz...   # some of them

Recogniser and resolver are fitted on four folds of all corpora and read the fifth. Of each article one name is drawn,
by chance with a fixed seed, and all its mentions are given the place that people marked: the entry that they chose, or
else the candidate nearest to their point, or else a point on the map. It is drawn among the names that were found and
either have several candidates or are wrong ("any name"), and once more among those that are wrong ("a wrong name").
Names placed at a wide area whose point people marked elsewhere are left out. Only the other names of the article are
counted, before and after. As one draw is much by chance, each of the names is also given in turn, and the mean over the
names of an article counts as the article. For "its other mentions" the first mention of a name that stands there
more than once is given its place, and the further ones are counted.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from training.corpora import FOLDS, Annotated
from training.folds import Bench, splits
from training.measures.counts import Gold
from training.measures.toponyms import is_right
from training.named import Named, key_of, located, names_of
from webapp.domain import Mention, Placed
from webapp.evaluation.intervals import Counts, gain, share, total
from webapp.nlp.pipeline import PLACES

AGAIN = PLACES[2:]
"""What reads an article again once a person placed a name of it: who and what stands in it stays the same."""
ANY, WRONG, SAME = "any name", "a wrong name", "its other mentions"
IN_TURN = ", each in turn"
_WHOLE = 1_000_000
"""What one article counts as where its names are given in turn: counts are whole numbers."""
FIGURES = {
    "of those found": share("right", "found"),
    "of all": share("right", "marked"),
    "of those found, wide": share("right wide", "found"),
}


@dataclass(slots=True)
class Drawn:
    """The counts of the articles of one corpus, before and after a name of each was given its place."""

    before: list[Counts] = field(default_factory=list)
    after: list[Counts] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """A line for each figure, with the interval of the gain over documents."""
        summed = total(self.before)
        found = summed["found"] / summed["marked"]
        yield f"{len(self.before)} articles, with other names of which {100 * found:.1f} in 100 are found"
        for name, figure in FIGURES.items():
            gained = gain(figure, self.before, self.after)
            values = f"{figure(summed):.4f} to {figure(total(self.after)):.4f}"
            interval = f"{100 * gained.value:+.2f} points ({100 * gained.low:+.2f} to {100 * gained.high:+.2f})"
            yield f"  right {name}: {values}, {interval}"


class Giver:
    """Reads articles with and without the place of one name given."""

    def __init__(self, bench: Bench) -> None:
        self._parsed = bench.parsed

    def draws(self, annotated: Annotated, doc: Doc) -> Iterator[tuple[str, Counts, Counts]]:
        """What was drawn, with the counts before and after; nothing of articles without such a name."""
        doc._.explain = False
        before: Sequence[Mention] = self._parsed.run(doc, PLACES)._.mentions
        names = [one for one in names_of(annotated, doc) if one.is_open]
        told = [pair for one in names if (pair := self._rest(annotated, doc, one, before))]
        for kind, pairs in ((ANY, told), (WRONG, [pair for pair in told if pair[0].is_wrong])):
            if pairs:
                _, *drawn = pairs[_drawn(annotated, kind, len(pairs))]
                yield kind, drawn[0], drawn[1]
                yield kind + IN_TURN, _mean([one for _, one, _ in pairs]), _mean([one for _, _, one in pairs])
        several = [one for one in names if len(one.marked) > 1]
        if several:
            one = several[_drawn(annotated, SAME, len(several))]
            after = self._read(doc, one.placed(self._parsed.pipeline.gazetteer)[:1])
            yield SAME, _count(one.marked[1:], before), _count(one.marked[1:], after)

    def _rest(
        self, annotated: Annotated, doc: Doc, named: Named, before: Sequence[Mention]
    ) -> tuple[Named, Counts, Counts] | None:
        """The counts of the other names before and after a name is given its place, None if there are no others."""
        rest = [one for one in located(annotated) if key_of(one["text"]) != named.key]
        if not rest:
            return None
        after = self._read(doc, named.placed(self._parsed.pipeline.gazetteer))
        return named, _count(rest, before), _count(rest, after)

    def _read(self, doc: Doc, placed: Sequence[Placed]) -> Sequence[Mention]:
        article = doc._.article
        doc._.names.article = doc._.article = replace(article, placed=tuple(placed))
        mentions: Sequence[Mention] = self._parsed.run(doc, AGAIN)._.mentions
        doc._.names.article = doc._.article = article
        return mentions


def _drawn(annotated: Annotated, kind: str, count: int) -> int:
    """One of so many, always the same for an article and a kind of draw."""
    seed = zlib.crc32(f"{annotated.corpus}/{annotated.id}/{kind}".encode())
    return int(np.random.default_rng(seed).integers(count))


def _mean(counts: Sequence[Counts]) -> Counts:
    return Counter({name: _WHOLE * count // len(counts) for name, count in total(counts).items()})


def _count(marked: Sequence[Gold], mentions: Sequence[Mention]) -> Counts:
    by_span = {(one.span.start, one.span.end): one.resolution.place for one in mentions}
    counts: Counts = Counter(marked=len(marked))
    for one in marked:
        span = (one["start"], one["end"])
        counts["found"] += span in by_span
        place = by_span.get(span)
        if place is not None:
            counts["right"] += is_right(place, one, wide=False)
            counts["right wide"] += is_right(place, one)
    return counts


def measure(bench: Bench, folds: Sequence[int]) -> Mapping[tuple[str, str], Drawn]:
    """The counts by corpus and by what was drawn, over what was fitted without the articles read."""
    found: dict[tuple[str, str], Drawn] = {}
    giver = Giver(bench)
    for fold, (kept, wanted) in enumerate(splits([a for articles in bench.articles for a in articles], transfer=False)):
        if fold not in folds:
            continue
        bench.use(*bench.fitted(kept))
        for annotated, doc in bench.unread(wanted):
            for kind, before, after in giver.draws(annotated, doc):
                drawn = found.setdefault((annotated.corpus, kind), Drawn())
                drawn.before.append(before)
                drawn.after.append(after)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--folds", nargs="+", type=int, default=range(FOLDS), choices=range(FOLDS))
    options = parser.parse_args()
    bench = Bench(options.model, options.corpora, options.cache, given=False)
    for (corpus, kind), drawn in sorted(measure(bench, options.folds).items()):
        print(f"\n{corpus}, {kind}:", *drawn.lines(), sep="\n")


if __name__ == "__main__":
    main()
