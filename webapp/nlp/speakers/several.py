"""Two people who speak with one voice: *Grace Mbabazi and Omar Haidar said*; both are the speaker, under both names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from webapp.nlp.lexicon.tables import words

_AND = words("speech", "and")
_JOINING = max(_AND, key=len, default="&")
_BOTH = words("speech", "both")
_MOST = 4


def together(tokens: DocSpan) -> list[DocSpan]:
    """The phrases that *and* joins in a source, each with what belongs to it; none where it is a single one."""
    heads = [tokens.root, *(token for token in tokens.root.conjuncts if token.i in range(tokens.start, tokens.end))]
    heads = sorted({token.i: token for token in heads}.values(), key=lambda token: token.i)
    joined = any(child.lower_ in _AND for head in heads for child in head.children if child.dep_ == "cc")
    if not joined or not 2 <= len(heads) <= _MOST:
        return []
    starts = [tokens.start, *(_start(head, before) for before, head in pairwise(heads))]
    ends = [*starts[1:], tokens.end]
    return [_phrase(tokens.doc, start, end) for start, end in zip(starts, ends, strict=True)]


def named_together(names: Sequence[str]) -> str:
    """The name of several who speak as one: *Rosa Lima, Ada Mamani and Omar Haidar*."""
    return f"{', '.join(names[:-1])} {_JOINING} {names[-1]}"


def without_both(tokens: DocSpan) -> DocSpan:
    """A source without *both* before it."""
    return tokens[1:] if len(tokens) > 1 and tokens[0].lower_ in _BOTH else tokens


def _start(head: Token, before: Token) -> int:
    return max(head.left_edge.i, before.i + 1)


def _phrase(doc: Doc, start: int, end: int) -> DocSpan:
    """Some tokens without conjunctions and commas at their ends, and without *both*."""
    while start < end - 1 and (doc[start].is_punct or doc[start].lower_ in _AND or doc[start].lower_ in _BOTH):
        start += 1
    while end > start + 1 and (doc[end - 1].is_punct or doc[end - 1].lower_ in _AND):
        end -= 1
    return doc[start:end]
