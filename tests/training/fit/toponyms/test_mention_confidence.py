"""How sure mentions are, from those found in articles that the scores were not fitted to."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="fits need scikit-learn: pip install .[fit]")

from training.fit.toponyms.mention_confidence import (
    EXAMPLES_OF_POLICY,
    Outcomes,
    fit_confidence,
    no_confidence,
    share_by_policy,
)
from webapp.domain import MentionKind
from webapp.nlp.names.facts import NameFacts
from webapp.nlp.names.words import NameSpan
from webapp.nlp.toponyms.candidates import Candidate
from webapp.nlp.toponyms.scorer import HELD, Judged, confidence_rows


def judged(kind: MentionKind, score: float, policy: str = "") -> Judged:
    candidate = Candidate(NameSpan(0, 0, 0, 3), "Gao", kind, NameFacts.of("Gao"), "gazetteer")
    return Judged(candidate, 0.5, score, np.zeros(0), policy)


def outcomes(kind: MentionKind, score: float, right: int, count: int, policy: str = "") -> Outcomes:
    some = [judged(kind, score, policy)]
    return Outcomes.together([Outcomes.of(some, {(0, 3)} if i < right else set()) for i in range(count)])


def shares(kind: MentionKind, scores: list[float], found: Outcomes) -> list[float]:
    candidates = [judged(kind, score).candidate for score in scores]
    return [
        float(share) for share in fit_confidence(found).probabilities(confidence_rows(candidates, np.array(scores)))
    ]


def test_each_kind_is_as_sure_as_mentions_of_its_kind_are_right() -> None:
    found = Outcomes.together(
        [outcomes(MentionKind.TOPONYM, 1.0, 190, 200), outcomes(MentionKind.DEMONYM, 1.0, 100, 200)]
    )
    assert shares(MentionKind.TOPONYM, [1.0], found)[0] == pytest.approx(0.95, abs=0.03)
    assert shares(MentionKind.DEMONYM, [1.0], found)[0] == pytest.approx(0.5, abs=0.03)


def test_what_a_policy_decides_has_a_share_of_its_own_and_leaves_the_rest_alone() -> None:
    others = outcomes(MentionKind.TOPONYM, 1.0, 80, 100)
    held = outcomes(MentionKind.TOPONYM, -2.0, 0, 40, HELD)
    with_held = fit_confidence(Outcomes.together([others, held]))
    assert with_held.weights == pytest.approx(fit_confidence(others).weights)
    assert with_held.numbers[HELD] == pytest.approx(EXAMPLES_OF_POLICY * 0.8 / (40 + EXAMPLES_OF_POLICY))


def test_a_policy_of_few_examples_is_as_sure_as_all_mentions_are() -> None:
    others = outcomes(MentionKind.TOPONYM, 1.0, 80, 100)
    assert share_by_policy(others) == pytest.approx(0.8)
    one = Outcomes.together([others, outcomes(MentionKind.TOPONYM, -2.0, 1, 1, HELD)])
    assert 0.8 < share_by_policy(one) < 0.85


def test_without_a_fit_the_score_is_the_log_odds() -> None:
    for kind in MentionKind:
        rows = confidence_rows([judged(kind, 1.5).candidate], np.array([1.5]))
        assert no_confidence().scores(rows)[0] == pytest.approx(1.5)
