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


def test_readers_voices_that_are_signed_have_each_their_name(read: Reader) -> None:
    text = (
        "Readers wrote to us.\n\n“The road to Gulu is closed and nobody knows why.” ― Ana Torres \n"
        "“We walk for two hours.” ― Sonya Herridge.\n\n“The bridge fell last year.”― Carlos Raúl"
    )
    assert [speaker for speaker, _ in spoken(read, text)] == ["Ana Torres", "Sonya Herridge", "Carlos Raúl"]


@pytest.mark.parametrize("joint", ["but", "and", "because"])
def test_a_second_part_behind_a_conjunction_belongs_to_the_quotation(read: Reader, joint: str) -> None:
    (claim,) = read(f'"I like him," Amira Okoro said, {joint} "nobody in Gulu knows what he is here for."')._.claims
    assert len(claim.attribution.content) == 2


@pytest.mark.parametrize("rest", ["", " in a long letter"])
def test_quoted_words_may_be_how_somebody_puts_it(read: Reader, rest: str) -> None:
    text = f'The town slept, as Amira Okoro put it{rest}, "through the worst night that Gulu has ever seen."'
    assert spoken(read, text) == [("Amira Okoro", "through the worst night that Gulu has ever seen.")]


def test_a_name_that_came_in_is_no_second_part(read: Reader) -> None:
    (claim,) = read('"I like him," Amira Okoro said, and "the old man of the hills" came in from Gulu.')._.claims
    assert len(claim.attribution.content) == 1


def test_signed_words_need_no_full_stop(read: Reader) -> None:
    assert spoken(read, "Voices:\n\n“A bad year for nuts” — Jo Smith") == [("Jo Smith", "A bad year for nuts")]


def test_what_breaks_as_soon_as_it_is_put_somewhere_says_nothing(read: Reader) -> None:
    assert spoken(read, "The pump broke as soon as they put it in the water, “as it does on a bad day in Gulu.”") == []


def test_a_statement_may_come_before_a_comma(read: Reader) -> None:
    text = 'After the flood, Omar Haidar issued a statement, "It was the worst night that Gulu has seen."'
    assert spoken(read, text) == [("Omar Haidar", "It was the worst night that Gulu has seen.")]


@pytest.mark.parametrize(("to", "speaker"), [("To Amira Okoro", "Amira Okoro"), ("To her", "Amira Okoro")])
def test_what_something_is_to_somebody_is_theirs(read: Reader, to: str, speaker: str) -> None:
    text = f"Amira Okoro runs the school in Gulu. {to}, “the bridge is all that the town has left.”"
    assert spoken(read, text) == [(speaker, "the bridge is all that the town has left.")]


@pytest.mark.parametrize(
    "opening", ["For example", "To Britain", "To honour Amira Okoro", "For years after Amira Okoro"]
)
def test_other_words_before_a_comma_say_nothing(read: Reader, opening: str) -> None:
    assert spoken(read, f"{opening}, “the bridge is all that the town has left.”") == []
