"""Verbs of no list beside a whole quotation, with nothing but whose they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

Reader = Callable[[str], Doc]


def speakers(read: Reader, text: str) -> list[str | None]:
    return [claim.speaker.name if claim.speaker else None for claim in read(text)._.claims]


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ("barked the sentry", "sentry"),
        ("croaked an old ferryman at the quay", "an old ferryman"),
        ("the captain growled", "captain"),
        ("piped up his daughter", "his daughter"),
        ("chimed in Amina Okoro on Monday", "Amina Okoro"),
        ("one driver deadpanned", "one driver"),
    ],
)
def test_whoever_does_anything_beside_a_quotation_says_it(read: Reader, beside: str, name: str) -> None:
    assert speakers(read, f"“The road to Gulu is shut,” {beside}.") == [name]


def test_a_person_and_any_verb_lead_in_to_a_quotation(read: Reader) -> None:
    assert speakers(read, "Amina Okoro sneered, “The road to Gulu is shut.”") == ["Amina Okoro"]


@pytest.mark.parametrize(
    "beside", ["and the gate in Gulu closed behind him", "a film about Amina Okoro, opens in Gulu on Monday"]
)
def test_what_is_no_person_and_verb_says_nothing(read: Reader, beside: str) -> None:
    assert not speakers(read, f"“The road is shut,” {beside}.")
