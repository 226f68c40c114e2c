"""Quotations without a reporting verb of the table: whose words they are by what stands around them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from webapp.nlp.text.doc import text_of

Reader = Callable[[str], Doc]


def spoken(read: Reader, text: str) -> list[tuple[str | None, str]]:
    """Each claim as its speaker's name and its first words."""
    doc = read(text)
    return [
        (claim.speaker.name if claim.speaker else None, claim.attribution.content[0].of(text_of(doc)).strip('“”" '))
        for claim in doc._.claims
    ]


@pytest.mark.parametrize("verb", ["clucked", "snarled", "hissed", "trilled"])
def test_any_verb_before_its_subject_is_one_of_speech(read: Reader, verb: str) -> None:
    assert spoken(read, f'"The ferry to Gulu is late," {verb} Amira Okoro.') == [
        ("Amira Okoro", "The ferry to Gulu is late,")
    ]


@pytest.mark.parametrize(
    "sentence", ['"The road," read the sign in Gulu.', "The “Road” opened in Gulu, sniffing distance away."]
)
def test_words_that_are_not_spoken_stay_so(read: Reader, sentence: str) -> None:
    assert all(speaker != "Amira Okoro" for speaker, _ in spoken(read, sentence))


@pytest.mark.parametrize(
    "under", ["\n— Martin Okoro, teacher", " -Chief Martin Okoro\n\nIt rained.", " – Martin Okoro"]
)
def test_a_name_under_a_quotation_is_its_speaker(read: Reader, under: str) -> None:
    ((speaker, words),) = spoken(read, f"“We lost the harvest near Gulu.”{under}")
    assert words == "We lost the harvest near Gulu."
    assert speaker is not None
    assert "Okoro" in speaker


@pytest.mark.parametrize(
    "line",
    ["A word from Mayor Grace Okoro:", "A letter from Minister Grace Okoro:", "Grace Okoro, a teacher in Gulu:"],
)
def test_a_line_that_ends_in_a_colon_names_the_speaker(read: Reader, line: str) -> None:
    found = spoken(read, f"The council met at noon.\n\n{line}\n\n“Nobody asked the traders.”")
    assert found[-1] == ("Grace Okoro", "Nobody asked the traders.")


@pytest.mark.parametrize("before", ["Kamal Okoro, a teacher in Gulu, shook his head.", "Kamal Okoro was in tears."])
def test_a_quotation_after_a_sentence_about_somebody_is_theirs(read: Reader, before: str) -> None:
    found = spoken(read, f'{before} "They owe us a well and a road."')
    assert found == [("Kamal Okoro", "They owe us a well and a road.")]


def test_the_lines_of_a_transcript_are_claims(read: Reader) -> None:
    text = "GRACE OKORO: We closed the market.\n\nOMAR HAIDAR: Nobody warned the traders.\n\nGRACE OKORO: They knew."
    assert [words for _, words in spoken(read, text)] == [
        "We closed the market.",
        "Nobody warned the traders.",
        "They knew.",
    ]


@pytest.mark.parametrize("text", ["UPDATE: The road is open.", "NOTE: Prices are in dollars.\n\nUPDATE: It rained."])
def test_labels_that_are_no_names_speak_nothing(read: Reader, text: str) -> None:
    assert spoken(read, text) == []
