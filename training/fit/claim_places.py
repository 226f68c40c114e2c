"""Fits which places a claim is about, and shows on folds how often it is pinned where a reader would look for it.

    python -m training.fit.claim_places CORPUS --said CORPUS... --toponyms CORPUS... --cache FOLDER [--write]

The corpus marks the places of each claim. Our own marks of further articles in the corpora of toponyms are judged by
and never fitted on: fitted on as well, they raised no figure of the folds. A place is right for a claim of ours that
shares half of its words with a marked one if that is about it; a claim that matches none has no right place, so that
claims which are none get no pins. Each fifth of the articles is read by weights fitted on the others, those of
``said`` as well.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.corpora import FOLDS, Annotated, Parsed, load
from training.fit import said
from training.fit.shared import FOLDER
from training.fit.trees import Shape
from training.measures import calibration, pins
from training.measures.counts import Counts, pairs_by_overlap
from training.own import claim_places as own
from webapp.domain import Attribution, Claim, Mention, Reading, Span
from webapp.evaluation.words import Words
from webapp.nlp.fitted import Fitted, Numbers
from webapp.nlp.links.about import NAME
from webapp.nlp.links.features import FEATURES
from webapp.nlp.links.linker import Links, told_of

BEFORE = ("name_finder", "person_finder", "toponym_recognizer", "toponym_resolver", "attribution")
SHAPE = Shape(trees=250, depth=4, rate=0.03, least_leaf=15, features=0.2)


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """An article with its claims: the rows of their candidates, which are right, and how sure each claim was said."""

    annotated: Annotated
    mentions: tuple[Mention, ...]
    links: Links
    rows: Numbers
    right: Numbers
    said: Sequence[float]


def examples(
    articles: Sequence[Annotated], parsed: Parsed, said_of: Callable[[int], Sequence[float]]
) -> Iterator[Example]:
    """Every article with its claims; ``said_of`` gives how sure those of an article, by its number, were said."""
    for number, (annotated, doc) in enumerate(zip(articles, parsed.docs(articles), strict=True)):
        told = told_of(parsed.run(doc, BEFORE))
        links = Links(doc, told, said_of(number))
        rows = [links.about.rows(at) for at in range(len(told))]
        empty = np.zeros((0, len(FEATURES)))
        yield Example(
            annotated,
            tuple(doc._.mentions),
            links,
            np.vstack([empty, *rows]),
            np.array(list(_right(annotated, links)), dtype=np.float64),
            said_of(number),
        )


def _right(annotated: Annotated, links: Links) -> Iterator[bool]:
    """Whether each candidate of each claim is a place that people marked for it."""
    words, marked = Words(annotated.gold["text"]), annotated.gold["claims"]
    wanted = [[Span(span["start"], span["end"]) for span in one["content"]] for one in marked]
    found = [words.of(one.attributed.content) for one in links.claimed]
    match = {j: i for i, j in pairs_by_overlap([words.of(one) for one in wanted], found)}
    for number, stand in enumerate(links.about.stands):
        places = marked[match[number]]["places"] if number in match else []
        for candidate in stand.candidates:
            yield any(pins.is_same_place(place, candidate.nearest.mention) for place in places)


def fit(some: Sequence[Example]) -> Fitted:
    """The choice among places."""
    rows, right = np.vstack([one.rows for one in some]), np.concatenate([one.right for one in some])
    return Fitted(tuple(FEATURES), SHAPE.fit(rows, right > 0))


def counted(one: Example, model: Fitted) -> Counts:
    """How the pins of an article that a model chooses do against those that people marked."""
    one.links.about.model = model
    claims = tuple(
        Claim(claimed.kind, Attribution(claimed.attributed.content), None, claimed.confidence, one.links.of(number))
        for number, claimed in enumerate(one.links.claimed)
        if one.said[number] >= said.LEAST
    )
    return pins.count(one.annotated.gold, Reading(one.annotated.article, one.mentions, claims))


def by_folds(some: Sequence[Example]) -> tuple[Counts, list[tuple[float, bool]]]:
    """What the pins of each fold come to, chosen by a model of the others, and each candidate's share and rightness."""
    counts: Counts = Counter()
    judged: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        model = fit([one for one in some if one.annotated.fold != fold])
        for one in some:
            if one.annotated.fold == fold:
                counts.update(counted(one, model))
                judged += _judged(one, model)
    return counts, judged


def on_others(model: Fitted, others: Sequence[Example]) -> tuple[Counts, list[tuple[float, bool]]]:
    """The same for articles that a model has not seen."""
    counts: Counts = Counter()
    judged: list[tuple[float, bool]] = []
    for one in others:
        counts.update(counted(one, model))
        judged += _judged(one, model)
    return counts, judged


def _judged(one: Example, model: Fitted) -> Iterator[tuple[float, bool]]:
    shares = model.probabilities(one.rows) if len(one.rows) else np.zeros(0)
    return zip(shares.tolist(), (one.right > 0).tolist(), strict=True)


def report(name: str, counts: Counts, judged: Sequence[tuple[float, bool]]) -> None:
    """Print how well pins and their confidence hold."""
    print(name)
    for figure, value in pins.FIGURES.items():
        print(f"  {figure:24} {value(counts):.4f}")
    print(*calibration.report({"links": calibration.calibration(judged)}), sep="\n")


def said_by_folds(rows: Sequence[said.Example], articles: Sequence[Annotated], parsed: Parsed) -> list[list[float]]:
    """How sure each claim of each article was said, by weights fitted on the rows of other folds."""
    scorers = [said.fit([row for row in rows if row.fold != fold]) for fold in range(FOLDS)]
    mine = iter(said.examples(articles, parsed))
    found = []
    for annotated, doc in zip(articles, parsed.docs(articles), strict=True):
        count = len(parsed.run(doc, said.BEFORE)._.attributions)
        found.append([scorers[annotated.fold].confidence(next(mine).features) for _ in range(count)])
    return found


def main() -> None:
    """Fit, print how well it holds on folds, and write the file if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--said", type=Path, nargs="+", required=True, help="corpora that say what was said")
    parser.add_argument("--toponyms", type=Path, nargs="+", required=True, help="where our own marks are")
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--write", action="store_true", help="write the weights into the program")
    options = parser.parse_args()
    parsed = Parsed(options.model, options.cache)
    marked, further = load(options.corpus), own.articles(options.toponyms)
    rows = [row for path in options.said for row in said.examples(load(path), parsed)]
    some, others = (
        list(examples(articles, parsed, said_by_folds(rows, articles, parsed).__getitem__))
        for articles in (marked, further)
    )
    model = fit(some)
    report("five folds", *by_folds(some))
    report("our own marks", *on_others(model, others))
    if options.write:
        name, found = some[0].annotated.corpus, sum(len(one.said) for one in some)
        told = f"{name}: {len(some)} articles, {found:,} claims found in them"
        stored = {"version": "1", "fitted_on": told, "models": {"md": model.to_json()}}
        path = FOLDER / f"{NAME}.json"
        path.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"wrote {path}")


if __name__ == "__main__":
    main()
