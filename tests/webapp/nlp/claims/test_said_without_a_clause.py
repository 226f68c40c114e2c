"""Claims that hang on something other than a verb and its clause: nouns, phrases, lists, and places in the sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from webapp.nlp.text.doc import text_of

Reader = Callable[[str], Doc]
Found = list[tuple[str | None, list[str]]]


def found(read: Reader, text: str) -> Found:
    """Each claim as its speaker's name and its stretches of content."""
    doc = read(text)
    return [
        (claim.speaker.name if claim.speaker else None, [span.of(text_of(doc)) for span in claim.attribution.content])
        for claim in doc._.claims
    ]


CASES: dict[str, tuple[str, Found]] = {
    "reports that nobody is named for": (
        "There were reports on Monday that the bridge at Arua had fallen.",
        [(None, ["that the bridge at Arua had fallen"])],
    ),
    "warnings by somebody": (
        "Warnings by Grace Mbabazi that the bridge at Arua was weak are old.",
        [("Grace Mbabazi", ["that the bridge at Arua was weak"])],
    ),
    "it is feared": (
        "It is feared that twelve people have drowned in Arua.",
        [(None, ["that twelve people have drowned in Arua"])],
    ),
    "of whom a passive tells": (
        "The dam at Arua is believed to be leaking.",
        [(None, ["The dam at Arua", "to be leaking"])],
    ),
    "per a body": ("Per the council, the school in Arua will close.", [("council", ["the school in Arua will close"])]),
    "as reported by": (
        "The bridge at Arua is gone, as reported by Radio Nile.",
        [("Radio Nile", ["The bridge at Arua is gone"])],
    ),
    "all after according to": (
        "According to the mayor, three people died, five were hurt and two are missing in Arua.",
        [("mayor", ["three people died, five were hurt and two are missing in Arua"])],
    ),
    "a clause and its quotation": (
        "Grace Mbabazi said that the bridge at Arua was gone: “We cannot reach the hospital.”",
        [("Grace Mbabazi", ["that the bridge at Arua was gone", "“We cannot reach the hospital.”"])],
    ),
    "a second clause": (
        "A spokesman said the cause may be electrical, but the fire in Arua remains under investigation.",
        [("A spokesman", ["the cause may be electrical, but the fire in Arua remains under investigation"])],
    ),
    "a list of recommendations": (
        "The Commission recommends that the council of Arua:\n- rebuild the schools;\n- pay the teachers.",
        [("Commission", ["that the council of Arua", "rebuild the schools", "pay the teachers."])],
    ),
    "a quotation pulled out": (
        "Grace Mbabazi runs the port.\n\nWe have never seen water as high as this. Grace Mbabazi\n\nIt rains.",
        [("Grace Mbabazi", ["We have never seen water as high as this."])],
    ),
    "what a court heard": (
        "The driver had been awake for two days, the inquest in Arua heard.",
        [(None, ["The driver had been awake for two days"])],
    ),
    "said in a release that": (
        "The army said in a release that some people in the community received the message in Arua.",
        [("army", ["that some people in the community received the message in Arua"])],
    ),
    "a rank in the middle": (
        "The men fled across the river, county police Capt. Grace Mbabazi said.",
        [("Grace Mbabazi", ["The men fled across the river"])],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_was_said_is_found(read: Reader, text: str, expected: Found) -> None:
    assert found(read, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose by four shillings per sack in Arua.",
        "An analyst in Arua, who asked not to be named, shrugged.",
        "“We lost it all.”\n— Grace Mbabazi, file photo",
        "The mayor of Arua read from a book with the title “Water.”",
        "Okoro is expected to leave Arua.",
    ],
)
def test_what_nobody_said_is_not(read: Reader, text: str) -> None:
    assert not found(read, text)


def test_an_interview_by_names_is_its_answers(read: Reader) -> None:
    text = (
        "Water in Port Sudan\n\nDaily Post: How many have come?\n\nLina Osman: Two hundred thousand. No room is left."
        "\n\nDaily Post: What do you need?\n\nLina Osman: The road to Kassala must be opened."
    )
    assert [speaker for speaker, _ in found(read, text)] == ["Lina Osman", "Lina Osman"]


def test_a_sentence_of_a_thousand_words_costs_no_time(read: Reader) -> None:
    assert len(found(read, "he said that " * 1000)) <= 1
