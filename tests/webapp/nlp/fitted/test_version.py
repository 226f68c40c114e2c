"""The version of the fitted weights changes with them, and every reading names it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from webapp.nlp.fitted import version as weights
from webapp.nlp.pipeline import Pipeline


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(weights, "files", lambda _package: tmp_path)
    return tmp_path


def version() -> str:
    return weights.weights_version.__wrapped__()


def test_where_nothing_was_fitted_there_is_no_version(folder: Path) -> None:
    assert version() == ""


def test_one_number_changed_is_another_version(folder: Path) -> None:
    seen = []
    for weight in (1.0, 1.5):
        (folder / weights.FITTED[0]).write_text(json.dumps({"version": 3, "models": {"md": [weight]}}))
        seen.append(version())
    assert all(one.startswith("3-") for one in seen)
    assert seen[0] != seen[1]


def test_the_model_of_a_reading_names_the_weights(pipeline: Pipeline) -> None:
    assert pipeline.model.startswith("en_core_web_")
    assert pipeline.model.endswith(f", weights {weights.weights_version()}")
