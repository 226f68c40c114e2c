"""The role of a place inside a claim: what the claim is about, an actor, an origin, or part of a name."""

from __future__ import annotations

from spacy.tokens import Doc

from webapp.domain import ClaimPlace, Mention, MentionKind, Role, Span
from webapp.nlp.links.actors import acting
from webapp.nlp.links.place_word import Grammar, PlaceWord, head_of
from webapp.nlp.rules import rule


class PlaceRoles:
    """The role of each place mention of one parsed article."""

    def __init__(self, doc: Doc, mentions: list[Mention], dateline: Span | None) -> None:
        self.doc = doc
        self.mentions = mentions
        self.dateline = dateline
        self._grammar = Grammar()
        self._judged: dict[int, ClaimPlace] = {}

    def of(self, index: int) -> ClaimPlace:
        """The role of one mention, with the reason."""
        if index not in self._judged:
            self._judged[index] = self._judge(index)
        return self._judged[index]

    def _judge(self, index: int) -> ClaimPlace:
        mention = self.mentions[index]
        filed = filed_from(mention, self.dateline)
        if filed is not None:
            return ClaimPlace(index, Role.ORIGIN, filed)
        name = _is_inside(mention)
        if name is not None:
            return ClaimPlace(index, Role.NAME, name)
        word = self._as_word(mention)
        actor = acting(word) if word is not None else None
        if actor is not None:
            return ClaimPlace(index, Role.ACTOR, actor)
        return ClaimPlace(index, Role.ABOUT, f"“{mention.text}” is named in what was said")

    def _as_word(self, mention: Mention) -> PlaceWord | None:
        root = head_of(self.doc, mention.span)
        if root is None:
            return None
        return PlaceWord(mention, root, self._grammar.first_of_list(root), self._grammar)


@rule(
    "origin dateline",
    "A place in the dateline is where the report was filed.",
    "GENEVA, May 4 (Reuters) - Grace Mbabazi said that aid was late there.",
    otherwise=None,
    policy="No claim is put on the map where its reporter sat: GENEVA, May 4 (Reuters).",
)
def filed_from(mention: Mention, dateline: Span | None) -> str | None:
    """Why a mention only says where the report was filed; None for one outside the ``dateline``."""
    if dateline is None or not dateline.contains(mention.span):
        return None
    return f"“{mention.text}” is where the report was filed"


@rule(
    "name inside",
    "A place word inside another name is only part of it.",
    "Omar Haidar said the Aleppo Relief Council had left.",
    otherwise=None,
    policy="An institute named after a place is no place: the Institute for Gilgit Baltistan Studies.",
)
def _is_inside(mention: Mention) -> str | None:
    return f"“{mention.text}” is part of another name" if mention.kind is MentionKind.EMBEDDED else None
