"""The fitted scorer of reporting cues: it ships, distinguishes speech from deeds, and needs no packages for fitting."""

from __future__ import annotations

import subprocess
import sys

import pytest
from spacy.language import Language

from webapp.nlp.claims.reported.cue_features import features
from webapp.nlp.claims.reported.indirect import IndirectSpeech
from webapp.nlp.fitted.named import NamedLogistic, load_cues


def confidence(parser: Language, text: str) -> float:
    """The highest probability that a complement of the text's verbs is a claim."""
    doc = parser(text)
    finder = IndirectSpeech(doc, [], [])
    return max((load_cues().confidence(features(found)) for found in finder.candidates()), default=0.0)


def test_the_shipped_weights_load() -> None:
    scorer = load_cues()
    assert 0 < scorer.least < 1
    assert len(scorer.weights) > 1000


@pytest.mark.parametrize(
    ("said", "done"),
    [
        ("The mayor said that the bridge was gone.", "The mayor has to open the bridge."),
        ("The union denied that it had blocked the road.", "The union moved to a house on the road."),
        ("She warned of a flood.", "She lives on the river."),
    ],
)
def test_speech_is_likelier_than_a_deed(parser: Language, said: str, done: str) -> None:
    assert confidence(parser, said) > load_cues().least > confidence(parser, done)


def test_features_without_a_weight_count_nothing() -> None:
    assert NamedLogistic({"known": 2.0}, -1.0, 0.5).confidence(["known", "unknown"]) == pytest.approx(0.731, abs=1e-3)


def test_nothing_that_fits_is_loaded_to_read() -> None:
    program = "import sys, webapp.nlp.pipeline; sys.exit('sklearn' in sys.modules or 'scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
