import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.derive.basemap.encoding import DIGITS, decode, encode

whole = st.integers(-400_000, 400_000)


@given(st.lists(st.tuples(whole, whole)))
def test_a_line_comes_back_as_it_went_in(points: list[tuple[int, int]]) -> None:
    assert decode(encode(points)) == points


@given(st.lists(st.tuples(whole, whole)))
def test_nothing_in_it_needs_escaping(points: list[tuple[int, int]]) -> None:
    assert set(encode(points)) <= set(DIGITS)


@pytest.mark.parametrize(
    ("points", "text"), [([(0, 0)], "AA"), ([(1, -1)], "CB"), ([(16, 0)], "gBA"), ([(5, 5), (4, 6)], "KKBC")]
)
def test_small_steps_take_a_digit_each(points: list[tuple[int, int]], text: str) -> None:
    assert encode(points) == text
