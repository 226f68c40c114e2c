"""How a claim was made and why it is at a place, who a speaker is and dates read as English."""

from __future__ import annotations

import datetime as dt

import pytest

from webapp.domain import Basis, ClaimKind, Manner
from webapp.page_words import (
    GROUNDS,
    KINDS,
    MANNERS,
    confidence_words,
    ground_words,
    manner_words,
    percent,
    said_words,
    shown_date,
    shown_description,
    sure_words,
)


@pytest.mark.parametrize(
    ("manner", "negated", "cue", "words"),
    [
        (Manner.NEUTRAL, False, "said", ""),
        (Manner.NEUTRAL, True, "did not say", "Not said"),
        (Manner.ALLEGES, False, "alleged", ""),
        (Manner.ALLEGES, False, "claimed", "Allegation"),
        (Manner.ALLEGES, True, "never claimed", "Not alleged"),
        (Manner.DENIES, True, "denied", ""),
        (Manner.DENIES, True, "issued a denial", ""),
        (Manner.DENIES, True, "refusing", "Denial"),
        (Manner.DENIES, False, "did not deny", "Not denied"),
        (Manner.DEMANDS, False, "called for", "Demand"),
        (Manner.WARNS, False, "Warned", ""),
        (Manner.BLAMES, False, "denounced", "Blame"),
        (Manner.BELIEVES, False, "believes", ""),
        (Manner.BELIEVES, False, "feared", "Belief"),
        (Manner.BELIEVES, True, "did not believe", "Not believed"),
        (Manner.PROMISES, False, "vowed", "Promise"),
        (Manner.ASKS, False, "asked", ""),
        (Manner.ASKS, False, "wondered", "Question"),
    ],
)
def test_a_word_for_the_manner_stands_only_where_the_cue_does_not_say_it(manner, negated, cue, words):
    assert manner_words(manner, negated, cue) == words


@pytest.mark.parametrize("manner", [manner for manner in Manner if manner is not Manner.NEUTRAL])
def test_without_a_cue_the_manner_is_always_named(manner):
    made, not_made = (
        manner_words(manner, negated, "")
        for negated in sorted((True, False), key=lambda n: n != (manner is Manner.DENIES))
    )
    assert made and not made.startswith("Not")
    assert not_made.startswith("Not ")


def test_every_kind_and_manner_has_its_words():
    assert KINDS.keys() == set(ClaimKind)
    assert MANNERS.keys() == set(Manner)


@pytest.mark.parametrize(
    "date", [dt.date(2026, 2, 4), dt.datetime(2026, 2, 4, 10, 30), "2026-02-04", "2026-02-04T10:30:00Z"]
)
def test_dates_are_written_one_way(date):
    assert shown_date(date) == "4 February 2026"


@pytest.mark.parametrize("none", [None, ""])
def test_no_date_is_no_words(none):
    assert shown_date(none) == ""


@pytest.mark.parametrize(
    ("description", "shown"),
    [
        ("Its deputy director", "deputy director"),
        ("the mayor of Tillabéri", "mayor of Tillabéri"),
        ("an epidemiologist", "epidemiologist"),
        ("of the Institute for Floods", "of the Institute for Floods"),
        ("The Hague correspondent", "The Hague correspondent"),
        ("His Excellency", "His Excellency"),
        ("theatre critic", "theatre critic"),
    ],
)
def test_a_description_does_not_point_back_to_sentences_that_are_not_shown(description, shown):
    assert shown_description(description) == shown


@pytest.mark.parametrize(
    ("share", "words"),
    [(1.0, "sure"), (0.9, "sure"), (0.899, "fairly sure"), (0.6, "fairly sure"), (0.599, "a guess"), (0.0, "a guess")],
)
def test_confidence_in_words(share: float, words: str) -> None:
    assert confidence_words(share) == words


@pytest.mark.parametrize(("share", "whole"), [(0.0, 0), (0.001, 1), (0.724, 72), (0.999, 99), (1.0, 100)])
def test_only_certainty_is_a_hundred_per_cent(share: float, whole: int) -> None:
    assert percent(share) == whole


def test_a_confidence_stands_in_words_and_figures() -> None:
    assert sure_words(0.724) == "fairly sure, 72%"


def test_a_claim_that_counts_as_said_and_one_that_does_not_are_as_sure_as_they_are() -> None:
    assert said_words(0.97, 0.35) == "Said or written rather than thought, wanted or done (sure, 97%)."
    assert said_words(0.35, 0.35) == "Said or written rather than thought, wanted or done (a guess, 35%)."
    assert said_words(0.06, 0.35) == "Thought, wanted or done rather than said or written (sure, 94%)."


def test_every_ground_has_its_words_and_only_what_the_claim_names_needs_none() -> None:
    assert set(GROUNDS) == set(Basis)
    assert ground_words(Basis.SENTENCE) == "the place is named in the same sentence"
    assert ground_words(Basis.ARTICLE) == "the place is what the article is about"
    assert [basis for basis in Basis if not ground_words(basis)] == [Basis.CONTENT]
