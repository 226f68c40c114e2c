"""Learns where the speakers of one article are at home, so that *our village* and *home* have a place."""

from __future__ import annotations

import re
from itertools import chain

from webapp.domain import Mention, MentionKind, Span, Speaker
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.text.spans import SpanIndex

OWN = re.compile(
    r"\bour\s+(?:own\s+)?(?:airspace|borders?|camp|city|coast|country|district|fields|homeland|homes?|island|lands?"
    r"|people|province|region|shores|soil|territory|town|valley|villages?|waters)\b"
    r"|\b(?:go|going|gone|went|return|returned|returning|come|coming)\s+(?:back\s+)?home\b(?!\s+to\b)",
    re.IGNORECASE,
)
"""What a speaker calls the place where they are at home."""
_WE_OF = re.compile(
    r"\b(?:we|us),?\s+(?:the\s+)?(?:people|residents|citizens|inhabitants)\s+of\s+(?:the\s+)?\Z", re.IGNORECASE
)
_AT_HOME = re.compile(r"\b(?:from|of)\s+(?:the\s+)?\Z")
_LONGEST_WE = 40
_LONGEST_TALE = 80


class OwnRegions:
    """The own region of each speaker, as an index into the mentions."""

    def __init__(self, text: str, mentions: list[Mention], where: SpanIndex) -> None:
        self.text = text
        self.mentions = mentions
        self.where = where
        self._said: dict[str, int] = {}
        self._told: dict[str, int | None] = {}

    def learn(self, claim: Attributed, speaker: Speaker | None) -> None:
        """Keep what a speaker says of their own people: *we, the people of …*."""
        if speaker is None:
            return
        for index in (index for span in claim.content for index in self.where.overlapping(span)):
            start = self.mentions[index].span.start
            if _WE_OF.search(self.text, max(0, start - _LONGEST_WE), start):
                self._said.setdefault(speaker.name, index)

    def of(self, claim: Attributed, speaker: Speaker | None) -> tuple[int, str] | None:
        """The region that the claim's speaker would call their own, and how it is known."""
        said = self._said.get(speaker.name) if speaker is not None else None
        if said is not None:
            return said, "the speaker's own region, as the speaker said before"
        named = self._in_source(claim)
        if named is not None:
            return named, "the speaker's own region, named with the speaker"
        told = self._told_of(speaker.name) if speaker is not None else None
        return (told, "the speaker's own region, as the article says") if told is not None else None

    def _in_source(self, claim: Attributed) -> int | None:
        inside = [index for span in claim.source for index in self.where.overlapping(span)]
        named = (index for index in inside if self.mentions[index].kind is MentionKind.TOPONYM)
        people = (self._land_of(index) for index in inside if self.mentions[index].kind is MentionKind.DEMONYM)
        return next(chain(named, people), None)

    def _land_of(self, people: int) -> int:
        """The last mention by name of the place whose people are named, or theirs where there is none."""
        place = self.mentions[people].resolution.place
        named = (
            index
            for index in range(people - 1, -1, -1)
            if self.mentions[index].kind is MentionKind.TOPONYM and self.mentions[index].resolution.place == place
        )
        return next(named, people) if place is not None else people

    def _told_of(self, name: str) -> int | None:
        """The place that the article ties to a speaker's name: *Nur Begum came on Sunday from Buthidaung*."""
        if name not in self._told:
            self._told[name] = self._home_of(name)
        return self._told[name]

    def _home_of(self, name: str) -> int | None:
        if not name[:1].isupper():
            return None
        for named in re.finditer(rf"\b{re.escape(name)}\b", self.text):
            sentence = re.compile(r"[.\n]|\Z").search(self.text, named.end())
            end = min(sentence.start() if sentence else len(self.text), named.end() + _LONGEST_TALE)
            for index in self.where.overlapping(Span(named.end(), max(end, named.end() + 1))):
                mention = self.mentions[index]
                if mention.kind is MentionKind.TOPONYM and _AT_HOME.search(self.text, named.end(), mention.span.start):
                    return index
        return None
