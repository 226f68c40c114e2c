"""Weights fitted further take the place of the shipped ones, and readings name them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gazetteer.store import Gazetteer
from webapp.domain import Article
from webapp.nlp.fitted import Fitted, Linear
from webapp.nlp.fitted.own import OwnWeights, OwnWeightsFolder
from webapp.nlp.fitted.version import weights_version
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.places.scoring import AGAIN, Scorer
from webapp.nlp.refitted import adjusted, in_use

PARIS = Article("The school board of Paris met on Monday.")


def of(size: str, shipped: str | None = None, **weights: float) -> OwnWeights:
    """Weights that adjust a few features."""
    numbers = np.array([weights.get(feature.replace(" ", "_"), 0.0) for feature in AGAIN])
    version = weights_version() if shipped is None else shipped
    return OwnWeights(size, version, Fitted(AGAIN, Linear(numbers)), None)


def test_without_own_weights_the_shipped_ones_are_read_when_needed(tmp_path: Path) -> None:
    assert in_use("md", None).version == in_use("md", tmp_path).version == weights_version()
    assert in_use("md", tmp_path).scorer is None


def test_own_weights_that_do_not_fit_are_left_out_and_the_person_is_told(tmp_path: Path) -> None:
    own = OwnWeightsFolder(tmp_path)
    own.use(own.keep(of("md", shipped="0-00000000"), "20240501"))
    found = in_use("md", tmp_path)
    assert (found.version, found.scorer) == (weights_version(), None)
    assert "refit" in found.note


def test_features_of_another_version_are_refused() -> None:
    other = OwnWeights("md", "", Fitted(("a",), Linear(np.array([1.0]))), None)
    with pytest.raises(ValueError, match="fit it again"):
        adjusted(Scorer.load("md"), other)


def test_a_pipeline_places_with_own_weights_and_names_them(gazetteer: Gazetteer, tmp_path: Path) -> None:
    own = OwnWeightsFolder(tmp_path)
    pipeline = Pipeline(gazetteer, "sm", own_weights=tmp_path)
    before = pipeline.read(PARIS)
    version = own.keep(of("sm", country=0.0, behind_the_best_known=-9.0, prominence=-30.0), "20240501")
    own.use(version)
    pipeline.look_again()
    after = pipeline.read(PARIS)
    own.back()
    pipeline.look_again()
    again = pipeline.read(PARIS)
    assert after.model == f"{before.model}+{version}"
    assert before.mentions[0].resolution.place != after.mentions[0].resolution.place
    assert before.edition != after.edition
    assert again.mentions == before.mentions
    assert again.edition == before.edition
