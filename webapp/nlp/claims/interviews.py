"""Answers of printed interviews: lines that begin with *A:*, or with a name and a colon among such lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.claims import reasons
from webapp.nlp.claims.attributed import Attributed, Way
from webapp.nlp.lexicon import alternatives, words
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of

_LABEL = re.compile(rf"^[ \t]*({alternatives('quotations', 'question', 'answer')})([:.])[ \t]+(?=\S)", re.MULTILINE)
_NAME = re.compile(r"^[ \t]*([A-Z][\w'’-]+(?: [A-Z][\w.'’-]+){0,3})(:)[ \t]+(?=\S)", re.MULTILINE)
_LINE_END = re.compile(r"\n|\Z")


@rule(
    "answers of an interview",
    "In an article with labelled questions and answers, each answer is a claim of the one introduced before.",
    "Grace Mbabazi runs the port of Kisumu.\n\nQ: Is the port open?\n\nA: It is not. We closed it at noon.",
    otherwise=[],
)
def answers(doc: Doc) -> list[Attributed]:
    """Each answer in an interview as a claim, in text order; the questions are the outlet's own words."""
    text = text_of(doc)
    labels = list(_LABEL.finditer(text))
    kinds = {label[1] for label in labels}
    asking = words("quotations", "question")
    if not kinds & asking or not kinds - asking:
        return []
    return list(_answers(doc, labels))


def _answers(doc: Doc, labels: list[re.Match[str]]) -> Iterator[Attributed]:
    text, first = text_of(doc), labels[0].start()
    asked = _interviewed(doc, first)
    named = [label for label in _NAME.finditer(text, first) if _is_known(label[1], text[:first])]
    for label in sorted((*labels, *named), key=lambda label: label.start()):
        if label[1] in words("quotations", "question"):
            continue
        end = _LINE_END.search(text, label.end())
        said = clauses.trimmed(text, Span(label.end(), end.start() if end else len(text)))
        if said is not None:
            told = asked if label[1] in words("quotations", "answer") else None
            cue, source = Span(*label.span(2)), Span(*label.span(1))
            yield Attributed((said,), (cue,), (source,), Way.ANSWER, reasons.ANSWER, told, verbatim=True)


def _interviewed(doc: Doc, before: int) -> Span | None:
    """The person introduced before the first question: the first one named in full, or the first one named."""
    persons = [one for one in doc.ents if one.label_ == "PERSON" and one.end_char <= before]
    chosen = next((one for one in persons if len(one) > 1), persons[0] if persons else None)
    return Span(chosen.start_char, chosen.end_char) if chosen is not None else None


def _is_known(name: str, introduction: str) -> bool:
    """Whether the text before the first question mentions the person named by a label."""
    return re.search(rf"\b{re.escape(name.split()[-1])}\b", introduction, re.IGNORECASE) is not None
