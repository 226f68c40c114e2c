"""Counts for each document, and figures over their sums."""

from __future__ import annotations

from collections import Counter

import pytest

from training.measures.counts import Measure, f1, pairs_by_overlap, share, together, total
from webapp.domain import Article, Reading

RIGHT = Counter(hits=2, gold=2)
WRONG = Counter(hits=0, gold=2)


def test_a_figure_is_made_of_the_sum_over_documents() -> None:
    assert share("hits", "gold")(total([RIGHT, WRONG, RIGHT])) == pytest.approx(4 / 6)
    assert f1("hits", "predicted", "gold")({"hits": 3, "predicted": 4, "gold": 6}) == pytest.approx(0.6)


def test_a_figure_over_nothing_is_nothing() -> None:
    assert share("hits", "gold")({}) == 0.0
    assert f1("hits", "predicted", "gold")({}) == 0.0


def test_a_measure_gives_all_its_figures() -> None:
    measure = Measure(lambda gold, reading: Counter(hits=1, gold=len(gold["toponyms"])), {"R": share("hits", "gold")})
    counts = [measure.count({"toponyms": [1, 2, 3, 4]}, Reading(Article("")))]
    assert measure.all_figures(counts) == {"R": 0.25}


def test_pairs_are_one_to_one_and_the_closest_come_first() -> None:
    assert list(pairs_by_overlap([{1, 2, 3, 4}], [{1, 2}, {1, 2, 3}])) == [(0, 1)]


def test_contents_that_share_less_than_half_of_their_words_are_no_pair() -> None:
    assert list(pairs_by_overlap([{1, 2, 3}], [{3, 4, 5}])) == []


def test_measures_together_have_the_counts_and_figures_of_each() -> None:
    one = Measure(lambda gold, doc: Counter(a=1), {"one": share("a", "a")})
    other = Measure(lambda gold, doc: Counter(b=2), {"other": share("b", "b")})
    both = together(one, other)
    assert both.count({}, None) == Counter(a=1, b=2)
    assert both.figures.keys() == {"one", "other"}
    with pytest.raises(ValueError, match="same name"):
        together(one, one)
