"""Direct speech: whole sentences in quotation marks, and who is said to have spoken them.

Works from the marks, the reporting verb beside them and the paragraph; the parse only helps to find the
verb's subject, so that a broken parse of a long quotation loses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.claims.quotations import Quotation
from webapp.nlp.claims.quote_cues import CERTAIN, ENDS_SPEECH, LIKELY, LONGEST_GAP, Cue, QuoteCues, last_sign, last_word
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.paragraphs import paragraphs
from webapp.nlp.text.spans import SpanIndex

_ENDS_SENTENCE = (".", "?", "!")
_FEW_WORDS = 2
_TRANSCRIPT = re.compile(r"[\"“'‘]?([A-Z][A-Z.'’ -]{2,40}):\s")
_STAGE_DIRECTION = re.compile(r"\s*[(\[][A-Z .]+[)\]]\.?\s*")
_ACCORDING_BEFORE = re.compile(r"\b([Aa]ccording to)\s+([^\n]+?),\s*\Z")
_ACCORDING_AFTER = re.compile(r"\s*,?\s*(according to)\s+([^\n.;,]+)")
_RESUMING = ("but", "and", "yet", "so", "because", "as", "while")
_RESUMED = re.compile(rf"[\"”»’]\s+[^\"“”.\n]{{2,60}},\s+(?:{'|'.join(_RESUMING)})\s*\Z")
_AFTER_DASH = re.compile(r"\s*[―—–-]{1,2}\s*((?:[A-Z][\w.'’-]*[ \u00a0]?){1,5})(?=[,.]?\s*(?:\n|\Z))")
_CONTINUED = 0.7


class DirectSpeech:
    """Finds the direct speech of one parsed article."""

    def __init__(self, doc: Doc, found: list[Quotation]) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.quotations = found
        self.where = SpanIndex(quote.span for quote in found)
        self.cues = QuoteCues(doc, found, self.where)
        self.paragraphs = paragraphs(self.text)
        self._introduction: Cue | None = None

    def claims(self) -> list[Attributed]:
        """Every stretch of direct speech as a claim, in text order."""
        found: list[Attributed] = []
        before: Span | None = None
        for paragraph in self.paragraphs:
            inside = (self.quotations[index] for index in self.where.overlapping(paragraph))
            quotes = [quote for quote in inside if paragraph.contains(quote.span)]
            spoken = [quote for quote in quotes if self.is_speech(quote, paragraph)]
            self._introduction = self._introduced_by(before)
            found = self._add_paragraph(found, paragraph, quotes, spoken)
            before = paragraph
        return found

    def _introduced_by(self, paragraph: Span | None) -> Cue | None:
        """The cue of a paragraph that ends in a colon and so leads in the next one."""
        if paragraph is None or self.text[paragraph.end - 1] != ":":
            return None
        sentence = self.cues.gaps(
            Quotation(Span(paragraph.end, paragraph.end), Span(paragraph.end, paragraph.end)), paragraph, []
        )
        return self.cues.last(sentence[0]) or self.cues.lead_in(sentence[0])

    def is_speech(self, quote: Quotation, paragraph: Span) -> bool:
        """Whether the words in the marks are a sentence of somebody's, not a title or a scare quote."""
        inner = quote.inner.of(self.text).strip()
        if not inner or not any(character.isalnum() for character in inner):
            return False
        if not quote.closed or quote.continues:
            return True
        before = self.text[paragraph.start : quote.span.start].rstrip()
        after = self.text[quote.span.end : paragraph.end].lstrip()
        ended = last_sign(inner) in ENDS_SPEECH or (after[:1] in ".," and len(inner.split()) > 3)
        begins = inner[0].isupper() or inner[0] in "…[.'‘“\"0123456789" or not before
        if ended and begins and (not before or before[-1] in ",:.?!…”\"’)—–'" or self.cues.ends_in_cue(before)):
            return True
        continues = bool(before) and before[-1] in ",—–" and inner[0].islower() and ended
        resumes = inner[0].islower() and ended and _resumes(before)
        if ended and before[-1:] == "," and _ACCORDING_BEFORE.search(before):
            return True
        return (continues or resumes) and self._cue_just_before(quote, paragraph)

    def _cue_just_before(self, quote: Quotation, paragraph: Span) -> bool:
        start = max(paragraph.start, quote.span.start - 60)
        return any(self.cues.is_cue(token) for token in clauses.tokens_between(self.doc, Span(start, quote.span.start)))

    def _add_paragraph(
        self, found: list[Attributed], paragraph: Span, quotes: list[Quotation], spoken: list[Quotation]
    ) -> list[Attributed]:
        last_end = None
        for quote in spoken:
            if _STAGE_DIRECTION.fullmatch(quote.inner.of(self.text)):
                continue
            gaps = self.cues.gaps(quote, paragraph, quotes)
            turn = self._turn(quote)
            joined = self._joined(quote, found[-1], last_end, gaps) if found and turn is None else None
            if joined is not None:
                found[-1] = joined
            else:
                claim = turn or self._alone(quote, paragraph, gaps)
                if claim is None:
                    continue
                found.append(claim)
            last_end = quote.span.end
        return found

    def _turn(self, quote: Quotation) -> Attributed | None:
        """What one speaker of a transcript says: *"SMITH: We will go."*"""
        said = _TRANSCRIPT.match(quote.span.of(self.text))
        if said is None:
            return None
        name = Span(quote.span.start + said.start(1), quote.span.start + said.end(1))
        words = clauses.trimmed(self.text, Span(name.end + 1, quote.span.end))
        return Attributed((words,), (Span(name.end, name.end + 1),), (name,), LIKELY) if words else None

    def _joined(
        self, quote: Quotation, before: Attributed, last_end: int | None, gaps: tuple[Span, Span]
    ) -> Attributed | None:
        """The claim before with the quotation added, where the two are one; None where they are not."""
        cue, _ = self.cues.of(gaps)
        if quote.continues:
            joined = before.with_content(quote.span)
            return self._with_cue(joined, cue) if cue is not None and not before.cue else joined
        if last_end is None:
            return None
        split = cue is not None and before.cue == (clauses.verb_phrase(cue.verb),)
        if split or (cue is None and self._is_adjacent(last_end, quote)):
            return before.with_content(quote.span)
        return None

    def _alone(self, quote: Quotation, paragraph: Span, gaps: tuple[Span, Span]) -> Attributed | None:
        """The quotation as a claim of its own; None where nothing tells whose it is."""
        cue, confidence = self.cues.of(gaps)
        if cue is not None:
            return self._with_cue(Attributed((quote.span,), confidence=confidence), cue)
        lead = self._according_to(quote, gaps)
        if lead is not None:
            return lead
        ends_in_colon = self.text[gaps[0].start : gaps[0].end].rstrip().endswith(":")
        led_in = self.cues.lead_in(gaps[0]) if ends_in_colon else None
        if led_in is not None:
            return self._with_cue(Attributed((quote.span,), confidence=LIKELY), led_in)
        named = self._named_beside(quote, gaps)
        if named is not None:
            return named
        if self._introduction is not None:
            return self._with_cue(Attributed((quote.span,), confidence=LIKELY), self._introduction)
        if self._floats(quote, paragraph) or self._goes_on(quote, paragraph):
            return Attributed((quote.span,), confidence=_CONTINUED, same_speaker=True)
        return self._after_report(quote, paragraph)

    def _according_to(self, quote: Quotation, gaps: tuple[Span, Span]) -> Attributed | None:
        """*According to the mayor, "…"* and *"…", according to the mayor*."""
        named = _ACCORDING_BEFORE.search(self.text, gaps[0].start, gaps[0].end) or _ACCORDING_AFTER.match(
            self.text, gaps[1].start, gaps[1].end
        )
        source = clauses.trimmed(self.text, Span(*named.span(2))) if named is not None else None
        if named is None or source is None:
            return None
        return Attributed((quote.span,), (Span(*named.span(1)),), (source,), CERTAIN)

    @staticmethod
    def _with_cue(claim: Attributed, cue: Cue) -> Attributed:
        source = (cue.source,) if cue.source else ()
        return replace(claim, cue=(clauses.verb_phrase(cue.verb),), source=source, named_by=cue.named_by)

    def _is_adjacent(self, last_end: int, quote: Quotation) -> bool:
        return (
            quote.span.start - last_end <= LONGEST_GAP and len(self.cues.sentence_ends(last_end, quote.span.start)) <= 1
        )

    def _named_beside(self, quote: Quotation, gaps: tuple[Span, Span]) -> Attributed | None:
        """A speaker with no verb: before a colon, after a dash, at the head of a line of a transcript."""
        after = _AFTER_DASH.match(self.text, gaps[1].start)
        if after is not None:
            name = Span(after.start(1), after.end(1))
            return Attributed((quote.span,), (), (name,), LIKELY)
        lead = clauses.trimmed(self.text, gaps[0])
        if lead is None or not self.text[gaps[0].start : gaps[0].end].rstrip().endswith(":"):
            return None
        name_words = lead.of(self.text).split()
        if len(name_words) > 8 or not name_words[0][0].isupper():
            return None
        return Attributed((quote.span,), (Span(lead.end, lead.end + 1),), (lead,), LIKELY)

    def _floats(self, quote: Quotation, paragraph: Span) -> bool:
        """Whether the quotation stands by itself, as the first words of its paragraph or the whole of it."""
        starts = not self._has_words(Span(paragraph.start, quote.span.start))
        return starts and len(quote.inner.of(self.text).split()) > _FEW_WORDS

    def _goes_on(self, quote: Quotation, paragraph: Span) -> bool:
        """Whether the quotation is a sentence after another quotation of its paragraph, with the story between."""
        before = self.text[paragraph.start : quote.span.start].rstrip()
        return before[-1:] in _ENDS_SENTENCE and self.where.last_end(quote.span.start) > paragraph.start

    def _after_report(self, quote: Quotation, paragraph: Span) -> Attributed | None:
        """A quotation right after a sentence that reports: *She said the bridge was gone. "We are cut off."*"""
        before = self.text[paragraph.start : quote.span.start].rstrip()
        last = clauses.token_at(self.doc, paragraph.start + len(before) - 1) if before[-1:] in _ENDS_SENTENCE else None
        root = last.sent.root if last is not None else None
        if root is None or root.idx < paragraph.start or not self.cues.is_cue(root) or self.cues.in_quotation(root):
            return None
        cue = self.cues.with_source(root, Span(root.sent.start_char, quote.span.start), after=False)
        source = (cue.source,) if cue.source else ()
        return Attributed((quote.span,), (), source, _CONTINUED, cue.named_by) if source else None

    def _has_words(self, span: Span) -> bool:
        return any(character.isalnum() for character in span.of(self.text))


def _resumes(before: str) -> bool:
    """Whether the words after a quotation lead into one that goes on: *"We will go," she said, but …*."""
    return last_word(before) in _RESUMING and _RESUMED.search(before) is not None


def direct_speech(doc: Doc, found: list[Quotation]) -> Iterator[Attributed]:
    """Every claim in direct speech, in text order."""
    yield from DirectSpeech(doc, found).claims()
