"""Indirect and mixed speech, from the dependency tree: who is said to say, accuse, deny, call for what.

A cue is a reporting verb or noun; its frame (``reporting_verbs.Frame``) tells which of its complements
holds the content. After Pareti (2015), the content takes in the whole complement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from webapp.domain import Span
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.claims.complements import Complements
from webapp.nlp.claims.cue_features import Reported, features
from webapp.nlp.claims.cue_scorer import CueScorer, load_scorer
from webapp.nlp.claims.quotations import Quotation
from webapp.nlp.claims.reporting_verbs import NO_SPEECH, NOUNS, PREPOSITIONS, Frame, frames_by_form, stem
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.spans import SpanIndex

_NESTED = 0.6
_STATING = frozenset("say tell deny claim allege warn admit confirm announce promise argue insist report write".split())
_VERB_PLACES = frozenset("ROOT ccomp conj advcl relcl acl xcomp pcomp parataxis dep csubj".split())
_CERTAIN, _LIKELY = 0.9, 0.7
_IMPERSONAL = {"say", "report", "allege", "claim", "believe", "estimate", "think", "tell"}
_WITHOUT_SPEAKER = {"told", "said", "alleged", "informed", "reported", "asked", "accused", "called"}
_CONTENT_PLACES = frozenset(("ccomp", "xcomp", "dobj", "prep", "oprd"))
_UNKNOWN = Frame(0)
_UNLISTED = Frame.CLAUSE | Frame.INFINITIVE | PREPOSITIONS
_SPEAKING = Frame.CLAUSE | Frame.NAMING | Frame.ADDRESSEE
_NAMING = {"called", "named", "dubbed", "nicknamed", "titled", "entitled", "labelled", "labeled", "termed"}
_NO_SPEAKERS = {"i", "we", "you", "nobody", "no one", "noone"}
_NOBODY = {"none", "nobody", "noone", "neither", "few", "no"}
"""Subjects that give no claim: readers and writers of the article, and nobody."""


class IndirectSpeech:
    """Finds the indirect speech of one parsed article, outside the stretches already taken."""

    def __init__(
        self, doc: Doc, taken: Iterable[Attributed], found: list[Quotation], scorer: CueScorer | None = None
    ) -> None:
        self.doc = doc
        self.quotations = found
        self.where = SpanIndex(quote.span for quote in found)
        self.text = text_of(doc)
        self.forms = frames_by_form()
        self.scorer = scorer or load_scorer()
        claims = list(taken)
        self.spoken = SpanIndex(span for claim in claims for span in claim.content)
        self.complements = Complements(self.text, self.spoken)
        cues = (span for claim in claims for span in claim.cue)
        self.in_cues = {position for span in cues for position in range(span.start, span.end)}

    def claims(self) -> Iterator[Attributed]:
        """Every claim that a verb, a noun or *according to* reports, in the order of the cues."""
        verbs, others = self._positions()
        for position in sorted(verbs | others):
            token = self.doc[position]
            if self._is_taken(token):
                continue
            claim = self._of_verb(token) if position in verbs else self._of_other(token)
            if claim is not None:
                yield claim

    def _positions(self) -> tuple[set[int], set[int]]:
        """Where cues may stand: at verbs that are listed or have a complement after them, at other listed words."""
        columns = self.doc.to_array(["LOWER", "DEP", "HEAD"])
        words, dependencies = columns[:, 0].tolist(), columns[:, 1].tolist()
        heads = columns[:, 2].astype(np.int64).tolist()
        forms, cues, complements, places = _form_ids(), _cue_ids(), _ids(_CONTENT_PLACES), _ids(_VERB_PLACES)
        verbs = {i + heads[i] for i, place in enumerate(dependencies) if place in complements and heads[i] < 0}
        verbs.update(i for i, word in enumerate(words) if word in forms)
        verbs = {i for i in verbs if dependencies[i] in places}
        return verbs, {i for i, word in enumerate(words) if word in cues} - verbs

    def candidates(self) -> Iterator[Reported]:
        """What any verb of the article may report, judged or not: what the scorer is fitted on."""
        for token in self.doc:
            if token.dep_ in _VERB_PLACES and not self._is_taken(token) and self._may_report(token):
                yield from self.reported(token)

    def _of_other(self, token: Token) -> Attributed | None:
        return self._according_to(token) if token.lower_ == "according" else self._of_noun(token)

    def _is_taken(self, token: Token) -> bool:
        return token.idx in self.in_cues or self.spoken.covers(token.idx)

    # ------------------------------------------------------------ verbs

    def _may_report(self, token: Token) -> bool:
        """Whether ``token`` is a verb that the list has, or one with a complement that may be content."""
        return token.lower_ in self.forms or any(child.dep_ in _CONTENT_PLACES for child in token.rights)

    def _of_verb(self, verb: Token) -> Attributed | None:
        judged = [(self.scorer.confidence(features(found)), found) for found in self.reported(verb)]
        if not judged:
            return None
        confidence, best = max(judged, key=lambda pair: pair[0])
        if _reports_what_another_said(best):
            confidence = max(confidence, _NESTED)
        if confidence < self.scorer.least:
            return None
        cue = clauses.verb_phrase(verb, best.content.particle)
        named_by = self._source(best.speaker, verb)[1]
        return self._claim(best.content.spans, cue, best.source, confidence, named_by)

    def reported(self, verb: Token) -> Iterator[Reported]:
        """What ``verb`` may report, complement by complement."""
        if clauses.is_hypothetical(verb) or _is_put_to_subject(verb) or _is_in_a_heading(verb):
            return
        if verb.dep_ == "acl" and verb.lower_ in _NAMING:
            return
        lemma, listed = self.forms.get(verb.lower_, (verb.lower_, _UNKNOWN))
        head = self._subject(verb)
        if head is None and not self._may_lack_source(verb, lemma):
            return
        subject, _ = self._source(head, verb)
        is_pronoun = head is not None and clauses.antecedent(head) is not None
        for content in self.complements.of(verb, lemma, _sought(listed), listed):
            if not content.spans or (content.frame is Frame.INFINITIVE and verb.lower_ in NO_SPEECH):
                continue
            source = subject
            if source is not None and not is_pronoun:
                source = self._outside(source, content.spans[0], None)
            if source is None and not self._may_lack_source(verb, lemma):
                continue
            if source is not None and source.of(self.text).lower() in _NO_SPEAKERS:
                continue
            if head is not None and (_is_nobody(head) or _asks_who(head, verb)):
                continue
            quoted = any(True for span in content.spans for _ in self.where.overlapping(span))
            yield Reported(verb, content, source, head if source is not None else None, listed, quoted)

    def _subject(self, verb: Token) -> Token | None:
        if not clauses.is_passive(verb):
            return clauses.subject(verb)
        by = clauses.agent(verb)
        if by is None and verb.lower_ in _WITHOUT_SPEAKER:
            return None
        return by

    @staticmethod
    def _may_lack_source(verb: Token, lemma: str) -> bool:
        return clauses.is_passive(verb) and lemma in _IMPERSONAL

    def _claim(
        self, content: tuple[Span, ...], cue: Span, source: Span | None, confidence: float, named_by: Span | None = None
    ) -> Attributed | None:
        parts = (self._outside(part, cue, source) for part in content)
        kept = tuple(self._with_marks(part) for part in parts if part is not None)
        if not kept:
            return None
        return Attributed(kept, (cue,), (source,) if source else (), confidence, named_by)

    def _outside(self, content: Span, cue: Span, source: Span | None) -> Span | None:
        """The content cut short where it would run into its own cue or source."""
        for other in (cue, source):
            if other is None or not other.overlaps(content):
                continue
            if other.start <= content.start:
                content = Span(min(other.end, content.end), content.end)
            else:
                content = Span(content.start, other.start)
        return clauses.trimmed(self.text, content)

    def _with_marks(self, content: Span) -> Span:
        """The content with all of a quotation that begins in it, and with the marks of one at its edge.

        A quotation may be longer than the sentence that the parse gives as the content.
        """
        start, end = content.start, content.end
        for quote in [self.quotations[index] for index in self.where.overlapping(Span(start, end))]:
            if quote.span.start < end <= quote.span.end and (
                start <= quote.span.start or not self._has_word(Span(end, quote.inner.end))
            ):
                end = quote.span.end
            if quote.span.start < start < quote.span.end and not self._has_word(Span(quote.inner.start, start)):
                start = quote.span.start
        return Span(start, end)

    def _has_word(self, span: Span) -> bool:
        return any(character.isalnum() for character in span.of(self.text))

    # ------------------------------------------------------------ sources

    @staticmethod
    def _source(head: Token | None, verb: Token) -> tuple[Span | None, Span | None]:
        """The phrase of the subject and, where that is a relative pronoun, the phrase that it stands for."""
        if head is None:
            return None, None
        named_by = clauses.antecedent(head)
        if named_by is not None:
            return Span(head.idx, head.idx + len(head)), clauses.noun_phrase(named_by, without=verb)
        return clauses.noun_phrase(head, without=verb), None

    # ------------------------------------------------------------ according to, nouns

    def _according_to(self, token: Token) -> Attributed | None:
        to = next((child for child in token.rights if child.lower_ == "to"), None)
        if to is None and token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "to":
            to = self.doc[token.i + 1]
        head = next((child for child in to.rights if child.dep_ in ("pobj", "pcomp")), None) if to is not None else None
        if to is None or head is None:
            return None
        source = clauses.trimmed(self.text, clauses.whole(head))
        cue = Span(token.idx, to.idx + len(to))
        clause = token.head
        while clause.dep_ not in _VERB_PLACES and clause.head != clause:
            clause = clause.head
        hidden = {other.i for other in token.subtree}
        whole = clauses.span_of(other for other in clause.subtree if other.i not in hidden)
        hole = clauses.whole(token)
        if whole is None or hole is None or source is None:
            return None
        parts = [Span(whole.start, min(whole.end, hole.start)), Span(max(whole.start, hole.end), whole.end)]
        content = tuple(
            kept
            for part in parts
            if part.start < part.end and (kept := clauses.trimmed(self.text, part, also=".")) is not None
        )
        return Attributed(content, (cue,), (source,), _CERTAIN) if content else None

    def _of_noun(self, noun: Token) -> Attributed | None:
        clause = next((child for child in noun.rights if child.dep_ in ("acl", "ccomp", "relcl")), None)
        if clause is None or not any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children):
            return None
        owner = next((child for child in noun.children if child.dep_ == "poss"), None)
        source = self._owner(owner)
        content = self.complements.one(clauses.whole(clause))
        if not content or source is None:
            return None
        return self._claim(content, Span(noun.idx, noun.idx + len(noun)), source, _LIKELY)

    def _owner(self, owner: Token | None) -> Span | None:
        if owner is None or owner.lower_ in ("my", "our", "your"):
            return None
        tokens = [token for token in owner.subtree if token.dep_ != "case"]
        return clauses.trimmed(self.text, clauses.span_of(tokens))


@cache
def _sought(listed: Frame) -> Frame:
    """The frames in which the complements of a verb are looked at: those of the list, and those of any verb."""
    return listed | _UNLISTED | (Frame.OBJECT if listed & _SPEAKING else _UNKNOWN)


@cache
def _ids(words: frozenset[str]) -> frozenset[int]:
    """spaCy's numbers for words: a column of them is gone through sooner than the tokens."""
    return frozenset(get_string_id(word) for word in words)


@cache
def _form_ids() -> frozenset[int]:
    return _ids(frozenset(frames_by_form()))


@cache
def _cue_ids() -> frozenset[int]:
    return _ids(frozenset(("according", *NOUNS, *(f"{noun}s" for noun in NOUNS))))


def _is_nobody(head: Token) -> bool:
    """Whether a subject names nobody, or hardly anybody: *none of them*, *no one*, *neither A nor B*, *few*."""
    if head.lower_ in _NOBODY:
        return True
    first = next(iter(head.lefts), None)
    if first is None or first.i != head.left_edge.i:
        return False
    return first.lower_ == "neither" or (first.lower_ == "no" and head.lower_ == "one")


def _asks_who(head: Token, verb: Token) -> bool:
    """Whether a question asks for the speaker: *Who said that …?*."""
    return head.lower_ == "who" and verb.dep_ == "ROOT" and clauses.antecedent(head) is None


def _reports_what_another_said(found: Reported) -> bool:
    """Whether a claim stands inside another and has a speaker of its own: *he said that she denied that …*."""
    if found.verb.dep_ != "ccomp" or found.content.frame is not Frame.CLAUSE or found.quoted:
        return False
    if stem(found.verb.lower_) not in _STATING:
        return False
    own = any(child.dep_ in clauses.SUBJECTS for child in found.verb.children)
    return own and found.speaker is not None


def _is_in_a_heading(verb: Token) -> bool:
    """Whether only the word and its neighbours are in capitals: *SITUATION REPORT No. 3*."""
    return verb.is_upper and len(verb) > 1 and not verb.sent.text.isupper()


def _is_put_to_subject(verb: Token) -> bool:
    """Whether ``verb`` is a past participle said of the one who answers: *Asked whether it would rain, she said …*."""
    if verb.dep_ != "advcl" or verb.i > verb.head.i or verb.lower_.endswith("ing"):
        return False
    return not any(child.dep_ in clauses.SUBJECTS | {"aux", "auxpass", "mark"} for child in verb.children)
