"""What people speak through: a statement, a letter, a post; and whose it is."""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from webapp.nlp.lexicon.tables import words
from webapp.nlp.text import clauses

_VOICES = words("speech", "voice")
_THE = words("pointing", "the")
_FROM_WHOM = words("speech", "from_whom")


def is_voice(tokens: DocSpan) -> bool:
    """Whether a source is something that people speak through."""
    return tokens.root.lower_ in _VOICES


def is_known(tokens: DocSpan) -> bool:
    """Whether a source points back to something: *the statement*."""
    return tokens[0].lower_ in _THE


def owner_of(voice: Token) -> DocSpan | None:
    """Whose statement it is by the words around it: *her*, *by the ministry*, or who *released* it."""
    owner = next((child for child in voice.lefts if child.dep_ == "poss"), None)
    if owner is not None:
        return _phrase(owner, owner.i + 1)
    phrases = (child for child in voice.rights if child.lower_ in _FROM_WHOM)
    named = next((one for phrase in phrases for one in phrase.rights if one.dep_ == "pobj"), None)
    if named is not None:
        return _phrase(named, named.right_edge.i + 1)
    issuer = clauses.subject(voice.head) if voice.dep_ == "dobj" else None
    return _phrase(issuer, issuer.i + 1) if issuer is not None and issuer.i < voice.i else None


def _phrase(head: Token, end: int) -> DocSpan:
    return head.doc[head.left_edge.i : end]
