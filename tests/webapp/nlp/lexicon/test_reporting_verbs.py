"""Reporting verbs have the forms that English writes."""

from __future__ import annotations

import re

import pytest

from webapp.nlp.lexicon import column, words
from webapp.nlp.lexicon.reporting_verbs import frames_by_form, inflections

STRESSED_BEFORE = frozenset(
    "answer bother consider counter credit favor gather happen liken mutter offer order posit reason reckon threaten "
    "thunder travel whisper wonder".split()
)
"""Verbs that end like *beg* and double nothing, as their last syllable is not stressed."""
SHORT_VOWEL = re.compile(r"(?:^|.*[^aeiou])[aeiou][bdgklmnprtv]")


@pytest.mark.parametrize("form", ["begged", "snapped", "nodding", "shrugged", "preferred", "rebutted", "signalled"])
def test_a_doubled_consonant_is_written(form: str) -> None:
    assert form in frames_by_form()


def test_verbs_that_may_double_their_consonant_say_their_forms() -> None:
    regular = words("reporting_verbs") - set(column("reporting_verbs", "forms"))
    assert {verb for verb in regular if SHORT_VOWEL.fullmatch(verb)} <= STRESSED_BEFORE


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [("say", "says said saying"), ("deny", "denies denied denying"), ("warn", "warns warned warning")],
)
def test_inflections(lemma: str, forms: str) -> None:
    assert set(inflections(lemma)) == {lemma, *forms.split()}
