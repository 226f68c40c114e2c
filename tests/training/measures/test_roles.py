"""What counts as a right role: an actor among words that act, and any role but *about* among those for no place."""

from __future__ import annotations

import pytest

from training.measures.roles import ROLES, _of_mention
from webapp.domain import Role


def figures(*mentions: tuple[str, Role]) -> dict[str, float]:
    return ROLES.all_figures([_of_mention(kind, role) for kind, role in mentions])


def test_a_word_that_acts_is_an_actor() -> None:
    found = figures(("Metonymic", Role.ACTOR), ("Literal", Role.ABOUT))
    assert found == {"actor_F": 1.0, "apart_F": 1.0}


def test_a_place_taken_for_an_actor_counts_against_both() -> None:
    found = figures(("Metonymic", Role.ACTOR), ("Literal", Role.ACTOR))
    assert found == {"actor_F": pytest.approx(2 / 3), "apart_F": pytest.approx(2 / 3)}


def test_an_origin_is_no_mistake_where_the_word_stands_for_the_place() -> None:
    assert figures(("Demonym", Role.ORIGIN), ("Literal", Role.ORIGIN))["apart_F"] == 1.0
