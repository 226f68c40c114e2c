"""Publishers are drawn half by half, and what there is to learn from beliefs is nothing."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from training.corpora import Annotated
from training.fit.places.resolver import Case
from training.reviewed import Gained, by_belief, counts_of, drawn
from webapp.domain import Article, Span
from webapp.fitting.adjusting import Ready, ready
from webapp.fitting.cases import case_of
from webapp.fitting.wanted import Known
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.places.scoring import AGAIN, Scorer, settle
from webapp.nlp.places.sense import kind_of

NOTHING = Ready(
    None, np.array([0]), np.zeros((1, len(AGAIN))), np.zeros(1), np.ones(1), np.ones(1), np.ones(1)
)  # one candidate, which is right


def articles(host: str, count: int) -> list[tuple[Annotated, Ready]]:
    return [
        (Annotated("made", Article("Rain.", url=f"https://{host}/{n}"), {"id": f"{host} {n}"}), NOTHING)
        for n in range(count)
    ]


def test_half_of_a_publishers_articles_are_reviewed_and_the_rest_placed() -> None:
    some = articles("a.example.org", 6) + articles("b.example.net", 7) + articles("c.example.com", 2)
    found = drawn(some, 50, 6, seed=0)
    assert (len(found.reviewed), len(found.others)) == (6, 7)
    assert {name.split()[0] for name, _ in found.others} == {"a.example.org", "b.example.net"}
    assert len(drawn(some, 3, 6, seed=0).reviewed) == 3


def test_draws_are_the_same_each_time_and_differ_by_their_number() -> None:
    some = articles("a.example.org", 40)
    one, same, other = ([name for name, _ in drawn(some, 20, 6, seed).others] for seed in (0, 0, 1))
    assert one == same != other


def test_gains_are_of_the_same_articles() -> None:
    gained = Gained()
    gained.add("1", Counter(names=2, right=1, loss=2), Counter(names=2, right=2, loss=1))
    gained.add("1", Counter(names=2, right=1, loss=2), Counter(names=2, right=1, loss=2))
    assert [line.split(": ")[1].split()[0] for line in gained.lines("made")] == ["+0.2500", "-0.2500"]


def test_without_an_adjustment_the_scores_stay() -> None:
    assert counts_of(NOTHING, None) == {"names": 1, "right": 1.0, "loss": pytest.approx(np.log(2))}


def test_places_drawn_from_belief_follow_it(pipeline: Pipeline) -> None:
    text = "Rain fell on Paris."
    resolver = pipeline.nlp.get_pipe("toponym_resolver")
    (doc,) = pipeline.docs([Article(text)])
    _, choices, _ = resolver.choices(doc)
    span = Span(13, 18)
    of = case_of(choices, [span], [kind_of(doc, one) for one in doc._.place_spans], {span: Known("Paris", 0, 0)})
    case = Case(of.choices, of.wanted, of.counts, of.asked_counts, of.right, Annotated("made", Article(text), {}), True)
    scorer = Scorer.load(pipeline.size)
    drawn_places = np.mean([by_belief(case, scorer, seed).wanted for seed in range(200)], axis=0)
    assert drawn_places == pytest.approx(settle(choices, scorer).shares, abs=0.12)
    assert ready(by_belief(case, scorer, 0), scorer) is not None
