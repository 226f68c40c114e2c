"""Claims by PolNeAR's measures, one article at a time."""

from __future__ import annotations

from training.measures.claims import CLAIMS, count
from webapp.domain import Article, Attribution, Claim, ClaimKind, Reading, Span

TEXT = "The bridge will open in May, Ann Lee said."


def test_half_of_the_words_is_found_but_not_exact() -> None:
    marked = {"content": [{"start": 0, "end": 27}], "cue": [{"start": 37, "end": 41}], "source": []}
    gold = {"id": "made", "attributions": [marked]}
    claim = Claim(ClaimKind.INDIRECT, Attribution((Span(0, 20),), (Span(37, 41),)), None, 0.9)
    figures = CLAIMS.all_figures([count(gold, Reading(Article(TEXT), claims=(claim,)))])
    assert figures["all_iou50_F"] == figures["core_iou50_F"] == 1.0
    assert figures["all_exact_F"] == figures["core_exact_F"] == 0.0
