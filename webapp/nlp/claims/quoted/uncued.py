"""Quotations that no verb, phrase or name claims: whose they are by the sentences before them in their paragraph."""

from __future__ import annotations

from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.claims import reasons
from webapp.nlp.claims.attributed import Attributed, Way
from webapp.nlp.claims.quoted.quote_cues import QuoteCues
from webapp.nlp.persons.words import is_office
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.quotations import Quotation

_ENDS_SENTENCE = (".", "?", "!")
_FEW_WORDS = 2


class Uncued:
    """Finds the speakers of one article's quotations that have no cue."""

    def __init__(self, doc: Doc, cues: QuoteCues) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.cues = cues

    @rule(
        "somebody before a quotation",
        "A quotation without a cue after a sentence about somebody is what they said.",
        'Grace Mbabazi, a teacher in Kasese, shook her head. "They owe us a well."',
        otherwise=None,
    )
    def after_somebody(self, quote: Quotation, paragraph: Span) -> Attributed | None:
        """The quotation as a claim of whoever the sentence before it is about, if that is a person."""
        before = self.text[paragraph.start : quote.span.start].rstrip()
        last = clauses.token_at(self.doc, paragraph.start + len(before) - 1) if before[-1:] in _ENDS_SENTENCE else None
        head = clauses.subject(last.sent.root) if last is not None else None
        if head is None or last is None or head.idx < paragraph.start or self.cues.in_quotation(head):
            return None
        if self.cues.is_cue(last.sent.root):
            return None
        phrase = clauses.noun_phrase(head, without=last.sent.root)
        named = phrase is not None and (
            is_office(head.lower_) or any(one.ent_type_ == "PERSON" for one in clauses.tokens_between(self.doc, phrase))
        )
        if phrase is None or not named:
            return None
        return Attributed((quote.span,), (), (phrase,), Way.AFTER_REPORT, reasons.ABOUT_THEM)

    @rule(
        "a floating quotation",
        "A quotation of some words that opens its paragraph, without a cue, has the speaker of the claim before.",
        "Omar Haidar said the clinic in Idlib had closed.\n\n“Nobody came back for the medicine.”",
        otherwise=None,
    )
    def floating(self, quote: Quotation, paragraph: Span) -> Attributed | None:
        """The quotation as a claim that goes on, where it opens its paragraph."""
        opens = not any(character.isalnum() for character in self.text[paragraph.start : quote.span.start])
        floats = opens and len(quote.inner.of(self.text).split()) > _FEW_WORDS
        return Attributed((quote.span,), way=Way.GOES_ON, why=reasons.GOES_ON) if floats else None

    @rule(
        "a quotation after the story goes on",
        "A quotation after another one and a sentence of the story in its paragraph has the speaker before.",
        '"The bridge is gone," Omar Haidar said. He had walked all night. He sat down. "We cannot go back to Idlib."',
        otherwise=None,
    )
    def after_the_story(self, quote: Quotation, paragraph: Span) -> Attributed | None:
        """The quotation as a claim that goes on, after another one and a sentence of the story."""
        before = self.text[paragraph.start : quote.span.start].rstrip()
        goes_on = before[-1:] in _ENDS_SENTENCE and self.cues.where.last_end(quote.span.start) > paragraph.start
        return Attributed((quote.span,), way=Way.GOES_ON, why=reasons.GOES_ON) if goes_on else None

    @rule(
        "a quotation after a report",
        "A quotation right after a sentence that reports what somebody said is theirs too.",
        'Grace Mbabazi said the bridge at Kasese was gone. "We cannot reach the hospital."',
        otherwise=None,
    )
    def after_report(self, quote: Quotation, paragraph: Span) -> Attributed | None:
        """The quotation as a claim of the speaker of the report before it."""
        before = self.text[paragraph.start : quote.span.start].rstrip()
        last = clauses.token_at(self.doc, paragraph.start + len(before) - 1) if before[-1:] in _ENDS_SENTENCE else None
        root = last.sent.root if last is not None else None
        if root is None or root.idx < paragraph.start or not self.cues.is_cue(root) or self.cues.in_quotation(root):
            return None
        cue = self.cues.with_source(root, Span(root.sent.start_char, quote.span.start), after=False)
        if cue.source is None:
            return None
        return Attributed((quote.span,), (), (cue.source,), Way.AFTER_REPORT, reasons.AFTER_REPORT, cue.named_by)
