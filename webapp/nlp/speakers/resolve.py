"""Resolves the source of each claim to a speaker: surname to full name, pronoun and title to their holder."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from webapp.domain import Span, Speaker
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.speakers import confidence
from webapp.nlp.speakers.bodies import Bodies, is_body, is_one_person
from webapp.nlp.speakers.phrases import Phrases
from webapp.nlp.speakers.pronouns import PRONOUNS, Pronouns
from webapp.nlp.speakers.resolved import Found, Resolved, Way, goes_on, why
from webapp.nlp.speakers.scene import Scene


class Speakers:
    """Finds the speaker of each claim of one parsed article; claims must come in text order."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.scene = Scene(doc)
        self.bodies = Bodies(self.scene)
        self.pronouns = Pronouns(self.scene, self.bodies)
        self.phrases = Phrases(self.scene)
        self._last = Resolved(None, Way.NOBODY, goes_on(None))

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
        if phrase is None:
            return Resolved(None, Way.NOBODY, goes_on(None))
        tokens = self.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
        found = self._found(tokens) if tokens is not None and len(tokens) else None
        if tokens is None or found is None:
            self._last = Resolved(None, Way.NOBODY, why(self.scene.text, phrase, None))
        else:
            self._last = confidence.with_confidence(_resolved(self.scene.text, phrase, found))
        return self._last

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
