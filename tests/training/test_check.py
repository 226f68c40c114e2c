"""Whether weights fit the code that makes their features."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from training import check
from training.made_with import FITTED, MADE_BY, made_with
from webapp.nlp.places.confidence import CONFIDENCE

NAME = "toponym_resolver.json"


def held(**other: Any) -> dict[str, Any]:
    return {"version": 1, "fitted_on": {}, "made_with": made_with(NAME), "models": {}, **other}


def model(*features: str) -> dict[str, Any]:
    return {"models": {"md confidence": {"features": list(features)}}}


def test_the_shipped_weights_fit_the_code() -> None:
    assert list(check.complaints()) == []


@pytest.mark.parametrize("name", MADE_BY)
def test_the_shipped_weights_have_the_features_of_the_code(name: str) -> None:
    stored = json.loads((FITTED / name).read_text(encoding="utf-8"))
    assert not [fault for fault in check.faults(name, stored) if "the code has" in fault]


def test_weights_of_this_code_have_no_fault() -> None:
    assert list(check.faults(NAME, held(**model(*CONFIDENCE)))) == []


def test_a_feature_too_many_is_named() -> None:
    (fault,) = check.faults(NAME, held(**model(*CONFIDENCE, "phase of the moon")))
    assert "'md confidence'" in fault
    assert fault.endswith(": phase of the moon")


def test_features_in_another_order_are_a_fault() -> None:
    (fault,) = check.faults(NAME, held(**model(*reversed(CONFIDENCE))))
    assert fault.endswith("their order")


def test_a_weight_of_no_feature_is_named() -> None:
    stored = {"weights": {"way named": 1.0, "name full": 0.5, "phase of the moon": 0.1}}
    assert "the code has no such features: phase of the moon" in check.faults("speaker_confidence.json", stored)


def test_code_that_has_changed_is_a_fault() -> None:
    (fault,) = check.faults(NAME, held(made_with="0" * 16))
    assert "has changed" in fault


def test_a_missing_file_is_reported_with_what_to_do(tmp_path: Path) -> None:
    lines = list(check.complaints(tmp_path))
    assert len(lines) == len(MADE_BY)
    assert all("is missing" in line and "python -m training.refit" in line for line in lines)
