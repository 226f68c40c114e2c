"""Why a source refers to its speaker: the choice depends on what the reason names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.speakers.resolve import Speakers
from webapp.nlp.speakers.resolved import Resolved, quoted

Reader = Callable[[str], Doc]

ARTICLES = {
    "a surname": (
        "Governor Amina Diallo opened the bridge on Monday. Diallo said that the road to Kidal was open.",
        "“Diallo” is short for Amina Diallo, named in full in “Amina Diallo opened the bridge on Monday”.",
    ),
    "the sentence before": (
        "Governor Amina Diallo opened the bridge on Monday. She said that the road to Kidal was open.",
        "“She” is taken for Amina Diallo, whom the sentence before is about: “Amina Diallo opened the bridge on "
        "Monday”.",
    ),
    "who spoke last": (
        "“The river rose,” said Ada Mamani on Monday. It had rained. “We lost it all,” she said.",
        "“she” is taken for Ada Mamani, who spoke last before it, in “Ada Mamani on Monday”.",
    ),
    "who was named last": (
        "It had rained on Rosa Lima for days. “We lost it all,” she said.",
        "“she” is taken for Rosa Lima, the last woman named before it, in “Rosa Lima for days”.",
    ),
    "who was named last, man or woman": (
        "It had rained on Kim Jones for days. “We lost it all,” he said.",
        "“he” is taken for Kim Jones, the last person named before it, in “Kim Jones for days”.",
    ),
    "the subject of the sentence": (
        "Rosa Lima, a nurse, left early. After Ada Mamani had left, she said that it rained.",
        "“she” is taken for Ada Mamani, whom the same sentence is about: “Ada Mamani had left, she said that it "
        "rained.”.",
    ),
    "an office": (
        "Gov. Ada Mamani flew to Oruro on Monday. The governor said that nobody had called.",
        "“The governor” is what the article calls Ada Mamani, in “Gov. Ada Mamani flew to Oruro on Monday”.",
    ),
    "a company": (
        "Nestle said that two plants would close. “We are sorry,” the company said.",
        "“the company” is taken for Nestle, the last body that spoke before it, in “Nestle said that two plants would "
        "close”.",
    ),
    "it, a council": (
        "The council warned that the river was rising. It said that the bridge would close.",
        "“It” is taken for council, the last body that spoke before it, in “The council warned that the river was "
        "rising”.",
    ),
    "a source": (
        "A security source said the road was lost. “The state holds the towns,” the source said.",
        "“the source” is taken for the one that the article speaks of before, in “A security source said the road was "
        "lost”.",
    ),
}
PLAIN = {
    "named": ("“The road is open,” Amina Diallo said.", "The source itself names Amina Diallo."),
    "a body": ("The road is open, according to the police.", "The source itself names police."),
    "nobody": ("The road was said to be open.", "The article does not name who said it."),
    "many": ("Many said that the road was open.", "The article does not say whom “Many” stands for."),
}


@pytest.mark.parametrize(("text", "why"), [*ARTICLES.values(), *PLAIN.values()], ids=[*ARTICLES, *PLAIN])
def test_the_reason_names_what_decided(parser: Language, text: str, why: str) -> None:
    assert resolved(parser, text)[-1].why == why


@pytest.mark.parametrize("text", [text for text, _ in ARTICLES.values()], ids=ARTICLES)
def test_the_choice_falls_without_what_the_reason_names(parser: Language, text: str) -> None:
    last = resolved(parser, text)[-1]
    assert last.evidence is not None
    without = text[: last.evidence.start] + "Somebody" + text[last.evidence.end :]
    assert resolved(parser, without)[-1].speaker != last.speaker


def test_a_quotation_that_goes_on_has_the_speaker_before(parser: Language) -> None:
    text = "“The road is open,” James Obus said. He left for Kidal.\n\n“It will stay open as long as it is needed.”"
    first, second = resolved(parser, text)
    assert second.why == "The quotation before is taken to be James Obus’, and this one goes on from it."
    assert second.speaker == first.speaker


def test_a_name_is_surer_than_a_pronoun_far_from_it(parser: Language) -> None:
    rain = "It rained. The river rose. " * 40
    text = f"“The road is open,” said Ada Mamani. {rain}“We lost it all,” she said."
    named, meant = resolved(parser, text)
    assert 0 < meant.confidence < named.confidence < 1


def test_a_quote_ends_with_its_line() -> None:
    assert quoted("Ada Mamani, a nurse\nIt rained.", Span(0, 10)) == "“Ada Mamani, a nurse”"


def resolved(parser: Language, text: str) -> list[Resolved]:
    doc = parser(text)
    return Speakers(doc).of(doc._.attributions)
