"""Explains in a sentence why words were taken for a claim; called where that is decided."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain import ClaimKind, Span
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.claims.reported.cue_features import Reported, group_of, weighed
from webapp.nlp.fitted.named import NamedLogistic

COLON = "A colon after the speaker leads in to them."
SIGNED = "The name after them says whose they are."
ABOUT_THEM = "The sentence before them is about who is taken to have said them."
ANSWER = "They follow the label of an answer, in an article with questions and answers."
GOES_ON = "No words beside them say whose they are, so they are taken to go on from the claim before."
AFTER_REPORT = "The sentence before them reports what the same speaker said."
_GROUPS = {
    "verb": "{cue} reports speech, and what was said {side} it.",
    "content": "The words that {side_plural} {cue} have the form of something said.",
    "speaker": "{cue} has a subject that speaks, and what would be said {side} it.",
    "form": "{cue} stands as verbs of speech do, and what would be said {side} it.",
}

_PLURAL = {"comes before": "come before", "follows": "follow", "stands around": "stand around"}


def why_a_claim(claim: Attributed, kind: ClaimKind) -> tuple[str, ...]:
    """The reasons why these words count as something that somebody said: one or two sentences."""
    marks = {
        ClaimKind.DIRECT: () if claim.verbatim else ("The words stand in quotation marks.",),
        ClaimKind.MIXED: ("A part of the words stands in quotation marks.",),
        ClaimKind.INDIRECT: (),
    }
    return (*marks[kind], claim.why)


def of_a_quotation(text: str, cue: Span, quotation: Span) -> str:
    """A verb stands beside a quotation."""
    return f"{_quoted(text, cue)} reports speech, and the quotation {_side(cue, quotation)} it."


def of_a_phrase(text: str, cue: Span) -> str:
    """A phrase names the source."""
    return f"{_quoted(text, cue)} says whose words they are."


def of_hearsay(text: str, cue: Span) -> str:
    """A word says that somebody reports it."""
    return f"{_quoted(text, cue)} says that somebody reports it, not who."


def of_a_noun(text: str, cue: Span) -> str:
    """A clause follows a noun for something said."""
    return f"{_quoted(text, cue)} is a word for something said, and what was said follows it."


def of_a_verb(text: str, cue: Span, content: Sequence[Span], group: str) -> str:
    """A complement of a verb was judged to be speech, above all by one group of its features."""
    side = "stands around" if _is_around(cue, content) else _side(cue, content[0])
    return _GROUPS[group].format(cue=_quoted(text, cue), side=side, side_plural=_PLURAL[side])


def decisive(scorer: NamedLogistic, found: Reported) -> str:
    """The group of features (``verb``, ``content``, ``speaker``, ``form``) without which it would be least likely."""
    added = dict.fromkeys(_GROUPS, 0.0)
    for name, weight in weighed(scorer, found):
        added[group_of(name)] += weight
    return max(added, key=lambda group: added[group])


def _is_around(cue: Span, content: Sequence[Span]) -> bool:
    return content[0].start < cue.start < content[-1].start


def _side(cue: Span, content: Span) -> str:
    return "comes before" if content.start < cue.start else "follows"


def _quoted(text: str, cue: Span) -> str:
    return f"“{' '.join(cue.of(text).split())}”"
