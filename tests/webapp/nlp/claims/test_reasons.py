"""Why words are a claim: sentences that a reader of the article would agree with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from webapp.domain import Claim

Reader = Callable[[str], Doc]

INTRODUCED = "Governor Amina Diallo opened the bridge on Monday. "
CASES = {
    "a verb": (
        INTRODUCED + "Diallo said that the road to Kidal was open.",
        ("“said” reports speech, and what was said follows it.",),
    ),
    "a quotation before its verb": (
        INTRODUCED + "“The road is open,” Amina Diallo said.",
        ("The words stand in quotation marks.", "“said” reports speech, and the quotation comes before it."),
    ),
    "a pronoun": (
        INTRODUCED + "She said that the road to Kidal was open.",
        ("“said” reports speech, and what was said follows it.",),
    ),
    "according to": (
        INTRODUCED + "The road is open, according to the police.",
        ("“according to” says whose words they are.",),
    ),
    "a colon": (
        "Amina Diallo: “The road is open, and it will stay open.”",
        ("The words stand in quotation marks.", "A colon after the speaker leads in to them."),
    ),
    "nobody": (
        INTRODUCED + "The road was said to be open.",
        ("“said” reports speech, and what was said stands around it.",),
    ),
}


@pytest.mark.parametrize(("text", "why"), CASES.values(), ids=CASES)
def test_the_reasons_are_those_of_the_text(read: Reader, text: str, why: tuple[str, ...]) -> None:
    (claim,) = claims(read, text)
    assert claim.evidence == why


def test_a_quotation_that_goes_on_says_so(read: Reader) -> None:
    text = "“The road is open,” Amina Diallo said. She left for Kidal.\n\n“It will stay open as long as it is needed.”"
    first, second = claims(read, text)
    assert (
        second.evidence[-1]
        == "No words beside them say whose they are, so they are taken to go on from the claim before."
    )
    assert first.confidence > second.confidence


def test_an_open_quotation_is_surer_than_a_verb_that_rarely_reports(read: Reader) -> None:
    (sure,) = claims(read, "“The road is open, and it will stay open until the rains come,” Amina Diallo said.")
    (unsure,) = claims(read, "Amina Diallo was told that the road was closed and believes it.")[-1:]
    assert unsure.confidence < 0.8 < sure.confidence < 1


def claims(read: Reader, text: str) -> list[Claim]:
    found: list[Claim] = read(text)._.claims
    return found
