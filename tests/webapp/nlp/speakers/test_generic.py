"""Which speakers are only common nouns, and so nobody outside their article."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

Reader = Callable[[str], Doc]


@pytest.mark.parametrize(
    "source",
    [
        "Officials",
        "Local officials",
        "Aid workers",
        "Those who fled",
        "Residents who fled Kampala",
        "The police",
        "Three survivors",
        "A statement",
        "Monday's statement",
        "The President",
        "The Prime Minister",
        "Rebels in the north",
        "One of the officials",
    ],
)
def test_without_a_name_a_speaker_is_its_articles_own(read: Reader, source: str) -> None:
    assert generic(read, f"{source} said that the road was closed.") == [True]


@pytest.mark.parametrize(
    "source",
    [
        "Omar Haidar",
        "Lawyers for Omar Haidar",
        "The Ministry of Health",
        "Police in Lahore",
        "US officials",
        "Palestinians",
        "The Taliban",
        "A spokesman for the Kremlin",
        "The Supreme Court",
    ],
)
def test_with_a_name_in_it_a_speaker_may_be_in_other_articles(read: Reader, source: str) -> None:
    assert generic(read, f"{source} said that the road was closed.") == [False]


def test_a_source_told_of_before_stays_generic(read: Reader) -> None:
    text = "A security source said the road was lost. “The state holds the towns,” the source said."
    assert generic(read, text) == [True, True]


def generic(read: Reader, text: str) -> list[bool | None]:
    return [claim.speaker and claim.speaker.generic for claim in read(text)._.claims]
