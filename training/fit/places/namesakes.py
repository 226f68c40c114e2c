"""Fits how much other mentions of a name lean to the place that a person gave one of them.

    python -m training.fit.places.namesakes CORPUS... --cache FOLDER [--write]

In articles in which people marked a name more than once, the first mention is given its place and the others are left
to the resolver, fitted without the article; the weight is what makes the marked places of the others likeliest, with
a conditional logit whose other scores stay as they are. Each name of an article counts once. The resolver's weights of
each fold are kept in the cache folder, where ``training.crossvalidate`` finds them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from spacy.tokens import Doc

from training.corpora import FOLDS, Annotated
from training.fit.shared import corpora_parser, fitted_on, write
from training.folds import Bench, splits
from training.measures.toponyms import is_right
from training.named import Named, names_of
from webapp.nlp.fitted import Numbers
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.pipeline import PLACES
from webapp.nlp.places.choices import Choices
from webapp.nlp.places.decisions.belief import FITTED, SAME_NAME
from webapp.nlp.places.scoring import Scorer, Settled, settle

PENALTY = 1.0
"""Strength of the L2 penalty on the weight."""
MOST = 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """The candidates of a mention that is not given its place, while another one of the name is.

    ``scores`` are those without any leaning, ``leans`` is 1.0 for the given place, ``right`` says which candidates are
    where people marked the mention. ``share`` is one divided by the number of such mentions of the name.
    """

    scores: Numbers
    leans: Numbers
    right: NDArray[np.bool_]
    share: float
    fold: int

    def loss(self, weight: float) -> float:
        """How unlikely a right place is with a weight, or no place where none is right: in nats."""
        scores = self.scores + weight * self.leans
        right = np.logaddexp.reduce(scores[self.right]) if self.right.any() else 0.0
        return self.share * float(np.logaddexp.reduce(np.r_[scores, 0.0]) - right)

    def is_right(self, weight: float) -> bool:
        """Whether the best candidate is right."""
        return bool(self.right[int(np.argmax(self.scores + weight * self.leans))])


def examples(bench: Bench, scorer: Scorer, annotated: Annotated, doc: Doc) -> Iterator[Example]:
    """The examples of one article, read with weights that have not seen it."""
    doc._.explain = False
    article = doc._.article
    bench.parsed.run(doc, PLACES)
    for named in names_of(annotated, doc):
        if named.is_open and len(named.marked) > 1:
            placed = named.placed(bench.parsed.pipeline.gazetteer)[0]
            doc._.names.article = doc._.article = replace(article, placed=(placed,))
            _, choices, _ = bench.resolver.choices(bench.parsed.run(doc, PLACES[2:3]))
            if choices is not None and choices.decided is not None:
                yield from _examples(settled_alone(choices, scorer), annotated, doc, named)
    doc._.names.article = doc._.article = article


def settled_alone(choices: Choices, scorer: Scorer) -> Settled:
    """What the resolver makes of some choices if no name leans to the place of its namesake."""
    decided = choices.decided
    return settle(replace(choices, decided=decided and replace(decided, leaning=0 * decided.leaning)), scorer)


def _examples(settled: Settled, annotated: Annotated, doc: Doc, named: Named) -> Iterator[Example]:
    marked = {(one["start"], one["end"]): one for one in named.marked[1:]}
    for g, group in enumerate(settled.choices.groups):
        spans = [doc._.place_spans[i].span for i in group.mentions] if group.namesakes else []
        asked = [marked[key] for span in spans if (key := (span.start, span.end)) in marked]
        if asked:
            leans = np.array([float(match.place.id in group.namesakes) for match in group.matches])
            for one in asked:
                right = np.array([is_right(match.place, one) for match in group.matches])
                yield Example(settled.scores[settled.of(g)], leans, right, 1 / len(asked), annotated.fold)


def fit(found: Sequence[Example]) -> float:
    """The weight that makes what people marked likeliest."""
    best = minimize_scalar(
        lambda weight: sum(one.loss(weight) for one in found) + PENALTY * weight**2 / 2,
        bounds=(0.0, MOST),
        method="bounded",
    )
    return round(float(best.x), 3)


def main() -> None:
    """Fit, print how well it holds, and write the file if asked to."""
    options = corpora_parser(__doc__).parse_args()
    bench = Bench(options.model, options.corpora, options.cache, given=False)
    found: list[Example] = []
    for kept, wanted in splits([one for articles in bench.articles for one in articles], transfer=False):
        judge, scorer = bench.fitted(kept)
        bench.use(judge, scorer)
        found += [one for annotated, doc in bench.unread(wanted) for one in examples(bench, scorer, annotated, doc)]
    weights = [fit([one for one in found if one.fold != fold]) for fold in range(FOLDS)]
    right = sum(one.is_right(weights[one.fold]) for one in found)
    print(f"{len(found)} mentions, {sum(one.is_right(0.0) for one in found)} right without a weight, {right} with one")
    print(f"weights of the folds: {weights}; of all: {fit(found)}")
    if options.write:
        source = fitted_on(options.corpora, len(found), "mentions of names of which one was given its place")
        write(FITTED, NamedLogistic({SAME_NAME: fit(found)}, 0.0, 0.0), version="1", fitted_on=source)


if __name__ == "__main__":
    main()
