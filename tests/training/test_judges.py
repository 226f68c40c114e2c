"""Which figure judges which rules on which corpus."""

from __future__ import annotations

from pathlib import Path

from training.judges import JUDGES, judge_of
from webapp.nlp.rules import RULES


def test_every_room_is_judged_by_a_figure_that_the_measure_has() -> None:
    for judge in JUDGES:
        assert {name for names in judge.figures_of.values() for name in names} <= judge.measure.figures.keys()


def test_every_room_with_rules_has_a_figure_somewhere() -> None:
    rooms = {room for judge in JUDGES for room, names in judge.figures_of.items() if names}
    assert {rule.room for rule in RULES.values()} <= rooms


def test_a_corpus_is_known_by_the_name_of_its_file() -> None:
    judge = judge_of(Path("somewhere/toponyms_lgl.jsonl.gz"))
    assert judge is not None
    assert judge.by_folds
    assert judge_of(Path("unheard.jsonl")) is None
