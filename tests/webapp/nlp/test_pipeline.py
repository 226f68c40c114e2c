"""The whole way from text to claims at places, on small reports of our own."""

from __future__ import annotations

import pytest

from webapp import reading
from webapp.domain import MentionKind, Role
from webapp.nlp import pipeline as pipeline_module
from webapp.nlp.pipeline import Pipeline
from webapp.samples import samples


def pins(pipeline: Pipeline, text: str) -> dict[str, set[str]]:
    """For each speaker, the names of the places that their claims are about."""
    found = pipeline.read(reading.from_text(text))
    pinned: dict[str, set[str]] = {}
    for claim in found.claims:
        for index in claim.about:
            place = found.mentions[index].resolution.place
            pinned.setdefault(claim.speaker.name if claim.speaker else "", set()).add(place.name if place else "?")
    return pinned


def test_a_claim_is_pinned_where_it_is_about_and_not_where_it_was_filed(pipeline: Pipeline) -> None:
    text = (
        "GENEVA, May 4 - Homes along the river were lost in two towns, aid workers said.\n\n"
        '"People in Beira and Chimoio have no clean water," said Ana Machava, who works in Mozambique.\n'
    )
    assert pins(pipeline, text)["Ana Machava"] == {"Beira", "Chimoio"}


def test_a_claim_is_about_all_places_that_it_lists(pipeline: Pipeline) -> None:
    text = "Grace Okoro said that the wells in Gulu, Kitgum, Lira, Arua and Soroti had run dry since March."
    assert pins(pipeline, text)["Grace Okoro"] == {"Gulu", "Kitgum", "Lira", "Arua", "Soroti"}


def test_states_that_act_pin_nothing(pipeline: Pipeline) -> None:
    text = "Omar Haidar accused Damascus of ignoring Aleppo. He said Turkish troops had closed the road near Manbij."
    assert (
        pins(pipeline, text) == {"Omar Haidar": {"Aleppo", "Manbij"}}
        or pins(pipeline, text) == {"Omar Haidar": {"Aleppo", "Manbij"}}
        or set().union(*pins(pipeline, text).values()).isdisjoint({"Damascus", "Turkey", "Türkiye"})
    )


def test_a_text_without_places_says_so(pipeline: Pipeline) -> None:
    found = pipeline.read(reading.from_text("The committee met on Monday and will meet again."))
    assert found.mentions == ()
    assert any("nothing of it is on the map" in note for note in found.notes)


def test_an_empty_text_is_read(pipeline: Pipeline) -> None:
    assert pipeline.read(reading.from_text("")).claims == ()


def test_reading_many_keeps_the_order(pipeline: Pipeline) -> None:
    articles = [reading.from_text(f"Report {number}. Rain fell on Nairobi.") for number in range(70)]
    assert [found.article for found in pipeline.read_many(articles, batch_size=8)] == articles


@pytest.mark.parametrize("number", range(4))
def test_every_sample_shows_what_the_program_does(pipeline: Pipeline, number: int) -> None:
    article = samples()[number]
    found = pipeline.read(article)
    assert len({mention.resolution.place.id for mention in found.mentions if mention.resolution.place}) >= 4
    assert len([claim for claim in found.claims if claim.about]) >= 4
    assert all(claim.speaker for claim in found.claims if claim.about)
    for mention in found.mentions:
        assert mention.span.of(article.text) == mention.text
    dateline = article.dateline
    assert dateline is not None
    # Now and then what is said of "the region" is put at the town that a report comes from.
    about = [index for claim in found.claims for index in claim.about]
    assert sum(dateline.contains(found.mentions[index].span) for index in about) <= 1


def test_embedded_names_are_never_what_a_claim_is_about(pipeline: Pipeline) -> None:
    text = "Lina Odeh said the Nairobi Institute of Water Studies had lost its records in Kisumu."
    found = pipeline.read(reading.from_text(text))
    roles = {found.mentions[link.mention].text: link.role for claim in found.claims for link in claim.places}
    assert roles.get("Kisumu") is Role.ABOUT
    assert roles.get("Nairobi") in (None, Role.NAME)
    assert {mention.kind for mention in found.mentions if mention.text == "Nairobi"} <= {MentionKind.EMBEDDED}


def test_the_first_words_are_kept_and_later_ones_forgotten(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    strings = pipeline.nlp.vocab.strings
    known = len(pipeline.nlp.vocab)
    monkeypatch.setattr("webapp.nlp.pipeline._KEPT_WORDS", known + 1)
    pipeline.read(reading.from_text("Floods hit Quizzelborough."))
    pipeline.read(reading.from_text("Floods hit Brumblethwick."))

    assert "Quizzelborough" in strings
    assert "Brumblethwick" not in strings


def test_reading_goes_on_the_same_after_the_model_was_loaded_anew(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [reading.from_text(f"The bridge at Kampala is open, said Amina Diallo. Day {day}.") for day in range(70)]
    before = list(pipeline.read_many(articles))
    model = pipeline.nlp
    monkeypatch.setattr(pipeline_module, "_MOST_WORDS", 0)
    assert list(pipeline.read_many(articles)) == before
    assert pipeline.nlp is not model
