"""What a place inside a claim is to it: what the claim is about, or only who acts, an origin, or part of a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token

from webapp.domain import ClaimPlace, Mention, MentionKind, Role, Span
from webapp.nlp.links.actors import acting
from webapp.nlp.links.origins import is_seat, origin
from webapp.nlp.links.role_words import POWERS
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of

_LONGEST_BODY = 8
_IN_A_NAME = "part of another name"


class PlaceRoles:
    """Tells the role of each place mention in one parsed article."""

    def __init__(self, doc: Doc, mentions: list[Mention], front_matter: list[Span]) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.mentions = mentions
        self.front_matter = front_matter

    def of_all(self, indices: Iterable[int]) -> list[ClaimPlace]:
        """The roles of the mentions inside one claim.

        One that may be only who acts, such as a state accused, is what the claim is about where no other is.
        """
        judged = [self._judge(index) for index in indices]
        if not any(link.role is Role.ABOUT for link, _ in judged):
            return [
                link if certain else replace(link, role=Role.ABOUT, evidence="named in what was said, and no other is")
                for link, certain in judged
            ]
        return [link for link, _ in judged]

    def of(self, index: int) -> ClaimPlace:
        """The role of one mention taken by itself, with the reason."""
        return self._judge(index)[0]

    def _judge(self, index: int) -> tuple[ClaimPlace, bool]:
        """The role of a mention, and whether it stays so in a claim that is about no other place."""
        mention = self.mentions[index]
        if any(span.contains(mention.span) for span in self.front_matter):
            return ClaimPlace(index, Role.ORIGIN, "where the report was filed"), True
        root = self._root(mention.span)
        whence = origin(root, mention, self.text) if root is not None else None
        if whence is not None:
            return ClaimPlace(index, Role.ORIGIN, whence), True
        if mention.kind is MentionKind.EMBEDDED or (root is not None and _is_in_name(root, mention)):
            return ClaimPlace(index, Role.NAME, _IN_A_NAME), True
        actor = acting(root, mention, self.text) if root is not None else None
        if actor is not None:
            return ClaimPlace(index, Role.ACTOR, actor.reason), actor.certain
        return ClaimPlace(index, Role.ABOUT, "named in what was said"), True

    def is_seat(self, index: int) -> bool:
        """Whether a mention only says where a body sits."""
        root = self._root(self.mentions[index].span)
        return root is not None and is_seat(root)

    def _root(self, span: Span) -> Token | None:
        inside = clauses.tokens_between(self.doc, span)
        around = clauses.token_at(self.doc, span.start)
        if not inside and around is not None:
            inside = [around]
        indices = {token.i for token in inside}
        return next((token for token in inside if token.head.i not in indices or token.head.i == token.i), None)


def _is_in_name(root: Token, mention: Mention) -> bool:
    return _opens_name(root) if mention.kind is MentionKind.DEMONYM else _closes_name(root)


def _opens_name(root: Token) -> bool:
    """Whether the word is only the first of a body's name: *African* in *African Union*."""
    owner = root.head
    named = root.ent_type_ == "ORG" and owner.ent_type_ == "ORG" and owner.i > root.i and owner.text[:1].isupper()
    return named and owner.lower_ not in POWERS and owner.right_edge.i - root.i < _LONGEST_BODY


def _closes_name(root: Token) -> bool:
    """Whether the word is only the last of a body's name: *Kenya* in *Athletics Kenya*."""
    if root.ent_type_ != "ORG" or root.ent_iob_ != "I":
        return False
    before = root.nbor(-1)
    is_first = before.dep_ == "compound" and before.head == root
    return is_first and before.text[:1].isupper() and before.lower_.endswith("s")
