"""Places a claim only points at: in the sentence's opening, by *there* or *the region*, by *our land*."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Doc

from webapp.domain import ClaimPlace, Mention, MentionKind, Role, Span, Speaker
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.lexicon import alternatives, words
from webapp.nlp.links.antecedents import Antecedents
from webapp.nlp.links.origins import is_somebody
from webapp.nlp.links.own_region import OWN, Found, OwnRegions
from webapp.nlp.links.roles import PlaceRoles
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.spans import SpanIndex

_OPENING = re.compile(rf"(?:{alternatives('pointing', 'opening')})\b")
_LONGEST_OPENING = 400
_THIS, _ITS, _THE = (alternatives("pointing", name) for name in ("this", "its", "the"))
_THERE, _HERE = alternatives("pointing", "there"), alternatives("pointing", "here")
_LEADS = "".join(sorted({word[0] for word in words("pointing", "this", "its", "the", "there", "here")}))
_BEFORE_THERE, _WHITHER = (sorted(words("pointing", name)) for name in ("before_idle_there", "whither"))
_POINTING = re.compile(
    rf"\b(?=[{re.escape(_LEADS) or '_'}])(?:"  # the first letters, so that most words are passed over at once
    + "".join(rf"(?<!\b{re.escape(word)} )" for word in _BEFORE_THERE)
    + rf"(?P<there>(?:{_THERE})\b)(?![’']|\s+(?:{alternatives('pointing', 'after_idle_there')})\b)"
    rf"|(?P<here>(?:{_HERE})\b)(?![’']|\s+(?:{alternatives('pointing', 'after_idle_here')})\b)"
    rf"|(?:{_THIS})\s+(?P<way>{alternatives('pointing', 'way')})\b"
    rf"|(?:{_ITS})\s+(?P<neighbour>{alternatives('pointing', 'neighbour')})\b|"
    + "".join(rf"(?<!\b{re.escape(word)} )" for word in _WHITHER)
    + rf"(?:{_THE})\s+(?P<end>{alternatives('pointing', 'direction')})\b(?!\s+(?:{alternatives('pointing', 'of')})\b)"
    rf"|(?:{_THE}|{_THIS})\s+(?P<sort>{alternatives('pointing', 'sort', 'vague')})\b)",
    re.IGNORECASE,
)
_BEING = words("roles", "being")
NOTHING: Sequence[Found] = ()


class Pointing:
    """The places that the claims of one article point at without naming them in their words."""

    def __init__(self, doc: Doc, mentions: list[Mention], roles: PlaceRoles, where: SpanIndex) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.mentions = mentions
        self.roles = roles
        self.where = where
        self.before = Antecedents(doc, mentions, roles)
        self.own_regions = OwnRegions(self.text, mentions, where)

    def of(self, claim: Attributed, speaker: Speaker | None, links: list[ClaimPlace]) -> list[ClaimPlace]:
        """Further links of ``claim``; claims must come in text order, so that *our land* is known."""
        self.own_regions.learn(claim, speaker)
        found = dict(self._opening(claim))
        own = self._own(claim, speaker)
        if own is not None:
            found.setdefault(*own)
        if not found:
            found = dict(self._pointed_at(claim, any(link.role is Role.ABOUT for link in links)))
        known = {link.mention for link in links}
        return [ClaimPlace(index, Role.ABOUT, why) for index, why in found.items() if index not in known]

    def _own(self, claim: Attributed, speaker: Speaker | None) -> Found | None:
        matches = (OWN.search(self.text, span.start, span.end) for span in claim.content)
        own = next((match.group() for match in matches if match), None)
        return self.own_regions.of(claim, speaker, own) if own is not None else None

    @rule(
        "pointing-opening",
        "An opening such as “Referring to …” sets the topic, and names the place.",
        "Referring to the floods in Kasese, Grace Mbabazi said that homes were lost.",
        otherwise=NOTHING,
    )
    def _opening(self, claim: Attributed) -> Sequence[Found]:
        cue = clauses.token_at(self.doc, claim.cue[0].start) if claim.cue else None
        word = clauses.token_at(self.doc, claim.start)
        if cue is None or (word is not None and word.is_sent_start):
            return NOTHING
        start = self._sentence_starts[bisect_right(self._sentence_starts, cue.idx) - 1]
        while start < claim.start and self.text[start].isspace():
            start += 1
        opening = _OPENING.match(self.text, start, claim.start)
        if opening is None:
            return NOTHING
        reason = f"named in the opening of the sentence, “{opening.group()} …”"
        return [
            (index, f"“{self.mentions[index].text}” is {reason}")
            for index in self.where.overlapping(Span(start, min(claim.start, start + _LONGEST_OPENING)))
            if self.mentions[index].kind is MentionKind.TOPONYM and self.roles.of(index).role is Role.ABOUT
        ]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start_char for sentence in self.doc.sents]

    def _pointed_at(self, claim: Attributed, is_pinned: bool) -> Sequence[Found]:
        """What the first pointing words of the claim mean."""
        for span in claim.content:
            for pointer in _POINTING.finditer(self.text, span.start, span.end):
                meant = self._meant(pointer, claim.content[0].start)
                if meant and not (is_pinned and self._is_vague(pointer, meant)):
                    return meant
        return NOTHING

    def _meant(self, pointer: re.Match[str], claim_start: int) -> Sequence[Found]:
        match pointer.lastgroup:
            case "here":
                return self._here(pointer, claim_start) or self._filed_from(pointer, claim_start)
            case "neighbour":
                return self._neighbour(pointer, claim_start)
            case "end":
                return self._part(pointer)
            case "sort":
                return self._called(pointer) or self._fitting(pointer)
            case "way":
                return self._this_way(pointer)
        return self._there(pointer) if not self._is_idle(pointer.start()) else NOTHING

    @rule(
        "pointing-named-enough",
        "A claim that names its place is followed no further by “there” or “the city”.",
        "A clinic in Gulu closed. Grace Mbabazi said that nurses there had fled to Kasese.",
    )
    def _is_vague(self, pointer: re.Match[str], meant: Sequence[Found]) -> bool:
        if pointer.lastgroup == "sort":
            return self.before.called(pointer["sort"].lower(), pointer.start()) != meant[0][0]
        return pointer.lastgroup in ("there", "way")

    @rule(
        "pointing-idle-there",
        "“There is …” and “the will is there” point at no place.",
        "Roads in Gulu are bad. Grace Mbabazi said that there is no money.",
    )
    def _is_idle(self, position: int) -> bool:
        token = clauses.token_at(self.doc, position)
        if token is None or token.dep_ == "expl":
            return True
        head = clauses.subject(token.head)
        return token.head.lower_ in _BEING and token.i == token.head.i + 1 and not is_somebody(head)

    @rule(
        "pointing-here",
        "“Here” is the last place named before in the paragraph.",
        "In Kasese, a polling station closed. “My mother voted here,” Grace Mbabazi said.",
        otherwise=NOTHING,
    )
    def _here(self, pointer: re.Match[str], claim_start: int) -> Sequence[Found]:
        return self._as_found(pointer, "is where the paragraph is", self.before.scene(claim_start))

    @rule(
        "pointing-here-filed",
        "“Here” is where the report was filed, where the paragraph names no place.",
        "PARIS, Texas (AP) - The council met.\n\n“I moved here for the quiet,” Grace Mbabazi said.",
        otherwise=NOTHING,
    )
    def _filed_from(self, pointer: re.Match[str], claim_start: int) -> Sequence[Found]:
        return self._as_found(pointer, "is where the report was filed", self.before.filed_from)

    @rule(
        "pointing-neighbour",
        "“Its neighbour” is the last country named before.",
        "A spokesperson said Rwanda had no troops there. Kinshasa accused its neighbour of commanding the rebels.",
        otherwise=NOTHING,
    )
    def _neighbour(self, pointer: re.Match[str], claim_start: int) -> Sequence[Found]:
        return self._as_found(pointer, "is the last country named before", self.before.neighbour(claim_start))

    @rule(
        "pointing-part",
        "“The north” is the place that the article spoke of as “northern …”.",
        "Polls closed in northern Kenya. Grace Mbabazi said that citizens of the north had voted.",
        otherwise=NOTHING,
    )
    def _part(self, pointer: re.Match[str]) -> Sequence[Found]:
        return self._as_found(
            pointer, "is a part of the place named before", self.before.called(pointer["end"].lower(), pointer.start())
        )

    @rule(
        "pointing-called",
        "“The camp” is the place that the article called a camp.",
        "The market town of Gulu flooded. Grace Mbabazi said that the town was empty.",
        otherwise=NOTHING,
    )
    def _called(self, pointer: re.Match[str]) -> Sequence[Found]:
        return self._as_found(
            pointer, "is what the article calls it before", self.before.called(pointer["sort"].lower(), pointer.start())
        )

    @rule(
        "pointing-fitting",
        "“The city” is the last city named in the paragraph, or else the one most named shortly before.",
        "A block of flats in Gulu was hit. “They want to break the city,” Grace Mbabazi said.",
        otherwise=NOTHING,
    )
    def _fitting(self, pointer: re.Match[str]) -> Sequence[Found]:
        return self._as_found(
            pointer, "fits the place named before", self.before.fitting(pointer["sort"].lower(), pointer.start())
        )

    @rule(
        "pointing-there",
        "“There” is the last place named before that something is said of.",
        "The clinic in Kasese closed. Grace Mbabazi said that nurses there had not been paid.",
        otherwise=NOTHING,
    )
    def _there(self, pointer: re.Match[str]) -> Sequence[Found]:
        return self._as_found(pointer, "is the last place named before", *self.before.last_named(pointer.start()))

    @rule(
        "pointing-this-way",
        "“This road” is at the last place named before that something is said of.",
        "Two cars crashed in Kasese. Grace Mbabazi said that this road was a death trap.",
        otherwise=NOTHING,
    )
    def _this_way(self, pointer: re.Match[str]) -> Sequence[Found]:
        return self._as_found(pointer, "is at the last place named before", *self.before.last_named(pointer.start()))

    def _as_found(self, pointer: re.Match[str], relation: str, *indices: int | None) -> Sequence[Found]:
        return [
            (index, f"“{pointer.group()}” {relation}, “{self.mentions[index].text}”")
            for index in indices
            if index is not None
        ]
