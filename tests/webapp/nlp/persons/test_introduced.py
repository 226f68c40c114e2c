"""People are known by how an article introduces them, without the tagger's help."""

from __future__ import annotations

import pytest
import spacy

from gazetteer.place import Match, Name, NameKind, Place
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


class _Towns(_NoNames):
    """Knows some towns: one whose name nearly always means something else, and others."""

    def by_names(self, names: list[str]) -> dict[str, tuple[Match, ...]]:
        known = [name for name in names if name in ("Skardu", "Gulu", "Khyber", "Bush")]
        return {name: (self._town(name),) for name in known}

    def placeness(self, name: str) -> float | None:
        return 0.01 if name == "Bush" else None

    def _town(self, name: str) -> Match:
        place = Place(f"t:{name}", name, 0.0, 0.0, "P", "PPL", "XX")
        return Match(place, Name(place.id, name, NameKind.PREFERRED), 0.5)


def _names(text: str, source: _NoNames | None = None) -> ArticleNames:
    register()
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    doc = nlp(text)
    doc._.article = Article(text=text)
    return ArticleNames(doc, KnownNames(source or _NoNames()))


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Suzu, Paris Okubo, said so.",
        "Premier Paris Okubo said so.",
        "Then Paris Okubo, 38, left.",
        "He met Paris Okubo, who left.",
        "The race went to Sudan's Paris Okubo, a two-time winner.",
        "By Paris Okubo\n\nIt rained.",
        "By Paris Okubo in Lyon",
        "By Paris Okubo, Lyon Post",
        "By Amina Diallo and Paris Okubo\nIt rained.",
        "Then Paris Okubo (38) left.",
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
        "By Tuesday Paris was surrounded.",
        "By Sunday, Paris had fallen.",
        "By Monday Paris and Lyon were cut off.",
        "By Paris's count, forty died.",
        "By Paris\n\nIt rained.",
        "Shells hit Tal Paris, 20 km north of Lyon.",
        "They reached Tal Paris, 30 miles from Lyon.",
        "Rain fell on Tal Paris, 12,000 feet up.",
        "Tal Paris 20, Beit Lyon 15.",
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


@pytest.mark.parametrize(
    "text",
    [
        "Deputy Commissioner Skardu said so. Skardu was cut off.",
        "Chief Secretary Khyber wrote to them. Then Khyber was dark.",
        "Inspector Gulu left on Monday. They saw Gulu burn.",
    ],
)
def test_an_office_before_a_place_makes_nobody_of_the_place_elsewhere(text: str) -> None:
    names = _names(text, _Towns())
    first, second = (i for i, word in enumerate(names.words.texts) if word in ("Skardu", "Khyber", "Gulu"))
    people = Introduced(names)
    assert people.holds(first, first)
    assert not people.is_surname(second, widely_known=False)


@pytest.mark.parametrize("text", ["President Bush spoke. Bush left.", "Mr Gulu spoke. Gulu left."])
def test_a_title_and_a_name_introduce_somebody_all_the_same(text: str) -> None:
    names = _names(text, _Towns())
    _, second = (i for i, word in enumerate(names.words.texts) if word in ("Bush", "Gulu"))
    assert Introduced(names).is_surname(second, widely_known=False)


@pytest.mark.parametrize("whose", ["police", "troops", "officials"])
def test_a_surname_before_a_force_is_the_places(whose: str) -> None:
    names = _names(f"Premier Nomsa Lagos spoke. Lagos {whose} closed the roads.")
    _, second = (i for i, word in enumerate(names.words.texts) if word == "Lagos")
    assert not Introduced(names).is_surname(second, widely_known=False)
