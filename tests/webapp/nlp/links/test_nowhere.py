"""Opinions and general truths are about nowhere, whatever place the article names."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from gazetteer.place import Place
from tests.webapp.nlp.conftest import link
from webapp.domain import Mention, MentionKind, Resolution, Role, Span
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.links.about import load
from webapp.nlp.links.linker import Links, told_of
from webapp.nlp.links.nowhere import NowhereModel

STORY = """Floods cut the road to Kasese on Monday.

Two bridges in Kasese fell and forty homes there are under water, officials said.

"{said}" said Grace Mbabazi, a teacher."""


def told(parser: Language, said: str, rest: str = "") -> Doc:
    doc = parser(STORY.format(said=said) + rest)
    places = [
        Mention(
            Span(start, start + 6),
            "Kasese",
            MentionKind.TOPONYM,
            0.9,
            Resolution(Place("own:Kasese", "Kasese", 0.0, 0.0, "P", "PPL"), 0.9),
        )
        for start in range(len(doc.text))
        if doc.text.startswith("Kasese", start)
    ]
    doc._.mentions = places
    return link(parser, doc)


def links_of(doc: Doc) -> Links:
    claims = told_of(doc)
    return Links(doc, claims, [0.9] * len(claims))


@pytest.mark.parametrize(
    "said",
    [
        "I think people are often better than they know,",
        "I never thought I could love my work as much as I do,",
        "I feel good about it, and I really think everybody should do it once,",
    ],
)
def test_a_general_truth_has_no_pin(parser: Language, said: str) -> None:
    claim = told(parser, said)._.claims[-1]
    assert [link for link in claim.places if link.role is Role.ABOUT] == []


def test_what_follows_an_article_leaves_its_claims_where_they_are(parser: Language) -> None:
    rest = "\n\nNobody could say when the rain would end, and the shops stayed shut for another day." * 45
    pins = []
    for length in (0, 600, 1500, 2600, 3900):
        doc = told(parser, "The school was under water by noon,", rest[:length])
        pins.append(bool([link for link in doc._.claims[0].places if link.role is Role.ABOUT]))
    assert pins == [True] * 5


@pytest.mark.parametrize(
    "said", ["The school was under water by noon,", "Police found two bodies near the market on Monday,"]
)
def test_what_happened_has_one(parser: Language, said: str) -> None:
    claim = told(parser, said)._.claims[-1]
    assert [link.role for link in claim.places] == [Role.ABOUT]


def test_words_without_a_vector_say_nothing_by_their_meaning() -> None:
    model = NowhereModel(NamedLogistic({"word think": 2.0}, -1.0, 0.5), np.ones(300), 150.0)
    assert model.share(["word think"], None) == pytest.approx(0.731, abs=1e-3)
    assert model.share(["word think"], np.zeros(96)) == pytest.approx(0.731, abs=1e-3)
    assert model.share(["word think"], np.full(300, 0.5)) == pytest.approx(0.731, abs=1e-3)
    assert model.share(["word think"], np.full(300, 0.51)) > 0.9


def test_what_speaks_for_nowhere(parser: Language) -> None:
    about = links_of(told(parser, "I think people are often better than they know,")).about
    last = len(about.stands) - 1
    found = set(about.nowhere.features(last, about.rows[last]))
    assert {"kind direct", "word people", "subject i", "names none", "part 2"} <= found
    assert "in paragraph" not in found
    assert "no places" in set(about.nowhere.features(last, np.zeros((0, about.rows[last].shape[1]))))


@pytest.mark.parametrize(("bias", "pins"), [(-9.0, True), (9.0, False)])
def test_a_claim_that_is_surely_about_nowhere_has_no_pin(parser: Language, bias: float, pins: bool) -> None:
    links = links_of(told(parser, "The school was under water by noon,"))
    last = len(links.about.stands) - 1
    doubting = NowhereModel(NamedLogistic({}, bias, 0.5), np.zeros(300), 0.0)
    links.about.use(replace(load(), nowhere=doubting))
    assert bool(links.of(last)) is pins
