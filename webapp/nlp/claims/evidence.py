"""Says in a sentence why a claim's source stands for its speaker."""

from __future__ import annotations

from webapp.domain import Span, Speaker
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.lexicon import words as listed
from webapp.nlp.persons.names import clean_name

_PRONOUNS = listed("speech", "pronoun")
_LONGEST = 80


def why_speaker(text: str, claim: Attributed, speaker: Speaker | None) -> str:
    """Why the source stands for this speaker; what is missing where there is none."""
    phrase = claim.named_by or (claim.source[0] if claim.source else None)
    if speaker is None:
        return "The article does not name who said it." if phrase is None else _unnamed(text, phrase)
    if claim.same_speaker or phrase is None:
        return f"The quotation before is taken to be {_possessive(speaker.name)}, and this one goes on from it."
    words = " ".join(phrase.of(text).split())
    if words.lower() in _PRONOUNS:
        return f"“{words}” is taken for {speaker.name}, of whom the article speaks before."
    if speaker.name in words:
        return f"The source itself names {speaker.name}."
    if set(clean_name(words).split()) & set(speaker.name.split()):
        return f"“{_short(words)}” is taken as short for {speaker.name}, as the article has it in full."
    if speaker.description:
        return f"“{_short(words)}” is taken for {speaker.name}, whom the article calls “{_short(speaker.description)}”."
    return f"“{_short(words)}” is taken for {speaker.name}, of whom the article speaks before."


def _unnamed(text: str, phrase: Span) -> str:
    return f"The article does not tell whom “{_short(' '.join(phrase.of(text).split()))}” stands for."


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
