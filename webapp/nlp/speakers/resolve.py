"""Resolves the source of each claim to a speaker: surname to full name, pronoun and title to their holder."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from webapp.domain import Span, Speaker
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.persons.people import Person
from webapp.nlp.persons.words import is_office
from webapp.nlp.rules import rule
from webapp.nlp.speakers import confidence
from webapp.nlp.speakers.bodies import Bodies, is_body, is_one_person
from webapp.nlp.speakers.phrases import Phrases
from webapp.nlp.speakers.pronouns import PRONOUNS, Pronouns
from webapp.nlp.speakers.resolved import Found, Resolved, Way, goes_on, why
from webapp.nlp.speakers.scene import Scene
from webapp.nlp.speakers.several import named_together, together, without_both
from webapp.nlp.speakers.voices import is_known, is_voice, owner_of

_NEAR = 1000
"""Characters after somebody spoke in which *the statement* is theirs."""


class Speakers:
    """Finds the speaker of each claim of one parsed article; claims must come in text order."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.scene = Scene(doc)
        self.bodies = Bodies(self.scene)
        self.pronouns = Pronouns(self.scene, self.bodies)
        self.phrases = Phrases(self.scene)
        self._last = Resolved(None, Way.NOBODY, goes_on(None))
        self._last_at = Span(0, 0)
        """The source of the claim before."""

    def of(self, claims: list[Attributed]) -> list[Resolved]:
        """Whom the source of each claim refers to, how sure that is, and why."""
        found = [self._of(claim) for claim in claims]
        described = {one.speaker.name: one.speaker for one in found if one.speaker and one.speaker.description}
        return [_described(one, described) for one in found]

    def _of(self, claim: Attributed) -> Resolved:
        if claim.same_speaker:
            goes = replace(self._last, way=Way.GOES_ON, why=goes_on(self._last.speaker))
            return goes if goes.speaker is None else confidence.with_confidence(goes)
        phrase = claim.named_by or (claim.source[0] if claim.source else None)
        phrase = self.scene.after_dateline(phrase) if phrase is not None else None
        if phrase is None:
            return Resolved(None, Way.NOBODY, goes_on(None))
        tokens = self.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
        found = self._speaker(tokens) if tokens is not None and len(tokens) else None
        if tokens is None or found is None:
            self._last = Resolved(None, Way.NOBODY, why(self.scene.text, phrase, None))
        else:
            self._last = confidence.with_confidence(_resolved(self.scene.text, phrase, found))
            self._last_at = phrase
        return self._last

    def _speaker(self, tokens: DocSpan) -> Found | None:
        if is_voice(tokens):
            through = self._through(tokens)
            if through is not None:
                return through
        return self._together(tokens) or self._found(without_both(tokens))

    @rule(
        "two who speak with one voice",
        "Of people joined by and, all speak: the speaker has the names of all.",
        "Rosa Lima and Ada Mamani met. Lima and Mamani said that it rained.",
        otherwise=None,
    )
    def _together(self, tokens: DocSpan) -> Found | None:
        parts = together(tokens)
        people = [person for part in parts if (person := self._person(part)) is not None]
        names = list(dict.fromkeys(person.name for person in people if not is_office(person.name.lower())))
        if len(names) == 1 < len(people) == len(parts):
            return self._found(parts[-1])
        if len(names) < 2 or len(names) < len(parts):
            return None
        speaker = Speaker(named_together(names))
        self.scene.last_body = speaker, Span(tokens.start_char, tokens.end_char)
        written = self.scene.written(tokens)
        return Found(speaker, Way.NAMED if all(name in written for name in names) else Way.SHORT)

    def _person(self, tokens: DocSpan) -> Person | None:
        """The person that a phrase or a pronoun stands for, None for a body."""
        word = tokens.text.lower()
        return (self.pronouns.of(tokens[0], word) if word in PRONOUNS else self.phrases.of(tokens))[0]

    @rule(
        "whose statement it is",
        "What a statement, a letter or a post says, its owner says: her statement, a statement by the ministry.",
        "Rosa Lima is ill. Her statement said that the road was closed.",
        otherwise=None,
    )
    def _through(self, tokens: DocSpan) -> Found | None:
        """Who speaks through a statement; None for nobody's."""
        owner = owner_of(tokens.root)
        if owner is not None:
            return self._found(owner)
        last, at = self._last.speaker, self._last_at
        if last is None or not is_known(tokens) or tokens.start_char - at.end > _NEAR:
            return None
        return Found(last, Way.TOLD_BEFORE, at)

    def _found(self, tokens: DocSpan) -> Found | None:
        written = self.scene.written(tokens).strip(" ,")
        # WHO, US and IT are bodies.
        is_pronoun = written.lower() in PRONOUNS and written in (written.lower(), written.capitalize())
        if is_pronoun:
            person, found = self.pronouns.of(tokens[0], written.lower())
        else:
            person, found = self.phrases.of(tokens)
            if person is None:
                return self._body(tokens)
        if person is not None and found is not None:
            self.scene.last_person, self.scene.last_unnamed = person, None
            described = Speaker(found.speaker.name, self.scene.descriptions.of(person))
            return replace(found, speaker=described)
        return found

    def _body(self, tokens: DocSpan) -> Found | None:
        found = self.bodies.written(tokens)
        if found is None:
            return None
        where = Span(tokens.start_char, tokens.end_char)
        self.bodies.heard(tokens, found.speaker)
        if is_body(tokens.root):
            self.scene.last_body = found.speaker, where
        elif is_one_person(tokens.root):
            self.scene.last_unnamed = found.speaker, where
        if tokens.root.ent_type_ == "ORG":
            self.scene.last_organisation = found.speaker.name, where
        return found


def _resolved(text: str, phrase: Span, found: Found) -> Resolved:
    where = found.evidence
    distance = max(0, phrase.start - where.end) if where is not None else 0
    return Resolved(found.speaker, found.way, why(text, phrase, found), where, distance, found.fitting)


def _described(resolved: Resolved, described: dict[str, Speaker]) -> Resolved:
    """The same with what another claim's source says about the speaker."""
    speaker = resolved.speaker
    return resolved if speaker is None else replace(resolved, speaker=described.get(speaker.name, speaker))
