"""A place mention in its sentence: what the rules about its role look at."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from gazetteer.place import Place, Precision
from webapp.domain import Mention, MentionKind, Span
from webapp.nlp.text import clauses


class Grammar:
    """What rules ask again and again about the same word, computed once for each word of an article.

    A sentence may list thousands of places: each of them would walk up the list, and go through all that hangs on
    its verb.
    """

    def __init__(self) -> None:
        self._first: dict[int, Token] = {}
        self._children: dict[int, tuple[Token, ...]] = {}

    def first_of_list(self, token: Token) -> Token:
        """The first of the words that *and* joins ``token`` to, ``token`` itself where it is joined to none."""
        passed = []
        while token.i not in self._first and token.dep_ == "conj" and token.head.i < token.i:
            passed.append(token.i)
            token = token.head
        first = self._first.get(token.i, token)
        self._first.update(dict.fromkeys(passed, first))
        return first

    def children(self, token: Token) -> tuple[Token, ...]:
        """The words that depend on ``token``, in text order."""
        if token.i not in self._children:
            self._children[token.i] = tuple(token.children)
        return self._children[token.i]

    def child(self, token: Token, *labels: str) -> Token | None:
        """The first word that depends on ``token`` as one of ``labels``."""
        return next((child for child in self.children(token) if child.dep_ in labels), None)


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A mention with its head word and the ``first`` word of the list that it stands in."""

    mention: Mention
    root: Token
    first: Token
    grammar: Grammar

    @property
    def owner(self) -> Token:
        """The word that the mention, or the list that it stands in, depends on."""
        return self.first.head

    @property
    def place(self) -> Place | None:
        """The place that the mention was taken for."""
        return self.mention.resolution.place

    @property
    def is_country(self) -> bool:
        """Whether the mention was taken for a country."""
        return self.place is not None and self.place.precision is Precision.COUNTRY

    @property
    def is_demonym(self) -> bool:
        """Whether the mention names a people."""
        return self.mention.kind is MentionKind.DEMONYM

    @property
    def quoted(self) -> str:
        """The words of the mention, for a reason."""
        return f"“{self.mention.text}”"

    def is_object_of(self, *prepositions: str) -> bool:
        """Whether the mention follows one of ``prepositions``."""
        return self.first.dep_ == "pobj" and self.owner.lower_ in prepositions


def head_of(doc: Doc, span: Span) -> Token | None:
    """The word of ``span`` that the others depend on, None if the span contains no word."""
    inside = clauses.tokens_between(doc, span)
    around = clauses.token_at(doc, span.start)
    if not inside and around is not None:
        inside = [around]
    indices = {token.i for token in inside}
    return next((token for token in inside if token.head.i not in indices or token.head.i == token.i), None)
