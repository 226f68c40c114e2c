"""Which reporting verb beside a quotation gives its speaker: the words around a quotation, verb and subject."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from webapp.domain import Span
from webapp.nlp.claims.attributed import Way
from webapp.nlp.claims.quoted.any_verb import bare_cue
from webapp.nlp.lexicon import alternatives, words
from webapp.nlp.lexicon.reporting_verbs import Frame, frames_by_form
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.quotations import Quotation
from webapp.nlp.text.spans import SpanIndex

LONGEST_GAP = 240
"""Characters on either side of a quotation in which its cue is looked for."""
ENDS_SPEECH = ",.?!…—–―。！？、،؟۔।"
_SENTENCE_END = re.compile(r"[.?!…](?:[\"”’)\]]|'')*(?=\s*\Z|\s+[^\sa-z])")
_GOES_ON = (",", "!", "?", "،", "؟", "。", "！", "？")
_LITTLE = frozenset(("cc", "mark", "advmod", "aux", "auxpass", "prep", "det", "neg", "preconj"))
_OF_A_CLAUSE = clauses.SUBJECTS | {"expl"}
_DETERMINERS = words("pronouns", "determiner") | words("pronouns", "owner")
_NO_VERBS = frozenset(("prep", "mark", "cc", "advmod", "det", "aux", "auxpass"))
_CLOSING_MARKS = " \u00a0\"'”’»›」』》«“"
_ABBREVIATION = re.compile(rf"\b(?:[A-Z]|{alternatives('quotations', 'abbreviation')})\.\Z")
_ASIDE = re.compile(rf"[,;]|\b(?:{alternatives('quotations', 'aside')})\b")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb with the words that name the speaker, and its position; ``named_by`` as in ``Attributed``."""

    verb: Token
    source: Span | None
    named_by: Span | None = None
    way: Way = Way.BESIDE


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
        inside = clauses.tokens_between(self.doc, gap)
        positions = {token.i for token in inside}
        # The quotation may have become a part of the sentence, or the sentence a part of the quotation.
        heads = [token for token in inside if token.head.i == token.i or token.head.i not in positions]
        verb = next((token for token in reversed(heads) if clauses.subject(token) is not None), None)
        if verb is None:
            return None
        cue = self.with_source(verb, gap, Way.LEAD_IN)
        return cue if cue.source is not None and gap.start <= cue.source.start < cue.source.end <= verb.idx else None

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
        start = (sentence_ends(self.text, before, quote.span.start) or [before])[-1]
        stop = min(after, quote.span.end + LONGEST_GAP)
        stop = (sentence_ends(self.text, quote.span.end, stop) or [stop])[0]
        return Span(start, quote.span.start), Span(quote.span.end, stop)

    def of(self, gaps: tuple[Span, Span]) -> Cue | None:
        """The cue in the words on either side of a quotation."""
        before, after = gaps
        inner_end = self.text[before.end : after.start].rstrip(_CLOSING_MARKS)[-1:]
        ended = inner_end in ".?!…" and not self.text[after.start : after.end].lstrip()[:1].islower()
        lead = self.text[before.start : before.end].rstrip()
        if lead[-1:] in (",", ":") or (lead and self.ends_in_cue(lead)):
            cue = self.last(before, Way.BESIDE)
            if cue is not None:
                return cue
        if not (ended and inner_end == "."):
            listed = self._first(after)
            if listed is not None and listed.source is not None:
                return listed
            return self._inverted(after, inner_end) or self._bare(after, inner_end) or listed
        return self._bare(before, lead[-1:], before=True) if lead[-1:] in (",", ":") else None

    def _bare(self, gap: Span, sign: str, *, before: bool = False) -> Cue | None:
        """Any verb that with its subject makes up all of the words beside a quotation."""
        found = bare_cue(clauses.tokens_between(self.doc, gap), before=before) if sign in (*_GOES_ON, ":") else None
        if found is None or self.in_quotation(found.verb):
            return None
        return Cue(found.verb, Span(found.first.idx, found.last.idx + len(found.last)))

    @rule(
        "a verb before its subject",
        "Whatever verb stands right after a quotation and before its subject is one of speech.",
        '"Nobody told us in Kasese," clucked Grace Mbabazi.',
        otherwise=None,
    )
    def _inverted(self, gap: Span, inner_end: str) -> Cue | None:
        words = [token for token in clauses.tokens_between(self.doc, gap) if not token.is_punct and not token.is_space]
        if len(words) < 2 or inner_end not in _GOES_ON or not words[0].is_lower or words[0].dep_ in _NO_VERBS:
            return None
        subject = clauses.subject(words[0])
        if subject is not None and words[0].i < subject.i and subject.left_edge.i == words[0].i + 1:
            return self.with_source(words[0], gap)
        source = self._beside(words[0], gap, after=True) if words[1].ent_type_ == "PERSON" else None
        return Cue(words[0], source) if source is not None else None

    def _first(self, gap: Span) -> Cue | None:
        cues = [token for token in clauses.tokens_between(self.doc, gap) if self.is_cue(token)]
        return self.with_source(cues[0], gap) if cues else None

    def last(self, gap: Span, way: Way) -> Cue | None:
        """The last reporting verb of a gap."""
        tokens = clauses.tokens_between(self.doc, gap)
        cues = [token for token in tokens if self.is_cue(token)]
        return self.with_source(cues[-1], gap, way, after=False) if cues else None

    def is_cue(self, token: Token) -> bool:
        """Whether a word is a reporting verb that goes with a quotation or a clause."""
        entry = self.forms.get(token.lower_)
        reports = entry is not None and bool(entry[1] & (Frame.CLAUSE | Frame.QUOTE | Frame.ADDRESSEE))
        return reports and not (token.i and token.nbor(-1).lower_ in _DETERMINERS)

    def with_source(self, verb: Token, gap: Span, way: Way = Way.BESIDE, *, after: bool | None = None) -> Cue:
        """A reporting verb with its subject or, if the parse gave it none, with the words beside it."""
        head = clauses.subject(verb)
        if head is not None and clauses.is_passive(verb):
            head = clauses.agent(verb) or head
        if head is not None and not self.in_quotation(head):
            phrase = clauses.source(head, verb)
            if phrase is not None:
                phrase = self._outside_quotations(phrase)
            if phrase is not None:
                return Cue(verb, phrase, clauses.named_by(head, verb), way)
        return Cue(verb, self._beside(verb, gap, after=way is Way.BESIDE if after is None else after), None, way)

    @rule(
        "the words beside a verb without a subject",
        "Where the parser gave a cue no subject, the words next to it name the speaker.",
        '"We will not go," mayor Peter Okoro of Kasese, said.',
        otherwise=None,
    )
    def _beside(self, verb: Token, gap: Span, *, after: bool) -> Span | None:
        left = clauses.trimmed(self.text, Span(gap.start, verb.idx)) if verb.idx > gap.start else None
        right = clauses.trimmed(self.text, Span(verb.idx + len(verb), gap.end), also=".")
        if left is not None and (after or right is None):
            words = left.of(self.text)
            named = left if any(character.isalpha() for character in words) else self._until_aside(right)
        else:
            named = self._until_aside(right) if after else left
        return self._name_in(named) if named is not None else None

    def _name_in(self, words: Span) -> Span | None:
        """Some words beside a verb if they can name a speaker; of a clause, its subject; None for little words."""
        inside = clauses.tokens_between(self.doc, words)
        last = inside[-1].i if inside else 0
        subjects = [one for one in inside if one.dep_ in _OF_A_CLAUSE and one.i < one.head.i <= last]
        subjects = [one for one in subjects if clauses.antecedent(one) is None]
        if subjects:
            return clauses.noun_phrase(subjects[0]) if subjects[0].dep_ in clauses.SUBJECTS else None
        return words if any(token.dep_ not in _LITTLE and token.text[0].isalnum() for token in inside) else None

    def _until_aside(self, span: Span | None) -> Span | None:
        if span is None:
            return None
        aside = _ASIDE.search(span.of(self.text))
        end = span.start + aside.start() if aside else span.end
        return clauses.trimmed(self.text, Span(span.start, self._with_name(end, span.end)), also=".")

    @rule(
        "the name after what somebody is",
        "A name after a comma belongs to the office before it: asked the union's head, Omar Haidar.",
        "“Who will pay for the road to Kasese?” asked the head of the traders' union, Omar Haidar.",
    )
    def _with_name(self, comma: int, end: int) -> int:
        """Where the name of a person right after a comma ends; the comma where there is none."""
        if self.text[comma : comma + 1] != ",":
            return comma
        after = [token for token in clauses.tokens_between(self.doc, Span(comma + 1, end)) if not token.is_space]
        last = comma
        for token in after:
            if token.ent_type_ != "PERSON":
                break
            last = token.idx + len(token)
        return last

    def in_quotation(self, token: Token) -> bool:
        """Whether a word stands in quotation marks."""
        return self.where.covers(token.idx)

    def _outside_quotations(self, phrase: Span) -> Span | None:
        """The phrase cut where a quotation begins or ends inside it; it may hold a nickname in quotation marks."""
        for quote in [self.quotations[index] for index in self.where.overlapping(phrase)]:
            if phrase.contains(quote.span):
                continue
            if quote.span.start <= phrase.start:
                phrase = Span(min(quote.span.end, phrase.end), phrase.end)
            else:
                phrase = Span(phrase.start, quote.span.start)
        return clauses.trimmed(self.text, phrase)


def sentence_ends(text: str, start: int, stop: int) -> list[int]:
    """Where sentences end between two places of ``text``."""
    ends = _SENTENCE_END.finditer(text, start, stop)
    return [end.end() for end in ends if not _is_abbreviation(text, end.start())]


def is_next_sentence(text: str, last_end: int, start: int) -> bool:
    """Whether what begins at ``start`` stands in the sentence that ends after ``last_end``, or in the next one.

    What a colon leads in to is a beginning of its own.
    """
    between = text[last_end:start]
    if len(between) > LONGEST_GAP or between.rstrip().endswith(":"):
        return False
    return len(sentence_ends(text, last_end, start)) <= 1


@rule(
    "an abbreviation ends no sentence",
    "The full stop of an initial or of an abbreviation such as Mr. ends no sentence.",
    '"The bridge is gone," Rep. Grace Mbabazi (K-Md.) said on Monday in Kasese.',
)
def _is_abbreviation(text: str, stop: int) -> bool:
    return _ABBREVIATION.search(text[max(0, stop - 8) : stop + 1]) is not None


def last_word(words: str) -> str:
    """The last word, without the punctuation after it; empty if there is none."""
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
    """The last punctuation mark before any closing inner quotation marks: the comma of *called it ‘the deal,’*."""
    return words.rstrip(_CLOSING_MARKS)[-1:]
