"""What a place inside a claim is to it: what the claim is about, or only who acts, an origin, or part of a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token

from webapp.domain import ClaimPlace, Mention, MentionKind, Role, Span
from webapp.nlp.lexicon import words
from webapp.nlp.links.actors import Acting, acting
from webapp.nlp.links.origins import origin
from webapp.nlp.links.place_word import Grammar, PlaceWord, head_of
from webapp.nlp.rules import rule
from webapp.nlp.text.doc import text_of

_POWERS = words("roles", "power")
_LONGEST_BODY = 8


class PlaceRoles:
    """The role of each place mention of one parsed article."""

    def __init__(self, doc: Doc, mentions: list[Mention], dateline: Span | None) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.mentions = mentions
        self.dateline = dateline
        self._grammar = Grammar()
        self._judged: dict[int, tuple[ClaimPlace, bool]] = {}
        self._words: dict[int, PlaceWord | None] = {}

    def of_all(self, indices: Iterable[int]) -> list[ClaimPlace]:
        """The roles of the mentions inside one claim."""
        judged = [self._judge(index) for index in indices]
        return _named_alone(judged) or [link for link, _ in judged]

    def of(self, index: int) -> ClaimPlace:
        """The role of one mention taken by itself, with the reason."""
        return self._judge(index)[0]

    def is_seat(self, index: int) -> bool:
        """Whether a mention only says where a body sits."""
        word = self._word(index)
        return word is not None and _is_seat(word)

    def _judge(self, index: int) -> tuple[ClaimPlace, bool]:
        """The role of a mention, and whether it stays so in a claim that is about no other place."""
        if index not in self._judged:
            self._judged[index] = self._judged_anew(index)
        return self._judged[index]

    def _judged_anew(self, index: int) -> tuple[ClaimPlace, bool]:
        mention = self.mentions[index]
        filed = _filed_from(mention, self.dateline)
        if filed is not None:
            return ClaimPlace(index, Role.ORIGIN, filed), True
        word = self._word(index)
        whence = origin(word) if word is not None else None
        if whence is not None:
            return ClaimPlace(index, Role.ORIGIN, whence), True
        name = _is_inside(mention) or (word is not None and (_opens_name(word) or _closes_name(word)))
        if name:
            return ClaimPlace(index, Role.NAME, str(name)), True
        actor: Acting | None = acting(word) if word is not None else None
        if actor is not None:
            return ClaimPlace(index, Role.ACTOR, actor.reason), actor.certain
        return ClaimPlace(index, Role.ABOUT, f"“{mention.text}” is named in what was said"), True

    def _word(self, index: int) -> PlaceWord | None:
        if index not in self._words:
            self._words[index] = self._as_word(self.mentions[index])
        return self._words[index]

    def _as_word(self, mention: Mention) -> PlaceWord | None:
        root = head_of(self.doc, mention.span)
        if root is None:
            return None
        return PlaceWord(mention, root, self._grammar.first_of_list(root), self.text, self._grammar)


@rule(
    "about-named-alone",
    "A place word that may only be who acts is what the claim is about where the claim is about no other place.",
    "Omar Haidar accused Syria of holding prisoners.",
    otherwise=None,
)
def _named_alone(judged: list[tuple[ClaimPlace, bool]]) -> list[ClaimPlace] | None:
    if any(link.role is Role.ABOUT for link, _ in judged) or all(certain for _, certain in judged):
        return None
    return [link if certain else _about(link) for link, certain in judged]


def _about(link: ClaimPlace) -> ClaimPlace:
    return replace(link, role=Role.ABOUT, evidence=f"{link.evidence}; what was said names no other place")


@rule(
    "origin-dateline",
    "A place in the dateline is where the report was filed.",
    "GENEVA, May 4 (Reuters) - Aid is late there, Grace Mbabazi said.",
    otherwise=None,
)
def _filed_from(mention: Mention, dateline: Span | None) -> str | None:
    if dateline is None or not dateline.contains(mention.span):
        return None
    return f"“{mention.text}” is where the report was filed"


@rule(
    "name-inside",
    "A place word inside another name is only part of it.",
    "Omar Haidar said the Aleppo Relief Council had left.",
    otherwise=None,
)
def _is_inside(mention: Mention) -> str | None:
    return f"“{mention.text}” is part of another name" if mention.kind is MentionKind.EMBEDDED else None


@rule(
    "name-opens",
    "A word for a people that opens the name of a body is only part of it.",
    "Omar Haidar said the African Union should step up.",
    otherwise=None,
)
def _opens_name(word: PlaceWord) -> str | None:
    root, owner = word.root, word.root.head
    named = root.ent_type_ == "ORG" and owner.ent_type_ == "ORG" and owner.i > root.i and owner.text[:1].isupper()
    is_opening = named and owner.lower_ not in _POWERS and owner.right_edge.i - root.i < _LONGEST_BODY
    return f"{word.quoted} opens the name of a body, “{owner.text}”" if word.is_demonym and is_opening else None


@rule(
    "name-closes",
    "A place that closes the name of a body after a plural is only part of it.",
    "Omar Haidar said that Athletics Kenya had banned two runners.",
    otherwise=None,
)
def _closes_name(word: PlaceWord) -> str | None:
    root = word.root
    if word.is_demonym or root.ent_type_ != "ORG" or root.ent_iob_ != "I":
        return None
    before: Token = root.nbor(-1)
    is_first = before.dep_ == "compound" and before.head == root
    closes = is_first and before.text[:1].isupper() and before.lower_.endswith("s")
    return f"{word.quoted} closes the name of a body, “{before.text} {root.text}”" if closes else None


@rule(
    "pointing-not-seat",
    "No words point back to the place where a body sits.",
    "The sea took the harbour wall at Gulu on Monday. Xu Weiling, of the Chinese Academy of Sciences in Beijing, was "
    "not surprised. She said that the town must empty.",
)
def _is_seat(word: PlaceWord) -> bool:
    preposition = word.preposition
    return preposition is not None and preposition.lower_ in ("in", "at") and preposition.head.ent_type_ == "ORG"
