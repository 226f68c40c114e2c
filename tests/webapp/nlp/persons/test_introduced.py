"""People are known by how an article introduces them, without the tagger's help."""

from __future__ import annotations

import pytest
import spacy

from gazetteer.place import Match
from webapp.domain import Article
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.facts import KnownNames
from webapp.nlp.persons.introduced import Introduced
from webapp.nlp.text.doc import register


class _NoNames:
    def by_names(self, names: list[str]) -> dict[str, tuple[Match, ...]]:
        return {}

    def placeness(self, name: str) -> float | None:
        return None

    def country(self, code: str) -> None:
        return None


def _names(text: str) -> ArticleNames:
    register()
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    doc = nlp(text)
    doc._.article = Article(text=text)
    return ArticleNames(doc, KnownNames(_NoNames()))


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Suzu, Paris Okubo, said so.",
        "Premier Paris Okubo said so.",
        "Then Paris Okubo, 38, left.",
        "He met Paris Okubo, who left.",
        "The race went to Sudan's Paris Okubo, a two-time winner.",
        "By Paris Okubo\n\nIt rained.",
        "They beat Paris Okubo by a point.",
        "The boy, whose name is Paris, left.",
    ],
)
def test_who_is_introduced_is_known(text: str) -> None:
    names = _names(text)
    word = names.words.texts.index("Paris")
    assert Introduced(names).holds(word, word)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Paris, a city in France, said so.",
        "Paris Airport Authority said so.",
        "The mayor of Lyon flew to Paris.",
        "In Paris, a spokesman said so.",
        "Texas Republicans and Paris Republicans, who voted, left.",
    ],
)
def test_a_place_is_nobody(text: str) -> None:
    names = _names(text)
    word = names.words.texts.index("Paris")
    assert not Introduced(names).holds(word, word)


def test_a_surname_is_its_bearers_until_a_preposition_makes_it_a_place() -> None:
    names = _names("Premier Nomsa Lagos spoke. Lagos began late. She lives in Lagos.")
    _, second, third = (i for i, word in enumerate(names.words.texts) if word == "Lagos")
    assert Introduced(names).is_surname(second, widely_known=False)
    assert not Introduced(names).is_surname(third, widely_known=False)


def test_a_capital_acts_unless_it_does_what_only_persons_do() -> None:
    names = _names("Coach Almaz London ran. London said no. London, who ran, slept.")
    _, second, third = (i for i, word in enumerate(names.words.texts) if word == "London")
    assert not Introduced(names).is_surname(second, widely_known=True)
    assert Introduced(names).is_surname(third, widely_known=True)


def test_a_text_may_end_in_a_name() -> None:
    assert Introduced(_names("They met the mayor of Suzu, Paris Okubo")).inside
