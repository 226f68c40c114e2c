"""The figures for places, worked out by hand on small articles, and beside the independent scorer on real ones."""

from __future__ import annotations

import gzip
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import Article, Span
from webapp.evaluation.gold import GoldToponym, Marked, marked_articles
from webapp.evaluation.toponyms import ToponymTally, distance_km

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


def test_every_error_is_told_with_its_context() -> None:
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


def test_nothing_at_all_is_no_error() -> None:
    assert ToponymTally().figures()["f1"] == 0.0


@given(st.lists(st.sampled_from(sorted(AT)), unique=True, min_size=1), st.randoms())
def test_a_perfect_answer_scores_one_in_any_order(spans: list[Span], chance: random.Random) -> None:
    mentions = [mention(span, AT[span]) for span in spans]
    chance.shuffle(mentions)
    found = figures(marked(*spans), *mentions)
    assert found["f1"] == found["accuracy_161km"] == found["end_to_end_161km"] == 1.0
    assert found["auc"] == 0.0


def test_the_figures_are_those_of_the_independent_scorer(shared: Path) -> None:
    scorer = _scorer(shared)
    gold_path = shared / "eval" / "data" / "toponyms_lgl.jsonl.gz"
    with gzip.open(gold_path, "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    answers = [_disturbed(document, random.Random(document["id"])) for document in gold]
    tally = ToponymTally()
    for one, answer in zip(marked_articles(gold_path, "toponyms"), answers, strict=True):
        tally.add(one, answer)
    theirs, ours = scorer.toponyms(gold, answers, {"toponym", "demonym", "embedded"}), tally.figures()
    names = {"P": "precision", "R": "recall", "F1": "f1", "acc161": "accuracy_161km", "e2e161": "end_to_end_161km"}
    for their_name, name in {**names, "auc": "auc", "median_km": "median_km", "mean_km": "mean_km"}.items():
        assert ours[name] == pytest.approx(theirs[their_name], abs=1e-9), name


def _disturbed(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The gold as an answer with errors: some left out, some cut short, some moved, some unplaced."""
    mentions = []
    for toponym in document["toponyms"]:
        end = toponym["end"] - (chance.random() < 0.1 and toponym["end"] - toponym["start"] > 1)
        lat, lon = toponym["lat"] or 0.0, toponym["lon"] or 0.0
        moved = (max(-90, min(90, lat + chance.gauss(0, 2))), lon + chance.gauss(0, 2))
        if chance.random() < 0.8:
            mentions.append(mention(Span(toponym["start"], end), moved if chance.random() < 0.9 else None))
    return {"id": document["id"], "mentions": mentions}


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("independent_scorer", shared / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
