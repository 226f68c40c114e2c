"""Indirect and mixed speech, from the dependency tree: who is said to say, accuse, deny, call for what.

A cue is a reporting verb or noun; its frame (``reporting_verbs.Frame``) determines which of its complements
holds the content. Which verbs and complements report is fitted (``cue_features``, ``fitted.named``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from webapp.domain import Span
from webapp.nlp.claims import reasons
from webapp.nlp.claims.according import Sources
from webapp.nlp.claims.attributed import Attributed, Way
from webapp.nlp.claims.reported import unspoken
from webapp.nlp.claims.reported.complements import Complements
from webapp.nlp.claims.reported.cue_features import Reported, features
from webapp.nlp.claims.reported.hearsay import hearsay
from webapp.nlp.claims.reported.nouns import clause_after
from webapp.nlp.claims.reported.postposed import postposed
from webapp.nlp.claims.reported.speaker_of import speaker_of
from webapp.nlp.fitted.named import NamedLogistic, load_cues
from webapp.nlp.lexicon import words
from webapp.nlp.lexicon.reporting_verbs import PREPOSITIONS, Frame, frames_by_form, nouns_by_form, stem
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.quotations import Quotation
from webapp.nlp.text.sentences import in_prose
from webapp.nlp.text.spans import SpanIndex

_VERB_PLACES = frozenset("ROOT acomp ccomp conj advcl relcl acl xcomp pcomp parataxis dep csubj".split())
_ADJECTIVE = "acomp"
"""*is confident that …*"""
_CONTENT_PLACES = frozenset(("ccomp", "xcomp", "dobj", "prep", "oprd"))
_JOINS = frozenset(("cc", "mark"))
_UNKNOWN = Frame(0)
_UNLISTED = Frame.CLAUSE | Frame.INFINITIVE | PREPOSITIONS
_RATHER = -0.5
"""Log-odds of the verb alone from which a verb at the end of its sentence may report."""
_SURE = 1.0
_SPEAKING = Frame.CLAUSE | Frame.NAMING | Frame.ADDRESSEE


class IndirectSpeech:
    """Finds the indirect speech of one parsed article, outside the stretches already taken."""

    def __init__(
        self, doc: Doc, taken: Iterable[Attributed], found: list[Quotation], scorer: NamedLogistic | None = None
    ) -> None:
        self.doc = doc
        self.quotations = found
        self.where = SpanIndex(quote.span for quote in found)
        self.text = text_of(doc)
        self.forms = frames_by_form()
        self.scorer = scorer or load_cues()
        claims = list(taken)
        self.spoken = SpanIndex(span for claim in claims for span in claim.content)
        self.complements = Complements(self.text, self.spoken)
        self.named = Sources(doc)
        cues = (span for claim in claims for span in claim.cue)
        self.in_cues = {position for span in cues for position in range(span.start, span.end)}

    def claims(self) -> Iterator[Attributed]:
        """Every claim that a verb, a noun or *according to* reports, in the order of the cues."""
        verbs, others = self._positions()
        for position in sorted(verbs | others):
            token = self.doc[position]
            if self._is_taken(token):
                continue
            claim = self._of_verb(token) if position in verbs else self._of_noun(token)
            claim = claim or self.named.claim(token) or self._heard(token) or hearsay(token, self.text)
            if claim is not None:
                yield claim
            elif token.lower_ in self.forms:
                yield from self._at_the_end(token)

    def _positions(self) -> tuple[set[int], set[int]]:
        """Where cues can be: at verbs that are listed or have a complement after them, and at other listed words."""
        columns = self.doc.to_array(["LOWER", "DEP", "HEAD"])
        lower, dependencies = columns[:, 0].tolist(), columns[:, 1].tolist()
        heads = columns[:, 2].astype(np.int64).tolist()
        forms, cues, complements, places = _form_ids(), _cue_ids(), _ids(_CONTENT_PLACES), _ids(_VERB_PLACES)
        verbs = {i + heads[i] for i, place in enumerate(dependencies) if place in complements and heads[i] < 0}
        verbs.update(i for i, word in enumerate(lower) if word in forms)
        prose = in_prose(self.doc)
        verbs = {i for i in verbs if dependencies[i] in places and prose[i]}
        return verbs, {i for i, word in enumerate(lower) if (word in cues or word in forms) and prose[i]} - verbs

    def candidates(self) -> Iterator[Reported]:
        """What any verb of the article might report, before it is judged: the scorer is fitted on this."""
        prose = in_prose(self.doc)
        for token in self.doc:
            if token.dep_ in _VERB_PLACES and prose[token.i] and not self._is_taken(token) and self._may_report(token):
                yield from self.reported(token)

    def _at_the_end(self, verb: Token) -> Iterator[Attributed]:
        """What a verb at the end of its sentence reports that the parser did not see there."""
        sure = self._sureness(verb)
        if sure < _RATHER or unspoken.reports_nothing(verb):
            return
        found = postposed(verb, self.text, mostly=sure > 0)
        if found is None or unspoken.is_the_narrator(found.source.of(self.text)):
            return
        cue = Span(verb.idx, verb.idx + len(verb))
        why = reasons.of_a_phrase(self.text, cue)
        yield Attributed((found.content,), (cue,), (found.source,), Way.VERB, why)

    @rule(
        "what a court heard",
        "What a court, a jury or an inquest heard somebody said there, whom the sentence does not name.",
        "The driver had been awake for two days, the inquest in Kasese heard.",
        otherwise=None,
    )
    def _heard(self, verb: Token) -> Attributed | None:
        head = clauses.subject(verb) if verb.lower_ in words("speech", "heard") else None
        if head is None or head.lower_ not in words("speech", "tribunal") or unspoken.reports_nothing(verb):
            return None
        cue = Span(verb.idx, verb.idx + len(verb))
        found = (content.spans for content in self.complements.of(verb, verb.lower_, Frame.CLAUSE, Frame.CLAUSE))
        content = self._apart(next(found, ()), cue, clauses.source(head, verb))
        return Attributed(content, (cue,), (), Way.VERB, reasons.of_a_phrase(self.text, cue)) if content else None

    def _sureness(self, verb: Token) -> float:
        """Log-odds that a verb reports what a clause beside it says, by the weights of the verb alone."""
        root, weights = stem(verb.lower_), self.scorer.weights
        if f"verb {root}" not in weights:
            return _SURE
        return weights[f"verb {root}"] + weights.get(f"verb {root} clause", 0.0)

    def _is_taken(self, token: Token) -> bool:
        return token.idx in self.in_cues or self.spoken.covers(token.idx)

    # ------------------------------------------------------------ verbs

    def _may_report(self, token: Token) -> bool:
        """Whether ``token`` is a listed verb, or a verb with a complement that may be content."""
        return token.lower_ in self.forms or any(child.dep_ in _CONTENT_PLACES for child in token.rights)

    def _of_verb(self, verb: Token) -> Attributed | None:
        judged = [(self.scorer.confidence(features(found)), found) for found in self.reported(verb)]
        sureness, best = max(judged, key=lambda pair: pair[0], default=(0.0, None))
        if best is None or sureness < self.scorer.least:
            return None
        cue = clauses.verb_phrase(verb, best.content.particle)
        content = self._apart(best.content.spans, cue, best.source)
        if not content:
            return None
        source = (best.source,) if best.source else ()
        why = reasons.of_a_verb(self.text, cue, content, reasons.decisive(self.scorer, best))
        named_by = clauses.named_by(best.speaker, verb)
        return Attributed(content, (cue,), source, Way.VERB, why, named_by, sureness=sureness)

    def reported(self, verb: Token) -> Iterator[Reported]:
        """What ``verb`` may report, complement by complement."""
        if unspoken.reports_nothing(verb):
            return
        lemma, listed = self.forms.get(verb.lower_, (verb.lower_, _UNKNOWN))
        head = speaker_of(verb, self.where)
        if head is None and not unspoken.may_lack_speaker(verb, lemma):
            return
        if head is not None and unspoken.is_said_by_nobody(head, verb):
            return
        subject = clauses.source(head, verb)
        is_pronoun = head is not None and clauses.antecedent(head) is not None
        sought = Frame.CLAUSE if verb.dep_ == _ADJECTIVE else _sought(listed)
        for content in self.complements.of(verb, lemma, sought, listed):
            if not content.spans or unspoken.is_a_deed(verb, content) or unspoken.is_about_names(verb, content):
                continue
            source = subject
            if source is not None and not is_pronoun:
                source = self._outside(source, content.spans[0], None)
            if source is None and not unspoken.may_lack_speaker(verb, lemma):
                continue
            if source is not None and unspoken.is_the_narrator(source.of(self.text)):
                continue
            quoted = any(True for span in content.spans for _ in self.where.overlapping(span))
            speaker = head if source is not None else None
            yield Reported(verb, content, source, speaker, listed, quoted, self.where.covers(verb.idx))

    def _apart(self, content: tuple[Span, ...], cue: Span, source: Span | None) -> tuple[Span, ...]:
        """The content without its own cue and source, and with the quotations at its edges."""
        parts = (self._without_loose_end(self._outside(part, cue, source)) for part in content)
        return tuple(self._with_marks(part) for part in parts if part is not None)

    def _without_loose_end(self, content: Span | None) -> Span | None:
        """The content without a conjunction at its end: what that joins was not found to belong to it."""
        last = clauses.token_at(self.doc, content.end - 1) if content is not None else None
        if content is None or last is None or last.dep_ not in _JOINS or last.idx <= content.start:
            return content
        return clauses.trimmed(self.text, Span(content.start, last.idx))

    def _outside(self, content: Span, cue: Span, source: Span | None) -> Span | None:
        """The content, cut short before its own cue or source."""
        for other in (cue, source):
            if other is None or not other.overlaps(content):
                continue
            if other.start <= content.start:
                content = Span(min(other.end, content.end), content.end)
            else:
                content = Span(content.start, other.start)
        return clauses.trimmed(self.text, content)

    def _with_marks(self, content: Span) -> Span:
        for quote in [self.quotations[index] for index in self.where.overlapping(content)]:
            content = self._to_the_end_of(quote, content) or content
        return content

    @rule(
        "all of a quotation that begins in the content",
        "A quotation that begins in the content belongs to it with its marks, also beyond the sentence.",
        'Grace Mbabazi told the paper that "the bridge at Kasese is gone. The road is next."',
        otherwise=None,
    )
    def _to_the_end_of(self, quote: Quotation, content: Span) -> Span | None:
        start, end = content.start, content.end
        if start == quote.inner.start and end >= quote.inner.end:
            return Span(quote.span.start, max(end, quote.span.end))
        if not quote.span.start < end < quote.span.end:
            return None
        whole = start <= quote.span.start or not self._has_word(Span(end, quote.inner.end))
        opens = quote.span.start if start == quote.inner.start else start
        return Span(opens, quote.span.end) if whole else None

    def _has_word(self, span: Span) -> bool:
        return any(character.isalnum() for character in span.of(self.text))

    def _of_noun(self, noun: Token) -> Attributed | None:
        found = clause_after(noun) if noun.lower_ in nouns_by_form() else None
        if found is None or (found.source is not None and unspoken.is_the_narrator(found.source.of(self.text))):
            return None
        cue = Span(noun.idx, noun.idx + len(noun))
        content = self._apart(self.complements.one(clauses.whole(found.clause)), cue, found.source)
        why = reasons.of_a_noun(self.text, cue)
        source = (found.source,) if found.source is not None else ()
        return Attributed(content, (cue,), source, Way.NOUN, why) if content else None


@cache
def _sought(listed: Frame) -> Frame:
    """The frames to look for among the complements of a verb: the listed ones, and those that any verb can have."""
    return listed | _UNLISTED | (Frame.OBJECT if listed & _SPEAKING else _UNKNOWN)


@cache
def _ids(names: frozenset[str]) -> frozenset[int]:
    """spaCy's numbers for words: it is faster to scan a column of them than the tokens."""
    return frozenset(get_string_id(name) for name in names)


@cache
def _form_ids() -> frozenset[int]:
    return _ids(frozenset(frames_by_form()))


@cache
def _cue_ids() -> frozenset[int]:
    first = {phrase.split()[0] for phrase in words("speech", "by_word_of")}
    return _ids(frozenset((*first, *words("speech", "heard"), *words("speech", "hearsay"), *nouns_by_form())))
