"""A text that is not in the language being read is reported as such; short ones are not."""

from __future__ import annotations

import pytest

from webapp.nlp.text import language
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
def test_another_language_is_reported(text: str) -> None:
    note = language_note(text)
    assert note is not None
    assert "English" in note


@pytest.mark.parametrize("text", [ENGLISH, "Bonjour tout le monde", ""])
def test_english_and_short_texts_are_not(text: str) -> None:
    assert language_note(text) is None


def test_the_note_names_the_language_that_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_COMMON", frozenset("de la le du un des et que les a pour sur".split()))
    monkeypatch.setattr(language, "_LANGUAGE", "French")
    assert language_note(FRENCH) is None
    assert "French" in (language_note(URDU) or "")


def test_without_common_words_there_is_no_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_COMMON", frozenset())
    assert language_note(URDU) is None
