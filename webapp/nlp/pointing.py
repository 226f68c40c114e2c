"""Places a claim only points at: in the sentence's opening, by *there* or *the region*, by *our land*."""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Doc

from gazetteer.place import Precision
from webapp.domain import ClaimPlace, Mention, MentionKind, Role, Span, Speaker
from webapp.nlp import clauses, extensions
from webapp.nlp.attributed import Attributed
from webapp.nlp.paragraphs import paragraphs
from webapp.nlp.span_index import SpanIndex

_TOPIC_OPENING = re.compile(
    r"\A(?:Referring|Contrasting|Highlighting|Describing|Commenting|Reacting|Responding|Discussing|Turning|Citing"
    r"|Pointing|Asked|Speaking\s+(?:of|about|on)|Talking\s+about|Alluding|Criticising|Criticizing|Condemning|On\b|About"
    r"|Regarding|As\s+for|Recalling|Addressing\s+(?:the\s+)?(?:situation|crisis|issue|question))"
)
_POINTING = re.compile(
    r"(?<!\bout )\bthere\b"
    r"|\b(?:the|this|that)\s+(region|area|territory|valley|city|town|village|district|province|country|camp|island|state)\b",
    re.IGNORECASE,
)
_OWN_LAND = re.compile(
    r"\bour\s+(?:own\s+)?(?:lands?|country|people|region|homeland|soil|territory|valley|city|villages?)\b",
    re.IGNORECASE,
)
_WE_OF = re.compile(
    r"\b(?:we|us),?\s+(?:the\s+)?(?:people|residents|citizens|inhabitants)\s+of\s+(?:the\s+)?\Z", re.IGNORECASE
)
_FITTING = {
    "city": {Precision.SETTLEMENT},
    "town": {Precision.SETTLEMENT},
    "village": {Precision.SETTLEMENT},
    "camp": {Precision.SETTLEMENT, Precision.SITE},
    "district": {Precision.DISTRICT},
    "country": {Precision.COUNTRY},
    "province": {Precision.REGION},
    "state": {Precision.REGION, Precision.COUNTRY},
    "valley": {Precision.REGION},
    "island": {Precision.REGION},
}
_LONGEST_WE = 40
_FARTHEST = 600


class Pointing:
    """Finds the places that the claims of one article point at without naming them in their words."""

    def __init__(self, doc: Doc, mentions: list[Mention]) -> None:
        self.doc = doc
        self.text = extensions.text_of(doc)
        self.mentions = mentions
        self.paragraphs = paragraphs(self.text)
        self.where = SpanIndex(mention.span for mention in mentions)
        self.own_region: dict[str, int] = {}

    def of(self, claim: Attributed, speaker: Speaker | None, links: list[ClaimPlace]) -> list[ClaimPlace]:
        """Further links of ``claim``; claims must come in text order, so that *our land* is known."""
        self._learn_own_region(claim, speaker)
        found = [
            ClaimPlace(index, Role.ABOUT, "named in the opening of the sentence") for index in self._opening(claim)
        ]
        known = {link.mention for link in (*links, *found)}
        own = self._own(claim, speaker)
        if own is not None and own not in known:
            found.append(ClaimPlace(own, Role.ABOUT, "the speaker's own region, as the speaker said before"))
        if not found and not any(link.role is Role.ABOUT for link in links):
            index = self._pointed_at(claim)
            if index is not None:
                found.append(ClaimPlace(index, Role.ABOUT, "the place the words point back to"))
        return found

    def _learn_own_region(self, claim: Attributed, speaker: Speaker | None) -> None:
        if speaker is None:
            return
        for index in (index for span in claim.content for index in self.where.overlapping(span)):
            start = self.mentions[index].span.start
            if _WE_OF.search(self.text, max(0, start - _LONGEST_WE), start):
                self.own_region.setdefault(speaker.name, index)

    def _own(self, claim: Attributed, speaker: Speaker | None) -> int | None:
        if speaker is None or not any(_OWN_LAND.search(self.text, span.start, span.end) for span in claim.content):
            return None
        return self.own_region.get(speaker.name)

    def _opening(self, claim: Attributed) -> list[int]:
        """Mentions in an opening that sets the topic, *Referring to the floods in …, she said*."""
        cue = clauses.token_at(self.doc, claim.cue[0].start) if claim.cue else None
        if cue is None:
            return []
        start = cue.sent.start_char
        first = min(span.start for span in (*claim.source, *claim.cue, *claim.content))
        opening = self.text[start:first].lstrip()
        if not _TOPIC_OPENING.match(opening):
            return []
        return [
            index
            for index in self.where.overlapping(Span(start, first))
            if self.mentions[index].kind is MentionKind.TOPONYM
        ]

    def _pointed_at(self, claim: Attributed) -> int | None:
        for span in claim.content:
            for pointer in _POINTING.finditer(self.text, span.start, span.end):
                if not self._is_existential(pointer.start()):
                    fitting = _FITTING.get((pointer.group(1) or "").lower())
                    return self._meant(pointer.start(), fitting)
        return None

    def _is_existential(self, position: int) -> bool:
        """Whether the word there is the empty subject of *there are*."""
        token = clauses.token_at(self.doc, position)
        return token is not None and token.dep_ == "expl"

    def _meant(self, position: int, fitting: set[Precision] | None) -> int | None:
        """The last place named before in the paragraph; else, of those a little further back, the most named so far."""
        within = self.where.overlapping(Span(max(0, position - _FARTHEST), position))
        near = [index for index in within if self._may_be_meant(index, position, fitting)]
        if not near:
            return None
        paragraph = next((one.start for one in self.paragraphs if one.start <= position < one.end), 0)
        last = near[-1]
        if fitting is None or self.mentions[last].span.start >= paragraph:
            return last
        named = Counter(self._place_id(one) for one in self.mentions if one.span.start < position)
        return max(near, key=lambda index: (named[self._place_id(self.mentions[index])], index))

    def _may_be_meant(self, index: int, position: int, fitting: set[Precision] | None) -> bool:
        mention = self.mentions[index]
        if not position - _FARTHEST <= mention.span.start < position or mention.kind is not MentionKind.TOPONYM:
            return False
        precision = mention.resolution.precision
        return (
            precision is not None
            and (fitting is None or precision in fitting)
            and not self._in_front_matter(mention.span)
        )

    @staticmethod
    def _place_id(mention: Mention) -> str | None:
        return mention.resolution.place.id if mention.resolution.place else None

    def _in_front_matter(self, span: Span) -> bool:
        article = self.doc._.article
        dateline = article.dateline if article is not None else None
        return dateline is not None and dateline.contains(span)
