"""Speakers named without a verb: *according to the mayor*, a name and a colon, a name under a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from webapp.domain import Span
from webapp.nlp.claims import reasons
from webapp.nlp.claims.attributed import Attributed, Way
from webapp.nlp.lexicon import alternatives, words
from webapp.nlp.lexicon.reporting_verbs import frames_by_form
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.signatures import DASHES, signed

_CLAUSES = frozenset("ROOT ccomp conj advcl relcl acl xcomp pcomp parataxis dep csubj".split())
_PHRASES = words("speech", "by_word_of")
_WHOM = words("speech", "whom")
_BEFORE = re.compile(rf"\b((?i:{alternatives('speech', 'by_word_of')}))\s+([^\n]+?),\s*\Z")
_MEASURES = words("speech", "measure")
_THE = words("pointing", "the")
_AS = words("speech", "as")
_CLOSING = " \n.?!…”\"’')"
_CREDITS = words("quotations", "credit")
_PUT = re.compile(rf"\s*,?\s*[Aa]s\s+([^\n.;,]{{2,60}}?)\s+({alternatives('quotations', 'put')})\b")
_PUT_BEFORE = re.compile(
    rf"(?:\A|[{DASHES}.?!,;:(])\s*[Aa]s\s+([^\s.;,][^\n.;,]{{1,59}}?)\s+({alternatives('quotations', 'put')})"
    r"(?:\s+[a-z][^\n.;,]{1,40})?,\s*\Z"
)
_TO_WHOM = re.compile(
    rf"(?:\A|[{DASHES}.?!,;:]|\b(?i:{alternatives('quotations', 'joining')}))\s*"
    rf"\b(?i:{alternatives('speech', 'to_whom')})\s+([^\s.;,][^\n.;,]{{1,59}}),\s*\Z"
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_NAME = 8
_LONGEST_LINE = 12
_TRANSCRIPT = re.compile(r"[\"“'‘]?([A-Z][A-Z.'’ -]{2,40}):\s")
_RANK = alternatives("quotations", "abbreviation")
_AFTER = re.compile(
    rf"\s*,?\s*((?i:{alternatives('speech', 'by_word_of')}))\s+((?:\b(?:{_RANK})\.|\b[A-Z]\.|[^\n.;,])+)"
)


class Sources:
    """Finds the phrases and names in one parsed article that say whose words are beside them."""

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
        last = next(self._last_words(token), None) or _told_by(token)
        head = next((child for child in last.rights if child.dep_ in ("pobj", "pcomp")), None) if last else None
        if last is None or head is None or (token.lower_ in _MEASURES and _is_measured(token, head)):
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
        whole = self._all_of_sentence(token)
        if whole is not None:
            yield whole
            return
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
        "all of a sentence that according to opens or ends",
        "What according to opens or ends, up to the other end of the sentence, is what the one named in it said.",
        "According to the mayor, three people died, five were hurt and two are missing in Kasese.",
        otherwise=None,
    )
    def _all_of_sentence(self, token: Token) -> Span | None:
        """The sentence without the phrase, where nobody else speaks in it; None for a phrase in its midst."""
        sentence, phrase = token.sent, clauses.whole(token)
        if phrase is None or any(one.lower_ in frames_by_form() for one in sentence if not _is_in(one, phrase)):
            return None
        before = clauses.trimmed(self.text, Span(sentence.start_char, max(sentence.start_char, phrase.start)))
        after = clauses.trimmed(self.text, Span(min(phrase.end, sentence.end_char), sentence.end_char), also=".")
        words = [rest for rest in (before, after) if rest is not None and rest.of(self.text).strip(_CLOSING)]
        return words[0] if len(words) == 1 and _has_subject(sentence, words[0]) else None

    @rule(
        "according to, beside a quotation",
        "A quotation before or after according to is what the one named in the phrase said.",
        "“The bridge is gone,” according to the mayor of Kasese.",
        otherwise=None,
    )
    def beside(self, quotation: Span, gaps: tuple[Span, Span]) -> Attributed | None:
        """The quotation as a claim, if such a phrase is among the words on either side of it."""
        before, after = gaps
        put = _PUT_BEFORE.search(self.text, before.start, before.end) or _PUT.match(self.text, after.start, after.end)
        if put is not None:
            name, cue = Span(*put.span(1)), Span(*put.span(2))
            return Attributed((quotation,), (cue,), (name,), Way.ACCORDING_TO, reasons.of_a_phrase(self.text, cue))
        to = self._to_whom(before)
        if to is not None:
            return Attributed((quotation,), to[:1], to[1:], Way.ACCORDING_TO, reasons.of_a_phrase(self.text, to[0]))
        named = _BEFORE.search(self.text, before.start, before.end) or _AFTER.match(self.text, after.start, after.end)
        source = clauses.trimmed(self.text, Span(*named.span(2))) if named is not None else None
        if named is None or source is None:
            return None
        cue = Span(*named.span(1))
        return Attributed((quotation,), (cue,), (source,), Way.ACCORDING_TO, reasons.of_a_phrase(self.text, cue))

    def is_put(self, before: Span) -> bool:
        """Whether the words before a quotation end in who puts it so: *as the mayor put it,*, *to her,*."""
        put = _PUT_BEFORE.search(self.text, before.start, before.end) is not None
        return put or self._to_whom(before) is not None

    @rule(
        "to whom it is so",
        "In to her, “A”, the quotation A is what she thinks.",
        "To Grace Mbabazi, “the bridge at Kasese is all that we have left.”",
        otherwise=None,
    )
    def _to_whom(self, before: Span) -> tuple[Span, Span] | None:
        """The preposition and the person of *to her,* at the end of some words; None where they end otherwise."""
        found = _TO_WHOM.search(before.of(self.text))
        if found is None:
            return None
        words = Span(before.start + found.start(1), before.start + found.end(1))
        person = next((one for one in clauses.tokens_between(self.doc, words) if one.dep_ == "pobj"), None)
        is_person = person is not None and (person.ent_type_ == "PERSON" or person.lower_ in _WHOM)
        if person is None or not is_person or clauses.whole(person) != words:
            return None
        return Span(person.head.idx, person.head.idx + len(person.head)), words

    @rule(
        "a turn of a transcript",
        "A name in capitals and a colon at the head of a quotation name who speaks in a transcript.",
        '"OKELLO: Is the bridge at Kasese open?\n\n"MBABAZI: It is not. We closed it at noon."',
        otherwise=None,
    )
    def turn(self, quotation: Span) -> Attributed | None:
        """The quotation without the label that opens it, as a claim of the one it names."""
        said = _TRANSCRIPT.match(quotation.of(self.text))
        if said is None:
            return None
        name = Span(quotation.start + said.start(1), quotation.start + said.end(1))
        words = clauses.trimmed(self.text, Span(name.end + 1, quotation.end))
        if words is None:
            return None
        return Attributed((words,), (Span(name.end, name.end + 1),), (name,), Way.NAME, reasons.COLON)

    @rule(
        "a name before a colon",
        "A few words with a capital, or a person's name, and a colon before a quotation name who says it.",
        "Amina Diallo: “The road to Kidal is open, and it will stay open.”",
        otherwise=None,
    )
    def before(self, quotation: Span, gaps: tuple[Span, Span]) -> Attributed | None:
        """The quotation as a claim of the one whose name and a colon stand before it."""
        lead = clauses.trimmed(self.text, gaps[0])
        if lead is None or not gaps[0].of(self.text).rstrip().endswith(":"):
            return None
        words = lead.of(self.text).split()
        if is_credit(lead.of(self.text)):
            return None
        short = len(words) <= _LONGEST_NAME and words[0][0].isupper()
        name = lead if short else self._person_that_ends(lead)
        if name is None:
            return None
        return Attributed((quotation,), (Span(name.end, name.end + 1),), (name,), Way.NAME, reasons.COLON)

    def _person_that_ends(self, words: Span) -> Span | None:
        last = clauses.token_at(self.doc, words.end - 1)
        if last is None or last.ent_type_ != "PERSON":
            return None
        named = next(entity for entity in self.doc.ents if entity.start <= last.i < entity.end)
        return Span(named.start_char, words.end)

    @rule(
        "a name under a quotation",
        "A name after a dash or colon that ends its line says whose the quotation before it is.",
        "“We lost the harvest near Kasese.”\n— Grace Mbabazi, teacher",
        otherwise=None,
    )
    def under(self, quotation: Span) -> Attributed | None:
        """The quotation as a claim of the one whose name stands below it or after a dash."""
        found = signed(self.text, quotation.end)
        name = clauses.trimmed(self.text, Span(*found.span(2))) if found is not None else None
        if found is None or name is None or is_credit(name.of(self.text)):
            return None
        return Attributed((quotation,), (Span(*found.span(1)),), (name,), Way.NAME, reasons.SIGNED)

    def last_person(self, line: Span) -> Span | None:
        """The last person whom a line without a verb of its own names: *A word from Mayor Ada Okoro:*."""
        people = [one for one in clauses.tokens_between(self.doc, line) if one.ent_type_ == "PERSON"]
        if not people or len(line.of(self.text).split()) > _LONGEST_LINE:
            return None
        named = next(entity for entity in self.doc.ents if entity.start <= people[-1].i < entity.end)
        return Span(named.start_char, named.end_char)


@rule(
    "a picture's credit is nobody",
    "A name beside a word such as photo says who made a picture, not who spoke.",
    "“We lost it all.”\n— Grace Mbabazi, file photo",
)
def is_credit(line: str) -> bool:
    """Whether a line with a name in it says who made a picture."""
    return any(word.lower() in _CREDITS for word in _WORD.findall(line))


def _is_in(token: Token, span: Span) -> bool:
    return span.start <= token.idx < span.end


def _has_subject(sentence: DocSpan, words: Span) -> bool:
    return any(token.dep_ in clauses.SUBJECTS and _is_in(token, words) for token in sentence)


@rule(
    "as reported by, beside a clause",
    "The clause beside as and a verb of saying with by is what the one named after it said.",
    "The bridge at Kasese is gone, as reported by the local radio.",
    otherwise=None,
)
def _told_by(verb: Token) -> Token | None:
    """The word before the name in *as reported by the mayor*, given its verb; None for anything else."""
    if verb.lower_ not in frames_by_form() or not any(child.lower_ in _AS for child in verb.lefts):
        return None
    return next((child for child in verb.rights if child.dep_ == "agent"), None)


@rule(
    "per as a measure",
    "Per names whose word it is only before a name or the name of a body: per the council, not per head.",
    "The price rose by four shillings per sack in Kasese.",
)
def _is_measured(per: Token, head: Token) -> bool:
    named = head.text[0].isupper() or head.left_edge.lower_ in _THE
    apart = per.i == per.sent.start or per.nbor(-1).is_punct
    return not (named and apart)
