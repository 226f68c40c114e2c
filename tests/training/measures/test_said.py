"""What counts as found and as named, where spans of speech and resolved names are marked."""

from __future__ import annotations

from typing import Any

import pytest

from training.measures.said import SAID, count
from webapp.domain import Article, Attribution, Claim, ClaimKind, Reading, Span, Speaker

TEXT = "“The dam is safe,” Amina Tariq said, “and it will stay safe.”"
FIRST, SECOND = "The dam is safe", "and it will stay safe"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def gold(*contents: str, reference: str | None = "Amina Tariq") -> dict[str, Any]:
    spans = [{"start": span(words).start, "end": span(words).end} for words in contents]
    return {"text": TEXT, "attributions": [{"content": [one], "reference": reference} for one in spans]}


def reading(*contents: str, speaker: str | None = "Amina Tariq") -> Reading:
    named = Speaker(speaker) if speaker else None
    claim = Claim(ClaimKind.DIRECT, Attribution(tuple(map(span, contents))), named, 0.9)
    return Reading(Article(TEXT), claims=(claim,))


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
