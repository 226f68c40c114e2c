"""Places that a claim points at without naming them: *there*, *here*, *the city*, *that camp*."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from webapp.domain import Mention
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.lexicon import alternatives, words
from webapp.nlp.links.antecedents import Antecedents
from webapp.nlp.links.roles import PlaceRoles
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of

_THERE, _HERE = alternatives("pointing", "there"), alternatives("pointing", "here")
_LEADS = "".join(sorted({word[0] for word in words("pointing", "this", "there", "here")}))
_NO_PLACE = "".join(rf"(?<!\b{re.escape(word)} )" for word in sorted(words("pointing", "before_idle_there")))
_POINTING = re.compile(
    rf"\b(?=[{re.escape(_LEADS) or '_'}])(?:"  # the first letters, so that most words are passed over at once
    rf"{_NO_PLACE}(?P<there>(?:{_THERE})\b)(?![’']|\s+(?:{alternatives('pointing', 'after_idle_there')})\b)"
    rf"|(?P<here>(?:{_HERE})\b)(?![’']|\s+(?:{alternatives('pointing', 'after_idle_here')})\b)"
    rf"|(?:{alternatives('pointing', 'this')})\s+(?P<sort>{alternatives('pointing', 'sort', 'vague')})\b)",
    re.IGNORECASE,
)

Found = tuple[int, str]
"""The index of a mention, and why it is the one that is meant."""


class Pointing:
    """The places that the claims of one article point at without naming them in their words."""

    def __init__(self, doc: Doc, mentions: list[Mention], roles: PlaceRoles) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.mentions = mentions
        self.before = Antecedents(doc, mentions, roles)

    def of(self, claim: Attributed) -> Found | None:
        """The mention that the first pointing words of ``claim`` stand for, and why."""
        for span in claim.content:
            for pointer in _POINTING.finditer(self.text, span.start, span.end):
                meant = self._meant(pointer, claim.content[0].start)
                if meant is not None:
                    return meant
        return None

    def _meant(self, pointer: re.Match[str], claim_start: int) -> Found | None:
        if pointer.lastgroup == "here":
            return self._here(pointer, claim_start)
        if pointer.lastgroup == "sort":
            return self._called(pointer) or self._fitting(pointer)
        return self._there(pointer)

    @rule(
        "pointing here",
        "“Here” is the last place named before in the paragraph.",
        "In Kasese, a polling station closed. “My mother voted here,” Grace Mbabazi said.",
        otherwise=None,
    )
    def _here(self, pointer: re.Match[str], claim_start: int) -> Found | None:
        return self._as_found(
            pointer, "is the last place named before in the paragraph", self.before.scene(claim_start)
        )

    @rule(
        "pointing called",
        "“The camp” is the place that the article called a camp.",
        "The market town of Gulu flooded. Grace Mbabazi said that the town was empty.",
        otherwise=None,
    )
    def _called(self, pointer: re.Match[str]) -> Found | None:
        return self._as_found(
            pointer,
            "points back to a place that the word is beside before",
            self.before.called(pointer["sort"].lower(), pointer.start()),
        )

    @rule(
        "pointing fitting",
        "“The city” is the last city named in the paragraph, or else the one most named shortly before.",
        "A block of flats in Gulu was hit. “They want to break the city,” Grace Mbabazi said.",
        otherwise=None,
    )
    def _fitting(self, pointer: re.Match[str]) -> Found | None:
        return self._as_found(
            pointer, "fits the place named before", self.before.fitting(pointer["sort"].lower(), pointer.start())
        )

    @rule(
        "pointing there",
        "“There” is the last place named before that something is said of.",
        "The clinic in Kasese closed. Grace Mbabazi said that nurses there had not been paid.",
        otherwise=None,
    )
    def _there(self, pointer: re.Match[str]) -> Found | None:
        token = clauses.token_at(self.doc, pointer.start())
        if token is None or token.dep_ == "expl":
            return None
        return self._as_found(pointer, "is the last place named before", self.before.last_named(pointer.start()))

    def _as_found(self, pointer: re.Match[str], relation: str, index: int | None) -> Found | None:
        return (index, f"“{pointer.group()}” {relation}, “{self.mentions[index].text}”") if index is not None else None
