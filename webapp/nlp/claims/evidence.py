"""Says in sentences why words were taken for a claim, and why its source stands for its speaker."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.domain import ClaimKind, Span, Speaker
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.claims.confidence import way_found
from webapp.nlp.claims.reporting_verbs import NOUNS, frames_by_form
from webapp.nlp.persons.names import clean_name

_PRONOUNS = frozenset("he him his she her hers they them their we us our i it its this that who which".split())
_LONGEST = 80


def why_a_claim(text: str, claim: Attributed, kind: ClaimKind) -> tuple[str, ...]:
    """The reasons why these words count as something that somebody said; one sentence or two."""
    return tuple(_reasons(text, claim, kind))


def _reasons(text: str, claim: Attributed, kind: ClaimKind) -> Iterator[str]:
    way = way_found(text, claim)
    cue = _quoted(text, claim.cue)
    if kind is ClaimKind.DIRECT:
        yield "The words stand in quotation marks."
    elif kind is ClaimKind.MIXED:
        yield "A part of the words stands in quotation marks."
    if way == "goes on":
        yield "They go on from the quotation before, and nobody else is named between."
    elif way == "beside":
        yield from _named_beside(claim)
    elif way == "according to":
        yield f"{cue} tells whose words they are."
    elif way == "colon":
        yield "A colon after the speaker leads in to them."
    else:
        yield _of_a_verb(text, claim, kind)


def _named_beside(claim: Attributed) -> Iterator[str]:
    if not claim.source:
        return
    if claim.source[0].start > claim.content[-1].start:
        yield "The speaker is named right after them."
    else:
        yield "The sentence before them reports what the same speaker said."


def _of_a_verb(text: str, claim: Attributed, kind: ClaimKind) -> str:
    cue = _quoted(text, claim.cue)
    words = claim.cue[0].of(text).lower().split()
    if any(word.removesuffix("s") in NOUNS or word in NOUNS for word in words):
        return f"{cue} is a word for something said, and what was said goes with it."
    if any(word in frames_by_form() for word in words):
        side = "comes before it" if claim.content[0].start < claim.cue[0].start else "follows it"
        what = "what was said" if kind is not ClaimKind.DIRECT else "the quotation"
        return f"{cue} reports speech, and {what} {side}."
    return f"{cue} is not among the usual verbs of speech, but the words around it are like those of reported speech."


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


def _quoted(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(f"“{' '.join(span.of(text).split())}”" for span in spans)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
