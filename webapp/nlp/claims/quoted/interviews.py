"""Printed interviews and transcripts: lines that begin with *A:*, or with the name of who speaks and a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.claims import reasons
from webapp.nlp.claims.attributed import Attributed, Way
from webapp.nlp.lexicon import alternatives, words
from webapp.nlp.persons.given_names import gender_of_name
from webapp.nlp.rules import rule
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of

_LABEL = re.compile(rf"^[ \t]*({alternatives('quotations', 'question', 'answer')})([:.])[ \t]+(?=\S)", re.MULTILINE)
_NAME = re.compile(r"^[ \t]*([A-Z][\w'’-]+(?: [A-Z][\w.'’-]+){0,3})(:)[ \t]+(?=\S)", re.MULTILINE)
_CAPITALS = re.compile(r"^[ \t]*([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3})(:)[ \t]+(?=\S)", re.MULTILINE)
_FEWEST_TURNS = 2
"""People who speak in a transcript."""
_FEWEST_LINES = 4
_WORDS_A_LINE = 4
"""On average: shorter lines are a table."""
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


@rule(
    "lines of a transcript",
    "In an article with lines that open with names in capitals and a colon, each line is a claim of the one named.",
    "GRACE MBABAZI: We closed the market in Kasese.\n\nOMAR HAIDAR: Nobody warned the traders.",
    otherwise=[],
)
def turns(doc: Doc) -> list[Attributed]:
    """Each line of a transcript as a claim, in text order."""
    text = text_of(doc)
    labels = list(_CAPITALS.finditer(text))
    people = {label for label in dict.fromkeys(label[1] for label in labels) if _is_person(label, text)}
    named = [label for label in labels if label[1] in people]
    return list(_lines(text, named)) if len(people) >= _FEWEST_TURNS else _in_turn(doc, text)


@rule(
    "an interview by names",
    "Where two labels with colons take turns, each line after the name of a person in the article is theirs.",
    "Water in Port Sudan\n\nDaily Post: How many have come?\n\nLina Osman: Two hundred thousand. We have no room left."
    "\n\nDaily Post: What do you need?\n\nLina Osman: The road to Kassala must be opened.",
    otherwise=[],
)
def _in_turn(doc: Doc, text: str) -> list[Attributed]:
    """The lines of people whose names, as labels, take turns with others down the article."""
    labels = list(_NAME.finditer(text))
    lines = Counter(label[1] for label in labels)
    taking_turns = sum(one[1] != other[1] for one, other in pairwise(labels))
    if len(labels) < _FEWEST_LINES or len(lines) < _FEWEST_TURNS or taking_turns < len(labels) - 2:
        return []
    ends = (_LINE_END.search(text, label.end()) for label in labels)
    long = [len(text[one.end() : end.start() if end else None].split()) for one, end in zip(labels, ends, strict=True)]
    if sum(long) < _WORDS_A_LINE * len(labels):
        return []
    people = {one.text.split()[-1] for one in doc.ents if one.label_ == "PERSON"}
    heard = {name for name, often in lines.items() if often > 1 and _is_named(name, people)}
    return list(_lines(text, [label for label in labels if label[1] in heard]))


def _is_named(label: str, surnames: set[str]) -> bool:
    """Whether a label is the name of a person in the article, or opens with a given name."""
    return gender_of_name(label) is not None or (label.split()[-1] in surnames and label.split()[0] in surnames)


def _is_person(label: str, text: str) -> bool:
    """Whether a label in capitals is a person's name: it opens with a given name, or is a surname known elsewhere."""
    last = label.split()[-1].title()
    return (
        gender_of_name(label.title()) is not None or re.search(rf"\b[A-Z][a-z]+ {re.escape(last)}\b", text) is not None
    )


def _lines(text: str, labels: list[re.Match[str]]) -> Iterator[Attributed]:
    for label in labels:
        end = _LINE_END.search(text, label.end())
        said = clauses.trimmed(text, Span(label.end(), end.start() if end else len(text)))
        if said is not None:
            cue, source = Span(*label.span(2)), Span(*label.span(1))
            yield Attributed((said,), (cue,), (source,), Way.ANSWER, reasons.COLON, verbatim=True)


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
