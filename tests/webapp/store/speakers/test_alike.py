"""Which names may be one speaker's, and by which words they find each other."""

from __future__ import annotations

import pytest

from webapp.store.speakers.alike import Profile, compared, may_share_office, why_alike, why_office


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("WHO", "World Health Organization", "“WHO” may be short for “World Health Organization”"),
        ("U.N.", "United Nations", "“U.N.” may be short for “United Nations”"),
        ("International Organization for Migration", "IOM", "may be short for"),
        ("WHO", "World Health Assembly", ""),
        ("Mohamed Saleh", "Mohammed Saleh", "similarly spelled"),
        ("Ada Okoro", "Ida Okoro", ""),
        ("North Korea", "South Korea", ""),
        ("Abdullah Gül", "Abdullah Gul", "the same name, written differently"),
        ("Ada Okoro", "Ada B. Okoro", "the same first and last word"),
        ("Ada Okoro", "Ada Ruiz", ""),
        ("Ada Okoro", "Okoro", ""),
        ("Brigade 12", "Brigade 13", ""),
        ("", "", "the same name, described differently"),
    ],
)
def test_names_say_why_they_may_be_one_speakers(one, other, why):
    found = why_alike(Profile.of(one), Profile.of(other))
    assert (why in found) if why else found == ""
    assert bool(why_alike(Profile.of(other), Profile.of(one))) is bool(why)


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("Okoro", "Ada Okoro", True),
        ("A. Okoro", "Ada Okoro", True),
        ("Ben Okoro", "Ada Okoro", False),
        ("B. Okoro", "Ada Okoro", False),
        ("Okoro", "Ruiz", False),
    ],
)
def test_one_office_tells_only_of_those_whose_names_may_be_one(one, other, may):
    assert may_share_office(Profile.of(one), Profile.of(other)) is may


def test_an_office_is_a_word_that_both_are_called():
    assert why_office(["minister of water"], ["the water minister", ""]) == (
        "the same last name, and both are called “minister”"
    )
    assert why_office(["minister"], ["goalkeeper"]) == ""
    assert why_office(["former chief"], ["former chief"]) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("WHO", "World Health Organization"), ("U.N.", "United Nations"), ("Gül Han", "Gul Han"), ("Okoro", "Ada Okoro")],
)
def test_names_that_may_be_one_share_a_word_that_is_compared(one, other):
    assert compared(one) & compared(other)


def test_small_words_find_nobody():
    assert not compared("Ministry of Health") & compared("Bank of Lima")
