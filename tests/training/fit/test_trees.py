"""Trees of scikit-learn as the program reads them."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="fits need scikit-learn: pip install .[fit]")


def test_exported_trees_score_as_those_that_were_fitted() -> None:
    from sklearn.ensemble import GradientBoostingClassifier

    from training.fit.trees import exported
    from webapp.nlp.fitted import Trees

    chance = np.random.default_rng(0)
    rows = chance.random((300, 4))
    right = rows[:, 0] + rows[:, 1] * rows[:, 2] > 0.8
    boosted = GradientBoostingClassifier(n_estimators=12, max_depth=3, random_state=0).fit(rows, right)
    trees = exported(boosted, 3)
    assert trees.scores(rows) == pytest.approx(boosted.decision_function(rows))
    assert Trees.from_json(trees.to_json()).scores(rows) == pytest.approx(trees.scores(rows), abs=0.01)
