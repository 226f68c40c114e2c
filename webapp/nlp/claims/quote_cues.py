"""Which reporting verb beside a quotation gives its speaker: the words around a quotation, verb and subject."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from webapp.domain import Span
from webapp.nlp.claims.quotations import Quotation
from webapp.nlp.claims.reporting_verbs import Frame, frames_by_form
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.spans import SpanIndex

CERTAIN, LIKELY = 0.95, 0.8
LONGEST_GAP = 240
"""Characters on either side of a quotation in which its cue is looked for."""
ENDS_SPEECH = ",.?!…—–"
_SENTENCE_END = re.compile(r"[.?!…](?:[\"”’)\]]|'')*(?=\s*\Z|\s+[^\sa-z])")
_CLOSING_MARKS = " \u00a0\"'”’»"
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Col|Lt|Sgt|St|Jr|Sr|Prof|Capt|Maj|No|vs))\.\Z")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb with the words that name the speaker; ``named_by`` as in ``Attributed``."""

    verb: Token
    source: Span | None
    named_by: Span | None = None


class QuoteCues:
    """Finds the cue of a quotation in the unquoted words of its sentence."""

    def __init__(self, doc: Doc, found: list[Quotation], where: SpanIndex) -> None:
        """``where`` holds the spans of ``found``, the quotations of the article."""
        self.doc = doc
        self.text = text_of(doc)
        self.quotations = found
        self.where = where
        self.forms = frames_by_form()

    def lead_in(self, gap: Span) -> Cue | None:
        """The subject of a sentence that ends in a colon, and its verb: *The mayor had a message for them:*."""
        last = clauses.token_at(self.doc, gap.start + len(gap.of(self.text).rstrip()) - 1)
        root = last.sent.root if last is not None else None
        if root is None or not gap.start <= root.idx < gap.end or clauses.subject(root) is None:
            return None
        cue = self.with_source(root, gap, after=False)
        return cue if cue.source is not None and cue.source.end <= root.idx else None

    def ends_in_cue(self, before: str) -> bool:
        """Whether the words before a quotation end in a reporting verb."""
        return last_word(before).lower() in self.forms

    def gaps(self, quote: Quotation, paragraph: Span, quotes: list[Quotation]) -> tuple[Span, Span]:
        """The unquoted words of the same sentence on either side of ``quote``."""
        first = bisect_right(quotes, quote.span.start, key=lambda other: other.span.end)
        last = bisect_left(quotes, quote.span.end, key=lambda other: other.span.start)
        before = quotes[first - 1].span.end if first else paragraph.start
        after = quotes[last].span.start if last < len(quotes) else paragraph.end
        before = max(before, quote.span.start - LONGEST_GAP)
        start = (self.sentence_ends(before, quote.span.start) or [before])[-1]
        stop = min(after, quote.span.end + LONGEST_GAP)
        stop = (self.sentence_ends(quote.span.end, stop) or [stop])[0]
        return Span(start, quote.span.start), Span(quote.span.end, stop)

    def sentence_ends(self, start: int, stop: int) -> list[int]:
        """Where sentences end between two places in the text; the full stop of "Mr." ends none."""
        ends = _SENTENCE_END.finditer(self.text, start, stop)
        return [
            end.end() for end in ends if not _ABBREVIATION.search(self.text[max(0, end.start() - 8) : end.start() + 1])
        ]

    def of(self, gaps: tuple[Span, Span]) -> tuple[Cue | None, float]:
        """The cue in the words on either side of a quotation, and how sure that is."""
        before, after = gaps
        inner_end = self.text[before.end : after.start].rstrip("\"”’'»")[-1:]
        ended = inner_end in ".?!…" and not self.text[after.start : after.end].lstrip()[:1].islower()
        lead = self.text[before.start : before.end].rstrip()
        if lead[-1:] in (",", ":") or (lead and self.ends_in_cue(lead)):
            cue = self.last(before)
            if cue is not None:
                return cue, CERTAIN
        if not (ended and inner_end == "."):
            cue = self._first(after)
            if cue is not None and not (ended and self._starts_afresh(cue, after)):
                return cue, CERTAIN
        cue = self.last(before) if lead[-1:] not in (".", "") else None
        return cue, LIKELY

    def _starts_afresh(self, cue: Cue, gap: Span) -> bool:
        """Whether the words after the quotation hold speech of their own: *"Why?" The road is shut, he said.*"""
        clause = next((child for child in cue.verb.children if child.dep_ == "ccomp"), None)
        return clause is not None and gap.start <= clause.left_edge.idx and clause.idx < cue.verb.idx

    def _first(self, gap: Span) -> Cue | None:
        cues = [token for token in clauses.tokens_between(self.doc, gap) if self.is_cue(token)]
        return self.with_source(_main_verb(cues[0], cues), gap, after=True) if cues else None

    def last(self, gap: Span) -> Cue | None:
        """The last reporting verb of a gap."""
        tokens = clauses.tokens_between(self.doc, gap)
        cues = [token for token in tokens if self.is_cue(token)]
        if not cues:
            return None
        leads_in = all(token.is_punct or token.is_space for token in tokens if token.i > cues[-1].i)
        verb = cues[-1] if leads_in else _main_verb(cues[-1], cues)
        return self.with_source(verb, gap, after=False)

    def is_cue(self, token: Token) -> bool:
        """Whether a word is a reporting verb that goes with a quotation or a clause."""
        entry = self.forms.get(token.lower_)
        if entry is None or not entry[1] & (Frame.CLAUSE | Frame.QUOTE | Frame.ADDRESSEE):
            return False
        nominal = token.dep_ in ("nsubj", "dobj", "pobj", "compound", "amod", "poss", "attr")
        return not (nominal and entry[0] not in ("say", "tell"))

    def with_source(self, verb: Token, gap: Span, *, after: bool) -> Cue:
        """A reporting verb with its subject or, where the parse gave it none, the words beside it."""
        head = clauses.subject(verb)
        if head is not None and clauses.is_passive(verb):
            head = clauses.agent(verb) or (None if verb.lower_ == "told" else head)
        if head is not None and not self.in_quotation(head):
            named_by = clauses.antecedent(head)
            phrase = (
                Span(head.idx, head.idx + len(head))
                if named_by is not None
                else clauses.noun_phrase(head, without=verb)
            )
            if phrase is not None:
                phrase = self._outside_quotations(phrase)
            if phrase is not None:
                known = clauses.noun_phrase(named_by, without=verb) if named_by is not None else None
                return Cue(verb, phrase, known)
        return Cue(verb, self._beside(verb, gap, after=after))

    def _beside(self, verb: Token, gap: Span, *, after: bool) -> Span | None:
        """The words next to the verb, where the parse gave it no subject."""
        left = clauses.trimmed(self.text, Span(gap.start, verb.idx)) if verb.idx > gap.start else None
        right = clauses.trimmed(self.text, Span(verb.idx + len(verb), gap.end), also=".")
        if left is not None and (after or right is None):
            words = left.of(self.text)
            return left if any(character.isalpha() for character in words) else self._until_comma(right)
        return self._until_comma(right) if after else left

    def _until_comma(self, span: Span | None) -> Span | None:
        if span is None:
            return None
        comma = re.search(r"[,;]|\b(?:in|on|at|after|when|as|during|to)\b", span.of(self.text))
        end = span.start + comma.start() if comma else span.end
        return clauses.trimmed(self.text, Span(span.start, end), also=".")

    def in_quotation(self, token: Token) -> bool:
        """Whether a word stands in quotation marks."""
        return self.where.covers(token.idx)

    def _outside_quotations(self, phrase: Span) -> Span | None:
        """The phrase cut where a quotation begins or ends inside it: a source never holds quoted speech."""
        for quote in [self.quotations[index] for index in self.where.overlapping(phrase)]:
            if not phrase.contains(quote.span) or self._is_sentence(quote):
                if quote.span.start <= phrase.start:
                    phrase = Span(min(quote.span.end, phrase.end), phrase.end)
                else:
                    phrase = Span(phrase.start, quote.span.start)
        return clauses.trimmed(self.text, phrase)

    def _is_sentence(self, quote: Quotation) -> bool:
        """Whether the words end as speech does, not as a nickname: *Joaquín "El Chapo" Guzmán*."""
        return last_sign(quote.inner.of(self.text)) in ENDS_SPEECH


def last_word(words: str) -> str:
    """The last word, without the signs after it, empty where there is none."""
    end = len(words)
    while end and not _is_letter(words[end - 1]):
        end -= 1
    start = end
    while start and _is_letter(words[start - 1]):
        start -= 1
    return words[start:end]


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def last_sign(words: str) -> str:
    """The last sign before closing marks of quotations inside: the comma of *called it ‘the deal,’*."""
    return words.rstrip(_CLOSING_MARKS)[-1:]


def _main_verb(nearest: Token, cues: list[Token]) -> Token:
    """The cue nearest to a quotation or, where that only tells more of the speaker, the cue above it.

    *One trader, who asked not to be named, said*; *she said, pointing across the water*.
    """
    tells_more = nearest.dep_ == "relcl" or (nearest.dep_ == "advcl" and nearest.lower_.endswith("ing"))
    above = (one for one in cues if one.i != nearest.i and one.is_ancestor(nearest))
    return next(above, nearest) if tells_more else nearest
