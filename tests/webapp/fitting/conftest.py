"""Short articles about one place each, which the real pipeline has read, for decisions of one kind or another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gazetteer.place import Place
from gazetteer.store import Gazetteer
from webapp.domain import Article, Reading
from webapp.evaluation.decided import Decided, JudgedArticle
from webapp.nlp.pipeline import Pipeline

NAMES = (
    "Athens Paris Rome Dublin Florence Naples Manchester Vienna Moscow Cairo Lebanon Palestine Melbourne Cambridge "
    "Oxford Alexandria Odessa Warsaw Geneva Lima Milan Berlin Hamburg Madrid Delhi Bristol"
).split()
"""Names that most articles mean a city of the old world by, and a local paper a town in America."""

Decide = Callable[[str, Reading], Decided]


@pytest.fixture(scope="session")
def read(pipeline: Pipeline) -> dict[str, Reading]:
    """What the program reads in an article about each name."""
    text = "The school board of {} met on Monday. It agreed to mend the roof of the library."
    readings = pipeline.read_many((Article(text.format(name)) for name in NAMES), explain=False)
    return {name: one for name, one in zip(NAMES, readings, strict=True) if one.mentions}


@pytest.fixture
def decided(read: dict[str, Reading]) -> Callable[[Decide], list[JudgedArticle]]:
    """A function that decides on the name of each article, which is then verified as a whole."""

    def decide(choose: Decide) -> list[JudgedArticle]:
        return [
            JudgedArticle(one.article, one, {one.mentions[0].span: choose(name, one)}, is_whole=True)
            for name, one in read.items()
        ]

    return decide


@pytest.fixture
def in_america(gazetteer: Gazetteer) -> Decide:
    """The town of the name in the United States."""

    def choose(name: str, _reading: Reading) -> Place | None:
        places = (match.place for match in gazetteer.by_names([name])[name])
        return next((place for place in places if place.country == "US" and place.feature_class == "P"), None)

    return choose


def as_read(_name: str, reading: Reading) -> Decided:
    """What the program chose."""
    return reading.mentions[0].resolution.place
