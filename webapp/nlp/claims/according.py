"""Speakers named without a verb: *according to the mayor*, beside a clause or a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from webapp.domain import Span
from webapp.nlp.claims import reasons
from webapp.nlp.claims.attributed import Attributed, Way
from webapp.nlp.lexicon import alternatives, words
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of

_CLAUSES = frozenset("ROOT ccomp conj advcl relcl acl xcomp pcomp parataxis dep csubj".split())
_PHRASES = words("speech", "by_word_of")
_BEFORE = re.compile(rf"\b((?i:{alternatives('speech', 'by_word_of')}))\s+([^\n]+?),\s*\Z")
_AFTER = re.compile(rf"\s*,?\s*((?i:{alternatives('speech', 'by_word_of')}))\s+([^\n.;,]+)")


class Sources:
    """Finds the phrases in one parsed article that name a speaker."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)

    @rule(
        "according to, beside a clause",
        "The clause beside according to is what the one named in the phrase said.",
        "According to the health ministry, forty people were treated in Goma.",
        otherwise=None,
    )
    def claim(self, token: Token) -> Attributed | None:
        """The claim reported by a phrase that begins with ``token``; None if no such phrase begins there."""
        last = next(self._last_words(token), None)
        head = next((child for child in last.rights if child.dep_ in ("pobj", "pcomp")), None) if last else None
        if last is None or head is None:
            return None
        source = clauses.trimmed(self.text, clauses.whole(head))
        content = tuple(self._around(token))
        if source is None or not content:
            return None
        cue = Span(token.idx, last.idx + len(last))
        return Attributed(content, (cue,), (source,), Way.ACCORDING_TO, reasons.of_a_phrase(self.text, cue))

    def _last_words(self, token: Token) -> Iterator[Token]:
        """The last word of each phrase that begins with ``token``: its child, or the next word."""
        for phrase in _PHRASES:
            first, *rest = phrase.split()
            if token.lower_ != first:
                continue
            beside = [*token.rights, *self.doc[token.i + 1 : token.i + 2]]
            yield from (other for other in beside if other.lower_ == rest[-1]) if rest else (token,)

    def _around(self, token: Token) -> Iterator[Span]:
        """The clause that a phrase stands in, without the phrase."""
        clause = token.head
        while clause.dep_ not in _CLAUSES and clause.head != clause:
            clause = clause.head
        hidden = {other.i for other in token.subtree}
        whole = clauses.span_of(other for other in clause.subtree if other.i not in hidden)
        hole = clauses.whole(token)
        if whole is None or hole is None:
            return
        for start, end in ((whole.start, min(whole.end, hole.start)), (max(whole.start, hole.end), whole.end)):
            part = clauses.trimmed(self.text, Span(start, end), also=".") if start < end else None
            if part is not None:
                yield part

    @rule(
        "according to, beside a quotation",
        "A quotation before or after according to is what the one named in the phrase said.",
        "“The bridge is gone,” according to the mayor of Kasese.",
        otherwise=None,
    )
    def beside(self, quotation: Span, gaps: tuple[Span, Span]) -> Attributed | None:
        """The quotation as a claim, if such a phrase is among the words on either side of it."""
        before, after = gaps
        named = _BEFORE.search(self.text, before.start, before.end) or _AFTER.match(self.text, after.start, after.end)
        source = clauses.trimmed(self.text, Span(*named.span(2))) if named is not None else None
        if named is None or source is None:
            return None
        cue = Span(*named.span(1))
        return Attributed((quotation,), (cue,), (source,), Way.ACCORDING_TO, reasons.of_a_phrase(self.text, cue))
