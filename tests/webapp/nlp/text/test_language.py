"""A text that is not English is told as such; short or English ones are not."""

from __future__ import annotations

import pytest

from webapp.nlp.text.language import language_note

FRENCH = (
    "Le maire de la ville a annoncé lundi que le pont sera fermé pendant trois mois pour des travaux urgents. "
    "Les habitants du quartier demandent une navette et des explications sur le coût du chantier."
)
URDU = "شہر کے میئر نے پیر کو اعلان کیا کہ پل تین ماہ کے لیے بند رہے گا " * 4
ENGLISH = (
    "The mayor of the city said on Monday that the bridge would be closed for three months for urgent works. "
    "People in the quarter have asked for a shuttle and for an explanation of what it will cost."
)


@pytest.mark.parametrize("text", [FRENCH, URDU])
def test_another_language_is_told(text: str) -> None:
    note = language_note(text)
    assert note is not None
    assert "English" in note


@pytest.mark.parametrize("text", [ENGLISH, "Bonjour tout le monde", ""])
def test_english_and_short_texts_are_not(text: str) -> None:
    assert language_note(text) is None
