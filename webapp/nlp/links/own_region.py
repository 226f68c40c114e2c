"""Where the speakers of one article are at home, so that *our village* and *home* have a place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from webapp.domain import Mention, MentionKind, Span, Speaker
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.lexicon import alternatives
from webapp.nlp.rules import rule
from webapp.nlp.text.spans import SpanIndex

OWN = re.compile(
    rf"\b(?:{alternatives('own_land', 'our')})\s+(?:{alternatives('own_land', 'land')})\b"
    rf"|\b(?:{alternatives('own_land', 'going')})\s+(?:{alternatives('own_land', 'home')})\b"
    rf"(?!\s+(?:{alternatives('own_land', 'elsewhere')})\b)",
    re.IGNORECASE,
)
"""What a speaker calls the place where they are at home."""
_THE = rf"(?:(?:{alternatives('own_land', 'the')})\s+)?"
_WE_OF = re.compile(
    rf"\b(?:{alternatives('own_land', 'we')}),?\s+{_THE}(?:{alternatives('own_land', 'inhabitants')})"
    rf"\s+(?:{alternatives('own_land', 'of')})\s+{_THE}\Z",
    re.IGNORECASE,
)
_AT_HOME = re.compile(rf"\b(?:{alternatives('own_land', 'tie')})\s+{_THE}\Z")
_SENTENCE_END = re.compile(r"[.\n]|\Z")
_WORD = re.compile(r"\w+")
_LONGEST_WE = 40
_LONGEST_TALE = 80

Found = tuple[int, str]
"""The index of a mention, and why it is the one meant."""


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

    def of(self, claim: Attributed, speaker: Speaker | None, own: str) -> Found | None:
        """The region that the claim's speaker calls ``own``, and how it is known."""
        return self._said_before(speaker, own) or self._in_source(claim, own) or self._tied_to(speaker, own)

    @rule(
        "own-land-said",
        "The land of a speaker who said “we, the people of …” is that one.",
        "“We, the people of Bamyan, want peace,” Farida Noorzai said.\n\n“Our land is dry,” Noorzai said.",
        otherwise=None,
    )
    def _said_before(self, speaker: Speaker | None, own: str) -> Found | None:
        index = self._said.get(speaker.name) if speaker is not None else None
        if speaker is None or index is None:
            return None
        return index, f"“{own}” is the region that {speaker.name} spoke for before, “{self.mentions[index].text}”"

    @rule(
        "own-land-source",
        "The land of a speaker named with a place or a people is theirs.",
        "Elders from Kasese demanded that the army let families go home.",
        otherwise=None,
    )
    def _in_source(self, claim: Attributed, own: str) -> Found | None:
        inside = [index for span in claim.source for index in self.where.overlapping(span)]
        named = [index for index in inside if self.mentions[index].kind is MentionKind.TOPONYM]
        people = [index for index in inside if self.mentions[index].kind is MentionKind.DEMONYM]
        for index in (named + people)[:1]:
            return index, f"“{own}” is that of the speaker, named with “{self.mentions[index].text}”"
        return None

    @rule(
        "own-land-told",
        "The land of a speaker whom the article says to be of a place or from it is that place.",
        "Grace Mbabazi came on Sunday from Kasese.\n\n“Shells hit our village,” Mbabazi said.",
        otherwise=None,
    )
    def _tied_to(self, speaker: Speaker | None, own: str) -> Found | None:
        if speaker is None:
            return None
        if speaker.name not in self._told:
            self._told[speaker.name] = self._home_of(speaker.name)
        index = self._told[speaker.name]
        if index is None:
            return None
        return index, f"“{own}” is where the article says that {speaker.name} is from, “{self.mentions[index].text}”"

    def _home_of(self, name: str) -> int | None:
        """The place that the article ties to a speaker's name: *Nur Begum came on Sunday from Buthidaung*."""
        for named in self._named(name) if name[:1].isupper() else ():
            end = named + _LONGEST_TALE
            sentence = _SENTENCE_END.search(self.text, named, end)
            end = max(sentence.start() if sentence else end, named + 1)
            for index in self.where.overlapping(Span(named, end)):
                mention = self.mentions[index]
                if mention.kind is MentionKind.TOPONYM and _AT_HOME.search(self.text, named, mention.span.start):
                    return index
        return None

    def _named(self, name: str) -> Iterator[int]:
        """Where each occurrence of a name ends, found by the rarest of its words."""
        words = list(_WORD.finditer(name))
        if not words:
            return
        rarest = min(words, key=lambda word: len(self._words.get(word.group(), ())))
        for position in self._words.get(rarest.group(), ()):
            start = position - rarest.start()
            if start >= 0 and self.text.startswith(name, start) and self._is_whole(start, len(name)):
                yield start + len(name)

    def _is_whole(self, start: int, length: int) -> bool:
        before, after = self.text[max(0, start - 1) : start], self.text[start + length : start + length + 1]
        return not (before.isalnum() or after.isalnum())

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        """Where each word with a capital stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for word in _WORD.finditer(self.text):
            if word.group()[0].isupper():
                found[word.group()].append(word.start())
        return found
