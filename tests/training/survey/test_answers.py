from __future__ import annotations

from gazetteer.place import Place
from training.survey.answers import Answer
from training.survey.places import Surveyed
from training.survey.questions import Question
from webapp.domain import Mention, MentionKind, Resolution, Span

SANTA_CRUZ = Place("geonames:1", "Santa Cruz", -17.33, -61.5, "A", "ADM1", "BO", "Santa Cruz", None, 2_000_000)
CITY = Place("geonames:2", "Santa Cruz de la Sierra", -17.79, -63.18, "P", "PPLA", "BO", "Santa Cruz", None, 1_300_000)
HAMLET = Place("geonames:3", "Santa Cruz", 10.0, -85.0, "P", "PPL", "CR", "Guanacaste", None, 600)
BRUNEI = Place("geonames:4", "Brunei", 4.5, 114.67, "A", "PCLI", "BN", None, None, 450_000)
SERI_BEGAWAN = Place("geonames:5", "Bandar Seri Begawan", 4.94, 114.95, "P", "PPLC", "BN", None, None, 100_000)


def answer(
    wanted: Place, chosen: Place | None, *, start: int = 13, has_class_word: bool = False, heading: str = "divisions"
) -> Answer:
    question = Question(
        heading, "Rain fell on Santa Cruz.", 13, 23, Surveyed(wanted, frozenset({wanted.id})), has_class_word
    )
    mention = Mention(Span(start, 23), "Santa Cruz", MentionKind.TOPONYM, 0.9, Resolution(chosen, 0.9))
    return Answer(question, mention)


def test_a_division_named_with_its_country_may_be_its_city() -> None:
    assert answer(SANTA_CRUZ, CITY).is_right
    assert not answer(SANTA_CRUZ, CITY).is_entity
    assert not answer(SANTA_CRUZ, CITY, has_class_word=True).is_right


def test_a_country_may_be_placed_within_reach_and_a_division_only_at_its_spot() -> None:
    assert answer(BRUNEI, SERI_BEGAWAN, heading="countries").is_right
    assert not answer(BRUNEI, SERI_BEGAWAN, heading="settlements alone").is_right


def test_a_far_smaller_namesake_is_a_hamlet() -> None:
    assert answer(CITY, HAMLET).is_hamlet
    assert not answer(CITY, CITY).is_hamlet
    assert not answer(CITY, None).is_hamlet


def test_a_wrong_answer_says_in_which_way() -> None:
    assert answer(CITY, CITY).fault == ""
    assert answer(CITY, HAMLET).fault == "a hamlet of the name"
    assert answer(CITY, BRUNEI).fault == "the country or territory of another country"
    assert answer(CITY, None).fault == "unplaced"
    assert answer(CITY, BRUNEI, start=0).fault == "part of a longer name"
    assert Answer(answer(CITY, CITY).question, None).fault == "not found"
