"""Fits how likely a place that the gazetteer lacks is near the one that its sentence puts it at.

    python -m training.fit.places.nearby CORPUS... --cache FOLDER [--write]

Near means within 50 km. How the settlements of small divisions lie around their points is known from the gazetteer:
names that are put at one are left out. Only names that people gave coordinates count; where a name is placed more than
once, each time counts. Each fifth of the articles is judged by weights fitted on the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gazetteer.distance import distance_km
from training.corpora import FOLDS, Annotated, Parsed, load
from training.fit.shared import corpora_parser, fitted_on, regression, write
from training.measures import calibration
from webapp.domain import Mention, Resolution
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.places.nearby import FITTED, PREFIX, anchors

BEFORE = ("name_finder", "person_finder", "toponym_recognizer", "toponym_resolver")
NEAR_KM = 50.0
STRENGTH = 1.0
"""Inverse of the penalty on large weights: there are few such places."""


@dataclass(frozen=True, slots=True)
class Example:
    """A name that the gazetteer lacks: the features of what it is put at, and whether it is near that."""

    features: tuple[str, ...]
    is_near: bool
    fold: int


def examples(articles: Sequence[Annotated], parsed: Parsed) -> Iterator[Example]:
    """Every such name of the articles whose coordinates people gave."""
    for annotated, doc in zip(articles, parsed.docs(articles), strict=True):
        mentions: Sequence[Mention] = parsed.run(doc, BEFORE)._.mentions
        marked = {(one["start"], one["end"]): one for one in annotated.gold["toponyms"] if one.get("lat") is not None}
        for i, anchor in anchors(doc, doc._.place_spans, _known(mentions), parsed.pipeline.gazetteer.box):
            if not anchor.is_exact:
                continue
            gold = marked.get((mentions[i].span.start, mentions[i].span.end))
            if gold is not None:
                away = distance_km(float(gold["lat"]), float(gold["lon"]), anchor.place.lat, anchor.place.lon)
                yield Example(tuple(anchor.features()), away <= NEAR_KM, annotated.fold)


def _known(mentions: Sequence[Mention]) -> Mapping[int, Resolution]:
    """What the gazetteer has, by the number of the mention: all but the names that are put at another."""
    return {
        i: one.resolution
        for i, one in enumerate(mentions)
        if one.resolution.candidates and not (one.resolution.place and one.resolution.place.id.startswith(PREFIX))
    }


def fit(rows: Sequence[Example]) -> NamedLogistic:
    """The weights of the features of ``rows``."""
    return regression(
        [row.features for row in rows],
        [row.is_near for row in rows],
        strength=STRENGTH,
        least_weight=0.0,
        least=0.0,
    )


def main() -> None:
    """Fit, print how well it holds, and write the file if asked to."""
    options = corpora_parser(__doc__).parse_args()
    parsed = Parsed(options.model, options.cache)
    rows = [row for path in options.corpora for row in examples(load(path), parsed)]
    scorers = [fit([row for row in rows if row.fold != fold]) for fold in range(FOLDS)]
    told = [(scorers[row.fold].confidence(row.features), row.is_near) for row in rows]
    print(*calibration.report({"nearby": calibration.calibration(told)}), sep="\n")
    if options.write:
        source = fitted_on(options.corpora, len(rows), "names that the gazetteer lacks")
        write(FITTED, fit(rows), version="1", fitted_on=source)


if __name__ == "__main__":
    main()
