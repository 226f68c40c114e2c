"""Kinds in plain words, as codes of GeoNames."""

from __future__ import annotations

import pytest

from gazetteer.own.kinds import KINDS, advice, code_of, grouped, word_of
from gazetteer.place import FeatureClass


def test_every_kind_has_a_code_of_its_own_and_is_offered():
    assert len(set(KINDS.values())) == len(KINDS)
    assert {code[0] for code in KINDS.values()} <= {one.value for one in FeatureClass}
    assert sorted(word for words in grouped().values() for word in words) == sorted(KINDS)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("camp", "S.CMP"),
        (" Border  Crossing ", "S.PSTB"),
        ("refugee_camp", "S.CMPRF"),
        ("village", "P.PPL"),
        ("T.VAL", "T.VAL"),
    ],
)
def test_kinds_are_taken_as_people_write_them(said, code):
    assert code_of(said) == code
    assert code_of(word_of(code)) == code


def test_a_code_without_a_word_is_kept_as_it_is():
    assert word_of("S.OBPT") == "S.OBPT" == code_of("S.OBPT")
    assert grouped("S.OBPT")["As it was"] == ("S.OBPT",)


def test_an_unknown_kind_gets_a_suggestion_or_the_list():
    assert code_of("vilage") is None
    assert "did you mean village?" in advice("vilage")
    assert "settlement, quarter" in advice("zzz")
