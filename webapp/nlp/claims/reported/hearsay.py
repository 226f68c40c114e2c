"""What is told by a single word as somebody's report, nobody knows whose: *the bridge has reportedly fallen*."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from webapp.domain import Span
from webapp.nlp.claims import reasons
from webapp.nlp.claims.attributed import Attributed, Way
from webapp.nlp.lexicon import words
from webapp.nlp.lexicon.reporting_verbs import frames_by_form
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses

_HEARSAY = words("speech", "hearsay")
_CLAUSES = frozenset("ROOT ccomp conj advcl relcl xcomp parataxis".split())
_REPORTED = frozenset(("ccomp", "xcomp"))


@rule(
    "hearsay",
    "A word such as reportedly makes its clause a claim of somebody who is not named.",
    "Forty homes in Kasese were reportedly washed away.",
    otherwise=None,
)
def hearsay(word: Token, text: str) -> Attributed | None:
    """The clause around such a word as a claim without a speaker; None for other words, and where somebody says it."""
    clause = word.head
    if word.lower_ not in _HEARSAY or clause.dep_ not in _CLAUSES or _is_told(clause) or _is_open(clause):
        return None
    content, cue = tuple(_around(word, text)), Span(word.idx, word.idx + len(word))
    if not any(character.isalnum() for span in content for character in span.of(text)):
        return None
    return Attributed(content, (cue,), (), Way.HEARSAY, reasons.of_hearsay(text, cue))


def _is_told(clause: Token) -> bool:
    """Whether the clause reports somebody's words, or is what a verb of saying reports: it has a speaker then."""
    verbs = frames_by_form()
    if clause.dep_ == "conj":
        return clause.lower_ in verbs or _is_told(clause.head)
    return clause.lower_ in verbs or (clause.dep_ in _REPORTED and clause.head.lower_ in verbs)


def _is_open(clause: Token) -> bool:
    """Whether it is asked, or only so on a condition."""
    return clauses.is_hypothetical(clause) or clause.sent.text.rstrip().endswith("?")


def _around(word: Token, text: str) -> Iterator[Span]:
    """The clause before the word and after it."""
    whole = clauses.whole(word.head)
    if whole is None:
        return
    for start, end in ((whole.start, word.idx), (word.idx + len(word), whole.end)):
        part = clauses.trimmed(text, Span(start, end), also=".") if start < end else None
        if part is not None:
            yield part
