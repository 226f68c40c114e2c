"""How a claim was said: alleged, denied, demanded, asked …, and whether what was said is affirmed or negated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from webapp.domain import Manner
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.lexicon import words
from webapp.nlp.lexicon.reporting_verbs import (
    FIRST,
    INFINITIVE,
    INSIDE,
    manners_of_nouns,
    manners_of_verbs,
    manners_with,
    nouns_by_form,
    stem,
    verbs,
)
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses

_NOBODY = words("speech", "no_speaker")
_NOT, _ONE = words("speech", "not"), words("speech", "one")
_QUESTIONS = words("speech", "question")
_NOUN_PLACES = frozenset("nsubj nsubjpass dobj obj pobj attr appos nmod compound conj".split())
_FIRST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Said:
    """The manner of a claim, and whether its speaker denies its content or does not say it."""

    manner: Manner = Manner.NEUTRAL
    negated: bool = False


def manner_of(doc: Doc, claim: Attributed) -> Said:
    """How the claim was said, by its cue: lemma, what follows it, and negation; a quoted question was asked."""
    said = _by_cue(doc, claim)
    asked = said.manner is Manner.NEUTRAL and _is_question(doc, claim)
    return replace(said, manner=Manner.ASKS) if asked else said


def _by_cue(doc: Doc, claim: Attributed) -> Said:
    cue = [token for span in claim.cue for token in clauses.tokens_between(doc, span)]
    head = _head(cue)
    if head is None:
        return Said()
    if _is_noun(head):
        manner = manners_of_nouns("content").get(nouns_by_form()[head.lower_], Manner.NEUTRAL)
        return Said(manner, manner is Manner.DENIES)
    manner = _manner(head, cue, claim)
    return Said(manner, (manner is Manner.DENIES) != _is_negated(head, cue))


def _is_question(doc: Doc, claim: Attributed) -> bool:
    """Whether the content is in quotation marks and each of its sentences ends in a question mark."""
    content = [token for span in claim.content for token in clauses.tokens_between(doc, span)]
    words = [token for token in content if not token.is_quote and not token.is_space]
    if not words or not words[-1].text.endswith("?") or not (content[0].is_quote or _follows_a_mark(content[0])):
        return False
    return all(one.text.endswith("?") for one, following in pairwise(words) if following.is_sent_start)


def _follows_a_mark(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).is_quote


def _head(cue: list[Token]) -> Token | None:
    """The verb or noun of the cue: of its reporting words, the one that the others depend on."""
    reporting = [token for token in cue if stem(token.lower_) in manners_of_verbs() or _is_noun(token)]
    inside = {token.i for token in reporting}
    return next((token for token in reporting if token.head.i not in inside or token.head.i == token.i), None)


def _is_noun(token: Token) -> bool:
    return token.dep_ in _NOUN_PLACES and token.lower_ in nouns_by_form() and not _has_subject(token)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in clauses.SUBJECTS for child in token.children)


def _manner(verb: Token, cue: Sequence[Token], claim: Attributed) -> Manner:
    """The manner that the tables give for a verb with its complement, otherwise that of the verb alone."""
    lemma = stem(verb.lower_)
    content = [token for span in claim.content for token in clauses.tokens_between(verb.doc, span)]
    known = manners_with()
    keys = [token.lower_ for token in cue if token.i > verb.i]
    keys += [INFINITIVE] if (lemma, INFINITIVE) in known and _has_infinitive(verb, content) else []
    keys += [FIRST + token.lower_ for token in content[:1]]
    keys += [INSIDE + token.lower_ for token in content]
    found = next((known[lemma, key] for key in keys if (lemma, key) in known), None)
    if found is None and lemma in verbs("uttering"):
        uttered = manners_of_nouns("uttered")
        after = (token.lower_ for token in (*cue, *content[:_FIRST_WORDS]))
        found = next((uttered[word] for word in after if word in uttered), Manner.NEUTRAL)
    return found or manners_of_verbs().get(lemma, Manner.NEUTRAL)


def _has_infinitive(verb: Token, content: Sequence[Token]) -> bool:
    """Whether the content is something that somebody is supposed to do, and does not ask how, or whether."""
    inside = {token.i for token in content}
    return any(
        token.lower_ == "to" and token.dep_ == "aux" and (token.head.head == verb or token.i == content[0].i)
        for token in content
        if token.head.i in inside and token.head.left_edge.lower_ not in _QUESTIONS
    )


def _is_negated(verb: Token, cue: Sequence[Token]) -> bool:
    """Whether it was not said: *did not say*, *refused to confirm*, *nobody claimed*."""
    return clauses.is_negated(verb) or any(token.dep_ == "neg" for token in cue) or _is_not_said(verb)


@rule(
    "refused to say",
    "What somebody refuses or declines to say, or no officials say, counts as not said.",
    "Omar Haidar refused to confirm that the road to Idlib was closed.",
    policy="What was not said is never shown as affirmed: refused to confirm, no officials said.",
)
def _is_not_said(verb: Token) -> bool:
    above = verb.head
    if verb.dep_ in ("xcomp", "pcomp") and above.i < verb.i and stem(above.lower_) in verbs("withholding"):
        return not clauses.is_negated(above)
    head = clauses.subject(verb)
    return head is not None and (head.lower_ in _NOBODY or _names_hardly_anybody(head.left_edge))


def _names_hardly_anybody(first: Token) -> bool:
    """Whether a subject that begins with this word is nobody, or next to nobody: *few officials*, *not one judge*."""
    if first.lower_ in _NOT:
        return first.i + 1 < len(first.doc) and first.nbor().lower_ in _ONE
    before = first.nbor(-1).lower_ if first.i > first.sent.start else ""
    return first.lower_ in _NOBODY or before in _NOBODY
