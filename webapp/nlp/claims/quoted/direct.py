"""Direct speech: whole sentences in quotation marks, and who is said to have spoken them.

Uses the quotation marks, the reporting verb beside them and the paragraph; the parse only helps to find the
verb's subject, so a broken parse of a long quotation does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.claims import reasons
from webapp.nlp.claims.according import Sources
from webapp.nlp.claims.attributed import Attributed, Way
from webapp.nlp.claims.quoted.quote_cues import (
    ENDS_SPEECH,
    Cue,
    QuoteCues,
    is_next_sentence,
    last_sign,
    last_word,
    sentence_ends,
)
from webapp.nlp.claims.quoted.quoted_words import goes_on_small, is_called, takes_up_the_last
from webapp.nlp.claims.quoted.uncued import Uncued
from webapp.nlp.lexicon import words
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.paragraphs import paragraphs
from webapp.nlp.text.quotations import Quotation
from webapp.nlp.text.signatures import signed
from webapp.nlp.text.spans import SpanIndex

_LONG = 3
_FAR = 60
_BEGINS = "…[.'‘“\"0123456789"
_JOINING = words("quotations", "joining")
_VOICES = words("speech", "voice")
_ENDS_PART = frozenset(("", ".", ",", "\n"))
_BEFORE_SPEECH = ",:.?!…”\"’)—–―'"

Gaps = tuple[Span, Span]
"""The unquoted words of a quotation's sentence before and after it."""


class DirectSpeech:
    """Finds the direct speech of one parsed article."""

    def __init__(self, doc: Doc, found: list[Quotation]) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.quotations = found
        self.where = SpanIndex(quote.span for quote in found)
        self.cues = QuoteCues(doc, found, self.where)
        self.named = Sources(doc)
        self.paragraphs = paragraphs(self.text)
        self.uncued = Uncued(doc, self.cues)
        self._paragraph_before: Span | None = None

    def claims(self) -> list[Attributed]:
        """Every stretch of direct speech as a claim, in text order."""
        found: list[Attributed] = []
        for paragraph in self.paragraphs:
            inside = (self.quotations[index] for index in self.where.overlapping(paragraph))
            quotes = [quote for quote in inside if paragraph.contains(quote.span)]
            self._add_paragraph(found, paragraph, quotes)
            self._paragraph_before = paragraph
        return found

    def _add_paragraph(self, found: list[Attributed], paragraph: Span, quotes: list[Quotation]) -> None:
        last_end = None
        for quote in quotes:
            if not (self._is_speech(quote, paragraph) or self._is_second_part(quote, last_end)):
                going_on = self._sentence_that_goes_on(quote, paragraph, last_end)
                if going_on is not None and found:
                    found[-1] = found[-1].with_content(going_on)
                    last_end = going_on.end
                continue
            gaps = self.cues.gaps(quote, paragraph, quotes)
            turn = self.named.turn(quote.span)
            joined = self._joined(quote, found[-1], last_end, gaps) if found and turn is None else None
            if joined is not None:
                found[-1] = joined
            else:
                claim = turn or self._alone(quote, paragraph, gaps)
                if claim is None:
                    continue
                found.append(claim)
            last_end = quote.span.end

    @rule(
        "a sentence with a quotation goes on",
        "A sentence with quoted words after a quotation, without a verb of saying, goes on with what was said.",
        '"The bridge is gone," Peter Okoro said. But the road to Kasese “is open to anybody who dares to take it.”',
        otherwise=None,
    )
    def _sentence_that_goes_on(self, quote: Quotation, paragraph: Span, last_end: int | None) -> Span | None:
        """The sentence around some quoted words right after a quotation; None if somebody else may be speaking."""
        if last_end is None or len(quote.inner.of(self.text).split()) <= _LONG:
            return None
        starts = sentence_ends(self.text, last_end, quote.span.start)
        if len(starts) != 1 or not is_next_sentence(self.text, last_end, quote.span.start):
            return None
        end = (sentence_ends(self.text, quote.span.end - 1, paragraph.end) or [paragraph.end])[0]
        whole = clauses.trimmed(self.text, Span(starts[0], max(end, quote.span.end)))
        tokens = clauses.tokens_between(self.doc, whole) if whole is not None else []
        outside = [token for token in tokens if not self.cues.in_quotation(token)]
        return None if any(token.lower_ in self.cues.forms for token in outside) else whole

    def _is_speech(self, quote: Quotation, paragraph: Span) -> bool:
        """Whether the quoted words are a sentence somebody said, not a title or scare quotes."""
        inner = quote.inner.of(self.text).strip()
        before = self.text[paragraph.start : quote.span.start].rstrip()
        after = self.text[quote.span.end : paragraph.end].lstrip()
        if not any(character.isalnum() for character in inner) or is_called(inner, before):
            return False
        closed = not after or after[0] in ".," or signed(self.text, quote.span.end) is not None
        ended = last_sign(inner) in ENDS_SPEECH or (closed and len(inner.split()) > _LONG)
        begins = inner[0].isupper() or inner[0] in _BEGINS or not before
        if ended and begins and (not before or before[-1] in _BEFORE_SPEECH or self.cues.ends_in_cue(before)):
            return True
        if not ended or not goes_on_small(inner, before):
            return False
        gap = Span(max(paragraph.start, quote.span.start - _FAR), quote.span.start)
        return self._has_cue(gap) or self.named.is_put(gap)

    @rule(
        "a second part behind a conjunction",
        "In “A,” he said, but “B”, the quotation B goes on with what he said.",
        '"The bridge is gone," Peter Okoro said, but "the road to Kasese is open to anybody who dares to take it."',
    )
    def _is_second_part(self, quote: Quotation, last_end: int | None) -> bool:
        """Whether a conjunction joins quoted words to a quotation of the same sentence and its cue."""
        if last_end is None or len(quote.inner.of(self.text).split()) <= _LONG:
            return False
        between = Span(last_end, quote.span.start)
        joins = last_word(between.of(self.text)).lower() in _JOINING and between.of(self.text)[-1:].isspace()
        after = self.text[quote.span.end : quote.span.end + 1]
        ends = last_sign(quote.inner.of(self.text)) in ENDS_SPEECH or after in _ENDS_PART
        goes_on = joins and ends and not sentence_ends(self.text, between.start, between.end)
        return goes_on and self._has_cue(between)

    def _has_cue(self, words: Span) -> bool:
        return any(self.cues.is_cue(token) for token in clauses.tokens_between(self.doc, words))

    def _joined(self, quote: Quotation, before: Attributed, last_end: int | None, gaps: Gaps) -> Attributed | None:
        """The previous claim with the quotation added, if the two are one; otherwise None."""
        cue = self.cues.of(gaps)
        if takes_up_the_last(quote) and not (cue is not None and before.cue):
            joined = before.with_content(quote.span)
            return self._with_cue(joined, cue) if cue is not None and not before.cue else joined
        if last_end is None:
            return None
        if self._is_split(cue, before):
            return before.with_content(quote.span)
        if cue is not None or not self._is_adjacent(last_end, quote) or self._is_about_another(last_end, quote):
            return None
        return before.with_content(quote.span)

    @rule(
        "a sentence about somebody between quotations",
        "After a quotation and a sentence about a person, the next quotation is a claim of its own.",
        'Peter Okoro said: "The bridge is gone." Grace Mbabazi shook her head in Kasese. "We warned them all."',
    )
    def _is_about_another(self, last_end: int, quote: Quotation) -> bool:
        """Whether the sentence between two quotations is about a person, and no part of the first one's sentence."""
        between = self.text[last_end : quote.span.start].rstrip()
        last = clauses.token_at(self.doc, last_end + len(between) - 1)
        head = clauses.subject(last.sent.root) if last is not None and last.sent.start_char >= last_end else None
        told = last is None or any(token.lower_ in self.cues.forms for token in last.sent)
        return not told and head is not None and head.ent_type_ == "PERSON"

    @staticmethod
    @rule(
        "a quotation split by its cue",
        "Two quotations with one cue are one claim: “The bridge is gone,” she said, “and so is the road.”",
        '"The bridge is gone," Peter Okoro said, "and so is the road to Kasese."',
    )
    def _is_split(cue: Cue | None, before: Attributed) -> bool:
        return cue is not None and before.cue == (clauses.verb_phrase(cue.verb),)

    @rule(
        "the next sentence of a quotation",
        "A quotation within a sentence after another, without a cue of its own, goes on with the same claim.",
        '"The bridge is gone," Peter Okoro said. "We cannot reach the hospital in Kasese."',
    )
    def _is_adjacent(self, last_end: int, quote: Quotation) -> bool:
        return is_next_sentence(self.text, last_end, quote.span.start)

    def _alone(self, quote: Quotation, paragraph: Span, gaps: Gaps) -> Attributed | None:
        """The quotation as a separate claim; None if nothing shows whose it is."""
        cue = self.cues.of(gaps)
        if cue is not None:
            return self._with_cue(Attributed((quote.span,)), cue)
        return (
            self.named.beside(quote.span, gaps)
            or self._led_in(quote, gaps)
            or self.named.before(quote.span, gaps)
            or self.named.under(quote.span)
            or self._introduced(quote)
            or self.uncued.floating(quote, paragraph)
            or self.uncued.after_somebody(quote, paragraph)
            or self.uncued.after_the_story(quote, paragraph)
            or self.uncued.after_report(quote, paragraph)
        )

    def _with_cue(self, claim: Attributed, cue: Cue) -> Attributed:
        phrase = clauses.verb_phrase(cue.verb)
        why = reasons.of_a_quotation(self.text, phrase, claim.content[0])
        source = (cue.source,) if cue.source else ()
        if len(claim.content) == 1:
            claim = replace(claim, content=(*self._clause_before(cue, claim.content[0]), *claim.content))
        return replace(claim, cue=(phrase,), source=source, named_by=cue.named_by, way=cue.way, why=why)

    @rule(
        "a clause that leads in to its quotation",
        "In said that A: “B”, the clause A was said as well as the quotation B.",
        'Grace Mbabazi said that the bridge at Kasese was gone: "We cannot reach the hospital."',
        otherwise=(),
    )
    def _clause_before(self, cue: Cue, quotation: Span) -> tuple[Span, ...]:
        """The clause between a verb of saying and the colon before a quotation, if there is one."""
        colon = len(self.text[cue.verb.idx : quotation.start].rstrip()) + cue.verb.idx - 1
        clause = next((child for child in cue.verb.rights if child.dep_ == "ccomp" and child.idx < colon), None)
        if self.text[colon] != ":" or clause is None or clauses.subject(clause) is None:
            return ()
        start = max(clause.left_edge.idx, cue.verb.idx + len(cue.verb))
        said = clauses.trimmed(self.text, Span(start, colon)) if start < colon else None
        return (said,) if said is not None else ()

    @rule(
        "a sentence that ends in a colon",
        "The subject of a sentence that ends in a colon, or in a comma after a word such as statement, says the "
        "quotation after it, whatever its verb.",
        'Grace Mbabazi had one message for Kasese: "Leave before the rain."',
        otherwise=None,
    )
    def _led_in(self, quote: Quotation, gaps: Gaps) -> Attributed | None:
        lead = gaps[0].of(self.text).rstrip()
        if lead[-1:] != ":" and not (lead[-1:] == "," and self._is_issued(gaps[0].start + len(lead) - 1)):
            return None
        cue = self.cues.lead_in(gaps[0])
        return self._with_cue(Attributed((quote.span,)), cue) if cue is not None else None

    def _is_issued(self, end: int) -> bool:
        """Whether the last word before a place in the text is what somebody speaks through, as the object of a verb."""
        word = clauses.token_at(self.doc, end - 1)
        return word is not None and word.lower_ in _VOICES and word.dep_ == "dobj"

    @rule(
        "a paragraph that ends in a colon",
        "A paragraph that ends in a colon names the speaker of the quotation that opens the next one.",
        "Chief Tendai Moyo told the crowd in Mutare:\n\n“We will plant again.”",
        otherwise=None,
    )
    def _introduced(self, quote: Quotation) -> Attributed | None:
        before = self._paragraph_before
        if before is None or self.text[before.end - 1] != ":":
            return None
        gap, _ = self.cues.gaps(Quotation(Span(before.end, before.end), Span(before.end, before.end)), before, [])
        cue = self.cues.last(gap, Way.LEAD_IN) or self.cues.lead_in(gap)
        if cue is not None:
            return self._with_cue(Attributed((quote.span,)), replace(cue, way=Way.LEAD_IN))
        name = self.named.last_person(gap)
        if name is None:
            return None
        return Attributed((quote.span,), (Span(before.end - 1, before.end),), (name,), Way.NAME, reasons.COLON)


def direct_speech(doc: Doc, found: list[Quotation]) -> Iterator[Attributed]:
    """Every claim in direct speech, in text order."""
    yield from DirectSpeech(doc, found).claims()
