"""Weights of one's own are kept beside each other; one is in use, and what was before can be used again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from webapp.nlp.fitted import Fitted, Linear
from webapp.nlp.fitted.own import USED_FILE, OwnWeights, OwnWeightsFolder
from webapp.nlp.fitted.version import weights_version


def weights(number: float = 0.5, size: str = "md", shipped: str | None = None) -> OwnWeights:
    adjustment = Fitted(("a", "b"), Linear(np.array([number, -1.0])))
    return OwnWeights(size, weights_version() if shipped is None else shipped, adjustment, None, {"articles": 50})


@pytest.fixture
def own(tmp_path: Path) -> OwnWeightsFolder:
    return OwnWeightsFolder(tmp_path / "weights")


def test_without_a_folder_the_shipped_weights_are_in_use(own: OwnWeightsFolder) -> None:
    assert (own.in_use, own.versions(), own.current("md"), own.back()) == ("", {}, None, None)


def test_weights_are_kept_before_they_are_used(own: OwnWeightsFolder) -> None:
    version = own.keep(weights(), "20240501")
    assert version.startswith("20240501-")
    assert own.in_use == ""
    own.use(version)
    current = own.current("md")
    assert current is not None
    assert current[0] == own.in_use == version
    assert current[1].to_json() == weights().to_json()


def test_one_number_changed_is_another_version(own: OwnWeightsFolder) -> None:
    first, second = (own.keep(weights(number), "20240501") for number in (0.5, 0.6))
    assert list(own.versions()) == sorted([first, second])
    assert first != second


def test_what_was_used_before_can_be_used_again_as_often_as_weights_were_changed(own: OwnWeightsFolder) -> None:
    first, second = (own.keep(weights(number), "20240501") for number in (0.5, 0.6))
    own.use(first)
    own.use(second)
    assert [own.back(), own.back(), own.back()] == [first, "", None]
    assert set(own.versions()) == {first, second}


@pytest.mark.parametrize("other", [weights(shipped="0-00000000"), weights(size="sm")])
def test_weights_of_another_version_or_model_are_not_used(own: OwnWeightsFolder, other: OwnWeights) -> None:
    own.use(own.keep(other, "20240501"))
    assert own.in_use
    assert own.current("md") is None


def test_what_somebody_else_wrote_there_is_no_weights(own: OwnWeightsFolder, tmp_path: Path) -> None:
    version = own.keep(weights(), "20240501")
    own.use(version)
    (tmp_path / "weights" / version / "weights.json").write_text('{"size": "md"}')
    assert own.current("md") is None
    (tmp_path / "weights" / USED_FILE).write_text("[1")
    assert own.in_use == ""
