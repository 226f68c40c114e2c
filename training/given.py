"""Measures how much better the rest of an article is placed once a person has placed one of its names.

    python -m training.given --cache FOLDER GOLD.jsonl.gz...               # five folds
    python -m training.given --cache FOLDER --folds 0 1 GOLD.jsonl.gz...   # some of them

Recogniser and resolver are fitted on four folds of all corpora and read the fifth. Of each article one name is drawn,
by chance with a fixed seed, and all its mentions are given the place that people marked: the entry that they chose, or
else the candidate nearest to their point, or else a point on the map. It is drawn among the names that were found and
either have several candidates or are wrong ("any name"), and once more among those that are wrong ("a wrong name").
Only the other names of the article are counted, before and after. For "its other mentions" the first mention of a
name that stands there more than once is given its place, and the further ones are counted.
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

from gazetteer.own.locate import find
from gazetteer.place import Match, Place
from gazetteer.store import Gazetteer
from training.corpora import FOLDS, Annotated
from training.fit.targets import target
from training.folds import Bench, splits
from training.measures.counts import Counts, Gold, gain, share, total
from training.measures.toponyms import is_right
from webapp.domain import Mention, Placed
from webapp.nlp.names.written import as_written
from webapp.nlp.pipeline import PLACES
from webapp.nlp.toponyms.span import PlaceSpan

AGAIN = PLACES[2:]
"""What reads an article again once a person placed a name of it: who and what stands in it stays the same."""
ANY, WRONG, SAME = "any name", "a wrong name", "its other mentions"
FIGURES = {
    "of those found": share("right", "found"),
    "of all": share("right", "marked"),
    "of those found, wide": share("right wide", "found"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """The mentions of one name that people located and the program found, each with what the program makes of it."""

    key: str
    marked: Sequence[Gold]
    spans: Sequence[PlaceSpan]
    mentions: Sequence[Mention]

    @property
    def is_wrong(self) -> bool:
        """Whether a mention is not placed where people marked it."""
        return not all(
            one.resolution.place is not None and is_right(one.resolution.place, marked)
            for one, marked in zip(self.mentions, self.marked, strict=True)
        )

    @property
    def is_open(self) -> bool:
        """Whether there is something to decide: several candidates, or a mistake."""
        return self.is_wrong or any(len(span.matches) > 1 for span in self.spans)


@dataclass(slots=True)
class Drawn:
    """The counts of the articles of one corpus, before and after a name of each was given its place."""

    before: list[Counts] = field(default_factory=list)
    after: list[Counts] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """A line for each figure, with the interval of the gain over documents."""
        summed = total(self.before)
        yield f"{len(self.before)} articles, {summed['marked']:,} other mentions, of which {summed['found']:,} found"
        for name, figure in FIGURES.items():
            gained = gain(figure, self.before, self.after)
            values = f"{figure(summed):.4f} to {figure(total(self.after)):.4f}"
            interval = f"{100 * gained.value:+.2f} points ({100 * gained.low:+.2f} to {100 * gained.high:+.2f})"
            yield f"  right {name}: {values}, {interval}"


class Giver:
    """Reads articles with and without the place of one name given."""

    def __init__(self, bench: Bench) -> None:
        self._parsed = bench.parsed
        self._gazetteer: Gazetteer = bench.parsed.pipeline.gazetteer

    def draws(self, annotated: Annotated, doc: Doc) -> Iterator[tuple[str, Counts, Counts]]:
        """What was drawn, with the counts before and after; nothing of articles without such a name."""
        doc._.explain = False
        before: Sequence[Mention] = self._parsed.run(doc, PLACES)._.mentions
        names = _names(annotated, doc)
        for kind, chosen in (
            (ANY, _drawn(annotated, ANY, [one for one in names if one.is_open])),
            (WRONG, _drawn(annotated, WRONG, [one for one in names if one.is_wrong])),
        ):
            if chosen is not None:
                placed = self._placed(chosen)
                rest = [one for one in _located(annotated) if _key(one["text"]) != chosen.key]
                if rest:
                    yield kind, _count(rest, before), _count(rest, self._read(doc, placed))
        several = _drawn(annotated, SAME, [one for one in names if one.is_open and len(one.marked) > 1])
        if several is not None:
            placed = self._placed(several)[:1]
            yield SAME, _count(several.marked[1:], before), _count(several.marked[1:], self._read(doc, placed))

    def _read(self, doc: Doc, placed: Sequence[Placed]) -> Sequence[Mention]:
        article = doc._.article
        doc._.names.article = doc._.article = replace(article, placed=tuple(placed))
        mentions: Sequence[Mention] = self._parsed.run(doc, AGAIN)._.mentions
        doc._.names.article = doc._.article = article
        return mentions

    def _placed(self, named: Named) -> list[Placed]:
        return [
            Placed(span.span, gold_place(self._gazetteer, span.matches, marked))
            for span, marked in zip(named.spans, named.marked, strict=True)
        ]


def gold_place(gazetteer: Gazetteer, matches: Sequence[Match], marked: Gold) -> Place:
    """The place that people marked: the entry they chose, the candidate that fits their point best, or the point."""
    known = gazetteer.by_id(f"geonames:{marked['geonameid']}") if marked.get("geonameid") else None
    if known is not None:
        return known
    right = np.array([float(is_right(match.place, marked)) for match in matches])
    if right.any():
        return matches[int(np.argmax(target(matches, marked, right)))].place
    lat, lon = float(marked["lat"]), float(marked["lon"])
    above = find(gazetteer, lat, lon)
    divisions = [gazetteer.by_id(f"geonames:{n}") if n else None for n in (above.above.admin1, above.above.admin2)]
    admin1, admin2 = (division.name if division else None for division in divisions)
    return Place("own:given", marked["text"], lat, lon, "P", "PPL", above.country, admin1, admin2, located="own")


def _located(annotated: Annotated) -> list[Gold]:
    return [one for one in annotated.gold["toponyms"] if one["lat"] is not None]


def _key(text: str) -> str:
    return as_written(text).casefold()


def _names(annotated: Annotated, doc: Doc) -> list[Named]:
    """The names of an article that people located and the program found, in text order."""
    found = {(one.span.start, one.span.end): i for i, one in enumerate(doc._.mentions)}
    by_key: dict[str, list[tuple[int, Gold]]] = {}
    for one in sorted(_located(annotated), key=lambda one: int(one["start"])):
        number = found.get((one["start"], one["end"]))
        if number is not None:
            by_key.setdefault(_key(one["text"]), []).append((number, one))
    return [
        Named(
            key,
            [marked for _, marked in pairs],
            [doc._.place_spans[i] for i, _ in pairs],
            [doc._.mentions[i] for i, _ in pairs],
        )
        for key, pairs in by_key.items()
    ]


def _drawn(annotated: Annotated, kind: str, names: Sequence[Named]) -> Named | None:
    """One of the names, always the same for an article and a kind of draw."""
    seed = zlib.crc32(f"{annotated.corpus}/{annotated.id}/{kind}".encode())
    return names[int(np.random.default_rng(seed).integers(len(names)))] if names else None


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
