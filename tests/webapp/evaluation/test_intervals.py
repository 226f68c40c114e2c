"""How far a figure depends on the articles that it is of, and whether a gain is more than chance."""

from __future__ import annotations

from collections import Counter

import pytest

from webapp.evaluation.intervals import gain, interval, share

RIGHT = Counter(hits=2, gold=2)
WRONG = Counter(hits=0, gold=2)


def test_an_interval_over_nothing_is_nothing() -> None:
    assert interval(share("hits", "gold"), []).value == 0.0


def test_an_interval_holds_its_value_and_is_the_same_each_time() -> None:
    counts = [RIGHT, WRONG] * 20
    found = interval(share("hits", "gold"), counts)
    assert found.low < found.value == 0.5 < found.high
    assert found == interval(share("hits", "gold"), counts)


def test_more_documents_make_a_narrower_interval() -> None:
    few, many = (interval(share("hits", "gold"), [RIGHT, WRONG] * n) for n in (5, 100))
    assert many.high - many.low < few.high - few.low


def test_a_gain_in_every_document_lies_above_nothing() -> None:
    figure = share("hits", "gold")
    better = gain(figure, [WRONG] * 10, [RIGHT] * 10)
    assert better.value == 1.0
    assert better.above_nothing
    assert gain(figure, [RIGHT] * 10, [WRONG] * 10).below_nothing


def test_a_gain_in_one_document_of_many_may_be_chance() -> None:
    better = gain(share("hits", "gold"), [WRONG] * 10, [RIGHT, *[WRONG] * 9])
    assert better.value > 0
    assert not better.above_nothing


def test_the_interval_of_a_gain_draws_the_same_documents_on_both_sides() -> None:
    same = gain(share("hits", "gold"), [RIGHT, WRONG] * 10, [RIGHT, WRONG] * 10)
    assert (same.low, same.high) == (0.0, 0.0)


def test_a_gain_is_over_the_same_documents() -> None:
    with pytest.raises(ValueError, match="1 documents before, 2 after"):
        gain(share("hits", "gold"), [RIGHT], [RIGHT, WRONG])


def test_what_is_summed_need_not_be_whole_numbers() -> None:
    counts = [{"loss": 0.5, "names": 2}, {"loss": -0.25, "names": 1}]
    assert interval(share("loss", "names"), counts).value == pytest.approx(0.25 / 3)
