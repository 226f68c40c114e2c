"""Names are drawn from all places of the gazetteer, as newspapers write them."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from training.made.draw import MIXES, Draw, plain


@pytest.fixture(scope="module")
def draw(gazetteer_path: Path) -> Draw:
    return Draw.of(gazetteer_path)


@pytest.mark.parametrize("slot", MIXES)
def test_every_slot_has_many_names(draw: Draw, slot: str) -> None:
    random = Random(1)
    names = {draw.name(slot, random) for _ in range(60)}
    assert len(names) > 40
    assert all(name[0].isupper() for name in names)


def test_a_town_has_its_country(draw: Draw) -> None:
    random = Random(2)
    named = [draw.country("UG", random) for _ in range(50)]
    assert named.count("Uganda") > 25
    assert len(set(named)) > 1


def test_most_newspapers_write_no_marks() -> None:
    assert plain("Băicoi") == "Baicoi"
