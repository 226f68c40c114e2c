"""Bodies by their long names, those who speak as one, and whose statement it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

Reader = Callable[[str], Doc]


def speakers(read: Reader, text: str) -> list[str | None]:
    return [claim.speaker.name if claim.speaker else None for claim in read(text)._.claims]


CASES = {
    "an acronym": (
        "The Balochistan Relief Committee met in Quetta. The BRC said that the road was closed.",
        ["Balochistan Relief Committee"],
    ),
    "a pronoun in capitals": (
        "The World Health Organization met in Geneva. The WHO said that the outbreak was over.",
        ["World Health Organization"],
    ),
    "two by name": (
        "Rosa Lima and Ada Mamani met. Lima and Mamani said that it rained. They added that the road was closed.",
        ["Rosa Lima and Ada Mamani", "Rosa Lima and Ada Mamani"],
    ),
    "both": ("Both Rosa Lima and Ada Mamani said that it rained.", ["Rosa Lima and Ada Mamani"]),
    "two bodies": ("Residents and their lawyer said that the dam was leaking.", ["Residents and their lawyer"]),
    "one of two offices": (
        "State Councilor and Foreign Minister Rosa Lima said that it rained.",
        ["Rosa Lima"],
    ),
    "her statement": ("Rosa Lima is ill. Her statement said that the road was closed.", ["Rosa Lima"]),
    "a statement by": ("A statement by the defence ministry said that Bara had fallen.", ["defence ministry"]),
    "the statement": (
        "“Nobody died,” said the council. “The birds are fine,” the statement continued.",
        ["council", "council"],
    ),
    "the analyst": (
        "An analyst in Erbil said the pipeline was shut. The analyst added that the road was open.",
        ["An analyst in Erbil", "An analyst in Erbil"],
    ),
    "a name after an office": (
        "“Who will pay for the road to Bara?” asked the head of the traders' union, Rosa Lima.",
        ["Rosa Lima"],
    ),
    "a clause that is no name": ("There was a shrug from the clerk as if to ask: “Who would pay for that?”", [None]),
}


@pytest.mark.parametrize(("text", "names"), CASES.values(), ids=CASES)
def test_everybody_who_speaks_is_called_in_full(read: Reader, text: str, names: list[str | None]) -> None:
    assert speakers(read, text) == names
