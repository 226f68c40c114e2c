from __future__ import annotations

import pytest

from gazetteer.place import Place
from training.measures.survey import Answer, Question, with_article
from training.measures.survey_places import Surveyed
from webapp.domain import Mention, MentionKind, Resolution, Span

SANTA_CRUZ = Place("geonames:1", "Santa Cruz", -17.33, -61.5, "A", "ADM1", "BO", "Santa Cruz", None, 2_000_000)
CITY = Place("geonames:2", "Santa Cruz de la Sierra", -17.79, -63.18, "P", "PPLA", "BO", "Santa Cruz", None, 1_300_000)
HAMLET = Place("geonames:3", "Santa Cruz", 10.0, -85.0, "P", "PPL", "CR", "Guanacaste", None, 600)


def answer(wanted: Place, chosen: Place | None, *, has_class_word: bool = False) -> Answer:
    surveyed = Surveyed(wanted, frozenset({wanted.id}))
    question = Question("any", "Rain fell on Santa Cruz.", 13, 23, surveyed, has_class_word)
    mention = Mention(Span(13, 23), "Santa Cruz", MentionKind.TOPONYM, 0.9, Resolution(chosen, 0.9))
    return Answer(question, mention)


def test_a_division_named_with_its_country_may_be_its_city() -> None:
    assert answer(SANTA_CRUZ, CITY).is_right
    assert not answer(SANTA_CRUZ, CITY).is_entity
    assert not answer(SANTA_CRUZ, CITY, has_class_word=True).is_right


def test_a_far_smaller_namesake_is_a_hamlet() -> None:
    assert answer(CITY, HAMLET).is_hamlet
    assert not answer(CITY, CITY).is_hamlet
    assert not answer(CITY, None).is_hamlet


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Netherlands", "the Netherlands"),
        ("Cook Islands", "the Cook Islands"),
        ("Ireland", "Ireland"),
        ("The Valley", "The Valley"),
    ],
)
def test_some_names_of_countries_have_an_article(name: str, written: str) -> None:
    assert with_article(name) == written
