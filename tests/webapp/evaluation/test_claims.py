"""The figures for claims, worked out by hand on a small article, and beside the independent scorer on real ones."""

from __future__ import annotations

from typing import Any

from webapp.domain import Article, Attribution, Span
from webapp.evaluation.claims import ClaimTally, rightness
from webapp.evaluation.gold import Marked

TEXT = '"We are cut off here," Keita said. The army denied that it had fired. Residents hope for rain.'


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def attribution(content: str, cue: str, source: str) -> Attribution:
    return Attribution((span(content),), (span(cue),), (span(source),))


QUOTED = attribution('"We are cut off here,"', "said", "Keita")
DENIED = attribution("that it had fired", "denied", "The army")
MARKED = Marked("a", Article(text=TEXT), attributions=(QUOTED, DENIED))


def answer(*found: Attribution) -> dict[str, Any]:
    parts = ("content", "cue", "source")
    return {
        "claims": [{p: [{"start": s.start, "end": s.end} for s in getattr(one, p)] for p in parts} for one in found]
    }


def figures(*found: Attribution) -> dict[str, float]:
    tally = ClaimTally()
    tally.add(MARKED, answer(*found))
    return tally.figures()


def test_a_perfect_answer_scores_one() -> None:
    found = figures(DENIED, QUOTED)
    for name in ("all_iou50_f1", "all_exact_f1", "core_e2e_f1", "word_f1", "source_accuracy", "direct_recall"):
        assert found[name] == 1.0, name


def test_marks_and_a_leading_that_do_not_matter() -> None:
    bare = (attribution("We are cut off here", "said", "Keita"), attribution("it had fired", "denied", "The army"))
    assert figures(*bare)["all_exact_f1"] == 1.0


def test_confidence_is_judged_by_words_and_source() -> None:
    wrong_mouth = Attribution(DENIED.content, DENIED.cue, (span("Residents"),))
    found = answer(QUOTED, wrong_mouth)
    for claim, confidence in zip(found["claims"], (0.97, 0.6), strict=True):
        claim["confidence"] = confidence
    tally = ClaimTally()
    tally.add(MARKED, found)
    bands = {band["from"]: (band["count"], band["right"]) for band in tally.reliability().bands if band["count"]}
    assert bands == {0.95: (1, 1.0), 0.5: (1, 0.0)}
    assert rightness(MARKED, [wrong_mouth, QUOTED]) == [False, True]


def test_half_of_the_words_is_found_but_not_exact() -> None:
    found = figures(attribution("We are cut off", "said", "Keita"))
    assert (found["direct_recall"], found["core_exact_f1"]) == (1.0, 0.0)


def test_a_wrong_source_is_reported() -> None:
    tally = ClaimTally()
    tally.add(MARKED, answer(attribution('"We are cut off here,"', "said", "The army"), DENIED))
    assert tally.figures()["source_accuracy"] == 0.5
    assert [fault.sort for fault in tally.faults] == ["source"]


def test_errors_are_missed_spurious_or_of_other_words() -> None:
    tally = ClaimTally()
    spurious = attribution("for rain", "hope", "Residents")
    tally.add(MARKED, answer(attribution("We are cut off", "said", "Keita"), spurious))
    assert [fault.sort for fault in tally.faults] == ["content", "missed", "spurious"]


def test_an_article_without_claims_is_not_an_error() -> None:
    tally = ClaimTally()
    tally.add(Marked("b", Article(text="Rain fell.")), {})
    assert tally.figures()["all_iou50_f1"] == 0.0
