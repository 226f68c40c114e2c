"""What counts as found and as named, where spans of speech and resolved names are marked."""

from __future__ import annotations

import pytest

from tests.training.measures.quoted import FIRST, SECOND, gold, reading
from training.measures.said import SAID, count


def test_a_claim_split_by_its_cue_counts_for_each_span() -> None:
    counts = count(gold(FIRST, SECOND), reading(FIRST, SECOND))
    assert counts["gold"] == counts["predicted"] == counts["hits"] == counts["exact"] == 2


def test_half_of_the_words_is_found_but_not_exact() -> None:
    counts = count(gold(SECOND), reading("it will stay"))
    assert (counts["hits"], counts["exact"]) == (1, 0)


def test_the_figures_by_name() -> None:
    figures = SAID.all_figures([count(gold(FIRST, SECOND), reading(FIRST, speaker="Tariq"))])
    assert figures["span_iou50_P"] == 1.0
    assert figures["span_iou50_R"] == 0.5
    assert figures["span_exact_F"] == pytest.approx(2 / 3)
