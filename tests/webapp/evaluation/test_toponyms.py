"""The figures for places, worked out by hand on small articles, and beside the independent scorer on real ones."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.distance import distance_km
from webapp.domain import Article, Span
from webapp.evaluation.gold import GoldToponym, Marked
from webapp.evaluation.toponyms import ToponymTally

TEXT = "Gao and Paris, then Lyon; nobody went to Bamako."
GAO, PARIS, LYON, BAMAKO = Span(0, 3), Span(8, 13), Span(20, 24), Span(41, 47)
AT = {GAO: (16.27, -0.04), PARIS: (48.85, 2.35), LYON: (45.76, 4.84), BAMAKO: (12.65, -8.0)}


def marked(*spans: Span, without_point: tuple[Span, ...] = ()) -> Marked:
    toponyms = [GoldToponym(s, *(AT[s] if s not in without_point else (None, None))) for s in spans]
    return Marked("a", Article(text=TEXT), tuple(toponyms))


def mention(span: Span, at: tuple[float, float] | None, **more: Any) -> dict[str, Any]:
    place = {"lat": at[0], "lon": at[1], "feature_class": "P", "name": "?"} if at else None
    return {"start": span.start, "end": span.end, "kind": "toponym", "confidence": 0.9, "place": place, **more}


def figures(gold: Marked, *mentions: dict[str, Any], **options: Any) -> dict[str, float]:
    tally = ToponymTally(**options)
    tally.add(gold, {"mentions": list(mentions)})
    return tally.figures()


def test_what_is_found_in_the_right_place_counts_once() -> None:
    found = figures(marked(GAO, PARIS, LYON), mention(GAO, AT[GAO]), mention(PARIS, AT[LYON]), mention(BAMAKO, None))
    assert found["precision"] == found["recall"] == found["f1"] == pytest.approx(2 / 3)
    assert (found["placed"], found["accuracy_161km"]) == (2, 0.5)
    assert found["end_to_end_161km"] == pytest.approx(1 / 3)
    assert found["median_km"] == pytest.approx(392, abs=2)


def test_a_mention_that_people_could_not_place_is_only_judged_as_a_mention() -> None:
    found = figures(marked(GAO, without_point=(GAO,)), mention(GAO, AT[PARIS]))
    assert (found["f1"], found["placed"]) == (1.0, 0)


def test_a_span_a_letter_too_long_is_wrong_but_touches() -> None:
    found = figures(marked(GAO), mention(Span(0, 4), AT[GAO]))
    assert (found["f1"], found["overlap_f1"], found["end_to_end_161km"]) == (0.0, 1.0, 0.0)


def test_kinds_that_people_did_not_mark_can_be_left_out() -> None:
    demonym = mention(LYON, AT[LYON], kind="demonym")
    assert figures(marked(GAO), mention(GAO, AT[GAO]), demonym, kinds=("toponym",))["precision"] == 1.0


def test_every_error_is_reported_with_its_context() -> None:
    tally = ToponymTally()
    tally.add(
        marked(GAO, PARIS, LYON), {"mentions": [mention(GAO, AT[PARIS]), mention(LYON, None), mention(BAMAKO, None)]}
    )
    assert {(fault.sort, fault.text) for fault in tally.faults} == {
        ("misplaced", "Gao"),
        ("missed", "Paris"),
        ("unplaced", "Lyon"),
        ("spurious", "Bamako"),
    }
    (wrong,) = [fault for fault in tally.faults if fault.sort == "misplaced"]
    assert wrong.km == pytest.approx(distance_km(*AT[GAO], *AT[PARIS]))
    assert wrong.after.startswith(" and Paris")


def test_confidence_is_judged_band_by_band() -> None:
    tally = ToponymTally()
    sure, unsure = mention(GAO, AT[GAO], confidence=0.97), mention(PARIS, AT[LYON], confidence=0.4)
    tally.add(marked(GAO, PARIS), {"mentions": [sure, unsure]})
    bands = {band["from"]: band for band in tally.reliability().bands if band["count"]}
    assert (bands[0.95]["right"], bands[0.3]["right"]) == (1.0, 0.0)


def test_nothing_at_all_is_not_an_error() -> None:
    assert ToponymTally().figures()["f1"] == 0.0


@given(st.lists(st.sampled_from(sorted(AT)), unique=True, min_size=1), st.randoms())
def test_a_perfect_answer_scores_one_in_any_order(spans: list[Span], chance: random.Random) -> None:
    mentions = [mention(span, AT[span]) for span in spans]
    chance.shuffle(mentions)
    found = figures(marked(*spans), *mentions)
    assert found["f1"] == found["accuracy_161km"] == found["end_to_end_161km"] == 1.0
    assert found["auc"] == 0.0
