"""A cue after what it reports, found by its place in the sentence where the parser did not see it.

*The bridge is gone, added Khaled*; *The bridge is gone, local media report*: the parser may take such a verb for a
noun, or its subject for a part of the clause. The words around the last comma say more than the tree.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from webapp.domain import Span
from webapp.nlp.lexicon import words
from webapp.nlp.lexicon.reporting_verbs import Frame, frames_by_form, is_gerund
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses

_LONGEST_NAME = 9
_LONGEST_ASIDE = 12
_ASIDES = words("quotations", "aside")
_JOINING = frozenset(("cc", "mark", "prep", "agent", "relcl", "advcl", "acl", "expl"))
_COMMAS = frozenset((",", "—", "–", "―", "”", "''", '"'))
_OF_A_VERB = frozenset(("aux", "auxpass", "neg", "dobj", "cc"))
_WHO = frozenset(("PERSON", "ORG", "NORP"))
_PERSONS = words("pronouns", "person", "body")
_DETERMINERS = words("pronouns", "determiner")
_OPENS_CLAUSE = words("speech", "opener") & words("clauses", "relative")


@dataclass(frozen=True, slots=True)
class Postposed:
    """A verb at the end of its sentence, what it reports, and whose words these are."""

    verb: Token
    content: Span
    source: Span


@rule(
    "a cue at the end of its sentence",
    "After a clause and a comma, a verb of saying with nothing but a name, and perhaps a time or place, reports it.",
    "The core of the market in Kasese is to stay open, added Khaled.",
    otherwise=None,
)
def postposed(verb: Token, text: str, *, mostly: bool = True) -> Postposed | None:
    """What ``verb`` reports by its place at the end of its sentence; None if it is not such a cue.

    ``mostly`` says that the verb mostly reports; of others only those before a name, or after a name or a pronoun, do.
    """
    entry = frames_by_form().get(verb.lower_)
    if entry is None or not entry[1] & Frame.CLAUSE or not verb.is_lower or is_gerund(verb.lower_) or verb.i == 0:
        return None
    sentence = verb.sent
    inverted = verb.nbor(-1).text in _COMMAS
    named = _after(verb, sentence.end) if inverted else _before(verb, sentence.start)
    if named is None or not (mostly or inverted or _is_somebody(verb.nbor(-1))):
        return None
    first, last = named
    comma, end = (verb.i - 1, last) if inverted else (first - 1, verb.i)
    doc = verb.doc
    told = doc[sentence.start : comma]
    if not _is_clause(told) or not _ends(doc[end + 1 : sentence.end]):
        return None
    content = clauses.trimmed(text, Span(told.start_char, told.end_char))
    source = clauses.trimmed(text, Span(doc[first].idx, doc[last].idx + len(doc[last])))
    return Postposed(verb, content, source) if content is not None and source is not None else None


def _after(verb: Token, end: int) -> tuple[int, int] | None:
    """The first and the last token of a name right after the verb."""
    doc, first = verb.doc, verb.i + 1
    last = first
    while last < min(end, first + _LONGEST_NAME) and not (doc[last].is_punct or doc[last].lower_ in _ASIDES):
        last += 1
    capital = first < end and (doc[first].text[0].isupper() or doc[first].lower_ in _DETERMINERS)
    return (first, last - 1) if last > first and capital and _is_name(doc[first], doc[last - 1]) else None


def _before(verb: Token, start: int) -> tuple[int, int] | None:
    """The first and the last token of a name between a comma and the verb."""
    doc, first = verb.doc, verb.i
    while first > max(start, verb.i - _LONGEST_NAME) and doc[first - 1].text not in _COMMAS:
        first -= 1
    at_comma = first > start and doc[first - 1].text in _COMMAS
    return (first, verb.i - 1) if at_comma and first < verb.i and _is_name(doc[first], doc[verb.i - 1]) else None


def _is_name(first: Token, last: Token) -> bool:
    """Whether some words can name a speaker: they open no clause, and no verb stands among them."""
    if first.dep_ in _JOINING or first.lower_ in _OPENS_CLAUSE or is_gerund(first.lower_):
        return False
    inside = first.doc[first.i : last.i + 1]
    return last.text[0].isalnum() and not any(_belongs_to_a_verb(token, first.i - 1) for token in inside)


def _belongs_to_a_verb(token: Token, cue: int) -> bool:
    """Whether a word is a verb, or belongs to one: not to the cue, whose object the parser may take a name for."""
    reports = token.lower_ in frames_by_form() and token.dep_ != "compound"
    if token.dep_ == "dobj" and token.head.i == cue:
        return reports
    return reports or token.dep_ in _OF_A_VERB or (token.dep_ in clauses.SUBJECTS and token.head.i < token.i)


def _is_somebody(word: Token) -> bool:
    return word.ent_type_ in _WHO or word.lower_ in _PERSONS


def _is_clause(told: DocSpan) -> bool:
    return any(token.dep_ in clauses.SUBJECTS and token.head.i < told.end for token in told)


def _ends(rest: DocSpan) -> bool:
    """Whether a sentence ends after the cue, but for a few words of time, place or occasion."""
    tokens = [token for token in rest if not token.is_space]
    if not tokens or tokens[0].text in (".", "?", "!", ")", "”", '"'):
        return True
    if len(tokens) > _LONGEST_ASIDE or any(token.dep_ in clauses.SUBJECTS for token in tokens):
        return False
    return tokens[0].lower_ in _ASIDES or bool(tokens[0].ent_type_)
