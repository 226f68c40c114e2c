"""Which quotations are speech: whole sentences of somebody's, not titles or scare quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.claims.according import ends_in_a_source
from webapp.nlp.claims.quotations import Quotation
from webapp.nlp.claims.quote_cues import ENDS_SPEECH, QuoteCues, last_sign, last_word
from webapp.nlp.lexicon import alternatives, words
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses

_RESUMED = re.compile(rf"[\"”»’]\s+[^\"“”.\n]{{2,60}},\s+(?:{alternatives('speech', 'resuming')})\s*\Z")
_STAGE_DIRECTION = re.compile(r"\s*[(\[][A-Z .]+[)\]]\.?\s*")
_FAR = 60
_LONG = 3


@dataclass(frozen=True, slots=True)
class Around:
    """A quotation's words and those on either side of it in its paragraph."""

    quote: Quotation
    inner: str
    before: str
    after: str

    @classmethod
    def of(cls, quote: Quotation, paragraph: Span, text: str) -> Around:
        """The words of a quotation in its paragraph."""
        before, after = text[paragraph.start : quote.span.start], text[quote.span.end : paragraph.end]
        return cls(quote, quote.inner.of(text).strip(), before.rstrip(), after.lstrip())

    @property
    def ended(self) -> bool:
        """Whether the words end as a sentence does, with the mark inside or after them."""
        long = len(self.inner.split()) > _LONG
        return last_sign(self.inner) in ENDS_SPEECH or (self.after[:1] in ".," and long)


class Spoken:
    """Tells the speech of one article from its other quotations."""

    def __init__(self, doc: Doc, cues: QuoteCues) -> None:
        self.doc = doc
        self.cues = cues

    def is_speech(self, quote: Quotation, paragraph: Span) -> bool:
        """Whether the words in the marks are a sentence of somebody's."""
        around = Around.of(quote, paragraph, self.cues.text)
        if not any(character.isalnum() for character in around.inner) or _is_stage_direction(around.inner):
            return False
        if _is_open(quote):
            return True
        if not around.ended:
            return False
        if self._is_a_sentence(around) or _has_a_source(around):
            return True
        continues = _goes_on_small(around) or _resumes(around)
        return continues and self._follows_a_cue(quote, paragraph)

    def _is_a_sentence(self, around: Around) -> bool:
        before = around.before
        begins = around.inner[0].isupper() or around.inner[0] in "…[.'‘“\"0123456789" or not before
        return begins and (not before or before[-1] in ",:.?!…”\"’)—–'" or self.cues.ends_in_cue(before))

    def _follows_a_cue(self, quote: Quotation, paragraph: Span) -> bool:
        start = max(paragraph.start, quote.span.start - _FAR)
        tokens = clauses.tokens_between(self.doc, Span(start, quote.span.start))
        return any(self.cues.is_cue(token) for token in tokens)


@rule(
    "a stage direction",
    "Words in brackets and capitals alone in quotation marks are a stage direction, not speech.",
    'Peter Okoro spoke in Kasese.\n\n"(APPLAUSE)"\n\n"We will rebuild the bridge," Okoro said.',
)
def _is_stage_direction(inner: str) -> bool:
    return _STAGE_DIRECTION.fullmatch(inner) is not None


@rule(
    "a quotation left open",
    "A quotation that is not closed, or takes up one that was not, is speech however it begins and ends.",
    '"The water came at night.\n\n"Nobody warned us," Peter Okoro said in Kasese.',
)
def _is_open(quote: Quotation) -> bool:
    return not quote.closed or quote.continues


@rule(
    "a quotation after according to",
    "A sentence in marks right after according to and a name is speech also where it begins with a small letter.",
    "According to the mayor of Kasese, “the bridge is gone. So is the road.”",
)
def _has_a_source(around: Around) -> bool:
    return ends_in_a_source(around.before)


@rule(
    "speech that goes on in small letters",
    "A quotation that begins small after a comma or dash is speech where a reporting verb stands before it.",
    '"The bridge is gone," Peter Okoro said, "and so is the road to Kasese."',
)
def _goes_on_small(around: Around) -> bool:
    return around.before[-1:] in (",", "—", "–") and around.inner[0].islower()


@rule(
    "a quotation taken up after but",
    "A quotation that begins small after a quotation, its cue and a word such as but goes on with it.",
    '"I love this valley," Grace Mbabazi said, but "when it rains, the valley does not love us."',
)
def _resumes(around: Around) -> bool:
    resuming = last_word(around.before) in words("speech", "resuming") and around.inner[0].islower()
    return resuming and _RESUMED.search(around.before) is not None
