"""The order and the arguments in which everything is fitted."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from training import refit
from training.made_with import MADE_BY, made_with
from training.refit import STEPS, Step, commands

CORPORA = {
    name: Path(f"{name}.jsonl.gz")
    for name in ("toponyms_lgl", "claims_polnear_train", "toponyms_geovirus", "claims_ggt_a", "claim_places_dev")
}


def test_every_file_has_a_step() -> None:
    assert [step.file for step in STEPS] == list(MADE_BY)


def test_corpora_go_where_their_names_say_in_one_order() -> None:
    found = {step.file: command for step, command in commands(CORPORA, Path("cache"))}
    assert found["toponym_recognizer.json"] == [
        *(sys.executable, "-m", "training.fit.toponyms.recognizer"),
        *("toponyms_geovirus.jsonl.gz", "toponyms_lgl.jsonl.gz", "--cache", "cache"),
    ]
    assert "--write" in found["claim_confidence.json"]


def test_a_corpus_that_is_not_given_is_named() -> None:
    with pytest.raises(ValueError, match="claims_polnear_train is needed"):
        list(commands({"toponyms_lgl": Path("lgl")}, Path("cache")))
    with pytest.raises(ValueError, match="no corpus of toponyms"):
        list(commands({}, Path("cache")))


def test_a_fit_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match=r"training\.gone, which is not there"):
        list(commands(CORPORA, Path("cache"), [Step("made.json", "training.gone", lambda corpora: [])]))


def test_each_step_runs_in_one_thread_and_its_file_is_stamped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "claim_confidence.json"
    seen: list[dict[str, str]] = []

    def fit(command: list[str], *, check: bool, env: dict[str, str]) -> None:
        seen.append(env)
        path.write_text('{"version":1}', encoding="utf-8")

    monkeypatch.setattr(refit.subprocess, "run", fit)
    refit.refit(CORPORA, Path("cache"), tmp_path, [Step(path.name, "training.corpora", lambda corpora: [])])
    assert json.loads(path.read_text(encoding="utf-8"))["made_with"] == made_with(path.name)
    assert seen[0]["OPENBLAS_NUM_THREADS"] == seen[0]["OMP_NUM_THREADS"] == "1"
