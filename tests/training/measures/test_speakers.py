"""What counts as named: in corpora that mark the speaker, and in one that marks the words of the source alone."""

from __future__ import annotations

from tests.training.measures.quoted import FIRST, TEXT, gold, reading, span
from training.measures.speakers import count, name_words


def test_a_surname_is_a_name_but_not_the_full_one() -> None:
    counts = count(gold(FIRST), reading(FIRST, speaker="Tariq"))
    assert (counts["with a name"], counts["named"], counts["fully named"]) == (1, 1, 0)


def test_a_longer_name_is_the_full_one_and_no_name_is_none() -> None:
    assert count(gold(FIRST), reading(FIRST, speaker="Dr. Amina S. Tariq"))["fully named"] == 1
    assert count(gold(FIRST), reading(FIRST, speaker=None))["named"] == 0


def test_a_span_whose_speaker_nobody_named_is_not_asked_for_one() -> None:
    assert count(gold(FIRST, reference=None), reading(FIRST))["with a name"] == 0


def test_titles_are_no_part_of_a_name() -> None:
    assert name_words("Mr. Bilal Khan of the Ministry") == {"bilal", "khan", "ministry"}


def test_a_source_is_named_by_its_head_where_that_is_a_name() -> None:
    content = {"start": span(FIRST).start, "end": span(FIRST).end}
    source = {"start": span("Amina Tariq").start, "end": span("Amina Tariq").end}
    marked = {"text": TEXT, "attributions": [{"content": [content], "source": [source]}]}
    assert count(marked, reading(FIRST, speaker="Bilal Tariq"))["named"] == 1
    assert count(marked, reading(FIRST, speaker="Amina"))["named"] == 0


def test_a_claim_about_a_place_has_its_speaker_by_name() -> None:
    marked = {"text": TEXT, "claims": [{"content": [{"start": span(FIRST).start, "end": span(FIRST).end}]}]}
    marked["claims"][0]["speaker"] = "Amina Tariq"
    assert count(marked, reading(FIRST))["fully named"] == 1
