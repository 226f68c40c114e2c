"""Claims found in articles whose places people marked: what decides where a claim is about is fitted on them.

One corpus marks the places of each claim, and so do the project's own marks (`training/own`) of further articles in the
corpora of toponyms and of what was said. A place is right for a claim of ours that shares half of its words with a
marked one if that is about it; a claim that matches none has no right place, so that claims which are none get no pins.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.corpora import FOLDS, Annotated, Parsed, load
from training.fit.claims import said
from training.measures import pins
from training.measures.counts import Gold, pairs_by_overlap
from training.own import claim_places as own
from webapp.domain import Mention, Span
from webapp.evaluation.words import Words
from webapp.nlp.fitted import Numbers
from webapp.nlp.links.candidates import Stand
from webapp.nlp.links.linker import Links, told_of

BEFORE = ("name_finder", "person_finder", "toponym_recognizer", "toponym_resolver", "attribution")


def option_parser(description: str | None) -> argparse.ArgumentParser:
    """The options of a fit on marked places."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--said", type=Path, nargs="+", required=True, help="corpora that say what was said")
    parser.add_argument("--toponyms", type=Path, nargs="+", required=True, help="where our own marks are")
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--write", action="store_true", help="write the weights into the program")
    return parser


def of_options(options: argparse.Namespace) -> list[Example]:
    """The articles of the corpus and those of our own marks."""
    parsed = Parsed(options.model, options.cache)
    rows = [row for path in options.said for row in said.examples(load(path), parsed)]
    return [
        one
        for articles in (load(options.corpus), own.articles([*options.toponyms, *options.said]))
        for one in examples(articles, parsed, said_by_folds(rows, articles, parsed).__getitem__)
    ]


def fitted_on(some: Sequence[Example]) -> str:
    """What a file of weights says of its articles."""
    names = ", ".join(dict.fromkeys(one.annotated.corpus for one in some))
    return f"{names}: {len(some)} articles, {sum(len(one.said) for one in some):,} claims found in them"


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A claim that matches a marked one: what speaks for nowhere, and whether people gave it no place."""

    names: tuple[str, ...]
    meaning: Numbers | None
    is_nowhere: bool
    is_sparing: bool
    """Whether it was marked in a round that gave fewer claims a place than the others."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """An article with its claims: which of their candidates are right, and how sure each claim was said."""

    annotated: Annotated
    mentions: tuple[Mention, ...]
    links: Links
    right: Numbers
    judged: Sequence[Judged]
    said: Sequence[float]


def examples(
    articles: Sequence[Annotated], parsed: Parsed, said_of: Callable[[int], Sequence[float]]
) -> Iterator[Example]:
    """Every article with its claims; ``said_of`` gives how sure those of an article, by its number, were said."""
    for number, (annotated, doc) in enumerate(zip(articles, parsed.docs(articles), strict=True)):
        told = told_of(parsed.run(doc, BEFORE))
        links = Links(doc, told, said_of(number))
        about, marked = links.about, _marked(annotated, links, range(len(told)))
        yield Example(
            annotated,
            tuple(doc._.mentions),
            links,
            np.array(list(_right(about.stands, marked)), dtype=np.float64),
            [
                Judged(
                    tuple(about.nowhere.features(at, about.rows[at])),
                    about.nowhere.meaning(at),
                    not one["places"],
                    bool(annotated.gold.get(own.SPARING)),
                )
                for at, one in _marked(annotated, links, _shown(said_of(number))).items()
            ],
            said_of(number),
        )


def _shown(said_of: Sequence[float]) -> list[int]:
    return [number for number, share in enumerate(said_of) if share >= said.LEAST]


def _marked(annotated: Annotated, links: Links, numbers: Sequence[int]) -> dict[int, Gold]:
    """What people marked for each of some claims, by its number, where they share half of their words."""
    words, marked = Words(annotated.gold["text"]), annotated.gold["claims"]
    wanted = [words.of([Span(span["start"], span["end"]) for span in one["content"]]) for one in marked]
    found = [words.of(links.claimed[number].attributed.content) for number in numbers]
    return {numbers[j]: marked[i] for i, j in sorted(pairs_by_overlap(wanted, found), key=lambda pair: pair[1])}


def _right(stands: Sequence[Stand], marked: Mapping[int, Gold]) -> Iterator[bool]:
    """Whether each candidate of each claim is a place that people marked for it."""
    for number, stand in enumerate(stands):
        places = marked[number]["places"] if number in marked else []
        for candidate in stand.candidates:
            yield any(pins.is_same_place(place, candidate.nearest.mention) for place in places)


def said_by_folds(rows: Sequence[said.Example], articles: Sequence[Annotated], parsed: Parsed) -> list[list[float]]:
    """How sure each claim of each article was said, by weights fitted on the rows of other folds."""
    scorers = [said.fit([row for row in rows if row.fold != fold]) for fold in range(FOLDS)]
    mine = iter(said.examples(articles, parsed))
    found = []
    for annotated, doc in zip(articles, parsed.docs(articles), strict=True):
        count = len(parsed.run(doc, said.BEFORE)._.attributions)
        found.append([scorers[annotated.fold].confidence(next(mine).features) for _ in range(count)])
    return found
