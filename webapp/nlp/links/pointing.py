"""Places a claim only points at: in the sentence's opening, by *there* or *the region*, by *our land*."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc

from webapp.domain import ClaimPlace, Mention, MentionKind, Role, Span, Speaker
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.links.antecedents import DIRECTIONS, SORTS, Antecedents
from webapp.nlp.links.origins import is_somebody
from webapp.nlp.links.own_region import OWN, OwnRegions
from webapp.nlp.links.role_words import BEING
from webapp.nlp.links.roles import PlaceRoles
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.spans import SpanIndex

_TOPIC_OPENING = re.compile(
    r"(?:Referring|Contrasting|Highlighting|Describing|Commenting|Reacting|Responding|Discussing|Turning|Citing"
    r"|Pointing|Asked|Speaking\s+(?:of|about|on)|Talking\s+about|Alluding|Criticising|Criticizing|Condemning|On\b|About"
    r"|Regarding|As\s+for|Recalling|Addressing\s+(?:the\s+)?(?:situation|crisis|issue|question))"
)
_POINTING = re.compile(
    r"\b(?=[hit])(?:"  # the first letter of every alternative, so that most words are passed over at once
    r"(?<!\bout )(?P<there>there\b)(?![’']|\s+(?:for|when)\b)|(?P<here>here\b)(?![’']|\s+(?:to\s+stay|in)\b)"
    r"|(?:this|that)\s+(?P<way>road|street|highway|route)\b"
    r"|(?:its|their)\s+(?P<neighbour>neighbou?r(?:ing\s+country)?)\b"
    rf"|(?<!\bto )(?<!\bfrom )the\s+(?P<end>{'|'.join(DIRECTIONS.split())})\b(?!\s+of\b)"
    rf"|(?:the|this|that)\s+(?P<sort>area|{'|'.join(SORTS.split())})\b)",
    re.IGNORECASE,
)
_BACK = "the place the words point back to"
_CALLED = "the place the article calls so before"


class Pointing:
    """Finds the places that the claims of one article point at without naming them in their words."""

    def __init__(self, doc: Doc, mentions: list[Mention], roles: PlaceRoles) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.mentions = mentions
        self.roles = roles
        self.where = SpanIndex(mention.span for mention in mentions)
        self.before = Antecedents(doc, mentions, roles)
        self.own_regions = OwnRegions(self.text, mentions, self.where)

    def of(self, claim: Attributed, speaker: Speaker | None, links: list[ClaimPlace]) -> list[ClaimPlace]:
        """Further links of ``claim``; claims must come in text order, so that *our land* is known."""
        self.own_regions.learn(claim, speaker)
        found: dict[int, str] = {
            index: "named in the opening of the sentence"
            for index in self._opening(claim)
            if self.roles.of(index).role is Role.ABOUT
        }
        own = self._own(claim, speaker)
        if own is not None:
            found.setdefault(*own)
        if not found:
            found = dict(self._pointed_at(claim, any(link.role is Role.ABOUT for link in links)))
        known = {link.mention for link in links}
        return [ClaimPlace(index, Role.ABOUT, why) for index, why in found.items() if index not in known]

    def _own(self, claim: Attributed, speaker: Speaker | None) -> tuple[int, str] | None:
        if not any(OWN.search(self.text, span.start, span.end) for span in claim.content):
            return None
        return self.own_regions.of(claim, speaker)

    def _opening(self, claim: Attributed) -> list[int]:
        """Mentions in an opening that sets the topic, *Referring to the floods in …, she said*."""
        cue = clauses.token_at(self.doc, claim.cue[0].start) if claim.cue else None
        if cue is None:
            return []
        first = claim.start
        word = clauses.token_at(self.doc, first)
        if word is not None and word.is_sent_start:
            return []
        start = self._sentence_starts[bisect_right(self._sentence_starts, cue.idx) - 1]
        while start < first and self.text[start].isspace():
            start += 1
        if not _TOPIC_OPENING.match(self.text, start, first):
            return []
        return [
            index
            for index in self.where.overlapping(Span(start, first))
            if self.mentions[index].kind is MentionKind.TOPONYM
        ]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start_char for sentence in self.doc.sents]

    def _pointed_at(self, claim: Attributed, is_pinned: bool) -> Iterator[tuple[int, str]]:
        """What the first pointing words of the claim mean; a claim that names its place follows only the plainest."""
        for span in claim.content:
            for pointer in _POINTING.finditer(self.text, span.start, span.end):
                if pointer["there"] and self._is_nowhere(pointer.start()):
                    continue
                meant = list(self._meant(pointer, claim.content[0].start, is_pinned))
                if meant:
                    yield from meant
                    return

    def _is_nowhere(self, position: int) -> bool:
        """Whether *there* is no place: the empty subject of *there are*, or what *the will is there* says."""
        token = clauses.token_at(self.doc, position)
        if token is None or token.dep_ == "expl":
            return True
        head = clauses.subject(token.head)
        return token.head.lower_ in BEING and token.i == token.head.i + 1 and not is_somebody(head)

    def _meant(self, pointer: re.Match[str], claim_start: int, is_pinned: bool) -> Iterator[tuple[int, str]]:
        position, kind = pointer.start(), pointer.lastgroup
        if kind == "here":
            index = self.before.scene(claim_start)
            if index is not None:
                yield index, "where the speaker who says “here” is"
        elif kind in ("sort", "end"):
            yield from self._named_by_sort(pointer[kind].lower(), position, is_pinned)
        elif kind == "neighbour":
            index = self.before.neighbour(claim_start)
            if index is not None:
                yield index, "the last country named before"
        elif not is_pinned:
            yield from ((index, _BACK) for index in self.before.last_named(position))

    def _named_by_sort(self, sort: str, position: int, is_pinned: bool) -> Iterator[tuple[int, str]]:
        index = self.before.called(sort, position)
        if index is not None:
            yield index, _CALLED
            return
        index = None if is_pinned else self.before.fitting(sort, position)
        if index is not None:
            yield index, _BACK
