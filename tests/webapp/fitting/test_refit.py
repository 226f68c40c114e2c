"""Refitting learns what reviewed articles have in common, and refuses where they have nothing to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.webapp.fitting.conftest import Decide, as_read
from webapp.evaluation.decided import JudgedArticle
from webapp.fitting import refit as refitting
from webapp.fitting.refit import RefitRefused, refit, told, weights_of
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.places.scoring import Scorer
from webapp.nlp.refitted import adjusted

Decided = Callable[[Decide], list[JudgedArticle]]


@pytest.fixture(autouse=True)
def few_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refitting, "LEAST_NAMES", 20)


def test_what_all_reviewed_articles_have_in_common_is_learned(
    pipeline: Pipeline, decided: Decided, in_america: Decide
) -> None:
    found = refit(pipeline, decided(in_america))
    assert found.placing.helps
    assert found.placing.before["accuracy"] < 0.3
    assert found.placing.after["accuracy"] > 0.5
    assert found.placing.loss_gain.above_nothing
    weights = weights_of(found, pipeline.size)
    assert weights is not None
    assert adjusted(Scorer.load(pipeline.size), weights).again != Scorer.load(pipeline.size).again
    assert any("Places: the new weights help." in line for line in told(found))


def test_decisions_with_nothing_in_common_are_refused(
    pipeline: Pipeline, decided: Decided, in_america: Decide, read: dict[str, object]
) -> None:
    second = {name for number, name in enumerate(read) if number % 2}
    found = refit(pipeline, decided(lambda name, one: (in_america if name in second else as_read)(name, one)))
    assert not found.placing.helps
    assert found.adjustment is None
    assert any("Places: the new weights are refused" in line for line in told(found))


def test_the_same_decisions_give_the_same_weights_in_any_order(
    pipeline: Pipeline, decided: Decided, in_america: Decide
) -> None:
    judged = decided(in_america)
    one, other = (weights_of(refit(pipeline, of), pipeline.size) for of in (judged, judged[::-1]))
    assert one is not None
    assert other is not None
    assert one.digest == other.digest


def test_single_decisions_teach_nothing(pipeline: Pipeline, decided: Decided, in_america: Decide) -> None:
    judged = [replace(one, is_whole=False) for one in decided(in_america)]
    with pytest.raises(RefitRefused, match=r"0 articles of 2\d with decisions are verified as a whole, and 20 are"):
        refit(pipeline, judged)


def test_articles_without_known_places_teach_nothing(pipeline: Pipeline, decided: Decided) -> None:
    with pytest.raises(RefitRefused, match="0 names with a known place"):
        refit(pipeline, decided(lambda _name, _reading: None))
