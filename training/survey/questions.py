"""The questions of the survey: one sentence about one place each, in parts that can be asked alone."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gazetteer.sources.divisions import read_terms
from gazetteer.store import Gazetteer
from training.survey import sentences
from training.survey.places import Surveyed, capitals, countries, divisions, settlements, territories
from training.survey.sentences import with_article

SEED = 20_240_611
SAMPLE = 10_000
"""Settlements drawn."""
PARTS = ("countries", "territories", "capitals", "divisions", "settlements")


@dataclass(frozen=True, slots=True)
class Question:
    """One sentence about one place: ``start`` and ``end`` bound the name; ``heading`` says where it is counted."""

    heading: str
    text: str
    start: int
    end: int
    surveyed: Surveyed
    has_class_word: bool = False


def questions(gazetteer: Gazetteer, parts: Sequence[str] = PARTS, sample: int = SAMPLE) -> Iterator[Question]:
    """All sentences of some parts of the survey; ``sample`` settlements, or all if there are fewer."""
    for heading, places, wordings in (
        ("countries", countries, sentences.AREA),
        ("territories", territories, sentences.AREA),
        ("capitals", capitals, sentences.CAPITAL),
    ):
        if heading in parts:
            for one in places(gazetteer):
                yield from (ask(one.heading or heading, wording, one) for wording in wordings)
    if "divisions" in parts:
        yield from _of_divisions(gazetteer)
    if "settlements" in parts:
        yield from _of_settlements(gazetteer, sample)


def ask(heading: str, wording: str, surveyed: Surveyed, word: str = "") -> Question:
    """A wording filled with a place, with its class word behind it if one is given ("Bajaur District")."""
    name = surveyed.place.name
    the = f"{name} {word}" if word else with_article(name)
    text = wording.format(the=the, The=the[:1].upper() + the[1:], name=name, country=with_article(surveyed.country))
    start = text.index(name)
    return Question(heading, text, start, start + len(name), surveyed, bool(word))


def _of_divisions(gazetteer: Gazetteer) -> Iterator[Question]:
    terms = read_terms()
    for number, one in enumerate(divisions(gazetteer)):
        yield ask("divisions with country", _turn(sentences.DIVISION_WITH_COUNTRY, number), one)
        term = next(iter(terms.get((one.place.country or "", 1), ())), None)
        if term and not one.place.name.endswith(term):
            yield ask("divisions with class word", _turn(sentences.DIVISION_WITH_CLASS, number), one, term)


def _of_settlements(gazetteer: Gazetteer, sample: int) -> Iterator[Question]:
    found = sorted(settlements(gazetteer), key=lambda one: one.place.id)
    for number, one in enumerate(random.Random(SEED).sample(found, min(sample, len(found)))):
        yield ask("settlements with country", _turn(sentences.TOWN_WITH_COUNTRY, number), one)
        yield ask("settlements alone", _turn(sentences.TOWN_ALONE, number), one)


def _turn(wordings: Sequence[str], number: int) -> str:
    return wordings[number % len(wordings)]
